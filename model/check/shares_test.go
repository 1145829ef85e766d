package check

import (
	"math/rand/v2"
	"testing"

	"yusuan/model/words"
)

// What is sorted out in whole percent does not hold to the last digit either, and much of what does not hold is.
func TestFarPercentagesDoNotHold(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	number := func(most int64, decimals int8) words.Number {
		return words.Number{Coefficient: random.Int64N(2*most) - most, Decimals: decimals}
	}
	units, far, not := []string{"", "元", "万元", "亿元"}, 0, 0
	for range 50_000 {
		of, base := newAmount(number(1_000_000, int8(random.IntN(4))), units[random.IntN(4)]), newAmount(number(1_000, int8(random.IntN(3))), units[random.IntN(4)])
		if base.value.IsZero() {
			continue
		}
		r := quotient{of: &of, base: &base, growth: random.IntN(2) == 0}
		rate := number(100_000, int8(random.IntN(3)))
		if want, _ := r.percent(of.value, base.value); random.IntN(2) == 0 && want.Abs().IntPart() < 1_000_000 { // the right one, or one next to it
			rate.Coefficient = want.Shift(int32(rate.Decimals)).IntPart() + random.Int64N(9) - 4
		}
		whole, _ := rate.Rounded(0)
		r.rate = printedRate{value: rate.Value(), half: rate.Half(), whole: whole}
		apart, slack := r.apart(of.value, base.value)
		holds := apart.LessThanOrEqual(slack.Add(r.rate.half))
		if r.isFar() && holds {
			t.Fatalf("%s is far from %s of %s", rate.Value(), of.value.Decimal(), base.value.Decimal())
		}
		if !holds {
			not++
			if r.isFar() {
				far++
			}
		}
	}
	if 4*far < not {
		t.Errorf("%d of %d wrong percentages are far", far, not)
	}
}

package check

import (
	"math/rand/v2"
	"testing"

	"yusuan/model/words"
)

// What is reckoned in whole millionths is what decimals make of it, and most is, even of amounts at random.
func TestReckonedPercentages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	number := func(most int64, decimals int8) words.Number {
		return words.Number{Coefficient: random.Int64N(2*most) - most, Decimals: decimals}
	}
	units, all, reckoned := []string{"", "元", "万元", "亿元"}, 0, 0
	for range 50_000 {
		of, base := newAmount(number(1_000_000, int8(random.IntN(4))), units[random.IntN(4)]), newAmount(number(1_000, int8(random.IntN(3))), units[random.IntN(4)])
		if base.value.IsZero() {
			continue
		}
		r := quotient{of: &of, base: &base, growth: random.IntN(2) == 0}
		rate := number(100_000, int8(random.IntN(3)))
		want, slack := r.percent(of.value, base.value)
		if random.IntN(2) == 0 && want.Abs().IntPart() < 1_000_000 { // the right one, or one next to it
			rate.Coefficient = want.Shift(int32(rate.Decimals)).IntPart() + random.Int64N(9) - 4
		}
		r.rate = newRate(0, nil, rate)
		apart := rate.Value().Sub(want).Abs()
		for rounded, holds := range map[bool]bool{true: apart.LessThanOrEqual(slack.Add(rate.Half())), false: apart.LessThanOrEqual(rate.Half())} {
			within, sure := r.reckoned(of.value, base.value, rounded)
			if all++; sure {
				reckoned++
			}
			if sure && within != holds {
				t.Fatalf("%s of %s and %s: %t, with decimals %t", rate.Value(), of.value.Decimal(), base.value.Decimal(), within, holds)
			}
		}
	}
	if 10*reckoned < 6*all {
		t.Errorf("%d of %d percentages are reckoned", reckoned, all)
	}
}

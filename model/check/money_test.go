package check

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
)

// Amounts are those of decimals, whether mills say them or not.
func TestMoneyIsExact(t *testing.T) {
	coefficients := []int64{0, 1, -1, 5, 123456, -99, 1e15, -1e15, math.MaxInt64, math.MinInt64, math.MaxInt64 / 10, math.MinInt64/10 - 1}
	exponents := []int32{-6, -4, -3, -2, 0, 4, 8, 12}
	var all []money
	for _, c := range coefficients {
		for _, e := range exponents {
			a := moneyOf(c, e)
			if !a.Decimal().Equal(decimal.New(c, e)) {
				t.Fatalf("%d×10^%d is %s", c, e, a.Decimal())
			}
			all = append(all, a)
		}
	}
	if fine := moneyOf(1, -6); moneyOf(1, -2).other != nil || fine.Add(fine.Neg()).Cmp(money{}) != 0 {
		t.Error("a 分 is mills, and what is finer adds up to nothing as well")
	}
	equal := func(what string, got money, want decimal.Decimal) {
		if !got.Decimal().Equal(want) {
			t.Errorf("%s is %s, want %s", what, got.Decimal(), want)
		}
	}
	for _, a := range all {
		x := a.Decimal()
		equal("-"+x.String(), a.Neg(), x.Neg())
		equal("|"+x.String()+"|", a.Abs(), x.Abs())
		for _, n := range []int64{0, 1, -1, 7, math.MaxInt64, math.MinInt64} {
			equal(x.String()+" times", a.Times(n), x.Mul(decimal.NewFromInt(n)))
		}
		for _, b := range all {
			y := b.Decimal()
			equal(x.String()+" + "+y.String(), a.Add(b), x.Add(y))
			equal(x.String()+" - "+y.String(), a.Sub(b), x.Sub(y))
			if a.Cmp(b) != x.Cmp(y) || a.IsZero() != x.IsZero() || a.IsNegative() != x.IsNegative() {
				t.Errorf("%s and %s compare as %d", x, y, a.Cmp(b))
			}
			if least(a, b).Cmp(a) > 0 || least(a, b).Cmp(b) > 0 {
				t.Errorf("the smaller of %s and %s", x, y)
			}
		}
	}
}

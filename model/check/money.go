package check

import (
	"math"

	"github.com/shopspring/decimal"
)

// money is an exact amount of 元: in mills, which are thousandths of one, or what these do not say as a decimal. Nearly
// all amounts are mills, with which a document is checked without making millions of decimals.
type money struct {
	mills int64
	other *decimal.Decimal // nil where the mills say it
}

// places is how many decimals of one 元 mills have.
const places = 3

// moneyOf is coefficient × 10^exponent 元.
func moneyOf(coefficient int64, exponent int32) money {
	if exponent >= -places {
		mills, at := coefficient, exponent
		for ; at > -places && mills <= math.MaxInt64/10 && mills >= math.MinInt64/10; at-- {
			mills *= 10
		}
		if at == -places {
			return money{mills: mills}
		}
	}
	return money{other: new(decimal.New(coefficient, exponent))}
}

// Decimal is the amount as a decimal.
func (a money) Decimal() decimal.Decimal {
	if a.other != nil {
		return *a.other
	}
	return decimal.New(a.mills, -places)
}

// Add is a + b.
func (a money) Add(b money) money {
	if sum := a.mills + b.mills; a.other == nil && b.other == nil && (sum > a.mills) == (b.mills > 0) {
		return money{mills: sum}
	}
	return money{other: new(a.Decimal().Add(b.Decimal()))}
}

// Neg is -a.
func (a money) Neg() money {
	if a.other == nil && a.mills != math.MinInt64 {
		return money{mills: -a.mills}
	}
	return money{other: new(a.Decimal().Neg())}
}

// Sub is a - b.
func (a money) Sub(b money) money { return a.Add(b.Neg()) }

// Abs is a without its sign.
func (a money) Abs() money {
	if a.IsNegative() {
		return a.Neg()
	}
	return a
}

// Times is a repeated n times.
func (a money) Times(n int64) money {
	if product := a.mills * n; a.other == nil && (n == 0 || product/n == a.mills && (n != -1 || a.mills != math.MinInt64)) {
		return money{mills: product}
	}
	return money{other: new(a.Decimal().Mul(decimal.NewFromInt(n)))}
}

// Cmp tells the order of two amounts: -1, 0 or 1.
func (a money) Cmp(b money) int {
	switch {
	case a.other != nil || b.other != nil:
		return a.Decimal().Cmp(b.Decimal())
	case a.mills < b.mills:
		return -1
	case a.mills > b.mills:
		return 1
	}
	return 0
}

// IsZero and IsNegative compare an amount with nothing, the others two amounts.
func (a money) IsZero() bool                 { return a.Cmp(money{}) == 0 }
func (a money) IsNegative() bool             { return a.Cmp(money{}) < 0 }
func (a money) Equal(b money) bool           { return a.Cmp(b) == 0 }
func (a money) LessThan(b money) bool        { return a.Cmp(b) < 0 }
func (a money) LessThanOrEqual(b money) bool { return a.Cmp(b) <= 0 }
func (a money) GreaterThan(b money) bool     { return a.Cmp(b) > 0 }

// least is the smaller of two amounts.
func least(a, b money) money {
	if b.LessThan(a) {
		return b
	}
	return a
}

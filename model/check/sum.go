package check

import (
	"github.com/shopspring/decimal"
)

// sum is what some figures make together.
type sum struct {
	value decimal.Decimal
	parts []*figure
}

func (s *sum) add(f *figure) {
	s.value = s.value.Add(f.value)
	s.parts = append(s.parts, f)
}

func (s *sum) subtract(f *figure) {
	s.value = s.value.Sub(f.value)
	s.parts = append(s.parts, f)
}

func (s *sum) addAll(t sum) {
	s.value = s.value.Add(t.value)
	s.parts = append(s.parts, t.parts...)
}

// empty tells a sum of nothing that is printed.
func (s *sum) empty() bool { return len(s.parts) == 0 }

// outcome is what comes of comparing a figure with a sum.
type outcome uint8

const (
	untold outcome = iota // a side of it is not printed
	zeros                 // both sides are nothing
	equal
	rounded // within what rounding explains
	unequal
)

func (o outcome) holds() bool { return o == equal || o == rounded }

// compare compares a figure with what it should be. Every figure is known to
// half a unit of its last decimal; k addends of d decimals and their total may
// so be (k + 1) × 0.5 × 10^-d apart.
func compare(f *figure, s sum) outcome {
	if f == nil || s.empty() {
		return untold
	}
	d := f.value.Sub(s.value)
	switch {
	case d.IsZero() && f.value.IsZero():
		return zeros
	case d.IsZero():
		return equal
	case d.Abs().LessThanOrEqual(tolerance(f, s)):
		return rounded
	}
	return unequal
}

// tolerance is how far rounding can put a figure and a sum apart. A bare “0”
// among figures with decimals is nothing, not something below a half: it counts
// with the finest decimals.
func tolerance(f *figure, s sum) decimal.Decimal {
	finest := f.half
	for _, p := range s.parts {
		finest = decimal.Min(finest, p.half)
	}
	total := decimal.Zero
	for _, p := range s.parts {
		total = total.Add(p.halfAmong(finest))
	}
	return total.Add(f.halfAmong(finest))
}

func (f *figure) halfAmong(finest decimal.Decimal) decimal.Decimal {
	if f.value.IsZero() {
		return finest
	}
	return f.half
}

// apart is by how much a comparison's sides differ.
func (c comparison) apart() decimal.Decimal { return c.whole.value.Sub(c.parts.value).Abs() }

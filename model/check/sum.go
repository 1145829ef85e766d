package check

import (
	"github.com/shopspring/decimal"

	"yusuan/model/words"
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

// compare compares a figure with what it should be.
func compare(f *figure, s sum) words.Outcome {
	if f == nil || s.empty() {
		return words.Untold
	}
	d := f.value.Sub(s.value)
	switch {
	case d.IsZero() && f.value.IsZero():
		return words.Zeros
	case d.IsZero():
		return words.Equal
	case d.Abs().LessThanOrEqual(tolerance(f, s)):
		return words.Rounded
	}
	return words.Unequal
}

// tolerance is how far rounding can put a figure and a sum apart.
func tolerance(f *figure, s sum) decimal.Decimal {
	printed := make([]words.Precision, 0, 1+len(s.parts))
	printed = append(printed, words.Precision{Half: f.half, Zero: f.value.IsZero()})
	for _, p := range s.parts {
		printed = append(printed, words.Precision{Half: p.half, Zero: p.value.IsZero()})
	}
	return words.Tolerance(printed...)
}

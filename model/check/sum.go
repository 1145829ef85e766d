package check

import (
	"yusuan/model/words"
)

// sum is what some figures make together.
type sum struct {
	value money
	parts []*figure

	halves *halves // what rounding can make of the parts, where many sums ask for it; nil where it is not reckoned yet
}

func (s *sum) add(f *figure) {
	s.halves = nil
	s.value = s.value.Add(f.value)
	s.parts = append(s.parts, f)
}

func (s *sum) subtract(f *figure) {
	s.halves = nil
	s.value = s.value.Sub(f.value)
	s.parts = append(s.parts, f)
}

func (s *sum) addAll(t sum) {
	s.halves = nil
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

// halves are those of some figures' last decimals: what rounding can make of them. Zeros count with the finest.
type halves struct {
	together, finest money
	zeros            int64
}

func halvesOf(figures []*figure) (h halves) {
	for i, f := range figures {
		if h.finest = least(h.finest, f.half); i == 0 {
			h.finest = f.half
		}
		if f.value.IsZero() {
			h.zeros++
		} else {
			h.together = h.together.Add(f.half)
		}
	}
	return h
}

// tolerance is how far rounding can put a figure and a sum of some apart, as words.Tolerance has it.
func tolerance(f *figure, s sum) money {
	var h halves
	if s.halves != nil {
		h = *s.halves
	} else {
		h = halvesOf(s.parts)
	}
	finest, zeros, together := f.half, h.zeros, h.together
	if !s.empty() {
		finest = least(finest, h.finest)
	}
	if f.value.IsZero() {
		zeros++
	} else {
		together = together.Add(f.half)
	}
	return together.Add(finest.Times(zeros))
}

package budget

import (
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// Addend tells whether the amount of a row and column is one that sums add: it is printed, neither the row nor the
// column sums others that print something there, and it is no part of which.
func (l *List) Addend(i, k int) bool {
	r := &l.Rows[i]
	return isAmount(r.Amounts[k]) && !r.Counts && !r.Within && !l.Columns[k].Within && !isSum(l.Rows, i, k) && !l.sumsAcross(r, k)
}

// sumsAcross tells whether a column sums others of a row: some of its parts print an amount there.
func (l *List) sumsAcross(r *Row, k int) bool {
	c := &l.Columns[k]
	if !c.Total {
		return false
	}
	zero := r.Amounts[k].Coefficient == 0
	return slices.ContainsFunc(c.Sums[0], func(p int) bool {
		return isAmount(r.Amounts[p]) && (r.Amounts[p].Coefficient != 0 || zero) || !isAmount(r.Amounts[p]) && l.sumsAcross(r, p)
	})
}

// Closure compares what a list prints as its total with what its addends make, for amounts of one kind.
type Closure struct {
	Row     int   // of the list: the total
	Columns []int // of the list: in which the total prints it
	Printed decimal.Decimal
	Addends decimal.Decimal
	Outcome words.Outcome
}

// Closures are the comparisons of a list, one for each year, stage, kind of quantity, level and side; none where it prints no total.
func (l *List) Closures() []Closure {
	total := l.grandTotal()
	if total < 0 {
		return nil
	}
	type kind struct {
		period    model.Period
		year      int
		stage     model.Stage
		measure   model.Measure
		scope     model.Scope
		direction model.Direction
	}
	type sums struct {
		Closure
		printed []words.Precision
		some    bool
	}
	at := map[kind]*sums{}
	var order []*sums
	for k := range l.Columns {
		c := &l.Columns[k]
		key := kind{c.Period, c.Year, c.Stage, c.Measure, c.Scope, c.Direction}
		s := at[key]
		if s == nil {
			s = &sums{Closure: Closure{Row: total}}
			at[key], order = s, append(order, s)
		}
		if n := l.Rows[total].Amounts[k]; isAmount(n) && !c.Within && !l.isPart(k) {
			s.Columns, s.Printed = append(s.Columns, k), s.Printed.Add(n.Value())
			s.printed = append(s.printed, words.Precision{Half: n.Half(), Zero: n.Coefficient == 0})
		}
		for i := range l.Rows {
			if i == total || !l.Addend(i, k) || !l.covers(total, i) {
				continue
			}
			n := l.Rows[i].Amounts[k]
			s.Addends, s.some = s.Addends.Add(n.Value()), true
			s.printed = append(s.printed, words.Precision{Half: n.Half(), Zero: n.Coefficient == 0})
		}
	}
	var out []Closure
	for _, s := range order {
		if len(s.Columns) == 0 {
			continue
		}
		s.Outcome = outcome(s.Printed, s.Addends, s.printed)
		out = append(out, s.Closure)
	}
	return out
}

// covers tells whether a row stands where the list's total sums it: above a total at the foot, anywhere where it is the
// first row. What a foot is followed by stands beside the list.
func (l *List) covers(total, i int) bool {
	return i < total || l.atTop(total)
}

func outcome(printed, addends decimal.Decimal, of []words.Precision) words.Outcome {
	switch apart := printed.Sub(addends).Abs(); {
	case apart.IsZero() && printed.IsZero():
		return words.Zeros
	case apart.IsZero():
		return words.Equal
	case apart.LessThanOrEqual(words.Tolerance(of...)):
		return words.Rounded
	}
	return words.Unequal
}

// isPart tells whether some column sums a column.
func (l *List) isPart(k int) bool {
	return slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Total && slices.Contains(c.Sums[0], k) })
}

// grandTotal returns the row that prints the total of all of the list: the largest of its totals, else the one row over
// all others; -1 where there is none. Of equal ones it is the last, but for one at the top, which a page break can repeat.
func (l *List) grandTotal() int {
	best := -1
	for i := range l.Rows {
		r := &l.Rows[i]
		if !r.Total || r.blank() || r.Parent >= 0 {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		if more := leading(r.Amounts).Compare(leading(l.Rows[best].Amounts)); more > 0 || more == 0 && !l.atTop(best) {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	for i := range l.Rows {
		switch r := &l.Rows[i]; {
		case r.Parent >= 0 || r.blank() || r.Counts:
		case best >= 0:
			return -1
		default:
			best = i
		}
	}
	if best >= 0 && len(l.Rows[best].Parts) == 0 {
		return -1
	}
	return best
}

// atTop tells whether no item stands above a row.
func (l *List) atTop(i int) bool {
	return !slices.ContainsFunc(l.Rows[:i], func(r Row) bool { return !r.Total && !r.blank() })
}

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
	return isAmount(r.Amounts[k]) && !r.Counts && !l.above[i].within && !l.Columns[k].Within && !isSum(l.Rows, i, k) && !l.sumsAcross(r, k)
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
	Row     int             // of the list: the total
	Columns []int           // of the list: in which the total prints it
	Printed decimal.Decimal // in 元, as printed where no unit is told
	Addends decimal.Decimal
	Outcome words.Outcome

	some bool // addends are printed
}

// kindOfSum is what amounts have in common that are added up.
type kindOfSum struct {
	period    model.Period
	year      int
	stage     model.Stage
	measure   model.Measure
	scope     model.Scope
	direction model.Direction
}

// kindOfSum is that of a column. Places across are the level below.
func (c *Column) kindOfSum() kindOfSum {
	k := kindOfSum{c.Period, c.Year, c.Stage, c.Measure, c.Scope, c.Direction}
	if c.term.names() == subjectRegion {
		k.scope = model.ScopeLower
	}
	return k
}

// Closures are the comparisons of a list, one for each year, stage, kind of quantity, level and side; none where it prints no total.
func (l *List) Closures() []Closure {
	total := l.grandTotal()
	if total < 0 {
		return nil
	}
	from, to := l.span(total)
	var out []Closure
	var printed [][]words.Precision // by closure: of all its amounts
	at, parts := map[kindOfSum]int{}, l.partsOfKinds()
	for k := range l.Columns {
		c := &l.Columns[k]
		n, ok := at[c.kindOfSum()]
		if !ok {
			n = len(out)
			at[c.kindOfSum()] = n
			out, printed = append(out, Closure{Row: total}), append(printed, nil)
		}
		if isAmount(l.Rows[total].Amounts[k]) && !c.Within && !parts[partOfKind{c.kindOfSum(), k}] {
			value, of := l.value(total, k)
			out[n].Columns, out[n].Printed, printed[n] = append(out[n].Columns, k), out[n].Printed.Add(value), append(printed[n], of)
		}
		for i := from; i < to; i++ {
			if i != total && !l.Rows[i].surplus && l.Addend(i, k) {
				value, of := l.value(i, k)
				out[n].some = true
				out[n].Addends, printed[n] = out[n].Addends.Add(value), append(printed[n], of)
			}
		}
	}
	for n := range out {
		out[n].Outcome = outcome(out[n].Printed, out[n].Addends, printed[n])
	}
	return slices.DeleteFunc(out, func(c Closure) bool { return len(c.Columns) == 0 || !c.some })
}

// value is what an amount is worth in 元, as printed where nothing tells its unit, and how precisely it is printed.
func (l *List) value(i, k int) (decimal.Decimal, words.Precision) {
	n := l.Rows[i].Amounts[k]
	u, _ := words.UnitOf(firstOf(n.Unit, firstOf(firstOf(l.Rows[i].unit, l.Columns[k].unit), l.unit)))
	zeros := int32(u.Zeros)
	return n.Value().Shift(zeros), words.Precision{Half: n.Half().Shift(zeros), Zero: n.Coefficient == 0}
}

// span are the rows that a total sums: those above one at the foot and below the one before it of the same name and amount
// (the two sides of a balance), all where it is the first row. What a foot is followed by stands beside the list.
func (l *List) span(total int) (from, to int) {
	if l.atTop(total) {
		return 0, len(l.Rows)
	}
	t := &l.Rows[total]
	for i, r := range slices.Backward(l.Rows[:total]) {
		if r.Total && r.folded == t.folded && leading(r.Amounts).Compare(leading(t.Amounts)) == 0 {
			return i + 1, total
		}
	}
	return 0, total
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

// partOfKind is a column that one of a kind sums.
type partOfKind struct {
	kind   kindOfSum
	column int
}

func (l *List) partsOfKinds() map[partOfKind]bool {
	out := map[partOfKind]bool{}
	for k := range l.Columns {
		if c := &l.Columns[k]; c.Total {
			for _, part := range c.Sums[0] {
				out[partOfKind{c.kindOfSum(), part}] = true
			}
		}
	}
	return out
}

// grandTotal returns the row that prints the total of all of the list: the largest of its totals, else the one row over
// all others; -1 where there is none. Of equal ones it is the last, but for one at the top, which a page break can repeat.
func (l *List) grandTotal() int {
	best := -1
	for i := range l.Rows {
		r := &l.Rows[i]
		if !r.Total || r.blank() || r.Parent >= 0 || l.sumsSome(i) {
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
		case r.Parent >= 0 || r.blank() || r.Counts || r.Total:
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

// sumsSome tells a total of some rows of the list by what it says: 区县级合计 beside 市本级, one with a number, and one of
// several that each stand beside the name of a group.
func (l *List) sumsSome(i int) bool {
	r := &l.Rows[i]
	if r.Numbering.Style != words.Unnumbered {
		return true
	}
	if r.headsGroup() && slices.ContainsFunc(l.Rows, func(o Row) bool { return o.At != r.At && o.headsGroup() }) {
		return true
	}
	return scopeIn([]string{r.folded}) == model.ScopeLower && slices.ContainsFunc(l.Rows, func(o Row) bool {
		return o.run == r.run && o.At < r.At && (scopeIn([]string{o.folded}) == model.ScopeOwn || leading(o.Amounts).Compare(leading(r.Amounts)) > 0)
	})
}

// headsGroup tells a total with the name of a group beside it and the items of the group under it.
func (r *Row) headsGroup() bool { return r.Total && r.grouped && len(r.kids) > 0 }

// atTop tells whether no item stands above a row.
func (l *List) atTop(i int) bool {
	return !slices.ContainsFunc(l.Rows[:i], func(r Row) bool { return !r.Total && !r.blank() })
}

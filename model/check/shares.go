package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
)

// quotient is what a percentage says of two figures: how much the one is of the other (完成预算%), or by how much it is more
// (比上年增减%).
type quotient struct {
	of, base *figure
	growth   bool
	rate     printedRate
}

// percent is what the percentage would be of two amounts, and how far the rounding of both can put it off.
func (r *quotient) percent(of, base money) (want, slack decimal.Decimal) {
	want, slack = percentOf(of, base, r.of.half, r.base.half)
	if r.growth {
		want = want.Sub(decimal.NewFromInt(100))
	}
	return want, slack
}

// apart is how far the percentage is from that of two amounts, and how far the rounding of these can put it off.
func (r *quotient) apart(of, base money) (apart, slack decimal.Decimal) {
	want, slack := r.percent(of, base)
	return r.rate.value.Sub(want).Abs(), slack
}

// holds tells whether the percentage can be that of its figures.
func (r *quotient) holds() bool {
	if r.isFar() {
		return false
	}
	apart, slack := r.apart(r.of.value, r.base.value)
	return apart.LessThanOrEqual(slack.Add(r.rate.half))
}

// isFar tells, reckoning in whole percent, a percentage that is nowhere near that of its figures. Most ways to read a column
// are sorted out by it.
func (r *quotient) isFar() bool {
	const large = 1_000_000_000_000
	of, base, ofHalf, baseHalf := r.of.value, r.base.value, r.of.half, r.base.half
	for _, m := range [...]money{of, base, ofHalf, baseHalf} {
		if m.other != nil || m.mills > large || m.mills < -large {
			return false
		}
	}
	want := 100 * of.mills / base.mills
	most := max(want, -want) + 1
	if most > large/max(baseHalf.mills, 1) {
		return false
	}
	slack := (100*ofHalf.mills + most*baseHalf.mills) / max(base.mills, -base.mills)
	if r.growth {
		want -= 100
	}
	const cutOff = 4 // what four whole numbers lack
	return max(r.rate.whole-want, want-r.rate.whole) > slack+cutOff
}

// is tells whether the percentage is that of two amounts as they are printed.
func (r *quotient) is(of, base money) bool {
	if base.IsZero() {
		return false
	}
	apart, _ := r.apart(of, base)
	return apart.LessThanOrEqual(r.rate.half)
}

// proves tells of which of its figures the percentage proves every digit: those that it is of, and would be of with neither
// a unit of the last decimal more nor one less.
func (r *quotient) proves() (of, base bool) {
	if !r.is(r.of.value, r.base.value) {
		return false, false
	}
	ulp := func(f *figure) money { return f.half.Add(f.half) }
	a, b := ulp(r.of), ulp(r.base)
	of = !r.is(r.of.value.Add(a), r.base.value) && !r.is(r.of.value.Sub(a), r.base.value)
	base = !r.is(r.of.value, r.base.value.Add(b)) && !r.is(r.of.value, r.base.value.Sub(b))
	return of, base
}

// shareReading is one way to read a column of percentages: of which two columns, and how.
type shareReading struct {
	of, base int
	growth   bool
}

// shares tests the columns of percentages of a list, each by the reading that most rows keep.
func (c *checker) shares(s *sheet, l *list) {
	for col := range s.Table.Columns {
		if s.Table.Columns[col].Role != model.RolePercent || !s.besideList(l, col) {
			continue
		}
		printed := l.printedRates(s, col)
		readings := l.shareReadings()
		if of, base, ok := s.Share(col); ok && len(l.Rows) > 0 {
			readings = slices.DeleteFunc(readings, func(r shareReading) bool {
				return r.growth || l.Column(&l.Rows[0], r.of) != of || l.Column(&l.Rows[0], r.base) != base
			})
		}
		var kept, broken []quotient
		for _, reading := range readings {
			if holds, fails := l.quotients(printed, reading, len(kept)); len(holds) > len(kept) {
				kept, broken = holds, fails
			}
		}
		if len(kept) <= settings.rows || len(broken)*settings.slips > len(kept) {
			continue // another percentage: of a comparable base, or of what is not in the table
		}
		c.quotients = append(c.quotients, kept...)
		if len(kept) >= settings.apart*len(broken) {
			c.wrongShares(s, l, readings, broken)
		}
	}
}

// besideList tells whether a column stands among those of a list: right of its first amounts, and left of the next list.
func (s *sheet) besideList(l *list, col int) bool {
	if len(l.Rows) == 0 {
		return false
	}
	first, next := l.Column(&l.Rows[0], 0), s.Table.ColumnCount
	for k := range s.lists {
		if o := &s.lists[k]; len(o.Rows) > 0 {
			if at := o.Column(&o.Rows[0], 0); at > first {
				next = min(next, at)
			}
		}
	}
	return col > first && col < next
}

// shareReadings are the ways in which percentages of a list can be meant.
func (l *list) shareReadings() []shareReading {
	var out []shareReading
	for a := range l.Columns {
		for b := range l.Columns {
			if a == b || l.Columns[a].Measure != l.Columns[b].Measure || l.Columns[b].Period == model.Change {
				continue
			}
			out = append(out, shareReading{a, b, false})
			if l.Columns[a].Period != model.Change {
				out = append(out, shareReading{a, b, true})
			}
		}
	}
	return out
}

// quotients are the percentages of a column, read in one way: those that hold, and those that do not. It ends where no more
// than so many can hold.
func (l *list) quotients(printed []printedRate, reading shareReading, more int) (kept, broken []quotient) {
	for i, p := range printed {
		if len(kept)+len(printed)-i <= more {
			return nil, nil
		}
		r := quotient{of: l.figures[p.row][reading.of], base: l.figures[p.row][reading.base], growth: reading.growth, rate: p}
		switch {
		case r.of == nil || r.base == nil || r.base.value.IsZero() || l.Rows[p.row].Counts:
		case r.holds():
			kept = append(kept, r)
		default:
			broken = append(broken, r)
		}
	}
	return kept, broken
}

// wrongShares reports the percentages that are those of no two figures of their row, though nearly all others of the column
// are those of two.
func (c *checker) wrongShares(s *sheet, l *list, readings []shareReading, broken []quotient) {
	for i := range broken {
		r := &broken[i]
		if slices.ContainsFunc(readings, func(reading shareReading) bool {
			kept, _ := l.quotients([]printedRate{r.rate.cutOff()}, reading, 0)
			return len(kept) > 0
		}) || c.toldRate(r) {
			continue
		}
		want, _ := r.percent(r.of.value, r.base.value)
		expected := want.StringFixed(max(0, -r.rate.value.Exponent())) + "%"
		finding := c.report(model.RateMismatch,
			fmt.Sprintf("《%s》“%s”印为 %s，按 %s 与 %s 应为 %s", name(s.Table), short(l.Rows[r.rate.row].Label), r.rate.cell.Text, r.of.printed(), r.base.printed(), expected),
			fmt.Sprintf("《%s》“%s” is printed as %s; of %s and %s it would be %s", name(s.Table), short(l.Rows[r.rate.row].Label), r.rate.cell.Text, r.of.printed(), r.base.printed(), expected),
			append([]model.Subject{cellSubject(s.Table, r.rate.cell)}, subjects(r.of, r.base)...))
		finding.Expected, finding.Actual = expected, r.rate.cell.Text
	}
}

// cutOff is a percentage that may be cut off instead of rounded: 99.99 as 99.9, not as 100.0.
func (p printedRate) cutOff() printedRate {
	p.half = p.half.Add(p.half)
	return p
}

// toldRate tells whether a finding tells of a rate of change already.
func (c *checker) toldRate(r *quotient) bool {
	return slices.ContainsFunc(c.found, func(f model.Finding) bool {
		return f.Code == model.ChangeRateMismatch.Code() && len(f.Subjects) > 0 && f.Subjects[0].Table == r.of.fact.Table &&
			*f.Subjects[0].Row == r.rate.cell.Row && *f.Subjects[0].Column == r.rate.cell.Column
	})
}

// proveShares marks the figures that percentages prove.
func (c *checker) proveShares() {
	mark := markOf(model.Rate)
	for i := range c.quotients {
		r := &c.quotients[i]
		of, base := r.proves()
		if of {
			r.of.confirmed |= mark
		}
		if base {
			r.base.confirmed |= mark
		}
	}
}

package check

import (
	"fmt"
	"math"
	"math/bits"
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

// holds tells whether the percentage can be that of its figures.
func (r *quotient) holds() bool {
	if holds, sure := r.reckoned(r.of.value, r.base.value, true); sure {
		return holds
	}
	want, slack := r.percent(r.of.value, r.base.value)
	return r.rate.value.Decimal().Sub(want).Abs().LessThanOrEqual(slack.Add(r.rate.half.Decimal()))
}

// is tells whether the percentage is that of two amounts as they are printed.
func (r *quotient) is(of, base money) bool {
	if base.IsZero() {
		return false
	}
	if is, sure := r.reckoned(of, base, false); sure {
		return is
	}
	want, _ := r.percent(of, base)
	return r.rate.value.Decimal().Sub(want).Abs().LessThanOrEqual(r.rate.half.Decimal())
}

// millionths are those of one percent, in which quotients are reckoned; perMill is how many of them a thousandth has.
const (
	millionths = 1_000_000
	perMill    = millionths / 1000
)

// reckoned tells whether the percentage is that of two amounts, within their rounding where that counts, reckoning in
// whole millionths of a percent. It is sure of nearly all; of what is next to the limit, of large quotients and of what no mills say
// it is not.
func (r *quotient) reckoned(of, base money, rounded bool) (within, sure bool) {
	const (
		most   = 1 << 50 // millionths
		cutOff = 4       // what whole numbers lack at most, of the percentage and of what rounding can put it off
	)
	ofHalf, baseHalf, rate, half := r.of.half, r.base.half, r.rate.value, r.rate.half
	for _, m := range [...]money{of, base, ofHalf, baseHalf, rate, half} {
		if m.other != nil || m.mills > most || m.mills < -most {
			return false, false
		}
	}
	whole := base.Abs().mills
	want, ok := fraction(of.Abs().mills, 100*millionths, whole)
	if !ok || want > most || baseHalf.mills > whole || max(rate.mills, -rate.mills) > most/perMill || half.mills > most/perMill {
		return false, false
	}
	allowed := half.mills * perMill
	if rounded {
		a, fits := fraction(ofHalf.mills, 100*millionths, whole)
		b, also := fraction(want, baseHalf.mills, whole)
		if !fits || !also || a > most || b > most {
			return false, false
		}
		allowed += a + b
	}
	if of.IsNegative() != base.IsNegative() {
		want = -want
	}
	if r.growth {
		want -= 100 * millionths
	}
	apart := rate.mills*perMill - want
	apart = max(apart, -apart)
	return apart+cutOff <= allowed, apart+cutOff <= allowed || apart-cutOff > allowed
}

// fraction is a × b / whole, cut off, of numbers that are not negative; false where it is too large for one.
func fraction(a, b, whole int64) (int64, bool) {
	high, low := bits.Mul64(uint64(a), uint64(b))
	if whole == 0 || high >= uint64(whole) {
		return 0, false
	}
	out, _ := bits.Div64(high, low, uint64(whole))
	return int64(out), out <= math.MaxInt64
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
		expected := want.StringFixed(r.rate.decimals) + "%"
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

package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// changes tests 增减额 and 增减% against the two years beside them, and the
// balances of funds: 年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余.
func (c *checker) changes(s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		for k := range l.Columns {
			if l.Columns[k].Period == model.Change {
				c.difference(s, l, k)
			}
		}
		c.rates(s, l)
		c.shares(s, l)
		c.balance(s, l)
		c.flows(s, l)
		c.debtLimits(s, l)
	}
}

// difference finds the two columns whose difference a column prints on most
// rows, and reports the rows on which it is not.
func (c *checker) difference(s *sheet, l *list, change int) {
	var best []identity // by row
	kept, broken := 0, 0
	for a := range l.Columns {
		for b := range l.Columns {
			if l.Columns[a].Period != model.Current || l.Columns[b].Period != model.Previous {
				continue
			}
			rows, holds, fails := make([]identity, len(l.Rows)), 0, 0
			years := make([]*figure, 2*len(rows)) // room for the parts of all
			for r := range rows {
				rows[r] = l.less(r, a, b, change, years[2*r:2*r:2*r+2])
				switch rows[r].outcome {
				case words.Equal, words.Rounded:
					holds++
				case words.Unequal:
					fails++
				}
			}
			if holds > kept {
				best, kept, broken = rows, holds, fails
			}
		}
	}
	if kept == 0 || kept < broken {
		return
	}
	for _, id := range best {
		c.hold(s, id, model.ChangeOf, model.ChangeMismatch)
	}
}

// less compares what a row prints as change with its two years, which it puts into room. A year that is
// blank while the other is not counts as nothing here: the change shows it.
func (l *list) less(r, now, before, change int, room []*figure) identity {
	out := identity{whole: l.figures[r][change], parts: sum{parts: room}}
	a, b := l.figures[r][now], l.figures[r][before]
	if out.whole == nil || a == nil && b == nil || l.Rows[r].Counts {
		return out
	}
	if a != nil {
		out.parts.add(a)
	}
	if b != nil {
		out.parts.subtract(b)
	}
	return out.compared()
}

// rates tests the columns of 增减%.
func (c *checker) rates(s *sheet, l *list) {
	for col, column := range s.Table.Columns {
		if column.Role != model.RolePercent || !slices.ContainsFunc(column.Path, func(p string) bool { return strings.Contains(p, "增减") }) {
			continue
		}
		c.rate(s, l, col)
	}
}

// printedRate is a percentage of a row beside the amounts that it may be of.
type printedRate struct {
	row         int
	cell        *model.Cell
	value, half money // in percent: the value, and half a unit of its last decimal
	decimals    int32 // as printed
}

func newRate(row int, cell *model.Cell, n words.Number) printedRate {
	decimals := int32(n.Decimals)
	return printedRate{row, cell, moneyOf(n.Coefficient, -decimals), moneyOf(5, -decimals-1), decimals}
}

// rate tests one column of percentages against the change and the year before
// that most rows agree on.
func (c *checker) rate(s *sheet, l *list, col int) {
	printed := l.printedRates(s, col)
	change, before, kept := -1, -1, 0
	var wrong []printedRate
	for a := range l.Columns {
		for b := range l.Columns {
			if l.Columns[a].Period != model.Change || l.Columns[b].Period != model.Previous {
				continue
			}
			if holds, bad := l.ratesOf(printed, a, b); holds > kept {
				change, before, kept, wrong = a, b, holds, bad
			}
		}
	}
	if kept == 0 || kept < len(wrong) {
		return
	}
	for _, p := range wrong {
		a, b := l.figures[p.row][change], l.figures[p.row][before]
		want, _, _ := rateOf(a, b)
		expected := want.StringFixed(p.decimals) + "%"
		finding := c.report(model.ChangeRateMismatch,
			fmt.Sprintf("%s“%s”印为 %s，%s 占 %s 应为 %s", "《"+name(s.Table)+"》", short(l.Rows[p.row].Label), p.cell.Text, a.printed(), b.printed(), expected),
			fmt.Sprintf("《%s》“%s” is printed as %s, but %s of %s is %s", name(s.Table), short(l.Rows[p.row].Label), p.cell.Text, a.printed(), b.printed(), expected),
			append([]model.Subject{cellSubject(s.Table, p.cell)}, subjects(a, b)...))
		finding.Expected, finding.Actual = expected, p.cell.Text
	}
}

// printedRates reads a column of percentages.
func (l *list) printedRates(s *sheet, col int) []printedRate {
	var printed []printedRate
	for r := range l.Rows {
		i := s.Beginning(l.Rows[r].At, col)
		if i < 0 {
			continue
		}
		if n := s.Number(i); n.Kind == words.Amount || n.Kind == words.Percent {
			printed = append(printed, newRate(r, &s.Table.Cells[i], n))
		}
	}
	return printed
}

// ratesOf counts the rates that are those of a change and a year before, and gives the others.
func (l *list) ratesOf(printed []printedRate, change, before int) (holds int, wrong []printedRate) {
	for _, p := range printed {
		switch want, slack, ok := rateOf(l.figures[p.row][change], l.figures[p.row][before]); {
		case !ok:
		case p.value.Decimal().Sub(want).Abs().LessThanOrEqual(slack.Add(p.half.Decimal())):
			holds++
		default:
			wrong = append(wrong, p)
		}
	}
	return holds, wrong
}

// rateOf returns change / before in percent, and how far the rounding of both can put it off.
func rateOf(change, before *figure) (want, slack decimal.Decimal, ok bool) {
	if change == nil || before == nil || before.value.IsZero() {
		return want, slack, false
	}
	want, slack = percentOf(change.value, before.value, change.half, before.half)
	return want, slack, true
}

// percentOf is how many percent of a base an amount is, and how far rounding can put it off, which can be half a unit
// of the last decimal of both.
func percentOf(of, base, ofHalf, baseHalf money) (percent, slack decimal.Decimal) {
	whole := base.Decimal()
	percent = of.Times(100).Decimal().Div(whole)
	slack = ofHalf.Times(100).Decimal().Add(percent.Abs().Mul(baseHalf.Decimal())).Div(whole.Abs())
	return percent, slack
}

// balance tests the balances of funds.
func (c *checker) balance(s *sheet, l *list) {
	opening, in, out, closing := -1, -1, -1, -1
	set := func(at *int, k int) {
		if *at < 0 {
			*at = k
		}
	}
	for k := range l.Columns {
		switch col := &l.Columns[k]; {
		case col.Measure == model.MeasureOpening:
			set(&opening, k)
		case col.Measure == model.MeasureClosing:
			set(&closing, k)
		case col.Period != model.Current || col.Meaning != budget.Whole:
		case col.Direction == model.Revenue:
			set(&in, k)
		case col.Direction == model.Expenditure:
			set(&out, k)
		}
	}
	if in < 0 || out < 0 || closing < 0 || opening < 0 {
		return
	}
	for r := range l.Rows {
		one := identity{whole: l.figures[r][closing]}
		if one.whole == nil || l.figures[r][in] == nil && l.figures[r][opening] == nil {
			continue
		}
		for _, k := range []int{opening, in} {
			if f := l.figures[r][k]; f != nil {
				one.parts.add(f)
			}
		}
		if f := l.figures[r][out]; f != nil {
			one.parts.subtract(f)
		}
		c.hold(s, one.compared(), model.Balance, model.BalanceMismatch)
	}
}

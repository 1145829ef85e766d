package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// between tests the identities between tables. One of them is tested where both
// tables are there once and both sides are printed; a document that holds the
// tables of several units is not taken for one budget.
func (c *checker) between() {
	for _, p := range articulations {
		a, b := c.one(p.a.kinds...), c.one(p.b.kinds...)
		if a == nil || b == nil || a == b {
			continue
		}
		c.agree(model.TableTotalMismatch, a.totals(p.a), b.totals(p.b), b)
	}
	c.items()
	c.economicItems()
	c.threePublic()
	c.impossible()
}

// side is one side of an identity: what the total rows of a table print of some money.
type side struct {
	kinds     []model.Kind
	direction model.Direction // NoDirection for any
	what      budget.Meaning
}

func ofFund(f model.Fund) budget.Meaning {
	return budget.Meaning{Fund: f, Measure: model.MeasureAmount}
}

func forUse(u model.Use) budget.Meaning {
	return budget.Meaning{Use: u, Measure: model.MeasureAmount}
}

func forItem(i model.Item) budget.Meaning {
	return budget.Meaning{Item: i, Measure: model.MeasureAmount}
}

// articulations are the sums that stand in two tables. R 收支总表, I 收入总表, E
// 支出总表, F 财政拨款收支总表, G 一般公共预算支出表, B 基本支出表, X 政府性基金,
// K 国有资本经营; the same for final accounts.
var articulations = slices.Concat(
	articulation(model.IncomeExpenditureSummary, model.IncomeSummary, model.ExpenditureSummary, model.FiscalAppropriationSummary,
		model.GeneralPublicExpenditure, model.BasicExpenditure, model.GovernmentFund, model.StateCapitalOperations),
	articulation(model.FinalIncomeExpenditureSummary, model.FinalIncome, model.FinalExpenditure, model.FinalFiscalAppropriation,
		model.FinalGeneralPublicExpenditure, model.FinalBasicExpenditure, model.FinalGovernmentFund, model.FinalStateCapitalOperations),
)

type articulated struct{ a, b side }

func articulation(r, i, e, f, g, b, x, k model.Kind) []articulated {
	whole := func(k model.Kind, d model.Direction) side { return side{[]model.Kind{k}, d, budget.Whole} }
	of := func(k model.Kind, what budget.Meaning) side { return side{[]model.Kind{k}, model.NoDirection, what} }
	spent := func(k model.Kind, what budget.Meaning) side { return side{[]model.Kind{k}, model.Expenditure, what} }
	return []articulated{
		{whole(r, model.Revenue), whole(i, model.Revenue)},
		{whole(r, model.Expenditure), whole(e, model.Expenditure)},
		{spent(f, ofFund(model.FundGeneralPublic)), whole(g, model.NoDirection)},
		{spent(f, ofFund(model.FundGovernmentFund)), whole(x, model.Expenditure)},
		{spent(f, ofFund(model.FundStateCapital)), whole(k, model.Expenditure)},
		{of(g, forUse(model.UseBasic)), whole(b, model.NoDirection)},
		{of(g, forUse(model.UsePersonnel)), of(b, forUse(model.UsePersonnel))},
		{of(g, forUse(model.UseOperating)), of(b, forUse(model.UseOperating))},
	}
}

// one returns the only table of a kind that prints amounts, nil where there are several or none.
func (c *checker) one(kinds ...model.Kind) *sheet {
	var found *sheet
	for i := range c.sheets {
		s := &c.sheets[i]
		if !slices.Contains(kinds, s.Kind) || len(s.facts) == 0 {
			continue
		}
		if found != nil {
			return nil
		}
		found = s
	}
	return found
}

// totals returns the figures of a measure on the total rows of a table, the
// grand total first: with and without what is carried over, one of which the
// other table means.
func (s *sheet) totals(want side) []*figure {
	var out []*figure
	for i := range s.lists {
		l := &s.lists[i]
		k := l.column(want)
		if k < 0 {
			continue
		}
		rows := l.totalRows()
		for _, r := range rows {
			if f := l.figures[r][k]; f != nil {
				out = append(out, f)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *figure) int { return cmp.Or(b.value.Cmp(a.value)) })
	return out
}

// column finds the column of a measure: for the whole amount the list's main one.
func (l *list) column(want side) int {
	if want.what == budget.Whole {
		k := l.mainColumn()
		if len(l.Columns) == 0 || want.direction != model.NoDirection && l.Columns[k].Direction != want.direction || l.Columns[k].Period != model.Current {
			return -1
		}
		return k
	}
	best := -1
	for k := range l.Columns {
		col := &l.Columns[k]
		if !tells(col, want.what) || col.Period != model.Current || want.direction != model.NoDirection && col.Direction != want.direction {
			continue
		}
		if best >= 0 && !col.Total {
			return best // two columns of one measure: the first, or the one that sums them
		}
		best = k
	}
	return best
}

// tells tells whether a column prints some money: an item of any fund and use, a use of any fund, a fund as a whole.
func tells(col *budget.Column, want budget.Meaning) bool {
	m := col.Meaning
	if want.Item != "" {
		m.Use, m.Fund = want.Use, want.Fund
	} else if want.Use != "" {
		m.Fund = want.Fund
	}
	return m == want
}

// whole tells an amount of all money, with nothing told of what it is for.
func whole(f *model.Fact) bool {
	return f.Fund == "" && f.Use == "" && f.Item == "" && f.Measure == model.MeasureAmount
}

// totalRows returns the rows that total the list; the only row where there is no other.
func (l *list) totalRows() []int {
	var out, roots []int
	for i := range l.Rows {
		switch r := &l.Rows[i]; {
		case r.Counts:
		case r.Total:
			out = append(out, i)
		case r.Parent < 0 && !r.Within && slices.ContainsFunc(l.figures[i], func(f *figure) bool { return f != nil }):
			roots = append(roots, i)
		}
	}
	if len(out) == 0 && len(roots) == 1 {
		return roots
	}
	return out
}

// agree tests that two tables print one amount: some total of the one is some
// total of the other, or what the totals of its lists make together (人员经费 on
// the left, 公用经费 on the right).
func (c *checker) agree(kind model.FindingKind, left, right []*figure, in *sheet) {
	if len(left) == 0 || len(right) == 0 {
		return
	}
	all, agreed := sumOf(right...), false
	hold := func(a *figure, other sum) {
		if id := (identity{whole: a, parts: other}).compared(); id.outcome != words.Unequal {
			c.hold(c.sheetOf(a), id, model.AcrossTables, kind)
			agreed = true
		}
	}
	for _, a := range left {
		for _, b := range right {
			hold(a, sumOf(b))
		}
		if len(in.lists) > 1 && len(right) > 1 {
			hold(a, all)
		}
	}
	if !agreed {
		c.equal(left[0], right[0], model.AcrossTables, kind)
	}
}

func sumOf(figures ...*figure) sum {
	var s sum
	for _, f := range figures {
		s.add(f)
	}
	return s
}

// items tests the 类 lines of the summaries against the tables that itemise
// them: R's lines are E's, those of F's 一般公共预算 are G's, F's stay below R's.
func (c *checker) items() {
	for _, p := range []struct{ summary, list model.Kind }{
		{model.IncomeExpenditureSummary, model.ExpenditureSummary},
		{model.FinalIncomeExpenditureSummary, model.FinalExpenditure},
	} {
		c.compareItems(c.one(p.summary), budget.Whole, c.one(p.list))
	}
	for _, p := range []struct{ summary, list model.Kind }{
		{model.FiscalAppropriationSummary, model.GeneralPublicExpenditure},
		{model.FinalFiscalAppropriation, model.FinalGeneralPublicExpenditure},
	} {
		c.compareItems(c.one(p.summary), ofFund(model.FundGeneralPublic), c.one(p.list))
	}
	for _, p := range []struct{ inner, outer model.Kind }{
		{model.FiscalAppropriationSummary, model.IncomeExpenditureSummary},
		{model.FinalFiscalAppropriation, model.FinalIncomeExpenditureSummary},
	} {
		inner, outer := c.one(p.inner), c.one(p.outer)
		if inner == nil || outer == nil {
			continue
		}
		whole := outer.classes(budget.Whole)
		for code, part := range sorted(inner.classes(budget.Whole)) {
			if w, ok := whole[code]; ok && len(part.parts) == 1 && len(w.parts) == 1 {
				c.below(part.parts[0], w.parts[0])
			}
		}
	}
}

// compareItems compares the 类 of two tables, where their totals agree: tables
// of another extent (with carry-over, of other money) have other items.
func (c *checker) compareItems(summary *sheet, what budget.Meaning, list *sheet) {
	if summary == nil || list == nil {
		return
	}
	a := summary.totals(side{nil, model.Expenditure, what})
	b := list.totals(side{nil, model.NoDirection, budget.Whole})
	if !agreeing(a, b) {
		return
	}
	left, right := summary.classes(what), list.classes(budget.Whole)
	if len(right) == 0 {
		return // not by function
	}
	for code, part := range sorted(left) {
		other := right[code]
		if len(part.parts) != 1 {
			continue
		}
		f := part.parts[0]
		if other.empty() {
			if !f.value.IsZero() {
				c.report(model.ItemMismatch, fmt.Sprintf("%s为 %s，《%s》没有 %s", c.called(f), f.printed(), name(list.Table), code),
					fmt.Sprintf("%s is %s, but 《%s》 has no %s", c.called(f), f.printed(), name(list.Table), code), subjects(f))
			}
			continue
		}
		c.hold(summary, identity{whole: f, parts: other}.compared(), model.AcrossTables, model.ItemMismatch)
	}
}

func agreeing(a, b []*figure) bool {
	return slices.ContainsFunc(a, func(x *figure) bool {
		return slices.ContainsFunc(b, func(y *figure) bool { return compare(x, sumOf(y)) != words.Unequal })
	})
}

// classes sums the current expenditure of a measure by 类: the line of the 类 itself
// where it is printed, else its 款 and 项.
func (s *sheet) classes(what budget.Meaning) map[string]sum {
	return s.items(what, func(r *budget.Row) string {
		for k := range r.Terms {
			if t := &r.Terms[k]; t.List == codes.Functional && len(t.Code) >= 3 {
				return t.Code
			}
		}
		return ""
	}, 3)
}

// items sums a measure by the first digits of the rows' codes. A row counts where
// no row above it has counted: what contains others stands for them.
func (s *sheet) items(what budget.Meaning, code func(*budget.Row) string, digits int) map[string]sum {
	out := map[string]sum{}
	for i := range s.lists {
		l := &s.lists[i]
		k := l.column(side{nil, model.NoDirection, what})
		if k < 0 || l.Columns[k].Direction == model.Revenue {
			continue
		}
		counted := make([]bool, len(l.Rows))
		for r := range l.Rows {
			row := &l.Rows[r]
			if row.Total || row.Within || row.Counts {
				continue
			}
			above := false
			for p := row.Parent; p >= 0 && !above; p = l.Rows[p].Parent {
				above = counted[p]
			}
			c := code(row)
			if above || len(c) < digits {
				continue
			}
			if f := l.figures[r][k]; f != nil {
				counted[r] = true
				key := c[:digits]
				v := out[key]
				v.add(f)
				out[key] = v
			}
		}
	}
	return out
}

// economicItems tests 基本支出 by economic items: B's against those of E, where
// E says both what money is for and what it is spent on, and both total the same.
func (c *checker) economicItems() {
	e, b := c.one(model.ExpenditureSummary), c.one(model.BasicExpenditure)
	if e == nil || b == nil {
		return
	}
	if !agreeing(e.totals(side{nil, model.NoDirection, forUse(model.UseBasic)}), b.totals(side{nil, model.NoDirection, budget.Whole})) {
		return
	}
	right := e.items(forUse(model.UseBasic), economicCode, 5)
	if len(right) == 0 {
		return
	}
	for code, part := range sorted(b.items(budget.Whole, economicCode, 5)) {
		if other, ok := right[code]; ok && len(part.parts) == 1 {
			c.hold(b, identity{whole: part.parts[0], parts: other}.compared(), model.AcrossTables, model.ItemMismatch)
		}
	}
}

func economicCode(r *budget.Row) string {
	for k := range r.Terms {
		if t := &r.Terms[k]; t.List == codes.DepartmentEconomic && len(t.Code) >= 5 {
			return t.Code
		}
	}
	return ""
}

// threePublic tests that 基本支出 spends no more on the “三公” than their own table has.
func (c *checker) threePublic() {
	b, s := c.one(model.BasicExpenditure), c.one(model.ThreePublicExpenses)
	if b == nil || s == nil {
		return
	}
	spent := b.items(budget.Whole, economicCode, 5)
	for _, p := range threeExpenses {
		part := spent[p.code]
		whole := s.expense(p.what, p.word)
		if len(part.parts) != 1 || whole == nil {
			continue
		}
		c.below(part.parts[0], whole)
	}
}

// expense finds one of the “三公” in their table, a column of its own or a row.
func (s *sheet) expense(what budget.Meaning, word string) *figure {
	for i := range s.lists {
		l := &s.lists[i]
		if k := l.column(side{nil, model.NoDirection, what}); k >= 0 {
			for _, r := range l.totalRows() {
				if f := l.figures[r][k]; f != nil {
					return f
				}
			}
		}
		for r := range l.Rows {
			if f := l.figures[r][l.mainColumn()]; f != nil && !l.Rows[r].Counts && strings.Contains(l.Rows[r].Label, word) {
				return f
			}
		}
	}
	return nil
}

package check

import (
	"fmt"
	"slices"

	"yusuan/model"
	"yusuan/model/budget"
)

// impossible reports the identities between tables of which one side is printed
// and the other is not there, once for each pair of tables. An annex of a few
// tables is not held against those that it was published without, and where
// several tables of a kind could be meant nothing is missing.
func (c *checker) impossible() {
	if !c.whole() {
		return
	}
	told := map[[2]model.Kind]bool{}
	tell := func(there, other side) {
		pair := [2]model.Kind{there.kinds[0], other.kinds[0]}
		if !told[pair] && c.cannotCompare(c.printed(there), other) {
			told[pair] = true
		}
	}
	for _, p := range slices.Concat(articulations, bounds) {
		tell(p.a, p.b)
		tell(p.b, p.a)
	}
	c.impossibleThree()
}

// bounds are the tables that are part of others: F of R.
var bounds = []articulated{
	{side{[]model.Kind{model.FiscalAppropriationSummary}, model.Expenditure, budget.Whole},
		side{[]model.Kind{model.IncomeExpenditureSummary}, model.Expenditure, budget.Whole}},
	{side{[]model.Kind{model.FinalFiscalAppropriation}, model.Expenditure, budget.Whole},
		side{[]model.Kind{model.FinalIncomeExpenditureSummary}, model.Expenditure, budget.Whole}},
}

// printed returns a side's figure, nil where there is none but zeros.
func (c *checker) printed(want side) *figure {
	s := c.one(want.kinds...)
	if s == nil {
		return nil
	}
	figures := s.totals(want)
	if i := slices.IndexFunc(figures, func(f *figure) bool { return !f.value.IsZero() }); i >= 0 {
		return figures[i]
	}
	return nil
}

// cannotCompare reports a figure whose other side is missing: no table of its
// kind, one without amounts, or one whose total is blank. A table that has no
// column for the measure is laid out otherwise and lacks nothing.
func (c *checker) cannotCompare(f *figure, other side) bool {
	if f == nil {
		return false
	}
	var there []*sheet
	for i := range c.sheets {
		if slices.Contains(other.kinds, c.sheets[i].Kind) {
			there = append(there, &c.sheets[i])
		}
	}
	switch {
	case len(there) == 0:
		c.cannot(f, fmt.Sprintf("没有%s", title(other.kinds[0])), fmt.Sprintf("there is no %s", title(other.kinds[0])))
	case len(there) > 1 || len(there[0].facts) > 0 && !there[0].blankTotal(other):
		return false
	default:
		t := there[0].Table
		c.cannot(f, fmt.Sprintf("《%s》中对应的金额为空", name(t)), fmt.Sprintf("its figure in 《%s》 is blank", name(t)))
	}
	return true
}

// blankTotal tells whether a table has a column for a measure, but no figure on the total rows.
func (s *sheet) blankTotal(want side) bool {
	return len(s.totals(want)) == 0 && slices.ContainsFunc(s.lists, func(l list) bool { return l.column(want) >= 0 && len(l.totalRows()) > 0 })
}

func (c *checker) cannot(f *figure, zh, en string) {
	c.report(model.CheckNotPossible, fmt.Sprintf("%s为 %s，%s", c.called(f), f.printed(), zh),
		fmt.Sprintf("%s is %s, but %s", c.called(f), f.printed(), en), subjects(f))
}

// title is the usual title of an obligatory table.
func title(kind model.Kind) string {
	for _, t := range slices.Concat(budgetTables, finalTables) {
		if t.kind == kind {
			return "《" + t.title + "》"
		}
	}
	return string(kind)
}

// impossibleThree reports that 基本支出 spends on the “三公” while their table is
// not there, or leaves that expense blank.
func (c *checker) impossibleThree() {
	b := c.one(model.BasicExpenditure)
	if b == nil {
		return
	}
	spent := b.items(budget.Whole, economicCode, 5)
	for _, p := range threeExpenses {
		part := spent[p.code]
		if len(part.parts) != 1 || part.value.IsZero() {
			continue
		}
		if c.cannotCompare(part.parts[0], side{[]model.Kind{model.ThreePublicExpenses}, model.NoDirection, p.what}) {
			return // once for the pair of tables
		}
	}
}

// threeExpenses are the “三公” by their economic item, what they are, and their name.
var threeExpenses = []struct {
	code string
	what budget.Meaning
	word string
}{
	{"30212", forItem(model.ItemOverseas), "因公出国"},
	{"30217", forItem(model.ItemReception), "公务接待"},
	{"30231", forItem(model.ItemVehicleOperation), "公务用车运行"},
}

package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// statement is an amount in running text with the words before it.
type statement struct {
	page   int
	clause string // from the last comma to the amount, folded
	words  string // the amount with its unit
	figure figure // without fact
}

// text tests the amounts that running text gives for the budget as a whole, for
// 基本支出 and 项目支出, and for the “三公” against the tables. Text often speaks
// of a part (one unit, last year, an increase), so an amount is reported only
// when what it says can be told and no figure of the tables is that amount.
func (c *checker) text(prose []budget.Line) {
	if c.doc.Disclosure == model.Other {
		return
	}
	c.textPlaceholders(prose)
	c.repetitions(prose)
	c.headingYears(prose)
	p := newPassage(prose)
	c.textChanges(p)
	c.textShares(p)
	c.textDirections(p)
	c.textFinals(p)
	c.textItems(p)
	statements := c.statements(p)
	if len(statements) == 0 {
		return
	}
	known := c.claims()
	for i := range statements {
		st := &statements[i]
		if holdsAny(st.clause, partial) {
			continue
		}
		for k := range known {
			cl := &known[k]
			if !strings.Contains(st.clause, cl.word) || !cl.says().MatchString(st.clause) || cl.whole && holdsAny(st.clause, ofOneSource) {
				continue
			}
			if n := slices.IndexFunc(cl.figures, st.is); n >= 0 {
				c.confirmInText(st, cl.figures[n])
			} else if len(cl.figures) > 0 && c.printedAs(st) == nil {
				c.contradicts(st, cl.figures[0])
			}
			break
		}
	}
}

// holdsAny tells whether a text holds one of some words.
func holdsAny(text string, all []string) bool {
	return slices.ContainsFunc(all, func(word string) bool { return strings.Contains(text, word) })
}

// claim is a way in which text names figures of the tables.
type claim struct {
	word    string // without which it does not
	says    func() *regexp.Regexp
	whole   bool // of all sources of money
	figures []*figure
}

// ending is what can stand between the name of a figure and its amount.
const ending = `(?:总额|总计|合计|数|共|为|是|计|安排|支出|:)*$`

// The names that text gives to the figures, the narrower before the wider.
var (
	saysOverseas   = words.Pattern(`因公出国(?:\(境\))?费?用?` + ending)
	saysReception  = words.Pattern(`公务接待费?` + ending)
	saysPurchase   = words.Pattern(`(?:公务用?车|车辆)购置费` + ending)
	saysRunning    = words.Pattern(`公务用?车运行(?:维护)?费` + ending)
	saysThree      = words.Pattern(`三公经费(?:财政拨款)?(?:预算|决算|支出)?` + ending)
	saysBasic      = words.Pattern(`(?:^|[^\p{Han}]|年)基本支出(?:预算)?` + ending)
	saysProject    = words.Pattern(`(?:^|[^\p{Han}]|年)项目支出(?:预算)?` + ending)
	saysBoth       = words.Pattern(`(?:收支总预算|收支预算总额|收支总额|收[入、]*支出?(?:预算|决算)?总计)` + ending)
	saysRevenue    = words.Pattern(`(?:收入(?:总)?预算|收入总额|总收入|收入总计|收入(?:预|决)算总计|本年收入合计|预算(?:总)?收入)` + ending)
	saysSpending   = words.Pattern(`(?:支出(?:总)?预算|支出总额|总支出|支出总计|支出(?:预|决)算总计|本年支出合计|预算(?:总)?支出)` + ending)
	partial        = []string{"增加", "减少", "增长", "下降", "降低", "比", "较", "占", "其他", "人均", "累计", "完成", "投资", "政府购买"}
	ofOneSource    = []string{"一般公共", "公共预算", "基金", "国有", "财政拨款", "事业", "经营", "上级", "附属", "专户", "采购", "单位资金", "购置", "运行", "接待", "出国", "项目", "基本"}
	clauseBoundary = "。、,;!?"
)

// claims collects what text can be tested against.
func (c *checker) claims() []claim {
	total := func(d model.Direction, kinds ...model.Kind) []*figure {
		if s := c.one(kinds...); s != nil {
			return s.totals(side{nil, d, budget.Whole})
		}
		return nil
	}
	of := func(what budget.Meaning, kinds ...model.Kind) []*figure {
		var out []*figure
		for _, k := range kinds {
			if s := c.one(k); s != nil {
				out = append(out, s.totals(side{nil, model.NoDirection, what})...)
			}
		}
		return out
	}
	three := func(what budget.Meaning, word string) []*figure {
		for _, k := range []model.Kind{model.ThreePublicExpenses, model.FinalThreePublicExpenses} {
			if s := c.one(k); s != nil {
				if f := s.expense(what, word); f != nil {
					return []*figure{f}
				}
			}
		}
		return nil
	}
	summary := []model.Kind{model.IncomeExpenditureSummary, model.FinalIncomeExpenditureSummary}
	revenue, spending := total(model.Revenue, summary...), total(model.Expenditure, summary...)
	lists := []model.Kind{model.ExpenditureSummary, model.FinalExpenditure, model.GeneralPublicExpenditure, model.FinalGeneralPublicExpenditure}
	return []claim{
		{"因公出国", saysOverseas, false, three(forItem(model.ItemOverseas), "因公出国")},
		{"公务接待", saysReception, false, three(forItem(model.ItemReception), "公务接待")},
		{"购置费", saysPurchase, false, three(forItem(model.ItemVehiclePurchase), "用车购置费")},
		{"运行", saysRunning, false, three(forItem(model.ItemVehicleOperation), "用车运行")},
		{"三公经费", saysThree, false, of(forItem(model.ItemThreePublic), model.ThreePublicExpenses, model.FinalThreePublicExpenses)},
		{"基本支出", saysBasic, false, append(of(forUse(model.UseBasic), lists...), of(budget.Whole, model.BasicExpenditure, model.FinalBasicExpenditure)...)},
		{"项目支出", saysProject, false, of(forUse(model.UseProject), lists...)},
		{"收", saysBoth, true, append(slices.Clone(revenue), spending...)},
		{"收入", saysRevenue, true, revenue},
		{"支出", saysSpending, true, spending},
	}
}

// statements reads the amounts of the current year from running text.
func (c *checker) statements(p *passage) []statement {
	text := p.text
	var out []statement
	end := 0
	for _, at := range p.amounts {
		if at.before < end {
			continue // it follows another one at once
		}
		end = at.end
		amount, ok := inText(text[at.number:at.unit], text[at.unit:at.end])
		if !ok {
			continue
		}
		before := text[max(0, at.number-hanBytes*settings.clause):at.number]
		if !c.ofThisYear(before) {
			continue
		}
		out = append(out, statement{page: p.page(at.number), clause: lastClause(before), words: text[at.number:at.end], figure: amount})
	}
	return out
}

// lastClause is the text since the last boundary. A number's own comma is none.
func lastClause(s string) string {
	for i, r := range s {
		if r != '\uFFFD' {
			s = s[i:]
			break
		}
	}
	at := strings.LastIndexAny(s, clauseBoundary)
	if colon := strings.LastIndexByte(s, ':'); colon > at && colon < len(s)-1 {
		at = colon
	}
	if at < 0 {
		return s
	}
	rest := s[at:]
	for i := range rest {
		if i > 0 {
			return rest[i:]
		}
	}
	return ""
}

// ofThisYear tells whether the last year named before an amount is the document's.
func (c *checker) ofThisYear(before string) bool {
	if i := strings.LastIndexAny(before, "。;"); i >= 0 {
		before = before[i:]
	}
	if strings.Contains(before, "上年") || strings.Contains(before, "去年") {
		return false
	}
	for year := range words.Years(before) {
		if year != c.doc.FiscalYear {
			return false
		}
	}
	return true
}

// is tells whether a figure is the amount of a statement, as it is rounded there.
func (st *statement) is(f *figure) bool {
	return f.value.Sub(st.figure.value).Abs().LessThanOrEqual(st.figure.half.Add(f.half))
}

// printedAs returns the first current figure that is the amount of a statement, nil where none is.
func (c *checker) printedAs(st *statement) *figure {
	if c.current == nil {
		c.current = c.currentFigures()
	}
	all := c.current
	reach := st.figure.half.Add(all.half)
	from, to := st.figure.value.Sub(reach), st.figure.value.Add(reach)
	at, _ := slices.BinarySearchFunc(all.figures, from, func(f orderedFigure, v money) int { return f.value.Cmp(v) })
	var first *orderedFigure
	for ; at < len(all.figures) && all.figures[at].value.LessThanOrEqual(to); at++ {
		if f := &all.figures[at]; (first == nil || f.place < first.place) && st.is(f.figure) {
			first = f
		}
	}
	if first == nil {
		return nil
	}
	return first.figure
}

// currentFigures are the figures of the budgeted year that are not zero, by their amounts, and the largest half of their last decimals.
type currentFigures struct {
	figures []orderedFigure
	half    money
}

type orderedFigure struct {
	*figure
	place int // in the document
}

func (c *checker) currentFigures() *currentFigures {
	all := &currentFigures{}
	for i := range c.sheets {
		for _, f := range c.sheets[i].facts {
			if f.fact.Period == model.Current && !f.value.IsZero() {
				all.figures = append(all.figures, orderedFigure{f, len(all.figures)})
				if f.half.GreaterThan(all.half) {
					all.half = f.half
				}
			}
		}
	}
	slices.SortFunc(all.figures, func(a, b orderedFigure) int { return cmp.Or(a.value.Cmp(b.value), a.place-b.place) })
	return all
}

// contradicts reports an amount in the text that is not the table's.
func (c *checker) contradicts(st *statement, f *figure) {
	finding := c.report(model.TextAmountMismatch,
		fmt.Sprintf("第 %d 页“%s%s”，%s为 %s", st.page, tail(st.clause), st.words, c.called(f), f.printed()),
		fmt.Sprintf("“%s%s” on page %d, but %s is %s", tail(st.clause), st.words, st.page, c.called(f), f.printed()),
		[]model.Subject{{Page: st.page}, f.subject()})
	finding.Expected, finding.Actual = f.printed(), st.words
}

// tail is the end of a clause, short enough for a message.
func tail(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-settings.label):])
}

// textPlaceholders reports marks of a template that were left in the text.
func (c *checker) textPlaceholders(prose []budget.Line) {
	for _, l := range prose {
		if mark := placeholderIn(l.Text); mark != "" {
			c.report(model.PlaceholderLeft, fmt.Sprintf("第 %d 页“%s”", l.Page, short(l.Text)), fmt.Sprintf("“%s” on page %d", short(l.Text), l.Page),
				[]model.Subject{{Page: l.Page}}).Actual = mark
		}
	}
}

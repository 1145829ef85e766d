package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// itemInText is what running text says of one item: 教育支出(类)普通教育(款)小学教育(项)2026年预算数为100万元, or of final
// accounts 年初预算为100万元,支出决算为90万元.
var itemInText = words.Pattern(`^[\p{Han}、,]{2}\(类\)([\p{Han}、,]{2,24})\(款\)([\p{Han}、,()]{2,40}?)\(项\)(?:。主要用于[^。]{0,80}。|[,:。;]?)(?:(20[0-9]{2})年(?:度)?)?(年初预算|预算|支出决算|决算)数?[为是]?` + amountWithUnit)

// textItems tests what running text says of single items against the tables. An amount confirms the table's, or is
// reported where the tables print the item and none of its amounts is that.
func (c *checker) textItems(p *passage) {
	if !strings.Contains(p.text, "(项)") {
		return
	}
	known := c.functionalItems()
	for at := range p.find(itemInText, p.places("(类)", 2)) {
		part := func(n int) string { return p.group(at, n) }
		amount, ok := inText(part(5), part(6))
		if !ok || part(3) != "" && part(3) != fmt.Sprint(c.doc.FiscalYear) || part(4) == "年初预算" {
			continue // of another year, or of no table here
		}
		st := statement{page: p.page(at[10]), clause: part(2) + "(项)", words: part(5) + part(6), figure: amount}
		c.textItem(&st, known[part(1)+"/"+part(2)])
	}
}

func (c *checker) textItem(st *statement, printed []*figure) {
	if len(printed) == 0 {
		return
	}
	for _, f := range printed {
		if st.is(f) {
			c.confirmInText(st, f)
			return
		}
	}
	if c.printedAs(st) == nil {
		c.contradicts(st, printed[0])
	}
}

// functionalItems are the current amounts of the items of 功能分类, by the names of their 款 and 项.
func (c *checker) functionalItems() map[string][]*figure {
	out := map[string][]*figure{}
	for i := range c.sheets {
		names := map[string]string{}
		for _, f := range c.sheets[i].facts {
			t := f.fact.Functional
			if t == nil || f.fact.Period != model.Current || f.fact.Direction == model.Revenue {
				continue
			}
			name := words.Fold(words.ItemName(t.Name))
			if len(t.Code) == 5 {
				names[t.Code] = name
			}
			if len(t.Code) != 7 {
				continue
			}
			up := names[t.Code[:5]]
			if e := codes.Lookup(codes.Functional, t.Code[:5]); up == "" && e != nil {
				up = words.Fold(e.NameIn(c.doc.FiscalYear))
			}
			out[up+"/"+name] = append(out[up+"/"+name], f)
		}
	}
	return out
}

// confirmInText notes that running text prints a figure's amount.
func (c *checker) confirmInText(st *statement, f *figure) {
	figure := st.figure
	figure.fact = f.fact
	c.hold(c.sheetOf(f), identity{whole: f, parts: sumOf(&figure)}.compared(), model.InText, model.TextAmountMismatch)
}

// finalInText is a figure of final accounts against the budget in running text.
var finalInText = words.Pattern(`^` + beforeAmount + `年初预算数?(?:安排)?[为是]?` + amountWithUnit + `,(?:支出)?决算数?[为是]?` + amountWithUnit +
	`(?:,(?:完成|为|占)(?:年初)?预算数?的([0-9]+(?:\.[0-9]+)?)%)?[,。;]?(?:(?:支出)?决算数(大于|小于|等于|与|和)(?:年初)?预算数?(持平|相同|一致)?)?([^。;]{0,40})`)

// textFinals tests what running text says of accounts against the budget: the share, the direction, and that a
// difference is given a reason.
func (c *checker) textFinals(p *passage) {
	for at := range p.find(finalInText, p.places("年初预算", 1)) {
		part := func(n int) string { return p.group(at, n) }
		planned, ok := inText(part(1), part(2))
		final, okFinal := inText(part(3), part(4))
		if !ok || !okFinal {
			continue
		}
		page, said := p.page(at[2]), tail(p.text[at[2]:at[1]])
		if rate, err := decimal.NewFromString(part(5)); err == nil && planned.value.GreaterThan(planned.half) {
			if want, holds := ratio(&final, &planned, rate); !holds {
				c.textSays(model.TextRateMismatch, page, said, want, part(5)+"%")
			}
		}
		c.direction(page, said, &final, &planned, part(6), part(3)+part(4))
		if differs := !final.value.Equal(planned.value); differs && part(6) != "" && !strings.ContainsAny(part(8), "因由") && !strings.Contains(part(8), "主要") {
			c.textSays(model.ReasonMissing, page, said, "", "")
		}
	}
}

// direction tests 大于, 小于 and 等于 against two figures.
func (c *checker) direction(page int, said string, final, planned *figure, word, actual string) {
	sign := final.value.Cmp(planned.value)
	want := map[int]string{1: "大于", -1: "小于", 0: "等于"}[sign]
	if word == "与" || word == "和" {
		word = "等于"
	}
	if word != "" && word != want && (sign != 0 || word != "等于") {
		c.textSays(model.TextDirectionMismatch, page, said, want, word)
	}
}

// textSays reports what running text says.
func (c *checker) textSays(kind model.FindingKind, page int, said, expected, actual string) {
	zh, en := fmt.Sprintf("第 %d 页“…%s”", page, said), fmt.Sprintf("“…%s” on page %d", said, page)
	if expected != "" {
		zh, en = zh+"，应为 "+expected, en+"; it would be "+expected
	}
	finding := c.report(kind, zh, en, []model.Subject{{Page: page}})
	finding.Expected, finding.Actual = expected, actual
}

// changeDirection is a figure of this year beside last year's, and which way it is said to have gone.
var changeDirection = words.Pattern(`^(20[0-9]{2})年[^0-9,。;]{0,30}` + amountWithUnit + `,[比较与和](20[0-9]{2})年[^0-9,。;增减升降]{0,20}` + amountWithUnit + `(?:相比)?,?[^0-9,。;]{0,6}(增加|增长|减少|下降|持平)`)

// textDirections tests which way running text says that a figure went, where it gives both years.
func (c *checker) textDirections(p *passage) {
	for m := range p.find(changeDirection, p.places("年", len("2026"))) {
		text := func(n int) string { return p.group(m, n) }
		now, ok := inText(text(2), text(3))
		before, okBefore := inText(text(5), text(6))
		if !ok || !okBefore || text(1) <= text(4) {
			continue
		}
		want := map[int]string{1: "增加", -1: "减少", 0: "持平"}[now.value.Cmp(before.value)]
		word := strings.NewReplacer("增长", "增加", "下降", "减少").Replace(text(7))
		if word != want {
			c.textSays(model.TextDirectionMismatch, p.page(m[2]), tail(p.text[m[0]:m[1]]), want, text(7))
		}
	}
}

// headingYears reports the headings of running text that name another year than the document's: 第二部分 2025年部门预算.
func (c *checker) headingYears(prose []budget.Line) {
	if c.doc.FiscalYear == 0 || c.doc.Publisher.Level == model.GovernmentLevel {
		return
	}
	for _, l := range prose {
		s := words.Fold(l.Text)
		m := yearHeading().FindStringSubmatch(s)
		if m == nil || m[1] == fmt.Sprint(c.doc.FiscalYear) {
			continue
		}
		finding := c.report(model.YearMismatch, fmt.Sprintf("第 %d 页“%s”，文件为 %d 年", l.Page, short(l.Text), c.doc.FiscalYear),
			fmt.Sprintf("“%s” on page %d, the document is of %d", short(l.Text), l.Page, c.doc.FiscalYear), []model.Subject{{Page: l.Page}})
		finding.Expected, finding.Actual = fmt.Sprint(c.doc.FiscalYear), m[1]
	}
}

var yearHeading = words.Pattern(`^第[一二三四五六七八九十]部分[^0-9]{0,20}(20[0-9]{2})年度?(?:部门|单位)?(?:预算|决算)[^0-9]{0,12}$`)

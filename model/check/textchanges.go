package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// changeInText is a figure of this year against last year's, by how much it
// changed and at which rate: 收入预算404.15万元,比上年执行数增加15.38万元,增长3.9%.
var changeInText = words.Pattern(`^` + beforeAmount + amountWithUnit + `,?[比较](?:上年|20[0-9]{2}年)(?:[^0-9,。;、]{0,60}` + amountWithUnit +
	`)?[^0-9,。;、]{0,60}(增加|减少)了?` + amountWithUnit + `,(?:增长|上升|增加|提高|增幅|下降|降低|减少|减幅)[为了约]?([0-9]+(?:\.[0-9]+)?)%`)

// textChanges tests the changes that running text tells of a figure of the tables:
// the change is the difference of its years, the rate is that of the change. A
// sentence that has told other amounts before may go on about its first one.
func (c *checker) textChanges(p *passage) {
	for at := range p.find(changeInText, p.amountsBefore("比", "较")) {
		part := func(n int) string { return p.group(at, n) }
		now, ok := inText(part(1), part(2))
		change, changeOK := inText(part(6), part(7))
		rate, err := decimal.NewFromString(part(8))
		st := statement{page: p.page(at[2]), words: part(1) + part(2), figure: now}
		table := c.printedAs(&st)
		if !ok || !changeOK || err != nil || table == nil || p.tellsBefore(at[2]) {
			continue
		}
		if part(5) == "减少" {
			change.value = change.value.Neg()
		}
		before := figure{value: now.value.Sub(change.value), half: now.half.Add(change.half)}
		if given, ok := inText(part(3), part(4)); ok {
			if d := before.value.Sub(given.value).Abs(); d.GreaterThan(before.half.Add(given.half)) {
				c.wrongRate(&st, table, p.text[at[2]:at[1]], change.in(now.value.Sub(given.value))+part(7), part(6)+part(7))
				continue
			}
			before = given
		}
		if before.value.LessThanOrEqual(before.half) {
			continue
		}
		change.value = change.value.Abs()
		if want, holds := ratio(&change, &before, rate); !holds {
			c.wrongRate(&st, table, p.text[at[2]:at[1]], want, part(8)+"%")
		}
	}
}

// ratio tests a printed percentage of two figures, each known to its half, and
// tells what it would be.
func ratio(part, whole *figure, percent decimal.Decimal) (want string, holds bool) {
	decimals := -min(percent.Exponent(), 0)
	half := decimal.New(5, -decimals-1)
	percentOf := func(part, whole money) decimal.Decimal { return part.Times(100).Decimal().Div(whole.Decimal()) }
	most := percentOf(part.value.Add(part.half), whole.value.Sub(whole.half)).Add(half)
	least := percentOf(part.value.Sub(part.half), whole.value.Add(whole.half)).Sub(half)
	return percentOf(part.value, whole.value).Round(decimals).String() + "%", percent.GreaterThanOrEqual(least) && percent.LessThanOrEqual(most)
}

// shareInText is a part of total revenue or expenditure: 基本支出80万元,占支出预算的80%.
var shareInText = words.Pattern(`^` + beforeAmount + amountWithUnit + `,占(?:本年|年度)?总?(收入|支出)(?:总?预算|总?决算)?(?:合计|总计|总额)?的?([0-9]+(?:\.[0-9]+)?)%`)

// textShares tests the shares that running text tells of a figure of the tables
// against the totals of the tables.
func (c *checker) textShares(p *passage) {
	s := c.one(model.IncomeExpenditureSummary, model.FinalIncomeExpenditureSummary)
	if s == nil {
		return
	}
	for m := range p.find(shareInText, p.amountsBefore("占")) {
		number, unit, percent := p.text[m[2]:m[3]], p.text[m[4]:m[5]], p.text[m[8]:m[9]]
		direction := model.Revenue
		if p.text[m[6]:m[7]] == "支出" {
			direction = model.Expenditure
		}
		part, ok := inText(number, unit)
		rate, err := decimal.NewFromString(percent)
		st := statement{page: p.page(m[2]), words: number + unit, figure: part}
		table := c.printedAs(&st)
		if !ok || err != nil || table == nil {
			continue
		}
		want := ""
		for _, whole := range s.totals(side{nil, direction, budget.Whole}) {
			if whole.value.LessThanOrEqual(whole.half) {
				continue
			}
			share, holds := ratio(&part, whole, rate)
			if holds {
				want = ""
				break
			}
			want = share
		}
		if want != "" && !c.shareOfSome(&part, rate) {
			c.wrongRate(&st, table, p.text[m[2]:m[1]], want, percent+"%")
		}
	}
}

// shareOfSome tells whether a figure is a share of some total of the tables: of 财政拨款, of the expenditure of the year.
func (c *checker) shareOfSome(part *figure, rate decimal.Decimal) bool {
	for i := range c.sheets {
		for _, f := range c.sheets[i].facts {
			if f.fact.TotalRow && f.value.GreaterThan(f.half) {
				if _, holds := ratio(part, f, rate); holds {
					return true
				}
			}
		}
	}
	return false
}

// inText reads an amount of running text.
func inText(number, unit string) (figure, bool) {
	n := words.ReadNumber(number)
	return newAmount(n, unit), n.Kind == words.Amount
}

func (c *checker) wrongRate(st *statement, f *figure, words, want, got string) {
	finding := c.report(model.TextRateMismatch, fmt.Sprintf("第 %d 页“%s”，应为 %s", st.page, words, want),
		fmt.Sprintf("“%s” on page %d; it would be %s", words, st.page, want), []model.Subject{{Page: st.page}, f.subject()})
	finding.Expected, finding.Actual = want, got
}

package dataset

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// total is a printed total of a place's revenue, expenditure or debt.
type total struct {
	fact  *model.Fact
	place model.Term // by the newest list; code "" where none is known
	scope model.Scope
	fund  model.Fund // of debt: general-public for 一般债务, government-fund for 专项债务
}

// newest is a place as the newest list has it: over the years it has one code and name.
func newest(r *regions.Region) model.Term {
	if now := regions.ByCode(r.Now()); now != nil {
		r = now
	}
	return model.Term{Code: r.Now(), Name: r.Name}
}

// direction is the side of a flow; a debt has none.
func (t *total) direction() model.Direction {
	if t.fact.Measure != model.MeasureAmount {
		return model.NoDirection
	}
	return t.fact.Direction
}

// lastDigit is what one in the last printed digit is worth in 元.
func (t *total) lastDigit() value {
	unit, ok := words.UnitOf(words.Fold(t.fact.PrintedUnit))
	if !ok {
		return value{}
	}
	return parsedNumber(text(unit.Yuan().Mul(decimal.New(1, -int32(words.ReadNumber(t.fact.Printed).Decimals))).String()))
}

// Titles, heads and labels are compared folded. What they tell of the year, the stage and the level is in the fact already.
var (
	// partOfMoney are words of titles of tables about a part of the money, whose totals are the part's.
	partOfMoney = words.Pattern(`转移支付|返还|补助|基本支出|三公|项目|重点|经济分类|分经济|偿还|新增|提前下达|再融资|资金安排|使用情况|分批|期限|年限|投向|财力安排`)
	// partOfDebt are words of heads and labels for a part of a debt, for what it grew by, or for when the year began.
	partOfDebt = words.Pattern(`新增|提前下达|再融资|置换|不含|外贷|转贷地方|年初|利息|还本付息|发行费`)

	timeWords  = words.Pattern(`(?:19|20)\d\d年度?(?:年?末|年?底)?|^(?:年末|年底|上年末?|当年)`)
	stageWords = words.Pattern(`\(?(?:年初|调整后?|变动|快报|预计|实际|完成|执行|决算|预算|代编预算|初步|汇总|草案)+(?:数|额)?\)?$|^(?:完成|执行|快报)`)
	levelWords = words.Pattern(`^(?:全省|全市|全区|全州|全县|全自治区|省本级|市本级|区本级|州本级|县本级|自治区本级|本级|市县|省级|市级|州级|区级|县级|本地区|各项|地方)+`)

	// debtName is a kind of debt, what is told of it, or both.
	debtName = words.Pattern(`^(?:政府)?(?:一般|专项)?(?:债务|债券)?(?:余额|限额|余额限额|债务限额|发行|发行额|发行\(转贷\)|发行\(转贷\)额|还本|还本额|还本支出|付息|付息额|付息支出|本金)?(?:\(亿元\)|\(万元\))?$`)
	// office is what a place's name is followed by in that of who publishes its budget.
	office = words.Pattern(`(?:财政厅|财政局|财政部|人民政府)$`)
	// flowName is the revenue or expenditure of a budget, sideName that of a list that does not say of which.
	flowName = words.Pattern(`^(一般公共预算|公共财政预算|政府性基金预算|政府性基金|国有资本经营预算|国有资本经营)(收入|支出)(?:合计|总额)?$`)
	sideName = words.Pattern(`^(?:合计|总计|(?:本年)?(?:基金|预算)?(?:收入|支出)(?:预算)?(?:合计|总计)?|本年(?:基金|预算)?(?:收入|支出)(?:预算)?小计)$`)
	// otherMoney are the rows of a list that goes on behind the year's own money, so that its total is more than that.
	otherMoney = words.Pattern(`^(?:转移性|上级|下级|上解|补助|对下|对市县|返还性|(?:地方政府)?(?:一般|专项)?(?:债务|债券)(?:转贷|收入|还本)|新增债券|再融资|调入|调出|动用|安排|上年|年终|结转|结余|预算稳定)`)
	// besideFunds is what a list of the government fund budget's revenue can number beside 一、政府性基金收入.
	besideFunds = words.Pattern(`^专项债[务券]对应项目专项收入$`)
)

var fundNames = map[string]model.Fund{
	"一般公共预算": model.FundGeneralPublic, "公共财政预算": model.FundGeneralPublic,
	"政府性基金": model.FundGovernmentFund, "政府性基金预算": model.FundGovernmentFund,
	"国有资本经营": model.FundStateCapital, "国有资本经营预算": model.FundStateCapital,
}

// bare is a folded head or label without number, year, stage and level.
func bare(s string) string {
	s = strings.TrimPrefix(words.ItemName(words.Fold(s)), "附:")
	for {
		cut := levelWords().ReplaceAllString(stageWords().ReplaceAllString(timeWords().ReplaceAllString(s, ""), ""), "")
		if cut == s || cut == "" {
			return cut
		}
		s = cut
	}
}

// heading is what a head or a label says: it is read once, and stands over or beside many amounts.
type heading struct {
	bare        string
	flow, debt  bool // it names revenue or expenditure; debt
	other, part bool // it names other money than the year's own; a part of a debt
}

// headings are those of a document that were read, by their text.
type headings map[string]*heading

func (h headings) read(s string) *heading {
	if known := h[s]; known != nil {
		return known
	}
	b := bare(s)
	said := &heading{bare: b, flow: flowName().MatchString(b) || sideName().MatchString(b), other: otherMoney().MatchString(b), part: partOfDebt().MatchString(words.Fold(s))}
	said.debt = !said.part && debtName().MatchString(b)
	h[s] = said
	return said
}

// totalsOf finds the totals of places in a table.
type totalsOf struct {
	headings
	table *model.Table
	facts []*model.Fact
	home  model.Term // whose the amounts without a place are
	found []total
	taken map[totalKey]bool
}

// totalKey is what a table prints once: where it has it again, in a list of parts, the first is meant.
type totalKey struct {
	place     model.Term
	scope     model.Scope
	year      int
	stage     model.Stage
	direction model.Direction
	measure   model.Measure
	fund      model.Fund
}

// totals are the printed totals of a government's document.
func (d *document) totals() []total {
	home := d.home()
	if d.Publisher.Level != model.GovernmentLevel || home == (model.Term{}) {
		return nil
	}
	byTable := map[string][]*model.Fact{}
	for i := range d.Facts {
		byTable[d.Facts[i].Table] = append(byTable[d.Facts[i].Table], &d.Facts[i])
	}
	var all []total
	read := headings{}
	for i := range d.Tables {
		t := totalsOf{headings: read, table: &d.Tables[i], facts: byTable[d.Tables[i].ID], home: home, taken: map[totalKey]bool{}}
		if partOfMoney().MatchString(words.Fold(t.table.Title)) {
			continue
		}
		t.debt()
		t.flows()
		all = append(all, t.found...)
	}
	return all
}

// home is the place that a government's document is of: the region that is told, else the publisher's name without its office.
func (d *document) home() model.Term {
	r := d.row()
	told := r.region()
	if known := regions.ByCode(told.Code); known != nil {
		return newest(known)
	}
	if told == (model.Term{}) {
		told.Name = office().ReplaceAllString(words.Unspaced(d.Publisher.Name), "")
	}
	return told
}

// asked tells a fact that can be a total: of a year, in 元, of all uses.
func asked(f *model.Fact) bool {
	return f.Period != model.Change && f.Year != 0 && f.Amount != "" && f.Use == model.UseUntold && f.Item == model.ItemNone && f.Project == nil
}

// take adds a total where its place and level are told.
func (t *totalsOf) take(f *model.Fact, fund model.Fund) {
	place, scope := t.placeOf(f)
	k := totalKey{place, scope, f.Year, f.Stage, f.Direction, f.Measure, fund}
	if scope == model.NoScope || t.taken[k] {
		return
	}
	t.taken[k] = true
	t.found = append(t.found, total{fact: f, place: place, scope: scope, fund: fund})
}

// placeOf is whose an amount is, and of which levels there; no level where either is not told. A place in a list is told by its code.
func (t *totalsOf) placeOf(f *model.Fact) (model.Term, model.Scope) {
	if f.Region == nil {
		return t.home, f.Scope
	}
	place := regions.ByCode(f.Region.Code)
	switch {
	case place == nil:
		return model.Term{}, model.NoScope
	case f.Scope != model.NoScope:
		return newest(place), f.Scope
	case isOwnName(f.Region.Name):
		return newest(place), model.ScopeOwn
	case f.TotalRow || !t.beside(f, place):
		return newest(place), model.ScopeWhole
	}
	return model.Term{}, model.NoScope
}

// isOwnName tells the row of a place's own level: 某市本级, 某市级.
func isOwnName(name string) bool {
	name, _, _ = strings.Cut(words.Fold(name), "(")
	return strings.HasSuffix(name, "级")
}

// beside tells a city that stands in a list beside its counties and without a row for its own level: the amount is not that of all of it.
func (t *totalsOf) beside(f *model.Fact, place *regions.Region) bool {
	counties := false
	for _, o := range t.facts {
		if o.Column != f.Column || o.Region == nil || o.Region.Code == "" {
			continue
		}
		switch other := regions.ByCode(o.Region.Code); {
		case other == nil || !place.Holds(other):
		case other == place && isOwnName(o.Region.Name):
			return false
		case other != place:
			counties = true
		}
	}
	return counties
}

var debtMeasures = []model.Measure{model.MeasureLimit, model.MeasureBalance, model.MeasureIssued, model.MeasureRepaid, model.MeasureInterest}

// debt finds limits, balances, issues, repayments and interest.
func (t *totalsOf) debt() {
	for _, f := range t.facts {
		if !asked(f) || !slices.Contains(debtMeasures, f.Measure) || isByCode(f) || !t.headed(f, (*heading).isDebt) || t.underPart(f) {
			continue
		}
		t.take(f, t.debtFund(f))
	}
}

// underPart tells a row under one that names a part of a debt, or the beginning of the year: 其中：一般债务 under 年初余额.
func (t *totalsOf) underPart(f *model.Fact) bool {
	level := f.Level
	for _, o := range slices.Backward(t.facts) {
		if o.Row < f.Row && o.Column == f.Column && o.Level < level {
			if level = o.Level; t.read(o.Label).part {
				return true
			}
		}
	}
	return false
}

// isByCode tells a list of items of the budget's classification: interest is one of its expenditures there.
func isByCode(f *model.Fact) bool {
	return f.List == model.ListFunctional || f.List == model.ListRevenue
}

func (h *heading) isDebt() bool { return h.debt }
func (h *heading) isFlow() bool { return h.flow }

// headed tells whether all heads over an amount, and its label unless that is a place's or a total's, are such names, or tell the time or a level alone.
func (t *totalsOf) headed(f *model.Fact, name func(*heading) bool) bool {
	if f.Region == nil && !name(t.read(f.Label)) && !t.isTotal(f) {
		return false
	}
	return !slices.ContainsFunc(f.Path, func(s string) bool {
		h := t.read(s)
		return h.bare != "" && h.bare != "金额" && !words.IsTotalHead(h.bare) && !name(h)
	})
}

// isTotal tells the row of a list of places that sums all of them.
func (t *totalsOf) isTotal(f *model.Fact) bool {
	return f.List == model.ListRegion && f.TotalRow && words.IsTotalLabel(words.Fold(f.Label))
}

// debtFund is the kind of debt: by the fact, else by the innermost text that names one.
func (t *totalsOf) debtFund(f *model.Fact) model.Fund {
	if f.Fund == model.FundGeneralPublic || f.Fund == model.FundGovernmentFund {
		return f.Fund
	}
	said := append([]string{t.table.Title}, f.Path...)
	if f.Region == nil {
		said = append(said, f.Label)
	}
	for _, s := range slices.Backward(said) {
		general, special := strings.Contains(s, "一般"), strings.Contains(s, "专项")
		switch {
		case general && special:
			return model.FundAll
		case general:
			return model.FundGeneralPublic
		case special:
			return model.FundGovernmentFund
		}
	}
	return model.FundAll
}

// flows finds the year's revenue and expenditure: what a row or a place's column names so; else what the list prints as its
// total, unless the list goes on with other money.
func (t *totalsOf) flows() {
	for _, named := range []func(*model.Fact) bool{t.isNamed, t.isYears, t.isWhole} {
		for _, f := range t.facts {
			if asked(f) && f.Measure == model.MeasureAmount && f.Direction != model.NoDirection && isBudget(f.Fund) && t.headed(f, (*heading).isFlow) && named(f) && !t.has(f) {
				t.take(f, f.Fund)
			}
		}
	}
}

// has tells whether a better total of the same list and column was found.
func (t *totalsOf) has(f *model.Fact) bool {
	return f.Region == nil && slices.ContainsFunc(t.found, func(o total) bool {
		return o.fact.Column == f.Column && o.fact.Direction == f.Direction && o.fact.Measure == f.Measure && o.fact.Region == nil && o.scope == f.Scope
	})
}

// isBudget tells the budgets that have totals: that of social insurance is of funds each of which is a budget of its own.
func isBudget(f model.Fund) bool {
	return f == model.FundGeneralPublic || f == model.FundGovernmentFund || f == model.FundStateCapital
}

// isNamed tells a row that names the revenue or expenditure of its budget, or a place's in a list of such.
func (t *totalsOf) isNamed(f *model.Fact) bool {
	if f.Region != nil || t.isTotal(f) {
		return f.List == model.ListRegion
	}
	m := flowName().FindStringSubmatch(t.read(f.Label).bare)
	return m != nil && fundNames[m[1]] == f.Fund && isSide(f, m[2]) && !t.isOneOfTwo(f)
}

// isOneOfTwo tells the row that is numbered beside another one of its budget's: its name is the budget's, its amount is not.
func (t *totalsOf) isOneOfTwo(f *model.Fact) bool {
	number, _ := words.CutNumbering(f.Label)
	return number.Style != words.Unnumbered && slices.ContainsFunc(t.facts, func(o *model.Fact) bool {
		other, name := words.CutNumbering(o.Label)
		return other.Style == number.Style && o.Level == f.Level && besideFunds().MatchString(words.Fold(name))
	})
}

// isSide tells whether a word for a side is that of the amount.
func isSide(f *model.Fact, word string) bool {
	return strings.Contains(word, "收入") == (f.Direction == model.Revenue)
}

// isYears tells the total of the year's own money: 本年收入合计.
func (t *totalsOf) isYears(f *model.Fact) bool {
	b := t.read(f.Label).bare
	return strings.HasPrefix(b, "本年") && isSide(f, b)
}

// isWhole tells the total of a list of the year's own money alone: no other money stands before it, nor behind it where it is the list's first row.
func (t *totalsOf) isWhole(f *model.Fact) bool {
	if f.List != model.ListRevenue && f.List != model.ListFunctional || !f.TotalRow || f.Level != 0 {
		return false
	}
	first, other := true, false
	for _, o := range t.facts {
		if o.Direction == f.Direction && o.Row < f.Row {
			first = false
			other = other || t.read(o.Label).other
		}
	}
	return !other && !(first && slices.ContainsFunc(t.facts, func(o *model.Fact) bool {
		return o.Direction == f.Direction && t.read(o.Label).other
	}))
}

// totalRows hands the totals of a government's document to emit.
func (d *document) totalRows() error {
	for _, t := range d.totals() {
		table := d.tables[t.fact.Table]
		r := d.row()
		r.table, r.tableID, r.fact, r.total = table.Table, table.id, t.fact, &t
		r.id = d.facts[t.fact]
		r.row, r.column = integer(t.fact.Row), integer(t.fact.Column)
		r.at(t.fact.Page, t.fact.Box)
		if err := d.emit(totalsTable, &r); err != nil {
			return err
		}
	}
	return nil
}

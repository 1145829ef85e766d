package dataset

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// The same money stands in several tables of a disclosure: by function, by economic class, by unit and by project, its funds and uses
// apart or together. For each question one list of a document is taken: one that prints all of the money that is asked for,
// whose addends make its printed total, and of such the one that tells most. Which table that is differs from city to city.

// quantity is what amounts have in common that are added up.
type quantity struct {
	year   int
	period model.Period
	stage  model.Stage
	scope  model.Scope
}

func (q quantity) compare(o quantity) int {
	return cmp.Or(cmp.Compare(q.year, o.year), cmp.Compare(q.period, o.period), cmp.Compare(q.stage, o.stage), cmp.Compare(q.scope, o.scope))
}

// part is the money that is asked for.
type part struct {
	fund model.Fund
	use  model.Use
}

func (p part) compare(o part) int {
	return cmp.Or(cmp.Compare(p.fund, o.fund), cmp.Compare(p.use, o.use))
}

// holds tells whether money is a part of that which is asked for.
func (p part) holds(fund model.Fund, use model.Use) bool {
	return (p.fund == model.FundAll || p.fund == fund ||
		p.fund == model.FundFiscal && (fund == model.FundGeneralPublic || fund == model.FundGovernmentFund || fund == model.FundStateCapital)) && isUnder(p.use, use)
}

// isUnder tells whether a use is a part of another one.
func isUnder(whole, use model.Use) bool {
	switch whole {
	case model.UseUntold, use:
		return true
	case model.UseBasic:
		return use == model.UsePersonnel || use == model.UseOperating
	}
	return false
}

// halvesOf are the two uses that make up another one.
var halvesOf = map[model.Use][]model.Use{
	model.UseUntold: {model.UseBasic, model.UseProject},
	model.UseBasic:  {model.UsePersonnel, model.UseOperating},
}

// isPartOfMoney tells tables of a part of the money that neither its fund nor its use tells: purchases, transfers, what projects were evaluated by.
func isPartOfMoney(kind model.Kind) bool {
	switch kind {
	case model.GovernmentProcurement, model.ServicePurchase, model.AgencyOperation, model.TransferPayment, model.TransferPerformance, model.CarryOver, model.PerformanceEvaluation,
		model.ThreePublicExpenses, model.FinalThreePublicExpenses, model.GovernmentTransfersByItem, model.GovernmentTransfersByRegion, model.GovernmentTransfersMatrix, model.GovernmentFundTransfers,
		model.GovernmentStateCapitalTransfers, model.BondUse, model.BondTerms, model.DebtIssueAndRepayment:
		return true
	}
	return false
}

// useOf is what an amount is spent on, by the fact, else by the table, all of which is basic or project expenditure.
func useOf(kind model.Kind, f *model.Fact) model.Use {
	of := model.UseUntold
	switch kind {
	case model.BasicExpenditure, model.FinalBasicExpenditure, model.GovernmentBasicExpenditure:
		of = model.UseBasic
	case model.ProjectExpenditure, model.ProjectPerformance:
		of = model.UseProject
	}
	use := f.Use
	if use == model.UseSpecialBusiness { // how some forms call project expenditure
		use = model.UseProject
	}
	if use != model.UseUntold && isUnder(of, use) {
		return use
	}
	return cmp.Or(of, use)
}

// amounts are those of one list of a table that are of one quantity.
type amounts struct {
	table    *model.Table
	number   int // of the table in the document
	list     model.List
	quantity quantity
	facts    []*model.Fact
}

// answer is the list that is taken for a question.
type answer struct {
	*amounts
	question *question
	part     part
	addends  []*model.Fact
	sum      decimal.Decimal
	printed  *decimal.Decimal // the total that the addends are held to; nil where none is printed
	closes   bool             // they make it within rounding
	usual    bool             // their sum is the total that the document prints most often of such money
	terms    int              // that it tells apart
	proved   int              // addends that an identity confirms
}

// better orders answers to one question, the best one last.
func better(x, y *answer) int {
	return cmp.Or(compareTrue(x.closes && x.usual, y.closes && y.usual), compareTrue(x.usual, y.usual), compareTrue(x.closes, y.closes),
		cmp.Compare(x.terms, y.terms), x.sum.Cmp(y.sum), cmp.Compare(x.proved, y.proved), cmp.Compare(y.number, x.number))
}

// compareTrue orders false before true.
func compareTrue(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// asking holds what all questions of a document are answered from.
type asking struct {
	lists  []*amounts
	amount map[*model.Fact]decimal.Decimal
}

// answers are the lists that are taken for the questions.
func (d *document) answers() []*answer {
	a := d.asking()
	isGovernment := d.Publisher.Level == model.GovernmentLevel
	var all []*answer
	for i := range questions {
		if q := &questions[i]; !isGovernment || q.governments {
			all = append(all, a.ask(q)...)
		}
	}
	if isGovernment { // its documents have lists of parts of the money by the dozen
		all = slices.DeleteFunc(all, func(x *answer) bool { return !x.closes })
	}
	return all
}

// asking groups the amounts of a document by their lists.
func (d *document) asking() *asking {
	type key struct {
		table     string
		list      model.List
		direction model.Direction
		ofItem    bool
		quantity  quantity
	}
	number := map[string]int{}
	for i := range d.Tables {
		number[d.Tables[i].ID] = i
	}
	a := &asking{amount: map[*model.Fact]decimal.Decimal{}}
	by := map[key]*amounts{}
	for i := range d.Facts {
		f := &d.Facts[i]
		value, ok := f.Decimal()
		// What a form says of its subject is in no list; what a list says of places is theirs.
		if !ok || f.Period == model.Change || f.Measure != model.MeasureAmount || f.Region != nil || f.List == model.ListSummary {
			continue
		}
		a.amount[f] = value
		k := key{f.Table, f.List, f.Direction, f.Item != model.ItemNone, quantity{f.Year, f.Period, f.Stage, f.Scope}}
		if by[k] == nil {
			by[k] = &amounts{table: &d.Tables[number[f.Table]], number: number[f.Table], list: f.List, quantity: k.quantity}
			a.lists = append(a.lists, by[k])
		}
		by[k].facts = append(by[k].facts, f)
	}
	return a
}

// asks tells whether a list can answer a question.
func (q *question) asks(l *amounts) bool {
	return l.facts[0].Direction == q.direction && (l.facts[0].Item != model.ItemNone) == (q.items != nil) && (q.funds == nil || !isPartOfMoney(l.table.Kind))
}

// parts is all of the money that a question asks for, each for itself.
func (q *question) parts() []part {
	all := []part{{}}
	if q.funds != nil {
		all = nil
		for _, fund := range q.funds {
			for _, use := range q.uses {
				all = append(all, part{fund, use})
			}
		}
	}
	return all
}

// slot is what a question has one answer for.
type slot struct {
	quantity quantity
	part     part
}

func (s slot) compare(o slot) int {
	return cmp.Or(s.quantity.compare(o.quantity), s.part.compare(o.part))
}

// ask takes the best list for each quantity and part.
func (a *asking) ask(q *question) []*answer {
	best, usual := map[slot]*answer{}, map[slot]decimal.Decimal{}
	for _, l := range a.lists {
		if !q.asks(l) {
			continue
		}
		for _, p := range q.parts() {
			x, at := a.offer(q, l, p), slot{l.quantity, p}
			if x == nil {
				continue
			}
			if _, known := usual[at]; !known {
				usual[at] = a.usual(q, at)
			}
			x.usual = q.funds != nil && !x.sum.IsZero() && x.sum.Equal(usual[at])
			if best[at] == nil || better(best[at], x) < 0 {
				best[at] = x
			}
		}
	}
	if q.inParts {
		keepWhole(best)
	}
	all := make([]*answer, 0, len(best))
	for _, at := range slices.SortedFunc(maps.Keys(best), slot.compare) {
		all = append(all, best[at])
	}
	return all
}

// keepWhole leaves out basic and project expenditure where the whole is told, and the whole where only they make it up.
func keepWhole(best map[slot]*answer) {
	for _, at := range slices.Collect(maps.Keys(best)) {
		if at.part.use != model.UseUntold {
			continue
		}
		basic, project := slot{at.quantity, part{at.part.fund, model.UseBasic}}, slot{at.quantity, part{at.part.fund, model.UseProject}}
		if whole := best[at]; whole.closes || whole.usual || best[basic] == nil || best[project] == nil {
			delete(best, basic)
			delete(best, project)
		} else {
			delete(best, at)
		}
	}
	for at := range best {
		if at.part.use == model.UseUntold {
			continue
		}
		other := slot{at.quantity, part{at.part.fund, model.UseProject}}
		if at.part.use == model.UseProject {
			other.part.use = model.UseBasic
		}
		if best[other] == nil {
			delete(best, at)
		}
	}
}

// usual is the total that the document prints most often of some money, the largest of several such; 0 where it prints none.
func (a *asking) usual(q *question, at slot) decimal.Decimal {
	times, value := map[string]int{}, map[string]decimal.Decimal{}
	for _, l := range a.lists {
		if !q.asks(l) || l.quantity != at.quantity {
			continue
		}
		here := map[string]bool{}
		for _, f := range l.facts {
			if !f.TotalRow || f.Level != 0 || f.Fund != at.part.fund || useOf(l.table.Kind, f) != at.part.use {
				continue
			}
			if v := f.Amount; !here[v] {
				here[v], value[v] = true, a.amount[f]
				times[v]++
			}
		}
	}
	best := ""
	for v := range times {
		if cmp.Or(cmp.Compare(times[v], times[best]), value[v].Cmp(value[best])) > 0 && !value[v].IsZero() {
			best = v
		}
	}
	return value[best]
}

// offer is what a list answers; nil where it does not print all of the money, or tells less than half of it by what is asked for.
func (a *asking) offer(q *question, l *amounts, p part) *answer {
	x := &answer{amounts: l, question: q, part: p}
	addends, totals := x.pick()
	if len(addends) == 0 {
		return nil
	}
	if x.close(a, addends, totals); !x.closes {
		x.closeApart(a, totals)
	}
	terms := map[string]bool{}
	told := decimal.Zero
	for _, f := range x.addends {
		x.sum = x.sum.Add(a.amount[f])
		if t := q.term(f); t != nil {
			terms[cmp.Or(t.Code, t.Name)] = true
			told = told.Add(a.amount[f])
		}
		if len(f.ConfirmedBy) > 0 {
			x.proved++
		}
	}
	if x.terms = len(terms); x.terms == 0 || told.Add(told).LessThan(x.sum) {
		return nil
	}
	return x
}

// pick finds the addends of a part of the money in a list, and what is printed as their total; none where the list does not print all of it:
// no amount is of just the fund and use, nor are both uses told that make it up.
func (x *answer) pick() (addends, totals []*model.Fact) {
	var across, units []*model.Fact // totals along a row, and of units
	whole, wholeUse := x.question.funds == nil, x.question.uses == nil
	halves := map[model.Use]bool{}
	for _, f := range x.facts {
		use := useOf(x.table.Kind, f)
		if !x.part.holds(f.Fund, use) {
			continue
		}
		whole, wholeUse = whole || f.Fund == x.part.fund, wholeUse || use == x.part.use
		switch {
		case f.Addend && (x.question.items == nil || slices.Contains(x.question.items, f.Item)):
			for _, half := range halvesOf[x.part.use] {
				halves[half] = halves[half] || isUnder(half, use)
			}
			addends = append(addends, f)
		case f.Addend || !x.isTotal(f, use):
		case f.TotalRow && isOfAll(f):
			totals = append(totals, f)
		case f.TotalRow && f.BudgetUnit != nil:
			units = append(units, f)
		case f.TotalColumn:
			across = append(across, f)
		}
	}
	if !whole || !wholeUse && !(len(halves) > 0 && !slices.Contains(slices.Collect(maps.Values(halves)), false)) {
		return nil, nil
	}
	if len(totals) == 0 {
		if totals = units; len(rowsIn(addends)) == 1 {
			totals = append(totals, across...)
		}
	}
	slices.SortStableFunc(totals, func(s, t *model.Fact) int { return cmp.Compare(s.Row, t.Row) })
	return addends, totals
}

// isTotal tells whether an amount that sums others is of all that is asked for.
func (x *answer) isTotal(f *model.Fact, use model.Use) bool {
	if x.question.items != nil {
		return f.Item == model.ItemThreePublic
	}
	return x.question.funds == nil || f.Fund == x.part.fund && use == x.part.use
}

// isOfAll tells a total that is of no item, unit or project of its list.
func isOfAll(f *model.Fact) bool {
	return f.Functional == nil && f.DepartmentEconomic == nil && f.GovernmentEconomic == nil && f.BudgetUnit == nil && f.Project == nil && f.Procurement == nil
}

// close takes of a list the addends that make a total that it prints: all but what is carried forward, or those of the first
// total, behind which other money can stand (上解). Where none is made and what is asked for stands along the row of a total, its own amounts are taken: rows of the list are withheld.
// Else all are but what is carried forward.
func (x *answer) close(a *asking, addends, totals []*model.Fact) {
	if x.question.gross {
		totals = slices.Clone(totals)
		slices.Reverse(totals)
	}
	own := slices.DeleteFunc(slices.Clone(addends), func(f *model.Fact) bool { return f.Use == model.UseCarriedForward })
	for _, t := range totals {
		if x.quantity.scope == model.NoScope && !x.question.gross && a.makes(own, t) { // a department's list has no 上解, but can have 小计
			x.addends, x.printed, x.closes = own, new(a.amount[t]), true
			return
		}
	}
	for _, t := range totals {
		for _, some := range x.readings(addends, t) {
			if a.makes(some, t) {
				x.addends, x.printed, x.closes = some, new(a.amount[t]), true
				return
			}
		}
		if v := a.amount[t]; x.printed == nil || v.GreaterThan(*x.printed) {
			x.printed = &v
		}
	}
	for _, t := range totals {
		if some := x.along(t, addends); len(some) > 1 && a.makes(some, t) {
			x.addends, x.printed, x.closes = some, new(a.amount[t]), true
			return
		}
	}
	x.addends = own
}

// along are the parts of a total in its own row, in the columns of addends.
func (x *answer) along(t *model.Fact, addends []*model.Fact) []*model.Fact {
	columns := map[int]bool{}
	for _, f := range addends {
		columns[f.Column] = true
	}
	return slices.DeleteFunc(slices.Clone(x.facts), func(f *model.Fact) bool {
		return f.Row != t.Row || !columns[f.Column] || f == t || x.question.term(f) == nil || !x.part.holds(f.Fund, useOf(x.table.Kind, f)) ||
			x.question.items != nil && !slices.Contains(x.question.items, f.Item)
	})
}

// closeApart holds the addends to totals that are printed for parts of them alone: of two uses (人员经费合计, 公用经费合计), of each fund, or of
// the two sides of a list.
func (x *answer) closeApart(a *asking, totals []*model.Fact) {
	sets := [][]*model.Fact{x.halfTotals()}
	for _, row := range slices.Sorted(maps.Keys(rowsIn(totals))) {
		sets = append(sets, slices.DeleteFunc(slices.Clone(totals), func(t *model.Fact) bool { return t.Row != row }))
	}
	for _, set := range sets {
		if len(set) < 2 || !a.makes(x.addends, set...) {
			continue
		}
		printed := decimal.Zero
		for _, t := range set {
			printed = printed.Add(a.amount[t])
		}
		x.printed, x.closes = &printed, true
		return
	}
}

func rowsIn(facts []*model.Fact) map[int]bool {
	rows := map[int]bool{}
	for _, f := range facts {
		rows[f.Row] = true
	}
	return rows
}

// halfTotals are the totals of the two uses that make up what is asked for, nil where one is not printed.
func (x *answer) halfTotals() []*model.Fact {
	var totals []*model.Fact
	for _, half := range halvesOf[x.part.use] {
		at := slices.IndexFunc(x.facts, func(f *model.Fact) bool {
			return f.TotalRow && !f.Addend && f.Use == half && f.Fund == x.part.fund && x.question.term(f) == nil
		})
		if at < 0 {
			return nil
		}
		totals = append(totals, x.facts[at])
	}
	return totals
}

// readings are the addends that a total can sum: those above it, those below it, or all; and of such with and without uses in one row,
// which are the same money twice, either.
func (x *answer) readings(addends []*model.Fact, t *model.Fact) [][]*model.Fact {
	some := func(keep func(*model.Fact) bool) []*model.Fact {
		return slices.DeleteFunc(slices.Clone(addends), func(f *model.Fact) bool { return !keep(f) })
	}
	all := [][]*model.Fact{addends}
	above := some(func(f *model.Fact) bool { return f.Row < t.Row })
	switch below := some(func(f *model.Fact) bool { return f.Row >= t.Row }); {
	case len(above) == 0 || len(below) == 0 || !isOfAll(t): // a unit's is all only where there is no other
	case x.question.gross:
		all = append(all, above, below)
	default:
		all = [][]*model.Fact{above, below}
	}
	if plain := some(func(f *model.Fact) bool { return useOf(x.table.Kind, f) == x.part.use }); len(plain) > 0 && len(plain) < len(addends) {
		all = append(all, some(func(f *model.Fact) bool { return useOf(x.table.Kind, f) != x.part.use }), plain)
	}
	return all
}

// makes tells whether addends make what some totals are together, within rounding.
func (a *asking) makes(addends []*model.Fact, totals ...*model.Fact) bool {
	apart := decimal.Zero
	for _, t := range totals {
		apart = apart.Add(a.amount[t])
	}
	for _, f := range addends {
		apart = apart.Sub(a.amount[f])
	}
	if apart.IsZero() {
		return true
	}
	var printed []words.Precision
	for _, f := range slices.Concat(addends, totals) {
		printed = append(printed, precisionOf(f))
	}
	return !apart.Abs().GreaterThan(words.Tolerance(printed...))
}

// precisionOf is how exactly an amount is printed, in 元.
func precisionOf(f *model.Fact) words.Precision {
	n := words.ReadNumber(f.Printed)
	unit, _ := words.UnitOf(words.Fold(f.PrintedUnit))
	return words.Precision{Half: n.Half().Shift(int32(unit.Zeros)), Zero: n.Coefficient == 0}
}

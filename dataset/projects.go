package dataset

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// project is what a document says of a project in all of its rows and indicators.
type project struct {
	key        projectKey
	term, unit *model.Term
	table      *tableRows // where it is first named
	row, page  int
	box        model.Box

	amounts    []*projectAmount // one of a table and stage
	amount     *projectAmount   // of these, the one that is the project's
	goal       string
	goalPlain  string
	indicators int
	tables     []string // keys
	id         string
	into       *project // that it is the same as
}

// projectKey tells the projects of a document apart. A member that is not told is "".
type projectKey struct{ name, code, unit string }

// projectAmount is the sum of a project's addends in one table and stage, in 元.
type projectAmount struct {
	kind   model.Kind
	stage  model.Stage
	year   int             // 0 where none is told
	untold decimal.Decimal // of no fund that is told
	funds  [fundCount]decimal.Decimal
	told   [fundCount]bool
}

// The money of a project by where it comes from. The first has the next three in it.
const (
	fiscalFund = iota
	generalPublicFund
	governmentFund
	stateCapitalFund
	otherFunds
	fundCount
)

// fundOf is where a fund's money is counted, false where it may be any.
func fundOf(f model.Fund) (int, bool) {
	switch f {
	case model.FundAll:
		return 0, false
	case model.FundFiscal:
		return fiscalFund, true
	case model.FundGeneralPublic:
		return generalPublicFund, true
	case model.FundGovernmentFund:
		return governmentFund, true
	case model.FundStateCapital:
		return stateCapitalFund, true
	}
	return otherFunds, true
}

// addAmount takes in what a fact says: of the current period's flows those that sums add.
func (p *project) addAmount(f *model.Fact) {
	if !f.Addend || f.Period != model.Current || f.Measure != model.MeasureAmount {
		return
	}
	amount, ok := f.Decimal()
	if !ok { // its unit is not told
		return
	}
	i := slices.IndexFunc(p.amounts, func(a *projectAmount) bool { return a.stage == f.Stage })
	if i < 0 {
		i = len(p.amounts)
		p.amounts = append(p.amounts, &projectAmount{kind: p.table.Kind, stage: f.Stage})
	}
	p.amounts[i].add(amount, f)
}

func (a *projectAmount) add(amount decimal.Decimal, f *model.Fact) {
	a.year = f.Year
	fund, ok := fundOf(f.Fund)
	if !ok {
		a.untold = a.untold.Add(amount)
		return
	}
	a.funds[fund], a.told[fund] = a.funds[fund].Add(amount), true
	if fund != otherFunds && fund != fiscalFund {
		a.funds[fiscalFund], a.told[fiscalFund] = a.funds[fiscalFund].Add(amount), true
	}
}

// total is the amount of all funds. What stands without a fund and is as much as all that stand by fund is their total,
// also where the form does not show it as one.
func (a *projectAmount) total() decimal.Decimal {
	told := a.funds[fiscalFund].Add(a.funds[otherFunds])
	if told.Equal(a.untold) {
		return told
	}
	return told.Add(a.untold)
}

// fundsTold counts the funds that the amount is told by.
func (a *projectAmount) fundsTold() int {
	n := 0
	for _, told := range a.told {
		if told {
			n++
		}
	}
	return n
}

// settle chooses the project's amount, of the tables that tell one: the same money stands in several. It is of the stage
// that the publication is about and in the table that tells most of it.
func (p *project) settle(about model.Disclosure) {
	p.amount = new(projectAmount)
	if len(p.amounts) > 0 {
		p.amount = slices.MinFunc(p.amounts, func(a, b *projectAmount) int {
			return cmp.Or(cmp.Compare(stageRank(about, a.stage), stageRank(about, b.stage)), cmp.Compare(projectRank(a.kind), projectRank(b.kind)),
				b.total().Cmp(a.total()), cmp.Compare(b.fundsTold(), a.fundsTold()))
		})
	}
}

// stageRank orders stages: final accounts are about what became of the money, all else about what is to become of it.
func stageRank(about model.Disclosure, s model.Stage) int {
	rank := slices.Index([]model.Stage{model.StageBudget, model.StageAdjustedBudget, model.StageForecast, model.StageExecution, model.StageFinal}, s)
	if about == model.FinalAccounts {
		return -rank
	}
	return rank
}

// projectRank orders kinds of tables by how much of a project they tell: its own row, what else it stands in, its goals,
// whose amounts are rounded and may be those of several years, what is bought for it.
func projectRank(k model.Kind) int {
	switch k {
	case model.ProjectExpenditure:
		return 0
	case model.ProjectPerformance, model.TransferPerformance, model.PerformanceEvaluation:
		return 2
	case model.GovernmentProcurement, model.ServicePurchase:
		return 3
	}
	return 1
}

// exact is the amount as decimal text, "" where none is told.
func (p *project) exact() string {
	if len(p.amounts) == 0 {
		return ""
	}
	return p.amount.total().String()
}

// fund is the amount's part of a fund as decimal text, "" where none is told.
func (p *project) fund(n int) string {
	if !p.amount.told[n] {
		return ""
	}
	return p.amount.funds[n].String()
}

// projectReader finds the projects of a document.
type projectReader struct {
	place string // of the publisher
	all   []*project
}

// key is the key of a project of a unit. Names are folded, and a unit's is without the place that it is printed with in
// one table and without in the next: 某市教育局（本级）, 市教育局本级.
func (x *projectReader) key(unit, term *model.Term) projectKey {
	k := projectKey{name: words.Unspaced(words.Fold(term.Name)), code: term.Code}
	if unit == nil {
		return k
	}
	k.unit = words.Unspaced(words.Fold(unit.Name))
	for _, own := range []string{"(本级)", "(机关)", "本级"} {
		k.unit = strings.TrimSuffix(k.unit, own)
	}
	_, last := utf8.DecodeLastRuneInString(x.place)
	for _, place := range []string{x.place, x.place[len(x.place)-last:]} {
		if rest, ok := strings.CutPrefix(k.unit, place); ok && rest != "" {
			k.unit = rest
			break
		}
	}
	k.unit = cmp.Or(k.unit, unit.Code)
	return k
}

// tableProjects are the projects of one table, by their keys, and without their units.
type tableProjects struct {
	*projectReader
	table *tableRows
	by    map[projectKey]*project
	named map[projectKey][]*project
}

// of is the project of a unit, a new one where the table did not yet name it.
func (t *tableProjects) of(unit, term *model.Term, row, page int, box model.Box) *project {
	k := t.key(unit, term)
	if p := t.by[k]; p != nil {
		return p
	}
	p := &project{key: k, unit: unit, term: term, table: t.table, row: row, page: page, box: box, tables: []string{t.table.id}}
	t.all, t.by[k] = append(t.all, p), p
	k.unit = ""
	t.named[k] = append(t.named[k], p)
	return p
}

// indicated is the project that an indicator is of: the last one of its name that begins in its row or above.
func (t *tableProjects) indicated(x *model.Indicator) *project {
	same := t.named[t.key(nil, x.Project)]
	for _, p := range slices.Backward(same) {
		if p.row <= x.Row {
			return p
		}
	}
	if len(same) > 0 {
		return same[0]
	}
	return t.of(nil, x.Project, x.Row, x.Page, x.Box)
}

// projects are those that amounts and indicators name, in the order in which they are first named, and the one that
// each indicator is of.
func (d *document) projects() ([]*project, map[*model.Indicator]*project) {
	r := d.row()
	x := &projectReader{place: r.region().Name}
	facts, indicators := make(map[string][]*model.Fact), make(map[string][]*model.Indicator)
	for i := range d.Facts {
		if f := &d.Facts[i]; f.Project != nil {
			facts[f.Table] = append(facts[f.Table], f)
		}
	}
	for i := range d.Indicators {
		if n := &d.Indicators[i]; n.Project != nil {
			indicators[n.Table] = append(indicators[n.Table], n)
		}
	}
	of := make(map[*model.Indicator]*project)
	for i := range d.Tables {
		id := d.Tables[i].ID
		t := &tableProjects{x, d.tables[id], make(map[projectKey]*project), make(map[projectKey][]*project)}
		for _, f := range facts[id] {
			t.of(f.BudgetUnit, f.Project, f.Row, f.Page, f.Box).addAmount(f)
		}
		for _, n := range indicators[id] {
			of[n] = t.indicated(n)
			of[n].addIndicator(n)
		}
	}
	return x.joined(), of
}

func (p *project) addIndicator(x *model.Indicator) {
	if p.indicators++; p.goal == "" {
		p.goal, p.goalPlain = x.Goal, x.GoalPlain
	}
}

// joined are the projects over all tables: those of one name, code and unit. What a table does not print of them is the
// only one that others print with the name; where there are several, the project stays for itself.
func (x *projectReader) joined() []*project {
	units, codes := make(onlyOnes), make(onlyOnes)
	for _, p := range x.all {
		units.add(p.key.name, p.key.code, p.key.unit)
	}
	for _, p := range x.all {
		p.key.unit = cmp.Or(p.key.unit, units.of(p.key.name, p.key.code))
		codes.add(p.key.name, p.key.unit, p.key.code)
	}
	by := make(map[projectKey]*project)
	for _, p := range x.all {
		p.key.code = cmp.Or(p.key.code, codes.of(p.key.name, p.key.unit))
		if same := by[p.key]; same != nil {
			same.take(p)
		} else {
			by[p.key] = p
		}
	}
	return slices.DeleteFunc(x.all, func(p *project) bool { return p.into != nil })
}

// onlyOnes are the values of a member that stand with a name and another member: the only one, or several.
type onlyOnes map[nameWith]string

// nameWith is a project's name with another member, "" where that is not told.
type nameWith struct{ name, with string }

const (
	several  = "\x00"
	anything = "\x00"
)

// add takes in a value.
func (o onlyOnes) add(name, with, value string) {
	if value == "" {
		return
	}
	for _, k := range []nameWith{{name, with}, {name, anything}} {
		if known, ok := o[k]; ok && known != value {
			o[k] = several
		} else {
			o[k] = value
		}
	}
}

// of is the only value that stands with the name and the other member, as far as that is told on both sides; "" where
// there is none or several.
func (o onlyOnes) of(name, with string) string {
	value := o[nameWith{name, anything}]
	if with != "" {
		here, untold := o[nameWith{name, with}], o[nameWith{name, ""}]
		if value = cmp.Or(here, untold); here != "" && untold != "" && here != untold {
			return ""
		}
	}
	if value == several {
		return ""
	}
	return value
}

// take takes over what other tables say of the project.
func (p *project) take(o *project) {
	o.into = p
	if p.unit == nil {
		p.unit = o.unit
	}
	if p.term.Code == "" {
		p.term = o.term
	}
	p.amounts = append(p.amounts, o.amounts...)
	for _, t := range o.tables {
		if !slices.Contains(p.tables, t) {
			p.tables = append(p.tables, t)
		}
	}
	p.indicators += o.indicators
	if p.goal == "" {
		p.goal, p.goalPlain = o.goal, o.goalPlain
	}
}

// whole is the project that this one is the same as, or itself.
func (p *project) whole() *project {
	for p.into != nil {
		p = p.into
	}
	return p
}

// projectRows hands the projects to emit, and keeps their keys for indicators.
func (d *document) projectRows() error {
	var keys unique
	all, of := d.projects()
	for _, p := range all {
		p.settle(d.Disclosure)
		r := d.row()
		r.table, r.tableID, r.project = p.table.Table, p.table.id, p
		p.id = keys.of(p.table.id + "/" + strconv.Itoa(p.row))
		r.id, r.row = p.id, integer(p.row)
		r.at(p.page, p.box)
		if err := d.emit(projectsTable, &r); err != nil {
			return err
		}
	}
	d.projectOf = make(map[*model.Indicator]string, len(of))
	for n, p := range of {
		d.projectOf[n] = p.whole().id
	}
	return nil
}

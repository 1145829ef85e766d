package budget

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// Facts returns every amount of money that the document's tables print, in the
// order of tables, rows and columns. Tables must have their IDs; the kinds are
// taken from the tables where they have one.
//
// An amount whose unit neither its table nor any other tells has PrintedUnit ""
// and Amount "": its value in 元 is not known.
func Facts(doc model.Document) []model.Fact {
	ctx := context{year: doc.FiscalYear, final: doc.Disclosure == model.FinalAccounts, unit: commonUnit(doc.Tables)}
	of := make([][]model.Fact, len(doc.Tables))
	for i, t := range doc.Tables {
		of[i] = ctx.table(t)
	}
	if facts := slices.Concat(of...); facts != nil {
		return facts
	}
	return []model.Fact{}
}

// context is what a table's facts need to know of the document.
type context struct {
	year  int
	final bool
	unit  string // for tables that tell none
}

// commonUnit returns the unit that all tables of a document agree on, "" where they do not.
func commonUnit(tables []model.Table) string {
	unit := ""
	for _, t := range tables {
		switch u := words.Fold(t.Unit); {
		case u == "":
		case unit == "":
			unit = u
		case unit != u:
			return ""
		}
	}
	return unit
}

// table returns the facts of one table.
func (ctx context) table(t model.Table) []model.Fact {
	if t.Kind == "" {
		t.Kind = Kind(t)
	}
	if t.Unit == "" {
		t.Unit = ctx.unit
	}
	if ctx.year == 0 {
		ctx.year = latestYear(t)
	}
	g := newGrid(t)
	if g.head == 0 {
		return ctx.form(t, g)
	}
	columns := newColumns(g, paths(g), t.Unit)
	lists := ctx.lists(t, g, columns)
	if len(lists) == 1 && len(lists[0].blocks) == 0 {
		return ctx.list(t, g, lists[0])
	}
	var facts []model.Fact
	for _, l := range lists {
		facts = append(facts, ctx.list(t, g, l)...)
	}
	slices.SortFunc(facts, func(a, b model.Fact) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	return facts
}

// latestYear returns the latest year that the header rows and the title name, 0 where none.
func latestYear(t model.Table) int {
	year := words.YearIn(words.Fold(t.Title))
	for i := range t.Cells {
		if t.Cells[i].Row < t.HeaderRows {
			year = max(year, words.YearIn(words.Fold(t.Cells[i].Text)))
		}
	}
	return year
}

// lists splits a table and settles what each amount column means.
func (ctx context) lists(t model.Table, g *grid, columns []model.Column) []list {
	lists := foldLists(splitLists(columns, t.Kind), g)
	for i := range lists {
		l := &lists[i]
		for _, b := range append([]*list{l}, blocksOf(l)...) {
			for k := range b.amounts {
				a := &b.amounts[k]
				a.period = periodOf(a.folded, ctx.year)
				a.stage = ctx.stage(t, a)
				a.direction = direction(t, a.folded)
				for _, s := range a.folded {
					if u := unitIn(s); u != "" {
						a.unit = u
					}
				}
			}
			markTotals(b.amounts)
		}
	}
	return lists
}

func blocksOf(l *list) []*list {
	var out []*list
	for i := range l.blocks {
		out = append(out, &l.blocks[i])
	}
	return out
}

// foldLists joins lists whose headers are the same and whose former prints no
// total: one list set in several runs of columns, its total under the last.
func foldLists(lists []list, g *grid) []list {
	var out []list
	for _, l := range lists {
		if n := len(out); n > 0 && sameHeader(&out[n-1], &l) && len(l.head) > 0 && !printsTotal(g, lastBlock(&out[n-1])) {
			out[n-1].blocks = append(out[n-1].blocks, l)
			continue
		}
		out = append(out, l)
	}
	return out
}

func lastBlock(l *list) *list {
	if n := len(l.blocks); n > 0 {
		return &l.blocks[n-1]
	}
	return l
}

// sameHeader tells whether two lists have the same header texts, column by column.
func sameHeader(a, b *list) bool {
	return len(a.labels) == len(b.labels) && len(a.dims) == len(b.dims) && slices.EqualFunc(a.amounts, b.amounts, func(x, y amountColumn) bool {
		return slices.Equal(x.folded, y.folded)
	}) && slices.Equal(a.head, b.head)
}

// printsTotal tells whether a row of the list is a total with an amount.
func printsTotal(g *grid, l *list) bool {
	for at := g.head; at < g.rows; at++ {
		if !slices.ContainsFunc(l.labels, func(col int) bool { return words.IsTotalLabel(g.fold(at, col)) }) {
			continue
		}
		for _, a := range l.amounts {
			if k := g.index(at, a.column); k >= 0 && g.cells[k].Column == a.column && g.amount(k) {
				return true
			}
		}
	}
	return false
}

// stage tells the stage of a column: by its header, else by the disclosure.
func (ctx context) stage(t model.Table, a *amountColumn) model.Stage {
	if a.period != model.Change {
		if s := stageOf(a.folded); s != "" {
			return s
		}
	}
	if ctx.final && isFinal(t) || strings.Contains(t.Title, "决算") {
		return model.StageFinal
	}
	return model.StageBudget
}

// isFinal tells whether a table of a final-accounts disclosure reports the accounts;
// goals and forms for the coming year do not.
func isFinal(t model.Table) bool {
	return t.Kind != model.ProjectPerformance && t.Kind != model.OverallPerformance && t.Kind != model.TransferPerformance
}

// direction tells the side of the budget: by the header where it says 收入 or
// 支出 of its own, else by what the table is about.
func direction(t model.Table, path []string) model.Direction {
	top := ""
	if len(path) > 0 {
		top = path[0]
	}
	switch t.Kind {
	case model.IncomeSummary, model.FinalIncome:
		return model.Revenue
	case model.IncomeExpenditureSummary, model.FiscalAppropriationSummary, model.FinalIncomeExpenditureSummary,
		model.FinalFiscalAppropriation, model.GovernmentFund, model.FinalGovernmentFund, model.StateCapitalOperations,
		model.FinalStateCapitalOperations, model.OtherTable, model.OverallPerformance, model.FinalGeneralPublicExpenditure:
	default:
		return model.Expenditure
	}
	switch {
	case hasAny(top, "本年收入", "收入来源", "按收入性质") || isOneOf(top, "收入", "收入预算", "收入决算"):
		return model.Revenue
	case hasAny(top, "支出"):
		return model.Expenditure
	case hasAny(top, "收入"):
		return model.Revenue
	case hasAny(top, "年初结转", "年末结转", "上年结转"):
		return model.NoDirection
	}
	title := words.Fold(t.Title)
	switch {
	case hasAny(title, "支出", "经费", "采购", "项目") && !hasAny(title, "收支", "收入"):
		return model.Expenditure
	case strings.Contains(title, "收入") && !hasAny(title, "支出"):
		return model.Revenue
	}
	switch t.Kind {
	case model.GovernmentFund, model.StateCapitalOperations, model.FinalGovernmentFund, model.FinalStateCapitalOperations,
		model.OverallPerformance, model.FinalGeneralPublicExpenditure:
		return model.Expenditure
	}
	return model.NoDirection
}

// list returns the facts of one list.
func (ctx context) list(t model.Table, g *grid, l list) []model.Fact {
	rows := buildRows(g, &l, ctx.year)
	link(rows, &l)
	blocks := append([]list{l}, l.blocks...)
	n := 0
	for i := range rows {
		for _, a := range rows[i].amounts {
			if isPrinted(a) {
				n++
			}
		}
	}
	facts := make([]model.Fact, 0, n)
	for i := range rows {
		r := &rows[i]
		if notMoney(r.folded) {
			continue
		}
		dims := blocks[r.block].dims
		row := model.Fact{Label: r.label} // what all amounts of the row share
		classified(&row, dims, r.terms)
		period, unit := rowPeriod(dims, r.terms, ctx.year), unitIn(r.folded)
		for col := range l.amounts {
			if !isPrinted(r.amounts[col]) {
				continue
			}
			a := &blocks[r.block].amounts[col]
			facts = append(facts, row)
			f := &facts[len(facts)-1]
			cell := g.index(r.at, a.column)
			ctx.print(f, t, &g.cells[cell], firstOf(g.numbers[cell].Unit, firstOf(unit, a.unit)))
			f.Path, f.Direction, f.Measure, f.Period, f.Stage = a.path, a.direction, a.measure, a.period, a.stage
			f.TotalRow, f.TotalColumn = isSum(rows, i, col), a.total
			if r.within {
				f.Measure = model.MeasureWithin
			}
			if period != "" {
				f.Period = period
			}
		}
	}
	return facts
}

// rowPeriod reads the year of a row from a 年度 column.
func rowPeriod(dims []dimension, terms []term, fiscalYear int) model.Period {
	for i, t := range terms {
		if dims[i].subject != subjectYear {
			continue
		}
		name := words.Fold(t.code + t.name)
		if isChange(name) {
			return model.Change
		}
		year := words.YearIn(name + "年")
		if year == 0 || fiscalYear == 0 {
			return ""
		}
		if year < fiscalYear {
			return model.Previous
		}
		return model.Current
	}
	return ""
}

// print fills in where a cell stands and what it prints.
func (ctx context) print(f *model.Fact, t model.Table, c *model.Cell, unit string) {
	f.Table, f.Row, f.Column = t.ID, c.Row, c.Column
	f.Printed, f.PrintedUnit = strings.TrimSpace(c.Text), firstOf(unit, words.Fold(t.Unit))
	if len(c.Regions) > 0 {
		f.Page, f.Box = c.Regions[0].Page, c.Regions[0].Box
	} else if len(t.Pages) > 0 {
		f.Page = t.Pages[0]
	}
	f.Amount = inYuan(f.Printed, f.PrintedUnit)
}

// inYuan returns the exact value in 元, "" where the unit is not told.
func inYuan(printed, unit string) string {
	n := words.ReadNumber(printed)
	u, told := words.UnitOf(unit)
	if n.Kind != words.Amount || !told {
		return ""
	}
	return shortest(n.Value().Mul(u.Yuan()))
}

// shortest returns the shortest decimal without exponent.
func shortest(d decimal.Decimal) string {
	s := d.String()
	if strings.IndexByte(s, '.') >= 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// notMoney tells a folded row label that counts something other than money. What
// it counts stands at its end: 国内公务接待批次(个); elsewhere it is part of the
// name of something that costs money.
func notMoney(label string) bool {
	endsIn := func(s string, words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
	}
	label = strings.TrimRight(label, ":")
	if endsIn(label, "(个)", "(人)", "(辆)", "(台)", "(次)", "(人次)", "(套)", "(批)", "(%)", "(平方米)") {
		return true
	}
	if strings.HasSuffix(label, ")") {
		label = label[:max(0, strings.LastIndexByte(label, '('))]
	}
	return endsIn(label, "团组数", "人次", "人次数", "人数", "保有量", "批次", "批次数", "购置数", "数量", "面积", "平方米")
}

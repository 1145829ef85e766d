package budget

import (
	"slices"
	"strconv"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Book is what the sheets of a document say together, in the light of the year that it is of.
type Book struct {
	Sheets []*Sheet
	// Lists are those of each sheet: how its rows and amount columns belong together, what
	// sums to what. A form has none.
	Lists [][]List
	// Facts are all amounts of money that are printed, in the order of sheets, rows and columns.
	Facts []model.Fact

	first []int // by sheet: the index of its first fact
}

// FactsOf are the facts of one sheet, by its index.
func (b *Book) FactsOf(sheet int) []model.Fact {
	if sheet == len(b.first)-1 {
		return b.Facts[b.first[sheet]:]
	}
	return b.Facts[b.first[sheet]:b.first[sheet+1]]
}

// List is a list of a sheet, its columns settled.
type List struct {
	Kind    model.List // what its rows are
	Columns []Column
	Rows    []Row // with a label or an amount, from top to bottom
	Year    int   // that the names of its items are of

	runs  []run
	unit  string  // of the table
	above []above // by row
}

// Column returns the table's column in which a row has its amount of one of the list's
// columns: a list folded like a newspaper column has several runs of them.
func (l *List) Column(r *Row, k int) int { return l.runs[r.run].amounts[k] }

// NewBook settles what sheets say in a document of a fiscal year (0 where none is told)
// and of a kind. An amount whose unit neither its table nor any other tells has
// PrintedUnit "" and Amount "": its value in 元 is not known.
func NewBook(sheets []*Sheet, fiscalYear int, disclosure model.Disclosure) *Book {
	b := &Book{Sheets: sheets, Lists: make([][]List, len(sheets)), Facts: make([]model.Fact, 0, amountCount(sheets))}
	names := knownNames(sheets)
	for i, s := range sheets {
		y := year{fiscal: fiscalYear, final: disclosure == model.FinalAccounts, debt: disclosure == model.Debt}
		if y.fiscal == 0 {
			y.fiscal = s.latestYear()
		}
		for k := range s.lists {
			b.Lists[i] = append(b.Lists[i], y.settle(s, &s.lists[k], names))
		}
		b.first = append(b.first, len(b.Facts))
		b.Facts = y.appendFacts(b.Facts, s, b.Lists[i])
	}
	completeRevenue(b.Facts, fiscalYear)
	return b
}

// amountCount is how many amounts the lists and forms of sheets have.
func amountCount(sheets []*Sheet) int {
	n := 0
	for _, s := range sheets {
		n += len(s.form)
		for i := range s.lists {
			for k := range s.lists[i].rows {
				for _, a := range s.lists[i].rows[k].Amounts {
					if isAmount(a) {
						n++
					}
				}
			}
		}
	}
	return n
}

// year is what a table's amounts need to know of the document.
type year struct {
	fiscal int
	final  bool
	debt   bool // it discloses debt
}

// settle says what the columns and rows of a list mean in the year.
func (y year) settle(s *Sheet, l *list, names known) List {
	out := List{Columns: slices.Clone(l.columns), Rows: slices.Clone(l.rows), Year: y.fiscal, runs: l.runs, unit: s.Unit}
	for i := range out.Columns {
		c := &out.Columns[i]
		c.Period, c.Year = y.of(s, c.when)
		c.bare = c.Stage == "" && s.title.stage == ""
		if c.Period == model.Change {
			c.Stage = changed(c.Path)
		}
		if c.Stage == "" {
			c.Stage = y.stage(s)
		}
	}
	for i := range out.Rows {
		out.Rows[i].Terms = slices.Clone(out.Rows[i].Terms)
	}
	out.scopes()
	names.name(s, &out)
	out.placesAndProjects()
	names.buyers(&out)
	names.complete(&out)
	out.levels()
	out.Kind = out.kind(s)
	if governmentSides[s.Kind] == both && (out.Kind == model.ListOther || out.Kind == model.ListUse) {
		out.Kind = model.ListSummary // 收入总计, 上级补助收入, 调入资金
	}
	out.side(s)
	out.look()
	return out
}

// changed is the stage of what a change is of: in 2026年预算数比2025年执行数 the budget; "" where the head tells none.
func changed(path []string) model.Stage {
	var of []string
	for _, s := range path {
		if before, _, ok := strings.Cut(s, "比"); ok {
			of = append(of, before)
		}
	}
	return stageOf(of)
}

// of settles the year of an amount: by what its column or row tells, else by the table's title.
func (y year) of(s *Sheet, w when) (model.Period, int) {
	if w == (when{}) {
		w.year = s.title.year
	}
	return w.in(y.fiscal, s.title.year)
}

// stage tells the stage of the amounts of a table whose headers tell none: by its title, else by the disclosure.
func (y year) stage(s *Sheet) model.Stage {
	switch {
	case s.title.stage != "":
		return s.title.stage
	case y.final && s.isFinal():
		return model.StageFinal
	}
	return model.StageBudget
}

// past is the stage of an amount of a government's table that tells none: of a year that is over, and in a disclosure of
// debt, it is what was, but for what is planned.
func (y year) past(s *Sheet, f *model.Fact) model.Stage {
	over := f.Year != 0 && (f.Year < y.fiscal || y.debt && f.Year == y.fiscal && isDebt(s.Kind))
	if f.Stage == model.StageBudget && over && !hasAny(s.title.folded, "提前下达", "计划", "草案", "预算", "安排") {
		return model.StageExecution
	}
	return f.Stage
}

// isFinal tells whether a table of a final-accounts disclosure reports the accounts;
// goals and forms for the coming year do not.
func (s *Sheet) isFinal() bool {
	return s.Kind != model.ProjectPerformance && s.Kind != model.OverallPerformance && s.Kind != model.TransferPerformance
}

// appendFacts adds the facts of one sheet.
func (y year) appendFacts(facts []model.Fact, s *Sheet, lists []List) []model.Fact {
	if s.isForm() {
		return append(facts, y.formFacts(s)...)
	}
	first := len(facts)
	for i := range lists {
		facts = y.listFacts(facts, s, &lists[i])
	}
	if len(lists) > 1 || len(lists) == 1 && len(lists[0].runs) > 1 {
		slices.SortFunc(facts[first:], func(a, b model.Fact) int {
			if a.Row != b.Row {
				return a.Row - b.Row
			}
			return a.Column - b.Column
		})
	}
	return facts
}

// listFacts adds the facts of one list.
func (y year) listFacts(facts []model.Fact, s *Sheet, l *List) []model.Fact {
	labels := s.labels(l)
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Counts || r.blank() {
			continue
		}
		row := model.Fact{Label: r.Label, List: l.Kind, Level: r.Level} // what all amounts of the row share
		l.classify(&row, i, y.fiscal)
		said := s.saidOf(l, i, &labels[i])
		for k, amount := range r.Amounts {
			if !isAmount(amount) {
				continue
			}
			c, col := &l.Columns[k], l.Column(r, k)
			facts = append(facts, row)
			f := &facts[len(facts)-1]
			s.place(f, s.Covering(r.At, col))
			s.value(f, amount, firstOf(r.unit, c.unit))
			f.Path, f.Direction, f.Stage, f.Period, f.Year = s.Columns[col].Path, c.Direction, c.Stage, c.Period, c.Year
			if said.when != (when{}) {
				f.Period, f.Year = said.when.in(y.fiscal, s.title.year)
			}
			s.mean(f, c, &said)
			switch {
			case c.bare && said.stage != "":
				f.Stage = said.stage
			case c.bare && isGovernment(s.Kind):
				f.Stage = y.past(s, f)
			}
			c.classify(f, y.fiscal)
			f.TotalRow, f.TotalColumn = isSum(l.Rows, i, k), l.sumsAcross(r, k)
			f.Addend = l.Addend(i, k)
		}
	}
	return facts
}

// place fills in where a fact's cell stands and what it prints.
func (s *Sheet) place(f *model.Fact, cell int) {
	c := &s.cells[cell]
	f.Table, f.Row, f.Column, f.Printed = s.Table.ID, c.Row, c.Column, strings.TrimSpace(c.Text)
	f.Page, f.Box = s.firstRegion(c)
}

// firstRegion is where a cell begins.
func (s *Sheet) firstRegion(c *model.Cell) (page int, box model.Box) {
	if len(c.Regions) > 0 {
		return c.Regions[0].Page, c.Regions[0].Box
	}
	if len(s.Table.Pages) > 0 {
		page = s.Table.Pages[0]
	}
	return page, box
}

// value fills in what a fact is worth: in the unit printed with the amount, else in
// what its label or its header tells, else in the table's.
func (s *Sheet) value(f *model.Fact, n words.Number, told string) {
	f.PrintedUnit = firstOf(n.Unit, firstOf(told, s.Unit))
	if u, ok := words.UnitOf(f.PrintedUnit); ok {
		f.Amount = decimalString(n.Coefficient, u.Zeros-int(n.Decimals))
	}
}

// decimalString writes coefficient × 10^exponent as the shortest decimal without exponent.
func decimalString(coefficient int64, exponent int) string {
	if coefficient == 0 {
		return "0"
	}
	for exponent < 0 && coefficient%10 == 0 {
		coefficient /= 10
		exponent++
	}
	digits := strconv.FormatInt(coefficient, 10)
	if exponent >= 0 {
		return digits + strings.Repeat("0", exponent)
	}
	digits, negative := strings.CutPrefix(digits, "-")
	if missing := 1 - exponent - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) + exponent
	digits = digits[:point] + "." + digits[point:]
	if negative {
		return "-" + digits
	}
	return digits
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

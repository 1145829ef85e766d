package check

import (
	"slices"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// Result is what a document says against itself, and for itself.
type Result struct {
	Findings []model.Finding // table by table, then between tables, then in the text
	Verdicts []Verdict       // by fact

	of *checker
}

// Document checks a document. The book holds its sheets and facts; prose are the lines outside of tables.
func Document(doc *model.Document, book *budget.Book, prose []budget.Line) Result {
	c := newChecker(doc, book)
	c.check(prose)
	return Result{c.found, c.verdicts(), c}
}

// check makes the identities and the findings.
func (c *checker) check(prose []budget.Line) {
	for i := range c.sheets {
		s := &c.sheets[i]
		c.columns(s)
		c.rows(s)
		c.form(s)
		c.changes(s)
		c.overspent(s)
		c.print(s)
		c.classification(s)
		c.captions(s)
		c.units(s)
		c.uses(s)
	}
	c.unknownCodes()
	c.between()
	c.again()
	c.projects()
	c.indicators()
	c.numbers()
	c.together()
	c.goals()
	c.sameCodes()
	c.repeatedTables()
	c.contents(prose)
	c.obligatory()
	c.text(prose)
	c.tell()
	c.prove()
	for i := range c.sheets {
		c.open(&c.sheets[i])
	}
	slices.SortStableFunc(c.found, func(a, b model.Finding) int { return c.order(&a) - c.order(&b) })
}

// figure is an amount with what is needed to compare it.
type figure struct {
	fact   *model.Fact
	number words.Number
	value  money      // as printed where no unit is told
	half   money      // half a unit of the last decimal printed, as value
	unit   words.Unit // in which it is printed

	confirmed, contradicted marks
}

// sheet is a table with its figures.
type sheet struct {
	*budget.Sheet
	lists []list    // none where nothing is printed
	facts []*figure // in the order of rows
	codes []int     // by column: as codesFrom has it
}

// list is a list with its figures.
type list struct {
	budget.List
	figures [][]*figure // by row, then column; nil where nothing is printed
	kids    [][]int     // by row: the items that it contains, 其中 left out
}

// checker holds one document while it is checked.
type checker struct {
	doc    *model.Document
	sheets []sheet
	tables map[string]int
	codes  map[codeKey]bool // those that were looked up
	// unknown are the codes that a list does not have.
	unknown map[codes.List][]unknownCode
	found   []model.Finding

	identities []identity
	quotients  []quotient      // that hold
	current    *currentFigures // nil until running text asks for them
	// promised are the titles that the contents list and no table has.
	promised map[string]bool
}

func newChecker(doc *model.Document, book *budget.Book) *checker {
	c := &checker{doc: doc, tables: make(map[string]int, len(doc.Tables)), codes: map[codeKey]bool{}, promised: map[string]bool{}, unknown: map[codes.List][]unknownCode{}, sheets: make([]sheet, len(book.Sheets))}
	for i := range c.sheets {
		s := &c.sheets[i]
		s.Sheet = book.Sheets[i]
		s.codes = codesFrom(s.Columns)
		c.tables[s.Table.ID] = i
		facts := book.FactsOf(i)
		if len(facts) == 0 {
			continue
		}
		figures, byCell := make([]figure, len(facts)), make([]*figure, len(s.Table.Cells))
		for k := range facts {
			f, cell := &facts[k], s.Covering(facts[k].Row, facts[k].Column)
			figures[k] = newAmount(s.Number(cell), f.PrintedUnit)
			figures[k].fact = f
			s.facts, byCell[cell] = append(s.facts, &figures[k]), &figures[k]
		}
		for k := range book.Lists[i] {
			s.lists = append(s.lists, s.list(&book.Lists[i][k], byCell))
		}
	}
	return c
}

// newAmount is a figure without fact; where its unit is no unit of money it counts as printed.
func newAmount(n words.Number, unit string) figure {
	u, _ := words.UnitOf(unit)
	exponent := int32(u.Zeros) - int32(n.Decimals)
	return figure{number: n, value: moneyOf(n.Coefficient, exponent), half: moneyOf(5, exponent-1), unit: u}
}

// isUnder tells a figure that is less than so many of the units in which it is printed.
func (f *figure) isUnder(units int64) bool {
	return f.value.Abs().LessThan(moneyOf(units, int32(f.unit.Zeros)))
}

// list puts the figures to a list.
func (s *sheet) list(l *budget.List, byCell []*figure) list {
	out := list{List: *l, figures: make([][]*figure, len(l.Rows)), kids: make([][]int, len(l.Rows))}
	all := make([]*figure, len(l.Rows)*len(l.Columns))
	for i := range l.Rows {
		r := &l.Rows[i]
		out.figures[i], all = all[:len(l.Columns)], all[len(l.Columns):]
		for k := range l.Columns {
			if cell := s.Beginning(r.At, l.Column(r, k)); cell >= 0 {
				out.figures[i][k] = byCell[cell]
			}
		}
		if r.Parent >= 0 && !r.Within && !r.Counts {
			out.kids[r.Parent] = append(out.kids[r.Parent], i)
		}
	}
	return out
}

// order puts findings in the order of their first subjects, those without one last.
func (c *checker) order(f *model.Finding) int {
	if len(f.Subjects) == 0 || f.Subjects[0].Table == "" {
		return len(c.sheets)
	}
	return c.tables[f.Subjects[0].Table]
}

// cell returns the cell that begins at a place, nil where none does.
func (s *sheet) cell(row, col int) *model.Cell {
	if i := s.Beginning(row, col); i >= 0 {
		return &s.Table.Cells[i]
	}
	return nil
}

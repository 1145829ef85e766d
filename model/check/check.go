package check

import (
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// Findings returns what is wrong or remarkable in a document, table by table,
// then between tables, then in the text. Prose are the lines outside of tables.
func Findings(doc *model.Document, prose []budget.Line) []model.Finding {
	c := newChecker(doc)
	for i := range c.sheets {
		s := &c.sheets[i]
		c.columns(s)
		c.rows(s)
		c.form(s)
		c.changes(s)
		c.overspent(s)
		c.print(s)
		c.classification(s)
		c.blanks(s)
		c.captions(s)
		c.units(s)
		c.uses(s)
	}
	c.between()
	c.projects()
	c.indicators()
	c.numbers()
	c.goals()
	c.obligatory()
	c.text(prose)
	slices.SortStableFunc(c.found, func(a, b model.Finding) int { return c.order(&a) - c.order(&b) })
	return c.found
}

// figure is an amount with what is needed to compare it.
type figure struct {
	fact   *model.Fact
	number words.Number
	value  decimal.Decimal // in 元; in the printed unit where none is told
	half   decimal.Decimal // half a unit of the last decimal printed, as value
	unit   decimal.Decimal // 元 of one printed unit
}

// place is where a figure stands.
type place struct{ table, row, column int }

// sheet is a table with its lists.
type sheet struct {
	index   int
	table   *model.Table
	lists   []list
	facts   []*figure    // in the order of rows
	cells   []int32      // index + 1 of the cell at row × columns + column, made when first asked for
	rounded []comparison // sums that agree only within rounding
	blank   []comparison // sums that are not printed while their parts are
}

// list is a list with its figures.
type list struct {
	budget.List
	figures [][]*figure // by row, then column; nil where nothing is printed
	kids    [][]int     // by row: the items that it contains, 其中 left out
}

// checker holds one document while it is checked.
type checker struct {
	doc     *model.Document
	sheets  []sheet
	figures map[place]*figure
	tables  map[string]int
	codes   map[string]bool // list, code and name that were looked up
	found   []model.Finding
}

func newChecker(doc *model.Document) *checker {
	c := &checker{doc: doc, figures: make(map[place]*figure, len(doc.Facts)), tables: make(map[string]int, len(doc.Tables)), codes: map[string]bool{},
		sheets: make([]sheet, len(doc.Tables))}
	for i := range doc.Tables {
		c.tables[doc.Tables[i].ID] = i
		c.sheets[i] = sheet{index: i, table: &doc.Tables[i]}
	}
	figures := make([]figure, len(doc.Facts))
	for i := range doc.Facts {
		f := &doc.Facts[i]
		t, ok := c.tables[f.Table]
		if !ok {
			continue
		}
		if newFigure(&figures[i], f) {
			c.sheets[t].facts = append(c.sheets[t].facts, &figures[i])
			c.figures[place{t, f.Row, f.Column}] = &figures[i]
		}
	}
	for _, l := range budget.Lists(*doc) {
		if t, ok := c.tables[l.Table]; ok {
			c.sheets[t].lists = append(c.sheets[t].lists, c.list(t, l))
		}
	}
	return c
}

// newFigure reads a fact; false where it is no amount.
func newFigure(out *figure, f *model.Fact) bool {
	n := words.ReadNumber(f.Printed)
	if n.Kind != words.Amount {
		return false
	}
	*out = newAmount(n, f.PrintedUnit)
	out.fact = f
	return true
}

var one = decimal.NewFromInt(1)

// newAmount is a figure without fact; where its unit is no unit of money it counts as printed.
func newAmount(n words.Number, unit string) figure {
	f := figure{number: n, value: n.Value(), half: n.Half(), unit: one}
	if u, ok := words.UnitOf(unit); ok {
		f.unit = u.Yuan()
		f.value, f.half = f.value.Mul(f.unit), f.half.Mul(f.unit)
	}
	return f
}

func (c *checker) list(t int, l budget.List) list {
	out := list{List: l, figures: make([][]*figure, len(l.Rows)), kids: make([][]int, len(l.Rows))}
	all := make([]*figure, len(l.Rows)*len(l.Columns))
	for i := range l.Rows {
		r := &l.Rows[i]
		out.figures[i], all = all[:len(l.Columns)], all[len(l.Columns):]
		for k, col := range r.Columns {
			out.figures[i][k] = c.figures[place{t, r.Row, col}]
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
func (c *checker) cell(s *sheet, row, col int) *model.Cell {
	t := s.table
	if row < 0 || col < 0 || row >= t.RowCount || col >= t.ColumnCount {
		return nil
	}
	if s.cells == nil {
		s.cells = make([]int32, t.RowCount*t.ColumnCount)
		for i := range t.Cells {
			if k := &t.Cells[i]; k.Row >= 0 && k.Column >= 0 && k.Row < t.RowCount && k.Column < t.ColumnCount {
				s.cells[k.Row*t.ColumnCount+k.Column] = int32(i) + 1
			}
		}
	}
	if i := s.cells[row*t.ColumnCount+col]; i > 0 {
		return &t.Cells[i-1]
	}
	return nil
}

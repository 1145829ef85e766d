package join

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
	"yusuan/model/words"
)

// Table is a logical table: the grids of one or more pages joined.
type Table struct {
	caption.Caption
	Pages         []int
	HeaderRows    int
	Rows, Columns int
	Cells         []Cell // by row, then column
	Notes         []string
	Method        model.Method
	Confidence    float64
}

// Cell is a cell of a logical table, 0-based, with one region for each page that it touches.
type Cell struct {
	grid.Cell
	Regions []Region
	last    share // of it on the last page that it touches
}

// isWrapped tells a text on several lines.
func (c *Cell) isWrapped() bool { return c.FirstLine != c.LastLine }

// Region is the part of a page that a cell covers.
type Region struct {
	Page int
	page.Rect
}

// levels keeps the indents that tell levels: those of texts in the body of a column where they differ.
func (t *Table) levels(s *settings.Settings) {
	least, most := make([]float64, t.Columns), make([]float64, t.Columns)
	for k := range least {
		least[k] = math.Inf(1)
	}
	tells := func(c *Cell) bool { return c.Row >= t.HeaderRows && c.Text != "" && !words.IsFigure(c.FirstLine) }
	for i := range t.Cells {
		if c := &t.Cells[i]; tells(c) {
			least[c.Column], most[c.Column] = min(least[c.Column], c.Indent), max(most[c.Column], c.Indent)
		}
	}
	for i := range t.Cells {
		if c := &t.Cells[i]; !tells(c) || most[c.Column]-least[c.Column] < s.Join.SameIndent {
			c.Indent = 0
		}
	}
}

// dropSpacers takes out the columns that only part the ruling's ornament from the table:
// cells stand in them, and all are blank. In a form a blank field is a field.
func (t *Table) dropSpacers() {
	if t.HeaderRows == 0 {
		return
	}
	alone, filled := make([]bool, t.Columns), make([]bool, t.Columns)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.ColumnSpan == 1 {
			alone[c.Column] = true
			filled[c.Column] = filled[c.Column] || c.Text != ""
		}
	}
	index := make([]int, t.Columns+1)
	n := 0
	for k := range t.Columns {
		index[k] = n
		if filled[k] || !alone[k] {
			n++
		}
	}
	index[t.Columns] = n
	if n == t.Columns || n == 0 {
		return
	}
	kept := t.Cells[:0]
	for _, c := range t.Cells {
		if from, to := index[c.Column], index[c.Column+c.ColumnSpan]; from < to {
			c.Column, c.ColumnSpan = from, to-from
			kept = append(kept, c)
		}
	}
	t.Cells, t.Columns = kept, n
}

// cover makes every place of the table covered by exactly one cell. Parts whose columns do not
// agree to the point can leave places to two cells or to none: the later cell gives way, its text
// going to the one that holds its place, and what no cell covers becomes a blank one.
func (t *Table) cover(s *settings.Settings) {
	places := grid.PlacesOf(t.Rows, t.Columns)
	out := t.Cells[:0] // no more than are behind
	for _, c := range t.Cells {
		c.RowSpan, c.ColumnSpan = min(c.RowSpan, t.Rows-c.Row), min(c.ColumnSpan, t.Columns-c.Column)
		if c.RowSpan < 1 || c.ColumnSpan < 1 {
			continue
		}
		if i := places.At(c.Row, c.Column); i >= 0 {
			out[i].Text = page.JoinTexts(out[i].Text, c.Text, s)
			out[i].Regions = append(out[i].Regions, c.Regions...)
			continue
		}
		c.Span = c.Widest(places.Free)
		places.Cover(c.Span, len(out))
		out = append(out, c)
	}
	for row, column := range places.AllFree() {
		out = append(out, Cell{Cell: grid.Cell{Span: grid.Span{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1}}})
	}
	byPlace := func(a, b Cell) int { return a.Compare(b.Span) }
	if !slices.IsSortedFunc(out, byPlace) {
		slices.SortStableFunc(out, byPlace)
	}
	t.Cells = out
}

// unitInLabels is the unit that a form tells in one of its labels: 项目资金（万元）.
func (t *Table) unitInLabels() string {
	for i := range t.Cells {
		c := &t.Cells[i]
		if unit := caption.UnitInLabel(words.Unspaced(c.Text)); unit != "" {
			return unit
		}
	}
	return ""
}

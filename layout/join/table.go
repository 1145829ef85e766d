package join

import (

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/model"
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
	Regions      []Region
	above, below float64 // the space over and under the text, in em
}

// blankCell is a cell that no page shows.
func blankCell(row, column int) Cell {
	return Cell{Cell: grid.Cell{Span: grid.Span{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1}}}
}

// Region is the part of a page that a cell covers.
type Region struct {
	Page int
	page.Rect
}

// dropSpacers takes out the columns that only part the ruling's ornament from the table:
// cells stand in them, and all are blank. In a form a blank field is a field.
func (t *Table) dropSpacers() {
	alone, filled := make([]bool, t.Columns), make([]bool, t.Columns)
	for _, c := range t.Cells {
		if c.ColumnSpan == 1 {
			alone[c.Column] = true
			filled[c.Column] = filled[c.Column] || c.Text != ""
		}
	}
	index := make([]int, t.Columns+1)
	n := 0
	for k := range t.Columns {
		index[k] = n
		if filled[k] || !alone[k] || t.HeaderRows == 0 {
			n++
		}
	}
	index[t.Columns] = n
	if n == t.Columns || n == 0 {
		return
	}
	out := t.Cells[:0]
	for _, c := range t.Cells {
		from, to := index[c.Column], index[c.Column+c.ColumnSpan]
		if from == to {
			continue
		}
		c.Column, c.ColumnSpan = from, to-from
		out = append(out, c)
	}
	t.Cells, t.Columns = out, n
}

// labelUnit is the unit that a form tells in one of its labels: 项目资金（万元）.
func labelUnit(cells []Cell) string {
	for _, c := range cells {
		if unit := caption.UnitInLabel(page.Unspaced(c.Text)); unit != "" {
			return unit
		}
	}
	return ""
}

package grid

import (
	"sort"

	"yusuan/layout/page"
)

// Grid is the table structure that stands on one page: rows and columns between
// boundary lines, and the cells that cover every place of them exactly once.
type Grid struct {
	Page   int
	Xs, Ys []float64 // boundaries of columns and rows, in points, sorted
	Cells  []Cell    // in the order of rows
	// LooseRows and LooseColumns tell that a boundary was found by alignment, not by a ruling.
	LooseRows, LooseColumns bool
	ColumnsBy, RowsBy       Reasons // why the boundaries stand
	Em                      float64 // median font size of the grid's text
	undrawn                 Sides   // where no border is drawn but crossing lines end
}

// Cell is a cell on one page; a spanning cell covers several rows or columns.
type Cell struct {
	Span
	page.Content
	Chars []page.Char // the glyphs that stand in it, in painting order; let go when the page is laid out
	Fit   page.Fit    // what is known of it for reading them
	// Closed tells where rulings close the cell: at a page break an open side says
	// that the cell goes on.
	Closed Sides
}

// Sides are those of a box of which something holds.
type Sides struct{ Top, Bottom, Left, Right bool }

// Rows counts the grid's rows.
func (g *Grid) Rows() int { return len(g.Ys) - 1 }

// Columns counts the grid's columns.
func (g *Grid) Columns() int { return len(g.Xs) - 1 }

// places tells which cell covers each place of the grid, by its index.
func (g *Grid) places() Places {
	p := PlacesOf(g.Rows(), g.Columns())
	for i := range g.Cells {
		p.Cover(g.Cells[i].Span, i)
	}
	return p
}

// Box is the grid's outline.
func (g *Grid) Box() page.Rect {
	return page.Rect{X0: g.Xs[0], Top: g.Ys[0], X1: g.Xs[len(g.Xs)-1], Bottom: g.Ys[len(g.Ys)-1]}
}

// CellBox is the outline of a cell of g.
func (g *Grid) CellBox(c *Cell) page.Rect {
	return page.Rect{X0: g.Xs[c.Column], Top: g.Ys[c.Row], X1: g.Xs[c.Column+c.ColumnSpan], Bottom: g.Ys[c.Row+c.RowSpan]}
}

// InRow are the cells that begin in a row.
func (g *Grid) InRow(row int) []Cell {
	from := sort.Search(len(g.Cells), func(i int) bool { return g.Cells[i].Row >= row })
	to := from
	for to < len(g.Cells) && g.Cells[to].Row == row {
		to++
	}
	return g.Cells[from:to:to]
}

// Heights are the heights of the grid's rows, in points.
func (g *Grid) Heights() []float64 {
	out := make([]float64, g.Rows())
	for i := range out {
		out[i] = g.Ys[i+1] - g.Ys[i]
	}
	return out
}

// Below is the grid without its first n rows.
func (g *Grid) Below(n int) *Grid { return g.SubRows(n, g.Rows()) }

// SubRows is the grid of the rows from up to, not including, to.
func (g *Grid) SubRows(from, to int) *Grid {
	if from == 0 && to == g.Rows() {
		return g
	}
	out := *g
	out.Ys = g.Ys[from : to+1]
	out.Cells = nil
	for _, c := range g.Cells {
		top, bottom := max(c.Row, from), min(c.Row+c.RowSpan, to)
		if top >= bottom {
			continue
		}
		c.Row, c.RowSpan = top-from, bottom-top
		out.Cells = append(out.Cells, c)
	}
	return &out
}

// SubColumns is the grid of the columns from up to, not including, to.
func (g *Grid) SubColumns(from, to int) *Grid {
	out := *g
	out.Xs = g.Xs[from : to+1]
	out.Cells = nil
	for _, c := range g.Cells {
		left, right := max(c.Column, from), min(c.Column+c.ColumnSpan, to)
		if left >= right {
			continue
		}
		c.Column, c.ColumnSpan = left-from, right-left
		out.Cells = append(out.Cells, c)
	}
	return &out
}

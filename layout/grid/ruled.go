package grid

import (
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Ruled makes the grid of a set of touching edges: its places are parted where
// rulings cover enough of the side between them, and what no ruling parts is one cell.
// It is nil where the edges enclose nothing, or a chart: boxes that lines connect, with the page between them.
func Ruled(c Component, em float64, s *settings.Settings) *Grid {
	narrow, low := max(s.Grid.Snap, s.Grid.NarrowColumn*em), max(s.Grid.Snap, s.Grid.LowRow*em)
	columns := boundariesOf(c.Vertical, c.Horizontal, narrow, s.Grid.RowLines)
	rows := boundariesOf(c.Horizontal, c.Vertical, low, s.Grid.ColumnLines)
	if len(columns.at) < 2 || len(rows.at) < 2 {
		return nil
	}
	columns.addSeams(c.Horizontal, narrow, s)
	l := latticeOf(c, columns, rows, s)
	cells, ragged := l.cells()
	g := &Grid{
		Xs: l.xs, Ys: l.ys, Cells: cells, Em: em, ColumnsBy: columns.reasons(), RowsBy: rows.reasons(),
		undrawn: Sides{Left: columns.first, Right: columns.last, Top: rows.first, Bottom: rows.last},
	}
	if float64(ragged) > s.Grid.Ragged*float64(g.Rows()*g.Columns()) {
		return nil
	}
	return g
}

// Outermost drops grids that stand inside a cell of another grid: boxes in a form.
func Outermost(grids []*Grid, s *settings.Settings) []*Grid {
	boxes := make([]page.Rect, len(grids))
	for i, g := range grids {
		boxes[i] = g.Box()
	}
	areas := page.AreasOf(boxes)
	inside := func(a *Grid) bool {
		p := a.Box()
		for i := range areas.At(p.X0, p.Top, 0, 0) {
			q := boxes[i]
			if grids[i] != a && p.X1 <= q.X1 && p.Bottom <= q.Bottom && len(grids[i].Cells) > s.Grid.Frame {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone(grids), inside)
}

package align

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// partHead parts the first row of a grid without inner horizontal rulings: columns whose sides begin
// at one height have a heading over them that ends there.
func partHead(g *grid.Grid, sides []grid.Edge, rows []*Line, em float64, s *settings.Settings) {
	if slices.ContainsFunc(g.Cells, func(c grid.Cell) bool { return c.Row == 0 && c.RowSpan > 1 }) {
		return
	}
	slack := 0.4 * em
	top, bottom := g.Ys[0], g.Ys[1]
	x0, x1 := g.Xs[0], g.Xs[g.Columns()]
	var inner []grid.Edge
	var heights []float64
	for _, l := range sides {
		if l.At < x0+em || l.At > x1-em || min(l.To, bottom)-max(l.From, top) < 0.8*em {
			continue
		}
		inner = append(inner, l)
		for _, y := range []float64{l.From, l.To} {
			if y > top+slack && y < bottom-slack {
				heights = append(heights, y)
			}
		}
	}
	heights = page.Clustered(heights, slack)
	numbers, numbered := numberingOver(rows, top, bottom)
	if numbered {
		heights = page.Clustered(append(heights, numbers), slack)
	}
	ys := slices.Concat([]float64{top}, heights, []float64{bottom})
	for k := 1; k < len(ys); k++ {
		if !slices.ContainsFunc(rows, func(t *Line) bool { return t.middle() > ys[k-1] && t.middle() < ys[k] }) {
			return
		}
	}
	if len(ys) == 2 {
		return
	}
	for _, l := range inner {
		insertColumn(g, l.At, max(s.Grid.Snap, s.Grid.NarrowColumn*em))
	}
	head := headBands(g.Xs, ys, inner, s)
	more := len(heights)
	cells := mergedDown(head, func(k int) bool { return numbered && math.Abs(ys[k]-numbers) <= slack })
	for _, c := range g.Cells {
		if c.Row > 0 {
			c.Row += more
			cells = append(cells, c)
		}
	}
	slices.SortStableFunc(cells, func(a, b grid.Cell) int {
		return page.Compare(float64(a.Row), float64(b.Row), float64(a.Column), float64(b.Column))
	})
	g.Cells, g.Ys, g.LooseRows = cells, slices.Concat(ys[:len(ys)-1], g.Ys[1:]), true
}

// numberingOver is the height over a last line that numbers the columns, between the given heights.
func numberingOver(rows []*Line, top, bottom float64) (float64, bool) {
	var above, last *Line
	for _, t := range rows {
		if t.middle() > top && t.middle() < bottom && len(t.words) > 0 {
			above, last = last, t
		}
	}
	if above == nil || len(last.words) < 3 || last.Top < above.Bottom-0.2*last.Size() {
		return 0, false
	}
	for _, w := range last.words {
		t := last.text(w)
		if _, ok := caption.ColumnMark(t); !ok && !caption.NamesColumnMarks(t) {
			return 0, false
		}
	}
	return (above.Bottom + last.Top) / 2, true
}

// headBands are the cells of each band between two heights, as the sides that are drawn there part them.
func headBands(xs, ys []float64, sides []grid.Edge, s *settings.Settings) [][]grid.Cell {
	var out [][]grid.Cell
	for k := 1; k < len(ys); k++ {
		var row []grid.Cell
		first := 0
		for c := 1; c < len(xs); c++ {
			drawn := c == len(xs)-1 || slices.ContainsFunc(sides, func(l grid.Edge) bool {
				return math.Abs(l.At-xs[c]) <= s.Grid.Snap+s.Grid.Join && min(l.To, ys[k])-max(l.From, ys[k-1]) > s.Grid.Covered*(ys[k]-ys[k-1])
			})
			if drawn {
				row = append(row, grid.Cell{Span: grid.Span{Row: k - 1, Column: first, RowSpan: 1, ColumnSpan: c - first}, Closed: grid.Sides{Top: true, Bottom: true}})
				first = c
			}
		}
		out = append(out, row)
	}
	return out
}

// mergedDown joins the cells of the same columns in bands under each other, but for the heights that part all columns.
func mergedDown(bands [][]grid.Cell, parts func(k int) bool) []grid.Cell {
	var out []grid.Cell
	for k, row := range bands {
		for _, c := range row {
			above := slices.IndexFunc(out, func(a grid.Cell) bool {
				return a.Row+a.RowSpan == k && a.Column == c.Column && a.ColumnSpan == c.ColumnSpan
			})
			if above >= 0 && !parts(k) {
				out[above].RowSpan++
			} else {
				out = append(out, c)
			}
		}
	}
	return out
}

// insertColumn adds a boundary that only a part of the grid has.
func insertColumn(g *grid.Grid, x, apart float64) {
	if math.Abs(g.Xs[page.Nearest(g.Xs, x)]-x) <= apart {
		return
	}
	k := page.Place(g.Xs, x)
	g.Xs = slices.Insert(slices.Clone(g.Xs), k+1, x)
	for i := range g.Cells {
		switch c := &g.Cells[i]; {
		case c.Column > k:
			c.Column++
		case c.Column+c.ColumnSpan > k:
			c.ColumnSpan++
		}
	}
}

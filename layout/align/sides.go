package align

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// withHead parts the first row of a grid without inner horizontal rulings: columns whose sides begin
// at one height have a heading over them that ends there.
func withHead(g *grid.Grid, sides []grid.Edge, lines []*Line, em float64, s *settings.Settings) *grid.Grid {
	if slices.ContainsFunc(g.Cells, func(c grid.Cell) bool { return c.Row == 0 && c.RowSpan > 1 }) {
		return g
	}
	slack := s.Align.Inside * em
	top, bottom := g.Ys[0], g.Ys[1]
	inner, heights := innerSides(g, sides, em, &s.Align)
	numbers, numbered := numberingOver(lines, top, bottom, &s.Align)
	if numbered {
		heights = page.Clustered(append(heights, numbers), slack)
	}
	ys := slices.Concat([]float64{top}, heights, []float64{bottom})
	for k := 1; k < len(ys); k++ {
		if !slices.ContainsFunc(lines, func(l *Line) bool { return l.middle() > ys[k-1] && l.middle() < ys[k] }) {
			return g
		}
	}
	if len(ys) == 2 {
		return g
	}
	overNumbers := func(y float64) bool { return numbered && math.Abs(y-numbers) <= slack }
	out := *g
	for _, y := range heights {
		by := BySide
		if overNumbers(y) {
			by = ByNumbers
		}
		out.RowsBy = out.RowsBy.With(by, y)
	}
	for _, l := range inner {
		out = withColumn(out, l.At, max(s.Grid.Snap, s.Grid.NarrowColumn*em))
	}
	cells := mergedDown(headBands(out.Xs, ys, inner, s), func(k int) bool { return overNumbers(ys[k]) })
	for _, c := range out.Cells {
		if c.Row > 0 {
			c.Row += len(heights)
			cells = append(cells, c)
		}
	}
	sortCells(cells)
	out.Cells, out.Ys, out.LooseRows = cells, slices.Concat(ys[:len(ys)-1], g.Ys[1:]), true
	return &out
}

// innerSides are the sides that stand in a grid's first row, and the heights inside of it at which they begin or end.
func innerSides(g *grid.Grid, sides []grid.Edge, em float64, s *settings.Align) (inner []grid.Edge, heights []float64) {
	slack := s.Inside * em
	top, bottom := g.Ys[0], g.Ys[1]
	for _, l := range sides {
		if l.At < g.Xs[0]+em || l.At > g.Xs[g.Columns()]-em || min(l.To, bottom)-max(l.From, top) < s.ShortSide*em {
			continue
		}
		inner = append(inner, l)
		for _, y := range []float64{l.From, l.To} {
			if y > top+slack && y < bottom-slack {
				heights = append(heights, y)
			}
		}
	}
	return inner, page.Clustered(heights, slack)
}

// numberingOver is the height over a last line that numbers the columns, between the given heights.
func numberingOver(lines []*Line, top, bottom float64, s *settings.Align) (float64, bool) {
	var above, last *Line
	for _, t := range lines {
		if t.middle() > top && t.middle() < bottom && len(t.words) > 0 {
			above, last = last, t
		}
	}
	if above == nil || len(last.words) < 3 || last.Top < above.Bottom-s.Touching*last.Size() {
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

// withColumn has one more boundary, which only a part of the grid has.
func withColumn(g grid.Grid, x, apart float64) grid.Grid {
	if math.Abs(g.Xs[page.Nearest(g.Xs, x)]-x) <= apart {
		return g
	}
	k := page.Place(g.Xs, x)
	g.ColumnsBy = g.ColumnsBy.With(BySide, x)
	g.Xs = slices.Insert(slices.Clone(g.Xs), k+1, x)
	g.Cells = slices.Clone(g.Cells)
	for i := range g.Cells {
		switch c := &g.Cells[i]; {
		case c.Column > k:
			c.Column++
		case c.Column+c.ColumnSpan > k:
			c.ColumnSpan++
		}
	}
	return g
}

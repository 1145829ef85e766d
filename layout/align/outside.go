package align

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Labelled puts the labels of rows that stand left of their grid's frame into a column of their own. It gives the
// grids, and the glyphs that are none's.
func Labelled(grids []*grid.Grid, rest []page.Char, s *settings.Settings) ([]*grid.Grid, []page.Char) {
	out := slices.Clone(grids)
	for i, g := range out {
		beside, others := besideGrid(g, grids, rest, s)
		if labels := labelColumn(g, beside, s); labels != nil {
			out[i], rest = labels, others
		}
	}
	return out, rest
}

// besideGrid parts the glyphs that stand left of a grid, with no other grid between, from the others.
func besideGrid(g *grid.Grid, grids []*grid.Grid, rest []page.Char, s *settings.Settings) (beside, others []page.Char) {
	box := g.Box()
	left := math.Inf(-1)
	for _, o := range grids {
		if b := o.Box(); o != g && b.X1 <= box.X0 && b.Top < box.Bottom && b.Bottom > box.Top {
			left = max(left, b.X1)
		}
	}
	over := s.Align.BesideLine * g.Em
	for _, c := range rest {
		if x, y := c.Box.Centre(); c.Turn == 0 && x > left && c.Box.X1 < box.X0+over && y > box.Top && y < box.Bottom {
			beside = append(beside, c)
		} else {
			others = append(others, c)
		}
	}
	return beside, others
}

// labelColumn is the grid with the glyphs beside it in a first column; nil where they do not label its rows.
func labelColumn(g *grid.Grid, beside []page.Char, s *settings.Settings) *grid.Grid {
	lines := page.LinesOf(slices.Clone(beside), s.Page.SameLine)
	if len(lines) < s.Align.LeastLabels || !labels(g, lines, s) {
		return nil
	}
	cells, left := labelCells(g, lines)
	out := *g
	out.Xs = slices.Insert(slices.Clone(g.Xs), 0, left-s.Align.CellPadding*g.Em)
	out.Cells, out.LooseColumns = nil, true
	out.ColumnsBy = g.ColumnsBy.With(ByEdge, out.Xs[0])
	for r, chars := range cells {
		c := grid.Cell{Span: grid.Span{Row: r, RowSpan: 1, ColumnSpan: 1}, Chars: chars, Closed: grid.Sides{Right: true}}
		c.Content = page.ContentOf(chars, page.Fit{Left: left}, s)
		out.Cells = append(out.Cells, c)
	}
	for _, c := range g.Cells {
		c.Column++
		out.Cells = append(out.Cells, c)
	}
	sortCells(out.Cells)
	return &out
}

// labels tells whether the lines beside a grid label its rows: most of its figures stand at the height of one of them,
// and they are words where the grid's first column has none, codes where it has some: running text beside a table and
// the numbers along a chart are not.
func labels(g *grid.Grid, beside []page.Line, s *settings.Settings) bool {
	var heights []float64 // of figures
	named, unnamed := 0, 0
	for i := range g.Cells {
		c := &g.Cells[i]
		for _, l := range page.LinesOf(slices.Clone(c.Chars), s.Page.SameLine) {
			text := l.Text(s.Page.WordGap)
			if words.IsQuantity(text) {
				heights = append(heights, (l.Top+l.Bottom)/2)
			}
			if c.Column > 0 {
				continue
			}
			if words.IsFigure(text) {
				unnamed++
			} else {
				named++
			}
		}
	}
	heights = page.Clustered(heights, s.Align.SameBaseline*g.Em)
	if len(heights) < s.Align.LeastLabels {
		return false
	}
	labelled, codes := make([]bool, len(heights)), 0
	for _, l := range beside {
		if words.IsFigure(l.Text(s.Page.WordGap)) {
			codes++
		}
		y := (l.Top + l.Bottom) / 2
		if k := page.Nearest(heights, y); math.Abs(heights[k]-y) < s.Align.SameBaseline*g.Em {
			labelled[k] = true
		}
	}
	n := 0
	for _, ok := range labelled {
		if ok {
			n++
		}
	}
	return float64(n) >= s.Align.LabelledRows*float64(len(heights)) && (named > unnamed) == (2*codes > len(beside))
}

// labelCells are the glyphs of lines by the rows of a grid, and where they begin.
func labelCells(g *grid.Grid, lines []page.Line) (cells [][]page.Char, left float64) {
	cells = make([][]page.Char, g.Rows())
	left = g.Xs[0]
	for _, l := range lines {
		r := page.Place(g.Ys, (l.Top+l.Bottom)/2)
		cells[r] = append(cells[r], l.Chars...)
		left = min(left, l.Left())
	}
	return cells, left
}

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
	out, glyphs, taken := slices.Clone(grids), page.GlyphsOf(rest), make([]bool, len(rest))
	for i, g := range out {
		var beside []page.Char
		near := besideGrid(g, grids, glyphs, s)
		for _, k := range near {
			if !taken[k] {
				beside = append(beside, rest[k])
			}
		}
		if labels := labelColumn(g, beside, s); labels != nil {
			out[i] = labels
			for _, k := range near {
				taken[k] = true
			}
		}
	}
	if !slices.Contains(taken, true) {
		return out, rest
	}
	var others []page.Char
	for k, c := range rest {
		if !taken[k] {
			others = append(others, c)
		}
	}
	return out, others
}

// besideGrid are the numbers of the glyphs that stand left of a grid, with no other grid between.
func besideGrid(g *grid.Grid, grids []*grid.Grid, glyphs *page.Glyphs, s *settings.Settings) []int {
	box := g.Box()
	left := math.Inf(-1)
	for _, o := range grids {
		if b := o.Box(); o != g && b.X1 <= box.X0 && b.Top < box.Bottom && b.Bottom > box.Top {
			left = max(left, b.X1)
		}
	}
	var out []int
	right := box.X0 + s.Align.BesideLine*g.Em
	for i := range glyphs.In(page.Rect{X0: left, Top: box.Top, X1: right, Bottom: box.Bottom}) {
		c := &glyphs.Chars[i]
		if x, y := c.Box.Centre(); c.Turn == 0 && x > left && c.Box.X1 < right && y > box.Top && y < box.Bottom {
			out = append(out, i)
		}
	}
	return out
}

// labelColumn is the grid with the glyphs beside it in a first column; nil where they do not label its rows.
func labelColumn(g *grid.Grid, beside []page.Char, s *settings.Settings) *grid.Grid {
	lines := page.LinesOf(slices.Clone(beside), s.Page.SameLine)
	if len(lines) == 0 || !labels(g, lines, s) {
		return nil
	}
	labels, left := labelCells(g, lines, s)
	out := *g
	out.Xs = slices.Insert(slices.Clone(g.Xs), 0, left-s.Align.CellPadding*g.Em)
	out.Cells, out.LooseColumns = nil, true
	out.ColumnsBy = g.ColumnsBy.With(ByEdge, out.Xs[0])
	for _, c := range labels {
		c.Content = page.ContentOf(c.Chars, page.Fit{Left: left}, s)
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
			switch {
			case words.IsFigure(text):
				unnamed++
			case c.Row > 0: // no head
				named++
			}
		}
	}
	heights = page.Clustered(heights, s.Align.SameBaseline*g.Em)
	if min(len(heights), len(beside)) < s.Align.LeastLabels && !headed(heights, beside, g.Ys[1]) {
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

// headed tells of few figures and as few labels that one more stands beside the header, whose first row ends at the given height.
func headed(heights []float64, beside []page.Line, end float64) bool {
	if len(heights) == 0 || len(beside) != len(heights)+1 {
		return false
	}
	return beside[0].Bottom < beside[1].Top && beside[1].Top > end && heights[0] > end
}

// labelCells are lines as cells beside the rows of a grid, and where they begin. The first line is a header's: it may
// stand in the middle of two rows.
func labelCells(g *grid.Grid, lines []page.Line, s *settings.Settings) (cells []grid.Cell, left float64) {
	cells = make([]grid.Cell, g.Rows())
	for r := range cells {
		cells[r] = grid.Cell{Span: grid.Span{Row: r, RowSpan: 1, ColumnSpan: 1}, Closed: grid.Sides{Right: true}}
	}
	row := func(l page.Line) int { return page.Place(g.Ys, (l.Top+l.Bottom)/2) }
	left = g.Xs[0]
	for _, l := range lines {
		r := row(l)
		cells[r].Chars = append(cells[r].Chars, l.Chars...)
		left = min(left, l.Left())
	}
	off := math.Abs(g.Ys[1] - (lines[0].Top+lines[0].Bottom)/2)
	if off < s.Align.RowMiddle*g.Em && len(lines) > 1 && row(lines[1]) > 1 {
		cells[0].RowSpan, cells[0].Chars = 2, lines[0].Chars
		cells = slices.Delete(cells, 1, 2)
	}
	return cells, left
}

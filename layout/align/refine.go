package align

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Refined parts the cells of ruled grids that lack the inner rulings of one direction: rows without
// vertical lines under a header that has them, and headers without lines between their rows. Frames around other grids go,
// and so do frames whose rows hold columns that no line parts: their lines are loose.
func Refined(grids []*grid.Grid, sides []grid.Edge, chars []page.Char, em float64, s *settings.Settings) ([]*grid.Grid, grid.Component) {
	out := make([]*grid.Grid, 0, len(grids))
	var loose grid.Component
	for _, g := range grids {
		if frames(g, grids) {
			continue
		}
		if undivided(g) && spaced(g, textLines(g, chars, em, s), em, &s.Align) {
			loose.Add(edgesOfGrid(g))
			continue
		}
		few := g.Rows() <= 2
		if bare := bareRows(g); bare != nil {
			g = withColumns(g, bare, textLines(g, chars, em, s), em, &s.Align)
		}
		if few && g.Columns() > 2 {
			g = withHead(g, sides, textLines(g, chars, em, s), em, s)
		}
		out = append(out, g)
	}
	return out, loose
}

// undivided tells a grid between whose columns nothing is drawn.
func undivided(g *grid.Grid) bool {
	return !slices.ContainsFunc(g.Xs[1:g.Columns()], func(x float64) bool { return g.ColumnsBy.Of(x) == grid.ByRuling })
}

// spaced tells whether the lines in a grid stand in columns that its own do not part: most are of several pieces
// with amounts, and leave white space in common inside of one column. The legend of a chart has no amounts.
func spaced(g *grid.Grid, lines []*Line, em float64, s *settings.Align) bool {
	many := slices.DeleteFunc(slices.Clone(lines), func(l *Line) bool { return !l.measures() })
	if g.Rows() <= 2 || len(many) <= 2 || len(many)*2 <= len(lines) {
		return false
	}
	return slices.ContainsFunc(commonGaps(many, s.Gap*em), func(gap page.Interval) bool {
		k := page.Place(g.Xs, gap.X0)
		return gap.X1 < g.Xs[k+1]
	})
}

// edgesOfGrid are the outlines of a grid's rows.
func edgesOfGrid(g *grid.Grid) grid.Component {
	b := g.Box()
	var c grid.Component
	for _, y := range g.Ys {
		c.Horizontal = append(c.Horizontal, grid.Edge{At: y, From: b.X0, To: b.X1})
	}
	for _, x := range g.Xs {
		c.Vertical = append(c.Vertical, grid.Edge{At: x, From: b.Top, To: b.Bottom})
	}
	return c
}

// textLines are the lines of text whose glyphs stand in the grid.
func textLines(g *grid.Grid, chars []page.Char, em float64, s *settings.Settings) []*Line {
	b := g.Box()
	inside := func(c *page.Char) bool {
		x, y := c.Box.Centre()
		return c.Turn == 0 && x > b.X0 && x < b.X1 && y > b.Top && y < b.Bottom
	}
	n := 0
	for i := range chars {
		if inside(&chars[i]) {
			n++
		}
	}
	own := make([]page.Char, 0, n)
	for i := range chars {
		if inside(&chars[i]) {
			own = append(own, chars[i])
		}
	}
	return partedLines(own, em, s)
}

// bareRows are the cells over all columns, if they make most rows of a grid that has columns: enough of them, or such
// as only the ends of lines part.
func bareRows(g *grid.Grid) []int {
	const columns, rows = 3, 4
	if g.Columns() < 2 || (g.Columns() < columns || g.Rows() < rows) && !undivided(g) {
		return nil
	}
	var out []int
	for i, c := range g.Cells {
		if c.ColumnSpan == g.Columns() && c.RowSpan == 1 {
			out = append(out, i)
		}
	}
	if len(out)*2 < g.Rows() {
		return nil
	}
	return out
}

// withColumns parts the given cells at the grid's columns where the text keeps clear of their boundaries.
func withColumns(g *grid.Grid, bare []int, lines []*Line, em float64, s *settings.Align) *grid.Grid {
	parted := map[int]bool{}
	for _, i := range bare {
		if keepsClear(g, g.CellBox(&g.Cells[i]), lines, s.BesideLine*em) {
			parted[i] = true
		}
	}
	if len(parted)*2 < len(bare) {
		return g
	}
	out := *g
	out.Cells, out.LooseColumns = nil, true
	for i, c := range g.Cells {
		if !parted[i] {
			out.Cells = append(out.Cells, c)
			continue
		}
		for k := range g.Columns() {
			out.Cells = append(out.Cells, grid.Cell{Span: grid.Span{Row: c.Row, Column: k, RowSpan: 1, ColumnSpan: 1}, Closed: grid.Sides{Top: c.Closed.Top, Bottom: c.Closed.Bottom}})
		}
	}
	return &out
}

// keepsClear tells whether the words inside of a box stand in several of a grid's columns and run over none of their boundaries.
func keepsClear(g *grid.Grid, box page.Rect, lines []*Line, slack float64) bool {
	first, several := -1, false
	for _, l := range lines {
		if l.middle() < box.Top || l.middle() > box.Bottom {
			continue
		}
		for _, w := range l.words {
			k := page.Place(g.Xs, (w.x0+w.x1)/2)
			if w.x0 <= g.Xs[k]-slack || w.x1 >= g.Xs[k+1]+slack {
				return false
			}
			several = several || first >= 0 && k != first
			first = k
		}
	}
	return several
}

// frames tells a grid of two cells that stands around another one.
func frames(g *grid.Grid, grids []*grid.Grid) bool {
	if len(g.Cells) > 2 {
		return false
	}
	q := g.Box()
	return slices.ContainsFunc(grids, func(o *grid.Grid) bool {
		p := o.Box()
		return o != g && len(o.Cells) > 2 && p.X0 >= q.X0 && p.X1 <= q.X1 && p.Top >= q.Top && p.Bottom <= q.Bottom
	})
}

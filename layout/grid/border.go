package grid

import (
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// ReachingDown is the grid with its foot moved down over text that runs out of a cell left open there: a
// renderer that cuts a cell at the page's end lets its last lines stand under the ruled part.
// A line belongs to the cell when it stands inside the cell's width, at the pitch of the
// cell's own lines.
func (g *Grid) ReachingDown(chars []page.Char, s *settings.Settings) *Grid {
	foot := g.Ys[g.Rows()]
	for i := range g.Cells {
		if c := &g.Cells[i]; !c.Closed.Bottom && c.Row+c.RowSpan == g.Rows() {
			foot = max(foot, footOfText(g.CellBox(c), chars, s))
		}
	}
	if foot == g.Ys[g.Rows()] {
		return g
	}
	out := *g
	out.Ys = append(slices.Clone(g.Ys[:g.Rows()]), foot)
	return &out
}

// footOfText is how far down the text of a cell runs, its top where it has none.
func footOfText(cell page.Rect, chars []page.Char, s *settings.Settings) float64 {
	foot := cell.Top
	var under []page.Char
	for i := range chars {
		b := chars[i].Box
		if b.X0 < cell.X0 || b.X1 > cell.X1 {
			continue
		}
		switch _, y := b.Centre(); {
		case y >= cell.Bottom:
			under = append(under, chars[i])
		case b.Top >= cell.Top && chars[i].Flags&page.Space == 0:
			foot = max(foot, b.Bottom)
		}
	}
	if foot == cell.Top {
		return foot
	}
	for _, line := range page.LinesOf(under, s.Page.SameLine) {
		if line.Top-foot > s.Grid.Leading*line.Size() || words.IsPageNumber(line.Text(s.Page.WordGap)) {
			break
		}
		foot = max(foot, line.Bottom)
	}
	return foot
}

// WithoutOverhangs drops the outermost rows and columns that only the ends of edges make, too small for text
// and without any: lines that run on beyond the border they should end at.
func (g *Grid) WithoutOverhangs(chars []page.Char, s *settings.Settings) *Grid {
	overhangs := func(from, to float64, box page.Rect) bool {
		return to-from < s.Grid.Overhang*g.Em && !slices.ContainsFunc(chars, func(c page.Char) bool {
			x, y := c.Box.Centre()
			return c.Flags&page.Space == 0 && x >= box.X0 && x < box.X1 && y >= box.Top && y < box.Bottom
		})
	}
	column := func(k int) bool {
		box := g.Box()
		box.X0, box.X1 = g.Xs[k], g.Xs[k+1]
		return g.Columns() > 2 && overhangs(box.X0, box.X1, box)
	}
	row := func(k int) bool {
		box := g.Box()
		box.Top, box.Bottom = g.Ys[k], g.Ys[k+1]
		return g.Rows() > 1 && overhangs(box.Top, box.Bottom, box)
	}
	if g.undrawn.Left && column(0) {
		g = g.SubColumns(1, g.Columns())
	}
	if g.undrawn.Right && column(g.Columns()-1) {
		g = g.SubColumns(0, g.Columns()-1)
	}
	if g.undrawn.Top && row(0) {
		g = g.SubRows(1, g.Rows())
	}
	if g.undrawn.Bottom && row(g.Rows()-1) {
		g = g.SubRows(0, g.Rows()-1)
	}
	return g
}

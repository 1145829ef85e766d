package grid

import (
	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// ReachDown moves the foot of a grid down over text that runs out of a cell left open there: a
// renderer that cuts a cell at the page's end lets its last lines stand under the ruled part.
// A line belongs to the cell when it stands inside the cell's width, at the pitch of the
// cell's own lines.
func (g *Grid) ReachDown(chars []page.Char, s *settings.Settings) {
	foot := g.Ys[len(g.Ys)-1]
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Bottom || c.Row+c.RowSpan < g.Rows() {
			continue
		}
		box := g.CellBox(c)
		last := box.Top
		for k := range chars {
			if b := chars[k].Box; b.X0 >= box.X0 && b.X1 <= box.X1 && b.Top >= box.Top && (b.Top+b.Bottom)/2 < box.Bottom && chars[k].Flags&page.Space == 0 {
				last = max(last, b.Bottom)
			}
		}
		if last == box.Top {
			continue
		}
		var under []page.Char
		for k := range chars {
			if b := chars[k].Box; b.X0 >= box.X0 && b.X1 <= box.X1 && (b.Top+b.Bottom)/2 >= box.Bottom {
				under = append(under, chars[k])
			}
		}
		for _, line := range page.LinesOf(under, s.Page.SameLine) {
			if line.Top-last > 0.5*line.Size() || caption.PageNumber.MatchString(line.Text(s.Page.WordGap)) {
				break
			}
			last = max(last, line.Bottom)
		}
		foot = max(foot, last)
	}
	g.Ys[len(g.Ys)-1] = foot
}

package layout

// reachDown moves the foot of a grid down over text that runs out of a cell left open there: a
// renderer that cuts a cell at the page's end lets its last lines stand under the ruled part.
// A line belongs to the cell when it stands inside the cell's width, at the pitch of the
// cell's own lines.
func (g *Grid) reachDown(chars []Char) {
	foot := g.Ys[len(g.Ys)-1]
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Bottom || c.Row+c.RowSpan < g.Rows() {
			continue
		}
		box := g.CellBox(c)
		last := box.Top
		for k := range chars {
			if b := chars[k].Box; b.X0 >= box.X0 && b.X1 <= box.X1 && b.Top >= box.Top && (b.Top+b.Bottom)/2 < box.Bottom && chars[k].Flags&Space == 0 {
				last = max(last, b.Bottom)
			}
		}
		for grown := last > box.Top; grown; {
			grown = false
			for k := range chars {
				b := chars[k].Box
				if b.X0 >= box.X0 && b.X1 <= box.X1 && b.Bottom > last && (b.Top+b.Bottom)/2 >= box.Bottom &&
					b.Top-last < 0.5*chars[k].Size && chars[k].Flags&Space == 0 {
					last, grown = b.Bottom, true
				}
			}
		}
		foot = max(foot, last)
	}
	g.Ys[len(g.Ys)-1] = foot
}

package grid

import ()

// Heights are the heights of a grid's rows, in points.
func (g *Grid) Heights() []float64 {
	out := make([]float64, g.Rows())
	for i := range out {
		out[i] = g.Ys[i+1] - g.Ys[i]
	}
	return out
}

// subColumns is the grid of the columns from up to, not including, to.
func (g *Grid) subColumns(from, to int) *Grid {
	out := *g
	out.Xs = g.Xs[from : to+1]
	out.Cells = nil
	for _, c := range g.Cells {
		first, last := max(c.Column, from), min(c.Column+c.ColumnSpan, to)
		if first < last {
			c.Column, c.ColumnSpan = first-from, last-first
			out.Cells = append(out.Cells, c)
		}
	}
	return &out
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

package layout

import "slices"

// table puts the parts of a logical table together.
func (t *joinedTable) table(s *Settings) Table {
	xs := t.columnLines(s)
	if len(t.parts[0].wings) > 0 {
		cells, columns := t.parts[0].halves()
		t.header = headerRows(cells, t.parts[0].Rows(), columns)
	}
	b := newBuilder(len(xs)-1+t.wingColumns(), t.header)
	if headOnly := len(t.parts) > 1 && t.header >= t.parts[0].Rows(); headOnly {
		b.header, b.cutHead = 0, true // the first break cuts the header itself
	}
	for i, p := range t.parts[1:] {
		b.opens = b.opens || t.parts[i].halfOpen(func(c *GridCell) (bool, bool) { return c.Row+c.RowSpan == t.parts[i].Rows(), c.Bottom }) ||
			p.halfOpen(func(c *GridCell) (bool, bool) { return c.Row == 0, c.Top })
	}
	for i, p := range t.parts {
		cells := p.cells(xs, p.shift(t.parts[0].Xs, max(s.Join.SameColumn, s.Grid.NarrowColumn*t.parts[0].em)))
		beside := len(xs) - 1
		for _, w := range p.wings {
			for _, c := range w.cells(w.Xs, 0) {
				c.Column += beside
				cells = append(cells, c)
			}
			if i == 0 {
				cells = seamed(cells, beside, t.header)
			}
			beside += w.Columns()
		}
		skip := 0
		if i > 0 {
			if skip = t.repeatedHeader(p); skip == 0 && t.repeatsInner(t.parts[:i], p) {
				skip = 1
			}
		}
		b.add(cells, p.heights(), skip)
		if b.cutHead && i == 1 {
			t.header = headerRows(gridCells(b.cells), b.rows, b.columns)
			b.header, b.cutHead = t.header, false
		}
	}
	out := Table{Caption: t.caption, HeaderRows: t.header, Notes: t.notes, Method: t.method(), Confidence: t.confidence()}
	for _, p := range t.parts {
		out.Pages = append(out.Pages, p.Page)
		for _, w := range p.wings {
			out.Pages = append(out.Pages, w.Page)
		}
		if out.Unit == "" {
			out.Unit = p.caption.Unit
		}
	}
	slices.Sort(out.Pages)
	out.Pages = slices.Compact(out.Pages)
	out.Cells, out.Rows, out.Columns = b.cells, b.rows, b.columns
	out.dropSpacers()
	out.cover()
	if out.Unit == "" {
		out.Unit = labelUnit(out.Cells)
	}
	return out
}

// halfOpen tells whether, of the cells at a side of the grid, some are ruled off there and others open.
func (g *Grid) halfOpen(side func(*GridCell) (at, ruled bool)) bool {
	open, closed := false, false
	for i := range g.Cells {
		if at, ruled := side(&g.Cells[i]); at {
			open, closed = open || !ruled, closed || ruled
		}
	}
	return open && closed
}

// columnLines are the column boundaries of the whole table: those of its parts, taken together.
func (t *joinedTable) columnLines(s *Settings) []float64 {
	first := t.parts[0]
	same := true
	for _, p := range t.parts[1:] {
		same = same && len(p.Xs) == len(first.Xs)
	}
	if same {
		return first.Xs
	}
	tolerance := max(s.Join.SameColumn, s.Grid.NarrowColumn*first.em)
	var all []float64
	for _, p := range t.parts {
		shift := p.shift(first.Xs, tolerance)
		for _, x := range p.Xs {
			all = append(all, x+shift)
		}
	}
	return clustered(all, tolerance)
}

// shift is how far right a part's columns must move to stand under the column lines xs: nothing, or what
// brings its left edge to theirs where more lines meet then (binding margins alternate).
func (p *part) shift(xs []float64, tolerance float64) float64 {
	meet := func(shift float64) int {
		n := 0
		for _, x := range p.Xs {
			if abs(xs[nearest(xs, x+shift)]-x-shift) <= tolerance {
				n++
			}
		}
		return n
	}
	if left := xs[0] - p.Xs[0]; meet(left) > meet(0) {
		return left
	}
	return 0
}

// space is the distance between two heights in em of a cell's text.
func (p *part) space(from, to float64, c *GridCell) float64 {
	if c.size == 0 {
		return 0
	}
	return (to - from) / c.size
}

// heights are the heights of a grid's rows, in points.
func (g *Grid) heights() []float64 {
	out := make([]float64, g.Rows())
	for i := range out {
		out[i] = g.Ys[i+1] - g.Ys[i]
	}
	return out
}

// cells are a part's cells on the column lines xs of the whole table: line by line where
// these are as many as its own, else by where its lines stand after shift.
func (p *part) cells(xs []float64, shift float64) []Cell {
	index := make([]int, len(p.Xs))
	for i, x := range p.Xs {
		index[i] = i
		if len(xs) != len(p.Xs) {
			index[i] = nearest(xs, x+shift)
		}
	}
	out := make([]Cell, 0, len(p.Cells)+2)
	for i := range p.Cells {
		c := &p.Cells[i]
		from, to := index[c.Column], index[c.Column+c.ColumnSpan]
		// A part that lacks the outermost columns reaches out to the table's edges.
		if c.Column == 0 {
			from = 0
		}
		if c.Column+c.ColumnSpan == len(p.Xs)-1 {
			to = len(xs) - 1
		}
		from = min(from, len(xs)-2) // all its lines may be nearest to the last
		out = append(out, Cell{Row: c.Row, Column: from, RowSpan: c.RowSpan, ColumnSpan: max(to-from, 1), Text: c.Text, top: c.Top, bottom: c.Bottom, left: c.left, right: c.right, first: c.first, last: c.last, above: p.space(p.Ys[c.Row], c.top, c), below: p.space(c.bottom, p.Ys[c.Row+c.RowSpan], c),
			Regions: []Region{{p.Page, p.on.displayed(p.CellBox(c))}}})
	}
	return out
}

// gridCells are a table's cells as the header rules see them, in order.
func gridCells(cells []Cell) []GridCell {
	out := make([]GridCell, len(cells))
	for i, c := range cells {
		out[i] = GridCell{Row: c.Row, Column: c.Column, RowSpan: c.RowSpan, ColumnSpan: c.ColumnSpan, content: content{Text: c.Text}}
	}
	return out
}

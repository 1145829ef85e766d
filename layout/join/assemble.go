package join

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// method tells how the table's grids were found.
func (t *joinedTable) method() model.Method {
	m := model.Ruled
	for _, p := range t.parts {
		switch {
		case p.LooseRows && p.LooseColumns:
			return model.Aligned
		case p.LooseRows || p.LooseColumns:
			m = model.PartRuled
		}
	}
	return m
}

// confidence is how far the separations of a table can be trusted: rulings are drawn, alignment is
// a guess that is the better the more rows agree in it.
func (t *joinedTable) confidence() float64 {
	rows := 0
	for _, p := range t.parts {
		rows += p.Rows()
	}
	sure := min(float64(rows), 10) / 10
	switch t.method() {
	case model.Aligned:
		return 0.5 + 0.3*sure
	case model.PartRuled:
		return 0.7 + 0.25*sure
	}
	return 1
}

// table puts the parts of a logical table together.
func (t *joinedTable) table(s *settings.Settings) Table {
	xs := t.columnLines(s)
	if len(t.parts[0].wings) > 0 {
		cells, columns := t.parts[0].halves()
		t.header = headerRows(cells, t.parts[0].Rows(), columns)
	}
	b := newBuilder(len(xs)-1+t.wingColumns(), t.header, s)
	if headOnly := len(t.parts) > 1 && t.header >= t.parts[0].Rows(); headOnly {
		b.header, b.cutHead = 0, true // the first break cuts the header itself
	}
	for i, p := range t.parts[1:] {
		b.opens = b.opens || halfOpen(t.parts[i].Grid, func(c *grid.Cell) (bool, bool) { return c.Row+c.RowSpan == t.parts[i].Rows(), c.Closed.Bottom }) ||
			halfOpen(p.Grid, func(c *grid.Cell) (bool, bool) { return c.Row == 0, c.Closed.Top })
	}
	for i, p := range t.parts {
		cells := p.cells(xs, p.shift(t.parts[0].Xs, max(s.Join.SameColumn, s.Grid.NarrowColumn*t.parts[0].Em)))
		beside := len(xs) - 1
		for _, w := range p.wings {
			for _, c := range w.cells(w.Xs, 0) {
				c.Column += beside
				cells = append(cells, c)
			}
			if i == 0 {
				cells = seamed(cells, beside, t.header, s)
			}
			beside += w.Columns()
		}
		skip := 0
		if i > 0 {
			if skip = t.repeatedHeader(p); skip == 0 && t.repeatsInner(t.parts[:i], p) {
				skip = 1
			}
		}
		b.add(cells, p.Heights(), skip)
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
	out.cover(s)
	if out.Unit == "" {
		out.Unit = labelUnit(out.Cells)
	}
	return out
}

// halfOpen tells whether, of the cells at a side of the grid, some are ruled off there and others open.
func halfOpen(g *grid.Grid, side func(*grid.Cell) (at, ruled bool)) bool {
	open, closed := false, false
	for i := range g.Cells {
		if at, ruled := side(&g.Cells[i]); at {
			open, closed = open || !ruled, closed || ruled
		}
	}
	return open && closed
}

// columnLines are the column boundaries of the whole table: those of its parts, taken together.
func (t *joinedTable) columnLines(s *settings.Settings) []float64 {
	first := t.parts[0]
	same := true
	for _, p := range t.parts[1:] {
		same = same && len(p.Xs) == len(first.Xs)
	}
	if same {
		return first.Xs
	}
	tolerance := max(s.Join.SameColumn, s.Grid.NarrowColumn*first.Em)
	var all []float64
	for _, p := range t.parts {
		shift := p.shift(first.Xs, tolerance)
		for _, x := range p.Xs {
			all = append(all, x+shift)
		}
	}
	return page.Clustered(all, tolerance)
}

// shift is how far right a part's columns must move to stand under the column lines xs: nothing, or what
// brings its left edge to theirs where more lines meet then (binding margins alternate).
func (p *Part) shift(xs []float64, tolerance float64) float64 {
	meet := func(shift float64) int {
		n := 0
		for _, x := range p.Xs {
			if math.Abs(xs[page.Nearest(xs, x+shift)]-x-shift) <= tolerance {
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
func (p *Part) space(from, to float64, c *grid.Cell) float64 {
	if c.Size == 0 {
		return 0
	}
	return (to - from) / c.Size
}

// cells are a part's cells on the column lines xs of the whole table: line by line where
// these are as many as its own, else by where its lines stand after shift.
func (p *Part) cells(xs []float64, shift float64) []Cell {
	index := make([]int, len(p.Xs))
	for i, x := range p.Xs {
		index[i] = i
		if len(xs) != len(p.Xs) {
			index[i] = page.Nearest(xs, x+shift)
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
		cell := Cell{
			Cell:    *c,
			Regions: []Region{{p.Page, p.on.Displayed(p.CellBox(c))}},
			above:   p.space(p.Ys[c.Row], c.TextTop, c),
			below:   p.space(c.TextBottom, p.Ys[c.Row+c.RowSpan], c),
		}
		cell.Column, cell.ColumnSpan = from, max(to-from, 1)
		out = append(out, cell)
	}
	return out
}

// gridCells are a table's cells as the header rules see them, in order.
func gridCells(cells []Cell) []grid.Cell {
	out := make([]grid.Cell, len(cells))
	for i, c := range cells {
		out[i] = grid.Cell{Span: grid.Span{Row: c.Row, Column: c.Column, RowSpan: c.RowSpan, ColumnSpan: c.ColumnSpan}, Content: page.Content{Text: c.Text}}
	}
	return out
}

package join

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// table puts the parts of a logical table together.
func (t *chain) table(s *settings.Settings) Table {
	out := Table{Caption: t.caption, Notes: t.notes, Method: t.method()}
	b := t.stacked(s)
	out.HeaderRows, out.Cells, out.Rows, out.Columns = b.header, b.cells, b.rows(), b.columns
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
	out.dropSpacers()
	out.cover(s)
	out.levels(s)
	out.Confidence = t.evidence(&out, &s.Join.Confidence).confidence(&s.Join.Confidence)
	if out.Unit == "" {
		out.Unit = out.unitInLabels()
	}
	return out
}

// method tells how the table's grids were found.
func (t *chain) method() model.Method {
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

// stacked puts the parts under each other, with their wings beside them.
func (t *chain) stacked(s *settings.Settings) *stack {
	xs := t.columnLines(s)
	if len(t.first().wings) > 0 {
		t.header = textsOf(t.first()).headerRows(s) // both halves tell it
	}
	b := newStack(len(xs)-1+t.wingColumns(), t.header, s)
	b.opens = t.leavesCellsOpen()
	if len(t.parts) > 1 {
		b.cells = make([]Cell, 0, t.cellCount())
	}
	if len(t.parts) > 1 && t.header >= t.first().Rows() {
		b.header, b.headCut = 0, true // the first break cuts the header itself
	}
	for i, p := range t.parts {
		cells, heights := withoutRows(t.cellsOf(p, xs, s), p.Heights(), t.repeatedRows(i, s))
		if i > 0 && t.parts[i-1].on == p.on { // no page cuts them
			b.place(cells, heights)
			continue
		}
		b.add(cells, heights)
		if b.headCut && i == 1 {
			b.note()
			t.header = b.texts().headerRows(s)
			b.header, b.headCut = t.header, false
		}
	}
	b.header = t.header
	return b
}

// cellCount is how many cells the parts and their wings have.
func (t *chain) cellCount() int {
	n := 0
	for _, p := range t.parts {
		n += len(p.Cells)
		for _, w := range p.wings {
			n += len(w.Cells)
		}
	}
	return n
}

// repeatedRows tells the rows of part i that the table has already: its header at the part's head, wherever it is
// printed again under that, and the head of a block inside a form.
func (t *chain) repeatedRows(i int, s *settings.Settings) []bool {
	p := t.parts[i]
	out := make([]bool, p.Rows())
	head := t.header
	if i > 0 {
		head = t.repeatedHeader(p, s)
		if t.header == 0 && repeatsInner(t.parts[:i], p, s) {
			head = 1
		}
		for r := range head {
			out[r] = true
		}
	}
	for r := head; r < p.Rows(); r++ {
		if t.repeatsHeaderAt(p, r) {
			for k := range t.header {
				out[r+k] = true
			}
			r += t.header - 1
		}
	}
	return out
}

// leavesCellsOpen tells whether at a break between two parts some cells are ruled off and others open: then rulings
// tell what goes on.
func (t *chain) leavesCellsOpen() bool {
	atFoot := func(g *grid.Grid, c *grid.Cell) (bool, bool) { return c.Row+c.RowSpan == g.Rows(), c.Closed.Bottom }
	atHead := func(_ *grid.Grid, c *grid.Cell) (bool, bool) { return c.Row == 0, c.Closed.Top }
	for i, p := range t.parts[1:] {
		if halfOpen(t.parts[i].Grid, atFoot) || halfOpen(p.Grid, atHead) {
			return true
		}
	}
	return false
}

// halfOpen tells whether, of the cells at a side of the grid, some are ruled off there and others open.
func halfOpen(g *grid.Grid, side func(*grid.Grid, *grid.Cell) (at, closed bool)) bool {
	open, closed := false, false
	for i := range g.Cells {
		if at, is := side(g, &g.Cells[i]); at {
			open, closed = open || !is, closed || is
		}
	}
	return open && closed
}

// columnLines are the column boundaries of the whole table: those of its parts, taken together.
func (t *chain) columnLines(s *settings.Settings) []float64 {
	first := t.first()
	if !slices.ContainsFunc(t.parts, func(p *Part) bool { return len(p.Xs) != len(first.Xs) }) {
		return first.Xs
	}
	tolerance := sameColumn(first.Em, s)
	var all []float64
	for _, p := range t.parts {
		shift := shiftOnto(p.Xs, first.Xs, tolerance)
		for _, x := range p.Xs {
			all = append(all, x+shift)
		}
	}
	return page.Clustered(all, tolerance)
}

// cellsOf are the cells of a part and of its wings on the columns of the whole table, whose lines are xs but for the
// wings.
func (t *chain) cellsOf(p *Part, xs []float64, s *settings.Settings) []Cell {
	cells := p.cells(p.columnsOn(xs, t.first(), s))
	beside := len(xs) - 1
	for _, w := range p.wings {
		at := make([]int, len(w.Xs))
		for i := range at {
			at[i] = beside + i
		}
		cells = append(cells, w.cells(at)...)
		if p == t.first() {
			cells = seamed(cells, beside, t.header, s)
		}
		beside += w.Columns()
	}
	return cells
}

// columnsOn tells for each column line of a part which it is of the table's lines xs: line by line where
// these are as many as its own, else by where they stand. A part that lacks the outermost columns reaches out to the
// table's edges.
func (p *Part) columnsOn(xs []float64, first *Part, s *settings.Settings) []int {
	at := make([]int, len(p.Xs))
	shift := shiftOnto(p.Xs, first.Xs, sameColumn(first.Em, s))
	for i, x := range p.Xs {
		at[i] = i
		if len(xs) != len(p.Xs) {
			at[i] = page.Nearest(xs, x+shift)
		}
	}
	at[0], at[len(at)-1] = 0, len(xs)-1
	return at
}

// cells are a part's cells in the table, where its column lines have the numbers at. A cell whose sides are one line there
// takes the column behind it.
func (p *Part) cells(at []int) []Cell {
	out := make([]Cell, len(p.Cells))
	regions := make([]Region, len(p.Cells))
	last := at[len(at)-1]
	for i := range p.Cells {
		c := &p.Cells[i]
		cell := &out[i]
		cell.Cell = *c
		regions[i] = Region{p.Page, p.on.Displayed(p.CellBox(c))}
		cell.Regions = regions[i : i+1 : i+1]
		cell.last = share{c, p}
		cell.Column = min(at[c.Column], last-1) // all its lines may be nearest to the last
		cell.ColumnSpan = max(at[c.Column+c.ColumnSpan]-cell.Column, 1)
	}
	return out
}

package join

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// A wide table is printed over pages side by side: the right half's page has the same rows as the
// left half's and other columns. What is centred over the whole table falls on one of the pages: they have
// one caption between them. The halves further right are the wings of the part that they stand beside.

// besides gives the part of t that p is the right half of, nil where it is none: the first part of
// those with the fewest wings, whether producers print over, then down, or all left halves first.
func (t *joinedTable) besides(p *Part, s *settings.Settings) *Part {
	if t.caption.Clashes(p.caption) || len(t.parts[0].Cells) < 4 {
		return nil
	}
	left := t.parts[0]
	for _, a := range t.parts[1:] {
		if len(a.wings) < len(left.wings) {
			left = a
		}
	}
	if left.sameRows(p, s) && (!p.labelled(t.header) && left.labelled(t.header) || left.unevenRows()) {
		return left
	}
	return nil
}

// attach puts p beside left.
func (t *joinedTable) attach(left, p *Part) {
	left.wings = append(left.wings, p)
	t.notes = append(t.notes, p.notes...)
	t.caption = t.caption.Or(p.caption)
	t.caption.Lines = slices.Concat(t.caption.Lines, p.caption.Lines)
}

// unevenRows tells rows of several heights: another grid with the very same ones has the same rows.
func (p *Part) unevenRows() bool {
	return len(page.Clustered(p.Heights(), 1)) > 2
}

// sameRows tells whether two grids are ruled into rows at the same heights.
func (p *Part) sameRows(q *Part, s *settings.Settings) bool {
	if p.Rows() < 3 || p.Rows() != q.Rows() || p.on.Turn != q.on.Turn {
		return false
	}
	for i := range p.Ys {
		if math.Abs(p.Ys[i]-q.Ys[i]) > s.Grid.Snap {
			return false
		}
	}
	return true
}

// labelled tells whether a grid's body rows begin with labels, as a table of its own does.
func (p *Part) labelled(header int) bool {
	const leading = 3 // columns: codes and numbers may stand before a label
	rows, labels := map[int]bool{}, map[int]bool{}
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Row < header || c.Text == "" {
			continue
		}
		rows[c.Row] = true
		if c.Column < leading && !caption.IsAmount(page.Unspaced(c.Text)) {
			labels[c.Row] = true
		}
	}
	return len(labels)*2 > len(rows)
}

// halves is a part with its wings as one grid's cells, for the rules that look at the whole header.
func (p *Part) halves() ([]grid.Cell, int) {
	if len(p.wings) == 0 {
		return p.Cells, p.Columns()
	}
	cells, columns := slices.Clone(p.Cells), p.Columns()
	for _, w := range p.wings {
		for _, c := range w.Cells {
			c.Column += columns
			cells = append(cells, c)
		}
		columns += w.Columns()
	}
	return cells, columns
}

// wingColumns counts the columns that the wings add to the table.
func (t *joinedTable) wingColumns() int {
	most := 0
	for _, p := range t.parts {
		n := 0
		for _, w := range p.wings {
			n += w.Columns()
		}
		most = max(most, n)
	}
	return most
}

// seamed joins the header cells that the edge between two halves cuts: cells of the same rows that no ruling
// closes there. The cells are on the whole table's columns; at is the column at which the wing begins.
func seamed(cells []Cell, at, header int, s *settings.Settings) []Cell {
	type rows struct{ row, span int }
	left := map[rows]int{}
	for i, c := range cells {
		if c.Column+c.ColumnSpan == at && c.Row+c.RowSpan <= header && !c.Closed.Right {
			left[rows{row: c.Row, span: c.RowSpan}] = i
		}
	}
	out := cells[:0:0]
	gone := map[int]bool{}
	for i, c := range cells {
		if l, ok := left[rows{row: c.Row, span: c.RowSpan}]; ok && c.Column == at && !c.Closed.Left {
			cells[l].ColumnSpan += c.ColumnSpan
			cells[l].Text = page.JoinTexts(cells[l].Text, c.Text, s)
			cells[l].Regions = append(cells[l].Regions, c.Regions...)
			cells[l].Closed.Right = c.Closed.Right
			gone[i] = true
		}
	}
	for i, c := range cells {
		if !gone[i] {
			out = append(out, c)
		}
	}
	return out
}

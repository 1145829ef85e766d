package layout

import "slices"

// A wide table is printed over pages side by side: the right half's page has the same rows as the
// left half's, other columns, and no caption or labels of its own. The halves further right are the wings
// of the part that they stand beside.

// besides gives the part of t that p is the right half of, nil where it is none: the first part of
// those with the fewest wings, whether producers print over, then down, or all left halves first.
func (t *joinedTable) besides(p *part, s Settings) *part {
	if p.caption.Named() || p.prose || len(t.parts[0].Cells) < 4 {
		return nil
	}
	left := t.parts[0]
	for _, a := range t.parts[1:] {
		if len(a.wings) < len(left.wings) {
			left = a
		}
	}
	if left.sameRows(p, s) && !p.labelled(t.header) {
		return left
	}
	return nil
}

// sameRows tells whether two grids are ruled into rows at the same heights.
func (p *part) sameRows(q *part, s Settings) bool {
	if p.Rows() < 3 || p.Rows() != q.Rows() || p.view.turn != q.view.turn {
		return false
	}
	for i := range p.Ys {
		if abs(p.Ys[i]-q.Ys[i]) > s.Snap {
			return false
		}
	}
	return true
}

// labelled tells whether a grid's body begins with labels, as a table of its own does.
func (p *part) labelled(header int) bool {
	labels, cells := 0, 0
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Row < header || c.Column > 0 || c.Text == "" {
			continue
		}
		cells++
		if !amountText.MatchString(unspaced(c.Text)) {
			labels++
		}
	}
	return labels*2 > cells
}

// halves is a part with its wings as one grid's cells, for the rules that look at the whole header.
func (p *part) halves() ([]GridCell, int) {
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

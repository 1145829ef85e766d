package join

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// A wide table is printed over pages side by side: the right half's page has the same rows as the
// left half's and other columns. What is centred over the whole table falls on one of the pages: they have
// one caption between them. The halves further right are the wings of the part that they stand beside.

// leastWinged is the part that the next right half stands beside: the first of those with the fewest wings, whether
// producers print over, then down, or all left halves first.
func (t *chain) leastWinged() *Part {
	return slices.MinFunc(t.parts, func(a, b *Part) int { return cmp.Compare(len(a.wings), len(b.wings)) })
}

// sharesCaption tells whether p can be a sheet of t by its caption: it has the table's or none, or one of two
// sheets has what is centred over both.
func (t *chain) sharesCaption(p *Part) bool {
	whole := p.caption.Number != "" && p.caption.Title != ""
	return !t.caption.OfOther(p.caption) && t.caption.Agrees(p.caption) && (t.caption.Named() || !whole)
}

// headOf counts the rows of column header that a part of t begins with.
func (t *chain) headOf(p *Part, s *settings.Settings) int {
	if p == t.first() {
		return t.header
	}
	return t.repeatedHeader(p, s)
}

// isExpected tells whether p has the columns of the sheet that stands beside the first part where p would stand beside left.
func (t *chain) isExpected(left, p *Part, s *settings.Settings) bool {
	n, first := len(left.wings), t.first()
	if left == first || n >= len(first.wings) || len(first.wings[n].Xs) > len(p.Xs) {
		return false
	}
	xs := first.wings[n].Xs
	own := p.Xs[len(p.Xs)-len(xs):]
	tolerance := sameColumn(p.Em, s)
	return meeting(xs, own, shiftOnto(xs, own, tolerance), tolerance) == len(xs)
}

// labelled gives the part of t whose rows p has further columns of, and how many columns of p repeat its labels; nil where
// p is none such. It has the same labels row by row, and other heads over its other columns.
func (t *chain) labelled(p *Part, s *settings.Settings) (*Part, int) {
	left := t.leastWinged()
	if t.header == 0 || !t.sharesCaption(p) || t.isTextOver(p) || left.Rows() != p.Rows() {
		return nil, 0
	}
	a, b, head := ownTexts(left), ownTexts(p), t.headOf(left, s)
	if head > 0 && b.headerRows(s) != head || a.rows()-head < s.Join.Wings.Labels && !t.isExpected(left, p, s) {
		return nil, 0
	}
	n := a.labelsIn(b, head)
	if n == 0 || a.sameRowsBut(b, head, n) {
		return nil, 0
	}
	return left, n
}

// besides gives the part of t that p is the right half of, and p's grid on its rows; nil where it is none.
func (t *chain) besides(p *Part, s *settings.Settings) (*Part, *grid.Grid) {
	left, set := t.leastWinged(), &s.Join.Wings
	if !t.sharesCaption(p) || len(t.first().Cells) < set.Cells || p.on.Turn != left.on.Turn || t.repeatedHeader(p, s) > 0 {
		return nil, nil
	}
	g := p.onRowsOf(left, t.headOf(left, s), s)
	switch {
	case g == nil || g.Rows() < set.Rows && !t.isExpected(left, p, s):
		return nil, nil
	case !hasLabels(g, t.header, s) && hasLabels(left.Grid, t.header, s), !t.caption.Clashes(p.caption) && left.hasUnevenRows(s) && left.sameRows(p, s):
		return left, g
	}
	return nil, nil
}

// attach puts p beside left.
func (t *chain) attach(left, p *Part) {
	left.wings = append(left.wings, p)
	t.takeNotes(p)
	t.caption = t.caption.Or(p.caption)
	t.caption.Lines = slices.Concat(t.caption.Lines, p.caption.Lines)
}

// hasUnevenRows tells rows of several heights: another grid with the very same ones has the same rows.
func (p *Part) hasUnevenRows(s *settings.Settings) bool {
	return len(page.Clustered(p.Heights(), s.Join.Wings.SameHeight)) >= s.Join.Wings.Heights
}

// sameRows tells whether two grids are ruled into rows at the same heights.
func (p *Part) sameRows(q *Part, s *settings.Settings) bool {
	same := func(a, b float64) bool { return math.Abs(a-b) <= s.Grid.Snap }
	return slices.EqualFunc(p.Ys, q.Ys, same)
}

// onRowsOf is the grid of p on the rows of left, of which it may be the right half: as it stands where its rows are as high,
// and where baselines tell the rows of one of them, with its lines put to the rows of left. It is nil where its rows are others.
func (p *Part) onRowsOf(left *Part, header int, s *settings.Settings) *grid.Grid {
	same := func(a, b float64) bool { return math.Abs(a-b) <= s.Grid.Snap }
	if slices.EqualFunc(p.Heights(), left.Heights(), same) {
		return p.Grid
	}
	heights := math.Abs(p.foot() - p.top() - left.foot() + left.top())
	if !left.LooseRows && !p.LooseRows || heights > s.Join.Wings.Foot*left.Em || p.Rows() <= header {
		return nil
	}
	shift := p.top() - left.top()
	ys := make([]float64, len(left.Ys))
	for i, y := range left.Ys {
		if ys[i] = y + shift; i <= header && !same(ys[i], p.Ys[i]) {
			return nil
		}
	}
	return p.relaid(ys, header)
}

// relaid is the grid of p with the boundaries ys of its rows, which are its own as far as the header goes; nil where its text does
// not stand in rows of them, one line in each.
func (p *Part) relaid(ys []float64, header int) *grid.Grid {
	out := *p.Grid
	out.Ys, out.Cells, out.LooseRows = ys, nil, true
	lines := make([]*page.SetLine, out.Rows()*out.Columns())
	for i := range p.Cells {
		c := &p.Cells[i]
		switch {
		case c.Row+c.RowSpan <= header:
			out.Cells = append(out.Cells, *c)
			continue
		case c.Row < header || c.Text != "" && (c.ColumnSpan > 1 || len(c.Lines) == 0):
			return nil
		}
		for k := range c.Lines {
			l := &c.Lines[k]
			row := page.Place(ys, (l.Top+l.Bottom)/2)
			if row < header || row >= out.Rows() || lines[row*out.Columns()+c.Column] != nil {
				return nil
			}
			lines[row*out.Columns()+c.Column] = l
		}
	}
	closed := grid.Sides{Top: true, Bottom: true, Left: true, Right: true}
	for at := header * out.Columns(); at < len(lines); at++ {
		c := grid.Cell{Span: grid.Span{Row: at / out.Columns(), Column: at % out.Columns(), RowSpan: 1, ColumnSpan: 1}, Closed: closed}
		if lines[at] != nil {
			c.Content = page.ContentOfLine(*lines[at], out.Xs[c.Column])
		}
		out.Cells = append(out.Cells, c)
	}
	slices.SortStableFunc(out.Cells, func(a, b grid.Cell) int { return a.Compare(b.Span) })
	return &out
}

// hasLabels tells whether a grid's body rows begin with labels, as a table of its own does.
func hasLabels(g *grid.Grid, header int, s *settings.Settings) bool {
	rows, labels := map[int]bool{}, map[int]bool{}
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row < header || c.Text == "" {
			continue
		}
		rows[c.Row] = true
		if c.Column < s.Join.Wings.Leading && !caption.IsAmount(words.Unspaced(c.Text)) {
			labels[c.Row] = true
		}
	}
	return float64(len(labels)) > s.Join.Wings.Labelled*float64(len(rows))
}

// wingColumns counts the columns that the wings add to the table.
func (t *chain) wingColumns() int {
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
			left[rows{c.Row, c.RowSpan}] = i
		}
	}
	kept := cells[:0] // the cells on the left stand before all that go
	for _, c := range cells {
		l, ok := left[rows{c.Row, c.RowSpan}]
		if !ok || c.Column != at || c.Closed.Left {
			kept = append(kept, c)
			continue
		}
		head := &cells[l]
		head.ColumnSpan += c.ColumnSpan
		head.Text = page.JoinTexts(head.Text, c.Text, s)
		head.Regions = append(head.Regions, c.Regions...)
		head.Closed.Right = c.Closed.Right
	}
	return kept
}

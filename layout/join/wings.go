package join

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/caption"
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

// labelled gives the part of t whose rows p has further columns of, and how many columns of p repeat its labels; nil where
// p is none such. It has the table's caption or none, the same labels row by row, and other heads over its other columns.
func (t *chain) labelled(p *Part, s *settings.Settings) (*Part, int) {
	left := t.leastWinged()
	if t.header == 0 || p.prose || t.caption.OfOther(p.caption) || !t.caption.Agrees(p.caption) || left.Rows() != p.Rows() || left.Rows() < s.Join.Wings.Rows {
		return nil, 0
	}
	a, b := ownTexts(left), ownTexts(p)
	head := t.header
	if left != t.first() {
		head = t.repeatedHeader(left, s)
	}
	if head > 0 && b.headerRows(s) != head || a.rows()-head < s.Join.Wings.Labels {
		return nil, 0
	}
	n := a.labelsIn(b, head)
	if n == 0 || a.sameRowsBut(b, head, n) {
		return nil, 0
	}
	return left, n
}

// besides gives the part of t that p is the right half of, nil where it is none.
func (t *chain) besides(p *Part, s *settings.Settings) *Part {
	left := t.leastWinged()
	if t.caption.Clashes(p.caption) || len(t.first().Cells) < s.Join.Wings.Cells || !left.sameRows(p, s) {
		return nil
	}
	if !p.hasLabels(t.header, s) && left.hasLabels(t.header, s) || left.hasUnevenRows(s) {
		return left
	}
	return nil
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
	return p.Rows() >= s.Join.Wings.Rows && p.on.Turn == q.on.Turn && slices.EqualFunc(p.Ys, q.Ys, same)
}

// hasLabels tells whether a grid's body rows begin with labels, as a table of its own does.
func (p *Part) hasLabels(header int, s *settings.Settings) bool {
	rows, labels := map[int]bool{}, map[int]bool{}
	for i := range p.Cells {
		c := &p.Cells[i]
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

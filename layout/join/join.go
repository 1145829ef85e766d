package join

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// joinedTable is a logical table while its parts are gathered.
type joinedTable struct {
	parts   []*Part
	caption caption.Caption
	header  int // header rows of the first part
	notes   []string
	latest  *Page // the page on which it stood last
}

// Tables gives the logical tables of all pages.
func Tables(pages []*Page, s *settings.Settings) []Table {
	var out []Table
	for _, t := range gathered(pages, s) {
		out = append(out, t.table(s))
	}
	return out
}

// gathered puts the parts of all pages to their logical tables.
func gathered(views []*Page, s *settings.Settings) []*joinedTable {
	var out []*joinedTable
	var cur *joinedTable
	var tail []page.TextLine // caption lines at the foot of the page before
	for i, v := range views {
		for _, p := range v.Parts {
			if p.First && (p.caption.Number == "" || p.caption.Title == "") && !p.prose && len(tail) > 0 {
				p.adopt(tail, s)
			}
			if cur != nil && p.First && i > 0 && cur.latest == views[i-1] && cur.last().Last {
				p.takeColumns(cur.parts[0].Grid, s)
				left := cur.besides(p, s)
				switch {
				case left != nil && !p.labelled(cur.header):
					cur.attach(left, p)
				case cur.continuedBy(p, tail, s):
					cur.parts = append(cur.parts, p)
					cur.notes = append(cur.notes, p.notes...)
				case left != nil:
					cur.attach(left, p)
				default:
					cur = nil
				}
				if cur != nil {
					cur.latest = v
					continue
				}
			}
			cur = &joinedTable{parts: []*Part{p}, caption: p.caption, notes: p.notes, latest: v}
			cur.header = headerRows(p.Cells, p.Rows(), p.Columns())
			out = append(out, cur)
		}
		tail = v.tail
	}
	return out
}

// adopt takes what its caption lacks from the one that stands at the foot of the page before.
func (p *Part) adopt(tail []page.TextLine, s *settings.Settings) {
	from := len(tail)
	for from > 0 && caption.Admits(tail[from-1], s) {
		from--
	}
	if c := caption.ReadLines(tail[from:], s); c.Named() && !p.caption.Clashes(c) || !p.caption.Named() {
		p.caption = p.caption.Under(tail[from:], s)
	}
}

func (t *joinedTable) last() *Part { return t.parts[len(t.parts)-1] }

// continuedBy tells whether p, the first grid of the next page, goes on with t.
func (t *joinedTable) continuedBy(p *Part, tail []page.TextLine, s *settings.Settings) bool {
	a := t.last()
	if !sameColumns(a.Grid, p.Grid, s) && !sameColumns(t.parts[0].Grid, p.Grid, s) {
		return false
	}
	repeats := t.repeatedHeader(p)
	if p.caption.Named() {
		if t.caption.OfOther(p.caption) {
			return false // the same table of another unit
		}
		if !t.caption.Agrees(p.caption) || !t.caption.Named() && p.caption.Number != "" {
			return false
		}
		if p.caption.Continued {
			return true
		}
		if t.header > 0 && repeats == 0 {
			return headerRows(p.Cells, p.Rows(), p.Columns()) == 0
		}
		// The same caption over a grid that begins anew: a form for each project, a table for each unit.
		if t.header > 0 {
			return !sameBodyStart(t.parts[0].Grid, p.Grid, t.header) || sameRow(t.parts[0].Grid, p.Grid, t.header)
		}
		return !sameFirstRow(t.parts[0].Grid, p.Grid)
	}
	if p.prose && repeats == 0 {
		return false
	}
	for _, l := range tail {
		if caption.Admits(l, s) && repeats == 0 {
			return false
		}
	}
	return t.header > 0 || !sameFirstRow(t.parts[0].Grid, p.Grid) || t.parts[0].Rows() == 1
}

// sameBodyStart tells two tables whose bodies begin with the same labels.
func sameBodyStart(a, b *grid.Grid, header int) bool {
	x, y := labelsOf(a, header), labelsOf(b, header)
	return len(x) > 0 && slices.Equal(x, y) && a != b
}

// labelsOf are the texts of a row that are no amounts.
func labelsOf(g *grid.Grid, row int) []string {
	var out []string
	for i := range g.Cells {
		c := &g.Cells[i]
		if t := page.Unspaced(c.Text); c.Row == row && t != "" && !caption.IsAmount(t) || caption.IsCode(t) && c.Row == row {
			out = append(out, t)
		}
	}
	return out
}

// sameFirstRow tells two forms that begin with the same label beside another value.
func sameFirstRow(a, b *grid.Grid) bool {
	x, y := a.Cells[0], b.Cells[0]
	return x.Text != "" && page.Unspaced(x.Text) == page.Unspaced(y.Text)
}

// sameColumns tells whether two grids can be parts of one table: as many columns of about
// the same widths, or column lines of which the fewer stand among the others.
func sameColumns(a, b *grid.Grid, s *settings.Settings) bool {
	if len(a.Xs) > len(b.Xs) {
		a, b = b, a
	}
	tolerance := max(s.Join.SameColumn, 0.5*a.Em)
	shift := b.Xs[0] - a.Xs[0]
	found, shifted := 0, 0
	for _, x := range a.Xs {
		if math.Abs(b.Xs[page.Nearest(b.Xs, x)]-x) <= tolerance {
			found++
		}
		if math.Abs(b.Xs[page.Nearest(b.Xs, x+shift)]-x-shift) <= tolerance {
			shifted++
		}
	}
	return max(found, shifted)*10 >= len(a.Xs)*7
}

// repeatedHeader counts the leading rows of p that repeat the table's header.
func (t *joinedTable) repeatedHeader(p *Part) int {
	first := t.parts[0]
	n := 0
	for n < t.header && n < p.Rows() && sameRow(first.Grid, p.Grid, n) {
		n++
	}
	return n
}

// repeatsInner tells whether p begins with the head of a block inside the table, which the parts before it have
// already: 一级指标 | 二级指标 | 三级指标 | … over a form's indicators.
func (t *joinedTable) repeatsInner(before []*Part, p *Part) bool {
	if t.header > 0 {
		return false
	}
	head := headTexts(p.Grid, 0)
	heads := 0
	for _, t := range head {
		if caption.HeadsIndicators(t) {
			heads++
		}
	}
	if heads < 2 {
		return false
	}
	for _, q := range before {
		for r := range q.Rows() {
			if slices.Equal(headTexts(q.Grid, r), head) {
				return true
			}
		}
	}
	return false
}

// headTexts are the texts of a row's own cells, where all are short words as heads are.
func headTexts(g *grid.Grid, row int) []string {
	var out []string
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row != row || c.RowSpan > 1 || c.Text == "" {
			continue
		}
		t := page.Unspaced(c.Text)
		if utf8.RuneCountInString(t) > 14 || caption.IsAmount(t) || caption.OpensRow(t) {
			return nil
		}
		out = append(out, t)
	}
	return out
}

// sameRow tells whether row r of two grids holds the same heads. A producer may set a repeated header lower
// and clip its texts.
func sameRow(a, b *grid.Grid, r int) bool {
	x, y := headsOf(a, r), headsOf(b, r)
	if len(x) != len(y) {
		return false
	}
	same := len(x) == 0
	for i := range x {
		if x[i] == y[i] {
			same = true
		} else if !strings.HasPrefix(x[i], y[i]) && !strings.HasSuffix(x[i], y[i]) || utf8.RuneCountInString(y[i]) < 2 {
			return false
		}
	}
	return same
}

// headsOf are the texts of the cells that begin in row r.
func headsOf(g *grid.Grid, r int) []string {
	var out []string
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Row == r && c.Text != "" {
			out = append(out, page.Unspaced(c.Text))
		}
	}
	return out
}

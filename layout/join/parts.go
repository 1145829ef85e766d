package join

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/layout/align"
	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Add puts the tables of a grid to the page's parts, from top to bottom; made is what alignment made the grid of.
func (v *Page) Add(g *grid.Grid, made *align.Region, s *settings.Settings) {
	for _, own := range apart(g, s) {
		if p := v.part(own, made, s); p != nil {
			v.Parts = append(v.Parts, p)
		}
	}
}

// part takes caption rows out of a grid; nil where nothing of a table is left.
func (v *Page) part(g *grid.Grid, made *align.Region, s *settings.Settings) *Part {
	var lines []page.TextLine
	p := &Part{Grid: g, on: v, region: made}
	n := 0
	for n < g.Rows() {
		row, ok := captionRow(g, n, s)
		if !ok {
			break
		}
		if row != nil {
			lines = append(lines, *row)
		}
		n++
	}
	if len(lines) == 0 {
		n = 0 // blank rows are only spacers between caption rows
	}
	p.caption = caption.ReadLines(lines, s)
	if n == g.Rows() || !p.caption.Tells() && len(lines) > 0 {
		if len(lines) > 0 && n == g.Rows() {
			v.Lines = append(v.Lines, lines...)
			slices.SortStableFunc(v.Lines, func(a, b page.TextLine) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
			return nil
		}
		n, p.caption = 0, caption.Caption{}
	}
	p.Grid = g.Below(n)
	p.Grid, p.notes = withoutNotes(p.Grid)
	return p
}

// withoutNotes takes trailing remarks out of a grid: rows of one cell that begins with 注.
func withoutNotes(g *grid.Grid) (*grid.Grid, []string) {
	var notes []string
	for n := len(g.Cells); n > 2; n-- {
		c := g.Cells[n-1]
		if c.ColumnSpan != g.Columns() || c.Row+c.RowSpan != g.Rows() || !caption.IsNote(c.Text) {
			break
		}
		out := *g
		out.Cells, out.Ys = g.Cells[:n-1], g.Ys[:c.Row+1]
		g, notes = &out, append([]string{c.Text}, notes...)
	}
	return g, notes
}

// captionRow reads row r of a grid as a caption line: it does where all that is in it is
// a title, number, unit or department. A blank row gives no line.
func captionRow(g *grid.Grid, r int, s *settings.Settings) (*page.TextLine, bool) {
	var l page.TextLine
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row > r || c.Row+c.RowSpan <= r {
			continue
		}
		if c.Row != r || c.RowSpan > 1 {
			return nil, false
		}
		if c.Text == "" {
			continue
		}
		box := g.CellBox(c)
		l.Pieces = append(l.Pieces, page.Piece{X0: box.X0, X1: box.X1, Text: c.Text})
		l.Box = page.Rect{X0: g.Xs[0], Top: box.Top, X1: g.Xs[len(g.Xs)-1], Bottom: box.Bottom}
	}
	if len(l.Pieces) == 0 {
		return nil, true
	}
	texts := make([]string, 0, len(l.Pieces))
	for _, p := range l.Pieces {
		part := caption.Read(p.Text, s)
		if part.Other && !caption.IsYear(page.Unspaced(p.Text)) || part.Title != "" && len(l.Pieces) > 1 && part.Number == "" {
			return nil, false
		}
		texts = append(texts, p.Text)
	}
	l.Page, l.Text = g.Page, strings.Join(texts, " ")
	return &l, true
}

// Tables parts a grid that is ruled through over several tables: where a row of one cell inside
// it holds another table's number or title.
func apart(g *grid.Grid, s *settings.Settings) []*grid.Grid {
	var out []*grid.Grid
	from := 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row == from || c.ColumnSpan < g.Columns() || c.Row+c.RowSpan == g.Rows() {
			continue
		}
		if p := caption.Read(c.Text, s); p.Number != "" || p.Title != "" && !p.Other {
			if above := g.SubRows(from, c.Row); len(above.Cells) > above.Rows() {
				out = append(out, above)
				from = c.Row
			}
		}
	}
	return append(out, g.SubRows(from, g.Rows()))
}

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
	"yusuan/model/words"
)

// Add puts the tables of a grid to the page's parts, from top to bottom; made is the table that alignment made it of, nil for a
// ruled one.
func (v *Page) Add(g *grid.Grid, made *align.Table, s *settings.Settings) {
	for _, own := range tablesIn(g, s) {
		rest, c := withoutCaption(own, s)
		if rest == nil {
			v.Lines = append(v.Lines, c.Lines...)
			slices.SortStableFunc(v.Lines, func(a, b page.TextLine) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
			continue
		}
		p := &Part{on: v, made: made, caption: c}
		p.takeUnit(rest, s)
		p.Grid, p.notes = withoutNotes(rest)
		v.Parts = append(v.Parts, p)
	}
}

// tablesIn parts a grid that is ruled through over several tables: where a row of one cell inside
// it holds another table's number or title.
func tablesIn(g *grid.Grid, s *settings.Settings) []*grid.Grid {
	var out []*grid.Grid
	from := 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row == from || c.ColumnSpan < g.Columns() || c.Row+c.RowSpan == g.Rows() || !caption.Read(c.Text, s).Named() {
			continue
		}
		if above := g.SubRows(from, c.Row); len(above.Cells) > above.Rows() {
			out = append(out, above)
			from = c.Row
		}
	}
	return append(out, g.SubRows(from, g.Rows()))
}

// withoutCaption takes the leading caption rows out of a grid. It is nil where nothing else is in the grid: then they
// are lines of the page.
func withoutCaption(g *grid.Grid, s *settings.Settings) (*grid.Grid, caption.Caption) {
	var lines []page.TextLine
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
		return g, caption.Caption{} // blank rows are only spacers between caption rows
	}
	c := caption.Place{Rect: g.Box(), Em: g.Em}.ReadLines(lines, s)
	switch {
	case n == g.Rows():
		return nil, c
	case !c.Tells():
		return g, caption.Caption{}
	}
	return g.Below(n), c
}

// takeUnit takes the unit out of a cell of the first row where it stands over the cell's own text: lines that rule off the caption's
// last line from the title put it there.
func (p *Part) takeUnit(g *grid.Grid, s *settings.Settings) {
	for i := range g.Cells {
		c := &g.Cells[i]
		rest, more := strings.CutPrefix(c.Text, c.FirstLine)
		if c.Row > 0 || !more || rest == "" || p.caption.Unit != "" {
			continue
		}
		if r := caption.Read(c.FirstLine, s); r.Unit != "" && !r.Named() && !r.Other {
			p.caption.Unit = r.Unit
			c.Text = strings.TrimSpace(rest)
			c.FirstLine, _, _ = strings.Cut(c.Text, "\n")
		}
	}
}

// captionRow reads row r of a grid as a caption line: it does where all that is in it is
// a title, number, unit or department. A blank row gives no line.
func captionRow(g *grid.Grid, r int, s *settings.Settings) (*page.TextLine, bool) {
	var pieces []page.Piece
	var texts []string
	var box page.Rect
	size, span := 0.0, 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row > r || c.Row+c.RowSpan <= r {
			continue
		}
		if c.Row != r || c.RowSpan > 1 {
			return nil, false
		}
		if c.Text != "" {
			box, size, span = g.CellBox(c), max(size, c.Size), c.ColumnSpan
			pieces = append(pieces, page.Piece{X0: box.X0, X1: box.X1, Text: c.Text})
			texts = append(texts, c.Text)
		}
	}
	if len(pieces) == 0 {
		return nil, true
	}
	for _, text := range texts {
		said := caption.Read(text, s)
		if said.Other && !words.IsYearAlone(text) && !(g.LooseRows && span == g.Columns() && size > s.Caption.Larger*g.Em && said.MayName(s)) || said.Title != "" && said.Number == "" && len(texts) > 1 {
			return nil, false
		}
	}
	box.X0, box.X1 = g.Xs[0], g.Xs[g.Columns()]
	return &page.TextLine{Page: g.Page, Box: box, Size: size, Text: strings.Join(texts, " "), Pieces: pieces}, true
}

// withoutNotes takes trailing remarks out of a grid: rows of one cell that says 注 or a source.
func withoutNotes(g *grid.Grid) (*grid.Grid, []string) {
	var notes []string
	for n := len(g.Cells); n > 2; n-- {
		c := g.Cells[n-1]
		if c.ColumnSpan != g.Columns() || c.Row+c.RowSpan != g.Rows() || !caption.SaysNote(c.Text) {
			break
		}
		out := *g
		out.Cells, out.Ys = g.Cells[:n-1], g.Ys[:c.Row+1]
		g, notes = &out, append([]string{c.Text}, notes...)
	}
	return g, notes
}

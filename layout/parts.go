package layout

import (
	"cmp"
	"slices"
	"strings"
)

// part takes caption rows out of a grid; nil where nothing of a table is left.
func (v *joinPage) part(g *Grid, made *region) *part {
	var lines []Line
	p := &part{Grid: g, on: v, region: made}
	n := 0
	for n < g.Rows() {
		row, ok := captionRow(g, n)
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
	p.caption = readCaption(lines)
	if n == g.Rows() || !p.caption.Named() && p.caption.Unit == "" && p.caption.Department == "" && len(lines) > 0 {
		if len(lines) > 0 && n == g.Rows() {
			v.lines = append(v.lines, lines...)
			slices.SortStableFunc(v.lines, func(a, b Line) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
			return nil
		}
		n, p.caption = 0, Caption{}
	}
	p.Grid = g.below(n)
	p.Grid, p.notes = p.Grid.withoutNotes()
	return p
}

// withoutNotes takes trailing remarks out of a grid: rows of one cell that begins with 注.
func (g *Grid) withoutNotes() (*Grid, []string) {
	var notes []string
	for n := len(g.Cells); n > 2; n-- {
		c := g.Cells[n-1]
		if c.ColumnSpan != g.Columns() || c.Row+c.RowSpan != g.Rows() || !note(c.Text) {
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
func captionRow(g *Grid, r int) (*Line, bool) {
	var l Line
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
		l.Pieces = append(l.Pieces, Piece{box.X0, box.X1, c.Text})
		l.Box = Rect{g.Xs[0], box.Top, g.Xs[len(g.Xs)-1], box.Bottom}
	}
	if len(l.Pieces) == 0 {
		return nil, true
	}
	texts := make([]string, 0, len(l.Pieces))
	for _, p := range l.Pieces {
		part := readPart(p.Text)
		if part.other && !yearOnly.MatchString(unspaced(p.Text)) || part.title != "" && len(l.Pieces) > 1 && part.number == "" {
			return nil, false
		}
		texts = append(texts, p.Text)
	}
	l.Page, l.Text = g.Page, strings.Join(texts, " ")
	return &l, true
}

// tables parts a grid that is ruled through over several tables: where a row of one cell inside
// it holds another table's number or title.
func (g *Grid) tables() []*Grid {
	var out []*Grid
	from := 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row == from || c.ColumnSpan < g.Columns() || c.Row+c.RowSpan == g.Rows() {
			continue
		}
		if p := readPart(c.Text); p.number != "" || p.title != "" && !p.other {
			if above := g.rows(from, c.Row); len(above.Cells) > above.Rows() {
				out = append(out, above)
				from = c.Row
			}
		}
	}
	return append(out, g.rows(from, g.Rows()))
}

// below is the grid without its first n rows.
func (g *Grid) below(n int) *Grid { return g.rows(n, g.Rows()) }

// rows is the grid of the rows from up to, not including, to.
func (g *Grid) rows(from, to int) *Grid {
	if from == 0 && to == g.Rows() {
		return g
	}
	out := *g
	out.Ys = g.Ys[from : to+1]
	out.Cells = nil
	for _, c := range g.Cells {
		top, bottom := max(c.Row, from), min(c.Row+c.RowSpan, to)
		if top >= bottom {
			continue
		}
		c.Row, c.RowSpan = top-from, bottom-top
		out.Cells = append(out.Cells, c)
	}
	return &out
}

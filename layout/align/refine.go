package align

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Refined parts the cells of ruled grids that lack the inner rulings of one direction: rows without
// vertical lines under a header that has them, and one ruled row that holds all lines of a table.
// Frames around other grids go.
func Refined(grids []*grid.Grid, sides []grid.Edge, chars []page.Char, em float64, s *settings.Settings) []*grid.Grid {
	out := make([]*grid.Grid, 0, len(grids))
	for _, g := range grids {
		if frames(g, grids) {
			continue
		}
		few := g.Rows() <= 2
		if bare := bareRows(g); bare != nil {
			g = withColumns(g, bare, textLines(g, chars, em, s), em, &s.Align)
		}
		if r, ok := tallRow(g, em, &s.Align); ok {
			g = withRows(g, r, textLines(g, chars, em, s), em, &s.Align)
		}
		if few && g.Columns() > 2 {
			g = withHead(g, sides, textLines(g, chars, em, s), em, s)
		}
		out = append(out, g)
	}
	return out
}

// textLines are the lines of text whose glyphs stand in the grid.
func textLines(g *grid.Grid, chars []page.Char, em float64, s *settings.Settings) []*Line {
	b := g.Box()
	var own []page.Char
	for _, c := range chars {
		if x, y := c.Box.Centre(); x > b.X0 && x < b.X1 && y > b.Top && y < b.Bottom {
			own = append(own, c)
		}
	}
	lines, _ := linesOf(own, em, s)
	return lines
}

// bareRows are the cells over all columns, if they make most rows of a grid that has columns.
func bareRows(g *grid.Grid) []int {
	if g.Columns() < 3 || g.Rows() < 4 {
		return nil
	}
	var out []int
	for i, c := range g.Cells {
		if c.ColumnSpan == g.Columns() && c.RowSpan == 1 {
			out = append(out, i)
		}
	}
	if len(out)*2 < g.Rows() {
		return nil
	}
	return out
}

// withColumns parts the given cells at the grid's columns where the text keeps clear of their boundaries.
func withColumns(g *grid.Grid, bare []int, lines []*Line, em float64, s *settings.Align) *grid.Grid {
	parted := map[int]bool{}
	for _, i := range bare {
		if keepsClear(g, g.CellBox(&g.Cells[i]), lines, s.BesideLine*em) {
			parted[i] = true
		}
	}
	if len(parted)*2 < len(bare) {
		return g
	}
	out := *g
	out.Cells, out.LooseColumns = nil, true
	for i, c := range g.Cells {
		if !parted[i] {
			out.Cells = append(out.Cells, c)
			continue
		}
		for k := range g.Columns() {
			out.Cells = append(out.Cells, grid.Cell{Span: grid.Span{Row: c.Row, Column: k, RowSpan: 1, ColumnSpan: 1}, Closed: grid.Sides{Top: c.Closed.Top, Bottom: c.Closed.Bottom}})
		}
	}
	return &out
}

// keepsClear tells whether the words inside of a box stand in several of a grid's columns and run over none of their boundaries.
func keepsClear(g *grid.Grid, box page.Rect, lines []*Line, slack float64) bool {
	first, several := -1, false
	for _, l := range lines {
		if l.middle() < box.Top || l.middle() > box.Bottom {
			continue
		}
		for _, w := range l.words {
			k := page.Place(g.Xs, (w.x0+w.x1)/2)
			if w.x0 <= g.Xs[k]-slack || w.x1 >= g.Xs[k+1]+slack {
				return false
			}
			several = several || first >= 0 && k != first
			first = k
		}
	}
	return several
}

// tallRow finds the row that takes most of a grid's height: a frame around all lines of a table.
func tallRow(g *grid.Grid, em float64, s *settings.Align) (int, bool) {
	if g.Columns() < 3 {
		return 0, false
	}
	for r := range g.Rows() {
		if h := g.Ys[r+1] - g.Ys[r]; h > s.TallRow*em && h > s.TallRowShare*(g.Ys[len(g.Ys)-1]-g.Ys[0]) {
			return r, true
		}
	}
	return 0, false
}

// withRows parts row r of a grid by the lines of its text, where figures stand below
// each other in two columns or more: one cell holds one figure.
func withRows(g *grid.Grid, r int, lines []*Line, em float64, s *settings.Align) *grid.Grid {
	if slices.ContainsFunc(g.Cells, func(c grid.Cell) bool { return c.Row <= r && c.Row+c.RowSpan > r && c.RowSpan > 1 }) {
		return g
	}
	lines = slices.DeleteFunc(slices.Clone(lines), func(l *Line) bool {
		return l.middle() < g.Ys[r] || l.middle() > g.Ys[r+1] || len(l.words) == 0
	})
	if len(lines) < 3 {
		return g
	}
	t := frame{
		outline: outline{Region: Region{Lines: lines, X0: g.Xs[0], X1: g.Xs[len(g.Xs)-1]}, em: em, s: s},
		Columns: Columns{Xs: g.Xs, By: sameReason(ByGrid, len(g.Xs))},
	}
	t.Columns = t.measured(t.Columns)
	var blocks []block
	for k := range lines {
		blocks = append(blocks, t.cut(k)...)
	}
	amounts := stacked(blocks, len(t.Text))
	if len(amounts) == 0 {
		return g
	}
	var bands [][]block
	if tight, ok := t.wrapping(blocks); ok {
		bands = t.blockBands(blocks, tight)
	}
	if bands == nil || slices.ContainsFunc(bands, manyFigures) || overlap(bands) {
		if len(amounts) < 2 {
			return g
		}
		bands = records(blocks, amounts)
	}
	if len(bands) < 2 {
		return g
	}
	return withBands(g, r, bands)
}

// overlap tells rows of which one begins above the end of the one before.
func overlap(bands [][]block) bool {
	last := math.Inf(-1)
	return slices.ContainsFunc(bands, func(band []block) bool {
		top, bottom := extentOf(band)
		above := last
		last = bottom
		return top < above
	})
}

// stacked gives the columns behind the labels that hold several figures on lines of their own, and little else.
func stacked(blocks []block, columns int) map[int]bool {
	lines := make([]map[int]bool, columns)
	texts := make([]int, columns)
	for _, b := range blocks {
		if b.c0 != b.c1 {
			continue
		}
		if lines[b.c0] == nil {
			lines[b.c0] = map[int]bool{}
		}
		if b.figure {
			lines[b.c0][b.line] = true
		} else {
			texts[b.c0]++
		}
	}
	label := max(slices.IndexFunc(texts, func(n int) bool { return n >= 2 }), 0)
	out := map[int]bool{}
	for c, l := range lines {
		if c > label && len(l) >= 3 && texts[c]*3 <= len(l) { // ordinals stand before the labels
			out[c] = true
		}
	}
	return out
}

// records parts lines into rows: a line with amounts begins one, as does a label without; text beside goes
// on with the row above, and so does a name under its code.
func records(blocks []block, amounts map[int]bool) [][]block {
	first := -1 // column of amounts
	for c := range amounts {
		if first < 0 || c < first {
			first = c
		}
	}
	var out [][]block
	coded := false // the row's label is a code without a name so far
	for i := 0; i < len(blocks); {
		n := 1
		for i+n < len(blocks) && blocks[i+n].line == blocks[i].line {
			n++
		}
		amount, label, code, item := false, false, false, false
		for _, b := range blocks[i : i+n] {
			amount = amount || b.figure && amounts[b.c0] && b.c0 >= first
			label = label || b.c0 < first
			code = code || b.c0 < first && b.figure && runes(b.chars) >= codeDigits
			item = item || b.item()
		}
		if len(out) == 0 || amount || item || label && !coded {
			out = append(out, nil)
			coded = code
		}
		k := len(out) - 1
		out[k] = append(out[k], blocks[i:i+n]...)
		i += n
	}
	return out
}

// codeDigits is the length from which a number before the amounts is a code.
const codeDigits = 5

// withBands has the given bands in the place of row r.
func withBands(g *grid.Grid, r int, bands [][]block) *grid.Grid {
	var inner []float64
	for i := 1; i < len(bands); i++ {
		_, bottom := extentOf(bands[i-1])
		top, _ := extentOf(bands[i])
		inner = append(inner, (bottom+top)/2)
	}
	slices.Sort(inner)
	out := *g
	out.Ys = slices.Concat(g.Ys[:r+1], inner, g.Ys[r+1:])
	out.Cells, out.LooseRows = nil, true
	for _, c := range g.Cells {
		switch {
		case c.Row == r:
			for k := range len(bands) {
				d := c
				d.Row, d.RowSpan = r+k, 1
				out.Cells = append(out.Cells, d)
			}
			continue
		case c.Row > r:
			c.Row += len(bands) - 1
		}
		out.Cells = append(out.Cells, c)
	}
	sortCells(out.Cells)
	return &out
}

// drawings parts tables from grids that are none: boxes of one column that hold little, and charts, whose few
// labels stand between blank rows. It gives the glyphs of the latter as well.
func drawings(grids []*grid.Grid, chars []page.Char) (tables, others []*grid.Grid, glyphs []page.Char) {
	for _, g := range grids {
		if chart(g) {
			others = append(others, g)
		} else {
			tables = append(tables, g)
		}
	}
	if len(others) == 0 {
		return grids, nil, nil
	}
	for _, c := range chars {
		x, y := c.Box.Centre()
		if inAny(others, x, y) && !inAny(tables, x, y) {
			glyphs = append(glyphs, c)
		}
	}
	return tables, others, glyphs
}

func inAny(grids []*grid.Grid, x, y float64) bool {
	return slices.ContainsFunc(grids, func(g *grid.Grid) bool {
		b := g.Box()
		return x >= b.X0 && x < b.X1 && y >= b.Top && y < b.Bottom
	})
}

// frames tells a grid of two cells that stands around another one.
func frames(g *grid.Grid, grids []*grid.Grid) bool {
	if len(g.Cells) > 2 {
		return false
	}
	q := g.Box()
	return slices.ContainsFunc(grids, func(o *grid.Grid) bool {
		p := o.Box()
		return o != g && len(o.Cells) > 2 && p.X0 >= q.X0 && p.X1 <= q.X1 && p.Top >= q.Top && p.Bottom <= q.Bottom
	})
}

// chart tells a grid that is mostly blank, with filled rows between blank ones and no amount in them.
func chart(g *grid.Grid) bool {
	filled := make([]bool, g.Rows())
	n := 0
	for _, c := range g.Cells {
		if c.Text != "" {
			filled[c.Row] = true
			n++
		}
		if g.Columns() > 1 && caption.IsAmount(page.Unspaced(c.Text)) && amount(page.Unspaced(c.Text)) {
			return false
		}
	}
	if n == 0 {
		return g.Columns() == 1
	}
	if g.Columns() == 1 {
		return n*3 <= 2*len(g.Cells)
	}
	returns := 0 // from blank rows to filled ones
	for r := 1; r < len(filled); r++ {
		if filled[r] && !filled[r-1] {
			returns++
		}
	}
	return returns > 1 && n*4 < len(g.Cells)
}

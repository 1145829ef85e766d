package align

import (
	"slices"
	"unicode/utf8"

	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// grid makes a grid of a region, or nothing where it is no table; the lines that it takes are marked.
func (a *aligner) grid(r *Region) (*grid.Grid, *Region) {
	r.rows = slices.DeleteFunc(slices.Clone(r.rows), func(t *Line) bool { return t.taken })
	if len(r.rows) == 0 {
		return nil, nil
	}
	if up := a.headed(r); up != nil {
		if t := a.tableau(up); t.told {
			if g := a.build(t); g != nil {
				return g, up
			}
		}
	}
	if len(r.rows) < 2 {
		return nil, nil
	}
	t := a.tableau(r)
	if len(t.xs) < 3 {
		return nil, nil
	}
	return a.build(t), r
}

// tableau finds the header and the columns of a region.
func (a *aligner) tableau(r *Region) *tableau {
	t := &tableau{Region: r, em: medianOf(r.rows, a.em), s: &a.s.Align}
	t.head = t.headLines()
	t.columns(a.sides)
	return t
}

// build makes the grid of a region whose columns are known.
func (a *aligner) build(t *tableau) *grid.Grid {
	head, n := t.headCells()
	var body []block
	for k := t.head; k < len(t.rows); k++ {
		body = append(body, t.cut(k)...)
	}
	bands := t.bands(body)
	if !t.table(head, bands) {
		return nil
	}
	cells := head
	for i, band := range bands {
		row := besides(band)
		for k := range row {
			row[k].r0, row[k].r1 = n+i, n+max(i, row[k].r1)
			if free := nextColumn(row, k, len(t.extent)); free > row[k].c1+1 {
				row[k].c1 = t.drawnOver(row[k], free)
			}
		}
		cells = append(cells, row...)
	}
	for _, r := range t.rows {
		r.taken = true
	}
	return t.assemble(cells, n+len(bands), a)
}

// nextColumn is the column of the next cell in a row, or that behind the last.
func nextColumn(row []block, k, columns int) int {
	if k+1 < len(row) {
		return row[k+1].c0
	}
	return columns
}

// drawnOver gives the last column, before the column free, over which the ruling right under a body cell
// was drawn in one piece, where other cells of the row have pieces of their own.
func (t *tableau) drawnOver(b block, free int) int {
	if !t.drawn {
		return b.c1
	}
	for _, l := range t.levels {
		if l.at < b.bottom {
			continue
		}
		if l.at-b.bottom > 1.5*t.em || !t.full(l) {
			return b.c1
		}
		for _, x := range l.lines {
			part, ok := t.drawnPart(x, b)
			if !ok {
				continue
			}
			last := b.c1
			for last+1 < free && t.xs[last+2] < part.To+t.em {
				last++
			}
			return last
		}
	}
	return b.c1
}

// medianOf is the median size of the lines of a region, in points.
func medianOf(rows []*Line, otherwise float64) float64 {
	var sizes []float64
	for _, r := range rows {
		if len(r.words) > 0 {
			sizes = append(sizes, r.Chars[r.words[0].from].Size)
		}
	}
	if len(sizes) == 0 {
		return otherwise
	}
	slices.Sort(sizes)
	return max(sizes[len(sizes)/2], 1)
}

// besides sorts the blocks of a row and joins those that stand in the same columns.
func besides(band []block) []block {
	slices.SortStableFunc(band, func(a, b block) int { return page.Compare(float64(a.c0), float64(b.c0), a.top, b.top) })
	var out []block
	for _, b := range band {
		if n := len(out); n > 0 && out[n-1].c1 >= b.c0 {
			out[n-1].add(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

// table tells a table from text that happens to stand in columns.
func (t *tableau) table(head []block, bands [][]block) bool {
	columns := len(t.extent)
	rows, filled, figures, long := 0, 0, 0, 0
	for _, band := range bands {
		if len(band) > 1 {
			rows++
		}
		for _, b := range band {
			filled++
			if b.figure {
				figures++
			}
			if b.x1-b.x0 > 0.7*(t.extent[b.c0].X1-t.extent[b.c0].X0) && runes(b.chars) > 24 {
				long++
			}
		}
	}
	if t.told && len(head) > 2 && figures > 0 && long*3 <= filled {
		return true
	}
	if t.ruled {
		return (rows >= 1 && (len(head) > 1 || rows > 1) || t.drawn && len(head) > 2 && len(bands) > 0) && long*2 <= filled
	}
	if long*3 > filled || figures <= len(bands) && t.contents() {
		return false
	}
	if columns == 2 {
		return rows >= 4 && figures*3 >= filled
	}
	return rows >= 3 && (figures*4 >= filled || rows >= 4 && rows*5 >= len(bands)*3)
}

// contents tells a table of contents: dots lead from most of its texts to their pages.
func (t *tableau) contents() bool {
	n := 0
	for _, r := range t.rows {
		if r.leader {
			n++
		}
	}
	return n*2 >= len(t.rows)
}

func runes(chars []page.Char) int {
	n := 0
	for _, c := range chars {
		n += utf8.RuneCountInString(c.Text)
	}
	return n
}

// assemble puts cells on a grid and fills the places that none covers with blank ones.
func (t *tableau) assemble(cells []block, rows int, a *aligner) *grid.Grid {
	g := &grid.Grid{Page: a.page, Xs: t.xs, Em: a.em, LooseColumns: true, LooseRows: !t.byRule}
	g.Ys = t.heights(cells, rows)
	columns := len(t.xs) - 1
	for _, b := range t.placed(cells, rows) {
		c := grid.Cell{Span: grid.Span{Row: b.r0, Column: b.c0, RowSpan: b.r1 - b.r0 + 1, ColumnSpan: b.c1 - b.c0 + 1}, Closed: grid.Sides{Top: true, Bottom: true}}
		c.Content = page.ContentOf(b.chars, a.s)
		g.Cells = append(g.Cells, c)
	}
	covered := coveredBy(g.Cells, rows, columns)
	for i, ok := range covered {
		if !ok {
			g.Cells = append(g.Cells, grid.Cell{Span: grid.Span{Row: i / columns, Column: i % columns, RowSpan: 1, ColumnSpan: 1}, Closed: grid.Sides{Top: true, Bottom: true}})
		}
	}
	slices.SortFunc(g.Cells, func(x, y grid.Cell) int {
		return page.Compare(float64(x.Row), float64(y.Row), float64(x.Column), float64(y.Column))
	})
	return g
}

// placed gives the cells that share no place of the grid: what would stand on another's place is put into that
// one, so that no text is lost.
func (t *tableau) placed(cells []block, rows int) []block {
	columns := len(t.xs) - 1
	owner := make([]int, rows*columns) // index in out, from 1
	var out []block
	for _, b := range cells {
		on := 0
		for r := b.r0; r <= b.r1 && on == 0; r++ {
			for k := b.c0; k <= b.c1 && on == 0; k++ {
				on = owner[r*columns+k]
			}
		}
		if on > 0 {
			o := &out[on-1]
			c0, c1 := o.c0, o.c1
			o.add(b)
			o.c0, o.c1 = c0, c1
			continue
		}
		out = append(out, b)
		for r := b.r0; r <= b.r1; r++ {
			for k := b.c0; k <= b.c1; k++ {
				owner[r*columns+k] = len(out)
			}
		}
	}
	return out
}

// coveredBy tells for each place of a grid whether a cell covers it.
func coveredBy(cells []grid.Cell, rows, columns int) []bool {
	out := make([]bool, rows*columns)
	for _, c := range cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				out[r*columns+k] = true
			}
		}
	}
	return out
}

// heights are the boundaries of the rows: half way between the texts over and under them.
func (t *tableau) heights(cells []block, rows int) []float64 {
	out := make([]float64, rows+1)
	above := make([]float64, rows+1) // lowest text that ends over the boundary
	below := make([]float64, rows+1) // highest text that begins under it
	top, bottom := cells[0].top, cells[0].bottom
	for i := range below {
		below[i] = -1
	}
	for _, b := range cells {
		above[b.r1+1] = max(above[b.r1+1], b.bottom)
		if below[b.r0] < 0 || b.top < below[b.r0] {
			below[b.r0] = b.top
		}
		top, bottom = min(top, b.top), max(bottom, b.bottom)
	}
	out[0], out[rows] = top-0.1*t.em, bottom+0.1*t.em
	for i := 1; i < rows; i++ {
		switch {
		case above[i] == 0 && below[i] < 0:
			out[i] = out[i-1]
		case above[i] == 0:
			out[i] = below[i]
		case below[i] < 0:
			out[i] = above[i]
		default:
			out[i] = (above[i] + below[i]) / 2
		}
		out[i] = max(out[i], out[i-1]+0.01)
	}
	out[rows] = max(out[rows], out[rows-1]+0.01)
	if t.ruled {
		out[0] = min(out[0], t.levels[0].at)
		out[rows] = max(out[rows], min(t.levels[len(t.levels)-1].at, out[rows]+2*t.em))
	}
	return out
}

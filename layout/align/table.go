package align

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// Table is a region that is a table, with all that tells its grid.
type Table struct {
	Region
	Columns Columns
	Head    Head
	Rows    Rows
	Grid    *grid.Grid
}

// Look is a region that was looked at, and what it was seen to be.
type Look struct {
	Region
	Columns Columns // where its text was parted into columns
	Verdict Verdict
	Table   *Table // nil where it is none
}

// Verdict tells what a region is.
type Verdict string

const (
	// IsTable is a table.
	IsTable Verdict = "a table"
	// IsTaken is lines that all stand in tables that were found before.
	IsTaken Verdict = "part of another table"
	// IsBlank is rulings with no text between them.
	IsBlank Verdict = "no text"
	// IsLine is a single line of text, with no header over it.
	IsLine Verdict = "a single line"
	// IsColumn is text that nothing parts into columns.
	IsColumn Verdict = "a single column"
	// IsPictured is text of which pictures are a part.
	IsPictured Verdict = "text and pictures"
	// IsDiagram is text in boxes that stand apart.
	IsDiagram Verdict = "boxes that stand apart"
	// IsText is text that happens to stand in columns: too few rows or figures, too many long texts, or dots that
	// lead to the numbers of pages.
	IsText Verdict = "text in columns"
)

// look tells what a region is, of which some lines may stand in tables already.
func (v scene) look(r Region) Look {
	if len(r.Lines) == 0 {
		return Look{Region: r, Verdict: IsBlank}
	}
	free := slices.DeleteFunc(slices.Clone(r.Lines), func(l *Line) bool { return v.taken[l] })
	if len(free) == 0 {
		return Look{Region: r, Verdict: IsTaken}
	}
	r.Lines = free
	if v.pictured(r) {
		return Look{Region: r, Verdict: IsPictured}
	}
	if v.boxed(r) {
		return Look{Region: r, Verdict: IsDiagram}
	}
	if up := v.headed(r); up.Lines != nil {
		if t := v.framed(up); t.Told {
			if l := v.lookAt(t); l.Table != nil {
				return l
			}
		}
	}
	if len(r.Lines) < 2 {
		return Look{Region: r, Verdict: IsLine}
	}
	t := v.framed(r)
	if len(t.Xs) < 3 {
		return Look{Region: r, Columns: t.Columns, Verdict: IsColumn}
	}
	return v.lookAt(t)
}

// framed finds the header and the columns of a region.
func (v scene) framed(r Region) frame {
	t := outlineOf(r, v.em, &v.s.Align)
	return frame{t, t.columns(v.sides)}
}

// lookAt tells what a region is whose columns are known.
func (v scene) lookAt(t frame) Look {
	l := Look{t.Region, t.Columns, IsText, v.tableOf(t)}
	if l.Table != nil {
		l.Verdict = IsTable
	}
	return l
}

// tableOf makes a table of a region whose columns are known; nil where it is none.
func (v scene) tableOf(t frame) *Table {
	head := headOf(t)
	rows := rowsOf(t, t.blocks())
	if !t.isTable(head, rows) {
		return nil
	}
	return v.built(t, head, rows)
}

// blocks are the texts of the body's lines, parted at the columns.
func (t frame) blocks() []block {
	var out []block
	for k := t.head; k < len(t.Lines); k++ {
		out = append(out, t.cut(k)...)
	}
	return out
}

// built puts a table together from its header and its rows.
func (v scene) built(t frame, head Head, rows Rows) *Table {
	cells := head.cells
	for i, band := range rows.bands {
		row := besides(band)
		for k := range row {
			row[k].r0, row[k].r1 = head.Rows+i, head.Rows+max(i, row[k].r1)
			if free := nextColumn(row, k, len(t.Text)); free > row[k].c1+1 {
				row[k].c1 = t.drawnOver(row[k], free)
			}
		}
		cells = append(cells, row...)
	}
	g := v.gridOf(t, cells, head.Rows+len(rows.bands), rows.ruled())
	g.ColumnsBy, g.RowsBy = grid.ReasonsOf(g.Xs, t.By), grid.ReasonsOf(g.Ys, t.rowReasons(head, rows))
	return &Table{t.Region, t.Columns, head, rows, g}
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
func (t frame) drawnOver(b block, free int) int {
	if !t.Drawn {
		return b.c1
	}
	for _, l := range t.Levels {
		if l.At < b.bottom {
			continue
		}
		if l.At-b.bottom > t.s.RuleUnderRow*t.em || !t.full(l) {
			return b.c1
		}
		for _, x := range l.Edges {
			part, ok := t.drawnPart(x, b)
			if !ok {
				continue
			}
			last := b.c1
			for last+1 < free && t.Xs[last+2] < part.To+t.em {
				last++
			}
			return last
		}
	}
	return b.c1
}

// besides sorts the blocks of a row and joins those that stand in the same columns.
func besides(band []block) []block {
	slices.SortStableFunc(band, func(a, b block) int { return cmp.Or(cmp.Compare(a.c0, b.c0), cmp.Compare(a.top, b.top)) })
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

// isTable tells a table from text that happens to stand in columns.
func (t frame) isTable(head Head, body Rows) bool {
	n := t.count(body.bands)
	const heads = 3
	if t.Told && len(head.cells) >= heads && n.figures > 0 && n.long*3 <= n.filled {
		return true
	}
	if t.Ruled {
		rows := n.rows >= 1 && (len(head.cells) > 1 || n.rows > 1) || t.Drawn && len(head.cells) >= heads && n.bands > 0
		return rows && n.long*2 <= n.filled
	}
	if n.long*3 > n.filled || n.figures <= n.bands && t.contents() || n.equations*2 >= n.bands {
		return false
	}
	if len(t.Text) == 2 {
		return n.rows >= 4 && n.figures*3 >= n.filled && (len(head.cells) > 1 || !t.paged(body.bands))
	}
	return n.rows >= 3 && (n.figures*4 >= n.filled || n.rows >= 4 && n.rows*5 >= n.bands*3)
}

// bodyCount counts what tells a table's body: its rows, those of several cells, its cells, those
// with figures, those that look like running text, and those that begin or end with a sign of equality.
type bodyCount struct{ bands, rows, filled, figures, long, equations int }

func (t frame) count(bands [][]block) bodyCount {
	n := bodyCount{bands: len(bands)}
	for _, band := range bands {
		if len(band) > 1 {
			n.rows++
		}
		n.filled += len(band)
		for _, b := range band {
			if b.figure {
				n.figures++
			}
			if b.x1-b.x0 > t.s.ProseShare*(t.Text[b.c0].X1-t.Text[b.c0].X0) && runes(b.chars) > t.s.ProseRunes {
				n.long++
			}
			if text := (page.Line{Chars: b.chars}).Text(t.s.WordGap); strings.HasPrefix(text, "=") || strings.HasSuffix(text, "=") {
				n.equations++
			}
		}
	}
	return n
}

// contents tells a table of contents: dots lead from most of its texts to their pages.
func (t frame) contents() bool {
	n := 0
	for _, r := range t.Lines {
		if r.leader {
			n++
		}
	}
	return n*2 >= len(t.Lines)
}

// paged tells contents without leaders: each text has the number of a page, which never falls from row to row.
func (t frame) paged(bands [][]block) bool {
	const pageDigits = 4
	last := ""
	for _, band := range bands {
		if len(band) != 2 || band[0].figure {
			return false
		}
		number := page.Line{Chars: band[1].chars}.Text(t.s.WordGap)
		if len(number) > pageDigits || strings.Trim(number, "0123456789") != "" {
			return false
		}
		if cmp.Or(cmp.Compare(len(number), len(last)), cmp.Compare(number, last)) < 0 {
			return false
		}
		last = number
	}
	return true
}

// gridOf puts cells on a grid and fills the places that none covers with blank ones.
func (v scene) gridOf(t frame, cells []block, rows int, ruled bool) *grid.Grid {
	g := &grid.Grid{Page: v.number, Xs: t.Xs, Ys: t.heights(cells, rows), Em: v.em, LooseColumns: true, LooseRows: !ruled}
	closed := grid.Sides{Top: true, Bottom: true}
	cells, places := placed(cells, rows, len(t.Xs)-1)
	for _, b := range cells {
		g.Cells = append(g.Cells, grid.Cell{Span: b.span(), Closed: closed, Content: page.ContentOf(b.chars, page.Fit{Left: t.Text[b.c0].X0}, v.s), Chars: b.chars})
	}
	for r, c := range places.AllFree() {
		g.Cells = append(g.Cells, grid.Cell{Span: grid.Span{Row: r, Column: c, RowSpan: 1, ColumnSpan: 1}, Closed: closed})
	}
	sortCells(g.Cells)
	return g
}

// sortCells puts cells in the order of rows, then columns.
func sortCells(cells []grid.Cell) {
	slices.SortStableFunc(cells, func(x, y grid.Cell) int { return x.Span.Compare(y.Span) })
}

// placed gives the cells that share no place of the grid: what would stand on another's place is put into that
// one, so that no text is lost.
func placed(cells []block, rows, columns int) ([]block, grid.Places) {
	places := grid.PlacesOf(rows, columns)
	var out []block
	for _, b := range cells {
		if on := firstOn(places, b.span()); on >= 0 {
			o := &out[on]
			c0, c1 := o.c0, o.c1
			o.add(b)
			o.c0, o.c1 = c0, c1
			continue
		}
		places.Cover(b.span(), len(out))
		out = append(out, b)
	}
	return out, places
}

// firstOn is the first cell that stands on a place of a span, -1 where all are free.
func firstOn(places grid.Places, s grid.Span) int {
	for r := s.Row; r < s.Row+s.RowSpan; r++ {
		for k := s.Column; k < s.Column+s.ColumnSpan; k++ {
			if on := places.At(r, k); on >= 0 {
				return on
			}
		}
	}
	return -1
}

// heights are the boundaries of the rows: half way between the texts over and under them.
func (t frame) heights(cells []block, rows int) []float64 {
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
	out[0], out[rows] = top-t.s.Padding*t.em, bottom+t.s.Padding*t.em
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
		out[i] = max(out[i], out[i-1]+t.s.LeastHeight)
	}
	out[rows] = max(out[rows], out[rows-1]+t.s.LeastHeight)
	if t.Ruled {
		out[0] = min(out[0], t.Levels[0].At)
		out[rows] = max(out[rows], min(t.foot(), out[rows]+2*t.em))
	}
	return out
}

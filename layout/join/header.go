package join

import (
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// cellTexts is the view of a grid that header rules need: at every place the cell and its text without white space.
type cellTexts struct {
	rows, columns int
	at            []*grid.Cell
	text          map[*grid.Cell]string
}

func textsOf(cells []grid.Cell, rows, columns int) cellTexts {
	v := cellTexts{rows, columns, make([]*grid.Cell, rows*columns), make(map[*grid.Cell]string, len(cells))}
	for i := range cells {
		c := &cells[i]
		v.text[c] = page.Unspaced(c.Text)
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				v.at[r*columns+k] = c
			}
		}
	}
	for i, c := range v.at {
		if c == nil { // where joined parts leave a place uncovered
			v.at[i] = &grid.Cell{Span: grid.Span{Row: i / columns, Column: i % columns, RowSpan: 1, ColumnSpan: 1}}
		}
	}
	return v
}

func (v cellTexts) cell(r, c int) *grid.Cell { return v.at[r*v.columns+c] }

// row gives the cells that touch row r, from left to right, each once.
func (v cellTexts) row(r int) []*grid.Cell {
	var out []*grid.Cell
	for c := 0; c < v.columns; {
		cell := v.cell(r, c)
		out = append(out, cell)
		c = cell.Column + cell.ColumnSpan
	}
	return out
}

// headerRows is how many leading rows of a grid are column header: the rows over
// which the first row's cells span or are parted, and the numbering rows under them.
// A form, whose labels stand beside their values, has none.
func headerRows(cells []grid.Cell, rows, columns int) int {
	if rows == 0 || columns < 2 {
		return 0
	}
	v := textsOf(cells, rows, columns)
	if v.form() {
		return 0
	}
	h := 0
	for h < rows && v.blank(h) && h < 2 {
		h++ // a header may begin with a ruled blank row
	}
	if h == rows || v.bodyRow(h) && !v.spanned(h) {
		return 0
	}
	start := h
	h = v.spanEnd(h)
	for h < rows && h < start+6 && v.parted(h-1) && !v.bodyRow(h) {
		h = v.spanEnd(h)
	}
	for h < rows && v.numbering(h) {
		h++
	}
	return h
}

// spanEnd is the first row under all header cells that begin in row r.
func (v cellTexts) spanEnd(r int) int {
	end := r + 1
	for _, c := range v.row(r) {
		// A blank cell that runs down the whole body is no header cell.
		if c.Row == r && c.Row+c.RowSpan > end && (v.text[c] != "" || c.RowSpan <= 4) && c.RowSpan <= 6 {
			end = c.Row + c.RowSpan
		}
	}
	end = min(end, v.rows)
	for k := r + 1; k < end; k++ {
		if v.amountRow(k) {
			return k
		}
	}
	return end
}

// amountRow tells a row in which a cell begins that holds an amount with decimals: it heads nothing.
func (v cellTexts) amountRow(r int) bool {
	for _, c := range v.row(r) {
		if c.Row == r && caption.Decimals(v.text[c]) > 0 {
			return true
		}
	}
	return false
}

// parted tells whether a header cell that ends in row r spans columns that the next row parts.
func (v cellTexts) parted(r int) bool {
	if r+1 >= v.rows {
		return false
	}
	for _, c := range v.row(r) {
		if c.ColumnSpan > 1 && c.Row+c.RowSpan == r+1 && v.text[c] != "" {
			below := v.cell(r+1, c.Column)
			if below.ColumnSpan < c.ColumnSpan {
				return true
			}
		}
	}
	return false
}

func (v cellTexts) spanned(r int) bool {
	for _, c := range v.row(r) {
		if c.RowSpan > 1 || c.ColumnSpan > 1 {
			return true
		}
	}
	return false
}

func (v cellTexts) blank(r int) bool {
	for _, c := range v.row(r) {
		if v.text[c] != "" {
			return false
		}
	}
	return true
}

// bodyRow tells a row that holds data: an amount, a code, a numbered item or a total's label.
func (v cellTexts) bodyRow(r int) bool {
	if v.numbering(r) {
		return false
	}
	for _, c := range v.row(r) {
		t := v.text[c]
		if c.Row != r || t == "" {
			continue
		}
		if caption.IsAmount(t) && !caption.IsYear(t) || caption.IsCode(t) || caption.IsCodedName(t) || caption.IsItem(t) {
			return true
		}
	}
	first := v.row(r)[0]
	return caption.IsTotal(v.text[first]) && v.others(r, first)
}

// others tells whether the rest of a total row is amounts and blanks only.
func (v cellTexts) others(r int, first *grid.Cell) bool {
	for _, c := range v.row(r) {
		if t := v.text[c]; c != first && t != "" && !caption.IsAmount(t) {
			return false
		}
	}
	return true
}

// numbering tells a row that numbers the columns: 栏次, ** or 1 2 3 … under the header.
func (v cellTexts) numbering(r int) bool {
	count, marked, next, run := 0, false, 0, true
	for _, c := range v.row(r) {
		t := v.text[c]
		if c.RowSpan > 1 {
			return false
		}
		switch {
		case t == "":
		case caption.NamesColumnMarks(t):
			marked = true
			count++
		default:
			n, ok := caption.ColumnMark(t)
			if !ok {
				return false
			}
			count++
			if n >= 0 {
				if next != 0 && n != next {
					run = false
				}
				next = n + 1
			}
		}
	}
	return marked && count > 1 || count >= 3 && run && next > 2 && count*2 >= len(v.row(r))
}

// form tells a grid of labels beside their values: its first row is a label and one
// value that takes all the rest of the width, or label–value pairs.
func (v cellTexts) form() bool {
	r := 0
	for r < v.rows-1 && v.blank(r) {
		r++
	}
	row := v.row(r)
	if below := r + 1; len(row) == 1 && below < v.rows && len(v.row(below)) == 1 && prose(v.text[v.row(below)[0]]) {
		return true // a label over what is said
	}
	if len(row) < 2 || len(row) > 4 || v.columns < 3 && v.rows < 3 || row[0].RowSpan > 1 {
		return false
	}
	first, second := row[0], row[1]
	labelled := v.label(first)
	switch {
	case len(row) == 4:
		return labelled && v.label(row[2])
	case len(row) == 3:
		return false
	case prose(v.text[second]):
		return true
	case second.ColumnSpan == 1 || v.splitBelow(r, second) && (!labelled || caption.HeadsColumns(v.text[second])):
		return false
	}
	return labelled || first.ColumnSpan == 1 && v.columns > 2
}

// label tells a cell that names a form's field.
func (v cellTexts) label(c *grid.Cell) bool {
	t := caption.WithoutBrackets(v.text[c])
	return caption.IsFormLabel(t) || utf8.RuneCountInString(t) <= 12 && caption.NamesSomething(t)
}

// prose tells a text that is said rather than named: it heads nothing.
func prose(t string) bool {
	return caption.IsSentence(t) || utf8.RuneCountInString(t) > 30
}

// splitBelow tells whether the row under a spanning cell parts it into one cell a column,
// all with short texts: then it heads them.
func (v cellTexts) splitBelow(r int, c *grid.Cell) bool {
	if r+c.RowSpan >= v.rows {
		return false
	}
	n := 0
	for k := c.Column; k < c.Column+c.ColumnSpan; {
		below := v.cell(r+c.RowSpan, k)
		if v.text[below] == "" || utf8.RuneCountInString(v.text[below]) > 14 || below.ColumnSpan > 1 && c.ColumnSpan > 3 {
			return false
		}
		n++
		k = below.Column + below.ColumnSpan
	}
	first := v.cell(r+c.RowSpan, 0)
	return n > 1 && (first.Row < r+c.RowSpan || v.text[first] != "" && !caption.IsFormLabel(v.text[first]))
}

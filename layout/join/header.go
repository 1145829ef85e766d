package join

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// headerRows is how many leading rows of a grid are column header: the rows over
// which the first row's cells span or are parted, and the numbering rows under them.
// A form, whose labels stand beside their values, has none.
func (v *texts) headerRows(s *settings.Settings) int {
	if v.rows() == 0 || v.columns() < 2 || v.isForm(s) {
		return 0
	}
	h := 0
	for h < v.rows() && v.isBlank(h) && h < s.Join.Header.Blank {
		h++
	}
	if h == v.rows() || v.isBody(h, s) && !v.hasSpans(h) {
		return 0
	}
	end := h + s.Join.Header.Rows
	h = v.spanEnd(h, s)
	for h < v.rows() && h < end && v.isParted(h-1) && !v.isBody(h, s) {
		h = v.spanEnd(h, s)
	}
	for h < v.rows() && v.numbersColumns(h, s) {
		h++
	}
	return h
}

// spanEnd is the first row under all header cells that begin in row r.
func (v *texts) spanEnd(r int, s *settings.Settings) int {
	set := &s.Join.Header
	end := r + 1
	for _, c := range v.row(r) {
		// A blank cell that runs down the whole body is no header cell.
		if c.Row == r && c.RowSpan <= set.Rows && (c.text != "" || c.RowSpan <= set.BlankRows) {
			end = max(end, r+c.RowSpan)
		}
	}
	end = min(end, v.rows())
	for k := r + 1; k < end; k++ {
		if v.hasDecimals(k) {
			return k
		}
	}
	return end
}

// hasDecimals tells a row in which a cell begins that holds an amount with decimals: it heads nothing.
func (v *texts) hasDecimals(r int) bool {
	return slices.ContainsFunc(v.row(r), func(c *textCell) bool { return c.Row == r && caption.Decimals(c.text) > 0 })
}

// isParted tells whether a header cell that ends in row r spans columns that the next row parts.
func (v *texts) isParted(r int) bool {
	return r+1 < v.rows() && slices.ContainsFunc(v.row(r), func(c *textCell) bool {
		return c.ColumnSpan > 1 && c.Row+c.RowSpan == r+1 && c.text != "" && v.at(r+1, c.Column).ColumnSpan < c.ColumnSpan
	})
}

func (v *texts) hasSpans(r int) bool {
	return slices.ContainsFunc(v.row(r), func(c *textCell) bool { return c.RowSpan > 1 || c.ColumnSpan > 1 })
}

func (v *texts) isBlank(r int) bool {
	return !slices.ContainsFunc(v.row(r), func(c *textCell) bool { return c.text != "" })
}

// isBody tells a row that holds data: an amount, a code, a numbered item or a total's label.
func (v *texts) isBody(r int, s *settings.Settings) bool {
	if v.numbersColumns(r, s) {
		return false
	}
	row := v.row(r)
	for _, c := range row {
		if t := c.text; c.Row == r && (caption.IsAmount(t) && !words.IsYearAlone(t) || caption.IsCode(t) || caption.IsCodedName(t) || words.IsItem(t)) {
			return true
		}
	}
	named := func(c *textCell) bool { return c.text != "" && !caption.IsAmount(c.text) }
	return caption.IsTotal(row[0].text) && !slices.ContainsFunc(row[1:], named)
}

// beginsWithBody tells whether no header stands over the body: but for rows of a label alone, the first row is one of it.
func (v *texts) beginsWithBody(s *settings.Settings) bool {
	r := 0
	for r < v.rows()-1 && !slices.ContainsFunc(v.row(r)[1:], func(c *textCell) bool { return c.text != "" }) {
		r++
	}
	return v.isBody(r, s)
}

// numbersColumns tells a row that numbers the columns: 栏次, **, 1 2 3 … or A B … under the header. One or two
// numbers do where they are those of all columns but the labels'.
func (v *texts) numbersColumns(r int, s *settings.Settings) bool {
	row := v.row(r)
	marks, named, first, next, inOrder := 0, false, 0, 0, true
	for _, c := range row {
		if c.RowSpan > 1 {
			return false
		}
		if c.text == "" {
			continue
		}
		marks++
		if caption.NamesColumnMarks(c.text) {
			named = true
			continue
		}
		n, ok := columnMark(c.text)
		if !ok {
			return false
		}
		if n > 0 {
			first = cmp.Or(first, n)
			inOrder = inOrder && (next == 0 || n == next)
			next = n + 1
		}
	}
	set := &s.Join.Header
	all := row[0].text == "" && marks == len(row)-1 && first == 1 && next == marks+1
	return named && marks > 1 || inOrder && (all || next > set.Counts && marks >= set.Marks && float64(marks) >= set.Share*float64(len(row)))
}

// columnMark reads a mark that numbers a column; letters count as well: A, C=A+B. The number is 0 where it tells none.
func columnMark(text string) (number int, ok bool) {
	if text[0] >= 'A' && text[0] <= 'Z' && words.IsColumnFormula(text) {
		return int(text[0]-'A') + 1, true
	}
	return caption.ColumnMark(text)
}

// isForm tells a grid of labels beside their values: its first row is a label and one
// value that takes all the rest of the width, or label–value pairs.
func (v *texts) isForm(s *settings.Settings) bool {
	r := 0
	for r < v.rows()-1 && v.isBlank(r) {
		r++
	}
	row := v.row(r)
	if len(row) == 1 && r+1 < v.rows() {
		below := v.row(r + 1)
		return len(below) == 1 && isSaid(below[0].text, s) // a label over what is said
	}
	small := v.columns() < s.Join.Form.Least && v.rows() < s.Join.Form.Least
	if small || row[0].RowSpan > 1 {
		return false
	}
	switch len(row) {
	case 2:
		return v.isPair(r, row[0], row[1], s)
	case 4:
		return isField(row[0].text, s) && isField(row[2].text, s)
	}
	return false
}

// isPair tells a row of a label and its value.
func (v *texts) isPair(r int, label, value *textCell, s *settings.Settings) bool {
	field := isField(label.text, s)
	switch {
	case isSaid(value.text, s):
		return true
	case value.ColumnSpan == 1, v.headsColumns(r, value, s) && (!field || caption.HeadsColumns(value.text)):
		return false
	}
	return field || label.ColumnSpan == 1 && v.columns() > 2
}

// isField tells a text that names a form's field.
func isField(text string, s *settings.Settings) bool {
	text = caption.WithoutBrackets(text)
	return caption.IsFormLabel(text) || utf8.RuneCountInString(text) <= s.Join.Form.Label && caption.NamesSomething(text)
}

// isSaid tells a text that is said rather than named: it heads nothing.
func isSaid(text string, s *settings.Settings) bool {
	return caption.IsSentence(text) || utf8.RuneCountInString(text) > s.Join.Form.Said
}

// headsColumns tells whether the row under a spanning cell parts it into one cell a column,
// all with short texts: then it heads them.
func (v *texts) headsColumns(r int, c *textCell, s *settings.Settings) bool {
	under := r + c.RowSpan
	if under >= v.rows() {
		return false
	}
	n := 0
	for k := c.Column; k < c.Column+c.ColumnSpan; n++ {
		below := v.at(under, k)
		if below.text == "" || utf8.RuneCountInString(below.text) > s.Join.Header.Length || below.ColumnSpan > 1 && c.ColumnSpan > s.Join.Form.Group {
			return false
		}
		k = below.Column + below.ColumnSpan
	}
	first := v.at(under, 0)
	return n > 1 && (first.Row < under || first.text != "" && !caption.IsFormLabel(first.text))
}

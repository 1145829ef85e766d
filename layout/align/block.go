package align

import (
	"slices"
	"unicode/utf8"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// block is a piece of text that belongs to one cell, or a whole cell.
type block struct {
	c0, c1      int // first and last column
	r0, r1      int // first and last row
	line        int // index of its first line
	x0, x1      float64
	top, bottom float64
	chars       []page.Char
	figure      bool
}

// add puts the text of c into b.
func (b *block) add(c block) {
	b.c0, b.c1 = min(b.c0, c.c0), max(b.c1, c.c1)
	b.x0, b.x1 = min(b.x0, c.x0), max(b.x1, c.x1)
	b.top, b.bottom = min(b.top, c.top), max(b.bottom, c.bottom)
	b.chars = append(slices.Clip(b.chars), c.chars...)
	b.figure = b.figure && c.figure
}

// overlaps tells whether two blocks share a column, covers whether a block stands in column c.
func (b block) overlaps(x block) bool { return b.c0 <= x.c1 && b.c1 >= x.c0 }
func (b block) covers(c int) bool     { return b.c0 <= c && b.c1 >= c }

// span is what the block covers of its table's grid.
func (b block) span() grid.Span {
	return grid.Span{Row: b.r0, Column: b.c0, RowSpan: b.r1 - b.r0 + 1, ColumnSpan: b.c1 - b.c0 + 1}
}

// item tells a text that begins as the labels of a list do: 一、 or （一）. It is no rest of the text above.
func (b block) item() bool {
	const long = 24 // characters; longer ones are paragraphs in a cell
	return runes(b.chars) <= long && words.IsItem(words.Unspaced(page.InOrder(b.chars)))
}

// runes counts the characters of glyphs.
func runes(chars []page.Char) int {
	n := 0
	for _, c := range chars {
		n += utf8.RuneCountInString(c.Text)
	}
	return n
}

// extentOf is the height that a row's texts take.
func extentOf(band []block) (top, bottom float64) {
	top, bottom = band[0].top, band[0].bottom
	for _, b := range band[1:] {
		top, bottom = min(top, b.top), max(bottom, b.bottom)
	}
	return top, bottom
}

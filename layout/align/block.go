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

// block makes a block of a stretch of line k.
func (t frame) block(k int, w word) block {
	r := t.Lines[k]
	b := block{line: k, x0: w.x0, x1: w.x1, top: r.Top, bottom: r.Bottom, chars: r.Chars[w.from:w.to], figure: figure(r.text(w))}
	b.c0, b.c1 = t.reach(w)
	return b
}

// reach gives the columns over whose text a stretch of text stands.
func (t frame) reach(w word) (first, last int) {
	first = t.column((w.x0 + w.x1) / 2)
	last = first
	slack := t.s.Inside * t.em
	if t.Told {
		return min(t.column(w.x0+slack), first), max(t.column(w.x1-slack), last)
	}
	for c, e := range t.Text {
		if w.x1-slack > max(e.X0, t.Xs[c]) && w.x0+slack < min(e.X1, t.Xs[c+1]) {
			first, last = min(first, c), max(last, c)
		}
	}
	return first, last
}

// cut parts line k of the body at the column boundaries. The text of a line of one piece may
// run over them.
func (t frame) cut(k int) []block {
	r := t.Lines[k]
	var out []block
	for _, p := range r.pieces {
		c0, c1 := t.reach(p)
		if c0 == c1 || !r.multi() && !t.gapAt(r, p) {
			out = append(out, t.block(k, p))
			continue
		}
		out = append(out, t.split(k, p)...)
	}
	return merged(out)
}

// gapAt tells whether every boundary that a piece crosses falls into a space of half an em.
func (t frame) gapAt(r *Line, p word) bool {
	between := gaps(r.wordsOf(p))
	inside, near := t.s.Inside*t.em, t.s.Inside*t.em/2
	for _, x := range t.Xs {
		if x < p.x0+inside || x > p.x1-inside {
			continue
		}
		if !slices.ContainsFunc(between, func(g page.Interval) bool { return g.X0 < x+near && g.X1 > x-near && g.X1-g.X0 > t.em/2 }) {
			return false
		}
	}
	return true
}

// split parts a piece at the column boundaries that fall between its words.
func (t frame) split(k int, p word) []block {
	var out []block
	for _, w := range t.Lines[k].wordsOf(p) {
		b := t.block(k, w)
		n := len(out)
		if n == 0 || out[n-1].c1 < b.c0 {
			out = append(out, b)
			continue
		}
		last := &out[n-1]
		last.chars = append(slices.Clip(last.chars), upTo(t.Lines[k], w)...)
		last.x1 = max(last.x1, w.x1)
		last.c1 = max(last.c1, b.c1)
		last.figure = last.figure && b.figure
	}
	return out
}

// upTo gives the glyphs of a word of a line, the spaces before it included.
func upTo(r *Line, w word) []page.Char {
	from := w.from
	for from > 0 && r.Chars[from-1].Flags&page.Space != 0 {
		from--
	}
	return r.Chars[from:w.to]
}

// merged joins the neighbouring blocks of one line that stand in one column.
func merged(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if n := len(out); n > 0 && out[n-1].c1 >= b.c0 {
			out[n-1].add(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

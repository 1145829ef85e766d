package align

import (
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/page"
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
	b.chars = append(b.chars[:len(b.chars):len(b.chars)], c.chars...)
	b.figure = b.figure && c.figure
}

// item tells a text that begins as the labels of a list do: 一、 or （一）. It is no rest of the text above.
func (b *block) item() bool {
	const long = 24 // characters; longer ones are paragraphs in a cell
	return runes(b.chars) <= long && caption.IsItem(page.Unspaced(page.InOrder(b.chars)))
}

// block makes a block of a stretch of line k.
func (t *tableau) block(k int, w word) block {
	r := t.rows[k]
	b := block{line: k, x0: w.x0, x1: w.x1, top: r.Top, bottom: r.Bottom, chars: r.Chars[w.from:w.to], figure: figure(r.text(w))}
	b.c0, b.c1 = t.reach(w)
	return b
}

// reach gives the columns over whose text a stretch of text stands.
func (t *tableau) reach(w word) (first, last int) {
	first = t.column((w.x0 + w.x1) / 2)
	last = first
	slack := 0.4 * t.em
	if t.told {
		return min(t.column(w.x0+slack), first), max(t.column(w.x1-slack), last)
	}
	for c, e := range t.extent {
		if w.x1-slack > max(e.X0, t.xs[c]) && w.x0+slack < min(e.X1, t.xs[c+1]) {
			first, last = min(first, c), max(last, c)
		}
	}
	return first, last
}

// cut parts line k of the body at the column boundaries. The text of a line of one piece may
// run over them.
func (t *tableau) cut(k int) []block {
	r := t.rows[k]
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
func (t *tableau) gapAt(r *Line, p word) bool {
	words := t.wordsOf(r, p)
	for _, x := range t.xs {
		if x < p.x0+0.4*t.em || x > p.x1-0.4*t.em {
			continue
		}
		if !slices.ContainsFunc(pairs(words), func(g page.Interval) bool { return g.X0 < x+0.2*t.em && g.X1 > x-0.2*t.em && g.X1-g.X0 > 0.5*t.em }) {
			return false
		}
	}
	return true
}

func pairs(words []word) []page.Interval {
	var out []page.Interval
	for i := 1; i < len(words); i++ {
		out = append(out, page.Interval{X0: words[i-1].x1, X1: words[i].x0})
	}
	return out
}

// wordsOf gives the words of a piece.
func (t *tableau) wordsOf(r *Line, p word) []word {
	var out []word
	for _, w := range r.words {
		if w.from >= p.from && w.to <= p.to {
			out = append(out, w)
		}
	}
	return out
}

// split parts a piece at the column boundaries that fall between its words.
func (t *tableau) split(k int, p word) []block {
	var out []block
	for _, w := range t.wordsOf(t.rows[k], p) {
		b := t.block(k, w)
		if n := len(out); n > 0 && out[n-1].c1 >= b.c0 {
			prev := out[n-1]
			out[n-1] = t.block(k, word{prev.x0, max(prev.x1, w.x1), 0, 0})
			out[n-1].chars = append(prev.chars[:len(prev.chars):len(prev.chars)], between(t.rows[k], prev, w)...)
			out[n-1].figure = prev.figure && b.figure
			out[n-1].c0, out[n-1].c1 = prev.c0, max(prev.c1, b.c1)
			continue
		}
		out = append(out, b)
	}
	return out
}

// between gives the glyphs of a line from behind a block to the end of a word, spaces included.
func between(r *Line, b block, w word) []page.Char {
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

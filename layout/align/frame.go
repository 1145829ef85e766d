package align

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// frame is an outline with its columns.
type frame struct {
	outline
	Columns
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

// columns finds the column boundaries: the places where the lines were drawn cell by cell, the vertical
// lines, and the white space that runs through the body.
func (t outline) columns(sides []grid.Edge) Columns {
	many := t.withoutLong(manyPieces(t.body(), t.Lines))
	seams := t.drawnColumns(many, sides)
	c := Columns{Drawn: len(seams.Xs) > 0, Xs: seams.Xs, By: seams.By}
	for _, v := range t.valleys(many) {
		if !slices.ContainsFunc(seams.Xs, func(x float64) bool { return x > v.X0-t.em/2 && x < v.X1+t.em/2 }) {
			v = t.clip(v)
			c = c.with((v.X0+v.X1)/2, ByValley)
		}
	}
	x0, x1 := span(t.Lines)
	if len(t.Levels) > 0 && t.Ruled {
		x0, x1 = min(x0, t.Levels[0].From), max(x1, t.Levels[0].To)
	}
	for k := len(c.Xs) - 1; k >= 0; k-- {
		if x := c.Xs[k]; x < x0+t.em/2 || x > x1-t.em/2 {
			c = c.without(k)
		}
	}
	c = c.inserted(0, x0-1, ByEdge)
	c = c.inserted(len(c.Xs), x1+1, ByEdge)
	c = t.withoutBlank(c)
	c = t.starts(c)
	c = t.together(c, seams.Xs)
	c = t.leafColumns(c, seams.Xs)
	c = t.headOnly(c)
	return t.measured(c)
}

// rule gives the part-width line right under a header block: it tells what the block spans.
func (t frame) rule(b block) (grid.Edge, bool) {
	for _, l := range t.Levels {
		if l.At < (b.top+b.bottom)/2 {
			continue
		}
		for _, x := range l.Edges {
			if x.From > b.x1 || x.To < b.x0 {
				continue
			}
			if l.At-b.bottom > t.s.RuleUnderCell*t.em {
				return grid.Edge{}, false
			}
			if part, ok := t.drawnPart(x, b); ok {
				return part, true
			}
			return x, (!t.full(l) || len(l.Edges) > 1) && x.From < b.x0+t.em && x.To > b.x1-t.em
		}
	}
	return grid.Edge{}, false
}

// drawnPart is the part of a line over the whole width that was drawn for the cell of b alone.
func (t frame) drawnPart(l grid.Edge, b block) (grid.Edge, bool) {
	ends := slices.Concat([]float64{l.From}, l.Breaks, []float64{l.To})
	if len(ends) == 2 {
		return grid.Edge{}, false
	}
	for i := 1; i < len(ends); i++ {
		if ends[i-1] < b.x0+t.em/2 && ends[i] > b.x1-t.em/2 {
			return grid.Edge{At: l.At, From: ends[i-1], To: ends[i]}, true
		}
	}
	return grid.Edge{}, false
}

package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/settings"
)

// Line is a line of glyphs while it is being put together.
type Line struct {
	Chars       []Char
	Top, Bottom float64
}

// Left is where the line's first glyph begins.
func (r Line) Left() float64 { return r.Chars[0].Box.X0 }

// Right is where the line's last glyph ends.
func (r Line) Right() float64 { return r.Chars[len(r.Chars)-1].Box.X1 }

// Size is the font size of the line's first glyph.
func (r Line) Size() float64 { return r.Chars[0].Size }

// LinesOf parts upright glyphs into lines by the overlap of their heights, top to
// bottom, each sorted from left to right. Blank glyphs only count inside a line. It puts
// the glyphs themselves in that order.
func LinesOf(order []Char, sameLine float64) []Line { return appendLines(nil, order, sameLine) }

// appendLines appends what LinesOf gives.
func appendLines(out []Line, order []Char, sameLine float64) []Line {
	sortGlyphs(order, func(c *Char) float64 { return c.Box.Top + c.Box.Bottom })
	for i := 0; i < len(order); {
		top, bottom := order[i].Box.Top, order[i].Box.Bottom
		n := 1
		for ; i+n < len(order); n++ {
			b := order[i+n].Box
			overlap := min(bottom, b.Bottom) - max(top, b.Top)
			if overlap < sameLine*min(bottom-top, b.Bottom-b.Top) {
				break
			}
			// The line's height stays that of its tallest glyph, not the union:
			// else a chain of raised glyphs would run two lines together.
			if b.Bottom-b.Top > bottom-top {
				top, bottom = b.Top, b.Bottom
			}
		}
		line := order[i : i+n : i+n]
		sortGlyphs(line, func(c *Char) float64 { return c.Box.X0 + c.Box.X1 })
		if line = trimmed(line); len(line) > 0 {
			out = append(out, Line{line, top, bottom})
		}
		i += n
	}
	return out
}

// sortGlyphs puts glyphs in the order of where they stand, those at the same place in the order that they had. Glyphs
// are large: they are moved seldom, and those that are in order, as most are, not at all.
func sortGlyphs(glyphs []Char, at func(*Char) float64) {
	for i := 1; i < len(glyphs); i++ {
		if at(&glyphs[i]) < at(&glyphs[i-1]) {
			if len(glyphs) <= fewGlyphs {
				insertGlyphs(glyphs, i, at)
			} else {
				sortManyGlyphs(glyphs, at)
			}
			return
		}
	}
}

// fewGlyphs are sorted faster one by one than by their places.
const fewGlyphs = 48

// insertGlyphs puts the glyphs from the first that is out of order where they belong among those before them.
func insertGlyphs(glyphs []Char, first int, at func(*Char) float64) {
	for i := first; i < len(glyphs); i++ {
		to, here := i, at(&glyphs[i])
		for to > 0 && here < at(&glyphs[to-1]) {
			to--
		}
		if to < i {
			moved := glyphs[i]
			copy(glyphs[to+1:i+1], glyphs[to:i])
			glyphs[to] = moved
		}
	}
}

// sortManyGlyphs sorts the places of glyphs and then moves each glyph to its own, round by round.
func sortManyGlyphs(glyphs []Char, at func(*Char) float64) {
	type place struct {
		at   float64
		from int
	}
	places := make([]place, len(glyphs))
	for i := range glyphs {
		places[i] = place{at(&glyphs[i]), i}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.at, b.at), a.from-b.from) })
	for i := range places {
		if places[i].from == i {
			continue
		}
		first, to := glyphs[i], i
		for from := places[to].from; from != i; from = places[to].from {
			glyphs[to], places[to].from, to = glyphs[from], to, from
		}
		glyphs[to], places[to].from = first, to
	}
}

// trimmed cuts the white space at both ends of a line.
func trimmed(line []Char) []Char {
	for len(line) > 0 && line[0].Flags&Space != 0 {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1].Flags&Space != 0 {
		line = line[:len(line)-1]
	}
	return line
}

// Text writes a line's characters, with one space where one is printed or where
// Latin words stand apart.
func (r Line) Text(wordGap float64) string {
	size := 0
	for i := range r.Chars {
		size += len(r.Chars[i].Text)
	}
	var b strings.Builder
	b.Grow(size)
	blank := false
	for i := range r.Chars {
		c := &r.Chars[i]
		if c.Flags&Space != 0 {
			blank = true
			continue
		}
		if i > 0 {
			last := &r.Chars[i-1]
			gap := c.Box.X0 - last.Box.X1
			if blank || gap > wordGap*c.Size && Narrow(c) && Narrow(last) {
				b.WriteByte(' ')
			}
		}
		blank = false
		b.WriteString(c.Text)
	}
	return b.String()
}

// Words parts a line at its white space and wide gaps.
func (r Line) Words(s *settings.Settings) []Line {
	var out []Line
	from := 0
	flush := func(to int) {
		if to > from {
			out = append(out, Line{r.Chars[from:to], r.Top, r.Bottom})
		}
		from = to
	}
	for i := range r.Chars {
		c := &r.Chars[i]
		if c.Flags&Space != 0 {
			flush(i)
			from = i + 1
		} else if i > from && c.Box.X0-r.Chars[i-1].Box.X1 > s.Page.WordGap*c.Size {
			flush(i)
		}
	}
	flush(len(r.Chars))
	return out
}

// Narrow tells characters of scripts that part words by spaces.
func Narrow(c *Char) bool {
	r, _ := utf8.DecodeRuneInString(c.Text)
	return !Wide(r)
}

// Lead is the width of the word or figure that a line begins with and that a wrap does not divide.
func (r Line) Lead() float64 {
	n := 0
	for n < len(r.Chars) && Narrow(&r.Chars[n]) && r.Chars[n].Flags&Space == 0 {
		n++
	}
	if n == 0 {
		return 0
	}
	return r.Chars[n-1].Box.X1 - r.Chars[0].Box.X0
}

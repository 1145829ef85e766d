package page

import (
	"cmp"
	"slices"

	"yusuan/layout/settings"
)

// TextLine is one line of text: glyphs that share a baseline, left to right.
type TextLine struct {
	Page int
	Box  Rect
	Size float64 // largest font size on the line, in points
	Text string
	// Pieces are the parts between wide gaps, as in a caption's `部门：X      单位：万元`.
	Pieces []Piece
}

// Piece is a part of a line that wide gaps set apart.
type Piece struct {
	X0, X1 float64
	Text   string
}

// TextLinesOf gives the lines of glyphs that belong to no grid, from top to bottom: those in reading position, and
// by themselves those that run otherwise, as a page's number beside a sideways table does.
func TextLinesOf(page int, chars []Char, s *settings.Settings) []TextLine {
	var turned [4][]Char
	turned[0] = make([]Char, 0, len(chars))
	for _, c := range chars {
		if c.Turn > 0 && c.Turn < 4 {
			c.Box = c.Box.turned(c.Turn)
			turned[c.Turn] = append(turned[c.Turn], c)
		} else {
			turned[0] = append(turned[0], c)
		}
	}
	out := textLines(page, turned[0], s)
	for turn, chars := range turned {
		if turn == 0 || len(chars) == 0 {
			continue
		}
		for _, l := range textLines(page, chars, s) {
			l.Box = l.Box.Displayed(uint8(turn), 0, 0)
			for i := range l.Pieces {
				l.Pieces[i].X0, l.Pieces[i].X1 = l.Box.X0, l.Box.X1
			}
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b TextLine) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
	return out
}

// textLines gives the lines of glyphs that run from left to right.
func textLines(page int, chars []Char, s *settings.Settings) []TextLine {
	var out []TextLine
	for _, r := range LinesOf(chars, s.Page.SameLine) {
		l := TextLine{Page: page, Text: r.Text(s.Page.WordGap), Box: Rect{r.Left(), r.Top, r.Right(), r.Bottom}}
		from := 0
		for i, c := range r.Chars {
			l.Size = max(l.Size, c.Size)
			if c.Flags&Space != 0 {
				continue
			}
			l.Box.Top, l.Box.Bottom = min(l.Box.Top, c.Box.Top), max(l.Box.Bottom, c.Box.Bottom)
			if i > from {
				if gap := c.Box.X0 - inked(r.Chars[from:i]); gap > s.Page.ColumnGap*c.Size {
					l.Pieces = append(l.Pieces, piece(r.Chars[from:i], s))
					from = i
				}
			}
		}
		l.Pieces = append(l.Pieces, piece(r.Chars[from:], s))
		out = append(out, l)
	}
	return out
}

// inked is the right edge of the last glyph that is no space.
func inked(chars []Char) float64 {
	chars = trimmed(chars)
	return chars[len(chars)-1].Box.X1
}

func piece(chars []Char, s *settings.Settings) Piece {
	chars = trimmed(chars)
	return Piece{chars[0].Box.X0, chars[len(chars)-1].Box.X1, Line{Chars: chars}.Text(s.Page.WordGap)}
}

// Package sheet draws small pages for the tests of layout's rooms.
package sheet

import (
	"strings"

	"yusuan/layout/page"
)

// Sheet is a page under construction: 10 pt text, CJK 10 pt wide, other characters 5 pt.
type Sheet struct {
	page.Page
	run uint32
}

// New is an empty page of 600 × 800 points.
func New(number int) *Sheet {
	return &Sheet{Page: page.Page{Number: number, Width: 600, Height: 800}}
}

// FontSize is that of text, in points, where no other is said.
const FontSize = 10

// advance is a character's width at a font size.
func advance(r rune, size float64) float64 {
	if r < 0x2E80 {
		return size / 2
	}
	return size
}

// Text shows a line whose box begins at x, top.
func (s *Sheet) Text(x, top float64, text string) *Sheet { return s.Sized(x, top, FontSize, text) }

// Sized shows a line in another font size.
func (s *Sheet) Sized(x, top, size float64, text string) *Sheet {
	s.run++
	for _, r := range text {
		c := page.Char{Text: string(r), X: x, Y: top + 0.8*size, Size: size, Run: s.run, Box: page.Rect{X0: x, Top: top, X1: x + advance(r, size), Bottom: top + size}}
		if r == ' ' {
			c.Flags = page.Space
		}
		s.Chars = append(s.Chars, c)
		x += advance(r, size)
	}
	return s
}

// H draws a horizontal line, V a vertical one.
func (s *Sheet) H(y, from, to float64) *Sheet {
	s.Rulings = append(s.Rulings, page.Ruling{Horizontal: true, At: y, From: from, To: to, Width: 0.5})
	return s
}

func (s *Sheet) V(x, from, to float64) *Sheet {
	s.Rulings = append(s.Rulings, page.Ruling{At: x, From: from, To: to, Width: 0.5})
	return s
}

// Grid rules all lines of the columns xs and rows ys.
func (s *Sheet) Grid(xs, ys []float64) *Sheet {
	for _, x := range xs {
		s.V(x, ys[0], ys[len(ys)-1])
	}
	for _, y := range ys {
		s.H(y, xs[0], xs[len(xs)-1])
	}
	return s
}

// Rows writes texts into the places of the columns xs and rows ys, 3 pt from the upper left corner.
func (s *Sheet) Rows(xs, ys []float64, rows ...[]string) *Sheet {
	for r, row := range rows {
		for c, text := range row {
			for i, line := range strings.Split(text, "\n") {
				s.Text(xs[c]+3, ys[r]+3+12*float64(i), line)
			}
		}
	}
	return s
}

// Table rules and fills a table at once.
func (s *Sheet) Table(xs, ys []float64, rows ...[]string) *Sheet {
	return s.Grid(xs, ys).Rows(xs, ys, rows...)
}

// Sideways is the page with its text running in another direction.
func (s *Sheet) Sideways(turn uint8) *page.Page {
	p := s.Page
	p.Chars, p.Rulings = nil, nil
	if turn%2 == 1 {
		p.Width, p.Height = s.Height, s.Width
	}
	for _, c := range s.Chars {
		c.Box, c.Turn = c.Box.Displayed(turn, p.Width, p.Height), turn
		p.Chars = append(p.Chars, c)
	}
	for _, r := range s.Rulings {
		box := page.Rect{X0: r.From, Top: r.At, X1: r.To, Bottom: r.At}
		if !r.Horizontal {
			box = page.Rect{X0: r.At, Top: r.From, X1: r.At, Bottom: r.To}
		}
		box = box.Displayed(turn, p.Width, p.Height)
		if turn%2 == 1 {
			r.Horizontal = !r.Horizontal
		}
		if r.At, r.From, r.To = box.Top, box.X0, box.X1; !r.Horizontal {
			r.At, r.From, r.To = box.X0, box.Top, box.Bottom
		}
		p.Rulings = append(p.Rulings, r)
	}
	return &p
}

// Even are n places of one width: their n+1 boundaries.
func Even(from, step float64, n int) []float64 {
	out := make([]float64, n+1)
	for i := range out {
		out[i] = from + step*float64(i)
	}
	return out
}

// Column sets texts below each other, flush left at x; none where a text is empty.
func (s *Sheet) Column(x float64, tops []float64, texts ...string) *Sheet {
	for i, text := range texts {
		if text != "" {
			s.Text(x, tops[i], text)
		}
	}
	return s
}

// FlushRight sets texts below each other that end at x.
func (s *Sheet) FlushRight(x float64, tops []float64, texts ...string) *Sheet {
	for i, text := range texts {
		if text != "" {
			s.Text(x-width(text), tops[i], text)
		}
	}
	return s
}

// Centred sets a text whose middle is at x.
func (s *Sheet) Centred(x, top float64, text string) *Sheet {
	return s.Text(x-width(text)/2, top, text)
}

func width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += advance(r, FontSize)
	}
	return w
}

// Fill paints an area in pale grey.
func (s *Sheet) Fill(x0, top, x1, bottom float64) *Sheet {
	s.Fills = append(s.Fills, page.Fill{Rect: page.Rect{X0: x0, Top: top, X1: x1, Bottom: bottom}, Gray: 0.9})
	return s
}

package page

import (
	"math"
	"slices"

	"yusuan/layout/settings"
)

// WithoutOverlays leaves out the glyphs that are no part of the page's text: slanted ones and pale ones much
// larger than the text or across it (watermarks), those of a seal, and those that nobody sees, unless they are all
// there is: the text layer of a scan.
func WithoutOverlays(p *Page, em float64, s *settings.Settings) []Char {
	layer := p.TextLayer(s)
	var g ground
	var marks map[ink]bool
	if slices.ContainsFunc(p.Chars, func(c Char) bool { return c.Gray >= s.Page.Pale }) {
		g = groundOf(p)
		marks = watermarks(p, g, s)
	}
	over := func(c *Char) bool {
		return c.Turn == Slanted || c.Gray >= s.Page.Pale && (c.Size > s.Page.Watermark*em || marks[inkOf(c)] && g.pale(c, s)) ||
			sealed(p.Outlines, c, em, s) || !layer && (c.Flags&Invisible != 0 || c.Gray >= s.Page.White && g.under(c) >= s.Page.White)
	}
	for i := range p.Chars {
		if !over(&p.Chars[i]) {
			continue
		}
		kept := append([]Char(nil), p.Chars[:i]...)
		for ; i < len(p.Chars); i++ {
			if !over(&p.Chars[i]) {
				kept = append(kept, p.Chars[i])
			}
		}
		return kept
	}
	return p.Chars
}

// TextLayer tells a page whose text nobody sees, but for a page number or a stamp: a scan with its text layer.
func (p *Page) TextLayer(s *settings.Settings) bool {
	seen, unseen := 0, 0
	for i := range p.Chars {
		switch p.Chars[i].Flags & (Invisible | Space) {
		case 0:
			seen++
		case Invisible:
			unseen++
		}
	}
	return unseen > 0 && float64(seen) <= s.Page.Stamped*float64(unseen)
}

// sealed tells a glyph of a seal: it stands inside a round rim and is inked in the rim's colour, which is not black.
func sealed(rims []Outline, c *Char, em float64, s *settings.Settings) bool {
	if c.Gray < s.Page.Coloured {
		return false
	}
	least, stretch := s.Page.SealRim*em, s.Page.SealStretch
	x, y := c.Box.Centre()
	for _, o := range rims {
		w, h := o.X1-o.X0, o.Bottom-o.Top
		round := w > least && h > least && w < stretch*h && h < stretch*w
		if round && x > o.X0 && x < o.X1 && y > o.Top && y < o.Bottom && math.Abs(float64(o.Gray-c.Gray)) < s.Page.SameInk {
			return true
		}
	}
	return false
}

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
	rims := rimsOf(p.Outlines, em, s)
	over := func(c *Char) bool {
		return c.Turn == Slanted || c.Gray >= s.Page.Pale && (c.Size > s.Page.Watermark*em || marks[inkOf(c)] && g.pale(c, s)) ||
			rims.seal(c, s) || !layer && (c.Flags&Invisible != 0 || c.Gray >= s.Page.White && g.under(c) >= s.Page.White)
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

// rims are the round outlines of a page that are as large as a seal's.
type rims struct {
	outlines []Outline
	places   Areas
}

func rimsOf(outlines []Outline, em float64, s *settings.Settings) rims {
	least, stretch := s.Page.SealRim*em, s.Page.SealStretch
	var r rims
	var boxes []Rect
	for _, o := range outlines {
		if w, h := o.X1-o.X0, o.Bottom-o.Top; w > least && h > least && w < stretch*h && h < stretch*w {
			r.outlines, boxes = append(r.outlines, o), append(boxes, o.Rect)
		}
	}
	r.places = AreasOf(boxes)
	return r
}

// seal tells a glyph of a seal: it stands inside a round rim and is inked in the rim's colour, which is not black.
func (r rims) seal(c *Char, s *settings.Settings) bool {
	if c.Gray < s.Page.Coloured {
		return false
	}
	x, y := c.Box.Centre()
	for i := range r.places.At(x, y, 0, 0) {
		o := &r.outlines[i]
		if x > o.X0 && x < o.X1 && y > o.Top && y < o.Bottom && math.Abs(float64(o.Gray-c.Gray)) < s.Page.SameInk {
			return true
		}
	}
	return false
}

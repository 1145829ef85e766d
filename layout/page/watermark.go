package page

import "yusuan/layout/settings"

// ground is what glyphs stand on: filled areas and pictures.
type ground struct {
	fills, images Areas
	grays         []float32 // of the fills
}

func groundOf(p *Page) ground {
	boxes, grays := make([]Rect, len(p.Fills)), make([]float32, len(p.Fills))
	for i, f := range p.Fills {
		boxes[i], grays[i] = f.Rect, f.Gray
	}
	return ground{AreasOf(boxes), AreasOf(p.Images), grays}
}

// under is the luminance of the darkest area under a glyph: 1 for paper, 0 for a picture, of which nothing is known.
func (g ground) under(c *Char) float32 {
	x, y := c.Box.Centre()
	if g.images.Hold(x, y, 0, 0) {
		return 0
	}
	gray := float32(1)
	for i := range g.fills.At(x, y, 0, 0) {
		gray = min(gray, g.grays[i])
	}
	return gray
}

// ink is what the glyphs of one watermark have in common: luminance and size, the latter in tenths of a point.
type ink struct {
	gray float32
	size int
}

func inkOf(c *Char) ink { return ink{c.Gray, int(10*c.Size + 0.5)} }

// watermarks are the inks of level watermarks: pale text, less than that of the page, of which enough glyphs lie over
// or under other text or across the borders of columns.
func watermarks(p *Page, g ground, s *settings.Settings) map[ink]bool {
	var pale []*Char
	var boxes []Rect
	var dark []*Char
	for i := range p.Chars {
		c := &p.Chars[i]
		switch {
		case c.Flags&(Space|Invisible) != 0 || c.Turn == Slanted:
		case c.Gray < s.Page.Pale:
			dark = append(dark, c)
		case c.Turn == 0 && g.pale(c, s):
			pale, boxes = append(pale, c), append(boxes, c.Box)
		}
	}
	if len(pale) == 0 || len(pale) > len(dark) {
		return nil
	}
	all, across := map[ink]int{}, map[ink]int{}
	sides := sidesOf(p, s)
	for _, c := range pale {
		all[inkOf(c)]++
		if x, y := c.Box.Centre(); sides.Hold(x, y, s.Page.Across*(c.Box.X1-c.Box.X0), 0) {
			across[inkOf(c)]++
		}
	}
	places := AreasOf(boxes)
	for _, c := range dark {
		x, y := c.Box.Centre()
		for i := range places.At(x, y, 0, 0) {
			across[inkOf(pale[i])]++
		}
	}
	out := map[ink]bool{}
	for k, n := range across {
		out[k] = n > 1 && float64(n) >= s.Page.Overlaid*float64(all[k])
	}
	return out
}

// pale tells a glyph that hardly stands out from what it stands on, but is seen.
func (g ground) pale(c *Char, s *settings.Settings) bool {
	return c.Gray >= s.Page.Pale && c.Gray < s.Page.White && c.Gray-g.under(c) < s.Page.Contrast
}

// sidesOf are the places of the vertical rulings that are seen.
func sidesOf(p *Page, s *settings.Settings) Areas {
	var boxes []Rect
	for _, r := range p.Rulings {
		if !r.Horizontal && r.Kind != FillEdge && r.Gray < s.Page.White {
			boxes = append(boxes, Rect{r.At, r.From, r.At, r.To})
		}
	}
	return AreasOf(boxes)
}

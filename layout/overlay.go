package layout

// withoutOverlays leaves out the glyphs that are laid over the page and no part of its text:
// slanted ones, pale ones much larger than the text (watermarks), and those of a seal.
func withoutOverlays(p *Page, em float64, s Settings) []Char {
	over := func(c *Char) bool {
		return c.Turn == Slanted || c.Gray >= s.Pale && c.Size > 2*em || sealed(p.Outlines, c, em)
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

// sealed tells a glyph of a seal: it stands inside a round rim and is inked in the rim's colour, which is not black.
func sealed(rims []Outline, c *Char, em float64) bool {
	const black, same = 0.05, 0.02
	if c.Gray < black {
		return false
	}
	x, y := c.Box.centre()
	for _, o := range rims {
		w, h := o.X1-o.X0, o.Bottom-o.Top
		round := w > 4*em && h > 4*em && w < 2*h && h < 2*w
		if round && x > o.X0 && x < o.X1 && y > o.Top && y < o.Bottom && abs(float64(o.Gray-c.Gray)) < same {
			return true
		}
	}
	return false
}

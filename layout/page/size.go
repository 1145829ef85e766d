package page

import (
	"math"

	"yusuan/layout/settings"
)

// MedianSize is the font size in which half of a page's text is set, or smaller.
func MedianSize(chars []Char, s *settings.Settings) float64 {
	return GlyphsOf(chars).MedianIn(Rect{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}, s.Page.Size)
}

// MedianIn is the median font size of the text inside a box; em where there is none.
func (g *Glyphs) MedianIn(box Rect, em float64) float64 {
	const steps = 4 // a point
	var counts [512]int
	n := 0
	for i := range g.In(box) {
		c := &g.Chars[i]
		if x, y := c.Box.Centre(); c.Flags&Space == 0 && x > box.X0 && x < box.X1 && y > box.Top && y < box.Bottom {
			counts[min(max(int(c.Size*steps), 0), len(counts)-1)]++
			n++
		}
	}
	for i, seen := 0, 0; i < len(counts); i++ {
		if seen += counts[i]; seen > 0 && 2*seen >= n {
			return max(float64(i)/steps, 1)
		}
	}
	return em
}

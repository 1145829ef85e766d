package scan

import "image"

// crop is the picture of a line, and where it was cut out of the straight page.
type crop struct {
	picture *image.Gray
	x0, y0  float64 // in pixels of the page
	zoom    float64 // pixels of the picture to one of the page
}

// cropOf cuts out a line with a margin around it, without rulings and no further than to those around it.
func (v *view) cropOf(l *textLine, source raster, s *Settings) crop {
	c := v.cut(l, source, s.Margin, s)
	size := c.picture.Rect.Size()
	for y := range size.Y {
		from := v.erased.row(min(int(c.y0+float64(y)/c.zoom), v.erased.h-1))
		for x, row := 0, c.picture.Pix[y*size.X:][:size.X]; x < len(row); x++ {
			if from[min(int(c.x0+float64(x)/c.zoom), v.erased.w-1)] != 0 {
				row[x] = 255
			}
		}
	}
	return c
}

// cut cuts out a line with a margin around it, as a share of its height, and no further than to the rulings around it.
func (v *view) cut(l *textLine, source raster, share float64, s *Settings) crop {
	high := max(float64(l.h()), s.Square*l.em)
	margin := int(share*high + 0.5)
	extra := int(high-float64(l.h())) / 2
	end := min(s.EndMargin*high, s.EndShare*float64(l.w()))
	b := v.regions.grown(l.box, int(end+0.5), margin+extra)
	b = box{max(b.x0, 0), max(b.y0, 0), min(b.x1, v.straight.w), min(b.y1, v.straight.h)}
	zoom := float64(max(source.w, source.h)) / float64(max(v.work.w, v.work.h)) // one of them may be turned
	w, h := max(int(float64(b.w())*zoom+0.5), 1), max(int(float64(b.h())*zoom+0.5), 1)
	r := v.mapping.sampled(source, zoom, float64(b.x0), float64(b.y0), zoom, w, h)
	return crop{
		picture: &image.Gray{Pix: r.pix, Stride: w, Rect: image.Rect(0, 0, w, h)},
		x0:      float64(b.x0), y0: float64(b.y0), zoom: zoom,
	}
}

// grown is a box with margins, as far as no ruling stands in them.
func (g *regions) grown(b box, across, down int) box {
	out := b
	for range down {
		if out.y0 > b.y0-down && !g.blocked(box{b.x0, out.y0 - 1, b.x1, out.y0}) {
			out.y0--
		}
		if out.y1 < b.y1+down && !g.blocked(box{b.x0, out.y1, b.x1, out.y1 + 1}) {
			out.y1++
		}
	}
	for range across {
		if out.x0 > b.x0-across && !g.blocked(box{out.x0 - 1, b.y0, out.x0, b.y1}) {
			out.x0--
		}
		if out.x1 < b.x1+across && !g.blocked(box{out.x1, b.y0, out.x1 + 1, b.y1}) {
			out.x1++
		}
	}
	return out
}

// blocked tells whether rulings pass through most of a strip.
func (g *regions) blocked(b box) bool {
	lines, all := 0, 0
	for y := max(b.y0, 0) / g.step; y <= min((b.y1-1)/g.step, g.h-1); y++ {
		for x := max(b.x0, 0) / g.step; x <= min((b.x1-1)/g.step, g.w-1); x++ {
			all++
			if g.of[y*g.w+x] == lined {
				lines++
			}
		}
	}
	return 2*lines > all
}

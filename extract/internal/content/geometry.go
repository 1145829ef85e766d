package content

import (
	"math"

	"yusuan/layout/page"
)

// matrix is a transformation [a b c d e f] of 8.3.4: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul returns the transformation that applies m first and then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) point {
	return point{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f}
}

// box returns the bounding box of a transformed rectangle.
func (m matrix) box(x0, y0, x1, y1 float64) page.Rect {
	r := emptyRect
	for _, p := range [4]point{m.apply(x0, y0), m.apply(x1, y0), m.apply(x0, y1), m.apply(x1, y1)} {
		r = including(r, p)
	}
	return r
}

// square tells a transformation after which upright rectangles are upright.
func (m matrix) square() bool {
	return level(point{}, point{m.a, m.b}) != slanting && level(point{}, point{m.c, m.d}) != slanting
}

// sane tells that no number of m is infinite, not a number, or too large to reckon with.
func (m matrix) sane() bool {
	const huge = 1e9
	for _, v := range [6]float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		if !(math.Abs(v) < huge) {
			return false
		}
	}
	return true
}

type point struct{ x, y float64 }

// length is that of a vector whose coordinates are sane.
func length(p point) float64 { return math.Sqrt(p.x*p.x + p.y*p.y) }

// emptyRect contains nothing; including a point makes it that point.
var emptyRect = page.Rect{X0: math.Inf(1), Top: math.Inf(1), X1: math.Inf(-1), Bottom: math.Inf(-1)}

func including(r page.Rect, p point) page.Rect {
	return page.Rect{X0: min(r.X0, p.x), Top: min(r.Top, p.y), X1: max(r.X1, p.x), Bottom: max(r.Bottom, p.y)}
}

func intersect(r, s page.Rect) page.Rect {
	return page.Rect{X0: max(r.X0, s.X0), Top: max(r.Top, s.Top), X1: min(r.X1, s.X1), Bottom: min(r.Bottom, s.Bottom)}
}

func union(r, s page.Rect) page.Rect {
	return page.Rect{X0: min(r.X0, s.X0), Top: min(r.Top, s.Top), X1: max(r.X1, s.X1), Bottom: max(r.Bottom, s.Bottom)}
}

func width(r page.Rect) float64  { return r.X1 - r.X0 }
func height(r page.Rect) float64 { return r.Bottom - r.Top }

// empty tells that r contains no point. A rectangle without area, a line, is not empty.
func empty(r page.Rect) bool { return r.X0 > r.X1 || r.Top > r.Bottom }

// mostly tells that at least the part kept of r lies inside clip, in width and in height.
func mostly(r, clip page.Rect, kept float64) bool {
	if r.X0 >= clip.X0 && r.X1 <= clip.X1 && r.Top >= clip.Top && r.Bottom <= clip.Bottom {
		return true
	}
	in := intersect(r, clip)
	return !empty(in) && width(in) >= kept*width(r) && height(in) >= kept*height(r)
}

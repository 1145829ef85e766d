package scan

import (
	"math"

	"yusuan/layout/page"
)

// mapping leads from the straight upright page to the picture: the bend, then the skew, then the turn. Both are measured in
// pixels of the picture that was looked at.
type mapping struct {
	w, h   int     // of the upright page
	turn   int     // quarters clockwise by which the print lies in the picture
	skew   float64 // radians by which lines slope down to the right
	across bend    // of lines of print: displaces down, by u along x
	down   bend    // of vertical rulings: displaces to the right, by u along y
}

// at is the place in the picture of a place on the straight page.
func (m *mapping) at(x, y float64) (float64, float64) {
	u, v := m.unit(x, y)
	x, y = x+m.down.at(v, u), y+m.across.at(u, v)
	sin, cos := math.Sincos(m.skew)
	cx, cy := float64(m.w)/2, float64(m.h)/2
	x, y = x-cx, y-cy
	return m.turned(cx+x*cos-y*sin, cy+x*sin+y*cos)
}

// unit is a place as a share of the page, both axes -1 to 1.
func (m *mapping) unit(x, y float64) (u, v float64) {
	return 2*x/float64(m.w) - 1, 2*y/float64(m.h) - 1
}

// turned is the place in the picture of a place on the upright page.
func (m *mapping) turned(x, y float64) (float64, float64) {
	w, h := float64(m.w), float64(m.h)
	switch m.turn {
	case 1:
		return h - y, x
	case 2:
		return w - x, h - y
	case 3:
		return y, w - x
	}
	return x, y
}

// onto is the box that bounds a box of the straight page in the picture.
func (m *mapping) onto(b page.Rect) page.Rect {
	const steps = 4
	out := page.Rect{X0: math.Inf(1), Top: math.Inf(1), X1: math.Inf(-1), Bottom: math.Inf(-1)}
	for i := range steps + 1 {
		f := float64(i) / steps
		x, y := b.X0+f*(b.X1-b.X0), b.Top+f*(b.Bottom-b.Top)
		for _, p := range [4][2]float64{{x, b.Top}, {x, b.Bottom}, {b.X0, y}, {b.X1, y}} {
			px, py := m.at(p[0], p[1])
			out = out.Union(page.Rect{X0: px, Top: py, X1: px, Bottom: py})
		}
	}
	return out
}

// knot is the distance, in pixels, between the places that are mapped exactly; those between them are interpolated.
const knot = 16

// sampled is a part of the straight page, from x0, y0 on, of w by h pixels that are zoom to one of the page's. The picture's
// pixels are scale to one of those that the mapping counts.
func (m *mapping) sampled(g raster, scale, x0, y0, zoom float64, w, h int) raster {
	out := newRaster(w, h)
	columns, rows := (w+knot-1)/knot+1, (h+knot-1)/knot+1
	type place struct{ x, y float64 }
	knots := make([]place, columns*rows)
	for j := range rows {
		for i := range columns {
			x, y := m.at(x0+(float64(i*knot)+0.5)/zoom, y0+(float64(j*knot)+0.5)/zoom)
			knots[j*columns+i] = place{x*scale - 0.5, y*scale - 0.5}
		}
	}
	for y := range h {
		j, f := y/knot, float64(y%knot)/knot
		row := out.row(y)
		for i := range columns - 1 {
			a, b := knots[j*columns+i], knots[j*columns+i+1]
			c, d := knots[(j+1)*columns+i], knots[(j+1)*columns+i+1]
			ax, ay := a.x+f*(c.x-a.x), a.y+f*(c.y-a.y)
			bx, by := b.x+f*(d.x-b.x), b.y+f*(d.y-b.y)
			g.along(row[i*knot:min((i+1)*knot, w)], ax, ay, (bx-ax)/knot, (by-ay)/knot)
		}
	}
	return out
}

// along gives the greys at places that follow each other by a step, each between those of the four pixels around it; white beside
// the picture.
func (r raster) along(to []uint8, x, y, stepX, stepY float64) {
	const bits, one = 16, 1 << 16
	fx, fy := int(math.Floor(x*one)), int(math.Floor(y*one))
	dx, dy := int(stepX*one), int(stepY*one)
	for i := range to {
		px, py := fx>>bits, fy>>bits
		switch {
		case px >= 0 && py >= 0 && px < r.w-1 && py < r.h-1:
			at := py*r.w + px
			wx, wy := (fx&(one-1))>>8, (fy&(one-1))>>8
			top := int(r.pix[at])<<8 + wx*(int(r.pix[at+1])-int(r.pix[at]))
			at += r.w
			bottom := int(r.pix[at])<<8 + wx*(int(r.pix[at+1])-int(r.pix[at]))
			to[i] = uint8((top<<8 + wy*(bottom-top)) >> 16)
		case px >= -1 && py >= -1 && px < r.w && py < r.h:
			to[i] = r.pix[min(max(py, 0), r.h-1)*r.w+min(max(px, 0), r.w-1)]
		default:
			to[i] = 255
		}
		fx += dx
		fy += dy
	}
}

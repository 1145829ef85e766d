package main

import (
	"math"
	"math/rand/v2"
)

// seal is a round stamp: two rings, a star in the middle, and marks like characters along the ring. It is set over amounts.
type seal struct {
	red    bool
	radius float64 // points
	ink    float64 // grey that it leaves of white: of green and blue light if it is red
	x, y   float64 // its middle, as shares of the sheet's width and height
	marks  []mark
}

// mark is what stands for a character: strokes in a square from -1 to 1, each from a place to a place.
type mark [][4]float64

const markWide, markHigh = 6.5, 9.0 // half a mark, in points

// newSeal draws one of 38 to 45 mm, as they are made.
func newSeal(r *rand.Rand, red bool) seal {
	s := seal{red: red, radius: uniform(r, 19, 22.5) * mm, ink: uniform(r, 30, 125)}
	for range 9 + r.IntN(6) {
		s.marks = append(s.marks, newMark(r))
	}
	return s
}

func newMark(r *rand.Rand) (m mark) {
	for range 3 + r.IntN(4) {
		at, from, to := uniform(r, -0.9, 0.9), uniform(r, -1, -0.3), uniform(r, 0.3, 1)
		if r.IntN(2) == 0 {
			m = append(m, [4]float64{from, at, to, at})
		} else {
			m = append(m, [4]float64{at, from, at, to})
		}
	}
	return m
}

// covers is how much of a place is under ink, 0 to 1; x and y are in points from the middle, soft is the width of an edge.
func (s *seal) covers(x, y, soft float64) float64 {
	d := math.Hypot(x, y)
	if d > s.radius+1 {
		return 0
	}
	inside := func(distance, half float64) float64 { return max(0, min(1, (half-distance)/soft+0.5)) }
	cover := max(inside(math.Abs(d-s.radius+1.4), 1.4), inside(math.Abs(d-s.radius+5), 0.4), s.star(x, y, soft))
	if ring := s.radius * 0.68; math.Abs(d-ring) < markHigh+1 {
		// Marks take three quarters of the ring, open at its foot.
		angle := math.Mod(math.Atan2(x, -y)+3*math.Pi, 2*math.Pi) - math.Pi // 0 at the top, clockwise
		step := 1.5 * math.Pi / float64(len(s.marks))
		i := int(math.Floor(angle/step + float64(len(s.marks))/2))
		if i >= 0 && i < len(s.marks) {
			u := (angle - (float64(i)+0.5-float64(len(s.marks))/2)*step) * ring
			cover = max(cover, s.marks[i].covers(u/markWide, (ring-d)/markHigh, inside))
		}
	}
	return cover
}

func (m mark) covers(u, v float64, inside func(distance, half float64) float64) (cover float64) {
	for _, l := range m {
		du, dv := max(l[0]-u, 0, u-l[2]), max(l[1]-v, 0, v-l[3])
		cover = max(cover, inside(math.Hypot(du*markWide, dv*markHigh), 0.8))
	}
	return cover
}

// star is a five-pointed star of a quarter of the radius.
func (s *seal) star(x, y, soft float64) float64 {
	size := s.radius * 0.27
	d, angle := math.Hypot(x, y), math.Atan2(x, -y)
	sector := math.Mod(angle+2*math.Pi+math.Pi/5, 2*math.Pi/5) - math.Pi/5
	// The edge runs from the point at angle 0 to the notch at a tenth of a turn.
	const notch = 0.382
	px, py := d*math.Cos(sector), math.Abs(d*math.Sin(sector))
	nx, ny := size*notch*math.Cos(math.Pi/5), size*notch*math.Sin(math.Pi/5)
	// Distance from the line through (size, 0) and (nx, ny), positive inside.
	length := math.Hypot(size-nx, ny)
	inside := ((size-px)*ny - py*(size-nx)) / length
	return max(0, min(1, inside/soft+0.5))
}

// stamp sets the seal on the sheet. Its ink is uneven.
func (s *seal) stamp(on *sheet, r *rand.Rand) {
	if s.red {
		on.colour()
	}
	cx, cy := s.x*float64(on.width), s.y*float64(on.height)
	reach, scale := on.pixels(s.radius)+2, 72/on.dpi
	uneven := newField(on, 1.2, r)
	for y := max(0, int(cy-reach)); y <= min(on.height-1, int(cy+reach)); y++ {
		for x := max(0, int(cx-reach)); x <= min(on.width-1, int(cx+reach)); x++ {
			cover := s.covers((float64(x)-cx)*scale, (float64(y)-cy)*scale, scale)
			if cover == 0 {
				continue
			}
			cover *= 0.75 + 0.25*uneven.at(x, y)
			at := y*on.width + x
			on.dark[at] = level(float64(on.dark[at]) * (1 - cover*(1-s.ink/255)))
			if s.red {
				on.red[at] = level(float64(on.red[at]) * (1 - cover*0.15))
			}
		}
	}
}

// place moves the seal's middle so that one of the boxes is under it.
func (s *seal) place(on *sheet, boxes []box, r *rand.Rand) {
	s.x, s.y = 0.5, 0.5
	if len(boxes) == 0 {
		return
	}
	b := boxes[r.IntN(len(boxes))]
	away := s.radius * math.Sqrt(r.Float64())
	sin, cos := math.Sincos(r.Float64() * 2 * math.Pi)
	s.x = on.pixels((b.x0+b.x1)/2+away*cos) / float64(on.width)
	s.y = on.pixels((b.top+b.below)/2+away*sin) / float64(on.height)
}

// legible is how much darker than a seal print has to be so that a person reads it there, in greys.
const legible = 45

// hides tells whether a dark seal hides a character of a box: whether most of the print in a piece of it as wide as a digit is
// under ink that is about as dark as the print.
func (w *wear) hides(s *sheet, b box) bool {
	for _, l := range w.seals {
		// Both multiply the paper's grey.
		if l.red || l.ink-l.ink*w.toner/255 > legible {
			continue
		}
		digit := int(s.pixels(4))
		x0, x1 := int(s.pixels(b.x0+1.5)), int(s.pixels(b.x1-1.5))
		for x := x0; x < x1; x += max(1, digit/2) {
			print, under := 0, 0
			for y := int(s.pixels(b.top + 1.5)); y < int(s.pixels(b.below-1.5)); y++ {
				for at := x; at < min(x+digit, x1); at++ {
					if s.dark[y*s.width+at] > 128 {
						continue
					}
					print++
					cx, cy := l.x*float64(s.width), l.y*float64(s.height)
					if l.covers((float64(at)-cx)*72/s.dpi, (float64(y)-cy)*72/s.dpi, 72/s.dpi) > 0.5 {
						under++
					}
				}
			}
			if print > digit && under*5 > print*3 {
				return true
			}
		}
	}
	return false
}

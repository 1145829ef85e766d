package page

import (
	"cmp"
	"iter"
	"slices"
)

// Areas are boxes that are looked up by the places in them. However they lie, one over all others included, a look-up
// goes only where boxes are: they are halved again and again, by the sides of their middles, and of each half its
// outline is known.
type Areas struct {
	boxes    []Rect
	of       []int  // what number each has among those that were given
	outlines []Rect // of the halves, of their halves and so on, each half k over 2k+1 and 2k+2
}

// fewBoxes are looked at one by one.
const fewBoxes = 8

// AreasOf makes boxes known by place.
func AreasOf(boxes []Rect) Areas {
	a := Areas{boxes: slices.Clone(boxes), of: make([]int, len(boxes))}
	for i := range boxes {
		a.of[i] = i
	}
	if len(boxes) > 0 {
		a.halve(0, 0, len(boxes), boxes)
	}
	return a
}

// halve puts boxes in order, from one number up to another, and notes the outline of them as that of half k.
func (a *Areas) halve(k, from, to int, boxes []Rect) {
	of := a.of[from:to]
	outline, middles := boxes[of[0]], boxes[of[0]].middle()
	for _, i := range of[1:] {
		outline, middles = outline.Union(boxes[i]), middles.Union(boxes[i].middle())
	}
	for len(a.outlines) <= k {
		a.outlines = append(a.outlines, Rect{})
	}
	a.outlines[k] = outline
	if len(of) > fewBoxes {
		across := middles.X1-middles.X0 > middles.Bottom-middles.Top
		slices.SortFunc(of, func(i, j int) int {
			p, q := boxes[i].middle(), boxes[j].middle()
			if across {
				return cmp.Or(cmp.Compare(p.X0, q.X0), i-j)
			}
			return cmp.Or(cmp.Compare(p.Top, q.Top), i-j)
		})
		half := (from + to) / 2
		a.halve(2*k+1, from, half, boxes)
		a.halve(2*k+2, half, to, boxes)
		return
	}
	for n, i := range of {
		a.boxes[from+n] = boxes[i]
	}
}

// middle is the centre of a box, as a box.
func (r Rect) middle() Rect {
	x, y := r.Centre()
	return Rect{x, y, x, y}
}

// among gives the numbers of the boxes for which near holds; it holds for the outline of boxes where it does for one.
func (a Areas) among(near func(Rect) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		var look func(k, from, to int) bool
		look = func(k, from, to int) bool {
			if !near(a.outlines[k]) {
				return true
			}
			if to-from > fewBoxes {
				half := (from + to) / 2
				return look(2*k+1, from, half) && look(2*k+2, half, to)
			}
			for i := from; i < to; i++ {
				if near(a.boxes[i]) && !yield(a.of[i]) {
					return false
				}
			}
			return true
		}
		if len(a.boxes) > 0 {
			look(0, 0, len(a.boxes))
		}
	}
}

// At gives the numbers of the boxes in which a point stands, or outside by no more than slack.
func (a Areas) At(x, y, slackX, slackY float64) iter.Seq[int] {
	return a.among(func(b Rect) bool {
		return b.Top-slackY <= y && y <= b.Bottom+slackY && x >= b.X0-slackX && x <= b.X1+slackX
	})
}

// In gives the numbers of the boxes that touch a box, in order.
func (a Areas) In(box Rect) []int { return a.AppendIn(nil, box) }

// AppendIn appends what In gives.
func (a Areas) AppendIn(to []int, box Rect) []int {
	from := len(to)
	to = slices.AppendSeq(to, a.among(func(b Rect) bool {
		return b.X0 <= box.X1 && b.X1 >= box.X0 && b.Top <= box.Bottom && b.Bottom >= box.Top
	}))
	slices.Sort(to[from:])
	return to
}

// Hold tells whether a point stands in one of the boxes, or outside by no more than slack.
func (a Areas) Hold(x, y, slackX, slackY float64) bool {
	for range a.At(x, y, slackX, slackY) {
		return true
	}
	return false
}

// Glyphs are looked up by the boxes in which their centres stand.
type Glyphs struct {
	Chars   []Char
	asked   int
	centres Areas
}

// GlyphsOf makes glyphs known by place.
func GlyphsOf(chars []Char) *Glyphs { return &Glyphs{Chars: chars} }

// fewLooks are made at all glyphs, which is faster than to put them in order first.
const fewLooks = 8

// In gives the numbers of the glyphs whose centres stand in a box, in painting order.
func (g *Glyphs) In(box Rect) iter.Seq[int] {
	if g.asked++; g.asked > fewLooks {
		if g.centres.boxes == nil {
			centres := make([]Rect, len(g.Chars))
			for i := range g.Chars {
				centres[i] = g.Chars[i].Box.middle()
			}
			g.centres = AreasOf(centres)
		}
		return slices.Values(g.centres.In(box))
	}
	return func(yield func(int) bool) {
		for i := range g.Chars {
			if x, y := g.Chars[i].Box.Centre(); x >= box.X0 && x <= box.X1 && y >= box.Top && y <= box.Bottom && !yield(i) {
				return
			}
		}
	}
}

package content

import (
	"math"

	"yusuan/layout/page"
)

// vertex is a point of a path in displayed coordinates; a curve's control points are
// not kept, its chord is marked.
type vertex struct {
	point
	curve bool // the segment that ends here is a curve's chord
}

// subpath is a run of connected segments (8.5.2).
type subpath struct {
	from, to int // vertices[from:to]
	closed   bool
	bounds   page.Rect // with control points
}

// path is the current path.
type path struct {
	vertices []vertex
	subs     []subpath
	current  point // in user space, as v, y and c need nothing else of it
}

func (p *path) reset() { p.vertices, p.subs = p.vertices[:0], p.subs[:0] }

func (p *path) move(to point) {
	// Of moves in a row only the last counts (8.5.2.1).
	if n := len(p.subs); n > 0 && p.subs[n-1].to-p.subs[n-1].from == 1 {
		p.vertices = p.vertices[:p.subs[n-1].from]
		p.subs = p.subs[:n-1]
	}
	n := len(p.vertices)
	p.vertices = append(p.vertices, vertex{point: to})
	p.subs = append(p.subs, subpath{from: n, to: n + 1, bounds: including(emptyRect, to)})
}

func (p *path) line(to point, curve bool) {
	n := len(p.subs)
	if n == 0 {
		p.move(to) // a segment without a beginning: other readers begin there
		return
	}
	if s := &p.subs[n-1]; s.closed { // after h the next segment begins where the subpath began
		p.move(p.vertices[s.from].point)
		n = len(p.subs)
	}
	s := &p.subs[n-1]
	p.vertices = append(p.vertices, vertex{to, curve})
	s.to++
	s.bounds = including(s.bounds, to)
}

func (p *path) curve(c1, c2, to point) {
	p.line(to, true)
	s := &p.subs[len(p.subs)-1]
	s.bounds = including(including(s.bounds, c1), c2)
}

func (p *path) close() {
	if n := len(p.subs); n > 0 {
		p.subs[n-1].closed = true
	}
}

func (p *path) bounds() page.Rect {
	r := emptyRect
	for i := range p.subs {
		r = union(r, p.subs[i].bounds)
	}
	return r
}

// rectangle tells whether a subpath is an axis-parallel rectangle as displayed, as re
// or as four lines; an open one closes by itself when filled.
func (p *path) rectangle(s subpath) (page.Rect, bool) {
	v := p.vertices[s.from:s.to]
	if len(v) == 5 && near(v[0].point, v[4].point) {
		v = v[:4]
	}
	if len(v) != 4 || v[1].curve || v[2].curve || v[3].curve {
		return page.Rect{}, false
	}
	first := level(v[0].point, v[1].point)
	if first == slanting {
		return page.Rect{}, false
	}
	for i := range v {
		want := first
		if i%2 == 1 {
			want = first.crossing()
		}
		a, b := v[i].point, v[(i+1)%4].point
		if l := level(a, b); l != want && !near(a, b) {
			return page.Rect{}, false
		}
	}
	return s.bounds, true
}

// direction is how a segment lies on the displayed page.
type direction uint8

const (
	slanting direction = iota
	horizontal
	vertical
)

func (d direction) crossing() direction {
	if d == horizontal {
		return vertical
	}
	return horizontal
}

// level tells how the segment from a to b lies, within the tolerance of settings.
func level(a, b point) direction {
	dx, dy := math.Abs(b.x-a.x), math.Abs(b.y-a.y)
	switch {
	case dy <= dx*defaults.skew && dy <= defaults.maxSkew:
		return horizontal
	case dx <= dy*defaults.skew && dx <= defaults.maxSkew:
		return vertical
	}
	return slanting
}

func near(a, b point) bool {
	const same = 0.01
	return math.Abs(a.x-b.x) < same && math.Abs(a.y-b.y) < same
}

package content

import (
	"math"

	"yusuan/layout/page"
)

// strokePath turns the stroked path's level segments into rulings.
func (in *interpreter) strokePath() {
	gs := &in.gs
	if !in.visible() || !gs.stroke.seen() {
		return
	}
	pen := in.pen()
	for _, s := range in.path.subs {
		if r, ok := in.path.rectangle(s); ok && s.closed {
			in.strokeRectangle(r, pen)
			continue
		}
		v := in.path.vertices[s.from:s.to]
		curved := false
		for i := 1; i < len(v); i++ {
			if !v[i].curve {
				in.strokeSegment(v[i-1].point, v[i].point, pen)
			}
			curved = curved || v[i].curve
		}
		if curved && len(in.page.Outlines) < in.limits.Rulings {
			in.page.Outlines = append(in.page.Outlines, page.Outline{Rect: s.bounds, Gray: pen.gray})
		}
		if s.closed && len(v) > 2 {
			in.strokeSegment(v[len(v)-1].point, v[0].point, pen)
		}
	}
}

// pen is what strokes look like under the current graphics state: how thick a line
// becomes depends on its direction when the CTM scales unevenly.
type pen struct {
	horizontal, vertical float64 // thickness of lines of that direction
	gray                 float32
	dashed               bool
	squareCap            bool
}

func (in *interpreter) pen() pen {
	gs := &in.gs
	return pen{
		horizontal: gs.lineWidth * math.Hypot(gs.ctm.b, gs.ctm.d),
		vertical:   gs.lineWidth * math.Hypot(gs.ctm.a, gs.ctm.c),
		gray:       gs.stroke.onPaper(),
		dashed:     gs.dashed,
		squareCap:  gs.squareCap,
	}
}

func (in *interpreter) strokeSegment(a, b point, p pen) {
	d := level(a, b)
	if d == slanting {
		return
	}
	r := page.Ruling{Horizontal: d == horizontal, Kind: page.Stroke, Gray: p.gray, Dashed: p.dashed}
	if r.Horizontal {
		r.At, r.From, r.To, r.Width = (a.y+b.y)/2, min(a.x, b.x), max(a.x, b.x), p.horizontal
	} else {
		r.At, r.From, r.To, r.Width = (a.x+b.x)/2, min(a.y, b.y), max(a.y, b.y), p.vertical
	}
	if length := r.To - r.From; length < defaults.minLength {
		return
	} else if r.Width > defaults.maxThin || r.Width > length {
		// A stroke wider than any line is how some producers fill an area, and one
		// wider than long how they draw a line across.
		in.fillRectangle(swept(r), r.Gray)
		if in.opaque(&in.gs.stroke) && !r.Dashed {
			in.cover(swept(r))
		}
		return
	}
	if p.squareCap {
		r.From -= r.Width / 2
		r.To += r.Width / 2
	}
	in.ruling(r)
}

// swept is the area that a stroke with butt caps covers.
func swept(r page.Ruling) page.Rect {
	if r.Horizontal {
		return page.Rect{X0: r.From, Top: r.At - r.Width/2, X1: r.To, Bottom: r.At + r.Width/2}
	}
	return page.Rect{X0: r.At - r.Width/2, Top: r.From, X1: r.At + r.Width/2, Bottom: r.To}
}

// strokeRectangle paints the four sides; those of a rectangle as thin as a line are one line.
func (in *interpreter) strokeRectangle(r page.Rect, p pen) {
	w, h := width(r), height(r)
	if min(w, h) <= defaults.maxThin && max(w, h) > defaults.minAspect*min(w, h) {
		line := thinRuling(r, p.gray)
		line.Kind, line.Dashed = page.StrokedEdge, p.dashed
		if line.Horizontal {
			line.Width += p.horizontal
		} else {
			line.Width += p.vertical
		}
		in.ruling(line)
		return
	}
	in.sides(r, page.Ruling{Kind: page.StrokedEdge, Gray: p.gray, Dashed: p.dashed}, p.horizontal, p.vertical)
}

// sides adds the four sides of r, with the properties of like.
func (in *interpreter) sides(r page.Rect, like page.Ruling, horizontalWidth, verticalWidth float64) {
	like.Horizontal, like.From, like.To, like.Width = true, r.X0, r.X1, horizontalWidth
	for _, at := range [2]float64{r.Top, r.Bottom} {
		like.At = at
		in.ruling(like)
	}
	like.Horizontal, like.From, like.To, like.Width = false, r.Top, r.Bottom, verticalWidth
	for _, at := range [2]float64{r.X0, r.X1} {
		like.At = at
		in.ruling(like)
	}
}

// fillPath turns filled rectangles into lines and areas.
func (in *interpreter) fillPath(evenOdd bool) {
	gs := &in.gs
	if !in.visible() || !gs.fill.seen() {
		return
	}
	gray := gs.fill.onPaper()
	subs := in.path.subs
	for i := 0; i < len(subs); i++ {
		if i+1 < len(subs) && in.fillFrame(subs[i], subs[i+1], evenOdd, gray) {
			i++
			continue
		}
		if r, ok := in.path.rectangle(subs[i]); ok {
			in.fillRectangle(r, gray)
		} else if in.sliver(subs[i]) {
			in.fillRectangle(subs[i].bounds, gray)
		}
	}
	in.coverByPath(evenOdd)
}

// sliver tells whether a polygon is a line with slanting ends, as borders with mitred corners are.
// Outlines of glyphs have more corners, or curves.
func (in *interpreter) sliver(s subpath) bool {
	const minSliverAspect, maxCorners = 4, 6
	w, h := width(s.bounds), height(s.bounds)
	v := in.path.vertices[s.from:s.to]
	if min(w, h) > defaults.maxThin || max(w, h) < minSliverAspect*min(w, h) || len(v) < 3 || len(v) > maxCorners {
		return false
	}
	area := 0.0
	for i := range v {
		if v[i].curve {
			return false
		}
		a, b := v[i], v[(i+1)%len(v)]
		area += a.x*b.y - b.x*a.y
	}
	return math.Abs(area)/2 >= w*h/2
}

// fillFrame fills the ring between two rectangles, one in the other, where the fill rule
// leaves the inner one open, if the ring is thin all around.
func (in *interpreter) fillFrame(outer, inner subpath, evenOdd bool, gray float32) bool {
	o, ok := in.path.rectangle(outer)
	if !ok {
		return false
	}
	i, ok := in.path.rectangle(inner)
	if !ok || !evenOdd && in.clockwise(outer) == in.clockwise(inner) {
		return false
	}
	if contains(i, o) {
		o, i = i, o
	}
	if !contains(o, i) || empty(i) || max(i.X0-o.X0, o.X1-i.X1, i.Top-o.Top, o.Bottom-i.Bottom) > defaults.maxThin {
		return false
	}
	for _, r := range [4]page.Rect{
		{X0: o.X0, Top: o.Top, X1: o.X1, Bottom: i.Top},
		{X0: o.X0, Top: i.Bottom, X1: o.X1, Bottom: o.Bottom},
		{X0: o.X0, Top: o.Top, X1: i.X0, Bottom: o.Bottom},
		{X0: i.X1, Top: o.Top, X1: o.X1, Bottom: o.Bottom},
	} {
		if width(r) > 0 && height(r) > 0 {
			in.fillRectangle(r, gray)
		}
	}
	return true
}

func (in *interpreter) clockwise(s subpath) bool {
	v := in.path.vertices[s.from:s.to]
	a, b, c := v[0], v[1], v[2]
	return (b.x-a.x)*(c.y-b.y)-(b.y-a.y)*(c.x-b.x) > 0
}

func contains(outer, inner page.Rect) bool {
	return outer.X0 <= inner.X0 && outer.Top <= inner.Top && outer.X1 >= inner.X1 && outer.Bottom >= inner.Bottom
}

// fillRectangle adds a filled rectangle, cut to the clip, as a line, a dot or an area.
func (in *interpreter) fillRectangle(r page.Rect, gray float32) {
	r = intersect(r, in.gs.clip)
	if empty(r) {
		return
	}
	w, h := width(r), height(r)
	thin, long := min(w, h), max(w, h)
	switch {
	case thin <= defaults.maxThin && long >= defaults.minAspect*thin && long >= defaults.minLength:
		in.ruling(thinRuling(r, gray))
	case long <= defaults.maxDot:
		// A dot of a dotted line, or of a corner, belongs to both directions.
		in.ruling(page.Ruling{Horizontal: true, At: (r.Top + r.Bottom) / 2, From: r.X0, To: r.X1, Width: h, Kind: page.Thin, Gray: gray})
		in.ruling(page.Ruling{At: (r.X0 + r.X1) / 2, From: r.Top, To: r.Bottom, Width: w, Kind: page.Thin, Gray: gray})
	default:
		in.page.Fills = append(in.page.Fills, page.Fill{Rect: r, Gray: gray})
		in.sides(r, page.Ruling{Kind: page.FillEdge, Gray: gray}, 0, 0)
	}
}

func thinRuling(r page.Rect, gray float32) page.Ruling {
	if w, h := width(r), height(r); w >= h {
		return page.Ruling{Horizontal: true, At: (r.Top + r.Bottom) / 2, From: r.X0, To: r.X1, Width: h, Kind: page.Thin, Gray: gray}
	}
	return page.Ruling{At: (r.X0 + r.X1) / 2, From: r.Top, To: r.Bottom, Width: width(r), Kind: page.Thin, Gray: gray}
}

// ruling adds r, cut to the clip.
func (in *interpreter) ruling(r page.Ruling) {
	clip := in.gs.clip
	across0, across1, along0, along1 := clip.X0, clip.X1, clip.Top, clip.Bottom
	if r.Horizontal {
		across0, across1, along0, along1 = along0, along1, across0, across1
	}
	reach := r.Width/2 + defaults.clipReach
	r.From, r.To = max(r.From, along0), min(r.To, along1)
	if r.At+reach < across0 || r.At-reach > across1 || r.To-r.From < defaults.minLength {
		return
	}
	if n := len(in.page.Rulings); n > 0 && in.page.Rulings[n-1] == r {
		return
	}
	in.page.Rulings = append(in.page.Rulings, r)
}

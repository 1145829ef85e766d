package align

import (
	"math"
	"slices"
)

// spanOf finds over which columns a header cell spans: those over a line under it, or those whose
// middle it stands over, where they have headers of their own under it.
func (t frame) spanOf(b block, cells []block) (c0, c1 int) {
	h := headCell{t, b, cells}
	if t.Told {
		if c0, c1, ok := h.toldSpan(); ok {
			return c0, c1
		}
	}
	if c0, c1, ok := h.ruledSpan(); ok {
		return c0, c1
	}
	return h.centredSpan()
}

// headCell is a header cell among the others of its header.
type headCell struct {
	frame
	cell   block
	others []block
}

// itself tells the cell among the others.
func (h headCell) itself(x block) bool { return x.line == h.cell.line && x.x0 == h.cell.x0 }

// level tells a cell that stands beside this one, at its height.
func (h headCell) level(x block) bool {
	y := (x.top + x.bottom) / 2
	return x.line == h.cell.line || y > h.cell.top && y < h.cell.bottom
}

// taken tells whether another cell of this one's height stands over a column.
func (h headCell) taken(c int) bool {
	return slices.ContainsFunc(h.others, func(x block) bool { return x.covers(c) && !h.itself(x) && h.level(x) })
}

// ruledSpan are the columns over the line that was drawn under the cell, unless it runs on under others.
func (h headCell) ruledSpan() (first, last int, ok bool) {
	l, ruled := h.rule(h.cell)
	shared := func(x block) bool {
		return !h.itself(x) && h.level(x) && x.x0 > l.From-h.em && x.x1 < l.To+h.em
	}
	if !ruled || slices.ContainsFunc(h.others, shared) {
		return 0, 0, false
	}
	first, last = -1, -1
	for c, e := range h.Text {
		if x := (e.X0 + e.X1) / 2; x > l.From && x < l.To {
			if first < 0 {
				first = c
			}
			last = c
		}
	}
	// A border under one column may be that of the cell under it.
	headed := first == last && slices.ContainsFunc(h.others, func(x block) bool { return x.c0 == first && x.c1 == first && h.under(x, h.cell) })
	return first, last, first >= 0 && first <= h.cell.c0 && last >= h.cell.c1 && !headed
}

// centredSpan are the columns over whose texts, or sides where the columns are drawn, the cell is centred best.
func (h headCell) centredSpan() (c0, c1 int) {
	b, n := h.cell, len(h.Text)
	next := math.Inf(1) // the middle of the first header under it
	for _, x := range h.others {
		if x.overlaps(b) && h.under(x, b) {
			next = min(next, (x.top+x.bottom)/2)
		}
	}
	headed := func(c int) bool {
		return slices.ContainsFunc(h.others, func(x block) bool { return x.covers(c) && (x.top+x.bottom)/2 > next-h.s.SameHeight*h.em })
	}
	c0, c1 = b.c0, b.c1
	if !headed(c0) {
		return c0, c1
	}
	free := func(c int) bool { return headed(c) && !h.taken(c) }
	best := math.Inf(1)
	if c1 > c0 {
		best = h.off(c0, c1) - h.em/2
	}
	for first := b.c0; first >= 0 && (first == b.c0 || free(first)); first-- {
		for last := b.c1; last < n && (last == b.c1 || free(last)); last++ {
			if first == last {
				continue // over one column it would be that column's own header
			}
			x0, x1 := h.ends(first, last)
			if d := h.off(first, last); d < best && d < max(h.s.OffMiddle*h.em, h.s.OffMiddleShare*(x1-x0)) {
				best, c0, c1 = d, first, last
			}
		}
	}
	return c0, c1
}

// off is how far the cell stands from the middle of columns: a header is centred over its columns' texts or, where
// the columns are drawn, over these.
func (h headCell) off(c0, c1 int) float64 {
	b := h.cell
	x0, x1 := h.ends(c0, c1)
	d := math.Abs(b.x0 + b.x1 - x0 - x1)
	if h.Drawn {
		d = min(d, math.Abs(b.x0+b.x1-max(h.Xs[c0], h.X0)-min(h.Xs[c1+1], h.X1)))
	}
	return d / 2
}

// ends are how far columns reach: their own headers may reach farther than their text.
func (h headCell) ends(c0, c1 int) (x0, x1 float64) {
	x0, x1 = h.Text[c0].X0, h.Text[c1].X1
	for _, x := range h.others {
		if !h.under(x, h.cell) || x.c0 < c0 || x.c1 > c1 {
			continue
		}
		// Where text is flush at one side under a centred header, the column reaches as far to the other.
		if x.c0 == c0 && x.c1 == c0 {
			x0 = min(x0, x.x0, max(x.x0+x.x1-h.Text[c0].X1, h.textBefore(c0)))
		}
		if x.c0 == c1 && x.c1 == c1 {
			x1 = max(x1, x.x1, min(x.x0+x.x1-h.Text[c1].X0, h.textBehind(c1)))
		}
	}
	return x0, x1
}

// textBefore and textBehind are where the text of the neighbouring columns ends and begins.
func (t frame) textBefore(c int) float64 {
	if c == 0 {
		return t.X0
	}
	return t.Text[c-1].X1
}

func (t frame) textBehind(c int) float64 {
	if c+1 == len(t.Text) {
		return t.X1
	}
	return t.Text[c+1].X0
}

// toldSpan finds over which columns a head spans where heads told the columns: the most in whose middle it stands
// and that have heads under it. The cell of a leaf reaches down to the header's foot as far as up: so it is known
// whether it begins under the head or beside it.
func (h headCell) toldSpan() (c0, c1 int, ok bool) {
	b, foot := h.cell, h.headFoot()
	headed := func(c int) bool {
		return slices.ContainsFunc(h.others, func(x block) bool {
			return x.covers(c) && h.notAbove(x) && (x.c0 < x.c1 || x.top+x.bottom-foot > (b.top+b.bottom)/2)
		})
	}
	free := func(c int) bool { return c >= 0 && c < len(h.Text) && headed(c) && !h.taken(c) }
	if !free(b.c0) || !free(b.c1) {
		return 0, 0, false
	}
	cut := func(first, last int) bool {
		return slices.ContainsFunc(h.others, func(x block) bool {
			return h.under(x, b) && x.c0 <= last && x.c1 >= first && (x.c0 < first || x.c1 > last)
		})
	}
	c0, c1 = -1, -1
	for first := b.c0; free(first); first-- {
		for last := b.c1; free(last); last++ {
			if last > first && last-first > c1-c0 && math.Abs(b.x0+b.x1-h.Xs[first]-h.Xs[last+1]) < h.em && !cut(first, last) {
				c0, c1 = first, last
			}
		}
	}
	return c0, c1, c0 >= 0
}

// notAbove tells a cell that does not begin over the foot of this one, or hardly.
func (h headCell) notAbove(x block) bool { return x.top >= h.cell.bottom-h.s.Under*h.em }

// headFoot is the height at which the header ends: a line over the whole width, or half way to the body.
func (t outline) headFoot() float64 {
	last, next := t.Lines[t.head-1], t.Lines[t.head]
	for _, l := range t.Levels {
		if t.full(l) && l.At > last.middle() && l.At < next.middle() {
			return l.At
		}
	}
	bottom := last.Bottom
	for _, r := range t.header() {
		bottom = max(bottom, r.Bottom)
	}
	return (bottom + next.Top) / 2
}

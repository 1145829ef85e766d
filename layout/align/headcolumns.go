package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/page"
)

// headOnly adds the columns that only the header has: a piece of it that stands over no
// column's text, while the columns beside it have pieces of their own.
func (t outline) headOnly(c Columns) Columns {
	if c.Drawn || t.head == len(t.Lines) {
		return c
	}
	c = t.measured(c)
	for k := t.head - 1; k >= 0; k-- {
		for _, p := range t.units(t.Lines[k]) {
			c = t.withHead(c, p, k == t.head-1)
		}
	}
	return c
}

// withHead adds the column of a header unit that stands between two columns with headers of their own,
// unless it heads both: it does not on the header's last line, nor off their common middle.
func (t outline) withHead(c Columns, p word, last bool) Columns {
	left := -1 // the last column whose text ends before p
	for k, e := range c.Text {
		if p.x0 < e.X1 && p.x1 > e.X0 {
			return c
		}
		if e.X1 <= p.x0 {
			left = k
		}
	}
	right := left + 1
	hasLeft, hasRight := left >= 0, right < len(c.Text)
	x0, x1 := math.Inf(-1), math.Inf(1) // how far the neighbours reach
	begins := c.Text[max(left, 0)].X0
	if hasLeft {
		over, ok := t.headOver(c, left)
		begins = over.X0
		if x0 = max(c.Text[left].X1, over.X1); !ok || x0 > p.x0 {
			return c
		}
	}
	if hasRight {
		over, ok := t.headOver(c, right)
		if x1 = min(c.Text[right].X0, over.X0); !ok || x1 < p.x1 {
			return c
		}
		if middle := (begins + over.X1) / 2; hasLeft && !last && math.Abs(middle-(p.x0+p.x1)/2) < t.s.HeadMiddle*t.em {
			return c
		}
	}
	if hasLeft && hasRight {
		c = c.without(right)
	}
	if hasLeft {
		c = c.with((x0+p.x0)/2, ByHead)
	}
	if hasRight {
		c = c.with((p.x1+x1)/2, ByHead)
	}
	return t.measured(c)
}

// headOver gives how far the header units over a column's text reach.
func (t outline) headOver(c Columns, k int) (page.Interval, bool) {
	e, found := c.Text[k], false
	over := e
	for _, r := range t.header() {
		for _, p := range t.units(r) {
			if p.x0 < e.X1 && p.x1 > e.X0 && p.x0 > c.Xs[k]-t.em && p.x1 < c.Xs[k+1]+t.em {
				over, found = page.Interval{X0: min(over.X0, p.x0), X1: max(over.X1, p.x1)}, true
			}
		}
	}
	return over, found
}

// leafColumns takes the columns that the header tells where it has more of them than the body fills: the heads
// that nothing stands under, each centred over its column, one column beginning where the other ends.
func (t outline) leafColumns(c Columns, seams []float64) Columns {
	if t.head == 0 || t.head == len(t.Lines) {
		return c
	}
	leaves := t.leaves()
	if len(leaves) < 3 || len(leaves) < len(c.Xs)-1 {
		return c
	}
	told := func(xs []float64) Columns {
		return Columns{Xs: xs, By: sameReason(ByHead, len(xs)), Drawn: true, Told: true}
	}
	x0, x1 := span(t.Lines)
	if t.Ruled && len(t.Levels) > 0 {
		from, to := t.Levels[0].From, t.Levels[0].To
		if xs, ok := t.chain(leaves, seams, from, min(x1, to)); ok && math.Abs(xs[len(xs)-1]-to) < t.em {
			return told(xs)
		}
		if xs, ok := t.looseChain(leaves, from, to); ok && t.fits(xs, seams) {
			return told(xs)
		}
		return c
	}
	from, to, first := x0-t.s.Margin*t.em, x0, []float64(nil)
	if ends, ok := t.flushFirst(leaves[0], x0); ok {
		from, to, first, leaves = ends, leaves[1].x0, []float64{x0 - 1}, leaves[1:]
	}
	best, step := math.Inf(1), t.s.MarginStep*t.em
	for x := to - step; x > from; x -= step {
		xs, ok := t.chain(leaves, seams, x, x1)
		if !ok || xs[len(xs)-1]-x1 > t.s.Margin*t.em {
			continue
		}
		if d := t.disorder(xs); d < best-t.s.LessDisorder*t.em {
			best = d
			c = told(slices.Concat(first, xs))
		}
	}
	return c
}

// flushFirst tells whether the first head stands flush at the table's left over labels of which some are longer: it is
// not centred over them. It gives where these end.
func (t outline) flushFirst(head block, x0 float64) (ends float64, ok bool) {
	if head.x0-x0 > t.s.Flush*t.em {
		return 0, false
	}
	for _, r := range t.body() {
		if p := r.pieces[0]; r.multi() && p.x0 < head.x1 && !figure(r.text(p)) {
			ends = max(ends, p.x1)
		}
	}
	return max(ends, head.x1), ends > head.x1+t.em
}

// disorder tells how badly the body's figures stand in columns: those of one line in one column, and
// else how much their distances from the columns' right sides, or from their middles, differ.
func (t outline) disorder(xs []float64) float64 {
	shared := 0
	right, middle := page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}, page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}
	for _, r := range t.body() {
		last := -1
		for _, p := range r.pieces {
			if !figure(r.text(p)) {
				continue
			}
			k := page.Place(xs, (p.x0+p.x1)/2)
			if k == last {
				shared++
			}
			last = k
			d, m := xs[k+1]-p.x1, (xs[k]+xs[k+1]-p.x0-p.x1)/2
			right.X0, right.X1 = min(right.X0, d), max(right.X1, d)
			middle.X0, middle.X1 = min(middle.X0, m), max(middle.X1, m)
		}
	}
	if right.X1 < right.X0 {
		return 0
	}
	return float64(shared)*(xs[len(xs)-1]-xs[0]) + min(right.X1-right.X0, middle.X1-middle.X0)
}

// chain gives the boundaries of columns of which the first begins at x and each is centred under its head, where
// heads and texts keep inside of them and the drawn boundaries are among them.
func (t outline) chain(leaves []block, seams []float64, x, end float64) ([]float64, bool) {
	slack := t.s.InsideTold * t.em
	xs := []float64{x}
	for _, b := range leaves {
		next := b.x0 + b.x1 - x
		if b.x0 < x-slack || b.x1 > next+slack {
			return nil, false
		}
		xs = append(xs, next)
		x = next
	}
	return xs, x >= end-slack && t.fits(xs, seams)
}

// looseChain is the chain between two known ends where heads are off the middles of their columns by no more than OffColumn: they
// are where a picture has been measured. It tells where each boundary can be, from the left, and takes what agrees with it from the right.
func (t outline) looseChain(leaves []block, from, to float64) ([]float64, bool) {
	slack, off := t.s.InsideTold*t.em, 2*t.s.OffColumn*t.em
	reach := []page.Interval{{X0: from - off, X1: from + off}}
	for i, b := range leaves {
		last := &reach[i]
		last.X1 = min(last.X1, b.x0+slack)
		next := page.Interval{X0: max(b.x0+b.x1-last.X1-off, b.x1-slack), X1: b.x0 + b.x1 - last.X0 + off}
		if i+1 < len(leaves) {
			next = t.between(next, slack)
		}
		if last.X0 > last.X1 || next.X0 > next.X1 {
			return nil, false
		}
		reach = append(reach, next)
	}
	if end := reach[len(leaves)]; to < end.X0-off || to > end.X1+off {
		return nil, false
	}
	xs := make([]float64, len(reach))
	for i, x := len(leaves), to; ; i-- {
		xs[i] = min(max(x, reach[i].X0), reach[i].X1)
		if i == 0 {
			return xs, true
		}
		x = leaves[i-1].x0 + leaves[i-1].x1 - xs[i]
	}
}

// between is the part of an interval around its middle that the body's words leave free, but for some slack.
func (t outline) between(x page.Interval, slack float64) page.Interval {
	middle := (x.X0 + x.X1) / 2
	for _, r := range t.body() {
		for _, w := range r.words {
			if (w.x0+w.x1)/2 < middle {
				x.X0 = max(x.X0, w.x1-slack)
			} else {
				x.X1 = min(x.X1, w.x0+slack)
			}
		}
	}
	return x
}

// fits tells whether the drawn boundaries are among those that heads tell, and texts of the body keep inside of these.
func (t outline) fits(xs, seams []float64) bool {
	slack := t.s.InsideTold * t.em
	if slices.ContainsFunc(seams, func(s float64) bool { return math.Abs(xs[page.Nearest(xs, s)]-s) > t.em/2 }) {
		return false
	}
	inner := xs[1 : len(xs)-1]
	for _, r := range t.body() {
		for _, w := range r.words {
			if slices.ContainsFunc(inner, func(x float64) bool { return w.x0 < x-slack && w.x1 > x+slack }) {
				return false
			}
		}
	}
	return true
}

// leaves are the header's texts that stand over no others, from left to right.
func (t outline) leaves() []block {
	heads := t.heads()
	leaves := slices.DeleteFunc(slices.Clone(heads), func(b block) bool { return t.headsOthers(b, heads) })
	slices.SortFunc(leaves, func(a, b block) int { return cmp.Compare(a.x0, b.x0) })
	return leaves
}

// heads are the header's texts, those of several lines put together.
func (t outline) heads() []block {
	var out []block
	for k, r := range t.header() {
		for _, u := range t.units(r) {
			b := block{line: k, x0: u.x0, x1: u.x1, top: r.Top, bottom: r.Bottom}
			above := slices.IndexFunc(out, func(a block) bool {
				gap := b.top - a.bottom
				return a.line < k && math.Abs(a.x0+a.x1-b.x0-b.x1) < t.em && gap < t.s.Tight*t.em && gap > -t.em/2 && !t.lineBetween(a, b)
			})
			if above < 0 {
				out = append(out, b)
				continue
			}
			out[above].add(b)
			out[above].line = k
		}
	}
	return out
}

// headsOthers tells a head that others stand under: right under it, or on both sides of its middle between its neighbours.
func (t outline) headsOthers(b block, heads []block) bool {
	before, behind := t.X0, t.X1 // where its neighbours are that do not stand under it
	for _, h := range heads {
		switch {
		case t.under(h, b):
		case h.x1 <= b.x0:
			before = max(before, h.x1)
		case h.x0 >= b.x1:
			behind = min(behind, h.x0)
		}
	}
	left, right := false, false
	for _, h := range heads {
		x := (h.x0 + h.x1) / 2
		if !t.under(h, b) || x < before || x > behind {
			continue
		}
		if h.x0 < b.x1 && h.x1 > b.x0 {
			return true
		}
		left, right = left || h.x1 <= b.x0, right || h.x0 >= b.x1
	}
	return left && right
}

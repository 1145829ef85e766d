package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/page"
)

// leafColumns takes the columns that the header tells where it has more of them than the body fills: the heads
// that nothing stands under, each centred over its column, one column beginning where the other ends.
func (t *tableau) leafColumns(seams []float64) {
	if t.head == 0 || t.head == len(t.rows) {
		return
	}
	leaves := t.leaves()
	if len(leaves) < 3 || len(leaves) < len(t.xs)-1 {
		return
	}
	x0, x1 := span(t.rows)
	if t.ruled && len(t.levels) > 0 {
		from, to := t.levels[0].from, t.levels[0].to
		if xs, ok := t.chain(leaves, seams, from, min(x1, to)); ok && math.Abs(xs[len(xs)-1]-to) < t.em {
			t.xs, t.drawn, t.told = xs, true, true
		}
		return
	}
	const margin, step = 8, 0.1 // em: how far the first column may begin before its text
	best := math.Inf(1)
	for pad := step; pad < margin; pad += step {
		xs, ok := t.chain(leaves, seams, x0-pad*t.em, x1)
		if !ok || xs[len(xs)-1]-x1 > margin*t.em {
			continue
		}
		if d := t.disorder(xs); d < best-0.01*t.em {
			best = d
			t.xs, t.drawn, t.told = xs, true, true
		}
	}
}

// disorder tells how badly the body's figures stand in columns: those of one line in one column, and
// else how much their distances from the columns' right sides, or from their middles, differ.
func (t *tableau) disorder(xs []float64) float64 {
	shared := 0
	right, middle := page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}, page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}
	for _, r := range t.rows[t.head:] {
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
func (t *tableau) chain(leaves []block, seams []float64, x, end float64) ([]float64, bool) {
	slack := 0.15 * t.em
	xs := []float64{x}
	for _, b := range leaves {
		next := b.x0 + b.x1 - x
		if b.x0 < x-slack || b.x1 > next+slack {
			return nil, false
		}
		xs = append(xs, next)
		x = next
	}
	if x < end-slack {
		return nil, false
	}
	if slices.ContainsFunc(seams, func(s float64) bool { return math.Abs(xs[page.Nearest(xs, s)]-s) > t.em/2 }) {
		return nil, false
	}
	inner := xs[1 : len(xs)-1]
	for _, r := range t.rows[t.head:] {
		for _, w := range r.words {
			if slices.ContainsFunc(inner, func(x float64) bool { return w.x0 < x-slack && w.x1 > x+slack }) {
				return nil, false
			}
		}
	}
	return xs, true
}

// leaves are the header's texts that stand over no others, from left to right.
func (t *tableau) leaves() []block {
	heads := t.heads()
	leaves := slices.DeleteFunc(slices.Clone(heads), func(b block) bool { return t.headsOthers(b, heads) })
	slices.SortFunc(leaves, func(a, b block) int { return cmp.Compare(a.x0, b.x0) })
	return leaves
}

// heads are the header's texts, those of several lines put together.
func (t *tableau) heads() []block {
	var out []block
	for k := range t.head {
		r := t.rows[k]
		for _, u := range t.units(r) {
			b := block{line: k, x0: u.x0, x1: u.x1, top: r.Top, bottom: r.Bottom}
			above := slices.IndexFunc(out, func(a block) bool {
				gap := b.top - a.bottom
				return a.line < k && math.Abs(a.x0+a.x1-b.x0-b.x1) < t.em && gap < t.s.Tight*t.em && gap > -0.5*t.em && !t.lineBetween(a, b)
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
func (t *tableau) headsOthers(b block, heads []block) bool {
	before, behind := t.x0, t.x1 // where its neighbours are that do not stand under it
	for _, h := range heads {
		switch {
		case h.top > b.bottom-0.3*t.em:
		case h.x1 <= b.x0:
			before = max(before, h.x1)
		case h.x0 >= b.x1:
			behind = min(behind, h.x0)
		}
	}
	left, right := false, false
	for _, h := range heads {
		x := (h.x0 + h.x1) / 2
		if h.top <= b.bottom-0.3*t.em || x < before || x > behind {
			continue
		}
		if h.x0 < b.x1 && h.x1 > b.x0 {
			return true
		}
		left, right = left || h.x1 <= b.x0, right || h.x0 >= b.x1
	}
	return left && right
}

// widenTold finds over which columns a head spans where heads told the columns: the most in whose middle it stands
// and that have heads under it. The cell of a leaf reaches down to the header's foot as far as up: so it is known
// whether it begins under the head or beside it.
func (t *tableau) widenTold(b *block, cells []block) bool {
	foot := t.foot()
	under := func(c int) bool {
		return slices.ContainsFunc(cells, func(x block) bool {
			if x.c0 > c || x.c1 < c || x.top < b.bottom-0.3*t.em {
				return false
			}
			return x.c0 < x.c1 || x.top+x.bottom-foot > (b.top+b.bottom)/2
		})
	}
	taken := func(c int) bool {
		return slices.ContainsFunc(cells, func(x block) bool {
			y := (x.top + x.bottom) / 2
			return x.c0 <= c && x.c1 >= c && (x.line != b.line || x.x0 != b.x0) && (x.line == b.line || y > b.top && y < b.bottom)
		})
	}
	free := func(c int) bool { return c >= 0 && c < len(t.extent) && under(c) && !taken(c) }
	if !free(b.c0) || !free(b.c1) {
		return false
	}
	cut := func(first, last int) bool {
		return slices.ContainsFunc(cells, func(x block) bool {
			return x.top > b.bottom-0.3*t.em && x.c0 <= last && x.c1 >= first && (x.c0 < first || x.c1 > last)
		})
	}
	c0, c1 := -1, -1
	for first := b.c0; free(first); first-- {
		for last := b.c1; free(last); last++ {
			if last > first && last-first > c1-c0 && math.Abs(b.x0+b.x1-t.xs[first]-t.xs[last+1]) < t.em && !cut(first, last) {
				c0, c1 = first, last
			}
		}
	}
	if c0 < 0 {
		return false
	}
	b.c0, b.c1 = c0, c1
	return true
}

// foot is the height at which the header ends: a line over the whole width, or half way to the body.
func (t *tableau) foot() float64 {
	last, next := t.rows[t.head-1], t.rows[t.head]
	for _, l := range t.levels {
		if t.full(l) && l.at > last.middle() && l.at < next.middle() {
			return l.at
		}
	}
	bottom := last.Bottom
	for _, r := range t.rows[:t.head] {
		bottom = max(bottom, r.Bottom)
	}
	return (bottom + next.Top) / 2
}

package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// manyPieces are the lines of several pieces, of the body or else of all lines.
func manyPieces(body, all []*Line) []*Line {
	several := func(lines []*Line) []*Line {
		return slices.DeleteFunc(slices.Clone(lines), func(l *Line) bool { return !l.multi() })
	}
	if many := several(body); len(many) > 0 {
		return many
	}
	return several(all)
}

// withoutLong leaves out the few lines with a piece of running text that may span columns.
func (t outline) withoutLong(body []*Line) []*Line {
	short := slices.DeleteFunc(slices.Clone(body), func(r *Line) bool {
		return slices.ContainsFunc(r.pieces, func(p word) bool { return p.x1-p.x0 > t.s.LongPiece*(t.X1-t.X0) })
	})
	if (len(body)-len(short))*5 > len(body) {
		return body
	}
	return short
}

// drawnColumns are the boundaries that lines tell: seams of the horizontal ones, and vertical ones along the body.
func (t outline) drawnColumns(body []*Line, sides []grid.Edge) Columns {
	seams := t.seams(body)
	top, bottom := t.Lines[min(t.head, len(t.Lines)-1)].middle(), t.last().middle()
	all := slices.Clone(seams)
	for _, l := range sides {
		if l.From < top+t.em && l.To > bottom-t.em && l.At > t.X0 && l.At < t.X1 {
			all = append(all, l.At)
		}
	}
	c := Columns{Xs: page.Clustered(all, t.s.SameEnd*t.em/2)}
	for _, x := range c.Xs {
		by := BySide
		if len(seams) > 0 && math.Abs(seams[page.Nearest(seams, x)]-x) < t.em/2 {
			by = BySeam
		}
		c.By = append(c.By, by)
	}
	return c
}

// seams are the places where most of the lines over the whole width end and go on: borders
// drawn cell by cell. They count where the text keeps clear of them.
func (t outline) seams(body []*Line) []float64 {
	var all []float64
	drawn := 0
	for _, l := range t.Levels {
		if !t.full(l) {
			continue
		}
		had := false
		for i, x := range l.Edges {
			all = append(all, x.Breaks...)
			had = had || len(x.Breaks) > 0
			if i > 0 {
				all, had = append(all, x.From), true
			}
		}
		if had {
			drawn++
		}
	}
	slices.Sort(all)
	var out []float64
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n]-all[n-1] < t.em/2 {
			n++
		}
		x := all[n/2]
		if n*2 >= drawn && t.clear(body, x) {
			out = append(out, x)
		}
		all = all[n:]
	}
	return out
}

// clear tells whether nearly no word of the lines stands across x.
func (t outline) clear(lines []*Line, x float64) bool {
	const few = 20 // one in so many
	slack := t.s.Flush * t.em
	crossing := 0
	for _, r := range lines {
		if slices.ContainsFunc(r.words, func(w word) bool { return w.x0 < x-slack && w.x1 > x+slack }) {
			crossing++
		}
	}
	return crossing*few <= len(lines)
}

// valleys are the stretches of white space that part columns in all given lines.
func (t outline) valleys(lines []*Line) []page.Interval {
	type edge struct {
		x     float64
		delta int
	}
	var edges []edge
	for _, r := range lines {
		for _, w := range r.words {
			edges = append(edges, edge{w.x0, 1}, edge{w.x1, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(b.delta, a.delta)) })
	var out []page.Interval
	covered := 0
	for i, e := range edges {
		covered += e.delta
		if covered == 0 && i+1 < len(edges) {
			v := page.Interval{X0: e.x, X1: edges[i+1].x}
			if partsColumns(v, lines, t.em, t.s) || v.X1-v.X0 > t.em/2 && t.headsApart(v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// partsColumns tells whether white space is wide enough to part columns: the more lines agree in it,
// and the less it may be a space between words, the narrower it can be.
func partsColumns(v page.Interval, lines []*Line, em float64, s *settings.Align) bool {
	n, near, clear := 0, 0, 0
	for _, r := range lines {
		k, _ := slices.BinarySearchFunc(r.words, v.X1, func(w word, x float64) int { return cmp.Compare(w.x0, x) })
		if k == 0 || k == len(r.words) {
			continue
		}
		n++
		// What stands far from the white space does not tell that it parts two cells.
		if a, b := r.words[k-1], r.words[k]; b.x0-a.x1 < v.X1-v.X0+s.Beside*em {
			near++
			if !ordinarySpace(r.text(a), r.text(b)) {
				clear++
			}
		}
	}
	width := (v.X1 - v.X0) / em
	switch {
	case n == 0:
		return false
	case clear*10 >= near*9 && near >= 4:
		return width >= s.ValleyClear
	case clear*10 >= near*9 && near >= 2:
		return width >= s.ValleyMany
	case n >= 5:
		return width >= s.ValleyMany
	case n >= 3:
		return width >= (s.ValleyMany+s.ValleyFew)/2
	}
	return width >= s.ValleyFew
}

// headsApart tells whether two pieces of one header line stand on the two sides of white space.
func (t outline) headsApart(v page.Interval) bool {
	beside := t.s.Beside * t.em
	return slices.ContainsFunc(t.header(), func(r *Line) bool {
		units := t.units(r)
		for i := 1; i < len(units); i++ {
			if a, b := units[i-1], units[i]; a.x1 <= v.X1 && b.x0 >= v.X0 && (a.x1 > v.X0-beside || b.x0 < v.X1+beside) {
				return true
			}
		}
		return false
	})
}

// clip narrows white space of the body to what the header leaves free of it on one side or the other.
func (t outline) clip(v page.Interval) page.Interval {
	for _, r := range t.header() {
		for _, w := range r.words {
			switch {
			case w.x0 <= v.X0 && w.x1 > v.X0 && w.x1 < v.X1:
				v.X0 = w.x1
			case w.x1 >= v.X1 && w.x0 > v.X0 && w.x0 < v.X1:
				v.X1 = w.x0
			}
		}
	}
	return v
}

// withoutBlank drops the boundaries of narrow columns without text: the space inside a double line.
func (t outline) withoutBlank(c Columns) Columns {
	for k := len(c.Xs) - 2; k > 0; k-- {
		for _, side := range [2]int{k - 1, k} {
			if side+1 < len(c.Xs) && c.Xs[side+1]-c.Xs[side] < t.s.NarrowBlank*t.em && !t.filled(c.Xs[side], c.Xs[side+1]) {
				c = c.without(k)
				break
			}
		}
	}
	return c
}

// starts adds the boundaries at which many pieces of text begin though a few others, longer than their
// column, run over them. Figures of one length that end flush with longer ones are of one column with them.
func (t outline) starts(c Columns) Columns {
	const least, over = 4, 2 // pieces that begin there; how many times as many as cross
	var all []page.Interval
	for _, r := range t.body() {
		for _, p := range r.pieces {
			all = append(all, page.Interval{X0: p.x0, X1: p.x1})
		}
	}
	slices.SortFunc(all, func(a, b page.Interval) int { return cmp.Compare(a.X0, b.X0) })
	slack := t.s.SameStart * t.em
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].X0-all[0].X0 < slack {
			n++
		}
		x, begun := all[0].X0, all[:n]
		all = all[n:]
		if n < least {
			continue
		}
		k := c.column(x + slack/2)
		if before, crossing := t.across(x, c.Xs[k]); before > 0 && len(crossing)*over <= n && !t.flushRight(begun, crossing) {
			c = c.inserted(k+1, x-slack, ByStart)
		}
	}
	return c
}

// across counts the body's words that begin between a column's left side and x, and gives those of them that reach x.
func (t outline) across(x, left float64) (before int, crossing []word) {
	for _, r := range t.body() {
		for _, w := range r.words {
			if w.x0 < x-t.s.Flush*t.em && w.x0 > left {
				before++
				if w.x1 > x-t.s.SameStart*t.em/2 {
					crossing = append(crossing, w)
				}
			}
		}
	}
	return before, crossing
}

// flushRight tells whether texts that begin at one place end at another one, with all that begin before them.
func (t outline) flushRight(begun []page.Interval, before []word) bool {
	slack := t.s.Flush * t.em
	x := begun[0].X1
	return len(before) > 0 && !slices.ContainsFunc(begun, func(p page.Interval) bool { return math.Abs(p.X1-x) > slack }) &&
		!slices.ContainsFunc(before, func(w word) bool { return math.Abs(w.x1-x) > slack })
}

// together drops the boundaries between columns that no line fills both, as those of labels that are
// set to the left of one column in some lines and to its right in others.
func (t outline) together(c Columns, seams []float64) Columns {
	for k := len(c.Xs) - 2; k > 0; k-- {
		if slices.Contains(seams, c.Xs[k]) {
			continue
		}
		if !slices.ContainsFunc(t.Lines, func(r *Line) bool { return fillsBoth(r, c.Xs[k-1], c.Xs[k], c.Xs[k+1]) }) {
			c = c.without(k)
		}
	}
	return c
}

// fillsBoth tells a line that has pieces in both of two columns, or one that leaves a space at their boundary.
func fillsBoth(r *Line, x0, x, x1 float64) bool {
	left, right := false, false
	for _, p := range r.pieces {
		if p.x0 < x && p.x1 > x {
			return slices.ContainsFunc(gaps(r.wordsOf(p)), func(g page.Interval) bool { return g.X0 <= x && g.X1 >= x })
		}
		left = left || p.x1 > x0 && p.x1 <= x
		right = right || p.x0 >= x && p.x0 < x1
	}
	return left && right
}

// filled tells whether the middle of a word stands between x0 and x1.
func (t outline) filled(x0, x1 float64) bool {
	return slices.ContainsFunc(t.Lines, func(r *Line) bool {
		return slices.ContainsFunc(r.words, func(w word) bool { x := (w.x0 + w.x1) / 2; return x > x0 && x < x1 })
	})
}

// measured finds how far the text of each column reaches, that of the body before that of the header.
func (t outline) measured(c Columns) Columns {
	c.Text = make([]page.Interval, len(c.Xs)-1)
	for k := range c.Text {
		c.Text[k] = page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}
	}
	note := func(lines []*Line, only func(k int) bool) {
		for _, r := range lines {
			for _, w := range r.words {
				k := c.column((w.x0 + w.x1) / 2)
				if w.x0 < c.Xs[k]-t.em/2 || w.x1 > c.Xs[k+1]+t.em/2 || !only(k) {
					continue
				}
				c.Text[k].X0, c.Text[k].X1 = min(c.Text[k].X0, w.x0), max(c.Text[k].X1, w.x1)
			}
		}
	}
	note(t.body(), func(int) bool { return true })
	blank := make([]bool, len(c.Text))
	for k, e := range c.Text {
		blank[k] = e.X1 < e.X0
	}
	note(t.header(), func(k int) bool { return blank[k] })
	for k, e := range c.Text {
		if e.X1 < e.X0 {
			c.Text[k] = page.Interval{X0: c.Xs[k], X1: c.Xs[k+1]}
		}
	}
	return c
}

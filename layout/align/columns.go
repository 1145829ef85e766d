package align

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Reason tells why a boundary stands where it does, as those of ruled grids do.
type Reason = grid.Reason

// Why a column begins.
const (
	// ByEdge is where the text or the rulings begin or end.
	ByEdge Reason = "edge"
	// BySeam is a place where horizontal lines that were drawn cell by cell end and go on.
	BySeam = grid.BySeam
	// BySide is a vertical line, or the height at which some begin or end.
	BySide Reason = "side"
	// ByValley is white space that runs through the body.
	ByValley Reason = "valley"
	// ByStart is a place at which many texts begin, though a few run over it.
	ByStart Reason = "start"
	// ByHead is told by the heads: each is centred over its column, and stands over those that it heads.
	ByHead Reason = "head"
	// ByPageBefore is taken from the table that goes on.
	ByPageBefore Reason = "page before"
	// ByGrid is a ruled grid's own line.
	ByGrid Reason = "grid"
)

// Columns are the columns of a table with what told them. They are a value: steps that find more give others.
type Columns struct {
	// Xs are the boundaries from left to right, one more than there are columns, in points.
	Xs []float64
	// By tells for each boundary why it stands.
	By []Reason
	// Text is how far the text of each column reaches.
	Text []page.Interval
	// Drawn tells that lines or heads tell the columns' sides, not only their texts.
	Drawn bool
	// Told tells that heads centred over the columns tell them all.
	Told bool
}

// column is the index of the column in which x stands.
func (c Columns) column(x float64) int { return page.Place(c.Xs, x) }

// with has one more boundary.
func (c Columns) with(x float64, by Reason) Columns {
	k, _ := slices.BinarySearch(c.Xs, x)
	return c.inserted(k, x, by)
}

func (c Columns) inserted(k int, x float64, by Reason) Columns {
	c.Xs = slices.Insert(slices.Clone(c.Xs), k, x)
	c.By = slices.Insert(slices.Clone(c.By), k, by)
	return c
}

// without lacks boundary k.
func (c Columns) without(k int) Columns {
	c.Xs = slices.Delete(slices.Clone(c.Xs), k, k+1)
	c.By = slices.Delete(slices.Clone(c.By), k, k+1)
	return c
}

// sameReason are n times the same reason.
func sameReason(by Reason, n int) []Reason { return slices.Repeat([]Reason{by}, n) }

// outline is a region of which it is known where its header ends.
type outline struct {
	Region
	em     float64 // median font size
	s      *settings.Align
	head   int    // leading lines that are column header
	headBy Reason // why it ends there
}

// outlineOf finds the header of a region.
func outlineOf(r Region, em float64, s *settings.Align) outline {
	t := outline{Region: r, em: medianOf(r.Lines, em), s: s}
	t.head, t.headBy = t.headLines()
	return t
}

func (t outline) header() []*Line { return t.Lines[:t.head] }
func (t outline) body() []*Line   { return t.Lines[t.head:] }

// full tells a level that runs over most of the region's width.
func (t outline) full(l Level) bool {
	drawn := float64(0)
	for _, x := range l.Edges {
		drawn += x.To - x.From
	}
	return drawn > t.s.FullRule*(t.X1-t.X0-2*t.s.SameEnd*t.em)
}

// ruleBefore tells whether a line over the whole width stands between line k and the one above it.
func (t outline) ruleBefore(k int) bool {
	return slices.ContainsFunc(t.Levels, func(l Level) bool {
		return t.full(l) && l.At > t.Lines[k-1].middle() && l.At < t.Lines[k].middle()
	})
}

// filledBefore tells whether it is only the edge of a filled area that stands between line k and the one above it.
func (t outline) filledBefore(k int) bool {
	return !slices.ContainsFunc(t.Levels, func(l Level) bool {
		return !l.Filled && t.full(l) && l.At > t.Lines[k-1].middle() && l.At < t.Lines[k].middle()
	})
}

// headLines counts the leading lines that are column header, and tells why it ends there: those over the first
// line of amounts, up to the ruling that stands over it, and all over the first ruling.
func (t outline) headLines() (int, Reason) {
	first := 0
	for k := 1; k < len(t.Lines) && first == 0; k++ {
		if t.ruleBefore(k) {
			first = k
		}
	}
	body := slices.IndexFunc(t.Lines, func(r *Line) bool {
		return r.multi() && slices.ContainsFunc(r.pieces[1:], func(p word) bool { return amount(r.text(p)) })
	})
	if first > body && body > 0 && t.filledBefore(first) {
		first = 0 // stripes begin anywhere
	}
	if body < 0 {
		if first > 0 || !t.Lines[0].multi() {
			return first, ByRule
		}
		return 1, ByBaseline
	}
	if k := t.gapAbove(body); k > 0 && k < body {
		if first >= k {
			return first, ByRule
		}
		return k, ByLeading
	}
	h := body
	for k := body; k > 0; k-- {
		if t.ruleBefore(k) {
			return max(k, first), ByRule
		}
		if above := t.Lines[k-1]; above.multi() || above.left() > t.X0+t.s.Indent*t.em {
			break
		}
		h = k - 1
	}
	if h == 0 {
		h = body
	}
	if first > 0 && first <= t.s.HeadLines && first > h {
		return first, ByRule
	}
	return min(h, t.s.HeadLines), ByAmount
}

// gapAbove is the first line of the row of cells in which line k stands: the lines from there
// on interleave or stand close together, and space that no text crosses is over them.
func (t outline) gapAbove(k int) int {
	bottom := make([]float64, k+1) // of all lines above
	for i := range k {
		bottom[i+1] = max(bottom[i], t.Lines[i].Bottom)
	}
	for i := k; i > 0 && t.Lines[i].Top-bottom[i] < t.s.RowGap*t.em; i-- {
		k = i - 1
	}
	return k
}

// columns finds the column boundaries: the places where the lines were drawn cell by cell, the vertical
// lines, and the white space that runs through the body.
func (t outline) columns(sides []grid.Edge) Columns {
	many := t.withoutLong(manyPieces(t.body(), t.Lines))
	seams := t.drawnColumns(many, sides)
	c := Columns{Drawn: len(seams.Xs) > 0, Xs: seams.Xs, By: seams.By}
	for _, v := range t.valleys(many) {
		if !slices.ContainsFunc(seams.Xs, func(x float64) bool { return x > v.X0-t.em/2 && x < v.X1+t.em/2 }) {
			v = t.clip(v)
			c = c.with((v.X0+v.X1)/2, ByValley)
		}
	}
	x0, x1 := span(t.Lines)
	if len(t.Levels) > 0 && t.Ruled {
		x0, x1 = min(x0, t.Levels[0].From), max(x1, t.Levels[0].To)
	}
	for k := len(c.Xs) - 1; k >= 0; k-- {
		if x := c.Xs[k]; x < x0+t.em/2 || x > x1-t.em/2 {
			c = c.without(k)
		}
	}
	c = c.inserted(0, x0-1, ByEdge)
	c = c.inserted(len(c.Xs), x1+1, ByEdge)
	c = t.withoutBlank(c)
	c = t.starts(c)
	c = t.together(c, seams.Xs)
	c = t.leafColumns(c, seams.Xs)
	c = t.headOnly(c)
	return t.measured(c)
}

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
			if !spaced(r.text(a), r.text(b)) {
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

// spaced tells two words between which an ordinary space can stand.
func spaced(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	next, _ := utf8.DecodeRuneInString(b)
	if page.Wide(last) || page.Wide(next) {
		return false
	}
	return !figure(a) || !figure(b) || grouped(a, b)
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
// column, run over them.
func (t outline) starts(c Columns) Columns {
	const least, over = 4, 2 // pieces that begin there; how many times as many as cross
	var all []float64
	for _, r := range t.body() {
		for _, p := range r.pieces {
			all = append(all, p.x0)
		}
	}
	slices.Sort(all)
	slack := t.s.SameStart * t.em
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n]-all[0] < slack {
			n++
		}
		x := all[0]
		all = all[n:]
		if n < least {
			continue
		}
		k := c.column(x + slack/2)
		if before, crossing := t.across(x, c.Xs[k]); before > 0 && crossing*over <= n {
			c = c.inserted(k+1, x-slack, ByStart)
		}
	}
	return c
}

// across counts the body's words that begin between a column's left side and x, and those of them that reach x.
func (t outline) across(x, left float64) (before, crossing int) {
	for _, r := range t.body() {
		for _, w := range r.words {
			if w.x0 < x-t.s.Flush*t.em && w.x0 > left {
				before++
				if w.x1 > x-t.s.SameStart*t.em/2 {
					crossing++
				}
			}
		}
	}
	return before, crossing
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

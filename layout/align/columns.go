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

// tableau is a region while it becomes a grid.
type tableau struct {
	*Region
	em     float64
	s      *settings.Align
	head   int       // leading lines that are column header
	xs     []float64 // column boundaries
	extent []page.Interval
	drawn  bool // the columns are told by how the lines were drawn
	told   bool // the columns are told by heads centred over them
	byRule bool // the rows are told by rulings
}

// full tells a level that runs over most of the region's width.
func (t *tableau) full(l level) bool {
	drawn := 0.0
	for _, x := range l.lines {
		drawn += x.To - x.From
	}
	return drawn > 0.8*(t.x1-t.x0-2*t.s.SameEnd*t.em)
}

// ruleBefore tells whether a line over the whole width stands between line k and the one above it.
func (t *tableau) ruleBefore(k int) bool {
	return slices.ContainsFunc(t.levels, func(l level) bool {
		return t.full(l) && l.at > t.rows[k-1].middle() && l.at < t.rows[k].middle()
	})
}

// filledBefore tells whether it is only the edge of a filled area that stands between line k and the one above it.
func (t *tableau) filledBefore(k int) bool {
	return !slices.ContainsFunc(t.levels, func(l level) bool {
		return !l.filled && t.full(l) && l.at > t.rows[k-1].middle() && l.at < t.rows[k].middle()
	})
}

// headLines counts the leading lines that are column header: those over the first line of amounts,
// up to the ruling that stands over it, and all over the first ruling.
func (t *tableau) headLines() int {
	first := 0
	for k := 1; k < len(t.rows) && first == 0; k++ {
		if t.ruleBefore(k) {
			first = k
		}
	}
	body := slices.IndexFunc(t.rows, func(r *Line) bool {
		return r.multi() && slices.ContainsFunc(r.pieces[1:], func(p word) bool { return amount(r.text(p)) })
	})
	if first > body && body > 0 && t.filledBefore(first) {
		first = 0 // stripes begin anywhere
	}
	if body < 0 {
		if first > 0 || !t.rows[0].multi() {
			return first
		}
		return 1
	}
	if k := t.gapAbove(body); k > 0 && k < body {
		return max(k, first)
	}
	h := body
	for k := body; k > 0; k-- {
		if t.ruleBefore(k) {
			return max(k, first)
		}
		if above := t.rows[k-1]; above.multi() || above.words[0].x0 > t.x0+indent*t.em {
			break
		}
		h = k - 1
	}
	if h == 0 {
		h = body
	}
	const most = 8
	if first > 0 && first <= most && first > h {
		return first
	}
	return min(h, most)
}

// gapAbove is the first line of the row of cells in which line k stands: the lines from there
// on interleave or stand close together, and space that no text crosses is over them.
func (t *tableau) gapAbove(k int) int {
	bottom := make([]float64, k+1) // of all lines above
	for i := range k {
		bottom[i+1] = max(bottom[i], t.rows[i].Bottom)
	}
	const close = 0.6 // em
	for i := k; i > 0 && t.rows[i].Top-bottom[i] < close*t.em; i-- {
		k = i - 1
	}
	return k
}

// columns finds the column boundaries: the places where the lines were drawn cell by cell, the vertical
// lines, and the white space that runs through the body.
func (t *tableau) columns(sides []grid.Edge) {
	var body []*Line
	for _, r := range t.rows[t.head:] {
		if r.multi() {
			body = append(body, r)
		}
	}
	if len(body) == 0 {
		for _, r := range t.rows {
			if r.multi() {
				body = append(body, r)
			}
		}
	}
	body = t.withoutLong(body)
	seams := t.seams(body)
	for _, l := range sides {
		if top, bottom := t.rows[min(t.head, len(t.rows)-1)].middle(), t.rows[len(t.rows)-1].middle(); l.From < top+t.em && l.To > bottom-t.em && l.At > t.x0 && l.At < t.x1 {
			seams = append(seams, l.At)
		}
	}
	seams = page.Clustered(seams, t.s.SameEnd*t.em/2)
	t.drawn = len(seams) > 0
	inner := slices.Clone(seams)
	for _, v := range t.valleys(body) {
		if !slices.ContainsFunc(seams, func(x float64) bool { return x > v.X0-t.em/2 && x < v.X1+t.em/2 }) {
			v = t.clip(v)
			inner = append(inner, (v.X0+v.X1)/2)
		}
	}
	slices.Sort(inner)
	x0, x1 := span(t.rows)
	if len(t.levels) > 0 && t.ruled {
		x0, x1 = min(x0, t.levels[0].from), max(x1, t.levels[0].to)
	}
	inner = slices.DeleteFunc(inner, func(x float64) bool { return x < x0+t.em/2 || x > x1-t.em/2 })
	t.xs = append(append([]float64{x0 - 1}, inner...), x1+1)
	t.withoutBlank()
	t.starts()
	t.together(seams)
	t.leafColumns(seams)
	t.headOnly()
	t.measure()
}

// withoutLong leaves out the few lines with a piece of running text that may span columns.
func (t *tableau) withoutLong(body []*Line) []*Line {
	const long = 0.4 // of the width
	short := slices.DeleteFunc(slices.Clone(body), func(r *Line) bool {
		return slices.ContainsFunc(r.pieces, func(p word) bool { return p.x1-p.x0 > long*(t.x1-t.x0) })
	})
	if (len(body)-len(short))*5 > len(body) {
		return body
	}
	return short
}

// seams are the places where most of the lines over the whole width end and go on: borders
// drawn cell by cell. They count where the text keeps clear of them.
func (t *tableau) seams(body []*Line) []float64 {
	var all []float64
	drawn := 0
	for _, l := range t.levels {
		if !t.full(l) {
			continue
		}
		had := false
		for i, x := range l.lines {
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
		for n < len(all) && all[n]-all[n-1] < 0.5*t.em {
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
func (t *tableau) clear(rows []*Line, x float64) bool {
	crossing := 0
	for _, r := range rows {
		if slices.ContainsFunc(r.words, func(w word) bool { return w.x0 < x-0.3*t.em && w.x1 > x+0.3*t.em }) {
			crossing++
		}
	}
	return crossing*20 <= len(rows)
}

// valleys are the stretches of white space that part columns in all given lines.
func (t *tableau) valleys(rows []*Line) []page.Interval {
	type edge struct {
		x     float64
		delta int
	}
	var edges []edge
	for _, r := range rows {
		for _, w := range r.words {
			edges = append(edges, edge{x: w.x0, delta: 1}, edge{x: w.x1, delta: -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(b.delta, a.delta)) })
	var out []page.Interval
	covered := 0
	for i, e := range edges {
		covered += e.delta
		if covered == 0 && i+1 < len(edges) {
			v := page.Interval{X0: e.x, X1: edges[i+1].x}
			if parts(v, rows, t.em, t.s) || v.X1-v.X0 > t.em/2 && t.headsApart(v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// parts tells whether white space is wide enough to part columns: the more lines agree in it,
// and the less it may be a space between words, the narrower it can be.
func parts(v page.Interval, rows []*Line, em float64, s *settings.Align) bool {
	n, near, clear := 0, 0, 0
	for _, r := range rows {
		k, _ := slices.BinarySearchFunc(r.words, v.X1, func(w word, x float64) int { return cmp.Compare(w.x0, x) })
		if k == 0 || k == len(r.words) {
			continue
		}
		n++
		// What stands far from the white space does not tell that it parts two cells.
		if a, b := r.words[k-1], r.words[k]; b.x0-a.x1 < v.X1-v.X0+4*em {
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
func (t *tableau) headsApart(v page.Interval) bool {
	return slices.ContainsFunc(t.rows[:t.head], func(r *Line) bool {
		units := t.units(r)
		for i := 1; i < len(units); i++ {
			if a, b := units[i-1], units[i]; a.x1 <= v.X1 && b.x0 >= v.X0 && (a.x1 > v.X0-4*t.em || b.x0 < v.X1+4*t.em) {
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
func (t *tableau) clip(v page.Interval) page.Interval {
	for _, r := range t.rows[:t.head] {
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

// column is the index of the column in which x stands.
func (t *tableau) column(x float64) int { return page.Place(t.xs, x) }

// withoutBlank drops the boundaries of narrow columns without text: the space inside a double line.
func (t *tableau) withoutBlank() {
	const narrow = 1.6 // em
	for k := len(t.xs) - 2; k > 0; k-- {
		for _, side := range [2]int{k - 1, k} {
			if side+1 < len(t.xs) && t.xs[side+1]-t.xs[side] < narrow*t.em && !t.filled(t.xs[side], t.xs[side+1]) {
				t.xs = slices.Delete(t.xs, k, k+1)
				break
			}
		}
	}
}

// starts adds the boundaries at which many pieces of text begin though a few others, longer than their
// column, run over them.
func (t *tableau) starts() {
	const least, over = 4, 2 // pieces that begin there; how many times as many as cross
	var all []float64
	for _, r := range t.rows[t.head:] {
		for _, p := range r.pieces {
			all = append(all, p.x0)
		}
	}
	slices.Sort(all)
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n]-all[0] < 0.2*t.em {
			n++
		}
		x := all[0]
		all = all[n:]
		if n < least {
			continue
		}
		crossing, before := 0, false
		k := t.column(x + 0.1*t.em)
		for _, r := range t.rows[t.head:] {
			for _, w := range r.words {
				if w.x0 < x-0.3*t.em && w.x0 > t.xs[k] {
					before = true
					if w.x1 > x-0.1*t.em {
						crossing++
					}
				}
			}
		}
		if before && crossing*over <= n {
			t.xs = slices.Insert(t.xs, k+1, x-0.2*t.em)
		}
	}
}

// together drops the boundaries between columns that no line fills both, as those of labels that are
// set to the left of one column in some lines and to its right in others.
func (t *tableau) together(seams []float64) {
	for k := len(t.xs) - 2; k > 0; k-- {
		if slices.Contains(seams, t.xs[k]) {
			continue
		}
		both := slices.ContainsFunc(t.rows, func(r *Line) bool {
			left, right := false, false
			for _, p := range r.pieces {
				if p.x0 < t.xs[k] && p.x1 > t.xs[k] {
					return slices.ContainsFunc(pairs(t.wordsOf(r, p)), func(g page.Interval) bool { return g.X0 <= t.xs[k] && g.X1 >= t.xs[k] })
				}
				left = left || p.x1 > t.xs[k-1] && p.x1 <= t.xs[k]
				right = right || p.x0 >= t.xs[k] && p.x0 < t.xs[k+1]
			}
			return left && right
		})
		if !both {
			t.xs = slices.Delete(t.xs, k, k+1)
		}
	}
}

// filled tells whether the middle of a word stands between two heights of the region.
func (t *tableau) filled(x0, x1 float64) bool {
	return slices.ContainsFunc(t.rows, func(r *Line) bool {
		return slices.ContainsFunc(r.words, func(w word) bool { x := (w.x0 + w.x1) / 2; return x > x0 && x < x1 })
	})
}

// headOnly adds the columns that only the header has: a piece of it that stands over no
// column's text, while the columns beside it have pieces of their own.
func (t *tableau) headOnly() {
	if t.drawn || t.head == len(t.rows) {
		return
	}
	t.measure()
	for k := t.head - 1; k >= 0; k-- {
		for _, p := range t.units(t.rows[k]) {
			t.insert(p, k == t.head-1)
		}
	}
}

// insert adds the column of a header unit that stands between two columns with headers of their own,
// unless it heads both: it does not on the header's last line, nor off their common middle.
func (t *tableau) insert(p word, last bool) {
	left := -1 // the last column whose text ends before p
	for c, e := range t.extent {
		if p.x0 < e.X1 && p.x1 > e.X0 {
			return
		}
		if e.X1 <= p.x0 {
			left = c
		}
	}
	right := left + 1
	x0, x1 := math.Inf(-1), math.Inf(1) // how far the neighbours reach
	if left >= 0 {
		over, ok := t.headed(left)
		if x0 = max(t.extent[left].X1, over.X1); !ok || x0 > p.x0 {
			return
		}
	}
	if right < len(t.extent) {
		over, ok := t.headed(right)
		if x1 = min(t.extent[right].X0, over.X0); !ok || x1 < p.x1 {
			return
		}
	}
	if left >= 0 && right < len(t.extent) {
		over, _ := t.headed(right)
		if middle := (t.extent[left].X0 + over.X1) / 2; !last && math.Abs(middle-(p.x0+p.x1)/2) < 0.6*t.em {
			return
		}
		t.xs = slices.Delete(t.xs, right, right+1)
	}
	if left >= 0 {
		t.xs = append(t.xs, (x0+p.x0)/2)
	}
	if right < len(t.extent) {
		t.xs = append(t.xs, (p.x1+x1)/2)
	}
	slices.Sort(t.xs)
	t.measure()
}

// headed gives how far the header units over a column's text reach.
func (t *tableau) headed(c int) (page.Interval, bool) {
	e, found := t.extent[c], false
	over := e
	for _, r := range t.rows[:t.head] {
		for _, p := range t.units(r) {
			if p.x0 < e.X1 && p.x1 > e.X0 && p.x0 > t.xs[c]-t.em && p.x1 < t.xs[c+1]+t.em {
				over, found = page.Interval{X0: min(over.X0, p.x0), X1: max(over.X1, p.x1)}, true
			}
		}
	}
	return over, found
}

// units are the pieces of a header line, parted where a space cannot be one between words.
func (t *tableau) units(r *Line) []word {
	var out []word
	for i, w := range r.words {
		if n := len(out); n > 0 && t.oneUnit(r, r.words[i-1], w) {
			out[n-1].to, out[n-1].x1 = w.to, w.x1
			continue
		}
		out = append(out, w)
	}
	return out
}

// oneUnit tells whether two words of a header line belong together: an ordinary space parts them, or they
// are single characters set apart, as in 收  入.
func (t *tableau) oneUnit(r *Line, a, b word) bool {
	gap := (b.x0 - a.x1) / t.em
	if a.to-a.from == 1 && b.to-b.from == 1 && r.ideographs(a, b) {
		return gap < 4*t.s.WideGap
	}
	return gap < t.s.WideGap && (gap < t.s.FigureGap || spaced(r.text(a), r.text(b)))
}

// measure finds how far the text of each column reaches, that of the body before that of the header.
func (t *tableau) measure() {
	t.extent = make([]page.Interval, len(t.xs)-1)
	for c := range t.extent {
		t.extent[c] = page.Interval{X0: math.Inf(1), X1: math.Inf(-1)}
	}
	note := func(rows []*Line, only func(c int) bool) {
		for _, r := range rows {
			for _, w := range r.words {
				c := t.column((w.x0 + w.x1) / 2)
				if w.x0 < t.xs[c]-t.em/2 || w.x1 > t.xs[c+1]+t.em/2 || !only(c) {
					continue
				}
				t.extent[c].X0, t.extent[c].X1 = min(t.extent[c].X0, w.x0), max(t.extent[c].X1, w.x1)
			}
		}
	}
	note(t.rows[t.head:], func(int) bool { return true })
	blank := make([]bool, len(t.extent))
	for c, e := range t.extent {
		blank[c] = e.X1 < e.X0
	}
	note(t.rows[:t.head], func(c int) bool { return blank[c] })
	for c, e := range t.extent {
		if e.X1 < e.X0 {
			t.extent[c] = page.Interval{X0: t.xs[c], X1: t.xs[c+1]}
		}
	}
}

package align

import (
	"math"
	"slices"
	"unicode/utf8"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

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

func (t outline) body() []*Line { return t.Lines[t.head:] }

// full tells a level that runs over most of the region's width.
func (t outline) full(l Level) bool {
	return l.drawn > t.s.FullRule*(t.X1-t.X0-2*t.s.SameEnd*t.em)
}

// levelsBefore are those between line k and the one above it.
func (t outline) levelsBefore(k int) []Level {
	above, below := t.Lines[k-1].middle(), t.Lines[k].middle()
	from := firstLevel(t.Levels, above)
	for from < len(t.Levels) && t.Levels[from].At <= above {
		from++
	}
	to := from
	for to < len(t.Levels) && t.Levels[to].At < below {
		to++
	}
	return t.Levels[from:to]
}

// ruleBefore tells whether a line over the whole width stands between line k and the one above it.
func (t outline) ruleBefore(k int) bool {
	return slices.ContainsFunc(t.levelsBefore(k), t.full)
}

// filledBefore tells whether it is only the edge of a filled area that stands between line k and the one above it.
func (t outline) filledBefore(k int) bool {
	return !slices.ContainsFunc(t.levelsBefore(k), func(l Level) bool { return !l.Filled && t.full(l) })
}

// headLines counts the leading lines that are column header, and tells why it ends there: those over the first line
// of amounts, up to the ruling that stands over it, and all over the first ruling.
func (t outline) headLines() (int, Reason) {
	if t.Body {
		return 0, ByEdge
	}
	first := t.firstRuled()
	body := slices.IndexFunc(t.Lines, (*Line).measures)
	striped := first > 0 && body > 0 && t.filledBefore(first) && (first > body || t.Levels[0].At > t.Lines[first-1].middle())
	if striped {
		first = 0 // stripes begin anywhere
	}
	if body < 0 {
		if first > 0 || !t.Lines[0].multi() {
			return first, ByRule
		}
		return 1, ByBaseline
	}
	if k := t.ruledOff(first, body); k > 0 {
		return k, ByRule
	}
	if k := t.gapAbove(body); k > 0 && k < body {
		if first >= k {
			return first, ByRule
		}
		return k, ByLeading
	}
	h := body
	for k := body; k > 0; k-- {
		if t.ruleBefore(k) && !(striped && t.filledBefore(k)) {
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

// firstRuled is the first line under a ruling with text over it, 0 where there is none.
func (t outline) firstRuled() int {
	for k := 1; k < len(t.Lines); k++ {
		if t.ruleBefore(k) {
			return k
		}
	}
	return 0
}

// ruledOff counts the lines of a header that rulings part from the body: those over the first ruling, of which some have
// several pieces, and those over the next ones as long as such lines stand there. A label alone over the first amounts
// is of the body. It is 0 where the first ruling parts no header from the body.
func (t outline) ruledOff(first, body int) int {
	several := func(from, to int) bool { return slices.ContainsFunc(t.Lines[from:to], (*Line).multi) }
	if first == 0 || first > body || !several(0, first) {
		return 0
	}
	head := first
	for head < body {
		next := head + 1
		for next < body && !t.ruleBefore(next) {
			next++
		}
		if !several(head, next) {
			break
		}
		head = next
	}
	if head == body && !t.ruleBefore(body) {
		return 0
	}
	return head
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

// units are the pieces of a header line, parted where a space cannot be one between words.
func (t outline) units(r *Line) []word {
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
func (t outline) oneUnit(r *Line, a, b word) bool {
	gap := (b.x0 - a.x1) / t.em
	if r.barred(a, b) {
		return false
	}
	if a.to-a.from == 1 && b.to-b.from == 1 && r.ideographs(a, b) {
		return gap < t.s.SpacedHead
	}
	return gap < t.s.WideGap && (gap < t.s.FigureGap || ordinarySpace(r.text(a), r.text(b)))
}

// under tells whether a stands under b: it begins where b ends, or nearly.
func (t outline) under(a, b block) bool { return a.top > b.bottom-t.s.Under*t.em }

// lineBetween tells whether a line is drawn between two blocks that stand over each other.
func (t outline) lineBetween(a, b block) bool {
	x := (max(a.x0, b.x0) + min(a.x1, b.x1)) / 2
	return slices.ContainsFunc(t.Levels, func(l Level) bool {
		return l.At > (a.top+a.bottom)/2 && l.At < (b.top+b.bottom)/2 && slices.ContainsFunc(l.Edges, func(e grid.Edge) bool { return e.From < x && e.To > x })
	})
}

// centred tells two texts over each other that are set to one middle.
func (t outline) centred(a, b block) bool {
	return math.Abs(a.x0+a.x1-b.x0-b.x1) < 2*t.s.Centred*t.em
}

// medianOf is the median size of the lines of a region, in points.
func medianOf(rows []*Line, otherwise float64) float64 {
	var sizes []float64
	for _, r := range rows {
		if len(r.words) > 0 {
			sizes = append(sizes, r.Chars[r.words[0].from].Size)
		}
	}
	if len(sizes) == 0 {
		return otherwise
	}
	return max(median(sizes), 1)
}

// ordinarySpace tells two words between which an ordinary space can stand.
func ordinarySpace(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	next, _ := utf8.DecodeRuneInString(b)
	if page.Wide(last) || page.Wide(next) {
		return false
	}
	return !figure(a) || !figure(b) || grouped(a, b)
}

// median is the middle one of some lengths, the upper of two, which it sorts.
func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

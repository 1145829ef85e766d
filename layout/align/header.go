package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// headCells gives the cells of the header on its own rows, and how many rows these are.
func (t *tableau) headCells() ([]block, int) {
	var lines [][]block
	for k := range t.head {
		var line []block
		for _, p := range t.units(t.rows[k]) {
			line = append(line, t.headBlocks(k, p)...)
		}
		lines = append(lines, merged(line))
	}
	cells := t.wrapped(lines)
	for i := range slices.Backward(cells) { // those under a cell come first
		t.widen(&cells[i], cells)
	}
	return cells, stack(cells)
}

// headBlocks parts a piece of a header line, or keeps it whole where it spans columns.
func (t *tableau) headBlocks(k int, p word) []block {
	whole := t.block(k, p)
	if whole.c0 == whole.c1 {
		return []block{whole}
	}
	split := t.split(k, p)
	if len(split) == 1 {
		whole.c0, whole.c1 = t.over(p)
		return []block{whole}
	}
	if t.underlined(whole) || k < t.head-1 && slices.ContainsFunc(split, func(b block) bool { return !t.inPlace(b, k) }) {
		return []block{whole}
	}
	return split
}

// over gives the columns over whose middle, or most of whose text, a header's piece stands: it may be
// wider than the text under it.
func (t *tableau) over(p word) (first, last int) {
	first = t.column((p.x0 + p.x1) / 2)
	last = first
	for c, e := range t.extent {
		x := (e.X0 + e.X1) / 2
		if p.x0 < x && p.x1 > x {
			first, last = min(first, c), max(last, c)
		}
	}
	return first, last
}

// inPlace tells whether a part of header line k stands over what follows in its column as a
// header's lines do: flush at one side, or centred.
func (t *tableau) inPlace(b block, k int) bool {
	if b.c0 != b.c1 {
		return false
	}
	under := t.extent[b.c0]
	for j := k + 1; j < t.head; j++ {
		found := false
		for _, w := range t.rows[j].words {
			if t.column((w.x0+w.x1)/2) != b.c0 {
				continue
			}
			if !found {
				under, found = page.Interval{X0: w.x0, X1: w.x1}, true
			}
			under.X1 = w.x1
		}
		if found {
			break
		}
	}
	slack := 0.12 * t.em
	return math.Abs(b.x0-under.X0) < slack || math.Abs(b.x1-under.X1) < slack || math.Abs(b.x0+b.x1-under.X0-under.X1) < 2*slack
}

// underlined tells whether one line that does not run over the whole width stands under all of b.
func (t *tableau) underlined(b block) bool {
	_, ok := t.rule(b)
	return ok
}

// rule gives the part-width line right under a header block: it tells what the block spans.
func (t *tableau) rule(b block) (grid.Edge, bool) {
	for _, l := range t.levels {
		if l.at < (b.top+b.bottom)/2 {
			continue
		}
		for _, x := range l.lines {
			if x.From > b.x1 || x.To < b.x0 {
				continue
			}
			if l.at-b.bottom > 1.6*t.em {
				return grid.Edge{}, false
			}
			if part, ok := t.drawnPart(x, b); ok {
				return part, true
			}
			return x, (!t.full(l) || len(l.lines) > 1) && x.From < b.x0+t.em && x.To > b.x1-t.em
		}
	}
	return grid.Edge{}, false
}

// drawnPart is the part of a line over the whole width that was drawn for the cell of b alone.
func (t *tableau) drawnPart(l grid.Edge, b block) (grid.Edge, bool) {
	ends := append(append([]float64{l.From}, l.Breaks...), l.To)
	if len(ends) == 2 {
		return grid.Edge{}, false
	}
	for i := 1; i < len(ends); i++ {
		if ends[i-1] < b.x0+t.em/2 && ends[i] > b.x1-t.em/2 {
			return grid.Edge{At: l.At, From: ends[i-1], To: ends[i]}, true
		}
	}
	return grid.Edge{}, false
}

// wrapped joins the header blocks that go on in the next line: the only ones over and under
// each other, close together, with no ruling between them.
func (t *tableau) wrapped(lines [][]block) []block {
	var cells []block
	for _, line := range lines {
		for _, b := range line {
			if j, ok := t.above(b, cells, line); ok {
				cells[j].add(b)
				continue
			}
			cells = append(cells, b)
		}
	}
	return cells
}

// above finds the cell that goes on in block b of a later line.
func (t *tableau) above(b block, cells []block, line []block) (int, bool) {
	found := -1
	for j, c := range cells {
		if c.c1 < b.c0 || c.c0 > b.c1 || c.line == b.line {
			continue
		}
		if found < 0 || c.bottom > cells[found].bottom {
			found = j
		}
	}
	if found < 0 {
		return 0, false
	}
	c := cells[found]
	if b.top-c.bottom > t.s.Tight*t.em || t.lineBetween(c, b) {
		return 0, false
	}
	under := 0
	for _, x := range line {
		if x.c0 <= c.c1 && x.c1 >= c.c0 {
			under++
		}
	}
	if under > 1 {
		return 0, false
	}
	if t.apart(c, b, cells, line) {
		return 0, false
	}
	same := c.c0 == b.c0 && c.c1 == b.c1
	centred := math.Abs(c.x0+c.x1-b.x0-b.x1) < 1.6*t.em || math.Abs(c.x0-b.x0) < 0.5*t.em
	return found, same || centred && c.c0 <= b.c0 && c.c1 >= b.c1
}

// apart tells two header cells over each other from one wrapped text, in a script that wraps anywhere: there was
// room for more behind the first, or a cell beside stands level with the second though none is over it, which
// would else be centred on both.
func (t *tableau) apart(c, b block, cells, line []block) bool {
	last, next := c.chars[len(c.chars)-1], b.chars[0]
	if page.Narrow(last) || page.Narrow(next) || c.c0 != c.c1 {
		return false
	}
	if e := t.extent[c.c0]; c.x1-c.x0+1.5*t.em < e.X1-e.X0 {
		return true
	}
	return slices.ContainsFunc(line, func(x block) bool {
		return x.c1 < b.c0 || x.c0 > b.c1
	}) && slices.ContainsFunc(line, func(x block) bool {
		return (x.c0 == b.c1+1 || x.c1 == b.c0-1) && !slices.ContainsFunc(cells, func(y block) bool { return y.c0 <= x.c1 && y.c1 >= x.c0 })
	})
}

// lineBetween tells whether a line is drawn between two blocks that stand over each other.
func (t *tableau) lineBetween(a, b block) bool {
	x := (max(a.x0, b.x0) + min(a.x1, b.x1)) / 2
	return slices.ContainsFunc(t.levels, func(l level) bool {
		return l.at > (a.top+a.bottom)/2 && l.at < (b.top+b.bottom)/2 && slices.ContainsFunc(l.lines, func(s grid.Edge) bool { return s.From < x && s.To > x })
	})
}

// widen finds over which columns a header cell spans: those over a line under it, or those whose
// middle it stands over, where they have headers of their own under it.
func (t *tableau) widen(b *block, cells []block) {
	if t.told && t.widenTold(b, cells) {
		return
	}
	if l, ok := t.rule(*b); ok {
		first, last := -1, -1
		for c := range t.extent {
			if x := (t.extent[c].X0 + t.extent[c].X1) / 2; x > l.From && x < l.To {
				if first < 0 {
					first = c
				}
				last = c
			}
		}
		// A border under one column may be that of the cell under it.
		headed := first == last && slices.ContainsFunc(cells, func(x block) bool { return x.c0 == first && x.c1 == first && x.top > b.bottom-0.3*t.em })
		if first >= 0 && first <= b.c0 && last >= b.c1 && !headed {
			b.c0, b.c1 = first, last
			return
		}
	}
	next := math.Inf(1) // the middle of the first header under it
	for _, x := range cells {
		if x.c0 <= b.c1 && x.c1 >= b.c0 && x.top > b.bottom-0.3*t.em {
			next = min(next, (x.top+x.bottom)/2)
		}
	}
	under := func(c int) bool {
		return slices.ContainsFunc(cells, func(x block) bool { return x.c0 <= c && x.c1 >= c && (x.top+x.bottom)/2 > next-0.25*t.em })
	}
	taken := func(c int) bool {
		return slices.ContainsFunc(cells, func(x block) bool {
			if x.c0 > c || x.c1 < c || x.line == b.line && x.x0 == b.x0 {
				return false
			}
			y := (x.top + x.bottom) / 2
			return x.line == b.line || y > b.top && y < b.bottom
		})
	}
	// The columns' own headers may reach farther than their text.
	ends := func(c0, c1 int) (x0, x1 float64) {
		x0, x1 = t.extent[c0].X0, t.extent[c1].X1
		for _, x := range cells {
			if x.top <= b.bottom-0.3*t.em || x.c0 < c0 || x.c1 > c1 {
				continue
			}
			// Where text is flush at one side under a centred header, the column reaches as far to the other.
			if x.c0 == c0 && x.c1 == c0 {
				x0 = min(x0, x.x0, max(x.x0+x.x1-t.extent[c0].X1, t.textBefore(c0)))
			}
			if x.c0 == c1 && x.c1 == c1 {
				x1 = max(x1, x.x1, min(x.x0+x.x1-t.extent[c1].X0, t.textBehind(c1)))
			}
		}
		return x0, x1
	}
	// A header is centred over its columns' texts or, where the columns are drawn, over these.
	off := func(c0, c1 int) float64 {
		x0, x1 := ends(c0, c1)
		d := math.Abs(b.x0 + b.x1 - x0 - x1)
		if t.drawn {
			d = min(d, math.Abs(b.x0+b.x1-max(t.xs[c0], t.x0)-min(t.xs[c1+1], t.x1)))
		}
		return d / 2
	}
	if !under(b.c0) {
		return
	}
	best, c0, c1 := math.Inf(1), b.c0, b.c1
	if b.c1 > b.c0 {
		best = off(b.c0, b.c1) - 0.5*t.em
	}
	for first := b.c0; first >= 0 && (first == b.c0 || under(first) && !taken(first)); first-- {
		for last := b.c1; last < len(t.extent) && (last == b.c1 || under(last) && !taken(last)); last++ {
			if first == last {
				continue // over one column it would be that column's own header
			}
			x0, x1 := ends(first, last)
			if d := off(first, last); d < best && d < max(1.2*t.em, 0.12*(x1-x0)) {
				best, c0, c1 = d, first, last
			}
		}
	}
	b.c0, b.c1 = c0, c1
}

// textBefore and textBehind are where the text of the neighbouring columns ends and begins.
func (t *tableau) textBefore(c int) float64 {
	if c == 0 {
		return t.x0
	}
	return t.extent[c-1].X1
}

func (t *tableau) textBehind(c int) float64 {
	if c+1 == len(t.extent) {
		return t.x1
	}
	return t.extent[c+1].X0
}

// stack gives header cells their rows: a cell stands under all those over its columns, and what
// has none under it reaches down to the body, what has none over it up to the top.
func stack(cells []block) int {
	slices.SortStableFunc(cells, func(a, b block) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.x0, b.x0)) })
	rows := 0
	over := func(a, b *block) bool { return a.c0 <= b.c1 && a.c1 >= b.c0 }
	for i := range cells {
		cells[i].r0 = 0
		for j := range i {
			if over(&cells[j], &cells[i]) && cells[j].top < cells[i].top {
				cells[i].r0 = max(cells[i].r0, cells[j].r0+1)
			}
		}
		rows = max(rows, cells[i].r0+1)
	}
	// From the bottom up: a cell ends above the topmost row of those under it.
	for i := len(cells) - 1; i >= 0; i-- {
		cells[i].r1 = rows - 1
		for j := i + 1; j < len(cells); j++ {
			if over(&cells[j], &cells[i]) && cells[j].r0 > cells[i].r0 {
				cells[i].r1 = min(cells[i].r1, cells[j].r0-1)
			}
		}
	}
	return rows
}

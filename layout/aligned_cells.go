package layout

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// block is a piece of text that belongs to one cell, or a whole cell.
type block struct {
	c0, c1      int // first and last column
	r0, r1      int // first and last row
	line        int // index of its first line
	x0, x1      float64
	top, bottom float64
	chars       []Char
	figure      bool
}

// add puts the text of c into b.
func (b *block) add(c block) {
	b.c0, b.c1 = min(b.c0, c.c0), max(b.c1, c.c1)
	b.x0, b.x1 = min(b.x0, c.x0), max(b.x1, c.x1)
	b.top, b.bottom = min(b.top, c.top), max(b.bottom, c.bottom)
	b.chars = append(b.chars[:len(b.chars):len(b.chars)], c.chars...)
	b.figure = b.figure && c.figure
}

// block makes a block of a stretch of line k.
func (t *tableau) block(k int, w word) block {
	r := t.rows[k]
	b := block{line: k, x0: w.x0, x1: w.x1, top: r.top, bottom: r.bottom, chars: r.chars[w.from:w.to], figure: figure(r.text(w))}
	b.c0, b.c1 = t.reach(w)
	return b
}

// reach gives the columns over whose text a stretch of text stands.
func (t *tableau) reach(w word) (first, last int) {
	first = t.column((w.x0 + w.x1) / 2)
	last = first
	slack := 0.4 * t.em
	for c, e := range t.extent {
		if w.x1-slack > max(e.x0, t.xs[c]) && w.x0+slack < min(e.x1, t.xs[c+1]) {
			first, last = min(first, c), max(last, c)
		}
	}
	return first, last
}

// cut parts line k of the body at the column boundaries. The text of a line of one piece may
// run over them.
func (t *tableau) cut(k int) []block {
	r := t.rows[k]
	var out []block
	for _, p := range r.pieces {
		c0, c1 := t.reach(p)
		if c0 == c1 || !r.multi() && !t.gapAt(r, p) {
			out = append(out, t.block(k, p))
			continue
		}
		out = append(out, t.split(k, p)...)
	}
	return merged(out)
}

// gapAt tells whether every boundary that a piece crosses falls into a space of half an em.
func (t *tableau) gapAt(r *textRow, p word) bool {
	words := t.wordsOf(r, p)
	for _, x := range t.xs {
		if x < p.x0+0.4*t.em || x > p.x1-0.4*t.em {
			continue
		}
		if !slices.ContainsFunc(pairs(words), func(g interval) bool { return g.x0 < x+0.2*t.em && g.x1 > x-0.2*t.em && g.x1-g.x0 > 0.5*t.em }) {
			return false
		}
	}
	return true
}

func pairs(words []word) []interval {
	var out []interval
	for i := 1; i < len(words); i++ {
		out = append(out, interval{words[i-1].x1, words[i].x0})
	}
	return out
}

// wordsOf gives the words of a piece.
func (t *tableau) wordsOf(r *textRow, p word) []word {
	var out []word
	for _, w := range r.words {
		if w.from >= p.from && w.to <= p.to {
			out = append(out, w)
		}
	}
	return out
}

// split parts a piece at the column boundaries that fall between its words.
func (t *tableau) split(k int, p word) []block {
	var out []block
	for _, w := range t.wordsOf(t.rows[k], p) {
		b := t.block(k, w)
		if n := len(out); n > 0 && out[n-1].c1 >= b.c0 {
			prev := out[n-1]
			out[n-1] = t.block(k, word{prev.x0, max(prev.x1, w.x1), 0, 0})
			out[n-1].chars = append(prev.chars[:len(prev.chars):len(prev.chars)], between(t.rows[k], prev, w)...)
			out[n-1].figure = prev.figure && b.figure
			out[n-1].c0, out[n-1].c1 = prev.c0, max(prev.c1, b.c1)
			continue
		}
		out = append(out, b)
	}
	return out
}

// between gives the glyphs of a line from behind a block to the end of a word, spaces included.
func between(r *textRow, b block, w word) []Char {
	from := w.from
	for from > 0 && r.chars[from-1].Flags&Space != 0 {
		from--
	}
	return r.chars[from:w.to]
}

// merged joins the neighbouring blocks of one line that stand in one column.
func merged(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if n := len(out); n > 0 && out[n-1].c1 >= b.c0 {
			out[n-1].add(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

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
		x := (e.x0 + e.x1) / 2
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
				under, found = interval{w.x0, w.x1}, true
			}
			under.x1 = w.x1
		}
		if found {
			break
		}
	}
	slack := 0.12 * t.em
	return abs(b.x0-under.x0) < slack || abs(b.x1-under.x1) < slack || abs(b.x0+b.x1-under.x0-under.x1) < 2*slack
}

// underlined tells whether one line that does not run over the whole width stands under all of b.
func (t *tableau) underlined(b block) bool {
	_, ok := t.rule(b)
	return ok
}

// rule gives the part-width line right under a header block: it tells what the block spans.
func (t *tableau) rule(b block) (line, bool) {
	for _, l := range t.levels {
		if l.at < (b.top+b.bottom)/2 {
			continue
		}
		for _, x := range l.lines {
			if x.from > b.x1 || x.to < b.x0 {
				continue
			}
			if l.at-b.bottom > 1.6*t.em {
				return line{}, false
			}
			if part, ok := t.drawnPart(x, b); ok {
				return part, true
			}
			return x, (!t.full(l) || len(l.lines) > 1) && x.from < b.x0+t.em && x.to > b.x1-t.em
		}
	}
	return line{}, false
}

// drawnPart is the part of a line over the whole width that was drawn for the cell of b alone.
func (t *tableau) drawnPart(l line, b block) (line, bool) {
	ends := append(append([]float64{l.from}, l.breaks...), l.to)
	if len(ends) == 2 {
		return line{}, false
	}
	for i := 1; i < len(ends); i++ {
		if ends[i-1] < b.x0+t.em/2 && ends[i] > b.x1-t.em/2 {
			return line{at: l.at, from: ends[i-1], to: ends[i]}, true
		}
	}
	return line{}, false
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
	centred := abs(c.x0+c.x1-b.x0-b.x1) < 1.6*t.em || abs(c.x0-b.x0) < 0.5*t.em
	return found, same || centred && c.c0 <= b.c0 && c.c1 >= b.c1
}

// apart tells two header cells over each other from one wrapped text, in a script that wraps anywhere: there was
// room for more behind the first, or a cell beside stands level with the second though none is over it, which
// would else be centred on both.
func (t *tableau) apart(c, b block, cells, line []block) bool {
	last, next := c.chars[len(c.chars)-1], b.chars[0]
	if narrow(last) || narrow(next) || c.c0 != c.c1 {
		return false
	}
	if e := t.extent[c.c0]; c.x1-c.x0+1.5*t.em < e.x1-e.x0 {
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
		return l.at > (a.top+a.bottom)/2 && l.at < (b.top+b.bottom)/2 && slices.ContainsFunc(l.lines, func(s line) bool { return s.from < x && s.to > x })
	})
}

// widen finds over which columns a header cell spans: those over a line under it, or those whose
// middle it stands over, where they have headers of their own under it.
func (t *tableau) widen(b *block, cells []block) {
	if l, ok := t.rule(*b); ok {
		first, last := -1, -1
		for c := range t.extent {
			if x := (t.extent[c].x0 + t.extent[c].x1) / 2; x > l.from && x < l.to {
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
		x0, x1 = t.extent[c0].x0, t.extent[c1].x1
		for _, x := range cells {
			if x.top <= b.bottom-0.3*t.em || x.c0 < c0 || x.c1 > c1 {
				continue
			}
			// Where text is flush at one side under a centred header, the column reaches as far to the other.
			if x.c0 == c0 && x.c1 == c0 {
				x0 = min(x0, x.x0, max(x.x0+x.x1-t.extent[c0].x1, t.textBefore(c0)))
			}
			if x.c0 == c1 && x.c1 == c1 {
				x1 = max(x1, x.x1, min(x.x0+x.x1-t.extent[c1].x0, t.textBehind(c1)))
			}
		}
		return x0, x1
	}
	// A header is centred over its columns' texts or, where the columns are drawn, over these.
	off := func(c0, c1 int) float64 {
		x0, x1 := ends(c0, c1)
		d := abs(b.x0 + b.x1 - x0 - x1)
		if t.drawn {
			d = min(d, abs(b.x0+b.x1-max(t.xs[c0], t.x0)-min(t.xs[c1+1], t.x1)))
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
	return t.extent[c-1].x1
}

func (t *tableau) textBehind(c int) float64 {
	if c+1 == len(t.extent) {
		return t.x1
	}
	return t.extent[c+1].x0
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

// bands parts the blocks of the body into rows, from top to bottom.
func (t *tableau) bands(blocks []block) [][]block {
	if len(blocks) == 0 {
		return nil
	}
	if out := t.ruledBands(blocks); out != nil {
		return out
	}
	if tight, ok := t.wrapping(blocks); ok {
		return t.blockBands(blocks, tight)
	}
	return t.lineBands(blocks)
}

// ruledBands are the rows between horizontal lines, where these part the rows: no column has
// two figures between two of them.
func (t *tableau) ruledBands(blocks []block) [][]block {
	var out [][]block
	for _, b := range blocks {
		n := len(out)
		if n > 0 && (b.line == out[n-1][0].line || !t.rulesBetween(out[n-1][0].line, b.line)) {
			out[n-1] = append(out[n-1], b)
			continue
		}
		out = append(out, []block{b})
	}
	figures := false
	for _, band := range out {
		seen := map[int]int{}
		for _, b := range band {
			if b.figure {
				figures = true
				if line, ok := seen[b.c0]; ok && line != b.line {
					return nil
				}
				seen[b.c0] = b.line
			}
		}
	}
	if len(out) < 2 || len(out) == 2 && !figures {
		return nil
	}
	t.byRule = true
	return out
}

// rulesBetween tells whether a line over the whole width stands between two text lines.
func (t *tableau) rulesBetween(a, b int) bool {
	for k := a + 1; k <= b; k++ {
		if t.ruleBefore(k) {
			return true
		}
	}
	return false
}

// wrapping tells whether the body's cells are set in several lines: within columns, lines stand either
// close together or clearly farther apart, and figures never close. It gives the greatest close space.
func (t *tableau) wrapping(blocks []block) (float64, bool) {
	last := make([]*block, len(t.extent))
	type space struct {
		gap     float64
		figures bool
	}
	var all []space
	for i := range blocks {
		b := &blocks[i]
		if a := last[b.c0]; a != nil && !t.rulesBetween(a.line, b.line) {
			all = append(all, space{(b.top - a.bottom) / t.em, a.figure && b.figure})
		}
		last[b.c0] = b
	}
	slices.SortFunc(all, func(a, b space) int { return cmp.Compare(a.gap, b.gap) })
	looser := t.s.Looser
	if t.interleaved() {
		looser = t.s.Interleaved
	}
	for i := 1; i < len(all); i++ {
		if all[i-1].gap > t.s.Tight {
			return 0, false
		}
		if all[i].figures && all[i].gap <= t.s.Tight && all[i].gap-all[i-1].gap < looser || all[i-1].figures {
			return 0, false
		}
		if all[i].gap-all[i-1].gap >= looser {
			return (all[i-1].gap + all[i].gap) / 2 * t.em, true
		}
	}
	return 0, false
}

// interleaved tells whether lines of the body stand beside the gaps of others: cells of several
// lines beside centred ones.
func (t *tableau) interleaved() bool {
	n := 0
	for k := t.head + 1; k < len(t.rows); k++ {
		if clearOf(t.rows[k-1], t.rows[k], t.em) {
			n++
		}
	}
	return n > 1
}

// blockBands are rows of cells of several lines: lines that stand close together in a column are one
// cell, and cells beside each other one row.
func (t *tableau) blockBands(blocks []block, tight float64) [][]block {
	var cells []block
	last := make([]int, len(t.extent))
	for c := range last {
		last[c] = -1
	}
	for _, b := range blocks {
		if k := last[b.c0]; k >= 0 && b.top-cells[k].bottom < tight && !t.rulesBetween(cells[k].line, b.line) && !t.outdented(cells[k], b) {
			cells[k].add(b)
			continue
		}
		cells = append(cells, b)
		last[b.c0] = len(cells) - 1
	}
	return t.spread(cells)
}

// spread puts cells into rows. The columns that have the most cells tell the rows: what overlaps
// in them is one row. A column with fewer cells may hold merged ones, centred over several rows.
func (t *tableau) spread(cells []block) [][]block {
	columns := make([][]block, len(t.extent))
	most := 0
	for _, b := range cells {
		columns[b.c0] = append(columns[b.c0], b)
		most = max(most, len(columns[b.c0]))
	}
	leading := func(c int) bool { return len(columns[c]) == most }
	var first, others []block
	for _, b := range cells {
		for c := b.c0; c <= b.c1; c++ {
			if leading(c) {
				first = append(first, b)
				break
			}
		}
	}
	leads := func(b block) bool {
		return slices.ContainsFunc(first, func(f block) bool { return f.top == b.top && f.x0 == b.x0 })
	}
	for _, b := range cells {
		if !leads(b) {
			others = append(others, b)
		}
	}
	out := overlapping(first)
	between := bandBounds(out)
	for _, b := range others {
		if t.ownRow(out, place(between, (b.top+b.bottom)/2), b) {
			first = append(first, b)
		}
	}
	out = overlapping(first)
	bounds := bandBounds(out)
	extents := make([]interval, len(out))
	for i := range out {
		extents[i].x0, extents[i].x1 = extentOf(out[i])
	}
	for c, own := range columns {
		own = slices.DeleteFunc(slices.Clone(own), leads)
		if len(own) == 0 || leading(c) {
			continue
		}
		spans := t.mergedSpans(bounds, extents, own)
		for i, b := range own {
			b.r0, b.r1 = spans[i][0], spans[i][1]
			out[b.r0] = append(out[b.r0], b)
		}
	}
	return out
}

// ownRow tells whether a cell stands between row i and its neighbour with as much space around as rows have.
func (t *tableau) ownRow(bands [][]block, i int, b block) bool {
	var gaps []float64
	free := math.Inf(1)
	for k := 1; k < len(bands); k++ {
		_, above := extentOf(bands[k-1])
		below, _ := extentOf(bands[k])
		gaps = append(gaps, below-above)
		if above <= b.top+0.2*t.em && below >= b.bottom-0.2*t.em {
			free = min(b.top-above, below-b.bottom)
		}
	}
	top, bottom := extentOf(bands[i])
	if len(gaps) == 0 || b.bottom > top && b.top < bottom {
		return false
	}
	slices.Sort(gaps)
	return free > 0.6*gaps[len(gaps)/2]
}

// extentOf is the height that a row's texts take.
func extentOf(band []block) (top, bottom float64) {
	top, bottom = band[0].top, band[0].bottom
	for _, b := range band[1:] {
		top, bottom = min(top, b.top), max(bottom, b.bottom)
	}
	return top, bottom
}

// overlapping gathers the cells that stand beside each other into rows.
func overlapping(cells []block) [][]block {
	slices.SortStableFunc(cells, func(a, b block) int { return cmp.Compare(a.top, b.top) })
	var out [][]block
	bottom := math.Inf(-1)
	for _, b := range cells {
		if n := len(out); n > 0 && b.top < bottom-0.2*(b.bottom-b.top) {
			out[n-1] = append(out[n-1], b)
			bottom = max(bottom, b.bottom)
			continue
		}
		out = append(out, []block{b})
		bottom = b.bottom
	}
	return out
}

// mergedSpans gives the rows in which the cells of a column stand. Where some are centred over more
// than one, the column's cells part the rows among them.
func (t *tableau) mergedSpans(bounds []float64, extents []interval, cells []block) [][2]int {
	out := make([][2]int, len(cells))
	aligned := true
	for i, b := range cells {
		y := (b.top + b.bottom) / 2
		at := place(bounds, y)
		out[i] = [2]int{at, at}
		e, slack := extents[at], 0.35*t.em
		aligned = aligned && (abs(2*y-e.x0-e.x1) < 2*slack || abs(b.top-e.x0) < slack ||
			abs(b.bottom-e.x1) < slack && b.bottom-b.top > e.x1-e.x0)
	}
	if aligned {
		return out
	}
	from := 0
	for i, b := range cells {
		y, at := (b.top+b.bottom)/2, out[i][0]
		best := 0.8 * t.em
		for j := from; j <= at; j++ {
			end := nearest(bounds, 2*y-bounds[j])
			if d := abs(bounds[end] - 2*y + bounds[j]); end > at && d < best-0.01 {
				best, out[i] = d, [2]int{j, end - 1}
			}
		}
		from = out[i][1] + 1
	}
	return out
}

// bandBounds are the boundaries between rows, half way between their texts.
func bandBounds(bands [][]block) []float64 {
	bounds := make([]float64, len(bands)+1)
	var gap, last float64
	for i, band := range bands {
		top, bottom := extentOf(band)
		if i > 0 {
			gap = (top - last) / 2
		}
		bounds[i], bounds[i+1] = top-gap, bottom+gap
		last = bottom
		if i == 1 {
			bounds[0] -= gap
		}
	}
	return bounds
}

// outdented tells a line that begins to the left of the text above it, as no wrapped line does unless it is centred.
func (t *tableau) outdented(above, b block) bool {
	return b.x0 < above.x0-0.3*t.em && abs(b.x0+b.x1-above.x0-above.x1) > 1.6*t.em
}

// lineBands makes each line a row, but for those that only go on with the text above.
func (t *tableau) lineBands(blocks []block) [][]block {
	var out [][]block
	for i := 0; i < len(blocks); {
		n := 1
		for i+n < len(blocks) && blocks[i+n].line == blocks[i].line {
			n++
		}
		line := blocks[i : i+n]
		if k := len(out); k > 0 && t.goesOn(out[k-1], line) {
			for _, b := range line {
				at := slices.IndexFunc(out[k-1], func(a block) bool { return a.c0 == b.c0 })
				out[k-1][at].add(b)
			}
		} else {
			out = append(out, slices.Clone(line))
		}
		i += n
	}
	return out
}

// goesOn tells whether a line of text, without figures, is the rest of texts of the row above it,
// which has more in it than they.
func (t *tableau) goesOn(row, line []block) bool {
	if t.rulesBetween(row[len(row)-1].line, line[0].line) {
		return false
	}
	if len(line) >= len(row) {
		return len(line) == 1 && len(row) == 1 && row[0].c0 == line[0].c0 && line[0].top-row[0].bottom < 0.5*t.em && lowercase(line[0].chars)
	}
	for _, b := range line {
		at := slices.IndexFunc(row, func(a block) bool { return a.c0 == b.c0 && a.c1 == b.c1 })
		if at < 0 || b.figure || row[at].figure {
			return false
		}
		a := row[at]
		if b.top-a.bottom > 0.5*t.em || b.x0 < a.x0-0.2*t.em {
			return false
		}
		// The first word of the line would not have fitted behind the text above, or hangs under it.
		first := t.rows[b.line].words[slices.IndexFunc(t.rows[b.line].words, func(w word) bool { return w.x0 >= b.x0-0.1 })]
		fits := a.x1+(first.x1-first.x0)+0.3*t.em < t.extent[b.c0].x1
		if fits && b.x0 < a.x0+0.5*t.em {
			return false
		}
	}
	return true
}

// lowercase tells a text that begins with a small letter: it goes on with a sentence or a phrase.
func lowercase(chars []Char) bool {
	r, _ := utf8.DecodeRuneInString(chars[0].Text)
	return unicode.IsLower(r)
}

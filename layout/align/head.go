package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// Head is the column header of a table: its cells on rows of their own.
type Head struct {
	cells []block
	Rows  int
}

// headOf finds the cells of the header.
func headOf(t frame) Head {
	var lines [][]block
	for k, r := range t.header() {
		var line []block
		for _, p := range t.units(r) {
			line = append(line, t.headBlocks(k, p)...)
		}
		lines = append(lines, merged(line))
	}
	var marks []block
	if n := len(lines); n > 1 && numbersColumns(lines[n-1]) {
		lines, marks = lines[:n-1], lines[n-1]
	}
	cells := t.wrapped(lines)
	for i := range slices.Backward(cells) { // those under a cell come first
		cells[i].c0, cells[i].c1 = t.spanOf(cells[i], cells)
	}
	rows := stack(cells)
	if len(marks) == 0 {
		return Head{cells, rows}
	}
	for i := range marks {
		marks[i].r0, marks[i].r1 = rows, rows
	}
	return Head{append(cells, marks...), rows + 1}
}

// numbersColumns tells a line of marks that number the columns: a row of its own under all heads, also where it is blank.
func numbersColumns(line []block) bool {
	return !slices.ContainsFunc(line, func(b block) bool {
		text := words.Unspaced(page.InOrder(b.chars))
		_, ok := caption.ColumnMark(text)
		return !ok && !caption.NamesColumnMarks(text)
	})
}

// headBlocks parts a piece of a header line, or keeps it whole where it spans columns.
func (t frame) headBlocks(k int, p word) []block {
	whole := t.block(k, p)
	if whole.c0 == whole.c1 {
		return []block{whole}
	}
	split := t.split(k, p)
	if len(split) == 1 {
		whole.c0, whole.c1 = t.over(p)
		return []block{whole}
	}
	if _, underlined := t.rule(whole); underlined || k < t.head-1 && slices.ContainsFunc(split, func(b block) bool { return !t.inPlace(b, k) }) {
		return []block{whole}
	}
	return split
}

// over gives the columns over whose middle, or most of whose text, a header's piece stands: it may be
// wider than the text under it.
func (t frame) over(p word) (first, last int) {
	first = t.column((p.x0 + p.x1) / 2)
	last = first
	for c, e := range t.Text {
		x := (e.X0 + e.X1) / 2
		if p.x0 < x && p.x1 > x {
			first, last = min(first, c), max(last, c)
		}
	}
	return first, last
}

// inPlace tells whether a part of header line k stands over what follows in its column as a
// header's lines do: flush at one side, or centred.
func (t frame) inPlace(b block, k int) bool {
	if b.c0 != b.c1 {
		return false
	}
	under := t.Text[b.c0]
	for j := k + 1; j < t.head; j++ {
		found := false
		for _, w := range t.Lines[j].words {
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
	slack := t.s.InPlace * t.em
	return math.Abs(b.x0-under.X0) < slack || math.Abs(b.x1-under.X1) < slack || math.Abs(b.x0+b.x1-under.X0-under.X1) < 2*slack
}

// wrapped joins the header blocks that go on in the next line: the only ones over and under
// each other, close together, with no ruling between them.
func (t frame) wrapped(lines [][]block) []block {
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
func (t frame) above(b block, cells, line []block) (int, bool) {
	found := -1
	for j, c := range cells {
		if c.overlaps(b) && c.line != b.line && (found < 0 || c.bottom > cells[found].bottom) {
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
		if x.overlaps(c) {
			under++
		}
	}
	if under > 1 || t.apart(c, b, cells, line) || t.besideLower(c, b) {
		return 0, false
	}
	same := c.c0 == b.c0 && c.c1 == b.c1
	aligned := t.centred(c, b) || math.Abs(c.x0-b.x0) < t.em/2
	flush := same && math.Abs(c.x1-b.x1) < t.em/2
	return found, flush || aligned && c.c0 <= b.c0 && c.c1 >= b.c1
}

// apart tells two header cells over each other from one wrapped text, in a script that wraps anywhere: there was
// room for more behind the first, or a cell beside stands level with the second though none is over it, which
// would else be centred on both.
func (t frame) apart(c, b block, cells, line []block) bool {
	last, next := c.chars[len(c.chars)-1], b.chars[0]
	if page.Narrow(&last) || page.Narrow(&next) || c.c0 != c.c1 || b.c0 == b.c1 && runes(b.chars) == 1 {
		return false
	}
	if e := t.Text[c.c0]; c.x1-c.x0+t.s.RoomForMore*t.em < e.X1-e.X0 {
		return true
	}
	return slices.ContainsFunc(line, func(x block) bool { return !x.overlaps(b) }) && slices.ContainsFunc(line, func(x block) bool {
		return (x.c0 == b.c1+1 || x.c1 == b.c0-1) && !slices.ContainsFunc(cells, x.overlaps)
	})
}

// besideLower tells whether the next head beside two that stand over each other, of which one spans columns, stands lower than
// others over which nothing stands either: then it does not reach up to the header's top, and the upper one is the head
// of both, unless another is nearer.
func (t frame) besideLower(c, b block) bool {
	crosses := func(x block) bool {
		first, last := t.reach(word{x0: x.x0, x1: x.x1})
		return first < last
	}
	if !crosses(c) && !crosses(b) {
		return false
	}
	heads := t.heads()
	x0, x1 := min(b.x0, c.x0), max(b.x1, c.x1)
	beside := slices.DeleteFunc(slices.Clone(heads), func(h block) bool {
		covered := slices.ContainsFunc(heads, func(x block) bool { return t.under(h, x) && x.x0 < h.x1 && x.x1 > h.x0 })
		return covered || h.x1 > x0 && h.x0 < x1
	})
	if len(beside) == 0 {
		return false
	}
	middle := func(h block) float64 { return (h.top + h.bottom) / 2 }
	highest := middle(slices.MinFunc(beside, func(x, y block) int { return cmp.Compare(middle(x), middle(y)) }))
	return slices.ContainsFunc(beside, func(h block) bool {
		if !t.under(h, c) || middle(h)-highest < t.s.SameHeight*t.em {
			return false
		}
		away := func(x block) float64 { return math.Abs(x.x0 + x.x1 - h.x0 - h.x1) }
		return !slices.ContainsFunc(beside, func(x block) bool { return x.x0 != h.x0 && x.bottom > c.top && x.top < b.bottom && away(x) < away(c) })
	})
}

// stack gives header cells their rows: a cell stands under all those over its columns, and what
// has none under it reaches down to the body, what has none over it up to the top.
func stack(cells []block) int {
	slices.SortStableFunc(cells, func(a, b block) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.x0, b.x0)) })
	rows := 0
	for i := range cells {
		cells[i].r0 = 0
		for j := range i {
			if cells[j].overlaps(cells[i]) && cells[j].top < cells[i].top {
				cells[i].r0 = max(cells[i].r0, cells[j].r0+1)
			}
		}
		rows = max(rows, cells[i].r0+1)
	}
	// From the bottom up: a cell ends above the topmost row of those under it.
	for i := len(cells) - 1; i >= 0; i-- {
		cells[i].r1 = rows - 1
		for j := i + 1; j < len(cells); j++ {
			if cells[j].overlaps(cells[i]) && cells[j].r0 > cells[i].r0 {
				cells[i].r1 = min(cells[i].r1, cells[j].r0-1)
			}
		}
	}
	return rows
}

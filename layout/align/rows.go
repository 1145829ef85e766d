package align

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// Rows are the rows of a table's body with what told them.
type Rows struct {
	bands [][]block
	// By tells for each row why it begins.
	By []Reason
}

// ruled tells whether lines part the rows.
func (r Rows) ruled() bool { return len(r.By) > 0 && r.By[0] == ByRule }

// rowsOf parts the blocks of the body into rows, from top to bottom.
func rowsOf(t frame, blocks []block) Rows {
	var bands [][]block
	by := ByBaseline
	if len(blocks) == 0 {
		return Rows{}
	}
	if bands = t.ruledBands(blocks); bands != nil {
		by = ByRule
	} else if tight, ok := t.wrapping(blocks); ok {
		bands, by = t.blockBands(blocks, tight), ByLeading
	} else {
		bands = t.lineBands(blocks)
	}
	return Rows{bands, sameReason(by, len(bands))}
}

// rowReasons tell of each boundary of a table's rows why it stands, from the top of the header to the foot of the body.
func (t frame) rowReasons(head Head, body Rows) []Reason {
	by := slices.Concat(sameReason(ByHead, head.Rows), body.By, []Reason{ByEdge})
	if head.Rows < len(by)-1 {
		by[head.Rows] = t.headBy
	}
	by[0] = ByEdge
	return by
}

// ruledBands are the rows between horizontal lines, where these part the rows: no column has
// two figures between two of them.
func (t frame) ruledBands(blocks []block) [][]block {
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
		if manyFigures(band) {
			return nil
		}
		figures = figures || slices.ContainsFunc(band, func(b block) bool { return b.figure })
	}
	if len(out) < 2 || len(out) == 2 && !figures {
		return nil
	}
	return out
}

// manyFigures tells a row in which figures stand under each other.
func manyFigures(band []block) bool {
	for i, b := range band {
		if b.figure && slices.ContainsFunc(band[:i], func(a block) bool { return a.figure && a.c0 == b.c0 && a.line != b.line }) {
			return true
		}
	}
	return false
}

// rulesBetween tells whether a line over the whole width stands between two text lines.
func (t frame) rulesBetween(a, b int) bool {
	for k := a + 1; k <= b; k++ {
		if t.ruleBefore(k) {
			return true
		}
	}
	return false
}

// wrapping tells whether the body's cells are set in several lines: within columns, lines stand either
// close together or clearly farther apart, and figures never close. It gives the greatest close space.
func (t frame) wrapping(blocks []block) (float64, bool) {
	last := make([]*block, len(t.Text))
	type space struct {
		gap     float64
		figures bool
	}
	var all []space
	for i := range blocks {
		b := &blocks[i]
		if a := last[b.c0]; a != nil && !t.rulesBetween(a.line, b.line) {
			all = append(all, space{gap: (b.top - a.bottom) / t.em, figures: a.figure && b.figure})
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
func (t frame) interleaved() bool {
	n := 0
	for k := t.head + 1; k < len(t.Lines); k++ {
		if clearOf(t.Lines[k-1], t.Lines[k], t.em, t.s) {
			n++
		}
	}
	return n > 1
}

// blockBands are rows of cells of several lines: lines that stand close together in a column are one
// cell, and cells beside each other one row.
func (t frame) blockBands(blocks []block, tight float64) [][]block {
	var cells []block
	last := make([]int, len(t.Text))
	for c := range last {
		last[c] = -1
	}
	for i, b := range blocks {
		if k := last[b.c0]; k >= 0 && b.top-cells[k].bottom < tight && !t.rulesBetween(cells[k].line, b.line) && !t.outdented(cells[k], b, endsCell(blocks[i:], tight)) && !b.item() {
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
func (t frame) spread(cells []block) [][]block {
	columns := make([][]block, len(t.Text))
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
	out := t.overlapping(first)
	between := bandBounds(out)
	for _, b := range others {
		if t.ownRow(out, page.Place(between, (b.top+b.bottom)/2), b) {
			first = append(first, b)
		}
	}
	out = t.overlapping(first)
	bounds := bandBounds(out)
	extents := make([]page.Interval, len(out))
	for i := range out {
		extents[i].X0, extents[i].X1 = extentOf(out[i])
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
func (t frame) ownRow(bands [][]block, i int, b block) bool {
	var gaps []float64
	free := math.Inf(1)
	for k := 1; k < len(bands); k++ {
		_, above := extentOf(bands[k-1])
		below, _ := extentOf(bands[k])
		gaps = append(gaps, below-above)
		if above <= b.top+t.s.Touching*t.em && below >= b.bottom-t.s.Touching*t.em {
			free = min(b.top-above, below-b.bottom)
		}
	}
	top, bottom := extentOf(bands[i])
	if len(gaps) == 0 || b.bottom > top && b.top < bottom {
		return false
	}
	return free > t.s.OwnRow*median(gaps)
}

// overlapping gathers the cells that stand beside each other into rows.
func (t frame) overlapping(cells []block) [][]block {
	slices.SortStableFunc(cells, func(a, b block) int { return cmp.Compare(a.top, b.top) })
	var out [][]block
	bottom := math.Inf(-1)
	for _, b := range cells {
		if n := len(out); n > 0 && b.top < bottom-t.s.Overlap*(b.bottom-b.top) {
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
// than one, or most of a column of figures, the column's cells part the rows among them.
func (t frame) mergedSpans(bounds []float64, extents []page.Interval, cells []block) [][2]int {
	out := make([][2]int, len(cells))
	off, figures := 0, 0
	for i, b := range cells {
		y := (b.top + b.bottom) / 2
		at := page.Place(bounds, y)
		out[i] = [2]int{at, at}
		e, slack := extents[at], t.s.RowMiddle*t.em
		if math.Abs(2*y-e.X0-e.X1) >= 2*slack && math.Abs(b.top-e.X0) >= slack && (math.Abs(b.bottom-e.X1) >= slack || !b.figure && b.bottom-b.top <= e.X1-e.X0) {
			off++
		}
		if b.figure {
			figures++
		}
	}
	if off == 0 || figures == len(cells) && 2*off <= len(cells) {
		return out
	}
	from := 0
	for i, b := range cells {
		y, at := (b.top+b.bottom)/2, out[i][0]
		best := t.s.MergedMiddle * t.em
		for j := from; j <= at; j++ {
			end := page.Nearest(bounds, 2*y-bounds[j])
			if d := math.Abs(bounds[end] - 2*y + bounds[j]); end > at && d < best-t.s.Equal {
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

// outdented tells a line that begins to the left of the text above it, as no wrapped line does unless it is centred, or goes
// back to where the column's texts begin: then the figures of its row stand lower than the text's first line, or a row
// ends with it.
func (t frame) outdented(above, b block, ends bool) bool {
	back := sameWeight(above, b) && b.x0 < t.Text[b.c0].X0+t.s.Flush*t.em && (ends || !t.Lines[above.line].multi())
	return b.x0 < above.x0-t.s.Flush*t.em && !t.centred(above, b) && !back
}

// sameWeight tells whether a text goes on as bold, or as little so, as another one ends.
func sameWeight(above, b block) bool {
	const bold = page.Bold
	return above.chars[len(above.chars)-1].Flags&bold == b.chars[0].Flags&bold
}

// endsCell tells whether the next text of its column stands farther from the first of some blocks than the lines of a cell do.
func endsCell(blocks []block, tight float64) bool {
	b := blocks[0]
	next := slices.IndexFunc(blocks, func(x block) bool { return x.c0 == b.c0 && x.line > b.line })
	return next < 0 || blocks[next].top-b.bottom >= tight
}

// lineBands makes each line a row, but for those that only go on with the text above.
func (t frame) lineBands(blocks []block) [][]block {
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
func (t frame) goesOn(row, line []block) bool {
	if t.rulesBetween(row[len(row)-1].line, line[0].line) {
		return false
	}
	if len(line) >= len(row) {
		return len(line) == 1 && len(row) == 1 && row[0].c0 == line[0].c0 && line[0].top-row[0].bottom < t.s.Close*t.em && lowercase(line[0].chars)
	}
	for _, b := range line {
		at := slices.IndexFunc(row, func(a block) bool { return a.c0 == b.c0 && a.c1 == b.c1 })
		if at < 0 || b.figure || row[at].figure || b.item() || !sameWeight(row[at], b) || caption.AsksForValue(words.Unspaced(page.InOrder(b.chars))) {
			return false
		}
		a := row[at]
		if b.top-a.bottom > t.s.Close*t.em || b.x0 < a.x0-t.s.SameStart*t.em {
			return false
		}
		// The first word of the line would not have fitted behind the text above, or hangs under it.
		first := t.Lines[b.line].words[slices.IndexFunc(t.Lines[b.line].words, func(w word) bool { return w.x0 >= b.x0-t.s.Equal })]
		fits := a.x1+(first.x1-first.x0)+t.s.Space*t.em < t.Text[b.c0].X1
		if fits && b.x0 < a.x0+t.em/2 {
			return false
		}
	}
	return true
}

// lowercase tells a text that begins with a small letter: it goes on with a sentence or a phrase.
func lowercase(chars []page.Char) bool {
	r, _ := utf8.DecodeRuneInString(chars[0].Text)
	return unicode.IsLower(r)
}

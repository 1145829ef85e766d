package align

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Parted gives filled grids a row for each record: where several are printed between two rulings, their
// baselines tell the rows.
func Parted(grids []*grid.Grid, s *settings.Settings) []*grid.Grid {
	out := make([]*grid.Grid, len(grids))
	for i, g := range grids {
		out[i] = parted(g, s)
	}
	return out
}

// Open makes grids of the rules between columns that no line crosses, as a table's pages have between its first and
// its last one: where records tell the rows between them, from the first line on.
func Open(sets []grid.Component, grids []*grid.Grid, chars []page.Char, em float64, s *settings.Settings) []*grid.Grid {
	var out []*grid.Grid
	glyphs := page.GlyphsOf(chars)
	for _, c := range sets {
		box := c.Box()
		g := grid.Ruled(c, glyphs.MedianIn(box, em), s)
		if g == nil || slices.ContainsFunc(grids, func(o *grid.Grid) bool { return box.Top < o.Box().Bottom && o.Box().Top < box.Bottom }) {
			continue
		}
		grid.Fill([]*grid.Grid{g}, glyphsAt(glyphs, g.Box(), em), nil, s)
		if p := parted(g, s); p.Rows() > 1 && beginsWithValue(p) {
			out = append(out, g)
		}
	}
	return out
}

// glyphsAt are the glyphs of a box, and those beside it that a text may begin or end with.
func glyphsAt(glyphs *page.Glyphs, box page.Rect, em float64) []page.Char {
	var out []page.Char
	for i := range glyphs.In(page.Rect{X0: box.X0 - em, Top: box.Top, X1: box.X1 + em, Bottom: box.Bottom}) {
		out = append(out, glyphs.Chars[i])
	}
	return out
}

// beginsWithValue tells whether the first row of a grid has an amount, as no header has.
func beginsWithValue(g *grid.Grid) bool {
	return slices.ContainsFunc(g.Cells, func(c grid.Cell) bool { return c.Row == 0 && words.IsQuantity(words.Unspaced(c.Text)) })
}

func parted(g *grid.Grid, s *settings.Settings) *grid.Grid {
	mayBeSeveral := make([]bool, len(g.Cells))
	for i := range g.Cells {
		mayBeSeveral[i] = mayHoldAmounts(&g.Cells[i])
	}
	if !slices.Contains(mayBeSeveral, true) {
		return g
	}
	rights := textRights(g)
	var splits []split
	var others [][]int // strips with one value in a column at most
	for _, cells := range strips(g) {
		if slices.ContainsFunc(cells, func(i int) bool { return mayBeSeveral[i] }) {
			if sp := stripOf(g, cells, rights, s).split(); len(sp.records) > 1 {
				splits = append(splits, sp)
				continue
			}
		}
		others = append(others, cells)
	}
	if len(splits) == 0 {
		return g
	}
	return partedBy(g, splits, stripsOf(g, others, rights, s))
}

// mayHoldAmounts tells a cell in which several amounts can stand under each other, by what is known of it: that sorts out
// nearly all. Two of three lines of values are figures: of few lines the first or the last one is.
func mayHoldAmounts(c *grid.Cell) bool {
	const few = 6
	figures := func(line string) bool { return page.IsFigures(words.Unspaced(line)) }
	return len(c.Lines) > 1 && strings.ContainsFunc(c.Text, unicode.IsDigit) && (len(c.Lines) >= few || figures(c.FirstLine) || figures(c.LastLine))
}

// partedBy gives a grid a row for each record of the strips that hold several, if these are to be believed, and of the
// others whose labels are parted as theirs are.
func partedBy(g *grid.Grid, splits []split, others []strip) *grid.Grid {
	single := 0 // strips with values of one record
	for _, st := range others {
		if st.span == 1 && slices.ContainsFunc(st.cells, func(c stripCell) bool { return c.value }) {
			single++
		}
	}
	if !several(splits, single) {
		return g
	}
	pitch := pitchOf(splits)
	for _, st := range others {
		if st.row < splits[0].row {
			continue // a header
		}
		st.usual = pitch
		if sp := st.splitByLabels(splits); len(sp.records) > 1 {
			splits = append(splits, sp)
		}
	}
	return spread(g, splits)
}

// pitchOf is the usual distance of the lines of two records.
func pitchOf(splits []split) float64 {
	var all []float64
	for _, sp := range splits {
		for i := 1; i < len(sp.records); i++ {
			all = append(all, sp.records[i].firstLine-sp.records[i-1].firstLine)
		}
	}
	return median(all)
}

// splitByLabels finds the records of a strip of which one has values at most, where those of others part the texts of a
// column as well.
func (st strip) splitByLabels(others []split) split {
	var heights []float64
	for _, c := range st.cells {
		for _, l := range c.lines {
			if c.value {
				heights = append(heights, l.middle())
			}
		}
	}
	anchors := page.Clustered(heights, st.s.Align.SameBaseline*st.em)
	if len(anchors) > 1 {
		return split{}
	}
	for k, c := range st.cells {
		if len(c.lines) < 2 || !slices.ContainsFunc(others, func(o split) bool { return o.parts(c.box.X0) }) {
			continue
		}
		merged := make([]bool, len(st.cells))
		return split{strip: st, records: st.gathered(k, st.groups(c, anchors), anchors, merged), merged: merged, label: k, sure: true}
	}
	return split{}
}

// parts tells whether a strip's records part the texts of a column, which begins at x0.
func (sp split) parts(x0 float64) bool {
	for k, c := range sp.cells {
		if c.box.X0 == x0 {
			return !c.value && !sp.merged[k] && len(c.lines) > 1
		}
	}
	return false
}

// several tells whether a grid holds several records in its strips: two of them surely do, or one over several rows,
// or one with values throughout, or they hold more than the others and one more. A single row with two values in its cells may say two things of one record.
func several(splits []split, single int) bool {
	const many = 2
	records, sure := 0, 0
	for _, sp := range splits {
		records += len(sp.records)
		if sp.sure {
			sure++
		}
		if sp.full && (sp.apart || len(sp.records) > single) || sp.sure && sp.span > 1 && len(sp.records) > many {
			return true
		}
	}
	return sure > 1 || records > single+1 && (sure > 0 || len(splits) > 1)
}

// split is a strip with its records.
type split struct {
	strip
	records []record
	merged  []bool // the cells that belong to all of them
	label   int    // the cell whose lines name them, -1 where there is none
	apart   bool   // they stand as far from one another as rows
	sure    bool   // labels tell the records, or the space between them
	full    bool   // words do, and each record has a value in most columns
}

// record is one record of a strip: its height and its lines by cell.
type record struct {
	top, bottom         float64
	firstLine, lastLine float64 // the middles of its first and last line
	lines               [][]page.Line
}

// split finds the records of a strip, from top to bottom; none where it holds but one. Each value that stands
// under others begins one; what names them, or what else stands beside, is put to the one that it stands with.
func (st strip) split() split {
	anchors := st.anchors()
	if len(anchors) < 2 || !slices.ContainsFunc(st.cells, stripCell.amounts) {
		return split{}
	}
	label, groups := st.label(anchors)
	agreed, apart := st.agreed(anchors)
	sure := label >= 0 || apart
	if label < 0 {
		if !agreed {
			return split{}
		}
		groups = make([]group, len(anchors))
		for k := range anchors {
			groups[k].anchor = k
		}
	}
	merged := make([]bool, len(st.cells))
	for k, c := range st.cells {
		merged[k] = k != label && c.centred(st, anchors)
	}
	full := label >= 0 && agreed && st.valuesAt(anchors) && !slices.ContainsFunc(st.cells[label].lines, func(l stripLine) bool { return l.value })
	return split{st, st.gathered(label, groups, anchors, merged), merged, label, apart, sure, full}
}

// valuesAt tells whether most of a strip's cells, and several of them, have a value at each of the heights.
func (st strip) valuesAt(anchors []float64) bool {
	const several = 3
	n := 0
	for _, c := range st.cells {
		if c.value && len(c.lines) == len(anchors) {
			n++
		}
	}
	return n >= several && n*2 > len(st.cells)
}

// anchors are the heights at which values stand that stand under others, each a record's. Numbers on several lines stand
// beside others with their middle, their first or their last line: as most of them agree.
func (st strip) anchors() []float64 {
	var best []float64
	for _, at := range stands {
		var all []float64
		for _, c := range st.cells {
			if !c.value || len(c.lines) < 2 {
				continue
			}
			for _, l := range c.lines {
				if l.value {
					all = append(all, at((l.Top+l.Bottom)/2, l.lastMiddle()))
				}
			}
		}
		if found := page.Clustered(all, st.s.Align.SameBaseline*st.em); best == nil || len(found) < len(best) {
			best = found
		}
	}
	return best
}

// agreed tells whether the values of two cells stand at most of the heights: then they need no label; and whether
// they stand as far apart as rows.
func (st strip) agreed(anchors []float64) (agreed, apart bool) {
	full := 0
	apart = true
	for _, c := range st.cells {
		if !c.value || len(c.lines)*10 < len(anchors)*6 {
			continue
		}
		full++
		for i := 1; i < len(c.lines); i++ {
			if c.lines[i].Top-c.lines[i-1].bottom() < st.s.Align.Close*c.lines[i].Size() {
				apart = false
			}
		}
	}
	return full > 1, apart
}

// label finds the cell whose lines name the records, and their groups; -1 where there is none.
func (st strip) label(anchors []float64) (int, []group) {
	best, groups, most := -1, []group(nil), 1
	for i, c := range st.cells {
		if c.value || len(c.lines) < 2 {
			continue
		}
		found := st.groups(c, anchors)
		matched := 0
		for _, gr := range found {
			if gr.anchor >= 0 && gr.to > gr.from {
				matched++
			}
		}
		if matched > most && matched*10 >= len(anchors)*6 {
			best, groups, most = i, found, matched
		}
	}
	return best, groups
}

// gathered puts the lines of all cells to the records.
func (st strip) gathered(label int, groups []group, anchors []float64, merged []bool) []record {
	out := make([]record, len(groups))
	for i, gr := range groups {
		r := record{top: math.Inf(1), bottom: math.Inf(-1), firstLine: math.Inf(1), lastLine: math.Inf(-1), lines: make([][]page.Line, len(st.cells))}
		if gr.anchor >= 0 {
			y := anchors[gr.anchor]
			r.top, r.bottom, r.firstLine, r.lastLine = y-st.em/2, y+st.em/2, y, y
		}
		if label >= 0 {
			for _, l := range st.cells[label].lines[gr.from:gr.to] {
				r.take(label, l)
			}
		}
		out[i] = r
	}
	slices.SortStableFunc(out, func(a, b record) int { return cmp.Compare(a.top+a.bottom, b.top+b.bottom) })
	bounds := make([]float64, 0, len(out)+1)
	bounds = append(bounds, math.Inf(-1))
	for i := 1; i < len(out); i++ {
		bounds = append(bounds, (out[i-1].bottom+out[i].top)/2)
	}
	bounds = append(bounds, math.Inf(1))
	for k, c := range st.cells {
		if k == label || merged[k] {
			continue
		}
		for _, l := range c.lines {
			out[page.Place(bounds, l.middle())].take(k, l)
		}
	}
	return out
}

// take puts a line of cell k to the record.
func (r *record) take(k int, l stripLine) {
	r.lines[k] = append(append(r.lines[k], l.Line), l.rest...)
	r.top, r.bottom = min(r.top, l.Top), max(r.bottom, l.bottom())
	r.firstLine, r.lastLine = min(r.firstLine, l.middle()), max(r.lastLine, l.middle())
}

// spread has a row for each record in the place of the rows that are split.
func spread(g *grid.Grid, splits []split) *grid.Grid {
	out := *g
	out.LooseRows = true
	out.Ys = slices.Clone(g.Ys)
	count := len(g.Cells)
	for _, sp := range splits {
		count += len(sp.records) * len(sp.cells)
		inner := sp.newBounds(out.Ys)
		out.Ys = append(out.Ys, inner...)
		slices.Sort(out.Ys)
		out.RowsBy = out.RowsBy.With(ByRecord, inner...)
	}
	at := func(row int) int { k, _ := slices.BinarySearch(out.Ys, g.Ys[row]); return k }
	owner := make([]*split, len(g.Cells))
	place := make([]int, len(g.Cells)) // in its strip
	for i := range splits {
		for k, c := range splits[i].cells {
			if !splits[i].merged[k] {
				owner[c.index], place[c.index] = &splits[i], k
			}
		}
	}
	out.Cells = make([]grid.Cell, 0, count)
	for i, c := range g.Cells {
		first, end := at(c.Row), at(c.Row+c.RowSpan)
		if owner[i] == nil {
			if blank := splitAt(splits, c); blank != nil {
				out.Cells = appendBlanks(out.Cells, c, first, end)
				continue
			}
			c.Row, c.RowSpan = first, end-first
			out.Cells = append(out.Cells, c)
			continue
		}
		out.Cells = owner[i].appendShares(out.Cells, c, place[i], out.Ys, first, end)
	}
	sortCells(out.Cells)
	return &out
}

// splitAt is the split that takes all rows of a blank cell.
func splitAt(splits []split, c grid.Cell) *split {
	if len(c.Chars) > 0 {
		return nil
	}
	for i := range splits {
		if sp := &splits[i]; sp.row == c.Row && sp.span == c.RowSpan {
			return sp
		}
	}
	return nil
}

// appendBlanks appends blank cells in the place of one, in the rows from first up to, not including, end.
func appendBlanks(out []grid.Cell, c grid.Cell, first, end int) []grid.Cell {
	for r := first; r < end; r++ {
		out = append(out, grid.Cell{Span: grid.Span{Row: r, Column: c.Column, RowSpan: 1, ColumnSpan: c.ColumnSpan}, Closed: c.Closed})
	}
	return out
}

// newBounds are the boundaries between the strip's records for which none stands between them yet.
func (sp split) newBounds(ys []float64) []float64 {
	var out []float64
	for i := 1; i < len(sp.records); i++ {
		above, below := sp.records[i-1], sp.records[i]
		k, _ := slices.BinarySearch(ys, above.lastLine)
		if k == len(ys) || ys[k] > below.firstLine {
			out = append(out, (above.bottom+below.top)/2)
		}
	}
	return out
}

// appendShares appends the cells of all records in the place of cell c, the k-th of the strip, in the rows from first up to,
// not including, end.
func (sp split) appendShares(out []grid.Cell, c grid.Cell, k int, ys []float64, first, end int) []grid.Cell {
	next := first
	for _, r := range sp.records {
		from := max(page.Place(ys, r.firstLine), next)
		to := max(page.Place(ys, r.lastLine), from)
		out = appendBlanks(out, c, next, min(from, end))
		if from >= end {
			break
		}
		own := grid.Cell{Span: grid.Span{Row: from, Column: c.Column, RowSpan: min(to, end-1) - from + 1, ColumnSpan: c.ColumnSpan}, Closed: c.Closed}
		for _, l := range r.lines[k] {
			own.Chars = append(own.Chars, l.Chars...)
		}
		own.Content = page.ContentOf(own.Chars, sp.cells[k].fit, sp.s)
		out = append(out, own)
		next = own.Row + own.RowSpan
	}
	return appendBlanks(out, c, next, end)
}

package align

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"yusuan/layout/caption"
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

func parted(g *grid.Grid, s *settings.Settings) *grid.Grid {
	rights := textRights(g)
	var splits []split
	single := 0 // strips with values of one record
	for _, cells := range strips(g) {
		st := stripOf(g, cells, rights, s)
		sp := st.split()
		switch {
		case len(sp.records) > 1:
			splits = append(splits, sp)
		case st.span == 1 && slices.ContainsFunc(st.cells, func(c stripCell) bool { return c.value }):
			single++
		}
	}
	if !several(splits, single) {
		return g
	}
	return spread(g, splits)
}

// several tells whether a grid holds several records in its strips: two of them surely do, or one over several rows,
// or they hold more than the others and one more. A single row with two values in its cells may say two things of one record.
func several(splits []split, single int) bool {
	const many = 2
	records, sure := 0, 0
	for _, sp := range splits {
		records += len(sp.records)
		if sp.sure {
			sure++
		}
		if sp.sure && sp.span > 1 && len(sp.records) > many {
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
	sure    bool   // labels tell the records, or the space between them
}

// strips are the cells, by their indices, that stand between the same two boundaries: of one row, or side by side over several.
func strips(g *grid.Grid) [][]int {
	type rows struct{ row, span int }
	found := map[rows][]int{}
	var order []rows
	for i, c := range g.Cells {
		k := rows{c.Row, c.RowSpan}
		if len(c.Chars) == 0 {
			continue
		}
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], i)
	}
	var out [][]int
	for _, k := range order {
		out = append(out, found[k])
	}
	return out
}

// textRights is how far to the right the text of each column reaches, over the whole grid.
func textRights(g *grid.Grid) []float64 {
	out := slices.Clone(g.Xs[:g.Columns()])
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.ColumnSpan > 1 {
			continue
		}
		for k := range c.Chars {
			if c.Chars[k].Flags&page.Space == 0 {
				out[c.Column] = max(out[c.Column], c.Chars[k].Box.X1)
			}
		}
	}
	return out
}

// strip is what stands between two boundaries, by cells.
type strip struct {
	row   int         // the grid's first row of it
	span  int         // and how many
	cells []stripCell // from left to right
	em    float64
	s     *settings.Settings
}

// stripCell is a cell of a strip with its lines.
type stripCell struct {
	index int // in the grid's cells
	box   page.Rect
	fit   page.Fit
	right float64 // how far the text of its column reaches
	lines []stripLine
	value bool // whether its lines are values, each by itself
}

// stripLine is a line of a cell, or the lines of one value that a narrow column wraps.
type stripLine struct {
	page.Line
	text  string
	value bool
	rest  []page.Line // further lines of the same value
}

func (l stripLine) middle() float64 { return (l.Top + l.bottom()) / 2 }

// lastMiddle is the middle of its last line.
func (l stripLine) lastMiddle() float64 { last := l.lastLine(); return (last.Top + last.Bottom) / 2 }

func (l stripLine) bottom() float64 { return l.lastLine().Bottom }

func (l stripLine) lastLine() page.Line {
	if n := len(l.rest); n > 0 {
		return l.rest[n-1]
	}
	return l.Line
}

func stripOf(g *grid.Grid, cells []int, rights []float64, s *settings.Settings) strip {
	st := strip{row: g.Cells[cells[0]].Row, span: g.Cells[cells[0]].RowSpan, s: s, em: g.Em}
	for _, i := range cells {
		c := &g.Cells[i]
		own := stripCell{index: i, box: g.CellBox(c), fit: c.Fit, right: rights[c.Column+c.ColumnSpan-1]}
		if turned := slices.ContainsFunc(c.Chars, func(c page.Char) bool { return c.Turn != 0 }); !turned {
			own.lines = linesIn(c.Chars, own.fit, s)
		}
		own.value = own.values()
		st.cells = append(st.cells, own)
	}
	return st
}

// linesIn are the lines of a cell, those of a number that the cell's width divides as one.
func linesIn(chars []page.Char, fit page.Fit, s *settings.Settings) []stripLine {
	var out []stripLine
	lines := page.LinesOf(slices.Clone(chars), s.Page.SameLine)
	fit.List = len(lines) > s.Page.DividedLines
	for _, l := range lines {
		text := words.Unspaced(l.Text(s.Page.WordGap))
		value := page.IsFigures(text)
		if n := len(out); n > 0 && value && out[n-1].value && fit.Divided(out[n-1].text, text, out[n-1].lastLine(), l, s) {
			out[n-1].rest = append(out[n-1].rest, l)
			out[n-1].text += text
			continue
		}
		out = append(out, stripLine{Line: l, text: text, value: value})
	}
	return out
}

// values tells a cell in which several values stand under each other: nearly all its lines are figures, and not all of them years.
func (c stripCell) values() bool {
	n, quantities := 0, 0
	for _, l := range c.lines {
		if l.value {
			n++
			if words.IsQuantity(l.text) {
				quantities++
			}
		}
	}
	return n >= 1 && quantities >= 1 && n*3 >= len(c.lines)*2
}

// amounts tells a cell in which amounts or percentages stand under each other.
func (c stripCell) amounts() bool {
	n := 0
	for _, l := range c.lines {
		if kind := words.ReadNumber(l.text).Kind; kind == words.Amount || kind == words.Percent {
			n++
		}
	}
	return c.value && n > 1
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
	sure := label >= 0
	if label < 0 {
		var agreed bool
		if agreed, sure = st.agreed(anchors); !agreed {
			return split{}
		}
		groups = make([]group, len(anchors))
		for k := range anchors {
			groups[k].anchor = k
		}
	}
	merged := make([]bool, len(st.cells))
	for k, c := range st.cells {
		merged[k] = k != label && c.centred(st)
	}
	return split{st, st.gathered(label, groups, anchors, merged), merged, sure}
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

// stands are the ways in which one line stands beside several: at the middle of them, the first or the last.
var stands = [...]func(first, last float64) float64{
	func(first, last float64) float64 { return (first + last) / 2 },
	func(first, _ float64) float64 { return first },
	func(_, last float64) float64 { return last },
}

// agreed tells whether the values of two cells stand at most of the heights: then they need no label. It is sure where
// they stand as far apart as rows.
func (st strip) agreed(anchors []float64) (agreed, sure bool) {
	full := 0
	sure = true
	for _, c := range st.cells {
		if !c.value || len(c.lines)*10 < len(anchors)*6 {
			continue
		}
		full++
		for i := 1; i < len(c.lines); i++ {
			if c.lines[i].Top-c.lines[i-1].bottom() < st.s.Align.Close*c.lines[i].Size() {
				sure = false
			}
		}
	}
	return full > 1, sure
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

// group are the lines of one record's label and the height of its values.
type group struct {
	from, to int // lines of the label's cell; none for values beside no label
	anchor   int // -1 for a label without values
}

// groups parts the lines of labels into those of one record each: of all ways to do so in which the values of all
// records stand at the first, the middle or the last of their label's lines, the one that costs least.
func (st strip) groups(c stripCell, anchors []float64) []group {
	g := grouping{strip: st, cell: c, anchors: anchors, pitch: st.pitch(c, anchors), set: st.settingOf(c)}
	best, groups := math.Inf(1), []group(nil)
	for _, at := range stands {
		if cost, found := g.least(at); cost < best {
			best, groups = cost, found
		}
	}
	return groups
}

// pitch is the usual distance of the lines of two records: where labels stand beside their values that of
// labels, else that of the values.
func (st strip) pitch(c stripCell, anchors []float64) float64 {
	var all []float64
	before := false
	for i, l := range c.lines {
		y := anchors[page.Nearest(anchors, l.middle())]
		here := math.Abs(y-l.middle()) <= st.s.Align.SameBaseline*st.em
		if i > 0 && here && before {
			all = append(all, l.middle()-c.lines[i-1].middle())
		}
		before = here
	}
	if len(all) == 0 {
		for k := 1; k < len(anchors); k++ {
			all = append(all, anchors[k]-anchors[k-1])
		}
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// grouping is the search for the groups of a label's lines.
type grouping struct {
	strip
	cell    stripCell
	anchors []float64
	pitch   float64
	set     setting
}

// What a reading of labels costs. They are to one another as how seldom forms print so.
const (
	costNoValue = 1   // a label without values
	costNoLabel = 2   // values without a label
	costLoose   = 4   // a wrap that nothing tells
	costTight   = 0.5 // a wrap that only less space tells
	costOff     = 4   // values that stand an em from where they should beside their label
	mostWraps   = 12  // lines of one label
)

// least finds the groups that cost least, by the shortest way through lines and anchors; at tells where values stand
// beside a label whose first and last lines have the given middles.
func (g grouping) least(at func(top, bottom float64) float64) (float64, []group) {
	n, m := len(g.cell.lines), len(g.anchors)
	type step struct {
		cost     float64
		previous int
		group    group
	}
	steps := make([]step, (n+1)*(m+1))
	for i := range steps {
		steps[i].cost = math.Inf(1)
	}
	steps[0].cost = 0
	reach := func(i, k int, from int, cost float64, gr group) {
		if s := &steps[i*(m+1)+k]; cost < s.cost {
			*s = step{cost, from, gr}
		}
	}
	for i := range n + 1 {
		for k := range m + 1 {
			from := i*(m+1) + k
			cost := steps[from].cost
			if math.IsInf(cost, 1) {
				continue
			}
			if k < m {
				reach(i, k+1, from, cost+costNoLabel, group{i, i, k})
			}
			for j := i + 1; j <= min(n, i+mostWraps); j++ {
				if j > i+1 {
					cost += g.wrap(j - 1)
				}
				if cost >= math.Inf(1) {
					break
				}
				reach(j, k, from, cost+costNoValue, group{i, j, -1})
				if k < m {
					off := math.Abs(g.anchors[k]-at(g.cell.lines[i].middle(), g.cell.lines[j-1].middle())) / g.em
					reach(j, k+1, from, cost+costOff*off*off, group{i, j, k})
				}
			}
		}
	}
	var groups []group
	for at := len(steps) - 1; at > 0; at = steps[at].previous {
		groups = append(groups, steps[at].group)
	}
	slices.Reverse(groups)
	return steps[len(steps)-1].cost, groups
}

// wrap is what it costs to take line i for the rest of the one above it.
func (g grouping) wrap(i int) float64 {
	above, line := g.cell.lines[i-1], g.cell.lines[i]
	if n, _ := words.CutNumbering(line.text); n.Style != words.Unnumbered || words.IsWithin(line.text) || caption.AsksForValue(above.text) {
		return math.Inf(1)
	}
	em := line.Size()
	if line.Left() > above.Left()+g.s.Align.DeeperIndent*em && !g.flushRight(line) && !g.centred(above, line) && !g.hangs(above, line) {
		return math.Inf(1)
	}
	gap := line.Top - above.bottom()
	if gap < g.s.Align.Tight*em {
		switch room := g.room(above) - line.firstUnit(); {
		case room < 0:
			return 0
		case room < em:
			return costTight // what may not end or begin a line was taken along
		}
	}
	if line.middle()-above.middle() < g.s.Align.TighterThanRows*g.pitch {
		return costTight
	}
	return costLoose
}

// flushRight tells a line at the right edge of a cell whose lines end there.
func (g grouping) flushRight(l stripLine) bool {
	return g.set == setRight && g.cell.right-l.Right() < g.s.Align.Flush*l.Size()
}

// centred tells two lines that are set to one middle.
func (g grouping) centred(a, b stripLine) bool {
	return math.Abs(a.Left()+a.Right()-b.Left()-b.Right()) < g.s.Align.Centred*b.Size()
}

// hangs tells a line that begins under the text behind the number of the one above.
func (g grouping) hangs(above, line stripLine) bool {
	n, rest := words.CutNumbering(above.text)
	if n.Style == words.Unnumbered {
		return false
	}
	behind := utf8.RuneCountInString(above.text) - utf8.RuneCountInString(rest)
	for _, c := range above.Chars {
		if c.Flags&page.Space != 0 {
			continue
		}
		if behind -= utf8.RuneCountInString(c.Text); behind < 0 {
			return math.Abs(c.Box.X0-line.Left()) < line.Size()
		}
	}
	return false
}

// setting tells how the lines of a cell are set.
type setting uint8

const (
	setLeft setting = iota
	setRight
	setMiddle
)

// settingOf tells how lines are set: half of them flush at the right or to one middle, and fewer at the left.
func (st strip) settingOf(c stripCell) setting {
	slack := st.s.Align.Flush * st.em
	var flush [setMiddle + 1]int
	last := c.lines[len(c.lines)-1]
	for _, l := range c.lines[:len(c.lines)-1] {
		for set, off := range [...]float64{
			setLeft:   l.Left() - last.Left(),
			setRight:  l.Right() - last.Right(),
			setMiddle: (l.Left() + l.Right() - last.Left() - last.Right()) / 2,
		} {
			if math.Abs(off) < slack {
				flush[set]++
			}
		}
	}
	most := setLeft // where indents differ
	for set := setRight; set <= setMiddle; set++ {
		if flush[set] > flush[most] && flush[set]*2 >= len(c.lines)-1 {
			most = set
		}
	}
	return most
}

// room is the space that a line leaves in its cell.
func (g grouping) room(l stripLine) float64 {
	padding := g.s.Align.CellPadding * l.Size()
	edge := g.cell.box.X1 - padding
	if g.cell.box.X1-g.cell.right < g.s.Align.FullColumn*l.Size() {
		edge = g.cell.right
	}
	room := edge - l.Right()
	if g.set != setLeft {
		room += l.Left() - g.cell.box.X0 - padding
	}
	return room
}

// firstUnit is the width of what a line begins with and a wrap does not divide.
func (l stripLine) firstUnit() float64 {
	n := 0
	for n < len(l.Chars) && page.Narrow(l.Chars[n]) && l.Chars[n].Flags&page.Space == 0 {
		n++
	}
	n = max(n, 1)
	return l.Chars[n-1].Box.X1 - l.Chars[0].Box.X0
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

// centred tells a cell with one text in the middle of its height, as one has that belongs to all records.
func (c stripCell) centred(st strip) bool {
	if c.value || len(c.lines) == 0 {
		return false
	}
	for i := 1; i < len(c.lines); i++ {
		if c.lines[i].Top-c.lines[i-1].bottom() > st.s.Align.Tight*c.lines[i].Size() {
			return false
		}
	}
	middle := (c.lines[0].Top + c.lines[len(c.lines)-1].bottom()) / 2
	return math.Abs(middle-(c.box.Top+c.box.Bottom)/2) < st.s.Align.RowMiddle*st.em
}

// spread has a row for each record in the place of the rows that are split.
func spread(g *grid.Grid, splits []split) *grid.Grid {
	out := *g
	out.Cells, out.LooseRows = nil, true
	out.Ys = slices.Clone(g.Ys)
	for _, sp := range splits {
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
	for i, c := range g.Cells {
		first, end := at(c.Row), at(c.Row+c.RowSpan)
		if owner[i] == nil {
			if blank := splitAt(splits, c); blank != nil {
				out.Cells = append(out.Cells, rowsOfBlanks(c, first, end)...)
				continue
			}
			c.Row, c.RowSpan = first, end-first
			out.Cells = append(out.Cells, c)
			continue
		}
		out.Cells = append(out.Cells, owner[i].shares(c, place[i], out.Ys, first, end)...)
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

// rowsOfBlanks are blank cells in the place of one, in the rows from first up to, not including, end.
func rowsOfBlanks(c grid.Cell, first, end int) []grid.Cell {
	var out []grid.Cell
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

// shares are the cells of all records in the place of cell c, the k-th of the strip, in the rows from first up to, not
// including, end.
func (sp split) shares(c grid.Cell, k int, ys []float64, first, end int) []grid.Cell {
	var out []grid.Cell
	next := first
	for _, r := range sp.records {
		from := max(page.Place(ys, r.firstLine), next)
		to := max(page.Place(ys, r.lastLine), from)
		out = append(out, rowsOfBlanks(c, next, min(from, end))...)
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
	return append(out, rowsOfBlanks(c, next, end)...)
}

package join

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// builder stacks the parts of a table.
type builder struct {
	s       *settings.Settings
	cells   []Cell
	rows    int
	columns int
	header  int
	heights []float64 // of the rows
	whole   []float64 // the heights of body rows that no page break touches
	above   []int     // for each column the cell that touches the last row
	cutHead bool      // whether all rows so far are header
	opens   bool      // whether the producer leaves cells open that a page break cuts
	body    []bodyColumn
}

// bodyColumn is what is known of a column's cells under the header.
type bodyColumn struct {
	single, filled int  // cells of one place, and how many of them have text
	decimals       int  // the most digits behind an amount's point
	merged         bool // whether a cell of it spans rows
}

func newBuilder(columns, header int, s *settings.Settings) *builder {
	return &builder{s: s, columns: columns, header: header, above: make([]int, columns), body: make([]bodyColumn, columns)}
}

// note keeps what a column's new cell tells.
func (b *builder) note(c Cell) {
	col := &b.body[c.Column]
	if c.Row < b.header {
		return
	}
	col.merged = col.merged || c.RowSpan > 1
	col.decimals = max(col.decimals, decimals(c.Text))
	if c.RowSpan == 1 && c.ColumnSpan == 1 {
		col.single++
		if c.Text != "" {
			col.filled++
		}
	}
}

// add puts a part under the rows so far, without its first skip rows, and mends the cut between them.
func (b *builder) add(cells []Cell, heights []float64, skip int) {
	var below []Cell
	for _, c := range cells {
		if c.Row+c.RowSpan <= skip {
			continue
		}
		if c.Row < skip {
			c.RowSpan -= skip - c.Row
			c.Row = skip
		}
		c.Row += b.rows - skip
		below = append(below, c)
	}
	heights = heights[skip:]
	if b.rows > b.header && len(heights) > 0 {
		below, heights = b.mend(below, heights)
	}
	if from := max(b.header-b.rows, 1); len(heights) > from+1 {
		b.whole = append(b.whole, heights[from:len(heights)-1]...)
	}
	b.rows += len(heights)
	b.heights = append(b.heights, heights...)
	for _, c := range below {
		if b.note(c); c.Row+c.RowSpan == b.rows {
			for k := c.Column; k < min(c.Column+c.ColumnSpan, b.columns); k++ {
				b.above[k] = len(b.cells)
			}
		}
		b.cells = append(b.cells, c)
	}
}

// mend joins what the page break cut: a row whose rest stands in the part's first row, and
// cells merged over rows of both pages. It gives what stays of the part, and its rows' heights.
func (b *builder) mend(below []Cell, heights []float64) ([]Cell, []float64) {
	pairs := map[int]int{} // index in below → index in b.cells
	aligned := true
	for i, c := range below {
		if c.Row != b.rows {
			continue
		}
		if a := b.cells[b.above[c.Column]]; a.Column == c.Column && a.ColumnSpan == c.ColumnSpan {
			pairs[i] = b.above[c.Column]
		} else {
			aligned = false
		}
	}
	goes := b.spansOn(below, pairs)
	if b.cutHead {
		b.headsOn(below, pairs, goes, !aligned)
	}
	if aligned && (b.cutRow(below, pairs) || b.cutAbove(below, pairs) || b.cutBlank(below, pairs, heights)) {
		b.heights[b.rows-1] += heights[0]
		return b.mergeRow(below, pairs, goes), heights[1:]
	}
	return b.mergeSpans(below, pairs, goes), heights
}

// cutBlank tells whether a row whose text is all on one page was cut: on the other side of the
// break it is blank, and the row above the break is lower than any other row of the table.
func (b *builder) cutBlank(below []Cell, pairs map[int]int, heights []float64) bool {
	blankAbove, blankBelow := true, true
	singles := 0
	for i, a := range pairs {
		if below[i].RowSpan > 1 || b.cells[a].RowSpan > 1 {
			continue // what spans rows is in no row of its own
		}
		singles++
		blankBelow = blankBelow && below[i].Text == ""
		blankAbove = blankAbove && b.cells[a].Text == ""
	}
	if singles == 0 || blankAbove == blankBelow {
		return false
	}
	others := b.whole
	if len(others) == 0 {
		others = slices.Concat(b.heights[b.header:b.rows-1], heights[1:])
	}
	if len(others) == 0 {
		return false
	}
	const lower = 0.97 // of the lowest other row: more than rounding makes it
	return b.heights[b.rows-1] < lower*slices.Min(others)
}

// cutRow tells whether the part's first row is the rest of the row above the break: it has
// text only where that row has or lacks it, does not begin like a row, and completes a number of it or lacks
// what nearly every row of the table has, the first such column or half of them.
func (b *builder) cutRow(below []Cell, pairs map[int]int) bool {
	lacks, has, texts := 0, 0, 0
	first, completes, opens := false, false, false
	for i := range below { // by column
		a, ok := pairs[i]
		if !ok {
			continue
		}
		c, top := below[i], b.cells[a]
		col := b.body[c.Column]
		if c.Text != "" {
			lacking := !col.merged && col.mostlyFilled() // the row above lacks it: its rest brings it
			if texts++; c.RowSpan == 1 && top.Text == "" && !lacking || caption.AsksForValue(page.Unspaced(c.Text)) || caption.AsksForValue(page.Unspaced(top.Text)) {
				return false
			}
			opens = opens || c.RowSpan == 1 && caption.OpensRow(page.Unspaced(c.Text))
			completes = completes || b.completes(top, c)
		}
		if c.RowSpan > 1 || top.RowSpan > 1 || top.Text == "" {
			continue
		}
		switch {
		case b.header == 0:
			// A form has no columns that every row fills: its first cell counts, with another one of a row of its own.
			if c.Text == "" && lacks+has == 0 {
				first = true
			}
			if col.merged {
				continue
			}
		case col.merged || !col.mostlyFilled():
			continue
		}
		if c.Text == "" {
			first = first || has == 0 && b.header > 0
			lacks++
		} else {
			has++
		}
	}
	return completes || texts > 0 && !opens && lacks > 0 && (first || lacks >= has && b.header > 0)
}

// cutAbove is the mirror of cutRow: above the break stand only the first lines of a row's long cells, and the
// first column and most of the others have their text below it, as a cell that is centred or not divided moves
// to the next page whole.
func (b *builder) cutAbove(below []Cell, pairs map[int]int) bool {
	lacks, has, texts := 0, 0, 0
	for i := range below { // by column
		a, ok := pairs[i]
		if !ok || below[i].RowSpan > 1 || b.cells[a].RowSpan > 1 {
			continue
		}
		c, top := below[i], b.cells[a]
		if top.Text != "" {
			if texts++; caption.OpensRow(page.Unspaced(top.Text)) || caption.IsAmount(page.Unspaced(top.Text)) {
				return false
			}
		}
		if col := b.body[c.Column]; !col.merged && col.mostlyFilled() {
			switch {
			case top.Text == "" && c.Text != "":
				lacks++
			case lacks == 0: // the row begins above the break
				return false
			case top.Text != "" && c.Text != "":
				has++
			}
		}
	}
	return texts > 0 && lacks > has
}

// completes tells whether two texts are one number, cut: the first lacks decimals that the
// other numbers of its column have, and the second brings them.
func (b *builder) completes(top, c Cell) bool {
	usual := b.body[top.Column].decimals
	return usual > 0 && decimals(top.Text) != usual && decimals(c.Text) == 0 && decimals(top.Text+c.Text) == usual
}

// decimals counts the digits behind an amount's point.
func decimals(text string) int { return caption.Decimals(page.Unspaced(text)) }

// mergeRow merges the part's first row into the row above the break. A cell that spans more rows
// than that goes with it only if it is told to, and else begins a row lower.
func (b *builder) mergeRow(below []Cell, pairs map[int]int, goes map[int]bool) []Cell {
	out := below[:0:0]
	for i, c := range below {
		a, ok := pairs[i]
		switch {
		case ok && (c.RowSpan == 1 || goes[i]):
			b.merge(a, c, 1)
			continue
		case ok:
			c.RowSpan--
		default:
			c.Row--
		}
		out = append(out, c)
	}
	return out
}

// mergeSpans merges the cells of the part's first row that go on with a cell above.
func (b *builder) mergeSpans(below []Cell, pairs map[int]int, goes map[int]bool) []Cell {
	out := below[:0:0]
	for i, c := range below {
		if goes[i] {
			b.merge(pairs[i], c, 0)
			continue
		}
		out = append(out, c)
	}
	return out
}

// spansOn tells the cells of the part's first row that go on with a cell above: where some
// cells are ruled off at the break and others open, these go on; else a blank one does
// that meets a filled one in a column of merged cells.
func (b *builder) spansOn(below []Cell, pairs map[int]int) map[int]bool {
	open, closed := 0, 0
	for i, a := range pairs {
		if b.open(a, below[i]) {
			open++
		} else {
			closed++
		}
	}
	goes := b.openCells(below, pairs)
	if closed == 0 || open == 0 && !b.opens {
		goes = b.blankCells(below, pairs)
	}
	return goes
}

// headsOn adds the header cells that go on under a break inside the header, unless the part's first row is body
// already: blank ones under a head, and where the row parts another head, all that stand under a whole one.
func (b *builder) headsOn(below []Cell, pairs map[int]int, goes map[int]bool, parts bool) {
	for i := range pairs {
		if t := page.Unspaced(below[i].Text); caption.OpensRow(t) || caption.IsAmount(t) {
			return
		}
	}
	for i, a := range pairs {
		if b.cells[a].Text != "" && (below[i].Text == "" || parts) {
			goes[i] = true
		}
	}
}

// open tells whether no ruling parts cell a, at the foot of its page, from c at the head of the next.
func (b *builder) open(a int, c Cell) bool { return !b.cells[a].Closed.Bottom || !c.Closed.Top }

// openCells tells the cells of the part's first row that go on as no ruling closes them, and with them
// those to their left that are blank on one side of the break: what a group stands in does not
// end where the group goes on.
func (b *builder) openCells(below []Cell, pairs map[int]int) map[int]bool {
	goes := map[int]bool{}
	last := 0
	merging := b.mergingColumns(below)
	for i, a := range pairs {
		c, top := below[i], b.cells[a]
		// With text on both sides it takes a column of merged cells: another may only lack its rule.
		whole := c.Text == "" || top.Text == "" || merging[c.Column]
		if goes[i] = b.open(a, c) && whole && top.Row >= b.header; goes[i] {
			last = max(last, c.Column)
		}
	}
	for i, a := range pairs {
		c, top := below[i], b.cells[a]
		if c.Column < last && merging[c.Column] && top.Row >= b.header && (c.Text == "" || top.Text == "") {
			goes[i] = true
		}
	}
	return goes
}

// blankCells tells the cells of the part's first row that go on where rulings do not tell. Cells
// of one extent in columns of merged cells belong together (a project's name, amount and
// goal), and go on where the text of the first stands on one side of the break only.
func (b *builder) blankCells(below []Cell, pairs map[int]int) map[int]bool {
	merging := b.mergingColumns(below)
	type extent struct{ above, below int }
	decided := map[extent]bool{}
	goes := map[int]bool{}
	first := -1            // the first cell that was decided
	for i := range below { // by column
		a, ok := pairs[i]
		if !ok || !merging[below[i].Column] || b.cells[a].Row < b.header {
			continue
		}
		c, top := below[i], b.cells[a]
		e := extent{above: top.RowSpan, below: c.RowSpan}
		together, seen := decided[e]
		if !seen && (c.Text != "" || top.Text != "") {
			// A record that is drawn anew on each page goes on as well; the columns right of
			// it may only repeat a word.
			again := page.Unspaced(c.Text) == page.Unspaced(top.Text) && (top.RowSpan > 1 || c.RowSpan > 1) && (first < 0 || goes[first])
			// A column in which single rows are blank too is no column of merged cells.
			col := b.body[c.Column]
			blanks := col.single - col.filled
			if top.RowSpan == 1 && top.Text == "" && c.RowSpan > 1 {
				blanks-- // the cell in question: its text stands on the page that has most of it
			}
			together = (c.Text == "" || top.Text == "") && blanks <= 0 || again || straddles(top, c)
			decided[e] = together
		}
		goes[i] = together
		if first < 0 {
			first = i
		}
	}
	return goes
}

// straddles tells a text that the break runs through: above it stands against the foot of its cell, below against
// the head, while there is room on the far sides, as a centred text has it on both.
func straddles(top, c Cell) bool {
	const tight, room = 0.5, 1.0 // em
	return top.Text != "" && c.Text != "" && top.below < tight && c.above < tight &&
		top.above > top.below+room && c.below > c.above+room
}

// mergingColumns tells the columns whose body cells span rows.
func (b *builder) mergingColumns(below []Cell) []bool {
	out := make([]bool, b.columns)
	for k := range out {
		out[k] = b.body[k].merged
	}
	for _, c := range below {
		out[c.Column] = out[c.Column] || c.RowSpan > 1
	}
	return out
}

// mostlyFilled tells a column in which nearly every body row has text of its own.
func (c bodyColumn) mostlyFilled() bool { return c.single > 0 && c.filled*10 >= c.single*9 }

// merge adds c to the cell with index a; shared is the number of rows that both count.
func (b *builder) merge(a int, c Cell, shared int) {
	top := &b.cells[a]
	top.RowSpan += c.RowSpan - shared
	top.Closed.Bottom = c.Closed.Bottom
	if page.Unspaced(top.Text) != page.Unspaced(c.Text) {
		top.Text, c.Text = onceOnly(*top, c)
		top.Text = page.JoinTexts(top.Text, c.Text, b.s)
		top.LastLine = c.LastLine
	}
	top.Regions = append(top.Regions, c.Regions...)
}

// onceOnly gives the texts of a cut cell's two parts without a line that the break halves and that is drawn on
// both pages: the fuller drawing counts, since a producer leaves out the marks of which a page shows nothing.
func onceOnly(above, below Cell) (string, string) {
	a, b := lettersOf(above.LastLine), lettersOf(below.FirstLine)
	if a == "" || a != b || utf8.RuneCountInString(a) < 2 {
		return above.Text, below.Text
	}
	if len(page.Unspaced(below.FirstLine)) > len(page.Unspaced(above.LastLine)) {
		if rest, ok := strings.CutSuffix(above.Text, above.LastLine); ok {
			return rest, below.Text
		}
	}
	return above.Text, strings.TrimPrefix(below.Text, below.FirstLine)
}

// lettersOf is a text's letters and digits.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

package join

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// cut is a page break between the rows of a table so far and those of its next part.
type cut struct {
	*stack
	below        []Cell    // the part's, counted on from the rows so far
	belowHeights []float64 // of its rows
	loose        bool      // whether its rows, or those above, are told by baselines
	pairs        []pair    // by column
	even         bool      // whether all cells of the part's first row are in pairs
}

// pair is two cells of the same columns that meet at a page break, by their indices.
type pair struct {
	above, below int
	texts        seam
	goesOn       bool // they are one cell
}

// seam is what the texts of a pair say of the break between them.
type seam uint8

const (
	silent  seam = iota // nothing: one of them is blank, or they may be anything
	apart               // they are two, each of them whole
	divided             // they are one text or number, which the break divides
	broken              // they are one number, of which one is none by itself
)

func (b *stack) cutBefore(below []Cell, heights []float64) *cut {
	c := &cut{stack: b, below: below, belowHeights: heights, even: true}
	for i := range below {
		if below[i].Row != b.rows() {
			continue
		}
		a := b.foot[below[i].Column]
		above := &b.cells[a]
		c.loose = c.loose || above.isLoose() || below[i].isLoose()
		if above.Column == below[i].Column && above.ColumnSpan == below[i].ColumnSpan {
			c.pairs = append(c.pairs, pair{above: a, below: i, texts: c.seamOf(above, &below[i])})
		} else {
			c.even = false
		}
	}
	return c
}

// isLoose tells a cell whose part has rows that no rulings tell.
func (c *Cell) isLoose() bool { return c.last.part != nil && c.last.part.LooseRows }

// of are the two cells of a pair.
func (c *cut) of(p pair) (above, below *Cell) { return &c.cells[p.above], &c.below[p.below] }

// seamOf tells what two texts that meet at the break are by themselves.
func (c *cut) seamOf(above, below *Cell) seam {
	if above.Text == "" || below.Text == "" {
		return silent
	}
	a, b := words.Unspaced(above.Text), words.Unspaced(below.Text)
	again := a == b || drawnTwice(*above, *below, c.s)
	switch {
	case again && (above.RowSpan+below.RowSpan > 2 || !isValue(b)):
		return silent
	case words.IsFigure(a) && page.IsFigures(b):
		return c.seamOfFigures(above, below)
	case !isSaid(a, c.s) && (opensRow(b) || isNext(a, b) || above.Bold != below.Bold || below.isLoose() && caption.AsksForValue(b)):
		return apart
	}
	switch ending := above.last.endsBefore(below.last, c.s); {
	case ending == wrapped:
		return divided
	case ending == ended && !isSaid(a, c.s) && !c.headCut:
		return apart
	}
	return silent
}

// seamOfFigures tells one number that the page cuts from two values.
func (c *cut) seamOfFigures(above, below *Cell) seam {
	a, b := words.Unspaced(above.LastLine), words.Unspaced(below.FirstLine)
	fit := page.Fit{Decimals: c.body[above.Column].decimals, Wraps: above.wrapsFigures()}
	var line page.Extent
	if lines := above.last.lines(); len(lines) > 0 {
		line = lines[len(lines)-1].Extent
		fit.Width = above.last.right() - above.last.part.Xs[above.last.cell.Column]
	}
	switch one, sure := fit.CutByPage(a, b, line, c.s); {
	case sure:
		return broken
	case one:
		return divided
	case isValue(words.Unspaced(above.Text)) && isValue(words.Unspaced(below.Text)):
		return apart
	}
	return silent
}

// wrapsFigures tells a cell in whose column numbers are wrapped, on its last page.
func (c *Cell) wrapsFigures() bool {
	return c.last.part != nil && slices.ContainsFunc(c.last.part.Cells, func(d grid.Cell) bool { return d.Column == c.last.cell.Column && d.Fit.Wraps })
}

// isValue tells a text that is a whole value, or what stands for none.
func isValue(text string) bool {
	switch words.ReadNumber(text).Kind {
	case words.NoNumber, words.Misprint, words.Fault:
		return false
	}
	return true
}

// opensRow tells a text that begins an item of a list, so that a row begins with it.
func opensRow(text string) bool {
	n, _ := words.CutNumbering(text)
	return n.Style != words.Unnumbered || words.IsWithin(text) || caption.OpensRow(text)
}

// isNext tells a text that is numbered as the next one after another, whatever word stands before the number: 指标1：
// and 指标2：.
func isNext(text, next string) bool {
	head := strings.IndexAny(text, "0123456789")
	if head < 0 || !strings.HasPrefix(next, text[:head]) {
		return false
	}
	n, rest := words.CutNumber(text[head:])
	m, behind := words.CutNumber(next[head:])
	mark, _ := utf8.DecodeRuneInString(rest)
	same, _ := utf8.DecodeRuneInString(behind)
	return mark == same && n.Kind == words.Amount && m.Kind == words.Amount && m.Value().Equal(n.Value().Add(decimal.New(1, 0)))
}

// has tells whether the texts of a pair say so of the break.
func (c *cut) has(want seam) bool {
	return slices.ContainsFunc(c.pairs, func(p pair) bool { return p.texts == want })
}

// cutsRow tells whether the part's first row is the rest of the row above the break.
func (c *cut) cutsRow() bool {
	switch {
	case !c.even:
		return false
	case c.dividesNumber():
		return true
	case c.has(apart):
		return false
	case c.dividesText():
		return true
	}
	if c.loose { // its rows are whole unless the print says otherwise
		return c.has(divided) && c.restBelow()
	}
	return c.restBelow() || c.mostBelow() || c.allOnOneSide()
}

// dividesNumber tells whether the break runs through a number of the row: surely, or while no other one begins under it.
func (c *cut) dividesNumber() bool {
	if c.has(broken) {
		return true
	}
	found := false
	for _, p := range c.pairs {
		above, below := c.of(p)
		figures := words.IsFigure(above.Text) && words.IsFigure(below.Text)
		if figures && p.texts == apart || above.Text == "" && isValue(below.Text) {
			return false
		}
		found = found || figures && p.texts == divided
	}
	return found
}

// dividesText tells whether the break runs through texts of a row: such as go on are all that stand under it. A text may
// fill its cell by chance: where nothing is said, lines must be wrapped elsewhere in such a column too, and the row
// have something that only stands on one side of the break.
func (c *cut) dividesText() bool {
	sure, wrapped, oneSided := false, false, false
	for _, p := range c.pairs {
		above, below := c.of(p)
		said := isSaid(words.Unspaced(above.Text), c.s)
		switch {
		case p.texts == divided:
			sure, wrapped = sure || said, wrapped || c.wraps(above, below)
		case below.Text == "":
			oneSided = oneSided || above.Text != "" && !p.goesOn
		case !p.goesOn && (above.Text == "" || !said):
			return false
		}
	}
	return sure || wrapped && oneSided
}

// wraps tells whether texts are wrapped in the column of a pair.
func (c *cut) wraps(above, below *Cell) bool {
	return c.body[above.Column].wraps || above.isWrapped() || slices.ContainsFunc(c.below, func(b Cell) bool { return b.Column == below.Column && b.isWrapped() })
}

// restBelow tells whether the part's first row is the rest of a row: it has text only where the row above the break
// has or lacks it, does not begin like a row, and completes a number of it or lacks what nearly every row of the
// table has.
func (c *cut) restBelow() bool {
	texts, opens := 0, false
	for _, p := range c.pairs {
		above, below := c.of(p)
		if below.Text == "" {
			continue
		}
		if !c.canGoOn(above, below) {
			return false
		}
		texts++
		opens = opens || below.RowSpan == 1 && caption.OpensRow(words.Unspaced(below.Text))
	}
	return texts > 0 && !opens && c.lacksCells()
}

// canGoOn tells whether a text under the break can be the rest of a row that has this cell: the row has text in it, or
// lacks it, and neither is whole by itself.
func (c *cut) canGoOn(above, below *Cell) bool {
	if below.RowSpan == 1 && above.Text == "" && !c.fillsRows(below.Column) {
		return false
	}
	return !caption.AsksForValue(words.Unspaced(below.Text)) && !caption.AsksForValue(words.Unspaced(above.Text))
}

// lacksCells tells whether the part's first row lacks what nearly every row of the table has: the first such column
// or half of them. A form has no columns that every row fills: its first cell counts, with another one of a row of its own.
func (c *cut) lacksCells() bool {
	isForm := c.header == 0
	lacks, has, first := 0, 0, false
	for _, p := range c.pairs {
		above, below := c.of(p)
		if below.RowSpan > 1 || above.RowSpan > 1 || above.Text == "" {
			continue
		}
		if isForm && below.Text == "" && lacks+has == 0 {
			first = true
		}
		if counts := c.fillsRows(below.Column) || isForm && !c.body[below.Column].merged; !counts {
			continue
		}
		if below.Text != "" {
			has++
			continue
		}
		first = first || has == 0 && !isForm
		lacks++
	}
	return lacks > 0 && (first || lacks >= has && !isForm)
}

// mostBelow is the mirror of restBelow: above the break stand only the first lines of a row's long cells, and the
// first column and most of the others have their text below it, as a cell that is centred or not divided moves
// to the next page whole.
func (c *cut) mostBelow() bool {
	lacks, has, texts := 0, 0, 0
	for _, p := range c.pairs {
		above, below := c.of(p)
		if below.RowSpan > 1 || above.RowSpan > 1 {
			continue
		}
		if above.Text != "" {
			if isWhole(above.Text) {
				return false
			}
			texts++
		}
		if !c.fillsRows(below.Column) {
			continue
		}
		switch {
		case above.Text == "" && below.Text != "":
			lacks++
		case lacks == 0: // the row begins above the break
			return false
		case above.Text != "" && below.Text != "":
			has++
		}
	}
	return texts > 0 && lacks > has
}

// isWhole tells a text that is none's first line: it opens a row or is an amount.
func isWhole(text string) bool {
	text = words.Unspaced(text)
	return caption.OpensRow(text) || caption.IsAmount(text)
}

// allOnOneSide tells whether a row whose text is all on one page was cut: on the other side of the
// break it is blank, and the row above the break is lower than any other row of the table.
func (c *cut) allOnOneSide() bool {
	blankAbove, blankBelow := true, true
	for _, p := range c.pairs {
		above, below := c.of(p)
		if below.RowSpan > 1 || above.RowSpan > 1 {
			continue // what spans rows is in no row of its own
		}
		blankBelow = blankBelow && below.Text == ""
		blankAbove = blankAbove && above.Text == ""
	}
	if blankAbove == blankBelow {
		return false
	}
	others := c.whole
	if len(others) == 0 {
		others = slices.Concat(c.heights[c.header:c.rows()-1], c.belowHeights[1:])
	}
	return len(others) > 0 && c.heights[c.rows()-1] < c.s.Join.Break.Lower*slices.Min(others)
}

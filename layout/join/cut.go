package join

import (
	"slices"

	"yusuan/layout/caption"
	"yusuan/model/words"
)

// cut is a page break between the rows of a table so far and those of its next part.
type cut struct {
	*stack
	below        []Cell    // the part's, counted on from the rows so far
	belowHeights []float64 // of its rows
	pairs        []pair    // by column
	even         bool      // whether all cells of the part's first row are in pairs
}

// pair is two cells of the same columns that meet at a page break, by their indices.
type pair struct {
	above, below int
	goesOn       bool // they are one cell
}

func (b *stack) cutBefore(below []Cell, heights []float64) *cut {
	c := &cut{stack: b, below: below, belowHeights: heights, even: true}
	for i := range below {
		if below[i].Row != b.rows() {
			continue
		}
		a := b.foot[below[i].Column]
		if above := &b.cells[a]; above.Column == below[i].Column && above.ColumnSpan == below[i].ColumnSpan {
			c.pairs = append(c.pairs, pair{above: a, below: i})
		} else {
			c.even = false
		}
	}
	return c
}

// of are the two cells of a pair.
func (c *cut) of(p pair) (above, below *Cell) { return &c.cells[p.above], &c.below[p.below] }

// cutsRow tells whether the part's first row is the rest of the row above the break.
func (c *cut) cutsRow() bool {
	return c.even && (c.restBelow() || c.mostBelow() || c.allOnOneSide())
}

// restBelow tells whether the part's first row is the rest of a row: it has text only where the row above the break
// has or lacks it, does not begin like a row, and completes a number of it or lacks what nearly every row of the
// table has.
func (c *cut) restBelow() bool {
	texts, opens, completes := 0, false, false
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
		completes = completes || c.completesNumber(above, below)
	}
	return completes || texts > 0 && !opens && c.lacksCells()
}

// canGoOn tells whether a text under the break can be the rest of a row that has this cell: the row has text in it, or
// lacks it, and neither is whole by itself.
func (c *cut) canGoOn(above, below *Cell) bool {
	if below.RowSpan == 1 && above.Text == "" && !c.fillsRows(below.Column) {
		return false
	}
	return !caption.AsksForValue(words.Unspaced(below.Text)) && !caption.AsksForValue(words.Unspaced(above.Text))
}

// completesNumber tells whether two texts are one number, cut: the first lacks decimals that the
// other numbers of its column have, and the second brings them.
func (c *cut) completesNumber(above, below *Cell) bool {
	usual := c.body[above.Column].decimals
	return usual > 0 && decimals(above.Text) != usual && decimals(below.Text) == 0 && decimals(above.Text+below.Text) == usual
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

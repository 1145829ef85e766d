package join

// add puts a part under the rows so far, without its first skip rows, and mends the cut between them: a row whose rest
// stands in the part's first row, and cells merged over rows of both pages.
func (b *stack) add(cells []Cell, heights []float64, skip int) {
	below := make([]Cell, 0, len(cells))
	for _, c := range cells {
		if c.Row+c.RowSpan <= skip {
			continue
		}
		if c.Row < skip {
			c.RowSpan -= skip - c.Row
			c.Row = skip
		}
		c.Row += b.rows() - skip
		below = append(below, c)
	}
	heights = heights[skip:]
	if b.rows() > b.header && len(heights) > 0 {
		c := b.cutBefore(below, heights)
		c.decideSpans()
		row := c.cutsRow()
		if row {
			b.heights[b.rows()-1] += heights[0]
			heights = heights[1:]
		}
		below = c.mended(row)
	}
	b.push(below, heights)
}

// mended puts the cells that go on to those above the break and gives the others. Where the break cuts a row, all
// cells of the part's first row are its rest, but those that span more and do not go on begin a row lower.
func (c *cut) mended(row bool) []Cell {
	out := c.below[:0]
	shared := 0
	if row {
		shared = 1
	}
	pairs := c.pairs
	for i, cell := range c.below {
		inPair := len(pairs) > 0 && pairs[0].below == i
		var p pair
		if inPair {
			p, pairs = pairs[0], pairs[1:]
		}
		switch {
		case inPair && (p.goesOn || row && cell.RowSpan == 1):
			c.cells[p.above].extend(cell, shared, p.texts == divided, c.s)
			continue
		case inPair:
			cell.RowSpan -= shared
		default:
			cell.Row -= shared
		}
		out = append(out, cell)
	}
	return out
}

package join

// withoutRows are a part's cells and the heights of its rows without those that are left out.
func withoutRows(cells []Cell, heights []float64, out []bool) ([]Cell, []float64) {
	at := make([]int, len(heights)+1) // where each row goes
	kept := make([]float64, 0, len(heights))
	for r, h := range heights {
		if at[r+1] = at[r]; !out[r] {
			at[r+1]++
			kept = append(kept, h)
		}
	}
	rest := cells[:0]
	for _, c := range cells {
		from, to := at[c.Row], at[c.Row+c.RowSpan]
		if from < to {
			c.Row, c.RowSpan = from, to-from
			rest = append(rest, c)
		}
	}
	return rest, kept
}

// place puts a part under the rows so far, as it stands.
func (b *stack) place(cells []Cell, heights []float64) {
	for i := range cells {
		cells[i].Row += b.rows()
	}
	b.push(cells, heights)
}

// add puts a part of the next page under the rows so far, and mends the cut between them: a row whose rest
// stands in the part's first row, and cells merged over rows of both pages.
func (b *stack) add(below []Cell, heights []float64) {
	if b.rows() <= b.header || len(heights) == 0 {
		b.place(below, heights)
		return
	}
	for i := range below {
		below[i].Row += b.rows()
	}
	b.note()
	c := b.cutBefore(below, heights)
	c.decideSpans()
	row := c.cutsRow()
	if row {
		b.heights[b.rows()-1] += heights[0]
		heights = heights[1:]
	}
	b.push(c.mended(row), heights)
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
			above := &c.cells[p.above]
			above.extend(cell, shared, p.texts >= divided || row && above.wrapsFigures(), c.s)
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

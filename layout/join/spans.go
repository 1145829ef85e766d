package join

import "yusuan/model/words"

// decideSpans tells the pairs that are one cell: where some
// cells are ruled off at the break and others open, these go on; else a blank one does
// that meets a filled one in a column of merged cells.
func (c *cut) decideSpans() {
	open, closed := 0, 0
	for _, p := range c.pairs {
		if c.isOpen(p) {
			open++
		} else {
			closed++
		}
	}
	if merging := c.mergingColumns(); closed == 0 || open == 0 && !c.opens {
		c.decideByText(merging)
	} else {
		c.decideByRulings(merging)
	}
	if c.headCut {
		c.decideHeads()
	}
}

// isOpen tells whether no ruling parts the cells of a pair, at the foot of one page and the head of the next.
func (c *cut) isOpen(p pair) bool {
	above, below := c.of(p)
	return !above.Closed.Bottom || !below.Closed.Top
}

// mergingColumns tells the columns whose body cells span rows.
func (c *cut) mergingColumns() []bool {
	out := make([]bool, c.columns)
	for k := range out {
		out[k] = c.body[k].merged
	}
	for i := range c.below {
		out[c.below[i].Column] = out[c.below[i].Column] || c.below[i].RowSpan > 1
	}
	return out
}

// decideByRulings tells the pairs that are one cell as no ruling parts them, and with them
// those to their left that are blank on one side of the break: what a group stands in does not
// end where the group goes on.
func (c *cut) decideByRulings(merging []bool) {
	last := 0 // the last column of them
	for i, p := range c.pairs {
		above, below := c.of(p)
		// With text on both sides it takes a column of merged cells: another may only lack its rule.
		can := merging[below.Column] || below.Text == "" || above.Text == ""
		if can && c.isOpen(p) && above.Row >= c.header && p.texts != apart {
			c.pairs[i].goesOn = true
			last = max(last, below.Column)
		}
	}
	inGroup := false // whether the cell to the left goes on
	for i, p := range c.pairs {
		above, below := c.of(p)
		blank := below.Text == "" || above.Text == ""
		if merging[below.Column] && above.Row >= c.header && blank && (below.Column < last || inGroup && c.lacksText(p)) {
			c.pairs[i].goesOn = true
		}
		inGroup = c.pairs[i].goesOn
	}
}

// lacksText tells a pair whose lower cell is blank, though it ends on its page: its text can only stand above the break.
func (c *cut) lacksText(p pair) bool {
	above, below := c.of(p)
	ends := below.Row+below.RowSpan < c.rows()+len(c.belowHeights)
	return ends && above.Text != "" && below.Text == "" && c.isOneText(p, true)
}

// decideByText tells the pairs that are one cell where rulings do not tell. Cells of one extent in columns of
// merged cells belong together (a project's name, amount and goal), and go on where the first text of them tells
// so, but those of which the texts tell that they are two.
func (c *cut) decideByText(merging []bool) {
	type extent struct{ above, below int }
	decided := map[extent]bool{}
	var first *pair // that was decided
	for i := range c.pairs {
		p := &c.pairs[i]
		above, below := c.of(*p)
		if !merging[below.Column] || above.Row < c.header {
			continue
		}
		e := extent{above.RowSpan, below.RowSpan}
		goesOn, known := decided[e]
		if !known && (above.Text != "" || below.Text != "") {
			goesOn = c.isOneText(*p, first == nil || first.goesOn)
			decided[e] = goesOn
		}
		p.goesOn = goesOn && p.texts != apart
		if first == nil {
			first = p
		}
	}
}

// isOneText tells whether two cells are one by their texts: the text stands on one side of the break only, or on
// both as a record that is drawn anew on each page (the columns right of one that does not go on may only repeat a
// word), or the break runs through it.
func (c *cut) isOneText(p pair, leftGoesOn bool) bool {
	above, below := c.of(p)
	if above.Text == "" || below.Text == "" {
		// A column in which single rows are blank too is no column of merged cells, nor, for single rows, one of which
		// merged cells are blank that stand on one page.
		col := &c.body[below.Column]
		blanks := col.single - col.filled
		if above.RowSpan+below.RowSpan == 2 {
			blanks += c.blanksInside(below.Column)
		}
		if above.RowSpan == 1 && above.Text == "" && below.RowSpan > 1 {
			blanks-- // the cell in question: its text stands on the page that has most of it
		}
		return blanks <= 0
	}
	again := words.Unspaced(above.Text) == words.Unspaced(below.Text) && (above.RowSpan > 1 || below.RowSpan > 1)
	return again && leftGoesOn || p.texts != apart && c.isHalved(above, below)
}

// blanksInside counts the blank merged cells of a column that stand wholly on the part's page.
func (c *cut) blanksInside(column int) int {
	n := 0
	for i := range c.below {
		b := &c.below[i]
		if b.Column == column && b.RowSpan > 1 && b.Text == "" && b.Row > c.rows() && b.Row+b.RowSpan < c.rows()+len(c.belowHeights) {
			n++
		}
	}
	return n
}

// isHalved tells a text that the break runs through: above it stands against the foot of its cell, below against
// the head, while there is room on the far sides, as a centred text has it on both.
func (c *cut) isHalved(above, below *Cell) bool {
	set := &c.s.Join.Break
	a, b := above.last, below.last
	return a.under() < set.Tight && b.over() < set.Tight && a.over() > a.under()+set.Room && b.under() > b.over()+set.Room
}

// decideHeads adds the header cells that go on under a break inside the header, unless the part's first row is body
// already: blank ones under a head, and where the row parts another head, all that stand under a whole one.
func (c *cut) decideHeads() {
	for _, p := range c.pairs {
		if _, below := c.of(p); isWhole(below.Text) {
			return
		}
	}
	for i, p := range c.pairs {
		if above, below := c.of(p); above.Text != "" && (below.Text == "" || !c.even) {
			c.pairs[i].goesOn = true
		}
	}
}

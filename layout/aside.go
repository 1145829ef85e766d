package layout

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// asides parts the tables from a page that are set sideways on it: ruled grids most of whose text runs a quarter turn
// from the page's. Those of one direction are a page of their own, with the text that runs so outside of tables.
func asides(p *page.Page, s *settings.Settings) (rest *page.Page, apart []*page.Page) {
	counts := page.Turns(p.Chars)
	main := slices.Index(counts[:], slices.Max(counts[:]))
	rest = p
	for _, quarter := range []int{1, 3} {
		turn := uint8((main + quarter) % 4)
		if counts[turn] < s.Grid.AsideGlyphs {
			continue
		}
		upright, sideways := boxesOf(p, turn, s)
		if len(sideways) == 0 {
			continue
		}
		mine := func(r page.Rect, c *page.Char) bool {
			return within(sideways, r, s.Grid.Join) || c != nil && c.Turn == turn && !within(upright, r, 0)
		}
		var out *page.Page
		rest, out = parted(rest, mine)
		apart = append(apart, out)
	}
	return rest, apart
}

// boxesOf are the outlines, as displayed, of the ruled grids of a page whose text does not run in a direction, and of
// those whose text does, in more than one row and column: heads alone are often turned.
func boxesOf(p *page.Page, turn uint8, s *settings.Settings) (others, turned []page.Rect) {
	reading, own := page.ReadingPosition(p)
	em := page.MedianSize(reading.Chars, s)
	rulings, glyphs := grid.Shown(reading, s), page.GlyphsOf(reading.Chars)
	for _, c := range grid.Components(grid.Edges(rulings, true, s), grid.Edges(rulings, false, s), s) {
		if len(c.Horizontal) == 0 || len(c.Vertical) == 0 {
			continue
		}
		g := grid.Ruled(c, glyphs.MedianIn(c.Box(), em), s)
		if g == nil || len(g.Cells) < 2 {
			continue
		}
		box := g.Box().Displayed(own, p.Width, p.Height)
		if runsAside(g, reading.Chars, (turn+4-own)%4, s) {
			turned = append(turned, box)
		} else {
			others = append(others, box)
		}
	}
	return others, turned
}

// runsAside tells whether most glyphs in a grid have a turn, those in several of its rows and columns.
func runsAside(g *grid.Grid, chars []page.Char, turn uint8, s *settings.Settings) bool {
	box := g.Box()
	all, turned := 0, 0
	rows, columns := map[int]bool{}, map[int]bool{}
	for i := range chars {
		c := &chars[i]
		x, y := c.Box.Centre()
		if c.Flags&page.Space != 0 || x < box.X0 || x > box.X1 || y < box.Top || y > box.Bottom {
			continue
		}
		all++
		if c.Turn == turn {
			turned++
			rows[page.Place(g.Ys, y)], columns[page.Place(g.Xs, x)] = true, true
		}
	}
	return len(rows) > 1 && len(columns) > 1 && float64(turned) >= s.Grid.Aside*float64(all)
}

// within tells whether the middle of r stands in one of the boxes, or outside by no more than slack.
func within(boxes []page.Rect, r page.Rect, slack float64) bool {
	x, y := r.Centre()
	return slices.ContainsFunc(boxes, func(b page.Rect) bool {
		return x >= b.X0-slack && x <= b.X1+slack && y >= b.Top-slack && y <= b.Bottom+slack
	})
}

// parted takes what is mine off a page: glyphs, rulings and areas.
func parted(p *page.Page, mine func(r page.Rect, c *page.Char) bool) (rest, apart *page.Page) {
	a, b := *p, *p
	a.Chars, a.Rulings, a.Fills, b.Chars, b.Rulings, b.Fills = nil, nil, nil, nil, nil, nil
	to := func(r page.Rect, c *page.Char) *page.Page {
		if mine(r, c) {
			return &b
		}
		return &a
	}
	for i := range p.Chars {
		c := &p.Chars[i]
		q := to(c.Box, c)
		q.Chars = append(q.Chars, *c)
	}
	for _, r := range p.Rulings {
		q := to(r.Line(), nil)
		q.Rulings = append(q.Rulings, r)
	}
	for _, f := range p.Fills {
		q := to(f.Rect, nil)
		q.Fills = append(q.Fills, f)
	}
	return &a, &b
}

package grid

import (
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Fill gives the glyphs to the cells that they stand in and returns the others, which are not to be moved. Both are copied
// into room, where there is some.
func Fill(grids []*Grid, chars []page.Char, room *page.Room, s *settings.Settings) []page.Char {
	if len(grids) == 0 {
		return slices.Clip(chars)
	}
	h := homesOf(grids, chars)
	h.settle(chars, s)
	own, ends, rest := h.sorted(chars, room)
	n, from := 0, 0
	for _, g := range grids {
		for i := range g.Cells {
			g.Cells[i].Chars = own[from:ends[n]:ends[n]]
			n, from = n+1, ends[n]
		}
		g.write(s)
	}
	return rest
}

// homes tells for each glyph the cell that it belongs to, -1 where it is none's. Cells are counted through all
// grids.
type homes struct {
	of    []int32
	boxes []page.Rect // of the cells
}

// homesOf are the cells in which the glyphs' centres stand.
func homesOf(grids []*Grid, chars []page.Char) *homes {
	h := &homes{of: make([]int32, len(chars))}
	places, outlines := make([]Places, len(grids)), make([]page.Rect, len(grids))
	first := make([]int, len(grids)) // the first cell of each grid
	count := 0
	for _, g := range grids {
		count += len(g.Cells)
	}
	h.boxes = make([]page.Rect, 0, count)
	for i, g := range grids {
		places[i], outlines[i], first[i] = g.places(), g.Box(), len(h.boxes)
		for c := range g.Cells {
			h.boxes = append(h.boxes, g.CellBox(&g.Cells[c]))
		}
	}
	areas := page.AreasOf(outlines)
	last := 0 // neighbouring glyphs mostly share their grid
	for k := range chars {
		h.of[k] = -1
		x, y := chars[k].Box.Centre()
		found := grids[last].cellAt(places[last], x, y)
		if found < 0 {
			after := len(grids) // of grids that overlap the next one counts
			for i := range areas.At(x, y, 0, 0) {
				if c, n := grids[i].cellAt(places[i], x, y), (i-last+len(grids))%len(grids); c >= 0 && n < after {
					found, after = c, n
				}
			}
			last = (last + after) % len(grids)
		}
		if found >= 0 {
			h.of[k] = int32(first[last] + found)
		}
	}
	return h
}

// cellAt is the cell in which a point stands, -1 outside of the grid.
func (g *Grid) cellAt(p Places, x, y float64) int {
	if x < g.Xs[0] || x >= g.Xs[len(g.Xs)-1] || y < g.Ys[0] || y >= g.Ys[len(g.Ys)-1] {
		return -1
	}
	return p.At(page.Place(g.Ys, y), page.Place(g.Xs, x))
}

// settle gives text that overflows its cell back to the cell that most of it stands in.
func (h *homes) settle(chars []page.Char, s *settings.Settings) {
	for i := 0; i < len(chars); {
		n, overflows := 1, false
		for i+n < len(chars) && goesOn(&chars[i+n-1], &chars[i+n], s) {
			if k := i + n; h.of[k] != h.of[k-1] {
				if !h.struck(chars, k, s) {
					break
				}
				overflows = true
			}
			n++
		}
		if overflows {
			gather(h.of[i : i+n])
		}
		if i > 0 && page.IsNote(&chars[i-1], &chars[i], s) && math.Abs(chars[i].Box.X0-chars[i-1].Box.X1) < s.Grid.Touch*chars[i-1].Size {
			h.of[i] = h.of[i-1] // the mark of a footnote
		}
		i += n
	}
}

// goesOn tells whether b goes on with the text that a belongs to: it stands right behind it on the
// same baseline, and both are digits of one number or neither is.
func goesOn(a, b *page.Char, s *settings.Settings) bool {
	reach := s.Grid.Touch * a.Size
	if a.Text == "," || a.Text == "." {
		reach = s.Grid.MarkSpace * a.Size
	}
	if gap := b.Box.X0 - a.Box.X1; math.Abs(a.Y-b.Y) > s.Grid.SameBaseline*a.Size || gap < -s.Grid.Overlap*a.Size || gap > reach {
		return false
	}
	return numeral(a) && numeral(b) || a.Run == b.Run && !numeral(a) && !numeral(b)
}

// struck tells whether a side of the cells of glyph k and the one before it, of which one may be none, strikes
// through one of the two, or stands between two digits of one showing operation that touch.
func (h *homes) struck(chars []page.Char, k int, s *settings.Settings) bool {
	a, b := &chars[k-1], &chars[k]
	for _, home := range h.of[k-1 : k+1] {
		if home < 0 {
			continue
		}
		if box := h.boxes[home]; crosses(a, box.X0, s) || crosses(a, box.X1, s) || crosses(b, box.X0, s) || crosses(b, box.X1, s) {
			return true
		}
	}
	return numeral(a) && numeral(b) && a.Run == b.Run && b.Box.X0-a.Box.X1 < s.Grid.Touch*a.Size
}

// crosses tells whether the vertical at x passes well inside a glyph.
func crosses(c *page.Char, x float64, s *settings.Settings) bool {
	in := s.Grid.Inside * (c.Box.X1 - c.Box.X0)
	return c.Box.X0+in < x && x < c.Box.X1-in
}

// numeral tells a glyph that numbers are made of.
func numeral(c *page.Char) bool {
	switch c.Text {
	case ".", ",", "-", "－", "−", "%":
		return true
	}
	return len(c.Text) == 1 && c.Text[0] >= '0' && c.Text[0] <= '9'
}

// gather gives all glyphs of a text to the cell that the longest stretch of it stands in.
func gather(of []int32) {
	best, most := of[0], 0
	for i := 0; i < len(of); {
		n := 1
		for i+n < len(of) && of[i+n] == of[i] {
			n++
		}
		if n > most && of[i] >= 0 {
			best, most = of[i], n
		}
		i += n
	}
	for i := range of {
		of[i] = best
	}
}

// sorted are the glyphs of the cells, cell after cell and each in painting order, with the end of each cell's, and
// the glyphs of none.
func (h *homes) sorted(chars []page.Char, room *page.Room) (own []page.Char, ends []int, rest []page.Char) {
	next := make([]int, len(h.boxes)+1) // where each cell's next glyph goes
	for _, home := range h.of {
		if home >= 0 {
			next[home+1]++
		}
	}
	for i := range h.boxes {
		next[i+1] += next[i]
	}
	housed := next[len(h.boxes)]
	all := room.Take(len(chars))
	own, rest = all[:housed:housed], all[housed:housed]
	for k, home := range h.of {
		if home < 0 {
			rest = append(rest, chars[k])
			continue
		}
		own[next[home]] = chars[k]
		next[home]++
	}
	return own, next, rest
}

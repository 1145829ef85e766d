package grid

import (
	"cmp"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// WithoutMarks leaves out the horizontal edges that are marks of text and part no rows: underlines, and lines that
// strike text through.
func WithoutMarks(horizontal, vertical []Edge, chars []page.Char, s *settings.Settings) []Edge {
	m := marking{levels: horizontal, sides: vertical, s: s}
	kept := horizontal
	for i, e := range horizontal {
		mark := m.marks(e, chars)
		switch {
		case m.looked > mostLooks:
			return horizontal
		case mark && len(kept) == len(horizontal):
			kept = slices.Clone(horizontal[:i])
		case !mark && len(kept) < len(horizontal):
			kept = append(kept, e)
		}
	}
	return kept
}

// mostLooks limits how many glyphs and lines are compared with each other: no page of text has as many, a drawing or a
// hostile file may.
const mostLooks = 2_000_000

// marking looks for the marks of text on a page.
type marking struct {
	levels, sides []Edge // horizontal and vertical edges, sorted by place
	s             *settings.Settings
	upright       []*page.Char // the glyphs of level text, by baseline
	largest       float64      // their size
	looked        int
}

// marks tells whether a horizontal edge is a mark of text. One that ends at a side or crosses one is none.
func (m *marking) marks(e Edge, chars []page.Char) bool {
	if m.meetsSide(e) {
		return false
	}
	if m.upright == nil {
		m.upright, m.largest = byBaseline(chars)
	}
	return m.strikes(e) || m.underlines(e)
}

// byBaseline are the glyphs of level text by their baselines, and the largest size of them.
func byBaseline(chars []page.Char) (upright []*page.Char, largest float64) {
	upright = make([]*page.Char, 0, len(chars))
	for i := range chars {
		if c := &chars[i]; c.Turn == 0 && c.Flags&page.Space == 0 {
			upright = append(upright, c)
			largest = max(largest, c.Size)
		}
	}
	slices.SortFunc(upright, func(a, b *page.Char) int { return cmp.Compare(a.Y, b.Y) })
	return upright, largest
}

// placed is the index of the first of sorted edges from a place on.
func placed(edges []Edge, at float64) int {
	i, _ := slices.BinarySearchFunc(edges, at, func(e Edge, at float64) int { return cmp.Compare(e.At, at) })
	return i
}

// passes tells whether a side passes a height.
func (m *marking) passes(side Edge, at float64) bool {
	m.looked++
	return side.From-m.s.Grid.Snap <= at && at <= side.To+m.s.Grid.Snap
}

// meetsSide tells whether a side stands at an end of e, or between its ends.
func (m *marking) meetsSide(e Edge) bool {
	clear := m.s.Grid.MarkClear
	for i := placed(m.sides, e.From-clear); i < len(m.sides) && m.sides[i].At <= e.To+clear; i++ {
		if m.passes(m.sides[i], e.At) {
			return true
		}
	}
	return false
}

// before is the nearest side left of x that passes a height, nil where there is none.
func (m *marking) before(x, at float64) *Edge {
	for i := placed(m.sides, x) - 1; i >= 0; i-- {
		if m.passes(m.sides[i], at) {
			return &m.sides[i]
		}
	}
	return nil
}

// after is the nearest side right of x that passes a height, nil where there is none.
func (m *marking) after(x, at float64) *Edge {
	for i := placed(m.sides, x); i < len(m.sides); i++ {
		if m.passes(m.sides[i], at) {
			return &m.sides[i]
		}
	}
	return nil
}

// along calls each for the glyphs between the ends of e whose baselines lie less than their size from it.
func (m *marking) along(e Edge, each func(c *page.Char)) {
	i, _ := slices.BinarySearchFunc(m.upright, e.At-m.largest, func(c *page.Char, y float64) int { return cmp.Compare(c.Y, y) })
	for ; i < len(m.upright) && m.upright[i].Y < e.At+m.largest; i++ {
		m.looked++
		if x, _ := m.upright[i].Box.Centre(); e.From < x && x < e.To {
			each(m.upright[i])
		}
	}
}

// strikes tells whether e crosses the middle of all glyphs that it passes, and lies between the sides of a cell or
// mostly over those glyphs.
func (m *marking) strikes(e Edge) bool {
	set := &m.s.Grid
	struck, others := 0.0, false
	m.along(e, func(c *page.Char) {
		switch up := (c.Y - e.At) / c.Size; {
		case up > set.StrikeLow && up < set.StrikeHigh:
			struck += c.Box.X1 - c.Box.X0
		case c.Box.Top < e.At && e.At < c.Box.Bottom:
			others = true
		}
	})
	if struck == 0 || others {
		return false
	}
	return struck >= set.Covered*(e.To-e.From) || m.before(e.From, e.At) != nil && m.after(e.To, e.At) != nil
}

// underlines tells whether e runs right under a text inside a cell, clear of its sides, while the cell at one side of
// that has no line at this height: the lines of rows run on.
func (m *marking) underlines(e Edge) bool {
	left, right := m.before(e.From, e.At), m.after(e.To, e.At)
	if left == nil || right == nil {
		return false
	}
	var text []page.Interval
	em := 0.0
	m.along(e, func(c *page.Char) {
		if down := (e.At - c.Y) / c.Size; down >= 0 && down < m.s.Grid.Underline {
			text, em = append(text, page.Interval{X0: c.Box.X0, X1: c.Box.X1}), max(em, c.Size)
		}
	})
	apart := m.s.Grid.TextsApart * em
	if text == nil || hasGap(text, apart) {
		return false
	}
	before, after := m.before(left.At-apart, e.At), m.after(right.At+apart, e.At)
	return before != nil && m.blank(before.At, left.At, e.At) || after != nil && m.blank(right.At, after.At, e.At)
}

// hasGap tells whether there is white space wider than a width between some intervals.
func hasGap(all []page.Interval, width float64) bool {
	slices.SortFunc(all, func(a, b page.Interval) int { return cmp.Compare(a.X0, b.X0) })
	for i := 1; i < len(all); i++ {
		if all[i].X0-all[i-1].X1 > width {
			return true
		}
	}
	return false
}

// blank tells that no horizontal edge lies between two sides at a height.
func (m *marking) blank(from, to, at float64) bool {
	snap := m.s.Grid.Snap
	from, to = from+snap, to-snap
	for i := placed(m.levels, at-snap); i < len(m.levels) && m.levels[i].At <= at+snap; i++ {
		m.looked++
		if e := m.levels[i]; e.From < to && e.To > from {
			return false
		}
	}
	return true
}

package grid

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Add puts the lines of d to those of c.
func (c *Component) Add(d Component) {
	c.Horizontal = append(c.Horizontal, d.Horizontal...)
	c.Vertical = append(c.Vertical, d.Vertical...)
}

// Edge is a ruling after snapping and joining: one straight line of a grid.
type Edge struct {
	At, From, To float64
	// breaks are where one of the rulings ended and the next began.
	Breaks []float64
}

// Component is a set of lines that touch one another.
type Component struct{ Horizontal, Vertical []Edge }

// Box is the outline of the lines.
func (c Component) Box() page.Rect {
	r := page.Rect{X0: c.Vertical[0].At, Top: c.Horizontal[0].At, X1: c.Vertical[0].At, Bottom: c.Horizontal[0].At}
	for _, l := range c.Horizontal {
		r.X0, r.X1 = min(r.X0, l.From), max(r.X1, l.To)
		r.Top, r.Bottom = min(r.Top, l.At), max(r.Bottom, l.At)
	}
	for _, l := range c.Vertical {
		r.X0, r.X1 = min(r.X0, l.At), max(r.X1, l.At)
		r.Top, r.Bottom = min(r.Top, l.From), max(r.Bottom, l.To)
	}
	return r
}

// Shown are the rulings that show: those that are darker than paper, or white between filled areas.
func Shown(p *page.Page, s *settings.Settings) []page.Ruling {
	white := func(r page.Ruling) bool { return r.Gray >= s.Page.White }
	if !slices.ContainsFunc(p.Rulings, white) {
		return p.Rulings
	}
	onFill := func(r page.Ruling) bool {
		return slices.ContainsFunc(p.Fills, func(f page.Fill) bool {
			across, from, to, along := [2]float64{f.Top, f.Bottom}, f.X0, f.X1, (r.From+r.To)/2
			if !r.Horizontal {
				across, from, to = [2]float64{f.X0, f.X1}, f.Top, f.Bottom
			}
			return f.Gray < s.Page.White && r.At >= across[0]-s.Grid.Snap && r.At <= across[1]+s.Grid.Snap && along >= from && along <= to
		})
	}
	return slices.DeleteFunc(slices.Clone(p.Rulings), func(r page.Ruling) bool { return white(r) && !onFill(r) })
}

// Edges snaps parallel rulings to one another and joins those that run on.
func Edges(rulings []page.Ruling, horizontal bool, s *settings.Settings) []Edge {
	rs := make([]page.Ruling, 0, len(rulings))
	for _, r := range rulings {
		if r.Horizontal == horizontal && r.Kind != page.FillEdge {
			rs = append(rs, r)
		}
	}
	slices.SortFunc(rs, func(a, b page.Ruling) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	var out []Edge
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].At-rs[n-1].At <= s.Grid.Snap && rs[n].At-rs[0].At <= 2*s.Grid.Snap {
			n++
		}
		out = append(out, runs(rs[:n], s)...)
		rs = rs[n:]
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From)) })
	return out
}

// runs joins the collinear rulings of one cluster where they touch or overlap.
func runs(rs []page.Ruling, s *settings.Settings) []Edge {
	slices.SortFunc(rs, func(a, b page.Ruling) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.At, b.At))
	})
	var out []Edge
	for i := 0; i < len(rs); {
		l := Edge{From: rs[i].From, To: rs[i].To}
		weighted, length := 0.0, 0.0
		for ; i < len(rs) && rs[i].From <= l.To+s.Grid.Join; i++ {
			if rs[i].From > l.From+s.Grid.Snap && rs[i].From >= l.To-s.Grid.Snap {
				l.Breaks = append(l.Breaks, rs[i].From)
			}
			l.To = max(l.To, rs[i].To)
			n := max(rs[i].To-rs[i].From, 0.01)
			weighted += rs[i].At * n
			length += n
		}
		l.At = weighted / length
		if l.To-l.From >= s.Grid.Short {
			out = append(out, l)
		}
	}
	return out
}

// Touching gives the pairs of a horizontal and a vertical line that cross or meet, by their indices.
func Touching(h, v []Edge, s *settings.Settings) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		// h is sorted by at: only those within the vertical's reach are looked at.
		for j, b := range v {
			i, _ := slices.BinarySearchFunc(h, b.From-s.Grid.Join, func(l Edge, t float64) int { return cmp.Compare(l.At, t) })
			for ; i < len(h) && h[i].At <= b.To+s.Grid.Join; i++ {
				if h[i].From-s.Grid.Join <= b.At && b.At <= h[i].To+s.Grid.Join && !yield(i, j) {
					return
				}
			}
		}
	}
}

// Components parts the lines of a page into sets that touch one another.
func Components(h, v []Edge, s *settings.Settings) []Component {
	parent := make([]int, len(h)+len(v))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, j := range Touching(h, v, s) {
		parent[root(len(h)+j)] = root(i)
	}
	index := map[int]int{}
	var out []Component
	slot := func(i int) *Component {
		r := root(i)
		if _, ok := index[r]; !ok {
			index[r] = len(out)
			out = append(out, Component{})
		}
		return &out[index[r]]
	}
	for i, l := range h {
		c := slot(i)
		c.Horizontal = append(c.Horizontal, l)
	}
	for j, l := range v {
		c := slot(len(h) + j)
		c.Vertical = append(c.Vertical, l)
	}
	return out
}

// WithLoneSides gives vertical lines that touch nothing to the set that they stand beside, as high
// as it: the side of a column whose cells a page break left open above and below.
func WithLoneSides(all []Component, s *settings.Settings) []Component {
	var out []Component
	var lone []Edge
	for _, c := range all {
		if len(c.Horizontal) == 0 {
			lone = append(lone, c.Vertical...)
		} else {
			out = append(out, c)
		}
	}
	for _, l := range lone {
		for i := range out {
			c := &out[i]
			if len(c.Vertical) < 2 {
				continue
			}
			box := c.Box()
			if math.Abs(l.From-box.Top) <= s.Grid.Join+s.Grid.Snap && math.Abs(l.To-box.Bottom) <= s.Grid.Join+s.Grid.Snap {
				c.Vertical = append(c.Vertical, l)
				break
			}
		}
	}
	return out
}

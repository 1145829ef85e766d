package grid

import (
	"iter"
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Component is a set of edges that touch one another.
type Component struct{ Horizontal, Vertical []Edge }

// Add puts the edges of d to those of c.
func (c *Component) Add(d Component) {
	c.Horizontal = append(c.Horizontal, d.Horizontal...)
	c.Vertical = append(c.Vertical, d.Vertical...)
}

// Box is the outline of edges, some of them vertical.
func (c Component) Box() page.Rect {
	first := c.Vertical[0]
	r := page.Rect{X0: first.At, Top: first.From, X1: first.At, Bottom: first.To}
	for _, e := range c.Horizontal {
		r.X0, r.X1 = min(r.X0, e.From), max(r.X1, e.To)
		r.Top, r.Bottom = min(r.Top, e.At), max(r.Bottom, e.At)
	}
	for _, e := range c.Vertical {
		r.X0, r.X1 = min(r.X0, e.At), max(r.X1, e.At)
		r.Top, r.Bottom = min(r.Top, e.From), max(r.Bottom, e.To)
	}
	return r
}

// Touching gives the pairs of a horizontal and a vertical edge that cross or meet, by their indices.
func Touching(h, v []Edge, s *settings.Settings) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		boxes, join := make([]page.Rect, len(h)), s.Grid.Join
		for i, e := range h {
			boxes[i] = page.Rect{X0: e.From, Top: e.At, X1: e.To, Bottom: e.At}
		}
		areas := page.AreasOf(boxes)
		var near []int
		for j, b := range v {
			near = areas.AppendIn(near[:0], page.Rect{X0: b.At - 2*join, Top: b.From - 2*join, X1: b.At + 2*join, Bottom: b.To + 2*join})
			for _, i := range near {
				level := h[i].At >= b.From-join && h[i].At <= b.To+join
				if level && h[i].From-join <= b.At && b.At <= h[i].To+join && !yield(i, j) {
					return
				}
			}
		}
	}
}

// Components parts the edges of a page into sets that touch one another.
func Components(h, v []Edge, s *settings.Settings) []Component {
	touching := setsOf(len(h) + len(v))
	for i, j := range Touching(h, v, s) {
		touching.unite(len(h)+j, i)
	}
	index := map[int]int{}
	var out []Component
	of := func(i int) *Component {
		root := touching.root(i)
		if _, ok := index[root]; !ok {
			index[root] = len(out)
			out = append(out, Component{})
		}
		return &out[index[root]]
	}
	for i, e := range h {
		c := of(i)
		c.Horizontal = append(c.Horizontal, e)
	}
	for j, e := range v {
		c := of(len(h) + j)
		c.Vertical = append(c.Vertical, e)
	}
	return out
}

// WithLoneSides gives vertical edges that touch nothing to the set that they stand beside, as high
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
	heights := extents{reach: s.Grid.Join + s.Grid.Snap}
	for i, c := range out {
		if len(c.Vertical) > 1 {
			box := c.Box()
			heights.put(i, box.Top, box.Bottom)
		}
	}
	for _, e := range lone {
		if i := heights.near(e.From, e.To); i >= 0 {
			out[i].Vertical = append(out[i].Vertical, e)
			heights.put(i, min(heights.at[i].X0, e.From), max(heights.at[i].X1, e.To))
		}
	}
	return out
}

// extents are numbered stretches, which are looked up by both of their ends.
type extents struct {
	reach float64 // how far apart ends may be
	at    map[int]page.Interval
	steps map[[2]int][]int // the numbers of the stretches by where they begin and end, in steps of reach, sorted
}

func (x *extents) step(from, to float64) [2]int {
	return [2]int{int(math.Floor(from / x.reach)), int(math.Floor(to / x.reach))}
}

// put says where a stretch lies, again where it was known.
func (x *extents) put(i int, from, to float64) {
	if x.at == nil {
		x.at, x.steps = map[int]page.Interval{}, map[[2]int][]int{}
	}
	x.at[i] = page.Interval{X0: from, X1: to}
	step := x.step(from, to)
	if k, known := slices.BinarySearch(x.steps[step], i); !known {
		x.steps[step] = slices.Insert(x.steps[step], k, i)
	}
}

// near is the first stretch both of whose ends are within reach of others, -1 where none is.
func (x *extents) near(from, to float64) int {
	best, step := -1, x.step(from, to)
	for a := step[0] - 1; a <= step[0]+1; a++ {
		for b := step[1] - 1; b <= step[1]+1; b++ {
			i := slices.IndexFunc(x.steps[[2]int{a, b}], func(i int) bool {
				return math.Abs(from-x.at[i].X0) <= x.reach && math.Abs(to-x.at[i].X1) <= x.reach
			})
			if i >= 0 {
				if k := x.steps[[2]int{a, b}][i]; best < 0 || k < best {
					best = k
				}
			}
		}
	}
	return best
}

// SideBySide gives the sets of vertical edges that touch nothing and are as high as one another: the rules between the
// columns of a page in the middle of a table, whose rows nothing parts. They are at least enough to close one column.
func SideBySide(all []Component, s *settings.Settings) []Component {
	const enough = 2
	heights := extents{reach: s.Grid.Join + s.Grid.Snap}
	var sets []Component
	for _, c := range all {
		if len(c.Horizontal) > 0 {
			continue
		}
		for _, e := range c.Vertical {
			i := heights.near(e.From, e.To)
			if i < 0 {
				i, sets = len(sets), append(sets, Component{})
				heights.put(i, e.From, e.To)
			}
			sets[i].Vertical = append(sets[i].Vertical, e)
		}
	}
	return slices.DeleteFunc(sets, func(c Component) bool { return len(c.Vertical) <= enough })
}

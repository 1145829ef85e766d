package layout

import (
	"cmp"
	"iter"
	"slices"
)

// line is a ruling after snapping and joining: one straight line of a grid.
type line struct {
	at, from, to float64
	// breaks are where one of the rulings ended and the next began.
	breaks []float64
}

// component is a set of lines that touch one another.
type component struct{ horizontal, vertical []line }

// box is the outline of the lines.
func (c component) box() Rect {
	r := Rect{c.vertical[0].at, c.horizontal[0].at, c.vertical[0].at, c.horizontal[0].at}
	for _, l := range c.horizontal {
		r.X0, r.X1 = min(r.X0, l.from), max(r.X1, l.to)
		r.Top, r.Bottom = min(r.Top, l.at), max(r.Bottom, l.at)
	}
	for _, l := range c.vertical {
		r.X0, r.X1 = min(r.X0, l.at), max(r.X1, l.at)
		r.Top, r.Bottom = min(r.Top, l.from), max(r.Bottom, l.to)
	}
	return r
}

// seenRulings are the rulings that show: those that are darker than paper, or white between filled areas.
func seenRulings(p *Page, s *Settings) []Ruling {
	white := func(r Ruling) bool { return r.Gray >= s.Page.White }
	if !slices.ContainsFunc(p.Rulings, white) {
		return p.Rulings
	}
	onFill := func(r Ruling) bool {
		return slices.ContainsFunc(p.Fills, func(f Fill) bool {
			across, from, to, along := [2]float64{f.Top, f.Bottom}, f.X0, f.X1, (r.From+r.To)/2
			if !r.Horizontal {
				across, from, to = [2]float64{f.X0, f.X1}, f.Top, f.Bottom
			}
			return f.Gray < s.Page.White && r.At >= across[0]-s.Grid.Snap && r.At <= across[1]+s.Grid.Snap && along >= from && along <= to
		})
	}
	return slices.DeleteFunc(slices.Clone(p.Rulings), func(r Ruling) bool { return white(r) && !onFill(r) })
}

// joined snaps parallel rulings to one another and joins those that run on.
func joined(rulings []Ruling, horizontal bool, s *Settings) []line {
	rs := make([]Ruling, 0, len(rulings))
	for _, r := range rulings {
		if r.Horizontal == horizontal && r.Kind != FillEdge {
			rs = append(rs, r)
		}
	}
	slices.SortFunc(rs, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	var out []line
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].At-rs[n-1].At <= s.Grid.Snap && rs[n].At-rs[0].At <= 2*s.Grid.Snap {
			n++
		}
		out = append(out, runs(rs[:n], s)...)
		rs = rs[n:]
	}
	slices.SortFunc(out, func(a, b line) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	return out
}

// runs joins the collinear rulings of one cluster where they touch or overlap.
func runs(rs []Ruling, s *Settings) []line {
	slices.SortFunc(rs, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.At, b.At))
	})
	var out []line
	for i := 0; i < len(rs); {
		l := line{from: rs[i].From, to: rs[i].To}
		weighted, length := 0.0, 0.0
		for ; i < len(rs) && rs[i].From <= l.to+s.Grid.Join; i++ {
			if rs[i].From > l.from+s.Grid.Snap && rs[i].From >= l.to-s.Grid.Snap {
				l.breaks = append(l.breaks, rs[i].From)
			}
			l.to = max(l.to, rs[i].To)
			n := max(rs[i].To-rs[i].From, 0.01)
			weighted += rs[i].At * n
			length += n
		}
		l.at = weighted / length
		if l.to-l.from >= s.Grid.Short {
			out = append(out, l)
		}
	}
	return out
}

// touching gives the pairs of a horizontal and a vertical line that cross or meet, by their indices.
func touching(h, v []line, s *Settings) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		// h is sorted by at: only those within the vertical's reach are looked at.
		for j, b := range v {
			i, _ := slices.BinarySearchFunc(h, b.from-s.Grid.Join, func(l line, t float64) int { return cmp.Compare(l.at, t) })
			for ; i < len(h) && h[i].at <= b.to+s.Grid.Join; i++ {
				if h[i].from-s.Grid.Join <= b.at && b.at <= h[i].to+s.Grid.Join && !yield(i, j) {
					return
				}
			}
		}
	}
}

// components parts the lines of a page into sets that touch one another.
func components(h, v []line, s *Settings) []component {
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
	for i, j := range touching(h, v, s) {
		parent[root(len(h)+j)] = root(i)
	}
	index := map[int]int{}
	var out []component
	slot := func(i int) *component {
		r := root(i)
		if _, ok := index[r]; !ok {
			index[r] = len(out)
			out = append(out, component{})
		}
		return &out[index[r]]
	}
	for i, l := range h {
		c := slot(i)
		c.horizontal = append(c.horizontal, l)
	}
	for j, l := range v {
		c := slot(len(h) + j)
		c.vertical = append(c.vertical, l)
	}
	return out
}

// withLoneSides gives vertical lines that touch nothing to the set that they stand beside, as high
// as it: the side of a column whose cells a page break left open above and below.
func withLoneSides(all []component, s *Settings) []component {
	var out []component
	var lone []line
	for _, c := range all {
		if len(c.horizontal) == 0 {
			lone = append(lone, c.vertical...)
		} else {
			out = append(out, c)
		}
	}
	for _, l := range lone {
		for i := range out {
			c := &out[i]
			if len(c.vertical) < 2 {
				continue
			}
			box := c.box()
			if abs(l.from-box.Top) <= s.Grid.Join+s.Grid.Snap && abs(l.to-box.Bottom) <= s.Grid.Join+s.Grid.Snap {
				c.vertical = append(c.vertical, l)
				break
			}
		}
	}
	return out
}

// clustered gives the mean of each run of values that lie within tolerance of their neighbour.
func clustered(values []float64, tolerance float64) []float64 {
	slices.Sort(values)
	var out []float64
	for i := 0; i < len(values); {
		sum, n := values[i], 1
		for i+n < len(values) && values[i+n]-values[i+n-1] <= tolerance {
			sum += values[i+n]
			n++
		}
		out = append(out, sum/float64(n))
		i += n
	}
	return out
}

// nearest gives the index of the value of sorted xs that is nearest to x.
func nearest(xs []float64, x float64) int {
	i, _ := slices.BinarySearch(xs, x)
	if i > 0 && (i == len(xs) || x-xs[i-1] <= xs[i]-x) {
		i--
	}
	return i
}

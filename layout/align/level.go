package align

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Level is a height at which horizontal lines are drawn.
type Level struct {
	At, From, To float64
	// Edges are the lines that are drawn there, from left to right.
	Edges []grid.Edge
	// Filled tells that only the edges of filled areas make it.
	Filled bool
}

// backgrounds are the upper and lower edges of the areas that are filled behind text: they part rows as rulings do.
func backgrounds(fills []page.Fill, em float64, s *settings.Settings) []grid.Edge {
	var edges []page.Ruling
	for _, f := range fills {
		if f.Gray < s.Page.White && f.Bottom-f.Top > em && f.X1-f.X0 > em {
			edges = append(edges, page.Ruling{Horizontal: true, At: f.Top, From: f.X0, To: f.X1}, page.Ruling{Horizontal: true, At: f.Bottom, From: f.X0, To: f.X1})
		}
	}
	return grid.Edges(edges, true, s)
}

// add puts a line to a level. Lines that overlap are one: a ruling is drawn along the edge of a filled area.
func (v *Level) add(l grid.Edge) {
	v.From, v.To = min(v.From, l.From), max(v.To, l.To)
	kept := v.Edges[:0:0]
	for _, x := range v.Edges {
		if x.To <= l.From || x.From >= l.To {
			kept = append(kept, x)
			continue
		}
		l.From, l.To = min(l.From, x.From), max(l.To, x.To)
		l.Breaks = append(l.Breaks[:len(l.Breaks):len(l.Breaks)], x.Breaks...)
	}
	v.Edges = append(kept, l)
	slices.SortFunc(v.Edges, func(x, y grid.Edge) int { return cmp.Compare(x.From, y.From) })
	for i := range v.Edges {
		slices.Sort(v.Edges[i].Breaks)
	}
}

// levelsOf gathers the lines that are drawn at one height.
func levelsOf(lines []grid.Edge, s *settings.Settings) []Level {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(x, y grid.Edge) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.From, y.From)) })
	var out []Level
	for _, l := range lines {
		if n := len(out); n > 0 && l.At-out[n-1].At <= s.Grid.Snap {
			out[n-1].add(l)
			continue
		}
		out = append(out, Level{At: l.At, From: l.From, To: l.To, Edges: []grid.Edge{l}})
	}
	return out
}

// withFilled puts the edges of filled areas to the levels.
func withFilled(drawn []Level, edges []grid.Edge, s *settings.Settings) []Level {
	out := levelsOf(append(edgesOf(drawn), edges...), s)
	for i := range out {
		out[i].Filled = !slices.ContainsFunc(drawn, func(d Level) bool { return math.Abs(d.At-out[i].At) <= s.Grid.Snap })
	}
	return out
}

// edgesOf are the lines of all levels.
func edgesOf(levels []Level) []grid.Edge {
	var all []grid.Edge
	for _, l := range levels {
		all = append(all, l.Edges...)
	}
	return all
}

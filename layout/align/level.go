package align

import (
	"cmp"
	"math"
	"slices"
	"sort"

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

	drawn float64 // the length of Edges together
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

// levelOf is the level of lines that are drawn at one height, from top to bottom. Lines that overlap are one, at the height
// of the lowest: a ruling is drawn along the edge of a filled area.
func levelOf(lines []grid.Edge) Level {
	v := Level{At: lines[0].At, From: lines[0].From, To: lines[0].To}
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(lines[i].From, lines[j].From), cmp.Compare(lines[i].To, lines[j].To), i-j)
	})
	lowest := 0
	for _, i := range order {
		l := lines[i]
		v.From, v.To = min(v.From, l.From), max(v.To, l.To)
		if n := len(v.Edges); n > 0 && l.From < v.Edges[n-1].To {
			e := &v.Edges[n-1]
			e.To, e.Breaks = max(e.To, l.To), append(e.Breaks, l.Breaks...)
			if i > lowest {
				e.At, lowest = l.At, i
			}
			continue
		}
		l.Breaks = slices.Clone(l.Breaks)
		v.Edges, lowest = append(v.Edges, l), i
	}
	for i := range v.Edges {
		e := &v.Edges[i]
		v.drawn += e.To - e.From
		slices.Sort(e.Breaks)
	}
	return v
}

// levelsOf gathers the lines that are drawn at one height.
func levelsOf(lines []grid.Edge, s *settings.Settings) []Level {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(x, y grid.Edge) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.From, y.From)) })
	var out []Level
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n].At-lines[0].At <= s.Grid.Snap {
			n++
		}
		out = append(out, levelOf(lines[:n]))
		lines = lines[n:]
	}
	return out
}

// withFilled puts the edges of filled areas to the levels.
func withFilled(drawn []Level, edges []grid.Edge, s *settings.Settings) []Level {
	out := levelsOf(append(edgesOf(drawn), edges...), s)
	for i := range out {
		k := firstLevel(drawn, out[i].At-2*s.Grid.Snap)
		for k < len(drawn) && out[i].At-drawn[k].At > s.Grid.Snap {
			k++
		}
		out[i].Filled = k == len(drawn) || math.Abs(drawn[k].At-out[i].At) > s.Grid.Snap
	}
	return out
}

// firstLevel is the number of the first level that is not over a height.
func firstLevel(levels []Level, at float64) int {
	return sort.Search(len(levels), func(i int) bool { return levels[i].At >= at })
}

// edgesOf are the lines of all levels.
func edgesOf(levels []Level) []grid.Edge {
	var all []grid.Edge
	for _, l := range levels {
		all = append(all, l.Edges...)
	}
	return all
}

package align

import (
	"cmp"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// level is a height at which horizontal lines are drawn.
type level struct {
	at, from, to float64
	lines        []grid.Edge
	filled       bool // only the edges of filled areas make it
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
func (v *level) add(l grid.Edge) {
	v.from, v.to = min(v.from, l.From), max(v.to, l.To)
	kept := v.lines[:0:0]
	for _, x := range v.lines {
		if x.To <= l.From || x.From >= l.To {
			kept = append(kept, x)
			continue
		}
		l.From, l.To = min(l.From, x.From), max(l.To, x.To)
		l.Breaks = append(l.Breaks[:len(l.Breaks):len(l.Breaks)], x.Breaks...)
	}
	v.lines = append(kept, l)
	slices.SortFunc(v.lines, func(x, y grid.Edge) int { return cmp.Compare(x.From, y.From) })
	for i := range v.lines {
		slices.Sort(v.lines[i].Breaks)
	}
}

// levelsOf gathers the lines that are drawn at one height.
func levelsOf(lines []grid.Edge, s *settings.Settings) []level {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(x, y grid.Edge) int { return page.Compare(x.At, y.At, x.From, y.From) })
	var out []level
	for _, l := range lines {
		if n := len(out); n > 0 && l.At-out[n-1].at <= s.Grid.Snap {
			out[n-1].add(l)
			continue
		}
		out = append(out, level{at: l.At, from: l.From, to: l.To, lines: []grid.Edge{l}})
	}
	return out
}

package grid

import (
	"cmp"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Edge is a ruling after snapping and joining: one straight line of a grid.
type Edge struct {
	At, From, To float64
	// Breaks are where one of the rulings ended and the next began.
	Breaks []float64
}

// Shown are the rulings that show: those that are darker than paper, or white between filled areas.
func Shown(p *page.Page, s *settings.Settings) []page.Ruling {
	white := func(r page.Ruling) bool { return r.Gray >= s.Page.White }
	if !slices.ContainsFunc(p.Rulings, white) {
		return p.Rulings
	}
	dark := darkAreas(p.Fills, s)
	onDark := func(r page.Ruling) bool {
		middle := (r.From + r.To) / 2
		if r.Horizontal {
			return dark.Hold(middle, r.At, 0, s.Grid.Snap)
		}
		return dark.Hold(r.At, middle, s.Grid.Snap, 0)
	}
	return slices.DeleteFunc(slices.Clone(p.Rulings), func(r page.Ruling) bool { return white(r) && !onDark(r) })
}

// darkAreas are the filled areas that are darker than paper.
func darkAreas(fills []page.Fill, s *settings.Settings) page.Areas {
	var boxes []page.Rect
	for _, f := range fills {
		if f.Gray < s.Page.White {
			boxes = append(boxes, f.Rect)
		}
	}
	return page.AreasOf(boxes)
}

// Edges snaps the rulings of one direction to one another and joins those that run on.
func Edges(rulings []page.Ruling, horizontal bool, s *settings.Settings) []Edge {
	rs := make([]page.Ruling, 0, len(rulings))
	for _, r := range rulings {
		if r.Horizontal == horizontal && r.Kind != page.FillEdge {
			rs = append(rs, r)
		}
	}
	slices.SortFunc(rs, func(a, b page.Ruling) int {
		if a.At != b.At { // nearly always: the others are not to be compared in vain
			return cmp.Compare(a.At, b.At)
		}
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	var out []Edge
	breaks := make([]float64, 0, len(rs)) // room for those of all edges: a ruling makes one at most
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].At-rs[n-1].At <= s.Grid.Snap && rs[n].At-rs[0].At <= s.Grid.Spread*s.Grid.Snap {
			n++
		}
		out, breaks = appendJoined(out, breaks, rs[:n], s)
		rs = rs[n:]
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From)) })
	return out
}

// appendJoined appends the rulings of one height, joined where they touch or overlap. An edge lies where
// most of their length does. Its breaks are appended to breaks.
func appendJoined(out []Edge, breaks []float64, rs []page.Ruling, s *settings.Settings) ([]Edge, []float64) {
	slices.SortFunc(rs, func(a, b page.Ruling) int {
		if a.From != b.From {
			return cmp.Compare(a.From, b.From)
		}
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.At, b.At))
	})
	for i := 0; i < len(rs); {
		e, first := Edge{From: rs[i].From, To: rs[i].To}, len(breaks)
		var weighted, length float64
		for ; i < len(rs) && rs[i].From <= e.To+s.Grid.Join; i++ {
			if rs[i].From > e.From+s.Grid.Snap && rs[i].From >= e.To-s.Grid.Snap {
				breaks = append(breaks, rs[i].From)
			}
			e.To = max(e.To, rs[i].To)
			n := max(rs[i].To-rs[i].From, s.Grid.Dot)
			weighted += rs[i].At * n
			length += n
		}
		e.At, e.Breaks = weighted/length, slices.Clip(breaks[first:])
		if e.To-e.From >= s.Grid.Short {
			out = append(out, e)
		}
	}
	return out, breaks
}

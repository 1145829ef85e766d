package grid

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// boundaries are those of a grid's columns or of its rows, sorted.
type boundaries struct {
	at          []float64
	first, last bool // whether the outermost one is not drawn, but crossing edges end there
	seams       []bool
}

// boundariesOf are the coordinates of edges, and beyond the outermost of them the ends of crossing
// edges, where at least enough of these reach there: an outer border that is not drawn.
func boundariesOf(edges, crossing []Edge, apart float64, enough int) boundaries {
	at := make([]float64, 0, len(edges)+2)
	for _, e := range edges {
		at = append(at, e.At)
	}
	b := boundaries{at: page.Clustered(at, apart)}
	if len(crossing) < enough {
		return b
	}
	froms, tos := make([]float64, 0, len(crossing)), make([]float64, 0, len(crossing))
	for _, e := range crossing {
		froms, tos = append(froms, e.From), append(tos, e.To)
	}
	slices.Sort(froms)
	slices.SortFunc(tos, func(a, b float64) int { return cmp.Compare(b, a) })
	if from := froms[enough-1]; len(b.at) == 0 || from < b.at[0]-apart {
		b.at, b.first = append([]float64{from}, b.at...), true
	}
	if to := tos[enough-1]; to > b.at[len(b.at)-1]+apart {
		b.at, b.last = append(b.at, to), true
	}
	return b
}

// addSeams adds the boundaries that no edge draws but whose borders are drawn
// cell by cell: every crossing edge that passes there is made of two that meet.
func (b *boundaries) addSeams(crossing []Edge, apart float64, s *settings.Settings) {
	var breaks []float64
	for _, e := range crossing {
		if dots := s.Grid.Dotted * apart * float64(len(e.Breaks)); dots < e.To-e.From {
			breaks = append(breaks, e.Breaks...)
		}
	}
	drawn := b.at
	b.at = slices.Clone(drawn)
	for _, x := range page.Clustered(breaks, apart) {
		clear := math.Abs(drawn[page.Nearest(drawn, x)]-x) > s.Grid.SeamClear*apart
		if clear && x > drawn[0] && x < drawn[len(drawn)-1] && parted(crossing, x, apart, s) {
			b.at = append(b.at, x)
		}
	}
	slices.Sort(b.at)
	b.seams = make([]bool, len(b.at))
	for i, x := range b.at {
		_, isDrawn := slices.BinarySearch(drawn, x)
		b.seams[i] = !isDrawn
	}
}

// reasons tell why the boundaries stand.
func (b boundaries) reasons() Reasons {
	by := slices.Repeat([]Reason{ByRuling}, len(b.at))
	for i, seam := range b.seams {
		if seam {
			by[i] = BySeam
		}
	}
	if b.first {
		by[0] = ByEnds
	}
	if b.last {
		by[len(by)-1] = ByEnds
	}
	return ReasonsOf(b.at, by)
}

// parted tells whether all edges that pass x, and enough of them, are made of two that meet there.
func parted(edges []Edge, x, apart float64, s *settings.Settings) bool {
	reach := s.Grid.SeamReach * apart
	passing := 0
	for _, e := range edges {
		if e.From >= x-reach || e.To <= x+reach {
			continue
		}
		passing++
		if !slices.ContainsFunc(e.Breaks, func(b float64) bool { return math.Abs(b-x) <= apart }) {
			return false
		}
	}
	return passing >= s.Grid.SeamLines
}

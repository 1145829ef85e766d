package align

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/settings"
)

// Relaid is the grid of a region on columns that are known; nil where rows of the region went elsewhere than to g, or
// its text does not keep to the columns.
func Relaid(r *Region, g *grid.Grid, xs []float64, s *settings.Settings) *grid.Grid {
	if r.rows[0].middle() < g.Ys[0] || r.rows[len(r.rows)-1].middle() > g.Ys[len(g.Ys)-1] {
		return nil
	}
	a := &aligner{em: g.Em, s: s, page: g.Page}
	t := &tableau{Region: r, em: g.Em, s: &s.Align, xs: slices.Clone(xs), drawn: true, told: true}
	if !t.fits() {
		return nil
	}
	t.measure()
	return a.build(t)
}

// fits tells whether all words stand inside of the columns.
func (t *tableau) fits() bool {
	slack := 0.15 * t.em
	n := len(t.xs) - 1
	t.xs[0], t.xs[n] = t.xs[0]-t.em, t.xs[n]+t.em
	for _, r := range t.rows {
		for _, w := range r.words {
			k := t.column((w.x0 + w.x1) / 2)
			if w.x0 < t.xs[k]-slack || w.x1 > t.xs[k+1]+slack {
				return false
			}
		}
	}
	t.xs[0], t.xs[n] = t.xs[0]+t.em, t.xs[n]-t.em
	return true
}

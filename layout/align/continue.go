package align

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/settings"
)

// Relaid is a table whose columns are those of the table that it goes on with; nil where some of its lines went
// elsewhere than to g, the share of its grid that is left, or its text does not keep to the columns.
func (t *Table) Relaid(g *grid.Grid, xs []float64, s *settings.Settings) *Table {
	if t.Lines[0].middle() < g.Ys[0] || t.last().middle() > g.Ys[len(g.Ys)-1] {
		return nil
	}
	f := frame{
		outline: outline{Region: t.Region, em: g.Em, s: &s.Align},
		Columns: Columns{Xs: slices.Clone(xs), By: sameReason(ByPageBefore, len(xs)), Drawn: true, Told: true},
	}
	if !f.fits() {
		return nil
	}
	f.Columns = f.measured(f.Columns)
	return scene{number: g.Page, em: g.Em, s: s}.tableOf(f)
}

// fits tells whether all words stand inside of the columns, of which the outermost may be wider than they are drawn.
func (t frame) fits() bool {
	slack := t.s.InsideTold * t.em
	wide := Columns{Xs: slices.Clone(t.Xs)}
	n := len(wide.Xs) - 1
	wide.Xs[0], wide.Xs[n] = wide.Xs[0]-t.em, wide.Xs[n]+t.em
	for _, r := range t.Lines {
		for _, w := range r.words {
			k := wide.column((w.x0 + w.x1) / 2)
			if w.x0 < wide.Xs[k]-slack || w.x1 > wide.Xs[k+1]+slack {
				return false
			}
		}
	}
	return true
}

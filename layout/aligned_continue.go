package layout

import "slices"

// takeColumns lays the columns of the table of the page before under a grid that alignment found and that goes on
// with it: what is blank on one page is no column by itself, and cells that are set flush tell less of their
// columns than heads do.
func (p *part) takeColumns(before *Grid, s *Settings) {
	r := p.region
	if r == nil || !before.LooseColumns || p.Columns() > before.Columns() || len(before.Xs) < 3 || len(p.notes) > 0 ||
		p.caption.Named() || p.caption.Unit != "" || p.prose || sameColumns(before, p.Grid, s) && len(before.Xs) == len(p.Xs) ||
		!textsOf(p.Cells, p.Rows(), p.Columns()).bodyRow(0) {
		return
	}
	if r.rows[0].middle() < p.Ys[0] || r.rows[len(r.rows)-1].middle() > p.Ys[len(p.Ys)-1] {
		return // rows of it went elsewhere
	}
	a := &aligner{em: p.em, s: s, page: p.Page}
	t := &tableau{region: r, em: p.em, s: &s.Align, xs: slices.Clone(before.Xs), drawn: true, told: true}
	if !t.fits() {
		return
	}
	t.measure()
	if g := a.build(t); g != nil {
		p.Grid = g
	}
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

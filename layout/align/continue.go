package align

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Relaid is a table whose columns are those of the table that it goes on with, whose grid is before and which alignment
// made unless made is nil; nil where some of its lines went elsewhere than to g, the share of its grid that is left, or
// its text does not keep to the columns.
func (t *Table) Relaid(g, before *grid.Grid, made *Table, s *settings.Settings) *Table {
	if t.Lines[0].middle() < g.Ys[0] || t.last().middle() > g.Ys[len(g.Ys)-1] {
		return nil
	}
	f, ok := laid(t.Region, g.Em, before, made, s)
	if !ok {
		return nil
	}
	return scene{number: g.Page, em: g.Em, s: s}.tableOf(f)
}

// Rest is a table of the lines at a page's head, too few to be one by themselves, in the columns of the table that ends
// the page before, whose grid is before and which alignment made; nil where they do not keep to them. Lengths are in points, em is
// the page's.
func (r Region) Rest(number int, em float64, before *grid.Grid, made *Table, s *settings.Settings) *Table {
	f, ok := laid(r, em, before, made, s)
	if !ok {
		return nil
	}
	return scene{number: number, em: em, s: s}.built(f, Head{}, rowsOf(f, f.blocks()))
}

// laid puts the lines of a region into the columns of a table on the page before; false where they do not keep to them.
func laid(r Region, em float64, before *grid.Grid, made *Table, s *settings.Settings) (frame, bool) {
	f := frame{
		outline: outline{Region: r, em: em, s: &s.Align},
		Columns: Columns{Xs: slices.Clone(before.Xs), By: sameReason(ByPageBefore, len(before.Xs)), Drawn: true, Told: true},
	}
	if !f.fits() {
		if made == nil || len(made.Columns.Text) != before.Columns() {
			return f, false
		}
		xs, ok := f.between(made.Columns.Text)
		if !ok {
			return f, false
		}
		f.Xs = xs
	}
	f.Columns = f.measured(f.Columns)
	return f, true
}

// TakesColumns tells whether the table's columns are those of the page before.
func (t *Table) TakesColumns() bool { return t.Columns.By[0] == ByPageBefore }

// between are boundaries that part the text of the region and that of columns before it alike: of two pages with one
// table, each tells less of the white space than both.
func (t frame) between(before []page.Interval) ([]float64, bool) {
	both := slices.Clone(before)
	for _, r := range t.Lines {
		last := -1 // the column of the word before
		for i, w := range r.words {
			first, end := over(before, w)
			if first < end {
				return nil, false
			}
			k := first
			if k < 0 {
				if figure(r.text(w)) {
					return nil, false // figures of one column stand over each other
				}
				k = nearest(before, w)
				if last >= 0 && !r.wide(r.words[i-1], w, t.em, t.s) {
					k = last
				}
			}
			both[k].X0, both[k].X1 = min(both[k].X0, w.x0), max(both[k].X1, w.x1)
			last = k
		}
	}
	xs := slices.Clone(t.Xs)
	n := len(both)
	xs[0], xs[n] = min(xs[0], both[0].X0), max(xs[n], both[n-1].X1)
	for k := 1; k < n; k++ {
		if both[k-1].X1 > both[k].X0 {
			return nil, false
		}
		xs[k] = min(max(xs[k], both[k-1].X1), both[k].X0)
	}
	return xs, true
}

// over are the first and the last of the columns over whose text a word stands, -1 and -1 where it stands over none.
func over(columns []page.Interval, w word) (first, last int) {
	first, last = -1, -1
	for k, e := range columns {
		if w.x0 < e.X1 && w.x1 > e.X0 {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	return first, last
}

// nearest is the column whose text stands nearest to a word.
func nearest(columns []page.Interval, w word) int {
	best, at := math.Inf(1), 0
	for k, e := range columns {
		if d := max(e.X0-w.x1, w.x0-e.X1); d < best {
			best, at = d, k
		}
	}
	return at
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

package grid

import (
	"cmp"
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Grid is the table structure that stands on one page: rows and columns between
// boundary lines, and the cells that cover every place of them exactly once.
type Grid struct {
	Page   int
	Xs, Ys []float64 // boundaries of columns and rows, in points, sorted
	Cells  []Cell
	// Loose tells that a boundary was found by alignment, not by a ruling.
	LooseRows, LooseColumns bool
	Em                      float64 // median font size of the grid's text
	undrawn                 undrawn
}

// Cell is a cell on one page; a spanning cell covers several rows or columns.
type Cell struct {
	Row, Column, RowSpan, ColumnSpan int
	page.Content
	// Top and Bottom tell whether a ruling closes the cell there: at a page
	// break an open side says that the cell goes on.
	Top, Bottom bool
	Left, Right bool // whether a ruling closes it at its sides
}

// Box is the grid's outline.
func (g *Grid) Box() page.Rect {
	return page.Rect{X0: g.Xs[0], Top: g.Ys[0], X1: g.Xs[len(g.Xs)-1], Bottom: g.Ys[len(g.Ys)-1]}
}

// CellBox is the outline of a cell of g.
func (g *Grid) CellBox(c *Cell) page.Rect {
	return page.Rect{X0: g.Xs[c.Column], Top: g.Ys[c.Row], X1: g.Xs[c.Column+c.ColumnSpan], Bottom: g.Ys[c.Row+c.RowSpan]}
}

// Rows and Columns count the grid's rows and columns.
func (g *Grid) Rows() int { return len(g.Ys) - 1 }

func (g *Grid) Columns() int { return len(g.Xs) - 1 }

// Ruled makes the grid of a set of touching lines: its places are parted where
// rulings cover enough of the side between them, and what no ruling parts is one cell.
// It is nil where the lines enclose nothing.
func Ruled(c Component, em float64, s *settings.Settings) *Grid {
	apart := max(s.Grid.Snap, s.Grid.NarrowColumn*em)
	xs, left, right := boundaries(c.Vertical, c.Horizontal, apart, 2)
	ys, top, bottom := boundaries(c.Horizontal, c.Vertical, max(s.Grid.Snap, s.Grid.LowRow*em), 1)
	if len(xs) < 2 || len(ys) < 2 {
		return nil
	}
	xs, drawn := withSeams(xs, c.Horizontal, apart)
	h := coverage(c.Horizontal, ys, xs, s)
	v := coverage(c.Vertical, xs, ys, s)
	xs, ys, h, v = withoutUnused(xs, ys, h, v, drawn)
	if len(xs) < 2 || len(ys) < 2 {
		return nil
	}
	g := &Grid{Xs: xs, Ys: ys, Em: em, undrawn: undrawn{left, right, top, bottom}}
	var ragged int
	g.Cells, ragged = cells(len(ys)-1, len(xs)-1, h, v)
	if float64(ragged) > s.Grid.Ragged*float64(g.Rows()*g.Columns()) {
		return nil // boxes that lines connect, with the page between them: a chart
	}
	return g
}

// undrawn tells the sides of a grid at which no border is drawn but where crossing lines end.
type undrawn struct{ left, right, top, bottom bool }

// boundaries are the coordinates of lines, and beyond the outermost of them the ends of crossing
// lines, where at least enough of these reach there: an outer border that is not drawn. It tells
// whether the first and the last boundary are such.
func boundaries(lines, crossing []Edge, apart float64, enough int) (at []float64, first, last bool) {
	at = make([]float64, 0, len(lines)+2)
	for _, l := range lines {
		at = append(at, l.At)
	}
	at = page.Clustered(at, apart)
	if len(crossing) < enough {
		return at, false, false
	}
	froms, tos := make([]float64, 0, len(crossing)), make([]float64, 0, len(crossing))
	for _, l := range crossing {
		froms, tos = append(froms, l.From), append(tos, l.To)
	}
	slices.Sort(froms)
	slices.SortFunc(tos, func(a, b float64) int { return cmp.Compare(b, a) })
	if from := froms[enough-1]; len(at) == 0 || from < at[0]-apart {
		at, first = append([]float64{from}, at...), true
	}
	if to := tos[enough-1]; to > at[len(at)-1]+apart {
		at, last = append(at, to), true
	}
	return at, first, last
}

// WithoutOverhangs drops the outermost rows and columns that only the ends of lines make, too small for text
// and without any: lines that run on beyond the border they should end at.
func (g *Grid) WithoutOverhangs(chars []page.Char) *Grid {
	holds := func(r page.Rect) bool {
		return slices.ContainsFunc(chars, func(c page.Char) bool {
			x, y := c.Box.Centre()
			return c.Flags&page.Space == 0 && x >= r.X0 && x < r.X1 && y >= r.Top && y < r.Bottom
		})
	}
	small := func(from, to float64) bool { return to-from < 1.2*g.Em }
	u, n, m := g.undrawn, g.Columns(), g.Rows()
	box := g.Box()
	if u.left && n > 2 && small(g.Xs[0], g.Xs[1]) && !holds(page.Rect{X0: g.Xs[0], Top: box.Top, X1: g.Xs[1], Bottom: box.Bottom}) {
		g = g.subColumns(1, n)
	}
	if n = g.Columns(); u.right && n > 2 && small(g.Xs[n-1], g.Xs[n]) && !holds(page.Rect{X0: g.Xs[n-1], Top: box.Top, X1: g.Xs[n], Bottom: box.Bottom}) {
		g = g.subColumns(0, n-1)
	}
	if u.top && m > 1 && small(g.Ys[0], g.Ys[1]) && !holds(page.Rect{X0: box.X0, Top: g.Ys[0], X1: box.X1, Bottom: g.Ys[1]}) {
		g = g.SubRows(1, m)
	}
	if m = g.Rows(); u.bottom && m > 1 && small(g.Ys[m-1], g.Ys[m]) && !holds(page.Rect{X0: box.X0, Top: g.Ys[m-1], X1: box.X1, Bottom: g.Ys[m]}) {
		g = g.SubRows(0, m-1)
	}
	return g
}

// coverage tells for each boundary, and each stretch of it between two crossing
// boundaries, whether lines cover it.
func coverage(lines []Edge, at, crossing []float64, s *settings.Settings) [][]bool {
	n := len(crossing) - 1
	covered := make([][]float64, len(at))
	backing := make([]float64, len(at)*n)
	for i := range covered {
		covered[i] = backing[i*n : (i+1)*n]
	}
	for _, l := range lines {
		row := covered[page.Nearest(at, l.At)]
		first, _ := slices.BinarySearch(crossing, l.From)
		for k := max(first-1, 0); k < n && crossing[k] < l.To; k++ {
			row[k] += max(0, min(l.To, crossing[k+1])-max(l.From, crossing[k]))
		}
	}
	out := make([][]bool, len(at))
	flags := make([]bool, len(at)*n)
	for i := range out {
		out[i] = flags[i*n : (i+1)*n]
		for k, length := range covered[i] {
			out[i][k] = length >= s.Grid.Covered*(crossing[k+1]-crossing[k])
		}
	}
	return out
}

// withSeams adds the columns that no vertical ruling parts but whose borders are drawn
// cell by cell: every horizontal line that passes there is made of two that meet. It
// tells which boundaries are such seams.
func withSeams(xs []float64, lines []Edge, apart float64) ([]float64, []bool) {
	var breaks []float64
	for _, l := range lines {
		if dots := 4 * apart * float64(len(l.Breaks)); dots < l.To-l.From {
			breaks = append(breaks, l.Breaks...) // a dotted line has no seams
		}
	}
	all := slices.Clone(xs)
	for _, x := range page.Clustered(breaks, apart) {
		if math.Abs(xs[page.Nearest(xs, x)]-x) <= 2*apart || x < xs[0] || x > xs[len(xs)-1] {
			continue
		}
		passing, parted := 0, 0
		for _, l := range lines {
			if l.From < x-2*apart && l.To > x+2*apart {
				passing++
				if slices.ContainsFunc(l.Breaks, func(b float64) bool { return math.Abs(b-x) <= apart }) {
					parted++
				}
			}
		}
		if passing > 2 && parted == passing {
			all = append(all, x)
		}
	}
	slices.Sort(all)
	seams := make([]bool, len(all))
	for i, x := range all {
		_, ruled := slices.BinarySearch(xs, x)
		seams[i] = !ruled
	}
	return all, seams
}

// withoutUnused drops the inner boundaries that part no two places and are no seams: ticks and stubs.
func withoutUnused(xs, ys []float64, h, v [][]bool, seams []bool) ([]float64, []float64, [][]bool, [][]bool) {
	keepY, keepX := used(h), used(v)
	for i, seam := range seams {
		keepX[i] = keepX[i] || seam
	}
	if !slices.Contains(keepX, false) && !slices.Contains(keepY, false) {
		return xs, ys, h, v
	}
	return pick(xs, keepX), pick(ys, keepY), merge(pick(h, keepY), keepX), merge(pick(v, keepX), keepY)
}

func used(edges [][]bool) []bool {
	out := make([]bool, len(edges))
	for i, e := range edges {
		out[i] = i == 0 || i == len(edges)-1 || slices.Contains(e, true)
	}
	return out
}

func pick[T any](in []T, keep []bool) []T {
	var out []T
	for i, x := range in {
		if keep[i] {
			out = append(out, x)
		}
	}
	return out
}

// merge joins the stretches of each boundary over the crossing boundaries that went:
// the whole is covered where one of its parts is.
func merge(edges [][]bool, keep []bool) [][]bool {
	out := make([][]bool, len(edges))
	for i, e := range edges {
		for k, covered := range e {
			if keep[k] {
				out[i] = append(out[i], covered)
			} else if covered {
				out[i][len(out[i])-1] = true
			}
		}
	}
	return out
}

// cells gives the cells of a grid of rows × columns places: h[i][c] tells whether the
// boundary above row i is drawn over column c, v[j][r] whether that left of column j is in row r. It counts the
// places whose region is no rectangle and had to be cut into some.
func cells(rows, columns int, h, v [][]bool) (out []Cell, ragged int) {
	parent := make([]int32, rows*columns)
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for r := range rows {
		for c := range columns {
			p := int32(r*columns + c)
			if c+1 < columns && !v[c+1][r] {
				parent[root(p+1)] = root(p)
			}
			if r+1 < rows && !h[r+1][c] {
				parent[root(p+int32(columns))] = root(p)
			}
		}
	}
	taken := make([]bool, rows*columns)
	same := func(r, c int, of int32) bool {
		return !taken[r*columns+c] && root(int32(r*columns+c)) == of
	}
	pieces, places := make([]int32, rows*columns), make([]int32, rows*columns) // of each region, by its root
	for r := range rows {
		for c := range columns {
			p := r*columns + c
			places[root(int32(p))]++
			if taken[p] {
				continue
			}
			// The widest run of the region from here, then as far down as it stays as
			// wide: the whole region where it is a rectangle, a piece of it otherwise.
			of := root(int32(p))
			w := 1
			for c+w < columns && same(r, c+w, of) {
				w++
			}
			d := 1
			for r+d < rows && AllOf(c, w, func(k int) bool { return same(r+d, k, of) }) &&
				!(c > 0 && same(r+d, c-1, of)) && !(c+w < columns && same(r+d, c+w, of)) {
				d++
			}
			for y := r; y < r+d; y++ {
				for x := c; x < c+w; x++ {
					taken[y*columns+x] = true
				}
			}
			pieces[of]++
			out = append(out, Cell{Row: r, Column: c, RowSpan: d, ColumnSpan: w,
				Top:    someOf(c, w, func(k int) bool { return h[r][k] }),
				Bottom: someOf(c, w, func(k int) bool { return h[r+d][k] }),
				Left:   someOf(r, d, func(k int) bool { return v[c][k] }),
				Right:  someOf(r, d, func(k int) bool { return v[c+w][k] })})
		}
	}
	for region, n := range pieces {
		if n > 1 {
			ragged += int(places[region])
		}
	}
	return out, ragged
}

func AllOf(from, n int, ok func(int) bool) bool {
	for k := from; k < from+n; k++ {
		if !ok(k) {
			return false
		}
	}
	return true
}

func someOf(from, n int, ok func(int) bool) bool {
	return !AllOf(from, n, func(k int) bool { return !ok(k) })
}

// Outermost drops grids that stand inside a cell of another grid: boxes in a form.
func Outermost(grids []*Grid) []*Grid {
	inside := func(a, b *Grid) bool {
		p, q := a.Box(), b.Box()
		return a != b && p.X0 >= q.X0 && p.X1 <= q.X1 && p.Top >= q.Top && p.Bottom <= q.Bottom && len(b.Cells) > 2
	}
	return slices.DeleteFunc(slices.Clone(grids), func(a *Grid) bool {
		return slices.ContainsFunc(grids, func(b *Grid) bool { return inside(a, b) })
	})
}

package grid

import (
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// lattice is the boundaries of a grid, and which stretches of them rulings draw.
type lattice struct {
	xs, ys []float64
	// above[r][c] tells whether boundary r of the rows is drawn over column c, left[c][r]
	// whether boundary c of the columns is drawn beside row r.
	above, left [][]bool
}

// latticeOf is the lattice of edges without the inner boundaries that part no two places and
// are no seams: ticks and stubs.
func latticeOf(c Component, columns, rows boundaries, s *settings.Settings) lattice {
	l := lattice{
		xs: columns.at, ys: rows.at,
		above: covered(c.Horizontal, rows.at, columns.at, s),
		left:  covered(c.Vertical, columns.at, rows.at, s),
	}
	keepX, keepY := used(l.left, columns.seams), used(l.above, rows.seams)
	if !slices.Contains(keepX, false) && !slices.Contains(keepY, false) {
		return l
	}
	return lattice{
		xs: picked(l.xs, keepX), ys: picked(l.ys, keepY),
		above: merged(picked(l.above, keepY), keepX),
		left:  merged(picked(l.left, keepX), keepY),
	}
}

// covered tells for each boundary, and each stretch of it between two crossing
// boundaries, whether edges cover enough of it.
func covered(edges []Edge, at, crossing []float64, s *settings.Settings) [][]bool {
	n := len(crossing) - 1
	lengths := make([]float64, len(at)*n)
	for _, e := range edges {
		row := lengths[page.Nearest(at, e.At)*n:][:n]
		first, _ := slices.BinarySearch(crossing, e.From)
		for k := max(first-1, 0); k < n && crossing[k] < e.To; k++ {
			row[k] += max(0, min(e.To, crossing[k+1])-max(e.From, crossing[k]))
		}
	}
	out := make([][]bool, len(at))
	flags := make([]bool, len(at)*n)
	for i := range out {
		out[i] = flags[i*n:][:n:n]
		for k := range n {
			out[i][k] = lengths[i*n+k] >= s.Grid.Covered*(crossing[k+1]-crossing[k])
		}
	}
	return out
}

// used tells the boundaries that part places: the outermost, the seams and those that are drawn somewhere.
func used(drawn [][]bool, seams []bool) []bool {
	out := make([]bool, len(drawn))
	for i, d := range drawn {
		out[i] = i == 0 || i == len(drawn)-1 || i < len(seams) && seams[i] || slices.Contains(d, true)
	}
	return out
}

func picked[T any](in []T, keep []bool) []T {
	var out []T
	for i, x := range in {
		if keep[i] {
			out = append(out, x)
		}
	}
	return out
}

// merged joins the stretches of each boundary over the crossing boundaries that went:
// the whole is drawn where one of its parts is.
func merged(drawn [][]bool, keep []bool) [][]bool {
	out := make([][]bool, len(drawn))
	for i, d := range drawn {
		for k, is := range d {
			if keep[k] {
				out[i] = append(out[i], is)
			} else if is {
				out[i][len(out[i])-1] = true
			}
		}
	}
	return out
}

// cells gives the cells: the regions of places that no drawn boundary parts, and where one is no rectangle
// the rectangles that it is cut into. It counts the places of such ragged regions.
func (l *lattice) cells() (cells []Cell, ragged int) {
	rows, columns := len(l.ys)-1, len(l.xs)-1
	regions := l.regions()
	pieces := make([]int32, rows*columns) // of each region, by its root
	places := PlacesOf(rows, columns)
	cells = make([]Cell, 0, regions.count())
	for r, c := range places.AllFree() {
		region := regions.root(r*columns + c)
		own := func(r, c int) bool {
			return r >= 0 && c >= 0 && r < rows && c < columns && places.Free(r, c) && regions.root(r*columns+c) == region
		}
		span := Span{r, c, rows - r, columns - c}.Widest(own)
		for d := 1; d < span.RowSpan; d++ {
			if own(r+d, c-1) || own(r+d, c+span.ColumnSpan) {
				span.RowSpan = d // from here on the region is wider
			}
		}
		places.Cover(span, len(cells))
		pieces[region]++
		cells = append(cells, Cell{Span: span, Closed: l.closed(span)})
	}
	for i := range pieces {
		if pieces[regions.root(i)] > 1 {
			ragged++
		}
	}
	return cells, ragged
}

// regions are the sets of places, counted by row and column, that no drawn boundary parts.
func (l *lattice) regions() sets {
	rows, columns := len(l.ys)-1, len(l.xs)-1
	out := setsOf(rows * columns)
	for r := range rows {
		for c := range columns {
			at := r*columns + c
			if c+1 < columns && !l.left[c+1][r] {
				out.unite(at+1, at)
			}
			if r+1 < rows && !l.above[r+1][c] {
				out.unite(at+columns, at)
			}
		}
	}
	return out
}

// closed tells the sides of a cell that are drawn, at least in part.
func (l *lattice) closed(s Span) Sides {
	row, column := s.Row+s.RowSpan, s.Column+s.ColumnSpan
	return Sides{
		Top:    slices.Contains(l.above[s.Row][s.Column:column], true),
		Bottom: slices.Contains(l.above[row][s.Column:column], true),
		Left:   slices.Contains(l.left[s.Column][s.Row:row], true),
		Right:  slices.Contains(l.left[column][s.Row:row], true),
	}
}

package join

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// What two grids have in common, by which they are parts of one table or of two.

// sameColumn is the distance, in points, within which the column lines of two pages are one.
func sameColumn(em float64, s *settings.Settings) float64 {
	return max(s.Join.SameColumn, s.Grid.NarrowColumn*em)
}

// sameColumns tells whether two grids can be parts of one table: most column lines of the one
// that has fewer stand among those of the other.
func sameColumns(a, b *grid.Grid, s *settings.Settings) bool {
	if len(a.Xs) > len(b.Xs) {
		a, b = b, a
	}
	tolerance := sameColumn(a.Em, s)
	found := max(meeting(a.Xs, b.Xs, 0, tolerance), meeting(a.Xs, b.Xs, b.Xs[0]-a.Xs[0], tolerance))
	return float64(found) >= s.Join.SameColumns*float64(len(a.Xs))
}

// meeting counts the lines of a that stand at lines of b when they are moved right by shift.
func meeting(a, b []float64, shift, tolerance float64) int {
	n := 0
	for _, x := range a {
		if math.Abs(b[page.Nearest(b, x+shift)]-x-shift) <= tolerance {
			n++
		}
	}
	return n
}

// shiftOnto is how far right column lines must move to stand at others: nothing, or what
// brings the left edge to theirs where more lines meet then (binding margins alternate).
func shiftOnto(xs, others []float64, tolerance float64) float64 {
	left := others[0] - xs[0]
	if meeting(xs, others, left, tolerance) > meeting(xs, others, 0, tolerance) {
		return left
	}
	return 0
}

// sameStart tells two forms that begin with the same label, beside whatever value.
func sameStart(a, b *grid.Grid) bool {
	text := words.Unspaced(a.Cells[0].Text)
	return text != "" && text == words.Unspaced(b.Cells[0].Text)
}

// sameLabels tells whether row r of two grids has the same labels: what it begins with and texts that are no figures.
func sameLabels(a, b *grid.Grid, r int) bool {
	labels := labelsIn(a, r)
	return len(labels) > 0 && slices.Equal(labels, labelsIn(b, r))
}

func labelsIn(g *grid.Grid, r int) []string {
	texts := textsIn(g, r)
	if len(texts) == 0 {
		return nil
	}
	return append(texts[:1], slices.DeleteFunc(texts[1:], words.IsFigure)...)
}

// sameHeads tells whether row r of a and row q of b hold the same heads. A producer may set a repeated header lower
// and clip its texts.
func sameHeads(a *grid.Grid, r int, b *grid.Grid, q int, s *settings.Settings) bool {
	x, y := textsIn(a, r), textsIn(b, q)
	if len(x) != len(y) {
		return false
	}
	same := len(x) == 0
	for i := range x {
		if x[i] == y[i] {
			same = true
			continue
		}
		clipped := strings.HasPrefix(x[i], y[i]) || strings.HasSuffix(x[i], y[i])
		if !clipped || utf8.RuneCountInString(y[i]) < s.Join.Break.Clipped {
			return false
		}
	}
	return same
}

// textsIn are the texts of the cells that begin in row r, without white space.
func textsIn(g *grid.Grid, r int) []string {
	cells := g.InRow(r)
	out := make([]string, 0, len(cells))
	for i := range cells {
		if cells[i].Text != "" {
			out = append(out, words.Unspaced(cells[i].Text))
		}
	}
	return out
}

// sameTexts tells whether the cells that hold any have the same texts, white space left out.
func sameTexts(a, b []grid.Cell) bool {
	k := 0
	filled := func() bool { // goes on to the next of b that holds a text
		for k < len(b) && b[k].Text == "" {
			k++
		}
		return k < len(b)
	}
	for i := range a {
		if a[i].Text == "" {
			continue
		}
		if !filled() || words.Unspaced(a[i].Text) != words.Unspaced(b[k].Text) {
			return false
		}
		k++
	}
	return !filled()
}

// endsInTotal tells whether the last row of g sums those over it.
func endsInTotal(g *grid.Grid) bool {
	texts := textsIn(g, g.Rows()-1)
	return len(texts) > 0 && (words.IsTotalLabel(texts[0]) || strings.HasPrefix(strings.ToLower(texts[0]), "total"))
}

// spansIn are the places that the cells of row r cover, counted from that row.
func spansIn(g *grid.Grid, r int) []grid.Span {
	var out []grid.Span
	for _, c := range g.InRow(r) {
		c.Row = 0
		out = append(out, c.Span)
	}
	return out
}

// headsIn are the texts of a row's own cells, where all are short words as heads are.
func headsIn(g *grid.Grid, r int, s *settings.Settings) []string {
	var out []string
	for _, c := range g.InRow(r) {
		if c.RowSpan > 1 || c.Text == "" {
			continue
		}
		text := words.Unspaced(c.Text)
		if utf8.RuneCountInString(text) > s.Join.Header.Length || caption.IsAmount(text) || caption.OpensRow(text) {
			return nil
		}
		out = append(out, text)
	}
	return out
}

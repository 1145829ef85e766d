package align

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// pictured tells a region between the pieces of whose lines pictures stand, as pages have of which a font's text is
// printed as images: what looks like white space there is none.
func (v scene) pictured(r Region) bool {
	many, pictured := 0, 0
	for _, l := range r.Lines {
		if !l.multi() {
			continue
		}
		many++
		if slices.ContainsFunc(gaps(l.pieces), func(g page.Interval) bool { return v.pictureIn(l, g) }) {
			pictured++
		}
	}
	return many > 0 && pictured*2 > many
}

// pictureIn tells whether a picture of a line's height fills a gap in it.
func (v scene) pictureIn(l *Line, gap page.Interval) bool {
	s := &v.s.Align
	return slices.ContainsFunc(v.pictures, func(p page.Rect) bool {
		y := l.middle()
		return p.Top < y && y < p.Bottom && p.Bottom-p.Top < s.LinePicture*(l.Bottom-l.Top) &&
			min(p.X1, gap.X1)-max(p.X0, gap.X0) > s.PictureShare*(gap.X1-gap.X0)
	})
}

// boxed tells a region of which a height has the upper or lower sides of several boxes, each closed on its left and right,
// with space between them: a diagram. Boxes that hold a figure may be the cells of a table that are set apart.
func (v scene) boxed(r Region) bool {
	for _, l := range r.Lines {
		if slices.ContainsFunc(l.pieces, func(w word) bool { return figure(l.text(w)) }) {
			return false
		}
	}
	return slices.ContainsFunc(r.Levels, v.sidesOfBoxes)
}

// sidesOfBoxes tells a height at which only the sides of boxes are drawn that stand apart.
func (v scene) sidesOfBoxes(l Level) bool {
	near := v.s.Grid.Snap
	side := func(x float64) bool {
		return slices.ContainsFunc(v.sides, func(e grid.Edge) bool {
			return math.Abs(e.At-x) <= near && e.From <= l.At+near && e.To >= l.At-near
		})
	}
	for i, e := range l.Edges {
		if !side(e.From) || !side(e.To) || i > 0 && e.From-l.Edges[i-1].To <= near {
			return false
		}
	}
	return len(l.Edges) > 1
}

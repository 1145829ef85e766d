package align

import (
	"slices"

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

package content

import (
	"slices"

	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/model"
)

// covered marks a glyph that an area painted later hides. The page does without it in the end.
const covered page.CharFlags = 1 << 7

// covers finds the glyphs that opaque areas and images are painted over (8.2: what is painted later hides what lies
// under it). Glyphs are looked up in the squares of a raster; those that are hidden leave it.
type covers struct {
	wide, high float64                      // of a square, in points
	first      [coverRows * coverRows]int32 // the latest glyph in each square, counted from 1
	next       []int32                      // for each glyph the one before it in its square
	left       []page.Rect                  // what is seen of the middle of each glyph
	gone       int                          // glyphs that areas hide
}

const (
	coverRows = 32
	seam      = 0.05 // points that may be seen between strips of one image
)

func (c *covers) reset(width, height float64) {
	if len(c.next) > 0 {
		clear(c.first[:])
	}
	c.wide, c.high = max(width, 1)/coverRows, max(height, 1)/coverRows
	c.next, c.left, c.gone = c.next[:0], c.left[:0], 0
}

// square is the row or column of the raster at v, whose outermost ones hold what lies beyond them.
func square(v, size float64) int { return int(max(0, min(v/size, coverRows-1))) }

// add puts the glyphs into the raster that were painted since the last time.
func (c *covers) add(chars []page.Char) {
	for i := len(c.next); i < len(chars); i++ {
		r := middle(chars[i].Box)
		at := square(r.Top, c.high)*coverRows + square(r.X0, c.wide)
		c.next = append(c.next, c.first[at])
		c.left = append(c.left, r)
		c.first[at] = int32(i + 1)
	}
}

// middle is the part of a glyph's box that its ink is told by: boxes are as high as the font, digits are lower.
func middle(box page.Rect) page.Rect {
	w, h := defaults.rim*width(box), defaults.rim*height(box)
	r := page.Rect{X0: box.X0 + w, Top: box.Top + h, X1: box.X1 - w, Bottom: box.Bottom - h}
	r.X1, r.Bottom = max(r.X1, r.X0+2*seam), max(r.Bottom, r.Top+2*seam) // also of a glyph without width
	return r
}

// hide calls each for the glyphs of which nothing is seen any more when r is painted, and tells how many glyphs it
// looked at. What is hidden bit by bit, by strips of an image, is hidden in the end.
func (c *covers) hide(r page.Rect, each func(char int)) (looked int) {
	// A glyph is in the square of its upper left corner; one that reaches on over more than the next is no text of cells.
	x0, x1 := max(square(r.X0, c.wide)-1, 0), square(r.X1, c.wide)
	for y := max(square(r.Top, c.high)-1, 0); y <= square(r.Bottom, c.high); y++ {
		looked++
		for x := x0; x <= x1; x++ {
			for link := &c.first[y*coverRows+x]; *link != 0; looked++ {
				i := *link - 1
				if c.left[i] = without(c.left[i], r); min(width(c.left[i]), height(c.left[i])) <= seam {
					*link = c.next[i]
					each(int(i))
				} else {
					link = &c.next[i]
				}
			}
		}
	}
	return looked
}

// without is what is left of r under a cover that reaches over it from side to side.
func without(r, cover page.Rect) page.Rect {
	across, down := cover.X0 <= r.X0 && r.X1 <= cover.X1, cover.Top <= r.Top && r.Bottom <= cover.Bottom
	switch {
	case empty(intersect(r, cover)):
	case across && cover.Top <= r.Top+seam:
		r.Top = cover.Bottom
	case across && cover.Bottom >= r.Bottom-seam:
		r.Bottom = cover.Top
	case down && cover.X0 <= r.X0+seam:
		r.X0 = cover.X1
	case down && cover.X1 >= r.X1-seam:
		r.X1 = cover.X0
	}
	return r
}

// opaque tells that what is painted with p hides what lies under it, as far as the clip lets it.
func (in *interpreter) opaque(p *paint) bool {
	gs := &in.gs
	overprints := gs.overprint && (p.space.kind == cmykColor || p.space.kind == tintColor) // 8.6.7
	return !in.sheer && !gs.blended && !gs.masked && !gs.roughClip && p.alpha >= 1 && !overprints && p.space.kind != patternColor
}

// coverByPath notes the areas of the path that is filled, if it is of rectangles none of which cuts a hole into another.
// Lines hide nothing.
func (in *interpreter) coverByPath(evenOdd bool) {
	box, subs := in.path.bounds(), in.path.subs
	if min(width(box), height(box)) <= defaults.maxThin || len(in.page.Chars) == 0 || !in.opaque(&in.gs.fill) || evenOdd && len(subs) > 1 {
		return
	}
	for _, s := range subs {
		if _, ok := in.path.rectangle(s); !ok || in.clockwise(s) != in.clockwise(subs[0]) {
			return
		}
	}
	for _, s := range subs {
		if min(width(s.bounds), height(s.bounds)) > defaults.maxThin {
			in.cover(s.bounds)
		}
	}
}

// cover notes that an opaque area was painted.
func (in *interpreter) cover(r page.Rect) {
	in.coverWith(r, func(i int) {
		in.page.Chars[i].Flags |= covered
		in.covers.gone++
	})
}

// coverWithImage notes that an opaque image was painted. What lies under it is the text of a scan, or no text of the page.
func (in *interpreter) coverWithImage(r page.Rect) {
	in.coverWith(r, func(i int) { in.page.Chars[i].Flags |= page.Invisible })
}

// coverWith looks for what r hides. Each look counts as an operator.
func (in *interpreter) coverWith(r page.Rect, hide func(char int)) {
	r = intersect(r, in.gs.clip)
	if empty(r) || len(in.page.Chars) == 0 || in.operators > in.limits.Operators {
		return
	}
	in.covers.add(in.page.Chars)
	in.operators += in.covers.hide(r, hide)
}

// dropCovered takes the glyphs that areas hide off the page.
func (in *interpreter) dropCovered() {
	if in.covers.gone == 0 {
		return
	}
	seen := 0
	in.page.Chars = slices.DeleteFunc(in.page.Chars, func(c page.Char) bool {
		if c.Flags&(covered|page.Space) == covered {
			seen++
		}
		return c.Flags&covered != 0
	})
	if seen > 0 {
		in.page.Problems = append(in.page.Problems, page.Problem{Kind: model.CoveredText, Count: seen})
	}
}

// opaqueImage tells that an image hides what lies under it: no stencil, and without transparency of its own.
func (in *interpreter) opaqueImage(d pdf.Dict) bool {
	return d["SMask"] == nil && d["Mask"] == nil && in.doc.Int(d["SMaskInData"], 0) == 0
}

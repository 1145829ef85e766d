package content

import (
	"context"

	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

// Picture is an image as a page paints it.
type Picture struct {
	Image *pdf.Stream // nil for an inline image
	// Right and Down are the ways along the image's first row and down its first column, in points of the displayed page.
	Right, Down Vector
	Box         page.Rect // that bounds it
	Seen        page.Rect // what of the box lies inside the page and the clip
	Ink         float32   // luminance of what a stencil is painted with
}

// Vector is a way on the page, in points.
type Vector struct{ X, Y float64 }

// Pictures interprets a page for its images alone, in painting order. What it takes counts against no limit of the document:
// it is what Page took before.
func (r *Reader) Pictures(ctx context.Context, leaf pdf.Page) ([]Picture, error) {
	var painted []Picture
	all, operations, strange := r.all, r.operations, r.strange
	r.pictures = &painted
	_, err := r.Page(ctx, leaf)
	r.pictures = nil
	r.all, r.operations, r.strange = all, operations, strange
	return painted, err
}

// picture notes an image of which a part is seen.
func (in *interpreter) picture(image *pdf.Stream, seen page.Rect) {
	if in.pictures == nil {
		return
	}
	m := in.gs.ctm // of the unit square, whose top is the image's first row (8.9.5.2)
	*in.pictures = append(*in.pictures, Picture{
		Image: image,
		Right: Vector{m.a, m.b}, Down: Vector{-m.c, -m.d},
		Box: m.box(0, 0, 1, 1), Seen: seen,
		Ink: in.gs.fill.onPaper(),
	})
}

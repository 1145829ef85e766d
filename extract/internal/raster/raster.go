package raster

import (
	"image"
	"math"
	"slices"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

// Picture is the picture of a page.
type Picture struct {
	Image image.Image // *image.Gray or *image.RGBA, upright as the page is displayed
	Box   page.Rect   // what of the displayed page it shows, in points
}

// Of is the picture of a page of the given size that paints these images. The error is an *UnsupportedError where a renderer may
// draw it all the same, and a *pdf.LimitError where an image is too large.
func Of(doc *pdf.Document, painted []content.Picture, width, height float64, s *Settings) (*Picture, error) {
	sheets, err := sheets(painted, width*height, s)
	if err != nil {
		return nil, err
	}
	var placed []sheet
	for i := range sheets {
		one, err := sheetOf(doc, &sheets[i], s)
		if err != nil {
			return nil, err
		}
		placed = append(placed, one)
	}
	if len(placed) == 1 {
		return placed[0].picture(doc, s)
	}
	return joined(doc, placed, s)
}

// sheets are the images that a page is a picture of: without stamps.
func sheets(painted []content.Picture, whole float64, s *Settings) ([]content.Picture, error) {
	large := slices.DeleteFunc(slices.Clone(painted), func(p content.Picture) bool { return area(p.Seen) <= s.Stamp*whole })
	over := func(p content.Picture) bool {
		return slices.ContainsFunc(large, func(l content.Picture) bool { return 2*area(common(p.Seen, l.Seen)) > area(p.Seen) })
	}
	var all []content.Picture
	covered := 0.0
	for _, p := range painted {
		if a := area(p.Seen); a > s.Stamp*whole || !over(p) {
			all, covered = append(all, p), covered+a
		}
	}
	switch {
	case covered < s.Covers*whole:
		return nil, unsupported("images that cover less than the page")
	case len(all) > s.Strips:
		return nil, unsupported("%d images", len(all))
	}
	return all, nil
}

func area(r page.Rect) float64 { return max(r.X1-r.X0, 0) * max(r.Bottom-r.Top, 0) }

func common(a, b page.Rect) page.Rect {
	return page.Rect{X0: max(a.X0, b.X0), Top: max(a.Top, b.Top), X1: min(a.X1, b.X1), Bottom: min(a.Bottom, b.Bottom)}
}

// sheet is an image that lies upright, or turned by quarters, on the page.
type sheet struct {
	*content.Picture
	orientation
	pixel float64 // a pixel's side, in points
}

func sheetOf(doc *pdf.Document, p *content.Picture, s *Settings) (sheet, error) {
	if p.Image == nil {
		return sheet{}, unsupported("an inline image")
	}
	h, err := headerOf(doc, p.Image.Dict, s)
	if err != nil {
		return sheet{}, err
	}
	one := sheet{Picture: p}
	right, down := p.Right, p.Down
	if math.Abs(right.Y) > math.Abs(right.X) { // rows run down the page
		one.transposed = true
		right, down = down, right
	}
	if math.Abs(right.Y) > s.Slant*math.Abs(right.X) || math.Abs(down.X) > s.Slant*math.Abs(down.Y) {
		return sheet{}, unsupported("an image at an angle")
	}
	one.mirroredX, one.mirroredY = right.X < 0, down.Y < 0
	columns, rows := h.width, h.height
	if one.transposed {
		columns, rows = rows, columns
	}
	across, along := math.Abs(right.X)/float64(columns), math.Abs(down.Y)/float64(rows)
	if !alike(across, along, s) {
		return sheet{}, unsupported("an image whose pixels are not square")
	}
	one.pixel = across
	return one, nil
}

// smaller is how many times smaller a picture may be made whose pixels have this side.
func (s *Settings) smaller(pixel float64) int { return max(1, int(72/pixel/s.DPI)) }

func alike(a, b float64, s *Settings) bool { return math.Abs(a-b) <= s.Alike*max(a, b) }

// picture is what is seen of the sheet.
func (one *sheet) picture(doc *pdf.Document, s *Settings) (*Picture, error) {
	read, err := decode(doc, one.Picture, s.smaller(one.pixel), s)
	if err != nil {
		return nil, err
	}
	read = read.laid(one.orientation)
	across, along := float64(read.width)/(one.Box.X1-one.Box.X0), float64(read.height)/(one.Box.Bottom-one.Box.Top)
	seen := image.Rect(
		int(math.Round((one.Seen.X0-one.Box.X0)*across)), int(math.Round((one.Seen.Top-one.Box.Top)*along)),
		int(math.Round((one.Seen.X1-one.Box.X0)*across)), int(math.Round((one.Seen.Bottom-one.Box.Top)*along)),
	).Intersect(image.Rect(0, 0, read.width, read.height))
	if seen.Empty() {
		return nil, unsupported("an image of which nothing is seen")
	}
	return &Picture{read.cut(seen).image(), page.Rect{
		X0: one.Box.X0 + float64(seen.Min.X)/across, Top: one.Box.Top + float64(seen.Min.Y)/along,
		X1: one.Box.X0 + float64(seen.Max.X)/across, Bottom: one.Box.Top + float64(seen.Max.Y)/along,
	}}, nil
}

// joined puts strips together.
func joined(doc *pdf.Document, strips []sheet, s *Settings) (*Picture, error) {
	box, pixel := strips[0].Box, strips[0].pixel
	for i := range strips {
		one := &strips[i]
		if !alike(one.pixel, pixel, s) {
			return nil, unsupported("images of several resolutions")
		}
		box = box.Union(one.Box)
		for _, other := range strips[:i] {
			if both := common(one.Box, other.Box); min(both.X1-both.X0, both.Bottom-both.Top) > s.Overlap*pixel {
				return nil, unsupported("images over each other")
			}
		}
	}
	width, height := int(math.Round((box.X1-box.X0)/pixel)), int(math.Round((box.Bottom-box.Top)/pixel))
	if width < 1 || height < 1 || height > s.Pixels/width {
		return nil, &pdf.LimitError{What: "pixels of a page", Limit: int64(s.Pixels)}
	}
	var whole *pixels
	for i := range strips {
		one := &strips[i]
		read, err := decode(doc, one.Picture, 1, s)
		if err != nil {
			return nil, err
		}
		read = read.laid(one.orientation)
		if whole == nil {
			whole = newPixels(width, height, read.deep)
			whole.white()
		}
		if whole.deep < read.deep {
			coloured := newPixels(width, height, read.deep)
			coloured.put(whole, 0, 0)
			whole = coloured
		}
		whole.put(read, int(math.Round((one.Box.X0-box.X0)/pixel)), int(math.Round((one.Box.Top-box.Top)/pixel)))
	}
	small := newShrinker(width, height, whole.deep, s.smaller(pixel))
	for y := range height {
		small.take(whole.row(y))
	}
	return &Picture{small.to.image(), box}, nil
}

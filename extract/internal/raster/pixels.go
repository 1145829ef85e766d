package raster

import "image"

// pixels are an image of one byte a pixel, grey, or four, red, green, blue and opaque.
type pixels struct {
	width, height, deep int
	pix                 []byte
}

func newPixels(width, height, deep int) *pixels {
	return &pixels{width, height, deep, make([]byte, width*height*deep)}
}

// row is a row's bytes.
func (p *pixels) row(y int) []byte { return p.pix[y*p.width*p.deep:][:p.width*p.deep] }

// image is the pixels as an image, which has their bytes.
func (p *pixels) image() image.Image {
	box := image.Rect(0, 0, p.width, p.height)
	if p.deep == 1 {
		return &image.Gray{Pix: p.pix, Stride: p.width, Rect: box}
	}
	return &image.RGBA{Pix: p.pix, Stride: 4 * p.width, Rect: box}
}

// orientation is how an image lies on the page: first its rows and columns change places, if they do, then it is mirrored.
type orientation struct{ transposed, mirroredX, mirroredY bool }

// laid is the image as it lies on the page.
func (p *pixels) laid(o orientation) *pixels {
	if o == (orientation{}) {
		return p
	}
	out := newPixels(p.width, p.height, p.deep)
	if o.transposed {
		out.width, out.height = p.height, p.width
	}
	for y := range out.height {
		to := out.row(y)
		for x := range out.width {
			fromX, fromY := x, y
			if o.mirroredX {
				fromX = out.width - 1 - x
			}
			if o.mirroredY {
				fromY = out.height - 1 - y
			}
			if o.transposed {
				fromX, fromY = fromY, fromX
			}
			copy(to[x*p.deep:][:p.deep], p.pix[(fromY*p.width+fromX)*p.deep:])
		}
	}
	return out
}

// cut is the part of the image in a box, which lies within it.
func (p *pixels) cut(box image.Rectangle) *pixels {
	if box.Dx() == p.width && box.Dy() == p.height {
		return p
	}
	out := newPixels(box.Dx(), box.Dy(), p.deep)
	for y := range out.height {
		copy(out.row(y), p.row(box.Min.Y + y)[box.Min.X*p.deep:])
	}
	return out
}

// put copies an image to a place, as far as there is room.
func (p *pixels) put(of *pixels, x, y int) {
	for row := max(0, -y); row < min(of.height, p.height-y); row++ {
		from, to := of.row(row), p.row(y+row)
		for column := max(0, -x); column < min(of.width, p.width-x); column++ {
			source, target := from[column*of.deep:][:of.deep], to[(x+column)*p.deep:][:p.deep]
			switch {
			case p.deep == of.deep:
				copy(target, source)
			case p.deep == 4: // the other is grey: a picture has colours where one of its images has
				target[0], target[1], target[2], target[3] = source[0], source[0], source[0], 0xFF
			}
		}
	}
}

// white makes all pixels paper.
func (p *pixels) white() {
	for i := range p.pix {
		p.pix[i] = 0xFF
	}
}

// shrinker puts rows together to an image that is a whole number of times smaller: each pixel is the mean of those that it stands
// for. What is left at the right and at the bottom is dropped.
type shrinker struct {
	to    *pixels
	by    int
	sums  []uint32
	taken int // rows
}

func newShrinker(width, height, deep, by int) *shrinker {
	s := &shrinker{to: newPixels(width/by, height/by, deep), by: by}
	s.sums = make([]uint32, s.to.width*deep)
	return s
}

// take takes the next row.
func (s *shrinker) take(row []byte) {
	y := s.taken / s.by
	s.taken++
	if y >= s.to.height {
		return
	}
	if s.by == 1 {
		copy(s.to.row(y), row)
		return
	}
	deep := s.to.deep
	for x := range s.to.width {
		for i := range s.by {
			for c := range deep {
				s.sums[x*deep+c] += uint32(row[(x*s.by+i)*deep+c])
			}
		}
	}
	if s.taken%s.by > 0 {
		return
	}
	to, all := s.to.row(y), uint32(s.by*s.by)
	for i := range to {
		to[i] = byte((s.sums[i] + all/2) / all)
	}
	clear(s.sums)
}

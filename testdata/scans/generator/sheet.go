package main

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// mm is how many points a millimetre has.
const mm = 72 / 25.4

// sheet is a picture of a page in two planes, 0 black: what red light sees, and what green and blue light see. A grey one
// has only the second.
type sheet struct {
	width, height int
	dpi           float64
	dark          []uint8 // by green and blue light
	red           []uint8 // nil where the picture is grey
}

// newSheet takes over a drawn page.
func newSheet(g *image.Gray, dpi float64) *sheet {
	s := &sheet{width: g.Rect.Dx(), height: g.Rect.Dy(), dpi: dpi}
	s.dark = make([]uint8, s.width*s.height)
	for y := range s.height {
		copy(s.dark[y*s.width:][:s.width], g.Pix[y*g.Stride:])
	}
	return s
}

// pixels converts a length in points.
func (s *sheet) pixels(points float64) float64 { return points * s.dpi / 72 }

// colour gives the sheet its second plane.
func (s *sheet) colour() {
	if s.red == nil {
		s.red = slices.Clone(s.dark)
	}
}

// planes are those that there are.
func (s *sheet) planes() [][]uint8 {
	if s.red == nil {
		return [][]uint8{s.dark}
	}
	return [][]uint8{s.dark, s.red}
}

// each sets every pixel of every plane.
func (s *sheet) each(value func(x, y int, was uint8) float64) {
	for _, plane := range s.planes() {
		for y := range s.height {
			row := plane[y*s.width:][:s.width]
			for x, was := range row {
				row[x] = level(value(x, y, was))
			}
		}
	}
}

// level is the nearest grey.
func level(v float64) uint8 { return uint8(max(0, min(255, v+0.5))) }

// warp makes the sheet of size width × height whose pixel (x, y) lies at from(x, y) on the old one; outside of that is white.
func (s *sheet) warp(width, height int, from func(x, y float64) (float64, float64)) {
	planes := s.planes()
	made := make([][]uint8, len(planes))
	for i := range made {
		made[i] = make([]uint8, width*height)
	}
	for y := range height {
		for x := range width {
			fx, fy := from(float64(x), float64(y))
			for i, plane := range planes {
				made[i][y*width+x] = s.between(plane, fx, fy)
			}
		}
	}
	s.width, s.height, s.dark = width, height, made[0]
	if len(made) > 1 {
		s.red = made[1]
	}
}

// between is a plane's grey at a place between four pixels.
func (s *sheet) between(plane []uint8, x, y float64) uint8 {
	x0, y0 := math.Floor(x), math.Floor(y)
	if x0 < 0 || y0 < 0 || int(x0)+1 >= s.width || int(y0)+1 >= s.height {
		return 255
	}
	at := int(y0)*s.width + int(x0)
	a, b := x-x0, y-y0
	above := float64(plane[at])*(1-a) + float64(plane[at+1])*a
	below := float64(plane[at+s.width])*(1-a) + float64(plane[at+s.width+1])*a
	return level(above*(1-b) + below*b)
}

// skew turns the print clockwise by degrees about the middle; its corners may leave the sheet.
func (s *sheet) skew(degrees float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(s.width)/2, float64(s.height)/2
	s.warp(s.width, s.height, func(x, y float64) (float64, float64) {
		x, y = x-cx, y-cy
		return cx + x*cos + y*sin, cy - x*sin + y*cos
	})
}

// bend shifts the print up or down along its width, as where a bound volume lies on the glass: by depth points at the spine,
// which is on the left or the right, and by a tenth of it in waves.
func (s *sheet) bend(depth float64, left bool) {
	d := s.pixels(depth)
	shift := make([]float64, s.width)
	for x := range shift {
		u := float64(x) / float64(s.width) // from the spine on
		if !left {
			u = 1 - u
		}
		shift[x] = d * (math.Pow(1-u, 3) + 0.1*math.Sin(2*math.Pi*u))
	}
	s.warp(s.width, s.height, func(x, y float64) (float64, float64) { return x, y - shift[int(x)] })
}

// turn turns the sheet clockwise by quarters.
func (s *sheet) turn(quarters int) {
	for range quarters {
		for i, plane := range s.planes() {
			turned := make([]uint8, len(plane))
			for y := range s.height {
				for x := range s.width {
					turned[x*s.height+s.height-1-y] = plane[y*s.width+x]
				}
			}
			if i == 0 {
				s.dark = turned
			} else {
				s.red = turned
			}
		}
		s.width, s.height = s.height, s.width
	}
}

// mirror turns the sheet over.
func (s *sheet) mirror() {
	for _, plane := range s.planes() {
		for y := range s.height {
			row := plane[y*s.width:][:s.width]
			for x := range s.width / 2 {
				row[x], row[s.width-1-x] = row[s.width-1-x], row[x]
			}
		}
	}
}

// blur spreads each pixel with a Gaussian of σ pixels.
func (s *sheet) blur(sigma float64) {
	if sigma <= 0 {
		return
	}
	radius := int(math.Ceil(3 * sigma))
	weights := make([]int, 2*radius+1)
	sum := 0
	for i := range weights {
		d := float64(i - radius)
		weights[i] = int(4096 * math.Exp(-d*d/(2*sigma*sigma)))
		sum += weights[i]
	}
	for _, plane := range s.planes() {
		across := make([]uint8, len(plane))
		convolve(plane, across, s.width, s.height, 1, s.width, weights, sum)
		convolve(across, plane, s.height, s.width, s.width, 1, weights, sum)
	}
}

// convolve weighs each pixel's neighbours along lines of n pixels, which lie step apart; the lines lie stride apart.
func convolve(from, to []uint8, n, lines, step, stride int, weights []int, sum int) {
	radius := len(weights) / 2
	for line := range lines {
		begin := line * stride
		for i := range n {
			total := sum / 2
			for k, w := range weights {
				j := max(0, min(n-1, i+k-radius))
				total += w * int(from[begin+j*step])
			}
			to[begin+i*step] = uint8(total / sum)
		}
	}
}

// picture is the sheet as an image: grey, or in colour.
func (s *sheet) picture() image.Image {
	bounds := image.Rect(0, 0, s.width, s.height)
	if s.red == nil {
		return &image.Gray{Pix: s.dark, Stride: s.width, Rect: bounds}
	}
	img := image.NewRGBA(bounds)
	for i, d := range s.dark {
		img.SetRGBA(i%s.width, i/s.width, color.RGBA{R: s.red[i], G: d, B: d, A: 255})
	}
	return img
}

// copy is another sheet with the same print, in grey.
func (s *sheet) copy() *sheet {
	return &sheet{width: s.width, height: s.height, dpi: s.dpi, dark: slices.Clone(s.dark)}
}

package scan

import "math"

// raster is a picture of one byte a pixel: a grey one, from 0 for black to 255 for white, or a map of ink, 1 where ink is.
type raster struct {
	w, h int
	pix  []uint8
}

func newRaster(w, h int) raster { return raster{w, h, make([]uint8, w*h)} }

func (r raster) row(y int) []uint8 { return r.pix[y*r.w : (y+1)*r.w] }

// block is the side, in pixels, of the squares in which a picture is transposed, so that both sides stay in the cache.
const block = 32

// transposed swaps rows and columns.
func (r raster) transposed() raster {
	out := newRaster(r.h, r.w)
	for y0 := 0; y0 < r.h; y0 += block {
		for x0 := 0; x0 < r.w; x0 += block {
			for y := y0; y < min(y0+block, r.h); y++ {
				for x := x0; x < min(x0+block, r.w); x++ {
					out.pix[x*r.h+y] = r.pix[y*r.w+x]
				}
			}
		}
	}
	return out
}

// turnedBack turns the picture counter-clockwise by quarters, so that print that lay turned by them stands upright.
func (r raster) turnedBack(quarters int) raster {
	switch quarters {
	case 1:
		out := r.transposed()
		out.flipRows()
		return out
	case 2:
		out := raster{r.w, r.h, make([]uint8, len(r.pix))}
		for i, p := range r.pix {
			out.pix[len(r.pix)-1-i] = p
		}
		return out
	case 3:
		flipped := raster{r.w, r.h, append([]uint8(nil), r.pix...)}
		flipped.flipRows()
		return flipped.transposed()
	}
	return r
}

// flipRows turns the picture upside down in place, as a mirror does.
func (r raster) flipRows() {
	spare := make([]uint8, r.w)
	for y := range r.h / 2 {
		a, b := r.row(y), r.row(r.h-1-y)
		copy(spare, a)
		copy(a, b)
		copy(b, spare)
	}
}

// resized is a picture of another size: each pixel is the mean of those that it covers, or stands between those around it where the picture grows.
func (r raster) resized(w, h int) raster {
	if w == r.w && h == r.h {
		return r
	}
	columns, rows := spansOf(r.w, w), spansOf(r.h, h)
	out := newRaster(w, h)
	line := make([]float32, r.w)
	for y, span := range rows {
		clear(line)
		for k, weight := range span.weights {
			for x, p := range r.row(span.from + k) {
				line[x] += weight * float32(p)
			}
		}
		to := out.row(y)
		for x, span := range columns {
			sum := float32(0)
			for k, weight := range span.weights {
				sum += weight * line[span.from+k]
			}
			to[x] = uint8(sum + 0.5)
		}
	}
	return out
}

// span is what one pixel of a resized picture takes from a row of the old one.
type span struct {
	from    int
	weights []float32 // sum to 1
}

func spansOf(from, to int) []span {
	spans := make([]span, to)
	step := float64(from) / float64(to)
	reach := max(step, 1) / 2 // a pixel that is smaller than an old one is as wide as that
	for i := range spans {
		centre := (float64(i) + 0.5) * step
		a, b := max(centre-reach, 0), min(centre+reach, float64(from))
		first, last := int(a), min(int(math.Ceil(b)), from)
		weights := make([]float32, last-first)
		for k := range weights {
			covered := min(b, float64(first+k+1)) - max(a, float64(first+k))
			weights[k] = float32(covered / (b - a))
		}
		spans[i] = span{first, weights}
	}
	return spans
}

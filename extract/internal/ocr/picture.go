package ocr

import "image"

const (
	height     = 48   // of the pictures that the recognisers were trained on
	leastWidth = 128  // narrower ones are read worse: they are filled up
	mostWidth  = 4096 // a line of 80 characters and more; wider ones are made narrower
	widthStep  = 8    // how far the picture moves from one column of the network's output to the next
)

// scaled is a picture as the network takes it: three equal channels, 48 pixels high, -1 black to 1 white.
type scaled struct {
	floats []float32
	width  int
	factor float64 // pixels of the original to one of it, along the line
	filled int     // its columns that are of the picture
	given  int     // the original's width
	tall   float64 // the original's height
}

// scale makes a picture 48 pixels high, its width in proportion, by bilinear interpolation between pixels' centres.
func scale(picture *image.Gray) scaled {
	bounds := picture.Bounds()
	w, h := bounds.Dx(), bounds.Dy()
	if w <= 0 || h <= 0 {
		return scaled{}
	}
	filled := min(max((height*w+h-1)/h, widthStep), mostWidth)
	width := max((filled+widthStep-1)/widthStep*widthStep, leastWidth)
	s := scaled{
		floats: make([]float32, 3*height*width), width: width,
		factor: float64(w) / float64(filled), filled: filled, given: w, tall: float64(h),
	}
	across, down := samples(filled, w), samples(height, h)
	for y, v := range down {
		upper := picture.Pix[picture.PixOffset(bounds.Min.X, bounds.Min.Y+v.first):][:w]
		lower := picture.Pix[picture.PixOffset(bounds.Min.X, bounds.Min.Y+v.second):][:w]
		row := s.floats[y*width:][:filled]
		for x, u := range across {
			a := int(upper[u.first])*(one-u.share) + int(upper[u.second])*u.share
			b := int(lower[u.first])*(one-u.share) + int(lower[u.second])*u.share
			grey := (a*(one-v.share) + b*v.share + one*one/2) / (one * one)
			row[x] = float32(grey)/127.5 - 1
		}
	}
	plane := height * width
	copy(s.floats[plane:], s.floats[:plane])
	copy(s.floats[2*plane:], s.floats[:plane])
	return s
}

// one is the whole in shares of interpolation.
const one = 1 << 11

// sample says between which pixels one lies, and the second's share in it.
type sample struct{ first, second, share int }

// samples are those for n pixels made of size.
func samples(n, size int) []sample {
	to := make([]sample, n)
	for i := range to {
		at := (float64(i)+0.5)*float64(size)/float64(n) - 0.5
		at = min(max(at, 0), float64(size-1))
		first := int(at)
		to[i] = sample{first, min(first+1, size-1), int((at-float64(first))*one + 0.5)}
	}
	return to
}

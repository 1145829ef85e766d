package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// wear is what a page has gone through between the printer and the file. Lengths are in points, greys from 0, black, to 255.
type wear struct {
	// The print.
	toner   float64 // grey of the print's black
	dropout float64 // share of the print that took no toner, in spots
	gaps    float64 // share of the rulings' length that is broken
	seals   []seal
	through float64 // share of the other side's black that shows
	specks  int     // spots of dirt
	paper   float64 // grey of the paper
	unlit   float64 // share of the light that is missing at one end of the page
	// The glass.
	bend   float64 // how far lines are bent at the spine
	skew   float64 // degrees, clockwise
	shadow float64 // width of a dark edge
	blur   float64 // σ
	noise  float64 // σ, in greys
	// The file.
	turn    int  // quarters clockwise by which the picture lies
	rotate  bool // the page dictionary turns it upright again
	format  format
	quality int // of a JPEG
	strips  int // pictures that the page is cut into
}

// format says how a picture is kept in a PDF.
type format int

const (
	dct     format = iota // JPEG
	flate                 // deflated greys
	bilevel               // deflated bits, from a threshold
)

// kind names one thing that pages suffer, and does it to a page's wear.
type kind struct {
	name string
	add  func(w *wear, r *rand.Rand)
}

// pageKinds are those of the paper and the glass, each beside the wear that a good scan has, too.
var pageKinds = []kind{
	{"noise", func(w *wear, r *rand.Rand) { w.noise = uniform(r, 14, 24) }},
	{"blur", func(w *wear, r *rand.Rand) { w.blur = uniform(r, 0.25, 0.4) }},
	{"skew", func(w *wear, r *rand.Rand) { w.skew = uniform(r, 1.1, 2) * sign(r) }},
	{"turn", func(w *wear, r *rand.Rand) { w.turn, w.rotate = 1+r.IntN(3), r.IntN(3) == 0 }},
	{"jpeg", func(w *wear, r *rand.Rand) { w.format, w.quality = dct, 40+r.IntN(11) }},
	{"bent", func(w *wear, r *rand.Rand) { w.bend = uniform(r, 3, 7) * sign(r) }},
	{"red-seal", func(w *wear, r *rand.Rand) { w.seals = append(w.seals, newSeal(r, true)) }},
	{"dark-seal", func(w *wear, r *rand.Rand) { w.seals = append(w.seals, newSeal(r, false)) }},
	{"show-through", func(w *wear, r *rand.Rand) { w.through = uniform(r, 0.12, 0.25) }},
	{"faint", func(w *wear, r *rand.Rand) { w.toner, w.dropout = uniform(r, 110, 150), uniform(r, 0.02, 0.06) }},
	{"uneven", func(w *wear, r *rand.Rand) { w.unlit, w.shadow = uniform(r, 0.25, 0.4), uniform(r, 10, 25) }},
	{"specks", func(w *wear, r *rand.Rand) { w.specks = 100 + r.IntN(200) }},
	{"gaps", func(w *wear, r *rand.Rand) { w.gaps = uniform(r, 0.05, 0.12) }},
}

// kinds are all of them: none, one of the page, three of the page, and those of the file.
var kinds = slices.Concat([]kind{{"plain", func(*wear, *rand.Rand) {}}}, pageKinds, []kind{
	{"several", several},
	{"fax", func(w *wear, _ *rand.Rand) { w.format = bilevel }},
	{"strips", func(w *wear, r *rand.Rand) { w.strips = 3 + r.IntN(6) }},
})

func several(w *wear, r *rand.Rand) {
	for _, i := range r.Perm(len(pageKinds))[:3] {
		pageKinds[i].add(w, r)
	}
}

// good is the wear of a good scan.
func good(r *rand.Rand) wear {
	return wear{
		toner: uniform(r, 20, 45), paper: uniform(r, 238, 252),
		skew: uniform(r, 0, 0.6) * sign(r), blur: uniform(r, 0.12, 0.24), noise: uniform(r, 2, 5),
		quality: 70 + r.IntN(21), strips: 1, specks: r.IntN(10),
	}
}

func uniform(r *rand.Rand, from, to float64) float64 { return from + (to-from)*r.Float64() }

func sign(r *rand.Rand) float64 { return float64(2*r.IntN(2) - 1) }

// apply wears a sheet as it was printed; back is the print on its other side, nil for none.
func (w *wear) apply(s, back *sheet, r *rand.Rand) {
	if w.gaps > 0 {
		s.breakRulings(w.gaps, r)
	}
	s.print(w, r)
	if back != nil {
		s.showThrough(back, w.through)
	}
	for _, seal := range w.seals {
		seal.stamp(s, r)
	}
	s.dirt(w.specks, r)
	if w.bend != 0 {
		s.bend(w.bend, r.IntN(2) == 0)
	}
	s.skew(w.skew)
	s.light(w, r)
	s.blur(s.pixels(w.blur))
	s.each(func(_, _ int, was uint8) float64 { return float64(was) + w.noise*r.NormFloat64() })
	s.turn(w.turn)
}

// print gives paper and toner their greys. Toner is missing in spots of a third of a point, where it is.
func (s *sheet) print(w *wear, r *rand.Rand) {
	spots := newField(s, 0.35, r)
	s.each(func(x, y int, was uint8) float64 {
		ink := 1 - float64(was)/255
		if w.dropout > 0 && ink > 0 && spots.at(x, y) < w.dropout {
			ink *= 0.3
		}
		return w.paper - (w.paper-w.toner)*ink
	})
}

// showThrough darkens the paper where the other side is printed.
func (s *sheet) showThrough(back *sheet, share float64) {
	back.mirror()
	back.blur(s.pixels(0.4))
	s.each(func(x, y int, was uint8) float64 {
		if x >= back.width || y >= back.height {
			return float64(was)
		}
		return float64(was) * (1 - share*(1-float64(back.dark[y*back.width+x])/255))
	})
}

// dirt puts n dark spots of up to 1.5 points anywhere.
func (s *sheet) dirt(n int, r *rand.Rand) {
	for range n {
		cx, cy := r.Float64()*float64(s.width), r.Float64()*float64(s.height)
		radius := s.pixels(uniform(r, 0.2, 0.75))
		grey := uniform(r, 20, 140)
		s.within(cx, cy, radius, func(d float64, was uint8) float64 {
			cover := max(0, min(1, radius-d+0.5))
			return float64(was)*(1-cover) + min(float64(was), grey)*cover
		})
	}
}

// within sets the pixels of a disc, told how far from its middle they are.
func (s *sheet) within(cx, cy, radius float64, value func(d float64, was uint8) float64) {
	for _, plane := range s.planes() {
		for y := max(0, int(cy-radius-1)); y <= min(s.height-1, int(cy+radius+1)); y++ {
			for x := max(0, int(cx-radius-1)); x <= min(s.width-1, int(cx+radius+1)); x++ {
				if d := math.Hypot(float64(x)-cx, float64(y)-cy); d <= radius+1 {
					plane[y*s.width+x] = level(value(d, plane[y*s.width+x]))
				}
			}
		}
	}
}

// light darkens the page to one side, and its edge where it does not lie on the glass.
func (s *sheet) light(w *wear, r *rand.Rand) {
	if w.unlit == 0 && w.shadow == 0 {
		return
	}
	sin, cos := math.Sincos(r.Float64() * 2 * math.Pi)
	left, width := r.IntN(2) == 0, s.pixels(w.shadow)
	s.each(func(x, y int, was uint8) float64 {
		along := ((float64(x)/float64(s.width)-0.5)*cos+(float64(y)/float64(s.height)-0.5)*sin)/math.Sqrt2 + 0.5
		lit := 1 - w.unlit*along
		edge := float64(x)
		if !left {
			edge = float64(s.width - 1 - x)
		}
		if edge < width {
			lit *= 0.25 + 0.75*edge/width
		}
		return float64(was) * lit
	})
}

// breakRulings takes pieces of a point and a half to five points out of lines of print, as long as 20 mm at least.
func (s *sheet) breakRulings(share float64, r *rand.Rand) {
	long, thick := int(s.pixels(20*mm)), s.pixels(4)
	lengths := s.pixels(uniform(r, 1.5, 5))
	gaps := newField(&sheet{width: int(float64(s.width) / lengths), height: int(float64(s.height) / thick), dpi: 72}, 1, r)
	falls := newField(&sheet{width: int(float64(s.width) / thick), height: int(float64(s.height) / lengths), dpi: 72}, 1, r)
	var cut []int
	for y := range s.height {
		for _, x := range runs(s.dark[y*s.width:], 1, s.width, long) {
			if gaps.at(int(float64(x)/lengths), int(float64(y)/thick)) < share {
				cut = append(cut, y*s.width+x)
			}
		}
	}
	for x := range s.width {
		for _, y := range runs(s.dark[x:], s.width, s.height, long) {
			if falls.at(int(float64(x)/thick), int(float64(y)/lengths)) < share {
				cut = append(cut, y*s.width+x)
			}
		}
	}
	for _, at := range cut {
		s.dark[at] = 255
	}
}

// runs lists the places, among n that lie step apart, of print without a gap over more than long of them.
func runs(line []uint8, step, n, long int) (places []int) {
	begin := 0
	for i := range n + 1 {
		if i < n && line[i*step] < 200 {
			continue
		}
		if i-begin > long {
			for at := begin; at < i; at++ {
				places = append(places, at)
			}
		}
		begin = i + 1
	}
	return places
}

// field is a value from 0 to 1 for each square of a sheet.
type field struct {
	size   float64 // of a square, in pixels
	width  int
	values []float32
}

// newField draws a field of squares of size points.
func newField(s *sheet, size float64, r *rand.Rand) *field {
	f := &field{size: max(1, s.pixels(size))}
	f.width = int(float64(s.width)/f.size) + 1
	f.values = make([]float32, f.width*(int(float64(s.height)/f.size)+1))
	for i := range f.values {
		f.values[i] = r.Float32()
	}
	return f
}

func (f *field) at(x, y int) float64 {
	return float64(f.values[int(float64(y)/f.size)*f.width+int(float64(x)/f.size)])
}

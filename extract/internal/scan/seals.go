package scan

import (
	"math"
	"slices"
)

// Marks tell what makes the text of a line doubtful, however sure the reader of lines is.
type Marks uint8

const (
	// Arc tells ink of a picture's, an arc's or a seal's that passes the line.
	Arc Marks = 1 << iota
	// DarkSeal tells that the line stands inside a seal that is as dark as print, whose text may have been read instead.
	DarkSeal
	// CrossesRuling tells print that passes over a ruling.
	CrossesRuling
)

// drawings are the ink that is no print, as a map, and the seals that it makes.
type drawings struct {
	ink   raster
	seals []box
}

// drawingsOf tells the drawings among the pieces of a page.
func drawingsOf(p *pieces, w, h int, em, dpi float64, s *Settings) drawings {
	d := drawings{ink: newRaster(w, h)}
	f := lineFinder{s: s, em: em}
	drawn := make([]bool, len(p.components))
	var arcs []box
	for i := range p.components {
		c := &p.components[i]
		if float64(max(c.w(), c.h())) >= s.Speck*em && !f.isPrint(c) {
			drawn[i] = true
			if float64(max(c.w(), c.h())) >= s.ArcLength*dpi {
				arcs = append(arcs, c.box)
			}
		}
	}
	for i, r := range p.runs {
		if drawn[p.numbers[i]] {
			row := d.ink.row(int(r.y))[r.from:r.to]
			for x := range row {
				row[x] = 1
			}
		}
	}
	d.seals = sealsOf(arcs, dpi, s)
	return d
}

// sealsOf puts arcs together that overlap; those that fill a box about as high as wide, of a seal's size, are a seal's rim.
func sealsOf(arcs []box, dpi float64, s *Settings) []box {
	for merged := true; merged; {
		merged = false
		for i := 0; i < len(arcs); i++ {
			for k := len(arcs) - 1; k > i; k-- {
				if arcs[i].touches(arcs[k]) {
					arcs[i] = arcs[i].union(arcs[k])
					arcs = append(arcs[:k], arcs[k+1:]...)
					merged = true
				}
			}
		}
	}
	var seals []box
	for _, a := range arcs {
		w, h := float64(a.w())/dpi, float64(a.h())/dpi
		if min(w, h) >= s.SmallestSeal && max(w, h) <= s.LargestSeal && max(w, h) <= s.SealStretch*min(w, h) {
			seals = append(seals, a)
		}
	}
	return seals
}

// marksOf tells what the drawings and rulings make doubtful of a line.
func (d *drawings) marksOf(l *textLine, erased raster, s *Settings) Marks {
	var marks Marks
	drawn, crossed := 0, 0
	for y := l.y0; y < l.y1; y++ {
		for x := l.x0; x < l.x1; x++ {
			drawn += int(d.ink.pix[y*d.ink.w+x])
			crossed += int(erased.pix[y*erased.w+x])
		}
	}
	if float64(drawn) > s.Traces*l.em*l.em {
		marks |= Arc
	}
	if float64(crossed) > s.Traces*l.em*l.em {
		marks |= CrossesRuling
	}
	for _, seal := range d.seals {
		if seal.touches(l.box) {
			marks |= DarkSeal
		}
	}
	return marks
}

// ownPrint tells a line that stands in a seal, in the outer half of its rings, where its own print runs.
func (d *drawings) ownPrint(l box) bool {
	return slices.ContainsFunc(d.seals, func(seal box) bool {
		across := float64(l.x0+l.x1-seal.x0-seal.x1) / float64(seal.w())
		down := float64(l.y0+l.y1-seal.y0-seal.y1) / float64(seal.h())
		return l.union(seal) == seal && math.Hypot(across, down) > 0.5
	})
}

// withoutSeals is a map of ink without the rims of seals and what of them is solid: the print that they touch is in pieces of
// its own then. Where the rim runs is told by its distance from the seal's middle, at which most of a turn is ink.
func withoutSeals(ink raster, seals []box, em float64, s *Settings) raster {
	out := raster{pix: slices.Clone(ink.pix), w: ink.w, h: ink.h}
	for _, seal := range seals {
		for distance, inked := range rimOf(ink, seal) {
			if inked >= s.Rim {
				out.eraseRing(seal, float64(distance))
			}
		}
		out.eraseSolid(ink, seal, max(int(s.Solid*em), 3))
	}
	return out
}

// rimOf is the share of each ring around a seal's middle that is ink, ring by ring of a pixel, to two pixels beyond its box.
func rimOf(ink raster, seal box) []float64 {
	const turns = 720
	shares := make([]float64, (seal.w()+seal.h())/4+3)
	for distance := range shares {
		for k := range turns {
			x, y := onRing(seal, float64(distance), 2*math.Pi*float64(k)/turns)
			if ink.holds(x, y) && ink.pix[y*ink.w+x] != 0 {
				shares[distance] += 1.0 / turns
			}
		}
	}
	return shares
}

// onRing is the pixel at a distance from a seal's middle, and at an angle. A seal that is wider than high is an ellipse.
func onRing(seal box, distance, angle float64) (x, y int) {
	sin, cos := math.Sincos(angle)
	mean := float64(seal.w()+seal.h()) / 2
	cx, cy := float64(seal.x0+seal.x1-1)/2, float64(seal.y0+seal.y1-1)/2
	return int(cx + distance*cos*float64(seal.w())/mean + 0.5), int(cy + distance*sin*float64(seal.h())/mean + 0.5)
}

// holds tells whether a pixel is one of the picture's.
func (r raster) holds(x, y int) bool { return x >= 0 && y >= 0 && x < r.w && y < r.h }

// eraseRing takes out the ring at a distance from a seal's middle, and a pixel at its sides.
func (r raster) eraseRing(seal box, distance float64) {
	turns := int(4*math.Pi*distance) + 1
	for k := range turns {
		for aside := -1.0; aside <= 1; aside++ {
			if x, y := onRing(seal, distance+aside, 2*math.Pi*float64(k)/float64(turns)); r.holds(x, y) {
				r.pix[y*r.w+x] = 0
			}
		}
	}
}

// eraseSolid takes out, within a seal, squares that are ink altogether.
func (r raster) eraseSolid(ink raster, seal box, side int) {
	high := make([]int, seal.w()) // for each column, the ink over a place
	for y := max(seal.y0, 0); y < min(seal.y1, ink.h); y++ {
		wide := 0 // the columns before a place that are high enough
		for x := max(seal.x0, 0); x < min(seal.x1, ink.w); x++ {
			if i := x - seal.x0; ink.pix[y*ink.w+x] == 0 {
				high[i] = 0
			} else {
				high[i]++
			}
			if high[x-seal.x0] < side {
				wide = 0
				continue
			}
			if wide++; wide < side {
				continue
			}
			for up := range side {
				clear(r.row(y - up)[x-side+1 : x+1])
			}
		}
	}
}

// withoutSealPrint leaves out what stands in a seal and in a cell, and is larger than the page's print.
func withoutSealPrint(components []component, seals []box, g *regions, em float64, s *Settings) []component {
	outside := g.of[0] // around all tables
	return slices.DeleteFunc(slices.Clone(components), func(c component) bool {
		return float64(max(c.w(), c.h())) > s.SealPrint*em && g.holding(c.box) != outside && slices.ContainsFunc(seals, c.touches)
	})
}

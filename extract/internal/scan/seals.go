package scan

// Marks tell what makes the text of a line doubtful, however sure the reader of lines is.
type Marks uint8

const (
	// Arc tells ink of a picture's, an arc's or a seal's that passes the line.
	Arc Marks = 1 << iota
	// DarkSeal tells that the line stands inside a seal that is as dark as print, whose text may have been read instead.
	DarkSeal
	// CrossesRuling tells print that passes over a ruling.
	CrossesRuling
	// Faint tells ink that is far paler than the page's.
	Faint
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

package scan

import "math"

// inkOf tells which pixels are ink: those darker than their surroundings by a share that falls with the local contrast
// (J. Sauvola, M. Pietikäinen, Adaptive document image binarization, Pattern Recognition 33, 2000). Sums of the columns of the window slide
// down and across the picture, so that its size costs nothing.
func inkOf(g raster, dpi float64, s *Settings) raster {
	out := newRaster(g.w, g.h)
	reach := max(int(s.Window*dpi/2), 2)
	w := window{sums: make([]uint32, g.w), squares: make([]uint32, g.w)}
	for y := range min(reach, g.h) {
		w.add(g.row(y))
	}
	for y := range g.h {
		if y+reach < g.h {
			w.add(g.row(y + reach))
		}
		if y-reach > 0 {
			w.remove(g.row(y - reach - 1))
		}
		w.threshold(out.row(y), g.row(y), reach, s)
	}
	return out
}

// window holds, for each column, the sum of the pixels in the rows around the current one, and of their squares.
type window struct {
	sums, squares []uint32
	rows          int
}

func (w *window) add(row []uint8) {
	w.rows++
	for x, p := range row {
		w.sums[x] += uint32(p)
		w.squares[x] += uint32(p) * uint32(p)
	}
}

func (w *window) remove(row []uint8) {
	w.rows--
	for x, p := range row {
		w.sums[x] -= uint32(p)
		w.squares[x] -= uint32(p) * uint32(p)
	}
}

func (w *window) threshold(to, row []uint8, reach int, s *Settings) {
	var sum, square uint64
	columns := 0
	for x := range min(reach, len(row)) {
		sum += uint64(w.sums[x])
		square += uint64(w.squares[x])
		columns++
	}
	black := uint8(255 * s.Black)
	for x, p := range row {
		if x+reach < len(row) {
			sum += uint64(w.sums[x+reach])
			square += uint64(w.squares[x+reach])
			columns++
		}
		if x-reach > 0 {
			sum -= uint64(w.sums[x-reach-1])
			square -= uint64(w.squares[x-reach-1])
			columns--
		}
		if p <= black {
			to[x] = 1
			continue
		}
		n := float64(columns * w.rows)
		mean := float64(sum) / n
		below := mean - float64(p)
		if below <= s.LeastContrast*mean {
			continue
		}
		deviation := math.Sqrt(max(float64(square)/n-mean*mean, 0))
		if below > mean*s.Sauvola*(1-deviation/128) {
			to[x] = 1
		}
	}
}

// smoothed is a map of ink in which each pixel is what most of those are that stand up to reach above and below it: lines
// that run down have clean sides and no small gaps.
func smoothed(ink raster, reach int) raster {
	out := newRaster(ink.w, ink.h)
	counts := make([]uint8, ink.w)
	for y := range min(reach, ink.h) {
		for x, p := range ink.row(y) {
			counts[x] += p
		}
	}
	for y := range ink.h {
		if y+reach < ink.h {
			for x, p := range ink.row(y + reach) {
				counts[x] += p
			}
		}
		if y-reach > 0 {
			for x, p := range ink.row(y - reach - 1) {
				counts[x] -= p
			}
		}
		row := out.row(y)
		for x, n := range counts {
			if int(n) > reach {
				row[x] = 1
			}
		}
	}
	return out
}

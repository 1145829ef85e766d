package scan

// evened is the picture with its paper made white and its ink dark: the paper's grey is estimated tile by tile, as the
// grey that most of a tile is no darker than, and divided out, so that shadows and yellowed paper go; then what is the
// darkest of the page becomes black, so that faint toner is ink as well.
func evened(g raster, dpi float64, s *Settings) raster {
	gains := gainsOf(g, max(int(s.Tile*dpi), 1), s)
	out := newRaster(g.w, g.h)
	for y := range g.h {
		gains.even(out.row(y), g.row(y), y)
	}
	stretch(out, s)
	return out
}

// gainBits are the bits behind the point of a gain.
const gainBits = 12

// gainMap tells by how much the pixels at the middles of tiles are to be multiplied.
type gainMap struct {
	tile, w, h int
	gains      []int32 // row by row, of gainBits
}

func gainsOf(g raster, tile int, s *Settings) gainMap {
	m := gainMap{tile: tile, w: (g.w + tile - 1) / tile, h: (g.h + tile - 1) / tile}
	paper := make([]uint8, m.w*m.h)
	for ty := range m.h {
		for tx := range m.w {
			paper[ty*m.w+tx] = paperOf(g, tx*tile, ty*tile, tile, s)
		}
	}
	lightest := uint8(0)
	for _, p := range paper {
		lightest = max(lightest, p)
	}
	least := max(s.DarkestPaper*float64(lightest), 1)
	paper = around(paper, m.w, m.h, func(all []uint8) uint8 {
		most := uint8(0)
		for _, p := range all {
			most = max(most, p)
		}
		return most
	})
	paper = around(paper, m.w, m.h, func(all []uint8) uint8 {
		sum := 0
		for _, p := range all {
			sum += int(p)
		}
		return uint8(sum / len(all))
	})
	m.gains = make([]int32, len(paper))
	for i, p := range paper {
		m.gains[i] = int32(255 * (1 << gainBits) / max(float64(p), least))
	}
	return m
}

// paperOf is the grey than which Settings.Paper of a tile is no lighter.
func paperOf(g raster, x0, y0, tile int, s *Settings) uint8 {
	var counts [256]int
	n := 0
	for y := y0; y < min(y0+tile, g.h); y++ {
		for _, p := range g.row(y)[x0:min(x0+tile, g.w)] {
			counts[p]++
			n++
		}
	}
	return quantile(&counts, int(s.Paper*float64(n)))
}

// quantile is the grey that more than n of the counted pixels are at most.
func quantile(counts *[256]int, n int) uint8 {
	seen := 0
	for grey, c := range counts {
		if seen += c; seen > n {
			return uint8(grey)
		}
	}
	return 255
}

// around gives each tile what f makes of it and the tiles at its sides and corners.
func around(tiles []uint8, w, h int, f func([]uint8) uint8) []uint8 {
	out := make([]uint8, len(tiles))
	var near []uint8
	for y := range h {
		for x := range w {
			near = near[:0]
			for ny := max(y-1, 0); ny <= min(y+1, h-1); ny++ {
				near = append(near, tiles[ny*w+max(x-1, 0):ny*w+min(x+1, w-1)+1]...)
			}
			out[y*w+x] = f(near)
		}
	}
	return out
}

// even multiplies a row by the gains between the middles of the tiles around each pixel.
func (m gainMap) even(to, from []uint8, y int) {
	top, bottom, across := m.between(y, m.h)
	mixed := make([]int32, m.w)
	for tx := range mixed {
		a, b := m.gains[top*m.w+tx], m.gains[bottom*m.w+tx]
		mixed[tx] = a + (b-a)*int32(across)/int32(m.tile)
	}
	half := m.tile / 2
	for tx := -1; tx < m.w; tx++ {
		a, b := mixed[max(tx, 0)], mixed[min(tx+1, m.w-1)]
		x0 := tx*m.tile + half
		gain, step := a<<4, ((b-a)<<4)/int32(m.tile)
		for x := x0; x < min(x0+m.tile, len(from)); x++ {
			if x >= 0 {
				to[x] = uint8(min(int32(from[x])*(gain>>4)>>gainBits, 255))
			}
			gain += step
		}
	}
}

// between gives the tiles before and behind a place, and how far it is from the middle of the one before, in pixels.
func (m gainMap) between(at, n int) (before, behind, distance int) {
	at -= m.tile / 2
	if at < 0 {
		return 0, 0, 0
	}
	before = min(at/m.tile, n-1)
	return before, min(before+1, n-1), at % m.tile
}

// stretch makes the darkest of an evened picture black. What is not darker than Settings.PalestInk is no ink: a page
// through which only the other side shows stays as white as it is.
func stretch(g raster, s *Settings) {
	var counts [256]int
	for _, p := range g.pix {
		counts[p]++
	}
	black := min(int(quantile(&counts, int(s.Ink*float64(len(g.pix))))), int(255*s.PalestInk))
	var table [256]uint8
	for i := range table {
		table[i] = uint8(max(i-black, 0) * 255 / (255 - black))
	}
	for i, p := range g.pix {
		g.pix[i] = table[p]
	}
}

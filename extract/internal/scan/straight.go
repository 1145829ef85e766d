package scan

import "math"

// straightened is how an upright picture is made straight: by its skew, and by how long rulings in it bend.
func straightened(ink raster, turn int, dpi float64, s *Settings) mapping {
	m := mapping{w: ink.w, h: ink.h, turn: turn, skew: skewOf(ink, s)}
	across, down := m.tracks(ink.transposed(), true, dpi, s), m.tracks(ink, false, dpi, s)
	if len(across) >= s.Bends {
		m.across = bendOf(across, s)
	}
	if len(down) >= s.Bends {
		m.down = bendOf(down, s)
	} else {
		m.down = leaning(m.leanOf(piecesOf(ink).components, s) * float64(m.h) / 2)
	}
	return m
}

// leaning is the bend that moves the lower end of a page by some pixels to the right, and its upper end to the left.
func leaning(pixels float64) bend {
	b := bend{from: uv{u: -1, v: -1}, to: uv{u: 1, v: 1}}
	b.c[0] = pixels // of u alone
	return b
}

// leanOf is the slope by which print that stands one under the other moves to the right, where no vertical ruling tells it: where
// lines bend, the skew of the page is not that of its lines. It is the one at which most pieces begin, or end, in the same columns; 0 where that
// is not clearly so.
func (m *mapping) leanOf(components []component, s *Settings) float64 {
	var edges []uv
	for i := range components {
		c := &components[i]
		for _, x := range [2]int{c.x0, c.x1} {
			x, y := m.rotated(float64(x), float64(c.y0+c.y1)/2)
			edges = append(edges, uv{u: x, v: y - float64(m.h)/2})
		}
	}
	limit := s.Slant * math.Pi / 180
	step := 1 / float64(max(m.h, 1))
	margin := int(limit*float64(m.h)) + 2
	columns := make([]int, m.w+2*margin)
	peaks := func(slope float64) (sum int) {
		clear(columns)
		for _, e := range edges {
			if x := int(e.u-slope*e.v) + margin; x >= 0 && x < len(columns) {
				columns[x]++
			}
		}
		for _, n := range columns {
			sum += n * n
		}
		return sum
	}
	upright := peaks(0)
	best, most := 0.0, int(s.Clear*float64(upright))
	for slope := -limit; slope <= limit; slope += step {
		if n := peaks(slope); n > most {
			best, most = slope, n
		}
	}
	return best
}

// tracks are the long rulings that run down a picture, or across it where it is transposed.
func (m *mapping) tracks(ink raster, horizontal bool, dpi float64, s *Settings) []track {
	lines := thinLines(smoothed(ink, max(int(s.Smooth*dpi), 1)), dpi, s)
	every := max(s.SampledEvery*dpi, 1)
	var all []track
	for i := range lines {
		l := &lines[i]
		if float64(l.length()) < s.LongLine*dpi || float64(l.rows) < s.Seen*float64(l.length()) {
			continue
		}
		var t track
		for from, k := 0, 1; k <= len(l.points); k++ {
			if k == len(l.points) || l.points[k].along-l.points[from].along >= every {
				t = append(t, m.seen(l.points[from:k], horizontal))
				from = k
			}
		}
		all = append(all, t)
	}
	return all
}

// seen is a stretch of a line as a place of its track.
func (m *mapping) seen(points []point, horizontal bool) uv {
	x, y := 0.0, acrossOf(points)
	for _, p := range points {
		x += (p.along + 0.5) / float64(len(points))
	}
	if !horizontal {
		x, y = y, x
	}
	x, y = m.rotated(x, y)
	u, v := m.unit(x, y)
	if horizontal {
		return uv{u, v, y}
	}
	return uv{v, u, x}
}

// rotated is a place of the upright picture without its skew.
func (m *mapping) rotated(x, y float64) (float64, float64) {
	sin, cos := math.Sincos(m.skew)
	cx, cy := float64(m.w)/2, float64(m.h)/2
	x, y = x-cx, y-cy
	return cx + x*cos + y*sin, cy - x*sin + y*cos
}

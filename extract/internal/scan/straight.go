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
	}
	return m
}

// tracks are the long rulings that run down a picture, or across it where it is transposed.
func (m *mapping) tracks(ink raster, horizontal bool, dpi float64, s *Settings) []track {
	strokes := traced(ink, tracing{
		thick:  max(int(s.Thickest*dpi), 2),
		reach:  max(int(s.DotGap*dpi), 1),
		least:  max(int(s.Piece*dpi), 3),
		points: 0,
	})
	lines := joined(strokes, ink, joining{
		seed:   max(int(s.Seed*dpi), 4),
		beside: max(s.Beside*dpi, 1),
		small:  max(int(s.DotGap*dpi), 1),
		white:  int(s.WhiteGap * dpi),
		cross:  int(s.CrossGap * dpi),
		inked:  int(s.InkedGap * dpi),
		filled: s.Filled,
	})
	every := max(s.SampledEvery*dpi, 1)
	var all []track
	for i := range lines {
		l := &lines[i]
		if float64(l.length()) < s.LongLine*dpi || float64(l.rows) < s.Thin*float64(l.length()) {
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
	sin, cos := math.Sincos(m.skew)
	cx, cy := float64(m.w)/2, float64(m.h)/2
	x, y = x-cx, y-cy
	x, y = cx+x*cos+y*sin, cy-x*sin+y*cos
	u, v := m.unit(x, y)
	if horizontal {
		return uv{u, v, y}
	}
	return uv{v, u, x}
}

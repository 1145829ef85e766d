package scan

import (
	"math"
	"slices"
)

// stroke is a thin line of ink that runs down a picture, row after row; in a transposed picture one that runs across.
type stroke struct {
	from, to    int     // the rows that it spans
	first, last float64 // where it begins and ends across, the mean of its end's rows
	rows        int     // of those that it spans, in how many it was seen
	width       float64
	points      []point // all that it was seen at
}

// point is a place of a stroke: a row, and where the stroke's middle stands in it.
type point struct{ along, across float64 }

// path is where the stroke passes each of its rows, on straight lines between where it was seen.
func (s *stroke) path() []float64 {
	path := make([]float64, s.length())
	k := 0
	for i := range path {
		row := float64(s.from + i)
		for k+1 < len(s.points) && s.points[k+1].along <= row {
			k++
		}
		at := s.points[k]
		path[i] = at.across
		if k+1 < len(s.points) && row > at.along {
			next := s.points[k+1]
			path[i] += (next.across - at.across) * (row - at.along) / (next.along - at.along)
		}
	}
	return path
}

func (s *stroke) length() int { return s.to - s.from }

func (s *stroke) middle() float64 { return (s.first + s.last) / 2 }

// thinLines are the thin lines that run down a smoothed picture, broken and dotted ones put together.
func thinLines(even raster, dpi float64, s *Settings) []stroke {
	strokes := traced(even, tracing{
		thick: thickest(dpi, s),
		reach: max(int(s.DotGap*dpi), 1),
		least: max(int(s.Piece*dpi), 3),
	})
	return joined(strokes, even, joining{
		seed:   max(int(s.Seed*dpi), 4),
		beside: max(s.Beside*dpi, 1),
		small:  max(int(s.DotGap*dpi), 1),
		white:  int(s.WhiteGap * dpi),
		cross:  int(s.CrossGap * dpi),
		inked:  int(s.InkedGap * dpi),
		filled: s.Filled,
		swells: s.Swells,
	})
}

// thickest is the width of the thickest line, in pixels.
func thickest(dpi float64, s *Settings) int { return max(int(s.Thickest*dpi), 2) }

// tracing tells which strokes are followed.
type tracing struct {
	thick int // the widest run that is a stroke's, in pixels
	reach int // the rows without one over which it goes on
	least int // the rows that it spans at least
}

// traced follows the strokes of a picture. A stroke goes on to a thin run whose middle stands no more than a pixel beside
// that of its last one, for each row between them.
func traced(ink raster, t tracing) []stroke {
	runs, rows := runsOf(ink)
	next, isNext := make([]int32, len(runs)), make([]bool, len(runs))
	last := make([]int32, ink.w) // the newest run whose middle stood in a column, and its number plus 1
	for y := range ink.h {
		for i := rows[y]; i < rows[y+1]; i++ {
			r := &runs[i]
			if int(r.to-r.from) > t.thick {
				continue
			}
			middle := (r.from + r.to) / 2
			if before := follows(runs, last, middle, int32(y), int32(t.reach)); before >= 0 && next[before] == 0 {
				next[before], isNext[i] = int32(i), true
			}
		}
		for i := rows[y]; i < rows[y+1]; i++ {
			if r := &runs[i]; int(r.to-r.from) <= t.thick {
				last[(r.from+r.to)/2] = int32(i) + 1
			}
		}
	}
	var all []stroke
	for i := range runs {
		if isNext[i] || next[i] == 0 {
			continue
		}
		n, last := 1, int32(i)
		for ; next[last] != 0; last = next[last] {
			n++
		}
		if int(runs[last].y)+1-int(runs[i].y) >= t.least {
			all = append(all, strokeOf(runs, next, int32(i), n, t))
		}
	}
	return all
}

// follows is the number of the run that one at a place follows, or -1.
func follows(runs []run, last []int32, middle, y, reach int32) int32 {
	best, nearest := int32(-1), reach+1
	for across := max(middle-2, 0); across <= min(middle+2, int32(len(last))-1); across++ {
		before := last[across] - 1
		if before < 0 {
			continue
		}
		down, aside := y-runs[before].y, across-middle
		aside = max(aside, -aside)
		if down > reach+1 || aside > down {
			continue
		}
		// Of those as near, the lowest: one above it goes on with that already.
		if d := down + aside - 1; d < nearest || d == nearest && best >= 0 && runs[before].y > runs[best].y {
			best, nearest = before, d
		}
	}
	return best
}

// strokeOf is the stroke of n runs that begins with one.
func strokeOf(runs []run, next []int32, first int32, n int, t tracing) stroke {
	s := stroke{from: int(runs[first].y)}
	points := make([]point, 0, n)
	for i := first; ; i = next[i] {
		r := &runs[i]
		points = append(points, point{float64(r.y), float64(r.from+r.to) / 2})
		s.width += float64(r.to - r.from)
		s.to = int(r.y) + 1
		if next[i] == 0 {
			break
		}
	}
	s.rows = len(points)
	s.width /= float64(s.rows)
	ends := min(max(t.least/2, 1), s.rows)
	s.first, s.last = acrossOf(points[:ends]), acrossOf(points[s.rows-ends:])
	s.points = points
	return s
}

func acrossOf(points []point) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p.across
	}
	return sum / float64(len(points))
}

// joining tells which strokes are pieces of one line.
type joining struct {
	seed   int     // what is of this length is of a line
	beside float64 // how far from where the line goes on the next piece may stand
	small  int     // the gap between pieces of which one is shorter than seed
	white  int     // the gap between others
	cross  int     // the gap that is filled with ink: a line that crosses
	inked  int     // the gap between others that is filled with ink: print that crosses
	filled float64 // the share of a gap that is ink where it counts as filled
	swells float64 // how many times as thick one piece may be as the other
}

// joined makes lines of strokes that lie in a row, broken by noise or by what crosses them.
func joined(strokes []stroke, ink raster, j joining) []stroke {
	slices.SortFunc(strokes, func(a, b stroke) int { return a.from - b.from })
	lanes := make([][]int32, ink.w+1) // the strokes that begin in a column, from top to bottom
	for i := range strokes {
		at := min(max(int(strokes[i].first), 0), ink.w)
		lanes[at] = append(lanes[at], int32(i))
	}
	used := make([]bool, len(strokes))
	var lines []stroke
	for i := range strokes {
		if used[i] {
			continue
		}
		used[i] = true
		line := strokes[i]
		for {
			k := j.next(&line, strokes, lanes, used, ink)
			if k < 0 {
				break
			}
			used[k] = true
			line = line.joined(&strokes[k])
		}
		lines = append(lines, line)
	}
	return j.headed(lines)
}

// headed gives long lines the short pieces before them: a line that begins with short pieces does not know yet that it is one.
func (j joining) headed(lines []stroke) []stroke {
	taken := make([]bool, len(lines))
	for i := range lines {
		l := &lines[i]
		if taken[i] || l.length() < 2*j.seed {
			continue
		}
		for k := i - 1; k >= 0; k-- { // in the order in which they begin
			o := &lines[k]
			gap := l.from - o.to
			if !taken[k] && gap >= 0 && gap <= j.white && math.Abs(o.last-l.first) <= j.beside && j.alike(o, l) {
				*l, taken[k] = o.joined(l), true
			}
		}
	}
	kept := lines[:0:0]
	for i := range lines {
		if !taken[i] {
			kept = append(kept, lines[i])
		}
	}
	return kept
}

// alike tells pieces of about the same thickness.
func (j joining) alike(a, b *stroke) bool {
	return max(a.width, b.width) <= j.swells*min(a.width, b.width)+1
}

// next is the stroke that a line goes on with, or -1.
func (j joining) next(line *stroke, strokes []stroke, lanes [][]int32, used []bool, ink raster) int {
	best := -1
	for at := max(int(line.last-j.beside), 0); at <= min(int(line.last+j.beside), len(lanes)-1); at++ {
		lane := lanes[at]
		from, _ := slices.BinarySearchFunc(lane, line.to-j.small, func(i int32, row int) int { return strokes[i].from - row })
		for _, i := range lane[from:] {
			s := &strokes[i]
			if s.from > line.to+max(j.white, j.inked) || best >= 0 && s.from >= strokes[best].from {
				break
			}
			if !used[i] && s.to > line.to && math.Abs(s.first-line.last) <= j.beside && j.bridges(line, s, ink) {
				best = int(i)
			}
		}
	}
	return best
}

// bridges tells whether a line goes on to a stroke over the gap between them.
func (j joining) bridges(line, s *stroke, ink raster) bool {
	gap, inked := s.from-line.to, j.cross
	switch {
	case !j.alike(line, s):
		return false
	case gap <= j.white && max(line.length(), s.length()) >= 2*j.seed:
		return true
	}
	if min(line.length(), s.length()) >= j.seed {
		if gap <= j.white {
			return true
		}
		inked = j.inked
	}
	switch {
	case gap <= j.small:
		return true
	case gap > inked:
		return false
	}
	filled := 0
	for y := line.to; y < s.from; y++ {
		across := line.last + (s.first-line.last)*float64(y-line.to)/float64(gap)
		if inkAt(ink, int(across), y) {
			filled++
		}
	}
	return float64(filled) >= j.filled*float64(gap)
}

// grow makes a line end where its ink does: next to one that crosses it, a line is thicker than it is, and no stroke.
func (s *stroke) grow(ink raster) {
	for s.from > 0 && inkAt(ink, int(s.first), s.from-1) {
		s.from--
	}
	for s.to < ink.h && inkAt(ink, int(s.last), s.to) {
		s.to++
	}
}

// inkAt tells whether there is ink at a pixel or at a side of it.
func inkAt(ink raster, x, y int) bool {
	row := ink.row(y)
	for _, p := range row[min(max(x-1, 0), len(row)):min(max(x+2, 0), len(row))] {
		if p != 0 {
			return true
		}
	}
	return false
}

func (s *stroke) joined(o *stroke) stroke {
	out := *s
	out.to, out.last, out.rows = o.to, o.last, s.rows+o.rows
	out.width = (s.width*float64(s.rows) + o.width*float64(o.rows)) / float64(out.rows)
	out.points = append(out.points, o.points...)
	return out
}

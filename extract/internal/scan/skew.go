package scan

import "math"

// skewOf is the angle, in radians, by which the print of a picture that is about upright slopes down to the right: the
// one at which the ink lies in the fewest rows (W. Postl, Detection of linear oblique structures and skew scan in digitized documents, 1986).
func skewOf(ink raster, s *Settings) float64 {
	spots := spotsOf(ink)
	limit := s.Skew * math.Pi / 180
	best := steepest(spots, ink, 0, limit, limit/24)
	fine := 0.5 / float64(max(ink.w, 1)) // half a pixel over the page
	return steepest(spots, ink, best, limit/24, max(fine, limit/1024))
}

// spot is a short stretch of ink.
type spot struct{ x, y, ink int32 }

// spotLength parts long runs: those of rulings pass several rows when they slope.
const spotLength = 16

func spotsOf(ink raster) []spot {
	runs, _ := runsOf(ink)
	spots := make([]spot, 0, len(runs))
	for _, r := range runs {
		for from := r.from; from < r.to; from += spotLength {
			n := min(r.to-from, spotLength)
			spots = append(spots, spot{from + n/2, r.y, n})
		}
	}
	return spots
}

// steepest is the slope near to one, by steps and up to a distance, at which the profile of rows has the highest peaks.
func steepest(spots []spot, ink raster, near, distance, step float64) float64 {
	margin := int(3*(math.Abs(near)+distance)*float64(ink.w)) + 1
	profile := make([]int64, ink.h+2*margin+1)
	best, peaks := near, int64(-1)
	steps := int(math.Round(distance / step))
	for k := -steps; k <= steps; k++ {
		angle := near + float64(k)*step
		clear(profile)
		slope := int64(math.Tan(angle) * 65536)
		for _, s := range spots {
			profile[int64(s.y)+int64(margin)-(int64(s.x)*slope)>>16] += int64(s.ink)
		}
		sum := int64(0)
		for _, n := range profile {
			sum += n * n
		}
		// Of slopes that are as good, the one that is nearest to level counts.
		if sum > peaks || sum == peaks && math.Abs(angle) < math.Abs(best) {
			best, peaks = angle, sum
		}
	}
	return best
}

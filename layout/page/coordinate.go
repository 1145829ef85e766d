package page

import "slices"

// Interval is a stretch of white space.
type Interval struct{ X0, X1 float64 }

// Place is the index of the interval of sorted bounds that holds x.
func Place(bounds []float64, x float64) int {
	lo, hi := 0, len(bounds)-1
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; bounds[mid] <= x {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// Clustered gives the mean of each run of values that lie within tolerance of their neighbour.
func Clustered(values []float64, tolerance float64) []float64 {
	slices.Sort(values)
	var out []float64
	for i := 0; i < len(values); {
		sum, n := values[i], 1
		for i+n < len(values) && values[i+n]-values[i+n-1] <= tolerance {
			sum += values[i+n]
			n++
		}
		out = append(out, sum/float64(n))
		i += n
	}
	return out
}

// Nearest gives the index of the value of sorted xs that is nearest to x.
func Nearest(xs []float64, x float64) int {
	i, _ := slices.BinarySearch(xs, x)
	if i > 0 && (i == len(xs) || x-xs[i-1] <= xs[i]-x) {
		i--
	}
	return i
}

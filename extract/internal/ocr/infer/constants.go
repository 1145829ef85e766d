//go:build amd64 || arm64

package infer

// gaussNumbers are the constants of gauss.
//
//lint:ignore U1000 the assembly reads them
var gaussNumbers = [...]float32{gaussEnd, -gaussEnd, gaussP0, gaussP1, gaussP2, gaussP3, gaussP4, gaussQ1, gaussQ2, gaussQ3, 1, 0.5}

// expNumbers are the constants of exponential, in vectors.
//
//lint:ignore U1000 the assembly reads them
var expNumbers = func() (vectors [11][8]float32) {
	for i, v := range []float32{expLeast, expInverse, rounding, expHigh, expLow, exp6, exp5, exp4, exp3, exp2, 1} {
		for j := range vectors[i] {
			vectors[i][j] = v
		}
	}
	return vectors
}()

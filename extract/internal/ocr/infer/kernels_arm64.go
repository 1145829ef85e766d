package infer

// all are the kernels that the machine has, the best first. Every one of the architecture has NEON.
func all() []*kernels { return []*kernels{&neon, &plain} }

var neon = func() kernels {
	k := plain
	k.name = "NEON"
	k.product, k.largest, k.quantise = productNEON, largestNEON, quantiseNEON
	k.gelu, k.convolve, k.maxima, k.exponentials = geluNEON, convolveNEON, maximaNEON, exponentialsNEON
	return k
}()

//go:noescape
func productNEON(t *tiles)

//go:noescape
func largestNEON(n int, x *float32, stride int) float32

//go:noescape
func quantiseNEON(pairs int, x *float32, stride int, scale float32, to *int16)

//go:noescape
func geluNEON(n int, x *float32, stride int)

//go:noescape
func convolveNEON(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32)

//go:noescape
func maximaNEON(n int, x, m *float32)

//go:noescape
func exponentialsNEON(n int, x, m, sum *float32)

package infer

import "golang.org/x/sys/cpu"

// all are the kernels that the machine has, the best first.
func all() (sets []*kernels) {
	if cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		sets = append(sets, &vnni)
	}
	if cpu.X86.HasAVX2 {
		sets = append(sets, &avx2)
	}
	return append(sets, &plain)
}

var avx2 = kernels{
	name:    "AVX2",
	product: productAVX2, largest: largestAVX2, quantise: quantiseAVX2, interleave: interleaveAVX2,
	halves: func(n int, x, even, odd *int16) {
		whole := n &^ 15
		if whole > 0 {
			halvesAVX2(whole, x, even, odd)
		}
		if whole < n {
			halvesPlain(n-whole, behind(x, 2*whole), behind(even, whole), behind(odd, whole))
		}
	},
	sum: func(n int, x *float32) float32 {
		var rest [8]float32
		copy(rest[:], slice(x, n)[n&^7:])
		return sumAVX2(n&^7, x, &rest[0])
	},
	gelu: geluAVX2, convolve: convolveAVX2,
	maxima: maximaAVX2, exponentials: exponentialsAVX2,
	add: eights(addAVX2, addPlain), multiply: eights(multiplyAVX2, multiplyPlain), greater: eights(greaterAVX2, greaterPlain),
	integers: func(n int, x *float32, scale float32, to *int16) {
		whole := n &^ 15
		if whole > 0 {
			integersAVX2(whole, x, scale, to)
		}
		if whole < n {
			integersPlain(n-whole, behind(x, whole), scale, behind(to, whole))
		}
	},
	axpy: func(n int, k float32, x, y *float32) {
		whole := n &^ 7
		if whole > 0 {
			axpyAVX2(whole, k, x, y)
		}
		if whole < n {
			axpyPlain(n-whole, k, behind(x, whole), behind(y, whole))
		}
	},
	affine: func(n int, k, c float32, x, out *float32) {
		whole := n &^ 7
		if whole > 0 {
			affineAVX2(whole, k, c, x, out)
		}
		if whole < n {
			affinePlain(n-whole, k, c, behind(x, whole), behind(out, whole))
		}
	},
}

// vnni are AVX2's with products by AVX-512's vector neural network instructions, which make 64 a cycle rather than 24.
var vnni = func() kernels {
	k := avx2
	k.name = "AVX-512 VNNI"
	k.product = func(t *tiles) {
		two := t.n &^ 1
		if two > 0 {
			even := *t
			even.n = two
			productVNNI(&even)
		}
		if two < t.n {
			productAVX2(t.skip(two))
		}
	}
	return k
}()

// eights makes a kernel of one that takes eight elements at a time, and of one for the rest.
func eights(whole, rest kernel) kernel {
	return func(n int, out, x, y *float32) {
		if n&^7 > 0 {
			whole(n&^7, out, x, y)
		}
		if r := n & 7; r > 0 {
			rest(r, &slice(out, n)[n-r], &slice(x, n)[n-r], &slice(y, n)[n-r])
		}
	}
}

//go:noescape
func productAVX2(t *tiles)

//go:noescape
func productVNNI(t *tiles)

//go:noescape
func largestAVX2(n int, x *float32, stride int) float32

//go:noescape
func quantiseAVX2(pairs int, x *float32, stride int, scale float32, to *int16)

//go:noescape
func halvesAVX2(n int, x, even, odd *int16)

//go:noescape
func sumAVX2(n int, x, rest *float32) float32

//go:noescape
func geluAVX2(n int, x *float32, stride int)

//go:noescape
func convolveAVX2(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32)

//go:noescape
func maximaAVX2(n int, x, m *float32)

//go:noescape
func exponentialsAVX2(n int, x, m, sum *float32)

//go:noescape
func addAVX2(n int, out, x, y *float32)

//go:noescape
func multiplyAVX2(n int, out, x, y *float32)

//go:noescape
func greaterAVX2(n int, out, x, y *float32)

//go:noescape
func axpyAVX2(n int, k float32, x, y *float32)

//go:noescape
func affineAVX2(n int, k, c float32, x, out *float32)

//go:noescape
func integersAVX2(n int, x *float32, scale float32, to *int16)

//go:noescape
func interleaveAVX2(pairs int, x *int16, offsets *int32, to *int16)

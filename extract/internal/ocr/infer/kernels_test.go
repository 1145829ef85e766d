package infer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers are n floats of all magnitudes that networks have.
func numbers(random *rand.Rand, n int) []float32 {
	to := make([]float32, n)
	for i := range to {
		to[i] = float32(random.NormFloat64() * math.Pow(10, float64(random.IntN(4)-2)))
	}
	return to
}

func integersOf(random *rand.Rand, n, most int) []int16 {
	to := make([]int16, n)
	for i := range to {
		to[i] = int16(random.IntN(2*most+1) - most)
	}
	return to
}

// All kernels of the machine give the bits that the plain ones give.
func TestKernelsAgree(t *testing.T) {
	for _, k := range all() {
		if k == &plain {
			continue
		}
		t.Run(k.name, func(t *testing.T) {
			for seed := range uint64(60) {
				for name, compute := range kernelCases {
					// Both see the same numbers.
					want, got := compute(&plain, rand.New(rand.NewPCG(seed, 18))), compute(k, rand.New(rand.NewPCG(seed, 18)))
					if !slices.Equal(want, got) {
						t.Fatalf("%s, seed %d: %v, plain %v", name, seed, got, want)
					}
				}
			}
		})
	}
}

// kernelCases run one kernel each on random numbers and return all that it wrote to, so that also what is written beyond
// the result shows.
var kernelCases = map[string]func(k *kernels, random *rand.Rand) []float32{
	"product": func(k *kernels, random *rand.Rand) []float32 {
		n, pairs, outRow, addRow := 1+random.IntN(5), 1+random.IntN(200), columns+random.IntN(20), columns+random.IntN(20)
		weights, panel := integersOf(random, n*pairs*rows*2, 127), integersOf(random, pairs*columns*2, math.MaxInt16)
		scales, bias := numbers(random, n*rows), numbers(random, n*rows)
		out, add := numbers(random, n*rows*outRow+8), numbers(random, n*rows*addRow)
		t := &tiles{n: n, pairs: pairs, a: &weights[0], b: &panel[0], scales: &scales[0], bias: &bias[0], scale: 1e-3, floor: -math.MaxFloat32, out: &out[0], outRow: outRow}
		if random.IntN(2) == 0 {
			t.floor = 0
		}
		if random.IntN(2) == 0 {
			t.add, t.addRow = &add[0], addRow
		}
		k.product(t)
		return out
	},
	"largest": func(k *kernels, random *rand.Rand) []float32 {
		n, stride := 1+random.IntN(40), columns+random.IntN(20)
		return []float32{k.largest(n, &numbers(random, n*stride)[0], stride)}
	},
	"quantise": func(k *kernels, random *rand.Rand) []float32 {
		pairs, stride := 1+random.IntN(40), columns+random.IntN(20)
		to := make([]int16, pairs*columns*2+8)
		k.quantise(pairs, &numbers(random, 2*pairs*stride)[0], stride, 7.77, &to[0])
		return floatsOf(to)
	},
	"integers": func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(70)
		to := make([]int16, n+8)
		k.integers(n, &numbers(random, n)[0], 7.77, &to[0])
		return floatsOf(to)
	},
	"interleave": func(k *kernels, random *rand.Rand) []float32 {
		pairs := 1 + random.IntN(40)
		x, offsets := integersOf(random, 500, math.MaxInt16), make([]int32, 2*pairs)
		for i := range offsets {
			offsets[i] = int32(random.IntN(len(x) - columns + 1))
		}
		to := make([]int16, pairs*columns*2+8)
		k.interleave(pairs, &x[0], &offsets[0], &to[0])
		return floatsOf(to)
	},
	"halves": func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(70)
		to := make([]int16, 2*n+16)
		k.halves(n, &integersOf(random, 2*n, math.MaxInt16)[0], &to[0], &to[n+8])
		return floatsOf(to)
	},
	"sum": func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(40)
		return []float32{k.sum(n, &numbers(random, n)[0]), k.sum(64, &numbers(random, 64)[0])}
	},
	"gelu": func(k *kernels, random *rand.Rand) []float32 {
		n, stride := 1+random.IntN(20), columns+random.IntN(20)
		x := numbers(random, n*stride)
		k.gelu(n, &x[0], stride)
		return x
	},
	"convolve": func(k *kernels, random *rand.Rand) []float32 {
		n, h, w := 8+random.IntN(90), 1+random.IntN(5), 1+random.IntN(7)
		stride := n + w - 1 + random.IntN(10)
		out := make([]float32, n+8)
		k.convolve(n, &out[0], &numbers(random, h*stride)[0], stride, &numbers(random, h*w)[0], h, w, 0.5)
		return out
	},
	"maxima": func(k *kernels, random *rand.Rand) []float32 {
		n, m := 1+random.IntN(40), numbers(random, columns)
		k.maxima(n, &numbers(random, n*columns)[0], &m[0])
		return m
	},
	"exponentials": func(k *kernels, random *rand.Rand) []float32 {
		n, m, sums := 1+random.IntN(40), make([]float32, columns), make([]float32, columns)
		x := numbers(random, n*columns)
		k.maxima(n, &x[0], &m[0])
		k.exponentials(n, &x[0], &m[0], &sums[0])
		return sums
	},
	"add": pairwise(func(k *kernels) kernel { return k.add }), "multiply": pairwise(func(k *kernels) kernel { return k.multiply }),
	"greater": pairwise(func(k *kernels) kernel { return k.greater }),
	"axpy": func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(40)
		y := numbers(random, n+8)
		k.axpy(n, 1.7, &numbers(random, n)[0], &y[0])
		return y
	},
	"affine": func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(40)
		out := make([]float32, n+8)
		k.affine(n, 1.7, -0.3, &numbers(random, n)[0], &out[0])
		return out
	},
}

func pairwise(of func(*kernels) kernel) func(k *kernels, random *rand.Rand) []float32 {
	return func(k *kernels, random *rand.Rand) []float32 {
		n := 1 + random.IntN(40)
		out := make([]float32, n+8)
		of(k)(n, &out[0], &numbers(random, n)[0], &numbers(random, n)[0])
		return out
	}
}

func floatsOf(integers []int16) []float32 {
	to := make([]float32, len(integers))
	for i, v := range integers {
		to[i] = float32(v)
	}
	return to
}

// A product of integers is what the same product of floats is, within what rounding a panel to 15 bits may do.
func TestProductIsOfFloats(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const in, out = 75, 21
	weights, bias, x := numbers(random, in*out), numbers(random, out), numbers(random, in*columns)
	m, err := matrixOf(&tensor{shape: []int{out, in}, floats: weights}, in, out, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range all() {
		got := make([]float32, out*columns)
		m.packed(bias).apply(&session{kernels: k}, view{x, columns}, view{got, columns}, view{})
		for o := range out {
			for j := range columns {
				want, size := float64(bias[o]), 0.0
				for i := range in {
					product := float64(weights[o*in+i]) * float64(x[i*columns+j])
					want += product
					size += math.Abs(product)
				}
				if off := math.Abs(want - float64(got[o*columns+j])); off > size/1000+1 {
					t.Errorf("%s: row %d, column %d: %v, not %v", k.name, o, j, got[o*columns+j], want)
				}
			}
		}
	}
}

func TestFunctionsOfFloats(t *testing.T) {
	for x := -12.0; x <= 12; x += 1.0 / 64 {
		for name, f := range map[string]struct{ got, want float64 }{
			"Φ":       {float64(gauss(float32(x))), 0.5 * (1 + math.Erf(x/math.Sqrt2))},
			"exp":     {float64(exponential(float32(-math.Abs(x)))), math.Exp(-math.Abs(x))},
			"sigmoid": {float64(sigmoid(float32(x))), 1 / (1 + math.Exp(-x))},
			"erf":     {float64(erf(float32(x))), math.Erf(x)},
		} {
			if math.Abs(f.got-f.want) > 1.2e-5 {
				t.Errorf("%s of %v is %v, not %v", name, x, f.got, f.want)
			}
		}
	}
	if exponential(-87.5) != 0 || exponential(0) != 1 {
		t.Errorf("exp of -87.5 and 0: %v, %v", exponential(-87.5), exponential(0))
	}
}

func BenchmarkProduct(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, k := range all() {
		for _, pairs := range []int{48, 192} {
			b.Run(fmt.Sprint(k.name, "/", 2*pairs), func(b *testing.B) {
				const out = 384
				weights, panel := integersOf(random, out*pairs*2, 127), integersOf(random, pairs*columns*2, math.MaxInt16)
				scales, result := make([]float32, out), make([]float32, out*columns)
				t := &tiles{
					n: out / rows, pairs: pairs, a: &weights[0], b: &panel[0], scales: &scales[0], bias: &scales[0],
					out: &result[0], outRow: columns,
				}
				for b.Loop() {
					k.product(t)
				}
				b.ReportMetric(float64(out*pairs*2*columns)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "products/ns")
			})
		}
	}
}

package infer

import "math"

// Sizes of what is multiplied at a time.
const (
	columns = 16 // of a panel: positions
	rows    = 6  // of a tile, the part of a product that is held in registers: channels
)

// tiles are the product of some weights, six rows at a time, with a panel of 16 columns.
type tiles struct {
	n      int      // how many
	pairs  int      // half the length of a row, which is even
	a      *int16   // the weights of each tile: pairs × rows × 2
	b      *int16   // the panel's numbers: pairs × columns × 2
	scales *float32 // of the rows
	bias   *float32 // of the rows
	scale  float32  // of the panel
	floor  float32  // the least that comes out, before what is added
	add    *float32 // what is added to the result, or nil
	addRow int      // elements from one row of it to the next
	out    *float32 // the result
	outRow int      // elements from one row of it to the next
}

// skip are the tiles without the first n.
func (t *tiles) skip(n int) *tiles {
	rest := *t
	rest.n -= n
	rest.a = behind(t.a, n*t.pairs*rows*2)
	rest.scales, rest.bias = behind(t.scales, n*rows), behind(t.bias, n*rows)
	rest.out = behind(t.out, n*rows*t.outRow)
	if t.add != nil {
		rest.add = behind(t.add, n*rows*t.addRow)
	}
	return &rest
}

// behind is the element n behind the one at p.
func behind[T any](p *T, n int) *T { return &slice(p, n+1)[n] }

// kernels are the loops that take the time. Those of a set give the same bits as the plain ones, which are written here:
// integers are exact, and floats are computed in the same order, each product rounded before it is added to.
type kernels struct {
	name string
	// product computes out = max((scales·scale)·(a·b) + bias, floor) + add.
	product func(t *tiles)
	// largest returns the greatest magnitude in n rows of a panel, which lie `stride` elements apart.
	largest func(n int, x *float32, stride int) float32
	// quantise rounds x·scale to integers and writes them pair by pair of rows.
	quantise func(pairs int, x *float32, stride int, scale float32, to *int16)
	// integers rounds x·scale to integers, for n elements.
	integers func(n int, x *float32, scale float32, to *int16)
	// interleave writes 16 integers of each of two rows in turn, for n pairs of rows, which begin at the offsets.
	interleave func(pairs int, x *int16, offsets *int32, to *int16)
	// halves writes n integers of every other one, from the first on and from the second on.
	halves func(n int, x, even, odd *int16)
	// sum adds in eight parts, one for each remainder of an element's place, and these by halves.
	sum func(n int, x *float32) float32
	// gelu replaces x by x·Φ(x) in n rows of a panel.
	gelu func(n int, x *float32, stride int)
	// convolve writes n elements, at least 8: bias and the products of h×w taps with x, whose rows lie `stride` apart.
	convolve func(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32)
	// maxima replaces m by the greater of m and x in each of 16 columns, for n rows that lie one after the other.
	maxima func(n int, x, m *float32)
	// exponentials adds exp(x-m) to the sum of each of 16 columns, for n rows that lie one after the other.
	exponentials func(n int, x, m, sum *float32)
	// add, multiply and greater take n elements one by one; axpy adds x·k to y; affine is x·k + c.
	add, multiply, greater func(n int, out, x, y *float32)
	axpy                   func(n int, k float32, x, y *float32)
	affine                 func(n int, k, c float32, x, out *float32)
}

// plain are the kernels in Go.
var plain = kernels{
	name:    "plain",
	product: productPlain, largest: largestPlain, quantise: quantisePlain, integers: integersPlain, interleave: interleavePlain,
	halves: halvesPlain, sum: sumPlain,
	gelu: geluPlain, convolve: convolvePlain,
	maxima: maximaPlain, exponentials: exponentialsPlain,
	add: addPlain, multiply: multiplyPlain, greater: greaterPlain, axpy: axpyPlain, affine: affinePlain,
}

func productPlain(t *tiles) {
	a, b := slice(t.a, t.n*t.pairs*rows*2), slice(t.b, t.pairs*columns*2)
	for i := 0; i < t.n*rows; i += 2 {
		// Two rows of one tile.
		weights := a[i/rows*t.pairs*rows*2+i%rows*2 : (i/rows+1)*t.pairs*rows*2]
		var sums [2][columns]int32
		for j := 0; j < columns; j += 4 {
			squares(weights, b[j*2:], (*[4]int32)(sums[0][j:]), (*[4]int32)(sums[1][j:]))
		}
		t.finish(i, &sums[0])
		t.finish(i+1, &sums[1])
	}
}

// finish makes floats of a row's sums.
func (t *tiles) finish(i int, sums *[columns]int32) {
	scale, bias := slice(t.scales, t.n*rows)[i]*t.scale, slice(t.bias, t.n*rows)[i]
	out := slice(t.out, i*t.outRow+columns)[i*t.outRow:]
	for j, sum := range sums {
		product := float32(sum) * scale
		out[j] = max(float32(product)+bias, t.floor)
	}
	if t.add != nil {
		for j, v := range slice(t.add, i*t.addRow+columns)[i*t.addRow:] {
			out[j] += v
		}
	}
}

// squares multiplies two rows of weights with four columns of a panel. A word of 64 bits has a weight of each row, and so
// one multiplication makes two products: the sums of the first row are the lower halves, those of the second the upper
// ones, less what the lower ones borrow.
func squares(a, b []int16, first, second *[4]int32) {
	var x0, x1, x2, x3 int64
	for len(a) >= 4 && len(b) >= 8 {
		u := int64(a[0]) + int64(a[2])<<32
		v := int64(a[1]) + int64(a[3])<<32
		x0 += u*int64(b[0]) + v*int64(b[1])
		x1 += u*int64(b[2]) + v*int64(b[3])
		x2 += u*int64(b[4]) + v*int64(b[5])
		x3 += u*int64(b[6]) + v*int64(b[7])
		a, b = a[min(rows*2, len(a)):], b[min(columns*2, len(b)):]
	}
	for i, x := range [4]int64{x0, x1, x2, x3} {
		first[i] = int32(x)
		second[i] = int32((x - int64(int32(x))) >> 32)
	}
}

func largestPlain(n int, x *float32, stride int) float32 {
	var most float32
	for i := range n {
		for _, v := range slice(x, (n-1)*stride+columns)[i*stride:][:columns] {
			most = max(most, v, -v)
		}
	}
	return most
}

// rounding is what a float of a magnitude below 2^22 is added to so that the sum's last bits are its nearest integer, of
// two the even one.
const rounding = 3 << 22

func quantisePlain(pairs int, x *float32, stride int, scale float32, to *int16) {
	from, packed := slice(x, (2*pairs-1)*stride+columns), slice(to, pairs*columns*2)
	for k := range 2 * pairs {
		for j, v := range from[k*stride:][:columns] {
			packed[(k/2*columns+j)*2+k%2] = integer(float32(v * scale))
		}
	}
}

func integer(x float32) int16 { return int16(math.Float32bits(x + rounding)) }

func integersPlain(n int, x *float32, scale float32, to *int16) {
	out := slice(to, n)
	for i, v := range slice(x, n) {
		out[i] = integer(float32(v * scale))
	}
}

func halvesPlain(n int, x, even, odd *int16) {
	from, first, second := slice(x, 2*n), slice(even, n), slice(odd, n)
	for i := range n {
		first[i], second[i] = from[2*i], from[2*i+1]
	}
}

func sumPlain(n int, x *float32) float32 {
	var parts [8]float32
	for i, v := range slice(x, n) {
		parts[i%8] += v
	}
	for half := 4; half > 0; half /= 2 {
		for i := range half {
			parts[i] += parts[i+half]
		}
	}
	return parts[0]
}

func interleavePlain(pairs int, x *int16, offsets *int32, to *int16) {
	starts, packed := slice(offsets, 2*pairs), slice(to, pairs*columns*2)
	for k, start := range starts {
		for j, v := range slice(x, int(start)+columns)[start:] {
			packed[(k/2*columns+j)*2+k%2] = v
		}
	}
}

// Φ is the normal distribution function, ½ + x·p(x²)/q(x²) within 4e-6 of it, for x of a magnitude of 5 at most; beyond,
// x·Φ(x) is taken for what it is at the ends.
const (
	gaussEnd = 5
	gaussP0  = 0.3989646734
	gaussP1  = 0.02800023735
	gaussP2  = 0.004202314809
	gaussP3  = 4.882146953e-05
	gaussP4  = -1.011754266e-07
	gaussQ1  = 0.2370253448
	gaussQ2  = 0.0248581011
	gaussQ3  = 0.001409622522
)

// gauss is Φ.
func gauss(x float32) float32 {
	x = max(min(x, gaussEnd), -gaussEnd)
	s := float32(x * x)
	p := float32(gaussP4*s) + gaussP3
	p = float32(p*s) + gaussP2
	p = float32(p*s) + gaussP1
	p = float32(p*s) + gaussP0
	q := float32(gaussQ3*s) + gaussQ2
	q = float32(q*s) + gaussQ1
	q = float32(q*s) + 1
	return float32(x*p)/q + 0.5
}

func geluPlain(n int, x *float32, stride int) {
	for i := range n {
		row := slice(x, (n-1)*stride+columns)[i*stride:][:columns]
		for j, v := range row {
			row[j] = v * gauss(v)
		}
	}
}

// exponential is e^x for x of 0 and less, within a few units of the last place; 0 below -87.
func exponential(x float32) float32 {
	if !(x > expLeast) {
		return 0
	}
	// x = n·ln 2 + r, and e^r by its series.
	n := float32(x*expInverse) + rounding
	whole := n - rounding
	r := x - float32(whole*expHigh)
	r -= float32(whole * expLow)
	p := float32(exp6*r) + exp5
	p = float32(p*r) + exp4
	p = float32(p*r) + exp3
	p = float32(p*r) + exp2
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	return p * math.Float32frombits(math.Float32bits(n)<<23+1<<23*127)
}

const (
	expLeast   = -87
	expInverse = 1.44269504
	expHigh    = 0.693359375
	expLow     = -2.12194440e-4
	exp2       = 0.5
	exp3       = 0.16666667
	exp4       = 0.041666667
	exp5       = 0.0083333333
	exp6       = 0.0013888889
)

func convolvePlain(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32) {
	to, from, weights := slice(out, n), slice(x, (h-1)*stride+w-1+n), slice(taps, h*w)
	for i := range to {
		sum := bias
		for j := range h {
			for k := range w {
				sum += float32(weights[j*w+k] * from[j*stride+i+k])
			}
		}
		to[i] = sum
	}
}

func maximaPlain(n int, x, m *float32) {
	from, most := slice(x, n*columns), slice(m, columns)
	for i, v := range from {
		most[i%columns] = max(most[i%columns], v)
	}
}

func exponentialsPlain(n int, x, m, sum *float32) {
	from, most, sums := slice(x, n*columns), slice(m, columns), slice(sum, columns)
	for i, v := range from {
		sums[i%columns] += exponential(v - most[i%columns])
	}
}

func addPlain(n int, out, x, y *float32) {
	to, a, b := slice(out, n), slice(x, n), slice(y, n)
	for i, v := range a {
		to[i] = v + b[i]
	}
}

func multiplyPlain(n int, out, x, y *float32) {
	to, a, b := slice(out, n), slice(x, n), slice(y, n)
	for i, v := range a {
		to[i] = v * b[i]
	}
}

func greaterPlain(n int, out, x, y *float32) {
	to, a, b := slice(out, n), slice(x, n), slice(y, n)
	for i, v := range a {
		to[i] = max(v, b[i])
	}
}

func axpyPlain(n int, k float32, x, y *float32) {
	to := slice(y, n)
	for i, v := range slice(x, n) {
		to[i] += float32(v * k)
	}
}

func affinePlain(n int, k, c float32, x, out *float32) {
	to := slice(out, n)
	for i, v := range slice(x, n) {
		to[i] = float32(v*k) + c
	}
}

package infer

import (
	"fmt"
	"math"
)

// activation is a function that follows a linear layer.
type activation func(s *session, v view, n int)

// dense is a linear layer over channels: out = weights · in + bias, and what follows. Its weights are integers, with
// what an integer of 1 is worth for each channel that comes out.
type dense struct {
	in, out int
	weights []int16   // tiles of six rows: pairs × rows × 2; zero beyond the layer's
	scales  []float32 // as many as the tiles' rows, as bias
	bias    []float32
	limit   float32 // the greatest integer of a panel with which no sum overflows
	relu    bool    // what comes out is 0 at least
	after   activation
}

// matrix are weights before they are packed: for each channel that comes out, a row of integers with its scale.
type matrix struct {
	in, out int
	values  []int16
	scales  []float32
}

// floatBits is the greatest magnitude of the integers that weights of a model in floats become: 12 bits, a sixteenth of
// the error of 8, and still 15 bits for what they are multiplied with, for rows of some hundred.
const floatBits = 1<<11 - 1

// matrixOf makes integers of a constant: out × in, or in × out.
func matrixOf(t *tensor, in, out int, transposed bool) (*matrix, error) {
	if in < 1 || out < 1 || t.ints != nil || t.len() != in*out {
		return nil, fmt.Errorf("weights of shape %v", t.shape)
	}
	m := &matrix{in: in, out: out, values: make([]int16, in*out), scales: make([]float32, out)}
	at := func(o, i int) int { return o*in + i }
	axis := 0
	if transposed {
		at = func(o, i int) int { return i*out + o }
		axis = len(t.shape) - 1
	}
	if w := t.weights; w != nil && w.axis == axis && len(w.scales) == out {
		copy(m.scales, w.scales)
		for o := range out {
			for i := range in {
				m.values[o*in+i] = int16(w.values[at(o, i)])
			}
		}
		return m, nil
	}
	floats := t.expanded()
	for o := range out {
		var most float32
		for i := range in {
			most = max(most, floats[at(o, i)], -floats[at(o, i)])
		}
		m.scales[o] = most / floatBits
		for i := range in {
			if most > 0 {
				m.values[o*in+i] = int16(math.RoundToEven(float64(floats[at(o, i)]) / float64(most) * floatBits))
			}
		}
	}
	return m, nil
}

// packed makes a layer of a matrix.
func (m *matrix) packed(bias []float32) *dense {
	tiles, pairs := (m.out+rows-1)/rows, (m.in+1)/2
	d := &dense{
		in: m.in, out: m.out,
		weights: make([]int16, tiles*pairs*rows*2),
		scales:  make([]float32, tiles*rows), bias: make([]float32, tiles*rows),
	}
	copy(d.scales, m.scales)
	copy(d.bias, bias)
	most := 1
	for o := range m.out {
		sum := 0
		for i, v := range m.values[o*m.in:][:m.in] {
			d.weights[((o/rows*pairs+i/2)*rows+o%rows)*2+i%2] = v
			sum += max(int(v), -int(v))
		}
		most = max(most, sum)
	}
	d.limit = float32(min(math.MaxInt16, (math.MaxInt32-1)/most))
	return d
}

// view are the rows of a panel: 16 columns each, `stride` elements apart.
type view struct {
	data   []float32
	stride int
}

// check panics where n rows are not there: kernels don't see the slice's end.
func (v view) check(n int) *float32 {
	_ = v.data[(n-1)*v.stride+columns-1]
	return &v.data[0]
}

// apply computes the layer for a panel. Where add is there, it is added.
func (d *dense) apply(s *session, x, out, add view) {
	d.multiply(s, s.pack(x, d.in, d.limit), out, add)
}

// multiply computes the layer for the panel that is packed, of which an integer of 1 is scale.
func (d *dense) multiply(s *session, scale float32, out, add view) {
	t := &s.tiles
	*t = tiles{
		n: d.out / rows, pairs: (d.in + 1) / 2,
		a: &d.weights[0], b: &s.packed[0], scales: &d.scales[0], bias: &d.bias[0],
		scale: scale, floor: -math.MaxFloat32, out: out.check(d.out), outRow: out.stride,
	}
	if d.relu {
		t.floor = 0
	}
	if add.data != nil {
		t.add, t.addRow = add.check(d.out), add.stride
	}
	if t.n > 0 {
		s.kernels.product(t)
	}
	if d.out%rows != 0 {
		d.multiplyRest(s, out, add)
	}
	if d.after != nil {
		d.after(s, out, d.out)
	}
}

// multiplyRest computes the last tile, which has fewer rows.
func (d *dense) multiplyRest(s *session, out, add view) {
	t, first := &s.tiles, d.out/rows*rows
	t.n = 1
	t.a, t.scales, t.bias = &d.weights[first*t.pairs*2], &d.scales[first], &d.bias[first]
	t.out, t.outRow, t.add = &s.scratch[0], columns, nil
	s.kernels.product(t)
	for r := first; r < d.out; r++ {
		row := out.data[r*out.stride:][:columns]
		copy(row, s.scratch[(r-first)*columns:])
		if add.data != nil {
			for j, v := range add.data[r*add.stride:][:columns] {
				row[j] += v
			}
		}
	}
}

// pack makes integers of a panel of n rows and returns what an integer of 1 is.
func (s *session) pack(x view, n int, limit float32) float32 {
	pairs := (n + 1) / 2
	if n%2 != 0 { // a row of zeros makes the last one a pair
		whole := grown(s.panel, (n+1)*columns)
		for i := range n {
			copy(whole[i*columns:][:columns], x.data[i*x.stride:][:columns])
		}
		clear(whole[n*columns:])
		s.panel, x = whole, view{whole, columns}
	}
	s.packed = grown(s.packed, pairs*columns*2)
	p := x.check(2 * pairs)
	factor, scale := scales(s.kernels.largest(n, p, x.stride), limit)
	s.kernels.quantise(pairs, p, x.stride, factor, &s.packed[0])
	return scale
}

// scales are the factor by which numbers of a magnitude up to most become integers up to limit, and what an integer of 1
// is then; 0 where there are none but zeros, or numbers beyond reason.
func scales(most, limit float32) (factor, scale float32) {
	if !(most > 1e-30 && most < 1e30) {
		return 0, 0
	}
	return limit / most, most / limit
}

// chain are layers over single positions, one after the other: 1×1 convolutions. The last may add what went in, or any
// other tensor of the same shape.
type chain []*dense

// run takes a tensor of 1 × channels × height × width, and the one to add.
func (c chain) run(s *session, in []*tensor) (*tensor, error) {
	x := in[0]
	last := c[len(c)-1]
	if len(x.shape) != 4 || x.shape[0] != 1 || x.shape[1] != c[0].in {
		return nil, fmt.Errorf("a tensor of shape %v for %d channels", x.shape, c[0].in)
	}
	n := x.shape[2] * x.shape[3]
	out, err := s.tensor(1, last.out, x.shape[2], x.shape[3])
	if err != nil {
		return nil, err
	}
	var add []float32
	if len(in) > 1 {
		if add = in[1].floats; len(add) != len(out.floats) {
			return nil, fmt.Errorf("tensors of shapes %v and %v are added", out.shape, in[1].shape)
		}
	}
	for j := 0; j < n; j += columns {
		c.panel(s, x.floats, out.floats, add, n, j)
	}
	return out, nil
}

// panel runs the chain for the columns from j on, of n.
func (c chain) panel(s *session, x, out, add []float32, n, j int) {
	width := min(columns, n-j)
	from := view{x[j:], n}
	if width < columns {
		s.panel = grown(s.panel, (c[0].in+1)*columns)
		from = view{s.panel, columns}
		gather(from, x[j:], n, c[0].in, width)
	}
	for i, d := range c {
		to, plus := view{out[j:], n}, view{}
		last := i == len(c)-1
		if last && add != nil && width == columns {
			plus = view{add[j:], n}
		}
		if !last || width < columns {
			s.hidden[i%2] = grown(s.hidden[i%2], d.out*columns)
			to = view{s.hidden[i%2], columns}
		}
		d.apply(s, from, to, plus)
		from = to
	}
	if width < columns {
		for r := range c[len(c)-1].out {
			row := out[r*n+j:][:width]
			copy(row, from.data[r*columns:])
			if add != nil {
				for k, v := range add[r*n+j:][:width] {
					row[k] += v
				}
			}
		}
	}
}

// gather copies n rows of fewer than 16 columns to a panel, and zeros behind them.
func gather(to view, x []float32, stride, n, width int) {
	for i := range n {
		row := to.data[i*to.stride:][:columns]
		copy(row, x[i*stride:][:width])
		clear(row[width:])
	}
}

// rowwise is a layer over the last axis of a tensor: a product with a matrix.
type rowwise chain

func (c rowwise) run(s *session, in []*tensor) (*tensor, error) {
	x := in[0]
	first, last := c[0], c[len(c)-1]
	if len(x.shape) == 0 || x.shape[len(x.shape)-1] != first.in || x.floats == nil {
		return nil, fmt.Errorf("a tensor of shape %v for %d channels", x.shape, first.in)
	}
	shape := append([]int(nil), x.shape...)
	shape[len(shape)-1] = last.out
	out, err := s.tensor(shape...)
	if err != nil {
		return nil, err
	}
	for r := 0; r < len(x.floats)/first.in; r += columns {
		width := min(columns, len(x.floats)/first.in-r)
		from := s.transposed(x.floats[r*first.in:], first.in, width)
		for i, d := range c {
			s.hidden[i%2] = grown(s.hidden[i%2], d.out*columns)
			to := view{s.hidden[i%2], columns}
			d.apply(s, from, to, view{})
			from = to
		}
		for j := range width {
			row := out.floats[(r+j)*last.out:][:last.out]
			for i := range row {
				row[i] = from.data[i*columns+j]
			}
		}
	}
	return out, nil
}

// transposed makes a panel whose columns are rows of n elements.
func (s *session) transposed(x []float32, n, width int) view {
	s.panel = grown(s.panel, (n+1)*columns)
	clear(s.panel[:n*columns])
	for j := range width {
		for i, v := range x[j*n:][:n] {
			s.panel[i*columns+j] = v
		}
	}
	return view{s.panel, columns}
}

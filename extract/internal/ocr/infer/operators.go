package infer

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"yusuan/extract/internal/ocr/onnx"
)

// operator computes one tensor of others.
type operator func(s *session, in []*tensor) (*tensor, error)

// errInputs is about an operator's inputs: too few, of another type, or of shapes that don't go together.
var errInputs = errors.New("inputs that don't fit the operator")

// operatorOf returns what a node of the model computes.
func operatorOf(n *onnx.Node) (operator, error) {
	if f := elementwise(n); f != nil {
		return unary(f), nil
	}
	switch n.Op {
	case "Add", "Sub", "Mul", "Div", "Pow":
		return binaries[n.Op].run, nil
	case "Clip":
		return clip, nil
	case "BatchNormalization":
		return normalisation(n), nil
	case "GlobalAveragePool":
		return mean([]int64{2, 3}, true), nil
	case "ReduceMean":
		return mean(n.Attributes["axes"].Ints, n.Int("keepdims", 1) != 0), nil
	case "MaxPool", "AveragePool":
		return poolOf(n)
	case "Softmax":
		return softmax(n.Int("axis", -1)), nil
	case "MatMul":
		return matMul, nil
	}
	return shaping(n)
}

// elementwise are functions of one number.
func elementwise(n *onnx.Node) func(float32) float32 {
	switch n.Op {
	case "Relu":
		return relu
	case "Sigmoid":
		return sigmoid
	case "HardSwish":
		return hardSwish
	case "HardSigmoid":
		return hardSigmoid(n.Float("alpha", 0.2), n.Float("beta", 0.5))
	case "Erf":
		return erf
	case "Sqrt":
		return func(x float32) float32 { return float32(math.Sqrt(float64(x))) }
	}
	return nil
}

func unary(f func(float32) float32) operator {
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0].expanded()
		if x == nil {
			return nil, errInputs
		}
		out, err := s.tensor(in[0].shape...)
		if err != nil {
			return nil, err
		}
		for i, v := range x {
			out.floats[i] = f(v)
		}
		return out, nil
	}
}

// power is x to the power of y, by multiplication for squares, which are what normalisations take.
func power(x, y float32) float32 {
	if y == 2 {
		return x * x
	}
	return float32(math.Pow(float64(x), float64(y)))
}

// kernel computes n elements of two tensors.
type kernel func(n int, out, x, y *float32)

// binary is an operator of two tensors, of the same shape or of shapes that extend to one another.
type binary struct {
	each   func(x, y float32) float32
	whole  func(x, y int64) int64         // of integers, or nil
	fast   func(k *kernels) kernel        // each for many, or nil
	affine func(y float32) (k, c float32) // each is x·k + c, or nil
}

var binaries = map[string]*binary{
	"Add": {
		each:   func(x, y float32) float32 { return x + y },
		whole:  func(x, y int64) int64 { return x + y },
		fast:   func(k *kernels) kernel { return k.add },
		affine: func(y float32) (k, c float32) { return 1, y },
	},
	"Sub": {each: func(x, y float32) float32 { return x - y }, whole: func(x, y int64) int64 { return x - y }},
	"Mul": {
		each:   func(x, y float32) float32 { return x * y },
		whole:  func(x, y int64) int64 { return x * y },
		fast:   func(k *kernels) kernel { return k.multiply },
		affine: func(y float32) (k, c float32) { return y, 0 },
	},
	"Div": {each: func(x, y float32) float32 { return x / y }},
	"Pow": {each: power},
}

func (o *binary) run(s *session, in []*tensor) (*tensor, error) {
	if len(in) != 2 {
		return nil, errInputs
	}
	x, y := in[0], in[1]
	if x.ints != nil && y.ints != nil {
		return integers(x, y, o.whole)
	}
	a, b := x.expanded(), y.expanded()
	if a == nil || b == nil {
		return nil, errInputs
	}
	shape, err := broadcast(x.shape, y.shape)
	if err != nil {
		return nil, err
	}
	out, err := s.tensor(shape...)
	if err != nil || len(out.floats) == 0 {
		return out, err
	}
	if o.fast != nil && len(a) == len(b) {
		o.fast(s.kernels)(len(a), &out.floats[0], &a[0], &b[0])
		return out, nil
	}
	if o.affine != nil && len(b) > len(a) { // sums and products are those of the one with the other, too
		x, y, a, b = y, x, b, a
	}
	if o.affine != nil && len(a) == len(out.floats) && leads(y.shape, shape) {
		area := len(a) / len(b)
		for i, v := range b {
			k, c := o.affine(v)
			s.kernels.affine(area, k, c, &a[i*area], &out.floats[i*area])
		}
		return out, nil
	}
	extended(out, x.shape, y.shape, func(to []float32, i, j, di, dj int) {
		for k := range to {
			to[k] = o.each(a[i+k*di], b[j+k*dj])
		}
	})
	return out, nil
}

// leads tells whether a shape is another one's up to some axis, and 1 from there on.
func leads(a, b []int) bool {
	a = leading(a, len(b))
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	return !slices.ContainsFunc(a[same:], func(d int) bool { return d != 1 })
}

func integers(x, y *tensor, f func(x, y int64) int64) (*tensor, error) {
	if f == nil || len(x.ints) != len(y.ints) && len(y.ints) != 1 {
		return nil, errInputs
	}
	out := &tensor{shape: x.shape, ints: make([]int64, len(x.ints))}
	for i, v := range x.ints {
		out.ints[i] = f(v, y.ints[i%len(y.ints)])
	}
	return out, nil
}

// broadcast is the shape to which two extend: sizes are equal, or one of them is 1.
func broadcast(a, b []int) ([]int, error) {
	shape := make([]int, max(len(a), len(b)))
	a, b = leading(a, len(shape)), leading(b, len(shape))
	for i := range shape {
		if shape[i] = max(a[i], b[i]); a[i] != b[i] && min(a[i], b[i]) != 1 {
			return nil, fmt.Errorf("%w: shapes %v and %v", errInputs, a, b)
		}
	}
	return shape, nil
}

// leading puts ones before a shape, so that it has n dimensions.
func leading(shape []int, n int) []int {
	return slices.Concat(slices.Repeat([]int{1}, n-len(shape)), shape)
}

// steps are how far apart neighbours along each axis lie, 0 where a shape is extended.
func steps(shape []int, n int) []int {
	shape = leading(shape, n)
	to := make([]int, n)
	step := 1
	for i := n - 1; i >= 0; i-- {
		if shape[i] > 1 {
			to[i] = step
		}
		step *= shape[i]
	}
	return to
}

// extended calls do for each row of out, with the first elements of two tensors that it is made of, and how far apart the
// following ones lie.
func extended(out *tensor, a, b []int, do func(to []float32, i, j, di, dj int)) {
	n := len(out.shape)
	if n == 0 {
		do(out.floats, 0, 0, 0, 0)
		return
	}
	sa, sb := steps(a, n), steps(b, n)
	width := out.shape[n-1]
	index := make([]int, n-1)
	i, j := 0, 0
	for at := 0; at < len(out.floats); at += width {
		do(out.floats[at:][:width], i, j, sa[n-1], sb[n-1])
		for d := n - 2; d >= 0; d-- {
			index[d]++
			i, j = i+sa[d], j+sb[d]
			if index[d] < out.shape[d] {
				break
			}
			i, j = i-index[d]*sa[d], j-index[d]*sb[d]
			index[d] = 0
		}
	}
}

// clip takes the bounds as inputs, as it does since version 11.
func clip(s *session, in []*tensor) (*tensor, error) {
	low, high := float32(-math.MaxFloat32), float32(math.MaxFloat32)
	for i, to := range []*float32{&low, &high} {
		if len(in) > i+1 && in[i+1] != nil {
			if len(in[i+1].floats) != 1 {
				return nil, errInputs
			}
			*to = in[i+1].floats[0]
		}
	}
	return unary(func(x float32) float32 { return min(max(x, low), high) })(s, in[:1])
}

// normalisation is x·k + c for each channel.
func normalisation(n *onnx.Node) operator {
	epsilon := n.Float("epsilon", 1e-5)
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0]
		k, c, err := normalised(in, epsilon)
		if err != nil || len(x.shape) < 2 || x.shape[0] != 1 || x.shape[1] != len(k) || x.floats == nil {
			return nil, errInputs
		}
		out, err := s.tensor(x.shape...)
		if err != nil {
			return nil, err
		}
		area := product(x.shape[2:])
		for i, v := range x.floats {
			out.floats[i] = float32(v*k[i/area]) + c[i/area]
		}
		return out, nil
	}
}

// normalised are factors and what is added, of a batch normalisation's scale, bias, mean and variance.
func normalised(in []*tensor, epsilon float32) (k, c []float32, err error) {
	if len(in) != 5 {
		return nil, nil, errInputs
	}
	n := len(in[1].floats)
	for _, t := range in[2:] {
		if len(t.floats) != n || n == 0 {
			return nil, nil, errInputs
		}
	}
	k, c = make([]float32, n), make([]float32, n)
	for i := range k {
		k[i] = in[1].floats[i] / float32(math.Sqrt(float64(in[4].floats[i]+epsilon)))
		c[i] = in[2].floats[i] - float32(in[3].floats[i]*k[i])
	}
	return k, c, nil
}

// mean is taken over the last axis, or the last two.
func mean(axes []int64, keep bool) operator {
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0]
		last := len(x.shape) - len(axes)
		if x.floats == nil || len(axes) == 0 || last < 0 {
			return nil, errInputs
		}
		for i, a := range axes {
			if at, err := x.axis(a); err != nil || at != last+i {
				return nil, fmt.Errorf("a mean over the axes %v", axes)
			}
		}
		shape := slices.Clone(x.shape[:last])
		if keep {
			shape = append(shape, slices.Repeat([]int{1}, len(axes))...)
		}
		out, err := s.tensor(shape...)
		if err != nil {
			return nil, err
		}
		area := product(x.shape[last:])
		for i := range out.floats {
			out.floats[i] = s.kernels.sum(area, &x.floats[i*area:][:area][0]) / float32(area)
		}
		return out, nil
	}
}

// poolOf is the greatest or the mean of what a window shows; what lies beyond the picture counts for nothing.
func poolOf(n *onnx.Node) (operator, error) {
	p, err := windowOf(n, 0, 0)
	if err != nil {
		return nil, err
	}
	greatest := n.Op == "MaxPool"
	if !greatest && n.Int("count_include_pad", 0) != 0 && p.top+p.left+p.bottom+p.right > 0 {
		return nil, errors.New("a mean with the margins")
	}
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0]
		if len(x.shape) != 4 || x.floats == nil {
			return nil, errInputs
		}
		w, height, width, err := p.over(x.shape[2], x.shape[3])
		if err != nil {
			return nil, err
		}
		out, err := s.tensor(x.shape[0], x.shape[1], height, width)
		if err != nil {
			return nil, err
		}
		for c := range x.shape[0] * x.shape[1] {
			from := x.floats[c*x.shape[2]*x.shape[3]:][:x.shape[2]*x.shape[3]]
			for y := range height {
				to := out.floats[(c*height+y)*width:][:width]
				if greatest {
					w.maxima(s.kernels, to, from, x.shape[2], x.shape[3], y)
				} else {
					w.means(to, from, x.shape[2], x.shape[3], y)
				}
			}
		}
		return out, nil
	}, nil
}

// inside are the rows, or the columns, of a window that lie in a picture.
func inside(at, kernel, size int) (from, to int) { return max(at, 0), min(at+kernel, size) }

// means computes a row of a mean pool.
func (w window) means(to, x []float32, height, width, y int) {
	top, bottom := inside(y*w.down-w.top, w.height, height)
	for i := range to {
		left, right := inside(i*w.across-w.left, w.width, width)
		var all float32
		for r := top; r < bottom; r++ {
			for _, v := range x[r*width+left : r*width+right] {
				all += v
			}
		}
		to[i] = all / float32(max((bottom-top)*(right-left), 1))
	}
}

// maxima computes a row of a max pool.
func (w window) maxima(k *kernels, to, x []float32, height, width, y int) {
	for i := range to {
		to[i] = -math.MaxFloat32
	}
	top, bottom := inside(y*w.down-w.top, w.height, height)
	for r := top; r < bottom; r++ {
		row := x[r*width:][:width]
		for b := range w.width {
			// The columns whose windows show something at b: from first on, n.
			first := max(0, (w.left-b+w.across-1)/w.across)
			n := min(len(to), (width-1-b+w.left)/w.across+1) - first
			if n <= 0 {
				continue
			}
			from := row[first*w.across+b-w.left:]
			if w.across == 1 {
				k.greater(n, &to[first], &to[first], &from[:n][0])
				continue
			}
			for i := range n {
				to[first+i] = max(to[first+i], from[i*w.across])
			}
		}
	}
}

// softmax is taken over the last axis.
func softmax(axis int64) operator {
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0]
		if at, err := x.axis(axis); err != nil || at != len(x.shape)-1 || x.floats == nil {
			return nil, errInputs
		}
		out, err := s.tensor(x.shape...)
		if err != nil {
			return nil, err
		}
		n := x.shape[len(x.shape)-1]
		for r := 0; r < len(x.floats); r += n {
			row, to := x.floats[r:][:n], out.floats[r:][:n]
			most := slices.Max(row)
			var all float32
			for i, v := range row {
				to[i] = exponential(v - most)
				all += to[i]
			}
			for i := range to {
				to[i] /= all
			}
		}
		return out, nil
	}
}

// matMul multiplies matrices that lie along the last two axes, one of a tensor by one of the other.
func matMul(s *session, in []*tensor) (*tensor, error) {
	if len(in) != 2 {
		return nil, errInputs
	}
	x, y := in[0], in[1]
	n := len(x.shape)
	a, b := x.expanded(), y.expanded()
	if n < 2 || len(y.shape) != n || a == nil || b == nil || !slices.Equal(x.shape[:n-2], y.shape[:n-2]) || x.shape[n-1] != y.shape[n-2] {
		return nil, errInputs
	}
	height, inner, width := x.shape[n-2], x.shape[n-1], y.shape[n-1]
	out, err := s.tensor(slices.Concat(x.shape[:n-1], []int{width})...)
	if err != nil {
		return nil, err
	}
	clear(out.floats)
	if width == 0 {
		return out, nil
	}
	for r := range len(out.floats) / width {
		row := out.floats[r*width:][:width]
		of := b[r/height*inner*width:][:inner*width]
		for k, v := range a[r*inner:][:inner] {
			s.kernels.axpy(width, v, &of[k*width:][:width][0], &row[0])
		}
	}
	return out, nil
}

package infer

import (
	"fmt"
	"slices"

	"yusuan/extract/internal/ocr/onnx"
)

// shaping are the operators that compute nothing: they tell shapes and put elements in other places.
func shaping(n *onnx.Node) (operator, error) {
	switch n.Op {
	case "Constant":
		if n.Attributes["value"].Tensor == nil {
			return nil, fmt.Errorf("a constant without a tensor")
		}
		return func(*session, []*tensor) (*tensor, error) { return constant(n.Attributes["value"].Tensor) }, nil
	case "DequantizeLinear":
		return dequantise(n.Int("axis", 1)), nil
	case "Identity", "Cast", "Dropout":
		return func(_ *session, in []*tensor) (*tensor, error) { return in[0].shaped(in[0].shape), nil }, nil
	case "Shape":
		return shapeOf, nil
	case "Reshape":
		return reshape(n.Int("allowzero", 0) != 0), nil
	case "Squeeze", "Unsqueeze":
		return squeeze(n), nil
	case "Slice":
		return cut, nil
	case "Concat":
		return concat(n.Int("axis", 0)), nil
	case "Transpose":
		return transpose(n.Attributes["perm"].Ints), nil
	}
	return nil, fmt.Errorf("the operator %q is not known", n.Op)
}

// dequantise is of weights, with a scale for each index of an axis, and zero points of 0.
func dequantise(axis int64) operator {
	return func(_ *session, in []*tensor) (*tensor, error) {
		if len(in) != 2 || in[0].weights == nil || in[0].weights.scales != nil || in[1].floats == nil {
			return nil, errInputs
		}
		x := in[0].shaped(in[0].shape)
		at := 0
		if len(in[1].floats) > 1 {
			var err error
			if at, err = x.axis(axis); err != nil || len(in[1].floats) != x.shape[at] {
				return nil, errInputs
			}
		}
		if len(x.shape) == 0 || len(in[1].floats) == 0 {
			return nil, errInputs
		}
		x.weights = &weights{values: in[0].weights.values, scales: in[1].floats, axis: at}
		return x, nil
	}
}

func shapeOf(_ *session, in []*tensor) (*tensor, error) {
	out := &tensor{shape: []int{len(in[0].shape)}, ints: make([]int64, len(in[0].shape))}
	for i, d := range in[0].shape {
		out.ints[i] = int64(d)
	}
	return out, nil
}

// reshape takes a size of 0 for what the tensor has there, and -1 for what is left.
func reshape(zero bool) operator {
	return func(_ *session, in []*tensor) (*tensor, error) {
		if len(in) != 2 || in[1].ints == nil {
			return nil, errInputs
		}
		x := in[0]
		shape := make([]int, len(in[1].ints))
		open, rest := -1, x.len()
		for i, d := range in[1].ints {
			switch {
			case d == -1 && open < 0:
				open = i
				continue
			case d == 0 && !zero && i < len(x.shape):
				shape[i] = x.shape[i]
			case d < 0 || d > maxElements:
				return nil, errInputs
			default:
				shape[i] = int(d)
			}
			if shape[i] == 0 || rest%shape[i] != 0 {
				return nil, fmt.Errorf("%w: a tensor of shape %v as %v", errInputs, x.shape, in[1].ints)
			}
			rest /= shape[i]
		}
		if open >= 0 {
			shape[open] = rest
		} else if rest != 1 {
			return nil, fmt.Errorf("%w: a tensor of shape %v as %v", errInputs, x.shape, in[1].ints)
		}
		return x.shaped(shape), nil
	}
}

// squeeze takes axes of size 1 away, or puts them in; which ones, an attribute or an input tells.
func squeeze(n *onnx.Node) operator {
	return func(_ *session, in []*tensor) (*tensor, error) {
		axes := n.Attributes["axes"].Ints
		if len(in) > 1 {
			axes = in[1].ints
		}
		x := in[0]
		if n.Op == "Unsqueeze" {
			shape := slices.Clone(x.shape)
			for _, a := range axes {
				at, err := axisOf(a, len(x.shape)+len(axes))
				if err != nil || at > len(shape) {
					return nil, errInputs
				}
				shape = slices.Insert(shape, at, 1)
			}
			return x.shaped(shape), nil
		}
		gone := make([]bool, len(x.shape))
		for _, a := range axes {
			at, err := x.axis(a)
			if err != nil || x.shape[at] != 1 {
				return nil, errInputs
			}
			gone[at] = true
		}
		shape := []int{}
		for i, d := range x.shape {
			if !gone[i] {
				shape = append(shape, d)
			}
		}
		return x.shaped(shape), nil
	}
}

// cut is the operator Slice, along one axis and by steps of 1.
func cut(s *session, in []*tensor) (*tensor, error) {
	if len(in) < 3 || slices.ContainsFunc(in[1:], func(t *tensor) bool { return len(t.ints) != 1 }) || len(in) > 4 && in[4].ints[0] != 1 {
		return nil, errInputs
	}
	x, axis := in[0], 0
	if len(in) > 3 {
		var err error
		if axis, err = x.axis(in[3].ints[0]); err != nil {
			return nil, err
		}
	}
	if axis >= len(x.shape) {
		return nil, errInputs
	}
	size := int64(x.shape[axis])
	clamp := func(v int64) int {
		if v < 0 {
			v += size
		}
		return int(min(max(v, 0), size))
	}
	from, to := clamp(in[1].ints[0]), clamp(in[2].ints[0])
	if to <= from {
		return nil, errInputs
	}
	shape := slices.Clone(x.shape)
	shape[axis] = to - from
	inner := product(x.shape[axis+1:])
	return s.parts(shape, []part{{x, from * inner, x.shape[axis] * inner, (to - from) * inner}})
}

// part says which elements of a tensor are taken, again and again: n from `from` on, of every `of`.
type part struct {
	tensor      *tensor
	from, of, n int
}

// parts makes a tensor of parts of others, a piece of each in turn.
func (s *session) parts(shape []int, parts []part) (*tensor, error) {
	if parts[0].tensor.ints != nil {
		out := &tensor{shape: shape, ints: []int64{}}
		return out, weave(out.len(), parts, func(p part, at int) error {
			if p.tensor.ints == nil {
				return errInputs
			}
			out.ints = append(out.ints, p.tensor.ints[at:][:p.n]...)
			return nil
		})
	}
	out, err := s.tensor(shape...)
	if err != nil {
		return nil, err
	}
	to := out.floats
	return out, weave(len(to), parts, func(p part, at int) error {
		if p.tensor.floats == nil {
			return errInputs
		}
		to = to[copy(to, p.tensor.floats[at:][:p.n]):]
		return nil
	})
}

// weave takes the pieces one after the other until there are n elements.
func weave(n int, parts []part, take func(p part, at int) error) error {
	for i, got := 0, 0; got < n; i++ {
		for _, p := range parts {
			if err := take(p, i*p.of+p.from); err != nil {
				return err
			}
			got += p.n
		}
	}
	return nil
}

func concat(axis int64) operator {
	return func(s *session, in []*tensor) (*tensor, error) {
		at, err := in[0].axis(axis)
		if err != nil {
			return nil, err
		}
		shape := slices.Clone(in[0].shape)
		shape[at] = 0
		var parts []part
		for _, t := range in {
			if len(t.shape) != len(shape) || !slices.Equal(t.shape[:at], shape[:at]) || !slices.Equal(t.shape[at+1:], shape[at+1:]) {
				return nil, errInputs
			}
			shape[at] += t.shape[at]
			n := product(t.shape[at:])
			parts = append(parts, part{t, 0, n, n})
		}
		if n, err := size(shape); err != nil || n == 0 {
			return nil, errInputs
		}
		return s.parts(shape, parts)
	}
}

// transpose puts the axes in another order.
func transpose(order []int64) operator {
	return func(s *session, in []*tensor) (*tensor, error) {
		x := in[0]
		n := len(x.shape)
		if len(order) != n || x.floats == nil || n == 0 {
			return nil, errInputs
		}
		from := make([]int, n) // how far apart neighbours lie in x
		step := 1
		for i := n - 1; i >= 0; i-- {
			from[i] = step
			step *= x.shape[i]
		}
		shape, apart := make([]int, n), make([]int, n)
		seen := make([]bool, n)
		for i, a := range order {
			at, err := x.axis(a)
			if err != nil || seen[at] {
				return nil, errInputs
			}
			seen[at] = true
			shape[i], apart[i] = x.shape[at], from[at]
		}
		out, err := s.tensor(shape...)
		if err != nil {
			return nil, err
		}
		index := make([]int, n)
		at := 0
		for i := range out.floats {
			out.floats[i] = x.floats[at]
			for d := n - 1; d >= 0; d-- {
				index[d]++
				at += apart[d]
				if index[d] < shape[d] {
					break
				}
				at -= apart[d] * shape[d]
				index[d] = 0
			}
		}
		return out, nil
	}
}

package infer

import (
	"errors"
	"fmt"

	"yusuan/extract/internal/ocr/onnx"
)

// linear is a layer while what follows is taken into it.
type linear struct {
	channels int
	matrix   *matrix   // of all channels to all
	taps     []float32 // or of each to itself
	bias     []float32
	relu     bool
	after    activation
	function func(float32) float32 // what after does, number by number
	last     bool                  // the channels are the last axis, not the second of four
}

// layer makes a layer of a node.
func (g *graph) layer(n *node) error {
	if n.Op == "MatMul" {
		t := g.constants[n.inputs[1]]
		if len(t.shape) != 2 {
			return fmt.Errorf("a product with a constant of shape %v", t.shape)
		}
		m, err := matrixOf(t, t.shape[0], t.shape[1], true)
		if err != nil {
			return err
		}
		l := &linear{channels: m.out, matrix: m, bias: make([]float32, m.out), last: true}
		g.absorb(n, l)
		n.byRow, n.layers, n.inputs = true, chain{l.dense()}, n.inputs[:1]
		return nil
	}
	return g.convolutionLayer(n)
}

// convolutionLayer makes a layer of a convolution: a chain's where it sees single positions, else one by itself.
func (g *graph) convolutionLayer(n *node) error {
	if len(n.inputs) < 2 || g.constants[n.inputs[1]] == nil || len(g.constants[n.inputs[1]].shape) != 4 {
		return errors.New("weights that are not constant, or of no picture")
	}
	t := g.constants[n.inputs[1]]
	l := &linear{channels: t.shape[0], bias: make([]float32, t.shape[0])}
	if len(n.inputs) > 2 {
		bias := g.constants[n.inputs[2]]
		if bias == nil || len(bias.floats) != l.channels {
			return errors.New("a bias that is not constant, or of other channels")
		}
		copy(l.bias, bias.floats)
	}
	w, err := windowOf(n.Node, t.shape[2], t.shape[3])
	if err != nil {
		return err
	}
	if w.height != t.shape[2] || w.width != t.shape[3] {
		return errors.New("weights of another size than the window")
	}
	groups := n.Int("group", 1)
	if groups != 1 {
		if groups != int64(l.channels) || t.shape[1] != 1 || t.floats == nil && t.weights == nil {
			return fmt.Errorf("a convolution of %d groups", groups)
		}
		l.taps = append([]float32(nil), t.expanded()...)
		g.absorb(n, l)
		n.run, n.inputs = (&depthwise{window: w, taps: l.taps, bias: l.bias, after: l.single()}).run, n.inputs[:1]
		return nil
	}
	if l.matrix, err = matrixOf(t, product(t.shape[1:]), l.channels, false); err != nil {
		return err
	}
	g.absorb(n, l)
	if w == (window{height: 1, width: 1, down: 1, across: 1, same: w.same}) {
		n.layers = chain{l.dense()}
	} else {
		n.run = (&convolution{window: w, channels: t.shape[1], layer: l.dense()}).run
	}
	n.inputs = n.inputs[:1]
	return nil
}

func (l *linear) dense() *dense {
	d := l.matrix.packed(l.bias)
	d.relu, d.after = l.relu, l.after
	return d
}

// single is what follows, as a function of one number.
func (l *linear) single() func(float32) float32 {
	if l.relu {
		return relu
	}
	return l.function
}

// absorb takes into a layer the nodes that follow it one after the other: what is added and multiplied by constants, and
// an activation, after which nothing more can be taken in.
func (g *graph) absorb(n *node, l *linear) {
	for {
		next := g.only(n)
		if next == nil {
			break
		}
		if !g.scale(n, next, l) {
			if l.activate(next.Node) {
				n.take(next)
				return
			}
			break
		}
		n.take(next)
	}
	switch users := g.users(n); {
	case g.isSwish(n, users):
		l.after, l.function = each(swish), swish
	case g.isGELU(n, users):
		l.after, l.function = gelu, func(x float32) float32 { return x * gauss(x) }
	}
}

// activate takes an activation in.
func (l *linear) activate(n *onnx.Node) bool {
	if n.Op == "Relu" {
		l.relu = true
		return true
	}
	switch n.Op {
	case "HardSwish", "HardSigmoid", "Sigmoid":
		l.function = elementwise(n)
		l.after = each(l.function)
		return true
	}
	return false
}

// scale takes in x·k + c of each channel: a sum or product with constants, or a normalisation.
func (g *graph) scale(n, next *node, l *linear) bool {
	switch next.Op {
	case "Add", "Mul":
		c := l.each(g.constants[next.other(n.output)])
		if c == nil {
			return false
		}
		if next.Op == "Add" {
			l.affine(nil, c)
		} else {
			l.affine(c, nil)
		}
		return true
	case "BatchNormalization":
		if l.last {
			return false
		}
		in := []*tensor{nil}
		for _, name := range next.inputs[1:] {
			c := g.constants[name]
			if c == nil {
				return false
			}
			in = append(in, c)
		}
		k, c, err := normalised(in, next.Float("epsilon", 1e-5))
		if err != nil || len(k) != l.channels {
			return false
		}
		l.affine(k, c)
		return true
	}
	return false
}

// each returns a number for each channel of a constant that is extended to a picture, nil where it isn't such.
func (l *linear) each(c *tensor) []float32 {
	if c == nil || c.floats == nil {
		return nil
	}
	if len(c.floats) == 1 {
		to := make([]float32, l.channels)
		for i := range to {
			to[i] = c.floats[0]
		}
		return to
	}
	axis := len(c.shape) - 1 // of the channels
	if !l.last {
		axis = len(c.shape) - 3
	}
	if axis < 0 || len(c.floats) != l.channels || c.shape[axis] != l.channels {
		return nil
	}
	return c.floats
}

// affine makes the layer's result x·k + c.
func (l *linear) affine(k, c []float32) {
	for i := range l.channels {
		if k != nil {
			l.bias[i] *= k[i]
			if l.matrix != nil {
				l.matrix.scales[i] *= k[i]
			}
			taps := len(l.taps) / l.channels
			for j := range taps {
				l.taps[i*taps+j] *= k[i]
			}
		}
		if c != nil {
			l.bias[i] += c[i]
		}
	}
}

// isSwish takes in x·sigmoid(x), which are two nodes.
func (g *graph) isSwish(n *node, users []*node) bool {
	if len(users) != 2 || users[0] == nil || users[1] == nil {
		return false
	}
	s, m := users[0], users[1]
	if s.Op != "Sigmoid" {
		s, m = m, s
	}
	if s.Op != "Sigmoid" || m.Op != "Mul" || g.only(s) != m || m.other(n.output) != s.output {
		return false
	}
	s.gone = true
	n.take(m)
	return true
}

// isGELU takes in x·(erf(x/√2) + 1)·½, which are five nodes.
func (g *graph) isGELU(n *node, users []*node) bool {
	if len(users) != 2 || users[0] == nil || users[1] == nil {
		return false
	}
	div, mul := users[0], users[1]
	if div.Op != "Div" {
		div, mul = mul, div
	}
	if div.Op != "Div" || mul.Op != "Mul" || !g.about(div, n.output, 1.4142135) {
		return false
	}
	if div.inputs[0] != n.output {
		return false
	}
	erf := g.only(div)
	if erf == nil || erf.Op != "Erf" {
		return false
	}
	add := g.only(erf)
	if add == nil || add.Op != "Add" || !g.about(add, erf.output, 1) || g.only(add) != mul || mul.other(n.output) != add.output {
		return false
	}
	half := g.only(mul)
	if half == nil || half.Op != "Mul" || !g.about(half, mul.output, 0.5) {
		return false
	}
	div.gone, erf.gone, add.gone, mul.gone = true, true, true, true
	n.take(half)
	return true
}

// about tells whether the other input of a node is a constant of about a number.
func (g *graph) about(n *node, input string, number float32) bool {
	c, ok := g.scalar(n.other(input))
	return ok && c > number-1e-6 && c < number+1e-6
}

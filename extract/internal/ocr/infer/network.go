package infer

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"yusuan/extract/internal/ocr/onnx"
)

// Network tells the classes along a picture. Any number of goroutines may use it at once.
type Network struct {
	steps     []step
	constants map[int]*tensor // by slot
	slots     int
	input     int
	output    int
	head      *dense
	kernels   *kernels
	sessions  sync.Pool
}

// step computes one tensor of others, which are known by their slots, -1 for one that is left out.
type step struct {
	name string
	run  operator
	in   []int
	out  int
	done []int // slots that are not used after it
}

// Classes are how many there are.
func (n *Network) Classes() int { return n.head.out }

// Class is one of the classes with its probability.
type Class struct {
	Index       int
	Probability float32
}

// New makes a network of a model: one input, 1 × channels × height × width, and one output that is a product with
// constants over classes, with or without softmax, 1 × columns × classes.
func New(m *onnx.Model) (n *Network, err error) {
	defer recovered(&err)
	g, err := graphOf(m)
	if err != nil {
		return nil, err
	}
	if err := g.fuse(); err != nil {
		return nil, err
	}
	head, err := g.head()
	if err != nil {
		return nil, err
	}
	n = &Network{head: head, constants: make(map[int]*tensor), kernels: all()[0]}
	n.number(g)
	n.sessions.New = func() any { return new(session) }
	return n, nil
}

// number gives the tensors their slots.
func (n *Network) number(g *graph) {
	slots := map[string]int{"": -1}
	slot := func(name string) int {
		if at, ok := slots[name]; ok {
			return at
		}
		at := n.slots
		n.slots++
		slots[name] = at
		if c := g.constants[name]; c != nil {
			n.constants[at] = c
		}
		return at
	}
	n.input = slot(g.input)
	for _, x := range g.nodes {
		s := step{name: x.Op, run: x.run}
		switch {
		case x.layers != nil && x.byRow:
			s.run = rowwise(x.layers).run
		case x.layers != nil:
			s.run = x.layers.run
		}
		for _, name := range x.inputs {
			s.in = append(s.in, slot(name))
		}
		s.out = slot(x.output)
		n.steps = append(n.steps, s)
	}
	n.output = slot(g.output)
	seen := map[int]bool{n.output: true, -1: true}
	for i := len(n.steps) - 1; i >= 0; i-- {
		s := &n.steps[i]
		for _, at := range append([]int{s.out}, s.in...) {
			if !seen[at] {
				seen[at] = true
				s.done = append(s.done, at)
			}
		}
	}
}

// recovered makes an error of a panic: a model whose sizes go together in no way that was thought of.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the network cannot be computed: %v", r)
	}
}

// maxKept are the elements of a picture after which memory is kept for the next one: after a greater one it is given back.
const maxKept = 3 * 48 * 1024

// Columns are the classes at each place along a picture, the most probable first: those of a probability of least and
// more, most of them at most. The picture is channels × height × width.
func (n *Network) Columns(picture []float32, channels, height, width int, least float32, most int) (columns [][]Class, err error) {
	defer recovered(&err)
	s := n.sessions.Get().(*session)
	s.kernels = n.kernels
	x, err := s.tensor(1, channels, height, width)
	if err != nil {
		return nil, err
	}
	if len(picture) != len(x.floats) {
		return nil, errors.New("a picture of another size")
	}
	copy(x.floats, picture)
	features, err := n.forward(s, x)
	if err != nil {
		return nil, err
	}
	if columns, err = n.classify(s, features, least, most); err != nil {
		return nil, err
	}
	s.release(features)
	if len(picture) < maxKept {
		n.sessions.Put(s)
	}
	return columns, nil
}

// forward computes what the head takes.
func (n *Network) forward(s *session, x *tensor) (*tensor, error) {
	values := make([]*tensor, n.slots)
	for at, c := range n.constants {
		values[at] = c
	}
	values[n.input] = x
	var in []*tensor
	for _, step := range n.steps {
		in = in[:0]
		for _, at := range step.in {
			if at < 0 {
				in = append(in, nil)
			} else {
				in = append(in, values[at])
			}
		}
		out, err := step.run(s, in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", step.name, err)
		}
		values[step.out] = out
		for _, at := range step.done {
			s.release(values[at])
			values[at] = nil
		}
	}
	return values[n.output], nil
}

const (
	// blockRows are the classes that are computed at a time for several panels, while their weights are at hand, and of
	// which the greatest is known before they are looked at one by one.
	blockRows = 16 * rows
	// blockPanels are the panels: of 64 places.
	blockPanels = 4
)

// logits are what the head computed for a panel of places.
type logits struct {
	packed   []int16 // the panel in integers, of which one of 1 is scale
	scale    float32
	values   []float32        // classes × columns
	blocks   []float32        // the greatest of each block, for each column
	greatest [columns]float32 // of all so far
	sums     [columns]float32 // of the exponentials of their distances from the greatest
}

// classify computes the head.
func (n *Network) classify(s *session, x *tensor, least float32, most int) ([][]Class, error) {
	if len(x.shape) == 0 || x.shape[len(x.shape)-1] != n.head.in || x.floats == nil {
		return nil, fmt.Errorf("features of shape %v", x.shape)
	}
	in, places := n.head.in, len(x.floats)/n.head.in
	found := make([][]Class, 0, places)
	for from := 0; from < places; from += blockPanels * columns {
		panels := s.logits[:min(blockPanels, (places-from+columns-1)/columns)]
		for i := range panels {
			l, first := &panels[i], from+i*columns
			l.scale = s.pack(s.transposed(x.floats[first*in:], in, min(columns, places-first)), in, n.head.limit)
			l.packed = append(l.packed[:0], s.packed...)
			l.values = grown(l.values, n.head.out*columns)
			l.blocks = grown(l.blocks, (n.head.out+blockRows-1)/blockRows*columns)
		}
		for first := 0; first < n.head.out; first += blockRows {
			for i := range panels {
				s.block(n.head, &panels[i], first)
			}
		}
		for i := range panels {
			for j := range min(columns, places-from-i*columns) {
				found = append(found, panels[i].probable(j, least, most))
			}
		}
	}
	return found, nil
}

// block computes the classes from first on for a panel, and adds up their exponentials: those of the classes before them
// are made less where a greater one is met.
func (s *session) block(head *dense, l *logits, first int) {
	n := min(blockRows, head.out-first)
	values := l.values[first*columns:][:n*columns]
	s.packed, l.packed = l.packed, s.packed
	head.part(first, n).multiply(s, l.scale, view{values, columns}, view{})
	s.packed, l.packed = l.packed, s.packed
	greatest := (*[columns]float32)(l.blocks[first/blockRows*columns:])
	copy(greatest[:], values)
	s.kernels.maxima(n, &values[0], &greatest[0])
	if first == 0 {
		l.greatest, l.sums = *greatest, [columns]float32{}
	}
	for j, v := range greatest {
		if v > l.greatest[j] {
			l.sums[j] *= exponential(l.greatest[j] - v)
			l.greatest[j] = v
		}
	}
	s.kernels.exponentials(n, &values[0], &l.greatest[0], &l.sums[0])
}

// part is the layer for n channels from first on, a tile's first.
func (d *dense) part(first, n int) *dense {
	p := *d
	p.out = n
	p.weights = d.weights[first*((d.in+1)/2)*2:]
	p.scales, p.bias = d.scales[first:], d.bias[first:]
	return &p
}

// probable are the classes of a column.
func (l *logits) probable(j int, least float32, most int) (found []Class) {
	for i := j; i < len(l.blocks); i += columns {
		if exponential(l.blocks[i]-l.greatest[j]) < float32(least*l.sums[j]) {
			continue
		}
		first := i / columns * blockRows
		for c := first; c < first+blockRows && c*columns+j < len(l.values); c++ {
			if p := exponential(l.values[c*columns+j]-l.greatest[j]) / l.sums[j]; p >= least {
				found = append(found, Class{c, p})
			}
		}
	}
	slices.SortFunc(found, func(a, b Class) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), a.Index-b.Index)
	})
	return found[:min(len(found), most)]
}

package infer

import (
	"fmt"
	"slices"
	"unsafe"

	"yusuan/extract/internal/ocr/onnx"
)

// maxElements limits a tensor: the greatest of the recognisers' has 5 million for a line of 4,096 pixels.
const maxElements = 1 << 25

// slice are the n elements at p, of which a kernel is told by its pointer.
func slice[T any](p *T, n int) []T { return unsafe.Slice(p, n) }

// tensor is an array: of floats, of integers where ints is not nil, or of weights in 8 bits.
type tensor struct {
	shape   []int
	floats  []float32
	ints    []int64
	weights *weights
	buffer  *buffer // that holds the floats, nil for constants
}

// weights are integers with a scale for each index along an axis.
type weights struct {
	values []int8
	scales []float32
	axis   int
}

// buffer is memory that tensors share, and that is used again after the last of them.
type buffer struct {
	floats []float32
	users  int
}

func (t *tensor) len() int { return product(t.shape) }

// product of sizes, which are not so great that it overflows: see size.
func product(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// size is how many elements a shape has, an error for one that is out of range.
func size(shape []int) (int, error) {
	n := 1
	for _, d := range shape {
		if d < 0 || d > maxElements {
			return 0, fmt.Errorf("the shape %v is out of range", shape)
		}
		if n *= d; n > maxElements {
			return 0, fmt.Errorf("the shape %v is out of range", shape)
		}
	}
	return n, nil
}

// constant is a tensor of a model.
func constant(t *onnx.Tensor) (*tensor, error) {
	if _, err := size(t.Shape); err != nil {
		return nil, err
	}
	c := &tensor{shape: t.Shape, floats: t.Floats, ints: t.Ints}
	if t.Bytes != nil {
		c.weights = &weights{values: t.Bytes}
	}
	if c.floats == nil && c.ints == nil && c.weights == nil {
		c.ints = []int64{} // of no elements
	}
	return c, nil
}

// expanded are a constant's floats, also where it is held in 8 bits.
func (t *tensor) expanded() []float32 {
	w := t.weights
	if w == nil {
		return t.floats
	}
	inner := product(t.shape[w.axis+1:])
	to := make([]float32, len(w.values))
	for i, v := range w.values {
		to[i] = float32(v) * w.scales[i/inner%len(w.scales)]
	}
	return to
}

// axis is an axis that may be counted from the end.
func (t *tensor) axis(a int64) (int, error) { return axisOf(a, len(t.shape)) }

func axisOf(a int64, n int) (int, error) {
	if a < 0 {
		a += int64(n)
	}
	if a < 0 || a >= int64(n) {
		return 0, fmt.Errorf("axis %d of %d", a, n)
	}
	return int(a), nil
}

// session is what one forward pass uses, and the next one again: memory for tensors and for panels.
type session struct {
	kernels *kernels
	free    []*buffer

	tiles   tiles
	scratch [rows * columns]float32 // a tile that does not fit where it goes
	panel   []float32               // a panel put together of what lies apart
	hidden  [2][]float32            // panels between the layers of a chain
	packed  []int16                 // a panel in integers
	padded  []int16                 // a picture in integers with the margins that a convolution wants, see planes
	row     []int16                 // a row of it
	margins []float32               // a channel with its margins
	logits  [blockPanels]logits
}

// tensor returns a new one of floats, whose elements are whatever they are.
func (s *session) tensor(shape ...int) (*tensor, error) {
	n, err := size(shape)
	if err != nil {
		return nil, err
	}
	best := -1
	for i, b := range s.free {
		if cap(b.floats) >= n && (best < 0 || cap(b.floats) < cap(s.free[best].floats)) {
			best = i
		}
	}
	var b *buffer
	if best >= 0 {
		b = s.free[best]
		s.free = slices.Delete(s.free, best, best+1)
	} else {
		b = &buffer{floats: make([]float32, n)}
	}
	b.floats = b.floats[:n]
	b.users = 1
	return &tensor{shape: shape, floats: b.floats, buffer: b}, nil
}

// shaped is the same elements in another shape.
func (t *tensor) shaped(shape []int) *tensor {
	if t.buffer != nil {
		t.buffer.users++
	}
	return &tensor{shape: shape, floats: t.floats, ints: t.ints, weights: t.weights, buffer: t.buffer}
}

// release gives the tensor's memory back, when no other one has it.
func (s *session) release(t *tensor) {
	if t == nil || t.buffer == nil {
		return
	}
	if t.buffer.users--; t.buffer.users == 0 {
		s.free = append(s.free, t.buffer)
	}
}

// grown returns a slice of n elements, the given one where it has room.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

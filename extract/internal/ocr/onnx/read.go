package onnx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// Limits on what is read, each far above what recognisers have: hundreds of nodes, tensors of four or five dimensions
// and 20 MB in all.
const (
	maxBytes      = 256 << 20
	maxNodes      = 5_000
	maxDimensions = 8
)

// errDamaged is an error of the protobuf's own form: a length beyond the end, a number without end.
var errDamaged = errors.New("damaged")

// Read reads a model.
func Read(data []byte) (*Model, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("an ONNX model of %d bytes is beyond the limit of %d", len(data), maxBytes)
	}
	m := &Model{Initializers: make(map[string]*Tensor), Metadata: make(map[string]string)}
	graphs := 0
	err := fields(data, func(f field) error {
		switch f.number {
		case 7:
			graphs++
			return m.readGraph(f.data)
		case 14:
			return m.readMetadata(f.data)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("ONNX model: %w", err)
	case graphs != 1 || len(m.Nodes) == 0 || len(m.Outputs) == 0:
		return nil, errors.New("ONNX model: no graph of operators")
	}
	return m, nil
}

// field is one of a protobuf message: a number for the wire types of numbers, else bytes.
type field struct {
	number protowire.Number
	kind   protowire.Type
	value  uint64
	data   []byte
}

// fields calls do for each field of a message, in their order.
func fields(message []byte, do func(field) error) error {
	for len(message) > 0 {
		var f field
		var n int
		f.number, f.kind, n = protowire.ConsumeTag(message)
		if n < 0 {
			return errDamaged
		}
		message = message[n:]
		switch f.kind {
		case protowire.VarintType:
			f.value, n = protowire.ConsumeVarint(message)
		case protowire.Fixed32Type:
			var v uint32
			v, n = protowire.ConsumeFixed32(message)
			f.value = uint64(v)
		case protowire.Fixed64Type:
			f.value, n = protowire.ConsumeFixed64(message)
		case protowire.BytesType:
			f.data, n = protowire.ConsumeBytes(message)
		default:
			return errDamaged
		}
		if n < 0 {
			return errDamaged
		}
		if err := do(f); err != nil {
			return err
		}
		message = message[n:]
	}
	return nil
}

// readMetadata reads a StringStringEntryProto.
func (m *Model) readMetadata(data []byte) error {
	var key, value string
	err := fields(data, func(f field) error {
		switch f.number {
		case 1:
			key = string(f.data)
		case 2:
			value = string(f.data)
		}
		return nil
	})
	m.Metadata[key] = value
	return err
}

// readGraph reads a GraphProto.
func (m *Model) readGraph(data []byte) error {
	var inputs []string
	err := fields(data, func(f field) error {
		switch f.number {
		case 1:
			if len(m.Nodes) == maxNodes {
				return fmt.Errorf("more than %d nodes", maxNodes)
			}
			node, err := readNode(f.data)
			m.Nodes = append(m.Nodes, node)
			return err
		case 5:
			t, err := readTensor(f.data)
			if err != nil {
				return fmt.Errorf("tensor %q: %w", t.Name, err)
			}
			m.Initializers[t.Name] = t
		case 11, 12:
			name, err := readName(f.data)
			if err != nil {
				return err
			}
			if f.number == 11 {
				inputs = append(inputs, name)
			} else {
				m.Outputs = append(m.Outputs, name)
			}
		}
		return nil
	})
	for _, name := range inputs {
		if m.Initializers[name] == nil {
			m.Inputs = append(m.Inputs, name)
		}
	}
	return err
}

// readName reads the name of a ValueInfoProto; its shape is what the tensors have when they come.
func readName(data []byte) (name string, err error) {
	err = fields(data, func(f field) error {
		if f.number == 1 {
			name = string(f.data)
		}
		return nil
	})
	return name, err
}

// readNode reads a NodeProto.
func readNode(data []byte) (Node, error) {
	n := Node{Attributes: make(map[string]Attribute)}
	err := fields(data, func(f field) error {
		switch f.number {
		case 1:
			n.Inputs = append(n.Inputs, string(f.data))
		case 2:
			n.Outputs = append(n.Outputs, string(f.data))
		case 4:
			n.Op = string(f.data)
		case 5:
			return n.readAttribute(f.data)
		}
		return nil
	})
	if err == nil && (n.Op == "" || len(n.Outputs) == 0) {
		err = errors.New("a node without an operator or a result")
	}
	if err != nil {
		return n, fmt.Errorf("node %q: %w", n.Op, err)
	}
	return n, nil
}

// readAttribute reads an AttributeProto.
func (n *Node) readAttribute(data []byte) error {
	var name string
	var a Attribute
	err := fields(data, func(f field) (err error) {
		switch f.number {
		case 1:
			name = string(f.data)
		case 2:
			a.Float = math.Float32frombits(uint32(f.value))
		case 3:
			a.Int = int64(f.value)
		case 4:
			a.Text = string(f.data)
		case 5:
			a.Tensor, err = readTensor(f.data)
		case 6, 11:
			err = errors.New("a graph inside of a node")
		case 8:
			a.Ints, err = f.integers(a.Ints)
		}
		return err
	})
	n.Attributes[name] = a
	return err
}

// integers appends the numbers of a repeated field of varints, packed or one by one.
func (f *field) integers(to []int64) ([]int64, error) {
	if f.kind != protowire.BytesType {
		return append(to, int64(f.value)), nil
	}
	for rest := f.data; len(rest) > 0; {
		v, n := protowire.ConsumeVarint(rest)
		if n < 0 {
			return nil, errDamaged
		}
		to = append(to, int64(v))
		rest = rest[n:]
	}
	return to, nil
}

// Types of elements that are read, as TensorProto.DataType numbers them.
const (
	typeFloat = 1
	typeInt8  = 3
	typeInt32 = 6
	typeInt64 = 7
)

// readTensor reads a TensorProto.
func readTensor(data []byte) (*Tensor, error) {
	t := &Tensor{Shape: []int{}}
	kind := uint64(0)
	var raw []byte
	hasRaw := false
	err := fields(data, func(f field) (err error) {
		switch f.number {
		case 1:
			return t.readShape(f)
		case 2:
			kind = f.value
		case 4:
			if f.kind == protowire.BytesType {
				t.Floats = append(t.Floats, floats(f.data)...)
			} else {
				t.Floats = append(t.Floats, math.Float32frombits(uint32(f.value)))
			}
		case 5, 7:
			t.Ints, err = f.integers(t.Ints)
		case 8:
			t.Name = string(f.data)
		case 9:
			raw, hasRaw = f.data, true
		case 13, 14:
			return errors.New("data beside the file")
		}
		return err
	})
	if err != nil {
		return t, err
	}
	if hasRaw {
		t.readRaw(kind, raw)
	} else if kind == typeInt8 {
		t.narrow()
	}
	return t, t.check(kind)
}

// readShape appends dimensions.
func (t *Tensor) readShape(f field) error {
	dims, err := f.integers(nil)
	if err != nil {
		return err
	}
	for _, d := range dims {
		if d < 0 || d > maxBytes || len(t.Shape) == maxDimensions {
			return errors.New("a shape out of range")
		}
		t.Shape = append(t.Shape, int(d))
	}
	return nil
}

// readRaw reads elements that lie as they do in memory, little end first.
func (t *Tensor) readRaw(kind uint64, raw []byte) {
	t.Floats, t.Ints = nil, nil
	switch kind {
	case typeFloat:
		t.Floats = floats(raw)
	case typeInt8:
		t.Bytes = make([]int8, len(raw))
		for i, b := range raw {
			t.Bytes[i] = int8(b)
		}
	case typeInt32:
		t.Ints = make([]int64, len(raw)/4)
		for i := range t.Ints {
			t.Ints[i] = int64(int32(binary.LittleEndian.Uint32(raw[4*i:])))
		}
	case typeInt64:
		t.Ints = make([]int64, len(raw)/8)
		for i := range t.Ints {
			t.Ints[i] = int64(binary.LittleEndian.Uint64(raw[8*i:]))
		}
	}
}

func floats(raw []byte) []float32 {
	to := make([]float32, len(raw)/4)
	for i := range to {
		to[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return to
}

// narrow makes bytes of integers that stand one by one.
func (t *Tensor) narrow() {
	t.Bytes = make([]int8, len(t.Ints))
	for i, v := range t.Ints {
		t.Bytes[i] = int8(v)
	}
	t.Ints = nil
}

// check holds the elements against the shape. Floats must be numbers: one that is none makes all results so.
func (t *Tensor) check(kind uint64) error {
	var have int
	switch kind {
	case typeFloat:
		have = len(t.Floats)
	case typeInt8:
		have = len(t.Bytes)
	case typeInt32, typeInt64:
		have = len(t.Ints)
	default:
		return fmt.Errorf("elements of type %d are not read", kind)
	}
	want := 1
	for _, d := range t.Shape {
		if want *= d; want > maxBytes {
			return errors.New("a shape out of range")
		}
	}
	if have != want || t.Len() != want {
		return fmt.Errorf("%d elements for the shape %v", have, t.Shape)
	}
	for _, v := range t.Floats {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return errors.New("an element that is no number")
		}
	}
	return nil
}

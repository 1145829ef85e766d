package onnx

// Model is a graph with what the file tells about it.
type Model struct {
	Nodes        []Node             // in an order in which each comes after those whose results it takes
	Initializers map[string]*Tensor // tensors that are given, by name
	Inputs       []string           // what the graph takes, without those that initializers give
	Outputs      []string
	Metadata     map[string]string // metadata_props
}

// Node is an operator with the names of what it takes and makes. An input that is left out has the name "".
type Node struct {
	Op         string
	Inputs     []string
	Outputs    []string
	Attributes map[string]Attribute
}

// Attribute is one value of those that an operator may have: the field that its kind has.
type Attribute struct {
	Float  float32
	Int    int64
	Ints   []int64
	Text   string
	Tensor *Tensor
}

// Tensor is an array whose elements are in the order of C, the last dimension the fastest. One of the slices holds them,
// as many as the dimensions' product: Floats, or Ints, or Bytes for a tensor of int8.
type Tensor struct {
	Name   string
	Shape  []int
	Floats []float32
	Ints   []int64
	Bytes  []int8
}

// Len is how many elements the tensor has.
func (t *Tensor) Len() int {
	return max(len(t.Floats), len(t.Ints), len(t.Bytes))
}

// Int returns an attribute that is an integer, or what it is where a node doesn't have it.
func (n *Node) Int(name string, otherwise int64) int64 {
	if a, ok := n.Attributes[name]; ok {
		return a.Int
	}
	return otherwise
}

// Float returns an attribute that is a number, or what it is where a node doesn't have it.
func (n *Node) Float(name string, otherwise float32) float32 {
	if a, ok := n.Attributes[name]; ok {
		return a.Float
	}
	return otherwise
}

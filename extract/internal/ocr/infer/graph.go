package infer

import (
	"errors"
	"fmt"
	"slices"

	"yusuan/extract/internal/ocr/onnx"
)

// graph is a model while it is made a network: what is constant is known, and operators become part of others.
type graph struct {
	nodes     []*node
	constants map[string]*tensor
	input     string
	output    string
}

// node computes one tensor, named by output.
type node struct {
	*onnx.Node
	inputs []string
	output string
	run    operator
	gone   bool // it is part of another node

	layers chain // what it is, where it is a chain of layers over positions, or over rows
	byRow  bool
}

// graphOf computes what is constant, and leaves out nodes that pass their input on.
func graphOf(m *onnx.Model) (*graph, error) {
	if len(m.Inputs) != 1 {
		return nil, fmt.Errorf("a network of %d inputs", len(m.Inputs))
	}
	g := &graph{constants: make(map[string]*tensor), input: m.Inputs[0], output: m.Outputs[0]}
	for name, t := range m.Initializers {
		c, err := constant(t)
		if err != nil {
			return nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		g.constants[name] = c
	}
	names := map[string]string{g.input: g.input} // what there is so far, by the names that nodes use
	s := &session{kernels: &plain}
	for i := range m.Nodes {
		n := &node{Node: &m.Nodes[i], output: m.Nodes[i].Outputs[0]}
		if err := g.place(n, names, s); err != nil {
			return nil, fmt.Errorf("node %d (%s): %w", i, n.Op, err)
		}
	}
	if g.output = names[g.output]; g.output == "" || g.output == g.input {
		return nil, errors.New("the network's output is not computed")
	}
	return g, nil
}

// place puts a node after those that it takes its inputs from, unless it can be done without.
func (g *graph) place(n *node, names map[string]string, s *session) (err error) {
	if n.Op != "Conv" { // which becomes a layer
		if n.run, err = operatorOf(n.Node); err != nil {
			return err
		}
	}
	if names[n.output] != "" || g.constants[n.output] != nil {
		return fmt.Errorf("%q is computed twice", n.output)
	}
	var known []*tensor
	for _, name := range n.Inputs {
		c := g.constants[name]
		if c == nil && name != "" {
			if name = names[name]; name == "" {
				return fmt.Errorf("an input is not there")
			}
		}
		if c != nil {
			known = append(known, c)
		}
		n.inputs = append(n.inputs, name)
	}
	for len(n.inputs) > 0 && n.inputs[len(n.inputs)-1] == "" {
		n.inputs = n.inputs[:len(n.inputs)-1]
	}
	if n.Op != "Constant" && len(n.inputs) == 0 {
		return errInputs
	}
	switch {
	case n.run != nil && len(known) == len(n.inputs):
		g.constants[n.output], err = n.run(s, known)
		if err == nil {
			g.constants[n.output].buffer = nil
		}
	case n.Op == "Identity" || n.Op == "Cast" || n.Op == "Dropout":
		names[n.output] = n.inputs[0]
	default:
		names[n.output] = n.output
		g.nodes = append(g.nodes, n)
	}
	return err
}

// users are the nodes that take what a node computes, nil standing for the network's output.
func (g *graph) users(n *node) (users []*node) {
	for _, u := range g.nodes {
		for _, name := range u.inputs {
			if !u.gone && name == n.output {
				users = append(users, u)
			}
		}
	}
	if n.output == g.output {
		users = append(users, nil)
	}
	return users
}

// only is the one node that takes what a node computes, nil where there are more, or where it is the network's output.
func (g *graph) only(n *node) *node {
	if users := g.users(n); len(users) == 1 {
		return users[0]
	}
	return nil
}

// other is the input of a node of two that is not the named one.
func (n *node) other(name string) string {
	switch {
	case len(n.inputs) != 2 || n.inputs[0] == n.inputs[1]:
		return ""
	case n.inputs[0] == name:
		return n.inputs[1]
	}
	return n.inputs[0]
}

// take makes the node compute what another one does, which follows it.
func (n *node) take(follower *node) {
	n.output = follower.output
	follower.gone = true
}

// scalar is a constant of one number.
func (g *graph) scalar(name string) (float32, bool) {
	c := g.constants[name]
	if c == nil || len(c.floats) != 1 {
		return 0, false
	}
	return c.floats[0], true
}

// fuse makes layers of convolutions and products with constants, and takes into them what follows.
func (g *graph) fuse() error {
	for _, n := range g.nodes {
		if n.gone || n.Op != "Conv" && (n.Op != "MatMul" || len(n.inputs) != 2 || g.constants[n.inputs[1]] == nil) {
			continue
		}
		if err := g.layer(n); err != nil {
			return fmt.Errorf("%s: %w", n.Op, err)
		}
	}
	g.nodes = slices.DeleteFunc(g.nodes, func(n *node) bool { return n.gone })
	for _, n := range g.nodes {
		if n.layers != nil && !n.gone {
			g.link(n)
		}
	}
	g.nodes = slices.DeleteFunc(g.nodes, func(n *node) bool { return n.gone })
	return nil
}

// link makes one chain of layers that follow one another, and adds in the last what is added to its result.
func (g *graph) link(n *node) {
	next := g.only(n)
	switch {
	case next == nil:
	case next.layers != nil && next.byRow == n.byRow && len(next.inputs) == 1:
		next.layers = append(slices.Clone(n.layers), next.layers...)
		next.inputs = n.inputs
		n.gone = true
	case next.Op == "Add" && !n.byRow && n.layers[len(n.layers)-1].after == nil && len(n.inputs) == 1:
		if other := next.other(n.output); other != "" && g.constants[other] == nil {
			next.layers, next.inputs = n.layers, []string{n.inputs[0], other}
			n.gone = true
		}
	}
}

// head takes the last layer off, which tells the classes, and the softmax after it.
func (g *graph) head() (*dense, error) {
	at := slices.IndexFunc(g.nodes, func(n *node) bool { return n.output == g.output })
	if at < 0 {
		return nil, errors.New("the network's output is constant")
	}
	last := g.nodes[at]
	if last.Op == "Softmax" && len(last.inputs) == 1 {
		at = slices.IndexFunc(g.nodes, func(n *node) bool { return n.output == last.inputs[0] })
		if at < 0 {
			return nil, errors.New("a softmax of what the network takes")
		}
		last = g.nodes[at]
	}
	if last.layers == nil || !last.byRow || len(last.layers[len(last.layers)-1].bias) == 0 {
		return nil, fmt.Errorf("the network ends in %s, not in a product that tells classes", last.Op)
	}
	n := len(last.layers) - 1
	head := last.layers[n]
	if head.after != nil || head.relu {
		return nil, errors.New("the network's classes have an activation")
	}
	if n > 0 {
		last.layers = last.layers[:n]
		g.output = last.output
		g.nodes = g.nodes[:at+1]
	} else {
		g.output = last.inputs[0]
		g.nodes = g.nodes[:at]
	}
	return head, nil
}

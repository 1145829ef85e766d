// Package infer runs networks of convolutions and matrix products forward, in Go and a few loops in assembly.
//
// [New] makes a [Network] of an ONNX graph: what is constant is computed once, operators that follow a linear layer (its
// bias, normalisation, activation) become part of it, and layers over single positions that follow one another become a
// chain, of which 16 positions at a time stay in the caches.
//
// The products are those of integers: weights have 8 bits (as DequantizeLinear gives them) or 12 (where the model has
// floats), and each panel of 16 positions is rounded to 15 bits or so, scaled by its largest number; so sums don't
// overflow 32 bits and are exact in any order. That is faster than floats (24 products a cycle with AVX2 rather than
// 16), takes half the memory, and makes the results equal to the last bit whatever the machine: what is left in floats is
// computed in one order, see kernels.
package infer

// Package onnx reads models in the Open Neural Network Exchange format: a graph of operators over tensors, in protobuf
// (onnx.proto of version 1.23). It reads what networks of convolutions and matrix products for inference are made of:
// nodes, initializers of floats and integers held in the file itself, the model's metadata. What a file says of sizes
// is held to what the file contains, so a model takes at most a few times its bytes of memory. A file that is damaged,
// or holds what is not read (tensors beside the file, graphs inside of nodes), is one error.
package onnx

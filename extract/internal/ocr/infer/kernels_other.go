//go:build !amd64 && !arm64

package infer

// all are the kernels that the machine has, the best first.
func all() []*kernels { return []*kernels{&plain} }

//go:build !amd64

package infer

// best are the kernels for the machine.
func best() *kernels { return &plain }

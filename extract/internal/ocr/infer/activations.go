package infer

// Activations replace the numbers of a panel's n rows.

func gelu(s *session, v view, n int) { s.kernels.gelu(n, v.check(n), v.stride) }

// each makes an activation of a function.
func each(f func(float32) float32) activation {
	return func(_ *session, v view, n int) {
		for i := range n {
			row := v.data[i*v.stride:][:columns]
			for j, x := range row {
				row[j] = f(x)
			}
		}
	}
}

func relu(x float32) float32 { return max(x, 0) }

func sigmoid(x float32) float32 {
	if x < 0 {
		e := exponential(x)
		return e / (1 + e)
	}
	return 1 / (1 + exponential(-x))
}

// swish is x times its sigmoid.
func swish(x float32) float32 { return x * sigmoid(x) }

// hardSwish is x·max(0, min(1, x/6 + ½)).
func hardSwish(x float32) float32 {
	return x * hardSigmoid(1.0/6, 0.5)(x)
}

func hardSigmoid(alpha, beta float32) func(float32) float32 {
	return func(x float32) float32 {
		return max(0, min(1, float32(alpha*x)+beta))
	}
}

// erf is the error function, by the normal distribution's.
func erf(x float32) float32 {
	return 2*gauss(x*1.41421356) - 1
}

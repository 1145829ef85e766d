//go:build !linux

package extract

import "time"

var began = time.Now()

// threadTime is the time that has passed: other systems do not tell what a thread has taken of the CPUs.
func threadTime() time.Duration { return time.Since(began) }

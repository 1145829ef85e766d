//go:build !js

package files

import "syscall"

// nonBlocking opens without waiting for anybody.
const nonBlocking = syscall.O_NONBLOCK

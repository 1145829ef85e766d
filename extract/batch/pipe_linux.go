package batch

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// pipeSize is how much a pipe of documents holds: through the 64 KiB of others one wakes the run and its worker a hundred
// times. Linux lets all pipes of a user hold 64 MiB.
const pipeSize = 512 << 10

// widen has a pipe hold more, where it may.
func widen(pipe io.Closer) {
	f, ok := pipe.(*os.File)
	if !ok {
		return
	}
	if raw, err := f.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { _, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, pipeSize) })
	}
}

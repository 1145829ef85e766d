package batch

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// pipeSize is as much as Linux lets anybody's pipe hold. Of the 64 KiB that one has at first, a document wakes the run and
// its worker a hundred times.
const pipeSize = 1 << 20

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

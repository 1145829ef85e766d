//go:build unix

package batch

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// errGone tells that nobody reads what is written any more.
var errGone = errors.New("nobody reads the records any more")

// UntilUnread returns a context that ends when out is a pipe whose other end is closed: the program that asked has ended, and
// what is under way is for nobody.
func UntilUnread(ctx context.Context, out *os.File) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		fds := []unix.PollFd{{Fd: int32(out.Fd())}} // no event but that of an end, which is always told
		for {
			_, err := unix.Poll(fds, -1)
			if errors.Is(err, unix.EINTR) {
				continue
			}
			if err == nil && fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0 {
				cancel(errGone)
			}
			return
		}
	}()
	return ctx, func() { cancel(nil) }
}

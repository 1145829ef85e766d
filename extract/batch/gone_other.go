//go:build !unix

package batch

import (
	"context"
	"os"
)

// UntilUnread returns ctx: here it is told only when something is written that nobody reads any more.
func UntilUnread(ctx context.Context, _ *os.File) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

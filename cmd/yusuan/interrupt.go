package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// interrupts are the signals that ask a run to end.
var interrupts = []os.Signal{os.Interrupt, syscall.SIGTERM}

// tellTime is how long a second interrupt waits to be told of, where standard error takes nothing.
const tellTime = time.Second

// interruption is how a run is asked to end.
type interruption struct {
	// asked ends at the first interrupt: what is under way is finished.
	asked context.Context
	// told ends when the system, not a person at a terminal, asks: what waits for others is given up.
	told context.Context
}

// interruptible returns what ends at the first interrupt. The second one ends the program where it stands, and with
// it its worker processes, when last has cleaned up.
func interruptible(parent context.Context, d *display, last func()) (interruption, func()) {
	asked, ask := context.WithCancel(parent)
	told, tell := context.WithCancel(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, interrupts...)
	go func() {
		for s := range signals {
			again := asked.Err() != nil
			ask()
			if s == syscall.SIGTERM {
				tell()
			}
			inTime, stop := context.WithTimeout(context.Background(), tellTime)
			_, _ = await(inTime, func() (struct{}, error) {
				d.interrupted(again)
				return struct{}{}, nil
			})
			stop()
			if again {
				last()
				os.Exit(exitInterrupted)
			}
		}
	}()
	return interruption{asked, told}, func() {
		signal.Stop(signals)
		close(signals)
		ask()
		tell()
	}
}

// stdin is standard input, which is read no further when the run is told to end.
func (i interruption) stdin(cmd *cobra.Command) io.Reader {
	return waitingReader{i.told, cmd.InOrStdin()}
}

// stdout is standard output, which is waited for no longer when the run is told to end.
func (i interruption) stdout(cmd *cobra.Command) io.Writer {
	return waitingWriter{i.told, cmd.OutOrStdout()}
}

// waitingReader reads until ctx ends, also where nothing comes.
type waitingReader struct {
	ctx context.Context
	in  io.Reader
}

// waitingBytes is how much is read at a time.
const waitingBytes = 64 << 10

func (r waitingReader) Read(p []byte) (int, error) {
	buf := make([]byte, min(len(p), waitingBytes)) // the caller has p back when ctx ends
	n, err := await(r.ctx, func() (int, error) { return r.in.Read(buf) })
	return copy(p, buf[:n]), err
}

// waitingWriter writes until ctx ends, also where nobody reads.
type waitingWriter struct {
	ctx context.Context
	out io.Writer
}

func (w waitingWriter) Write(p []byte) (int, error) {
	return await(w.ctx, func() (int, error) { return w.out.Write(p) })
}

// await does what may wait without end, and leaves it to itself when ctx ends.
func await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"yusuan/extract"
)

// isolated reads files in a worker process. One that dies, or that has to be
// killed because time is over, ends its file only: another takes its place.
type isolated struct {
	command func() *exec.Cmd
	memory  int64
	ocr     recognition
	parts   []string
	lines   bool
	worker  *worker // nil before the first file and after one that ended the worker
}

// startTimeout limits the start of a worker, and endTimeout its end when it is asked to end: some ten
// milliseconds where the machine has nothing else to do. One that dies as it starts, by the system's hand where memory
// is short, is started again, a little later each time.
const (
	startTimeout = time.Minute
	endTimeout   = 10 * time.Second
	startTries   = 5
	startPause   = 100 * time.Millisecond
)

// startError tells that no worker can be started, which is no file's fault.
type startError struct{ cause error }

func (e *startError) Error() string { return "start worker process: " + e.cause.Error() }
func (e *startError) Unwrap() error { return e.cause }

func (i *isolated) close() {
	if i.worker != nil {
		i.worker.end()
	}
}

// read reads a file. A file is blamed for a worker's death only when the worker
// has begun with it and has read no other file, and but for one by memory only for the second, in which it
// tells each step: so what becomes of a file, and where, depends on the file alone.
func (i *isolated) read(ctx context.Context, j job) (document, error) {
	for tries := 1; ; tries++ {
		fresh := i.worker == nil
		if fresh {
			if err := i.start(ctx); err != nil {
				return document{}, err
			}
		}
		j.steps = j.steps || tries > 1
		doc, err := i.worker.read(ctx, j)
		died, ok := errors.AsType[*deathError](err)
		if !ok {
			return doc, err
		}
		i.worker = nil
		if j.opt.Readers > 1 && died.cause == nil { // which takes more memory, and leaves the page at which it died to chance
			j.opt.Readers, tries = 1, tries-1
			continue
		}
		blamed := fresh && (died.state == exitMemory || died.begun && tries > 1)
		if blamed || died.cause != nil || tries == startTries {
			return document{}, died.failure(j.name, i.memory)
		}
	}
}

// start starts a worker, which may take some tries.
func (i *isolated) start(ctx context.Context) (err error) {
	for try := range startTries {
		time.Sleep(time.Duration(try) * startPause)
		if i.worker, err = startWorker(ctx, i.command(), setup{Memory: i.memory, OCR: i.ocr, Parts: i.parts, Lines: i.lines}); err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return &startError{err}
}

// worker is a process that calls Serve.
type worker struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *head
	text   []byte // of the last document: its room is the next one's
}

func startWorker(ctx context.Context, cmd *exec.Cmd, s setup) (*worker, error) {
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	widen(out)
	w := &worker{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10), stderr: &head{}}
	cmd.Stderr = w.stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	err = w.within(ctx, func() error {
		if err := writeFrame(w.in, s, nil); err != nil {
			return err
		}
		_, err := readFrame(w.out, &reply{})
		return err
	})
	if err != nil {
		return nil, err
	}
	return w, nil
}

// within talks to the worker, which is killed when ctx ends. After an error, which
// is a *deathError, the worker is gone.
func (w *worker) within(ctx context.Context, talk func() error) error {
	stop := context.AfterFunc(ctx, func() { _ = w.cmd.Process.Kill() })
	err := talk()
	if stop() && err == nil {
		return nil
	}
	death := &deathError{talk: err, cause: context.Cause(ctx)}
	death.wait = w.end()
	death.state, death.said = w.cmd.ProcessState.ExitCode(), w.stderr.String()
	return death
}

// end ends a worker that waits for a request, or is dead, or has lost its way.
func (w *worker) end() error {
	_ = w.in.Close()
	kill := time.AfterFunc(endTimeout, func() { _ = w.cmd.Process.Kill() })
	defer kill.Stop()
	return w.cmd.Wait()
}

// read has the worker read a file.
func (w *worker) read(ctx context.Context, j job) (document, error) {
	ctx, cancel := extract.WithTimeout(ctx, j.opt.Timeout)
	defer cancel()
	var decided []byte
	if len(j.opt.Corrections) > 0 {
		var err error
		if decided, err = json.Marshal(j.opt.Corrections); err != nil {
			return document{}, err
		}
		j.data = append(decided, j.data...)
	}
	at, last, begun, read := reply{Stage: extract.StageOpen}, reply{}, false, 0
	err := w.within(ctx, func() error {
		err := writeFrame(w.in, request{Name: j.name, Password: []byte(j.opt.Password), PagesApart: j.opt.PagesApart,
			Pretty: j.pretty, Readers: j.opt.Readers, Meta: j.opt.Meta, Steps: j.steps, Corrections: len(decided)}, j.data)
		for err == nil && last.Document == nil && last.Failure == nil {
			last = reply{}
			w.text, err = readFrameInto(roomOf(w.text), w.out, &last)
			begun = begun || err == nil
			if last.Stage != "" {
				at = last
			}
			if last.Pages > 0 && j.opt.OnPage != nil {
				for ; read < last.Page; read++ { // those between are not told by the worker
					j.opt.OnPage(read+1, last.Pages)
				}
			}
		}
		return err
	})
	if death, ok := errors.AsType[*deathError](err); ok {
		death.at, death.begun = at, begun
		return document{}, death
	}
	if f := last.Failure; f != nil {
		return document{}, &extract.Error{Name: j.name, Stage: at.Stage, Page: at.Page, Code: f.Code, Err: errors.New(f.Message)}
	}
	return document{text: w.text, parts: last.Parts, Counts: *last.Document, seconds: last.Seconds}, nil
}

// deathError is the end of a worker before it was asked to end.
type deathError struct {
	begun bool   // it has told of the file
	at    reply  // where the file was
	talk  error  // what was seen of it on the way
	wait  error  // how the process ended, nil when it did so in order
	cause error  // why it was killed, nil when it was not
	state int    // exit code, -1 by a signal
	said  string // standard error
}

func (e *deathError) Error() string {
	switch {
	case e.cause != nil:
		return e.cause.Error()
	case e.last() != "":
		return "the worker process died: " + e.last()
	case e.wait != nil:
		return "the worker process died: " + e.wait.Error()
	}
	return "the worker process ended: " + e.talk.Error()
}

// last returns the line in which Go tells why a process dies.
func (e *deathError) last() string {
	for line := range strings.Lines(e.said) {
		for _, start := range []string{"fatal error: ", "panic: "} {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), start); ok {
				return rest
			}
		}
	}
	return ""
}

// failure says what the death of the worker is for the file that it was reading.
func (e *deathError) failure(name string, memory int64) error {
	failed := &extract.Error{Name: name, Stage: e.at.Stage, Page: e.at.Page, Code: extract.Crashed, Err: e}
	switch {
	case e.cause != nil:
		failed.Code, failed.Err = extract.Classify(name, e.cause).Code, e.cause
	case e.state == exitMemory:
		failed.Code, failed.Err = extract.OverLimit, fmt.Errorf("more than %d MiB of memory", memory>>20)
	case strings.Contains(e.last(), "out of memory") || strings.Contains(e.last(), "cannot allocate memory"): // the machine's
		failed.Code = extract.OverLimit
	}
	return failed
}

// head keeps the first bytes that are written to it, which name the cause: what follows is stacks.
type head struct{ bytes.Buffer }

const maxHeadOfErrors = 8 << 10

func (h *head) Write(p []byte) (int, error) {
	h.Buffer.Write(p[:min(len(p), maxHeadOfErrors-h.Len())])
	return len(p), nil
}

package command

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
	"sync"
	"time"
)

const (
	// startTime is what a program may take to load what it needs, and lineTime what it may take for a line: fifty times
	// what the built-in recogniser takes without the instructions that it is made for.
	startTime = 2 * time.Minute
	lineTime  = 20 * time.Second
	// maxAnswer bounds an answer: a line of print has some hundred characters.
	maxAnswer = 1 << 20
	// maxSaid bounds what is kept of standard error.
	maxSaid = 8 << 10
	// endTime is what a program may take to end when its input has.
	endTime = 10 * time.Second
)

// Error is what is wrong with a program.
type Error struct {
	Program string
	What    string
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Program, e.What) }

// request asks for a line.
type request struct {
	ID   int    `json:"id"`
	Path string `json:"path"`
	Kind string `json:"kind"`
	DPI  int    `json:"dpi"`
}

// answer answers a request; all its fields must be there.
type answer struct {
	ID         *int     `json:"id"`
	Text       *string  `json:"text"`
	Confidence *float64 `json:"conf"`
}

// process is a running program.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
	said tail
}

func start(argv []string) (*process, error) {
	p := &process{cmd: exec.Command(argv[0], argv[1:]...)}
	p.cmd.Stderr, p.cmd.WaitDelay = &p.said, time.Second
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewScanner(out)
	p.out.Buffer(nil, maxAnswer)
	if err := p.cmd.Start(); err != nil {
		return nil, &Error{argv[0], "it cannot be started: " + err.Error()}
	}
	return p, nil
}

// batch asks for lines and gives the answers by their ids. After an error the process is gone.
func (p *process) batch(ctx context.Context, requests []request, limit time.Duration) (map[int]answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("%d lines were not answered within %s", len(requests), limit))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() }) // it may be dead already
	written := make(chan error, 1)
	go func() {
		to := json.NewEncoder(p.in)
		for i := range requests {
			if err := to.Encode(&requests[i]); err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	answers, err := p.answers(requests)
	if err != nil {
		_ = p.cmd.Process.Kill() // what it says more is of no use
	}
	<-written // an error of it is the program's end, which the answers tell
	if stop() && err == nil {
		return answers, nil
	}
	ended := p.end()
	switch {
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), context.DeadlineExceeded), ctx.Err() == context.Canceled:
		return nil, context.Cause(ctx) // the file's own
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("it ended before it had answered all lines%s", how(ended))
	}
	return nil, &Error{p.cmd.Args[0], err.Error() + p.said.told()}
}

// answers reads as many answers as there are requests.
func (p *process) answers(requests []request) (map[int]answer, error) {
	asked := make(map[int]bool, len(requests))
	for i := range requests {
		asked[requests[i].ID] = true
	}
	answers := make(map[int]answer, len(requests))
	for len(answers) < len(requests) {
		if !p.out.Scan() {
			if err := p.out.Err(); err != nil {
				return nil, fmt.Errorf("its answer cannot be read: %w", err)
			}
			return nil, io.ErrUnexpectedEOF
		}
		var a answer
		if err := json.Unmarshal(p.out.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("it answers what is no JSON object a line: %q", shortened(p.out.Text()))
		}
		switch {
		case a.ID == nil || a.Text == nil || a.Confidence == nil:
			return nil, fmt.Errorf("an answer lacks id, text or conf: %q", shortened(p.out.Text()))
		case !(*a.Confidence >= 0 && *a.Confidence <= 1):
			return nil, fmt.Errorf("the conf of an answer is %v, and not from 0 to 1", *a.Confidence)
		case !asked[*a.ID]:
			return nil, fmt.Errorf("it answers line %d, which was not asked or is answered", *a.ID)
		}
		delete(asked, *a.ID)
		answers[*a.ID] = a
	}
	return answers, nil
}

// shortened is the beginning of what a program says.
func shortened(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// how tells how a program ended.
func how(ended error) string {
	if ended == nil {
		return ""
	}
	return " (" + ended.Error() + ")"
}

// end ends the program's input, and soon it.
func (p *process) end() error {
	_ = p.in.Close()
	kill := time.AfterFunc(endTime, func() { _ = p.cmd.Process.Kill() })
	defer kill.Stop()
	return p.cmd.Wait()
}

// tail keeps the last bytes that are written to it.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	t.kept = append([]byte(nil), t.kept[max(0, len(t.kept)-maxSaid):]...)
	return len(p), nil
}

// told is the last line that says something.
func (t *tail) told() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := bytes.Split(bytes.TrimSpace(t.kept), []byte("\n"))
	if last := strings.TrimSpace(strings.ToValidUTF8(string(lines[len(lines)-1]), "\uFFFD")); last != "" {
		return ": " + shortened(last)
	}
	return ""
}

package picture

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"image"
	"io"
	"os/exec"
	"time"
)

const (
	// startTime limits the start of a process: some seconds where PDFium has to be compiled.
	startTime = 2 * time.Minute
	// pageTime limits a page: a hundred times what those take that are pictures of whole scans.
	pageTime = 30 * time.Second
)

// Options say how a Painter draws.
type Options struct {
	Command func() *exec.Cmd // how a process is started that calls Serve
	Cache   string           // folder for PDFium as compiled for this machine, 22 MB; "" to compile it each time
	Fonts   []string         // folders of fonts, for texts whose own are not embedded
}

// Painter draws the pages of one file after the other. It is for one goroutine at a time.
type Painter struct {
	opt      Options
	process  *process // nil before the first file and after a death
	file     request  // the open file's
	openable bool
}

// NewPainter makes a painter. Its process begins with the first file.
func NewPainter(opt Options) *Painter { return &Painter{opt: opt} }

// Open opens a PDF that is in memory, in the place of the one before, and returns its pages' sizes.
func (p *Painter) Open(ctx context.Context, data []byte, password string) ([]Size, error) {
	p.file, p.openable = request{Data: data, Password: password}, false
	r, err := p.ask(ctx, &p.file)
	if err != nil {
		return nil, err
	}
	p.openable = true
	return r.Sizes, nil
}

// PNG draws a page of the open file, counted from 1. A page that PDFium dies of is an error of that page alone.
func (p *Painter) PNG(ctx context.Context, page int) ([]byte, error) {
	r, err := p.page(ctx, &request{Page: page})
	return r.Picture, err
}

// Image paints a page of the open file in colours, with so many dots per inch, or fewer where it is larger than pages are.
func (p *Painter) Image(ctx context.Context, page, dpi int) (*image.RGBA, error) {
	r, err := p.page(ctx, &request{Page: page, DPI: dpi})
	if err == nil && (r.Painted == nil || r.Painted.Rect.Empty()) {
		err = fmt.Errorf("page %d: PDFium painted nothing", page)
	}
	return r.Painted, err
}

// page asks for a page of the open file, which a new process has to open again.
func (p *Painter) page(ctx context.Context, r *request) (reply, error) {
	if !p.openable {
		return reply{}, errors.New("no file is open")
	}
	if p.process == nil {
		if _, err := p.ask(ctx, &p.file); err != nil {
			return reply{}, err
		}
	}
	answer, err := p.ask(ctx, r)
	if err != nil {
		return reply{}, fmt.Errorf("page %d: %w", r.Page, err)
	}
	return answer, nil
}

// Close ends the process.
func (p *Painter) Close() {
	if p.process != nil {
		_ = p.process.in.Close()
		_ = p.process.cmd.Wait() // how it ends says nothing any more
		p.process = nil
	}
}

// ask sends a request, to a new process where there is none.
func (p *Painter) ask(ctx context.Context, r *request) (reply, error) {
	if p.process == nil {
		var err error
		if p.process, err = start(ctx, &p.opt); err != nil {
			return reply{}, err
		}
	}
	answer, err := p.process.exchange(ctx, pageTime, r)
	if err != nil {
		p.process = nil
		return reply{}, err
	}
	if answer.Failure != "" {
		return reply{}, errors.New(answer.Failure)
	}
	return answer, nil
}

// process is a running one that calls Serve.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	to  *gob.Encoder
	out *gob.Decoder
}

func start(ctx context.Context, opt *Options) (*process, error) {
	cmd := opt.Command()
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start PDFium's process: %w", err)
	}
	p := &process{cmd, in, gob.NewEncoder(in), gob.NewDecoder(out)}
	answer, err := p.exchange(ctx, startTime, setup{opt.Cache, opt.Fonts})
	if err != nil {
		return nil, err
	}
	if answer.Failure != "" {
		_ = cmd.Wait() // it ends after such an answer
		return nil, errors.New(answer.Failure)
	}
	return p, nil
}

// exchange sends a message and waits for the reply. A process that has none in time is killed, and one that gives none is dead.
func (p *process) exchange(ctx context.Context, limit time.Duration, message any) (reply, error) {
	type result struct {
		answer reply
		err    error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		if r.err = p.to.Encode(message); r.err == nil {
			r.err = p.out.Decode(&r.answer)
		}
		done <- r
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var err error
	select {
	case r := <-done:
		if r.err == nil {
			return r.answer, nil
		}
		err = fmt.Errorf("PDFium died: %w", r.err)
	case <-timer.C:
		err = fmt.Errorf("PDFium was not done within %s", limit)
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	_ = p.cmd.Process.Kill() // it may be dead already
	_ = p.in.Close()
	_ = p.cmd.Wait()
	return reply{}, err
}

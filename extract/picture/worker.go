package picture

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
)

// What a painter and its process tell each other: one setup, which a reply without anything answers, then requests, each with
// its reply. The end of the process's input is its end.

// setup is the first message to a process.
type setup struct {
	Cache string
	Fonts []string
}

// request asks for a page of the open file, counted from 1, in colours with a resolution and else as a PNG; with page 0, for a
// file to be opened.
type request struct {
	Page     int
	DPI      int
	Data     []byte
	Password string
}

// reply answers a request.
type reply struct {
	Sizes   []Size
	Picture []byte
	Painted *image.RGBA
	Failure string // "" where there is none
}

// Serve is a painter's process: it draws until in ends, which is seen also while it draws: who wanted the page may be dead.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	// Where memory runs out in spite of all limits, Linux ends such a process first. Other systems have no such file.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	from, to := gob.NewDecoder(in), gob.NewEncoder(out)
	var s setup
	if err := from.Decode(&s); err != nil {
		return err
	}
	pdfium, err := newEngine(ctx, s.Cache, s.Fonts)
	if err != nil {
		return errors.Join(err, to.Encode(reply{Failure: err.Error()}))
	}
	if err := to.Encode(reply{}); err != nil {
		return err
	}
	requests, ended := make(chan *request), make(chan error, 2)
	go func() {
		for {
			r := new(request)
			if err := from.Decode(r); err != nil {
				ended <- err
				return
			}
			requests <- r
		}
	}()
	go func() {
		for r := range requests {
			if err := to.Encode(pdfium.answer(ctx, r)); err != nil {
				ended <- err
				return
			}
		}
	}()
	if err := <-ended; !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func (e *engine) answer(ctx context.Context, r *request) (answer reply) {
	var err error
	switch {
	case r.Page == 0:
		answer.Sizes, err = e.open(ctx, r.Data, r.Password)
	case e.instance == nil:
		err = errors.New("no file is open")
	case r.DPI > 0:
		answer.Painted, err = e.paint(r.Page-1, r.DPI)
	default:
		answer.Picture, err = e.draw(r.Page - 1)
	}
	if err != nil {
		answer.Failure = fmt.Sprintf("PDFium: %v", err)
	}
	return answer
}

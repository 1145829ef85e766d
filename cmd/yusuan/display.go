package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// display is where a command tells how far it is: standard error, with a bar that
// is drawn over itself on a terminal, plain lines elsewhere, JSON objects on demand.
type display struct {
	out   io.Writer
	json  bool
	width func() int // of the terminal, whose window may change; nil where there is none
	mu    sync.Mutex // around the output, and what progress counts
}

// How often the status is told: a bar as often as eyes follow, lines rarely, since logs keep them.
const (
	barEvery  = 100 * time.Millisecond
	jsonEvery = time.Second
	lineEvery = 10 * time.Second
)

func newDisplay(out io.Writer, asJSON bool) *display {
	d := &display{out: out, json: asJSON}
	if f, ok := out.(*os.File); ok && !asJSON && term.IsTerminal(int(f.Fd())) {
		d.width = func() int {
			width, _, err := term.GetSize(int(f.Fd()))
			if err != nil || width <= 0 {
				return 80
			}
			return width
		}
	}
	return d
}

// follow tells the status now and then, until stop is called.
func (d *display) follow(status func()) (stop func()) {
	every := lineEvery
	switch {
	case d.json:
		every = jsonEvery
	case d.width != nil:
		every = barEvery
	}
	quit := make(chan struct{})
	var told sync.WaitGroup
	told.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				status()
			case <-quit:
				return
			}
		}
	})
	return func() {
		close(quit)
		told.Wait()
		d.clear()
	}
}

// interrupted tells what an interrupt does.
func (d *display) interrupted(again bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.json:
		d.message(map[string]any{"message_type": "interrupted", "again": again})
	case again:
		d.line("interrupted again: stopped; the next run goes on from here")
	default:
		d.line("interrupted: finishing what is under way; interrupt again to stop at once")
	}
}

// show shows a status of which a share is done. On a terminal there is room behind it for the
// interrupt, which is echoed there: what goes on in the next line could not be drawn over.
func (d *display) show(status string, share float64) {
	if d.width == nil {
		fmt.Fprintln(d.out, status)
		return
	}
	d.clear()
	fmt.Fprint(d.out, drawn(status, share, d.width()-len("^C ")))
}

// drawn puts a bar before the status where there is room, and cuts what is too
// long: a line that the terminal breaks could not be drawn over.
func drawn(status string, share float64, room int) string {
	bar := min(30, room-len(status)-len("[] "))
	if bar < 5 {
		return status[:max(0, min(len(status), room))]
	}
	full := int(float64(bar) * share)
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", bar-full) + "] " + status
}

// line prints a line, in the bar's place; the next status draws the bar under it.
func (d *display) line(s string) {
	d.clear()
	fmt.Fprintln(d.out, s)
}

// clear takes the bar away.
func (d *display) clear() {
	if d.width != nil {
		fmt.Fprint(d.out, "\r\x1b[K")
	}
}

// message writes one JSON object on a line.
func (d *display) message(m map[string]any) {
	enc := json.NewEncoder(d.out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(m) // standard error is gone: there is nobody to tell
}

// tally counts the files of a run.
type tally struct {
	start                time.Time
	files, bytes         int64 // asked for
	doneFiles, doneBytes int64
	skippedBytes         int64
	failed               int
}

// left guesses the time left from the bytes that are left, by how long those took that were read.
func (t *tally) left() (left time.Duration, known bool) {
	read := t.doneBytes - t.skippedBytes
	if read == 0 {
		return 0, false
	}
	return time.Duration(float64(time.Since(t.start)) * float64(t.bytes-t.doneBytes) / float64(read)), true
}

// leftText is the time left in a status line.
func (t *tally) leftText() string {
	left, known := t.left()
	if !known {
		return ""
	}
	return left.Round(time.Second).String() + " left, "
}

// counted adds what is counted to a status message.
func (t *tally) counted(m map[string]any) map[string]any {
	m["message_type"], m["bytes"], m["bytes_done"] = "status", t.bytes, t.doneBytes
	m["seconds_elapsed"] = int(time.Since(t.start).Seconds())
	if left, known := t.left(); known {
		m["seconds_left"] = int(left.Seconds())
	}
	return m
}

func (t *tally) share() float64 { return float64(t.doneFiles) / float64(max(1, t.files)) }

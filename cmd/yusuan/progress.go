package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"yusuan/extract"
	"yusuan/extract/batch"
)

// progress follows a run on standard error: a bar that is drawn over itself on a
// terminal, plain lines elsewhere, JSON objects on demand.
type progress struct {
	out   io.Writer
	json  bool
	bar   bool
	start time.Time
	last  time.Time // of the last status

	files, bytes         int64 // asked for
	doneFiles, doneBytes int64
	pages, failed        int
	skipped              int
}

// How often the status is told: a bar as often as eyes follow, lines rarely, since logs keep them.
const (
	barEvery  = 100 * time.Millisecond
	jsonEvery = time.Second
	lineEvery = 10 * time.Second
)

func newProgress(out io.Writer, asJSON bool, inputs []batch.Input) *progress {
	p := &progress{out: out, json: asJSON, start: time.Now(), files: int64(len(inputs))}
	p.last = p.start
	if f, ok := out.(*os.File); ok && !asJSON {
		p.bar = term.IsTerminal(int(f.Fd()))
	}
	for _, in := range inputs {
		p.bytes += in.Size
	}
	return p
}

// Page implements batch.Observer.
func (p *progress) Page(string, int, int) {
	p.pages++
	p.status()
}

// File implements batch.Observer.
func (p *progress) File(in batch.Input, e batch.Entry) {
	p.doneFiles++
	p.doneBytes += in.Size
	switch e.Status {
	case batch.Skipped:
		p.skipped++
	case batch.Failed:
		p.failed++
		p.fail(in, e)
	}
	if p.json && e.Status != batch.Failed {
		p.message(map[string]any{"message_type": "file", "name": e.Name, "status": e.Status,
			"output": e.Output, "pages": e.Pages, "tables": e.Tables, "facts": e.Facts})
	}
	p.status()
}

// fail tells of a file that gave no document, at once and in one line.
func (p *progress) fail(in batch.Input, e batch.Entry) {
	if p.json {
		p.message(map[string]any{"message_type": "error", "name": e.Name, "stage": e.Stage, "page": e.Page,
			"code": e.Error.Code, "message": e.Error.Message})
		return
	}
	p.clear()
	at := ""
	if e.Page > 0 {
		at = fmt.Sprintf("page %d: ", e.Page)
	}
	fmt.Fprintf(p.out, "failed: %s: %s%s\n", extract.Printable(in.Path), at, e.Error.Message)
}

// status tells how far the run is, when it is time to.
func (p *progress) status() {
	every := lineEvery
	if p.bar {
		every = barEvery
	} else if p.json {
		every = jsonEvery
	}
	now := time.Now()
	if now.Sub(p.last) < every {
		return
	}
	p.last = now
	elapsed := now.Sub(p.start)
	rate := float64(p.pages) / elapsed.Seconds()
	if p.json {
		p.message(map[string]any{"message_type": "status", "files": p.files, "files_done": p.doneFiles,
			"files_failed": p.failed, "files_skipped": p.skipped, "bytes": p.bytes, "bytes_done": p.doneBytes,
			"pages": p.pages, "seconds_elapsed": int(elapsed.Seconds()), "seconds_left": int(p.left(elapsed).Seconds())})
		return
	}
	line := fmt.Sprintf("%d of %d PDFs, %d pages, %.0f pages/s, %s left, %d failed",
		p.doneFiles, p.files, p.pages, rate, p.left(elapsed).Round(time.Second), p.failed)
	if !p.bar {
		fmt.Fprintln(p.out, line)
		return
	}
	p.clear()
	fmt.Fprint(p.out, p.drawn(), line)
}

// left guesses the time left from the bytes that are left.
func (p *progress) left(elapsed time.Duration) time.Duration {
	if p.doneBytes == 0 {
		return 0
	}
	return time.Duration(float64(elapsed) * float64(p.bytes-p.doneBytes) / float64(p.doneBytes))
}

// drawn is the bar itself.
func (p *progress) drawn() string {
	const width = 20
	full := int(width * p.doneFiles / max(1, p.files))
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "] "
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.bar {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

// stop ends the progress of a run that failed as a whole.
func (p *progress) stop() { p.clear() }

// summary tells what became of the run.
func (p *progress) summary(s batch.Summary) {
	elapsed := time.Since(p.start)
	if p.json {
		p.message(map[string]any{"message_type": "summary", "files": s.Seen, "files_done": s.Done,
			"files_skipped": s.Skipped, "files_failed": s.Failed, "files_left": s.Left, "reasons": s.Reasons,
			"pages": p.pages, "seconds_elapsed": elapsed.Seconds()})
		return
	}
	p.clear()
	fmt.Fprintf(p.out, "%d seen: %d done, %d skipped, %d failed", s.Seen, s.Done, s.Skipped, s.Failed)
	if s.Left > 0 {
		fmt.Fprintf(p.out, ", %d not begun", s.Left)
	}
	fmt.Fprintf(p.out, "; %d pages in %s\n", p.pages, elapsed.Round(10*time.Millisecond))
	for _, code := range slices.Sorted(maps.Keys(s.Reasons)) {
		fmt.Fprintf(p.out, "  %s: %d\n", code, s.Reasons[code])
	}
}

// message writes one JSON object on a line.
func (p *progress) message(m map[string]any) {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(m) // standard error is gone: there is nobody to tell
}

package main

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"yusuan/extract"
	"yusuan/extract/batch"
)

// progress follows a run of extract.
type progress struct {
	*display
	tally
	pages, skipped int
}

func newProgress(d *display, inputs []batch.Input) *progress {
	p := &progress{display: d, tally: tally{start: time.Now(), files: int64(len(inputs))}}
	for _, in := range inputs {
		p.bytes += in.Size
	}
	return p
}

// Page implements batch.Observer.
func (p *progress) Page(string, int, int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages++
}

// File implements batch.Observer.
func (p *progress) File(in batch.Input, e batch.Entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doneFiles++
	p.doneBytes += in.Size
	switch e.Status {
	case batch.Skipped:
		p.skipped++
		p.skippedBytes += in.Size
	case batch.Failed:
		p.failed++
		p.fail(in, e)
	}
	if p.json && e.Status != batch.Failed {
		p.message(map[string]any{"message_type": "file", "name": e.Name, "status": e.Status,
			"output": e.Output, "pages": e.Pages, "tables": e.Tables, "facts": e.Facts})
	}
}

// fail tells of a file that gave no document, at once and in one line.
func (p *progress) fail(in batch.Input, e batch.Entry) {
	if p.json {
		p.message(map[string]any{"message_type": "error", "name": e.Name, "stage": e.Stage, "page": e.Page,
			"code": e.Error.Code, "message": e.Error.Message})
		return
	}
	at := ""
	if e.Page > 0 {
		at = fmt.Sprintf("page %d: ", e.Page)
	}
	p.line(fmt.Sprintf("failed: %s: %s%s", extract.Printable(in.Path), at, e.Error.Message))
}

// status tells how far the run is.
func (p *progress) status() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.json {
		p.message(p.counted(map[string]any{"files": p.files, "files_done": p.doneFiles,
			"files_failed": p.failed, "files_skipped": p.skipped, "pages": p.pages}))
		return
	}
	p.show(fmt.Sprintf("%d of %d PDFs, %d pages, %.0f pages/s, %s%d failed", p.doneFiles, p.files, p.pages,
		float64(p.pages)/time.Since(p.start).Seconds(), p.leftText(), p.failed), p.share())
}

// summary tells what became of the run.
func (p *progress) summary(s batch.Summary) {
	elapsed := time.Since(p.start)
	if p.json {
		p.message(map[string]any{"message_type": "summary", "files": s.Seen, "files_done": s.Done,
			"files_skipped": s.Skipped, "files_failed": s.Failed, "files_left": s.Left, "reasons": s.Reasons,
			"pages": p.pages, "seconds_elapsed": elapsed.Seconds()})
		return
	}
	fmt.Fprintf(p.out, "%d seen: %d done, %d skipped, %d failed", s.Seen, s.Done, s.Skipped, s.Failed)
	if s.Left > 0 {
		fmt.Fprintf(p.out, ", %d not begun", s.Left)
	}
	fmt.Fprintf(p.out, "; %d pages in %s\n", p.pages, elapsed.Round(10*time.Millisecond))
	for _, code := range slices.Sorted(maps.Keys(s.Reasons)) {
		fmt.Fprintf(p.out, "  %s: %d\n", code, s.Reasons[code])
	}
}

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/model"
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
		if e.Passed {
			return
		}
		p.tell(failure{"error", e.Name, e.Stage, e.Page, e.Error.Code, e.Error.Message, in.Path})
		return
	}
	p.tell(fileRead{"file", e.Name, e.Status, e.Output, e.Pages, e.Tables, e.Facts, e.Seconds})
}

// fileRead tells programs of a file that has its document.
type fileRead struct {
	Type   string       `json:"message_type"`
	Name   string       `json:"name"`
	Status batch.Status `json:"status"`
	Output string       `json:"output"`
	Pages  int          `json:"pages"`
	Tables int          `json:"tables"`
	Facts  int          `json:"facts"`
	// StageSeconds are those that each stage took; those of pages that are read at the same time count together.
	StageSeconds map[extract.Stage]float64 `json:"stage_seconds,omitempty"`
}

func (fileRead) Text() string     { return "" }
func (f fileRead) Objects() []any { return []any{f} }

// status is how far the run is.
func (p *progress) status() status {
	text := fmt.Sprintf("%d of %d PDFs, %d pages, %.0f pages/s, %s%d failed\n", p.doneFiles, p.files, p.pages,
		float64(p.pages)/time.Since(p.start).Seconds(), p.leftText(), p.failed)
	return runStatus{"status", p.files, p.doneFiles, p.failed, p.skipped, p.pages, p.counted(), text, p.share()}
}

// runStatus is how far a run of extract is.
type runStatus struct {
	Type    string `json:"message_type"`
	Files   int64  `json:"files"`
	Done    int64  `json:"files_done"`
	Failed  int    `json:"files_failed"`
	Skipped int    `json:"files_skipped"`
	Pages   int    `json:"pages"`
	counted
	text string
	part float64
}

func (s runStatus) Text() string   { return s.text }
func (s runStatus) Objects() []any { return []any{s} }
func (s runStatus) share() float64 { return s.part }

// summary tells what became of the run.
func (p *progress) summary(s batch.Summary) {
	p.tell(runSummary{"summary", s.Seen, s.Done, s.Skipped, s.Failed, s.Passed, s.Left, s.WithoutTables, s.Truncated, s.Stale, s.Reasons, p.pages, s.Proof, time.Since(p.start).Seconds()})
}

// runSummary is what became of a run of extract.
type runSummary struct {
	Type          string               `json:"message_type"`
	Files         int                  `json:"files"`
	Done          int                  `json:"files_done"`
	Skipped       int                  `json:"files_skipped"`
	Failed        int                  `json:"files_failed"`
	Passed        int                  `json:"files_failed_before,omitempty"` // of the failed: left alone, since they have not changed
	Left          int                  `json:"files_left"`                    // not begun
	WithoutTables int                  `json:"files_without_tables"`          // of the done and the skipped
	Truncated     int                  `json:"files_truncated"`
	Stale         int                  `json:"documents_stale,omitempty"` // of earlier runs, whose files are gone or others by now
	Reasons       map[extract.Code]int `json:"reasons"`
	Pages         int                  `json:"pages"`
	Proof         model.Proof          `json:"proof"`
	Elapsed       float64              `json:"seconds_elapsed"`
}

func (s runSummary) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d seen: %d done, %d skipped, %d failed", s.Files, s.Done, s.Skipped, s.Failed)
	if s.Passed > 0 {
		fmt.Fprintf(&b, " (%d before, and not tried again)", s.Passed)
	}
	if s.Left > 0 {
		fmt.Fprintf(&b, ", %d not begun", s.Left)
	}
	if s.WithoutTables > 0 {
		fmt.Fprintf(&b, "; %d without tables", s.WithoutTables)
	}
	if s.Truncated > 0 {
		fmt.Fprintf(&b, "; %d truncated", s.Truncated)
	}
	if s.Stale > 0 {
		fmt.Fprintf(&b, "; %d documents of files that are gone", s.Stale)
	}
	fmt.Fprintf(&b, "; %d pages in %s\n", s.Pages, inWords(s.Elapsed))
	if s.Proof.Amounts > 0 {
		fmt.Fprintf(&b, "  %s\n", report.Proof(s.Proof, report.English))
	}
	for _, code := range slices.Sorted(maps.Keys(s.Reasons)) {
		fmt.Fprintf(&b, "  %s: %d\n", code, s.Reasons[code])
	}
	return b.String()
}

func (s runSummary) Objects() []any { return []any{s} }

// inWords is a time in seconds as people read it.
func inWords(seconds float64) string {
	return time.Duration(seconds * float64(time.Second)).Round(10 * time.Millisecond).String()
}

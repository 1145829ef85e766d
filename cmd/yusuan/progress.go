package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/cmd/yusuan/internal/say"
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
	if e.Elsewhere {
		return
	}
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

func (fileRead) Text(say.Language) string { return "" }
func (f fileRead) Objects() []any         { return []any{f} }

// status is how far the run is.
func (p *progress) status() status {
	return runStatus{"status", p.files, p.doneFiles, p.failed, p.skipped, p.pages, p.counted(), float64(p.pages) / time.Since(p.start).Seconds(), p.leftIn(), p.share()}
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
	rate float64 // pages a second
	left func(say.Language) string
	part float64
}

func (s runStatus) Text(l say.Language) string {
	return l.Format("%d of %d PDFs, %d pages, %.0f pages/s, %s%d failed\n", "PDF %d/%d，%d 页，每秒 %.0f 页，%s失败 %d\n", s.Done, s.Files, s.Pages, s.rate, s.left(l), s.Failed)
}

func (s runStatus) Objects() []any { return []any{s} }
func (s runStatus) share() float64 { return s.part }

// summary tells what became of the run.
func (p *progress) summary(s batch.Summary) {
	p.tell(runSummary{"summary", s.Seen, s.Done, s.Skipped, s.Failed, s.Passed, s.Elsewhere, s.Left, s.WithoutTables, s.Truncated, s.Stale, s.Reasons, p.pages, s.Proof, time.Since(p.start).Seconds()})
}

// runSummary is what became of a run of extract.
type runSummary struct {
	Type          string               `json:"message_type"`
	Files         int                  `json:"files"`
	Done          int                  `json:"files_done"`
	Skipped       int                  `json:"files_skipped"`
	Failed        int                  `json:"files_failed"`
	Passed        int                  `json:"files_failed_before,omitempty"` // of the failed: left alone, since they have not changed
	Elsewhere     int                  `json:"files_elsewhere,omitempty"`     // of other shards
	Left          int                  `json:"files_left"`                    // not begun
	WithoutTables int                  `json:"files_without_tables"`          // of the done and the skipped
	Truncated     int                  `json:"files_truncated"`
	Stale         int                  `json:"documents_stale,omitempty"` // of earlier runs, whose files are gone or others by now
	Reasons       map[extract.Code]int `json:"reasons"`
	Pages         int                  `json:"pages"`
	Proof         model.Proof          `json:"proof"`
	Elapsed       float64              `json:"seconds_elapsed"`
}

func (s runSummary) Text(l say.Language) string {
	var b strings.Builder
	b.WriteString(l.Format("%d seen: %d done, %d skipped, %d failed", "共 %d 个：完成 %d，略过 %d，失败 %d", s.Files, s.Done, s.Skipped, s.Failed))
	for _, some := range []struct {
		n      int
		en, zh string
	}{
		{s.Passed, " (%d before, and not tried again)", "（其中 %d 个上次已失败，没有再试）"},
		{s.Elsewhere, ", %d of other shards", "，属于其他分片 %d"},
		{s.Left, ", %d not begun", "，未开始 %d"},
		{s.WithoutTables, "; %d without tables", "；没有表格 %d"},
		{s.Truncated, "; %d truncated", "；不完整 %d"},
		{s.Stale, "; %d documents of files that are gone", "；原文件已不在的文档 %d"},
	} {
		if some.n > 0 {
			b.WriteString(l.Format(some.en, some.zh, some.n))
		}
	}
	b.WriteString(l.Format("; %d pages in %s\n", "；%d 页，用时 %s\n", s.Pages, inWords(s.Elapsed, l)))
	if s.Proof.Amounts > 0 {
		fmt.Fprintf(&b, "  %s\n", report.Proof(s.Proof, l))
	}
	for _, code := range slices.Sorted(maps.Keys(s.Reasons)) {
		b.WriteString(l.Format("  %s%s: %d\n", "  %s %s：%d\n", code, l.Of("", reasons[code]), s.Reasons[code]))
	}
	return b.String()
}

func (s runSummary) Objects() []any { return []any{s} }

// inWords is a time in seconds as people read it.
func inWords(seconds float64, l say.Language) string {
	return l.Duration(time.Duration(seconds * float64(time.Second)).Round(10 * time.Millisecond))
}

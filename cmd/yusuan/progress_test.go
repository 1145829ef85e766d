package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
)

// play tells a progress of a run of four files, four seconds each.
func play(p *progress, inputs []batch.Input) {
	stop := p.follow(p.status)
	time.Sleep(time.Millisecond) // no page ends just when the status is told
	for i, in := range inputs {
		for page := range 10 {
			time.Sleep(400 * time.Millisecond)
			p.Page(in.Name, page+1, 10)
		}
		e := batch.Entry{Name: in.Name, Status: batch.Done, Output: in.Output, Counts: batch.Counts{Pages: 10, Tables: 3}}
		switch i {
		case 1:
			e = batch.Entry{Name: in.Name, Status: batch.Failed, Stage: extract.StageRead, Page: 7,
				Error: &batch.Failure{Code: extract.OverLimit, Message: "too much"}}
		case 2:
			e.Status = batch.Skipped
		}
		p.File(in, e)
	}
	stop()
	p.summary(batch.Summary{Seen: 4, Done: 2, Skipped: 1, Failed: 1, Reasons: map[extract.Code]int{extract.OverLimit: 1}})
}

var played = []batch.Input{
	{Name: "a.pdf", Output: "a.json", Size: 100}, {Path: "x/b\n.pdf", Name: "b\n.pdf", Size: 100},
	{Name: "c.pdf", Size: 100}, {Name: "d.pdf", Size: 100},
}

func TestPlainProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		play(newProgress(newDisplay(&out, say.English, false, false), played), played)
		want := `failed: "x/b\n.pdf": page 7: too much
2 of 4 PDFs, 24 pages, 2 pages/s, 10s left, 1 failed
4 seen: 2 done, 1 skipped, 1 failed; 40 pages in 16s
  over-limit: 1
`
		if out.String() != want {
			t.Errorf("got\n%swant\n%s", out.String(), want)
		}
	})
}

func TestChineseProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		play(newProgress(newDisplay(&out, say.Chinese, false, false), played), played)
		want := `失败："x/b\n.pdf"：第 7 页：超出上限：too much
PDF 2/4，24 页，每秒 2 页，还需 10 秒，失败 1
共 4 个：完成 2，略过 1，失败 1；40 页，用时 16 秒
  over-limit 超出上限：1
`
		if out.String() != want {
			t.Errorf("got\n%swant\n%s", out.String(), want)
		}
	})
}

func TestBar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		bar := barPrinter{textPrinter{&out, say.English}, func() int { return 100 }}
		play(newProgress(&display{printer: bar}, played), played)
		frames := strings.Split(out.String(), "\r\x1b[K")
		if len(frames) < 20 {
			t.Fatalf("%d frames", len(frames))
		}
		if want := "[=======                       ] 1 of 4 PDFs, 15 pages, 2 pages/s, 18s left, 0 failed"; !strings.Contains(out.String(), want) {
			t.Errorf("no frame %q, but %q", want, frames[60])
		}
		if last := frames[len(frames)-1]; !strings.HasPrefix(last, "4 seen: ") {
			t.Errorf("the bar stays behind the summary: %q", last)
		}
	})
}

func TestJSONProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		play(newProgress(newDisplay(&out, say.English, true, false), played), played)
		count := make(map[string]int)
		for line := range strings.Lines(out.String()) {
			var m struct {
				Type  string `json:"message_type"`
				Name  string
				Page  int
				Code  string
				Files int
			}
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			count[m.Type]++
			if m.Type == "error" && (m.Name != "b\n.pdf" || m.Page != 7 || m.Code != "over-limit") {
				t.Errorf("error is told as %s", line)
			}
			if (m.Type == "status" || m.Type == "summary") && m.Files != 4 {
				t.Errorf("%d files in %s", m.Files, line)
			}
		}
		if count["file"] != 3 || count["error"] != 1 || count["summary"] != 1 || count["status"] < 5 {
			t.Errorf("messages %v", count)
		}
	})
}

// A line that the terminal would break could not be drawn over.
func TestBarFits(t *testing.T) {
	const status = "2 of 4 PDFs, 24 pages, 2 pages/s, 0 failed" // 42 characters
	for room, want := range map[int]string{
		120: "[" + strings.Repeat("=", 15) + strings.Repeat(" ", 15) + "] " + status,
		51:  "[===   ] " + status,
		49:  status,
		11:  "2 of 4 PDFs",
		-1:  "",
	} {
		if got := drawn(status, 0.5, room); got != want {
			t.Errorf("room for %d: %q, want %q", room, got, want)
		}
	}
	const chinese = "PDF 2/4，24 页" // 14 columns
	for room, want := range map[int]string{23: "[===   ] " + chinese, 14: chinese, 13: "PDF 2/4，24 ", 8: "PDF 2/4"} {
		if got := drawn(chinese, 0.5, room); got != want {
			t.Errorf("room for %d: %q, want %q", room, got, want)
		}
	}
}

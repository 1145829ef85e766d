package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yusuan/extract"
	"yusuan/model"
)

// newWork returns what reads files in worker processes that behave or not.
func newWork(how string) *Work {
	command, _ := workers(how)
	return &Work{Parts: []string{DocumentPart}, Options: Options{Worker: command, Memory: 1 << 30, Program: "p", Extract: extract.Options{Timeout: guard}}}
}

// asked is a request with a frame's body.
type asked struct {
	head any
	body []byte
}

// frames are the records of requests, with their bodies.
func frames(t *testing.T, w *Work, requests ...asked) (records []Record, bodies [][]byte) {
	t.Helper()
	var in, out bytes.Buffer
	for _, r := range requests {
		if err := writeFrame(&in, r.head, r.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Run(t.Context(), &in, &out); err != nil {
		t.Fatal(err)
	}
	for {
		var r Record
		body, err := readFrame(&out, &r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		records, bodies = append(records, r), append(bodies, body)
	}
	if len(records) != len(requests) {
		t.Fatalf("%d records of %d requests", len(records), len(requests))
	}
	return records, bodies
}

// told is a record in short.
func told(r Record) string {
	if r.Error != nil {
		return fmt.Sprintf("%s %s %s %d %s: %s", r.Name, r.Status, r.Stage, r.Page, r.Error.Code, r.Error.Message)
	}
	return fmt.Sprint(r.Name, " ", r.Status)
}

func TestRecords(t *testing.T) {
	file := made(t, "central3-writer")
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	meta := &model.Meta{RegionCode: "110102"}
	records, bodies := frames(t, newWork("none"),
		asked{Request{Name: "a/b.pdf"}, file},
		asked{Request{Path: path, Meta: meta}, nil},
		asked{Request{Name: "called.pdf", Path: path}, nil},
		asked{Request{Name: "bad"}, []byte("bad")},
		asked{Request{Name: "none"}, nil},
		asked{Request{Path: "absent"}, nil},
		asked{Request{Path: "twice"}, file},
		asked{map[string]any{"name": "new", "priority": 7}, file},
		asked{Request{Name: "strange", Meta: &model.Meta{RegionCode: "x"}}, file},
		asked{Request{Name: "again.pdf"}, file},
	)
	var got []string
	for _, r := range records {
		got = append(got, told(r))
		if r.Program != "p" {
			t.Errorf("%s: program %q", r.Name, r.Program)
		}
	}
	want := []string{
		"a/b.pdf ok", path + " ok", "called.pdf ok",
		"bad failed open 0 not-a-pdf: not a PDF file", "none failed open 0 not-a-pdf: not a PDF file",
		"absent failed open 0 not-found: no such file or directory",
		"twice failed open 0 failed: no request: the file is told twice",
		`new failed open 0 failed: no request: json: unknown field "priority"`,
		"strange failed open 0 failed: no request: " + (&model.Meta{RegionCode: "x"}).Validate().Error(),
		"again.pdf ok",
	}
	if !slices.Equal(got, want) {
		t.Errorf("records\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, c := range map[int]struct {
		name string
		opt  extract.Options
	}{0: {"a/b.pdf", extract.Options{}}, 1: {path, extract.Options{Meta: meta}}, 2: {"called.pdf", extract.Options{}}, 9: {"again.pdf", extract.Options{}}} {
		doc, err := extract.Bytes(t.Context(), c.name, file, c.opt)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bodies[i], doc.AppendJSON(nil)) {
			t.Errorf("record %d has another document", i)
		}
		r := records[i]
		if r.SHA256 != doc.Source.SHA256 || r.Bytes != len(file) || r.Facts != len(doc.Facts) || r.Seconds <= 0 ||
			!slices.Equal(r.Parts, []Part{{DocumentPart, len(bodies[i])}}) {
			t.Errorf("record %d: %+v", i, r)
		}
	}
}

func TestRecordLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "甲 .pdf")
	file := made(t, "central3-writer")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWork("none")
	w.Lines = true
	var out bytes.Buffer
	in := path + "\r\n\n" + `{"name":"b.pdf","data":"` + base64.StdEncoding.EncodeToString(file) + "\"}\n{\"name\":\nabsent\n" + `{"path":"a","data":""} {}` + "\n" + path
	if err := w.Run(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		var r struct {
			Record
			Parts map[string]json.RawMessage `json:"parts"`
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		got = append(got, told(r.Record))
		if r.Status == RecordFailed {
			continue
		}
		doc, err := extract.Bytes(t.Context(), r.Name, file, extract.Options{})
		if err != nil || string(r.Parts[DocumentPart]) != string(doc.AppendJSON(nil)) || len(r.Parts) != 1 {
			t.Errorf("%s has another document, %v", r.Name, err)
		}
	}
	want := []string{path + " ok", "b.pdf ok", " failed open 0 failed: no request: unexpected EOF", "absent failed open 0 not-found: no such file or directory",
		"a failed open 0 failed: no request: more than one value", path + " ok"}
	if !slices.Equal(got, want) {
		t.Errorf("records\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Whatever happens to the process that reads, each request has its record.
func TestRecordsOfFilesThatEndTheirProcess(t *testing.T) {
	file := made(t, "central3-writer")
	for how, want := range map[string]string{
		"killed":                 "x failed read 2 crashed: the worker process died: signal: killed",
		"killed before the file": "x failed open 0 crashed: the worker process died: signal: killed",
		"stuck":                  "x failed read 2 timeout: not done within 1s",
		"recursion":              "x failed layout 1 crashed: the worker process died: stack overflow",
	} {
		w := newWork(how)
		if how == "stuck" {
			w.Extract.Timeout = time.Second
		}
		records, _ := frames(t, w, asked{Request{Name: "x"}, file}, asked{Request{Name: "x"}, file})
		for _, r := range records {
			if got := told(r); got != want {
				t.Errorf("%s: %s, want %s", how, got, want)
			}
		}
	}
}

func TestWorkEndsWithWhatItCannotUnderstand(t *testing.T) {
	for name, in := range map[string]string{
		"a long head":   "\xff\xff\xff\xff\x00\x00\x00\x00",
		"a cut length":  "\x00\x00",
		"a cut head":    "\x00\x00\x00\x09\x00\x00\x00\x00{}",
		"a cut body":    "\x00\x00\x00\x02\x00\x00\x00\x09{}%PDF",
		"text":          "GET / HTTP/1.1\r\n\r\n",
		"a cut 300 MiB": "\x00\x00\x00\x02\x13\x00\x00\x00{}%PDF",
	} {
		var out bytes.Buffer
		if err := newWork("none").Run(t.Context(), strings.NewReader(in), &out); err == nil || errors.Is(err, io.EOF) || out.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, out.Len())
		}
	}
	w := newWork("none")
	w.Lines = true
	if err := w.Run(t.Context(), io.MultiReader(endless{}), io.Discard); err == nil {
		t.Error("a line without end is read")
	}
	if err := newWork("garbage").Run(t.Context(), strings.NewReader("\x00\x00\x00\x02\x00\x00\x00\x00{}"), io.Discard); err == nil {
		t.Error("a process that is no worker is one")
	} else if _, ok := errors.AsType[*startError](err); !ok {
		t.Error(err)
	}
}

// endless is a line without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// A file larger than any is passed over, and the next one is read.
func TestRecordOfTooLargeAFile(t *testing.T) {
	var next bytes.Buffer
	if err := writeFrame(&next, Request{Name: "next"}, []byte("bad")); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	head := `{"name":"big"}`
	in := io.MultiReader(strings.NewReader(string([]byte{0, 0, 0, byte(len(head)), 0x11, 0, 0, 0})+head), io.LimitReader(endless{}, 0x11000000), &next)
	if err := newWork("none").Run(t.Context(), in, &out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for {
		var r Record
		if _, err := readFrame(&out, &r); err != nil {
			break
		}
		got = append(got, told(r))
	}
	if want := []string{"big failed open 0 over-limit: the file is larger than 256 MiB", "next failed open 0 not-a-pdf: not a PDF file"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Who asked has ended: what is under way is given up, and its process ends.
func TestWorkForNobody(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, ask := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- newWork("stuck").Run(ctx, in, io.Discard) }()
	if err := writeFrame(ask, Request{Name: "x"}, made(t, "central3-writer")); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, cancel)
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// FuzzRequests reads any bytes as requests: each has an end, and what is a request names a file or tells why not.
func FuzzRequests(f *testing.F) {
	f.Add([]byte("a.pdf\n{\"path\":\"b\"}\n"), true)
	f.Add([]byte("{\"name\":\"c\",\"data\":\"JVBERi0=\",\"meta\":{\"regionCode\":\"110102\"}}"), true)
	f.Add([]byte("\x00\x00\x00\x0c\x00\x00\x00\x04{\"name\":\"a\"}%PDF"), false)
	f.Add([]byte("\x00\x00\x00\x02\xff\x00\x00\x00{}"), false)
	f.Fuzz(func(t *testing.T, data []byte, lines bool) {
		w := &Work{Lines: lines}
		in := bufio.NewReader(bytes.NewReader(data))
		for range len(data) + 1 {
			asked, err := w.request(in)
			if err != nil {
				return
			}
			if asked.err == nil && asked.Path != "" && len(asked.Data) > 0 {
				t.Fatalf("two files: %q", data)
			}
		}
		t.Fatalf("more requests than bytes: %q", data)
	})
}

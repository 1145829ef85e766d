package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"yusuan/extract/hostile"
)

// What reading a file may take, whichever command reads it: the program itself takes 25 MiB of it. A document of many
// pages takes more, by its size, since its tables are joined when all of it is read.
const (
	littleMemory = 100 << 20
	documentSize = 20 // bytes for each of the document that comes of it
	enoughTime   = 10 * time.Second
)

// waysIn are the commands that read a file, with a worker process and without.
var waysIn = [][]string{{"extract"}, {"extract", "--isolate"}, {"inspect"}}

// A file takes little memory and time, whatever it asks for: the reader's limits hold in worker processes and out of them.
func TestHostileFilesTakeLittle(t *testing.T) {
	names := []string{"content named 20 times", "content deflated twice", "operators", "predictor", "texts of 120 fonts"}
	makers := hostile.Files()
	if hostile.Full() {
		names = slices.Sorted(maps.Keys(makers))
	}
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pdf")
		if err := os.WriteFile(path, makers[name](), 0o666); err != nil {
			t.Fatal(err)
		}
		takesLittle(t, path, hostileExcess[name])
	}
}

// hostileExcess is what some files may take beyond that: they hold as much as is read of a file, or of a page.
var hostileExcess = map[string]int64{
	"content at the limit, 20 pages": 96 << 20,
	"objects in strings":             64 << 20, // of 8 MiB, each to the file's end
	"pages of 20000":                 64 << 20,
	"rows of text":                   64 << 20, // 18,000 words on a page
	"shapes":                         96 << 20, // half a million rulings
}

// The files that once took all memory or time lie beside the repository, or nowhere.
func TestKnownFilesTakeLittle(t *testing.T) {
	found, err := filepath.Glob("../../../shared/corpus/hostile/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("they are not here")
	}
	for _, path := range found {
		takesLittle(t, path, 0, "--ocr", "never")
	}
}

// A page that is recognised takes little, too: a scan, and one of texts that mean nothing.
func TestRecognisedPagesTakeLittle(t *testing.T) {
	const recogniser = 150 << 20
	takesLittle(t, "../../testdata/pictures/jpx.pdf", recogniser)
	if hostile.Full() {
		takesLittle(t, "../../testdata/hostile/evil-texts.pdf", recogniser)
	}
}

// takesLittle reads a file in every way, with some flags: it ends in a document or in one error.
func takesLittle(t *testing.T, path string, excess int64, flags ...string) {
	t.Helper()
	most := littleMemory + excess
	for _, way := range waysIn {
		what := strings.Join(way, " ") + " " + filepath.Base(path)
		forgetPeak(t)
		cmd := exec.CommandContext(t.Context(), binary, slices.Concat(way, flags, []string{path})...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil && (exitCode(err) != exitSomeFailed || strings.Contains(errs.String(), "internal error")) {
			t.Errorf("%s: %v: %s", what, err, errs.String())
		}
		if len(way) == 1 && way[0] == "extract" {
			most += documentSize * int64(out.Len())
		}
		if peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; peak > most {
			t.Errorf("%s: took %d MiB of memory, of %d", what, peak>>20, most>>20)
		}
		if took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); took > enoughTime {
			t.Errorf("%s: took %v", what, took)
		}
	}
}

// forgetPeak lowers the test's own peak of memory to what it holds: Linux counts it as one of the process that it starts.
func forgetPeak(t *testing.T) {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		t.Fatal(err)
	}
}

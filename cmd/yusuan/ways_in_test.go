package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"yusuan/extract/hostile"
)

// soon is how long a program may take that must not wait; the machine may be busy.
const soon = 30 * time.Second

// atOnce runs the program in a folder and fails where it waits.
func atOnce(t *testing.T, dir string, args ...string) (told string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir = dir
	text, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		t.Errorf("yusuan %s waits: %s", strings.Join(args, " "), text)
	}
	return string(text), exitCode(err)
}

// copyTo copies a PDF of the repository.
func copyTo(t *testing.T, paths ...string) {
	t.Helper()
	pdf, err := os.ReadFile("../../testdata/made/final1-cairo.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, pdf, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
}

// unread is how a command ends that can read nothing of what it is given: a data set that is there must not become one of nothing.
func unread(command string) int {
	if command == "dataset" {
		return exitFatal
	}
	return exitSomeFailed
}

// What is no file is refused at once, by every command, however it is asked for.
func TestPipesDevicesAndSockets(t *testing.T) {
	dir, err := os.MkdirTemp("", "") // short: a socket's path has a hundred bytes
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in")
	copyTo(t, filepath.Join(in, "a.pdf"))
	for _, name := range []string{"pipe.pdf", "pipe.json"} {
		if err := exec.CommandContext(t.Context(), "mkfifo", filepath.Join(in, name)).Run(); err != nil {
			t.Skip("no pipes here: ", err)
		}
	}
	socket, err := net.Listen("unix", filepath.Join(in, "socket.pdf"))
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	defer socket.Close()
	if err := os.Symlink("/dev/zero", filepath.Join(in, "zero.pdf")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pipe.pdf", "socket.pdf", "zero.pdf"} {
		for _, args := range [][]string{{"extract"}, {"extract", "--isolate"}, {"extract", "-o", "out"}, {"check"}, {"dataset", "-o", "data"}, {"inspect"}} {
			told, code := atOnce(t, in, append(args, name)...)
			if code != unread(args[0]) || !strings.Contains(told, name+": not a regular file\n") {
				t.Errorf("%q %s: exit code %d, %s", args, name, code, told)
			}
		}
	}
	for _, path := range []string{"in", "in/*.pdf"} {
		for _, args := range [][]string{{"extract", "-o", "out"}, {"check"}, {"dataset", "-o", "data"}} {
			told, code := atOnce(t, dir, append(args, path)...)
			if code != exitSomeFailed || strings.Count(told, ": not a regular file\n") != 3 {
				t.Errorf("%q %s: exit code %d, %s", args, path, code, told)
			}
		}
	}
	for _, args := range [][]string{{"check"}, {"dataset", "-o", "data2"}} {
		told, code := atOnce(t, in, append(args, "pipe.json")...)
		if code != unread(args[0]) || !strings.Contains(told, "not a regular file\n") {
			t.Errorf("%q pipe.json: exit code %d, %s", args, code, told)
		}
	}
}

// SIGTERM ends what waits: for bytes that do not come, and for somebody to read.
func TestTerminatedWhileWaiting(t *testing.T) {
	for _, args := range [][]string{
		{"extract", "-"}, {"extract", "-", "--isolate"}, {"extract", "-", "-o", "OUT"}, {"check", "-"}, {"inspect", "-"}, {"dataset", "-", "-o", "OUT"},
		{"extract", "../../testdata/made/province2-gs.pdf"}, {"inspect", "../../testdata/made/province2-gs.pdf", "--draw", "chars", "--page", "2"},
		{"check", "../../testdata/made", "--json"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cmd := exec.CommandContext(t.Context(), binary, args...)
			for i, arg := range args {
				if arg == "OUT" {
					cmd.Args[i+1] = filepath.Join(dir, "out")
				}
			}
			cmd.Env = append(os.Environ(), "TMPDIR="+dir)
			stdin, err := cmd.StdinPipe() // nothing is written
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			stdout, err := cmd.StdoutPipe() // nothing more is read than shows that there is some
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if args[1] == "-" {
				time.Sleep(300 * time.Millisecond) // more than it takes to begin
			} else if _, err := stdout.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
			asked := time.Now()
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			over := time.AfterFunc(soon, func() { _ = cmd.Process.Kill() })
			if _, err := cmd.Process.Wait(); err != nil || !over.Stop() {
				t.Fatalf("it waits, error %v", err)
			}
			t.Log(time.Since(asked))
			if left, err := filepath.Glob(filepath.Join(dir, "yusuan-*")); len(left) > 0 || err != nil {
				t.Errorf("it leaves %q, error %v", left, err)
			}
		})
	}
}

// A name that is not there is one failed entry, whatever characters it has, and one that is there is that file. A data set is not
// made without what is asked for.
func TestNamesWithBrackets(t *testing.T) {
	dir := t.TempDir()
	copyTo(t, filepath.Join(dir, "b[1].pdf"), filepath.Join(dir, "a.pdf"))
	for arg, want := range map[string]string{"x[": "2 seen: 1 done, 0 skipped, 1 failed", "x[1].pdf": "2 seen: 1 done, 0 skipped, 1 failed", "b[1].pdf": "2 seen: 2 done"} {
		told, code := atOnce(t, dir, "extract", arg, "a.pdf", "-o", t.TempDir())
		if !strings.Contains(told, want) || strings.Contains(want, "1 failed") != (code == exitSomeFailed) {
			t.Errorf("extract %s: exit code %d, %s", arg, code, told)
		}
		missing := strings.Contains(want, "1 failed")
		if told, again := atOnce(t, dir, "check", arg, "a.pdf"); again != code || strings.HasPrefix(told, "failed: ") != missing {
			t.Errorf("check %s: exit code %d, %s", arg, again, told)
		}
		told, code = atOnce(t, dir, "dataset", arg, "a.pdf", "--format", "csv", "-o", t.TempDir())
		if (code == exitFatal) != missing || (code == exitDone) == missing || strings.HasPrefix(told, "yusuan: "+arg+": no file matches") != missing {
			t.Errorf("dataset %s: exit code %d, %s", arg, code, told)
		}
	}
	copyTo(t, filepath.Join(dir, "docs.json", "in.pdf")) // a folder, whatever its name
	if told, code := atOnce(t, dir, "extract", "a.pdf", "-o", "docs.json"); code != exitDone {
		t.Fatal(told)
	}
	for _, args := range [][]string{{"check", "docs.json/*.json"}, {"dataset", "docs.json/*.json", "--format", "csv", "-o", t.TempDir()}, {"check", "docs.json"}} {
		if told, code := atOnce(t, dir, args...); code != exitDone {
			t.Errorf("%q: exit code %d, %s", args, code, told)
		}
	}
}

// Where no /proc is mounted, in many a container, all commands work.
func TestWithoutProc(t *testing.T) {
	stdout, stderr := inNamespace(t, `
		mount -t tmpfs none /proc
		cp "$PDF" "$OUT/a.pdf"
		yusuan extract "$OUT/a.pdf" > "$OUT/alone.json"
		yusuan extract --isolate "$OUT/a.pdf" | cmp - "$OUT/alone.json"
		yusuan extract "$OUT/a.pdf" -o "$OUT/out"
		cmp "$OUT/out/a.json" "$OUT/alone.json"
		yusuan check "$OUT/a.pdf" "$OUT/out" > /dev/null
		yusuan dataset "$OUT/a.pdf" "$OUT/out" -o "$OUT/data"
		yusuan inspect "$OUT/a.pdf" > /dev/null
		for c in schema version codes "completion bash"; do yusuan $c > /dev/null; done
		cd "${PROGRAM%/*}"
		./yusuan extract "$OUT/a.pdf" -o "$OUT/again"
		echo all`)
	if stdout != "all\n" {
		t.Errorf("%s%s", stdout, stderr)
	}
}

// check leaves nothing in the temporary folder, however it is ended.
func TestCheckLeavesNothing(t *testing.T) {
	in := t.TempDir()
	for i := range 30 {
		copyTo(t, filepath.Join(in, fmt.Sprintf("%02d.pdf", i)))
	}
	for what, end := range map[string]func(cmd *exec.Cmd, stdout io.ReadCloser){
		"nobody reads": func(_ *exec.Cmd, stdout io.ReadCloser) { stdout.Close() },
		"one interrupt": func(cmd *exec.Cmd, stdout io.ReadCloser) {
			_ = cmd.Process.Signal(syscall.SIGINT)
			_, _ = io.Copy(io.Discard, stdout)
		},
		"two interrupts": func(cmd *exec.Cmd, _ io.ReadCloser) {
			_ = cmd.Process.Signal(syscall.SIGINT)
			time.Sleep(20 * time.Millisecond)
			_ = cmd.Process.Signal(syscall.SIGINT)
		},
	} {
		for begun := range 3 { // PDFs are being read, or findings written
			t.Run(fmt.Sprint(what, " ", begun), func(t *testing.T) {
				t.Parallel()
				tmp := t.TempDir()
				cmd := exec.CommandContext(t.Context(), binary, "check", in, "--json")
				cmd.Env = append(os.Environ(), "TMPDIR="+tmp)
				stdout, err := cmd.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				for begun > 0 && len(temporaries(t, tmp)) == 0 {
					time.Sleep(time.Millisecond)
				}
				if begun == 2 {
					_, _ = stdout.Read(make([]byte, 1))
				}
				end(cmd, stdout)
				over := time.AfterFunc(soon, func() { _ = cmd.Process.Kill() })
				state, err := cmd.Process.Wait()
				if err != nil || !over.Stop() {
					t.Fatalf("it waits: %v", err)
				}
				if left := temporaries(t, tmp); len(left) > 0 {
					t.Errorf("%v; it leaves %q", state, left)
				}
			})
		}
	}
}

func temporaries(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The second of two runs into one folder is told who has it; the lock ends with its owner, also when that is killed.
func TestTwoRunsIntoOneFolder(t *testing.T) {
	pdf, err := filepath.Abs("../../testdata/made/final1-cairo.pdf")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	first := exec.CommandContext(t.Context(), binary, "extract", pdf, "-", "-o", filepath.Join(out, "extracted"), "--json")
	stdin, err := first.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	newMessages(t, first).await("file", 1)
	for _, args := range [][]string{{"extract", pdf, "-o", "extracted"}, {"dataset", pdf, "--format", "csv", "-o", "."}} {
		told, code := atOnce(t, out, args...)
		if code != exitFatal || !strings.Contains(told, fmt.Sprintf("another run writes into it: process %d", first.Process.Pid)) {
			t.Errorf("%q: exit code %d, %s", args, code, told)
		}
	}
	_ = first.Process.Kill()
	_ = first.Wait()
	if told, code := atOnce(t, out, "extract", pdf, "-o", "extracted"); code != exitDone || !strings.Contains(told, "1 skipped") {
		t.Errorf("the next run: exit code %d, %s", code, told)
	}
	if left := temporaries(t, filepath.Join(out, "extracted", ".partial")); len(left) > 0 {
		t.Errorf("it leaves %q", left)
	}
}

// told is what a manifest says of each file.
func told(t *testing.T, manifest string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		var e struct{ Name, Status, Earlier string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		all[e.Name] = strings.TrimSpace(e.Status + " " + e.Earlier)
	}
	return all
}

// A document whose file went bad, is gone or has become another one stands, is told of, and enters no data set;
// a file that comes back makes it current again.
func TestDocumentsOfFilesThatAreGone(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, "in", name) }
	sound := []string{"bad.pdf", "deep/gone.pdf", "gone.pdf", "pipe.pdf", "sound.pdf", "unasked.pdf"}
	for i, name := range sound {
		copyTo(t, at(name))
		appendTo(t, at(name), fmt.Sprintf("\n%% file %d\n", i)) // each is a file of its own
	}
	if err := os.Rename(at("unasked.pdf"), filepath.Join(dir, "unasked.pdf")); err != nil {
		t.Fatal(err)
	}
	if told, code := atOnce(t, dir, "extract", "in", "unasked.pdf", "-o", "out"); code != exitDone {
		t.Fatal(told)
	}
	moved := filepath.Join(dir, "moved.pdf")
	err := errors.Join(os.WriteFile(at("bad.pdf"), []byte("bad"), 0o666), os.Rename(at("gone.pdf"), moved), os.RemoveAll(at("deep")),
		os.Remove(at("pipe.pdf")), os.Mkdir(at("pipe.pdf"), 0o777), os.Remove(filepath.Join(dir, "unasked.pdf")))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"bad.pdf": "failed bad.json", "deep/gone.pdf": "stale", "gone.pdf": "stale", "pipe.pdf": "stale", "sound.pdf": "done", "unasked.pdf": "done"}
	for range 2 { // it is told every time
		summary, code := atOnce(t, dir, "extract", "in", "-o", "out")
		if code != exitSomeFailed || !strings.Contains(summary, "3 documents of files that are gone") {
			t.Errorf("exit code %d, %s", code, summary)
		}
		if got := told(t, filepath.Join(dir, "out", "manifest.jsonl")); !maps.Equal(got, want) {
			t.Errorf("manifest %v, want %v", got, want)
		}
	}
	wantData := map[string]string{"bad.json": "failed", "deep/gone.json": "failed", "gone.json": "failed", "pipe.json": "failed", "sound.json": "done", "unasked.json": "done"}
	if printed, code := atOnce(t, dir, "dataset", "out", "-o", "data", "--format", "csv"); code != exitSomeFailed {
		t.Errorf("exit code %d, %s", code, printed)
	}
	if got := told(t, filepath.Join(dir, "data", "manifest.jsonl")); !maps.Equal(got, wantData) {
		t.Errorf("data set %v, want %v", got, wantData)
	}
	if printed, _ := atOnce(t, dir, "dataset", "out/deep", "out/bad.json", "out/sound.json", "-o", "part", "--format", "csv"); !strings.Contains(printed, "3 documents: 1 taken in") {
		t.Errorf("parts of the folder: %s", printed)
	}
	if err := os.Rename(moved, at("gone.pdf")); err != nil {
		t.Fatal(err)
	}
	if summary, _ := atOnce(t, dir, "extract", "in", "-o", "out"); !strings.Contains(summary, "3 seen: 0 done, 2 skipped, 1 failed") {
		t.Errorf("a file that is back: %s", summary)
	}
	if got := told(t, filepath.Join(dir, "out", "manifest.jsonl"))["gone.pdf"]; got != "done" {
		t.Errorf("a file that is back is %s", got)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Names that would be one have documents of their own, the same in every run, whichever of the files there are.
func TestNamesThatClash(t *testing.T) {
	dir := t.TempDir()
	files := []string{"sub.pdf", "sub.json/x.pdf", `\xd4.pdf`, "\xd4.pdf", "é.pdf", "e\u0301.pdf", "same.PDF", "same.pdf"}
	for i, name := range files {
		copyTo(t, filepath.Join(dir, "in", name))
		appendTo(t, filepath.Join(dir, "in", name), fmt.Sprintf("\n%% file %d\n", i))
	}
	all := func(out string) map[string]string {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, out, "manifest.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		outputs := make(map[string]string)
		for line := range strings.Lines(string(text)) {
			var e struct{ SHA256, Output string }
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Fatal(err)
			}
			outputs[e.SHA256] = e.Output
		}
		return outputs
	}
	for _, workers := range []string{"1", "8"} {
		if told, code := atOnce(t, dir, "extract", "in", "-o", workers, "--workers", workers); code != exitDone || !strings.Contains(told, "8 done") {
			t.Fatalf("exit code %d, %s", code, told)
		}
	}
	whole := all("1")
	if again := all("8"); len(whole) != len(files) || !maps.Equal(whole, again) {
		t.Errorf("%v\n%v", whole, again)
	}
	alike := make(map[string]bool)
	for _, output := range whole {
		alike[strings.ToLower(strings.ReplaceAll(output, "e\u0301", "é"))] = true
	}
	if len(alike) != len(files) {
		t.Errorf("some file systems take two of these for one: %q", slices.Sorted(maps.Values(whole)))
	}
	for _, name := range []string{"same.PDF", "e\u0301.pdf", `\xd4.pdf`} { // the others stay
		if err := os.Remove(filepath.Join(dir, "in", name)); err != nil {
			t.Fatal(err)
		}
	}
	if told, code := atOnce(t, dir, "extract", "in", "-o", "1", "--force"); code != exitDone || !strings.Contains(told, "5 done") {
		t.Fatalf("exit code %d, %s", code, told)
	}
	if again := all("1"); !maps.Equal(whole, again) {
		t.Errorf("%v\n%v", whole, again)
	}
}

// No message names a temporary file or folder, which has another number in every run.
func TestNoTemporaryNumbers(t *testing.T) {
	dir := t.TempDir()
	copyTo(t, filepath.Join(dir, "a.pdf"))
	if err := os.MkdirAll(filepath.Join(dir, "out", "a.json", "in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "a.svg", "in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"extract", "a.pdf", "-o", "out"},
		{"inspect", "a.pdf", "--page", "2", "--draw", "cells", "-o", "a.svg"},
		{"inspect", "a.pdf", "--page", "2", "--draw", "cells", "-o", "nowhere/a.svg"},
		{"check", "a.pdf"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), soon)
		defer cancel()
		cmd := exec.CommandContext(ctx, binary, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "TMPDIR="+filepath.Join(dir, "nowhere"))
		told, err := cmd.CombinedOutput()
		manifest, _ := os.ReadFile(filepath.Join(dir, "out", "manifest.jsonl")) // of the first
		printed := string(told) + string(manifest)
		if exitCode(err) == 0 || strings.Contains(printed, ".tmp") || strings.Contains(printed, "yusuan-documents-") || strings.Contains(printed, fmt.Sprint(cmd.Process.Pid)) {
			t.Errorf("%q: error %v, %s", args, err, printed)
		}
	}
}

// Sound, damaged and foreign files give the same folder with any workers, in processes of their own or not. Pictures do, too: see
// TestPicturesOfAllKinds.
func TestSameFolderHoweverItIsRead(t *testing.T) {
	in, out := mixed(t), t.TempDir()
	small := slices.DeleteFunc(hostile.Found(t), func(path string) bool {
		info, err := os.Stat(path)
		return err != nil || info.Size() > 20_000
	})
	random := rand.New(rand.NewPCG(28, 4))
	for i := range 40 {
		pdf, err := os.ReadFile(small[random.IntN(len(small))])
		if i%2 == 1 {
			pdf = hostile.Damage(random, pdf)
		}
		if err = errors.Join(err, os.WriteFile(filepath.Join(in, fmt.Sprintf("wild-%02d.pdf", i)), pdf, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	first := filepath.Join(out, "1-true")
	for _, workers := range []string{"1", "8"} {
		for _, isolate := range []string{"true", "false"} {
			to := filepath.Join(out, workers+"-"+isolate)
			cmd := exec.CommandContext(t.Context(), binary, "extract", in, "-o", to, "--workers", workers, "--isolate="+isolate, "--ocr", "never")
			if told, err := cmd.CombinedOutput(); exitCode(err) != exitSomeFailed {
				t.Fatalf("%v\n%s", err, told)
			}
			same(t, first, to)
		}
	}
}

package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yusuan/extract"
	"yusuan/extract/hostile"
)

// The test program is its own worker process, one that behaves or not.
const misbehaviour = "YUSUAN_TEST_WORKER"

func TestMain(m *testing.M) {
	switch os.Getenv(misbehaviour) {
	case "":
		os.Exit(m.Run())
	case "none":
		os.Exit(Server{}.Serve(os.Stdin, os.Stdout))
	case "killed": // by the system, at a page of a file that asks for it
		os.Exit(Server{}.Serve(changed(os.Stdin, stepping), watched{at: `"stage":"read","page":2}`, then: killed}))
	case "killed untold": // before it tells where it is, if it need not
		os.Exit(Server{}.Serve(changed(os.Stdin, func(r *request) {
			if !r.Steps {
				killed()
			}
		}), watched{at: `"stage":"read","page":2}`, then: killed}))
	case "stuck": // at a page of a file
		os.Exit(Server{}.Serve(changed(os.Stdin, stepping), watched{at: `"stage":"read","page":2}`, then: func() { select {} }}))
	case "recursion":
		os.Exit(Server{}.Serve(changed(os.Stdin, stepping), watched{at: `"stage":"layout"`, then: func() { recurse(1) }}))
	case "killed before the file":
		os.Exit(Server{}.Serve(io.TeeReader(os.Stdin, dead{}), os.Stdout))
	case "tires": // after its first file
		files := 0
		os.Exit(Server{}.Serve(changed(os.Stdin, stepping), watched{at: `"stage":"open"`, then: func() {
			if files++; files > 1 {
				os.Exit(9)
			}
		}}))
	case "garbage":
		fmt.Println("This is not what was asked for.")
		_, _ = io.Copy(io.Discard, os.Stdin)
	}
}

// changed are the messages of a run, whose requests are changed on the way.
func changed(in io.Reader, change func(*request)) io.Reader {
	out, w := io.Pipe()
	go func() {
		var s setup
		_, err := readFrame(in, &s)
		err = errors.Join(err, writeFrame(w, s, nil))
		for err == nil {
			var r request
			var body []byte
			if body, err = readFrame(in, &r); err == nil {
				change(&r)
				err = writeFrame(w, r, body)
			}
		}
		_ = w.CloseWithError(err)
	}()
	return out
}

func stepping(r *request) { r.Steps = true }

func killed() {
	self, _ := os.FindProcess(os.Getpid())
	_ = self.Kill()
	select {}
}

// watched does something when a reply is sent.
type watched struct {
	at   string
	then func()
}

func (w watched) Write(p []byte) (int, error) {
	n, err := os.Stdout.Write(p)
	if bytes.Contains(p, []byte(w.at)) {
		w.then()
	}
	return n, err
}

// dead kills the process when the bytes of a file come.
type dead struct{}

func (dead) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("%PDF")) {
		killed()
	}
	return len(p), nil
}

func recurse(n int) int {
	if n < 0 {
		return 0
	}
	var frame [4 << 10]byte // large, so that the stack is told of in no time
	frame[n%len(frame)] = byte(recurse(n + 1))
	return int(frame[0])
}

// workers returns how misbehaving workers are started, and counts them.
func workers(how string) (command func() *exec.Cmd, started *atomic.Int64) {
	started = new(atomic.Int64)
	return func() *exec.Cmd {
		started.Add(1)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), misbehaviour+"="+how)
		return cmd
	}, started
}

// lines are what a manifest says in short.
func lines(t *testing.T, out string) []string {
	t.Helper()
	var got []string
	for _, e := range manifest(t, out) {
		line := fmt.Sprint(e.Name, " ", e.Status)
		if e.Error != nil {
			line += fmt.Sprintf(" %s %d %s: %s", e.Stage, e.Page, e.Error.Code, e.Error.Message)
		}
		got = append(got, line)
	}
	return got
}

func TestIsolatedIsTheSame(t *testing.T) {
	in := tree(t, map[string][]byte{
		"a.pdf": made(t, "central3-writer"), "b/b.pdf": made(t, "final1-cairo"), "c.pdf": made(t, "province4-weasy-aes"),
		"bad.pdf": []byte("bad"), "cut.pdf": made(t, "xicheng-cid")[:5000], "loop.pdf": hostile.Files()["page tree loop"](),
	})
	here := t.TempDir()
	want := mustRun(t, Options{Out: here}, in)
	wantPages := 0
	for _, e := range manifest(t, here) {
		wantPages += e.Pages
	}
	for _, n := range []int{1, 4} {
		out := t.TempDir()
		command, started := workers("none")
		var pages pageCounter
		got := mustRun(t, Options{Out: out, Workers: n, Worker: command, Memory: 1 << 30, Observer: &pages}, in)
		if got.Done != want.Done || got.Failed != want.Failed {
			t.Errorf("%+v in processes, %+v here", got, want)
		}
		if int(started.Load()) > n {
			t.Errorf("%d processes for %d workers", started.Load(), n)
		}
		if int(pages) < wantPages {
			t.Errorf("%d pages are told of, of %d", pages, wantPages)
		}
		sameContents(t, fmt.Sprint(n, " workers"), contents(t, out), contents(t, here))
	}
}

type pageCounter int

func (p *pageCounter) Page(string, int, int) { *p++ }
func (p *pageCounter) File(Input, Entry)     {}

// What ends a worker ends its file: the entry says where the file was, others
// are not touched, and a worker that has read other files is not taken as a witness.
func TestWorkersThatEnd(t *testing.T) {
	one, pages := made(t, "final1-cairo"), hostile.Pages(3, "0 0 m 9 9 l S")
	full := hostile.Pages(1, "BT /F 1 Tf 1 TL 0 799 Td "+strings.Repeat("("+strings.Repeat("a", 1000)+") Tj T* ", 499)+"ET")
	for _, c := range []struct {
		how, file string
		data      []byte
		started   int64
		opt       Options
		want      string
	}{
		{"killed", "killed", pages, 3, Options{}, "read 2 crashed: the worker process died: signal: killed"},
		{"killed untold", "killed", pages, 5, Options{}, "read 2 crashed: the worker process died: signal: killed"},
		{"recursion", "deep", pages, 6, Options{}, "layout 1 crashed: the worker process died: stack overflow"},
		{"tires", "any", pages, 3, Options{}, ""},
		{"none", "memory", full, 3, Options{Memory: MinMemory}, "read 1 over-limit: more than 64 MiB of memory"},
		{"stuck", "time", pages, 3, Options{Extract: extract.Options{Timeout: time.Nanosecond}}, "timeout: not done within 1ns"},
	} {
		t.Run(c.how+" "+c.file, func(t *testing.T) {
			t.Parallel()
			other := one
			if strings.HasPrefix(c.how, "killed") || c.how == "recursion" {
				other = []byte("not a PDF: ends before the page") // which all would end at
			}
			in := tree(t, map[string][]byte{"1.pdf": other, c.file + ".pdf": c.data, "zz.pdf": other})
			out := t.TempDir()
			opt := c.opt
			opt.Out, opt.Workers = out, 1
			var started *atomic.Int64
			opt.Worker, started = workers(c.how)
			mustRun(t, opt, in)
			for _, line := range lines(t, out) {
				name, what, _ := strings.Cut(line, " ")
				switch {
				case name != c.file+".pdf":
					if strings.Contains(what, "crashed") || strings.Contains(what, "memory") {
						t.Error(line)
					}
				case c.want == "" && what != "done", !strings.HasSuffix(what, c.want):
					t.Errorf("%q, want %q", line, c.want)
				}
			}
			if n := started.Load(); n > c.started {
				t.Errorf("%d processes", n)
			}
		})
	}
}

// A file that takes all time ends its worker where the file is; another one reads the next file.
func TestTimeIsOver(t *testing.T) {
	command, started := workers("stuck")
	r := &isolated{command: command}
	defer r.close()
	ctx, end := context.WithCancelCause(t.Context())
	over := fmt.Errorf("not done today: %w", context.DeadlineExceeded)
	_, err := r.read(ctx, job{name: "a.pdf", data: hostile.Pages(3, "0 0 m 9 9 l S"), opt: extract.Options{OnPage: func(int, int) { end(over) }}})
	e, ok := errors.AsType[*extract.Error](err)
	if !ok || e.Code != extract.TimedOut || e.Stage != extract.StageRead && e.Stage != extract.StageLayout || e.Page < 1 || e.Reason() != over.Error() {
		t.Errorf("error %v", err)
	}
	if doc, err := r.read(t.Context(), job{name: "b.pdf", data: hostile.Pages(1, "0 0 m 9 9 l S")}); err != nil || doc.Pages != 1 {
		t.Errorf("the next file: %d pages, error %v", doc.Pages, err)
	}
	if n := started.Load(); n != 2 {
		t.Errorf("%d processes", n)
	}
}

// Where no worker can be started no file is to blame: the run ends with an error, and the next one goes on.
func TestWorkersThatCannotBeStarted(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo"), "b.pdf": made(t, "final1-cairo"), "c.pdf": []byte("bad")})
	inputs, err := Expand([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	garbage, _ := workers("garbage")
	for what, command := range map[string]func() *exec.Cmd{
		"executable file not found": func() *exec.Cmd { return exec.Command("no-such-program-here") },
		"read message":              garbage,
		"signal: killed":            dying,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			out := t.TempDir()
			s, err := Run(t.Context(), inputs, Options{Out: out, Worker: command, Workers: 2})
			if err == nil || !strings.HasPrefix(err.Error(), "start worker process: ") || !strings.Contains(err.Error(), what) || s.Failed != 0 || s.Left != 3 {
				t.Errorf("%+v, error %v", s, err)
			}
			if got := lines(t, out); len(got) != 0 {
				t.Errorf("manifest %q", got)
			}
			if _, err := One(t.Context(), inputs[0], Options{Worker: command}); err == nil || !strings.HasPrefix(err.Error(), "start worker process: ") {
				t.Errorf("one file: error %v", err)
			}
		})
	}
}

// dying is a process that is killed before it has read anything.
func dying() *exec.Cmd { return exec.Command("sh", "-c", "kill -9 $$") }

// A worker that is killed as it starts, before it has begun with a file, or once while it reads it, is nobody's fault:
// another one reads the file.
func TestWorkersKilledAsTheyStart(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo")})
	sound, _ := workers("none")
	early, _ := workers("killed before the file")
	reading, _ := workers("killed")
	for _, c := range []struct {
		what  string
		bad   func() *exec.Cmd
		times int
	}{{"as it starts", dying, 3}, {"before it has begun", early, 3}, {"once while it reads", reading, 1}} {
		n := 0
		s := mustRun(t, Options{Out: t.TempDir(), Workers: 1, Worker: func() *exec.Cmd {
			if n++; n <= c.times {
				return c.bad()
			}
			return sound()
		}}, in)
		if s.Done != 1 || n != c.times+1 {
			t.Errorf("killed %s: %+v after %d processes", c.what, s, n)
		}
	}
}

// A long document fills the limit from which the collector works harder: it rises, up to what a worker may take, and never sinks.
func TestMemoryLimitRises(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	limit := memoryLimit(90 << 30)
	for _, c := range []struct{ live, most, want int64 }{{20, 1000, 90}, {80, 1000, 120}, {900, 1000, 1000}, {20, 1000, 1000}} {
		if limit.rise(c.live<<30, c.most<<30); int64(limit) != c.want<<30 {
			t.Errorf("%d live: limit %d, want %d", c.live, limit>>30, c.want)
		}
	}
	if got := debug.SetMemoryLimit(-1); got != 1000<<30 {
		t.Errorf("the collector's limit is %d", got)
	}
}

// Files that are skipped need no worker.
func TestNoWorkerForNothing(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo")})
	out := t.TempDir()
	mustRun(t, Options{Out: out}, in)
	command, started := workers("none")
	if s := mustRun(t, Options{Out: out, Worker: command}, in); s.Skipped != 1 || started.Load() != 0 {
		t.Errorf("%+v, %d processes", s, started.Load())
	}
}

// FuzzFrame reads what a worker may say: any bytes end in messages or an error, and messages are read as they were written.
func FuzzFrame(f *testing.F) {
	var b bytes.Buffer
	if err := writeFrame(&b, reply{Stage: extract.StageRead, Page: 3}, []byte("body")); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("\x00\x00\x00\x02\x00\x00\x00\x00{}"))
	f.Add([]byte("\xFF\xFF\xFF\xFF\x00\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4 && data[4] != 0 {
			t.Skip("a body of 16 MiB and more is memory and no other way")
		}
		var first, second reply
		body, err := readFrame(bytes.NewReader(data), &first)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := writeFrame(&b, first, body); err != nil {
			t.Fatal(err)
		}
		again, err := readFrame(&b, &second)
		if err != nil || !bytes.Equal(again, body) || fmt.Sprint(first.Stage, first.Page, first.Pages) != fmt.Sprint(second.Stage, second.Page, second.Pages) {
			t.Fatalf("%+v %q became %+v %q, error %v", first, body, second, again, err)
		}
	})
}

// FuzzEntries reads what stands in an output folder: lines that are no entries are passed over, the others are kept.
func FuzzEntries(f *testing.F) {
	e := Entry{Name: "a.pdf", Status: Done, SHA256: strings.Repeat("0", 64), Output: "a.json", OutputSHA256: strings.Repeat("1", 64), Counts: Counts{Pages: 3}}
	f.Add(e.line())
	f.Add(slices.Concat([]byte("\n{\"name\":\"a"), e.line(), []byte("{}\nnull\n[]\n")))
	dir := f.TempDir()
	out, err := openFolder(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = append(append(data, '\n'), e.line()...)
		if err := os.WriteFile(filepath.Join(dir, manifestName), data, 0o666); err != nil {
			t.Fatal(err)
		}
		found := make(map[string]Entry)
		out.readEntries(manifestName, found)
		if found[e.Name].Pages != 3 {
			t.Fatalf("the last line is lost: %+v", found)
		}
		for name, e := range found {
			if name != e.Name || !e.valid() {
				t.Fatalf("%q is taken: %+v", name, e)
			}
		}
	})
}

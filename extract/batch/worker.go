package batch

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"yusuan/extract"
	"yusuan/extract/picture"
)

// What a worker process may use. The limits hold on every system, since the
// worker watches itself: the garbage collector works harder from softLimit on,
// and at hardLimit the worker gives up. What is between hardLimit and the limit
// that was asked for is for the program itself and for what is taken between two looks.
const (
	// fastest is how much memory can be taken in a nanosecond. It is looked at as often as half of what is left can be
	// taken, and the run is told as often where the file is.
	fastest    = 2
	leastPause = 5 * time.Millisecond
	mostPause  = 50 * time.Millisecond
	// maxStack ends a recursion without end before it has taken the memory. The
	// deepest that a file can ask for takes 100 MB, and stacks double.
	maxStack = 256 << 20
	// MinMemory is the least limit that leaves room for a document.
	MinMemory = 64 << 20
)

func softLimit(memory int64) int64 { return memory - memory/4 }
func hardLimit(memory int64) int64 { return memory - memory/8 }

// exitMemory is a worker's exit code when a file takes more memory than it may.
const exitMemory = 12

// Server is what a worker process is given by its program.
type Server struct {
	// Painter draws pages, where it has a command.
	Painter picture.Options
	// Rows returns what makes rows of tables, as Arrow or, in lines, as JSON; nil where the program makes none.
	Rows func(tables []string, lines bool) (Rows, error)
}

// Serve is a worker process: it reads files for the run that started it, until
// in ends. It returns the process's exit code and may leave a file under way, so
// that the process must end at once.
func (own Server) Serve(in io.Reader, out io.Writer) int {
	var s setup
	if _, err := readFrame(in, &s); err != nil {
		return 1
	}
	reader, err := own.reader(&s)
	if err != nil {
		return 1
	}
	debug.SetMaxStack(maxStack)
	if s.Memory > 0 {
		limitMemory(s.Memory)
	}
	to := &teller{out: out}
	to.answer(reply{}, nil)
	ended := make(chan error, 1)
	files := make(chan job)
	ocr := s.recognition(own.Painter)
	go func() { ended <- receive(in, &ocr, files) }()
	go serveFiles(files, reader, to)
	over := make(chan struct{})
	go func() {
		watch(s.Memory, to)
		close(over)
	}()
	select {
	case <-over:
		return exitMemory
	case err := <-ended:
		if !errors.Is(err, io.EOF) {
			return 1
		}
		return 0
	}
}

// reader reads files as a run asks for it.
func (own Server) reader(s *setup) (*inProcess, error) {
	r := &inProcess{parts: s.Parts}
	tables := slices.DeleteFunc(slices.Clone(s.Parts), func(name string) bool { return name == DocumentPart })
	if len(tables) == 0 {
		return r, nil
	}
	if own.Rows == nil {
		return nil, errors.New("this program makes no rows")
	}
	var err error
	r.rows, err = own.Rows(tables, s.Lines)
	return r, err
}

// limitMemory limits what the process takes before the collector works harder.
func limitMemory(memory int64) {
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), softLimit(memory)))
	// Where memory runs out in spite of all limits, Linux ends a worker first, not the run. Other systems have no such file.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
}

// watch tells now and then where the file is, and returns when the process takes more memory than it may; 0 is no limit. The limit from
// which the collector works harder rises up to softLimit.
func watch(memory int64, to *teller) {
	limit := memoryLimit(debug.SetMemoryLimit(-1))
	for {
		left := int64(math.MaxInt64)
		if memory > 0 {
			use := memoryInUse()
			left = hardLimit(memory) - use.taken
			limit.rise(use.live, softLimit(memory))
		}
		to.tell()
		if left < 0 {
			return
		}
		time.Sleep(min(max(leastPause, time.Duration(left/(2*fastest))), mostPause))
	}
}

// receive takes requests while a file is under way, too: that is how the end of the run is seen.
func receive(in io.Reader, ocr *extract.Recognition, files chan<- job) error {
	for {
		var r request
		data, err := readFrame(in, &r)
		if err != nil {
			return err
		}
		decided, data, err := r.parted(data)
		if err != nil {
			return err
		}
		files <- job{name: r.Name, data: data, pretty: r.Pretty, steps: r.Steps,
			opt: extract.Options{Password: string(r.Password), PagesApart: r.PagesApart, OCR: *ocr, Readers: r.Readers, Meta: r.Meta, Corrections: decided}}
	}
}

// serveFiles answers requests one after the other.
func serveFiles(files <-chan job, reader *inProcess, to *teller) {
	cores := runtime.GOMAXPROCS(0)
	for j := range files {
		// The collector takes all cores that it may have, and each time other threads are woken for it: the other cores are other workers'.
		runtime.GOMAXPROCS(min(cores, max(1, j.opt.Readers)))
		to.begin(j.steps)
		poison(j.data)
		j.opt.OnStage, j.opt.OnPage = to.enter, to.pass
		doc, err := reader.read(context.Background(), j)
		if err != nil {
			e := extract.Classify(j.name, err)
			to.answer(reply{Stage: e.Stage, Page: e.Page, Failure: &Failure{Code: e.Code, Message: e.Reason()}}, nil)
			continue
		}
		to.answer(reply{Document: &doc.Counts, Parts: doc.parts, Seconds: doc.seconds}, doc.text)
	}
}

// teller tells the run of files. Where one is changes a thousand times a second, and each message wakes the run: it is noted,
// and told when somebody asks for it. When a message cannot be written, the run has ended, and soon this process will.
type teller struct {
	out io.Writer

	mu       sync.Mutex // around what follows, and messages
	steps    bool       // each is told at once
	at, read reply      // where the file is, and which page was read, as long as it is not told
}

// begin begins with a file.
func (t *teller) begin(steps bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.steps = steps
}

func (t *teller) enter(stage extract.Stage, page int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at = reply{Stage: stage, Page: page}
	if t.steps {
		t.news()
	}
}

func (t *teller) pass(page, pages int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.read = reply{Page: page, Pages: pages}
	if t.steps {
		t.news()
	}
}

// tell tells what is new.
func (t *teller) tell() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.news()
}

func (t *teller) news() {
	if t.at.Stage != "" {
		_ = writeFrame(t.out, t.at, nil)
	}
	if t.read.Pages > 0 {
		_ = writeFrame(t.out, t.read, nil)
	}
	t.at, t.read = reply{}, reply{}
}

// answer tells the last of a file.
func (t *teller) answer(r reply, body []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at = reply{} // the file is at its end, or r tells where it failed
	t.news()
	_ = writeFrame(t.out, r, body)
}

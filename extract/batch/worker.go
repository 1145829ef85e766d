package batch

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
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
	watchEvery = 5 * time.Millisecond // at 2 GB/s, as fast as memory can be taken, 10 MB
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

// Serve is a worker process: it reads files for the run that started it, until
// in ends. It returns the process's exit code and may leave a file under way, so
// that the process must end at once. painter draws pages, where it has a command.
func Serve(in io.Reader, out io.Writer, painter picture.Options) int {
	var s setup
	if _, err := readFrame(in, &s); err != nil {
		return 1
	}
	debug.SetMaxStack(maxStack)
	over := make(chan struct{})
	if s.Memory > 0 {
		limitMemory(s.Memory, over)
	}
	if writeFrame(out, reply{}, nil) != nil {
		return 1
	}
	ended := make(chan error, 1)
	files := make(chan job)
	ocr := s.recognition(painter)
	go func() { ended <- receive(in, &ocr, files) }()
	go serveFiles(files, out)
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

// limitMemory closes over when the process takes more memory than it may. The limit from which the collector works harder rises
// with what is live, up to softLimit: it would do nothing else where a long document fills it.
func limitMemory(memory int64, over chan<- struct{}) {
	limit := min(debug.SetMemoryLimit(-1), softLimit(memory))
	debug.SetMemoryLimit(limit)
	// Where memory runs out in spite of all limits, Linux ends a worker first, not the run. Other systems have no such file.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	go func() {
		for use := memoryInUse(); use.taken <= hardLimit(memory); use = memoryInUse() {
			if room := min(use.live+use.live/2, softLimit(memory)); room > limit {
				limit = room
				debug.SetMemoryLimit(limit)
			}
			time.Sleep(watchEvery)
		}
		close(over)
	}()
}

// memoryUse is what the process takes of the machine's memory, but for the program's own code, and what of it the last
// collection found in use, in bytes.
type memoryUse struct{ taken, live int64 }

func memoryInUse() memoryUse {
	use := [3]metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(use[:])
	return memoryUse{
		taken: int64(min(use[0].Value.Uint64()-use[1].Value.Uint64(), math.MaxInt64)),
		live:  int64(min(use[2].Value.Uint64(), math.MaxInt64/2)),
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
		files <- job{name: r.Name, data: data, pretty: r.Pretty,
			opt: extract.Options{Password: string(r.Password), PagesApart: r.PagesApart, OCR: *ocr, Readers: r.Readers, Meta: r.Meta, Corrections: decided}}
	}
}

// serveFiles answers requests one after the other. When a reply cannot be
// written, the run has ended, and soon this process will.
func serveFiles(files <-chan job, out io.Writer) {
	var mu sync.Mutex
	send := func(r reply, body []byte) {
		mu.Lock()
		defer mu.Unlock()
		_ = writeFrame(out, r, body)
	}
	for j := range files {
		j.opt.OnStage = func(stage extract.Stage, page int) { send(reply{Stage: stage, Page: page}, nil) }
		j.opt.OnPage = func(page, pages int) { send(reply{Page: page, Pages: pages}, nil) }
		doc, err := inProcess{}.read(context.Background(), j)
		if err != nil {
			e := extract.Classify(j.name, err)
			send(reply{Stage: e.Stage, Page: e.Page, Failure: &Failure{Code: e.Code, Message: e.Reason()}}, nil)
			continue
		}
		send(reply{Document: &doc.Counts, Seconds: doc.seconds}, doc.text)
	}
}

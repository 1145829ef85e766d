package batch

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yusuan/extract"
	"yusuan/extract/hostile"
	"yusuan/model"
)

// guard ends a test's file that is read without end. It is no measure: others may use the machine, too.
const guard = 5 * time.Minute

// Any range of bytes of any PDF may be cut out or overwritten: the file ends in a document or in one
// error, within half a minute of a CPU's time and a gibibyte, and its worker reads the next one. The slowest
// takes ten seconds where others use the CPU's caches, too.
func TestDamagedFiles(t *testing.T) {
	files, runs := hostile.Found(t), int64(400)
	if hostile.Full() {
		runs = 20_000
	}
	allEndWell(t, runs, func(random *rand.Rand) (string, []byte, error) {
		path := smaller(files[random.IntN(len(files))], files[random.IntN(len(files))])
		data, err := os.ReadFile(path)
		return path, hostile.Damage(random, data), err
	})
}

// Any object, stream, operator, font or page tree of a sound file may be what no producer writes, where the file's
// structure is right, so that it is seen: the file ends as a damaged one does.
func TestMutatedFiles(t *testing.T) {
	runs := int64(300)
	if hostile.Full() {
		runs = 5000
	}
	files, read := hostile.Made(t), sync.Map{}
	allEndWell(t, runs, func(random *rand.Rand) (string, []byte, error) {
		path := smaller(files[random.IntN(len(files))], files[random.IntN(len(files))])
		once, _ := read.LoadOrStore(path, sync.OnceValues(func() (*hostile.Values, error) {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			return hostile.Read(context.Background(), data)
		}))
		values, err := once.(func() (*hostile.Values, error))()
		if err != nil {
			return path, nil, err
		}
		data, what := values.Mutate(random)
		return path + ": " + what, data, nil
	})
}

// first is the number of the first run, which tells each run's random numbers: other numbers, other files.
var first = flag.Int64("first", 1, "number of the first run of damaged and of mutated files")

// perScan is the time of the CPUs that a scanned page may take, beside what a file may take.
const perScan = 10 * time.Second

// recognisedEvery is how often a page may be read from its picture, which takes most of the time of all that is read.
const recognisedEvery = 100

// allEndWell reads files that make makes, each in the time and the memory that a file may take. Half of them are to be documents.
func allEndWell(t *testing.T, runs int64, make func(random *rand.Rand) (what string, data []byte, err error)) {
	t.Helper()
	var next, documents atomic.Int64
	next.Store(*first - 1)
	var workersRun sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workersRun.Go(func() {
			command, _ := workers("none")
			plain := &isolated{command: command, memory: 1 << 30, ocr: recognition{Pages: extract.Never}}
			recognising := &isolated{command: command, memory: 1 << 30}
			defer plain.close()
			defer recognising.close()
			for i := next.Add(1); i < *first+runs; i = next.Add(1) {
				what, data, err := make(rand.New(rand.NewPCG(uint64(i), 4)))
				if err != nil {
					t.Errorf("run %d, %s: %v", i, what, err)
					continue
				}
				r := plain
				if i%recognisedEvery == 0 {
					r = recognising
				}
				before := r.cpuTime()
				doc, err := r.read(t.Context(), job{name: "x.pdf", data: data, opt: extract.Options{Timeout: guard}})
				if err == nil {
					documents.Add(1)
				}
				if took := r.cpuTime() - before; took > 30*time.Second+time.Duration(doc.Scanned)*perScan {
					t.Errorf("run %d, %s: took %v, %d scanned pages", i, what, took, doc.Scanned)
				}
				if err := defect(doc, err); err != nil {
					t.Errorf("run %d, %s: %v", i, what, err)
				}
			}
		})
	}
	workersRun.Wait()
	if documents.Load() < runs/2 {
		t.Errorf("%d documents of %d files", documents.Load(), runs)
	}
}

// cpuTime is what the worker has taken of the CPUs, as Linux counts it; 0 where it does not say.
func (i *isolated) cpuTime() time.Duration {
	if i.worker == nil {
		return 0
	}
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", i.worker.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(text), ") ") // behind the name
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	const tick = 10 * time.Millisecond // of the 100 a second that every architecture tells
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
}

// smaller is the smaller one of two files: most of a large one are pictures, in which damage shows nothing and takes long.
func smaller(a, b string) string {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	if err1 == nil && err2 == nil && y.Size() < x.Size() {
		return b
	}
	return a
}

// defect returns what no file may end in.
func defect(doc document, err error) error {
	if err == nil {
		_, err := model.Parse(doc.text)
		return err
	}
	e, ok := errors.AsType[*extract.Error](err)
	if !ok || e.Code == extract.Crashed || e.Code == extract.TimedOut || e.Code == extract.Unclassified || strings.Contains(e.Reason(), "of memory") {
		return err
	}
	return nil
}

// zoo fills a folder of n files with parts: sound files of all kinds, files that
// are made to take all memory or time, damaged ones, and copies.
func zoo(t *testing.T, n int) (dir string, parts []string) {
	t.Helper()
	dir = t.TempDir()
	put := func(part string, i int, name string, data []byte) {
		path := filepath.Join(dir, part, fmt.Sprintf("%04d-%s.pdf", i, strings.ReplaceAll(name, "/", " ")))
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	parts = []string{"copies", "damaged", "hostile", "sound"}
	for _, part := range parts {
		if err := os.Mkdir(filepath.Join(dir, part), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	read := func(path string) []byte {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	found, makers, damaged := hostile.Found(t), hostile.Files(), 300
	names := slices.Sorted(maps.Keys(makers))
	if !hostile.Full() { // some of each
		small := slices.DeleteFunc(found, func(path string) bool { return len(read(path)) > 100_000 })
		found, names, damaged = every(small, 1+len(small)/30), every(names, 5), 20
	}
	for i, path := range found {
		put("sound", i, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), read(path))
	}
	for i, name := range names {
		put("hostile", i, name, makers[name]())
	}
	random := rand.New(rand.NewPCG(8, 8))
	for i := range damaged {
		put("damaged", i, "damaged", hostile.Damage(random, read(found[random.IntN(len(found))])))
	}
	one, two := made(t, "final1-cairo"), made(t, "final2-objstm-noxref")
	for i := range n - len(found) - len(names) - damaged {
		put("copies", i, "copy", [][]byte{one, two}[i%2])
	}
	return dir, parts
}

// every returns each so manieth of s.
func every(s []string, step int) []string {
	var some []string
	for i := 0; i < len(s); i += step {
		some = append(some, s[i])
	}
	return some
}

// A folder of everything that can go wrong: every file is accounted for, no worker takes more than
// it may, and the folder's parts by themselves come out the same. Sound files need a process for each worker.
func TestZoo(t *testing.T) {
	n, memory := 100, int64(1<<30)
	if hostile.Full() {
		n = 2000
	}
	dir, parts := zoo(t, n)
	peak := watchPeak(t)
	command, started := workers("none")
	run := func(pages extract.RecognizedPages, in ...string) (map[string]string, Summary) {
		t.Helper()
		out := t.TempDir()
		s := mustRun(t, Options{Out: out, Worker: command, Memory: memory,
			Extract: extract.Options{Timeout: guard, OCR: extract.Recognition{Pages: pages}}}, in...)
		for _, e := range manifest(t, out) {
			if e.Status == Failed && (e.Stage == "" || e.Error.Message == "" || e.Error.Code == extract.Crashed || e.Error.Code == extract.TimedOut) {
				t.Errorf("%s: %s %v", e.Name, e.Stage, e.Error)
			}
		}
		return contents(t, out), s
	}
	whole, s := run(extract.Never, dir)
	if s.Seen != n || s.Done+s.Failed != n || strings.Count(whole[manifestName], "\n") != n || len(whole) != 1+s.Done {
		t.Errorf("%d files: %+v, %d lines of the manifest, %d files written", n, s, strings.Count(whole[manifestName], "\n"), len(whole))
	}
	for _, part := range parts {
		before := started.Load()
		got, s := run(extract.Never, filepath.Join(dir, part))
		processes := started.Load() - before
		t.Logf("%s: %d done, %d failed, %d processes", part, s.Done, s.Failed, processes)
		for name, text := range got {
			if name != manifestName && whole[part+"/"+name] != text {
				t.Errorf("%s/%s differs from the one made with all others", part, name)
			}
		}
		if most := int64(runtime.GOMAXPROCS(0)); part == "sound" && processes > most {
			t.Errorf("sound files took %d processes for %d workers", processes, most)
		}
	}
	// Scans are recognised in less than that, too.
	read, s := run(extract.Auto, "../../testdata/pictures/flate.pdf", filepath.Join(dir, "damaged"))
	if !strings.Contains(read[manifestName], `"scanned":1`) {
		t.Errorf("no scan was read: %+v", s)
	}
	t.Logf("%+v; %d processes, of %d MiB at most", s, started.Load(), peak()>>20)
	if peak() > memory {
		t.Errorf("a worker took %d MiB", peak()>>20)
	}
}

// watchPeak returns what the largest child of this process has taken so far, as the system counts it; 0 where it does not say.
func watchPeak(t *testing.T) func() int64 {
	t.Helper()
	var peak atomic.Int64
	done := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		for tick := time.Tick(10 * time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-tick:
				peak.Store(max(peak.Load(), largestChild()))
			}
		}
	})
	t.Cleanup(func() {
		close(done)
		watch.Wait()
	})
	return peak.Load
}

// largestChild asks Linux for the highest resident size of the children of this process.
func largestChild() (peak int64) {
	lists, _ := filepath.Glob("/proc/self/task/*/children")
	for _, list := range lists {
		text, _ := os.ReadFile(list) // what cannot be read has ended
		for _, pid := range strings.Fields(string(text)) {
			status, _ := os.ReadFile(filepath.Join("/proc", pid, "status"))
			_, rest, _ := strings.Cut(string(status), "VmHWM:")
			if fields := strings.Fields(rest); len(fields) > 0 {
				kib, _ := strconv.ParseInt(fields[0], 10, 64)
				peak = max(peak, kib<<10)
			}
		}
	}
	return peak
}

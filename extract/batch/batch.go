// Package batch extracts many files into a folder: one canonical document a
// file and a manifest of what became of each.
//
// It promises that a bad file stops nothing, that every file is accounted for
// once, that what stands in the folder is whole at any moment, that a document
// whose file has gone bad or is gone is told apart from the others, that a run
// that was stopped is taken up where it was, that no two runs write into one
// folder at a time, and that the folder's bytes do not depend on the number of
// workers, on the order of the arguments or on how often the run was stopped.
package batch

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"yusuan/extract"
	"yusuan/files/shards"
	"yusuan/model"
)

// Options say how a batch is run.
type Options struct {
	// Out is the output folder; it is made where it is missing.
	Out string
	// Shard is the part of the inputs that is read, into a folder of its own below Out. Documents have the places below it that those of
	// a run of all inputs have below Out. The zero Shard is all.
	Shard shards.Shard
	// Listed returns the digest of a file that is told beforehand, by its absolute path: it belongs to the shard of that
	// one whatever its bytes are by now, and the other shards do not open it. Nil for none.
	Listed func(path string) (sha256 string, ok bool)
	// Workers is how many files are read at the same time; 0 is one for each CPU. Where fewer files are left than that,
	// several pages of each are.
	Workers int
	// Asked are the arguments that the inputs were found by: a file below them that an earlier run read and this one
	// does not find is gone.
	Asked []string
	// Force reads files again that are done already.
	Force bool
	// PassFailed leaves files alone that gave no document in an earlier run of the same program and settings, and have not changed
	// since: they stay failed.
	PassFailed bool
	// Pretty writes documents with white space.
	Pretty bool
	// Extract holds Password, PagesApart and Timeout.
	Extract extract.Options
	// Worker returns the command of a process that calls Serve, in which files are
	// read; nil reads them in this process. Documents are the same either way.
	Worker func() *exec.Cmd
	// Memory limits what a worker process may take, in bytes; 0 is no limit.
	Memory int64
	// Meta returns what is told of a file beside it, by its name and digest; nil for nothing.
	Meta func(name, sha256 string) *model.Meta
	// Corrections returns what people decided about a file, by its digest; nil for nothing.
	Corrections func(sha256 string) []model.Correction
	// Program is this program's version: documents of another one are made again.
	Program string
	// Stdin is read for the input "-".
	Stdin io.Reader
	// Observer follows the run; nil for none.
	Observer Observer
}

// Observer follows a run. Its methods are called one at a time.
type Observer interface {
	// Page tells that a page of a file was read.
	Page(name string, page, pages int)
	// File tells what became of a file; a skipped one has the status Skipped, one of another shard none.
	File(in Input, e Entry)
}

// Summary counts a run: Seen = Done + Skipped + Failed + Elsewhere + Left.
type Summary struct {
	Seen      int
	Done      int
	Skipped   int
	Failed    int
	Passed    int // of the failed: left alone, as in the earlier run
	Elsewhere int // of other shards
	Left      int // not begun because the run was interrupted
	Stale     int // documents of earlier runs whose files are gone or others by now; not of the seen
	// Of the documents, done or skipped: those without any table, and those of files that break off.
	WithoutTables, Truncated int
	Proof                    model.Proof // of the same documents together
	Reasons                  map[extract.Code]int
}

// FolderError is of an output folder as a whole.
type FolderError struct {
	Folder string
	Err    error
}

func (e *FolderError) Error() string { return "output folder " + e.Folder + ": " + e.Err.Error() }
func (e *FolderError) Unwrap() error { return e.Err }

// Run extracts the inputs that Expand found. When ctx ends, the files that are
// under way are finished and no other is begun. The error is of what concerns
// the whole run: the output folder or the manifest cannot be written, another run
// writes there, or no worker can be started; what the last leaves is not begun.
func Run(ctx context.Context, inputs []Input, opt Options) (Summary, error) {
	if err := opt.Shard.Check(opt.Out); err != nil {
		return Summary{}, &FolderError{opt.Out, err}
	}
	if opt.Shard.Count > 0 {
		opt.Out = filepath.Join(opt.Out, opt.Shard.Folder())
	}
	out, err := openFolder(opt.Out)
	if err != nil {
		return Summary{}, &FolderError{opt.Out, err}
	}
	finished := false
	defer func() { out.close(finished) }()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	b := &batch{opt: opt, out: out, before: make(map[string]Entry), stop: stop}
	out.readEntries(manifestName, b.before)
	out.readEntries(journalName, b.before)
	if b.recognizer, err = opt.Extract.OCR.Recognizer(); err != nil {
		return Summary{}, err
	}
	inputs = slices.Clone(inputs)
	nameOutputs(inputs, b.before)
	if opt.Shard.Count > 0 {
		if err := out.remove(shards.MarkerName); err != nil {
			return Summary{}, &FolderError{opt.Out, err}
		}
	}
	if err := out.reserve(opt.expected(len(inputs))); err != nil {
		return Summary{}, &FolderError{opt.Out, err}
	}
	if b.journal, err = out.openJournal(); err != nil {
		return Summary{}, &FolderError{opt.Out, err}
	}
	ended := b.run(ctx, inputs)
	b.journal.close()
	entries := b.manifest(inputs, ended)
	if err := out.writeManifest(entries); err != nil {
		return Summary{}, &FolderError{opt.Out, err}
	}
	summary := summarize(ended)
	summary.Stale = stale(entries)
	if opt.Shard.Count > 0 && summary.Left == 0 {
		if err := out.write(shards.MarkerName, opt.marker(summary).Text()); err != nil {
			return Summary{}, &FolderError{opt.Out, err}
		}
	}
	finished = true
	if cause, ok := errors.AsType[*startError](context.Cause(ctx)); ok {
		return summary, cause
	}
	return summary, nil
}

// batch is a run under way.
type batch struct {
	opt        Options
	out        *folder
	before     map[string]Entry // of earlier runs, by name
	journal    *journal
	stop       context.CancelCauseFunc
	recognizer string       // names what reads the lines of scans
	left       atomic.Int64 // inputs that have not come to their end
	mu         sync.Mutex   // around the Observer
	ended      bool         // no more is told: files that were given up may still be under way in this process
}

// run works on the inputs and returns an entry for each, in their order; one
// that was not begun or is elsewhere has no status.
func (b *batch) run(ctx context.Context, inputs []Input) []Entry {
	entries := make([]Entry, len(inputs))
	todo := make(chan int)
	var workers sync.WaitGroup
	b.left.Store(int64(len(inputs)))
	under := context.WithoutCancel(ctx) // what is under way is finished
	for range min(b.opt.workers(), len(inputs)) {
		workers.Go(func() {
			r := b.opt.newReader()
			defer r.close()
			for i := range todo {
				entries[i] = b.file(under, inputs[i], r)
				b.left.Add(-1)
			}
		})
	}
	for i := range inputs {
		if ctx.Err() != nil {
			break
		}
		select {
		case todo <- i:
		case <-ctx.Done():
		}
	}
	close(todo)
	workers.Wait()
	b.observe(func(Observer) { b.ended = true })
	return entries
}

// expected is how many of the inputs the run will have a document or a failure of.
func (o *Options) expected(inputs int) int {
	if o.Shard.Count == 0 {
		return inputs
	}
	return inputs/o.Shard.Count + 1
}

// marker tells that a shard was run to its end.
func (o *Options) marker(s Summary) shards.Marker {
	return shards.Marker{Done: s.Done + s.Skipped, Failed: s.Failed, Files: s.Seen, Program: o.Program, Shard: o.Shard.Index, Shards: o.Shard.Count}
}

func (o *Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// file brings one input to its end. The entry has no status where that is not the file's: the run was
// interrupted while it waited for the file's bytes, or no worker can be started.
func (b *batch) file(ctx context.Context, in Input, r reader) Entry {
	e, err := b.extract(ctx, in, r)
	if cause, ok := errors.AsType[*startError](err); ok {
		b.stop(cause)
		return Entry{}
	}
	if errors.Is(err, context.Canceled) {
		return Entry{}
	}
	if err != nil {
		e = b.failed(e, in, err)
		b.journal.append(e.line())
	}
	b.observe(func(o Observer) { o.File(in, e) })
	return e
}

// observe tells the Observer something, one thing at a time.
func (b *batch) observe(tell func(Observer)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.opt.Observer != nil && !b.ended {
		tell(b.opt.Observer)
	}
}

// extract reads one input and writes its document. The entry holds what is known
// of the file also when there is an error. That of a file of another shard says so.
func (b *batch) extract(ctx context.Context, in Input, r reader) (Entry, error) {
	e := Entry{Name: in.Name, Path: b.out.pathOf(in), Program: b.opt.Program,
		Settings: Settings{PagesApart: b.opt.Extract.PagesApart, Pretty: b.opt.Pretty, OCR: b.opt.ocr(), Recognizer: b.recognizer}}
	listed, isListed := b.opt.listed(in)
	if isListed && !b.opt.Shard.Has(listed) {
		return b.elsewhere(e, listed), nil
	}
	data, err := b.read(in)
	if err != nil {
		if !isListed && !b.opt.Shard.HasName(in.Name) {
			return b.elsewhere(e, ""), nil
		}
		return e, err
	}
	e.SHA256, e.Bytes = extract.Digest(data), len(data)
	if !isListed && !b.opt.Shard.Has(e.SHA256) {
		return b.elsewhere(e, e.SHA256), nil
	}
	if b.opt.Meta != nil {
		e.Settings.Meta = b.opt.Meta(in.Name, e.SHA256)
	}
	decided := b.opt.decided(e.SHA256)
	e.Settings.Corrections = decisionsDigest(decided)
	if old, ok := b.standing(in, e); ok {
		old.Status, old.Path = Skipped, e.Path
		return old, nil
	}
	if old, ok := b.failedBefore(in, e); ok {
		old.Path, old.Passed = e.Path, true
		return old, nil
	}
	doc, err := b.document(ctx, in, data, e.Settings.Meta, decided, r)
	if err != nil {
		return e, err
	}
	done := e
	done.Status, done.Output, done.OutputSHA256, done.Counts = Done, in.Output, extract.Digest(doc.text), doc.Counts
	done.Seconds = doc.seconds
	// Before the document, whose digest tells later whether it got there: nothing that stands is made again.
	b.journal.append(done.line())
	if err := b.out.write(in.Output, doc.text); err != nil {
		return e, &extract.Error{Name: in.Path, Stage: extract.StageWrite, Code: extract.NotWritten, Err: err}
	}
	return done, nil
}

// listed is the digest that is told of an input beforehand.
func (o *Options) listed(in Input) (sha256 string, ok bool) {
	if o.Listed == nil {
		return "", false
	}
	return o.Listed(in.absolute)
}

// elsewhere is the entry of a file of another shard. That it is there is told to who tells something of it.
func (b *batch) elsewhere(e Entry, sha256 string) Entry {
	if b.opt.Meta != nil {
		b.opt.Meta(e.Name, sha256)
	}
	e.Elsewhere = true
	return e
}

// read returns the input's bytes.
func (b *batch) read(in Input) ([]byte, error) {
	switch {
	case in.Err != nil:
		return nil, in.Err
	case in.Path == Stdin:
		return extract.ReadAll(b.opt.Stdin, 0)
	}
	return extract.ReadFile(in.Path)
}

// standing returns the entry of an earlier run whose document still stands and
// would be made again byte by byte.
func (b *batch) standing(in Input, now Entry) (Entry, bool) {
	old, ok := b.before[in.Name]
	if !ok || b.opt.Force || old.Status != Done && old.Status != Stale || old.Output != in.Output || old.SHA256 != now.SHA256 ||
		old.Program != now.Program || !old.Settings.equal(now.Settings, old.Scanned > 0) {
		return Entry{}, false
	}
	return old, b.out.digest(old.Output) == old.OutputSHA256
}

// failedBefore returns the entry of an earlier run in which the same file failed as it would now. What could not be
// written is no fault of the file's.
func (b *batch) failedBefore(in Input, now Entry) (Entry, bool) {
	old, ok := b.before[in.Name]
	return old, ok && b.opt.PassFailed && old.Status == Failed && old.Error != nil && old.Stage != extract.StageWrite && old.SHA256 == now.SHA256 &&
		old.Program == now.Program && old.Settings.equal(now.Settings, true)
}

func (b *batch) document(ctx context.Context, in Input, data []byte, meta *model.Meta, decided []model.Correction, r reader) (document, error) {
	opt := b.opt.Extract
	opt.Meta, opt.Corrections, opt.Readers = meta, decided, b.opt.workers()/int(max(1, b.left.Load()))
	opt.OnPage = func(page, pages int) {
		b.observe(func(o Observer) { o.Page(in.Name, page, pages) })
	}
	return r.read(ctx, job{name: in.Name, data: data, pretty: b.opt.Pretty, opt: opt})
}

// ocr says which pages are read from their pictures, as the manifest tells it.
func (o *Options) ocr() extract.RecognizedPages {
	if o.Extract.OCR.Pages == extract.Auto {
		return ""
	}
	return o.Extract.OCR.Pages
}

// decided is what people decided about a file.
func (o *Options) decided(sha256 string) []model.Correction {
	if o.Corrections == nil {
		return nil
	}
	return o.Corrections(sha256)
}

// failed completes the entry of a file that gave no document.
func (b *batch) failed(e Entry, in Input, err error) Entry {
	e.Status = Failed
	failure := extract.Classify(in.Path, err)
	e.Stage, e.Page = failure.Stage, failure.Page
	e.Error = &Failure{Code: failure.Code, Message: failure.Reason()}
	if b.out.stands(in.Output) {
		e.Earlier = in.Output
	}
	return e
}

func summarize(ended []Entry) Summary {
	s := Summary{Seen: len(ended), Reasons: make(map[extract.Code]int)}
	for _, e := range ended {
		if e.Status == Done || e.Status == Skipped {
			if e.Tables == 0 {
				s.WithoutTables++
			}
			if e.Truncated {
				s.Truncated++
			}
			s.Proof.Add(model.Proof{Amounts: e.Facts, Confirmed: e.Confirmed, Contradicted: e.Contradicted})
		}
		switch e.Status {
		case Done:
			s.Done++
		case Skipped:
			s.Skipped++
		case Failed:
			s.Failed++
			if e.Passed {
				s.Passed++
			}
			s.Reasons[e.Error.Code]++
		default:
			if e.Elsewhere {
				s.Elsewhere++
			} else {
				s.Left++
			}
		}
	}
	return s
}

// One reads a single input and returns its document's bytes, for output that is no folder. The error is an
// *extract.Error where it is the file's.
func One(ctx context.Context, in Input, opt Options) ([]byte, error) {
	b := &batch{opt: opt}
	data, err := b.read(in)
	if err != nil {
		return nil, extract.Classify(in.Path, err)
	}
	digest := extract.Digest(data)
	var meta *model.Meta
	if opt.Meta != nil {
		meta = opt.Meta(in.Name, digest)
	}
	r := opt.newReader()
	defer r.close()
	doc, err := b.document(ctx, in, data, meta, opt.decided(digest), r)
	if _, ok := errors.AsType[*startError](err); ok {
		return nil, err
	}
	if err != nil {
		failure := extract.Classify(in.Path, err)
		failure.Name = in.Path
		return nil, failure
	}
	return doc.text, nil
}

package dataset

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"sync"

	"yusuan/dataset/internal/ooxml"
	"yusuan/model"
)

// Format is a format of a data set.
type Format string

const (
	CSV         Format = "csv"
	Parquet     Format = "parquet"
	SQLite      Format = "sqlite"
	XLSX        Format = "xlsx"
	JSONLines   Format = "jsonl"
	DataPackage Format = "datapackage" // describes the CSV files
)

// Formats returns every format.
func Formats() []Format { return []Format{CSV, Parquet, SQLite, XLSX, DataPackage, JSONLines} }

// Options say what data set is made.
type Options struct {
	// Out is the data set's folder; it is made where it is missing.
	Out string
	// Formats are what is written; a data package brings CSV with it. Nil is all but JSONLines, and those that are there where rows
	// are added to a data set, which gets no others.
	Formats []Format
	// Excel writes CSV for Excel: with a byte order mark, and with an apostrophe
	// before text that would be calculated.
	Excel bool
	// Cells puts the cells of tables into Excel workbooks, too: they are most of the rows.
	Cells bool
	// Lang is the language of Excel workbooks beside what is printed; Chinese where none is told.
	Lang Language
	// Review is the address of the pages that yusuan review made of the documents, to which workbooks link; "" for none.
	Review string
	// Partition writes a Parquet file for each fiscal year of facts and cells.
	Partition bool
	// Since are the documents that an earlier data set has: they are left out.
	// If Out holds that data set, what is new is added to it: a document that takes the place of one of the same name, or was
	// extracted anew, does so there, too. Nil for none.
	Since []Entry
	// Unread are the names that documents would have whose files could not be read: what the data set has of them stays.
	Unread []string
	// Prune takes documents out of the data set that none of the run's is by now.
	Prune bool
	// About describes the data set to those who find it.
	About About
	// Observe is told of every document when it is done with; nil for nobody.
	Observe func(Entry)
}

// About is what a data set cannot tell of itself.
type About struct {
	Name, Title string
	Created     string // date and time, RFC 3339, or ""
	Version     string
	Licence     string // of the data set as a whole; "" takes the licences of its documents
}

// Summary counts the documents of a run and the rows that it added to each table.
type Summary struct {
	Seen, Done, Duplicates, Present, Failed int
	Replaced, Removed                       int // that the earlier data set had; not of the seen
	Rows                                    map[string]int
}

// Documents reads documents, in an order that is always the same: those alone whose places in it are wanted, all where
// wanted is nil.
type Documents func(wanted func(place int) bool) iter.Seq[Item]

// ErrNothingRead tells that a run has no document that could be part of a data set: what was there stays.
var ErrNothingRead = errors.New("no document could be read: it stays as it was")

// Build makes a data set of documents, in their order. A document that cannot be
// part of it is left out and told. When there is an error, or ctx ends, the
// folder is left as it was; so it is when there is no document to be read.
//
// At any moment, and after the end of the process in any way, the folder holds the earlier data set or the new one, but for the
// milliseconds in which finished files are put in their places; a run that ends in these is finished by the next one.
func Build(ctx context.Context, documents Documents, opt Options) (Summary, error) {
	b := newBuilder(opt)
	if err := b.run(ctx, documents); err != nil {
		return Summary{}, fmt.Errorf("data set %s: %w", opt.Out, err)
	}
	return b.counts, nil
}

// builder is a run under way.
type builder struct {
	opt      Options
	folder   *folder
	sinks    []*sink
	database *sqliteFile
	chunks   []*chunk         // under way, by the table's number; searchTable's last
	seen     map[string]Entry // by the file's digest
	keys     map[string]string
	before   []Entry  // of the earlier data set's manifest that go on to stand
	entries  []Entry  // of this run
	records  []record // of all documents that the data set has
	counts   Summary
	at       func(step string) // told before each step of the commit
}

func newBuilder(opt Options) *builder {
	return &builder{opt: opt, seen: make(map[string]Entry), keys: make(map[string]string), counts: Summary{Rows: make(map[string]int)},
		at: func(string) {}}
}

func (b *builder) has(f Format) bool { return slices.Contains(b.opt.Formats, f) }

func (b *builder) run(ctx context.Context, documents Documents) error {
	var err error
	if b.folder, err = openFolder(b.opt.Out); err != nil {
		return err
	}
	defer b.folder.close()
	if err := b.begin(); err != nil {
		return err
	}
	var wanted map[int]string
	if b.folder.extended {
		if wanted, err = b.compare(ctx, documents); err != nil {
			return err
		}
		if len(wanted)+len(b.folder.leaving) == 0 {
			return b.finishSame()
		}
	}
	if err := b.write(ctx, documents, wanted); err != nil {
		return err
	}
	return b.finish()
}

// begin finds what is there already.
func (b *builder) begin() error {
	for _, e := range b.opt.Since {
		b.seen[e.SHA256] = Entry{Name: e.Name, OutputSHA256: e.OutputSHA256, Status: Present}
		b.keys[shortKey(e.SHA256)] = e.SHA256
	}
	if b.opt.Since != nil {
		if err := b.extend(); err != nil {
			return err
		}
	}
	if b.opt.Formats == nil {
		b.opt.Formats = []Format{CSV, Parquet, SQLite, XLSX, DataPackage}
	}
	return nil
}

// extend takes over the data set that the folder holds, if it holds that of Since.
func (b *builder) extend() error {
	there, err := readSet(b.folder)
	if err != nil || there == nil {
		return err
	}
	data, err := os.ReadFile(b.folder.in(manifestName))
	if err != nil {
		return err
	}
	if b.before, err = readEntries(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("%s: %w", manifestName, err)
	}
	if !sameFiles(doneOf(b.before), b.opt.Since) {
		return errors.New("the folder holds another data set than the manifest tells of; give that one's manifest, or a new folder")
	}
	if err := cmp.Or(there.settle(&b.opt), there.check(b.folder)); err != nil {
		return err
	}
	b.folder.extended, b.folder.set, b.folder.leaving = true, there, make(map[string]bool)
	return nil
}

// sameFiles tells whether two manifests are of the same documents, as far as both have their digests.
func sameFiles(a, b []Entry) bool {
	byFile := make(map[string]string, len(a))
	for _, e := range a {
		byFile[e.SHA256] = e.OutputSHA256
	}
	for _, e := range b {
		if output, ok := byFile[e.SHA256]; !ok || output != "" && e.OutputSHA256 != "" && output != e.OutputSHA256 {
			return false
		}
	}
	return len(a) == len(b)
}

// write makes the files of all formats: of all documents, or of those that are wanted, whose bytes were seen before.
func (b *builder) write(ctx context.Context, documents Documents, wanted map[int]string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	err := b.start(cancel)
	if err == nil {
		err = b.documents(ctx, documents, wanted)
	}
	if err == nil {
		err = context.Cause(ctx)
	}
	if err == nil && b.counts.Done+b.counts.Present == 0 {
		err = ErrNothingRead
	}
	if err == nil {
		err = b.wholeTables()
	}
	err = errors.Join(err, b.stop())
	if err == nil {
		err = context.Cause(ctx)
	}
	if err != nil && b.database != nil {
		b.database.abandon()
	}
	return err
}

// start opens the formats, each with a goroutine of its own: one that is slow
// does not keep the others from using the other CPUs.
func (b *builder) start(cancel context.CancelCauseFunc) error {
	for _, t := range written() {
		b.chunks = append(b.chunks, &chunk{table: t})
		if t != searchTable {
			b.counts.Rows[t.Name] = 0
		}
	}
	for _, f := range Formats() {
		if !b.has(f) && !(f == CSV && b.has(DataPackage)) || f == DataPackage {
			continue
		}
		w, err := b.open(f)
		if w != nil {
			b.sinks = append(b.sinks, startSink(w, f == SQLite, cancel))
			if d, ok := w.(*sqliteFile); ok {
				b.database = d
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) open(f Format) (writer, error) {
	switch f {
	case CSV:
		return newCSV(b.folder, b.opt.Excel)
	case Parquet:
		return newParquet(b.folder, b.opt.Partition)
	case SQLite:
		return newSQLite(b.folder)
	case XLSX:
		return newWorkbooks(b.folder, b.opt, ooxml.SheetRows)
	case JSONLines:
		return newJSONLines(b.folder)
	}
	return nil, fmt.Errorf("no format %q", f)
}

// queued is how many chunks may wait for a format.
const queued = 8

// sink is a format at work.
type sink struct {
	queue  chan *chunk
	search bool // takes searchTable too
	done   chan error
}

func startSink(w writer, search bool, cancel context.CancelCauseFunc) *sink {
	s := &sink{queue: make(chan *chunk, queued), search: search, done: make(chan error, 1)}
	go func() {
		var err error
		for c := range s.queue {
			if err == nil {
				if err = w.write(c); err != nil {
					cancel(err)
				}
			}
			c.release()
		}
		s.done <- errors.Join(err, w.close())
	}()
	return s
}

// free keeps chunks that no format uses any more.
var free = sync.Pool{New: func() any { return new(chunk) }}

func (c *chunk) release() {
	if c.users.Add(-1) == 0 {
		clear(c.values) // texts of a document that is gone
		c.values = c.values[:0]
		free.Put(c)
	}
}

// emit appends a row to its table's chunk.
func (b *builder) emit(t *table, r *row) error {
	c := b.chunks[t.number]
	c.values = t.appendValues(c.values, r)
	b.counts.Rows[t.Name]++
	b.handOver(c)
	return nil
}

func (b *builder) emitSearch(values []value) error {
	c := b.chunks[searchTable.number]
	c.values = append(c.values, values...)
	b.handOver(c)
	return nil
}

// handOver gives a full chunk to the formats.
func (b *builder) handOver(c *chunk) {
	if c.rows() >= chunkRows {
		b.send(c)
	}
}

func (b *builder) send(c *chunk) {
	var takers []*sink
	for _, s := range b.sinks {
		if c.table != searchTable || s.search {
			takers = append(takers, s)
		}
	}
	next, _ := free.Get().(*chunk)
	next.table = c.table
	b.chunks[c.table.number] = next
	c.users.Store(int32(len(takers)) + 1)
	for _, s := range takers {
		s.queue <- c
	}
	c.release()
}

// stop hands over what is left and waits for the formats to finish.
func (b *builder) stop() error {
	for _, c := range slices.Clone(b.chunks) {
		if len(c.values) > 0 {
			b.send(c)
		}
	}
	for _, s := range b.sinks {
		close(s.queue)
	}
	var all error
	for _, s := range b.sinks {
		all = errors.Join(all, <-s.done)
	}
	return all
}

// documents takes in one document after the other.
func (b *builder) documents(ctx context.Context, documents Documents, wanted map[int]string) error {
	place := slices.Sorted(maps.Keys(wanted))
	var chosen func(int) bool
	if b.folder.extended {
		chosen = func(i int) bool { _, ok := wanted[i]; return ok }
	}
	for item := range documents(chosen) {
		if ctx.Err() != nil {
			return nil // its cause is told by who asks for it
		}
		if b.folder.extended {
			if item.Err != nil || item.SHA256 != wanted[place[0]] {
				return errors.Join(fmt.Errorf("%s was changed while it was read", item.Name), item.Err)
			}
			place = place[1:]
		}
		e, err := b.document(item)
		if err != nil {
			return err
		}
		b.count(e)
	}
	return nil
}

// count counts a document and tells of it.
func (b *builder) count(e Entry) {
	if b.opt.Observe != nil {
		b.opt.Observe(e)
	}
	switch e.Status {
	case Replaced:
		b.counts.Replaced++
		return
	case Removed:
		b.counts.Removed++
		return
	}
	b.counts.Seen++
	switch e.Status {
	case Done:
		b.counts.Done++
	case Duplicate:
		b.counts.Duplicates++
	case Present:
		b.counts.Present++
		return // the earlier manifest tells of it
	case Failed:
		b.counts.Failed++
	}
	b.entries = append(b.entries, e)
}

// document takes in a document, or tells why not. The error is the run's.
func (b *builder) document(item Item) (Entry, error) {
	e, err := item.entry()
	if err != nil {
		return e.failed(err), nil
	}
	if old, ok := b.seen[e.SHA256]; ok {
		return b.again(e, old), nil
	}
	key := shortKey(e.SHA256)
	if other, ok := b.keys[key]; ok {
		return e.failed(fmt.Errorf("its digest begins as that of another file, %s: keys would be the same", other)), nil
	}
	b.keys[key] = e.SHA256
	e.Status = Done
	b.seen[e.SHA256] = e
	err = b.rows(item.Document)
	e.Row = b.records[len(b.records)-1].appendJSON(nil)
	return e, err
}

// rows hands over the rows of a document, but for that of documents, which is kept.
func (b *builder) rows(doc *model.Document) error {
	err := rows(doc, func(t *table, r *row) error {
		if t.whole == nil {
			return b.emit(t, r)
		}
		b.records = append(b.records, record{t, t.appendValues(nil, r)})
		return nil
	})
	if err != nil || !b.has(SQLite) {
		return err
	}
	return searchRows(doc, b.emitSearch)
}

// wholeTables hands over the rows of the tables that are made of all documents.
func (b *builder) wholeTables() error {
	for _, t := range tables {
		if t.whole == nil {
			continue
		}
		if err := t.whole(b.records, func(r *row) error { return b.emit(t, r) }); err != nil {
			return err
		}
	}
	return nil
}

// again is the entry of a document whose file the data set has, or another one has that rows are not added to.
func (b *builder) again(e, old Entry) Entry {
	switch {
	case old.Status != Present:
		e.Status, e.SameAs = Duplicate, old.Name
	case old.OutputSHA256 == "" || e.OutputSHA256 == "" || old.OutputSHA256 == e.OutputSHA256:
		e.Status = Present
	default:
		return e.failed(errors.New("it was extracted anew since: add to the data set that has it, or make a new one without --since"))
	}
	return e
}

func (e Entry) failed(err error) Entry {
	e.Status, e.Error = Failed, err.Error()
	return e
}

// finish writes what describes the data set and puts everything in its place.
func (b *builder) finish() error {
	database := b.folder.extended && b.database != nil
	defer func() {
		if database {
			b.database.abandon() // after the commit there is nothing to take back
		}
	}()
	whole, err := b.describe()
	if err != nil {
		return err
	}
	if err := b.folder.sync(); err != nil {
		return err
	}
	c, err := b.folder.commit(whole, database)
	if err != nil {
		return err
	}
	b.at("journal")
	if err := c.write(b.folder); err != nil {
		return err
	}
	if database {
		b.at("database")
		if err := b.database.commit(); err != nil {
			return err
		}
	}
	return c.finish(b.folder, b.at)
}

// describe writes what describes the data set.
func (b *builder) describe() (set, error) {
	whole := set{Form: form(), Formats: b.opt.Formats, Excel: b.opt.Excel, Cells: b.opt.Cells, Partition: b.opt.Partition,
		Lang: cmp.Or(b.opt.Lang, Chinese), Review: b.opt.Review, About: b.opt.About, Runs: 1}
	if b.folder.extended {
		whole.Runs += b.folder.set.Runs
	}
	if err := b.writeFile(dictionaryName, dictionary(b.opt)); err != nil {
		return whole, err
	}
	if b.has(Parquet) {
		if err := b.writeFile(viewsName, []byte(viewStatements())); err != nil {
			return whole, err
		}
	}
	if b.has(SQLite) {
		if err := b.describeDatabase(); err != nil {
			return whole, err
		}
	}
	var err error
	if whole.Files, err = b.folder.files(); err != nil {
		return whole, err
	}
	if b.has(DataPackage) {
		text, err := packageJSON(b.opt, originsOf(b.records), whole.Files)
		if err == nil {
			err = b.writeFile(packageName, text)
		}
		if err != nil {
			return whole, err
		}
	}
	text, err := whole.text()
	if err == nil {
		err = b.writeFile(setName, text)
	}
	if err == nil {
		err = b.writeFile(manifestName, b.manifest())
	}
	return whole, err
}

// finishSame ends a run that changes no rows: what it tells of documents that are none may be new.
func (b *builder) finishSame() error {
	if b.counts.Present == 0 {
		return ErrNothingRead
	}
	text := b.manifest()
	old, err := os.ReadFile(b.folder.in(manifestName))
	if err != nil || bytes.Equal(old, text) {
		return err
	}
	if err := b.writeFile(manifestName, text); err != nil {
		return err
	}
	if err := b.folder.sync(); err != nil {
		return err
	}
	if err := (step{Name: manifestName, Do: putInPlace}).do(b.folder); err != nil {
		return err
	}
	return syncFolder(b.folder.path)
}

func (b *builder) writeFile(name string, data []byte) error {
	return os.WriteFile(b.folder.staged(name), data, 0o666)
}

// manifest has a line for each document, in their order. Where rows were added these are those of the earlier data set and
// those of this run, before what is told of others.
func (b *builder) manifest() []byte {
	entries := slices.Concat(b.before, b.entries)
	if b.folder.extended {
		others := slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Status == Done })
		slices.SortStableFunc(others, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
		entries = append(doneOf(entries), others...)
	}
	var text []byte
	for _, e := range entries {
		text = append(text, e.line()...)
	}
	return text
}

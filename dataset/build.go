package dataset

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"sync"

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
	// Formats are what is written; a data package brings CSV with it.
	Formats []Format
	// Excel writes CSV for Excel: with a byte order mark, and with an apostrophe
	// before text that would be calculated.
	Excel bool
	// Cells puts the cells of tables into Excel workbooks, too: they are most of the rows.
	Cells bool
	// Partition writes a Parquet file for each fiscal year of facts and cells.
	Partition bool
	// Since are the documents that an earlier data set has: they are left out.
	// If Out holds that data set, what is new is added to it. Nil for none.
	Since []Entry
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
	Rows                                    map[string]int
}

// Build makes a data set of documents, in their order. A document that cannot be
// part of it is left out and told. When there is an error, or ctx ends, the
// folder is left as it was.
func Build(ctx context.Context, documents iter.Seq[Item], opt Options) (Summary, error) {
	b := &builder{opt: opt, seen: make(map[string]Entry), keys: make(map[string]string), counts: Summary{Rows: make(map[string]int)}}
	if err := b.begin(); err != nil {
		return Summary{}, fmt.Errorf("data set %s: %w", opt.Out, err)
	}
	defer b.folder.close()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	err := b.start(cancel)
	if err == nil {
		err = b.documents(ctx, documents)
	}
	if err == nil {
		err = b.wholeTables()
	}
	err = errors.Join(err, b.stop())
	if err == nil {
		err = context.Cause(ctx)
	}
	if err == nil {
		err = b.finish()
	}
	if err != nil {
		return Summary{}, fmt.Errorf("data set %s: %w", opt.Out, err)
	}
	return b.counts, nil
}

// builder is a run under way.
type builder struct {
	opt     Options
	folder  *folder
	sinks   []*sink
	chunks  []*chunk         // under way, by the table's number; searchTable's last
	seen    map[string]Entry // by the file's digest
	keys    map[string]string
	entries []Entry  // of this run
	records []record // of all documents that the data set has
	counts  Summary
}

func (b *builder) has(f Format) bool { return slices.Contains(b.opt.Formats, f) }

// begin opens the folder and finds what is there already.
func (b *builder) begin() error {
	extend, err := b.extends()
	if err != nil {
		return err
	}
	if b.folder, err = openFolder(b.opt.Out, extend); err != nil {
		return err
	}
	for _, e := range b.opt.Since {
		b.seen[e.SHA256] = Entry{Name: e.Name, OutputSHA256: e.OutputSHA256, Status: Present}
		b.keys[shortKey(e.SHA256)] = e.SHA256
	}
	if !extend {
		return nil
	}
	for _, e := range b.opt.Since {
		r, err := parseRecord(documentsTable, e.Row)
		if err != nil {
			b.folder.close()
			return fmt.Errorf("%s is of another form (%s: %w): make the data set whole, without --since", manifestName, e.Name, err)
		}
		b.records = append(b.records, r)
	}
	return nil
}

// extends tells whether the folder holds the data set that the run adds to.
func (b *builder) extends() (bool, error) {
	if b.opt.Since == nil {
		return false, nil
	}
	f, err := os.Open((&folder{path: b.opt.Out}).in(manifestName))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	there, err := ReadManifest(f)
	if err != nil {
		return false, fmt.Errorf("%s: %w", manifestName, err)
	}
	if !sameFiles(there, b.opt.Since) {
		return false, errors.New("the folder holds another data set than the manifest tells of; give that one's manifest, or a new folder")
	}
	b.opt.Since = there // with what that one keeps of documents
	return true, nil
}

func sameFiles(a, b []Entry) bool {
	digests := func(entries []Entry) []string {
		var all []string
		for _, e := range entries {
			all = append(all, e.SHA256)
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return slices.Equal(digests(a), digests(b))
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
		return newWorkbooks(b.folder, b.opt.Cells, sheetRows)
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
func (b *builder) documents(ctx context.Context, documents iter.Seq[Item]) error {
	for item := range documents {
		if ctx.Err() != nil {
			return nil // its cause is told by who asks for it
		}
		e, err := b.document(item)
		if err != nil {
			return err
		}
		b.count(e)
		if b.opt.Observe != nil {
			b.opt.Observe(e)
		}
	}
	return nil
}

func (b *builder) count(e Entry) {
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
	e := Entry{Name: item.Name, OutputSHA256: item.SHA256}
	if item.Err == nil {
		e.SHA256 = item.Document.Source.SHA256
		item.Err = item.Document.Validate()
	}
	if item.Err != nil {
		return e.failed(item.Err), nil
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
	err := b.rows(item.Document)
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

// again is the entry of a document whose file the data set has.
func (b *builder) again(e, old Entry) Entry {
	switch {
	case old.Status != Present:
		e.Status, e.SameAs = Duplicate, old.Name
	case old.OutputSHA256 == "" || old.OutputSHA256 == e.OutputSHA256:
		e.Status = Present
	default:
		return e.failed(errors.New("it was extracted anew since: make the data set whole, without --since, to take it in"))
	}
	return e
}

func (e Entry) failed(err error) Entry {
	e.Status, e.Error = Failed, err.Error()
	return e
}

// finish writes what describes the data set and puts everything in its place.
func (b *builder) finish() error {
	if err := b.writeFile(dictionaryName, dictionary(b.opt)); err != nil {
		return err
	}
	if b.has(Parquet) {
		if err := b.writeFile(governmentName, []byte(governmentViews)); err != nil {
			return err
		}
	}
	if b.has(DataPackage) {
		made, err := b.folder.made()
		if err != nil {
			return err
		}
		text, err := packageJSON(b.opt, originsOf(b.records), made)
		if err != nil {
			return err
		}
		if err := b.writeFile(packageName, text); err != nil {
			return err
		}
	}
	if err := b.writeManifest(); err != nil {
		return err
	}
	if _, err := b.folder.made(); err != nil { // syncs
		return err
	}
	return b.folder.install()
}

func (b *builder) writeFile(name string, data []byte) error {
	return os.WriteFile(b.folder.staged(name), data, 0o666)
}

// writeManifest writes the lines of an earlier manifest and of this run.
func (b *builder) writeManifest() error {
	var text []byte
	if b.folder.extended {
		var err error
		if text, err = os.ReadFile(b.folder.in(manifestName)); err != nil {
			return err
		}
	}
	for i := range b.entries {
		text = append(text, b.entries[i].line()...)
	}
	return b.writeFile(manifestName, text)
}

package dataset

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

const (
	// rowGroupRows bounds what a Parquet writer holds in memory and is what readers skip by.
	rowGroupRows = 1 << 15
	// pageBytes is how much of each column a writer gathers before it encodes it.
	pageBytes = 64 << 10
	// dictionaryBytes ends a column's dictionary: one that grows on holds texts that do not come back.
	dictionaryBytes = 1 << 20
	// The years that have files of their own when a table is partitioned. All
	// others share one: documents may tell any number, and every open file costs memory.
	firstYear, lastYear = 1990, 2060
	otherYears          = "other"
)

// parquetFiles writes a Parquet file for each table, or one for each fiscal year
// of facts and cells.
type parquetFiles struct {
	folder    *folder
	partition bool
	schemas   []*parquet.Schema
	files     map[string]*parquetFile
	columns   [][]parquet.Value // of the chunk under way
	lists     parquetLists
}

type parquetFile struct {
	table   *table
	file    *os.File
	buffer  *bufio.Writer
	writer  *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter
	rows    int // of the row group under way
}

func newParquet(f *folder, partition bool) (*parquetFiles, error) {
	w := &parquetFiles{folder: f, partition: partition, files: make(map[string]*parquetFile), lists: parquetLists{make(knownLists[string]), make(knownLists[int64])}}
	for _, t := range tables {
		w.schemas = append(w.schemas, parquetSchema(t))
	}
	for _, t := range tables {
		if w.partitioned(t) || f.isCopied(t) {
			continue
		}
		if _, err := w.open(t, t.Name+".parquet"); err != nil {
			return w, err
		}
	}
	return w, nil
}

// partitioned tells the tables that grow with the contents of documents.
func (w *parquetFiles) partitioned(t *table) bool {
	return w.partition && (t == factsTable || t == cellsTable)
}

// open makes a file for rows of a table: that of the data set, or of the rows that one of it gets.
func (w *parquetFiles) open(t *table, name string) (*parquetFile, error) {
	create := w.folder.create
	if _, there := w.earlier(name); there && w.folder.isCopied(t) {
		create = w.folder.createTail
	}
	file, err := create(name)
	if err != nil {
		return nil, err
	}
	p := w.newFile(t, file)
	w.files[name] = p
	return p, nil
}

func (w *parquetFiles) newFile(t *table, file *os.File) *parquetFile {
	buffer := bufio.NewWriterSize(file, 1<<16)
	p := &parquetFile{table: t, file: file, buffer: buffer, writer: parquet.NewGenericWriter[any](buffer, w.schemas[t.number],
		parquet.Compression(&parquet.Snappy), parquet.CreatedBy("yusuan", "1.0.0", "parquet-go"),
		parquet.DataPageStatistics(true), parquet.DictionaryMaxBytes(dictionaryBytes), parquet.PageBufferSize(pageBytes))}
	p.columns = p.writer.ColumnWriters()
	return p
}

// earlier is a file of the data set that rows are added to.
func (w *parquetFiles) earlier(name string) (artefact, bool) {
	if !w.folder.extended {
		return artefact{}, false
	}
	return w.folder.set.file(name)
}

func (w *parquetFiles) write(c *chunk) error {
	if !w.partitioned(c.table) {
		p, err := w.file(c.table, c.table.Name+".parquet")
		if err != nil {
			return err
		}
		return w.append(p, c, nil)
	}
	byYear := make(map[string][]int)
	at := c.table.has(fiscalYear.Name)
	for i := range c.rows() {
		name := partitionName(c.table, c.row(i)[at])
		byYear[name] = append(byYear[name], i)
	}
	for _, name := range slices.Sorted(maps.Keys(byYear)) {
		p, err := w.file(c.table, name)
		if err != nil {
			return err
		}
		if err := w.append(p, c, byYear[name]); err != nil {
			return err
		}
	}
	return nil
}

// file is the file under way of a name.
func (w *parquetFiles) file(t *table, name string) (*parquetFile, error) {
	if p := w.files[name]; p != nil {
		return p, nil
	}
	return w.open(t, name)
}

func partitionName(t *table, year value) string {
	name := otherYears
	if year.set && firstYear <= year.n && year.n <= lastYear {
		name = strconv.FormatInt(year.n, 10)
	}
	return t.Name + "/" + name + ".parquet"
}

// append writes some rows of a chunk, all where chosen is nil.
func (w *parquetFiles) append(p *parquetFile, c *chunk, chosen []int) error {
	count := len(chosen)
	if chosen == nil {
		count = c.rows()
	}
	for len(w.columns) < len(c.table.Fields) {
		w.columns = append(w.columns, nil)
	}
	for j := range c.table.Fields {
		column := w.columns[j][:0]
		for i := range count {
			at := i
			if chosen != nil {
				at = chosen[i]
			}
			var err error
			if column, err = w.lists.appendValue(column, c.row(at)[j], &c.table.Fields[j], j); err != nil {
				return fmt.Errorf("%s: %w", c.table.Fields[j].Name, err)
			}
		}
		w.columns[j] = column
		if _, err := p.columns[j].WriteRowValues(column); err != nil {
			return err
		}
	}
	if p.rows += count; p.rows < rowGroupRows {
		return nil
	}
	p.rows = 0
	return p.flush()
}

// flush ends a row group.
func (p *parquetFile) flush() error {
	for _, c := range p.columns {
		if err := c.Flush(); err != nil {
			return err
		}
	}
	return p.writer.Flush()
}

// parquetLists are the lists of Parquet files.
type parquetLists struct {
	texts   knownLists[string]
	numbers knownLists[int64]
}

// appendValue appends a value to those of its column: one, or as many as a list has items.
func (l parquetLists) appendValue(column []parquet.Value, v value, f *field, number int) ([]parquet.Value, error) {
	if !v.set || !f.Type.isList() {
		return append(column, parquetValue(v, f, number)), nil
	}
	if f.Type == integersField {
		items, err := l.numbers.of(v.text)
		for i, n := range items {
			column = append(column, parquet.Int64Value(n).Level(min(i, 1), 2, number))
		}
		return column, err
	}
	items, err := l.texts.of(v.text)
	for i, s := range items {
		column = append(column, parquet.ValueOf(s).Level(min(i, 1), 2, number))
	}
	return column, err
}

func parquetValue(v value, f *field, column int) parquet.Value {
	if !v.set {
		return parquet.NullValue().Level(0, 0, column)
	}
	var p parquet.Value
	switch f.Type {
	case textField, jsonField:
		p = parquet.ValueOf(v.text) // which does not copy the text
	case integerField, moneyField:
		p = parquet.Int64Value(v.n)
	case numberField:
		p = parquet.DoubleValue(v.number())
	case booleanField:
		p = parquet.BooleanValue(v.n != 0)
	}
	if f.required {
		return p.Level(0, 0, column)
	}
	return p.Level(0, 1, column)
}

func (w *parquetFiles) close() error {
	var all error
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		all = errors.Join(all, w.files[name].close())
	}
	if all != nil || !w.folder.extended {
		return all
	}
	for _, a := range w.folder.set.Files {
		if err := w.extend(a.Name); err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
	}
	return nil
}

func (p *parquetFile) close() error {
	return errors.Join(p.writer.Close(), p.buffer.Flush(), p.file.Close())
}

// tableOf is the table whose rows a Parquet file has, nil of other files.
func tableOf(name string) *table {
	base, ok := strings.CutSuffix(name, ".parquet")
	if !ok {
		return nil
	}
	base, _, _ = strings.Cut(base, "/")
	return tableNamed(base)
}

// extend makes a file anew that gets rows, or loses some: of its row groups, which are copied as they are, and of those that are
// added. It stays one file: so it is read in one way, whatever came to it.
func (w *parquetFiles) extend(name string) error {
	t := tableOf(name)
	if t == nil || t.whole != nil {
		return nil
	}
	p := w.files[name]
	if p == nil && len(w.folder.leaving) == 0 {
		return nil
	}
	old, err := openParquet(w.folder.in(name))
	if err != nil {
		return err
	}
	defer old.close()
	if p == nil {
		return w.assemble(t, name, old.RowGroups(), nil)
	}
	added, err := openParquet(w.folder.tail(name))
	if err != nil {
		return err
	}
	err = w.assemble(t, name, old.RowGroups(), added.RowGroups())
	added.close()
	return errors.Join(err, w.folder.dropTail(name))
}

// openedParquet is a Parquet file that is read.
type openedParquet struct {
	*parquet.File
	file *os.File
}

func openParquet(path string) (*openedParquet, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	read, err := parquet.OpenFile(file, info.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &openedParquet{read, file}, nil
}

func (o *openedParquet) close() { _ = o.file.Close() } // it was only read

// assemble writes the row groups that make a file, without the rows that leave, which those that are added have none of.
func (w *parquetFiles) assemble(t *table, name string, there, added []parquet.RowGroup) error {
	leaf, _ := w.schemas[t.number].Lookup(documentKey.Name)
	groups := slices.Concat(there, added)
	holding := make([]bool, len(groups))
	for i, g := range there {
		var err error
		if holding[i], err = holds(g, leaf.ColumnIndex, w.folder.leaving); err != nil {
			return err
		}
	}
	if len(added) == 0 && !slices.Contains(holding, true) {
		return nil
	}
	file, err := w.folder.create(name)
	if err != nil {
		return err
	}
	p := w.newFile(t, file)
	for last := small(groups, holding); len(groups) > 0 && err == nil; {
		switch {
		case holding[0]:
			err = p.copyWithout(groups[0], leaf.ColumnIndex, w.folder.leaving)
		case len(groups) == last && last > 1:
			_, err = p.writer.WriteRowGroup(parquet.MultiRowGroup(groups...))
			groups = groups[:1]
		default:
			_, err = p.writer.WriteRowGroup(groups[0])
		}
		groups, holding = groups[1:], holding[1:]
	}
	return errors.Join(err, p.close())
}

// small is how many of the last row groups are to be one: as long as one more is not larger than twice all behind it, and
// all have the rows of one. So their number grows with the logarithm of that of runs, and a row is copied as often.
func small(groups []parquet.RowGroup, holding []bool) int {
	var rows int64
	for i := range len(groups) {
		at := len(groups) - 1 - i
		if n := groups[at].NumRows(); holding[at] || i > 0 && (n > 2*rows || n+rows > rowGroupRows) {
			return i
		}
		rows += groups[at].NumRows()
	}
	return len(groups)
}

// holds tells whether a row group has rows of some documents.
func holds(g parquet.RowGroup, column int, documents map[string]bool) (bool, error) {
	if len(documents) == 0 {
		return false, nil
	}
	pages := g.ColumnChunks()[column].Pages()
	defer pages.Close()
	values := make([]parquet.Value, 1024)
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		for read := page.Values(); err == nil; {
			var n int
			n, err = read.ReadValues(values)
			if slices.ContainsFunc(values[:n], func(v parquet.Value) bool { return documents[string(v.ByteArray())] }) {
				return true, nil
			}
		}
		parquet.Release(page)
		if !errors.Is(err, io.EOF) {
			return false, err
		}
	}
}

// copyWithout writes a row group but for the rows of some documents.
func (p *parquetFile) copyWithout(g parquet.RowGroup, column int, documents map[string]bool) error {
	rows := g.Rows()
	defer rows.Close()
	stay := parquet.FilterRowReader(rows, func(r parquet.Row) bool {
		i := slices.IndexFunc(r, func(v parquet.Value) bool { return v.Column() == column })
		return i < 0 || !documents[string(r[i].ByteArray())]
	})
	if _, err := parquet.CopyRows(p.writer, stay); err != nil {
		return err
	}
	return p.writer.Flush()
}

// orderedGroup keeps the fields of a table in their order; parquet.Group sorts them.
type orderedGroup struct {
	parquet.Group
	order []field
}

func (g orderedGroup) Fields() []parquet.Field {
	sorted := g.Group.Fields()
	all := make([]parquet.Field, len(g.order))
	for i, f := range g.order {
		all[i] = sorted[slices.IndexFunc(sorted, func(p parquet.Field) bool { return p.Name() == f.Name })]
	}
	return all
}

func parquetSchema(t *table) *parquet.Schema {
	group := make(parquet.Group, len(t.Fields))
	for _, f := range t.Fields {
		group[f.Name] = parquetNode(f)
	}
	return parquet.NewSchema(t.Name, orderedGroup{group, t.Fields})
}

func parquetNode(f field) parquet.Node {
	var node parquet.Node
	switch f.Type {
	case textsField:
		node = parquet.List(parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
	case integersField:
		node = parquet.List(parquet.Int(64))
	case textField, jsonField:
		node = parquet.Encoded(parquet.String(), &parquet.RLEDictionary) // most texts come back on row after row
		if f.unique {
			node = parquet.Encoded(parquet.String(), &parquet.DeltaByteArray)
		}
	case integerField:
		node = parquet.Int(64)
	case moneyField:
		node = parquet.Decimal(2, 18, parquet.Int64Type)
	case numberField:
		node = parquet.Leaf(parquet.DoubleType)
	case booleanField:
		node = parquet.Leaf(parquet.BooleanType)
	}
	if f.required {
		return parquet.Required(node)
	}
	return parquet.Optional(node)
}

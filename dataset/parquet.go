package dataset

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
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
	file    *os.File
	buffer  *bufio.Writer
	writer  *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter
	rows    int // of the row group under way
}

func newParquet(f *folder, partition bool) (*parquetFiles, error) {
	w := &parquetFiles{folder: f, partition: partition, files: make(map[string]*parquetFile), lists: make(parquetLists)}
	for _, t := range tables {
		w.schemas = append(w.schemas, parquetSchema(t))
	}
	for _, t := range tables {
		var err error
		switch {
		case !w.partitioned(t):
			_, err = w.open(t, t.Name+".parquet")
		case f.extended:
			err = w.openEarlier(t)
		}
		if err != nil {
			return w, err
		}
	}
	return w, nil
}

// partitioned tells the tables that grow with the contents of documents.
func (w *parquetFiles) partitioned(t *table) bool {
	return w.partition && (t == factsTable || t == cellsTable)
}

// openEarlier opens the files of all years that an earlier data set has.
func (w *parquetFiles) openEarlier(t *table) error {
	names, err := filepath.Glob(w.folder.in(t.Name + "/*.parquet"))
	for _, name := range names {
		if _, err := w.open(t, t.Name+"/"+filepath.Base(name)); err != nil {
			return err
		}
	}
	return err
}

// open makes a file and copies an earlier one's rows to it.
func (w *parquetFiles) open(t *table, name string) (*parquetFile, error) {
	file, err := w.folder.create(name)
	if err != nil {
		return nil, err
	}
	buffer := bufio.NewWriterSize(file, 1<<16)
	p := &parquetFile{file: file, buffer: buffer, writer: parquet.NewGenericWriter[any](buffer, w.schemas[t.number],
		parquet.Compression(&parquet.Snappy), parquet.CreatedBy("yusuan", "1.0.0", "parquet-go"),
		parquet.DataPageStatistics(true), parquet.DictionaryMaxBytes(dictionaryBytes), parquet.PageBufferSize(pageBytes))}
	p.columns = p.writer.ColumnWriters()
	w.files[name] = p
	if !w.folder.isCopied(t) {
		return p, nil
	}
	return p, p.copyEarlier(w.folder, name)
}

// copyEarlier copies the row groups of a file, if there is one, as they are.
func (p *parquetFile) copyEarlier(f *folder, name string) error {
	if _, err := os.Stat(f.in(name)); err != nil && strings.Contains(name, "/") {
		return nil // a year that the earlier data set does not have
	}
	old, err := f.earlier(name)
	if err != nil {
		return err
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(old, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, group := range file.RowGroups() {
		if _, err := p.writer.WriteRowGroup(group); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (w *parquetFiles) write(c *chunk) error {
	if !w.partitioned(c.table) {
		return w.append(w.files[c.table.Name+".parquet"], c, nil)
	}
	byYear := make(map[string][]int)
	at := c.table.has(fiscalYear.Name)
	for i := range c.rows() {
		name := partitionName(c.table, c.row(i)[at])
		byYear[name] = append(byYear[name], i)
	}
	for _, name := range slices.Sorted(maps.Keys(byYear)) {
		p := w.files[name]
		if p == nil {
			var err error
			if p, err = w.open(c.table, name); err != nil {
				return err
			}
		}
		if err := w.append(p, c, byYear[name]); err != nil {
			return err
		}
	}
	return nil
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
				return err
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

// parquetLists are the items of lists by their JSON: most lists come back on row after row.
type parquetLists map[string][]parquet.Value

// knownLists is how many lists are remembered.
const knownLists = 1 << 12

// appendValue appends a value to those of its column: one, or as many as a list has items.
func (l parquetLists) appendValue(column []parquet.Value, v value, f *field, number int) ([]parquet.Value, error) {
	if !v.set || !f.Type.isList() {
		return append(column, parquetValue(v, f, number)), nil
	}
	items, err := l.items(v.text, f.Type)
	if err != nil {
		return column, fmt.Errorf("%s: %w", f.Name, err)
	}
	for i, item := range items {
		column = append(column, item.Level(min(i, 1), 2, number))
	}
	return column, nil
}

func (l parquetLists) items(text string, t fieldType) ([]parquet.Value, error) {
	if known, ok := l[text]; ok {
		return known, nil
	}
	if len(l) >= knownLists {
		clear(l)
	}
	var items []parquet.Value
	if t == integersField {
		var numbers []int64
		if err := json.Unmarshal([]byte(text), &numbers); err != nil {
			return nil, err
		}
		for _, n := range numbers {
			items = append(items, parquet.Int64Value(n))
		}
	} else {
		var texts []string
		if err := json.Unmarshal([]byte(text), &texts); err != nil {
			return nil, err
		}
		for _, s := range texts {
			items = append(items, parquet.ValueOf(s))
		}
	}
	l[text] = items
	return items, nil
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
		p := w.files[name]
		all = errors.Join(all, p.writer.Close(), p.buffer.Flush(), p.file.Close())
	}
	return all
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

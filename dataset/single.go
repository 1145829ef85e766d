package dataset

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"yusuan/model"
)

// Single makes the rows of one document after the other, for programs that gather them: a data set's rows of these tables, but
// that whether a document is taken, of several with one text, is told of all of them together (takenName).
// Its zero value is of no use, and it is not for several goroutines at a time.
type Single struct {
	tables []*table // in the order in which they were asked for
	rows   []rowWriter
}

// RowForm is how rows are written.
type RowForm int

const (
	// ArrowRows is a stream of Arrow IPC for each table, of one record batch, with the types of the Parquet files.
	ArrowRows RowForm = iota
	// JSONRows is a JSON array of objects for each table, as JSON Lines have them.
	JSONRows
)

// rowWriter gathers the rows of a table.
type rowWriter interface {
	// expect takes room for some rows.
	expect(rows int)
	add(values []value) error
	// take returns what was added, and begins anew.
	take() ([]byte, error)
}

// SingleTables are the names of tables whose rows one document tells.
func SingleTables() []string {
	var names []string
	for _, t := range tables {
		if t.ofOne() {
			names = append(names, t.Name)
		}
	}
	return names
}

// ofOne tells a table whose rows depend on one document each.
func (t *table) ofOne() bool { return t.whole == nil || t == documentsTable }

// NewSingle makes rows of the tables of some names.
func NewSingle(names []string, form RowForm) (*Single, error) {
	s := &Single{}
	for _, name := range names {
		t := tableNamed(name)
		if t == nil || !t.ofOne() {
			return nil, fmt.Errorf("no table %q of one document; there are %v", name, SingleTables())
		}
		s.tables = append(s.tables, t)
		if form == JSONRows {
			s.rows = append(s.rows, &jsonRows{table: t})
		} else {
			s.rows = append(s.rows, newArrowRows(t))
		}
	}
	return s, nil
}

// Rows are the rows of a document, which it rounds as it would be written, for each table that was asked for, in that order. It
// trusts that the document keeps the promises of the canonical form, as one that was just read does.
func (s *Single) Rows(doc *model.Document) ([][]byte, error) {
	doc.Round()
	counts := map[*table]int{tablesTable: len(doc.Tables), factsTable: len(doc.Facts), indicatorsTable: len(doc.Indicators)}
	for i, t := range s.tables {
		s.rows[i].expect(counts[t])
	}
	var values []value
	err := someRows(doc, func(t *table) bool { return slices.Contains(s.tables, t) }, func(t *table, r *row) error {
		values = t.appendValues(values[:0], r)
		for i, wanted := range s.tables {
			if wanted == t {
				if err := s.rows[i].add(values); err != nil {
					return err
				}
			}
		}
		return nil
	})
	all := make([][]byte, len(s.rows))
	for i, w := range s.rows { // all, also after an error: each begins anew
		text, failed := w.take()
		if err == nil {
			err = failed
		}
		all[i] = text
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// jsonRows writes JSON.
type jsonRows struct {
	table *table
	text  []byte
}

func (w *jsonRows) expect(int) {}

func (w *jsonRows) add(values []value) error {
	w.text = append(w.text, `[,`[min(len(w.text), 1)])
	w.text = record{w.table, values}.appendJSON(w.text)
	return nil
}

func (w *jsonRows) take() ([]byte, error) {
	if len(w.text) == 0 {
		return []byte("[]"), nil
	}
	text := append(w.text, ']')
	w.text = nil
	return text, nil
}

// arrowRows writes Arrow IPC.
type arrowRows struct {
	table   *table
	builder *array.RecordBuilder
	columns []array.Builder
	texts   knownLists[string]
	numbers knownLists[int64]
}

func newArrowRows(t *table) *arrowRows {
	builder := array.NewRecordBuilder(&lentMemory{}, arrowSchema(t))
	return &arrowRows{table: t, builder: builder, columns: builder.Fields(), texts: make(knownLists[string]), numbers: make(knownLists[int64])}
}

// arrowSchema is the table's schema: that of its Parquet file.
func arrowSchema(t *table) *arrow.Schema {
	var fields []arrow.Field
	for _, f := range t.Fields {
		fields = append(fields, arrow.Field{Name: f.Name, Type: arrowType(f.Type), Nullable: !f.required})
	}
	return arrow.NewSchema(fields, nil)
}

func arrowType(t fieldType) arrow.DataType {
	switch t {
	case textsField:
		return arrow.ListOf(arrow.BinaryTypes.String)
	case integersField:
		return arrow.ListOf(arrow.PrimitiveTypes.Int64)
	case integerField:
		return arrow.PrimitiveTypes.Int64
	case moneyField:
		return &arrow.Decimal128Type{Precision: 18, Scale: 2}
	case numberField:
		return arrow.PrimitiveTypes.Float64
	case booleanField:
		return arrow.FixedWidthTypes.Boolean
	}
	return arrow.BinaryTypes.String
}

func (w *arrowRows) expect(rows int) { w.builder.Reserve(rows) }

func (w *arrowRows) add(values []value) error {
	for i, v := range values {
		if err := w.append(w.columns[i], v); err != nil {
			return fmt.Errorf("%s: %w", w.table.Fields[i].Name, err)
		}
	}
	return nil
}

// append appends a value to those of its column.
func (w *arrowRows) append(column array.Builder, v value) error {
	if !v.set {
		column.AppendNull()
		return nil
	}
	switch c := column.(type) {
	case *array.StringBuilder:
		c.Append(v.text)
	case *array.Int64Builder:
		c.Append(v.n)
	case *array.Float64Builder:
		c.Append(v.number())
	case *array.BooleanBuilder:
		c.Append(v.n != 0)
	case *array.Decimal128Builder:
		c.Append(decimal128.FromI64(v.n))
	case *array.ListBuilder:
		c.Append(true)
		return w.appendItems(c.ValueBuilder(), v.text)
	}
	return nil
}

// appendItems appends the items of a list, one by one: a builder that is given all of them takes room for these alone, each time.
func (w *arrowRows) appendItems(column array.Builder, text string) error {
	switch c := column.(type) {
	case *array.StringBuilder:
		items, err := w.texts.of(text)
		for _, item := range items {
			c.Append(item)
		}
		return err
	case *array.Int64Builder:
		items, err := w.numbers.of(text)
		for _, item := range items {
			c.Append(item)
		}
		return err
	}
	return nil
}

func (w *arrowRows) take() ([]byte, error) {
	batch := w.builder.NewRecordBatch()
	defer batch.Release()
	var out bytes.Buffer
	stream := ipc.NewWriter(&out, ipc.WithSchema(batch.Schema()), ipc.WithLZ4()) // which takes no time beside the rest, and a fifth of the room
	if err := stream.Write(batch); err != nil {
		return nil, err
	}
	if err := stream.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

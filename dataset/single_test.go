package dataset

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
)

// Rows of one document after the other are those of the data set of all, but for whether it is taken: as JSON byte for byte, in
// Arrow with the same values.
func TestSingleRowsAreTheDataSets(t *testing.T) {
	paths, err := filepath.Glob("../testdata/golden/*/want.json")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d documents, error %v", len(paths), err)
	}
	var files []File
	for _, path := range paths {
		files = append(files, NewFile(path))
	}
	out := filepath.Join(t.TempDir(), "all")
	if _, err := Build(t.Context(), ReadSince(t.Context(), files, nil), Options{Out: out, Formats: []Format{JSONLines}}); err != nil {
		t.Fatal(err)
	}
	names := SingleTables()
	asJSON, err1 := NewSingle(names, JSONRows)
	asArrow, err2 := NewSingle(names, ArrowRows)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	got := make(map[string][]string)
	for item := range Read(t.Context(), files) {
		if item.Err != nil {
			t.Fatal(item.Err)
		}
		texts, err1 := asJSON.Rows(item.Document)
		streams, err2 := asArrow.Rows(item.Document)
		if err1 != nil || err2 != nil {
			t.Fatal(item.Name, err1, err2)
		}
		for i, name := range names {
			var rows []json.RawMessage
			if err := json.Unmarshal(texts[i], &rows); err != nil {
				t.Fatal(name, err)
			}
			for _, row := range rows {
				got[name] = append(got[name], string(row))
			}
			if of := arrowAsJSON(t, tableNamed(name), streams[i]); !slices.Equal(of, got[name][len(got[name])-len(rows):]) {
				t.Errorf("%s: %s in Arrow differs from JSON", item.Name, name)
			}
		}
	}
	for _, name := range names {
		want := slices.Collect(strings.Lines(contents(t, out)[name+".jsonl"]))
		if len(want) != len(got[name]) {
			t.Errorf("%s: %d rows, the data set has %d", name, len(got[name]), len(want))
			continue
		}
		if len(want) == 0 && name != correctionsTable.Name && name != totalsTable.Name {
			t.Errorf("%s has no rows", name)
		}
		for i := range want {
			if name == documentsTable.Name {
				want[i] = strings.Replace(want[i], `"taken":true`, `"taken":false`, 1)
			}
			if strings.TrimSpace(want[i]) != got[name][i] {
				t.Errorf("%s, row %d:\n%s\nthe data set has\n%s", name, i, got[name][i], want[i])
				break
			}
		}
	}
}

// arrowAsJSON reads a stream of Arrow IPC back, each row as JSON Lines have it.
func arrowAsJSON(t *testing.T, of *table, stream []byte) []string {
	t.Helper()
	r, err := ipc.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(of.Name, err)
	}
	defer r.Release()
	if !r.Schema().Equal(arrowSchema(of)) {
		t.Errorf("%s: schema %v", of.Name, r.Schema())
	}
	var rows []string
	for r.Next() {
		batch := r.RecordBatch()
		for i := range int(batch.NumRows()) {
			back := record{of: of}
			for j := range of.Fields {
				back.values = append(back.values, arrowValue(t, batch.Column(j), i))
			}
			rows = append(rows, string(back.appendJSON(nil)))
		}
	}
	if r.Err() != nil {
		t.Fatal(of.Name, r.Err())
	}
	return rows
}

func arrowValue(t *testing.T, column any, at int) value {
	t.Helper()
	if c, ok := column.(interface{ IsNull(int) bool }); ok && c.IsNull(at) {
		return value{}
	}
	switch c := column.(type) {
	case *array.String:
		return text(strings.Clone(c.Value(at)))
	case *array.Int64:
		return value{n: c.Value(at), set: true}
	case *array.Float64:
		return number(c.Value(at))
	case *array.Boolean:
		return boolean(c.Value(at))
	case *array.Decimal128:
		return value{n: int64(c.Value(at).LowBits()), set: true}
	case *array.List:
		from, to := c.ValueOffsets(at)
		if items, ok := c.ListValues().(*array.String); ok {
			var all []string
			for i := from; i < to; i++ {
				all = append(all, strings.Clone(items.Value(int(i))))
			}
			return texts(all)
		}
		var all []int
		for i := from; i < to; i++ {
			all = append(all, int(c.ListValues().(*array.Int64).Value(int(i))))
		}
		return integers(all)
	}
	t.Fatalf("a column of %T", column)
	return value{}
}

func TestSingleRefuses(t *testing.T) {
	for _, names := range [][]string{{"fact"}, {"codes"}, {"publishers"}, {"facts", ""}} {
		if _, err := NewSingle(names, ArrowRows); err == nil || !strings.Contains(err.Error(), "finding_subjects") {
			t.Errorf("%v: error %v", names, err)
		}
	}
}

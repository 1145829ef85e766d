package dataset

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"yusuan/model"
)

// Lists are lists in Parquet, in files that were extended too: absent ones, those of one item, of many, and of any text; also
// more of them than are remembered.
func TestParquetLists(t *testing.T) {
	dir := t.TempDir()
	var docs []*model.Document
	var want [][]string
	for n := range 2 {
		d := sample(fmt.Sprint(n), 2026)
		for i := range d.Facts {
			d.Facts[i].Path = slices.Repeat([]string{hostile[1+i%(len(hostile)-1)], "合计"}, i%3)
			want = append(want, d.Facts[i].Path)
		}
		docs = append(docs, d)
	}
	build(t, Options{Out: dir, Formats: []Format{Parquet}}, docs[0])
	build(t, Options{Out: dir, Formats: []Format{Parquet}, Since: []Entry{{SHA256: docs[0].Source.SHA256}}}, docs...)
	got, err := parquet.ReadFile[struct {
		Path []string `parquet:"path,optional,list"`
	}](filepath.Join(dir, "facts.parquet"))
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d of %d rows, %v", len(got), len(want), err)
	}
	for i := range got {
		if !slices.Equal(got[i].Path, want[i]) {
			t.Errorf("row %d: %q, want %q", i, got[i].Path, want[i])
		}
	}

	lists := make(knownLists[int64])
	for i := range 2*mostLists + 2 {
		items, err := lists.of(fmt.Sprintf("[%d,7]", i%(mostLists+1)))
		if err != nil || len(items) != 2 || items[0] != int64(i%(mostLists+1)) || len(lists) > mostLists {
			t.Fatalf("list %d: %v, %v", i, items, err)
		}
	}
	if _, err := lists.of(`["a"]`); err == nil {
		t.Error("a list of texts is taken for one of integers")
	}
}

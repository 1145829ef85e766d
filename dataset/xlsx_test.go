package dataset

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yusuan/dataset/internal/ooxml"
	"yusuan/model"
)

// kindsOf makes a document of facts in tables of many kinds.
func kindsOf(number, facts int) *model.Document {
	d := many(number, facts)
	for i := range d.Tables {
		d.Tables[i].Kind = model.Kinds()[(number+i)%len(model.Kinds())]
	}
	return d
}

// workbooksOf writes the workbooks of documents into a folder, which has some of them already.
func workbooksOf(t *testing.T, dir string, there, limit int, documents ...*model.Document) {
	t.Helper()
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	if there > 0 {
		f.extended, f.set = true, &set{}
		for name := range contents(t, dir) {
			f.set.Files = append(f.set.Files, artefact{Name: name})
		}
	}
	w, err := newWorkbooks(f, Options{}, limit)
	if err != nil {
		t.Fatal(err)
	}
	var records []record
	for i, d := range documents {
		err := rows(d, func(to *table, r *row) error {
			switch {
			case to.whole != nil:
				records = append(records, record{to, to.appendValues(nil, r)})
			case i >= there:
				return writeTo(w)(to, r)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := documentRows(records, func(r *row) error { return writeTo(w)(documentsTable, r) }); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	const most = 100 << 20 // fifty sheets, a compressor of 1.3 MB each
	if memory.HeapAlloc > most {
		t.Errorf("%d MiB in use before the last workbook is closed", memory.HeapAlloc>>20)
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	c, err := f.commit(set{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.write(f), c.finish(f, func(string) {})); err != nil {
		t.Fatal(err)
	}
}

// writeTo hands rows to a format as chunks of one.
func writeTo(w writer) func(*table, *row) error {
	return func(t *table, r *row) error {
		return w.write(&chunk{table: t, values: t.appendValues(nil, r)})
	}
}

// Memory does not grow with the rows of a workbook, in however many sheets they are.
func TestWorkbookMemory(t *testing.T) {
	var documents []*model.Document
	for range 60 {
		documents = append(documents, kindsOf(len(documents)%3, 1000)) // the rows count, not what is in them
	}
	workbooksOf(t, t.TempDir(), 0, ooxml.SheetRows, documents...)
}

// sheetsOf reads a workbook with a library that did not make it.
func sheetsOf(t *testing.T, path string) map[string][][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets := make(map[string][][]string)
	for _, name := range book.GetSheetList() {
		if sheets[name], err = book.GetRows(name, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	return sheets
}

// isFacts tells the sheets of facts.
func isFacts(sheet string) bool {
	_, ok := look{lang: Chinese}.kindOf(sheet)
	return ok
}

// What does not fit into a workbook goes into the next one, and a data set that is added to goes on in its last. The first
// has all documents and what is told of all.
func TestWorkbooks(t *testing.T) {
	const limit, facts = 251, 100
	var documents []*model.Document
	for n := range 7 {
		documents = append(documents, kindsOf(n, facts))
	}
	dir := t.TempDir()
	workbooksOf(t, dir, 0, limit, documents...)
	files := []string{"dataset-2.xlsx", "dataset-3.xlsx", "dataset.xlsx"}
	if got := names(contents(t, dir)); !slices.Equal(got, files) {
		t.Fatalf("files %q, want %q", got, files)
	}
	l, written := look{lang: Chinese}, 0
	whole := make(map[string]map[string][][]string)
	for _, name := range files {
		sheets, inBook := sheetsOf(t, filepath.Join(dir, name)), 0
		whole[name] = sheets
		for sheet, lines := range sheets {
			if isFacts(sheet) {
				inBook += len(lines) - 1
			}
		}
		if inBook > limit-1 || sheets[l.tableName(cellsTable)] != nil {
			t.Errorf("%s: %d facts, %d cells", name, inBook, len(sheets[l.tableName(cellsTable)]))
		}
		written += inBook
		if has := sheets[l.tableName(documentsTable)] != nil; has != (name == xlsxName(1)) {
			t.Errorf("%s: has documents is %v", name, has)
		}
	}
	first := whole[xlsxName(1)]
	if written != len(documents)*facts || len(first[l.tableName(documentsTable)])-1 != len(documents) {
		t.Errorf("%d facts of %d documents", written, len(first[l.tableName(documentsTable)])-1)
	}
	if said := first[l.aboutName()][1][0]; !strings.HasPrefix(said, "7 份文件，7 张表，700 个金额") {
		t.Errorf("the first sheet says %q", said)
	}

	for at := 1; at < len(documents); at++ { // in two steps
		dir := t.TempDir()
		workbooksOf(t, dir, 0, limit, documents[:at]...)
		workbooksOf(t, dir, at, limit, documents...)
		for _, name := range files {
			if got := sheetsOf(t, filepath.Join(dir, name)); !reflect.DeepEqual(got, whole[name]) {
				t.Errorf("%s has other rows when %d documents are added to %d", name, len(documents)-at, at)
			}
		}
	}
}

// Texts and numbers are read as they were written, and cells are there where they are asked for.
func TestWorkbookValues(t *testing.T) {
	const cellUnits = 32_767 // that a cell may hold
	texts := []string{" 前后空格 ", "a_x0041_x0042_b", "<&>\"'", "two\nlines", "_x005F_", "=1+1", strings.Repeat("长", cellUnits+5), "\x01"}
	d := kindsOf(1, 3)
	d.Source.PageCount = 2
	t0 := &d.Tables[0]
	t0.Cells, t0.RowCount, t0.ColumnCount, t0.Columns, t0.HeaderRows = nil, len(texts), 1, t0.Columns[:1], 0
	for i, text := range texts {
		t0.Cells = append(t0.Cells, model.Cell{Row: i, RowSpan: 1, ColumnSpan: 1, Text: text})
	}
	for i := range d.Facts {
		d.Facts[i].Row, d.Facts[i].Column = 0, 0
	}
	d.Facts[0].Amount, d.Facts[1].Amount, d.Facts[2].Amount = "0.1", "-12345678901234.56", "99999999999999.99"
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	build(t, Options{Out: dir, Formats: []Format{XLSX}, Cells: true}, d)
	sheets := sheetsOf(t, filepath.Join(dir, xlsxName(1)))
	l := look{lang: Chinese}
	cells := sheets[l.tableName(cellsTable)]
	column := slices.Index(cells[0], "文字")
	for i, want := range texts {
		switch {
		case len(want) > cellUnits:
			want = strings.Repeat("长", cellUnits-1) + "…"
		case want == "\x01":
			want = "\uFFFD"
		}
		if got := cells[i+1][column]; got != want {
			t.Errorf("got %.50q, want %.50q", got, want)
		}
	}
	var got []string
	for name, lines := range sheets {
		for _, line := range lines[1:] {
			if isFacts(name) {
				got = append(got, line[slices.Index(lines[0], "金额（元）")])
			}
		}
	}
	if want := "[0.1 -12345678901234.56 99999999999999.99]"; fmt.Sprint(got) != want {
		t.Errorf("amounts %q, want %s", got, want)
	}
}

// Workbooks of another form are not added to.
func TestWorkbookOfAnotherForm(t *testing.T) {
	dir := t.TempDir()
	one, two := many(1, 5), many(2, 5)
	build(t, Options{Out: dir, Formats: []Format{XLSX}}, one)
	add := func(what, want string, cells bool) {
		t.Helper()
		_, err := Build(t.Context(), items(two), Options{Out: dir, Formats: []Format{XLSX}, Cells: cells,
			Since: []Entry{{Name: one.Source.Name, SHA256: one.Source.SHA256, Status: Done}}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", what, err)
		}
	}
	add("with cells, which it has not", "made without --excel or --cells", true)
	foreign := excelize.NewFile()
	if err := foreign.SetSheetName("Sheet1", tablesTable.Name); err != nil {
		t.Fatal(err)
	}
	if err := foreign.SaveAs(filepath.Join(dir, xlsxName(1))); err != nil {
		t.Fatal(err)
	}
	add("another program's", "dataset.xlsx was changed since", false)
}

// A document that leaves the data set leaves its workbooks, all else stays.
func TestRowsLeaveWorkbooks(t *testing.T) {
	one, two, three := sample("one", 2020), sample("two", 2021), sample("three", 2022)
	opt := Options{Formats: []Format{XLSX}, Cells: true, Lang: English, Review: "https://example.org/index.html"}
	sheets := func(since []Entry, out string, documents ...*model.Document) map[string][][]string {
		t.Helper()
		opt.Out, opt.Since, opt.Prune = out, since, since != nil
		build(t, opt, documents...)
		return sheetsOf(t, filepath.Join(out, xlsxName(1)))
	}
	dir := t.TempDir()
	sheets(nil, dir, one, two, three)
	got := sheets(sinceOf(t, dir), dir, one, three)
	want := sheets(nil, t.TempDir(), one, three)
	for name := range want {
		if !reflect.DeepEqual(got[name], want[name]) {
			t.Errorf("sheet %s: %q, want %q", name, got[name], want[name])
		}
	}
	if len(got) != len(want) || len(want["Cells"]) < 50 {
		t.Errorf("%d sheets, want %d; %d cells", len(got), len(want), len(want["Cells"]))
	}
}

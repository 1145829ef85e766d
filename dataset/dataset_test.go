package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// digestOf is the digest of a file that does not exist but for its name.
func digestOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

// hostile are texts that formats get wrong.
var hostile = []string{
	"", "plain", `a "quoted", text`, "two\nlines", "tab\tand\rreturn", "=1+1", "+8610", "-", "@x", "'quoted", "＝SUM", "-12.5",
	"  spaces  ", "null", "NA", "0012", "1e5", "<b>&amp;</b>", "_x0041_", "𠀀国", "‘’“”…①", `{"a":1}`, "\u2028", "]]>", "a,b;c|d",
}

// sample makes a document with a table of as many rows as there are hostile
// texts, some facts, an indicator and findings.
func sample(name string, year int) *model.Document {
	d := &model.Document{
		Format: model.Format, FiscalYear: year, Disclosure: model.Budget,
		Source:    model.Source{Name: name + ".pdf", SHA256: digestOf(name), Bytes: 1234, PageCount: 2, Producer: "甲, \"乙\"", ImageOnlyPages: []int{2}},
		Publisher: model.Publisher{Name: "示例市教育局", Code: "0" + name, ID: "000000:教育局", Level: model.PublisherLevels()[(year+2)%4]},
	}
	if year%2 == 0 {
		d.Source.Meta = &model.Meta{URL: "https://example.org/" + name + ".pdf", Retrieved: "2026-02-01", RegionCode: "000000", RegionName: "示例市", Licence: "CC-BY-4.0"}
	}
	t := model.Table{
		ID: "t1", Kind: model.GeneralPublicExpenditure, Number: "预算05表", Title: "一般公共预算支出表", Unit: "万元", Pages: []int{1, 2},
		HeaderRows: 1, RowCount: len(hostile) + 1, ColumnCount: 3, Method: model.Ruled, Confidence: 0.98,
		Columns: []model.Column{{Path: []string{"科目编码"}, Role: model.RoleCode}, {Path: []string{"科目名称"}, Role: model.RoleLabel}, {Path: []string{"预算数", "合计"}, Role: model.RoleAmount}},
		Notes:   []string{"注：无"},
	}
	region := func(row, column int) []model.Region {
		return []model.Region{{Page: 1, Box: model.Box{float64(column) * 100.25, float64(row) * 10, float64(column)*100.25 + 100, float64(row)*10 + 9.5}}}
	}
	t.Cells = append(t.Cells, model.Cell{RowSpan: 1, ColumnSpan: 3, Text: "表头", Regions: append(region(0, 0), model.Region{Page: 2, Box: model.Box{1, 2, 3, 4}})})
	for i, s := range hostile {
		row := i + 1
		for column, text := range []string{"205010" + fmt.Sprint(i%9), s, fmt.Sprint(i) + ".5"} {
			t.Cells = append(t.Cells, model.Cell{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1, Text: text, Regions: region(row, column)})
		}
		d.Facts = append(d.Facts, model.Fact{
			Table: "t1", Row: row, Column: 2, Path: []string{"预算数", "合计"}, Label: s, Direction: model.Expenditure, List: model.ListFunctional, Measure: model.MeasureAmount,
			Period: model.Current, Stage: model.StageBudget, Functional: &model.Term{Code: "205010" + fmt.Sprint(i%9), Name: s},
			Printed: fmt.Sprint(i) + ".5", PrintedUnit: "万元", Amount: fmt.Sprint(i*10000 + 5000), TotalRow: i == 0, Page: 1, Box: region(row, 2)[0].Box,
		})
	}
	d.Tables = []model.Table{t}
	for i, amount := range []string{"0.85181", "-0.01", "9999999999999999.99", "10000000000000000", "12345678901234.56", ""} {
		f := d.Facts[i+1]
		f.Amount, f.Fund, f.Period = amount, model.FundFiscal, model.Previous
		d.Facts = append(d.Facts, f) // at the same place as another fact
	}
	half := "0.5"
	d.Indicators = []model.Indicator{{Table: "t1", Row: 3, Project: &model.Term{Code: "P1", Name: "项目"}, Goal: "目标：\n一", GoalPlain: "目标一", Level1: "产出指标", Level2: "数量指标", Level3: "培训人次", Nature: "≥", Value: "0.50", Number: &half, MeasureUnit: "万人", Page: 1, Box: model.Box{1, 2, 3, 4.25}}}
	row, column := 2, 2
	d.Findings = []model.Finding{
		{Code: "row-sum-mismatch", Severity: model.Error, Message: model.Message{ZH: "不等", EN: "differs"}, Expected: "1", Actual: "2",
			Subjects: []model.Subject{{Table: "t1", Row: &row, Column: &column, Page: 1, Box: &model.Box{1, 2, 3, 4}}, {Table: "t1"}}},
		{Code: "file-repaired", Severity: model.Info, Message: model.Message{ZH: "修复", EN: "repaired"}},
	}
	d.Proof.Amounts = len(d.Facts)
	decide(d)
	return d
}

// decide makes the decisions about a sample: about a text, about rows and about a finding.
func decide(d *model.Document) {
	d.Corrections = nil
	row, column := 2, 2
	cell := model.Subject{Table: "t1", Row: &row, Column: &column, Page: 1, Box: &model.Box{1, 2, 3, 4}}
	for _, c := range []model.Correction{
		{Kind: model.CellText, Place: cell, Was: "1,5", Right: "1.5", Who: "甲", When: "2026-03-01T08:00:00+08:00", Why: "印为 \"1.5\""},
		{Kind: model.JoinRows, Place: model.Subject{Table: "t1", Row: &row}, WasRows: [][]string{{"a", "=1"}, {"", "b"}}, RightRows: [][]string{{"a", "=1b"}}},
		{Kind: model.Slip, Place: cell, Was: "1.5", Code: "row-sum-mismatch"},
	} {
		c.SHA256 = d.Source.SHA256
		c.ID = c.Digest()
		d.Corrections = append(d.Corrections, c)
	}
	d.Facts[1].Corrected, d.Findings[0].Slip = d.Corrections[0].ID, d.Corrections[2].ID
}

// items hands over documents as Read does.
func items(docs ...*model.Document) Documents {
	return func(wanted func(int) bool) iter.Seq[Item] {
		return func(yield func(Item) bool) {
			for i, d := range docs {
				if wanted != nil && !wanted(i) {
					continue
				}
				if !yield(Item{Name: d.Source.Name, Document: d, SHA256: digestOf(string(d.AppendJSON(nil)))}) {
					return
				}
			}
		}
	}
}

func samples(from, to int) []*model.Document {
	var all []*model.Document
	for year := from; year < to; year++ {
		all = append(all, sample(fmt.Sprint("file", year), year))
	}
	return all
}

func build(t testing.TB, opt Options, docs ...*model.Document) Summary {
	t.Helper()
	if opt.Formats == nil {
		opt.Formats = Formats()
	}
	s, err := Build(context.Background(), items(docs...), opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents returns the files below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = os.ReadFile(filepath.Join(dir, name))
			found[name] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func TestSameBytes(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	docs := samples(2020, 2026)
	for _, dir := range []string{first, second} {
		build(t, Options{Out: dir, Partition: true}, docs...)
	}
	build(t, Options{Out: second, Partition: true}, docs...) // in place of a data set
	want, got := contents(t, first), contents(t, second)
	if !slices.Equal(names(want), names(got)) {
		t.Fatalf("files %v, want %v", names(got), names(want))
	}
	for name := range want {
		if want[name] != got[name] {
			t.Errorf("%s differs", name)
		}
	}
}

func TestBytesDoNotDependOnFormats(t *testing.T) {
	whole := t.TempDir()
	docs := samples(2020, 2022)
	build(t, Options{Out: whole}, docs...)
	want := contents(t, whole)
	for _, f := range Formats() {
		dir := t.TempDir()
		build(t, Options{Out: dir, Formats: []Format{f}}, docs...)
		for name, text := range contents(t, dir) {
			if want[name] != text && name != packageName && name != setName { // which list the other files
				t.Errorf("%s alone: %s differs", f, name)
			}
		}
	}
}

func TestReplacesEarlierDataSet(t *testing.T) {
	dir := t.TempDir()
	docs := samples(2020, 2022)
	build(t, Options{Out: dir, Partition: true}, docs...)
	if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	build(t, Options{Out: dir, Formats: []Format{JSONLines}}, docs...)
	got := names(contents(t, dir))
	want := []string{"LICENSE", "cells.jsonl", "codes.jsonl", "corrections.jsonl", "dataset.json", "dictionary.md", "documents.jsonl", "facts.jsonl",
		"finding_subjects.jsonl", "findings.jsonl", "government_totals.jsonl", "indicators.jsonl", "manifest.jsonl", "projects.jsonl", "publishers.jsonl", "tables.jsonl"}
	if !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

func TestRefusesForeignFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.docx"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), items(samples(2020, 2021)...), Options{Out: dir, Formats: []Format{CSV}}); !errors.Is(err, errForeign) {
		t.Errorf("error %v", err)
	}
	if got := names(contents(t, dir)); len(got) != 1 {
		t.Errorf("files %v", got)
	}
}

func TestBadDocumentsAreLeftOut(t *testing.T) {
	change := func(name string, with func(*model.Document)) *model.Document {
		d := sample(name, 2026)
		with(d)
		return d
	}
	good := sample("good", 2026)
	docs := []*model.Document{
		good,
		change("no table", func(d *model.Document) { d.Facts[0].Table = "t9" }),
		change("no amount", func(d *model.Document) { d.Facts[0].Amount = "1,5" }),
		change("long amount", func(d *model.Document) { d.Facts[0].Amount = "1.50" }),
		change("measure", func(d *model.Document) { d.Facts[0].Measure = "sum" }),
		change("kind", func(d *model.Document) { d.Tables[0].Kind = "summary" }),
		change("two tables", func(d *model.Document) { d.Tables = append(d.Tables, d.Tables[0]) }),
		change("two cells", func(d *model.Document) { d.Tables[0].Cells = append(d.Tables[0].Cells, d.Tables[0].Cells[3]) }),
		change("indicator", func(d *model.Document) { d.Indicators[0].Table = "" }),
		change("amount of a billion digits", func(d *model.Document) { d.Facts[0].Amount = "1e999999999" }),
		change("proof", func(d *model.Document) { d.Proof.Confirmed = -1 }),
		change("no digest", func(d *model.Document) { d.Source.SHA256 = "12" }),
		change("key", func(d *model.Document) {
			d.Source.SHA256 = good.Source.SHA256[:keyLength] + strings.Repeat("0", 64-keyLength)
			decide(d)
		}),
		change("again", func(d *model.Document) { d.Source.SHA256 = good.Source.SHA256; decide(d) }),
	}
	dir := t.TempDir()
	var failed []string
	s := build(t, Options{Out: dir, Formats: []Format{CSV, SQLite}, Observe: func(e Entry) {
		if e.Status == Failed {
			failed = append(failed, e.Name)
		}
	}}, docs...)
	if s.Seen != len(docs) || s.Done != 1 || s.Duplicates != 1 || s.Failed != len(docs)-2 || len(failed) != s.Failed {
		t.Errorf("summary %+v, failed %v", s, failed)
	}
	alone := t.TempDir()
	build(t, Options{Out: alone, Formats: []Format{CSV, SQLite}}, good)
	want := contents(t, alone)
	for name, text := range contents(t, dir) {
		if name != manifestName && text != want[name] {
			t.Errorf("%s is not that of the good document alone", name)
		}
	}
}

func TestErrorLeavesFolder(t *testing.T) {
	dir := t.TempDir()
	build(t, Options{Out: dir}, samples(2020, 2021)...)
	before := contents(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := func(wanted func(int) bool) iter.Seq[Item] {
		cancel()
		return items(samples(2020, 2024)...)(wanted)
	}
	if _, err := Build(ctx, stopped, Options{Out: dir, Formats: Formats()}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	after := contents(t, dir)
	for _, name := range names(before) {
		if after[name] != before[name] {
			t.Errorf("%s changed", name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("files %v, want %v", names(after), names(before))
	}
}

func TestSince(t *testing.T) {
	old, added := samples(2020, 2023), samples(2023, 2025)
	all := slices.Concat(old, added)
	since := func(dir string) []Entry {
		f, err := os.Open(filepath.Join(dir, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		entries, err := ReadManifest(f)
		if err != nil || len(entries) == 0 {
			t.Fatal("no manifest: ", err)
		}
		return entries
	}
	whole := t.TempDir()
	build(t, Options{Out: whole, Partition: true}, all...)
	want := contents(t, whole)

	dir := t.TempDir()
	build(t, Options{Out: dir, Partition: true}, old...)
	s := build(t, Options{Out: dir, Partition: true, Since: since(dir)}, all...)
	if s.Done != 2 || s.Present != 3 || s.Rows["facts"] != 2*len(added[0].Facts) {
		t.Errorf("added: summary %+v", s)
	}
	got := contents(t, dir)
	if !slices.Equal(names(got), names(want)) {
		t.Errorf("added: files %v, want %v", names(got), names(want))
	}
	for name := range want {
		// Row groups and pages of databases lie differently; the read-back test compares their rows.
		if text := filepath.Ext(name); (text == ".csv" || text == ".jsonl" || text == ".md") && got[name] != want[name] {
			t.Errorf("added: %s is not that of the whole", name)
		}
	}

	alone, fresh := t.TempDir(), t.TempDir()
	build(t, Options{Out: alone}, added...)
	if s := build(t, Options{Out: fresh, Since: since(dir)}, added...); s.Present != 2 || s.Done != 0 {
		t.Errorf("nothing new: summary %+v", s)
	}
	fresh = t.TempDir()
	entries := slices.DeleteFunc(since(dir), func(e Entry) bool { return e.Name >= "file2023" })
	if s := build(t, Options{Out: fresh, Since: entries}, all...); s.Present != 3 || s.Done != 2 {
		t.Errorf("what is new alone: summary %+v", s)
	}
	want, got = contents(t, alone), contents(t, fresh)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("what is new alone: %s is not that of the new documents", name)
		}
	}
}

func TestSinceRefuses(t *testing.T) {
	dir := t.TempDir()
	docs := samples(2020, 2022)
	build(t, Options{Out: dir, Formats: []Format{CSV}}, docs...)
	before := contents(t, dir)
	refuse := func(what string, opt Options) {
		t.Helper()
		opt.Out = dir
		if _, err := Build(t.Context(), items(docs...), opt); err == nil {
			t.Errorf("%s is taken", what)
		}
		if got := contents(t, dir); len(got) != len(before) || got["facts.csv"] != before["facts.csv"] {
			t.Errorf("%s: the folder changed: %v", what, names(got))
		}
	}
	same := []Entry{{SHA256: docs[0].Source.SHA256}, {SHA256: docs[1].Source.SHA256}}
	refuse("the manifest of another data set", Options{Formats: []Format{CSV}, Since: same[:1]})
	for _, f := range []Format{Parquet, SQLite, XLSX, JSONLines} {
		refuse("a format that is not there: "+string(f), Options{Formats: []Format{f}, Since: same})
	}
	refuse("a CSV file of another form", Options{Formats: []Format{CSV}, Excel: true, Since: same})
	docs = samples(2020, 2023)
	docs[0].Publisher.Name = "另一次提取"
	same[0].OutputSHA256 = digestOf("another extraction")
	if s := build(t, Options{Out: t.TempDir(), Formats: []Format{CSV}, Since: same}, docs...); s.Failed != 1 || s.Present != 1 || s.Done != 1 {
		t.Errorf("a document that was extracted anew, for a set of what is new alone: summary %+v", s)
	}
}

func TestManifestsAreChecked(t *testing.T) {
	digest := digestOf("a")
	for text, want := range map[string]string{
		`{"name":"a","status":"done","sha256":"` + digest + `"}`:                         "",
		`{"name":"a","status":"skipped","sha256":"` + digest + `"}` + "\n\n":             "",
		`{"name":"a","status":"failed","error":{"code":"damaged"}}`:                      "",
		`{"name":"a","status":"done","sha256":"` + strings.ToUpper(digest) + `"}`:        "line 1: sha256 is",
		"\n" + `{"name":"a","status":"done","sha256":"../../x"}`:                         `line 2: sha256 is "../../x"`,
		`{"name":"a","status":"done","sha256":"` + digest + `","outputSha256":"\u001b"}`: `line 1: sha256 is "\x1b"`,
		`{"name":"a","status":"\u001b[31m"}`:                                             `line 1: status is "\x1b[31m"`,
		`{}`:                                                                             `line 1: status is ""`,
		`{"name":"a","stat`:                                                              "line 1: unexpected end of JSON input",
		`{"name":{},"sha":1}`:                                                            "line 1: json: cannot unmarshal",
	} {
		_, err := ReadManifest(strings.NewReader(text))
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.HasPrefix(got, want) {
			t.Errorf("%s: error %v, want %q", text, err, want)
		}
	}
}

// FuzzRows makes rows of any document that is read back: none is without its table, and every key of a table is there once.
func FuzzRows(f *testing.F) {
	f.Add(sample("a", 2026).AppendJSON(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := model.Parse(data)
		if err != nil {
			return
		}
		keys := make(map[string]bool)
		err = rows(doc, func(of *table, r *row) error {
			key := of.Name
			for i := range of.Fields {
				v := of.Fields[i].value(r)
				if slices.Contains(of.Key, of.Fields[i].Name) {
					key += "|" + string(v.appendPlain(nil, of.Fields[i].Type))
				}
				if of.Fields[i].required && !v.set {
					t.Errorf("%s: no %s", of.Name, of.Fields[i].Name)
				}
			}
			if keys[key] {
				t.Errorf("%s is there twice", key)
			}
			keys[key] = true
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// FuzzReadManifest reads an earlier manifest: any text ends in entries that have digests, or in an error.
func FuzzReadManifest(f *testing.F) {
	f.Add(`{"name":"a","status":"done","sha256":"` + digestOf("a") + `"}` + "\n")
	f.Add(`{"name":"a","status":"failed","error":"x"}` + "\n\n{}")
	f.Add("null\n[]")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := ReadManifest(strings.NewReader(text))
		for _, e := range entries {
			if err != nil || e.Status != Done || !model.IsSHA256(e.SHA256) {
				t.Fatalf("%+v, error %v", e, err)
			}
		}
	})
}

var update = flag.Bool("update", false, "rewrite the hostile documents of testdata/dataset")

// The programs of researchers read these documents too: testdata/readback.py.
func TestHostileDocumentsAreCurrent(t *testing.T) {
	for _, d := range samples(2025, 2027) {
		path := filepath.Join("..", "testdata", "dataset", "hostile", strings.TrimSuffix(d.Source.Name, ".pdf")+".json")
		want := d.AppendJSON(nil)
		if *update {
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, want, 0o666)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s is not the sample (%v): run go test ./dataset -update", path, err)
		}
	}
}

func TestReadAndFind(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range samples(2020, 2025) {
		write(fmt.Sprint("sub/", d.FiscalYear, ".json"), string(d.AppendJSON(nil)))
	}
	write("pretty.JSON", string(model.Indent(sample("pretty", 2026).AppendJSON(nil))))
	write("cut.json", string(sample("cut", 2026).AppendJSON(nil))[:1000])
	write("package.json", `{"name": "other"}`)
	write("out/facts.json", string(sample("out", 2026).AppendJSON(nil)))
	files, err := Find(dir, filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for item := range Read(t.Context(), files) {
		line := item.Name
		if item.Err != nil {
			line += " failed"
		} else {
			line += " " + item.Document.Source.Name
		}
		got = append(got, line)
	}
	want := []string{"cut.json failed", "pretty.JSON pretty.pdf", "sub/2020.json file2020.pdf", "sub/2021.json file2021.pdf",
		"sub/2022.json file2022.pdf", "sub/2023.json file2023.pdf", "sub/2024.json file2024.pdf"}
	if !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
	for item := range Read(t.Context(), files) { // which must not leave anything waiting
		if item.Name != "cut.json" {
			t.Errorf("first is %s", item.Name)
		}
		break
	}
}

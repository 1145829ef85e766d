package printed

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"
	"github.com/xuri/excelize/v2"

	"yusuan/model"
)

var update = flag.Bool("update", false, "rewrite what is expected")

// evil are texts that formats would take for something else.
var evil = []string{"=1+1", "@SUM(A1)", "<script>alert(1)</script>", "\"><img onerror=x>", "a|b\\|c\nd", "\u202egnp.\u202c", "_x0041_", "\x1b[31mred\x00", "[x](javascript:y)", "**b** `c` $d$", "\ufffe"}

// sample is a document with what tables have: merged heads, indents, bold rows, notes, codes, numbers, findings; one that goes on
// over a page break, one of evil texts, and a form.
func sample() *model.Document {
	at := func(page int, x0, top, x1, bottom float64) []model.Region {
		return []model.Region{{Page: page, Box: model.Box{x0, top, x1, bottom}}}
	}
	cell := func(row, column, rows, columns int, text string, regions []model.Region) model.Cell {
		return model.Cell{Row: row, Column: column, RowSpan: rows, ColumnSpan: columns, Text: text, Regions: regions}
	}
	d := &model.Document{
		Format: model.Format, Disclosure: model.Budget, FiscalYear: 2026, Publisher: model.Publisher{Name: "某市水务局"},
		Source: model.Source{Name: "a & b.pdf", SHA256: strings.Repeat("0", 64), PageCount: 4},
	}
	first := model.Table{
		ID: "t1", Kind: model.GeneralPublicExpenditure, Number: "预算05表", Title: "一般公共预算支出表", Unit: "万元", Pages: []int{1, 2},
		HeaderRows: 2, RowCount: 6, ColumnCount: 4, Method: model.Ruled, Confidence: 1, Notes: []string{"注：本表<含>结转。"},
		Columns: []model.Column{{Role: model.RoleCode}, {Role: model.RoleLabel}, {Role: model.RoleAmount}, {Role: model.RolePercent}},
	}
	first.Cells = []model.Cell{
		cell(0, 0, 1, 2, "科目", at(1, 60, 100, 260, 120)), cell(0, 2, 2, 1, "预算数", at(1, 260, 100, 400, 140)), cell(0, 3, 2, 1, "增减%", at(1, 400, 100, 535, 140)),
		cell(1, 0, 1, 1, "编码", at(1, 60, 120, 110, 140)), cell(1, 1, 1, 1, "名称", at(1, 110, 120, 260, 140)),
		cell(2, 0, 1, 1, "0213", at(1, 60, 140, 110, 160)), cell(2, 1, 1, 1, "农林水支出", at(1, 110, 140, 260, 160)),
		cell(2, 2, 1, 1, "1,234.50", at(1, 260, 140, 400, 160)), cell(2, 3, 2, 1, "12.5%", append(at(1, 400, 140, 535, 160), at(2, 400, 60, 535, 80)...)),
		cell(3, 0, 1, 1, "021303", at(2, 60, 60, 110, 80)), cell(3, 1, 1, 1, "水利", at(2, 110, 60, 260, 80)), cell(3, 2, 1, 1, "△0.50", at(2, 260, 60, 400, 80)),
		cell(4, 0, 1, 1, "", at(2, 60, 80, 110, 100)), cell(4, 1, 1, 1, "其中：", at(2, 110, 80, 260, 100)), cell(4, 2, 1, 1, "——", at(2, 260, 80, 400, 100)), cell(4, 3, 1, 1, "", nil),
		cell(5, 0, 1, 2, "合计", at(2, 60, 100, 260, 120)), cell(5, 2, 1, 1, "1,234.00", at(2, 260, 100, 400, 120)), cell(5, 3, 1, 1, "", at(2, 400, 100, 535, 120)),
	}
	first.Cells[10].Indent, first.Cells[16].Bold = 2, true
	texts := model.Table{ID: "t2", Kind: model.OtherTable, Title: evil[2], Number: "=表*[1]:/\\?", Pages: []int{3}, HeaderRows: 1, RowCount: len(evil) + 1, ColumnCount: 2,
		Columns: []model.Column{{Role: model.RoleText}, {Role: model.RoleAmount}}, Method: model.Aligned, Notes: []string{evil[5]}}
	texts.Cells = []model.Cell{cell(0, 0, 1, 1, evil[3], nil), cell(0, 1, 1, 1, evil[4], nil)}
	for i, s := range evil {
		texts.Cells = append(texts.Cells, cell(i+1, 0, 1, 1, s, nil), cell(i+1, 1, 1, 1, s, nil))
	}
	form := model.Table{ID: "t3", Kind: model.ProjectPerformance, Pages: []int{4}, RowCount: 2, ColumnCount: 2, Method: model.Ruled,
		Columns: []model.Column{{Role: model.RoleText}, {Role: model.RoleText}},
		Cells: []model.Cell{cell(0, 0, 2, 1, "目标", at(4, 100, 100, 150, 300)), cell(0, 1, 1, 1, "完成全部工作。\n第二段。", at(4, 150, 100, 742, 200)),
			cell(1, 1, 1, 1, "80.00", at(4, 150, 200, 742, 300))}}
	d.Tables = []model.Table{first, texts, form}
	d.Facts = []model.Fact{{Table: "t3", Row: 1, Column: 1}}
	message := model.Message{ZH: "合计不等于各项之和：" + evil[2], EN: "not the sum"}
	d.Findings = []model.Finding{
		{Code: model.ColumnSumMismatch.String(), Severity: model.Error, Message: message, Subjects: []model.Subject{{Table: "t1", Row: new(5), Column: new(2)}}},
		{Code: model.ColumnSumMismatch.String(), Severity: model.Warning, Message: message, Subjects: []model.Subject{{Table: "t1"}, {Table: "t2", Row: new(1)}}},
		{Code: model.ColumnSumMismatch.String(), Severity: model.Info, Message: model.Message{ZH: "缺表", EN: "a table is missing"}},
	}
	return d
}

func newSample(t *testing.T, choice Choice) *Document {
	t.Helper()
	p, err := New(sample(), choice, Options{Link: func(page int) string { return fmt.Sprintf("../a%%20&%%20b.pdf#page=%d", page) }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGolden(t *testing.T) {
	p := newSample(t, Choice{})
	got := []File{{"sample.html", p.HTML()}, {"sample.md", p.Markdown()}, {"sample.txt", []byte(p.Text(60))}, {"index.html", Index(English, []Listed{p.Listed("a b/<c>.html")})}}
	for _, f := range slices.Concat(got, p.CSV(false), excelFiles(p)) {
		path := filepath.Join("testdata", "golden", f.Name)
		if *update {
			if err := os.WriteFile(path, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.Data, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", f.Name, f.Data, want)
		}
	}
}

func excelFiles(p *Document) []File {
	files := p.CSV(true)
	for i := range files {
		files[i].Name = "excel-" + files[i].Name
	}
	return files
}

// Whatever texts hold, a page has no element that this package does not write.
func TestMarkupIsText(t *testing.T) {
	own := strings.Fields("html head meta title style body h1 bdi p table thead tbody tr th td a section caption b br colgroup col ul li")
	for _, m := range regexp.MustCompile(`<[/]?([^\s>/]*)`).FindAllStringSubmatch(string(newSample(t, Choice{}).HTML()), -1) {
		if !slices.Contains(own, m[1]) && m[0] != "<!DOCTYPE" {
			t.Errorf("element %q", m[0])
		}
	}
	if md := string(newSample(t, Choice{}).Markdown()); regexp.MustCompile(`[^\\](<script|<img|\[x|\*\*b|\$d)`).MatchString(md) {
		t.Error(md)
	}
}

// What a terminal is sent can be seen, and no line but that of a long number is wider than the terminal.
func TestTextFits(t *testing.T) {
	for line := range strings.Lines(newSample(t, Choice{}).Text(40)) {
		line = strings.TrimSuffix(line, "\n")
		if w := displaywidth.String(line); w > 40 && strings.Contains(line, "  ") || visible(line) != line {
			t.Errorf("%d: %q", w, line)
		}
	}
}

func TestNumbersAreNotBroken(t *testing.T) {
	if got := broken("1,234,567.00", 5); len(got) != 1 {
		t.Errorf("%q", got)
	}
	if got := broken("农林水支出ab", 5); !slices.Equal(got, []string{"农林", "水支", "出ab"}) {
		t.Errorf("%q", got)
	}
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// A workbook, read by another program, has the texts, numbers, formats, merged cells, links and notes.
func TestWorkbook(t *testing.T) {
	book := openBook(t, newSample(t, Choice{}).XLSX())
	names := []string{"目录", "预算05表 一般公共预算支出表", "=表＊［1］：／＼？ ＜script＞", "项目支出绩效目标表"}
	if got := book.GetSheetList(); len(got) != 4 || got[0] != names[0] || got[1] != names[1] || got[3] != names[3] {
		t.Fatalf("sheets %q", got)
	}
	sheet := names[1]
	for ref, want := range map[string]string{"A1": "一般公共预算支出表", "A2": "预算05表 · 单位：万元 · 第 1—2 页", "A3": "科目", "A5": "0213", "C5": "1,234.50", "C6": "△0.50", "D5": "12.5%", "C7": "——", "A9": "注：本表<含>结转。"} {
		if got, err := book.GetCellValue(sheet, ref); got != want || err != nil {
			t.Errorf("%s is %q, want %q", ref, got, want)
		}
	}
	for ref, want := range map[string]excelize.CellType{"A5": excelize.CellTypeInlineString, "C5": excelize.CellTypeUnset, "C6": excelize.CellTypeUnset} {
		if got, err := book.GetCellType(sheet, ref); got != want || err != nil {
			t.Errorf("type of %s is %v, want %v", ref, got, want)
		}
	}
	if got := mergedCells(t, book, sheet); !slices.Equal(got, []string{"A1:D1", "A2:D2", "A3:B3", "C3:C4", "D3:D4", "D5:D6", "A8:B8", "A9:D9"}) {
		t.Errorf("merged %q", got)
	}
	for ref, want := range map[string]string{"A1": "'目录'!A1", "A2": "../a%20&%20b.pdf#page=1"} {
		if _, got, err := book.GetCellHyperLink(sheet, ref); got != want || err != nil {
			t.Errorf("%s leads to %q", ref, got)
		}
	}
	if _, got, _ := book.GetCellHyperLink("目录", "C4"); got != "'"+sheet+"'!A1" {
		t.Errorf("the contents lead to %q", got)
	}
	notes, err := book.GetComments(sheet)
	if err != nil || len(notes) != 2 || notes[0].Cell != "A1" || notes[1].Cell != "C8" || !strings.Contains(notes[1].Text, evil[2]) {
		t.Errorf("notes %+v, error %v", notes, err)
	}
	if got := book.GetDefinedName(); len(got) != 3 || got[1].RefersTo != "'"+sheet+"'!$3:$4" {
		t.Errorf("names %+v", got)
	}
	for i, want := range evil {
		want = strings.NewReplacer("\x1b", "\uFFFD", "\x00", "\uFFFD", "\ufffe", "\uFFFD").Replace(want)
		if got, err := book.GetCellValue(book.GetSheetList()[2], fmt.Sprint("A", i+4)); got != want || err != nil {
			t.Errorf("%q is read as %q", want, got)
		}
	}
}

func mergedCells(t *testing.T, book *excelize.File, sheet string) []string {
	t.Helper()
	merged, err := book.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var refs []string
	for _, m := range merged {
		refs = append(refs, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	return refs
}

func TestSheetNames(t *testing.T) {
	b := newBook()
	long := strings.Repeat("表", 40)
	for _, c := range []struct{ name, want string }{
		{"a", "a"}, {"A", "A~2"}, {"a", "a~3"}, {"History", "History~2"}, {"'x'", "x"}, {"", "~2"}, {"a/b:c", "a／b：c"},
		{long, long[:31*3]}, {long, long[:29*3] + "~2"}, {"𠀀" + strings.Repeat("𠀀", 20), strings.Repeat("𠀀", 15)}, {"a\nb\x01", "a b\uFFFD"},
	} {
		if got := b.unique(c.name); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
}

func TestChoice(t *testing.T) {
	for _, c := range []struct {
		choice Choice
		want   int
	}{{Choice{}, 3}, {Choice{IDs: []string{"t3", "t1"}}, 2}, {Choice{Kinds: []model.Kind{model.OtherTable}}, 1}, {Choice{IDs: []string{"t1"}, Kinds: []model.Kind{model.OtherTable}}, 0}} {
		if got := newSample(t, c.choice).Tables(); got != c.want {
			t.Errorf("%+v: %d tables", c.choice, got)
		}
	}
}

// A document without tables says so in each format.
func TestNoTables(t *testing.T) {
	p, err := New(&model.Document{}, Choice{}, Options{Language: English})
	if err != nil {
		t.Fatal(err)
	}
	book := openBook(t, p.XLSX())
	for _, text := range []string{string(p.HTML()), string(p.Markdown()), p.Text(80)} {
		if !strings.Contains(text, "No tables") {
			t.Error(text)
		}
	}
	if got, _ := book.GetCellValue("Contents", "A4"); got != "No tables" || len(p.CSV(false)) != 0 {
		t.Errorf("%q", got)
	}
}

// One cell may claim to cover more places than there is memory.
func TestTableLargerThanASheet(t *testing.T) {
	d := &model.Document{Tables: []model.Table{{ID: "t1", RowCount: 1 << 30, ColumnCount: 1 << 30}}}
	if _, err := New(d, Choice{}, Options{}); err == nil {
		t.Error("taken")
	}
	if _, err := New(d, Choice{IDs: []string{"t2"}}, Options{}); err != nil {
		t.Error(err)
	}
}

// The same document gives the same bytes, and one of 300 tables is written in seconds.
func TestManyTables(t *testing.T) {
	d := &model.Document{Source: model.Source{PageCount: 300}}
	for n := range 300 {
		table := model.Table{ID: fmt.Sprint("t", n+1), Title: "表", Pages: []int{n + 1}, HeaderRows: 1, RowCount: 40, ColumnCount: 8, Method: model.Ruled}
		for c := range 8 {
			table.Columns = append(table.Columns, model.Column{Role: []model.Role{model.RoleLabel, model.RoleAmount}[min(c, 1)]})
		}
		for i := range 320 {
			table.Cells = append(table.Cells, model.Cell{Row: i / 8, Column: i % 8, RowSpan: 1, ColumnSpan: 1, Text: fmt.Sprintf("%d,234.50", i%9+1),
				Regions: []model.Region{{Page: n + 1, Box: model.Box{float64(60 * (i % 8)), float64(i / 8 * 18), float64(60*(i%8) + 60), float64(i/8*18 + 18)}}}})
		}
		d.Tables = append(d.Tables, table)
		d.Findings = append(d.Findings, model.Finding{Severity: model.Error, Subjects: []model.Subject{{Table: table.ID, Row: new(3), Column: new(2)}}})
	}
	start := time.Now()
	p, err := New(d, Choice{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := p.XLSX()
	p.HTML()
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if again := p.XLSX(); !bytes.Equal(first, again) {
		t.Error("other bytes")
	}
	if n := len(openBook(t, first).GetSheetList()); n != 301 {
		t.Errorf("%d sheets", n)
	}
}

// Columns and rows are as large as on the page, the paper lies as the page did.
func TestShape(t *testing.T) {
	p := newSample(t, Choice{})
	s := newShape(p.tables[0])
	if !slices.Equal(s.widths, []float64{50, 150, 140, 135}) || !slices.Equal(s.heights, []float64{20, 20, 20, 20, 20, 20}) {
		t.Errorf("widths %v, heights %v", s.widths, s.heights)
	}
	if form := newShape(p.tables[2]); s.paper.landscape() || !form.paper.landscape() || form.paper.code != 9 {
		t.Errorf("papers %+v, %+v", s.paper, form.paper)
	}
	if got := p.sheetsOfPaper(); !slices.Equal(got, []int{2, 1, 1}) {
		t.Errorf("sheets of paper %v", got)
	}
}

// Tables that share pages are printed on no more paper than these.
func TestSheetsOfPaperShared(t *testing.T) {
	d := &model.Document{Source: model.Source{PageCount: 4}}
	for n := range 3 { // each goes on from the middle of a page to that of the next
		table := model.Table{ID: fmt.Sprint("t", n+1), Pages: []int{n + 1, n + 2}, RowCount: 2, ColumnCount: 1, Columns: make([]model.Column, 1)}
		for i := range 2 {
			top := float64(400 - 350*i)
			table.Cells = append(table.Cells, model.Cell{Row: i, RowSpan: 1, ColumnSpan: 1, Regions: []model.Region{{Page: n + 1 + i, Box: model.Box{50, top, 545, top + 300}}}})
		}
		d.Tables = append(d.Tables, table)
	}
	p, err := New(d, Choice{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range p.sheetsOfPaper() {
		total += n
	}
	if total != 4 {
		t.Errorf("%d sheets of paper for 4 pages", total)
	}
}

// A head that goes on in the body is in no group of rows, which would cut it.
func TestHeadRows(t *testing.T) {
	d := sample()
	d.Tables[0].HeaderRows = 1
	p, err := New(d, Choice{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := p.tables[0].headRows(); n != 0 {
		t.Error(n)
	}
}

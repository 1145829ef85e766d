package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/model"
)

var document = &model.Document{
	Source:     model.Source{Name: "a\n.pdf", SHA256: "00"},
	Publisher:  model.Publisher{Name: "某市水务局"},
	FiscalYear: 2026,
	Tables: []model.Table{
		{ID: "t1", Number: "预算01表", HeaderRows: 2, Columns: []model.Column{
			{Path: []string{"收入", "项目"}, Role: model.RoleLabel}, {Path: []string{"收入", "金额"}, Role: model.RoleAmount},
			{Path: []string{"支出", "项目"}, Role: model.RoleLabel}, {Path: []string{"支出", "", "金额", "金额"}, Role: model.RoleAmount},
		}, Cells: []model.Cell{
			{Row: 1, Column: 0, RowSpan: 1, ColumnSpan: 1, Text: "项目"}, {Row: 3, Column: 2, RowSpan: 1, ColumnSpan: 1, Text: "一、教育\n支出"},
			{Row: 2, Column: 0, RowSpan: 2, ColumnSpan: 1, Text: "一、一般公共预算财政拨款收入（含上年结转）"},
		}},
		{ID: "t2", Title: "项目支出绩效目标表", Columns: []model.Column{{Role: model.RoleCode}, {Role: model.RoleText}, {Role: model.RoleText}}, Cells: []model.Cell{
			{Row: 3, Column: 0, RowSpan: 1, ColumnSpan: 1, Text: "01"}, {Row: 3, Column: 1, RowSpan: 1, ColumnSpan: 1, Text: "质量指标"}, {Row: 3, Column: 2, RowSpan: 1, ColumnSpan: 1, Text: "98%"},
		}},
	},
	Findings: []model.Finding{
		{Code: "rounding", Severity: model.Info, Message: model.Message{ZH: "舍入", EN: "rounded"}, Subjects: []model.Subject{{Table: "t2", Row: new(3)}}},
		{Code: "sum", Severity: model.Error, Message: model.Message{ZH: "不等", EN: "not\tequal"}, Subjects: []model.Subject{{Table: "t1", Row: new(3), Column: new(1), Page: 12}}},
		{Code: "side", Severity: model.Error, Message: model.Message{ZH: "不等", EN: "unequal"}, Subjects: []model.Subject{{Table: "t1", Row: new(3), Column: new(3), Page: 12}}},
		{Code: "head", Severity: model.Error, Message: model.Message{ZH: "空", EN: "blank"}, Subjects: []model.Subject{{Table: "t1", Row: new(1), Page: 12}}},
		{Code: "missing", Severity: model.Error, Message: model.Message{ZH: "缺表", EN: "no table"}},
	},
}

// none leaves no finding out.
func none(model.Finding) bool { return false }

// Rows and columns are counted from 1 and named: by the label of the list that the column is of, by the heads; heads name no row.
func TestDocumentText(t *testing.T) {
	for language, want := range map[say.Language]string{
		say.English: `"a\n.pdf" 某市水务局 2026: 4 errors, 1 remark
  errors
    p. 12  t1 预算01表  row 4 一、一般公共预算财政拨款收…  column 2 收入/金额  sum      "not\tequal"
    p. 12  t1 预算01表  row 4 一、教育 支出                column 4 支出/金额  side     unequal
    p. 12  t1 预算01表  row 2                                                  head     blank
                                                                               missing  no table
  remarks
    t2 项目支出绩效目标表  row 4 质量指标  rounding  rounded
`,
		say.Chinese: `"a\n.pdf" 某市水务局 2026：错误 4，提示 1
  错误
    第 12 页  t1 预算01表  第 4 行 一、一般公共预算财政拨款收…  第 2 列 收入/金额  sum      不等
    第 12 页  t1 预算01表  第 4 行 一、教育 支出                第 4 列 支出/金额  side     不等
    第 12 页  t1 预算01表  第 2 行                                                 head     空
                                                                                   missing  缺表
  提示
    t2 项目支出绩效目标表  第 4 行 质量指标  rounding  舍入
`,
	} {
		if got := NewDocument(document, none).text(language); got != want {
			t.Errorf("%s: got\n%swant\n%s", language, got, want)
		}
	}
}

// FuzzDocumentText tells of any document that is read back: what a terminal is sent can be seen, and no text begins a line.
func FuzzDocumentText(f *testing.F) {
	f.Add("x\x1b[31m", "\u202egnp.", "a\n  errors", "\u009b31m")
	f.Add("\xff", "\x7f\r", "\u2066", "row-sum-mismatch")
	f.Fuzz(func(t *testing.T, name, number, message, code string) {
		d := &model.Document{
			Source: model.Source{Name: name}, Publisher: model.Publisher{Name: name},
			Tables: []model.Table{{ID: "t1", Number: number, Columns: []model.Column{{Path: []string{name, message}, Role: model.RoleLabel}},
				Cells: []model.Cell{{RowSpan: 1, ColumnSpan: 1, Text: name}}}},
			Findings: []model.Finding{{Code: code, Severity: model.Error, Message: model.Message{ZH: message, EN: message},
				Subjects: []model.Subject{{Table: "t1", Row: new(0), Column: new(0), Page: 1}}}},
		}
		for _, l := range say.Languages() {
			text := NewDocument(d, none).text(l)
			if lines := strings.Count(text, "\n"); lines != 3 {
				t.Errorf("%d lines: %q", lines, text)
			}
			for line := range strings.Lines(text) {
				if line = strings.TrimSuffix(line, "\n"); extract.Printable(line) != line {
					t.Errorf("%q", line)
				}
			}
		}
	})
}

// What there is comes first, by code and by publisher, then the documents; one document tells its own counts.
func TestSummaryText(t *testing.T) {
	told := &model.Document{
		Source: model.Source{Name: "b.pdf", Meta: &model.Meta{RegionCode: "110102", RegionName: "西城区"}},
		Tables: []model.Table{{ID: "t1"}},
		Findings: []model.Finding{
			{Code: "rounding-difference", Severity: model.Info, Message: model.Message{ZH: "舍入", EN: "rounded"}},
			{Code: "rounding-difference", Severity: model.Info, Message: model.Message{ZH: "舍入", EN: "rounded"}},
		},
	}
	one := NewDocument(told, none).text(say.English)
	several := one + "\n" + NewDocument(document, none).text(say.English)
	for _, c := range []struct {
		language  say.Language
		documents []*model.Document
		failed    int
		want      string
	}{
		{say.English, []*model.Document{told}, 0, one},
		{say.English, []*model.Document{told, document}, 1, `3 documents, 1 failed: 4 errors, 3 remarks
  by code
    error   head                 1 in 1 document
    error   missing              1 in 1 document
    error   side                 1 in 1 document
    error   sum                  1 in 1 document
    remark  rounding-difference  2 in 1 document  sums and their parts are apart by no more than rounding explains
    remark  rounding             1 in 1 document
  by publisher
    某市水务局                 1 document  4 errors, 1 remark
    (unknown)   110102 西城区  1 document  2 remarks

` + several},
		{say.Chinese, nil, 2, "文件 2，失败 2：没有发现问题\n"},
	} {
		s := NewSummary(c.language, c.failed)
		for _, d := range c.documents {
			s.Add(NewDocument(d, none))
		}
		if got := s.Text(c.language); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

// A file that breaks off does so whichever findings are asked for.
func TestSummaryOfChosenFindings(t *testing.T) {
	cut := &model.Document{Findings: []model.Finding{{Code: model.FileTruncated.Code(), Severity: model.Warning}, {Code: "x", Severity: model.Error}}}
	s := NewSummary(say.English, 0)
	s.Add(NewDocument(cut, func(f model.Finding) bool { return f.Severity != model.Error }))
	if s.Truncated != 1 || s.Counts[model.Error] != 1 || s.Counts[model.Warning] != 0 {
		t.Errorf("%d truncated, %v", s.Truncated, s.Counts)
	}
}

// Publishers are one by their identifier, whatever their names, or else by name and place; they stand by what was found.
func TestSummaryByPublisher(t *testing.T) {
	s := NewSummary(say.English, 0)
	for _, d := range []*model.Document{
		{Publisher: model.Publisher{Name: "甲局", ID: "110102:甲局"}},
		{Publisher: model.Publisher{Name: "乙局"}, Findings: []model.Finding{{Code: "x", Severity: model.Warning}}},
		{Publisher: model.Publisher{Name: "乙局"}, Source: model.Source{Meta: &model.Meta{RegionCode: "110102"}}},
		{Publisher: model.Publisher{Name: "甲局（本级）", ID: "110102:甲局"}, Findings: []model.Finding{{Code: "x", Severity: model.Error}}},
	} {
		s.Add(NewDocument(d, none))
	}
	var got []string
	for _, p := range s.byPublisher() {
		got = append(got, fmt.Sprint(p.Publisher, " ", p.Documents, p.Errors, p.Warnings))
	}
	if want := []string{"甲局 2 1 0", "乙局 1 0 1", "乙局 1 0 0"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Details of what was read are English in both messages of a document; a report has them in Chinese where they have it, and leaves
// alone what the print says.
func TestMessage(t *testing.T) {
	for _, c := range []struct {
		finding model.Finding
		want    string
	}{
		{model.ReadingFinding(model.FileTruncated, "no startxref at the end of the file", 1, 0), "文件末尾不完整，后面的内容可能缺失：文件末尾没有 startxref"},
		{model.ReadingFinding(model.StreamDamaged, "stream 7: LZWDecode: unexpected EOF", 3, 2), "数据流已损坏，只读出了前一部分：数据流 7：LZWDecode：数据意外结束（共 3 处）"},
		{model.ReadingFinding(model.ToUnicodeUnusable, "A: B-X: no codes", 1, 2), "字体的 ToUnicode 表不可用，已略过：A：B-X：其中没有编码"},
		{model.ReadingFinding(model.UnreadableText, "20.5% of 40 glyphs", 1, 2), "页面有一部分文字无法辨认，需要文字识别（OCR）：40 个字形中的 20.5%"},
		{model.ReadingFinding(model.NoTables, "", 1, 0), "没有读到表格"},
		{model.TableMissing.Finding("《甲: 乙》", "《甲: 乙表》"), "缺少应公开的表：《甲: 乙》"},
		{model.Finding{Code: "of another version", Message: model.Message{ZH: "其他：no codes", EN: "other: no codes"}}, "其他：no codes"},
	} {
		if got := message(&c.finding, say.Chinese); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

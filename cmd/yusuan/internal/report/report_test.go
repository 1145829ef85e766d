package report

import (
	"strings"
	"testing"

	"yusuan/extract"
	"yusuan/model"
)

var document = &model.Document{
	Source:     model.Source{Name: "a\n.pdf", SHA256: "00"},
	Publisher:  model.Publisher{Name: "某市水务局"},
	FiscalYear: 2026,
	Tables:     []model.Table{{ID: "t1", Number: "预算01表"}, {ID: "t2"}},
	Findings: []model.Finding{
		{Code: "rounding", Severity: model.Info, Message: model.Message{ZH: "舍入", EN: "rounded"}, Subjects: []model.Subject{{Table: "t2", Row: new(3)}}},
		{Code: "sum", Severity: model.Error, Message: model.Message{ZH: "不等", EN: "not\tequal"}, Subjects: []model.Subject{{Table: "t1", Row: new(3), Column: new(1), Page: 12}}},
		{Code: "missing", Severity: model.Error, Message: model.Message{ZH: "缺表", EN: "no table"}},
	},
}

func TestDocumentText(t *testing.T) {
	for language, want := range map[Language]string{
		English: `
"a\n.pdf" 某市水务局 2026: 2 errors, 1 remark
  errors
    p. 12  t1 预算01表  [3,1]  sum      "not\tequal"
                               missing  no table
  remarks
    t2  [3,]  rounding  rounded
`,
		Chinese: `
"a\n.pdf" 某市水务局 2026: 2 错误，1 提示
  错误
    第 12 页  t1 预算01表  [3,1]  sum      不等
                                  missing  缺表
  提示
    t2  [3,]  rounding  舍入
`,
	} {
		if got := (Document{document, language, true}).Text(); got != want {
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
			Tables: []model.Table{{ID: "t1", Number: number}},
			Findings: []model.Finding{{Code: code, Severity: model.Error, Message: model.Message{ZH: message, EN: message},
				Subjects: []model.Subject{{Table: "t1", Row: new(-1), Page: 1}}}},
		}
		for _, l := range []Language{English, Chinese} {
			text := Document{d, l, false}.Text()
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

func TestSummaryText(t *testing.T) {
	counts := Counts{model.Warning: 1}
	counts.Add(Of(document))
	for want, s := range map[string]Summary{
		"": {Documents: 1, Counts: counts, Language: English},
		"\n3 documents, 1 failed: 2 errors, 1 warning, 1 remark\n": {Documents: 2, Failed: 1, Counts: counts, Language: English},
		"\n文件 2: 没有发现问题\n":                                         {Documents: 2, Language: Chinese},
	} {
		if got := s.Text(); got != want {
			t.Errorf("%+v: got %q, want %q", s, got, want)
		}
	}
}

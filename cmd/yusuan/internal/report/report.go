// Package report tells what documents' findings are: to people as a table for each
// document, in English or Chinese, and to programs as an object for each finding.
//
// It trusts documents to be what model.Parse or extract gives, but no text in them to
// be fit for a terminal.
package report

import (
	"strconv"
	"strings"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

// severityNames are what people call the severities, several of one with an s in English.
var severityNames = map[model.Severity]say.Text{
	model.Error: say.Both("error", "错误"), model.Warning: say.Both("warning", "警告"), model.Info: say.Both("remark", "提示"),
}

// files are documents by their number.
func files(n int, l say.Language) string {
	if n == 1 {
		return l.Of("1 document", "1 份文件")
	}
	return l.Format("%d documents", "%d 份文件", n)
}

// message is what a finding says, in a language. Details of what was read stand in the document as the reader has them, in
// English in both messages: the Chinese of them is for who reads the report.
func message(f *model.Finding, l say.Language) string {
	if l == say.English {
		return f.Message.EN
	}
	kind, known := model.FindingKindOf(f.Code)
	if !known {
		return f.Message.ZH
	}
	en, _ := strings.CutPrefix(f.Message.EN, kind.Message().EN+": ")
	zh, detailed := strings.CutPrefix(f.Message.ZH, kind.Message().ZH+"：")
	detail, times := zh, ""
	if at := strings.LastIndex(zh, "（共 "); at >= 0 {
		detail, times = zh[:at], zh[at:]
	}
	if !detailed || !strings.HasPrefix(en, detail) {
		return f.Message.ZH
	}
	return kind.Message().ZH + "：" + l.Cause(detail) + times
}

// severities are the order in which findings are told.
var severities = []model.Severity{model.Error, model.Warning, model.Info}

// Counts are how many findings there are of each severity.
type Counts map[model.Severity]int

// Of counts the findings of a document.
func Of(doc *model.Document) Counts {
	c := make(Counts)
	for i := range doc.Findings {
		c[doc.Findings[i].Severity]++
	}
	return c
}

// Add counts what others counted as well.
func (c Counts) Add(more Counts) {
	for severity, n := range more {
		c[severity] += n
	}
}

// in puts the counts into words.
func (c Counts) in(l say.Language) string {
	var parts []string
	for _, s := range severities {
		if n := c[s]; n > 0 {
			plural := ""
			if n > 1 {
				plural = l.Of("s", "")
			}
			parts = append(parts, l.Format("%d %s", "%[2]s %[1]d", n, severityNames[s].In(l)+plural))
		}
	}
	if len(parts) == 0 {
		return l.Of("nothing found", "没有发现问题")
	}
	return strings.Join(parts, l.Of(", ", "，"))
}

// Proof tells how many amounts there are, and of how many of them documents' own arithmetic says what.
func Proof(p model.Proof, l say.Language) string {
	return l.Format("amounts %s, confirmed %s, contradicted %s", "金额 %s，印证 %s，不符 %s", grouped(p.Amounts), grouped(p.Confirmed), grouped(p.Contradicted))
}

// grouped is a count with separators between its thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

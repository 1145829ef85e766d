// Package report tells what documents' findings are: to people as a table for each
// document, in English or Chinese, and to programs as an object for each finding.
//
// It trusts documents to be what model.Parse or extract gives, but no text in them to
// be fit for a terminal.
package report

import (
	"fmt"
	"strconv"
	"strings"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

// vocabulary are the words of a report in one language, formats where a figure goes in.
type vocabulary struct {
	severity                                            map[model.Severity]string
	plural, count, colon                                string // what several of a severity add; of how many and a severity; before counts
	page, row, column, none, between, documents, failed string
	proof                                               string // of three figures
	withoutTables, truncated                            string
	byCode, byPublisher, unknown, in                    string // in: of how many findings, and of documents in words
	files                                               func(int) string
}

var vocabularies = map[say.Language]*vocabulary{
	say.English: {
		severity: map[model.Severity]string{model.Error: "error", model.Warning: "warning", model.Info: "remark"}, plural: "s", count: "%d %s", colon: ": ",
		page: "p. %d", row: "row %d", column: "column %d", none: "nothing found", between: ", ", documents: "%d documents", failed: "%d failed", proof: "amounts %s, confirmed %s, contradicted %s",
		withoutTables: "%d without tables", truncated: "%d truncated",
		byCode: "by code", byPublisher: "by publisher", unknown: "(unknown)", in: "%d in %s",
		files: func(n int) string {
			if n == 1 {
				return "1 document"
			}
			return fmt.Sprintf("%d documents", n)
		},
	},
	say.Chinese: {
		severity: map[model.Severity]string{model.Error: "错误", model.Warning: "警告", model.Info: "提示"}, count: "%[2]s %[1]d", colon: "：",
		page: "第 %d 页", row: "第 %d 行", column: "第 %d 列", none: "没有发现问题", between: "，", documents: "文件 %d", failed: "失败 %d", proof: "金额 %s，印证 %s，不符 %s",
		withoutTables: "没有表格 %d", truncated: "不完整 %d",
		byCode: "按代码", byPublisher: "按公开单位", unknown: "（不明）", in: "%d 处，%s",
		files: func(n int) string { return fmt.Sprintf("%d 份文件", n) },
	},
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
func (c Counts) in(words *vocabulary) string {
	var parts []string
	for _, s := range severities {
		if n := c[s]; n > 0 {
			part := fmt.Sprintf(words.count, n, words.severity[s])
			if n > 1 {
				part += words.plural
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return words.none
	}
	return strings.Join(parts, words.between)
}

// Proof tells how many amounts there are, and of how many of them documents' own arithmetic says what.
func Proof(p model.Proof, l say.Language) string {
	return fmt.Sprintf(vocabularies[l].proof, grouped(p.Amounts), grouped(p.Confirmed), grouped(p.Contradicted))
}

// grouped is a count with separators between its thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

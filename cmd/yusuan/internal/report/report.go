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

	"yusuan/extract"
	"yusuan/model"
)

// Language is what findings are told in.
type Language string

const (
	English Language = "en"
	Chinese Language = "zh"
)

// Known tells whether findings can be told in the language.
func (l Language) Known() bool { return vocabularies[l] != nil }

// vocabulary are the words of a report in one language, formats where a figure goes in.
type vocabulary struct {
	severity                               map[model.Severity]string
	plural                                 string // what several of a severity add
	page, none, between, documents, failed string
	proof                                  string // of three figures
	withoutTables, truncated               string
	message                                func(model.Message) string
}

var vocabularies = map[Language]*vocabulary{
	English: {
		severity: map[model.Severity]string{model.Error: "error", model.Warning: "warning", model.Info: "remark"}, plural: "s",
		page: "p. %d", none: "nothing found", between: ", ", documents: "%d documents", failed: "%d failed", proof: "amounts %s, confirmed %s, contradicted %s",
		withoutTables: "%d without tables", truncated: "%d truncated",
		message: func(m model.Message) string { return m.EN },
	},
	Chinese: {
		severity: map[model.Severity]string{model.Error: "错误", model.Warning: "警告", model.Info: "提示"},
		page:     "第 %d 页", none: "没有发现问题", between: "，", documents: "文件 %d", failed: "失败 %d", proof: "金额 %s，印证 %s，不符 %s",
		withoutTables: "没有表格 %d", truncated: "不完整 %d",
		message: func(m model.Message) string { return m.ZH },
	},
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
			part := fmt.Sprintf("%d %s", n, words.severity[s])
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
func Proof(p model.Proof, l Language) string {
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

// Document tells the findings of one document.
type Document struct {
	*model.Document
	Language Language
	Follows  bool // another one was told before it
}

// Text is the document's name with the counts, and its findings by severity.
func (d Document) Text() string {
	words, counts := vocabularies[d.Language], Of(d.Document)
	var b strings.Builder
	if d.Follows {
		b.WriteByte('\n')
	}
	title := []string{extract.Printable(d.Source.Name)}
	if d.Publisher.Name != "" {
		title = append(title, extract.Printable(d.Publisher.Name))
	}
	if d.FiscalYear != 0 {
		title = append(title, fmt.Sprint(d.FiscalYear))
	}
	fmt.Fprintf(&b, "%s: %s\n", strings.Join(title, " "), counts.in(words))
	if d.Proof.Amounts > 0 {
		fmt.Fprintf(&b, "  %s\n", Proof(d.Proof, d.Language))
	}
	numbers := make(map[string]string, len(d.Tables))
	for i := range d.Tables {
		numbers[d.Tables[i].ID] = d.Tables[i].Number
	}
	for _, s := range severities {
		if counts[s] > 0 {
			fmt.Fprintf(&b, "  %s%s\n", words.severity[s], words.plural)
			b.WriteString(Columns(d.rows(s, words, numbers)))
		}
	}
	return b.String()
}

// rows are the findings of one severity: page, table, cell, code, message.
func (d Document) rows(s model.Severity, words *vocabulary, numbers map[string]string) [][]string {
	var rows [][]string
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Severity != s {
			continue
		}
		page, table, cell := "", "", ""
		if len(f.Subjects) > 0 {
			page, table, cell = place(&f.Subjects[0], words, numbers)
		}
		rows = append(rows, []string{page, extract.Printable(table), cell, extract.Printable(f.Code), extract.Printable(words.message(f.Message))})
	}
	return rows
}

// place names where a finding is.
func place(s *model.Subject, words *vocabulary, numbers map[string]string) (page, table, cell string) {
	if s.Page > 0 {
		page = fmt.Sprintf(words.page, s.Page)
	}
	table = s.Table
	if n := numbers[s.Table]; n != "" {
		table += " " + n
	}
	switch {
	case s.Row != nil && s.Column != nil:
		cell = fmt.Sprintf("[%d,%d]", *s.Row, *s.Column)
	case s.Row != nil:
		cell = fmt.Sprintf("[%d,]", *s.Row)
	}
	return page, table, cell
}

// finding is one of a document's for programs.
type finding struct {
	Type     string `json:"message_type"`
	Document string `json:"document"`
	SHA256   string `json:"sha256"`
	*model.Finding
}

// Objects are the findings in the document's order.
func (d Document) Objects() []any {
	all := make([]any, len(d.Findings))
	for i := range d.Findings {
		all[i] = finding{"finding", d.Source.Name, d.Source.SHA256, &d.Findings[i]}
	}
	return all
}

// Summary tells the counts of all documents.
type Summary struct {
	Documents     int // that were told
	Failed        int // that could not be read
	WithoutTables int // of the documents: nothing was read of them
	Truncated     int // of the documents: of files that break off
	Counts        Counts
	Proof         model.Proof
	Language      Language
}

// Add counts a document.
func (s *Summary) Add(doc *model.Document) {
	s.Documents++
	s.Counts.Add(Of(doc))
	s.Proof.Add(doc.Proof)
	if len(doc.Tables) == 0 {
		s.WithoutTables++
	}
	if doc.Has(model.FileTruncated) {
		s.Truncated++
	}
}

// Text is for several documents: one has told its own counts.
func (s Summary) Text() string {
	if s.Documents+s.Failed < 2 {
		return ""
	}
	words := vocabularies[s.Language]
	text := fmt.Sprintf(words.documents, s.Documents+s.Failed)
	for _, of := range []struct {
		words string
		count int
	}{{words.failed, s.Failed}, {words.withoutTables, s.WithoutTables}, {words.truncated, s.Truncated}} {
		if of.count > 0 {
			text += words.between + fmt.Sprintf(of.words, of.count)
		}
	}
	text = fmt.Sprintf("\n%s: %s\n", text, s.Counts.in(words))
	if s.Proof.Amounts > 0 {
		text += "  " + Proof(s.Proof, s.Language) + "\n"
	}
	return text
}

// Objects is one summary, also of one document.
func (s Summary) Objects() []any {
	return []any{struct {
		Type          string      `json:"message_type"`
		Documents     int         `json:"documents"`
		Failed        int         `json:"documents_failed"`
		WithoutTables int         `json:"documents_without_tables"`
		Truncated     int         `json:"documents_truncated"`
		Errors        int         `json:"errors"`
		Warnings      int         `json:"warnings"`
		Remarks       int         `json:"remarks"`
		Proof         model.Proof `json:"proof"`
	}{"summary", s.Documents, s.Failed, s.WithoutTables, s.Truncated, s.Counts[model.Error], s.Counts[model.Warning], s.Counts[model.Info], s.Proof}}
}

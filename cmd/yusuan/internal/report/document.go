package report

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/model"
)

// Document tells programs the findings of one document. People read them in the Summary, behind what they come to.
type Document struct {
	*model.Document
	names     [][]place // of each finding the places of its subjects
	truncated bool
}

// NewDocument takes the findings that are left out off a document, and names the places of the others.
func NewDocument(doc *model.Document, leftOut func(model.Finding) bool) Document {
	d := Document{Document: doc, truncated: doc.Has(model.FileTruncated)}
	doc.Findings = slices.DeleteFunc(doc.Findings, leftOut)
	placer := newPlacer(doc)
	for i := range doc.Findings {
		var names []place
		for j := range doc.Findings[i].Subjects {
			names = append(names, placer.of(&doc.Findings[i].Subjects[j]))
		}
		d.names = append(d.names, names)
	}
	return d
}

// Text implements the command's messages.
func (Document) Text(say.Language) string { return "" }

// FindingMessage is a document's finding for programs.
type FindingMessage struct {
	Type        string `json:"message_type"`
	Document    string `json:"document"`
	SHA256      string `json:"sha256"`
	Publisher   string `json:"publisher,omitempty"`
	PublisherID string `json:"publisher_id,omitempty"`
	*model.Finding
	Names []place `json:"names,omitempty"` // of the subjects
}

// Objects are the findings in the document's order.
func (d Document) Objects() []any {
	all := make([]any, len(d.Findings))
	for i := range d.Findings {
		all[i] = FindingMessage{"finding", d.Source.Name, d.Source.SHA256, d.Publisher.Name, d.Publisher.ID, &d.Findings[i], d.names[i]}
	}
	return all
}

// text is the document's name with the counts, and its findings by severity.
func (d Document) text(l say.Language) string {
	counts := Of(d.Document)
	var b strings.Builder
	title := []string{extract.Printable(d.Source.Name)}
	if d.Publisher.Name != "" {
		title = append(title, extract.Printable(d.Publisher.Name))
	}
	if d.FiscalYear != 0 {
		title = append(title, fmt.Sprint(d.FiscalYear))
	}
	b.WriteString(strings.Join(title, " ") + l.Of(": ", "：") + counts.in(l) + "\n")
	if d.Proof.Amounts > 0 {
		fmt.Fprintf(&b, "  %s\n", Proof(d.Proof, l))
	}
	for _, s := range severities {
		if counts[s] > 0 {
			b.WriteString("  " + severityNames[s].In(l) + l.Of("s", "") + "\n")
			b.WriteString(Columns(d.rows(s, l)))
		}
	}
	return b.String()
}

// rows are the findings of one severity: page, table, row, column, code, message.
func (d Document) rows(s model.Severity, l say.Language) [][]string {
	var rows [][]string
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Severity != s {
			continue
		}
		page, table, row, column := "", "", "", ""
		if len(f.Subjects) > 0 {
			first, at := &f.Subjects[0], d.names[i][0]
			if first.Page > 0 {
				page = l.Format("p. %d", "第 %d 页", first.Page)
			}
			table = strings.TrimSpace(extract.Printable(first.Table) + " " + short(at.Table))
			row, column = at.row(first, l), at.column(first, l)
		}
		rows = append(rows, []string{page, table, row, column, extract.Printable(f.Code), extract.Printable(message(f, l))})
	}
	return rows
}

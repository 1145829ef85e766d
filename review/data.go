package review

import (
	"math"
	"slices"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/check"
)

// What the scripts of a document's page are given; assets/document.js reads it. Places in tables and among facts are told by
// numbers, so that a page of a thousand cells stays small; -1 stands for none.

// documentData is all of a document but what stands on its pages.
type documentData struct {
	Name        string              `json:"name"`
	SHA256      string              `json:"sha256"`
	Publisher   string              `json:"publisher"`
	Year        int                 `json:"year"`
	Disclosure  model.Disclosure    `json:"disclosure"`
	Proof       model.Proof         `json:"proof"`
	Sizes       [][2]float64        `json:"sizes"`    // of pages, in points
	Pictures    []int               `json:"pictures"` // pages that have one
	Stages      []string            `json:"stages"`   // that can be laid over pages
	Served      bool                `json:"served"`   // decisions are taken
	Framed      bool                `json:"framed"`   // the page is inside of another one
	Tables      []tableData         `json:"tables"`
	Facts       [][]any             `json:"facts"` // table, row, column, page, label, printed, confirmed by, contradicted by
	Findings    []findingData       `json:"findings"`
	Codes       map[string]codeData `json:"codes"` // of findings
	Identities  []model.Identity    `json:"identities"`
	Kinds       [][2]string         `json:"kinds"` // of tables, with their Chinese names
	Corrections []model.Correction  `json:"corrections"`
}

type tableData struct {
	ID         string       `json:"id"`
	Kind       model.Kind   `json:"kind"`
	Number     string       `json:"number"`
	Title      string       `json:"title"`
	Unit       string       `json:"unit"`
	Pages      []int        `json:"pages"`
	HeaderRows int          `json:"headerRows"`
	Rows       int          `json:"rows"`
	Roles      []model.Role `json:"roles"` // by column
	Method     model.Method `json:"method"`
	Confidence float64      `json:"confidence"`
	Notes      []string     `json:"notes"`
}

type findingData struct {
	Code     string         `json:"code"`
	Severity model.Severity `json:"severity"`
	Message  messageData    `json:"message"`
	Expected string         `json:"expected"`
	Actual   string         `json:"actual"`
	Readings []string       `json:"readings,omitempty"`
	Subjects [][]any        `json:"subjects"` // table, row, column, page, box
}

type messageData struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

type codeData struct {
	messageData
	Severity model.Severity `json:"severity"`
}

// pageData is what stands on one page.
type pageData struct {
	Tables []pageTable `json:"tables"`
}

type pageTable struct {
	Table int     `json:"table"`
	Cells [][]any `json:"cells"` // row, column, row span, column span, text, x0, top, x1, bottom, fact, indent, bold
}

// newDocumentData makes a document's data, and that of its pages, as many as sizes.
func newDocumentData(doc *model.Document, sizes [][2]float64) (*documentData, []pageData) {
	d := &documentData{
		Name: doc.Source.Name, SHA256: doc.Source.SHA256, Publisher: doc.Publisher.Name, Year: doc.FiscalYear, Disclosure: doc.Disclosure,
		Proof: doc.Proof, Sizes: sizes, Pictures: []int{}, Stages: []string{}, Tables: []tableData{}, Facts: [][]any{}, Findings: []findingData{},
		Codes: map[string]codeData{}, Identities: model.Identities(), Kinds: kindNames(),
		Corrections: append([]model.Correction{}, doc.Corrections...),
	}
	tables := make(map[string]int, len(doc.Tables))
	for i := range doc.Tables {
		tables[doc.Tables[i].ID] = i
		d.Tables = append(d.Tables, newTableData(&doc.Tables[i]))
	}
	facts := make(map[[3]int]int, len(doc.Facts))
	for i := range doc.Facts {
		f := &doc.Facts[i]
		facts[[3]int{tables[f.Table], f.Row, f.Column}] = i
		d.Facts = append(d.Facts, []any{tables[f.Table], f.Row, f.Column, f.Page, f.Label, f.Printed, places(f.ConfirmedBy), places(f.ContradictedBy)})
	}
	for i := range doc.Findings {
		d.add(&doc.Findings[i], tables)
	}
	return d, pages(doc, len(sizes), facts)
}

// kindNames are all kinds of tables with their Chinese names.
func kindNames() [][2]string {
	var names [][2]string
	for _, k := range model.Kinds() {
		names = append(names, [2]string{string(k), k.Chinese()})
	}
	return names
}

func newTableData(t *model.Table) tableData {
	d := tableData{
		ID: t.ID, Kind: t.Kind, Number: t.Number, Title: t.Title, Unit: t.Unit, Pages: t.Pages, HeaderRows: t.HeaderRows, Rows: t.RowCount,
		Roles: []model.Role{}, Method: t.Method, Confidence: t.Confidence, Notes: append([]string{}, t.Notes...),
	}
	for _, c := range t.Columns {
		d.Roles = append(d.Roles, c.Role)
	}
	return d
}

// places are those of identities in model.Identities.
func places(of []model.Identity) []int {
	all := model.Identities()
	out := make([]int, len(of))
	for i, by := range of {
		out[i] = slices.Index(all, by)
	}
	return out
}

// add adds a finding.
func (d *documentData) add(f *model.Finding, tables map[string]int) {
	out := findingData{
		Code: f.Code, Severity: f.Severity, Message: messageData(f.Message), Expected: f.Expected, Actual: f.Actual, Readings: f.Readings,
		Subjects: [][]any{},
	}
	for _, s := range f.Subjects {
		at := []any{-1, -1, -1, s.Page, s.Box}
		if i, ok := tables[s.Table]; ok {
			at[0] = i
		}
		for k, place := range []*int{s.Row, s.Column} {
			if place != nil {
				at[1+k] = *place
			}
		}
		out.Subjects = append(out.Subjects, at)
	}
	d.Findings = append(d.Findings, out)
	if kind, known := model.FindingKindOf(f.Code); known {
		d.Codes[f.Code] = codeData{messageData(kind.Message()), kind.Severity()}
	}
}

// pages tells what stands on each of n pages; a cell that a page break cuts stands on both.
func pages(doc *model.Document, n int, facts map[[3]int]int) []pageData {
	out := make([]pageData, n)
	for i := range doc.Tables {
		t := &doc.Tables[i]
		for k := range t.Cells {
			c := &t.Cells[k]
			fact, ok := facts[[3]int{i, c.Row, c.Column}]
			if !ok {
				fact = -1
			}
			for _, r := range c.Regions {
				if r.Page < 1 || r.Page > n {
					continue
				}
				p := &out[r.Page-1]
				if len(p.Tables) == 0 || p.Tables[len(p.Tables)-1].Table != i {
					p.Tables = append(p.Tables, pageTable{Table: i})
				}
				on := &p.Tables[len(p.Tables)-1]
				on.Cells = append(on.Cells, []any{c.Row, c.Column, c.RowSpan, c.ColumnSpan, c.Text,
					hundredths(r.Box[0]), hundredths(r.Box[1]), hundredths(r.Box[2]), hundredths(r.Box[3]), fact, c.Indent, c.Bold})
			}
		}
	}
	for i := range out {
		if out[i].Tables == nil {
			out[i].Tables = []pageTable{}
		}
	}
	return out
}

// hundredths rounds as documents do.
func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// proofs tells which facts of a document prove or contradict each other: by their places, the identity and whether it holds, what the
// parts make, and the parts.
func proofs(doc *model.Document) [][]any {
	level := model.NoLevel
	if doc.Publisher.Level == model.GovernmentLevel {
		level = model.GovernmentLevel
	}
	book := budget.NewBook(budget.Read(doc.Tables, level), doc.FiscalYear, doc.Disclosure)
	budget.TellScopes(book, doc.Publisher.Region, doc.FiscalYear)
	budget.Locate(book.Facts, doc.Publisher.Region, doc.FiscalYear)
	out := [][]any{}
	if len(book.Facts) != len(doc.Facts) {
		return out // another version of the program read the document
	}
	all := model.Identities()
	for _, s := range check.Statements(doc, book) {
		out = append(out, []any{slices.Index(all, s.By), s.Holds, s.Whole, s.Parts})
	}
	return out
}

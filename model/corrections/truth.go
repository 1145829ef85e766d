package corrections

import (
	"bytes"
	"encoding/json"
	"errors"

	"yusuan/model"
)

// truth is what a scorer holds other readings of a document to.
type truth struct {
	FiscalYear int            `json:"fiscalYear"`
	Publisher  string         `json:"publisher"`
	Tables     []truthTable   `json:"tables"`
	Skipped    []skippedTable `json:"skipped"` // neither right nor wrong
}

type truthTable struct {
	Number      string      `json:"number"`
	Title       string      `json:"title"`
	Unit        string      `json:"unit"`
	Pages       []int       `json:"pages"`
	HeaderRows  int         `json:"headerRows"`
	RowCount    int         `json:"rowCount"`
	ColumnCount int         `json:"columnCount"`
	Cells       []truthCell `json:"cells"`
}

type truthCell struct {
	Row        int    `json:"row"`
	Column     int    `json:"column"`
	RowSpan    int    `json:"rowSpan"`
	ColumnSpan int    `json:"columnSpan"`
	Text       string `json:"text"`
	Checked    bool   `json:"checked,omitempty"` // somebody decided about it
}

type skippedTable struct {
	Pages []int  `json:"pages"`
	Title string `json:"title"`
}

// Truth is what a document is once it is put right, as scorers of tables read it: the tables that somebody decided something
// about, whole. The others are named as skipped. A document that nobody decided about is an error.
func Truth(d *model.Document) ([]byte, error) {
	if len(d.Corrections) == 0 {
		return nil, errors.New("nobody decided anything about the document")
	}
	out := truth{FiscalYear: d.FiscalYear, Publisher: d.Publisher.Name, Tables: []truthTable{}, Skipped: []skippedTable{}}
	decided := decidedTables(d)
	for i := range d.Tables {
		t := &d.Tables[i]
		if !decided[t.ID] {
			out.Skipped = append(out.Skipped, skippedTable{t.Pages, t.Title})
			continue
		}
		out.Tables = append(out.Tables, truthOf(t))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(out)
	return b.Bytes(), err
}

func truthOf(t *model.Table) truthTable {
	out := truthTable{t.Number, t.Title, t.Unit, t.Pages, t.HeaderRows, t.RowCount, t.ColumnCount, make([]truthCell, len(t.Cells))}
	for i, c := range t.Cells {
		out.Cells[i] = truthCell{c.Row, c.Column, c.RowSpan, c.ColumnSpan, c.Text, c.Checked != ""}
	}
	return out
}

// decidedTables are the tables that a decision is about: in their cells, in findings about them, or as a whole.
func decidedTables(d *model.Document) map[string]bool {
	decided := make(map[string]bool)
	for i := range d.Tables {
		for k := range d.Tables[i].Cells {
			if d.Tables[i].Cells[k].Checked != "" {
				decided[d.Tables[i].ID] = true
			}
		}
	}
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Slip != "" {
			for _, s := range f.Subjects {
				decided[s.Table] = true
			}
		}
	}
	a := Applied{tables: d.Tables}
	for i := range d.Corrections {
		if c := &d.Corrections[i]; c.Kind.OfTable() {
			if at := a.table(&c.Place); at >= 0 {
				decided[d.Tables[at].ID] = true
			}
		}
	}
	return decided
}

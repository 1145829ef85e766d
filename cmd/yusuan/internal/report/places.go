package report

import (
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/model"
)

// place is where a finding is, in the words of the print.
type place struct {
	Table  string   `json:"table,omitempty"`  // the table's number, or else its title
	Row    string   `json:"row,omitempty"`    // the row's label
	Column []string `json:"column,omitempty"` // the heads over the column, from top to leaf
}

// placer names places of a document.
type placer struct {
	tables map[string]*model.Table
	labels map[string]map[int][]*model.Cell // of each table that was asked for: the cells that may name a row
}

func newPlacer(doc *model.Document) *placer {
	p := &placer{make(map[string]*model.Table, len(doc.Tables)), make(map[string]map[int][]*model.Cell)}
	for i := range doc.Tables {
		p.tables[doc.Tables[i].ID] = &doc.Tables[i]
	}
	return p
}

// of names where a subject is, as far as its table knows.
func (p *placer) of(s *model.Subject) place {
	t := p.tables[s.Table]
	if t == nil {
		return place{}
	}
	named := place{Table: t.Number}
	if named.Table == "" {
		named.Table = t.Title
	}
	if s.Row != nil {
		named.Row = p.label(t, *s.Row, s.Column)
	}
	if s.Column != nil && 0 <= *s.Column && *s.Column < len(t.Columns) {
		named.Column = t.Columns[*s.Column].Path
	}
	return named
}

// naming are the roles of columns that name rows: a text does where there is no label, a code where there is neither.
var naming = []model.Role{model.RoleLabel, model.RoleText, model.RoleCode}

// label is the text that names a row: the first, or of labels the nearest before the column where one is told, as tables have
// several lists side by side.
func (p *placer) label(t *model.Table, row int, column *int) string {
	if row < t.HeaderRows {
		return ""
	}
	if p.labels[t.ID] == nil {
		p.labels[t.ID] = labels(t)
	}
	var best *model.Cell
	for _, c := range p.labels[t.ID][row] {
		role := t.Columns[c.Column].Role
		switch {
		case best == nil || slices.Index(naming, role) < slices.Index(naming, t.Columns[best.Column].Role),
			role == model.RoleLabel && column != nil && best.Column < c.Column && c.Column <= *column:
			best = c
		}
	}
	if best == nil {
		return ""
	}
	return best.Text
}

// labels are the cells with text in the columns that name rows, by row and from left to right.
func labels(t *model.Table) map[int][]*model.Cell {
	rows := make(map[int][]*model.Cell)
	for i := range t.Cells {
		c := &t.Cells[i]
		if strings.TrimSpace(c.Text) == "" || c.Column >= len(t.Columns) || !slices.Contains(naming, t.Columns[c.Column].Role) {
			continue
		}
		for row := range c.RowSpan {
			rows[c.Row+row] = append(rows[c.Row+row], c)
		}
	}
	for _, cells := range rows {
		slices.SortFunc(cells, func(a, b *model.Cell) int { return a.Column - b.Column })
	}
	return rows
}

// longestName is how wide a name in a report may be, in letters.
const longestName = 28

// short is a name as a report has room for it.
func short(name string) string {
	return extract.Printable(displaywidth.TruncateString(strings.Join(strings.Fields(name), " "), longestName, "…"))
}

// row tells which row a finding is of, counted from 1.
func (p place) row(s *model.Subject, l say.Language) string {
	if s.Row == nil {
		return ""
	}
	return strings.TrimSpace(l.Format("row %d", "第 %d 行", *s.Row+1) + " " + short(p.Row))
}

// column tells which column a finding is of, counted from 1.
func (p place) column(s *model.Subject, l say.Language) string {
	if s.Column == nil {
		return ""
	}
	heads := slices.DeleteFunc(slices.Compact(slices.Clone(p.Column)), func(h string) bool { return h == "" })
	return strings.TrimSpace(l.Format("column %d", "第 %d 列", *s.Column+1) + " " + short(strings.Join(heads, "/")))
}

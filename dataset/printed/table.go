package printed

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"yusuan/dataset/internal/ooxml"
	"yusuan/model"
)

// Choice says which tables of a document are meant. A list that is empty names all.
type Choice struct {
	IDs   []string
	Kinds []model.Kind
}

func (c Choice) has(t *model.Table) bool {
	return (len(c.IDs) == 0 || slices.Contains(c.IDs, t.ID)) && (len(c.Kinds) == 0 || slices.Contains(c.Kinds, t.Kind))
}

// Options say how tables are written.
type Options struct {
	Language Language
	// Link is the address of a page of the PDF; nil, or "" of a page, where nothing leads there.
	Link func(page int) string
}

// Document is a document's tables, or some of them, ready to be written.
type Document struct {
	source   *model.Document
	options  Options
	words    *vocabulary
	tables   []*table
	findings []*model.Finding // that are of no table
}

// table is a table with what is known of its cells elsewhere in the document.
type table struct {
	*model.Table
	rows     [][]*cell        // by the row in which they begin
	grouped  bool             // it prints numbers with separators between thousands
	findings []*model.Finding // that are of the table, and of no cell
	counts   map[model.Severity]int
}

// cell is a cell of a table.
type cell struct {
	*model.Cell
	header   bool
	number   *number // nil for text
	right    bool    // numbers and what stands for them are set at the right
	findings []*model.Finding
}

// maxPlaces bounds a table: every place is written, and one cell may cover millions of them. The largest tables of
// disclosures have 300,000.
const maxPlaces = 1 << 22

// New takes the tables of a document that are chosen. The error names a table that is larger than a sheet can be.
func New(doc *model.Document, choice Choice, options Options) (*Document, error) {
	d := &Document{source: doc, options: options, words: options.Language.words()}
	amounts := make(map[string]map[[2]int]bool)
	for i := range doc.Facts {
		f := &doc.Facts[i]
		if amounts[f.Table] == nil {
			amounts[f.Table] = make(map[[2]int]bool)
		}
		amounts[f.Table][[2]int{f.Row, f.Column}] = true
	}
	for i := range doc.Tables {
		t := &doc.Tables[i]
		if !choice.has(t) {
			continue
		}
		if t.RowCount > ooxml.SheetRows/2 || t.ColumnCount > ooxml.SheetColumns || t.RowCount > maxPlaces/t.ColumnCount {
			return nil, fmt.Errorf("table %s of %d × %d is larger than a sheet", t.ID, t.RowCount, t.ColumnCount)
		}
		d.tables = append(d.tables, newTable(t, amounts[t.ID]))
	}
	d.mark()
	return d, nil
}

// Tables is how many tables are written.
func (d *Document) Tables() int { return len(d.tables) }

func newTable(t *model.Table, amounts map[[2]int]bool) *table {
	out := &table{Table: t, rows: make([][]*cell, t.RowCount), counts: make(map[model.Severity]int)}
	cells := make([]cell, len(t.Cells))
	for i := range t.Cells {
		c := &cells[i]
		c.Cell = &t.Cells[i]
		c.header = c.Row < t.HeaderRows
		if !c.header && c.Text != "" {
			out.readNumber(c, amounts[[2]int{c.Row, c.Column}])
		}
		out.rows[c.Row] = append(out.rows[c.Row], c)
	}
	return out
}

// readNumber reads the number of a cell where it, or its column, is known to hold numbers: elsewhere digits are codes,
// years and ordinals.
func (t *table) readNumber(c *cell, amount bool) {
	switch t.Columns[c.Column].Role {
	case model.RoleAmount, model.RolePercent, model.RoleCount:
		c.right = true
	default:
		c.right = amount
	}
	if !c.right {
		return
	}
	if n, ok := readNumber(c.Text); ok {
		c.number = &n
		t.grouped = t.grouped || n.grouped
	} else if strings.ContainsFunc(c.Text, isLetter) {
		c.right = false
	}
}

// isLetter tells characters that no number and no dash has.
func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x2E80 }

// mark puts findings to their cells, those of a row or a column to its first cell.
func (d *Document) mark() {
	byID := make(map[string]*table, len(d.tables))
	for _, t := range d.tables {
		byID[t.ID] = t
	}
	grids := make(map[*table][]*cell)
	for i := range d.source.Findings {
		f := &d.source.Findings[i]
		ofTable := false
		var told []*table
		for j := range f.Subjects {
			s := &f.Subjects[j]
			ofTable = ofTable || s.Table != ""
			t := byID[s.Table]
			if t == nil {
				continue
			}
			if !slices.Contains(told, t) {
				told = append(told, t)
				t.counts[f.Severity]++
			}
			if grids[t] == nil {
				grids[t] = t.places()
			}
			t.take(f, s, grids[t])
		}
		if !ofTable {
			d.findings = append(d.findings, f)
		}
	}
}

// take puts a finding to the place that it is about.
func (t *table) take(f *model.Finding, s *model.Subject, places []*cell) {
	list := &t.findings
	if s.Row != nil || s.Column != nil {
		row, column := 0, 0
		if s.Row != nil {
			row = *s.Row
		}
		if s.Column != nil {
			column = *s.Column
		}
		list = &places[row*t.ColumnCount+column].findings
	}
	if n := len(*list); n == 0 || (*list)[n-1] != f {
		*list = append(*list, f)
	}
}

// places are the cells that cover each place of the grid, row by row.
func (t *table) places() []*cell {
	all := make([]*cell, t.RowCount*t.ColumnCount)
	for _, row := range t.rows {
		for _, c := range row {
			for r := c.Row; r < c.Row+c.RowSpan; r++ {
				for column := c.Column; column < c.Column+c.ColumnSpan; column++ {
					all[r*t.ColumnCount+column] = c
				}
			}
		}
	}
	return all
}

// heading is the table's title, or what else tells it from others.
func (t *table) heading(words *vocabulary) string {
	return cmp.Or(t.Title, t.Number, words.kindName(t.Kind))
}

// fullHeading is number and title.
func (t *table) fullHeading(words *vocabulary) string {
	if t.Number == "" || t.Title == "" {
		return t.heading(words)
	}
	return t.Number + " " + t.Title
}

// about tells number, unit and pages of a table in one line.
func (d *Document) about(t *table) string {
	parts := []string{d.words.onPages(t.Pages)}
	if t.Unit != "" {
		parts = slices.Insert(parts, 0, fmt.Sprintf(d.words.inUnit, t.Unit))
	}
	if t.Number != "" && t.Title != "" {
		parts = slices.Insert(parts, 0, t.Number)
	}
	return strings.Join(parts, " · ")
}

func (v *vocabulary) onPages(pages []int) string { return fmt.Sprintf(v.page, v.pageList(pages)) }

// link is the address of the table's first page, "" where nothing leads there.
func (d *Document) link(t *table) string {
	if d.options.Link == nil {
		return ""
	}
	return d.options.Link(t.Pages[0])
}

// head names the document: its publisher, its year, its file.
func (d *Document) head() string {
	parts := []string{d.source.Publisher.Name}
	if d.source.FiscalYear > 0 {
		parts = append(parts, fmt.Sprint(d.source.FiscalYear))
	}
	parts = append(parts, d.source.Source.Name)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// proof tells how many of the document's amounts its own arithmetic confirms.
func (d *Document) proof() string {
	p := d.source.Proof
	return fmt.Sprintf(d.words.confirmed, p.Amounts, p.Confirmed, p.Contradicted)
}

// gravest is the severity of the gravest of findings, "" of none.
func gravest(findings []*model.Finding) model.Severity {
	for _, s := range severities {
		if slices.ContainsFunc(findings, func(f *model.Finding) bool { return f.Severity == s }) {
			return s
		}
	}
	return ""
}

// messages tells findings, a line each.
func (d *Document) messages(findings []*model.Finding) string {
	lines := make([]string, len(findings))
	for i, f := range findings {
		lines[i] = d.words.message(f.Message)
	}
	return strings.Join(lines, "\n")
}

// clean replaces characters that no text has and that formats take ill: controls other than line feeds and tabs.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 {
			return '\uFFFD'
		}
		return r
	}, s)
}

// isFormat tells characters that only change how others are shown: direction marks, zero-width ones.
func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

// Address is a path with slashes as a link has it.
func Address(path string) string { return (&url.URL{Path: path}).String() }

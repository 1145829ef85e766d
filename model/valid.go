package model

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// FirstYear and LastYear bound what is read as a year: budgets are disclosed since 2007, and tell what is planned for
// decades.
const FirstYear, LastYear = 1900, 2099

// Validate tells where a document breaks what the comments of its fields promise and its form alone does not hold: words
// outside of the closed vocabularies, numbers out of range, places that are not there, grids that their cells do not
// cover once, counts that do not count. It is nil where nothing is broken. Its time and memory grow with the
// document's length, not with the numbers in it.
func (d *Document) Validate() error {
	v := validator{pages: d.Source.PageCount, tables: make(map[string]*Table, len(d.Tables)), glossary: Glossary(), source: d.Source.SHA256, corrections: map[string]bool{"": true}}
	return cmp.Or(
		d.validateHead(),
		each("correction", d.Corrections, v.correction),
		each("table", d.Tables, v.table),
		each("fact", d.Facts, v.fact),
		each("indicator", d.Indicators, v.indicator),
		each("finding", d.Findings, v.finding),
	)
}

// each looks at the items of a list; the error names the first that is wrong, counted from 1.
func each[T any](what string, list []T, validate func(*T) error) error {
	for i := range list {
		if err := validate(&list[i]); err != nil {
			return fmt.Errorf("%s %d: %w", what, i+1, err)
		}
	}
	return nil
}

var (
	sha256Form  = regexp.MustCompile(`^[0-9a-f]{64}$`)
	regionForm  = regexp.MustCompile(`^[0-9]{6}$`)                          // GB/T 2260
	decimalForm = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`) // the shortest, without exponent
)

// IsSHA256 tells whether s has the form of a digest as documents and manifests have it: lower-case hexadecimal.
func IsSHA256(s string) bool { return sha256Form.MatchString(s) }

// validateHead looks at what a document says outside of its lists.
func (d *Document) validateHead() error {
	s, p := &d.Source, &d.Publisher
	switch {
	case !slices.Contains(Disclosures(), d.Disclosure):
		return fmt.Errorf("disclosure is %q", d.Disclosure)
	case !isYear(d.FiscalYear):
		return fmt.Errorf("fiscal year is %d", d.FiscalYear)
	case !slices.Contains(PublisherLevels(), p.Level):
		return fmt.Errorf("publisher's level is %q", p.Level)
	case !IsSHA256(s.SHA256):
		return fmt.Errorf("sha256 is %q", s.SHA256)
	case s.TextSHA256 != "" && !IsSHA256(s.TextSHA256):
		return fmt.Errorf("textSha256 is %q", s.TextSHA256)
	case s.Bytes < 0 || s.PageCount < 0:
		return fmt.Errorf("%d bytes, %d pages", s.Bytes, s.PageCount)
	case !ascending(s.ImageOnlyPages, s.PageCount):
		return fmt.Errorf("pages with pictures alone are %d, of %d", s.ImageOnlyPages, s.PageCount)
	case d.Proof != d.proven():
		return fmt.Errorf("proof is %+v, the facts say %+v", d.Proof, d.proven())
	}
	return cmp.Or(validateRegion(p.Region), s.Meta.Validate())
}

// proven counts what the facts say of themselves.
func (d *Document) proven() Proof {
	p := Proof{Amounts: len(d.Facts)}
	for i := range d.Facts {
		if len(d.Facts[i].ConfirmedBy) > 0 {
			p.Confirmed++
		}
		if len(d.Facts[i].ContradictedBy) > 0 {
			p.Contradicted++
		}
	}
	return p
}

// Validate tells what is wrong with what was told of a file, nil for nothing.
func (m *Meta) Validate() error {
	if m == nil {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, m.Retrieved); err != nil && m.Retrieved != "" {
		return fmt.Errorf("retrieved is %q, no date as 2026-01-31", m.Retrieved)
	}
	if m.RegionCode != "" && !regionForm.MatchString(m.RegionCode) {
		return fmt.Errorf("region code is %q, none as 110102", m.RegionCode)
	}
	return nil
}

func validateRegion(t *Term) error {
	if t != nil && t.Code != "" && !regionForm.MatchString(t.Code) {
		return fmt.Errorf("region code is %q", t.Code)
	}
	return nil
}

// isYear tells a year that may be untold.
func isYear(n int) bool { return n == 0 || FirstYear <= n && n <= LastYear }

// ascending tells pages of a file in order, each once.
func ascending(pages []int, count int) bool {
	last := 0
	for _, p := range pages {
		if p <= last || p > count {
			return false
		}
		last = p
	}
	return true
}

func (b *Box) ordered() bool { return b[0] <= b[2] && b[1] <= b[3] }

// validator looks at the items of a document's lists.
type validator struct {
	pages    int               // of the file
	tables   map[string]*Table // those that are looked at, by their identifiers
	glossary []Vocabulary
	source   string // digest of the file
	// corrections are the ids of those that are looked at; "" for what none concerns.
	corrections map[string]bool
}

func (v *validator) correction(c *Correction) error {
	switch err := c.Validate(); {
	case err != nil:
		return err
	case c.SHA256 != v.source:
		return errors.New("it is of another document")
	case c.Kind == Withdrawn:
		return errors.New("a withdrawal is not applied")
	case v.corrections[c.ID]:
		return errors.New("it stands twice")
	}
	v.corrections[c.ID] = true
	return nil
}

// applied looks at what names corrections.
func (v *validator) applied(ids ...string) error {
	for _, id := range ids {
		if !v.corrections[id] {
			return fmt.Errorf("no correction is %.80q", id)
		}
	}
	return nil
}

func (v *validator) table(t *Table) error {
	switch id := "t" + strconv.Itoa(len(v.tables)+1); {
	case t.ID != id:
		return fmt.Errorf("its id is %q, not %q", t.ID, id)
	case !slices.Contains(Kinds(), t.Kind):
		return fmt.Errorf("kind is %q", t.Kind)
	case !slices.Contains([]Method{Ruled, PartRuled, Aligned, OCR}, t.Method):
		return fmt.Errorf("method is %q", t.Method)
	case len(t.Pages) == 0 || !ascending(t.Pages, v.pages):
		return fmt.Errorf("pages are %d, of %d", t.Pages, v.pages)
	case t.RowCount < 1 || t.ColumnCount < 1 || t.ColumnCount != len(t.Columns):
		return fmt.Errorf("%d rows, %d columns, of which %d are told", t.RowCount, t.ColumnCount, len(t.Columns))
	case t.HeaderRows < 0 || t.HeaderRows > t.RowCount:
		return fmt.Errorf("%d header rows, of %d", t.HeaderRows, t.RowCount)
	case !(0 <= t.Confidence && t.Confidence <= 1):
		return fmt.Errorf("confidence is %v", t.Confidence)
	}
	v.tables[t.ID] = t
	for i := range t.Columns {
		if !slices.Contains(Roles(), t.Columns[i].Role) {
			return fmt.Errorf("column %d: role is %q", i, t.Columns[i].Role)
		}
	}
	cell := func(c *Cell) error { return cmp.Or(t.validateCell(c), v.applied(c.Corrected, c.Checked)) }
	return cmp.Or(each("cell", t.Cells, cell), t.validateCover())
}

// validateCell looks at a cell by itself.
func (t *Table) validateCell(c *Cell) error {
	switch {
	case c.Row < 0 || c.Row >= t.RowCount || c.RowSpan < 1 || c.RowSpan > t.RowCount-c.Row:
		return fmt.Errorf("row %d, %d rows high, of %d", c.Row, c.RowSpan, t.RowCount)
	case c.Column < 0 || c.Column >= t.ColumnCount || c.ColumnSpan < 1 || c.ColumnSpan > t.ColumnCount-c.Column:
		return fmt.Errorf("column %d, %d columns wide, of %d", c.Column, c.ColumnSpan, t.ColumnCount)
	case !(c.Indent >= 0):
		return fmt.Errorf("indent is %v", c.Indent)
	}
	for _, g := range c.Regions {
		if _, ok := slices.BinarySearch(t.Pages, g.Page); !ok || !g.Box.ordered() {
			return fmt.Errorf("region %v on page %d", g.Box, g.Page)
		}
	}
	return nil
}

// validateCover tells whether the cells, each of which lies in the grid, cover each of its places once, by row, then column.
// So each cell begins where the stretch of columns begins that those before it left open at its row.
func (t *Table) validateCover() error {
	type stretch struct{ end, row int }
	open := map[int]stretch{0: {end: t.ColumnCount}} // by the first column: columns that are covered as far as row
	for i := range t.Cells {
		c := &t.Cells[i]
		if i > 0 && cmp.Or(cmp.Compare(t.Cells[i-1].Row, c.Row), cmp.Compare(t.Cells[i-1].Column, c.Column)) >= 0 {
			return fmt.Errorf("cell %d, [%d,%d], comes too late", i+1, c.Row, c.Column)
		}
		for at, end := c.Column, c.Column+c.ColumnSpan; at < end; {
			s, ok := open[at]
			if !ok || s.row != c.Row {
				return fmt.Errorf("cell %d, [%d,%d], is not where the grid is open: [%d,%d]", i+1, c.Row, c.Column, c.Row, at)
			}
			delete(open, at)
			if s.end > end {
				open[end] = stretch{s.end, s.row}
			}
			at = s.end
		}
		open[c.Column] = stretch{c.Column + c.ColumnSpan, c.Row + c.RowSpan}
	}
	for _, s := range open {
		if s.row != t.RowCount {
			return errors.New("its cells leave places of the grid open")
		}
	}
	return nil
}

func (v *validator) fact(f *Fact) error {
	if err := v.place(f.Table, f.Row, f.Column, f.Page, &f.Box); err != nil {
		return err
	}
	switch {
	case !isYear(f.Year):
		return fmt.Errorf("year is %d", f.Year)
	case f.Level < 0:
		return fmt.Errorf("level is %d", f.Level)
	case f.Amount != "" && !decimalForm.MatchString(f.Amount):
		return fmt.Errorf("amount is %.40q", f.Amount)
	}
	for i := range v.glossary {
		if value := f.word(v.glossary[i].Member); !v.glossary[i].has(value) {
			return fmt.Errorf("%s is %q", v.glossary[i].Member, value)
		}
	}
	for _, id := range slices.Concat(f.ConfirmedBy, f.ContradictedBy) {
		if !slices.Contains(Identities(), id) {
			return fmt.Errorf("identity is %q", id)
		}
	}
	return cmp.Or(validateRegion(f.Region), v.applied(f.Corrected, f.Checked))
}

// word is the value of a member that has a vocabulary.
func (f *Fact) word(member string) string {
	switch member {
	case "direction":
		return string(f.Direction)
	case "list":
		return string(f.List)
	case "measure":
		return string(f.Measure)
	case "fund":
		return string(f.Fund)
	case "use":
		return string(f.Use)
	case "item":
		return string(f.Item)
	case "period":
		return string(f.Period)
	case "stage":
		return string(f.Stage)
	case "scope":
		return string(f.Scope)
	}
	return member // which no vocabulary has: a member that is missing here is told by every document
}

func (v *Vocabulary) has(value string) bool {
	return slices.ContainsFunc(v.Words, func(w Word) bool { return w.Value == value })
}

func (v *validator) indicator(x *Indicator) error {
	if x.Number != nil && !decimalForm.MatchString(*x.Number) {
		return fmt.Errorf("number is %.40q", *x.Number)
	}
	return v.place(x.Table, x.Row, 0, x.Page, &x.Box)
}

func (v *validator) finding(f *Finding) error {
	if _, known := FindingKindOf(f.Code); !known {
		return fmt.Errorf("code is %q", f.Code)
	}
	if !slices.Contains([]Severity{Error, Warning, Info}, f.Severity) {
		return fmt.Errorf("severity is %q", f.Severity)
	}
	if f.Correction != "" && !IsSHA256(f.Correction) {
		return fmt.Errorf("correction is %.80q", f.Correction)
	}
	return cmp.Or(each("subject", f.Subjects, v.subject), v.applied(f.Slip))
}

func (v *validator) subject(s *Subject) error {
	switch {
	case s.Page < 0 || s.Page > v.pages:
		return fmt.Errorf("page %d, of %d", s.Page, v.pages)
	case s.Box != nil && !s.Box.ordered():
		return fmt.Errorf("box %v", *s.Box)
	case s.Table == "" && (s.Row != nil || s.Column != nil):
		return errors.New("a row or a column of no table")
	case s.Table == "":
		return nil
	}
	row, column := 0, 0
	if s.Row != nil {
		row = *s.Row
	}
	if s.Column != nil {
		column = *s.Column
	}
	_, err := v.cell(s.Table, row, column)
	return err
}

// place looks at a place in a table and on one of its pages.
func (v *validator) place(table string, row, column, page int, box *Box) error {
	t, err := v.cell(table, row, column)
	if err != nil {
		return err
	}
	if _, ok := slices.BinarySearch(t.Pages, page); !ok || !box.ordered() {
		return fmt.Errorf("box %v on page %d", *box, page)
	}
	return nil
}

// cell returns the table that has a place.
func (v *validator) cell(table string, row, column int) (*Table, error) {
	t := v.tables[table]
	switch {
	case t == nil:
		return nil, fmt.Errorf("there is no table %q", table)
	case row < 0 || row >= t.RowCount || column < 0 || column >= t.ColumnCount:
		return nil, fmt.Errorf("place [%d,%d] in table %s of %d × %d", row, column, table, t.RowCount, t.ColumnCount)
	}
	return t, nil
}

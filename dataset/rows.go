package dataset

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"yusuan/model"
	"yusuan/model/codes"
)

// row is what the fields of a row are taken from. Only the parts that its table
// is about are set.
type row struct {
	doc        *model.Document
	meta       model.Meta
	table      *model.Table
	cell       *model.Cell
	fact       *model.Fact
	indicator  *model.Indicator
	project    *project
	publisher  *publisherRow
	correction *model.Correction
	total      *total
	answered   *answered
	finding    *model.Finding
	list       codes.List
	entry      codes.Entry
	record     *record // all of its values, where the manifest kept them

	id, tableID, cellID, projectID string
	ordinal                        int
	findings                       int
	row, column, page              value
	box                            *model.Box
}

// side returns a side of the box: 0 to 3 as model.Box orders them.
func (r *row) side(i int) value {
	if r.box == nil {
		return value{}
	}
	return number(r.box[i])
}

// region is what was told of the file's place, else its publisher's.
func (r *row) region() model.Term {
	if told := (model.Term{Code: r.meta.RegionCode, Name: r.meta.RegionName}); told != (model.Term{}) || r.doc.Publisher.Region == nil {
		return told
	}
	return *r.doc.Publisher.Region
}

func (r *row) fiscalYear() value { return present(r.doc.FiscalYear) }

// amountYear is the year that a fact's amount is of.
func (r *row) amountYear() value { return present(r.fact.Year) }

// present is a number that is absent where it is 0.
func present(n int) value {
	if n == 0 {
		return value{}
	}
	return integer(n)
}

func (r *row) exactNumber() value {
	if r.indicator.Number == nil {
		return value{}
	}
	return text(*r.indicator.Number)
}

// at sets where the row stands.
func (r *row) at(page int, box model.Box) {
	r.page, r.box = integer(page), &box
}

// keyLength is how many hexadecimal digits of a file's digest its key has: a
// hundred thousand files share one with a chance of 10⁻¹⁰, which is noticed.
const keyLength = 16

// shortKey is the part of a file's digest that keys hold.
func shortKey(sha256 string) string { return sha256[:min(keyLength, len(sha256))] }

// document makes the rows of one document.
type document struct {
	*model.Document
	key       string
	meta      model.Meta
	tables    map[string]*tableRows
	facts     map[*model.Fact]string      // their keys
	projectOf map[*model.Indicator]string // keys of their projects
	marks     marks
	wanted    func(*table) bool
	emit      func(*table, *row) error
}

// tableRows finds the cells of a table.
type tableRows struct {
	*model.Table
	id    string
	spans []*model.Cell // cells of more than one place; nil as long as nobody asked
}

// rows hands the rows of a valid document to emit, in the order of their tables'
// contents. A row is valid during the call only.
func rows(doc *model.Document, emit func(*table, *row) error) error {
	return someRows(doc, func(*table) bool { return true }, emit)
}

// someRows hands the rows of the tables that are wanted to emit; it may hand over others.
func someRows(doc *model.Document, wanted func(*table) bool, emit func(*table, *row) error) error {
	complete := *doc
	complete.Findings = slices.Concat(doc.Findings, unrepresented(doc.Facts))
	d := &document{Document: &complete, key: shortKey(doc.Source.SHA256), tables: make(map[string]*tableRows, len(doc.Tables)),
		facts: make(map[*model.Fact]string, len(doc.Facts)), marks: newMarks(complete.Findings), wanted: wanted, emit: emit}
	if doc.Source.Meta != nil {
		d.meta = *doc.Source.Meta
	}
	r := d.row()
	if err := emit(documentsTable, &r); err != nil {
		return err
	}
	for _, part := range []func() error{d.tableRows, d.factRows, d.projectRows, d.indicatorRows} { // each needs what those before it find
		if err := part(); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		rows func() error
		of   []*table
	}{
		{d.totalRows, []*table{totalsTable}},
		{d.answerRows, []*table{answersTable}},
		{d.findingRows, []*table{findingsTable, subjectsTable}},
		{d.correctionRows, []*table{correctionsTable}},
	} {
		if !slices.ContainsFunc(part.of, wanted) {
			continue
		}
		if err := part.rows(); err != nil {
			return err
		}
	}
	return nil
}

func (d *document) row() row { return row{doc: d.Document, meta: d.meta} }

func (d *document) tableRows() error {
	for i := range d.Tables {
		t := &tableRows{Table: &d.Tables[i], id: d.key + "/" + d.Tables[i].ID}
		d.tables[t.ID] = t
		r := d.row()
		r.table, r.tableID, r.ordinal = t.Table, t.id, i+1
		if page, box, ok := t.extent(); ok {
			r.at(page, box)
		}
		if err := d.emit(tablesTable, &r); err != nil {
			return err
		}
		if !d.wanted(cellsTable) {
			continue
		}
		if err := d.cellRows(t); err != nil {
			return err
		}
	}
	return nil
}

// extent is the box around what stands of the table on its first page.
func (t *tableRows) extent() (page int, box model.Box, ok bool) {
	for i := range t.Cells {
		for _, g := range t.Cells[i].Regions {
			switch {
			case !ok || g.Page < page:
				page, box, ok = g.Page, g.Box, true
			case g.Page == page:
				box = model.Box{min(box[0], g.Box[0]), min(box[1], g.Box[1]), max(box[2], g.Box[2]), max(box[3], g.Box[3])}
			}
		}
	}
	return page, box, ok
}

func (d *document) cellRows(t *tableRows) error {
	for i := range t.Cells {
		c := &t.Cells[i]
		r := d.row()
		r.table, r.tableID, r.cell = t.Table, t.id, c
		r.cellID = placeKey(t.id, c.Row, c.Column)
		r.row, r.column = integer(c.Row), integer(c.Column)
		if len(c.Regions) > 0 {
			r.at(c.Regions[0].Page, c.Regions[0].Box)
		}
		if err := d.emit(cellsTable, &r); err != nil {
			return err
		}
	}
	return nil
}

// placeKey is the key of a place in a table.
func placeKey(table string, row, column int) string {
	return table + "/" + strconv.Itoa(row) + "/" + strconv.Itoa(column)
}

// cell returns the key of the cell that covers a place.
func (t *tableRows) cell(row, column int) string {
	at := sort.Search(len(t.Cells), func(i int) bool { // they are in this order
		c := &t.Cells[i]
		return c.Row > row || c.Row == row && c.Column >= column
	})
	if at < len(t.Cells) && t.Cells[at].Row == row && t.Cells[at].Column == column {
		return placeKey(t.id, row, column)
	}
	if t.spans == nil {
		t.spans = []*model.Cell{}
		for i := range t.Cells {
			if c := &t.Cells[i]; c.RowSpan > 1 || c.ColumnSpan > 1 {
				t.spans = append(t.spans, c)
			}
		}
	}
	for _, c := range t.spans {
		if c.Row <= row && row < c.Row+c.RowSpan && c.Column <= column && column < c.Column+c.ColumnSpan {
			return placeKey(t.id, c.Row, c.Column)
		}
	}
	return ""
}

func (d *document) factRows() error {
	var keys unique
	for i := range d.Facts {
		f := &d.Facts[i]
		t := d.tables[f.Table]
		r := d.row()
		r.table, r.tableID, r.fact = t.Table, t.id, f
		r.id, r.cellID = keys.of(placeKey(t.id, f.Row, f.Column)), t.cell(f.Row, f.Column)
		d.facts[f] = r.id
		r.row, r.column = integer(f.Row), integer(f.Column)
		r.findings = d.marks.on(f)
		r.at(f.Page, f.Box)
		if err := d.emit(factsTable, &r); err != nil {
			return err
		}
	}
	return nil
}

func (d *document) indicatorRows() error {
	var keys unique
	for i := range d.Indicators {
		x := &d.Indicators[i]
		t := d.tables[x.Table]
		r := d.row()
		r.table, r.tableID, r.indicator, r.projectID = t.Table, t.id, x, d.projectOf[x]
		r.id = keys.of(t.id + "/" + strconv.Itoa(x.Row))
		r.row = integer(x.Row)
		r.at(x.Page, x.Box)
		if err := d.emit(indicatorsTable, &r); err != nil {
			return err
		}
	}
	return nil
}

// unique tells apart things at the same place: the second gets "~2" behind its key.
type unique map[string]int

func (u *unique) of(key string) string {
	if *u == nil {
		*u = make(unique)
	}
	(*u)[key]++
	if n := (*u)[key]; n > 1 {
		return key + "~" + strconv.Itoa(n)
	}
	return key
}

// findingRows hands findings and the places that they are about to emit. A finding's own place is its first.
func (d *document) findingRows() error {
	for i := range d.Findings {
		f := &d.Findings[i]
		r := d.row()
		r.finding, r.id = f, fmt.Sprintf("%s/f%d", d.key, i+1)
		first := r
		if len(f.Subjects) > 0 {
			first = d.subject(r, f.Subjects[0])
		}
		if err := d.emit(findingsTable, &first); err != nil {
			return err
		}
		for n := range f.Subjects {
			s := d.subject(r, f.Subjects[n])
			s.ordinal = n + 1
			if err := d.emit(subjectsTable, &s); err != nil {
				return err
			}
		}
	}
	return nil
}

// correctionRows hands the corrections that were applied to emit.
func (d *document) correctionRows() error {
	for i := range d.Corrections {
		c := &d.Corrections[i]
		r := d.subject(d.row(), c.Place)
		r.correction = c
		if err := d.emit(correctionsTable, &r); err != nil {
			return err
		}
	}
	return nil
}

// subject sets the place that a finding or a correction is about.
func (d *document) subject(r row, s model.Subject) row {
	if s.Row != nil {
		r.row = integer(*s.Row)
	}
	if s.Column != nil {
		r.column = integer(*s.Column)
	}
	if t := d.tables[s.Table]; t != nil {
		r.table, r.tableID = t.Table, t.id
		if s.Row != nil && s.Column != nil {
			r.cellID = t.cell(*s.Row, *s.Column)
		}
	}
	if s.Page != 0 {
		r.page = integer(s.Page)
	}
	r.box = s.Box
	return r
}

// codeRows hands the rows of the code lists to emit.
func codeRows(_ []record, emit func(*row) error) error {
	for _, l := range codes.Lists() {
		for _, e := range codes.Entries(l) {
			if err := emit(&row{list: l, entry: e}); err != nil {
				return err
			}
		}
	}
	return nil
}

// codeLevel is 1 for 类, 2 for 款, 3 for what stands under a 款; local items under a 款 have seven digits.
func codeLevel(code string) int { return max(1, (len(code)-1)/2) }

func otherNames(e codes.Entry) []string {
	var all []string
	for _, o := range e.Others {
		all = append(all, o.Name)
	}
	return all
}

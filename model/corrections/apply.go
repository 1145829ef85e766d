package corrections

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"yusuan/model"
)

// Applied is what became of the decisions about a document.
type Applied struct {
	tables   []model.Table
	decided  []model.Correction
	effect   map[string]effect   // by id; none of those that could not be applied
	original map[string]original // by the corrections of cells
	values   map[value]string    // the decisions about tables as a whole
	units    map[string]string   // the corrections of units, by table
	found    []model.Finding     // of what is not in effect
}

// effect is what a decision that was applied has.
type effect uint8

const (
	_ effect = iota
	inEffect
	replaced // a later one is about the same place
)

// original is a cell as it was before a correction of its text.
type original struct {
	text string // as read
	by   string // the correction of rows that it comes of, "" for none
}

// value is one of a table's title, unit and kind.
type value struct {
	table int
	kind  model.CorrectionKind
}

var (
	errGone   = errors.New("what stood there is not there")
	errNoCode = errors.New("no finding of that code is about the cell")
)

// Apply applies decisions to the tables of a document, in order. Kinds of tables are not known yet, and neither are findings:
// [Applied.Kinds] and [Applied.Finish] go on.
func Apply(tables []model.Table, decided []model.Correction) *Applied {
	a := &Applied{tables: tables, decided: decided, effect: map[string]effect{}, original: map[string]original{}, values: map[value]string{}, units: map[string]string{}}
	for i := range decided {
		if c := &decided[i]; c.Kind != model.TableKind && c.Kind != model.Slip {
			a.settle(c, a.apply(c))
		}
	}
	return a
}

// settle keeps a decision that was applied, or tells why it was not.
func (a *Applied) settle(c *model.Correction, why error) {
	if why == nil {
		a.effect[c.ID] = inEffect
		return
	}
	a.found = append(a.found, finding(model.CorrectionNotApplied, c, "："+reasons[why], ": "+why.Error()))
}

// reasons are the Chinese of why something is not applied.
var reasons = map[error]string{
	errGone: "原处已不是所记的内容", errNoCode: "该格没有这一代码的问题", errSpans: "有跨行单元格只占其中一部分",
	errGrid: "各行的列不同", errHeader: "其中一部分是表头", errText: "没有单元格的位置上有文字",
}

// apply applies a decision to the tables, or tells why it can't be.
func (a *Applied) apply(c *model.Correction) error {
	switch {
	case c.Kind.OfRows():
		return a.applyRows(c)
	case c.Kind.OfTable():
		return a.applyTable(c)
	}
	return a.applyCell(c)
}

func (a *Applied) applyRows(c *model.Correction) error {
	at, ok := a.rows(&c.Place, c.WasRows)
	switch {
	case !ok:
		return errGone
	case c.Kind == model.PartRows:
		return partRow(&a.tables[at.table], at.at, c.RightRows, c.ID)
	}
	return joinRows(&a.tables[at.table], at.at, len(c.WasRows), c.RightRows[0], c.ID)
}

// applyTable gives a table its title or its unit.
func (a *Applied) applyTable(c *model.Correction) error {
	i := a.table(&c.Place)
	if i < 0 {
		return errGone
	}
	t := &a.tables[i]
	if c.Kind == model.TableTitle {
		return a.give(i, &t.Title, c)
	}
	read := t.Unit
	err := a.give(i, &t.Unit, c)
	if err == nil && (t.Unit != read || a.units[t.ID] != "") {
		a.units[t.ID] = c.ID
	}
	return err
}

// give gives a table's value the one that is right, and takes an earlier decision about it out of effect.
func (a *Applied) give(table int, now *string, c *model.Correction) error {
	if *now != c.Was && *now != c.Right {
		return errGone
	}
	v := value{table, c.Kind}
	a.replace(a.values[v])
	*now, a.values[v] = c.Right, c.ID
	return nil
}

// applyCell decides about a cell's text. Where what was before it is the text as read, it takes the place of an earlier
// decision; where the text is read as it should be by now, it tells that it was checked.
func (a *Applied) applyCell(c *model.Correction) error {
	now := func(x *model.Cell) bool { return x.Text == c.Was }
	read := func(x *model.Cell) bool { return a.textRead(x) == c.Was }
	right := func(x *model.Cell) bool { return c.Kind == model.CellText && x.Text == c.Right }
	for _, holds := range []func(*model.Cell) bool{now, read, right} {
		if at, ok := a.cell(&c.Place, holds); ok {
			a.decide(&a.tables[at.table].Cells[at.at], c)
			return nil
		}
	}
	return errGone
}

// textRead is the text that a cell had before its text was corrected.
func (a *Applied) textRead(x *model.Cell) string {
	if o, ok := a.original[x.Corrected]; ok {
		return o.text
	}
	return x.Text
}

// decide puts a decision into a cell.
func (a *Applied) decide(x *model.Cell, c *model.Correction) {
	text := c.Was
	if c.Kind == model.CellText {
		text = c.Right
	}
	if x.Checked != x.Corrected {
		a.replace(x.Checked)
	}
	x.Checked = c.ID
	if text == x.Text {
		return
	}
	read, corrected := a.original[x.Corrected]
	if corrected {
		a.replace(x.Corrected)
	} else {
		read = original{x.Text, x.Corrected}
	}
	x.Text, x.Corrected = text, read.by
	if text != read.text {
		x.Corrected, a.original[c.ID] = c.ID, read
	}
}

// replace takes a decision out of effect, for a later one about the same place.
func (a *Applied) replace(id string) {
	if id != "" {
		a.effect[id] = replaced
	}
}

// Kinds gives tables their kinds that were decided otherwise than they are read, by table, and tells whether there is any:
// then the tables have to be read again.
func (a *Applied) Kinds(read []model.Kind) bool {
	some := false
	for i := range a.decided {
		c := &a.decided[i]
		if c.Kind != model.TableKind {
			continue
		}
		at := a.table(&c.Place)
		if at < 0 {
			a.settle(c, errGone)
			continue
		}
		now := string(cmp.Or(a.tables[at].Kind, read[at]))
		why := a.give(at, &now, c)
		if a.settle(c, why); why == nil {
			a.tables[at].Kind, some = model.Kind(now), true
		}
	}
	return some
}

// Mark tells in facts which corrections they come of.
func (a *Applied) Mark(facts []model.Fact) {
	type place struct {
		table       string
		row, column int
	}
	marked := make(map[place]*model.Cell)
	for i := range a.tables {
		t := &a.tables[i]
		for k := range t.Cells {
			c := &t.Cells[k]
			if c.Corrected == "" && c.Checked == "" {
				continue
			}
			for row := range c.RowSpan {
				for column := range c.ColumnSpan {
					marked[place{t.ID, c.Row + row, c.Column + column}] = c
				}
			}
		}
	}
	for i := range facts {
		f := &facts[i]
		f.Corrected = a.units[f.Table]
		if c := marked[place{f.Table, f.Row, f.Column}]; c != nil {
			f.Corrected, f.Checked = cmp.Or(c.Corrected, f.Corrected), c.Checked
		}
	}
}

// Finish acknowledges slips among a document's findings, and tells the document which decisions are in effect and which are not.
func (a *Applied) Finish(d *model.Document) {
	for i := range a.decided {
		if c := &a.decided[i]; c.Kind == model.Slip {
			a.settle(c, a.acknowledge(d.Findings, c))
		}
	}
	for i := range a.decided {
		switch c := &a.decided[i]; a.effect[c.ID] {
		case inEffect:
			d.Corrections = append(d.Corrections, *c)
		case replaced:
			a.found = append(a.found, finding(model.CorrectionReplaced, c, "", ""))
		}
	}
	for _, f := range a.found {
		if len(f.Subjects) > 0 && f.Subjects[0].Page > d.Source.PageCount {
			f.Subjects = nil // of another document than it says
		}
		d.Findings = append(d.Findings, f)
	}
}

// acknowledge marks the findings that a slip is about.
func (a *Applied) acknowledge(findings []model.Finding, c *model.Correction) error {
	at, ok := a.cell(&c.Place, func(x *model.Cell) bool { return x.Text == c.Was })
	if !ok {
		return errGone
	}
	t := &a.tables[at.table]
	x, some := &t.Cells[at.at], false
	about := func(s model.Subject) bool {
		return s.Table == t.ID && s.Row != nil && *s.Row == x.Row && s.Column != nil && *s.Column == x.Column
	}
	for i := range findings {
		if f := &findings[i]; f.Code == c.Code && slices.ContainsFunc(f.Subjects, about) {
			f.Slip, some = c.ID, true
		}
	}
	if !some {
		return errNoCode
	}
	return nil
}

// finding tells of a decision that is not in effect, and why.
func finding(kind model.FindingKind, c *model.Correction, zh, en string) model.Finding {
	where, id := placeText(&c.Place), c.ID[:12]
	f := kind.Finding(fmt.Sprintf("%s（%s，%s）%s", id, c.Kind, where, zh), fmt.Sprintf("%s (%s, %s)%s", id, c.Kind, where, en))
	f.Correction = c.ID
	if c.Place.Page > 0 {
		f.Subjects = []model.Subject{{Page: c.Place.Page, Box: c.Place.Box}}
	}
	return f
}

// placeText names a place by its table, row and column.
func placeText(p *model.Subject) string {
	switch {
	case p.Row == nil:
		return p.Table
	case p.Column == nil:
		return fmt.Sprintf("%s[%d]", p.Table, *p.Row)
	}
	return fmt.Sprintf("%s[%d,%d]", p.Table, *p.Row, *p.Column)
}

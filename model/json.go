package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// The canonical document is written by hand, member by member in sorted order,
// because it is the one place where every cell of every table passes: reflection
// and a sorting pass afterwards take longer than reading the pages. A test holds
// it to the bytes that an independent RFC 8785 implementation makes of the plain
// encoding/json output, so that no member can be forgotten.

// AppendJSON appends the document's canonical bytes (RFC 8785, JCS) to b.
// Nil slices are written as [], strings that are no UTF-8 with U+FFFD, and
// coordinates rounded to two decimals.
func (d *Document) AppendJSON(b []byte) []byte {
	b = slices.Grow(b, d.roughSize())
	b = append(b, '{')
	if len(d.Corrections) > 0 {
		b = append(appendList(append(b, `"corrections":`...), d.Corrections, (*Correction).appendJSON), ',')
	}
	b = appendString(append(b, `"disclosure":`...), string(d.Disclosure))
	b = appendList(append(b, `,"facts":`...), d.Facts, (*Fact).appendJSON)
	b = appendList(append(b, `,"findings":`...), d.Findings, (*Finding).appendJSON)
	b = appendInt(append(b, `,"fiscalYear":`...), d.FiscalYear)
	b = appendString(append(b, `,"format":`...), d.Format)
	b = appendList(append(b, `,"indicators":`...), d.Indicators, (*Indicator).appendJSON)
	b = d.Proof.appendJSON(append(b, `,"proof":`...))
	b = d.Publisher.appendJSON(append(b, `,"publisher":`...))
	b = d.Source.appendJSON(append(b, `,"source":`...))
	b = appendList(append(b, `,"tables":`...), d.Tables, (*Table).appendJSON)
	return append(b, '}')
}

// roughSize is about how many bytes a document's cells, facts and indicators take.
func (d *Document) roughSize() int {
	const cell, fact, indicator = 135, 650, 420 // without the texts of cells and indicators; seldom more
	n := fact*len(d.Facts) + indicator*len(d.Indicators)
	for i := range d.Tables {
		n += cell * len(d.Tables[i].Cells)
		for k := range d.Tables[i].Cells {
			n += len(d.Tables[i].Cells[k].Text)
		}
	}
	for i := range d.Indicators {
		n += len(d.Indicators[i].Goal) + len(d.Indicators[i].GoalPlain)
	}
	return n
}

// Indent adds white space to canonical bytes for people to read.
func Indent(canonical []byte) []byte {
	var out bytes.Buffer
	if json.Indent(&out, canonical, "", "  ") != nil {
		return canonical
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// Parse reads a document that this program wrote, in canonical form or with
// white space added. It is strict: unknown, missing, repeated or misspelt
// members, other formats and anything else that is not canonical are errors,
// since encoding/json alone would drop or guess them, and so is what
// [Document.Validate] finds.
func Parse(data []byte) (*Document, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var d Document
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read document: something follows the document")
	}
	if d.Format != Format {
		return nil, fmt.Errorf("read document: format is %q, not %q", d.Format, Format)
	}
	var given bytes.Buffer
	if err := json.Compact(&given, data); err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	if at := mismatch(given.Bytes(), d.AppendJSON(make([]byte, 0, given.Len()))); at >= 0 {
		return nil, fmt.Errorf("read document: not canonical at %q", excerpt(given.Bytes(), at))
	}
	if err := d.Validate(); err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	return &d, nil
}

// mismatch returns the first offset at which a and b differ, -1 if nowhere.
func mismatch(a, b []byte) int {
	if bytes.Equal(a, b) {
		return -1
	}
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// excerpt returns some bytes of b around an offset, for an error message.
func excerpt(b []byte, at int) []byte {
	const before, after = 30, 10
	return b[max(0, at-before):min(len(b), at+after)]
}

func (s *Source) appendJSON(b []byte) []byte {
	b = strconv.AppendInt(append(b, `{"bytes":`...), s.Bytes, 10)
	b = appendString(append(b, `,"creator":`...), s.Creator)
	b = strconv.AppendBool(append(b, `,"encrypted":`...), s.Encrypted)
	b = appendInts(append(b, `,"imageOnlyPages":`...), s.ImageOnlyPages)
	if s.Meta != nil {
		b = s.Meta.appendJSON(append(b, `,"meta":`...))
	}
	b = appendString(append(b, `,"name":`...), s.Name)
	b = appendInt(append(b, `,"pageCount":`...), s.PageCount)
	b = appendString(append(b, `,"producer":`...), s.Producer)
	b = strconv.AppendBool(append(b, `,"repaired":`...), s.Repaired)
	b = appendString(append(b, `,"sha256":`...), s.SHA256)
	b = appendString(append(b, `,"textSha256":`...), s.TextSHA256)
	return append(b, '}')
}

func (m *Meta) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	b = appendOptional(b, first, `"licence":`, m.Licence)
	b = appendOptional(b, first, `"regionCode":`, m.RegionCode)
	b = appendOptional(b, first, `"regionName":`, m.RegionName)
	b = appendOptional(b, first, `"retrieved":`, m.Retrieved)
	b = appendOptional(b, first, `"url":`, m.URL)
	return append(b, '}')
}

func (p *Publisher) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	b = appendOptional(b, first, `"code":`, p.Code)
	b = appendOptional(b, first, `"id":`, p.ID)
	b = appendString(append(appendComma(b, first), `"level":`...), string(p.Level))
	b = appendString(append(b, `,"name":`...), p.Name)
	b = appendTerm(b, `,"region":`, p.Region)
	return append(b, '}')
}

func (p *Proof) appendJSON(b []byte) []byte {
	b = appendInt(append(b, `{"amounts":`...), p.Amounts)
	b = appendInt(append(b, `,"confirmed":`...), p.Confirmed)
	b = appendInt(append(b, `,"contradicted":`...), p.Contradicted)
	return append(b, '}')
}

func (t *Table) appendJSON(b []byte) []byte {
	b = appendList(append(b, `{"cells":`...), t.Cells, (*Cell).appendJSON)
	b = appendInt(append(b, `,"columnCount":`...), t.ColumnCount)
	b = appendList(append(b, `,"columns":`...), t.Columns, (*Column).appendJSON)
	b = appendHundredths(append(b, `,"confidence":`...), t.Confidence)
	b = appendInt(append(b, `,"headerRows":`...), t.HeaderRows)
	b = appendString(append(b, `,"id":`...), t.ID)
	b = appendString(append(b, `,"kind":`...), string(t.Kind))
	b = appendString(append(b, `,"method":`...), string(t.Method))
	b = appendStrings(append(b, `,"notes":`...), t.Notes)
	b = appendString(append(b, `,"number":`...), t.Number)
	b = appendInts(append(b, `,"pages":`...), t.Pages)
	b = appendInt(append(b, `,"rowCount":`...), t.RowCount)
	b = appendString(append(b, `,"title":`...), t.Title)
	b = appendString(append(b, `,"unit":`...), t.Unit)
	return append(b, '}')
}

// AppendJSON appends the correction's canonical bytes, as they are a line of corrections.jsonl.
func (c *Correction) AppendJSON(b []byte) []byte { return c.appendJSON(b) }

func (c *Correction) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	b = appendOptional(b, first, `"code":`, c.Code)
	b = appendOptional(b, first, `"id":`, c.ID)
	b = appendString(append(appendComma(b, first), `"kind":`...), string(c.Kind))
	b = appendOptional(b, first, `"of":`, c.Of)
	b = c.Place.appendJSON(append(b, `,"place":`...))
	b = appendOptional(b, first, `"right":`, c.Right)
	b = appendRows(b, `,"rightRows":`, c.RightRows)
	b = appendString(append(b, `,"sha256":`...), c.SHA256)
	b = appendOptional(b, first, `"textSha256":`, c.TextSHA256)
	b = appendOptional(b, first, `"was":`, c.Was)
	b = appendRows(b, `,"wasRows":`, c.WasRows)
	b = appendOptional(b, first, `"when":`, c.When)
	b = appendOptional(b, first, `"who":`, c.Who)
	b = appendOptional(b, first, `"why":`, c.Why)
	return append(b, '}')
}

// appendRows appends a member that is absent where there are no rows.
func appendRows(b []byte, key string, rows [][]string) []byte {
	if len(rows) == 0 {
		return b
	}
	return appendList(append(b, key...), rows, func(row *[]string, b []byte) []byte { return appendStrings(b, *row) })
}

func (c *Column) appendJSON(b []byte) []byte {
	b = appendStrings(append(b, `{"path":`...), c.Path)
	b = appendString(append(b, `,"role":`...), string(c.Role))
	return append(b, '}')
}

func (c *Cell) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	if c.Bold {
		b = append(b, `"bold":true`...)
	}
	b = appendOptional(b, first, `"checked":`, c.Checked)
	b = appendInt(append(appendComma(b, first), `"column":`...), c.Column)
	b = appendInt(append(b, `,"columnSpan":`...), c.ColumnSpan)
	b = appendOptional(b, first, `"corrected":`, c.Corrected)
	if c.Indent != 0 {
		b = appendHundredths(append(b, `,"indent":`...), c.Indent)
	}
	b = appendList(append(b, `,"regions":`...), c.Regions, (*Region).appendJSON)
	b = appendInt(append(b, `,"row":`...), c.Row)
	b = appendInt(append(b, `,"rowSpan":`...), c.RowSpan)
	b = appendString(append(b, `,"text":`...), c.Text)
	return append(b, '}')
}

func (r *Region) appendJSON(b []byte) []byte {
	b = r.Box.appendJSON(append(b, `{"box":`...))
	b = appendInt(append(b, `,"page":`...), r.Page)
	return append(b, '}')
}

func (x Box) appendJSON(b []byte) []byte {
	for i, v := range x {
		b = append(b, "[,,,"[i])
		b = appendHundredths(b, v)
	}
	return append(b, ']')
}

func (t *Term) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"code":`...), t.Code)
	b = appendString(append(b, `,"name":`...), t.Name)
	return append(b, '}')
}

func (f *Fact) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = strconv.AppendBool(append(b, `{"addend":`...), f.Addend)
	b = appendString(append(b, `,"amount":`...), f.Amount)
	b = f.Box.appendJSON(append(b, `,"box":`...))
	b = appendTerm(b, `,"budgetUnit":`, f.BudgetUnit)
	b = appendOptional(b, first, `"checked":`, f.Checked)
	b = appendInt(append(b, `,"column":`...), f.Column)
	b = appendIdentities(append(b, `,"confirmedBy":`...), f.ConfirmedBy)
	b = appendIdentities(append(b, `,"contradictedBy":`...), f.ContradictedBy)
	b = appendOptional(b, first, `"corrected":`, f.Corrected)
	b = appendTerm(b, `,"departmentEconomic":`, f.DepartmentEconomic)
	b = appendString(append(b, `,"direction":`...), string(f.Direction))
	b = appendTerm(b, `,"functional":`, f.Functional)
	b = appendString(append(b, `,"fund":`...), string(f.Fund))
	b = appendTerm(b, `,"governmentEconomic":`, f.GovernmentEconomic)
	b = appendString(append(b, `,"item":`...), string(f.Item))
	b = appendString(append(b, `,"label":`...), f.Label)
	b = appendInt(append(b, `,"level":`...), f.Level)
	b = appendString(append(b, `,"list":`...), string(f.List))
	b = appendString(append(b, `,"measure":`...), string(f.Measure))
	b = appendInt(append(b, `,"page":`...), f.Page)
	b = appendStrings(append(b, `,"path":`...), f.Path)
	b = appendString(append(b, `,"period":`...), string(f.Period))
	b = appendString(append(b, `,"printed":`...), f.Printed)
	b = appendString(append(b, `,"printedUnit":`...), f.PrintedUnit)
	b = appendTerm(b, `,"procurement":`, f.Procurement)
	b = appendTerm(b, `,"project":`, f.Project)
	b = appendTerm(b, `,"region":`, f.Region)
	b = appendTerm(b, `,"revenueItem":`, f.RevenueItem)
	b = appendInt(append(b, `,"row":`...), f.Row)
	b = appendString(append(b, `,"scope":`...), string(f.Scope))
	b = appendString(append(b, `,"stage":`...), string(f.Stage))
	b = appendString(append(b, `,"table":`...), f.Table)
	b = strconv.AppendBool(append(b, `,"totalColumn":`...), f.TotalColumn)
	b = strconv.AppendBool(append(b, `,"totalRow":`...), f.TotalRow)
	b = appendString(append(b, `,"use":`...), string(f.Use))
	b = appendInt(append(b, `,"year":`...), f.Year)
	return append(b, '}')
}

func (x *Indicator) appendJSON(b []byte) []byte {
	b = x.Box.appendJSON(append(b, `{"box":`...))
	b = appendString(append(b, `,"goal":`...), x.Goal)
	b = appendString(append(b, `,"goalPlain":`...), x.GoalPlain)
	b = appendString(append(b, `,"level1":`...), x.Level1)
	b = appendString(append(b, `,"level2":`...), x.Level2)
	b = appendString(append(b, `,"level3":`...), x.Level3)
	b = appendString(append(b, `,"measureUnit":`...), x.MeasureUnit)
	b = appendString(append(b, `,"nature":`...), x.Nature)
	if x.Number != nil {
		b = appendString(append(b, `,"number":`...), *x.Number)
	}
	b = appendInt(append(b, `,"page":`...), x.Page)
	b = appendTerm(b, `,"project":`, x.Project)
	b = appendInt(append(b, `,"row":`...), x.Row)
	b = appendString(append(b, `,"table":`...), x.Table)
	b = appendString(append(b, `,"value":`...), x.Value)
	return append(b, '}')
}

func (f *Finding) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	b = appendOptional(b, first, `"actual":`, f.Actual)
	b = appendComma(b, first)
	b = appendString(append(b, `"code":`...), f.Code)
	b = appendOptional(b, first, `"correction":`, f.Correction)
	b = appendOptional(b, first, `"expected":`, f.Expected)
	b = appendString(append(b, `,"message":{"en":`...), f.Message.EN)
	b = append(appendString(append(b, `,"zh":`...), f.Message.ZH), '}')
	if len(f.Readings) > 0 {
		b = appendStrings(append(b, `,"readings":`...), f.Readings)
	}
	b = appendString(append(b, `,"severity":`...), string(f.Severity))
	b = appendOptional(b, first, `"slip":`, f.Slip)
	b = appendList(append(b, `,"subjects":`...), f.Subjects, (*Subject).appendJSON)
	return append(b, '}')
}

func (s *Subject) appendJSON(b []byte) []byte {
	first := len(b) + 1
	b = append(b, '{')
	if s.Box != nil {
		b = s.Box.appendJSON(append(b, `"box":`...))
	}
	if s.Column != nil {
		b = appendInt(append(appendComma(b, first), `"column":`...), *s.Column)
	}
	if s.Page != 0 {
		b = appendInt(append(appendComma(b, first), `"page":`...), s.Page)
	}
	if s.Row != nil {
		b = appendInt(append(appendComma(b, first), `"row":`...), *s.Row)
	}
	b = appendOptional(b, first, `"table":`, s.Table)
	return append(b, '}')
}

func appendList[T any](b []byte, list []T, item func(*T, []byte) []byte) []byte {
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(&list[i], b)
	}
	return append(b, ']')
}

func appendStrings(b []byte, list []string) []byte {
	return appendList(b, list, func(s *string, b []byte) []byte { return appendString(b, *s) })
}

func appendIdentities(b []byte, list []Identity) []byte {
	return appendList(b, list, func(s *Identity, b []byte) []byte { return appendString(b, string(*s)) })
}

func appendInts(b []byte, list []int) []byte {
	return appendList(b, list, func(n *int, b []byte) []byte { return appendInt(b, *n) })
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendTerm appends a member that is absent when t is nil.
func appendTerm(b []byte, key string, t *Term) []byte {
	if t == nil {
		return b
	}
	return t.appendJSON(append(b, key...))
}

// appendOptional appends a member that is absent when s is empty; first is where
// the first member of its object begins.
func appendOptional(b []byte, first int, key, s string) []byte {
	if s == "" {
		return b
	}
	return appendString(append(appendComma(b, first), key...), s)
}

func appendComma(b []byte, first int) []byte {
	if len(b) > first {
		b = append(b, ',')
	}
	return b
}

// appendHundredths appends f rounded to two decimals, as coordinates and
// confidences are written.
func appendHundredths(b []byte, f float64) []byte {
	n, ok := wholeHundredths(f)
	if !ok {
		return appendNumber(b, f)
	}
	i := int64(n)
	if i < 0 {
		b, i = append(b, '-'), -i
	}
	b = strconv.AppendInt(b, i/100, 10)
	if r := i % 100; r != 0 {
		b = append(b, '.', byte('0'+r/10))
		if r%10 != 0 {
			b = append(b, byte('0'+r%10))
		}
	}
	return b
}

// appendNumber appends f as ECMAScript's Number::toString writes it (RFC 8785,
// 3.2.2.3). JSON has no word for what is no number: it is written as 0.
func appendNumber(b []byte, f float64) []byte {
	switch abs := math.Abs(f); {
	case abs == 0, math.IsNaN(f), math.IsInf(f, 0):
		return append(b, '0')
	case abs >= 1e-6 && abs < 1e21:
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	// Go writes two digits of exponent at least, ECMAScript one: e-07 is e-7.
	if n := len(b); b[n-2] == '0' && (b[n-3] == '-' || b[n-3] == '+') {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// appendString appends s as a JSON string in RFC 8785's form (3.2.2.2): only
// what JSON demands is escaped, in its short form where there is one.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // U+FFFD for each byte that is of no character
	}
	b = append(b, '"')
	start := 0 // of the part that is not yet copied
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\t':
			b = append(b, '\\', 't')
		case '\n':
			b = append(b, '\\', 'n')
		case '\f':
			b = append(b, '\\', 'f')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[start:]...), '"')
}

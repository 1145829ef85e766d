package model

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Correction is a decision of a person about what was read of one document: a line of corrections.jsonl, and of a
// document's corrections those that were applied to it.
//
// Decisions apply one after the other. What a decision says of where it is and what stood there is of the tables
// as those before it left them; a later one about the same place counts. A place is found by its box on the page and by
// what stood there, so that it stays the same when tables before it are read otherwise; one that is not found changes nothing.
type Correction struct {
	// ID is the SHA-256 of the correction's canonical bytes (RFC 8785) without this member.
	ID   string         `json:"id"`
	Kind CorrectionKind `json:"kind"`
	// SHA256 and TextSHA256 are those of the document's source. A document of the same text in other bytes is another
	// document: nothing is applied to it.
	SHA256     string `json:"sha256"`
	TextSHA256 string `json:"textSha256,omitempty"`
	// Place is where: a cell (row and column where it begins), rows (the first) or a table. The box is of the cell, of what
	// begins in the rows, or of the table, on that page. It is {} for a withdrawal.
	Place Subject `json:"place"`
	// Code is the finding's, of a slip.
	Code string `json:"code,omitempty"`
	// Was is what stood there: the text of the cell, or the table's kind, title or unit.
	Was string `json:"was,omitempty"`
	// Right is what is right, in place of Was.
	Right string `json:"right,omitempty"`
	// WasRows are the texts of the rows that are parted or joined, each with one text for every column of the table: that
	// of the cell which begins there, "" where none does.
	WasRows [][]string `json:"wasRows,omitempty"`
	// RightRows are the rows in their place, in the same form.
	RightRows [][]string `json:"rightRows,omitempty"`
	// Of is the decision that is withdrawn, by its id.
	Of string `json:"of,omitempty"`
	// Who decided, When (RFC 3339) and Why, as they are told.
	Who  string `json:"who,omitempty"`
	When string `json:"when,omitempty"`
	Why  string `json:"why,omitempty"`
}

// CorrectionKind is what a correction decides.
type CorrectionKind string

const (
	CellRight  CorrectionKind = "right"       // the cell's text is what is printed: it was checked
	CellText   CorrectionKind = "text"        // the cell has another text
	PartRows   CorrectionKind = "part-rows"   // one row is several
	JoinRows   CorrectionKind = "join-rows"   // several rows are one
	TableKind  CorrectionKind = "table-kind"  // the table is of another kind
	TableTitle CorrectionKind = "table-title" // it has another title
	TableUnit  CorrectionKind = "table-unit"  // it has another unit
	Slip       CorrectionKind = "slip"        // what a finding says is printed so: the publisher's slip
	Withdrawn  CorrectionKind = "withdrawn"   // an earlier decision is none
)

// CorrectionKinds lists the kinds of corrections.
func CorrectionKinds() []CorrectionKind {
	return []CorrectionKind{CellRight, CellText, PartRows, JoinRows, TableKind, TableTitle, TableUnit, Slip, Withdrawn}
}

// OfTable tells a decision about a table as a whole.
func (k CorrectionKind) OfTable() bool { return k == TableKind || k == TableTitle || k == TableUnit }

// OfRows tells a decision about rows.
func (k CorrectionKind) OfRows() bool { return k == PartRows || k == JoinRows }

// OfCell tells a decision about one cell.
func (k CorrectionKind) OfCell() bool { return k == CellRight || k == CellText || k == Slip }

// What a correction may hold: more than any cell, row or reason that was seen.
const (
	maxCorrectionText = 100_000 // bytes of a cell's text
	maxCorrectionRows = 1_000   // rows that are parted or joined
	maxCorrectionWhy  = 4_000   // bytes
	maxCorrectionWho  = 200     // bytes
)

// Digest is the id of what the correction says.
func (c *Correction) Digest() string {
	said := *c
	said.ID = ""
	sum := sha256.Sum256(said.AppendJSON(nil))
	return hex.EncodeToString(sum[:])
}

// Validate tells what is wrong with a correction by itself, nil for nothing.
func (c *Correction) Validate() error {
	switch {
	case !slices.Contains(CorrectionKinds(), c.Kind):
		return fmt.Errorf("kind is %q", c.Kind)
	case !IsSHA256(c.SHA256):
		return fmt.Errorf("sha256 is %q", c.SHA256)
	case c.TextSHA256 != "" && !IsSHA256(c.TextSHA256):
		return fmt.Errorf("textSha256 is %q", c.TextSHA256)
	case c.ID != c.Digest():
		return fmt.Errorf("id is %q, that of its content is %q", c.ID, c.Digest())
	}
	if _, err := time.Parse(time.RFC3339, c.When); c.When != "" && err != nil {
		return fmt.Errorf("when is %q, no time as 2026-01-31T08:00:00Z", c.When)
	}
	if err := c.validateTexts(); err != nil {
		return err
	}
	if c.Kind == Withdrawn {
		return c.validateWithdrawal()
	}
	if err := c.validatePlace(); err != nil {
		return err
	}
	return c.validateContent()
}

func (c *Correction) validateTexts() error {
	for _, t := range []struct {
		name, text string
		limit      int
	}{{"was", c.Was, maxCorrectionText}, {"right", c.Right, maxCorrectionText}, {"who", c.Who, maxCorrectionWho}, {"why", c.Why, maxCorrectionWhy}} {
		if err := correctionText(t.text, t.limit); err != nil {
			return fmt.Errorf("%s %w", t.name, err)
		}
	}
	for _, row := range slices.Concat(c.WasRows, c.RightRows) {
		for _, text := range row {
			if err := correctionText(text, maxCorrectionText); err != nil {
				return fmt.Errorf("a row's text %w", err)
			}
		}
	}
	return nil
}

func correctionText(s string, limit int) error {
	control := func(r rune) bool { return r != '\n' && unicode.IsControl(r) }
	switch {
	case len(s) > limit:
		return fmt.Errorf("is longer than %d bytes", limit)
	case !utf8.ValidString(s):
		return errors.New("is not UTF-8")
	case strings.ContainsFunc(s, control):
		return errors.New("has a control character")
	}
	return nil
}

func (c *Correction) validateWithdrawal() error {
	switch {
	case !IsSHA256(c.Of):
		return fmt.Errorf("of is %q", c.Of)
	case c.Place != Subject{} || c.Code != "" || c.Was != "" || c.Right != "" || c.WasRows != nil || c.RightRows != nil:
		return errors.New("a withdrawal has nothing but who, when and why")
	}
	return nil
}

func (c *Correction) validatePlace() error {
	p := &c.Place
	switch {
	case p.Table == "":
		return errors.New("its place has no table")
	case (p.Row != nil) == c.Kind.OfTable() || (p.Column != nil) != c.Kind.OfCell():
		return fmt.Errorf("its place is none of a %s: a cell has row and column, rows a row, a table neither", c.Kind)
	case p.Row != nil && *p.Row < 0 || p.Column != nil && *p.Column < 0 || p.Page < 0:
		return errors.New("its place is negative")
	case (p.Box != nil) != (p.Page > 0):
		return errors.New("its place has a page without box, or a box without page")
	case p.Box != nil && !p.Box.ordered():
		return fmt.Errorf("box is %v", *p.Box)
	}
	return nil
}

func (c *Correction) validateContent() error {
	rows := c.WasRows != nil || c.RightRows != nil
	_, known := FindingKindOf(c.Code)
	switch {
	case c.Of != "":
		return errors.New("it withdraws nothing, and has of")
	case known != (c.Kind == Slip) || c.Kind != Slip && c.Code != "":
		return fmt.Errorf("code is %q", c.Code)
	case rows != c.Kind.OfRows():
		return errors.New("rows are parted and joined, nothing else has any")
	case rows:
		return c.validateRows()
	case c.Kind == CellRight || c.Kind == Slip:
		if c.Right != "" {
			return errors.New("it changes nothing, and has right")
		}
	case c.Was == c.Right:
		return errors.New("right is what was")
	case c.Kind == TableKind && !slices.Contains(Kinds(), Kind(c.Right)):
		return fmt.Errorf("%q is no kind of table", c.Right)
	}
	return nil
}

func (c *Correction) validateRows() error {
	was, right := len(c.WasRows), len(c.RightRows)
	width := func(row []string) bool { return len(row) != len(c.RightRows[0]) }
	switch {
	case c.Was != "" || c.Right != "":
		return errors.New("rows are told by wasRows and rightRows")
	case max(was, right) > maxCorrectionRows:
		return fmt.Errorf("it has more than %d rows", maxCorrectionRows)
	case c.Kind == PartRows && (was != 1 || right < 2), c.Kind == JoinRows && (was < 2 || right != 1):
		return fmt.Errorf("%d rows become %d", was, right)
	case len(c.RightRows[0]) == 0, slices.ContainsFunc(slices.Concat(c.WasRows, c.RightRows), width):
		return errors.New("its rows are not of one width")
	}
	return nil
}

// Package corrections reads what people decided about documents, and applies it to their tables.
//
// It promises that a file of decisions is read whole or not at all, that a decision is applied only where what
// it is about still stands, and that what is not applied becomes a finding.
//
// A file of decisions is corrections.jsonl: one [model.Correction] a line, as canonical JSON (RFC 8785), in the order in
// which they were made. Its id may be left out. Lines are only ever added: a decision that is taken back stays, and
// a later line of the kind "withdrawn" names it.
package corrections

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"yusuan/model"
)

// Name is what the file is called where none is named.
const Name = "corrections.jsonl"

const (
	// maxLine limits a line: the rows of two hundred columns that are parted, with all their texts.
	maxLine = 1 << 20
	// MaxFile limits a file: a quarter of a million decisions, all held in memory.
	MaxFile = 128 << 20
)

// Set is what was decided, by document.
type Set struct {
	of      map[string][]model.Correction // by the SHA-256 of the document's file; in order, withdrawals among them
	byText  map[string][]string           // those SHA-256 by that of the text
	decided map[string]string             // that SHA-256 by the decision's id; "" for a withdrawal
	// Repeated counts the lines that say again what an earlier one says.
	Repeated int
	// Torn tells that the last line breaks off: whoever wrote it was stopped. It is passed over.
	Torn bool
}

// Read reads a file. A line that is wrong is an error with its number, but a last one that breaks off.
func Read(r io.Reader) (*Set, error) {
	set := NewSet()
	return set, set.Add(r)
}

// NewSet is a set without decisions.
func NewSet() *Set {
	return &Set{of: map[string][]model.Correction{}, decided: map[string]string{}, byText: map[string][]string{}}
}

// Add reads one more file, whose lines come after those of the files before.
func (s *Set) Add(r io.Reader) error {
	limited := &io.LimitedReader{R: r, N: MaxFile + 1}
	lines := bufio.NewReaderSize(limited, maxLine)
	for n := 1; ; n++ {
		line, err := lines.ReadSlice('\n')
		switch {
		case limited.N == 0:
			return fmt.Errorf("longer than %d MiB", MaxFile>>20)
		case errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("line %d: longer than %d MiB", n, maxLine>>20)
		case err != nil && !errors.Is(err, io.EOF):
			return err
		}
		text, whole := bytes.CutSuffix(line, []byte("\n"))
		if len(text) > 0 {
			if wrong := s.line(text); wrong != nil && whole {
				return fmt.Errorf("line %d: %w", n, wrong)
			} else if wrong != nil {
				s.Torn = true
			}
		}
		if err != nil {
			return nil
		}
	}
}

// line takes in a line.
func (s *Set) line(text []byte) error {
	c, err := Parse(text)
	if err != nil {
		return err
	}
	return s.Decide(c)
}

// Decide takes in one more valid decision, behind all others. The error tells that it withdraws none.
func (s *Set) Decide(c model.Correction) error {
	if c.Kind == model.Withdrawn && s.decided[c.Of] != c.SHA256 {
		return fmt.Errorf("it withdraws %.80q, which no earlier line decides about the document", c.Of)
	}
	if _, again := s.decided[c.ID]; again {
		s.Repeated++
		return nil
	}
	s.decided[c.ID] = ""
	if c.Kind != model.Withdrawn {
		s.decided[c.ID] = c.SHA256
	}
	if c.TextSHA256 != "" && !slices.Contains(s.byText[c.TextSHA256], c.SHA256) {
		s.byText[c.TextSHA256] = append(s.byText[c.TextSHA256], c.SHA256)
	}
	s.of[c.SHA256] = append(s.of[c.SHA256], c)
	return nil
}

// Parse reads a line. Where it has no id, it gets that of its content.
func Parse(line []byte) (model.Correction, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	var c model.Correction
	if err := dec.Decode(&c); err != nil {
		return c, fmt.Errorf("no correction: %w", err)
	}
	if written := c.AppendJSON(nil); !bytes.Equal(written, line) {
		return c, fmt.Errorf("not canonical (RFC 8785): it should be %.300q", written)
	}
	if c.ID == "" {
		c.ID = c.Digest()
	}
	return c, c.Validate()
}

// Stale tells why a document that was made earlier is not what the decisions say by now, nil where it is: it does not
// know some of them, or has some that were withdrawn.
func (s *Set) Stale(d *model.Document) error {
	if s == nil {
		return nil
	}
	known := make(map[string]bool, len(d.Corrections))
	for i := range d.Corrections {
		known[d.Corrections[i].ID] = true
	}
	for i := range d.Findings {
		known[d.Findings[i].Correction] = true
	}
	unknown, withdrawn := 0, 0
	for _, c := range s.of[d.Source.SHA256] {
		if c.Kind == model.Withdrawn && known[c.Of] {
			withdrawn++
		}
	}
	for _, c := range s.Of(d.Source.SHA256) {
		if !known[c.ID] {
			unknown++
		}
	}
	if unknown+withdrawn == 0 {
		return nil
	}
	return fmt.Errorf("%d corrections were made and %d withdrawn since it was extracted: extract its PDF again", unknown, withdrawn)
}

// Twins counts the decisions about a document's text in other bytes. They are not its own.
func (s *Set) Twins(d *model.Document) (n int) {
	if s == nil || d.Source.TextSHA256 == "" {
		return 0
	}
	for _, sha := range s.byText[d.Source.TextSHA256] {
		if sha != d.Source.SHA256 {
			n += len(s.Of(sha))
		}
	}
	return n
}

// Counts are the decisions that stand and the documents that they are about.
func (s *Set) Counts() (decisions, documents int) {
	for sha := range s.of {
		if n := len(s.Of(sha)); n > 0 {
			decisions += n
			documents++
		}
	}
	return decisions, documents
}

// Of are the decisions about a document that are not withdrawn, in order.
func (s *Set) Of(sha256 string) []model.Correction {
	if s == nil {
		return nil
	}
	withdrawn := map[string]bool{}
	for _, c := range s.of[sha256] {
		withdrawn[c.Of] = true
	}
	var in []model.Correction
	for _, c := range s.of[sha256] {
		if c.Kind != model.Withdrawn && !withdrawn[c.ID] {
			in = append(in, c)
		}
	}
	return in
}

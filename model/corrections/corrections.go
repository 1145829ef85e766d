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

	"yusuan/model"
)

// Name is what the file is called where none is named.
const Name = "corrections.jsonl"

const (
	// maxLine limits a line: the rows of two hundred columns that are parted, with all their texts.
	maxLine = 1 << 20
	// maxFile limits a file: a quarter of a million decisions, all held in memory.
	maxFile = 128 << 20
)

// Set is what was decided, by document.
type Set struct {
	of      map[string][]model.Correction // by the SHA-256 of the document's file; in order, withdrawals among them
	decided map[string]string             // that SHA-256 by the decision's id; "" for a withdrawal
	// Repeated counts the lines that say again what an earlier one says.
	Repeated int
	// Torn tells that the last line breaks off: whoever wrote it was stopped. It is passed over.
	Torn bool
}

// Read reads a file. A line that is wrong is an error with its number, but a last one that breaks off.
func Read(r io.Reader) (*Set, error) {
	set := &Set{of: map[string][]model.Correction{}, decided: map[string]string{}}
	return set, set.Add(r)
}

// Add reads one more file, whose lines come after those of the files before.
func (s *Set) Add(r io.Reader) error {
	limited := &io.LimitedReader{R: r, N: maxFile + 1}
	lines := bufio.NewReaderSize(limited, maxLine)
	for n := 1; ; n++ {
		line, err := lines.ReadSlice('\n')
		switch {
		case limited.N == 0:
			return fmt.Errorf("longer than %d MiB", maxFile>>20)
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

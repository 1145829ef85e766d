package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Stage is the part of the pipeline that a file was in.
type Stage string

const (
	StageOpen   Stage = "open"   // the bytes, the file's structure, the page tree
	StageRead   Stage = "read"   // glyphs and rulings of a page
	StageLayout Stage = "layout" // cells and tables
	StageBudget Stage = "budget" // what the tables say
	StageCheck  Stage = "check"  // whether it agrees with itself
	StageWrite  Stage = "write"  // the result
)

// Code is the stable name of the reason why a file gave no document.
type Code string

const (
	NotFound     Code = "not-found"
	Unreadable   Code = "unreadable" // permission, a folder, a device error
	NotPDF       Code = "not-a-pdf"
	Damaged      Code = "damaged" // beyond repair
	Password     Code = "password"
	Encryption   Code = "encryption" // not a standard one, or damaged
	OverLimit    Code = "over-limit"
	Recognizer   Code = "recognizer" // of text failed, another program or another model
	TimedOut     Code = "timeout"
	Interrupted  Code = "interrupted"
	Changed      Code = "changed" // while it was read
	Crashed      Code = "crashed" // a defect of this program
	NotWritten   Code = "not-written"
	Unclassified Code = "failed"
)

// Error is why a file gave no document.
type Error struct {
	Name  string // the file as it was asked for
	Stage Stage
	Page  int // 1-based, 0 where no single page is concerned
	Code  Code
	Err   error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(Printable(e.Name))
	if e.Page > 0 {
		fmt.Fprintf(&b, ": page %d", e.Page)
	}
	b.WriteString(": ")
	b.WriteString(e.Reason())
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Reason is the error's text without the file's name and the page.
func (e *Error) Reason() string {
	reason, page := e.reason(), fmt.Sprintf("page %d: ", e.Page)
	for strings.HasPrefix(reason, page) { // those who wrapped the error told it, too
		reason = reason[len(page):]
	}
	return reason
}

func (e *Error) reason() string {
	if e.Err == nil {
		return string(e.Code)
	}
	if path, ok := errors.AsType[*fs.PathError](e.Err); ok { // its own text repeats the path
		return Printable(path.Err.Error())
	}
	return Printable(e.Err.Error())
}

// Classify returns err as the *Error of a file that could not be opened, unless it is one already.
func Classify(name string, err error) *Error { return failure(name, StageOpen, 0, err) }

// failure makes an Error of what went wrong with a file, unless it is one already.
func failure(name string, stage Stage, page int, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Name: name, Stage: stage, Page: page, Code: codeOf(err), Err: err}
}

// Printable returns s for one line of a terminal: as it is where every character
// can be seen, quoted where one would move the cursor or is no UTF-8.
func Printable(s string) string {
	for _, r := range s {
		if r == utf8.RuneError || !visible(r) {
			return strconv.Quote(s)
		}
	}
	return s
}

// PrintableJSON returns JSON text for a terminal: the same values, with characters escaped that would move the cursor
// or turn the direction of writing. Line breaks and tabs between values stay.
func PrintableJSON(text []byte) []byte {
	hidden := func(r rune) bool { return !visible(r) && r != '\n' && r != '\t' }
	if bytes.IndexFunc(text, hidden) < 0 {
		return text
	}
	var out []byte
	for _, r := range string(text) {
		if !hidden(r) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
	}
	return out
}

// visible tells a character that leaves a mark or a space on a terminal, and does nothing else.
func visible(r rune) bool { return strconv.IsPrint(r) || r == '\u3000' }

// errChanged says that a file was written to while it was read.
var errChanged = errors.New("the file changed while it was read")

// codeOf names the reason of an error of the libraries below.
func codeOf(err error) Code {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return NotFound
	case errors.Is(err, context.DeadlineExceeded):
		return TimedOut
	case errors.Is(err, context.Canceled):
		return Interrupted
	case errors.Is(err, errChanged):
		return Changed
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return Unreadable
	}
	return readerCode(err)
}

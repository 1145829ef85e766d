package pdf

import (
	"errors"
	"fmt"
)

// ErrNotPDF says that the bytes hold neither a PDF header nor any PDF object.
var ErrNotPDF = errors.New("not a PDF file")

// ErrPassword says that the file is encrypted and neither the empty password nor the given one opens it.
var ErrPassword = errors.New("wrong or missing password")

// ErrEncryption says that the file is encrypted in a way that is damaged or not a standard one.
var ErrEncryption = errors.New("unknown encryption")

// A MalformedError tells what could not be read because the file breaks the rules of ISO 32000.
type MalformedError struct {
	What string // what was being read: "object 12", "page tree"
	Err  error
}

func (e *MalformedError) Error() string { return fmt.Sprintf("read %s: %v", e.What, e.Err) }

func (e *MalformedError) Unwrap() error { return e.Err }

// A LimitError tells which limit a file went over. It ends the reading of the file or the stream.
type LimitError struct {
	What  string // what was counted: "decoded bytes of a stream"
	Limit int64
}

func (e *LimitError) Error() string { return fmt.Sprintf("more than %d %s", e.Limit, e.What) }

// An imageFilterError comes with data that is left encoded by an image filter (7.4.6 to 7.4.9).
type imageFilterError struct{ Filter Name }

func (e *imageFilterError) Error() string {
	return fmt.Sprintf("data encoded by image filter %s", e.Filter)
}

// guard runs read, which calls a library, and turns a panic into a MalformedError that names what was read.
func guard(what string, read func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &MalformedError{What: what, Err: fmt.Errorf("reader panicked: %v", r)}
		}
	}()
	return read()
}

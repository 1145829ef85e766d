package say

import (
	"errors"
	"fmt"
	"strings"
)

// pair is an error that has both languages.
type pair struct {
	en, zh string // formats
	args   []any
}

// Errorf makes an error of two formats and what fills them. Formats show errors with %v; what they show is what the error is made of.
func Errorf(en, zh string, args ...any) error { return &pair{en, zh, args} }

// Error is the error in English, as errors of libraries are.
func (e *pair) Error() string { return fmt.Sprintf(e.en, e.args...) }

// Unwrap returns the errors that it is made of.
func (e *pair) Unwrap() []error {
	var causes []error
	for _, arg := range e.args {
		if err, ok := arg.(error); ok {
			causes = append(causes, err)
		}
	}
	return causes
}

// in is the error in a language.
func (e *pair) in(l Language) string {
	args := make([]any, len(e.args))
	for i, arg := range e.args {
		if args[i] = arg; l == English {
			continue
		}
		switch arg := arg.(type) {
		case error:
			args[i] = l.Error(arg)
		case List:
			args[i] = l.List(arg)
		}
	}
	return fmt.Sprintf(l.Of(e.en, e.zh), args...)
}

// List is several things, for an error to name.
type List []string

// String names them in English.
func (s List) String() string { return English.List(s) }

// Error is an error in the language: as it tells itself, or as the libraries' texts have Chinese ones.
func (l Language) Error(err error) string {
	if told, ok := err.(*pair); ok { // not an error that it wraps, whose text would be a part of it
		return told.in(l)
	}
	if cause := errors.Unwrap(err); cause != nil && cause.Error() == err.Error() {
		return l.Error(cause)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok && err.Error() == errors.Join(joined.Unwrap()...).Error() {
		var lines []string
		for _, err := range joined.Unwrap() {
			lines = append(lines, l.Error(err))
		}
		return strings.Join(lines, "\n")
	}
	return l.Cause(err.Error())
}

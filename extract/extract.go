// Package extract turns a budget disclosure PDF into its canonical document.
//
// It promises that a file ends in a document or in one *Error, whatever its
// bytes are: a panic of a library or of this program is caught, time can be
// limited, and what was forgiven while reading becomes a finding. The same
// bytes give the same document on any machine.
//
// It trusts the file system to give back what it read: the whole file is taken
// into memory first, so that the digest in the document is of the bytes that
// were parsed.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"yusuan/files"
	"yusuan/model"
)

// maxFileBytes limits a file's size: its bytes are held in memory, several files
// at a time. The largest disclosures seen are scans of 70 MB.
const maxFileBytes = 256 << 20

// Options say how files are read. The zero value is ready for use.
type Options struct {
	// Password opens encrypted files; most need none.
	Password string
	// PagesApart keeps each page's tables to themselves.
	PagesApart bool
	// OCR says which pages are read from their pictures.
	OCR Recognition
	// Timeout limits the time for one file; 0 is no limit.
	Timeout time.Duration
	// Meta is what is told of the file beside it, nil for nothing.
	Meta *model.Meta
	// Corrections are what people decided about the file, in order. Those of another file are an error.
	Corrections []model.Correction
	// Readers is how many pages are read at the same time, and lines of scanned ones recognised; 0 is one.
	Readers int
	// Times takes how long the stages take; nil for nobody who wants to know.
	Times *Times
	// OnPage is called after each page that was read, with how many were, from a goroutine that reads.
	OnPage func(page, pages int)
	// OnUnread is called for each page that would be read from its picture, having no text or none that can be read, and is not
	// since OCR reads none. It may be told twice.
	OnUnread func(page int)
	// OnStage is called when the file or one of its pages enters a stage, from a goroutine that reads.
	// These functions are called one at a time.
	OnStage func(stage Stage, page int)
}

// File reads the PDF at path.
func File(ctx context.Context, path string, opt Options) (*model.Document, error) {
	data, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Bytes(ctx, path, data, opt)
}

// ReadFile returns a file's bytes. What is no file, and a file that is written to meanwhile, is an error.
func ReadFile(path string) ([]byte, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, failure(path, StageOpen, 0, err)
	}
	defer f.Close()
	data, err := readWhole(f)
	if err != nil {
		return nil, failure(path, StageOpen, 0, err)
	}
	return data, nil
}

func readWhole(f fs.File) ([]byte, error) {
	before, err := f.Stat()
	if err != nil {
		return nil, err
	}
	data, err := ReadAll(f, before.Size())
	if err != nil {
		return nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if after.Size() != int64(len(data)) || !after.ModTime().Equal(before.ModTime()) {
		return nil, errChanged
	}
	return data, nil
}

// ReadAll reads r to its end, up to maxFileBytes; size is how much is expected, 0 where it is not known.
func ReadAll(r io.Reader, size int64) ([]byte, error) {
	if size > maxFileBytes {
		return nil, errTooLarge
	}
	data := make([]byte, 0, size+512) // room to meet the end without growing
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case len(data) > maxFileBytes:
			return nil, errTooLarge
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

var errTooLarge = fmt.Errorf("the file is larger than %d MiB", maxFileBytes>>20)

// Digest returns the SHA-256 of a file's bytes as the document names it.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Bytes reads a PDF that is in memory; name is what it is called in the
// document (its last element) and in errors.
//
// When ctx ends, Bytes returns at once; the goroutine that reads ends at its next page.
func Bytes(ctx context.Context, name string, data []byte, opt Options) (*model.Document, error) {
	return supervised(ctx, &run{name: name, data: data, opt: opt}, (*run).document)
}

// supervised does a run's work within its time; when ctx ends, it returns at once.
func supervised[T any](ctx context.Context, run *run, work func(*run, context.Context) (T, error)) (T, error) {
	ctx, cancel := WithTimeout(ctx, run.opt.Timeout)
	defer cancel()
	run.at.Store(&place{stage: StageOpen})
	if ctx.Err() != nil {
		var none T
		return none, failure(run.name, StageOpen, 0, context.Cause(ctx))
	}
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := guarded(ctx, run, work)
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		at := run.at.Load()
		var none T
		return none, failure(run.name, at.stage, at.page, context.Cause(ctx))
	}
}

// WithTimeout limits the time for one file; 0 is no limit. The cause of its end says what the limit was.
func WithTimeout(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, limit, timeoutError(limit))
}

// timeoutError is a deadline that says how long it was.
type timeoutError time.Duration

func (t timeoutError) Error() string { return "not done within " + time.Duration(t).String() }
func (t timeoutError) Unwrap() error { return context.DeadlineExceeded }

// guarded does a run's work; a panic in it becomes an error.
func guarded[T any](ctx context.Context, r *run, work func(*run, context.Context) (T, error)) (value T, err error) {
	defer func() {
		at := r.at.Load()
		var none T
		if p := recover(); p != nil {
			value, err = none, &Error{Name: r.name, Stage: at.stage, Page: at.page, Code: Crashed,
				Err: &panicError{Value: p, Stack: debug.Stack()}}
		} else if err != nil {
			value, err = none, failure(r.name, at.stage, at.page, err)
		}
	}()
	return work(r, ctx)
}

// panicError is a panic that was caught while a file was read: a defect of this program.
type panicError struct {
	Value any
	Stack []byte
}

func (e *panicError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("internal error: %v", e.Value))
}

// baseName is the last element of a path, as valid UTF-8.
func baseName(path string) string {
	return strings.ToValidUTF8(filepath.Base(path), "\uFFFD")
}

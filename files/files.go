// Package files opens what is read and holds the folders that are written to.
//
// It promises that nothing is waited for: what is no file, and a folder that
// another run writes to, is an error at once.
package files

import (
	"errors"
	"io/fs"
	"os"
)

var (
	errFolder    = errors.New("is a folder")
	errIrregular = errors.New("not a regular file")
)

// Regular returns why a path cannot be read as a file, nil where it can: a pipe
// or a socket would be waited for, a device read without end.
func Regular(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return &fs.PathError{Op: "open", Path: path, Err: errFolder}
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: path, Err: errIrregular}
	}
	return nil
}

// Open opens a file for reading.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path) // first: to open a device may be to start it
	if err == nil {
		err = Regular(path, info)
	}
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|nonBlocking, 0) // it may have become a pipe, whose other end opening waits for
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil {
		err = Regular(path, info)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Cause is an error of the system without the paths that it concerns, which may be of temporary files.
func Cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"yusuan/extract/batch"
	"yusuan/files"
)

// pathFlags are the flags of commands that take PATH..., and lists of them.
type pathFlags struct {
	filesFrom string
	null      bool
}

func (f *pathFlags) define(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.filesFrom, "files-from", "", "file, or - for standard input, that lists further paths, one a line")
	flags.BoolVarP(&f.null, "null", "0", false, "paths in --files-from end with NUL, as find -print0 writes them")
}

// paths are the arguments and what --files-from lists.
func (f *pathFlags) paths(cmd *cobra.Command, args []string) ([]string, error) {
	switch {
	case f.filesFrom != "":
		listed, err := f.list(cmd.InOrStdin())
		if err != nil {
			return nil, fmt.Errorf("--files-from %s: %w", f.filesFrom, err)
		}
		args = slices.Concat(args, listed)
	case f.null && onCommandLine(cmd, "null"):
		return nil, errors.New("--null is for the paths in --files-from, and none is given")
	case len(args) == 0:
		return nil, errors.New("no PATH: name files, folders or globs, or a list of them with --files-from")
	}
	if f.filesFrom == batch.Stdin && slices.Contains(args, batch.Stdin) {
		return nil, errors.New("standard input is the list of --files-from and cannot be a PDF, too")
	}
	return args, nil
}

// list reads the paths from a file or from standard input.
func (f *pathFlags) list(stdin io.Reader) ([]string, error) {
	if f.filesFrom == batch.Stdin {
		return f.parse(stdin)
	}
	file, err := os.Open(f.filesFrom)
	if err != nil {
		return nil, files.Cause(err)
	}
	defer file.Close()
	return f.parse(file)
}

// byteOrderMark begins lists that some programs for Windows write.
var byteOrderMark = []byte("\uFEFF")

func (f *pathFlags) parse(r io.Reader) ([]string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, files.Cause(err)
	}
	end := []byte("\n")
	switch {
	case f.null:
		end = []byte{0}
	case bytes.IndexByte(data, 0) >= 0:
		return nil, errors.New("NUL parts the paths: say --null")
	default:
		data = bytes.ReplaceAll(bytes.TrimPrefix(data, byteOrderMark), []byte("\r\n"), end)
	}
	var paths []string
	for path := range bytes.SplitSeq(data, end) {
		if len(path) > 0 {
			paths = append(paths, string(path))
		}
	}
	if len(paths) == 0 {
		return nil, errors.New("no path in it")
	}
	return paths, nil
}

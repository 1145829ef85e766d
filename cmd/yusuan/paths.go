package main

import (
	"bytes"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract/batch"
	"yusuan/files"
)

// pathFlags are the flags of commands that take PATH..., and lists of them.
type pathFlags struct {
	filesFrom string
	null      bool
}

func (f *pathFlags) define(cmd *cobra.Command, l say.Language) {
	flags := cmd.Flags()
	flags.StringVar(&f.filesFrom, "files-from", "", l.Of("file, or - for standard input, that lists further paths, one a line", "列有更多路径的文件，每行一个；- 为标准输入"))
	flags.BoolVarP(&f.null, "null", "0", false, l.Of("paths in --files-from end with NUL, as find -print0 writes them", "--files-from 中的路径以 NUL 结尾，如 find -print0 所写"))
}

// paths are the arguments and what --files-from lists.
func (f *pathFlags) paths(cmd *cobra.Command, args []string) ([]string, error) {
	switch {
	case f.filesFrom != "":
		listed, err := f.list(cmd.InOrStdin())
		if err != nil {
			return nil, say.Errorf("--files-from %s: %v", "--files-from %s：%v", f.filesFrom, err)
		}
		args = slices.Concat(args, listed)
	case f.null && onCommandLine(cmd, "null"):
		return nil, say.Errorf("--null is for the paths in --files-from, and none is given", "--null 用于 --files-from 中的路径，而没有给出 --files-from")
	case len(args) == 0:
		return nil, say.Errorf("no PATH: name files, folders or globs, or a list of them with --files-from", "没有路径：请给出文件、文件夹或通配符，或用 --files-from 给出列表")
	}
	if f.filesFrom == batch.Stdin && slices.Contains(args, batch.Stdin) {
		return nil, say.Errorf("standard input is the list of --files-from and cannot be a PDF, too", "标准输入是 --files-from 的列表，不能又是 PDF")
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
		return nil, say.Errorf("NUL parts the paths: say --null", "路径以 NUL 分隔：请加 --null")
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
		return nil, say.Errorf("no path in it", "其中没有路径")
	}
	return paths, nil
}

package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
)

// pdfFlags are the flags of all commands that take PATH... and extract PDFs.
type pdfFlags struct {
	pathFlags
	metaFlags
	correctionFlags
	ocrFlags
	lang     say.Language // of what is told
	password string
	workers  int
	timeout  time.Duration
	json     bool
	quiet    bool

	told       *metaTable // what --meta and --region tell of files
	recognised extract.Recognition
}

// define gives a command the flags, and does what they ask of every command alike: its RunE, which must be there, is called
// with all paths, those of lists among them, with the flags checked and their files read; when it has ended, what --meta tells
// of no file is told.
func (f *pdfFlags) define(cmd *cobra.Command, l say.Language) {
	f.lang = l
	f.pathFlags.define(cmd, l)
	f.metaFlags.define(cmd, l)
	f.correctionFlags.define(cmd, l)
	f.ocrFlags.define(cmd, l)
	flags := cmd.Flags()
	flags.StringVar(&f.password, "password", "", l.Of("password of encrypted PDFs", "加密 PDF 的密码"))
	flags.IntVar(&f.workers, "workers", 0, l.Of("how many PDFs are read at the same time, or pages where fewer PDFs are left (default: one for each CPU)", "同时读取的 PDF 数，PDF 不足时为同时读取的页数（默认每个 CPU 一个）"))
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, timeoutUsage(l))
	flags.BoolVar(&f.json, "json", false, l.Of("tell progress as one JSON object a line, with a message_type; in English whatever --lang is", "以 JSON 报告进度，每行一个对象，带 message_type；其中的文字总是英文"))
	flags.BoolVarP(&f.quiet, "quiet", "q", false, l.Of("tell nothing but errors", "除错误外不报告"))
	run := cmd.RunE
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if f.workers < 0 || f.timeout < 0 {
			return say.Errorf("--workers and --timeout must not be negative", "--workers 和 --timeout 不能为负")
		}
		var err error
		if f.recognised, err = f.recognition(); err != nil {
			return err
		}
		if f.told, err = f.metaFlags.read(); err != nil {
			return err
		}
		if args, err = f.paths(cmd, args); err != nil {
			return err
		}
		err = run(cmd, args)
		if code, ok := errors.AsType[exitError](err); err == nil || ok && (code == exitSomeFailed || code == exitFindings) {
			f.display(cmd).unmatched(f.meta, f.told.unmatched())
		}
		return err
	}
}

// timeoutUsage is that of --timeout.
func timeoutUsage(l say.Language) string {
	return l.Of("time for one PDF, after which it fails; 0 for no limit", "单个 PDF 的时限，超过则失败；0 表示不限")
}

// display is where the command tells how far it is.
func (f *pdfFlags) display(cmd *cobra.Command) *display {
	return newDisplay(cmd.ErrOrStderr(), f.lang, f.json, f.quiet)
}

// extract reads PDFs for a command that goes on with their documents, tells how far it is and which fail, and
// returns the documents by name. Of the options the command sets those that say what and where to.
func (f *pdfFlags) extract(end interruption, cmd *cobra.Command, d *display, inputs []batch.Input, opt batch.Options) (*extracted, batch.Summary, error) {
	opt.Corrections = f.decided.Of
	worker, err := readerProcess()
	if err != nil {
		return nil, batch.Summary{}, err
	}
	f.told.see(inputs)
	made := &extracted{progress: newProgress(d, inputs), folder: opt.Out, inputs: make(map[string]string)}
	stop := d.follow(made.status)
	opt.Workers, opt.Program, opt.Worker, opt.Memory = f.workers, programVersion(), worker, defaultMemory
	opt.Extract, opt.Stdin, opt.Observer = extract.Options{Password: f.password, Timeout: f.timeout, OCR: f.recognised}, end.stdin(cmd), made
	opt.Meta = f.told.of
	summary, err := batch.Run(end.asked, inputs, opt)
	stop()
	slices.SortFunc(made.files, byName)
	return made, summary, err
}

// extracted follows an extraction and keeps what it made.
type extracted struct {
	*progress
	folder string
	files  []dataset.File
	failed []string          // the names that the documents of files would have that gave none
	inputs map[string]string // the paths of their PDFs, by the documents' names
}

// File implements batch.Observer.
func (x *extracted) File(in batch.Input, e batch.Entry) {
	x.progress.File(in, e)
	if e.Status == batch.Failed {
		x.failed = append(x.failed, in.Output)
	} else {
		path := filepath.Join(x.folder, filepath.FromSlash(e.Output))
		x.files = append(x.files, dataset.File{Name: e.Output, Path: path})
		x.inputs[e.Output] = in.Path
	}
}

// findDocuments finds the documents among paths, files that end in .json and those in folders, but for what is in the
// folder without, and returns the paths under which PDFs are to be looked for.
func findDocuments(paths []string, without string) (found []dataset.File, rest []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		folder := err == nil && info.IsDir()
		if isJSON(path) && !folder {
			found = append(found, dataset.NewFile(path))
			continue
		}
		rest = append(rest, path)
		if !folder {
			continue
		}
		below, err := dataset.Find(path, without)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, below...)
	}
	return found, rest, nil
}

func byName(a, b dataset.File) int { return strings.Compare(a.Name, b.Name) }

func isJSON(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") }

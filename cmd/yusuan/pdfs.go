package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/model"
)

// pdfFlags are the flags of all commands that extract PDFs.
type pdfFlags struct {
	password string
	workers  int
	timeout  time.Duration
}

func (f *pdfFlags) define(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.password, "password", "", "password of encrypted PDFs")
	flags.IntVar(&f.workers, "workers", 0, "how many PDFs are read at the same time (default: one for each CPU)")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, "time for one PDF, after which it fails; 0 for no limit")
}

func (f *pdfFlags) validate() error {
	if f.workers < 0 || f.timeout < 0 {
		return errors.New("--workers and --timeout must not be negative")
	}
	return nil
}

// extract reads PDFs into a folder for a command that goes on with their documents, tells how far it is and
// which fail, and returns the documents by name.
func (f *pdfFlags) extract(ctx context.Context, cmd *cobra.Command, d *display, inputs []batch.Input, out string,
	meta func(name, sha256 string) *model.Meta) (*extracted, batch.Summary, error) {
	worker, err := workerProcess()
	if err != nil {
		return nil, batch.Summary{}, err
	}
	made := &extracted{progress: newProgress(d, inputs), folder: out}
	stop := d.follow(made.status)
	summary, err := batch.Run(ctx, inputs, batch.Options{
		Out: out, Workers: f.workers, Meta: meta, Program: programVersion(), Worker: worker, Memory: defaultMemory,
		Extract: extract.Options{Password: f.password, Timeout: f.timeout}, Stdin: cmd.InOrStdin(), Observer: made,
	})
	stop()
	slices.SortFunc(made.files, byName)
	return made, summary, err
}

// extracted follows an extraction and keeps what it made.
type extracted struct {
	*progress
	folder string
	files  []dataset.File
}

// File implements batch.Observer.
func (x *extracted) File(in batch.Input, e batch.Entry) {
	x.progress.File(in, e)
	if e.Status != batch.Failed {
		path := filepath.Join(x.folder, filepath.FromSlash(e.Output))
		x.files = append(x.files, dataset.File{Name: e.Output, Path: path})
	}
}

func byName(a, b dataset.File) int { return strings.Compare(a.Name, b.Name) }

func isJSON(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") }

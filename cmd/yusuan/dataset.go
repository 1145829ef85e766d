package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model"
)

// datasetFlags are the flags of dataset.
type datasetFlags struct {
	out       string
	formats   []string
	excel     bool
	cells     bool
	partition string
	since     string
	name      string
	title     string
	created   string
	release   string
	licence   string
	meta      string
	json      bool
	pdfFlags
}

// partitionBytes is how much of canonical JSON makes a data set large: about
// two million facts.
const partitionBytes = 2 << 30

func datasetCommand() *cobra.Command {
	var f datasetFlags
	cmd := &cobra.Command{
		Use:   "dataset PATH...",
		Short: "Make tables for research of documents: CSV, Parquet, SQLite, Excel, Data Package",
		Long: `Make a data set of documents: the tables documents, tables, cells, facts,
indicators, projects, government_totals, findings and codes.

PATH is a folder of documents that extract wrote, at any depth, or one such
document, or PDFs, in folders or not: these are extracted first, into
OUT/extracted. Documents are taken in the order of their names; of several that
were made of the same file the first is taken.

  csv          a file for each table, UTF-8 without byte order mark, LF
  parquet      facts.parquet and so on; amount_yuan is an exact decimal(18,2)
  sqlite       dataset.sqlite, with indexes, views and full-text search
  xlsx         dataset.xlsx, the facts of each kind of table on their own sheet;
               past 1,048,575 facts dataset-2.xlsx and so on; with --cells the cells
  datapackage  datapackage.json, which describes the CSV files (written too)
  jsonl        JSON Lines, a file for each table

dictionary.md explains every field in Chinese and English, manifest.jsonl names
the documents. The folder is replaced as a whole: it must be new or hold a data
set. The same documents make the same bytes; nothing asks for the time.

--excel writes CSV for Excel and WPS: with a byte order mark, and with an
apostrophe before text that begins as a formula does (= + - @, tab, line break,
their full-width forms) or with an apostrophe. Taking one leading apostrophe off
each text that has one gives back what was printed. Numbers are left as they are.

` + correctionsHelp + ` A document that was extracted before
a decision has to be extracted again: it fails.

--since names the manifest of an earlier data set, or of an extraction: documents
of the files that it has are left out. If OUT holds that data set, the new rows
are added to it; otherwise OUT gets what is new alone.

` + exitCodes,
		Example: `  yusuan dataset documents/ --output data/
  yusuan dataset disclosures/ -o data/ --format parquet,sqlite --meta sources.tsv
  yusuan dataset documents/ -o data/ --since data/manifest.jsonl
  yusuan dataset documents/ -o data/ --title "2026 年部门预算" --created 2026-03-01 --licence CC-BY-4.0`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", "folder for the data set")
	flags.StringSliceVar(&f.formats, "format", []string{"csv", "parquet", "sqlite", "xlsx", "datapackage"}, "formats, with commas between: csv, parquet, sqlite, xlsx, datapackage, jsonl")
	flags.BoolVar(&f.excel, "excel", false, "write CSV for Excel: byte order mark, formulas defused (not with datapackage)")
	flags.BoolVar(&f.cells, "cells", false, "put the cells of tables into Excel workbooks, too")
	flags.StringVar(&f.partition, "partition", "auto", "a Parquet file for each fiscal year of facts and cells: auto (when large), always, never")
	flags.StringVar(&f.since, "since", "", "manifest of an earlier data set: only what is new is added")
	flags.StringVar(&f.name, "name", "yusuan", "short name of the data package: lower-case letters, digits, . _ -")
	flags.StringVar(&f.title, "title", "", "title of the data set")
	flags.StringVar(&f.created, "created", "", "date of the data set, as 2026-01-31 or RFC 3339, for datapackage.json")
	flags.StringVar(&f.release, "release", "", "version of the data set, for datapackage.json")
	flags.StringVar(&f.licence, "licence", "", "licence of the data set, an SPDX identifier or address (default: the documents')")
	flags.StringVar(&f.meta, "meta", "", "file of tab-separated values that tells where files come from, as for extract")
	flags.BoolVar(&f.json, "json", false, "tell progress as one JSON object a line, with a message_type")
	return cmd
}

func (f *datasetFlags) run(cmd *cobra.Command, args []string) error {
	opt, err := f.options()
	if err != nil {
		return err
	}
	var meta metaTable
	if f.meta != "" {
		if meta, err = readMeta(f.meta); err != nil {
			return err
		}
	}
	display := newDisplay(cmd.ErrOrStderr(), f.json)
	end, done := interruptible(cmd.Context(), display, func() {})
	defer done()
	if err := f.readCorrections(display, args...); err != nil {
		return err
	}
	files, rest, err := findDocuments(batch.Paths(args), f.out)
	if err != nil {
		return err
	}
	made, failed, err := f.pdfs(end, cmd, display, rest, opt.Since, meta)
	if err != nil {
		return err
	}
	if files = append(files, made...); len(files)+failed == 0 && opt.Since == nil {
		return fmt.Errorf("no documents and no PDFs in %s", strings.Join(args, ", "))
	}
	summary, err := f.build(end.asked, display, files, meta, opt)
	switch {
	case end.asked.Err() != nil:
		return exitError(exitInterrupted)
	case err != nil:
		return err
	case failed+summary.Failed > 0:
		return exitError(exitSomeFailed)
	}
	return nil
}

// options checks the flags.
func (f *datasetFlags) options() (dataset.Options, error) {
	opt := dataset.Options{Out: f.out, Excel: f.excel, Cells: f.cells,
		About: dataset.About{Name: f.name, Title: f.title, Version: f.release, Licence: f.licence}}
	if f.out == "" {
		return opt, errors.New("no folder to write to: say --output FOLDER")
	}
	if err := f.validate(); err != nil {
		return opt, err
	}
	for _, name := range f.formats {
		format := dataset.Format(strings.TrimSpace(name))
		if !slices.Contains(dataset.Formats(), format) {
			return opt, fmt.Errorf("no format %q; there are %v", name, dataset.Formats())
		}
		opt.Formats = append(opt.Formats, format)
	}
	if len(opt.Formats) == 0 {
		return opt, errors.New("--format names no format")
	}
	if f.excel && slices.Contains(opt.Formats, dataset.DataPackage) {
		return opt, errors.New("--excel changes CSV for Excel, a data package describes CSV for programs: leave datapackage out of --format")
	}
	if f.cells && !slices.Contains(opt.Formats, dataset.XLSX) {
		return opt, errors.New("--cells is for Excel workbooks, the other formats have them: add xlsx to --format")
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.partition) {
		return opt, fmt.Errorf("--partition is %q; it may be auto, always, never", f.partition)
	}
	if err := f.describe(&opt); err != nil {
		return opt, err
	}
	return opt, f.readSince(&opt)
}

// describe checks what datapackage.json is told.
func (f *datasetFlags) describe(opt *dataset.Options) error {
	if strings.Trim(f.name, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" || f.name == "" {
		return fmt.Errorf("--name is %q; it may have lower-case letters, digits, . _ -", f.name)
	}
	if f.created == "" {
		return nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, f.created); err == nil {
			opt.About.Created = t.Format(time.RFC3339)
			return nil
		}
	}
	return fmt.Errorf("--created is %q, no date as 2026-01-31 or 2026-01-31T08:00:00+08:00", f.created)
}

func (f *datasetFlags) readSince(opt *dataset.Options) error {
	if f.since == "" {
		return nil
	}
	file, err := os.Open(f.since)
	if err != nil {
		return err
	}
	defer file.Close()
	opt.Since, err = dataset.ReadManifest(file)
	if err != nil {
		return fmt.Errorf("%s: %w", f.since, err)
	}
	if opt.Since == nil {
		opt.Since = []dataset.Entry{} // an earlier data set without documents
	}
	return nil
}

// pdfs extracts the PDFs under paths, but those that an earlier data set has, and returns their
// documents and how many failed.
func (f *datasetFlags) pdfs(end interruption, cmd *cobra.Command, d *display, paths []string, since []dataset.Entry, meta metaTable) ([]dataset.File, int, error) {
	inputs, err := batch.Expand(paths)
	if err != nil {
		return nil, 0, err
	}
	if inputs = newInputs(inputs, since); len(inputs) == 0 {
		return nil, 0, nil
	}
	if err := dataset.CheckFolder(f.out); err != nil {
		return nil, 0, err
	}
	made, summary, err := f.extract(end, cmd, d, inputs,
		batch.Options{Out: filepath.Join(f.out, dataset.ExtractedName), Meta: meta.of, Asked: paths})
	if err != nil {
		return nil, 0, err
	}
	made.summary(summary)
	if summary.Left > 0 {
		return nil, 0, exitError(exitInterrupted)
	}
	return made.files, summary.Failed, nil
}

// newInputs leaves out the PDFs that an earlier data set has.
func newInputs(inputs []batch.Input, since []dataset.Entry) []batch.Input {
	had := make(map[string]bool, len(since))
	for _, e := range since {
		had[e.SHA256] = true
	}
	var left []batch.Input
	for _, in := range inputs {
		if in.Err == nil && in.Path != batch.Stdin && len(had) > 0 {
			digest, err := fileDigest(in.Path)
			if err == nil && had[digest] {
				continue
			}
		}
		left = append(left, in)
	}
	return left
}

func fileDigest(path string) (string, error) {
	f, err := files.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// build makes the data set and tells how far it is.
func (f *datasetFlags) build(ctx context.Context, d *display, files []dataset.File, meta metaTable, opt dataset.Options) (dataset.Summary, error) {
	progress := newDatasetProgress(d, files)
	stop := d.follow(progress.status)
	opt.Observe = progress.document
	opt.Partition = f.partition == "always" || f.partition == "auto" && progress.bytes > partitionBytes
	items := func(yield func(dataset.Item) bool) {
		for item := range dataset.Read(ctx, files) {
			f.verify(d, &item)
			meta.tell(item.Document)
			if !yield(item) {
				return
			}
		}
	}
	summary, err := dataset.Build(ctx, items, opt)
	stop()
	if err == nil {
		progress.summary(summary)
	}
	return summary, err
}

// tell adds what is told of a document's file.
func (t metaTable) tell(d *model.Document) {
	if d == nil {
		return
	}
	if m := t.of(d.Source.Name, d.Source.SHA256); m != nil {
		d.Source.Meta = m
	}
}

// datasetProgress tells how far a data set is, as progress does of an extraction.
type datasetProgress struct {
	*display
	tally
	sizes []int64 // of the documents, in order
}

func newDatasetProgress(d *display, files []dataset.File) *datasetProgress {
	p := &datasetProgress{display: d, tally: tally{start: time.Now(), files: int64(len(files))}}
	for _, f := range files {
		p.sizes = append(p.sizes, f.Size)
		p.bytes += f.Size
	}
	return p
}

// document tells of a document that is done with.
func (p *datasetProgress) document(e dataset.Entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doneBytes += p.sizes[p.doneFiles]
	p.doneFiles++
	if e.Status == dataset.Failed {
		p.failed++
		p.tell(failure{"error", e.Name, "", 0, extract.Unclassified, e.Error, e.Name})
	}
}

// status is how far the data set is.
func (p *datasetProgress) status() status {
	text := fmt.Sprintf("%d of %d documents, %s%d failed\n", p.doneFiles, p.files, p.leftText(), p.failed)
	return datasetStatus{"status", p.files, p.doneFiles, p.failed, p.counted(), text, p.share()}
}

// datasetStatus is how far a data set is.
type datasetStatus struct {
	Type      string `json:"message_type"`
	Documents int64  `json:"documents"`
	Done      int64  `json:"documents_done"`
	Failed    int    `json:"documents_failed"`
	counted
	text string
	part float64
}

func (s datasetStatus) Text() string   { return s.text }
func (s datasetStatus) Objects() []any { return []any{s} }
func (s datasetStatus) share() float64 { return s.part }

// summary tells what the data set got.
func (p *datasetProgress) summary(s dataset.Summary) {
	p.tell(datasetSummary{"summary", s.Seen, s.Done, s.Duplicates, s.Present, s.Failed, s.Rows, time.Since(p.start).Seconds()})
}

// datasetSummary is what a data set got.
type datasetSummary struct {
	Type       string         `json:"message_type"`
	Documents  int            `json:"documents"`
	Done       int            `json:"documents_done"`
	Duplicates int            `json:"documents_duplicate"`
	Present    int            `json:"documents_present"`
	Failed     int            `json:"documents_failed"`
	Rows       map[string]int `json:"rows"`
	Elapsed    float64        `json:"seconds_elapsed"`
}

func (s datasetSummary) Text() string {
	return fmt.Sprintf("%d documents: %d taken in, %d of files that others are of, %d had already, %d failed; %d tables, %d cells, %d facts, %d indicators, %d findings in %s\n",
		s.Documents, s.Done, s.Duplicates, s.Present, s.Failed,
		s.Rows["tables"], s.Rows["cells"], s.Rows["facts"], s.Rows["indicators"], s.Rows["findings"], inWords(s.Elapsed))
}

func (s datasetSummary) Objects() []any { return []any{s} }

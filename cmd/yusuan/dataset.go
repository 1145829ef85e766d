package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
)

// datasetFlags are the flags of dataset.
type datasetFlags struct {
	out       string
	formats   []string
	excel     bool
	cells     bool
	lang      string
	review    string
	partition string
	since     string
	prune     bool
	retry     bool
	name      string
	title     string
	created   string
	release   string
	licence   string
	pdfFlags
}

// partitionBytes is how much of canonical JSON makes a data set large: about
// two million facts.
const partitionBytes = 2 << 30

// datasetMemory is how much memory making a data set keeps to, but for the database: where more is in use, garbage is collected more often.
const datasetMemory = 384 << 20

func datasetCommand() *cobra.Command {
	var f datasetFlags
	cmd := &cobra.Command{
		Use:   "dataset PATH...",
		Short: "Make tables for research of documents: CSV, Parquet, SQLite, Excel, Data Package",
		Long: `Make a data set of documents: the tables documents, publishers, tables, cells,
facts, projects, indicators, government_totals, findings, finding_subjects,
corrections and codes.

PATH is a folder of documents that extract wrote, at any depth, or one such
document, or PDFs, in folders or not: these are extracted first, into
OUT/extracted. Documents are taken in the order of their names; of several that
were made of the same file the first is taken.

  csv          a file for each table, UTF-8 without byte order mark, LF
  parquet      facts.parquet and so on; amount_yuan is an exact decimal(18,2)
  sqlite       dataset.sqlite, with indexes, views and full-text search, and what
               Datasette needs to show it: datasette OUT
  xlsx         dataset.xlsx, for people, in Chinese or with --lang en in English: what
               lies here, the facts of each kind of table on their own sheet, pages that
               open the PDF where its address is told by --meta and its review with
               --review; past 1,048,575 facts dataset-2.xlsx and so on; with --cells the cells
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
of the files that it has are left out. If OUT holds that data set, it is brought
up to date in all formats that it has: new rows are added; a document that takes
the place of one of the same name, or was extracted anew, does so in the data set;
one whose file is gone stays, and leaves with --prune. PDFs that could not be read
are left alone until they change, but with --retry-failed. Otherwise OUT gets what
is new alone.

A path that is not there or has neither documents nor PDFs, and a run that can
read none of them, is an error, and the data set stays as it was. So it does when
a run is killed, at any moment; one that was killed while it put finished files
in their places is finished by the next.

` + exitCodes,
		Example: `  yusuan dataset documents/ --output data/
  yusuan dataset disclosures/ -o data/ --format parquet,sqlite --meta sources.tsv
  yusuan dataset disclosures/ -o data/ --since data/manifest.jsonl --prune
  yusuan dataset documents/ -o data/ --title "2026 年部门预算" --created 2026-03-01 --licence CC-BY-4.0`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", "folder for the data set")
	flags.StringSliceVar(&f.formats, "format", []string{"csv", "parquet", "sqlite", "xlsx", "datapackage"}, "formats, with commas between: csv, parquet, sqlite, xlsx, datapackage, jsonl")
	flags.BoolVar(&f.excel, "excel", false, "write CSV for Excel: byte order mark, formulas defused (not with datapackage)")
	flags.BoolVar(&f.cells, "cells", false, "put the cells of tables into Excel workbooks, too")
	flags.StringVar(&f.lang, "lang", "", "language of Excel workbooks: zh, en (default zh)")
	flags.StringVar(&f.review, "review", "", "web address of the pages that review made, to which Excel workbooks link")
	flags.StringVar(&f.partition, "partition", "auto", "a Parquet file for each fiscal year of facts and cells: auto (when large), always, never")
	flags.StringVar(&f.since, "since", "", "manifest of an earlier data set: only what is new is added")
	flags.BoolVar(&f.prune, "prune", false, "with --since: documents whose files are gone leave the data set")
	flags.BoolVar(&f.retry, "retry-failed", false, "with --since: try PDFs again that could not be read and have not changed")
	flags.StringVar(&f.name, "name", "", "short name of the data package: lower-case letters, digits, . _ - (default yusuan)")
	flags.StringVar(&f.title, "title", "", "title of the data set")
	flags.StringVar(&f.created, "created", "", "date of the data set, as 2026-01-31 or RFC 3339, for datapackage.json")
	flags.StringVar(&f.release, "release", "", "version of the data set, for datapackage.json")
	flags.StringVar(&f.licence, "licence", "", "licence of the data set, an SPDX identifier or address (default: the documents')")
	completeWith(cmd, "output", completeFolders)
	completeWith(cmd, "format", completeList(formatNames()...))
	completeWith(cmd, "partition", completeOne("auto", "always", "never"))
	return cmd
}

func (f *datasetFlags) run(cmd *cobra.Command, args []string) error {
	opt, err := f.options(cmd.Flags().Changed("format"))
	if err != nil {
		return err
	}
	display := f.display(cmd)
	end, done := interruptible(cmd.Context(), display, func() {})
	defer done()
	if err := f.readCorrections(display, args...); err != nil {
		return err
	}
	paths := batch.Paths(args)
	found, inputs, err := f.find(paths)
	if err != nil {
		return err
	}
	f.told.see(inputs)
	f.seeDocuments(opt.Since)
	inputs, had := newInputs(inputs, f.undecided(opt.Since))
	made, failed, err := f.pdfs(end, cmd, display, inputs, paths)
	if err != nil {
		return err
	}
	opt.Unread = made.failed
	summary, err := f.build(end.asked, display, slices.Concat(found, had, made.files), opt)
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

// find finds the documents and the PDFs below paths. Each must be there and have some: what is not mounted, or was moved, is not
// taken for gone.
func (f *datasetFlags) find(paths []string) ([]dataset.File, []batch.Input, error) {
	var documents []dataset.File
	var rest []string
	for _, path := range paths {
		found, pdfs, err := findDocuments([]string{path}, f.out)
		if err != nil {
			return nil, nil, err
		}
		documents, rest = append(documents, found...), append(rest, pdfs...)
		inputs, err := batch.Expand(pdfs)
		if err != nil {
			return nil, nil, err
		}
		if len(found)+len(inputs) == 0 {
			return nil, nil, fmt.Errorf("no documents and no PDFs in %s: nothing is changed", path)
		}
		if missing := slices.IndexFunc(inputs, func(in batch.Input) bool { return errors.Is(in.Err, fs.ErrNotExist) && in.Path == path }); missing >= 0 {
			return nil, nil, fmt.Errorf("%s: %w: nothing is changed", path, files.Cause(inputs[missing].Err))
		}
	}
	inputs, err := batch.Expand(rest)
	return documents, inputs, err
}

// options checks the flags. Formats are those that are asked for, of the data set that is there where none are.
func (f *datasetFlags) options(formats bool) (dataset.Options, error) {
	opt := dataset.Options{Out: f.out, Excel: f.excel, Cells: f.cells, Prune: f.prune, Lang: dataset.Language(f.lang),
		About: dataset.About{Name: f.name, Title: f.title, Version: f.release, Licence: f.licence}}
	if f.out == "" {
		return opt, errors.New("no folder to write to: say --output FOLDER")
	}
	if (f.prune || f.retry) && f.since == "" {
		return opt, errors.New("--prune and --retry-failed are for a data set that is brought up to date: say --since MANIFEST")
	}
	for _, name := range f.formats {
		format := dataset.Format(strings.TrimSpace(name))
		if !slices.Contains(dataset.Formats(), format) {
			return opt, fmt.Errorf("--format is %q; it may be %s", name, strings.Join(formatNames(), ", "))
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
	if opt.Lang != "" && !slices.Contains(dataset.Languages(), opt.Lang) {
		return opt, fmt.Errorf("--lang is %q; it may be zh, en", f.lang)
	}
	if f.review != "" {
		var err error
		if opt.Review, err = dataset.ReviewAddress(f.review); err != nil {
			return opt, fmt.Errorf("--review: %w", err)
		}
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.partition) {
		return opt, fmt.Errorf("--partition is %q; it may be auto, always, never", f.partition)
	}
	if err := f.describe(&opt); err != nil {
		return opt, err
	}
	if f.since != "" && !formats {
		opt.Formats = nil
	}
	return opt, f.readSince(&opt)
}

func formatNames() []string {
	var names []string
	for _, f := range dataset.Formats() {
		names = append(names, string(f))
	}
	return names
}

// describe checks what datapackage.json is told.
func (f *datasetFlags) describe(opt *dataset.Options) error {
	if strings.Trim(f.name, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" {
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
	if err := dataset.Recover(f.out); err != nil { // the manifest may be what a killed run has not yet replaced
		return err
	}
	file, err := os.Open(f.since)
	if err == nil {
		defer file.Close()
		opt.Since, err = dataset.ReadManifest(file)
	}
	if err != nil {
		return fmt.Errorf("--since %s: %w", f.since, files.Cause(err))
	}
	if opt.Since == nil {
		opt.Since = []dataset.Entry{} // an earlier data set without documents
	}
	return nil
}

// seeDocuments tells --meta of the documents that a data set has: those that it need not read again are there, too.
func (f *datasetFlags) seeDocuments(since []dataset.Entry) {
	if f.meta == "" {
		return
	}
	for _, e := range since {
		var row struct{ Name string }
		_ = json.Unmarshal(e.Row, &row) // an entry without a row has a digest
		f.told.row(row.Name, e.SHA256)
	}
}

// pdfs extracts PDFs and returns their documents, and how many failed that did not do so before.
func (f *datasetFlags) pdfs(end interruption, cmd *cobra.Command, d *display, inputs []batch.Input, asked []string) (*extracted, int, error) {
	if len(inputs) == 0 {
		return &extracted{}, 0, nil
	}
	if err := dataset.CheckFolder(f.out); err != nil {
		return nil, 0, err
	}
	made, summary, err := f.extract(end, cmd, d, inputs,
		batch.Options{Out: filepath.Join(f.out, dataset.ExtractedName), Asked: asked, PassFailed: f.since != "" && !f.retry})
	if err != nil {
		return nil, 0, err
	}
	made.summary(summary)
	if summary.Left > 0 {
		return nil, 0, exitError(exitInterrupted)
	}
	return made, summary.Failed - summary.Passed, nil
}

// newInputs parts the PDFs of an earlier data set from the others; of their documents the names are those that extracting would
// give them.
func newInputs(inputs []batch.Input, since []dataset.Entry) (left []batch.Input, had []dataset.File) {
	known := make(map[string]bool, len(since))
	for _, e := range since {
		known[e.SHA256] = true
	}
	for _, in := range inputs {
		if in.Err == nil && in.Path != batch.Stdin && len(known) > 0 {
			digest, err := fileDigest(in.Path)
			if err == nil && known[digest] {
				had = append(had, dataset.File{Name: in.Output, Size: in.Size, Source: digest})
				continue
			}
		}
		left = append(left, in)
	}
	return left, had
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
func (f *datasetFlags) build(ctx context.Context, d *display, files []dataset.File, opt dataset.Options) (dataset.Summary, error) {
	progress := newDatasetProgress(d, files)
	stop := d.follow(progress.status)
	opt.Observe = progress.document
	opt.Partition = f.partition == "always" || f.partition == "auto" && progress.bytes > partitionBytes
	read := dataset.ReadSince(ctx, files, f.undecided(opt.Since))
	documents := func(wanted func(int) bool) iter.Seq[dataset.Item] {
		return func(yield func(dataset.Item) bool) {
			for item := range f.verified(d, read(wanted)) {
				f.told.tell(item.Document)
				if !yield(item) {
					return
				}
			}
		}
	}
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), datasetMemory))
	summary, err := dataset.Build(ctx, documents, opt)
	stop()
	if err == nil {
		progress.summary(summary)
	}
	return summary, err
}

// datasetProgress tells how far a data set is, as progress does of an extraction.
type datasetProgress struct {
	*display
	tally
	sizes map[string]int64 // of the documents, by name
}

func newDatasetProgress(d *display, files []dataset.File) *datasetProgress {
	p := &datasetProgress{display: d, tally: tally{start: time.Now(), files: int64(len(files))}, sizes: make(map[string]int64, len(files))}
	for _, f := range files {
		p.sizes[f.Name] = f.Size
		p.bytes += f.Size
	}
	return p
}

// document tells of a document that is done with.
func (p *datasetProgress) document(e dataset.Entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e.Status == dataset.Replaced || e.Status == dataset.Removed {
		p.tell(departure{"left", e.Name, e.Status})
		return
	}
	p.doneBytes += p.sizes[e.Name]
	p.doneFiles++
	if e.Status == dataset.Failed {
		p.failed++
		p.tell(failure{"error", e.Name, "", 0, extract.Unclassified, e.Error, e.Name})
	}
}

// departure is a document that leaves the data set.
type departure struct {
	Type   string         `json:"message_type"`
	Name   string         `json:"name"`
	Status dataset.Status `json:"status"`
}

func (d departure) Text() string {
	if d.Status == dataset.Replaced {
		return d.Name + ": its earlier version leaves the data set\n"
	}
	return d.Name + ": leaves the data set, its file is gone\n"
}

func (d departure) Objects() []any { return []any{d} }

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
	p.tell(datasetSummary{"summary", s.Seen, s.Done, s.Duplicates, s.Present, s.Failed, s.Replaced, s.Removed, s.Rows, time.Since(p.start).Seconds()})
}

// datasetSummary is what a data set got.
type datasetSummary struct {
	Type       string         `json:"message_type"`
	Documents  int            `json:"documents"`
	Done       int            `json:"documents_done"`
	Duplicates int            `json:"documents_duplicate"`
	Present    int            `json:"documents_present"`
	Failed     int            `json:"documents_failed"`
	Replaced   int            `json:"documents_replaced"`
	Removed    int            `json:"documents_removed"`
	Rows       map[string]int `json:"rows"`
	Elapsed    float64        `json:"seconds_elapsed"`
}

func (s datasetSummary) Text() string {
	left := ""
	if s.Replaced+s.Removed > 0 {
		left = fmt.Sprintf(", %d replaced, %d removed", s.Replaced, s.Removed)
	}
	return fmt.Sprintf("%d documents: %d taken in, %d of files that others are of, %d had already, %d failed%s; %d tables, %d cells, %d facts, %d indicators, %d findings in %s\n",
		s.Documents, s.Done, s.Duplicates, s.Present, s.Failed, left,
		s.Rows["tables"], s.Rows["cells"], s.Rows["facts"], s.Rows["indicators"], s.Rows["findings"], inWords(s.Elapsed))
}

func (s datasetSummary) Objects() []any { return []any{s} }

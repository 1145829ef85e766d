package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
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

	"yusuan/cmd/yusuan/internal/say"
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

// datasetHelp tells what the command does.
var datasetHelp = say.Both(`Make a data set of documents: the tables documents, publishers, tables, cells,
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

`, `把文档做成数据集，含这些表：documents、publishers、tables、cells、facts、projects、
indicators、government_totals、findings、finding_subjects、corrections、codes。

路径是 extract 写出的文档的文件夹（各层）、一个这样的文档，或 PDF 及其文件夹；PDF
先提取到 输出文件夹/extracted 中。文档按名称的次序采用，几个文档出自同一文件时取第
一个。

  csv          每张表一个文件，UTF-8，不带 BOM，LF 换行
  parquet      facts.parquet 等；amount_yuan 是精确的 decimal(18,2)
  sqlite       dataset.sqlite，带索引、视图和全文检索，并备有 Datasette 展示所需：
               datasette 输出文件夹
  xlsx         dataset.xlsx，供人阅读，中文，--lang en 时为英文：目录、各种表的金额各
               占一个工作表；页码在 --meta 说明网址时打开 PDF，有 --review 时打开复核
               页面；金额超过 1,048,575 条时另有 dataset-2.xlsx 等；--cells 加入单元格
  datapackage  datapackage.json，说明各 CSV 文件（一并写出）
  jsonl        JSON Lines，每张表一个文件

dictionary.md 用中英文说明每个字段，manifest.jsonl 列出各文档。文件夹整体替换：须是
新的，或已有数据集。同样的文档得到同样的字节，程序不读时钟。

--excel 写供 Excel 和 WPS 的 CSV：带 BOM；像公式一样开头的文字（= + - @、制表符、
换行及其全角形式）和以撇号开头的文字，前面加一个撇号。去掉开头的一个撇号，即还原为
所印的文字。数字不变。

`).Then(correctedBefore, say.Both(`

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

`, `

--since 指定先前数据集或提取结果的清单：其中已有的文件，其文档略去。输出文件夹里就是
该数据集时，以它已有的全部格式更新：加入新的行；同名的新文档或重新提取的文档替换先前
的；原文件已不在的文档保留，有 --prune 时移出。未能读出的 PDF 在变动之前不再尝试，
有 --retry-failed 时再试。否则输出文件夹只得到新的部分。

路径不存在，或其中既没有文档也没有 PDF，或一个文档也读不出，都是错误，数据集保持原样。
运行随时被杀，数据集也保持原样；在换入已完成的文件时被杀的，由下一次运行完成。

`))

func datasetCommand(l say.Language) *cobra.Command {
	var f datasetFlags
	cmd := &cobra.Command{
		Use:   l.Of("dataset PATH...", "dataset 路径..."),
		Short: l.Of("Make tables for research of documents: CSV, Parquet, SQLite, Excel, Data Package", "把文档做成供研究用的数据表：CSV、Parquet、SQLite、Excel、数据包"),
		Long:  datasetHelp.In(l) + exitHelp(l),
		Example: `  yusuan dataset documents/ --output data/
  yusuan dataset disclosures/ -o data/ --format parquet,sqlite --meta sources.tsv
  yusuan dataset disclosures/ -o data/ --since data/manifest.jsonl --prune
  yusuan dataset documents/ -o data/ --title "2026 年部门预算" --created 2026-03-01 --licence CC-BY-4.0`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd, l)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", l.Of("folder for the data set", "数据集的文件夹"))
	flags.StringSliceVar(&f.formats, "format", []string{"csv", "parquet", "sqlite", "xlsx", "datapackage"}, l.Of("formats, with commas between: csv, parquet, sqlite, xlsx, datapackage, jsonl", "格式，以逗号分隔：csv、parquet、sqlite、xlsx、datapackage、jsonl"))
	flags.BoolVar(&f.excel, "excel", false, l.Of("write CSV for Excel: byte order mark, formulas defused (not with datapackage)", "写供 Excel 的 CSV：带 BOM，公式失效（不能与 datapackage 同用）"))
	flags.BoolVar(&f.cells, "cells", false, l.Of("put the cells of tables into Excel workbooks, too", "Excel 工作簿中也加入表格的单元格"))
	flags.StringVar(&f.review, "review", "", l.Of("web address of the pages that review made, to which Excel workbooks link", "review 所作复核页面的网址，Excel 工作簿链接到那里"))
	flags.StringVar(&f.partition, "partition", "auto", l.Of("a Parquet file for each fiscal year of facts and cells: auto (when large), always, never", "金额和单元格按年度分成多个 Parquet 文件：auto（数据多时）、always、never"))
	flags.StringVar(&f.since, "since", "", l.Of("manifest of an earlier data set: only what is new is added", "先前数据集的清单：只加入新的"))
	flags.BoolVar(&f.prune, "prune", false, l.Of("with --since: documents whose files are gone leave the data set", "与 --since 同用：原文件已不在的文档移出数据集"))
	flags.BoolVar(&f.retry, "retry-failed", false, l.Of("with --since: try PDFs again that could not be read and have not changed", "与 --since 同用：未能读出、此后未变的 PDF 再试一次"))
	flags.StringVar(&f.name, "name", "", l.Of("short name of the data package: lower-case letters, digits, . _ - (default yusuan)", "数据包的短名：小写字母、数字、. _ -（默认 yusuan）"))
	flags.StringVar(&f.title, "title", "", l.Of("title of the data set", "数据集的标题"))
	flags.StringVar(&f.created, "created", "", l.Of("date of the data set, as 2026-01-31 or RFC 3339, for datapackage.json", "数据集的日期，如 2026-01-31 或 RFC 3339，写入 datapackage.json"))
	flags.StringVar(&f.release, "release", "", l.Of("version of the data set, for datapackage.json", "数据集的版本，写入 datapackage.json"))
	flags.StringVar(&f.licence, "licence", "", l.Of("licence of the data set, an SPDX identifier or address (default: the documents')", "数据集的许可，SPDX 标识或网址（默认取文档的）"))
	completeWith(cmd, "output", completeFolders)
	completeWith(cmd, "format", completeList(formatNames()...))
	completeWith(cmd, "partition", completeOne("auto", "always", "never"))
	return cmd
}

func (f *datasetFlags) run(cmd *cobra.Command, args []string) error {
	opt, err := f.options(cmd.Flags().Changed("format"), chosenLanguage(cmd))
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
			return nil, nil, say.Errorf("no documents and no PDFs in %s: nothing is changed", "%s 中没有文档，也没有 PDF：未作任何改动", path)
		}
		if missing := slices.IndexFunc(inputs, func(in batch.Input) bool { return errors.Is(in.Err, fs.ErrNotExist) && in.Path == path }); missing >= 0 {
			return nil, nil, say.Errorf("%s: %v: nothing is changed", "%s：%v：未作任何改动", path, files.Cause(inputs[missing].Err))
		}
	}
	inputs, err := batch.Expand(rest)
	return documents, inputs, err
}

// options checks the flags. Formats are those that are asked for, of the data set that is there where none are.
func (f *datasetFlags) options(formats bool, lang string) (dataset.Options, error) {
	opt := dataset.Options{Out: f.out, Excel: f.excel, Cells: f.cells, Prune: f.prune, Lang: dataset.Language(lang),
		About: dataset.About{Name: f.name, Title: f.title, Version: f.release, Licence: f.licence}}
	if f.out == "" {
		return opt, say.Errorf("no folder to write to: say --output FOLDER", "没有写入的文件夹：请给出 --output 文件夹")
	}
	if (f.prune || f.retry) && f.since == "" {
		return opt, say.Errorf("--prune and --retry-failed are for a data set that is brought up to date: say --since MANIFEST", "--prune 和 --retry-failed 用于更新数据集：请给出 --since 清单")
	}
	for _, name := range f.formats {
		format := dataset.Format(strings.TrimSpace(name))
		if !slices.Contains(dataset.Formats(), format) {
			return opt, say.Errorf("--format is %q; it may be %v", "--format 为 %q，只能是 %v", name, say.List(formatNames()))
		}
		opt.Formats = append(opt.Formats, format)
	}
	if len(opt.Formats) == 0 {
		return opt, say.Errorf("--format names no format", "--format 没有写明格式")
	}
	if f.excel && slices.Contains(opt.Formats, dataset.DataPackage) {
		return opt, say.Errorf("--excel changes CSV for Excel, a data package describes CSV for programs: leave datapackage out of --format", "--excel 为 Excel 改写 CSV，而数据包说明供程序用的 CSV：请从 --format 中去掉 datapackage")
	}
	if f.cells && !slices.Contains(opt.Formats, dataset.XLSX) {
		return opt, say.Errorf("--cells is for Excel workbooks, the other formats have them: add xlsx to --format", "--cells 用于 Excel 工作簿，其他格式本来就有单元格：请在 --format 中加上 xlsx")
	}
	if f.review != "" {
		var err error
		if opt.Review, err = dataset.ReviewAddress(f.review); err != nil {
			return opt, say.Errorf("--review: %v", "--review：%v", err)
		}
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.partition) {
		return opt, say.Errorf("--partition is %q; it may be auto, always, never", "--partition 为 %q，只能是 auto、always、never", f.partition)
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
		return say.Errorf("--name is %q; it may have lower-case letters, digits, . _ -", "--name 为 %q，只能有小写字母、数字、. _ -", f.name)
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
	return say.Errorf("--created is %q, no date as 2026-01-31 or 2026-01-31T08:00:00+08:00", "--created 为 %q，不是 2026-01-31、2026-01-31T08:00:00+08:00 这样的日期", f.created)
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
		return say.Errorf("--since %s: %v", "--since %s：%v", f.since, files.Cause(err))
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

func (d departure) Text(l say.Language) string {
	if d.Status == dataset.Replaced {
		return d.Name + l.Of(": its earlier version leaves the data set\n", "：先前的版本移出数据集\n")
	}
	return d.Name + l.Of(": leaves the data set, its file is gone\n", "：移出数据集，原文件已不在\n")
}

func (d departure) Objects() []any { return []any{d} }

// status is how far the data set is.
func (p *datasetProgress) status() status {
	return datasetStatus{"status", p.files, p.doneFiles, p.failed, p.counted(), p.leftIn(), p.share()}
}

// datasetStatus is how far a data set is.
type datasetStatus struct {
	Type      string `json:"message_type"`
	Documents int64  `json:"documents"`
	Done      int64  `json:"documents_done"`
	Failed    int    `json:"documents_failed"`
	counted
	left func(say.Language) string
	part float64
}

func (s datasetStatus) Text(l say.Language) string {
	return l.Format("%d of %d documents, %s%d failed\n", "文档 %d/%d，%s失败 %d\n", s.Done, s.Documents, s.left(l), s.Failed)
}

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

func (s datasetSummary) Text(l say.Language) string {
	left := ""
	if s.Replaced+s.Removed > 0 {
		left = l.Format(", %d replaced, %d removed", "，替换 %d，移出 %d", s.Replaced, s.Removed)
	}
	return l.Format("%d documents: %d taken in, %d of files that others are of, %d had already, %d failed%s; %d tables, %d cells, %d facts, %d indicators, %d findings in %s\n",
		"文档 %d：采用 %d，与他文档出自同一文件 %d，已有 %d，失败 %d%s；表格 %d，单元格 %d，金额 %d，绩效指标 %d，问题 %d；用时 %s\n",
		s.Documents, s.Done, s.Duplicates, s.Present, s.Failed, left,
		s.Rows["tables"], s.Rows["cells"], s.Rows["facts"], s.Rows["indicators"], s.Rows["findings"], inWords(s.Elapsed, l))
}

func (s datasetSummary) Objects() []any { return []any{s} }

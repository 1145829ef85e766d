package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"
	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/model"
)

// exitFindings is the exit code when there are findings that --fail-on asks about.
const exitFindings = 4

// checkFlags are the flags of check.
type checkFlags struct {
	failOn   string
	lang     string
	password string
	workers  int
	timeout  time.Duration
	json     bool
}

func checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check PATH...",
		Short: "Tell what does not add up in PDFs or in extracted documents",
		Long: `Tell the findings of documents: totals that are not the sum of their parts,
tables that contradict each other or the text, missing and empty tables, codes
and names that do not belong together, and how figures are printed.

PATH is a PDF, a document that extract wrote, a folder of either (at any depth),
a glob, or - for a PDF on standard input. PDFs are extracted first, as extract
does it; of a document the findings that it holds are told.

Findings are grouped by document and severity. An error is an identity broken by
more than rounding explains, a warning a likely slip, a remark what a reader of
the figures should know. Each names its page, its table and its cell: row and
column counted from 0, header rows included, as in the document.

--json writes one JSON object a line: the findings, each with the name of its
document, then a summary. Findings do not change the exit code unless --fail-on
says so.

` + exitCodes + `
  4    there are findings of the severity that --fail-on names, or above`,
		Example: `  yusuan check budget.pdf
  yusuan check documents/ --lang zh
  yusuan check disclosures/ --fail-on error --json > findings.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 4 when there are findings of this severity or above: error, warning")
	flags.StringVar(&f.lang, "lang", "en", "language of the findings: en, zh")
	flags.BoolVar(&f.json, "json", false, "write findings as one JSON object a line, with a message_type")
	flags.StringVar(&f.password, "password", "", "password of encrypted PDFs")
	flags.IntVar(&f.workers, "workers", 0, "how many PDFs are read at the same time (default: one for each CPU)")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, "time for one PDF, after which it fails; 0 for no limit")
	return cmd
}

func (f *checkFlags) validate() error {
	switch {
	case !slices.Contains([]string{"", "error", "warning"}, f.failOn):
		return fmt.Errorf("--fail-on is %q; it may be error, warning", f.failOn)
	case words[f.lang] == nil:
		return fmt.Errorf("--lang is %q; it may be en, zh", f.lang)
	case f.workers < 0 || f.timeout < 0:
		return errors.New("--workers and --timeout must not be negative")
	}
	return nil
}

func (f *checkFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.validate(); err != nil {
		return err
	}
	display := newDisplay(cmd.ErrOrStderr(), f.json)
	ctx, done := interruptible(cmd.Context(), display)
	defer done()
	out, err := os.MkdirTemp("", "yusuan-check-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(out)
	files, failed, err := f.files(ctx, cmd, display, args, out)
	if err != nil {
		return err
	}
	if len(files)+failed == 0 {
		return fmt.Errorf("no documents and no PDFs in %s", strings.Join(args, ", "))
	}
	t := told{out: cmd.OutOrStdout(), lang: f.lang, json: f.json}
	for item := range dataset.Read(ctx, files) {
		if item.Err != nil {
			failed++
			unreadable(display, item)
			continue
		}
		if err := t.document(item.Document); err != nil {
			return err
		}
	}
	if err := t.summary(failed); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return exitError(exitInterrupted)
	case failed > 0:
		return exitError(exitSomeFailed)
	case f.failOn != "" && t.counts[model.Error] > 0, f.failOn == "warning" && t.counts[model.Warning] > 0:
		return exitError(exitFindings)
	}
	return nil
}

// files finds the documents and extracts the PDFs among the arguments into a folder; both by name.
func (f *checkFlags) files(ctx context.Context, cmd *cobra.Command, d *display, args []string, out string) ([]dataset.File, int, error) {
	var files []dataset.File
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			found, err := dataset.Find(arg, out)
			if err != nil {
				return nil, 0, err
			}
			files = append(files, found...)
		case isJSON(arg):
			files = append(files, dataset.File{Name: filepath.Base(arg), Path: arg})
		}
	}
	inputs, err := batch.Expand(slices.DeleteFunc(slices.Clone(args), isJSON))
	if err != nil || len(inputs) == 0 {
		return files, 0, err
	}
	worker, err := workerProcess()
	if err != nil {
		return nil, 0, err
	}
	made := &extracted{progress: newProgress(d, inputs), folder: out}
	stop := d.follow(made.status)
	summary, err := batch.Run(ctx, inputs, batch.Options{
		Out: out, Workers: f.workers, Program: programVersion(), Worker: worker, Memory: defaultMemory,
		Extract: extract.Options{Password: f.password, Timeout: f.timeout}, Stdin: cmd.InOrStdin(), Observer: made,
	})
	stop()
	if err != nil {
		return nil, 0, err
	}
	if summary.Left > 0 {
		return nil, 0, exitError(exitInterrupted)
	}
	files = append(files, made.files...)
	slices.SortStableFunc(files, func(a, b dataset.File) int { return strings.Compare(a.Name, b.Name) })
	return files, summary.Failed, nil
}

// unreadable tells of a document that cannot be read, as progress does of PDFs.
func unreadable(d *display, item dataset.Item) {
	err := extract.Classify(item.Name, item.Err)
	if d.json {
		d.message(map[string]any{"message_type": "error", "name": item.Name, "code": err.Code, "message": err.Reason()})
		return
	}
	d.line("failed: " + err.Error())
}

// words are what the table for people says, by language.
var words = map[string]*vocabulary{
	"en": {
		severity: map[model.Severity]string{model.Error: "error", model.Warning: "warning", model.Info: "remark"}, plural: "s",
		page: "p. %d", none: "nothing found", between: ", ", documents: "%d documents", failed: "%d failed",
	},
	"zh": {
		severity: map[model.Severity]string{model.Error: "错误", model.Warning: "警告", model.Info: "提示"},
		page:     "第 %d 页", none: "没有发现问题", between: "，", documents: "文件 %d", failed: "失败 %d",
	},
}

type vocabulary struct {
	severity                               map[model.Severity]string
	plural                                 string // what several of a severity add
	page, none, between, documents, failed string
}

var severities = []model.Severity{model.Error, model.Warning, model.Info}

// told tells findings and counts them.
type told struct {
	out       io.Writer
	lang      string
	json      bool
	documents int
	counts    map[model.Severity]int
}

// document tells the findings of one document.
func (t *told) document(doc *model.Document) error {
	if t.counts == nil {
		t.counts = map[model.Severity]int{}
	}
	t.documents++
	counts := map[model.Severity]int{}
	for _, f := range doc.Findings {
		counts[f.Severity]++
		t.counts[f.Severity]++
	}
	if t.json {
		return t.lines(doc)
	}
	var b strings.Builder
	if t.documents > 1 {
		b.WriteByte('\n')
	}
	title := []string{extract.Printable(doc.Source.Name)}
	if doc.Publisher.Name != "" {
		title = append(title, extract.Printable(doc.Publisher.Name))
	}
	if doc.FiscalYear != 0 {
		title = append(title, fmt.Sprint(doc.FiscalYear))
	}
	fmt.Fprintf(&b, "%s: %s\n", strings.Join(title, " "), t.counted(counts))
	for _, s := range severities {
		if counts[s] > 0 {
			fmt.Fprintf(&b, "  %s%s\n", words[t.lang].severity[s], words[t.lang].plural)
			t.table(&b, doc, s)
		}
	}
	_, err := io.WriteString(t.out, b.String())
	return err
}

// counted puts counts into words.
func (t *told) counted(counts map[model.Severity]int) string {
	w := words[t.lang]
	var parts []string
	for _, s := range severities {
		if n := counts[s]; n > 0 {
			part := fmt.Sprintf("%d %s", n, w.severity[s])
			if n > 1 {
				part += w.plural
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return w.none
	}
	return strings.Join(parts, w.between)
}

// table writes the findings of one severity: page, table, cell, code, message.
func (t *told) table(b *strings.Builder, doc *model.Document, s model.Severity) {
	numbers := make(map[string]string, len(doc.Tables))
	for i := range doc.Tables {
		numbers[doc.Tables[i].ID] = doc.Tables[i].Number
	}
	var rows [][]string
	for i := range doc.Findings {
		f := &doc.Findings[i]
		if f.Severity != s {
			continue
		}
		page, table, cell := "", "", ""
		if len(f.Subjects) > 0 {
			page, table, cell = t.place(&f.Subjects[0], numbers)
		}
		message := f.Message.EN
		if t.lang == "zh" {
			message = f.Message.ZH
		}
		rows = append(rows, []string{page, extract.Printable(table), cell, f.Code, extract.Printable(message)})
	}
	align(b, rows)
}

// place names where a finding is.
func (t *told) place(s *model.Subject, numbers map[string]string) (page, table, cell string) {
	if s.Page > 0 {
		page = fmt.Sprintf(words[t.lang].page, s.Page)
	}
	table = s.Table
	if n := numbers[s.Table]; n != "" {
		table += " " + n
	}
	switch {
	case s.Row != nil && s.Column != nil:
		cell = fmt.Sprintf("[%d,%d]", *s.Row, *s.Column)
	case s.Row != nil:
		cell = fmt.Sprintf("[%d,]", *s.Row)
	}
	return page, table, cell
}

// align writes rows in columns; a Chinese character takes the room of two letters.
func align(b *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displaywidth.String(s))
		}
	}
	for _, row := range rows {
		b.WriteString("  ")
		for i, s := range row {
			if widths[i] == 0 {
				continue
			}
			b.WriteString("  ")
			b.WriteString(s)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-displaywidth.String(s)))
			}
		}
		b.WriteByte('\n')
	}
}

// lines writes findings for programs.
func (t *told) lines(doc *model.Document) error {
	for i := range doc.Findings {
		err := t.line(struct {
			Type     string `json:"message_type"`
			Document string `json:"document"`
			SHA256   string `json:"sha256"`
			*model.Finding
		}{"finding", doc.Source.Name, doc.Source.SHA256, &doc.Findings[i]})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *told) line(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := t.out.Write(b.Bytes())
	return err
}

// summary tells the counts of all documents; for people, where there are several.
func (t *told) summary(failed int) error {
	if t.json {
		return t.line(map[string]any{"message_type": "summary", "documents": t.documents, "documents_failed": failed,
			"errors": t.counts[model.Error], "warnings": t.counts[model.Warning], "remarks": t.counts[model.Info]})
	}
	if t.documents+failed < 2 {
		return nil
	}
	w := words[t.lang]
	text := fmt.Sprintf(w.documents, t.documents+failed)
	if failed > 0 {
		text += w.between + fmt.Sprintf(w.failed, failed)
	}
	_, err := fmt.Fprintf(t.out, "\n%s: %s\n", text, t.counted(t.counts))
	return err
}

package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model"
)

// exitFindings is the exit code when there are findings that --fail-on asks about.
const exitFindings = 4

// checkFlags are the flags of check.
type checkFlags struct {
	pdfFlags
	failOn string
	lang   string
	only   []string
	except []string
	json   bool
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

Beside them stands how many amounts there are, how many of them the document's
own arithmetic confirms, and how many stand in sums that do not hold.

` + correctionsHelp + ` A document that was extracted before
a decision has to be extracted again: it fails.

--only and --except choose findings by their codes, which yusuan codes --list
findings lists.

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
	f.define(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 4 when there are findings of this severity or above: error, warning")
	flags.StringSliceVar(&f.only, "only", nil, "tell the findings of these codes only, parted by commas")
	flags.StringSliceVar(&f.except, "except", nil, "leave out the findings of these codes, parted by commas")
	flags.StringVar(&f.lang, "lang", "en", "language of the findings: en, zh")
	flags.BoolVar(&f.json, "json", false, "write findings as one JSON object a line, with a message_type")
	return cmd
}

func (f *checkFlags) validate() error {
	switch {
	case !slices.Contains([]string{"", "error", "warning"}, f.failOn):
		return fmt.Errorf("--fail-on is %q; it may be error, warning", f.failOn)
	case !report.Language(f.lang).Known():
		return fmt.Errorf("--lang is %q; it may be en, zh", f.lang)
	}
	for _, code := range slices.Concat(f.only, f.except) {
		if _, known := model.FindingKindOf(code); !known {
			return fmt.Errorf("no finding has the code %q; yusuan codes --list findings lists them", code)
		}
	}
	return f.pdfFlags.validate()
}

func (f *checkFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.validate(); err != nil {
		return err
	}
	// Where nobody reads what is told, writing it is an error, and not the end of the program before the folder is gone.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	var out temporaryFolder
	display := newDisplay(cmd.ErrOrStderr(), f.json)
	end, done := interruptible(cmd.Context(), display, out.remove)
	defer done()
	if err := out.make(); err != nil {
		return temporaryError(err)
	}
	defer out.remove()
	err := f.check(end, cmd, display, args, out.path)
	switch {
	case errors.Is(err, syscall.EPIPE):
		return exitError(exitUnread)
	case end.asked.Err() != nil:
		return exitError(exitInterrupted)
	}
	return err
}

// temporaryFolder is for documents that are read and forgotten. An interrupt may take it away at any time.
type temporaryFolder struct {
	mu   sync.Mutex
	path string
}

func (t *temporaryFolder) make() (err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.path, err = os.MkdirTemp("", "yusuan-check-")
	return err
}

// removeTries is more than the files that others put into a folder while it is emptied: they find none soon.
const removeTries = 10

// remove takes the folder away, also while others still write into it.
func (t *temporaryFolder) remove() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for range removeTries {
		if os.RemoveAll(t.path) == nil {
			return
		}
	}
}

// temporaryError is an error of the temporary folder, without its name, which is another one in every run.
func temporaryError(err error) error {
	return fmt.Errorf("temporary folder in %s: %w", os.TempDir(), files.Cause(err))
}

// check tells the findings of what is asked for; PDFs are extracted into the folder out.
func (f *checkFlags) check(end interruption, cmd *cobra.Command, display *display, args []string, out string) error {
	found, failures, err := f.files(end, cmd, display, args, out)
	if err != nil {
		return err
	}
	if len(found)+failures == 0 {
		return fmt.Errorf("no documents and no PDFs in %s", strings.Join(args, ", "))
	}
	told := report.Summary{Failed: failures, Counts: report.Counts{}, Language: report.Language(f.lang)}
	results := newPrinter(end.stdout(cmd), f.json)
	for item := range dataset.Read(end.asked, found) {
		f.verify(display, &item)
		if item.Err != nil {
			told.Failed++
			display.tell(failed(item.Name, extract.Classify(item.Name, item.Err)))
			continue
		}
		item.Document.Findings = f.chosen(item.Document.Findings)
		if err := results.print(report.Document{Document: item.Document, Language: told.Language, Follows: told.Documents > 0}); err != nil {
			return err
		}
		told.Add(item.Document)
	}
	if err := results.print(told); err != nil {
		return err
	}
	return f.exit(told)
}

// chosen are the findings that --only and --except ask for.
func (f *checkFlags) chosen(all []model.Finding) []model.Finding {
	return slices.DeleteFunc(all, func(x model.Finding) bool {
		return len(f.only) > 0 && !slices.Contains(f.only, x.Code) || slices.Contains(f.except, x.Code)
	})
}

// exit is the code for what was found.
func (f *checkFlags) exit(told report.Summary) error {
	switch {
	case told.Failed > 0:
		return exitError(exitSomeFailed)
	case f.failOn != "" && told.Counts[model.Error] > 0, f.failOn == "warning" && told.Counts[model.Warning] > 0:
		return exitError(exitFindings)
	}
	return nil
}

// files finds the documents and extracts the PDFs among the arguments into a folder; both by name.
func (f *checkFlags) files(end interruption, cmd *cobra.Command, d *display, args []string, out string) ([]dataset.File, int, error) {
	if err := f.readCorrections(d, args...); err != nil {
		return nil, 0, err
	}
	files, rest, err := findDocuments(batch.Paths(args), out)
	if err != nil {
		return nil, 0, err
	}
	inputs, err := batch.Expand(rest)
	if err != nil || len(inputs) == 0 {
		return files, 0, err
	}
	made, summary, err := f.extract(end, cmd, d, inputs, batch.Options{Out: out})
	if e, ok := errors.AsType[*batch.FolderError](err); ok {
		err = temporaryError(e.Err)
	}
	if err != nil {
		return nil, 0, err
	}
	if summary.Left > 0 {
		return nil, 0, exitError(exitInterrupted)
	}
	files = append(files, made.files...)
	slices.SortStableFunc(files, byName)
	return files, summary.Failed, nil
}

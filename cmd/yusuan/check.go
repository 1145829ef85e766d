package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model"
)

// checkFlags are the flags of check.
type checkFlags struct {
	pdfFlags
	failOn     string
	lang       string
	severity   string
	codes      []string
	except     []string
	publishers []string
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

Of several documents a summary comes first, by code and by publisher, with the
place as the print or else --meta or --region tells it. Then findings are grouped
by document and severity. An error is an identity broken by more than rounding
explains, a warning a likely slip, a remark what a reader of the figures should
know. Each names its page, its table and its cell: row and column are counted
from 1, header rows included, and named by the row's label and the column's head.

Beside them stands how many amounts there are, how many of them the document's
own arithmetic confirms, and how many stand in sums that do not hold.

` + correctionsHelp + ` A document that was extracted before
a decision has to be extracted again: it fails.

--severity, --code and --except choose findings, --publisher documents. What they
leave out is not counted, by --fail-on neither. yusuan codes --list findings
lists the codes.

--json writes one JSON object a line: the findings, each with the name of its
document and its publisher, and of each subject the names of row and column, which
it counts from 0 as the document does; then a summary. Findings do not change the
exit code unless --fail-on says so.

` + exitHelp(exitFindings),
		Example: `  yusuan check budget.pdf
  yusuan check documents/ --lang zh --severity warning
  yusuan check documents/ --publisher 教育局 --code row-sum-mismatch,column-sum-mismatch
  yusuan check disclosures/ --fail-on error --json > findings.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd)
	flags := cmd.Flags()
	flags.Lookup("json").Usage = "write findings as one JSON object a line, with a message_type"
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 4 when there are findings of this severity or above: error, warning")
	flags.StringVar(&f.severity, "severity", "info", "tell the findings of this severity or above only: error, warning, info")
	flags.StringSliceVar(&f.codes, "code", nil, "tell the findings of these codes only, parted by commas")
	flags.StringSliceVar(&f.except, "except", nil, "leave out the findings of these codes, parted by commas")
	flags.StringArrayVar(&f.publishers, "publisher", nil, "tell of the publishers only of whose name or identifier this is a part; several times for several")
	flags.StringVar(&f.lang, "lang", "en", "language of the findings: en, zh")
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "only" { // what --code was called
			name = "code"
		}
		return pflag.NormalizedName(name)
	})
	completeWith(cmd, "fail-on", completeOne("error", "warning"))
	completeWith(cmd, "severity", completeOne(severities...))
	completeWith(cmd, "lang", completeOne("en", "zh"))
	for _, flag := range []string{"code", "except"} {
		completeWith(cmd, flag, completeList(findingCodes()...))
	}
	return cmd
}

// severities are what --severity takes, from the highest on.
var severities = []string{string(model.Error), string(model.Warning), string(model.Info)}

func findingCodes() []string {
	var codes []string
	for _, k := range model.FindingKinds() {
		codes = append(codes, k.Code())
	}
	return codes
}

func (f *checkFlags) validate() error {
	switch {
	case !slices.Contains([]string{"", "error", "warning"}, f.failOn):
		return fmt.Errorf("--fail-on is %q; it may be error, warning", f.failOn)
	case !slices.Contains(severities, f.severity):
		return fmt.Errorf("--severity is %q; it may be %s", f.severity, strings.Join(severities, ", "))
	case !report.Language(f.lang).Known():
		return fmt.Errorf("--lang is %q; it may be en, zh", f.lang)
	case slices.Contains(f.publishers, ""):
		return errors.New("--publisher is empty")
	}
	return cmp.Or(validateCodes("--code", f.codes), validateCodes("--except", f.except))
}

func validateCodes(flag string, codes []string) error {
	for _, code := range codes {
		if _, known := model.FindingKindOf(code); known {
			continue
		}
		help := "yusuan codes --list findings lists them"
		if alike := similar(code, findingCodes()); len(alike) > 0 {
			help = "is it " + strings.Join(alike, " or ") + "?"
		}
		return fmt.Errorf("%s is %q, which no finding has; %s", flag, code, help)
	}
	return nil
}

func (f *checkFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.validate(); err != nil {
		return err
	}
	display := f.display(cmd)
	return withTemporaryFolder(cmd, display, func(end interruption, out string) error {
		return f.check(end, cmd, display, args, out)
	})
}

// withTemporaryFolder does what needs documents that are read and forgotten, and takes their folder away however it ends.
func withTemporaryFolder(cmd *cobra.Command, d *display, do func(end interruption, out string) error) error {
	// Where nobody reads what is told, writing it is an error, and not the end of the program before the folder is gone.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	var out temporaryFolder
	end, done := interruptible(cmd.Context(), d, out.remove)
	defer done()
	if err := out.make(); err != nil {
		return temporaryError(err)
	}
	defer out.remove()
	err := do(end, out.path)
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
	t.path, err = os.MkdirTemp("", "yusuan-documents-")
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
	told := report.NewSummary(report.Language(f.lang), failures)
	results := newPrinter(end.stdout(cmd), f.json)
	for item := range f.documents(end.asked, display, found) {
		if item.Err != nil {
			told.Failed++
			display.tell(failed(item.Name, extract.Classify(item.Name, item.Err)))
			continue
		}
		f.told.tell(item.Document)
		if !f.asks(item.Document.Publisher) {
			continue
		}
		document := report.NewDocument(item.Document, f.leavesOut)
		if err := results.print(document); err != nil {
			return err
		}
		told.Add(document)
	}
	if told.Documents+told.Failed == 0 {
		return fmt.Errorf("no document is of a publisher that --publisher %s asks for", strings.Join(f.publishers, ", "))
	}
	if err := results.print(told); err != nil {
		return err
	}
	return f.exit(told)
}

// asks tells whether the documents of a publisher are asked for.
func (f *checkFlags) asks(p model.Publisher) bool {
	return len(f.publishers) == 0 || slices.ContainsFunc(f.publishers, func(part string) bool {
		return strings.Contains(p.Name, part) || strings.Contains(p.ID, part)
	})
}

// leavesOut tells whether the flags leave a finding out.
func (f *checkFlags) leavesOut(x model.Finding) bool {
	return slices.Index(severities, string(x.Severity)) > slices.Index(severities, f.severity) ||
		len(f.codes) > 0 && !slices.Contains(f.codes, x.Code) || slices.Contains(f.except, x.Code)
}

// exit is the code for what was found.
func (f *checkFlags) exit(told *report.Summary) error {
	switch {
	case told.Failed > 0:
		return exitError(exitSomeFailed)
	case f.failOn != "" && told.Counts[model.Error] > 0, f.failOn == "warning" && told.Counts[model.Warning] > 0:
		return exitError(exitFindings)
	}
	return nil
}

// files finds the documents and extracts the PDFs among the arguments into a folder; both by name.
func (f *pdfFlags) files(end interruption, cmd *cobra.Command, d *display, args []string, out string) ([]dataset.File, int, error) {
	files, made, failed, err := f.gather(end, cmd, d, args, out, out)
	files = append(files, made.files...)
	slices.SortStableFunc(files, byName)
	return files, failed, err
}

// gather finds the documents among the arguments, without those in a folder of the command's own, and extracts the PDFs into
// another; it tells how many failed.
func (f *pdfFlags) gather(end interruption, cmd *cobra.Command, d *display, args []string, out, without string) (documents []dataset.File, made extracted, failed int, err error) {
	if err := f.readCorrections(d, args...); err != nil {
		return nil, made, 0, err
	}
	documents, rest, err := findDocuments(batch.Paths(args), without)
	if err != nil {
		return nil, made, 0, err
	}
	inputs, err := batch.Expand(rest)
	if err != nil || len(inputs) == 0 {
		return documents, made, 0, err
	}
	read, summary, err := f.extract(end, cmd, d, inputs, batch.Options{Out: out})
	if e, ok := errors.AsType[*batch.FolderError](err); ok {
		err = temporaryError(e.Err)
	}
	if err == nil && summary.Left > 0 {
		err = exitError(exitInterrupted)
	}
	if err != nil {
		return nil, made, 0, err
	}
	return documents, *read, summary.Failed, nil
}

package main

import (
	"cmp"
	"errors"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/cmd/yusuan/internal/say"
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
	severity   string
	codes      []string
	except     []string
	publishers []string
}

// checkHelp tells what the command does.
var checkHelp = say.Both(`Tell the findings of documents: totals that are not the sum of their parts,
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

`, `列出文档中的问题：合计不等于分项之和，表与表、表与正文相互矛盾，缺表和空表，编码与
名称不符，以及数字的写法。

路径是 PDF、extract 写出的文档、二者的文件夹（各层）、通配符，或表示标准输入中 PDF
的 -。PDF 先照 extract 的办法提取；文档则列出它所含的问题。

有多个文档时，先按代码和公开单位汇总，地区以所印为准，没有印明的取自 --meta 或
--region；然后按文档和级别列出。错误是超出四舍五入误差的勾稽不符，警告是可能的笔误，
提示是使用数据时须知道的情况。每个问题写明所在的页、表和单元格：行列从 1 数起，表头
行计算在内，并写出行的名称和列的表头。

同时写出金额的个数，其中多少由文件自身的勾稽关系印证，多少处在不成立的关系中。

`).Then(correctedBefore, say.Both(`

--severity, --code and --except choose findings, --publisher documents. What they
leave out is not counted, by --fail-on neither. yusuan codes --list findings
lists the codes.

--json writes one JSON object a line: the findings, each with the name of its
document and its publisher, and of each subject the names of row and column, which
it counts from 0 as the document does; then a summary. Messages are in both
languages. Findings do not change the exit code unless --fail-on says so.

`, `

--severity、--code、--except 选择问题，--publisher 选择文档。未选的不计数，--fail-on
也不计。全部代码见 yusuan codes --list findings。

--json 每行写一个 JSON 对象：先是各个问题，带所在文档的名称和公开单位，以及所在行列
的名称（行列与文档一样从 0 数起）；最后是汇总。message 中两种语言都有。有问题并不改
变退出码，除非用 --fail-on。

`))

func checkCommand(l say.Language) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   l.Of("check PATH...", "check 路径..."),
		Short: l.Of("Tell what does not add up in PDFs or in extracted documents", "列出 PDF 或已提取文档中勾稽不符之处"),
		Long:  checkHelp.In(l) + exitHelp(l, exitFindings),
		Example: `  yusuan check budget.pdf
  yusuan check documents/ --lang zh --severity warning
  yusuan check documents/ --publisher 教育局 --code row-sum-mismatch,column-sum-mismatch
  yusuan check disclosures/ --fail-on error --json > findings.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd, l)
	flags := cmd.Flags()
	flags.Lookup("json").Usage = l.Of("write findings as one JSON object a line, with a message_type", "以 JSON 写出问题，每行一个对象，带 message_type")
	flags.StringVar(&f.failOn, "fail-on", "", l.Of("exit with 4 when there are findings of this severity or above: error, warning", "有此级别或更高级别的问题时以 4 退出：error、warning"))
	flags.StringVar(&f.severity, "severity", "info", l.Of("tell the findings of this severity or above only: error, warning, info", "只列此级别或更高级别的问题：error、warning、info"))
	flags.StringSliceVar(&f.codes, "code", nil, l.Of("tell the findings of these codes only, parted by commas", "只列这些代码的问题，以逗号分隔"))
	flags.StringSliceVar(&f.except, "except", nil, l.Of("leave out the findings of these codes, parted by commas", "不列这些代码的问题，以逗号分隔"))
	flags.StringArrayVar(&f.publishers, "publisher", nil, l.Of("tell of the publishers only of whose name or identifier this is a part; several times for several", "只列名称或标识含有此文字的公开单位；可写几次"))
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "only" { // what --code was called
			name = "code"
		}
		return pflag.NormalizedName(name)
	})
	completeWith(cmd, "fail-on", completeOne("error", "warning"))
	completeWith(cmd, "severity", completeOne(severities...))
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
		return say.Errorf("--fail-on is %q; it may be error, warning", "--fail-on 为 %q，只能是 error、warning", f.failOn)
	case !slices.Contains(severities, f.severity):
		return say.Errorf("--severity is %q; it may be %v", "--severity 为 %q，只能是 %v", f.severity, say.List(severities))
	case slices.Contains(f.publishers, ""):
		return say.Errorf("--publisher is empty", "--publisher 为空")
	}
	return cmp.Or(validateCodes("--code", f.codes), validateCodes("--except", f.except))
}

func validateCodes(flag string, codes []string) error {
	for _, code := range codes {
		if _, known := model.FindingKindOf(code); known {
			continue
		}
		if alike := similar(code, findingCodes()); len(alike) > 0 {
			return say.Errorf("%s is %q, which no finding has; is it %v?", "%s 为 %q，没有这个代码；是否为 %v？", flag, code, say.List(alike))
		}
		return say.Errorf("%s is %q, which no finding has; yusuan codes --list findings lists them", "%s 为 %q，没有这个代码；全部代码见 yusuan codes --list findings", flag, code)
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
	end, done := interruptible(cmd.Context(), d, out.removeAtExit)
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

// settleTime is more than what is under way takes to make a folder once more that was there when it began.
const settleTime = 20 * time.Millisecond

// removeAtExit takes the folder away for good, while the rest of the program still runs: none is made any more.
func (t *temporaryFolder) removeAtExit() {
	t.mu.Lock() // the program ends with it
	for range removeTries {
		err := os.RemoveAll(t.path)
		time.Sleep(settleTime)
		if _, gone := os.Lstat(t.path); err == nil && gone != nil {
			return
		}
	}
}

// temporaryError is an error of the temporary folder, without its name, which is another one in every run.
func temporaryError(err error) error {
	return say.Errorf("temporary folder in %s: %v", "%s 中的临时文件夹：%v", os.TempDir(), files.Cause(err))
}

// check tells the findings of what is asked for; PDFs are extracted into the folder out.
func (f *checkFlags) check(end interruption, cmd *cobra.Command, display *display, args []string, out string) error {
	found, failures, err := f.files(end, cmd, display, args, out)
	if err != nil {
		return err
	}
	if len(found)+failures == 0 {
		return nothingIn(args)
	}
	told := report.NewSummary(f.lang, failures)
	results := newPrinter(end.stdout(cmd), f.lang, f.json)
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
		return say.Errorf("no document is of a publisher that --publisher %v asks for", "没有 --publisher %v 所指公开单位的文档", say.List(f.publishers))
	}
	if err := results.print(told); err != nil {
		return err
	}
	return f.exit(told)
}

// nothingIn tells that there is nothing to read.
func nothingIn(paths []string) error {
	return say.Errorf("no documents and no PDFs in %v", "%v 中没有文档，也没有 PDF", say.List(paths))
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

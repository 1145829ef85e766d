package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/dataset/printed"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model"
)

// tablesFlags are the flags of tables.
type tablesFlags struct {
	pdfFlags
	out    string
	format string
	tables []string
	kinds  []string
	excel  bool
}

// tablesHelp tells what the command does.
var tablesHelp = say.Both(`Write the tables of documents as they are printed: rows, columns, merged cells,
heads, indents, bold text; and with each the PDF's pages that it stands on.

PATH is a PDF, a document that extract wrote, a folder of either (at any depth),
a glob, or - for a PDF on standard input. PDFs are extracted first, as extract
does it.

  xlsx  a workbook for each document: a sheet that lists the tables, and a sheet
        of each. Amounts are numbers, printed as in the PDF, codes are text;
        cells with findings are coloured and have a note. A workbook is printed
        on as many sheets of paper as the tables take in the PDF.
  csv   a file for each table, in a folder for each document: texts as printed,
        UTF-8 without byte order mark, LF; of a merged cell at its first place
  html  a page for each document, and index.html for several
  md    a file of Markdown for each document

--output names a file, by its ending, for a single document, or a folder. Without
it tables go to standard output: as text to a terminal, else as Markdown.

`, `照所印的样子输出文档中的表格：行、列、合并单元格、表头、缩进、粗体，以及所在的 PDF
页码。

路径是 PDF、extract 写出的文档、二者的文件夹（各层）、通配符，或表示标准输入中 PDF
的 -。PDF 先照 extract 的办法提取。

  xlsx  每个文档一个工作簿：一个工作表列出各表，每张表一个工作表。金额是数字，按 PDF
        的写法显示，编码是文本；有问题的单元格着色并加批注。打印所用纸张与 PDF 相当。
  csv   每张表一个文件，每个文档一个文件夹：照所印的文字，UTF-8，不带 BOM，LF 换行；
        合并单元格的文字写在它的第一格
  html  每个文档一页，几个文档时另有 index.html
  md    每个文档一个 Markdown 文件

--output 是只有一个文档时的文件（按扩展名定格式），或文件夹。没有它时写到标准输出：
在终端上为对齐的文字，否则为 Markdown。

`).Then(correctedBefore, say.Both(`

--table and --kind choose tables: t3 is the third of its document, kinds are
those of the document, in English or Chinese (yusuan schema lists them).

Pages are links to the PDF, seen from the file that is written, or to the address
that --meta tells.

What is not printed, as the names of kinds and the findings, is Chinese as the
tables are, or English with --lang en.

`, `

--table 和 --kind 选择表格：t3 是文档的第三张表；种类即文档中的种类，中英文均可
（见 yusuan schema）。

页码链接到 PDF，以所写文件的位置为准；--meta 说明了网址时链接到网址。

并非印出的文字，如种类的名称和问题，与表格一样用中文；--lang en 时用英文。

`))

func tablesCommand(l say.Language) *cobra.Command {
	var f tablesFlags
	cmd := &cobra.Command{
		Use:   l.Of("tables PATH...", "tables 路径..."),
		Short: l.Of("Write tables as they are printed: Excel, CSV, HTML, Markdown", "照原样输出表格：Excel、CSV、HTML、Markdown"),
		Long:  tablesHelp.In(l) + exitHelp(l),
		Example: `  yusuan tables budget.pdf
  yusuan tables budget.pdf -o budget.xlsx
  yusuan tables disclosures/ -o tables/ --format html --meta sources.tsv
  yusuan tables documents/ -o tables/ --format csv --kind 收支总表`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd, l)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", l.Of("file (.xlsx, .csv, .html, .md) for one document, or folder", "一个文档的文件（.xlsx、.csv、.html、.md），或文件夹"))
	flags.StringVar(&f.format, "format", "", l.Of("format: xlsx, csv, html, md (default: by the file's ending; xlsx into a folder)", "格式：xlsx、csv、html、md（默认按文件扩展名，写入文件夹时为 xlsx）"))
	flags.StringSliceVar(&f.tables, "table", nil, l.Of("write the tables with these identifiers only, as t3, parted by commas", "只输出这些编号的表，如 t3，以逗号分隔"))
	flags.StringSliceVar(&f.kinds, "kind", nil, l.Of("write the tables of these kinds only, parted by commas", "只输出这些种类的表，以逗号分隔"))
	flags.BoolVar(&f.excel, "excel", false, l.Of("write CSV for Excel: byte order mark, formulas defused", "写供 Excel 的 CSV：带 BOM，公式失效"))
	completeWith(cmd, "format", completeOne(tableFormats...))
	completeWith(cmd, "kind", completeList(kindNames()...))
	return cmd
}

// Formats of tables; each but text is the ending of its files.
const (
	xlsxFormat = "xlsx"
	csvFormat  = "csv"
	htmlFormat = "html"
	mdFormat   = "md"
	textFormat = "text" // on a terminal
)

var tableFormats = []string{xlsxFormat, csvFormat, htmlFormat, mdFormat}

var tableID = regexp.MustCompile(`^t[1-9][0-9]*$`)

func (f *tablesFlags) run(cmd *cobra.Command, args []string) error {
	choice, err := f.choice()
	if err != nil {
		return err
	}
	w, err := f.writer(cmd)
	if err != nil {
		return err
	}
	w.meta = f.told
	w.choice = choice
	w.display = f.display(cmd)
	return withTemporaryFolder(cmd, w.display, func(end interruption, out string) error {
		found, failed, err := f.files(end, cmd, w.display, args, out)
		if err != nil {
			return err
		}
		if len(found)+failed == 0 {
			return nothingIn(args)
		}
		w.stdout, w.failed = end.stdout(cmd), failed
		return w.writeAll(end, found, f.documents(end.asked, w.display, found))
	})
}

func kindNames() []string {
	var names []string
	for _, k := range model.Kinds() {
		names = append(names, string(k))
	}
	return names
}

// choice checks the flags and returns the tables that are asked for.
func (f *tablesFlags) choice() (printed.Choice, error) {
	choice := printed.Choice{IDs: f.tables}
	for _, id := range f.tables {
		if !tableID.MatchString(id) {
			return choice, say.Errorf("--table is %q; tables are called t1, t2, …", "--table 为 %q；表的编号是 t1、t2……", id)
		}
	}
	for _, name := range f.kinds {
		kinds := slices.DeleteFunc(model.Kinds(), func(k model.Kind) bool { return string(k) != name && k.Chinese() != name })
		if len(kinds) == 0 {
			return choice, say.Errorf("--kind is %q, no kind of tables; yusuan schema lists them", "--kind 为 %q，没有这种表；种类见 yusuan schema", name)
		}
		choice.Kinds = append(choice.Kinds, kinds...)
	}
	if f.format != "" && !slices.Contains(tableFormats, f.format) {
		return choice, say.Errorf("--format is %q; it may be %v", "--format 为 %q，只能是 %v", f.format, say.List(tableFormats))
	}
	return choice, nil
}

// writer tells where tables go and in which format.
func (f *tablesFlags) writer(cmd *cobra.Command) (*tablesWriter, error) {
	w := &tablesWriter{format: f.format, excel: f.excel, language: printed.Language(chosenLanguage(cmd)), origins: make(batch.Origins)}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(f.out), "."))
	info, err := os.Stat(f.out)
	switch fd, terminal := terminalOf(cmd.OutOrStdout()); {
	case f.out == "" && terminal && f.format == "":
		w.format, w.width = textFormat, func() int { return terminalWidth(fd) }
	case f.out == "" && terminal && f.format == xlsxFormat:
		return nil, say.Errorf("a terminal shows no workbook: say --output FILE", "终端不能显示工作簿：请给出 --output 文件")
	case f.out == "":
		w.format = strings.ToLower(f.format)
		if w.format == "" {
			w.format = mdFormat
		}
	case slices.Contains(tableFormats, ending) && (err != nil || !info.IsDir()):
		w.file = f.out
		if f.format != "" && f.format != ending {
			return nil, say.Errorf("--format is %s, and %s ends in .%s", "--format 为 %s，而 %s 的扩展名是 .%s", f.format, f.out, ending)
		}
		w.format = ending
	default:
		w.dir = f.out
		if w.format == "" {
			w.format = xlsxFormat
		}
	}
	if f.excel && w.format != csvFormat {
		return nil, say.Errorf("--excel changes CSV: say --format csv", "--excel 改写 CSV：请给出 --format csv")
	}
	return w, nil
}

// terminalWidth is how many columns a terminal has.
func terminalWidth(fd int) int {
	width, _, err := term.GetSize(fd)
	if err != nil || width <= 0 {
		return 80
	}
	return width
}

// tablesWriter writes the tables of documents to a file, to a folder, or to standard output.
type tablesWriter struct {
	file, dir string // one of them, or none
	format    string
	excel     bool
	language  printed.Language
	width     func() int // of the terminal
	choice    printed.Choice
	meta      *metaTable
	origins   batch.Origins
	display   *display
	stdout    io.Writer

	folder    *files.Folder
	taken     map[string]bool // what stands in the folder
	listed    []printed.Listed
	written   int // documents
	tables    int
	failed    int // files
	unmatched int // documents that have no table of those that are asked for
}

// writeAll writes the tables of all documents, in their order. One that fails stops none.
func (w *tablesWriter) writeAll(end interruption, found []dataset.File, items iter.Seq[dataset.Item]) error {
	if err := w.single(len(found) + w.failed); err != nil {
		return err
	}
	if w.dir != "" {
		folder, err := files.OpenFolder(w.dir)
		if err != nil {
			return say.Errorf("%s: %v", "%s：%v", w.dir, err)
		}
		defer folder.Close()
		w.folder, w.taken = folder, map[string]bool{".partial": true, "index": w.format == htmlFormat}
	}
	next := 0
	for item := range items {
		file := found[next]
		next++
		err := item.Err
		if err == nil {
			err = w.write(file, item.Document)
		}
		if _, ofOutput := errors.AsType[*outputError](err); ofOutput {
			return err
		}
		if err != nil {
			w.failed++
			w.display.tell(failed(item.Name, extract.Classify(item.Name, err)))
		}
	}
	if end.asked.Err() != nil {
		return exitError(exitInterrupted)
	}
	return w.finish()
}

// single tells why several documents cannot go where the tables go.
func (w *tablesWriter) single(documents int) error {
	switch {
	case documents < 2 || w.dir != "":
		return nil
	case w.file != "":
		return say.Errorf("%d documents and one file to write to: name a folder", "有 %d 个文档而只有一个写入的文件：请给出文件夹", documents)
	case w.format == xlsxFormat || w.format == htmlFormat || w.format == csvFormat:
		return say.Errorf("%d documents and no folder to write to: say --output FOLDER", "有 %d 个文档而没有写入的文件夹：请给出 --output 文件夹", documents)
	}
	return nil
}

// outputError is an error of the only file that tables go to, or of standard output: there is nothing to go on with.
type outputError struct{ error }

func (e *outputError) Unwrap() error { return e.error }

func outputErrorOf(err error) error {
	if err == nil {
		return nil
	}
	return &outputError{err}
}

// write writes the tables of a document.
func (w *tablesWriter) write(file dataset.File, doc *model.Document) error {
	w.meta.tell(doc)
	stem := strings.TrimSuffix(file.Name, filepath.Ext(file.Name))
	if w.folder != nil {
		stem = w.unique(stem)
	}
	print, err := printed.New(doc, w.choice, printed.Options{Language: w.language, Link: w.link(doc, w.origins.Of(file.Path), stem)})
	if err != nil {
		return err
	}
	if print.Tables() == 0 && len(w.choice.IDs)+len(w.choice.Kinds) > 0 {
		w.unmatched++
		return nil
	}
	if err := w.put(print, stem); err != nil {
		return err
	}
	w.written++
	w.tables += print.Tables()
	return nil
}

// unique is a name for a document's file that no other has, also where letter case does not count.
func (w *tablesWriter) unique(stem string) string {
	name := stem
	for n := 2; w.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s~%d", stem, n)
	}
	w.taken[strings.ToLower(name)] = true
	return name
}

// link returns what leads to the pages of a document's PDF, from the file that is written for it.
func (w *tablesWriter) link(doc *model.Document, pdf, stem string) func(page int) string {
	address := webAddress(doc.Source.Meta)
	if info, err := os.Stat(pdf); address == "" && err == nil && info.Mode().IsRegular() {
		address = printed.Address(w.seen(pdf, stem))
	}
	if address == "" {
		return nil
	}
	return func(page int) string { return fmt.Sprintf("%s#page=%d", address, page) }
}

// webAddress is the address that was told of a file, "" where it is none of the web: a document comes from anywhere.
func webAddress(m *model.Meta) string {
	if m == nil {
		return ""
	}
	u, err := url.Parse(m.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// seen is the path of a PDF seen from the folder of the file that is written, with slashes.
func (w *tablesWriter) seen(pdf, stem string) string {
	from := filepath.Dir(w.file)
	if w.dir != "" {
		from = filepath.Dir(filepath.Join(w.dir, filepath.FromSlash(stem)))
	}
	from, err := filepath.Abs(from)
	if err != nil {
		return ""
	}
	path, err := filepath.Rel(from, pdf)
	if err != nil { // on another drive
		return ""
	}
	return filepath.ToSlash(path)
}

// put writes the tables of a document to where they go.
func (w *tablesWriter) put(print *printed.Document, stem string) error {
	if w.format == csvFormat {
		return w.putCSV(print.CSV(w.excel), stem)
	}
	var data []byte
	switch w.format {
	case xlsxFormat:
		data = print.XLSX()
	case htmlFormat:
		data = print.HTML()
	case mdFormat:
		data = print.Markdown()
	case textFormat:
		data = []byte(print.Text(w.width()))
	}
	name := stem + "." + w.format
	if w.format == htmlFormat && w.folder != nil {
		w.listed = append(w.listed, print.Listed(name))
	}
	return w.deliver(name, data)
}

// deliver writes a file: that of the only document, or one in the folder.
func (w *tablesWriter) deliver(name string, data []byte) error {
	switch {
	case w.folder != nil:
		return w.intoFolder(name, data)
	case w.file != "":
		return outputErrorOf(files.Write(w.file, data))
	}
	if w.written > 0 {
		data = append([]byte("\n"), data...)
	}
	_, err := w.stdout.Write(data)
	return outputErrorOf(err)
}

func (w *tablesWriter) intoFolder(name string, data []byte) error {
	if err := w.folder.Write(name, data); err != nil {
		return say.Errorf("%s is not written: %v", "%s 没有写出：%v", name, files.Cause(err)) // it is no file that cannot be read
	}
	return nil
}

func (w *tablesWriter) putCSV(all []printed.File, stem string) error {
	if w.folder == nil {
		if len(all) != 1 {
			return outputErrorOf(say.Errorf("%d tables, and a CSV file has one: choose one by --table, or name a folder", "有 %d 张表，而一个 CSV 文件只放一张：请用 --table 选一张，或给出文件夹", len(all)))
		}
		return w.deliver("", all[0].Data)
	}
	for _, file := range all {
		if err := w.intoFolder(stem+"/"+file.Name, file.Data); err != nil {
			return err
		}
	}
	return nil
}

// finish writes the list of the pages, tells what was written, and returns the exit code.
func (w *tablesWriter) finish() error {
	if len(w.listed) > 0 {
		if err := w.intoFolder("index.html", printed.Index(w.language, w.listed)); err != nil {
			return err
		}
	}
	if w.file+w.dir != "" {
		w.display.tell(tablesSummary{"summary", w.written + w.unmatched + w.failed, w.written, w.unmatched, w.failed, w.tables})
	}
	switch {
	case w.failed > 0:
		return exitError(exitSomeFailed)
	case w.written == 0:
		return say.Errorf("no document has such a table", "没有文档有这样的表")
	}
	return nil
}

// tablesSummary tells what was written.
type tablesSummary struct {
	Type      string `json:"message_type"`
	Documents int    `json:"documents"`
	Written   int    `json:"documents_written"`
	Without   int    `json:"documents_without"` // tables of those that are asked for
	Failed    int    `json:"documents_failed"`
	Tables    int    `json:"tables"`
}

func (s tablesSummary) Text(l say.Language) string {
	without := ""
	if s.Without > 0 {
		without = l.Format(", %d without such tables", "，没有这样的表 %d", s.Without)
	}
	return l.Format("%d documents: %d written%s, %d failed; %d tables\n", "文档 %d：写出 %d%s，失败 %d；表格 %d\n", s.Documents, s.Written, without, s.Failed, s.Tables)
}

func (s tablesSummary) Objects() []any { return []any{s} }

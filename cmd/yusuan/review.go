package main

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/extract/picture"
	"yusuan/files"
	"yusuan/layout/draw"
	"yusuan/model"
	"yusuan/model/corrections"
	"yusuan/review"
	"yusuan/review/serve"
)

// reviewFlags are the flags of review.
type reviewFlags struct {
	pdfFlags
	out   string
	draw  []string
	serve bool
	port  int
}

// reviewHelp tells what the command does.
var reviewHelp = say.Both(`Make a site of documents for people: of each page the picture, and beside it its
tables. A cell and its box on the page light each other; what contradicts comes
first, then what nothing proves, then the rest, and each amount shows what
proves it. The site opens from the file system and needs no network.

PATH is a PDF, a document that extract wrote and whose PDF lies beside it or where
it was read, a folder of either (at any depth), or a glob. PDFs are extracted first, as extract
does it.

FOLDER is a new one, or one that review made. It holds index.html, a page for
each document, and the pictures, which stay for the next run: 25 to 60 KB a page.

Pictures are drawn by PDFium, which is built in and sees nothing of this machine
but its fonts, which it may read. Each of --workers processes takes about 100 MB.
PDFium compiled for this machine (22 MB) is kept in --cache, which is made where
it is missing; without it each run begins with five seconds of compiling.

`, `为文档生成供人查看的网页：每页的图，旁边是该页的表格。指着单元格，页面上的位置就亮
起来，反过来也一样；不符的在前，其次是未经印证的，然后是其余，每个金额都显示由什么
印证。网页直接从磁盘打开，不用网络。

路径是 PDF、extract 写出的文档（其 PDF 在旁边，或在读取时的位置）、二者的文件夹（各
层）或通配符。PDF 先照 extract 的办法提取。

文件夹须是新的，或 review 以前所作的。其中有 index.html、每个文档一页，以及页面图；
图会留给下次运行，每页 25 至 60 KB。

页面图由内置的 PDFium 绘制，除可以读取的字体外，它看不到本机的任何东西。--workers
个进程各占约 100 MB。为本机编译好的 PDFium（22 MB）存放在 --cache 中，没有这个文件
夹时自动建立；不存则每次运行先编译五秒。

`).Then(correctionsHelp, say.Both(`

--draw has what stages saw laid over the pages, as inspect draws it.

--serve shows the same at an address of this machine, which it tells, and takes
decisions there: that a cell is right, what its text should be, rows that are to be
parted or joined, a table's kind, title or unit, a slip of the publisher. Each is
kept in corrections.jsonl when it is made. Pictures are drawn when they are looked
at. The address has a token: who knows it may look and decide, as long as it runs.

The pages themselves are in Chinese or English as the browser prefers.

`, `

--draw 可在页面上叠加各阶段所见，与 inspect 所画相同。

--serve 在本机的一个地址上显示同样的网页（运行时说明地址），并在那里接受决定：单元格
无误、单元格的文字应当是什么、行的拆分与合并、表的种类、标题或单位、公布者的笔误。每项
决定随即写入 corrections.jsonl。页面图在查看时绘制。地址带有令牌：运行期间，知道地址
的人都可以查看和决定。

网页本身随浏览器的设置用中文或英文。

`))

func reviewCommand(l say.Language) *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   l.Of("review PATH... [-o FOLDER] [--serve]", "review 路径... [-o 文件夹] [--serve]"),
		Short: l.Of("Make a site that shows each page beside its tables, what is not proved first", "生成网页：每页的图与表格并排，未经印证的在前"),
		Long:  reviewHelp.In(l) + exitHelp(l),
		Example: `  yusuan review budget.pdf -o review
  yusuan review disclosures/ -o review --draw cells,columns,rows
  yusuan review documents/ -o review
  yusuan review disclosures/ --serve`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd, l)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", l.Of("folder of the site", "网页的文件夹"))
	flags.StringSliceVar(&f.draw, "draw", nil, l.Of("stages that can be laid over pages, as inspect has them: ", "可叠加在页面上的阶段，与 inspect 的相同：")+l.List(stageNames()))
	flags.BoolVar(&f.serve, "serve", false, l.Of("show the site at an address of this machine and take decisions", "在本机的一个地址上显示网页，并接受决定"))
	flags.IntVar(&f.port, "port", 0, l.Of("port of --serve (default: a free one)", "--serve 的端口（默认为空闲的一个）"))
	completeWith(cmd, "draw", completeList(stageNames()...))
	return cmd
}

// defaultCache is the user's folder for what can be made again, "" where the system has none.
func defaultCache() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "yusuan", "pdfium")
}

func (f *reviewFlags) validate(args []string) error {
	for _, s := range f.draw {
		if !slices.Contains(stageNames(), s) {
			return unknownStage(s)
		}
	}
	switch {
	case f.port < 0 || f.port > 65535 || f.port > 0 && !f.serve:
		return say.Errorf("--port is a number up to 65535, for --serve", "--port 是不大于 65535 的数，与 --serve 同用")
	case f.serve && len(f.draw) > 0:
		return say.Errorf("--serve draws all stages when they are asked for: --draw is for a site of files", "--serve 在需要时绘制任一阶段：--draw 用于生成网页文件")
	case f.out == "" && !f.serve:
		return say.Errorf("say where the site is to be: --output FOLDER", "请给出网页的去处：--output 文件夹")
	case slices.Contains(args, batch.Stdin):
		return say.Errorf("review needs files, whose pages it draws: standard input is none", "review 要绘制页面，须有文件：不能读标准输入")
	}
	return nil
}

func (f *reviewFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.validate(args); err != nil {
		return err
	}
	var documents temporaryFolder
	display := f.display(cmd)
	end, done := interruptible(cmd.Context(), display, documents.removeAtExit)
	defer done()
	if err := documents.make(); err != nil {
		return temporaryError(err)
	}
	defer documents.remove()
	err := f.review(end, cmd, display, args, documents.path)
	if end.asked.Err() != nil && !(f.serve && err == nil) {
		return exitError(exitInterrupted)
	}
	return err
}

// review makes the site; PDFs are extracted into the folder documents.
func (f *reviewFlags) review(end interruption, cmd *cobra.Command, display *display, args []string, documents string) error {
	found, failures, err := f.files(end, cmd, display, args, documents)
	if err != nil {
		return err
	}
	if len(found)+failures == 0 {
		return nothingIn(args)
	}
	opt := f.options()
	if font := picture.ChineseFont(opt.Painter.Fonts); font == "" {
		display.tell(lack{"warning", "", "no font of this machine has Chinese characters: texts whose fonts are not embedded are blank in pictures"})
	}
	if f.serve {
		opt.Out = cmp.Or(f.out, filepath.Join(documents, "site"))
		return f.serveSite(end, cmd, display, args, found, opt)
	}
	told := reviewed{Type: "summary", Output: f.out, Failed: failures}
	opt.Done = func(doc *model.Document, lacks []error) {
		told.Proof.Add(doc.Proof)
		told.Pages += doc.Source.PageCount
		for _, why := range lacks {
			display.tell(lack{"warning", doc.Source.Name, why.Error()})
		}
	}
	told.Documents, err = review.Build(end.asked, opt, f.sources(end.asked, display, found, &told.Failed))
	if err != nil {
		return err
	}
	if err := newPrinter(end.stdout(cmd), f.lang, f.json).print(told); err != nil {
		return err
	}
	if told.Failed > 0 {
		return exitError(exitSomeFailed)
	}
	return nil
}

// serveSite serves the site until it is interrupted.
func (f *reviewFlags) serveSite(end interruption, cmd *cobra.Command, d *display, args []string, found []reviewFile, opt review.Options) error {
	journalPath, err := f.journal(args)
	if err != nil {
		return err
	}
	journal, err := serve.OpenJournal(journalPath)
	if err != nil {
		return err
	}
	defer journal.Close()
	if journal.Recovered {
		d.tell(lack{"warning", journalPath, "its last line broke off, and was taken away"})
	}
	byDigest := make(map[string]reviewFile, len(found))
	var failures int
	documents := func(yield func(*model.Document) bool) {
		for i, file := range found {
			for source, err := range f.sources(end.asked, d, found[i:i+1], &failures) {
				if err != nil {
					return // interrupted
				}
				byDigest[source.Document.Source.SHA256] = file
				if !yield(source.Document) {
					return
				}
			}
		}
	}
	pages, err := review.NewPages(opt, documents, func(ctx context.Context, sha256 string) (review.Source, error) {
		file, ok := byDigest[sha256]
		if !ok {
			return review.Source{}, review.ErrNoDocument
		}
		return file.source(ctx)
	})
	if err != nil {
		return err
	}
	defer pages.Close()
	listener, err := serve.Listen(f.port)
	if err != nil {
		return err
	}
	server, err := serve.New(serve.Options{Host: listener.Addr().String(), Pages: pages, Journal: journal, Correct: correct(pages)})
	if err != nil {
		return err
	}
	if err := newPrinter(end.stdout(cmd), f.lang, f.json).print(serving{"serving", server.Address(), journalPath}); err != nil {
		return err
	}
	return server.Run(end.asked, listener)
}

// correct tells a document again for the server of decisions, in its words for what is not there.
func correct(pages *review.Pages) func(context.Context, string, []model.Correction) (*model.Document, error) {
	return func(ctx context.Context, sha256 string, decided []model.Correction) (*model.Document, error) {
		doc, err := pages.Correct(ctx, sha256, decided)
		if errors.Is(err, review.ErrNoDocument) {
			err = serve.ErrUnknown
		}
		return doc, err
	}
}

// journal is the file that decisions are kept in: the one that is named, or the one that is there, or one beside what is given.
func (f *reviewFlags) journal(args []string) (string, error) {
	if f.corrections != "" {
		return f.corrections, nil
	}
	switch beside := correctionsBeside(args); len(beside) {
	case 0:
	case 1:
		return beside[0], nil
	default:
		return "", say.Errorf("there are several, %v: say with --corrections which of them takes decisions", "有几个更正文件，%v：请用 --corrections 指定由哪一个接受决定", say.List(beside))
	}
	folder := batch.Paths(args)[0]
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	return filepath.Join(folder, corrections.Name), nil
}

// serving tells where the site is.
type serving struct {
	Type        string `json:"message_type"`
	Address     string `json:"address"`
	Corrections string `json:"corrections"`
}

func (s serving) Text(l say.Language) string {
	return l.Format("%s\n  decisions are kept in %s; interrupt to end\n", "%s\n  决定写入 %s；中断即结束\n", s.Address, extract.Printable(s.Corrections))
}

func (s serving) Objects() []any { return []any{s} }

// options are those of the site.
func (f *reviewFlags) options() review.Options {
	opt := review.Options{
		Out: f.out, Workers: f.workers, Extract: extract.Options{Password: f.password, Timeout: f.timeout, OCR: f.recognised},
		Painter: f.recognised.Painter,
	}
	if opt.Workers == 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	for _, s := range f.draw {
		opt.Stages = append(opt.Stages, draw.Stage(s))
	}
	return opt
}

// reviewFile is a document's file and its PDF's.
type reviewFile struct {
	dataset.File
	pdf string // "" where it is to lie beside the document
}

// files finds the documents and extracts the PDFs among the arguments into a folder: these first, so that of a document and
// its PDF the newly read one is taken.
func (f *reviewFlags) files(end interruption, cmd *cobra.Command, d *display, args []string, out string) ([]reviewFile, int, error) {
	documents, made, failures, err := f.gather(end, cmd, d, args, out, f.out)
	if err != nil {
		return nil, 0, err
	}
	var found []reviewFile
	for _, file := range made.files {
		found = append(found, reviewFile{file, made.inputs[file.Name]})
	}
	origins := batch.Origins{}
	for _, file := range documents {
		pdf := origins.Of(file.Path)
		if !isFile(pdf) {
			pdf = ""
		}
		found = append(found, reviewFile{file, pdf})
	}
	return found, failures, nil
}

// sources reads documents one after the other; those that cannot be read are told of, counted and left out.
func (f *reviewFlags) sources(ctx context.Context, d *display, found []reviewFile, failures *int) iter.Seq2[review.Source, error] {
	return func(yield func(review.Source, error) bool) {
		documents := make([]dataset.File, len(found))
		for i := range found {
			documents[i] = found[i].File
		}
		i := 0
		for item := range f.documents(ctx, d, documents) {
			file := &found[i]
			i++
			f.told.tell(item.Document)
			if item.Err != nil {
				*failures++
				d.tell(failed(item.Name, extract.Classify(item.Name, item.Err)))
				continue
			}
			if !yield(file.with(item.Document), nil) {
				return
			}
		}
		if ctx.Err() != nil {
			yield(review.Source{}, context.Cause(ctx))
		}
	}
}

// with is a file's document with its PDF.
func (r *reviewFile) with(doc *model.Document) review.Source {
	source := review.Source{Document: doc, PDF: r.pdf}
	if beside := filepath.Join(filepath.Dir(r.Path), doc.Source.Name); source.PDF == "" && isFile(beside) {
		source.PDF = beside
	}
	return source
}

// source reads a file that was read before.
func (r *reviewFile) source(ctx context.Context) (source review.Source, err error) {
	for item := range dataset.Read(ctx, []dataset.File{r.File}) {
		if item.Err != nil {
			return source, item.Err
		}
		return r.with(item.Document), nil
	}
	return source, context.Cause(ctx)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && files.Regular(path, info) == nil
}

// lack tells what a document's page lacks.
type lack struct {
	Type    string `json:"message_type"`
	Name    string `json:"name,omitempty"`
	Message string `json:"message"`
}

func (w lack) Text(l say.Language) string {
	told := extract.Printable(l.Cause(w.Message)) + "\n"
	if w.Name == "" {
		return told
	}
	return extract.Printable(w.Name) + l.Of(": ", "：") + told
}

func (w lack) Objects() []any { return []any{w} }

// reviewed is what was made.
type reviewed struct {
	Type      string      `json:"message_type"`
	Output    string      `json:"output"`
	Documents int         `json:"documents"`
	Pages     int         `json:"pages"`
	Failed    int         `json:"failed"`
	Proof     model.Proof `json:"proof"`
}

func (r reviewed) Text(l say.Language) string {
	return l.Format("%s: %d documents, %d pages, %d failed\n  %s\n", "%s：文档 %d，%d 页，失败 %d\n  %s\n",
		extract.Printable(filepath.Join(r.Output, "index.html")), r.Documents, r.Pages, r.Failed, report.Proof(r.Proof, l))
}

func (r reviewed) Objects() []any { return []any{r} }

// painterCommand is what review starts to draw pages in other processes. Users never call it.
func painterCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "painter",
		Short:  "Draw pages for a run of review",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			signal.Ignore(interrupts...) // as the worker does
			return picture.Serve(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}

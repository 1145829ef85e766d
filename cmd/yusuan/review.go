package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/report"
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

func reviewCommand() *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review PATH... [-o FOLDER] [--serve]",
		Short: "Make a site that shows each page beside its tables, what is not proved first",
		Long: `Make a site of documents for people: of each page the picture, and beside it its
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

` + correctionsHelp + `

--draw has what stages saw laid over the pages, as inspect draws it.

--serve shows the same at an address of this machine, which it tells, and takes
decisions there: that a cell is right, what its text should be, rows that are to be
parted or joined, a table's kind, title or unit, a slip of the publisher. Each is
kept in corrections.jsonl when it is made. Pictures are drawn when they are looked
at. The address has a token: who knows it may look and decide, as long as it runs.

` + exitCodes,
		Example: `  yusuan review budget.pdf -o review
  yusuan review disclosures/ -o review --draw cells,columns,rows
  yusuan review documents/ -o review
  yusuan review disclosures/ --serve`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", "folder of the site")
	flags.StringSliceVar(&f.draw, "draw", nil, "stages that can be laid over pages, as inspect has them: "+strings.Join(stageNames(), ", "))
	flags.BoolVar(&f.serve, "serve", false, "show the site at an address of this machine and take decisions")
	flags.IntVar(&f.port, "port", 0, "port of --serve (default: a free one)")
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
			return fmt.Errorf("--draw %s: there are %s", s, strings.Join(stageNames(), ", "))
		}
	}
	switch {
	case f.port < 0 || f.port > 65535 || f.port > 0 && !f.serve:
		return errors.New("--port is a number up to 65535, for --serve")
	case f.serve && len(f.draw) > 0:
		return errors.New("--serve draws all stages when they are asked for: --draw is for a site of files")
	case f.out == "" && !f.serve:
		return errors.New("say where the site is to be: --output FOLDER")
	case slices.Contains(args, batch.Stdin):
		return errors.New("review needs files, whose pages it draws: standard input is none")
	}
	return nil
}

func (f *reviewFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.validate(args); err != nil {
		return err
	}
	var documents temporaryFolder
	display := f.display(cmd)
	end, done := interruptible(cmd.Context(), display, documents.remove)
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
		return fmt.Errorf("no documents and no PDFs in %s", strings.Join(args, ", "))
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
	if err := newPrinter(end.stdout(cmd), f.json).print(told); err != nil {
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
	if err := newPrinter(end.stdout(cmd), f.json).print(serving{"serving", server.Address(), journalPath}); err != nil {
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
		return "", fmt.Errorf("there are %s: say with --corrections which of them takes decisions", strings.Join(beside, " and "))
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

func (s serving) Text() string {
	return fmt.Sprintf("%s\n  decisions are kept in %s; interrupt to end\n", s.Address, extract.Printable(s.Corrections))
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

func (l lack) Text() string {
	if l.Name == "" {
		return extract.Printable(l.Message) + "\n"
	}
	return extract.Printable(l.Name) + ": " + extract.Printable(l.Message) + "\n"
}

func (l lack) Objects() []any { return []any{l} }

// reviewed is what was made.
type reviewed struct {
	Type      string      `json:"message_type"`
	Output    string      `json:"output"`
	Documents int         `json:"documents"`
	Pages     int         `json:"pages"`
	Failed    int         `json:"failed"`
	Proof     model.Proof `json:"proof"`
}

func (r reviewed) Text() string {
	return fmt.Sprintf("%s: %d documents, %d pages, %d failed\n  %s\n",
		extract.Printable(filepath.Join(r.Output, "index.html")), r.Documents, r.Pages, r.Failed, report.Proof(r.Proof, "en"))
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

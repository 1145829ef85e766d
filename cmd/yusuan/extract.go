package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"yusuan/extract"
	"yusuan/extract/batch"
)

// extractFlags are the flags of extract.
type extractFlags struct {
	pdfFlags
	out        string
	pagesApart bool
	pretty     bool
	force      bool
	isolate    bool
	memory     byteSize
}

func extractCommand() *cobra.Command {
	f := extractFlags{memory: defaultMemory}
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Read PDFs, write one canonical JSON each and a manifest",
		Long: `Read PDFs and write one canonical JSON document each.

PATH is a file, a folder (its PDFs, at any depth; other files are not seen), a
glob (** for folders at any depth), or - for standard input. --files-from names a
file with further paths, one a line, or with NUL after each (--null). With --output the documents go into a folder, at
the same places below it as the PDFs below the folders that were given, with a
line for every file in manifest.jsonl. Without it, the document of a single PDF
goes to standard output.

Into an output folder PDFs are read in worker processes, each with limited
memory and time: a PDF that takes more, or that ends its worker, fails alone.
--isolate=false reads them in one process, and --isolate reads a PDF whose
document goes to standard output in a process of its own.

Into an output folder a second run writes only what is new: PDFs that were done
before from the same bytes, by the same version and with the same settings, are
skipped. A run that was interrupted is taken up the same way. A bad PDF gives
one line and a manifest entry and stops nothing. Interrupt once (Ctrl-C) to
finish what is under way, twice to stop at once.

` + ocrHelp + `

` + correctionsHelp + `

--meta names a file of tab-separated values with a header line: name or sha256,
and any of url, retrieved (a date as 2026-01-31), region_code (as 110102),
region_name, licence. What it tells of a PDF goes into the document's source.
Rows that no PDF is of are told. --region is the place of all PDFs of which it
tells none.

` + exitCodes,
		Example: `  yusuan extract budget.pdf --pretty
  yusuan extract disclosures/ --output documents/
  yusuan extract 'disclosures/2026-*.pdf' -o documents/ --meta sources.tsv
  yusuan extract 'disclosures/**/2026*.pdf' -o documents/ --region 440300
  find disclosures -newer documents/manifest.jsonl -name '*.pdf' -print0 | yusuan extract --files-from - -0 -o documents/
  curl -s https://example.org/budget.pdf | yusuan extract - > budget.json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", "folder for the documents and manifest.jsonl")
	flags.BoolVar(&f.isolate, "isolate", false, "read PDFs in worker processes (default: true with --output)")
	flags.Var(&f.memory, "memory", "memory for one worker process, over which its PDF fails; 0 for no limit")
	flags.BoolVar(&f.pagesApart, "pages-apart", false, "keep each page's tables to themselves instead of joining them over page breaks")
	flags.BoolVar(&f.pretty, "pretty", false, "write documents with white space, for people")
	flags.BoolVar(&f.force, "force", false, "read PDFs again that are done already")
	completeWith(cmd, "output", completeFolders)
	return cmd
}

func (f *extractFlags) run(cmd *cobra.Command, args []string) error {
	if !cmd.Flags().Changed("isolate") {
		f.isolate = f.out != ""
	}
	if !f.isolate && onCommandLine(cmd, "memory") {
		return errors.New("--memory limits worker processes: it needs --isolate or --output")
	}
	inputs, err := batch.Expand(args)
	if err != nil {
		return err
	}
	f.told.see(inputs)
	opt := batch.Options{
		Out: f.out, Workers: f.workers, Force: f.force, Pretty: f.pretty,
		Extract: extract.Options{Password: f.password, PagesApart: f.pagesApart, Timeout: f.timeout, OCR: f.recognised},
		Memory:  int64(f.memory), Asked: args, Meta: f.told.of,
	}
	if f.isolate {
		if opt.Worker, err = workerProcess(); err != nil {
			return err
		}
	}
	beside := args
	if f.out != "" {
		beside = append(slices.Clone(args), f.out+string(filepath.Separator))
	}
	if err := f.readCorrections(f.display(cmd), beside...); err != nil {
		return err
	}
	opt.Corrections = f.decided.Of
	if f.out == "" {
		return f.toStdout(cmd, inputs, opt)
	}
	return f.toFolder(cmd, inputs, opt)
}

// toStdout writes the document of a single PDF to standard output.
func (f *extractFlags) toStdout(cmd *cobra.Command, inputs []batch.Input, opt batch.Options) error {
	if len(inputs) != 1 {
		return fmt.Errorf("%d PDFs and no folder to write to: say --output FOLDER", len(inputs))
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), interrupts...)
	defer stop()
	opt.Stdin = waitingReader{ctx, cmd.InOrStdin()}
	text, err := batch.One(ctx, inputs[0], opt)
	if err == nil {
		if _, ok := terminalOf(cmd.OutOrStdout()); ok { // which is to show it; what programs read is canonical
			text = extract.PrintableJSON(text)
		}
		_, err = waitingWriter{ctx, cmd.OutOrStdout()}.Write(text)
	}
	return ended(ctx, cmd, err)
}

// ended tells why there is no result, of a single file, and returns the exit code.
func ended(ctx context.Context, cmd *cobra.Command, err error) error {
	failed, ofFile := errors.AsType[*extract.Error](err)
	switch {
	case ctx.Err() != nil && err != nil:
		fmt.Fprintln(cmd.ErrOrStderr(), "yusuan: interrupted")
		return exitError(exitInterrupted)
	case ofFile:
		fmt.Fprintln(cmd.ErrOrStderr(), "yusuan:", failed)
		return exitError(exitSomeFailed)
	}
	return err
}

// toFolder writes the documents and the manifest into a folder.
func (f *extractFlags) toFolder(cmd *cobra.Command, inputs []batch.Input, opt batch.Options) error {
	opt.Program = programVersion()
	display := f.display(cmd)
	end, done := interruptible(cmd.Context(), display, func() {})
	defer done()
	opt.Stdin = end.stdin(cmd)
	progress := newProgress(display, inputs)
	opt.Observer = progress
	stop := display.follow(progress.status)
	summary, err := batch.Run(end.asked, inputs, opt)
	stop()
	if err != nil {
		return err
	}
	progress.summary(summary)
	switch {
	case summary.Left > 0:
		return exitError(exitInterrupted)
	case summary.Failed > 0:
		return exitError(exitSomeFailed)
	}
	return nil
}

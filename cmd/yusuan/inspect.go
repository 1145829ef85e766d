package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/layout/draw"
)

// inspectFlags are the flags of inspect.
type inspectFlags struct {
	pages      []string
	draw       []string
	out        string
	password   string
	timeout    time.Duration
	pagesApart bool
	ocrFlags
}

func inspectCommand() *cobra.Command {
	var f inspectFlags
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what each stage saw on a PDF's pages, in words or as pictures",
		Long: `Show what the stages of extract saw on the pages of a PDF.

FILE is a PDF, or - for standard input. Without --draw it is told in words:
the file, and each page's size, fonts, glyphs, rulings, where alignment looked for tables,
grids and why their rows and columns begin where they do, the text outside of them,
the parts of tables with their captions, tables with method and confidence, and findings.

--draw makes an SVG picture for each page and stage, from the very values that
extract goes on with:

  chars          glyphs as read, each in its box
  words          glyphs that stand together
  rulings        lines as read
  edges          lines after snapping and joining
  intersections  where edges meet
  lines          text that no ruled grid took, in pieces: what alignment looks at
  regions        where alignment looked for tables, and what it saw there; dashed
                 where it saw none
  columns        where the columns of each grid begin; dashed where no ruling is
                 drawn, with the reason
  rows           where its rows begin, likewise
  cells          the cells of each grid; dashed where alignment told them
  captions       what was read over each part of a table, and the notes under it
  joins          which table each part begins, goes on with or has further columns of
  tables         logical tables with their headers and captions
  findings       what is to be known of the data

A single picture goes to standard output or to the file that --output names,
ending in .svg; several go into the folder that it names, as
budget-p003-cells.svg.

` + exitCodes,
		Example: `  yusuan inspect budget.pdf --page 3
  yusuan inspect budget.pdf --page 3 --draw cells > cells.svg
  yusuan inspect budget.pdf --page 3-5,8 --draw rulings,cells --output pictures/`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.pages, "page", nil, "pages: 3, 3-5, several with commas (default: all)")
	flags.StringSliceVar(&f.draw, "draw", nil, "stages to draw: "+strings.Join(stageNames(), ", "))
	flags.StringVarP(&f.out, "output", "o", "", "file for one picture (.svg), or folder for several")
	flags.StringVar(&f.password, "password", "", "password of an encrypted PDF")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, "time for the PDF, after which it fails; 0 for no limit")
	flags.BoolVar(&f.pagesApart, "pages-apart", false, "keep each page's tables to themselves instead of joining them over page breaks")
	f.ocrFlags.define(cmd)
	completeWith(cmd, "draw", completeList(stageNames()...))
	return cmd
}

func stageNames() []string {
	var names []string
	for _, s := range draw.Stages() {
		names = append(names, string(s))
	}
	return names
}

func (f *inspectFlags) run(cmd *cobra.Command, path string) error {
	wanted, err := parsePages(f.pages)
	if err != nil {
		return err
	}
	for _, s := range f.draw {
		if !slices.Contains(draw.Stages(), draw.Stage(s)) {
			return fmt.Errorf("--draw %s: there are %s", s, strings.Join(stageNames(), ", "))
		}
	}
	if f.timeout < 0 {
		return errors.New("--timeout must not be negative")
	}
	if f.out != "" && len(f.draw) == 0 {
		return errors.New("--output is for pictures: say --draw STAGE")
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), interrupts...)
	defer stop()
	return ended(ctx, cmd, f.inspect(ctx, cmd, path, wanted))
}

func (f *inspectFlags) inspect(ctx context.Context, cmd *cobra.Command, path string, wanted pageRanges) error {
	seen, err := f.read(ctx, cmd, path, wanted)
	if err != nil {
		return err
	}
	if last := wanted.last(); last > seen.Document.Source.PageCount {
		return fmt.Errorf("--page %d: %s has %d pages", last, extract.Printable(path), seen.Document.Source.PageCount)
	}
	out := waitingWriter{ctx, cmd.OutOrStdout()}
	if len(f.draw) == 0 {
		return tell(out, seen)
	}
	return f.pictures(out, path, seen)
}

func (f *inspectFlags) read(ctx context.Context, cmd *cobra.Command, path string, wanted pageRanges) (*extract.Inspection, error) {
	var data []byte
	var err error
	if path == batch.Stdin {
		if data, err = extract.ReadAll(waitingReader{ctx, cmd.InOrStdin()}, 0); err != nil {
			err = extract.Classify(path, err)
		}
	} else {
		data, err = extract.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	recognised, err := f.recognition()
	if err != nil {
		return nil, err
	}
	opt := extract.Options{Password: f.password, Timeout: f.timeout, PagesApart: f.pagesApart, OCR: recognised, Readers: runtime.GOMAXPROCS(0)}
	return extract.Inspect(ctx, path, data, wanted.contain, opt)
}

// tell writes what was seen in words.
func tell(out io.Writer, seen *extract.Inspection) error {
	text := draw.FileSummary(seen.Document)
	for _, p := range seen.Pages {
		text = append(append(text, '\n'), draw.Summary(p.Seen, p.Rotate, p.Scan, seen.Document)...)
	}
	_, err := out.Write(text)
	return err
}

// pictures draws what was seen and writes it where --output says.
func (f *inspectFlags) pictures(out io.Writer, path string, seen *extract.Inspection) error {
	if single := strings.EqualFold(filepath.Ext(f.out), ".svg"); single || f.out == "" {
		if n := len(f.draw) * len(seen.Pages); n != 1 {
			return fmt.Errorf("%d pictures and no folder to write to: say --output FOLDER, or one --page and one stage", n)
		}
		picture := draw.SVG(seen.Pages[0].Seen, seen.Document, draw.Stage(f.draw[0]))
		if single {
			return files.Replace(f.out, picture)
		}
		_, err := out.Write(picture)
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return err
	}
	for _, p := range seen.Pages {
		for _, stage := range f.draw {
			name := fmt.Sprintf("%s-p%03d-%s.svg", pictureID(path), p.Page.Number, stage)
			if err := files.Replace(filepath.Join(f.out, name), draw.SVG(p.Seen, seen.Document, draw.Stage(stage))); err != nil {
				return err
			}
		}
	}
	return nil
}

// pictureID is what the names of a PDF's pictures begin with: its own without the
// extension, as long as a file system takes it with page and stage behind it.
func pictureID(path string) string {
	const longest = 200 // bytes, of the usual 255
	if path == batch.Stdin {
		return "stdin"
	}
	id := filepath.Base(path)
	if ext := filepath.Ext(id); strings.EqualFold(ext, ".pdf") {
		id = id[:len(id)-len(ext)]
	}
	for len(id) > longest {
		_, n := utf8.DecodeLastRuneInString(id)
		id = id[:len(id)-n]
	}
	return id
}

// pageRanges are the pages asked for, first and last of each range; none stand for all.
type pageRanges [][2]int

// parsePages reads 3 and 3-5.
func parsePages(args []string) (pageRanges, error) {
	var all pageRanges
	for _, arg := range args {
		first, last, isRange := strings.Cut(strings.TrimSpace(arg), "-")
		if !isRange {
			last = first
		}
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from < 1 || to < from {
			return nil, fmt.Errorf("--page %q is neither a page as 3 nor a range as 3-5", arg)
		}
		all = append(all, [2]int{from, to})
	}
	return all, nil
}

func (r pageRanges) contain(page int) bool {
	return len(r) == 0 || slices.ContainsFunc(r, func(p [2]int) bool { return p[0] <= page && page <= p[1] })
}

// last is the highest page asked for, 0 where none is.
func (r pageRanges) last() int {
	last := 0
	for _, p := range r {
		last = max(last, p[1])
	}
	return last
}

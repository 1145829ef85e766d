package review

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"yusuan/extract"
	"yusuan/extract/picture"
	"yusuan/layout/draw"
	"yusuan/model"
	"yusuan/review/internal/chromium"
)

var (
	longPDF        = flag.String("pdf", "", "a long PDF, of which TestLongDocument tells times and memory")
	picturesFolder = flag.String("pictures", "", "folder for README's pictures of the review page")
)

// painting makes this test's program a painter's process.
const painting = "YUSUAN_TEST_PAINTER"

func TestMain(m *testing.M) {
	if os.Getenv(painting) != "" {
		if err := picture.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	flag.Parse()
	code := m.Run()
	chromium.Close()
	_ = os.RemoveAll(usual.out)
	os.Exit(code)
}

// options makes sites in a folder.
func options(t *testing.T, out string) Options {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Out: out, Workers: 2, Painter: picture.Options{
		Command: func() *exec.Cmd {
			cmd := exec.Command(program)
			cmd.Env = append(os.Environ(), painting+"=1")
			return cmd
		},
		Cache: filepath.Join(os.TempDir(), "yusuan-test-pdfium"), Fonts: picture.FontFolders(),
	}}
}

// source extracts a PDF.
func source(t *testing.T, path string) Source {
	t.Helper()
	doc, err := extract.File(t.Context(), path, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Source{doc, path}
}

func made(name string) string { return filepath.Join("..", "testdata", "made", name) }

// build makes a site.
func build(t *testing.T, opt Options, sources ...Source) (lacks []error) {
	t.Helper()
	opt.Done = func(_ *model.Document, l []error) { lacks = append(lacks, l...) }
	all := func(yield func(Source, error) bool) {
		for _, s := range sources {
			if !yield(s, nil) {
				return
			}
		}
	}
	if n, err := Build(t.Context(), opt, all); err != nil || n == 0 {
		t.Fatalf("%d documents, %v", n, err)
	}
	return lacks
}

// page is where a document's page is in a site.
func page(out string, doc *model.Document) string {
	return filepath.Join(out, "documents", doc.Source.SHA256+".html")
}

// What nobody may print in a budget, and a text that a browser must show as it is.
var hostileTexts = []string{
	`<script>window.broken = 1</script>`, `"><img src=x onerror="window.broken = 1">`, `</script><script>window.broken = 1</script>`, `<!--<script>`, `]]>`,
	"\u202Etxt.exe\u202C", "a\u200Bb\u2060c\uFEFFd", "\u2028line\u2029", `&lt;b&gt;`, `'; window.broken = 1; '`, "${window.broken = 1}", "{0} {1}", "javascript:window.broken=1",
}

// hostile puts hostile texts where a document has texts, and tells which cells have them.
func hostile(t *testing.T) (Source, map[[2]int]string) {
	s := source(t, made("final1-cairo.pdf"))
	doc := s.Document
	s.PDF = ""
	all := strings.Join(hostileTexts, "")
	doc.Source.Name, doc.Publisher.Name = all, all
	doc.Source.SHA256 = strings.Repeat("0", 64)
	cells := map[[2]int]string{}
	table := &doc.Tables[0]
	table.Title, table.Number, table.Unit, table.Notes = all, all, all, []string{all}
	for i, text := range hostileTexts {
		c := &table.Cells[len(table.Cells)-1-i]
		c.Text = text
		cells[[2]int{c.Row, c.Column}] = text
	}
	for i := range doc.Facts {
		doc.Facts[i].Label, doc.Facts[i].Printed = all, all
	}
	doc.Findings = append(doc.Findings, model.Finding{Code: all, Severity: model.Error, Message: model.Message{ZH: all, EN: all}, Expected: all, Actual: all})
	last := &table.Cells[len(table.Cells)-1]
	doubtful := model.FigureDoubtful.Finding(all, all, model.Subject{Table: table.ID, Row: &last.Row, Column: &last.Column, Page: table.Pages[0]})
	doubtful.Readings = hostileTexts
	doc.Findings = append(doc.Findings, doubtful)
	return s, cells
}

// usual is a site that most tests look at, made once.
var usual struct {
	sync.Mutex
	out     string
	sources []Source
}

func usualSite(t *testing.T) (out string, sources []Source) {
	t.Helper()
	usual.Lock()
	defer usual.Unlock()
	if usual.out != "" {
		return usual.out, usual.sources
	}
	out, err := os.MkdirTemp("", "yusuan-review-")
	if err != nil {
		t.Fatal(err)
	}
	usual.out, usual.sources = out, []Source{source(t, made("xicheng-calc.pdf")), source(t, made("central3-writer.pdf"))}
	opt := options(t, out)
	opt.Stages = []draw.Stage{draw.Cells, draw.Columns}
	if lacks := build(t, opt, usual.sources...); len(lacks) > 0 {
		t.Fatal(lacks)
	}
	return out, usual.sources
}

// The site holds what it needs and nothing that asks for more; made again, it draws nothing again and forgets other documents.
func TestBuildAgain(t *testing.T) {
	out := t.TempDir()
	opt := options(t, out)
	first, second := source(t, made("final1-cairo.pdf")), source(t, made("province2-gs.pdf"))
	if lacks := build(t, opt, first, second, first); len(lacks) > 0 {
		t.Fatal(lacks)
	}
	picture := filepath.Join(out, "pictures", pictureName(first.Document.Source.SHA256, 2))
	if err := os.WriteFile(picture, []byte("kept"), 0o666); err != nil {
		t.Fatal(err)
	}
	opt.Painter.Command = func() *exec.Cmd { return exec.Command("no-painter-is-needed") }
	if lacks := build(t, opt, first); len(lacks) > 0 {
		t.Fatal(lacks)
	}
	if kept, err := os.ReadFile(picture); err != nil || string(kept) != "kept" {
		t.Errorf("the picture was drawn again: %v", err)
	}
	if _, err := os.Stat(page(out, second.Document)); err == nil {
		t.Error("the page of a document stays that the site does not have")
	}
	index, err := os.ReadFile(filepath.Join(out, indexName))
	if err != nil || strings.Contains(string(index), second.Document.Source.SHA256) {
		t.Errorf("the index lists it, %v", err)
	}
}

// Where nothing can be drawn, the page still shows what was read, and says what it lacks.
func TestBuildWithoutPictures(t *testing.T) {
	for name, spoil := range map[string]func(*Options, *Source){
		"no PDF":      func(_ *Options, s *Source) { s.PDF = "" },
		"another PDF": func(_ *Options, s *Source) { s.PDF = made("province2-gs.pdf") },
		"no PDFium": func(o *Options, _ *Source) {
			o.Painter.Command = func() *exec.Cmd { return exec.Command("no-such-program") }
		},
	} {
		t.Run(name, func(t *testing.T) {
			out, s := t.TempDir(), source(t, made("final1-cairo.pdf"))
			opt := options(t, out)
			spoil(&opt, &s)
			if lacks := build(t, opt, s); len(lacks) != 1 {
				t.Errorf("lacks %q", lacks)
			}
			html, err := os.ReadFile(page(out, s.Document))
			if err != nil || !strings.Contains(string(html), `"pictures":[]`) || !strings.Contains(string(html), "4,065.20") {
				t.Errorf("the page does not show what was read: %v", err)
			}
		})
	}
}

// A folder of something else is left alone.
func TestBuildElsewhere(t *testing.T) {
	for name, content := range map[string]string{"index.html": "<p>a site of another program", "thesis.doc": "…"} {
		out := t.TempDir()
		if err := os.WriteFile(filepath.Join(out, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Build(t.Context(), options(t, out), func(func(Source, error) bool) {}); err == nil {
			t.Errorf("a site was made beside %s", name)
		}
	}
}

// Told anew from a document's tables, identities confirm what the document says that they confirm: all but those of the text.
func TestProofs(t *testing.T) {
	paths, err := filepath.Glob(made("*.pdf"))
	if err != nil || len(paths) == 0 {
		t.Fatal(len(paths), err)
	}
	all := model.Identities()
	for _, path := range paths {
		doc := source(t, path).Document
		told := make([]map[int]bool, len(doc.Facts))
		for i := range told {
			told[i] = map[int]bool{}
		}
		for _, p := range proofs(doc) {
			for _, member := range append([]int{p[2].(int)}, p[3].([]int)...) {
				told[member][p[0].(int)] = true
			}
		}
		for i, f := range doc.Facts {
			for _, by := range slices.Concat(f.ConfirmedBy, f.ContradictedBy) {
				if by != model.InText && !told[i][slices.Index(all, by)] {
					t.Fatalf("%s: no identity %s has the amount %s of %s, row %d", filepath.Base(path), by, f.Printed, f.Table, f.Row)
				}
			}
		}
	}
}

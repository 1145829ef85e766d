package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	pdfcpu "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"yusuan/extract/hostile"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

func madePath(name string) string {
	return filepath.Join("..", "testdata", "made", name+".pdf")
}

func made(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(madePath(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSource(t *testing.T) {
	path := madePath("final1-cairo")
	meta := &model.Meta{URL: "https://example.org/a.pdf"}
	d, err := File(t.Context(), path, Options{Meta: meta})
	if err != nil {
		t.Fatal(err)
	}
	data := made(t, "final1-cairo")
	s := d.Source
	if s.Name != "final1-cairo.pdf" || s.SHA256 != Digest(data) || s.Bytes != int64(len(data)) || s.PageCount != 5 ||
		!strings.Contains(s.Producer, "cairo") || s.Encrypted || s.Repaired || s.Meta != meta || len(s.ImageOnlyPages) != 0 {
		t.Errorf("source %+v", s)
	}
}

// One disclosure in other bytes has the same text: repaired, updated, or saved again by other programs, where there are such.
func TestTextDigest(t *testing.T) {
	name := "xicheng-calc"
	data := made(t, name)
	twins := map[string][]byte{
		"its cross-reference elsewhere": bytes.Replace(data, []byte("startxref\n"), []byte("startxref\n9"), 1),
		"its end cut off":               data[:bytes.LastIndex(data, []byte("startxref"))],
		"something appended":            append(bytes.Clone(data), "\n% seen\n"...),
	}
	for program, args := range map[string][]string{
		"qpdf": {"--object-streams=generate", "--linearize", madePath(name), "OUT"},
		"gs":   {"-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-o", "OUT", madePath(name)},
	} {
		if _, err := exec.LookPath(program); err != nil {
			continue
		}
		out := filepath.Join(t.TempDir(), "twin.pdf")
		args[slices.Index(args, "OUT")] = out
		if told, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", program, err, told)
		}
		saved, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		twins[program] = saved
	}
	of := func(data []byte) model.Source {
		doc, err := Bytes(t.Context(), "a.pdf", data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return doc.Source
	}
	want := of(data)
	for what, twin := range twins {
		if got := of(twin); got.TextSHA256 != want.TextSHA256 || got.SHA256 == want.SHA256 {
			t.Errorf("%s: text %s of bytes %s, want %s of other bytes than %s", what, got.TextSHA256, got.SHA256, want.TextSHA256, want.SHA256)
		}
	}
	if other := of(made(t, "final1-cairo")); other.TextSHA256 == want.TextSHA256 {
		t.Error("another document has the same text")
	}
	if scan := textDigest(sightsOf(&page.Page{Images: []page.Rect{{}}})); scan != "" {
		t.Errorf("a page without glyphs has the text %s", scan)
	}
}

func sightsOf(pages ...*page.Page) []sight {
	var all []sight
	for _, p := range pages {
		all = append(all, sightOf(p, unreadableDetail(p), settings.Default()))
	}
	return all
}

// A file that breaks off, and one of which nothing was read, say so.
func TestNothingReadIsTold(t *testing.T) {
	for _, c := range []struct {
		what              string
		data              []byte
		truncated, tables bool
	}{
		{"sound", made(t, "final1-cairo"), false, true},
		{"broken off", made(t, "final1-cairo")[:40000], true, true},
		{"blank", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"), true, false},
	} {
		doc, err := Bytes(t.Context(), "a.pdf", c.data, Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if doc.Has(model.FileTruncated) != c.truncated || doc.Has(model.NoTables) == c.tables {
			t.Errorf("%s: %v", c.what, doc.Findings)
		}
	}
}

func TestPagesAreTold(t *testing.T) {
	var pages []int
	_, err := Bytes(t.Context(), "a", made(t, "final1-cairo"), Options{OnPage: func(page, of int) { pages = append(pages, page*10+of) }})
	if err != nil || len(pages) != 5 || pages[0] != 15 || pages[4] != 55 {
		t.Errorf("pages %v, error %v", pages, err)
	}
}

func TestPagesApart(t *testing.T) {
	d, err := Bytes(t.Context(), "a", made(t, "xicheng-cid"), Options{PagesApart: true})
	if err != nil {
		t.Fatal(err)
	}
	joined, err := Bytes(t.Context(), "a", made(t, "xicheng-cid"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range d.Tables {
		if len(table.Pages) != 1 {
			t.Errorf("table %s is on pages %v", table.ID, table.Pages)
		}
	}
	if len(d.Tables) <= len(joined.Tables) {
		t.Errorf("%d tables apart, %d joined", len(d.Tables), len(joined.Tables))
	}
}

// encrypted returns a PDF that opens with the password only.
func encrypted(t *testing.T, data []byte, password string) []byte {
	t.Helper()
	api.DisableConfigDir()
	conf := pdfcpu.NewAESConfiguration(password, password+"-owner", 256)
	var out bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(data), &out, conf); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestErrors(t *testing.T) {
	pdf := made(t, "final1-cairo")
	locked := encrypted(t, pdf, "开门")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		what  string
		ctx   context.Context
		data  []byte
		opt   Options
		code  Code
		stage Stage
		page  int
		text  string
	}{
		{what: "empty", data: nil, code: NotPDF, stage: StageOpen, text: "x/a.pdf: not a PDF file"},
		{what: "text", data: []byte("hello"), code: NotPDF, stage: StageOpen},
		{what: "header only", data: []byte("%PDF-1.7\n1 0 obj\n"), code: Damaged, stage: StageOpen},
		{what: "no password", data: locked, code: Password, stage: StageOpen, text: "x/a.pdf: wrong or missing password"},
		{what: "wrong password", data: locked, opt: Options{Password: "芝麻"}, code: Password, stage: StageOpen},
		{what: "time is over", data: pdf, opt: Options{Timeout: time.Nanosecond}, code: TimedOut, stage: StageOpen,
			text: "x/a.pdf: not done within 1ns"},
		{what: "interrupted", ctx: ended, data: pdf, code: Interrupted, stage: StageOpen},
		{what: "defect", data: pdf, opt: Options{OnPage: func(page, _ int) {
			if page == 3 {
				panic("out of range\nof something")
			}
		}}, code: Crashed, stage: StageRead, page: 3, text: `x/a.pdf: page 3: "internal error: out of range\nof something"`},
	} {
		ctx := c.ctx
		if ctx == nil {
			ctx = t.Context()
		}
		d, err := Bytes(ctx, "x/a.pdf", c.data, c.opt)
		e, ok := errors.AsType[*Error](err)
		if !ok || d != nil {
			t.Errorf("%s: document %v, error %v", c.what, d, err)
			continue
		}
		if e.Code != c.code || e.Stage != c.stage || e.Page != c.page {
			t.Errorf("%s: code %s, stage %s, page %d (%v)", c.what, e.Code, e.Stage, e.Page, e)
		}
		if c.text != "" && e.Error() != c.text {
			t.Errorf("%s: %q, want %q", c.what, e, c.text)
		}
	}
	d, err := Bytes(t.Context(), "a", locked, Options{Password: "开门"})
	if err != nil || !d.Source.Encrypted || len(d.Tables) != 3 {
		t.Errorf("right password: error %v", err)
	}
}

// A file that is encrypted otherwise than it says is no document without tables: the password fits, the contents are noise.
// By chance, of the key that each encryption draws, one noise in some hundred is contents that show nothing.
func TestGarbledContents(t *testing.T) {
	api.DisableConfigDir()
	conf := pdfcpu.NewAESConfiguration("", "owner", 128)
	conf.WriteObjectStream = false
	const keys, least = 8, 6
	for what, pdf := range map[string][]byte{
		"filtered contents": made(t, "final1-cairo"),
		"plain contents":    hostile.Pages(3, strings.Repeat("BT /F 9 Tf 99 99 Td (plain) Tj ET\n", 20)),
	} {
		told := 0
		for range keys {
			var out bytes.Buffer
			if err := api.Encrypt(bytes.NewReader(pdf), &out, conf); err != nil {
				t.Fatal(err)
			}
			if _, err := Bytes(t.Context(), "a.pdf", out.Bytes(), Options{}); err != nil {
				t.Errorf("%s: %v", what, err)
			}
			lying := bytes.Replace(out.Bytes(), []byte("/AESV2"), []byte("/V2   "), 1)
			_, err := Bytes(t.Context(), "a.pdf", lying, Options{})
			if e, ok := errors.AsType[*Error](err); ok && e.Code == Encryption && e.Page == 0 {
				told++
			}
		}
		if told < least {
			t.Errorf("%s, encrypted otherwise than told: an error for %d of %d keys", what, told, keys)
		}
	}
}

// A page that takes too long is given up where it is.
func TestTimeoutNamesThePage(t *testing.T) {
	pdf := made(t, "final1-cairo")
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		defer close(release)
		_, err := Bytes(t.Context(), "a", pdf, Options{
			Timeout: time.Minute,
			OnPage: func(page, _ int) {
				if page == 2 {
					<-release
				}
			},
		})
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != TimedOut || e.Stage != StageRead || e.Page != 2 || e.Reason() != "not done within 1m0s" {
			t.Errorf("error %v", err)
		}
	})
}

func TestFileErrors(t *testing.T) {
	dir := t.TempDir()
	for path, code := range map[string]Code{filepath.Join(dir, "none.pdf"): NotFound, dir: Unreadable} {
		_, err := File(t.Context(), path, Options{})
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != code || e.Stage != StageOpen || strings.Count(e.Error(), path) != 1 {
			t.Errorf("%s: error %v, want %s", path, err, code)
		}
	}
	if code := Classify("a", errChanged).Code; code != Changed {
		t.Errorf("code %s for a file that changed", code)
	}
}

// changing is a file that is written to when the first of its bytes are read.
type changing struct {
	*os.File
	size int64 // that it gets
}

func (c *changing) Read(p []byte) (int, error) {
	if c.size >= 0 {
		if err := c.Truncate(c.size); err != nil {
			return 0, err
		}
		c.size = -1
	}
	return c.File.Read(p)
}

// A file that grows or shrinks while it is read is not read in part.
func TestFileThatChangesWhileRead(t *testing.T) {
	for what, size := range map[string]int64{"grows": 1001, "shrinks": 999, "is emptied": 0} {
		f, err := os.Create(filepath.Join(t.TempDir(), "a.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := f.Truncate(1000); err != nil {
			t.Fatal(err)
		}
		if _, err := readWhole(&changing{f, size}); !errors.Is(err, errChanged) {
			t.Errorf("it %s: error %v", what, err)
		}
	}
}

func TestReadAll(t *testing.T) {
	text := strings.Repeat("预算", 1000)
	for _, size := range []int64{0, 10, int64(len(text)), 100_000} {
		got, err := ReadAll(iotest.OneByteReader(strings.NewReader(text)), size)
		if err != nil || string(got) != text {
			t.Errorf("size %d: %d bytes, error %v", size, len(got), err)
		}
	}
	if _, err := ReadAll(iotest.ErrReader(io.ErrUnexpectedEOF), 0); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
	if _, err := ReadAll(strings.NewReader(""), maxFileBytes+1); Classify("a", err).Code != OverLimit {
		t.Errorf("error %v for a file that is too large", err)
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"预算 2026.pdf":  "预算 2026.pdf",
		"a\nb":         `"a\nb"`,
		"\x1b[2Ja":     `"\x1b[2Ja"`,
		"\xff.pdf":     `"\xff.pdf"`,
		"甲\u3000乙.pdf": "甲\u3000乙.pdf",
		"\u202efdp.a":  `"\u202efdp.a"`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestPrintableJSON(t *testing.T) {
	for in, want := range map[string]string{
		"{\"a\":\n\t\"甲\u3000乙\"}\n":     "{\"a\":\n\t\"甲\u3000乙\"}\n",
		"\"\u009b31m\x7f\u202e\u2028\"":  `"\u009b31m\u007f\u202e\u2028"`,
		"\"\U000E0041\U00020BB7\ufffd\"": "\"\\udb40\\udc41\U00020BB7\ufffd\"",
	} {
		if got := string(PrintableJSON([]byte(in))); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

// Digits that the file maps to private use are read from the font's own tables: each table's amounts made of
// them are told, with their places.
func TestGuessedAmountsAreTold(t *testing.T) {
	d, err := File(t.Context(), "../testdata/fonts/digits-in-private-use.pdf", Options{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(d.Findings, func(f model.Finding) bool { return f.Code == model.AmountGuessed.Code() })
	if i < 0 || d.Findings[i].Severity != model.Warning || len(d.Findings[i].Subjects) != len(d.Facts) || len(d.Facts) == 0 {
		t.Fatalf("%d facts, findings %+v", len(d.Facts), d.Findings)
	}
	for k, s := range d.Findings[i].Subjects {
		if f := d.Facts[k]; s.Table != f.Table || *s.Row != f.Row || *s.Column != f.Column || s.Page != f.Page || *s.Box != f.Box {
			t.Errorf("subject %d is %+v, the fact %+v", k, s, f)
		}
	}
}

// Only what is guessed within an amount's own cell and print makes it doubtful.
func TestGuessedAmounts(t *testing.T) {
	guess := func(text string, x float64, flags page.CharFlags) page.Char {
		return page.Char{Text: text, Box: page.Rect{X0: x, Top: 10, X1: x + 5, Bottom: 20}, Flags: flags}
	}
	pages := sightsOf(&page.Page{Number: 1, Chars: []page.Char{
		guess("1", 12, page.Guessed),
		guess("2", 52, 0),
		guess("印", 54, page.Guessed), // a seal over the amount
		guess("3", 92, page.Guessed|page.Invisible),
		guess("4", 132, page.Guessed),
	}}, &page.Page{Number: 2})
	fact := func(table string, row, page int, x float64, printed string) model.Fact {
		return model.Fact{Table: table, Row: row, Page: page, Printed: printed, Box: model.Box{x, 5, x + 30, 25}}
	}
	found := guessedAmounts(pages, []model.Fact{fact("t1", 1, 1, 10, "12"), fact("t1", 2, 1, 50, "2"), fact("t1", 3, 1, 90, "3"),
		fact("t1", 4, 1, 130, "4.00"), fact("t2", 1, 2, 10, "1"), fact("t3", 1, 1, 9, "1")})
	var got []string
	for _, f := range found {
		for _, s := range f.Subjects {
			got = append(got, fmt.Sprint(f.Code, " ", s.Table, " ", *s.Row))
		}
	}
	if want := []string{"amount-guessed t1 1", "amount-guessed t1 4", "amount-guessed t3 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

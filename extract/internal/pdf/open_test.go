package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"yusuan/model"
)

func TestOpenReadsDamagedFiles(t *testing.T) {
	page := onePage(stream("", "0 0 m"))
	packed := compressedFile()
	for name, data := range map[string][]byte{
		"sound":                   page,
		"compressed":              packed,
		"bytes before":            append([]byte("HTTP/1.1 200 OK\r\n\r\n"), page...),
		"bytes after":             append(bytes.Clone(page), make([]byte, 3000)...),
		"no table":                page[:bytes.Index(page, []byte("xref"))],
		"cut in the trailer":      page[:bytes.Index(page, []byte("Root"))],
		"startxref wrong":         bytes.Replace(page, []byte("startxref\n"), []byte("startxref\n9"), 1),
		"offsets wrong":           bytes.ReplaceAll(page, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n%moved by an editor\n")),
		"header 2.0":              bytes.Replace(page, []byte("1.7"), []byte("2.0"), 1),
		"no header":               page[9:],
		"length wrong":            bytes.Replace(page, []byte("/Length 5"), []byte("/Length 9"), 1),
		"length missing":          bytes.Replace(page, []byte("/Length 5"), []byte("/Longer 5"), 1),
		"length beyond the file":  bytes.Replace(page, []byte("/Length 5"), []byte("/Length 99999"), 1),
		"length refers to stream": bytes.Replace(page, []byte("/Length 5"), []byte("/Length 4 0 R"), 1),
		"catalog lost":            bytes.Replace(page, []byte("/Root 1 0 R"), []byte("/Root 9 0 R"), 1),
		"no endobj":               bytes.ReplaceAll(page, []byte("endobj"), nil),
		"packed, no startxref":    packed[:bytes.Index(packed, []byte("startxref"))],
		"packed, table lost":      packed[:bytes.Index(packed, []byte("6 0 obj"))],
		"table starts at 1":       bytes.Replace(page, []byte("xref\n0 5"), []byte("xref\n1 5"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			if got := contents(t, data); !reflect.DeepEqual(got, []string{"0 0 m"}) {
				t.Errorf("contents %q", got)
			}
		})
	}
}

func TestOpenTellsRepair(t *testing.T) {
	page := onePage(stream("", "0 0 m"))
	if d := open(t, page, Options{}); d.Info().Repaired || len(d.Problems()) > 0 {
		t.Errorf("sound file: %+v %v", d.Info(), d.Problems())
	}
	for kind, broken := range map[model.FindingKind][]byte{
		model.FileTruncated: page[:bytes.Index(page, []byte("xref"))],
		model.FileRepaired:  bytes.Replace(page, []byte("startxref\n"), []byte("startxref\n9"), 1),
	} {
		d := open(t, broken, Options{})
		if !d.Info().Repaired || len(d.Problems()) != 1 || d.Problems()[0].Kind != kind {
			t.Errorf("%s: %+v %v", kind.Code(), d.Info(), d.Problems())
		}
	}
}

func TestOpenReadsUpdates(t *testing.T) {
	page := onePage(stream("", "old"))
	first := bytes.LastIndex(page, []byte("xref\n0"))
	update := bytes.NewBuffer(bytes.Clone(page))
	at := update.Len()
	fmt.Fprintf(update, "4 0 obj %s endobj\n", stream("", "new"))
	table := update.Len()
	fmt.Fprintf(update, "xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF", at, first, table)
	if got := contents(t, update.Bytes()); !reflect.DeepEqual(got, []string{"new"}) {
		t.Errorf("by its table: %q", got)
	}
	cut := bytes.Replace(update.Bytes()[:table], []byte("startxref"), nil, 1)
	if got := contents(t, cut); !reflect.DeepEqual(got, []string{"new"}) {
		t.Errorf("by a scan: %q", got)
	}
}

func TestOpenErrors(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	kids := strings.Repeat("3 0 R ", 20)
	many := build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids["+kids+"]>>", "<</Type/Page>>")
	loop := build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 1 0 R]/Count 9999999999>>")
	for name, c := range map[string]struct {
		ctx   context.Context
		data  []byte
		opt   Options
		check func(error) bool
	}{
		"empty":        {t.Context(), nil, Options{}, func(err error) bool { return errors.Is(err, ErrNotPDF) }},
		"text":         {t.Context(), []byte("just some text"), Options{}, func(err error) bool { return errors.Is(err, ErrNotPDF) }},
		"header alone": {t.Context(), []byte("%PDF-1.7\n"), Options{}, func(err error) bool { return errors.Is(err, ErrNotPDF) }},
		"no pages":     {t.Context(), build("<</Type/Catalog>>"), Options{}, isType[*MalformedError]},
		"only a cycle": {t.Context(), loop, Options{}, isType[*MalformedError]},
		"cancelled":    {ended, onePage("null"), Options{}, func(err error) bool { return errors.Is(err, context.Canceled) }},
		"large":        {t.Context(), onePage("null"), Options{Limits: Limits{FileSize: 100}}, isType[*LimitError]},
		"many pages":   {t.Context(), many, Options{Limits: Limits{Pages: 19}}, isType[*LimitError]},
		"many objects": {t.Context(), many, Options{Limits: Limits{Objects: 3}}, isType[*LimitError]},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Open(c.ctx, c.data, c.opt)
			if d != nil || err == nil || !c.check(err) {
				t.Errorf("got %v, %#v", d, err)
			}
		})
	}
}

func isType[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// TestOpenHostile opens files that are made to be slow, deep or large.
func TestOpenHostile(t *testing.T) {
	zeros := string(deflate(make([]byte, 100<<20)))
	var nested strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&nested, "%d 0 obj<</Length 900000>>stream\n", i+10)
	}
	var bombs []string
	for range 40 {
		bombs = append(bombs, stream("/Type/ObjStm/N 100000/First 9/Filter/FlateDecode", zeros))
	}
	for name, data := range map[string][]byte{
		"brackets":            build(strings.Repeat("[", 5<<20)),
		"objects in strings":  []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj(", 1<<20)),
		"trailers in strings": []byte("%PDF-1.7\n obj" + strings.Repeat("trailer(", 1<<20)),
		"streams in streams":  append([]byte("%PDF-1.7\n"), nested.String()...),
		"object streams":      build(bombs...),
		"table loops":         []byte("%PDF-1.7\n1 0 obj null endobj xref\n0 0\ntrailer<</Prev 29>>startxref\n29\n%%EOF"),
		"huge table":          []byte("%PDF-1.7\n1 0 obj null endobj xref\n0 999999999\n0 0 n\ntrailer<<>>startxref\n29\n%%EOF"),
		"huge number":         []byte("%PDF-1.7\n1 0 obj null endobj xref\n999999999 1\n0000000009 00000 n\ntrailer<</Root 1 0 R/Size 9999999999>>startxref\n29\n%%EOF\n"),
		"reference cycle":     build("2 0 R", "1 0 R"),
		"kids without end": build("<</Pages 2 0 R>>", "<</Kids[3 0 R 3 0 R]>>", "<</Kids[4 0 R 4 0 R]>>", "<</Kids[5 0 R 5 0 R]>>",
			"<</Kids[2 0 R 3 0 R 4 0 R]>>"),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if _, err := Open(t.Context(), data, Options{}); err == nil {
				t.Error("no error")
			}
			if d := time.Since(start); d > soon {
				t.Errorf("took %v", d)
			}
		})
	}
}

// TestReadersAgree reads every object of sound files by each reader.
func TestReadersAgree(t *testing.T) {
	files := corpus(t, "encodings")
	lazy := 0 // files that ledongthuc/pdf opens: it refuses many
	for name, data := range files {
		if strings.HasPrefix(name, "bad_") {
			continue
		}
		own := open(t, data, Options{})
		for i, read := range readers[1:] {
			other := newDocument(t.Context(), defaultLimits())
			src, err := read(t.Context(), data, Options{Limits: defaultLimits()}, other.report)
			if i+1 == len(readers)-1 {
				if err != nil {
					continue
				}
				lazy++
			}
			if err != nil {
				t.Errorf("%s: reader %d: %v", name, i+1, err)
				continue
			}
			other.src = src
			if _, err := other.Pages(); err != nil {
				t.Errorf("%s: reader %d: %v", name, i+1, err)
			}
			for _, number := range own.src.numbers() {
				compareObjects(t, fmt.Sprintf("%s: reader %d: object %d", name, i+1, number), own, other, number)
			}
		}
	}
	if lazy < len(files)/2 {
		t.Errorf("ledongthuc/pdf opens %d of %d files", lazy, len(files))
	}
}

func compareObjects(t *testing.T, what string, a, b *Document, number int) {
	t.Helper()
	left, right := a.load(number), b.load(number)
	if _, lazy := b.src.(*ledongthucSource); lazy && right == nil {
		return // not referred to by what has been read
	}
	if s, ok := left.(*Stream); ok {
		if s.Dict["Type"] == Name("XRef") || s.Dict["Type"] == Name("ObjStm") {
			return
		}
		l, _ := a.Data(s)
		r, _ := b.Data(b.Stream(Ref{Number: number}))
		if !bytes.Equal(l, r) {
			t.Errorf("%s: data of %d and %d bytes", what, len(l), len(r))
		}
		left, right = a.Dict(s), b.Dict(right)
		delete(left.(Dict), "Length") // pdfcpu writes the decrypted length there
		delete(right.(Dict), "Length")
	}
	if fmt.Sprint(left) != fmt.Sprint(right) {
		t.Errorf("%s: %v and %v", what, left, right)
	}
}

// samples reads the PDF files that come with pdfcpu's module.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/pdfcpu/pdfcpu").Output()
	if err != nil {
		t.Skip("no go command")
	}
	files := make(map[string][]byte)
	root := strings.TrimSpace(string(dir))
	err = filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".pdf") {
			return err
		}
		name, _ := filepath.Rel(root, path)
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the module has no samples")
	}
	return files
}

func TestOpenSamples(t *testing.T) {
	for name, data := range samples(t) {
		d, err := Open(t.Context(), data, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		readEverything(t, d)
	}
}

// readEverything reads what a caller may read.
func readEverything(t testing.TB, d *Document) {
	t.Helper()
	pages, _ := d.Pages()
	for _, p := range pages {
		d.Contents(p)
		if p.MediaBox[0] >= p.MediaBox[2] || p.Rotate%90 != 0 || p.UserUnit <= 0 {
			t.Errorf("page %+v", p)
		}
	}
	d.Info()
	d.HiddenOptionalContent()
}

// TestOpenDamagedSamples cuts and flips bytes of sound files: reading ends, soon, without a panic.
func TestOpenDamagedSamples(t *testing.T) {
	files := samples(t)
	names := make([]string, 0, len(files))
	for name, data := range files {
		if len(data) < 1<<20 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(1, 2))
	opened := 0
	for range damageRuns {
		name := names[random.IntN(len(names))]
		data := damage(random, files[name])
		start := time.Now()
		d, err := Open(t.Context(), data, Options{})
		if err == nil {
			opened++
			readEverything(t, d)
		}
		if took := time.Since(start); took > soon {
			t.Errorf("%s damaged: %v", name, took)
		}
	}
	if opened < damageRuns/2 {
		t.Errorf("%d of %d damaged files opened", opened, damageRuns)
	}
}

const damageRuns = 500

// soon is the time within which reading ends, whatever else the machine does: a hundred times what the slowest takes alone.
const soon = time.Minute

// damage cuts a range out of data or overwrites it.
func damage(random *rand.Rand, data []byte) []byte {
	from := random.IntN(len(data))
	to := min(len(data), from+1+random.IntN(1<<random.IntN(14)))
	if random.IntN(2) == 0 {
		return slices.Concat(data[:from], data[to:])
	}
	data = bytes.Clone(data)
	for i := from; i < to; i++ {
		data[i] ^= byte(random.IntN(256))
	}
	return data
}

// FuzzOpen checks that reading any bytes ends without a panic.
func FuzzOpen(f *testing.F) {
	f.Add(onePage(stream("", "0 0 m")))
	f.Add(compressedFile())
	f.Add(build("<</Pages 2 0 R>>", "<</Kids[2 0 R 3 0 R]/Rotate 90>>", "<</Type/Page/Contents[4 0 R 4 0 R]>>", stream("/Filter/AHx", "4>")))
	f.Add([]byte("1 0 obj<</Type/Page/MediaBox[0 0 1 1]>>trailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Open(t.Context(), data, Options{Limits: Limits{Objects: 10_000, StreamSize: 1 << 20}})
		if err == nil {
			readEverything(t, d)
		}
	})
}

package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/scan"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// saying recognises what it is told to, one text after the other, and then the last one again, with their number for #.
type saying struct {
	texts []string
	err   error
	lines int
}

func (s *saying) Lines(_ context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	for i, picture := range pictures {
		text := []rune(strings.ReplaceAll(s.texts[min(s.lines, len(s.texts)-1)], "#", strconv.Itoa(s.lines)))
		s.lines++
		width := float64(picture.Rect.Dx()) / float64(len(text))
		for k, r := range text {
			lines[i].Glyphs = append(lines[i].Glyphs, ocr.Glyph{Text: string(r), From: float64(k) * width, To: float64(k+1) * width, Confidence: 0.9})
		}
		lines[i].Confidence = 0.9
	}
	return lines, s.err
}

// sheetPDF is a PDF of an A4 page with a picture of a grid of so many rows and two columns, in each cell a word of four blots, none of
// which is another one's picture, and what contents is painted over it.
func sheetPDF(rows int, contents string) []byte {
	const width, height, row = 1240, 1754, 80 // 150 dpi
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	ink := func(x0, y0, x1, y1 int) {
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				img.Pix[y*width+x] = 0
			}
		}
	}
	for r := range rows + 1 {
		ink(100, 200+row*r, 1140, 203+row*r)
	}
	for _, x := range []int{100, 620, 1138} {
		ink(x, 200, x+3, 203+row*rows)
	}
	for r := range rows {
		for column, x := range []int{160, 700} {
			ink(x, 234+row*r, x+4+2*(2*r+column), 238+row*r)
			for k := range 4 { // the strokes of an ideograph, more or less
				at := x + 26*k
				ink(at, 226+row*r, at+22, 230+row*r)
				ink(at, 244+row*r, at+22, 248+row*r)
				ink(at+9, 226+row*r, at+13, 248+row*r)
			}
		}
	}
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
		streamOf("", "q 595 0 0 842 0 0 cm /I Do Q "+contents),
		streamOf(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8", width, height), string(img.Pix)),
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n") // without a table, which a reader makes for itself
	return b.Bytes()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// codesOf are the codes of a document's findings about its pages' pictures.
func codesOf(doc *model.Document) (codes []string) {
	for _, f := range doc.Findings {
		if slices.Contains([]string{"page-recognized", "image-only-page", "picture-unreadable", "text-layer-read"}, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// layerOf is a layer of text that nobody sees.
func layerOf(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, "BT /F 14 Tf 3 Tr 1 0 0 1 77 %d Tm (%s) Tj ET ", 722-38*i, l)
	}
	return b.String()
}

// A page is read from its picture where it has no text of its own, or where that is not what the picture shows; and where that is
// wished, or not.
func TestWhichPagesAreRecognised(t *testing.T) {
	layer := []string{"budget of revenue", "budget of expenditure", "total of all funds"}
	for _, c := range []struct {
		name, contents string
		pages          RecognizedPages
		says           []string
		codes          []string
		text           string // of the first cell of the only table, where there is one
	}{
		{"a scan", "", "", []string{"甲乙丙#"}, []string{"page-recognized"}, "甲乙丙"},
		{"a scan that is to be left alone", "", Never, []string{"甲乙丙#"}, []string{"image-only-page"}, ""},
		{"a page number set over it", "BT /F 10 Tf 290 20 Td (12) Tj ET", Auto, []string{"甲乙丙#"}, []string{"page-recognized"}, "甲乙丙"},
		{"text set on a background", "BT /F 30 Tf 200 420 Td (Budget) Tj ET", Auto, []string{"甲乙丙#"}, nil, ""},
		{"a layer that agrees", layerOf(layer...), Auto, layer, []string{"text-layer-read"}, ""},
		{"a layer with a slip", layerOf(layer...), Auto, []string{"budget of revenue", "budgct of expenditure", "total of all funds"}, []string{"text-layer-read"}, ""},
		{"a layer that disagrees", layerOf(layer...), Auto, []string{"甲乙丙#"}, []string{"page-recognized"}, "甲乙丙"},
		{"a layer too short to tell", layerOf("ab"), Auto, []string{"甲乙丙#"}, []string{"page-recognized"}, "甲乙丙"},
		{"a layer that is to be left alone", layerOf(layer...), Never, []string{"甲乙丙#"}, []string{"text-layer-read"}, ""},
		{"a picture of which nothing is read", "", Auto, []string{""}, []string{"image-only-page"}, ""},
		{"text that is to be recognised, without a renderer", "BT /F 30 Tf 200 420 Td (Budget) Tj ET", Always, []string{"甲乙丙#"}, []string{"picture-unreadable"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			opt := Options{OCR: Recognition{Pages: c.pages, reader: &saying{texts: c.says}}}
			doc, err := Bytes(t.Context(), "a.pdf", sheetPDF(5, c.contents), opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := codesOf(doc); !slices.Equal(got, c.codes) {
				t.Errorf("findings are %q, want %q", got, c.codes)
			}
			if recognised := slices.Contains(c.codes, "page-recognized"); recognised != (len(doc.Tables) > 0) {
				t.Fatalf("%d tables", len(doc.Tables))
			} else if recognised {
				table := &doc.Tables[0]
				if table.Method != model.OCR || table.Confidence != 0.9 || table.RowCount != 5 || table.ColumnCount != 2 || !strings.HasPrefix(table.Cells[0].Text, c.text) {
					t.Errorf("%s, %v, %d × %d, %q", table.Method, table.Confidence, table.RowCount, table.ColumnCount, table.Cells[0].Text)
				}
				if box := table.Cells[0].Regions[0].Box; box[0] < 46 || box[0] > 50 || box[1] < 94 || box[1] > 98 {
					t.Errorf("the first cell is at %v", box)
				}
			}
			if only := slices.Contains(c.codes, "image-only-page"); only != (len(doc.Source.ImageOnlyPages) == 1) {
				t.Errorf("pages with pictures alone are %d", doc.Source.ImageOnlyPages)
			}
		})
	}
}

// What reads lines fails for the file as a whole, with a code of its own.
func TestRecogniserFails(t *testing.T) {
	for name, ocr := range map[string]Recognition{
		"a model that is not there": {Model: ModelFile("no-such.onnx")},
		"a model that is none":      {Model: ModelFile("scanned_test.go")},
		"a program not there":       {Command: []string{"no-such-program"}},
	} {
		_, err := Bytes(t.Context(), "a.pdf", sheetPDF(1, ""), Options{OCR: ocr})
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != Recognizer || e.Page != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Bytes(t.Context(), "a.pdf", pdfOfText("plain text"), Options{OCR: ocr}); err != nil {
			t.Errorf("%s, and nothing to be recognised: %v", name, err)
		}
	}
	failed := errors.New("it is broken")
	_, err := Bytes(t.Context(), "a.pdf", sheetPDF(1, ""), Options{OCR: Recognition{reader: &saying{texts: []string{"a"}, err: failed}}})
	if !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
}

// A page that is read again, as pages are that cannot be read at the same time, is not recognised again.
func TestRecognisedOnce(t *testing.T) {
	says := &saying{texts: []string{"甲乙丙#"}}
	r := &run{data: sheetPDF(3, ""), opt: Options{OCR: Recognition{reader: says}}}
	var lines []int
	var texts []string
	for range 2 {
		file, err := r.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p, err := file.reader.Page(t.Context(), file.leaves[0])
		if err == nil {
			err = r.recognizer.page(t.Context(), file, file.leaves[0], p, withoutText)
		}
		if err != nil {
			t.Fatal(err)
		}
		lines, texts = append(lines, says.lines), append(texts, page.InOrder(p.Chars))
	}
	if lines[0] == 0 || lines[1] != lines[0] || texts[1] != texts[0] {
		t.Errorf("%d lines recognised, then %d; %q, then %q", lines[0], lines[1]-lines[0], texts[0], texts[1])
	}
}

// pdfOfText is a page of text alone.
func pdfOfText(text string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n" +
		"4 0 obj\n" + streamOf("", "BT /F 10 Tf 100 700 Td ("+text+") Tj ET") + "\nendobj\ntrailer\n<</Size 5/Root 1 0 R>>\n")
}

// Images that take more memory than there is, or that are damaged, are told; the file is read.
func TestHostilePictures(t *testing.T) {
	plain := sheetPDF(1, "")
	for _, c := range [][2]string{
		{"/Width 1240/Height 1754", "/Width 60000/Height 60000"},
		{"/ColorSpace/DeviceGray", "/Filter/JPXDecode     "},
		{"/ColorSpace/DeviceGray", "/Filter/DCTDecode     "},
	} {
		data := bytes.Replace(plain, []byte(c[0]), []byte(c[1]), 1)
		doc, err := Bytes(t.Context(), "a.pdf", data, Options{OCR: Recognition{reader: &saying{texts: []string{"a"}}}})
		if err != nil || !slices.Equal(codesOf(doc), []string{"picture-unreadable", "image-only-page"}) {
			t.Errorf("%s: %v, %v", c[1], codesOf(doc), err)
		}
	}
}

// Pages are read from their pictures for what they lack, whatever else is painted on them.
func TestNeed(t *testing.T) {
	whole := []page.Rect{{X1: 600, Bottom: 800}}
	chars := func(y float64, flags page.CharFlags, text string) (all []page.Char) {
		for i, r := range []rune(text) {
			x := 100 + 10*float64(i)
			all = append(all, page.Char{Text: string(r), Box: page.Rect{X0: x, Top: y, X1: x + 10, Bottom: y + 10}, Size: 10, Flags: flags})
		}
		return all
	}
	for _, c := range []struct {
		name string
		page page.Page
		want need
	}{
		{"nothing", page.Page{}, notNeeded},
		{"a picture", page.Page{Images: whole}, withoutText},
		{"a logo alone", page.Page{Images: []page.Rect{{X1: 60, Bottom: 80}}}, withoutText},
		{"a logo and text", page.Page{Images: []page.Rect{{X1: 60, Bottom: 80}}, Chars: chars(400, 0, "预算")}, notNeeded},
		{"a logo and a page number", page.Page{Images: []page.Rect{{X1: 60, Bottom: 80}}, Chars: chars(780, 0, "12")}, notNeeded},
		{"a picture and a page number", page.Page{Images: whole, Chars: chars(780, 0, "12")}, withoutText},
		{"a picture in strips", page.Page{Images: []page.Rect{{X1: 600, Bottom: 400}, {Top: 400, X1: 600, Bottom: 800}}, Chars: chars(10, 0, "12")}, withoutText},
		{"a picture and a title", page.Page{Images: whole, Chars: chars(300, 0, "部门预算")}, notNeeded},
		{"a picture and a layer", page.Page{Images: whole, Chars: chars(300, page.Invisible, "部门预算")}, unseenText},
		{"text nobody sees", page.Page{Chars: chars(300, page.Invisible, "部门预算")}, notNeeded},
		{"glyphs without text", page.Page{Chars: chars(300, page.NoUnicode, "\ufffd\ufffd")}, unreadableText},
	} {
		c.page.Width, c.page.Height = 600, 800
		for _, pages := range RecognizedPagesValues() {
			want := c.want
			if pages == Never {
				want = notNeeded
			} else if pages == Always && want == notNeeded {
				want = askedFor
			}
			if got := needOf(&c.page, unreadableDetail(&c.page), pages, settings.Default()); got != want {
				t.Errorf("%s, %s: %q, want %q", c.name, pages, got, want)
			}
		}
	}
}

// Of a line with glyphs that mean nothing only these get what was recognised, where they stand; a line that was not read stays.
func TestRestore(t *testing.T) {
	for _, c := range []struct{ name, page, print, want string }{
		{"one glyph", "合计�算", "合计预算", "合计预算"},
		{"a readable glyph read otherwise", "１，2�4", "1,234", "１，234"},
		{"all", "����", "预算公开", "预算公开"},
		{"mojibake and letters of it", "Ô¤Ëã 预é", "预算公开 预算", "预算公开 预算"},
		{"a glyph too few", "一�三四五", "一二三五", "一二三四五"},
		{"no reading of it", "������", "二", "������"},
		{"nothing is lost", "预算", "须算", "预算"},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := func(text string, step float64) (chars []page.Char) {
				for i, r := range []rune(text) {
					x := 100 + step*float64(i)
					one := page.Char{Text: string(r), Box: page.Rect{X0: x, Top: 100, X1: x + 10, Bottom: 110}, Size: 10}
					switch r {
					case '\ufffd':
						one.Flags = page.NoUnicode
					case ' ':
						one.Flags = page.Space
					}
					chars = append(chars, one)
				}
				return chars
			}
			p := &page.Page{Width: 600, Height: 800, Chars: line(c.page, 10)}
			seen := &scan.Page{Chars: line(c.print, 10), Lines: make([]scan.Line, 1)}
			kept := restore(p, seen, settings.Default().Page.SameLine)
			if got := page.InOrder(p.Chars); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if given := c.want != c.page; given != (len(kept.Lines) == 1) {
				t.Errorf("%d lines gave a text", len(kept.Lines))
			}
		})
	}
}

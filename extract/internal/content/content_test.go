package content

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/model"
)

// A file is a PDF of one page of 200 by 100 points, built in memory. Its fonts are /F,
// whose glyphs are half an em wide, 0.8 em high and 0.2 em deep, and /V, vertical, whose
// codes have two bytes.
type file struct {
	content   string
	page      string         // further entries of the page
	catalog   string         // further entries of the catalog
	resources string         // further entries of the page's resources
	objects   map[int]string // from 20 on
}

const (
	asciiToUnicode = "/CIDInit /ProcSet findresource begin begincmap " +
		"1 begincodespacerange <0000> <FFFF> endcodespacerange " +
		"1 beginbfrange <0020> <007E> <0020> endbfrange endcmap end"
	descriptor = "<< /Type /FontDescriptor /FontName /Half /Flags 32 /FontBBox [0 -200 500 800] /Ascent 800 /Descent -200 /MissingWidth 500 >>"
)

func (f file) bytes() []byte {
	box := "/MediaBox [0 0 200 100]"
	if strings.Contains(f.page, "/MediaBox") {
		box = ""
	}
	objects := map[int]string{
		1: "<< /Type /Catalog /Pages 2 0 R " + f.catalog + " >>",
		2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + box + f.page +
			" /Resources << /Font << /F 5 0 R /V 7 0 R /T 10 0 R >> " + f.resources + " >> >>",
		4: stream("", f.content),
		5: "<< /Type /Font /Subtype /TrueType /BaseFont /Half /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [" +
			strings.Repeat("500 ", 95) + "] /FontDescriptor 6 0 R >>",
		6: descriptor,
		7: "<< /Type /Font /Subtype /Type0 /BaseFont /Tall /Encoding /Identity-V /DescendantFonts [8 0 R] /ToUnicode 9 0 R >>",
		8: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Tall /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>" +
			" /DW 1000 /DW2 [880 -1000] /FontDescriptor 6 0 R >>",
		9: stream("", asciiToUnicode),
		10: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 2" +
			" /Widths [500 500] /Encoding << /Differences [1 /line /text] >> /CharProcs << /line 11 0 R /text 12 0 R >>" +
			" /Resources << /Font << /F 5 0 R >> >> >>",
		11: stream("", "500 0 d0 0 0 m 500 0 l 40 w S 0 0 500 40 re f"),
		12: stream("", "500 0 d0 BT /F 1000 Tf (z) Tj ET"),
	}
	for n, o := range f.objects {
		objects[n] = o
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	numbers := make([]int, 0, len(objects))
	for n := range objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	offsets := make([]int, numbers[len(numbers)-1]+1)
	for _, n := range numbers {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, objects[n])
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, at := range offsets[1:] {
		if at == 0 {
			b.WriteString("0000000000 00000 f \n")
		} else {
			fmt.Fprintf(&b, "%010d 00000 n \n", at)
		}
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets), start)
	return b.Bytes()
}

func stream(entries, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data)
}

// document opens the file.
func (f file) document(t testing.TB) (*pdf.Document, pdf.Page) {
	t.Helper()
	data := f.bytes()
	doc, err := pdf.Open(t.Context(), data, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := doc.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	return doc, pages[0]
}

func (f file) read(t testing.TB, limits Limits) (*page.Page, error) {
	t.Helper()
	doc, page := f.document(t)
	return NewReader(doc, font.NewLoader(doc), limits).Page(t.Context(), page)
}

func (f file) mustRead(t testing.TB) *page.Page {
	t.Helper()
	p, err := f.read(t, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// chars writes glyphs as text@x,y/size, with what is out of the ordinary behind it.
func chars(p *page.Page) string {
	var out []string
	for _, c := range p.Chars {
		s := fmt.Sprintf("%s@%s,%s/%s", c.Text, short(c.X), short(c.Y), short(c.Size))
		if c.Turn != 0 {
			s += fmt.Sprintf("t%d", c.Turn)
		}
		for _, f := range []struct {
			flag page.CharFlags
			name string
		}{{page.Invisible, "i"}, {page.NoUnicode, "u"}, {page.Vertical, "v"}} {
			if c.Flags&f.flag != 0 {
				s += f.name
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func texts(p *page.Page) string {
	var b strings.Builder
	for _, c := range p.Chars {
		b.WriteString(c.Text)
	}
	return b.String()
}

// rulings writes lines as h or v, position, extent, thickness, and what is out of the ordinary.
func rulings(p *page.Page) string {
	var out []string
	for _, r := range p.Rulings {
		direction := "v"
		if r.Horizontal {
			direction = "h"
		}
		s := fmt.Sprintf("%s%s:%s-%s/%s%s", direction, short(r.At), short(r.From), short(r.To), short(r.Width),
			[]string{"", "thin", "edge", "fill"}[r.Kind])
		if r.Dashed {
			s += "dashed"
		}
		if r.Gray != 0 {
			s += fmt.Sprintf("g%.2f", r.Gray)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func short(v float64) string { return fmt.Sprintf("%g", math.Round(v*100)/100) }

func TestText(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"moved", "BT /F 10 Tf 20 30 Td (ab) Tj ET", "a@20,70/10 b@25,70/10"},
		{"matrix", "BT /F 1 Tf 10 0 0 10 20 30 Tm (ab) Tj ET", "a@20,70/10 b@25,70/10"},
		{"under a CTM", "2 0 0 2 10 10 cm BT /F 5 Tf 5 10 Td (ab) Tj ET", "a@20,70/10 b@25,70/10"},
		{"char and word spacing", "BT /F 10 Tf 1 Tc 4 Tw 20 30 Td (a b) Tj ET", "a@20,70/10  @26,70/10 b@36,70/10"},
		{"horizontal scaling", "BT /F 10 Tf 50 Tz 1 Tc 20 30 Td (ab) Tj ET", "a@20,70/10 b@23,70/10"},
		{"rise", "BT /F 10 Tf 3 Ts 20 30 Td (a) Tj ET", "a@20,67/10"},
		{"leading", "BT /F 10 Tf 12 TL 20 50 Td (a) Tj T* (b) Tj (c) ' 2 1 (d) \" ET", "a@20,50/10 b@20,62/10 c@20,74/10 d@20,86/10"},
		{"TD sets the leading", "BT /F 10 Tf 20 50 TD 0 -12 TD (a) Tj T* (b) Tj ET", "a@20,62/10 b@20,74/10"},
		{"TJ offsets", "BT /F 10 Tf 20 30 Td [(a) -200 (b) 100 <63>] TJ ET", "a@20,70/10 b@27,70/10 c@31,70/10"},
		{"TJ without closing bracket", "BT /F 10 Tf 20 30 Td [(a) -200 (b) TJ ET", "a@20,70/10 b@27,70/10"},
		{"font of a graphics state", "/G gs BT 20 30 Td (a) Tj ET", "a@20,70/8"},
		{"turned clockwise", "BT /F 10 Tf 0 -1 1 0 20 80 Tm (ab) Tj ET", "a@20,20/10t1 b@20,25/10t1"},
		{"upside down", "BT /F 10 Tf -1 0 0 -1 120 80 Tm (ab) Tj ET", "a@120,20/10t2 b@115,20/10t2"},
		{"turned back", "BT /F 10 Tf 0 1 -1 0 20 20 Tm (ab) Tj ET", "a@20,80/10t3 b@20,75/10t3"},
		{"slanted", "BT /F 10 Tf 0.8 0.6 -0.6 0.8 20 20 Tm (a) Tj ET", "a@20,80/10t255"},
		{"nearly level", "BT /F 10 Tf 1 0.01 -0.01 1 20 20 Tm (a) Tj ET", "a@20,80/10"},
		{"vertical", "BT /V 10 Tf 100 90 Td <00610062> Tj ET", "a@95,18.8/10v b@95,28.8/10v"},
		{"vertical with offset", "BT /V 10 Tf 100 90 Td [<0061> 500 <0062>] TJ ET", "a@95,18.8/10v b@95,33.8/10v"},
		{"invisible", "BT /F 10 Tf 3 Tr 20 30 Td (a) Tj ET", "a@20,70/10i"},
		{"clipping only", "BT /F 10 Tf 7 Tr 20 30 Td (a) Tj ET", "a@20,70/10i"},
		{"transparent", "/Clear gs BT /F 10 Tf 20 30 Td (a) Tj ET", "a@20,70/10i"},
		{"transparent fill, but stroked", "/Clear gs BT /F 10 Tf 1 Tr 20 30 Td (a) Tj ET", "a@20,70/10"},
		{"white", "1 g BT /F 10 Tf 20 30 Td (a) Tj ET", "a@20,70/10"},
		{"text matrix starts anew", "BT /F 10 Tf 20 30 Td (a) Tj ET BT 5 5 Td (b) Tj ET", "a@20,70/10 b@5,95/10"},
		{"outside a text object", "/F 10 Tf 1 0 0 1 20 30 Tm (a) Tj", "a@20,70/10"},
		{"restored", "BT /F 10 Tf 20 30 Td q /F 20 Tf Q (a) Tj ET", "a@20,70/10"},
		{"unbalanced", "Q Q BT /F 10 Tf 20 30 Td (a) Tj ET EMC Q q q", "a@20,70/10"},
		{"operators without space", "BT/F 10Tf 20 30Td(a)Tj<62>Tj ET", "a@20,70/10 b@25,70/10"},
		{"garbage between", "BT /F 10 Tf ]} >> ) foo \x80\xFF 20 30 Td (a) Tj ET", "a@20,70/10"},
		{"unknown glyph", "BT /V 10 Tf 100 90 Td <0001> Tj ET", "\uFFFD@95,18.8/10uv"},
		{"glyph procedure with lines", "BT /T 10 Tf 20 30 Td <01> Tj ET", "\uFFFD@20,70/10u"},
		{"glyph procedure with text", "BT /T 10 Tf 20 30 Td <02> Tj ET", "z@20,70/10"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := file{content: test.content, resources: "/ExtGState << /G << /Font [5 0 R 8] >> /Clear << /ca 0 >> >>"}
			p := f.mustRead(t)
			if got := chars(p); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if len(p.Rulings) > 0 {
				t.Errorf("text made rulings: %s", rulings(p))
			}
		})
	}
}

func TestBox(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          page.Rect
	}{
		{"level", "/F 10 Tf 1 0 0 1 20 30 Tm (a) Tj", page.Rect{X0: 20, Top: 62, X1: 25, Bottom: 72}},
		{"turned", "/F 10 Tf 0 -1 1 0 20 80 Tm (a) Tj", page.Rect{X0: 18, Top: 20, X1: 28, Bottom: 25}},
		{"vertical", "/V 10 Tf 1 0 0 1 100 90 Tm <0061> Tj", page.Rect{X0: 95, Top: 10, X1: 105, Bottom: 20}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := file{content: test.content}.mustRead(t)
			if len(p.Chars) != 1 {
				t.Fatalf("%d glyphs", len(p.Chars))
			}
			got := p.Chars[0].Box
			for i, d := range []float64{got.X0 - test.want.X0, got.Top - test.want.Top, got.X1 - test.want.X1, got.Bottom - test.want.Bottom} {
				if math.Abs(d) > 1e-9 {
					t.Errorf("side %d: got %v, want %v", i, got, test.want)
				}
			}
		})
	}
}

func TestDisplayed(t *testing.T) {
	const content = "BT /F 10 Tf 20 30 Td (a) Tj ET"
	for _, test := range []struct{ page, size, want string }{
		{"", "200 100", "a@20,70/10"},
		{"/Rotate 90", "100 200", "a@30,20/10t1"},
		{"/Rotate 180", "200 100", "a@180,30/10t2"},
		{"/Rotate 270", "100 200", "a@70,180/10t3"},
		{"/UserUnit 2", "400 200", "a@40,140/20"},
		{"/CropBox [10 20 110 90]", "100 70", "a@10,60/10"},
		{"/CropBox [10 20 110 90] /Rotate 90", "70 100", "a@10,10/10t1"},
		{"/MediaBox [-12 -12 188 88]", "200 100", "a@32,58/10"},
		{"/CropBox [10 50 110 90]", "100 40", ""},
	} {
		t.Run(test.page, func(t *testing.T) {
			p := file{content: content, page: test.page}.mustRead(t)
			if got := fmt.Sprintf("%g %g", p.Width, p.Height); got != test.size {
				t.Errorf("size %s, want %s", got, test.size)
			}
			if got := chars(p); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestClip(t *testing.T) {
	// The glyph's box is 20 to 25 and 28 to 38.
	const a = "BT /F 10 Tf 20 30 Td (a) Tj ET "
	for _, test := range []struct{ name, content, want string }{
		{"inside", "0 0 50 50 re W n " + a, "a"},
		{"outside", "100 0 50 50 re W n " + a, ""},
		{"a third of the height", "0 34.6 50 50 re W n " + a, "a"},
		{"a fifth of the height", "0 36 50 50 re W n " + a, ""},
		{"two fifths of the width", "0 0 22 50 re W n " + a, "a"},
		{"a fifth of the width", "0 0 21 50 re W n " + a, ""},
		{"two clips", "0 0 50 50 re W n 100 0 50 50 re W* n " + a, ""},
		{"clip within q and Q", "q 100 0 50 50 re W n Q " + a, "a"},
		{"a clip of nothing", "20 30 0 0 re W n " + a, ""},
		{"no path", "W n " + a, "a"},
		{"several rectangles", "0 0 1 1 re 50 50 1 1 re W n " + a, "a"},
		{"by text", "BT /F 10 Tf 7 Tr 20 30 Td (x) Tj ET 0 Tr BT 18 30 Td (a) Tj 60 0 Td (b) Tj ET", "xa"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := texts(file{content: test.content}.mustRead(t)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOverprint(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"bold by a second pass", "20 30 Td (1123) Tj 0.3 0 Td (1123) Tj", "1123"},
		{"bold by four passes", "20 30 Td (ab) Tj 0.2 0 Td (ab) Tj 0 0.2 Td (ab) Tj -0.2 0 Td (ab) Tj", "ab"},
		{"shadow", "20 30 Td 0.5 g (ab) Tj 0 g 1 -1 Td (ab) Tj", "ab"},
		{"glyph by glyph", "20 30 Td (a) Tj 0.3 0 Td (a) Tj 4.7 0 Td (b) Tj 0.3 0 Td (b) Tj", "ab"},
		{"pass of other parts", "20 30 Td (abcd) Tj 0.3 0 Td (ab) Tj 10 0 Td (cd) Tj", "abcd"},
		{"doubles in a run", "20 30 Td (1111) Tj", "1111"},
		{"doubles, each shown alone", "20 30 Td (1) Tj 5 0 Td (1) Tj 5 0 Td (1) Tj", "111"},
		{"narrow doubles, each shown alone", "-2 Tc 20 30 Td (1) Tj 3 0 Td (1) Tj", "11"},
		{"on the next line", "20 30 Td (1) Tj 0 -6 Td (1) Tj", "11"},
		{"of another size", "20 30 Td (1) Tj /F 14 Tf (1) Tj", "11"},
		{"other text in the same place", "20 30 Td (1) Tj 0 0 Td (2) Tj", "12"},
		{"one place in one operation", "-5 Tc 20 30 Td (111) Tj", "1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := texts(file{content: "BT /F 10 Tf " + test.content + " ET"}.mustRead(t)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("visible over invisible", func(t *testing.T) {
		p := file{content: "BT /F 10 Tf 3 Tr 20 30 Td (a) Tj 0 Tr 0 0 Td (a) Tj ET"}.mustRead(t)
		if got, want := chars(p), "a@20,70/10"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("across cells of the table", func(t *testing.T) {
		// Wherever a glyph lies, its copy 2 pt off is found.
		for x := 20.0; x < 60; x += 0.37 {
			p := file{content: fmt.Sprintf("BT /F 10 Tf %g 30 Td (a) Tj 1.9 1.9 Td (a) Tj ET", x)}.mustRead(t)
			if got := texts(p); got != "a" {
				t.Fatalf("at %g: %q", x, got)
			}
		}
	})
}

func TestRulings(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"stroke", "10 20 m 60 20 l S", "h80:10-60/1"},
		{"hairline", "0 w 10 20 m 60 20 l S", "h80:10-60/0"},
		{"width under a CTM", "3 0 0 0.5 0 0 cm 10 20 m 20 20 l S 10 20 m 10 30 l 0.2 w S", "h90:30-60/0.5 v30:85-90/0.6"},
		{"turned page's width", "0 0.5 -3 0 100 0 cm 10 20 m 20 20 l S", "v40:90-95/3"},
		{"polyline", "10 20 m 60 20 l 60 40 l S", "h80:10-60/1 v60:60-80/1"},
		{"closed polyline", "10 20 m 60 20 l 60 40 l 50 40 l s", "h80:10-60/1 v60:60-80/1 h60:50-60/1"},
		{"slanting", "10 20 m 60 50 l S", ""},
		{"nearly level", "10 20 m 60 20.4 l S", "h79.8:10-60/1"},
		{"stroked rectangle", "10 20 50 30 re S", "h50:10-60/1edge h80:10-60/1edge v10:50-80/1edge v60:50-80/1edge"},
		{"rectangle of lines", "10 20 m 60 20 l 60 50 l 10 50 l h S", "h50:10-60/1edge h80:10-60/1edge v10:50-80/1edge v60:50-80/1edge"},
		{"stroked rectangle of no height", "10 20 50 0 re S", "h80:10-60/1edge"},
		{"dashed", "[2 1] 0 d 10 20 m 60 20 l S [] 0 d 10 30 m 60 30 l S", "h80:10-60/1dashed h70:10-60/1"},
		{"dash of a graphics state", "/Dash gs 10 20 m 60 20 l S", "h80:10-60/2dashed"},
		{"square cap", "2 J 10 20 m 60 20 l S", "h80:9.5-60.5/1"},
		{"filled line", "10 20 50 0.5 re f", "h79.75:10-60/0.5thin"},
		{"filled line upright", "10 20 0.5 50 re f", "v10.25:30-80/0.5thin"},
		{"filled line without height", "10 20 50 0 re f", "h80:10-60/0thin"},
		{"filled dot", "10 20 0.5 0.5 re f", "h79.75:10-10.5/0.5thin v10.25:79.5-80/0.5thin"},
		{"filled line of negative size", "60 20.5 -50 -0.5 re f", "h79.75:10-60/0.5thin"},
		{"mitred line", "10 20 m 60 20 l 59 21 l 11 21 l f", "h79.5:10-60/1thin"},
		{"glyph outline", "10 20 m 30 20 l 30 21 20 22 10 21 c f", ""},
		{"frame by even-odd", "10 20 50 30 re 11 21 48 28 re f*", "h50.5:10-60/1thin h79.5:10-60/1thin v10.5:50-80/1thin v59.5:50-80/1thin"},
		{"frame by winding", "10 20 50 30 re 11 49 48 -28 re f", "h50.5:10-60/1thin h79.5:10-60/1thin v10.5:50-80/1thin v59.5:50-80/1thin"},
		{"area", "0.5 g 10 20 50 30 re f", "h50:10-60/0fillg0.50 h80:10-60/0fillg0.50 v10:50-80/0fillg0.50 v60:50-80/0fillg0.50"},
		{"filled and stroked line", "0.5 g 10 20 50 1 re B", "h79.5:10-60/1thing0.50 h79.5:10-60/2edge"},
		{"thick stroke is an area", "20 w 10 20 m 60 20 l S", "h70:10-60/0fill h90:10-60/0fill v10:70-90/0fill v60:70-90/0fill"},
		{"stroke wider than long", "40 w 10 20 m 10.5 20 l S", "v10.25:60-100/0.5thin"},
		{"rounded rectangle", "10 20 m 60 20 l 62 20 62 22 62 24 c 62 50 l S", "h80:10-60/1 v62:50-76/1"},
		{"no paint", "10 20 m 60 20 l n", ""},
		{"transparent", "/Clear gs 10 20 m 60 20 l S 10 30 50 0.5 re f", ""},
		{"half transparent", "/Half gs 10 20 m 60 20 l S", "h80:10-60/1g0.50"},
		{"white", "1 G 10 20 m 60 20 l S", "h80:10-60/1g1.00"},
		{"cut by the clip", "20 0 20 100 re W n 10 20 m 60 20 l S 10 30 m 10 60 l S", "h80:20-40/1"},
		{"on the edge of the clip", "20 20 20 60 re W n 20.5 w 0.5 w 10 20 m 60 20 l S", "h80:20-40/0.5"},
		{"area cut to a line", "20 20 20 1 re W n 0 0 200 100 re f", "h79.5:20-40/1thin"},
		{"clip by the path that is stroked", "20 20 m 60 20 l 60 22 l W S 10 50 m 90 50 l S", "h80:20-60/1 v60:78-80/1"},
		{"outside the page", "10 120 m 60 120 l S", ""},
		{"mask as thin as a line", "q 50 0 0 0.5 10 20 cm BI /W 1 /H 1 /IM true ID \x00 EI Q", "h79.75:10-60/0.5thin"},
		{"moves in a row", "0 0 m 10 20 m 60 20 l S", "h80:10-60/1"},
		{"line without a beginning", "10 20 l 60 20 l S", "h80:10-60/1"},
		{"after closing", "10 20 m 60 20 l h 10 60 l S", "h80:10-60/1 v10:40-80/1"},
		{"operands missing", "10 m 20 l 10 20 m 60 20 l S re S", "h80:10-60/1"},
		{"the same twice", "10 20 m 60 20 l S 10 20 m 60 20 l S", "h80:10-60/1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{content: test.content, resources: "/ExtGState << /Clear << /CA 0 /ca 0 >> /Half << /CA 0.5 >> /Dash << /D [[3] 0] /LW 2 >> >>"}
			if got := rulings(f.mustRead(t)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestColor(t *testing.T) {
	const spaces = `/ColorSpace << /Icc [/ICCBased 20 0 R] /Spot [/Separation /Gold /DeviceCMYK 21 0 R] /Two [/DeviceN [/A /B] /DeviceCMYK 21 0 R]
		/Lab [/Lab << >>] /Table [/Indexed /DeviceRGB 1 <000000FFFFFF>] /Self 22 0 R >>`
	for content, want := range map[string]float32{
		"0.25 g":                        0.25,
		"1 0 0 rg":                      0.299,
		"0 0 0 1 k":                     0,
		"0 0 0 0.25 k":                  0.75,
		"/DeviceRGB cs 0 1 0 sc":        0.587,
		"/Icc cs 0 0 1 sc":              0.114,
		"/Icc cs":                       0,
		"/Spot cs":                      0,
		"/Spot cs 0.25 scn":             0.75,
		"/Two cs 0.25 0.5 scn":          0.5,
		"/Lab cs 50 0 0 sc":             0.5,
		"/Table cs":                     0,
		"/Table cs 1 sc":                1,
		"/Table cs 7 sc":                0,
		"/Pattern cs /P scn":            0.5,
		"/Self cs 1 sc":                 0,
		"/Missing cs 0.5 sc":            0.5,
		"0.5 g rg":                      0.5,
		"7 g":                           1,
		"q 1 g Q":                       0,
		"/DeviceCMYK cs 0 0 0 0.5 sc q": 0.5,
	} {
		f := file{content: content + " 10 20 50 1 re f", resources: spaces, objects: map[int]string{
			20: stream("/N 3", ""),
			21: "<< /FunctionType 2 /Domain [0 1] /N 1 >>",
			22: "[/Indexed 22 0 R 1 <00>]",
		}}
		p := f.mustRead(t)
		if len(p.Rulings) != 1 || math.Abs(float64(p.Rulings[0].Gray-want)) > 1e-6 {
			t.Errorf("%s: got %s, want gray %g", content, rulings(p), want)
		}
	}
}

func TestForms(t *testing.T) {
	f := file{
		resources: "/XObject << /A 20 0 R /B 21 0 R /Loop 22 0 R /Image 23 0 R /Off 24 0 R >>",
		objects: map[int]string{
			20: stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Matrix [2 0 0 2 0 0]", "BT /F 5 Tf 5 5 Td (a) Tj 100 0 Td (b) Tj ET q 7 0 0 7 0 0 cm"),
			21: stream("/Subtype /Form /Resources << /Font << /G 5 0 R >> /XObject << /A 20 0 R >> >>", "BT /G 10 Tf 5 5 Td (c) Tj /F 10 Tf (d) Tj ET"),
			22: stream("/Subtype /Form", "BT /F 10 Tf 5 5 Td (e) Tj ET /Loop Do"),
			23: stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x00"),
			24: stream("/Subtype /Form /OC 30 0 R", "BT /F 10 Tf 5 5 Td (f) Tj ET"),
			30: "<< /Type /OCG /Name (off) >>",
		},
		catalog: "/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >>",
	}
	for _, test := range []struct{ name, content, chars, images, problem string }{
		{"matrix, box and inherited resources", "1 0 0 1 10 20 cm /A Do BT /F 3 Tf (z) Tj ET", "a@20,70/10 z@10,80/3", "", ""},
		{"resources of its own", "/B Do", "c@5,95/10", "", "text-without-font"},
		{"within itself", "/Loop Do", "e@5,95/10", "", "form-within-itself"},
		{"painted twice", "/A Do 1 0 0 1 60 0 cm /A Do", "a@10,90/10 a@70,90/10", "", ""},
		{"image", "30 0 0 40 10 20 cm /Image Do", "", "[{10 40 40 80}]", ""},
		{"image cut by the clip", "0 0 20 100 re W n 30 0 0 40 10 20 cm /Image Do", "", "[{10 40 20 80}]", ""},
		{"optional content that is off", "/Off Do", "", "", ""},
		{"missing", "/None Do Do 5 Do", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := f
			f.content = test.content
			p := f.mustRead(t)
			if got := chars(p); got != test.chars {
				t.Errorf("got %s, want %s", got, test.chars)
			}
			if got := fmt.Sprint(p.Images); got != test.images && len(p.Images)+len(test.images) > 0 {
				t.Errorf("images %s, want %s", got, test.images)
			}
			if problem := ""; len(p.Problems) > 0 {
				problem = p.Problems[0].Kind.Code()
				if problem != test.problem {
					t.Errorf("problem %q, want %q", problem, test.problem)
				}
			} else if test.problem != "" {
				t.Errorf("no problem, want %q", test.problem)
			}
		})
	}
}

// What a page's own resources lack is taken from the page tree, and told; what they have is theirs.
func TestResourcesAbovePage(t *testing.T) {
	f := file{objects: map[int]string{
		2:  "<< /Type /Pages /Kids [3 0 R] /Parent 20 0 R /Resources << /Font << /F 10 0 R /Up 5 0 R >> >> >>",
		20: "<< /Type /Pages /Kids [2 0 R] /Resources << /Font << /Up 10 0 R >> /XObject << /X 21 0 R >> >> >>",
		21: stream("/Subtype /Form", "BT /Up 5 Tf 50 5 Td (b) Tj ET"),
	}}
	for content, want := range map[string]struct{ chars, problems string }{
		"BT /F 10 Tf 5 5 Td (a) Tj ET":  {"a@5,95/10", "[]"},
		"BT /Up 10 Tf 5 5 Td (a) Tj ET": {"a@5,95/10", "[{resource-from-page-tree /Font /Up 1}]"},
		"/X Do":                         {"b@50,95/5", "[{resource-from-page-tree /XObject /X 2}]"},
		"BT /No 10 Tf 5 5 Td (a) Tj ET": {"", "[{text-without-font text shown before a font was set, or in one that the resources lack 1}]"},
	} {
		f.content = content
		p := f.mustRead(t)
		if got := fmt.Sprint(p.Problems); chars(p) != want.chars || got != want.problems {
			t.Errorf("%s: %s, problems %s", content, chars(p), got)
		}
	}
}

func TestNumbersWithExponents(t *testing.T) {
	p := file{content: "1 0 0 1 1e1 -2.5E-13 cm BT /F 10 Tf 5e0 0.5e+1 Td [(a) -1e3 (b)] TJ ET 0 0 m 10 0 l 1 w S"}.mustRead(t)
	if got, want := chars(p), "a@15,95/10 b@30,95/10"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(p.Problems), "[{number-odd 5 in a content stream 1}]"; got != want {
		t.Errorf("problems %s, want %s", got, want)
	}
}

func TestMarkedContent(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"as many characters as glyphs", "/Span << /ActualText (xy) >> BDC (ab) Tj EMC (c) Tj", "x@20,70/10 y@25,70/10 c@30,70/10"},
		{"UTF-16", "/Span << /ActualText <FEFF9884D840DC0B> >> BDC (ab) Tj EMC", "预@20,70/10 𠀋@25,70/10"},
		{"more characters", "/Span << /MCID 3 /ActualText (wxyz) >> BDC (ab) Tj EMC", "w@20,70/10 x@22.5,70/10 y@25,70/10 z@27.5,70/10"},
		{"fewer characters", "/Span << /ActualText (x) >> BDC (ab) Tj EMC", "x@20,70/10"},
		{"over two lines", "/Span << /ActualText (xyz) >> BDC (a) Tj 0 -12 Td (b) Tj EMC", "xyz@20,70/10"},
		{"from the resources", "/Span /P BDC (ab) Tj EMC", "x@20,70/10 y@25,70/10"},
		{"nested", "/Span << /ActualText (xy) >> BDC /Span << /ActualText (z) >> BDC (a) Tj EMC (b) Tj EMC", "x@20,70/10 y@25,70/10"},
		{"empty", "/Span << /ActualText () >> BDC (a) Tj EMC", "a@20,70/10"},
		{"soft hyphen", "/Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC", "-@20,70/10"},
		{"never ended", "/Span << /ActualText (xy) >> BDC (ab) Tj", "x@20,70/10 y@25,70/10"},
		{"painted twice", "/Span << /ActualText (xy) >> BDC (ab) Tj EMC 0.2 0 Td /Span << /ActualText (xy) >> BDC (ab) Tj EMC", "x@20,70/10 y@25,70/10"},
		{"off", "/OC /Off BDC (a) Tj EMC (b) Tj", "b@25,70/10"},
		{"off, nested", "/OC /Off BDC /Span BMC (a) Tj EMC (c) Tj EMC (b) Tj", "b@30,70/10"},
		{"on", "/OC /On BDC (a) Tj EMC", "a@20,70/10"},
		{"member of a group that is off", "/OC /Member BDC (a) Tj EMC (b) Tj", "b@25,70/10"},
		{"any group on", "/OC /Any BDC (a) Tj EMC", "a@20,70/10"},
		{"all groups on", "/OC /All BDC (a) Tj EMC", ""},
		{"expression", "/OC /Not BDC (a) Tj EMC /OC /And BDC (b) Tj EMC", "a@20,70/10"},
		{"expression within itself", "/OC /Endless BDC (a) Tj EMC", "a@20,70/10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{
				content: "BT /F 10 Tf 20 30 Td " + test.content + " ET",
				resources: `/Properties << /P << /ActualText (xy) >> /Off 30 0 R /On 31 0 R /Member << /Type /OCMD /OCGs 30 0 R >>
					/Any << /Type /OCMD /OCGs [30 0 R 31 0 R] >> /All << /Type /OCMD /OCGs [30 0 R 31 0 R] /P /AllOn >>
					/Not << /Type /OCMD /VE [/Not 30 0 R] >> /And << /Type /OCMD /VE [/And 31 0 R [/Or 30 0 R]] >>
					/Endless << /Type /OCMD /VE 32 0 R >> >>`,
				catalog: "/OCProperties << /OCGs [30 0 R 31 0 R] /D << /OFF [30 0 R] >> >>",
				objects: map[int]string{30: "<< /Type /OCG >>", 31: "<< /Type /OCG >>", 32: "[/And 32 0 R 32 0 R 32 0 R]"},
			}
			if got := chars(f.mustRead(t)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestInlineImage(t *testing.T) {
	for _, test := range []struct{ name, image string }{
		{"of known size, with EI inside", "BI /W 4 /H 2 /BPC 8 /CS /G ID ab EI cd EI"},
		{"encoded", "BI /W 4 /H 2 /F /Fl ID x\x9C\x01 EI \xFF\x80 EI"},
		{"wrong size", "BI /W 40 /H 20 /BPC 8 /CS /RGB ID abc\nEI"},
		{"mask", "BI /W 9 /H 1 /IM true /D [1 0] ID \x01\x02 EI"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{content: "q 30 0 0 40 10 20 cm " + test.image + " Q BT /F 10 Tf 20 30 Td (a) Tj ET"}
			p := f.mustRead(t)
			if got, want := chars(p), "a@20,70/10"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if got, want := fmt.Sprint(p.Images), "[{10 40 40 80}]"; got != want {
				t.Errorf("images %s, want %s", got, want)
			}
		})
	}
	t.Run("never ended", func(t *testing.T) {
		p := file{content: "BI /W 4 /H 4 ID abc BT (a) Tj"}.mustRead(t)
		if len(p.Chars) != 0 {
			t.Errorf("image data was read as text: %s", chars(p))
		}
	})
}

func TestAnnotations(t *testing.T) {
	const form = "/Subtype /Form /BBox [0 0 50 20] /Resources << /Font << /F 5 0 R >> >>"
	for _, test := range []struct{ name, annotation, want string }{
		{"free text", "/Subtype /FreeText /Rect [20 30 70 50] /AP << /N 20 0 R >>", "p@0,100/10 a@25,65/10"},
		{"scaled", "/Subtype /Stamp /Rect [20 30 120 70] /AP << /N 20 0 R >>", "p@0,100/10 a@30,60/20"},
		{"by state", "/Subtype /Widget /Rect [20 30 70 50] /AS /On /AP << /N << /On 20 0 R /Off 21 0 R >> >>", "p@0,100/10 a@25,65/10"},
		{"turned", "/Subtype /Stamp /Rect [20 30 40 80] /AP << /N 22 0 R >>", "p@0,100/10 a@35,65/10t3"},
		{"hidden", "/Subtype /FreeText /F 2 /Rect [20 30 70 50] /AP << /N 20 0 R >>", "p@0,100/10"},
		{"not viewed", "/Subtype /FreeText /F 32 /Rect [20 30 70 50] /AP << /N 20 0 R >>", "p@0,100/10"},
		{"popup", "/Subtype /Popup /Rect [20 30 70 50] /AP << /N 20 0 R >>", "p@0,100/10"},
		{"without appearance", "/Subtype /Text /Rect [20 30 70 50]", "p@0,100/10"},
		{"without rectangle", "/Subtype /FreeText /AP << /N 20 0 R >>", "p@0,100/10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{
				content: "BT /F 10 Tf (p) Tj ET 50 0 0 50 0 0 cm",
				page:    "/Annots [ << /Type /Annot " + test.annotation + " >> ]",
				objects: map[int]string{
					20: stream(form, "BT /F 10 Tf 5 5 Td (a) Tj ET"),
					21: stream(form, "BT /F 10 Tf 5 5 Td (b) Tj ET"),
					22: stream(form+" /Matrix [0 1 -1 0 0 0]", "BT /F 10 Tf 5 5 Td (a) Tj ET"),
				},
			}
			if got := chars(f.mustRead(t)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestUnknownGlyphsAreReported(t *testing.T) {
	p := file{content: "BT /V 10 Tf 100 90 Td <000100020061> Tj ET"}.mustRead(t)
	want := page.Problem{Kind: model.GlyphWithoutUnicode, Detail: "fonts Tall", Count: 2}
	if len(p.Problems) != 1 || p.Problems[0] != want {
		t.Errorf("got %v, want %v", p.Problems, want)
	}
}

func TestLimits(t *testing.T) {
	loop := map[int]string{}
	for i := range 9 {
		loop[20+i] = stream(fmt.Sprintf("/Subtype /Form /Resources << /XObject << /X %d 0 R >> >>", 21+i), strings.Repeat("/X Do ", 10))
	}
	loop[29] = stream("/Subtype /Form", "n")
	for _, test := range []struct {
		name   string
		file   file
		limits Limits
		want   string
	}{
		{"glyphs", file{content: "BT /F 10 Tf 1 0 0 1 20 30 Tm (abc) Tj ET"}, Limits{Chars: 2}, "more than 2 glyphs on a page"},
		{"operators", file{content: strings.Repeat("n ", 3000)}, Limits{Operators: 1000}, "more than 1000 operators and character codes on a page"},
		{"codes", file{content: "BT /F 10 Tf (" + strings.Repeat("a", 3000) + ") Tj ET"}, Limits{Operators: 1000}, "more than 1000 operators and character codes on a page"},
		{"replaced glyphs", file{content: "BT /F 10 Tf 1 0 0 1 20 30 Tm /Span << /ActualText (x) >> BDC (abc) Tj ET"}, Limits{Chars: 2}, "more than 2 glyphs on a page"},
		{"replacing characters", file{content: "BT /F 10 Tf 1 0 0 1 20 30 Tm /Span << /ActualText (xyz) >> BDC (a) Tj ET"}, Limits{Chars: 2}, "more than 2 glyphs on a page"},
		{"images", file{content: strings.Repeat("BI /W 1 /H 1 /IM true ID \x00 EI ", 9)}, Limits{Rulings: 5}, "more than 5 lines, areas and images on a page"},
		{"rulings", file{content: strings.Repeat("0 0 9 9 re f ", 9)}, Limits{Rulings: 20}, "more than 20 lines, areas and images on a page"},
		{"segments", file{content: strings.Repeat("1 1 l ", 9)}, Limits{Segments: 5}, "more than 5 segments of one path"},
		{"states", file{content: strings.Repeat("q ", 9)}, Limits{States: 5}, "more than 5 nested graphics states"},
		{"bytes", file{content: strings.Repeat(" ", 99)}, Limits{Bytes: 50}, "more than 50 content bytes on a page"},
		{"operators of all pages", file{content: strings.Repeat("n ", 30)}, Limits{AllOperators: 29}, "more than 29 operators and character codes in the document"},
		{"glyphs of all pages", file{content: "BT /F 10 Tf 1 0 0 1 20 30 Tm (abc) Tj ET"}, Limits{AllChars: 2}, "more than 2 glyphs in the document"},
		{"lines of all pages", file{content: strings.Repeat("0 0 9 9 re f ", 9)}, Limits{AllRulings: 20}, "more than 20 lines, areas and images in the document"},
		{"depth", file{content: "/X Do", resources: "/XObject << /X 20 0 R >>", objects: loop}, Limits{FormDepth: 5}, "more than 5 forms within each other"},
		{"forms that multiply", file{content: "/X Do", resources: "/XObject << /X 20 0 R >>", objects: loop}, Limits{Operators: 5000}, "more than 5000 operators and character codes on a page"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := test.file.read(t, test.limits)
			var limit *pdf.LimitError
			if !errors.As(err, &limit) || !strings.HasSuffix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	t.Run("time", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		doc, page := file{content: strings.Repeat("n ", 3000)}.document(t)
		if _, err := NewReader(doc, font.NewLoader(doc), Limits{}).Page(ctx, page); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	})
}

// Glyphs whose text is the font program's are told by font; white space is nobody's guess.
func TestGuessedText(t *testing.T) {
	const digits = "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" + "cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\x34" +
		"\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C" + // one table: format 12
		"\x00\x0C\x00\x00\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x02" +
		"\x00\x00\x00\x20\x00\x00\x00\x20\x00\x00\x00\x03" + "\x00\x00\x00\x30\x00\x00\x00\x31\x00\x00\x00\x04"
	p, err := file{content: "BT /F 10 Tf 10 20 Td <0003000400050004> Tj ET", objects: map[int]string{
		5:  "<< /Type /Font /Subtype /Type0 /BaseFont /Guess /Encoding /Identity-H /DescendantFonts [21 0 R] >>",
		21: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Guess /FontDescriptor 22 0 R >>",
		22: "<< /Type /FontDescriptor /FontFile2 23 0 R >>",
		23: stream("", digits),
	}}.read(t, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []page.Problem{{Kind: model.TextGuessed, Detail: "fonts Guess", Count: 3}}
	if !slices.Equal(p.Problems, want) {
		t.Errorf("got %v, want %v", p.Problems, want)
	}
}

// A reader of many pages gives what a fresh one gives: nothing of a page stays in its buffers.
func TestReaderKeepsNothing(t *testing.T) {
	doc, page := file{content: "1 g 5 w q 10 20 m 60 20 l /Span << /ActualText (x) >> BDC BT /F 10 Tf 20 30 Td (ab) Tj 0.2 0 Td (ab) Tj"}.document(t)
	r := NewReader(doc, font.NewLoader(doc), Limits{})
	var first string
	for i := range 3 {
		p, err := r.Page(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%s %s %v", chars(p), rulings(p), p.Problems)
		if i == 0 {
			first = got
		} else if got != first {
			t.Errorf("page read again: %s, first %s", got, first)
		}
	}
}

package content

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/layout/page"
	"yusuan/model"
)

// TestCoveredText: what an opaque area painted later hides is not read, and nothing else is lost.
func TestCoveredText(t *testing.T) {
	// The glyphs' boxes are 20 to 25 and 25 to 30 wide, and 28 to 38 high from the page's foot.
	const ab = "BT /F 10 Tf 20 30 Td (ab) Tj ET "
	const resources = "/ExtGState << /Half << /ca 0.5 >> /Whole << /ca 1 /BM /Normal /SMask /None >> /Multiply << /BM /Multiply >>" +
		" /Several << /BM [ /Normal /Multiply ] >> /Soft << /SMask << /S /Alpha >> >> /Over << /OP true >> /Under << /OP true /op false >> >>" +
		" /Pattern << /P 23 0 R >> /XObject << /Group 20 0 R /Form 21 0 R >>"
	for _, test := range []struct{ name, content, want string }{
		{"white", ab + "1 g 20 28 5 10 re f", "b"},
		{"black", ab + "0 g 20 28 5 10 re f", "b"},
		{"both", ab + "1 g 15 25 30 20 re f", ""},
		{"as high as the digits", ab + "1 g 20 30 5 6 re f", "b"},
		{"by a wide stroke", ab + "1 G 10 w 20 33 m 25 33 l S", "b"},
		{"painted before", "1 g 20 28 5 10 re f 0 g " + ab, "ab"},
		{"then painted anew", ab + "1 g 15 25 30 20 re f 0 g BT /F 10 Tf 21 30 Td (cb) Tj ET", "cb"},
		{"by two halves", ab + "1 g 20 28 5 5 re f 20 33 5 5 re f", "b"},
		{"the upper half", ab + "1 g 20 33 5 5 re f", "ab"},
		{"the left half", ab + "1 g 20 28 2.5 10 re f", "ab"},
		{"by lines", ab + "1 g 20 28 5 2.5 re f 20 30.5 5 2.5 re f 20 33 5 2.5 re f 20 35.5 5 2.5 re f", "ab"},
		{"a stripe through the middle", ab + "1 g 20 31.5 10 3.5 re f", "ab"},
		{"beside", ab + "1 g 40 28 5 10 re f", "ab"},
		{"half transparent", "/Half gs " + ab + "1 g 15 25 30 20 re f", "ab"},
		{"opaque again", "/Half gs /Whole gs " + ab + "1 g 15 25 30 20 re f", ""},
		{"multiplied", "/Multiply gs " + ab + "1 g 15 25 30 20 re f", "ab"},
		{"of the first blend mode", "/Several gs " + ab + "1 g 15 25 30 20 re f", ""},
		{"through a soft mask", "/Soft gs " + ab + "1 g 15 25 30 20 re f", "ab"},
		{"overprinting other colorants", "/Over gs " + ab + "0 0 0 0 k 15 25 30 20 re f", "ab"},
		{"overprinting strokes only", "/Under gs " + ab + "0 0 0 0 k 15 25 30 20 re f", ""},
		{"with a pattern", ab + "/Pattern cs /P scn 15 25 30 20 re f", "ab"},
		{"clipped to the other side", ab + "q 25 0 50 50 re W n 1 g 15 25 30 20 re f Q", "a"},
		{"clipped by a triangle", ab + "q 0 0 m 90 0 l 0 90 l h W n 1 g 15 25 30 20 re f Q", "ab"},
		{"with a hole", ab + "1 g 0 0 90 90 re 19 27 12 12 re f*", "ab"},
		{"not painted", ab + "15 25 30 20 re n", "ab"},
		{"in a form", ab + "/Form Do", ""},
		{"in a transparent group", ab + "/Half gs /Group Do", "ab"},
		{"in an opaque group", ab + "/Group Do", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{content: test.content, resources: resources, objects: map[int]string{
				20: stream("/Subtype /Form /BBox [0 0 90 90] /Group << /S /Transparency >> /Resources << /ExtGState << /Whole << /ca 1 >> >> >>", "/Whole gs 1 g 15 25 30 20 re f"),
				21: stream("/Subtype /Form /BBox [0 0 90 90]", "1 g 15 25 30 20 re f"),
				23: stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9", ""),
			}}
			if got := texts(f.mustRead(t)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCoveredTextIsTold(t *testing.T) {
	p := file{content: "BT /F 10 Tf 20 30 Td (ab c) Tj ET 1 g 0 0 200 100 re f"}.mustRead(t)
	want := page.Problem{Kind: model.CoveredText, Count: 3}
	if len(p.Problems) != 1 || p.Problems[0] != want {
		t.Errorf("got %v, want %v", p.Problems, want)
	}
	p = file{content: "BT /V 10 Tf 100 90 Td <0001> Tj ET 1 g 0 0 200 100 re f"}.mustRead(t)
	if len(p.Problems) != 1 || p.Problems[0].Kind != model.CoveredText {
		t.Errorf("got %v, want no word of glyphs without text that nobody sees", p.Problems)
	}
}

// TestTextUnderImages: it may be the text layer of a scan, and is kept as unseen.
func TestTextUnderImages(t *testing.T) {
	const ab = "BT /F 10 Tf 20 30 Td (ab) Tj ET "
	for _, test := range []struct{ name, content, want string }{
		{"an image", ab + "q 200 0 0 100 0 0 cm /Photo Do Q", "a! b!"},
		{"in strips", ab + "q 200 0 0 7 0 26.5 cm /Photo Do Q q 200 0 0 7 0 33.5 cm /Photo Do Q", "a! b!"},
		{"an inline image", ab + "q 5 0 0 10 20 28 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", "a! b"},
		{"a stencil", ab + "q 200 0 0 100 0 0 cm BI /W 1 /H 1 /IM true ID x EI Q", "a b"},
		{"an image with a soft mask", ab + "q 200 0 0 100 0 0 cm /Cut Do Q", "a b"},
		{"a turned image", ab + "q 200 100 -100 200 0 0 cm /Photo Do Q", "a b"},
		{"painted before", "q 200 0 0 100 0 0 cm /Photo Do Q " + ab, "a b"},
		{"shown again on top", ab + "q 200 0 0 100 0 0 cm /Photo Do Q " + ab, "a b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := file{content: test.content, resources: "/XObject << /Photo 20 0 R /Cut 21 0 R >>", objects: map[int]string{
				20: stream("/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
				21: stream("/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 20 0 R", "x"),
			}}.mustRead(t)
			var got []string
			for _, c := range p.Chars {
				text := c.Text
				if c.Flags&page.Invisible != 0 {
					text += "!"
				}
				got = append(got, text)
			}
			if text := strings.Join(got, " "); text != test.want {
				t.Errorf("got %s, want %s", text, test.want)
			}
		})
	}
}

// TestHighlightsLetTextThrough: viewers multiply them, whatever their appearance says.
func TestHighlightsLetTextThrough(t *testing.T) {
	for subtype, want := range map[string]string{"Highlight": "ab", "Square": ""} {
		f := file{
			content: "BT /F 10 Tf 20 30 Td (ab) Tj ET",
			page:    "/Annots [ << /Type /Annot /Subtype /" + subtype + " /Rect [15 25 45 45] /AP << /N 20 0 R >> >> ]",
			objects: map[int]string{20: stream("/Subtype /Form /BBox [0 0 30 20]", "1 1 0 rg 0 0 30 20 re f")},
		}
		if got := texts(f.mustRead(t)); got != want {
			t.Errorf("under %s: %q, want %q", subtype, got, want)
		}
	}
}

// TestCoversAreCounted: each glyph that an area is held against counts, so that areas and glyphs without end are a limit gone over.
func TestCoversAreCounted(t *testing.T) {
	var b strings.Builder
	b.WriteString("BT /F 40 Tf 0 50 Td (" + strings.Repeat("a", 10) + ") Tj ET ")
	for range 200 {
		b.WriteString("0 60 200 4 re ") // through the middle of the glyphs
	}
	b.WriteString("f n")
	_, err := file{content: b.String(), page: "/MediaBox [0 0 600 800]"}.read(t, Limits{Operators: 1500})
	if err == nil || !strings.Contains(fmt.Sprint(err), "more than 1500 operators") {
		t.Errorf("got %v", err)
	}
}

package content

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

// Whatever the content, reading ends with a page on which everything is where a page can
// have it, or with a limit.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"q 2 0 0 2 10 10 cm BT /F 5 Tf 5 10 Td (ab) Tj [(c) -300 (d)] TJ T* (e) ' 1 2 (f) \" ET Q",
		"BT /V 10 Tf 100 90 Td <00610062> Tj ET BT /T 10 Tf 7 Tr <0102> Tj ET",
		"0.5 g 10 20 50 30 re B 10 20 m 60 20 l 60 50 l s 10 20 50 30 re 11 21 48 28 re f* [1 2] 0 d 0 0 m 9 9 1 1 5 5 c b",
		"20 20 20 60 re W* n /X Do /Image Do BI /W 1 /H 1 /IM true ID \x00 EI",
		"/Span << /ActualText <FEFF9884> >> BDC (ab) Tj EMC /OC /Off BDC (a) Tj EMC /G gs /Icc cs 1 0 0 scn",
		"1e9 0 0 1e9 0 0 cm 99999999999999 0 0 1 0 0 cm BT 1 0 0 0 0 0 Tm /F 99999999 Tf (a) Tj 0 Tf (a) Tj -5 Tf (a) Tj ET",
		"BT /F 5 Tf 1 0 0 0 10 10 Tm (a) Tj 1 0 0 1 20 20 Tm /F 0 Tf (b) Tj 1 0 0 1e-9 20 20 Tm /F 5 Tf (c) Tj ET",
		"Q Q EMC ET ) > ] } q q BT (", "[ [ (a", ".00000000000000000000000000000001 w", "BI ID", "/X /X Do", "\x00\xFF\x80",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if strings.Contains(content, "endstream") {
			t.Skip("would end the stream")
		}
		doc, leaf := fuzzFile(content).document(t)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		p, err := NewReader(doc, font.NewLoader(doc), Limits{Operators: 100_000, Chars: 10_000}).Page(ctx, leaf)
		var limit *pdf.LimitError
		if err != nil && !errors.As(err, &limit) {
			t.Fatal(err)
		}
		if p != nil {
			if err := sound(p); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func fuzzFile(content string) file {
	return file{
		content: content,
		resources: "/XObject << /X 20 0 R /Image 21 0 R >> /Properties << /Off 30 0 R >> " +
			"/ExtGState << /G << /LW 3 /ca 0.5 /D [[1] 0] /Font [5 0 R 9] >> >> /ColorSpace << /Icc [/ICCBased 22 0 R] >>",
		objects: map[int]string{
			20: stream("/Subtype /Form /Matrix [0 1 -1 0 100 0] /BBox [0 0 90 90]", "BT /F 10 Tf 5 5 Td (x) Tj ET 0 0 50 50 re S /X Do /Image Do"),
			21: stream("/Subtype /Image /Width 1 /Height 1 /ImageMask true", "\x00"),
			22: stream("/N 3", ""),
			30: "<< /Type /OCG >>",
		},
		catalog: "/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >>",
	}
}

// sound checks what every page promises.
func sound(p *page.Page) error {
	for i := range p.Chars {
		c := &p.Chars[i]
		for _, v := range []float64{c.X, c.Y, c.Size, c.Box.X0, c.Box.Top, c.Box.X1, c.Box.Bottom} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("glyph %+v", *c)
			}
		}
		whole := page.Rect{X1: p.Width, Bottom: p.Height}
		if c.Text == "" || int(c.Font) >= len(p.Fonts) || c.Size < defaults.minSize || !mostly(c.Box, whole, defaults.kept) {
			return fmt.Errorf("glyph %+v", *c)
		}
	}
	for _, r := range p.Rulings {
		end := p.Height
		if r.Horizontal {
			end = p.Width
		}
		if !(r.From < r.To) || r.From < 0 || r.To > end || !(r.Width >= 0) || !(r.Gray >= 0 && r.Gray <= 1) || math.IsNaN(r.At) {
			return fmt.Errorf("ruling %+v", r)
		}
	}
	for _, r := range p.Fills {
		if empty(r.Rect) || r.X0 < 0 || r.Top < 0 || r.X1 > p.Width || r.Bottom > p.Height {
			return fmt.Errorf("fill %+v", r)
		}
	}
	return nil
}

package content

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/extract/internal/font"
)

// table is the content of a ruled table as spreadsheets print it: a clip, a filled
// border and a text for each cell.
func table(rows, columns int) string {
	var b strings.Builder
	for r := range rows {
		for c := range columns {
			x, y := float64(c)*20, float64(r)
			fmt.Fprintf(&b, "q %g %g 20 1 re W n BT /F 0.9 Tf 1 0 0 1 %g %g Tm (%d.%02d) Tj ET Q\n", x, y, x+1, y+0.2, r, c)
			fmt.Fprintf(&b, "%g %g 20 0.05 re f %g %g m %g %g l S\n", x, y, x, y, x, y+1)
		}
	}
	return b.String()
}

func TestTable(t *testing.T) {
	p := file{content: table(90, 10)}.mustRead(t)
	glyphs := 0
	for r := range 90 {
		glyphs += 10 * len(fmt.Sprintf("%d.00", r))
	}
	if len(p.Chars) != glyphs || len(p.Rulings) != 1800 {
		t.Errorf("%d glyphs and %d rulings, want %d and 1800", len(p.Chars), len(p.Rulings), glyphs)
	}
}

func BenchmarkPage(b *testing.B) {
	f := file{content: table(90, 10)}
	doc, page := f.document(b)
	r := NewReader(doc, font.NewLoader(doc), Limits{})
	b.SetBytes(int64(len(f.content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Page(b.Context(), page); err != nil {
			b.Fatal(err)
		}
	}
}

// A page's glyphs, rulings and operators cost no allocation each.
func TestPageAllocates(t *testing.T) {
	doc, page := file{content: table(90, 10)}.document(t)
	r := NewReader(doc, font.NewLoader(doc), Limits{})
	count := testing.AllocsPerRun(5, func() {
		if _, err := r.Page(t.Context(), page); err != nil {
			t.Fatal(err)
		}
	})
	if count > 100 {
		t.Errorf("%g allocations for a page", count)
	}
}

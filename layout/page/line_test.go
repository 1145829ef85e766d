package page_test

import (
	"slices"
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestLinesOf(t *testing.T) {
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want string
	}{
		{"from top to bottom, left to right", sheet.New(1).Text(50, 120, "丙").Text(80, 100, "乙").Text(50, 100, "甲"), "甲乙/丙"},
		{"raised glyphs stay on their line", sheet.New(1).Text(50, 100, "甲").Text(60, 105, "乙").Text(70, 100, "丙"), "甲乙丙"},
		{"raised glyphs do not run two lines together", sheet.New(1).Text(50, 100, "甲").Text(60, 105, "乙").Text(70, 110, "丙"), "甲乙/丙"},
		{"white space at the ends goes", sheet.New(1).Text(50, 100, "  甲 乙 "), "甲 乙"},
		{"a line of white space is none", sheet.New(1).Text(50, 100, "   ").Text(50, 120, "甲"), "甲"},
		{"Latin words stand apart", sheet.New(1).Text(50, 100, "Total").Text(78, 100, "revenue"), "Total revenue"},
		{"ideographs do not", sheet.New(1).Text(50, 100, "合").Text(78, 100, "计"), "合计"},
	} {
		var got []string
		for _, l := range page.LinesOf(c.s.Chars, settings.Default().Page.SameLine) {
			got = append(got, l.Text(settings.Default().Page.WordGap))
		}
		if text := strings.Join(got, "/"); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}

func TestTextLinesArePartedByWideGaps(t *testing.T) {
	s := sheet.New(3).Text(50, 100, "部门：某局  ").Text(200, 101, "单位：万元").Text(50, 120, "收 入")
	lines := page.TextLinesOf(3, s.Chars, settings.Default())
	if len(lines) != 2 {
		t.Fatalf("%d lines, want 2", len(lines))
	}
	first := lines[0]
	want := []page.Piece{{X0: 50, X1: 100, Text: "部门：某局"}, {X0: 200, X1: 250, Text: "单位：万元"}}
	if !slices.Equal(first.Pieces, want) || first.Page != 3 || first.Box != (page.Rect{X0: 50, Top: 100, X1: 250, Bottom: 111}) {
		t.Errorf("first line is %+v, want pieces %+v", first, want)
	}
	if second := lines[1]; second.Text != "收 入" || len(second.Pieces) != 1 {
		t.Errorf("second line is %+v, want one piece", second)
	}
}

func TestTextThatRunsOtherwiseMakesLinesOfItsOwn(t *testing.T) {
	s := sheet.New(1).Text(200, 100, "收支总表")
	up := sheet.New(1).Text(300, 60, "— 12 —").Sideways(3) // 30 points long, up the page's left side
	s.Chars = append(s.Chars, up.Chars...)
	lines := page.TextLinesOf(1, s.Chars, settings.Default())
	if len(lines) != 2 {
		t.Fatalf("%d lines, want 2: %+v", len(lines), lines)
	}
	title, number := lines[0], lines[1]
	if title.Text != "收支总表" || number.Text != "— 12 —" || number.Box.X0 != 60 || number.Box.X1 != 70 || number.Box.Bottom-number.Box.Top != 30 {
		t.Errorf("lines %+v", lines)
	}
}

func TestWords(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "Total of").Text(95, 100, "2026年")
	var got []string
	for _, l := range page.LinesOf(s.Chars, settings.Default().Page.SameLine) {
		for _, w := range l.Words(settings.Default()) {
			got = append(got, w.Text(settings.Default().Page.WordGap))
		}
	}
	if want := []string{"Total", "of", "2026年"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMedianSize(t *testing.T) {
	set := settings.Default()
	if got := page.MedianSize(nil, set); got != set.Page.Size {
		t.Errorf("%g without text, want %g", got, set.Page.Size)
	}
	s := sheet.New(1).Text(50, 100, "标题").Text(50, 120, "正文正文")
	for i := range 2 {
		s.Chars[i].Size = 22
	}
	if got := page.MedianSize(s.Chars, set); got != sheet.FontSize {
		t.Errorf("%g, want that of most text", got)
	}
	if got := page.GlyphsOf(s.Chars).MedianIn(page.Rect{X0: 40, Top: 95, X1: 100, Bottom: 115}, 9); got != 22 {
		t.Errorf("%g in the title's box", got)
	}
	if got := page.GlyphsOf(s.Chars).MedianIn(page.Rect{X0: 400, Top: 95, X1: 500, Bottom: 115}, 9); got != 9 {
		t.Errorf("%g in a box without text", got)
	}
}

func TestOverlaysAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		name  string
		alter func(*page.Page, *page.Char)
		stays bool
	}{
		{"plain", func(*page.Page, *page.Char) {}, true},
		{"slanted", func(_ *page.Page, c *page.Char) { c.Turn = page.Slanted }, false},
		{"pale and large", func(_ *page.Page, c *page.Char) { c.Gray, c.Size = 0.8, 40 }, false},
		{"pale and small", func(_ *page.Page, c *page.Char) { c.Gray = 0.8 }, true},
		{"hidden", func(_ *page.Page, c *page.Char) { c.Flags = page.Invisible }, false},
		{"white on paper", func(_ *page.Page, c *page.Char) { c.Gray = 1 }, false},
		{"white on a filled area", func(p *page.Page, c *page.Char) {
			c.Gray = 1
			p.Fills = []page.Fill{{Rect: page.Rect{X0: 0, Top: 0, X1: 600, Bottom: 800}, Gray: 0.2}}
		}, true},
		{"white on a picture", func(p *page.Page, c *page.Char) {
			c.Gray = 1
			p.Images = []page.Rect{{X0: 0, Top: 0, X1: 600, Bottom: 800}}
		}, true},
		{"red in a red rim", func(p *page.Page, c *page.Char) {
			c.Gray = 0.3
			p.Outlines = []page.Outline{{Rect: page.Rect{X0: 20, Top: 70, X1: 120, Bottom: 170}, Gray: 0.3}}
		}, false},
		{"black in a red rim", func(p *page.Page, c *page.Char) {
			p.Outlines = []page.Outline{{Rect: page.Rect{X0: 20, Top: 70, X1: 120, Bottom: 170}, Gray: 0.3}}
		}, true},
		{"red in a long red frame", func(p *page.Page, c *page.Char) {
			c.Gray = 0.3
			p.Outlines = []page.Outline{{Rect: page.Rect{X0: 20, Top: 70, X1: 500, Bottom: 170}, Gray: 0.3}}
		}, true},
	} {
		s := sheet.New(1).Text(50, 100, "甲").Text(50, 300, "乙")
		c.alter(&s.Page, &s.Chars[0])
		if got := page.InOrder(page.WithoutOverlays(&s.Page, sheet.FontSize, settings.Default())); (got == "甲乙") != c.stays {
			t.Errorf("%s: %q stays", c.name, got)
		}
	}
	scan := sheet.New(1).Text(50, 100, "甲")
	scan.Chars[0].Flags = page.Invisible
	if got := page.WithoutOverlays(&scan.Page, sheet.FontSize, settings.Default()); len(got) != 1 {
		t.Error("hidden text that is all there is belongs to a scan and is read")
	}
	scan = sheet.New(1).Text(50, 100, "一般公共预算财政拨款支出表")
	for i := range scan.Chars {
		scan.Chars[i].Flags = page.Invisible
	}
	scan.Text(300, 780, "3")
	if got := page.WithoutOverlays(&scan.Page, sheet.FontSize, settings.Default()); len(got) != 14 {
		t.Errorf("%d glyphs are read of a scan on which a page number is printed, want all", len(got))
	}
	scan.Text(50, 120, "表一")
	if got := page.WithoutOverlays(&scan.Page, sheet.FontSize, settings.Default()); len(got) != 3 {
		t.Errorf("%d glyphs are read of a page with text of its own, want those that are seen", len(got))
	}
}

func TestReadingPosition(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "正文").H(90, 50, 300).V(50, 90, 200).Fill(10, 20, 30, 50)
	s.Outlines = []page.Outline{{Rect: page.Rect{X0: 1, Top: 2, X1: 3, Bottom: 4}}}
	s.Images = []page.Rect{{X0: 5, Top: 6, X1: 7, Bottom: 8}}
	for turn := uint8(1); turn < 4; turn++ {
		sideways := s.Sideways(turn)
		sideways.Fills = []page.Fill{{Rect: s.Fills[0].Displayed(turn, sideways.Width, sideways.Height)}}
		sideways.Outlines = []page.Outline{{Rect: s.Outlines[0].Displayed(turn, sideways.Width, sideways.Height)}}
		sideways.Images = []page.Rect{s.Images[0].Displayed(turn, sideways.Width, sideways.Height)}
		got, ran := page.ReadingPosition(sideways)
		if ran != turn || got.Width != s.Width || got.Height != s.Height {
			t.Errorf("turn %d: ran %d, page %g×%g", turn, ran, got.Width, got.Height)
		}
		if got.Chars[0].Box != s.Chars[0].Box || got.Chars[0].Turn != 0 {
			t.Errorf("turn %d: glyph at %+v, want %+v", turn, got.Chars[0].Box, s.Chars[0].Box)
		}
		for i, r := range got.Rulings {
			if want := s.Rulings[i]; r.Horizontal != want.Horizontal || r.At != want.At || r.From != want.From || r.To != want.To {
				t.Errorf("turn %d: ruling %+v, want %+v", turn, r, want)
			}
		}
		if got.Fills[0].Rect != s.Fills[0].Rect || got.Outlines[0].Rect != s.Outlines[0].Rect || got.Images[0] != s.Images[0] {
			t.Errorf("turn %d: areas at %v %v %v", turn, got.Fills[0], got.Outlines[0], got.Images[0])
		}
		box := page.Rect{X0: 1, Top: 2, X1: 3, Bottom: 5}
		if back := box.Displayed(turn, sideways.Width, sideways.Height).Upright(turn, sideways.Width, sideways.Height); back != box {
			t.Errorf("turn %d: a box comes back as %+v", turn, back)
		}
	}
	if _, ran := page.ReadingPosition(&s.Page); ran != 0 {
		t.Errorf("upright page ran %d", ran)
	}
}

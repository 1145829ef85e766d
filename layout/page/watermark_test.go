package page_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// TestLevelWatermarks: pale text goes where it lies across the rest of the page, and stays where it is a label.
func TestLevelWatermarks(t *testing.T) {
	const mark, text = "仅供内部参考", "一般公共服务支出"
	table := func() *sheet.Sheet {
		return sheet.New(1).Table(sheet.Even(50, 100, 3), sheet.Even(100, 20, 3), []string{"项目", "金额", "备注"}, []string{text, "1,200.00"}, []string{text, "300.00", "无"})
	}
	for _, c := range []struct {
		name  string
		s     *sheet.Sheet
		gray  float32
		stays bool
	}{
		{"over the text", table().Text(60, 126, mark), 0.85, false},
		{"over the borders of columns", table().Text(125, 126, mark).Text(125, 166, mark).Text(225, 126, mark), 0.85, false},
		{"dark enough to be text", table().Text(60, 126, mark), 0.3, true},
		{"beside the text", table().Text(225, 166, mark), 0.85, true},
		{"a label that runs over one border", table().Text(60, 170, mark+mark).Text(60, 190, mark+mark), 0.6, true},
		{"the greater part of the page", sheet.New(1).Text(50, 100, text).Text(60, 104, mark).Text(60, 150, mark), 0.85, true},
	} {
		for i := range c.s.Chars {
			if ch := &c.s.Chars[i]; strings.Contains(mark, ch.Text) {
				ch.Gray = c.gray
			}
		}
		got := page.InOrder(page.WithoutOverlays(&c.s.Page, sheet.FontSize, settings.Default()))
		if strings.Contains(got, mark) != c.stays || !strings.Contains(got, "一般公共服务支出") {
			t.Errorf("%s: %q stays", c.name, got)
		}
	}
}

// TestInkOfWatermarksOnDarkGround: the same ink is a label where it stands out from what is under it.
func TestInkOfWatermarksOnDarkGround(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "一般公共服务支出").Text(52, 103, "样本样本样本").Text(50, 200, "表头").Text(50, 300, "合计")
	for i := range s.Chars {
		if strings.Contains("样本表头", s.Chars[i].Text) {
			s.Chars[i].Gray = 0.9
		}
	}
	s.Fills = []page.Fill{{Rect: page.Rect{X0: 0, Top: 190, X1: 600, Bottom: 220}, Gray: 0.2}, {Rect: page.Rect{X0: 0, Top: 90, X1: 600, Bottom: 120}, Gray: 0.95}}
	if got, want := page.InOrder(page.WithoutOverlays(&s.Page, sheet.FontSize, settings.Default())), "一般公共服务支出表头合计"; got != want {
		t.Errorf("%q stays, want %q", got, want)
	}
}

func TestAreas(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var boxes []page.Rect
	for range 60 {
		x, y := 500*random.Float64(), 700*random.Float64()
		boxes = append(boxes, page.Rect{X0: x, Top: y, X1: x + 60*random.Float64(), Bottom: y + 200*random.Float64()*random.Float64()})
	}
	areas := page.AreasOf(boxes)
	for range 2000 {
		x, y := 600*random.Float64(), 800*random.Float64()
		var want []int
		for i, b := range boxes {
			if x >= b.X0-1 && x <= b.X1+1 && y >= b.Top-2 && y <= b.Bottom+2 {
				want = append(want, i)
			}
		}
		if got := slices.Sorted(areas.At(x, y, 1, 2)); !slices.Equal(got, want) || areas.Hold(x, y, 1, 2) != (len(want) > 0) {
			t.Fatalf("%g,%g stands in %v, want %v", x, y, got, want)
		}
	}
	if page.AreasOf(nil).Hold(0, 0, 9, 9) {
		t.Error("a point stands in no box")
	}
}

package caption

import (
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// linesOf are the lines of a sheet.
func linesOf(s *sheet.Sheet) []page.TextLine {
	return page.TextLinesOf(1, s.Chars, settings.Default())
}

// textsOf are what lines say, parted by bars.
func textsOf(lines []page.TextLine) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.Text
	}
	return strings.Join(texts, "|")
}

func TestReadLines(t *testing.T) {
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want Caption
	}{
		{"number, title, department and unit", sheet.New(1).Text(50, 60, "预算01表").Centred(300, 75, "收支总表").Text(50, 90, "部门：某局").Text(400, 90, "单位：万元"),
			Caption{Number: "预算01表", Title: "收支总表", Department: "某局", Unit: "万元"}},
		{"the lowest title counts", sheet.New(1).Text(50, 60, "收入总表").Text(50, 90, "支出总表"), Caption{Title: "支出总表"}},
		{"title set wide", sheet.New(1).Text(200, 60, "收").Text(240, 60, "支").Text(280, 60, "总").Text(320, 60, "表"), Caption{Title: "收支总表"}},
		{"title wrapped to two lines", sheet.New(1).Centred(300, 60, "某市教育系统一般公共预算").Centred(300, 72, "财政拨款支出情况表"), Caption{Title: "某市教育系统一般公共预算财政拨款支出情况表"}},
		{"title wrapped to three lines", sheet.New(1).Centred(300, 60, "某市教育系统").Centred(300, 72, "一般公共预算").Centred(300, 84, "支出表"), Caption{Title: "某市教育系统一般公共预算支出表"}},
		{"a publisher's name over a title is no part of it", sheet.New(1).Centred(300, 60, "某市教育局").Centred(300, 72, "收支总表"), Caption{Title: "收支总表"}},
		{"lines under each other that are not centred", sheet.New(1).Text(50, 60, "某市教育系统").Centred(300, 72, "收支总表"), Caption{Title: "收支总表"}},
		{"label and department set apart", sheet.New(1).Text(50, 60, "部门：").Text(120, 60, "某市教育局").Text(400, 60, "单位：万元"), Caption{Department: "某市教育局", Unit: "万元"}},
		{"unit wrapped", sheet.New(1).Text(50, 60, "收支总表").Text(400, 60, "单位：万").Text(400, 72, "元"), Caption{Title: "收支总表", Unit: "万元"}},
		{"continued", sheet.New(1).Text(50, 60, "表2 收支总表（续）"), Caption{Number: "表2", Title: "收支总表", Continued: true}},
	} {
		got := Place{Em: sheet.FontSize}.ReadLines(linesOf(c.s), settings.Default())
		got.Lines = nil
		if got.Number != c.want.Number || got.Title != c.want.Title || got.Unit != c.want.Unit || got.Department != c.want.Department || got.Continued != c.want.Continued {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

func TestAdmits(t *testing.T) {
	for text, want := range map[string]bool{
		"表1 收支总表": true, "单位：万元": true, "2026年度": true, "附件1": true, "打印日期：2026-01-05": true, "续表": true,
		"收支总表............12": false, "本部门2026年收支总预算3,151.68万元。": false, "某市人民政府": false,
		"详见表2。": false,
	} {
		if got := Admits(linesOf(sheet.New(1).Text(10, 10, text))[0], settings.Default()); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}

// over is a place under 135 points.
var over = Place{Rect: page.Rect{X0: 50, Top: 135, X1: 550, Bottom: 300}, Em: sheet.FontSize, Middle: 300}

func TestSplit(t *testing.T) {
	title := func() *sheet.Sheet {
		return sheet.New(1).Text(50, 100, "收支总表").Text(50, 115, "单位：万元")
	}
	for _, c := range []struct {
		name           string
		s              *sheet.Sheet
		prose, caption string
	}{
		{"caption only", title(), "", "收支总表|单位：万元"},
		{"prose over it", title().Text(50, 80, "一、本部门的职责是编制预算。"), "一、本部门的职责是编制预算。", "收支总表|单位：万元"},
		{"one short line between its parts", sheet.New(1).Text(50, 90, "收支总表").Text(50, 105, "某地某处").Text(50, 120, "单位：万元"), "", "收支总表|某地某处|单位：万元"},
		{"two", sheet.New(1).Text(50, 75, "收支总表").Text(350, 90, "某地").Text(50, 105, "甲乙").Text(50, 120, "单位：万元"), "收支总表|某地|甲乙", "单位：万元"},
		{"a sentence between them", sheet.New(1).Text(50, 90, "收支总表").Text(50, 105, "见下文。").Text(50, 120, "单位：万元"), "收支总表|见下文。", "单位：万元"},
		{"title far over the grid with nothing between", sheet.New(1).Text(50, 20, "某市教育局").Text(50, 40, "收支总表"), "某市教育局", "收支总表"},
		{"title far over the grid with text between", sheet.New(1).Text(50, 20, "收支总表").Text(50, 40, "见下文。"), "收支总表|见下文。", ""},
		{"title far over one", sheet.New(1).Text(50, 40, "收支总表").Text(50, 115, "支出总表"), "收支总表", "支出总表"},
		{"number alone in the page's corner", sheet.New(1).Text(50, 1, "预算01表").Text(50, 115, "单位：万元"), "", "预算01表|单位：万元"},
		{"wrapped title of which no line is one", sheet.New(1).Centred(300, 96, "某市教育系统一般公共预算").Centred(300, 108, "财政拨款支出情况表").Text(50, 120, "单位：万元"), "", "某市教育系统一般公共预算|财政拨款支出情况表|单位：万元"},
	} {
		prose, caption := over.Split(linesOf(c.s), settings.Default())
		if a, b := textsOf(prose), textsOf(caption.Lines); a != c.prose || b != c.caption {
			t.Errorf("%s: prose %q and caption %q, want %q and %q", c.name, a, b, c.prose, c.caption)
		}
	}
}

func TestTitleTooFarOverTheGrid(t *testing.T) {
	deep := over
	deep.Top = 400
	if _, got := deep.Split(linesOf(sheet.New(1).Text(50, 40, "收支总表")), settings.Default()); got.Tells() {
		t.Errorf("a title %g points over the grid makes the caption %+v", deep.Top-50, got)
	}
}

func TestEnding(t *testing.T) {
	for _, c := range []struct {
		name        string
		s           *sheet.Sheet
		title, unit string
	}{
		{"wrapped title", sheet.New(1).Text(50, 60, "收支总表").Text(50, 72, "见下文。").Centred(300, 90, "某大学改善基本办学条件专项").Centred(300, 102, "绩效目标表").Text(50, 120, "单位：万元"),
			"某大学改善基本办学条件专项绩效目标表", "万元"},
		{"name over a unit", sheet.New(1).Sized(50, 90, 14, "5-2 2026年收支情况").Text(480, 110, "单位：亿元"), "2026年收支情况", "亿元"},
		{"a name alone heads the text", sheet.New(1).Sized(50, 90, 14, "2026年收支情况"), "", ""},
		{"text", sheet.New(1).Text(50, 60, "收支总表").Text(50, 75, "见下文。"), "", ""},
	} {
		if got := over.Ending(linesOf(c.s), settings.Default()); got.Title != c.title || got.Unit != c.unit {
			t.Errorf("%s: title %q and unit %q, want %q and %q", c.name, got.Title, got.Unit, c.title, c.unit)
		}
	}
	if got := over.Ending(nil, settings.Default()); got.Tells() {
		t.Errorf("a page without lines ends with %+v", got)
	}
}

func TestOver(t *testing.T) {
	lines := linesOf(sheet.New(1).Text(60, 100, "表1 收入表").Text(360, 100, "表2 支出表").Text(10, 115, "甲").Text(360, 115, "单位：元"))
	left, right := page.Rect{X0: 50, X1: 250}, page.Rect{X0: 350, X1: 550}
	if got := textsOf(Over(lines, left, true)); got != "表1 收入表|甲" {
		t.Errorf("over the left one stands %q", got)
	}
	if got := textsOf(Over(lines, right, false)); got != "表2 支出表|单位：元" {
		t.Errorf("over the right one stands %q", got)
	}
}

package caption

import (
	"slices"
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
		{"title too far", sheet.New(1).Text(50, 1, "收支总表"), "收支总表", ""},
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

func TestEnding(t *testing.T) {
	s := sheet.New(1).Text(50, 60, "收支总表").Text(50, 72, "见下文。").Centred(300, 90, "某大学改善基本办学条件专项").Centred(300, 102, "绩效目标表").Text(50, 120, "单位：万元")
	got := Ending(linesOf(s), settings.Default())
	if got.Title != "某大学改善基本办学条件专项绩效目标表" || got.Unit != "万元" || len(got.Lines) != 3 {
		t.Errorf("a page ends with %+v", got)
	}
	if got := Ending(linesOf(sheet.New(1).Text(50, 60, "收支总表").Text(50, 75, "见下文。")), settings.Default()); got.Tells() {
		t.Errorf("a page that ends with text tells %+v", got)
	}
}

func TestTitlesByTheirPlace(t *testing.T) {
	unit := func() *sheet.Sheet { return sheet.New(1).Text(480, 120, "单位：万元") }
	for _, c := range []struct {
		name          string
		s             *sheet.Sheet
		number, title string
	}{
		{"on the grid's middle", unit().Centred(300, 100, "2026年某市政府性基金支出情况"), "", "2026年某市政府性基金支出情况"},
		{"a draft's", unit().Centred(300, 100, "2026年某县一般公共预算支出（草案）"), "", "2026年某县一般公共预算支出（草案）"},
		{"without a unit", sheet.New(1).Centred(300, 110, "公务用车明细"), "", "公务用车明细"},
		{"at the left over a unit", unit().Text(50, 100, "2026年重点项目名单"), "", "2026年重点项目名单"},
		{"at the left under a number", sheet.New(1).Text(50, 90, "表3").Text(50, 110, "重点项目一览和名单"), "表3", "重点项目一览和名单"},
		{"at the left alone", sheet.New(1).Text(50, 110, "重点项目名单"), "", ""},
		{"larger, at the left alone", sheet.New(1).Sized(50, 110, 14, "重点项目名单"), "", "重点项目名单"},
		{"larger, cut by the page's edge", unit().Sized(480, 100, 14, "歲出按職能"), "", ""},
		{"larger and far", sheet.New(1).Sized(50, 50, 14, "General Fund Expenditures"), "", "General Fund Expenditures"},
		{"with a bare number", unit().Centred(300, 100, "5-2 2026年某市收支情况"), "5-2", "2026年某市收支情况"},
		{"with its unit behind it", sheet.New(1).Centred(300, 110, "2026年某市支出明细（单位：万元）"), "", "2026年某市支出明细"},
		{"wrapped", unit().Centred(300, 90, "2026年某市本级一般公共预算基本支出（按经济分类）").Centred(300, 102, "执行明细"), "", "2026年某市本级一般公共预算基本支出（按经济分类）执行明细"},
		{"one by its words over one by its place", unit().Centred(300, 90, "收支总表").Centred(300, 106, "快报数字"), "", "收支总表"},
		{"under a chapter", unit().Centred(300, 80, "第二部分 2026年部门预算表").Centred(300, 102, "2026年收支情况"), "", "2026年收支情况"},
		{"a chapter where nothing else is", unit().Centred(300, 100, "第二部分 2026年部门预算表"), "", "2026年部门预算表"},
		{"an item of the text where nothing else is", unit().Text(50, 100, "一、收支预算总表"), "", "收支预算总表"},
		{"a body", unit().Centred(300, 100, "某市财政局"), "", ""},
		{"a year", unit().Centred(300, 100, "二○二六年度"), "", ""},
		{"a date", unit().Centred(300, 100, "2026年1月20日"), "", ""},
		{"prose", unit().Text(50, 100, "本部门2026年收支总体情况如下："), "", ""},
		{"the end of prose", unit().Text(50, 88, "资金主要用于学校建设，困难群众救助，农田水利").Centred(300, 100, "和乡村道路养护"), "", ""},
		{"a chapter of remarks", unit().Centred(300, 100, "一、关于2026年预算的说明"), "", ""},
		{"a figure's", unit().Centred(300, 100, "图1 一般公共预算支出结构"), "", ""},
		{"a line of contents", unit().Text(60, 100, "收支总表................12"), "", ""},
	} {
		_, got := over.Split(linesOf(c.s), settings.Default())
		if got.Number != c.number || got.Title != c.title {
			t.Errorf("%s: number %q and title %q, want %q and %q", c.name, got.Number, got.Title, c.number, c.title)
		}
	}
}

func TestWrappedTitles(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     *sheet.Sheet
		title string
	}{
		{"flush at the left, with an item's number", sheet.New(1).Text(50, 90, "十一、一般公共预算三公经费、会议费、培训费支出预").Text(50, 102, "算表"), "一般公共预算三公经费、会议费、培训费支出预算表"},
		{"flush at the left, behind a number", sheet.New(1).Text(50, 90, "§1 2026年市本级一般公共预算本级").Text(50, 102, "支出明细表"), "2026年市本级一般公共预算本级支出明细表"},
		{"a short heading flush over a title", sheet.New(1).Text(50, 90, "（一）教育改革专项").Text(50, 102, "教育改革专项绩效目标表"), "教育改革专项绩效目标表"},
		{"an upper line that ends in a level", sheet.New(1).Centred(300, 78, "2026年某县一般公共").Centred(300, 90, "预算本级").Centred(300, 102, "支出情况表"), "2026年某县一般公共预算本级支出情况表"},
		{"what is under it in brackets", sheet.New(1).Centred(300, 90, "2026年省本级支出预算表").Centred(300, 102, "（按功能分类）"), "2026年省本级支出预算表（按功能分类）"},
		{"its year under it", sheet.New(1).Centred(300, 90, "部门整体支出绩效目标表").Centred(300, 102, "（2026年度）"), "部门整体支出绩效目标表"},
		{"smaller brackets under it", sheet.New(1).Sized(200, 86, 14, "2026年全区收入表").Centred(300, 102, "（快报数）"), "2026年全区收入表"},
		{"inside brackets", sheet.New(1).Centred(300, 90, "表10 某市地方政府一般债务余额情况表（单位：万").Centred(300, 102, "元）"), "某市地方政府一般债务余额情况表"},
		{"between words", sheet.New(1).Text(50, 90, "Table 14. Projected numbers of graduates, by region:").Text(80, 102, "school years 2003 through 2021"), "Projected numbers of graduates, by region: school years 2003 through 2021"},
		{"a word behind a number's title", sheet.New(1).Text(50, 90, "Table 2.12 Summary of Appropriations by").Text(50, 102, "Program"), "Summary of Appropriations by Program"},
		{"behind a number set apart", sheet.New(1).Text(50, 90, "Table 7:").Text(120, 90, "Participation in education").Text(120, 102, "institutions in 2004"), "Participation in education institutions in 2004"},
	} {
		_, got := over.Split(linesOf(c.s), settings.Default())
		if got.Title != c.title {
			t.Errorf("%s: title %q, want %q", c.name, got.Title, c.title)
		}
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

func TestNotesOf(t *testing.T) {
	for _, c := range []struct {
		name        string
		s           *sheet.Sheet
		notes, rest string
	}{
		{"none", sheet.New(1).Text(50, 100, "正文"), "", "正文"},
		{"one and prose", sheet.New(1).Text(50, 100, "注：本表不含结转。").Text(50, 130, "正文"), "注：本表不含结转。", "正文"},
		{"wrapped", sheet.New(1).Text(50, 100, "注：本表不含").Text(50, 112, "结转。"), "注：本表不含结转。", ""},
		{"numbered", sheet.New(1).Text(50, 100, "注：1.本表不含结转。").Text(50, 112, "2.金额为零。"), "注：1.本表不含结转。|2.金额为零。", ""},
		{"a list under its head", sheet.New(1).Text(50, 100, "备注：").Text(50, 112, "1.本表不含结转。").Text(50, 124, "2.2026年为零，").Text(50, 136, "下同。"), "备注：|1.本表不含结转。|2.2026年为零，下同。", ""},
		{"a list of items", sheet.New(1).Text(50, 100, "说明：一、本表为空。").Text(50, 112, "二、下同。"), "说明：一、本表为空。|二、下同。", ""},
		{"a heading of the text", sheet.New(1).Text(50, 100, "注：本表为空。").Text(50, 112, "二、预算执行情况"), "注：本表为空。", "二、预算执行情况"},
		{"prose under a remark that ends", sheet.New(1).Text(50, 100, "注：本表为空。").Text(50, 112, "收入预计完成预算，加上上级补助和上年结转"), "注：本表为空。", "收入预计完成预算，加上上级补助和上年结转"},
		{"prose in another size", sheet.New(1).Text(50, 100, "注：本表不含").Sized(50, 112, 12, "收入预计完成"), "注：本表不含", "收入预计完成"},
		{"the next table's title with a bare number", sheet.New(1).Text(50, 100, "注：本表不含结转，下同").Text(50, 112, "5-3 收入执行情况"), "注：本表不含结转，下同", "5-3 收入执行情况"},
		{"the next table's caption", sheet.New(1).Text(50, 100, "注：本表为空").Text(50, 112, "表2 支出表"), "注：本表为空", "表2 支出表"},
	} {
		notes, rest := NotesOf(linesOf(c.s), settings.Default())
		if a, b := strings.Join(notes, "|"), textsOf(rest); a != c.notes || b != c.rest {
			t.Errorf("%s: notes %q and rest %q, want %q and %q", c.name, a, b, c.notes, c.rest)
		}
	}
}

func TestCaptionsOfOneTable(t *testing.T) {
	table := Caption{Number: "表1", Title: "收支总表", Department: "某市 教育局"}
	for _, c := range []struct {
		name                     string
		other                    Caption
		clashes, agrees, ofOther bool
	}{
		{"nothing", Caption{}, false, true, false},
		{"unit only", Caption{Unit: "万元"}, false, true, false},
		{"the same", table, true, true, false},
		{"another title", Caption{Title: "支出总表"}, true, false, false},
		{"another number", Caption{Number: "表2"}, true, false, false},
		{"the department set closer", Caption{Department: "某市教育局"}, false, true, false},
		{"a title that the page's edge cuts", Caption{Title: "收支", placed: true}, true, true, false},
		{"a shorter title", Caption{Title: "收支"}, true, false, false},
		{"another department", Caption{Department: "某市财政局"}, false, true, true},
	} {
		if a, b, d := table.Clashes(c.other), table.Agrees(c.other), table.OfOther(c.other); a != c.clashes || b != c.agrees || d != c.ofOther {
			t.Errorf("%s: clashes %t, agrees %t, of another %t", c.name, a, b, d)
		}
	}
	lines := []page.TextLine{{Text: "表2 支出总表", Pieces: []page.Piece{{Text: "表2 支出总表"}}}}
	inside := Caption{Unit: "元", Lines: []page.TextLine{{Text: "单位：元"}}}
	got := inside.Under(Place{}.ReadLines(lines, settings.Default()))
	if got.Number != "表2" || got.Unit != "元" || textsOf(got.Lines) != "表2 支出总表|单位：元" {
		t.Errorf("a caption in the grid under a line over it is %+v", got)
	}
	if !slices.Equal([]bool{Caption{}.Named(), Caption{Unit: "元"}.Tells(), Caption{}.Tells(), got.Named()}, []bool{false, true, false, true}) {
		t.Error("a caption is named by its number or title, and tells by anything")
	}
}

package caption

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

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

package caption

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

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

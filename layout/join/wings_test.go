package join

import (
	"slices"
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// relations are how the parts of pages belong to the tables before them.
func relations(pages []*Page) []Relation {
	chainsOf(pages, settings.Default())
	var out []Relation
	for _, v := range pages {
		for _, p := range v.Parts {
			out = append(out, p.reason.Relation())
		}
	}
	return out
}

func TestWings(t *testing.T) {
	left := func() *sheet.Sheet {
		return sheet.New(1).Table([]float64{50, 150, 300}, []float64{100, 120, 150, 170}, rowsOf("编码|名称", "201|公共服务", "205|教育")...)
	}
	right := func(ys ...float64) *sheet.Sheet {
		return sheet.New(2).Table([]float64{50, 200, 350}, ys, rowsOf("基本支出|项目支出", "1.00|2.00", "3.00|4.00")...)
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want Reason
	}{
		{"the same rows and no labels", right(100, 120, 150, 170), SameRows},
		{"the same rows higher on the page", right(40, 60, 90, 110), SameRows},
		{"one column and the unit", sheet.New(2).Text(80, 80, "单位：元").Table([]float64{50, 200}, []float64{100, 120, 150, 170}, rowsOf("其他收入", "1.00", "3.00")...), SameRows},
		{"the same caption", right(100, 120, 150, 170).Text(50, 80, "表1 收入表"), SameRows},
		{"rows of other heights", right(100, 125, 150, 170), OtherColumns},
		{"fewer rows", sheet.New(2).Table([]float64{50, 200, 350}, []float64{100, 120, 150}, rowsOf("基本支出|项目支出", "1.00|2.00")...), OtherColumns},
		{"labels of its own", sheet.New(2).Table([]float64{50, 200, 350}, []float64{100, 120, 150, 170}, rowsOf("名称|金额", "甲|2.00", "乙|4.00")...), OtherColumns},
		{"a caption of its own", right(100, 120, 150, 170).Text(50, 80, "表2 支出表"), OtherColumns},
	} {
		pages := pagesOf(left().Text(50, 80, "表1 收入表"), c.s)
		chainsOf(pages, settings.Default())
		if got := pages[1].Parts[0].reason; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Halves come in turns, or all left ones first, for as many pages as there are; the last ones have few rows.
func TestHalvesInTurnsAndInBlocks(t *testing.T) {
	half := func(number int, right bool, rows int) *sheet.Sheet {
		xs := []float64{50, 250, 350}
		lines := []string{"项目|合计"}
		if right {
			lines = []string{"甲县|乙县"}
		}
		for i := range rows {
			text := "项目" + strings.Repeat("一", i+1) + "|1.00"
			if right {
				xs, text = []float64{50, 120, 190}, "2.00|3.00"
			}
			lines = append(lines, text)
		}
		s := sheet.New(number).Text(50, 80, "表1 分地区情况表")
		return s.Table(xs, sheet.Even(100, 20, len(lines)), rowsOf(lines...)...)
	}
	sizes := []int{9, 8, 7, 6, 1}
	for name, turns := range map[string]bool{"in turns": true, "in blocks": false} {
		var sheets []*sheet.Sheet
		for i := range 2 * len(sizes) {
			right, at := i >= len(sizes), i%len(sizes)
			if turns {
				right, at = i%2 == 1, i/2
			}
			sheets = append(sheets, half(i+1, right, sizes[at]))
		}
		got := Tables(pagesOf(sheets...), 1, settings.Default())
		if len(got) != 1 || got[0].Columns != 4 || got[0].Rows != 32 || len(got[0].Pages) != 10 {
			t.Fatalf("%s: %d tables, the first of %d rows and %d columns", name, len(got), got[0].Rows, got[0].Columns)
		}
		for _, c := range got[0].Cells[4:] {
			if (c.Column > 1) != (c.Text == "2.00" || c.Text == "3.00") {
				t.Errorf("%s: row %d column %d holds %q", name, c.Row, c.Column, c.Text)
			}
		}
	}
}

// Where baselines tell the rows of a left half, the right one has these, whatever its own lines tell.
func TestRightHalfOnRowsThatBaselinesTell(t *testing.T) {
	left := table(1, 100, "项目|合计", "教育|1.00", "科学|2.00", "文化|3.00").Text(50, 80, "表1 支出表")
	right := func() *sheet.Sheet {
		return sheet.New(2).Grid([]float64{50, 150}, []float64{40, 60, 120}).Text(53, 43, "其他收入").Text(53, 63, "7.00").Text(53, 103, "9.00")
	}
	pagesWith := func(s *sheet.Sheet) []*Page {
		pages := pagesOf(left, s)
		pages[0].Parts[0].LooseRows = true
		return pages
	}
	got := Tables(pagesWith(right()), 1, settings.Default())
	if want := "项目|合计|其他收入/教育|1.00|7.00/科学|2.00|/文化|3.00|9.00"; len(got) != 1 || show(got[0].Cells) != want {
		t.Errorf("%d tables, the first is %s, want %s", len(got), show(got[0].Cells), want)
	}
	if got := Tables(pagesWith(right().Text(53, 73, "8.00")), 1, settings.Default()); len(got) != 2 {
		t.Errorf("two lines in one row: %d tables, the first is %s", len(got), show(got[0].Cells))
	}
}

// Sheets under one title that repeat the labels of their rows have further columns of them.
func TestSheetsThatRepeatTheirLabels(t *testing.T) {
	part := func(number int, title string, rows ...string) *sheet.Sheet {
		return table(number, 100, rows...).Text(50, 80, title)
	}
	first := func() *sheet.Sheet {
		return part(1, "表9 转移支付分地区表", "项目|合计|甲县", "教育|3.00|1.00", "科学|5.00|2.00", "文化|7.00|4.00")
	}
	second := func(number int) *sheet.Sheet {
		return part(number, "表9 转移支付分地区表", "项目|乙县|丙县", "教育|1.50|0.50", "科学|2.50|0.50", "文化|2.00|1.00")
	}
	more := func(number int, heads string) *sheet.Sheet {
		return part(number, "表9 转移支付分地区表", "项目|"+heads, "卫生|8.00|9.00")
	}
	for _, c := range []struct {
		name   string
		sheets []*sheet.Sheet
		want   []Relation
	}{
		{"further columns", []*sheet.Sheet{first(), second(2)}, []Relation{Begins, Beside}},
		{"over, then down", []*sheet.Sheet{first(), second(2), more(3, "合计|甲县"), more(4, "乙县|丙县")}, []Relation{Begins, Beside, GoesOn, Beside}},
		{"down, then over", []*sheet.Sheet{first(), more(2, "合计|甲县"), second(3), more(4, "乙县|丙县")}, []Relation{Begins, GoesOn, Beside, Beside}},
		{"under another title", []*sheet.Sheet{first(), part(2, "表10 支出表", "项目|乙县|丙县", "教育|1.50|0.50", "科学|2.50|0.50", "文化|2.00|1.00")}, []Relation{Begins, Begins}},
		{"under a title that was not read", []*sheet.Sheet{first(), table(2, 100, "项目|乙县|丙县", "教育|1.50|0.50", "科学|2.50|0.50", "文化|2.00|1.00").Text(50, 80, "某县预算草案")}, []Relation{Begins, Begins}},
		{"the same columns anew", []*sheet.Sheet{first(), part(2, "表9 转移支付分地区表", "项目|合计|甲县", "教育|1.50|0.50", "科学|2.50|0.50", "文化|2.00|1.00")}, []Relation{Begins, Begins}},
		{"other labels", []*sheet.Sheet{first(), part(2, "表9 转移支付分地区表", "项目|乙县|丙县", "教育|1.50|0.50", "卫生|2.50|0.50", "文化|2.00|1.00")}, []Relation{Begins, Begins}},
	} {
		pages := pagesOf(c.sheets...)
		if got := relations(pages); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	got := Tables(pagesOf(first(), second(2)), 1, settings.Default())
	if want := "项目|合计|甲县|乙县|丙县/教育|3.00|1.00|1.50|0.50/科学|5.00|2.00|2.50|0.50/文化|7.00|4.00|2.00|1.00"; show(got[0].Cells) != want {
		t.Errorf("%s, want %s", show(got[0].Cells), want)
	}
}

// A page of nothing but remarks between the sheets of a table does not end it.
func TestSheetBehindAPageOfRemarks(t *testing.T) {
	first := table(1, 100, "项目|合计", "教育|1.00", "科学|2.00", "文化|3.00").Text(50, 80, "表1 支出表")
	third := sheet.New(3).Table([]float64{50, 200}, sheet.Even(100, 20, 4), rowsOf("甲县", "1.00", "2.00", "3.00")...)
	got := Tables(pagesOf(first, sheet.New(2).Text(50, 60, "注：本表不含结转。"), third), 1, settings.Default())
	if len(got) != 1 || got[0].Columns != 3 || len(got[0].Notes) != 1 {
		t.Errorf("%d tables, the first of %d columns with %d notes", len(got), got[0].Columns, len(got[0].Notes))
	}
}

func TestRelatedReasons(t *testing.T) {
	for r, want := range map[Reason]Relation{NothingBefore: Begins, FormAnew: Begins, ToldContinued: GoesOn, SameColumns: GoesOn, SameRows: Beside, SameLabels: Beside} {
		if r.Relation() != want || r.String() == "" {
			t.Errorf("%s: %s, want %s", r, r.Relation(), want)
		}
	}
	if got := (&Part{over: []page.TextLine{{}}}).isUnderText(); !got {
		t.Error("a line over a part is text over it")
	}
}

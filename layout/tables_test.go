package layout

import (
	"testing"

	"yusuan/layout/caption"
	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

var (
	threeColumns = []float64{50, 150, 250, 350}
	header       = []string{"科目编码", "科目名称", "合计"}
)

func TestMergedCellIsWhereNoRulingParts(t *testing.T) {
	s := sheet.New(1).
		H(100, 50, 350).H(120, 150, 350).H(140, 50, 350).H(160, 50, 350).
		V(50, 100, 160).V(150, 100, 160).V(250, 120, 160).V(350, 100, 160).
		Text(53, 112, "项目").Text(155, 103, "预算数").Text(155, 123, "小计").Text(255, 123, "其中").
		Text(53, 143, "教育").Text(155, 143, "12.00").Text(255, 143, "3.00")
	got := tablesOf(s)
	expect(t, got, `项目@2×1|预算数@1×2
		小计|其中
		教育|12.00|3.00`)
	if got[0].HeaderRows != 2 {
		t.Errorf("%d header rows, want 2", got[0].HeaderRows)
	}
}

func TestDoubleBrokenAndCrookedLinesAreOne(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 150, 250}, []float64{100, 120})
	s.H(101.5, 50, 250)                                      // double
	s.H(140.3, 50, 99).H(139.8, 100.5, 151).H(140, 152, 250) // broken and crooked
	s.V(50, 120, 140).V(150.4, 120.5, 139).V(250, 120, 140)
	s.H(130, 247, 253) // a tick at the border
	s.Rows([]float64{50, 150}, []float64{100, 122}, []string{"名称", "金额"}, []string{"甲", "1.00"})
	expect(t, tablesOf(s), "名称|金额\n甲|1.00")
}

func TestMissingOuterBorders(t *testing.T) {
	s := sheet.New(1)
	for _, y := range []float64{100, 120, 140} {
		s.H(y, 50, 350)
	}
	s.V(150, 100, 160).V(250, 100, 160) // no left, right and bottom border
	s.Rows(threeColumns, []float64{100, 120, 140}, header, []string{"201", "一般公共服务", "3.50"}, []string{"205", "教育", "1.50"})
	expect(t, tablesOf(s), "科目编码|科目名称|合计\n201|一般公共服务|3.50\n205|教育|1.50")
}

func TestSeamOfBordersIsAColumn(t *testing.T) {
	s := sheet.New(1).V(50, 100, 160).V(150, 100, 160).V(350, 100, 160)
	for _, y := range []float64{100, 120, 140, 160} {
		s.H(y, 50, 150).H(y, 150, 250).H(y, 250, 350) // drawn cell by cell
	}
	s.Text(53, 103, "项目名称").Text(155, 103, "某项目").Text(53, 123, "实施单位").Text(155, 123, "某局").Text(53, 143, "其他").Text(155, 143, "无")
	expect(t, tablesOf(s), "项目名称|某项目@1×2\n实施单位|某局@1×2\n其他|无@1×2")
}

func TestSpacerColumnGoes(t *testing.T) {
	xs := []float64{30, 50, 150, 250}
	s := sheet.New(1).Table(xs, sheet.Even(100, 20, 3), []string{"", "名称", "金额"}, []string{"", "甲", "1.00"}, []string{"", "乙", "2.00"})
	expect(t, tablesOf(s), "名称|金额\n甲|1.00\n乙|2.00")
}

func TestCaptionOverGrid(t *testing.T) {
	s := sheet.New(1).
		Text(50, 40, "预算05表").Text(150, 55, "一般公共预算支出表").
		Text(50, 75, "部门：某市审计局").Text(290, 75, "单位：万元").
		Table(threeColumns, sheet.Even(100, 20, 2), header, []string{"201", "服务", "1.00"}).
		Text(50, 145, "注：本表按功能分类列示。")
	got := tablesOf(s)
	expect(t, got, "科目编码|科目名称|合计\n201|服务|1.00")
	c := got[0].Caption
	if c.Number != "预算05表" || c.Title != "一般公共预算支出表" || c.Unit != "万元" || c.Department != "某市审计局" {
		t.Errorf("caption %+v", c)
	}
	if len(got[0].Notes) != 1 || got[0].Notes[0] != "注：本表按功能分类列示。" {
		t.Errorf("notes %q", got[0].Notes)
	}
}

func TestCaptionInsideGrid(t *testing.T) {
	ys := sheet.Even(100, 20, 5)
	s := sheet.New(1).V(50, 100, 200).V(350, 100, 200).V(150, 140, 200).V(250, 140, 200)
	for _, y := range ys {
		s.H(y, 50, 350)
	}
	s.Text(120, 103, "收支预算总表").Text(53, 123, "部门：某厅").Text(290, 123, "单位：千元").
		Rows(threeColumns, ys[2:], header, []string{"201", "服务", "1.00"}, []string{"205", "教育", "2.00"})
	got := tablesOf(s)
	expect(t, got, "科目编码|科目名称|合计\n201|服务|1.00\n205|教育|2.00")
	if c := got[0].Caption; c.Title != "收支预算总表" || c.Unit != "千元" || c.Department != "某厅" {
		t.Errorf("caption %+v", c)
	}
}

func TestCaptionAtFootOfPageBefore(t *testing.T) {
	first := sheet.New(1).Text(50, 700, "表2 收入总表").Text(50, 715, "单位：元")
	second := sheet.New(2).Table(threeColumns, sheet.Even(50, 20, 2), header, []string{"201", "服务", "1.00"})
	got := tablesOf(first, second)
	if len(got) != 1 || got[0].Number != "表2" || got[0].Title != "收入总表" || got[0].Unit != "元" {
		t.Errorf("tables %+v", got)
	}
}

func TestContinuation(t *testing.T) {
	body := func(n int, s *sheet.Sheet, top float64, rows ...[]string) *sheet.Sheet {
		return s.Table(threeColumns, sheet.Even(top, 20, len(rows)), rows...)
	}
	caption := func(s *sheet.Sheet) *sheet.Sheet {
		return s.Text(50, 60, "表3 支出总表").Text(290, 75, "单位：万元")
	}
	rowA, rowB := []string{"201", "服务", "1.00"}, []string{"205", "教育", "2.00"}
	joined := "科目编码|科目名称|合计\n201|服务|1.00\n205|教育|2.00"
	for _, c := range []struct {
		name          string
		first, second *sheet.Sheet
		want          []string
	}{
		{"nothing repeated", body(1, caption(sheet.New(1)), 100, header, rowA), body(2, sheet.New(2), 50, rowB), []string{joined}},
		{"header repeated", body(1, caption(sheet.New(1)), 100, header, rowA), body(2, sheet.New(2), 50, header, rowB), []string{joined}},
		{"caption and header repeated", body(1, caption(sheet.New(1)), 100, header, rowA), body(2, caption(sheet.New(2)), 100, header, rowB), []string{joined}},
		{"another caption", body(1, caption(sheet.New(1)), 100, header, rowA), body(2, sheet.New(2).Text(50, 75, "表4 收入总表"), 100, header, rowB),
			[]string{"科目编码|科目名称|合计\n201|服务|1.00", "科目编码|科目名称|合计\n205|教育|2.00"}},
		{"other columns", body(1, caption(sheet.New(1)), 100, header, rowA),
			sheet.New(2).Table([]float64{50, 110, 190, 290, 330, 350}, sheet.Even(50, 20, 1), []string{"1", "2", "3", "4", "5"}),
			[]string{"科目编码|科目名称|合计\n201|服务|1.00", "1|2|3|4|5"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, tablesOf(c.first, c.second), c.want...) })
	}
}

func TestFormOnEachPageIsATable(t *testing.T) {
	form := func(page int, name string) *sheet.Sheet {
		ys := sheet.Even(100, 20, 3)
		s := sheet.New(page).Text(50, 80, "表14 项目绩效目标表").H(100, 50, 350).H(120, 50, 350).H(140, 50, 350).H(160, 50, 350).
			V(50, 100, 160).V(150, 100, 160).V(350, 100, 160).V(250, 120, 160)
		return s.Text(53, ys[0]+3, "项目名称").Text(155, ys[0]+3, name).
			Rows(threeColumns, ys[1:], []string{"指标", "目标", "值"}, []string{"质量", "合格率", "95"})
	}
	got := tablesOf(form(1, "甲项目"), form(2, "乙项目"))
	expect(t, got, "项目名称|甲项目@1×2\n指标|目标|值\n质量|合格率|95", "项目名称|乙项目@1×2\n指标|目标|值\n质量|合格率|95")
	if got[0].HeaderRows != 0 {
		t.Errorf("a form has %d header rows", got[0].HeaderRows)
	}
}

func TestRowCutByPage(t *testing.T) {
	first := sheet.New(1).Table(threeColumns, sheet.Even(100, 20, 4), header, []string{"201", "服务", "1.00"}, []string{"205", "教育", "2.00"}, []string{"208", "社会保障和就", "12,437.3"})
	second := sheet.New(2).Table(threeColumns, sheet.Even(50, 20, 2), []string{"", "业支出", "6"}, []string{"210", "卫生", "4.00"})
	expect(t, tablesOf(first, second), `科目编码|科目名称|合计
		201|服务|1.00
		205|教育|2.00
		208|社会保障和就业支出|12,437.36
		210|卫生|4.00`)
}

func TestBlankStripUnderACutRow(t *testing.T) {
	rows := [][]string{header, {"201", "服务", "1.00"}, {"205", "教育", "2.00"}}
	blank := []string{"", "", ""}
	rest := [][]string{blank, {"210", "卫生", "4.00"}}
	cut := sheet.New(1).Table(threeColumns, []float64{100, 130, 160, 176}, rows...)
	uncut := sheet.New(1).Table(threeColumns, sheet.Even(100, 30, 3), rows...)
	next := func() *sheet.Sheet { return sheet.New(2).Table(threeColumns, sheet.Even(50, 30, 2), rest...) }
	expect(t, tablesOf(cut, next()), "科目编码|科目名称|合计\n201|服务|1.00\n205|教育|2.00\n210|卫生|4.00")
	// A really ruled blank row stays.
	expect(t, tablesOf(uncut, next()), "科目编码|科目名称|合计\n201|服务|1.00\n205|教育|2.00\n||\n210|卫生|4.00")
}

func TestMergedCellOverPageBreak(t *testing.T) {
	// The project's cell is open at the foot of page 1 and the head of page 2; its name stands on page 2,
	// one row below the row that belongs to it already on page 1.
	first := sheet.New(1).Text(50, 80, "表5 项目表").
		Grid(threeColumns, []float64{100, 120, 140}).H(160, 150, 350).V(50, 140, 160).V(150, 140, 160).V(250, 140, 160).V(350, 140, 160).
		Rows(threeColumns, []float64{100, 120, 140}, []string{"项目名称", "指标", "值"}, []string{"甲", "质量", "90"}, []string{"", "台式机", "12"})
	second := sheet.New(2).H(50, 150, 350).H(70, 150, 350).H(90, 50, 350).V(50, 50, 90).V(150, 50, 90).V(250, 50, 90).V(350, 50, 90).
		Rows(threeColumns, []float64{50, 70}, []string{"乙", "便携机", "3"}, []string{"", "满意度", "80"})
	expect(t, tablesOf(first, second), "项目名称|指标|值\n甲|质量|90\n乙@3×1|台式机|12\n便携机|3\n满意度|80")
}

func TestOverflowingTextStaysWhole(t *testing.T) {
	ys := sheet.Even(100, 20, 2)
	s := sheet.New(1).Grid([]float64{50, 100, 150, 200}, ys)
	s.Text(53, 103, "甲").Text(103, 103, "乙").Text(153, 103, "丙")
	s.Text(53, 123, "1,091.8718") // its last digit ends at 103: the ruling at 100 strikes through it
	s.Text(110, 123, "2.50").Text(153, 123, "37.58")
	expect(t, tablesOf(s), "甲|乙|丙\n1,091.8718|2.50|37.58")
}

func TestTouchingTextsOfTwoCellsStayApart(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 100, 200}, sheet.Even(100, 20, 2))
	s.Text(60, 103, "金额").Text(110, 103, "项目")
	s.Text(60, 123, "7,891.58一、服务") // ends its amount on the ruling
	expect(t, tablesOf(s), "金额|项目\n7,891.58|一、服务")
}

func TestOverlaysAreNoText(t *testing.T) {
	s := sheet.New(1).Table(threeColumns, sheet.Even(100, 20, 2), header, []string{"201", "服务", "1.00"})
	s.Text(160, 123, "密")
	s.Chars[len(s.Chars)-1].Turn = page.Slanted
	s.Text(260, 128, "专用章")
	for i := range 3 {
		s.Chars[len(s.Chars)-1-i].Gray = 0.3
	}
	s.Outlines = []page.Outline{{Rect: page.Rect{X0: 240, Top: 90, X1: 310, Bottom: 160}, Gray: 0.3}}
	expect(t, tablesOf(s), "科目编码|科目名称|合计\n201|服务|1.00")
}

func TestSidewaysPage(t *testing.T) {
	s := sheet.New(1).Table(threeColumns, sheet.Even(100, 20, 2), header, []string{"201", "服务", "1.00"})
	for turn := uint8(1); turn < 4; turn++ {
		p := s.Sideways(turn)
		got := Tables([]*page.Page{p}, settings.Default()).Tables
		expect(t, got, "科目编码|科目名称|合计\n201|服务|1.00")
		want := page.Rect{X0: 50, Top: 100, X1: 150, Bottom: 120}.Displayed(turn, p.Width, p.Height)
		if box := got[0].Cells[0].Regions[0].Rect; box != want {
			t.Errorf("turn %d: first cell at %v, want %v as displayed", turn, box, want)
		}
	}
}

func TestFurnitureIsLeftOut(t *testing.T) {
	var sheets []*sheet.Sheet
	for n := 1; n <= 4; n++ {
		sheets = append(sheets, sheet.New(n).Text(50, 20, "某市某局2026年度部门预算公开").Text(290, 780, "— "+string(rune('0'+n))+" —").
			Text(50, 300, "正文").Text(50, 400, string(rune('甲'+n))))
	}
	pages := make([]*page.Page, len(sheets))
	for i, s := range sheets {
		pages[i] = &s.Page
	}
	for _, l := range Tables(pages, settings.Default()).Lines {
		if l.Box.Top < 100 || l.Box.Top > 700 {
			t.Errorf("page %d keeps %q", l.Page, l.Text)
		}
	}
}

func TestWideTableOverTwoPages(t *testing.T) {
	left := sheet.New(1).Text(50, 80, "表6 项目支出表").Table(threeColumns, []float64{100, 140, 160, 185}, header, []string{"201", "服务", "3.00"}, []string{"205", "教育", "9.00"})
	right := sheet.New(2).Table([]float64{50, 120, 300}, []float64{100, 140, 160, 185}, []string{"基本支出", "项目支出"}, []string{"1.00", "2.00"}, []string{"4.00", "5.00"})
	got := tablesOf(left, right)
	expect(t, got, "科目编码|科目名称|合计|基本支出|项目支出\n201|服务|3.00|1.00|2.00\n205|教育|9.00|4.00|5.00")
	if pages := got[0].Pages; len(pages) != 2 || pages[1] != 2 {
		t.Errorf("pages %v", pages)
	}
}

func TestWideTableLeftHalvesFirst(t *testing.T) {
	ys := []float64{100, 140, 160, 185}
	rightColumns := []float64{50, 120, 300}
	got := tablesOf(
		sheet.New(1).Text(50, 80, "表6 项目支出表").Table(threeColumns, ys, header, []string{"201", "服务", "3.00"}, []string{"205", "教育", "9.00"}),
		sheet.New(2).Table(threeColumns, ys, []string{"208", "社保", "7.00"}, []string{"210", "卫生", "5.00"}, []string{"", "合计", "24.00"}),
		sheet.New(3).Table(rightColumns, ys, []string{"基本支出", "项目支出"}, []string{"1.00", "2.00"}, []string{"4.00", "5.00"}),
		sheet.New(4).Table(rightColumns, ys, []string{"7.00", ""}, []string{"2.00", "3.00"}, []string{"14.00", "10.00"}))
	expect(t, got, `科目编码|科目名称|合计|基本支出|项目支出
		201|服务|3.00|1.00|2.00
		205|教育|9.00|4.00|5.00
		208|社保|7.00|7.00|
		210|卫生|5.00|2.00|3.00
		|合计|24.00|14.00|10.00`)
}

func TestColumnsThatDifferBetweenPages(t *testing.T) {
	// The spacer column at the left is drawn on the first page only.
	first := sheet.New(1).Text(50, 80, "表3 支出总表").Table([]float64{40, 50, 150, 250, 350}, sheet.Even(100, 20, 2), []string{"", "科目编码", "科目名称", "合计"}, []string{"", "201", "服务", "1.00"})
	second := sheet.New(2).Table([]float64{50, 150, 250, 350}, sheet.Even(50, 20, 2), []string{"205", "教育", "2.00"}, []string{"208", "社保", "3.00"})
	expect(t, tablesOf(first, second), "科目编码|科目名称|合计\n201|服务|1.00\n205|教育|2.00\n208|社保|3.00")
}

func TestTwoTablesInOneGrid(t *testing.T) {
	ys := sheet.Even(100, 20, 6)
	s := sheet.New(1).H(100, 50, 350).V(50, 100, 220).V(350, 100, 220).Text(50, 80, "表8 政府性基金预算支出表")
	for _, y := range ys[1:] {
		s.H(y, 50, 350)
	}
	for _, x := range []float64{150, 250} {
		s.V(x, 100, 140).V(x, 160, 220)
	}
	s.Rows(threeColumns, ys, header, []string{"", "合计", "0"}).Text(120, 143, "表9 国有资本经营预算支出表").
		Rows(threeColumns, ys[3:], header, []string{"223", "国有资本", "1.00"}, []string{"", "合计", "1.00"})
	got := tablesOf(s)
	expect(t, got, "科目编码|科目名称|合计\n|合计|0", "科目编码|科目名称|合计\n223|国有资本|1.00\n|合计|1.00")
	if got[1].Number != "表9" || got[1].Title != "国有资本经营预算支出表" {
		t.Errorf("second caption %+v", got[1].Caption)
	}
}

// A header that stands again on its page goes on with the table over it, unless a total ended that.
func TestHeaderAgainUnderATotal(t *testing.T) {
	for last, want := range map[string][]string{
		"208": {"科目编码|科目名称|合计\n205|教育|1.00\n208|其他|1.00\n213|农林水|2.00"},
		"合计":  {"科目编码|科目名称|合计\n205|教育|1.00\n合计|其他|1.00", "科目编码|科目名称|合计\n213|农林水|2.00"},
	} {
		s := sheet.New(1).Table(threeColumns, sheet.Even(100, 20, 3), header, []string{"205", "教育", "1.00"}, []string{last, "其他", "1.00"}).
			Table(threeColumns, sheet.Even(180, 20, 2), header, []string{"213", "农林水", "2.00"})
		expect(t, tablesOf(s), want...)
	}
}

func TestTwoTablesSideBySide(t *testing.T) {
	left, right := []float64{50, 150, 250}, []float64{300, 400, 500}
	s := sheet.New(1).Text(80, 60, "表1 收入表").Text(330, 60, "表2 支出表").Text(190, 80, "单位：元").Text(440, 80, "单位：万元").
		Table(left, sheet.Even(100, 20, 2), []string{"项目", "金额"}, []string{"拨款", "1.00"}).
		Table(right, sheet.Even(100, 20, 3), []string{"科目", "金额"}, []string{"教育", "2.00"}, []string{"社保", "3.00"}).
		Text(300, 165, "注：右表不含结转。")
	got := tablesOf(s)
	expect(t, got, "项目|金额\n拨款|1.00", "科目|金额\n教育|2.00\n社保|3.00")
	for i, want := range []caption.Caption{{Number: "表1", Title: "收入表", Unit: "元"}, {Number: "表2", Title: "支出表", Unit: "万元"}} {
		if c := got[i].Caption; c.Number != want.Number || c.Title != want.Title || c.Unit != want.Unit {
			t.Errorf("caption %d is %+v", i, c)
		}
	}
}

func TestLineHalvedByPageBreakCountsOnce(t *testing.T) {
	// The line at the foot of page 1 stands at the head of page 2 again; page 1 lacks the point, of which it shows nothing.
	first := sheet.New(1).Text(50, 80, "表5 项目表").
		Grid(threeColumns, []float64{100, 120, 140}).H(160, 150, 350).V(50, 140, 160).V(150, 140, 160).V(250, 140, 160).V(350, 140, 160).
		Rows(threeColumns, []float64{100, 120, 140}, []string{"项目总额", "指标", "值"}, []string{"9.64", "质量", "90"}, []string{"26464", "数量", "12"})
	second := sheet.New(2).H(50, 150, 350).H(70, 150, 350).H(90, 50, 350).V(50, 50, 90).V(150, 50, 90).V(250, 50, 90).V(350, 50, 90).
		Rows(threeColumns, []float64{50, 70}, []string{"264.64", "时效", "3"}, []string{"", "满意度", "80"})
	expect(t, tablesOf(first, second), "项目总额|指标|值\n9.64|质量|90\n264.64@3×1|数量|12\n时效|3\n满意度|80")
}

func TestHeaderCutByPage(t *testing.T) {
	first := sheet.New(1).Text(50, 80, "表8 “三公”经费表").Table(threeColumns, []float64{100, 120}, []string{"合计", "因公出", "公务接"})
	second := sheet.New(2).Table(threeColumns, []float64{50, 70, 90}, []string{"", "国（境）费", "待费"}, []string{"3.00", "1.00", "2.00"})
	got := tablesOf(first, second)
	expect(t, got, "合计|因公出国（境）费|公务接待费\n3.00|1.00|2.00")
	if got[0].HeaderRows != 1 {
		t.Errorf("%d header rows, want 1", got[0].HeaderRows)
	}
}

func TestTextInColumnsDownward(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 100, 200}, []float64{100, 160, 180})
	for i, column := range []string{"项目资", "金总额"} { // the first column stands right
		for k, r := range []rune(column) {
			s.Text(80-15*float64(i), 103+12*float64(k), string(r))
		}
	}
	s.Text(103, 103, "12.00").Text(53, 163, "其他").Text(103, 163, "1.00")
	expect(t, tablesOf(s), "项目资金总额|12.00\n其他|1.00")
}

func TestUnitWrappedBesideTheDepartment(t *testing.T) {
	s := sheet.New(1).Text(50, 40, "公开09表").Text(300, 62, "单位：万").Text(50, 76, "部门名称：某院").Text(330, 76, "元").
		Table(threeColumns, sheet.Even(100, 20, 2), header, []string{"201", "服务", "1.00"})
	if c := tablesOf(s)[0].Caption; c.Unit != "万元" || c.Department != "某院" || c.Number != "公开09表" {
		t.Errorf("caption %+v", c)
	}
}

func TestOneTableForEachUnit(t *testing.T) {
	page := func(n int, unit, amount string) *sheet.Sheet {
		return sheet.New(n).Text(50, 60, "表8 行政经费表").Text(50, 80, "部门："+unit).Text(290, 80, "单位：万元").
			Table(threeColumns, sheet.Even(100, 20, 2), header, []string{"201", "行政经费", amount})
	}
	if got := tablesOf(page(1, "某局本级", "1.00"), page(2, "某信息中心", "2.00")); len(got) != 2 {
		t.Errorf("%d tables, want one for each department", len(got))
	}
	// Without departments the body that begins anew tells.
	bare := func(n int, amount string) *sheet.Sheet {
		return sheet.New(n).Text(50, 60, "表8 行政经费表").Table(threeColumns, sheet.Even(100, 20, 3), header, []string{"201", "行政经费", amount}, []string{"", "合计", amount})
	}
	if got := tablesOf(bare(1, "1.00"), bare(2, "2.00")); len(got) != 2 {
		t.Errorf("%d tables, want 2", len(got))
	}
}

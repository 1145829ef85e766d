package layout

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
	"yusuan/model/words"
)

// revenue prints a table of three columns without any line.
func revenue(s *sheet.Sheet) *sheet.Sheet {
	tops := sheet.Even(100, 18, 4)
	return s.Column(50, tops, "科目编码", "201", "2010101", "205", "合计").
		Column(130, tops, "科目名称", "一般公共服务支出", "行政运行", "教育支出").
		FlushRight(400, tops, "预算数", "1,200.50", "200.50", "99.00", "1,299.50")
}

const revenueTable = "科目编码|科目名称|预算数\n201|一般公共服务支出|1,200.50\n2010101|行政运行|200.50\n205|教育支出|99.00\n合计||1,299.50"

func TestTableWithoutLines(t *testing.T) {
	got := tablesOf(revenue(sheet.New(1)))
	expect(t, got, revenueTable)
	if got[0].Method != model.Aligned || got[0].Confidence >= 1 || got[0].HeaderRows != 1 {
		t.Errorf("method %s, confidence %v, %d header rows", got[0].Method, got[0].Confidence, got[0].HeaderRows)
	}
}

func TestCaptionStaysOverTableWithoutLines(t *testing.T) {
	s := sheet.New(1).Text(50, 60, "表2 支出总表").Text(50, 80, "部门：某局").Text(360, 80, "单位：万元")
	got := tablesOf(revenue(s))
	expect(t, got, revenueTable)
	if got[0].Number != "表2" || got[0].Title != "支出总表" || got[0].Unit != "万元" {
		t.Errorf("caption %+v", got[0].Caption)
	}
}

// Each way to print the same table with some lines or backgrounds gives the same cells.
func TestTableWithSomeLines(t *testing.T) {
	lines := func(s *sheet.Sheet, at ...float64) {
		for _, y := range at {
			s.H(y, 45, 405)
		}
	}
	for name, draw := range map[string]func(*sheet.Sheet){
		"over, under and below the header": func(s *sheet.Sheet) { lines(s, 96, 114, 186) },
		"under the header":                 func(s *sheet.Sheet) { lines(s, 114) },
		"between all rows":                 func(s *sheet.Sheet) { lines(s, 96, 114, 132, 150, 168, 186) },
		"between the columns":              func(s *sheet.Sheet) { s.V(120, 96, 186).V(250, 96, 186) },
		"backgrounds":                      func(s *sheet.Sheet) { s.Fill(45, 96, 405, 114).Fill(45, 132, 405, 150).Fill(45, 168, 405, 186) },
		"drawn cell by cell": func(s *sheet.Sheet) {
			for _, y := range []float64{96, 114, 132, 150, 168, 186} {
				s.H(y, 45, 120).H(y, 120, 250).H(y, 250, 405)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := revenue(sheet.New(1))
			draw(s)
			expect(t, tablesOf(s), revenueTable)
		})
	}
}

func TestSpanningHeaderOverPartialLine(t *testing.T) {
	tops := sheet.Even(140, 18, 2)
	s := sheet.New(1).H(96, 45, 450).H(114, 200, 450).H(134, 45, 450).H(196, 45, 450).
		Text(60, 110, "项目").Centred(325, 100, "预算数").Centred(240, 120, "合计").Centred(325, 120, "基本支出").Centred(410, 120, "项目支出").
		Column(50, tops, "教育", "水利", "合计").FlushRight(260, tops, "3.00", "5.00", "8.00").
		FlushRight(345, tops, "1.00", "2.00", "3.00").FlushRight(430, tops, "2.00", "3.00", "5.00")
	expect(t, tablesOf(s), "项目@2×1|预算数@1×3\n合计|基本支出|项目支出\n教育|3.00|1.00|2.00\n水利|5.00|2.00|3.00\n合计|8.00|3.00|5.00")
}

func TestSpanningHeaderByItsMiddle(t *testing.T) {
	tops := sheet.Even(136, 18, 3)
	s := sheet.New(1).Centred(125, 100, "收入").Centred(375, 100, "支出").
		Centred(90, 118, "项目").Centred(180, 118, "预算数").Centred(340, 118, "项目").Centred(430, 118, "预算数").
		Column(60, tops, "财政拨款", "事业收入", "", "合计").FlushRight(200, tops, "9.00", "1.00", "", "10.00").
		Column(310, tops, "教育支出", "水利支出", "住房支出", "合计").FlushRight(450, tops, "3.00", "5.00", "2.00", "10.00")
	expect(t, tablesOf(s), "收入@1×2|支出@1×2\n项目|预算数|项目|预算数\n财政拨款|9.00|教育支出|3.00\n事业收入|1.00|水利支出|5.00\n||住房支出|2.00\n合计|10.00|合计|10.00")
}

func TestColumnThatOnlyTheHeaderHas(t *testing.T) {
	tops := sheet.Even(100, 20, 4)
	s := sheet.New(1).Column(50, tops, "名称", "甲单位", "乙单位", "丙单位", "丁单位").
		FlushRight(220, tops, "合计", "1.00", "2.00", "3.00", "4.00").Text(260, 100, "上年结转").
		FlushRight(400, tops, "备用金", "5.00", "6.00", "7.00", "8.00")
	expect(t, tablesOf(s), "名称|合计|上年结转|备用金\n甲单位|1.00||5.00\n乙单位|2.00||6.00\n丙单位|3.00||7.00\n丁单位|4.00||8.00")
}

// Cells of several lines stand beside centred ones: their lines interleave.
func TestWrappedCells(t *testing.T) {
	s := sheet.New(1).Column(50, []float64{100, 131, 166, 201}, "序号", "1", "2", "3").
		Column(90, []float64{100, 125, 137, 166, 195, 207}, "项目名称", "防汛设施更新及", "应急物资储备", "水利建设", "农村饮水安全", "巩固提升").
		FlushRight(260, []float64{100, 131, 166, 201}, "金额", "1,297.54", "2,500.00", "318.00")
	expect(t, tablesOf(s), "序号|项目名称|金额\n1|防汛设施更新及应急物资储备|1,297.54\n2|水利建设|2,500.00\n3|农村饮水安全巩固提升|318.00")
}

func TestMergedCellCentredOverItsRows(t *testing.T) {
	tops := sheet.Even(100, 36, 4)
	s := sheet.New(1).Column(150, []float64{100, 130, 142, 172, 208, 238, 250}, "指标", "培训", "期数", "培训人数", "合格率", "满意", "程度").
		Column(250, tops, "指标值", "6期", "300人", "98%", "95%").
		Column(50, []float64{100, 154, 226}, "一级指标", "产出指标", "效益指标").
		FlushRight(380, tops, "分值", "10.0", "20.0", "30.0", "40.0")
	expect(t, tablesOf(s), "一级指标|指标|指标值|分值\n产出指标@2×1|培训期数|6期|10.0\n培训人数|300人|20.0\n效益指标@2×1|合格率|98%|30.0\n满意程度|95%|40.0")
}

func TestLabelThatGoesOnInTheNextLine(t *testing.T) {
	tops := []float64{100, 112, 124, 136, 148}
	s := sheet.New(1).Column(50, tops, "Region", "North and", "  east of it", "South", "West").
		FlushRight(300, tops, "2010", "5,100", "", "3,200", "1,700").FlushRight(400, tops, "2011", "5,300", "", "3,100", "1,900")
	expect(t, tablesOf(s), "Region|2010|2011\nNorth and east of it|5,100|5,300\nSouth|3,200|3,100\nWest|1,700|1,900")
}

func TestTypewriterTable(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "Proportion").Text(200, 100, "1.0").Text(250, 100, "1.1").Text(300, 100, "1.2").
		Text(50, 112, strings.Repeat("-", 60))
	for i, row := range [][3]string{{"800", "880", "960"}, {"160", "176", "192"}, {"120", "132", "144"}, {"100", "110", "121"}} {
		y := 124 + 12*float64(i)
		s.Text(50, y, fmt.Sprintf("0.%d ..........", 95-5*i)).Text(200, y, row[0]).Text(250, y, row[1]).Text(300, y, row[2])
	}
	expect(t, tablesOf(s), "Proportion|1.0|1.1|1.2\n0.95|800|880|960\n0.90|160|176|192\n0.85|120|132|144\n0.80|100|110|121")
}

func TestTableOfBoxDrawingCharacters(t *testing.T) {
	rule := func(ends string) string {
		r := []rune(ends)
		parts := []string{strings.Repeat("─", 21), strings.Repeat("─", 17), strings.Repeat("─", 17)}
		return string(r[0]) + strings.Join(parts, string(r[1])) + string(r[2])
	}
	s := sheet.New(1).Text(50, 100, rule("┌┬┐")).Text(50, 124, rule("├┼┤")).Text(50, 172, rule("└┴┘"))
	for i, row := range [][3]string{{"项目", "本年", "上年"}, {"教育", "12.00", "11.00"}, {"水利", "5.00", "4.00"}, {"合计", "17.00", "15.00"}} {
		y := []float64{112, 136, 148, 160}[i]
		for k, x := range []float64{50, 160, 250} {
			s.Text(x, y, "│").Text(x+12, y, row[k])
		}
		s.Text(340, y, "│")
	}
	expect(t, tablesOf(s), "项目|本年|上年\n教育|12.00|11.00\n水利|5.00|4.00\n合计|17.00|15.00")
}

func TestFrameAroundManyLines(t *testing.T) {
	xs := []float64{50, 200, 300, 400}
	s := sheet.New(1).Grid(xs, []float64{100, 120, 220}).Rows(xs, []float64{100}, []string{"科目", "本年度", "上年度"})
	tops := sheet.Even(124, 22, 3)
	s.Column(55, tops, "人事費", "業務費", "獎補助費", "設備").FlushRight(295, tops, "1,200", "300", "50", "7").FlushRight(395, tops, "1,100", "280", "60", "9")
	got := tablesOf(s)
	expect(t, got, "科目|本年度|上年度\n人事費|1,200|1,100\n業務費|300|280\n獎補助費|50|60\n設備|7|9")
	if got[0].Method != model.PartRuled {
		t.Errorf("method %s", got[0].Method)
	}
}

// A wrapped amount is one amount, however high its row is.
func TestFrameAroundWrappedAmountsStays(t *testing.T) {
	xs := []float64{50, 100, 140, 180}
	s := sheet.New(1).Table(xs, []float64{100, 120, 160}, []string{"名称", "合计", "基本"}, []string{"某局", "1,264,60\n2.38", "1,264,60\n2.38"})
	expect(t, tablesOf(s), "名称|合计|基本\n某局|1,264,602.38|1,264,602.38")
}

func TestRowsWithoutVerticalLines(t *testing.T) {
	xs, ys := []float64{50, 200, 300, 400}, sheet.Even(100, 20, 4)
	s := sheet.New(1)
	for _, y := range ys {
		s.H(y, 50, 400)
	}
	s.V(50, 100, 180).V(400, 100, 180).V(200, 100, 120).V(300, 100, 120)
	s.Rows(xs, ys, []string{"国家", "数量", "占比"}, []string{"甲", "5", "50%"}, []string{"乙", "3", "30%"}, []string{"丙", "2", "20%"})
	expect(t, tablesOf(s), "国家|数量|占比\n甲|5|50%\n乙|3|30%\n丙|2|20%")
}

func TestWhatIsNoTable(t *testing.T) {
	const words = "the quick brown fox jumps over the lazy dog and runs "
	for name, s := range map[string]*sheet.Sheet{
		"prose": func() *sheet.Sheet {
			s := sheet.New(1)
			for i := range 12 {
				s.Text(50, 100+14*float64(i), strings.Repeat(words, 3)[i:i+96])
			}
			return s
		}(),
		"prose in Chinese": func() *sheet.Sheet {
			s := sheet.New(1)
			for i := range 8 {
				s.Text(50, 100+16*float64(i), strings.Repeat("预算收支安排情况说明如下", 4))
			}
			return s
		}(),
		"two columns of text": func() *sheet.Sheet {
			s := sheet.New(1)
			for i := range 12 {
				s.Text(50, 100+14*float64(i), (words + words)[i:i+46]).Text(320, 100+14*float64(i), (words + words)[12-i:58-i])
			}
			return s
		}(),
		"list": sheet.New(1).Text(50, 100, "•").Text(70, 100, words).Text(50, 114, "•").Text(70, 114, words[4:]).
			Text(50, 128, "•").Text(70, 128, words[10:]).Text(50, 142, "•").Text(70, 142, words[16:]),
		"table of contents": func() *sheet.Sheet {
			s := sheet.New(1)
			for i := range 6 {
				s.Text(50, 100+16*float64(i), "第一部分 部门概况"+strings.Repeat(".", 40)).Text(400, 100+16*float64(i), fmt.Sprint(i+1))
			}
			return s
		}(),
		"address block": sheet.New(1).Text(50, 100, "联系人：张三").Text(300, 100, "电话：12345678").Text(50, 116, "地址：某路1号").Text(300, 116, "邮编：100000"),
		"chart":         chart(),
		"plot area whose lines are numbered beside it and under it": plot(func(s *sheet.Sheet, x, top float64, text string) { s.Text(x, top, text) }),
		"plot area numbered upward":                                 plot(upward),
		"rules around a page's text": sheet.New(1).H(60, 0, 595).H(780, 0, 595).V(80, 60, 780).
			Text(100, 100, words).Text(100, 114, words[4:]).Text(100, 128, words[10:]),
	} {
		t.Run(name, func(t *testing.T) {
			if got := tablesOf(s); len(got) > 0 {
				t.Errorf("%d tables:\n%s", len(got), show(got[0]))
			}
		})
	}
}

// chart draws a plot area with grid lines, a legend in it and labels at its axes.
func chart() *sheet.Sheet {
	s := sheet.New(1).Grid([]float64{100, 400}, sheet.Even(100, 30, 6))
	s.Text(300, 110, "Students").Text(150, 170, "Incidents")
	for i := range 7 {
		s.Text(80, 97+30*float64(i), fmt.Sprint(60-10*i))
	}
	for i := range 5 {
		s.Text(110+60*float64(i), 290, fmt.Sprint(1990+i))
	}
	return s
}

// plot draws bars with their values over grid lines that numbers beside them tell.
func plot(number func(s *sheet.Sheet, x, top float64, text string)) *sheet.Sheet {
	s := sheet.New(1).Grid([]float64{100, 200, 300, 400}, sheet.Even(100, 30, 4))
	for i := range 5 {
		number(s, 80, 95+30*float64(i), fmt.Sprint(80-20*i))
	}
	for i, top := range []float64{120, 150, 110} {
		s.Fill(120+100*float64(i), top+12, 180+100*float64(i), 220).Text(140+100*float64(i), top, fmt.Sprint(61.5-float64(i)))
	}
	return s
}

// upward shows a figure that runs up, in the middle of a line's height.
func upward(s *sheet.Sheet, x, top float64, text string) {
	for i, r := range text {
		s.Text(x, top, string(r))
		c, foot := &s.Chars[len(s.Chars)-1], top+5+2.5*float64(len(text))-5*float64(i)
		c.Turn, c.Box = 3, page.Rect{X0: x, Top: foot - 5, X1: x + 10, Bottom: foot}
	}
}

// A page of glyphs at random places ends without a panic and loses no glyph.
func TestNoGlyphIsLost(t *testing.T) {
	for seed := range uint64(40) {
		s := sheet.New(1)
		x := seed*2654435761 + 1
		next := func(n uint64) float64 { x = x*6364136223846793005 + 1442695040888963407; return float64(x >> 33 % n) }
		for range 60 {
			s.Text(20+10*next(50), 20+6*next(60), "123 456 abc"[int(next(6)):])
		}
		want := 0
		for _, c := range s.Chars {
			if c.Flags&page.Space == 0 {
				want++
			}
		}
		got := 0
		r := Tables([]*page.Page{&s.Page}, settings.Default())
		for _, table := range r.Tables {
			for _, c := range table.Cells {
				got += len(words.Unspaced(c.Text))
			}
			for _, n := range table.Notes {
				got += len(words.Unspaced(n))
			}
			for _, l := range table.Caption.Lines {
				got += len(words.Unspaced(l.Text))
			}
		}
		for _, l := range r.Lines {
			got += len(words.Unspaced(l.Text))
		}
		if got < want*9/10 { // page numbers and running heads are left out
			t.Errorf("seed %d: %d of %d glyphs are left", seed, got, want)
		}
	}
}

// The filled areas of a header end where rulings are drawn: a ruling over the whole width stays one.
func TestFilledHeaderUnderRulings(t *testing.T) {
	s := revenue(sheet.New(1))
	for _, y := range []float64{96, 114, 132, 150, 168, 186} {
		s.H(y, 45, 405)
	}
	s.Fill(45, 96, 120, 114).Fill(120, 96, 250, 114).Fill(250, 96, 405, 114)
	expect(t, tablesOf(s), revenueTable)
}

// A table of which only the header or some rows are filled goes on above and below them, however far apart its lines.
func TestTableReachesOverFilledAreas(t *testing.T) {
	tops := sheet.Even(100, 24, 4)
	for name, filled := range map[string][]int{"header": {0}, "one stripe": {2}, "two stripes": {1, 3}} {
		t.Run(name, func(t *testing.T) {
			s := sheet.New(1).Column(50, tops, "科目编码", "201", "2010101", "205", "合计").
				Column(130, tops, "科目名称", "一般公共服务支出", "行政运行", "教育支出").
				FlushRight(400, tops, "预算数", "1,200.50", "200.50", "99.00", "1,299.50")
			for _, k := range filled {
				s.Fill(45, tops[k]-7, 405, tops[k]+17)
			}
			got := tablesOf(s)
			expect(t, got, revenueTable)
			if got[0].HeaderRows != 1 {
				t.Errorf("%d header rows", got[0].HeaderRows)
			}
		})
	}
}

// A header of three levels tells its columns though the one row under it fills half of them, with amounts
// that stand nearer to the next head than to their own.
func TestHeadsTellColumns(t *testing.T) {
	for name, draw := range map[string]func(*sheet.Sheet){
		"three lines":   func(s *sheet.Sheet) { s.H(96, 40, 560).H(200, 40, 560).H(220, 40, 560) },
		"no line":       func(s *sheet.Sheet) { s.Text(250, 60, "表7 三公经费支出表") },
		"filled header": func(s *sheet.Sheet) { s.Fill(40, 96, 560, 200) },
	} {
		t.Run(name, func(t *testing.T) {
			s := sheet.New(1).Centred(300, 101, "预算数").Centred(105, 153, "合计").
				Centred(235, 147, "因公出国").Centred(235, 159, "费").
				Centred(430, 132, "公务用车费").Centred(365, 174, "小计").Centred(495, 174, "运行费").
				FlushRight(168, []float64{205}, "12.50").FlushRight(428, []float64{205}, "8.00").FlushRight(558, []float64{205}, "8.00")
			draw(s)
			expect(t, tablesOf(s), "预算数@1×4\n合计@2×1|因公出国费@2×1|公务用车费@1×2\n小计|运行费\n12.50||8.00|8.00")
		})
	}
}

// A page on which a column stays blank goes on with the columns of the page before.
func TestBlankColumnOnNextPage(t *testing.T) {
	expect(t, tablesOf(blankColumnOnNextPage()), "科目|合计|基本|项目\n教育支出|7.00|3.00|4.00\n住房支出|8.00|4.00|4.00\n农林支出|9.00|5.00|4.00\n其他支出|5.00|1.00|4.00\n"+
		"水利|100.00||100.00\n农业|200.00||200.00\n能源|300.00||300.00")
}

func blankColumnOnNextPage() (first, next *sheet.Sheet) {
	lines := func(s *sheet.Sheet, tops []float64) *sheet.Sheet {
		for _, y := range tops {
			s.H(y-4, 45, 405).H(y+14, 45, 405)
		}
		return s
	}
	tops, further := sheet.Even(100, 18, 4), sheet.Even(60, 18, 2)
	first = lines(sheet.New(1), tops).Column(50, tops, "科目", "教育支出", "住房支出", "农林支出", "其他支出").
		FlushRight(200, tops, "合计", "7.00", "8.00", "9.00", "5.00").
		FlushRight(300, tops, "基本", "3.00", "4.00", "5.00", "1.00").FlushRight(400, tops, "项目", "4.00", "4.00", "4.00", "4.00")
	next = lines(sheet.New(2), further).Column(50, further, "水利", "农业", "能源").FlushRight(200, further, "100.00", "200.00", "300.00").
		FlushRight(400, further, "100.00", "200.00", "300.00")
	return first, next
}

// Without lines between the rows, the heights at which sides begin part the header, and list marks the body.
func TestHeaderPartedByItsSides(t *testing.T) {
	expect(t, tablesOf(partedBySides()), "收入@1×2|支出@1×2\n项目|预算数|项目|预算数\n栏次|1|栏次|2\n一、拨款收入|5.00|一、公共服务|3.00\n"+
		"二、事业收入|2.00|二、外交支出|\n三、经营收入||三、国防支出|\n四、其他收入||四、教育支出|4.00\n合计|7.00|合计|7.00")
}

func partedBySides() *sheet.Sheet {
	tops := sheet.Even(160, 18, 4)
	return sheet.New(1).H(96, 40, 440).H(156, 40, 440).H(250, 40, 440).V(40, 96, 250).V(440, 96, 250).
		V(240, 96, 250).V(140, 116, 250).V(340, 116, 250).
		Centred(140, 101, "收入").Centred(340, 101, "支出").
		Centred(90, 121, "项目").Centred(190, 121, "预算数").Centred(290, 121, "项目").Centred(390, 121, "预算数").
		Centred(90, 141, "栏次").Centred(190, 141, "1").Centred(290, 141, "栏次").Centred(390, 141, "2").
		Column(43, tops, "一、拨款收入", "二、事业收入", "三、经营收入", "四、其他收入", "合计").FlushRight(237, tops, "5.00", "2.00", "", "", "7.00").
		Column(243, tops, "一、公共服务", "二、外交支出", "三、国防支出", "四、教育支出", "合计").FlushRight(437, tops, "3.00", "", "", "4.00", "7.00")
}

// Without any line, heads of two levels that are centred over their columns make the table's header, though they
// have no white space in common; rows of which one half is blank go on with it.
func TestHeaderOfTwoLevelsWithoutLines(t *testing.T) {
	tops := sheet.Even(140, 18, 5)
	s := sheet.New(1).Text(200, 60, "表1 收支总表").
		Centred(140, 100, "收入").Centred(340, 100, "支出").
		Centred(90, 118, "项目").Centred(190, 118, "预算数").Centred(290, 118, "项目").Centred(390, 118, "预算数").
		Column(43, tops, "一、拨款收入", "二、事业收入", "", "", "", "合计").FlushRight(237, tops, "7.00", "", "", "", "", "7.00").
		Column(243, tops, "一、公共服务", "二、外交支出", "三、国防支出", "四、教育支出", "五、其他支出", "合计").
		FlushRight(437, tops, "3.00", "", "", "4.00", "", "7.00")
	expect(t, tablesOf(s), "收入@1×2|支出@1×2\n项目|预算数|项目|预算数\n一、拨款收入|7.00|一、公共服务|3.00\n二、事业收入||二、外交支出|\n"+
		"||三、国防支出|\n||四、教育支出|4.00\n||五、其他支出|\n合计|7.00|合计|7.00")
}

// Lines only between the columns: wrapped cells, centred beside each other, make rows where space parts them.
func TestRowsOfWrappedCellsBetweenSides(t *testing.T) {
	s := sheet.New(1).H(96, 40, 340).H(116, 40, 340).H(240, 40, 340)
	for _, x := range []float64{40, 160, 240, 340} {
		s.V(x, 96, 240)
	}
	s.Centred(100, 101, "项目").Centred(200, 101, "金额").Centred(290, 101, "目标").
		Column(43, []float64{120, 131, 160, 194, 205}, "监测网络运行维护", "费", "设备购置", "信息系统运行维护", "费").
		FlushRight(237, []float64{126, 160, 200}, "5.00", "7.00", "9.00").
		Column(243, []float64{120, 131, 154, 165, 200}, "网络正常运行数据", "准确", "设备按时到位验收", "合格", "系统稳定")
	expect(t, tablesOf(s), "项目|金额|目标\n监测网络运行维护费|5.00|网络正常运行数据准确\n设备购置|7.00|设备按时到位验收合格\n信息系统运行维护费|9.00|系统稳定")
}

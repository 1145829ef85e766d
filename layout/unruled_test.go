package layout

import (
	"testing"

	"yusuan/layout/internal/sheet"
)

// english prints rows of a label and two amounts.
func english(s *sheet.Sheet, tops []float64, labels, first, second []string) *sheet.Sheet {
	return s.Column(50, tops, labels...).FlushRight(300, tops, first...).FlushRight(400, tops, second...)
}

// A header between two rulings goes on below, however far apart its rows stand, though no ruling is at their foot.
func TestRuledHeaderGoesOnBelow(t *testing.T) {
	tops := sheet.Even(100, 32, 4)
	s := sheet.New(1).H(94, 45, 405).H(118, 45, 405)
	english(s, tops, []string{"Program", "Parks", "Roads:", "Streets", "Total"}, []string{"Actual", "1,200", "", "400", "1,600"}, []string{"Adopted", "98", "", "61,000", "61,098"})
	expect(t, tablesOf(s), "Program|Actual|Adopted\nParks|1,200|98\nRoads:||\nStreets|400|61,000\nTotal|1,600|61,098")
}

// firstOfTwo is a page with a table that goes on: its columns are told by white space alone.
func firstOfTwo() *sheet.Sheet {
	return english(sheet.New(1), sheet.Even(100, 18, 3), []string{"Program", "Parks", "Roads", "Schools"}, []string{"Actual", "1,200", "7", "250"}, []string{"Adopted", "98", "12", "30"})
}

const firstOfTwoTable = "Program|Actual|Adopted\nParks|1,200|98\nRoads|7|12\nSchools|250|30\n"

// The white space of two pages with one table need not have one middle: what is common to both parts the columns. A
// page may begin with a label alone.
func TestColumnsThatTwoPagesTellTogether(t *testing.T) {
	next := english(sheet.New(2), sheet.Even(60, 18, 3), []string{"Debt Service:", "Principal and interest of bonds", "Fees", "Total"}, []string{"", "1,949,000.50", "2", "5"}, []string{"", "90", "77", "1,234.5"})
	expect(t, tablesOf(firstOfTwo(), next), firstOfTwoTable+"Debt Service:||\nPrincipal and interest of bonds|1,949,000.50|90\nFees|2|77\nTotal|5|1,234.5")
}

// One row at the head of the next page is the table's last, unless text stands over it or it keeps to other columns.
func TestLastRowOnNextPage(t *testing.T) {
	row := func() *sheet.Sheet {
		return english(sheet.New(2), []float64{60}, []string{"Total"}, []string{"1,457"}, []string{"140"})
	}
	expect(t, tablesOf(firstOfTwo(), row()), firstOfTwoTable+"Total|1,457|140")
	expect(t, tablesOf(firstOfTwo(), row().Text(50, 40, "What the council decided in its meeting of May")), firstOfTwoTable[:len(firstOfTwoTable)-1])
	other := sheet.New(2).Text(50, 60, "Total").FlushRight(350, []float64{60}, "1,457").FlushRight(460, []float64{60}, "140")
	expect(t, tablesOf(firstOfTwo(), other), firstOfTwoTable[:len(firstOfTwoTable)-1])
}

// Rows between rulings go on from the page before: the one over the first ruling is theirs.
func TestRowOverFirstRulingOfPage(t *testing.T) {
	rules := func(s *sheet.Sheet, from float64, n int) *sheet.Sheet {
		for _, y := range sheet.Even(from, 18, n) {
			s.H(y, 45, 405)
		}
		return s
	}
	next := english(sheet.New(2), sheet.Even(60, 18, 2), []string{"Police", "Courts", "Total"}, []string{"11", "12", "23"}, []string{"5", "6", "11"})
	expect(t, tablesOf(rules(firstOfTwo(), 96, 4), rules(next, 74, 2)), firstOfTwoTable+"Police|11|5\nCourts|12|6\nTotal|23|11")
}

// Figures of one length begin at one place, but end where longer ones do: they are one column.
func TestFiguresFlushRightAreOneColumn(t *testing.T) {
	tops := sheet.Even(100, 18, 7)
	s := sheet.New(1).Column(50, tops, "Program", "Parks", "Roads", "Schools", "Police", "Courts", "Aquatics", "Total").
		FlushRight(300, tops, "Estimate", "7,333.5", "5,595.0", "4,727.8", "9,539.2", "2,875.1", "178,813.7", "208,844.3").FlushRight(400, tops, "Share", "1", "2", "3", "4", "5", "6", "21")
	expect(t, tablesOf(s), "Program|Estimate|Share\nParks|7,333.5|1\nRoads|5,595.0|2\nSchools|4,727.8|3\nPolice|9,539.2|4\nCourts|2,875.1|5\nAquatics|178,813.7|6\nTotal|208,844.3|21")
}

// A label whose first line is set in goes on at its column's left edge, with the figures beside its middle or its foot.
func TestLabelGoesOnAtLeftEdge(t *testing.T) {
	for name, figures := range map[string][]float64{"middle": {100, 130, 166, 202, 238}, "foot": {100, 130, 172, 202, 244}} {
		t.Run(name, func(t *testing.T) {
			s := sheet.New(1).Column(50, []float64{100, 130, 172, 202, 244}, "项目", "农林支出", "开发支出", "教育支出", "补助").
				Column(70, []float64{160, 232}, "其他技术研究与", "社会保险待遇和").
				FlushRight(300, figures, "合计", "7.00", "5.00", "3.00", "2.00").FlushRight(400, figures, "基本支出", "6.00", "4.00", "2.00", "1.00")
			expect(t, tablesOf(s), "项目|合计|基本支出\n农林支出|7.00|6.00\n其他技术研究与开发支出|5.00|4.00\n教育支出|3.00|2.00\n社会保险待遇和补助|2.00|1.00")
		})
	}
}

// A ruling that runs on under two heads tells the span of neither.
func TestRulingUnderTwoHeads(t *testing.T) {
	tops := sheet.Even(140, 18, 2)
	s := sheet.New(1).H(96, 45, 450).H(114, 120, 450).H(134, 45, 450).H(196, 45, 450).
		Text(50, 110, "Program").Centred(200, 100, "FY 2025").Centred(370, 100, "FY 2026").
		Centred(160, 120, "Adopted").Centred(240, 120, "Actual").Centred(330, 120, "Adopted").Centred(410, 120, "Actual").
		Column(50, tops, "Parks", "Roads", "Total").FlushRight(180, tops, "3.00", "5.00", "8.00").FlushRight(260, tops, "1.00", "2.00", "3.00").
		FlushRight(350, tops, "2.00", "3.00", "5.00").FlushRight(430, tops, "7.00", "8.00", "15.00")
	expect(t, tablesOf(s), "Program@2×1|FY 2025@1×2|FY 2026@1×2\nAdopted|Actual|Adopted|Actual\nParks|3.00|1.00|2.00|7.00\nRoads|5.00|2.00|3.00|8.00\nTotal|8.00|3.00|5.00|15.00")
}

// Of heads of three levels, close over each other, the upper is no first line of the middle one: beside that stand heads
// which do not reach up to the top.
func TestHeadsOfThreeLevelsCloseTogether(t *testing.T) {
	tops := sheet.Even(146, 18, 3)
	s := sheet.New(1).Centred(310, 100, "预算数").Centred(80, 113, "科目名称").Centred(150, 113, "合计").Centred(305, 113, "基本支出").
		Centred(210, 119, "小计").Centred(410, 119, "项目支出").Centred(265, 126, "人员经费").Centred(345, 126, "公用经费").
		Column(50, tops, "教育支出", "水利支出", "农林支出", "住房支出")
	for i, x := range []float64{150, 210, 265, 345, 410} {
		for k, y := range tops {
			s.Centred(x, y, string(rune('1'+i))+string(rune('1'+k))+".5")
		}
	}
	expect(t, tablesOf(s), "科目名称@3×1|合计@3×1|预算数@1×4\n小计@2×1|基本支出@1×2|项目支出@2×1\n人员经费|公用经费\n教育支出|11.5|21.5|31.5|41.5|51.5\n"+
		"水利支出|12.5|22.5|32.5|42.5|52.5\n农林支出|13.5|23.5|33.5|43.5|53.5\n住房支出|14.5|24.5|34.5|44.5|54.5")
}

// A row that numbers the columns is a row of its own where it is blank as well.
func TestBlankPlaceInRowOfNumbers(t *testing.T) {
	tops := sheet.Even(100, 18, 4)
	s := sheet.New(1).Column(50, tops, "预算科目", "", "教育支出", "水利支出", "农林支出").FlushRight(300, tops, "执行数", "A", "7.00", "5.00", "3.00").FlushRight(400, tops, "预算数", "B", "6.00", "4.00", "2.00")
	got := tablesOf(s)
	expect(t, got, "预算科目|执行数|预算数\n|A|B\n教育支出|7.00|6.00\n水利支出|5.00|4.00\n农林支出|3.00|2.00")
	if got[0].HeaderRows != 2 {
		t.Errorf("%d header rows", got[0].HeaderRows)
	}
}

// Stripes behind every other row part no table, and the label over the first of them is no header.
func TestStripesUnderLabel(t *testing.T) {
	tops := sheet.Even(100, 22, 6)
	s := sheet.New(1)
	english(s, tops, []string{"Program", "Public Safety:", "Police", "Courts", "Prisons", "Fire", "Total"}, []string{"Actual", "", "11", "12", "13", "14", "50"}, []string{"Adopted", "", "5", "6", "7", "8", "26"})
	for _, k := range []int{2, 4, 6} {
		s.Fill(45, tops[k]-6, 150, tops[k]+16).Fill(150, tops[k]-6, 405, tops[k]+16)
	}
	got := tablesOf(s)
	expect(t, got, "Program|Actual|Adopted\nPublic Safety:||\nPolice|11|5\nCourts|12|6\nPrisons|13|7\nFire|14|8\nTotal|50|26")
	if got[0].HeaderRows != 1 {
		t.Errorf("%d header rows", got[0].HeaderRows)
	}
}

// A heading at a page's foot heads the rows of the next page, as others of the table do.
func TestHeadingAtFootOfPage(t *testing.T) {
	first := english(sheet.New(1), sheet.Even(100, 18, 6), []string{"Program", "Safety", "Police", "Courts", "Fire", "Total Safety", "Works"}, []string{"Actual", "", "11", "12", "13", "36", ""}, []string{"Adopted", "", "5", "6", "7", "18", ""})
	next := english(sheet.New(2), sheet.Even(60, 18, 2), []string{"Streets", "Sewers", "Total Works"}, []string{"1", "2", "3"}, []string{"4", "5", "9"})
	expect(t, tablesOf(first, next), "Program|Actual|Adopted\nSafety||\nPolice|11|5\nCourts|12|6\nFire|13|7\nTotal Safety|36|18\nWorks||\nStreets|1|4\nSewers|2|5\nTotal Works|3|9")
}

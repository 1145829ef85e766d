package layout

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
)

// bodyOf is a header of three columns over one row, 20 points to 100, in which records stand.
func bodyOf() *sheet.Sheet {
	xs := []float64{50, 250, 350, 450}
	return sheet.New(1).Grid(xs, []float64{80, 100, 250}).Rows(xs, []float64{80}, []string{"项目", "上年数", "预算数"})
}

// Under a ruled head nothing parts the rows: what stands beside each other is one, and a label keeps to its number.
func TestRecordsBetweenTwoRulings(t *testing.T) {
	tests := []struct {
		name  string
		sheet func() *sheet.Sheet
		want  string
	}{
		{"a wrapped label stands with its number, wherever beside it", func() *sheet.Sheet {
			s := bodyOf()
			return s.Column(53, []float64{104, 126, 138, 160}, "一、教育支出", "普通教育和职业教育以及特殊教育的各项支", "出", "其他支出").
				FlushRight(347, []float64{104, 132, 160}, "5.00", "3.00", "2.00").FlushRight(447, []float64{104, 132, 160}, "6.00", "4.00", "2.00")
		}, "项目|上年数|预算数\n一、教育支出|5.00|6.00\n普通教育和职业教育以及特殊教育的各项支出|3.00|4.00\n其他支出|2.00|2.00"},
		{"labels without numbers at the distance of rows are rows, though hardly any row has one", func() *sheet.Sheet {
			s := bodyOf()
			tops := sheet.Even(104, 14, 6)
			return s.Column(53, tops, "改革成本支出", "移交补助支出", "退休人员补助", "资本金注入", "结构调整支出", "支出总计").
				FlushRight(347, []float64{tops[0], tops[5]}, "1", "1").FlushRight(447, []float64{tops[0], tops[5]}, "1", "1")
		}, "项目|上年数|预算数\n改革成本支出|1|1\n移交补助支出||\n退休人员补助||\n资本金注入||\n结构调整支出||\n支出总计|1|1"},
		{"a text for each record is none over all of them", func() *sheet.Sheet {
			xs := []float64{50, 150, 300, 400}
			s := sheet.New(1).Grid(xs, []float64{80, 100, 163}).Rows(xs, []float64{80}, []string{"项目", "单位", "预算数"})
			tops := sheet.Even(104, 11, 5)
			return s.Column(53, tops, "甲项目", "乙项目", "丙项目", "丁项目", "戊项目").Column(153, tops, "农业局", "水务局", "交通局", "教育局", "民政局").
				FlushRight(397, tops, "1.00", "2.00", "3.00", "4.00", "5.00")
		}, "项目|单位|预算数\n甲项目|农业局|1.00\n乙项目|水务局|2.00\n丙项目|交通局|3.00\n丁项目|教育局|4.00\n戊项目|民政局|5.00"},
		{"a code over its name is one label with it", func() *sheet.Sheet {
			s := bodyOf()
			return s.Column(53, []float64{104, 116, 140, 152, 176, 188}, "37020100400", "教育文化业务", "37020100600", "经济建设业务", "37020100800", "社会福利业务").
				FlushRight(347, []float64{104, 140, 176}, "63.10", "22.80", "109.00").FlushRight(447, []float64{104, 140, 176}, "61.50", "20.80", "112.10")
		}, "项目|上年数|预算数\n37020100400教育文化业务|63.10|61.50\n37020100600经济建设业务|22.80|20.80\n37020100800社会福利业务|109.00|112.10"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { expect(t, tablesOf(test.sheet()), test.want) })
	}
}

// A line set bold begins a record, however close it stands to the one above.
func TestBoldLineBeginsARecord(t *testing.T) {
	s := bodyOf()
	tops := sheet.Even(104, 11, 4)
	s.Column(53, tops, "其他工资福利支出", "商品和服务支出", "办公经费", "会议费").
		FlushRight(347, []float64{tops[0], tops[2], tops[3]}, "404.00", "66.40", "5.00").FlushRight(447, []float64{tops[0], tops[2], tops[3]}, "5,617.10", "2,532.50", "7.00")
	for i := range s.Page.Chars {
		if c := &s.Page.Chars[i]; c.Box.X0 < 250 && c.Box.Top >= tops[1] && c.Box.Top < tops[2] {
			c.Flags |= page.Bold
		}
	}
	expect(t, tablesOf(s), "项目|上年数|预算数\n其他工资福利支出|404.00|5,617.10\n商品和服务支出||\n办公经费|66.40|2,532.50\n会议费|5.00|7.00")
}

// Two values in the cells of one row, among rows of one value each, are two values of that row.
func TestTwoValuesOfARow(t *testing.T) {
	xs := []float64{50, 250, 350, 450}
	s := sheet.New(1).Table(xs, []float64{80, 100, 130, 160, 190}, []string{"项目", "上年数", "预算数"},
		[]string{"教育支出", "5.00", "6.00"}, []string{"行政支出", "120.00\n35.50", "120.00\n35.50"}, []string{"其他支出", "2.00", "2.00"})
	expect(t, tablesOf(s), `项目|上年数|预算数
教育支出|5.00|6.00
行政支出|120.00\n35.50|120.00\n35.50
其他支出|2.00|2.00`)
}

// The page in the middle of a table has nothing but the rules between its columns.
func TestPageWithRulesBetweenColumnsAlone(t *testing.T) {
	s := sheet.New(1).V(50, 80, 200).V(250, 80, 200).V(350, 80, 200).V(450, 80, 200)
	s.Column(53, []float64{84, 104, 116, 136, 156}, "公务接待费", "因公出国（境）的团组和人员的国际旅费和公杂费", "用", "维修费", "会议费").
		FlushRight(347, []float64{84, 104, 136, 156}, "2,115", "8,835", "9,457", "686").FlushRight(447, []float64{84, 104, 136, 156}, "86,333", "591,043", "239", "925")
	expect(t, tablesOf(s), "公务接待费|2,115|86,333\n因公出国（境）的团组和人员的国际旅费和公杂费用|8,835|591,043\n维修费|9,457|239\n会议费|686|925")
}

// Labels stand left of the frame, that of the header beside both of its rows.
func TestLabelsOutsideOfTheFrame(t *testing.T) {
	xs := []float64{250, 350, 450}
	s := sheet.New(1).H(80, 250, 450).H(100, 250, 450).H(120, 250, 450).H(140, 250, 450).H(160, 250, 450).V(250, 80, 160).V(350, 100, 160).V(450, 80, 160)
	s.Centred(350, 84, "2026年").Rows(xs, []float64{100, 120, 140}, []string{"预算数", "执行数"}, []string{"5.00", "6.00"}, []string{"7.00", "8.00"})
	s.Text(120, 95, "项目").Column(100, []float64{124, 144}, "债务余额", "债务限额")
	expect(t, tablesOf(s), "项目@2×1|2026年@1×2\n预算数|执行数\n债务余额|5.00|6.00\n债务限额|7.00|8.00")
}

// The raised mark behind a figure that runs over its column stands with the figure.
func TestRaisedMarkOverAColumn(t *testing.T) {
	xs := []float64{50, 150, 191, 250}
	s := sheet.New(1).Table(xs, []float64{80, 100, 120}, []string{"项目", "合计", "基本"}, []string{"教育", "", ""})
	s.Text(150, 104, "4,648,422").Sized(195.2, 103, 5, "2").Text(205, 104, "704.90")
	expect(t, tablesOf(s), "项目|合计|基本\n教育|4,648,422 2|704.90")
}

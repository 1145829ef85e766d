package page_test

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestCellTextJoinsWraps(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		fit            page.Fit
	}{
		{"CJK", "一般公共服\n务支出", "一般公共服务支出", page.Fit{}},
		{"amount", "811,669.9\n7", "811,669.97", page.Fit{}},
		{"code and name", "11000024T0000028722\n09-审计质量", "11000024T000002872209-审计质量", page.Fit{}},
		{"Latin words", "Total public\nexpenditure", "Total public expenditure", page.Fit{}},
		{"number spaced by its font", "1, 091. 871800", "1,091.871800", page.Fit{}},
		{"two numbers", "12.50 13.75", "12.50 13.75", page.Fit{}},
		{"printed space", "收 入", "收 入", page.Fit{}},
		{"stacked label", "绩\n效\n指\n标", "绩效指标", page.Fit{}},
		{"numbered paragraphs", "1.完成全年的各项任务和有关工作\n2.提高效率\n3.质量", "1.完成全年的各项任务和有关工作\n2.提高效率\n3.质量", page.Fit{}},
		{"sentence that ends early", "第一阶段检查工作全面完成并且验收；\n第二阶段。\n目标2：按期完成全部工作任务并验收", "第一阶段检查工作全面完成并且验收；第二阶段。\n目标2：按期完成全部工作任务并验收", page.Fit{}},
		{"centred head", "一般公共预算\n支出", "一般公共预算支出", page.Fit{}},
		{"figure under a Latin word", "Unit price\n2024\nRMB", "Unit price 2024 RMB", page.Fit{Width: 300}},
		{"bracket under a Latin word", "PM 2.5\n(ug/m3) daily", "PM 2.5 (ug/m3) daily", page.Fit{Width: 300}},
		{"figure behind a bracket in CJK text", "更新刑事警务装备(2年1换)\n13,010元", "更新刑事警务装备(2年1换)13,010元", page.Fit{Width: 300}},
		{"figure behind a relation", "年度指标值:≥\n600家企业参加", "年度指标值:≥600家企业参加", page.Fit{Width: 300}},
		{"markup stays", "<p>目标一</p>\n<p>目标二</p>", "<p>目标一</p><p>目标二</p>", page.Fit{}},
	} {
		s := sheet.New(1).Rows([]float64{50}, []float64{100}, []string{c.in})
		if got := page.ContentOf(s.Chars, c.fit, settings.Default()).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRaisedFractionStaysOnItsLine(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "174,900").Text(85, 103, ".64")
	if got := page.ContentOf(s.Chars, page.Fit{}, settings.Default()); got.Text != "174,900.64" || got.FirstLine != got.Text {
		t.Errorf("%q, first line %q", got.Text, got.FirstLine)
	}
}

// TestMarksOfFootnotesStandApart: a raised mark is none of the figure's digits.
func TestMarksOfFootnotesStandApart(t *testing.T) {
	for _, c := range []struct {
		name, figure, mark, want string
		size, rise               float64
	}{
		{"raised and small", "1,320.50", "1", "1,320.50 1", 6, 4},
		{"of two digits", "1,320.50", "12", "1,320.50 12", 6, 4},
		{"behind a percentage", "12.5%", "1", "12.5% 1", 6, 4},
		{"behind a word", "合计", "1", "合计1", 6, 4},
		{"small on the baseline", "1,320.50", "1", "1,320.501", 6, 0},
		{"raised and as large", "1,320.50", "1", "1,320.501", 10, 4},
	} {
		s := sheet.New(1).Text(50, 100, c.figure)
		from, x := len(s.Chars), s.Chars[len(s.Chars)-1].Box.X1
		s.Text(x, 100, c.mark)
		for i := from; i < len(s.Chars); i++ {
			mark := &s.Chars[i]
			mark.Size, mark.Y = c.size, mark.Y-c.rise
			mark.Box.Top, mark.Box.Bottom = mark.Y-0.8*c.size, mark.Y+0.2*c.size
		}
		if got := page.ContentOf(s.Chars, page.Fit{}, settings.Default()).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestSpaceBetweenDigitsCountsByItsWidth: the same digits are one number or two.
func TestSpaceBetweenDigitsCountsByItsWidth(t *testing.T) {
	for _, c := range []struct {
		name string
		gap  float64 // points between two texts of 10 pt
		a, b string
		want string
	}{
		{"a painted space that shows none", -3.5, "8,89 ", "7.19", "8,897.19"},
		{"thousands", 3, "12", "345.00", "12345.00"},
		{"two numbers that would be thousands", 8, "12", "345.00", "12 345.00"},
		{"two years", 3, "2024", "2025", "2024 2025"},
		{"two amounts", 3, "12.50", "13.75", "12.50 13.75"},
		{"a separator in a wide cell", 5, "1,", "234.00", "1,234.00"},
		{"digits that are all set apart", 0, "1 2 3 . 4 5", "", "123.45"},
	} {
		s := sheet.New(1).Text(50, 100, c.a)
		s.Text(s.Chars[len(s.Chars)-1].Box.X1+c.gap, 100, c.b)
		if got := page.ContentOf(s.Chars, page.Fit{}, settings.Default()).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTurnedText(t *testing.T) {
	for turn := uint8(1); turn < 4; turn++ {
		s := sheet.New(1).Text(50, 100, "绩效指标").Text(50, 112, "说明")
		for i := range s.Chars {
			s.Chars[i].Box, s.Chars[i].Turn = s.Chars[i].Box.Displayed(turn, 800, 600), turn
		}
		if got := page.ContentOf(s.Chars, page.Fit{}, settings.Default()).Text; got != "绩效指标说明" {
			t.Errorf("turn %d: %q", turn, got)
		}
	}
}

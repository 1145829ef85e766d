package page_test

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestCellTextJoinsWraps(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"CJK", "一般公共服\n务支出", "一般公共服务支出"},
		{"amount", "811,669.9\n7", "811,669.97"},
		{"code and name", "11000024T0000028722\n09-审计质量", "11000024T000002872209-审计质量"},
		{"Latin words", "Total public\nexpenditure", "Total public expenditure"},
		{"number spaced by its font", "1, 091. 871800", "1,091.871800"},
		{"two numbers", "12.50 13.75", "12.50 13.75"},
		{"printed space", "收 入", "收 入"},
		{"stacked label", "绩\n效\n指\n标", "绩效指标"},
		{"numbered paragraphs", "1.完成全年的各项任务和有关工作\n2.提高效率\n3.质量", "1.完成全年的各项任务和有关工作\n2.提高效率\n3.质量"},
		{"sentence that ends early", "第一阶段检查工作全面完成并且验收；\n第二阶段。\n目标2：按期完成全部工作任务并验收", "第一阶段检查工作全面完成并且验收；第二阶段。\n目标2：按期完成全部工作任务并验收"},
		{"centred head", "一般公共预算\n支出", "一般公共预算支出"},
		{"markup stays", "<p>目标一</p>\n<p>目标二</p>", "<p>目标一</p><p>目标二</p>"},
	} {
		s := sheet.New(1).Rows([]float64{50}, []float64{100}, []string{c.in})
		if got := page.ContentOf(s.Chars, page.Fit{}, settings.Default()).Text; got != c.want {
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

package layout

import "testing"

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
		s := newSheet(1).rows([]float64{50}, []float64{100}, []string{c.in})
		if got := cellText(s.Chars, DefaultSettings()).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRaisedFractionStaysOnItsLine(t *testing.T) {
	s := newSheet(1).text(50, 100, "174,900").text(85, 103, ".64")
	if got := cellText(s.Chars, DefaultSettings()); got.Text != "174,900.64" || got.first != got.Text {
		t.Errorf("%q, first line %q", got.Text, got.first)
	}
}

func TestTurnedText(t *testing.T) {
	for turn := uint8(1); turn < 4; turn++ {
		s := newSheet(1).text(50, 100, "绩效指标").text(50, 112, "说明")
		for i := range s.Chars {
			s.Chars[i].Box, s.Chars[i].Turn = s.Chars[i].Box.displayed(turn, 800, 600), turn
		}
		if got := cellText(s.Chars, DefaultSettings()).Text; got != "绩效指标说明" {
			t.Errorf("turn %d: %q", turn, got)
		}
	}
}

func TestReadPart(t *testing.T) {
	for _, c := range []struct {
		text string
		want captionPart
	}{
		{"预算01表 收支总表", captionPart{number: "预算01表", title: "收支总表"}},
		{"部门公开表1", captionPart{number: "部门公开表1"}},
		{"表1：2026年市级部门收支预算总表", captionPart{number: "表1", title: "2026年市级部门收支预算总表"}},
		{"表4-2 项目支出绩效目标申报表", captionPart{number: "表4-2", title: "项目支出绩效目标申报表"}},
		{"表十二", captionPart{number: "表十二"}},
		{"公开03-1表", captionPart{number: "公开03-1表"}},
		{"附表14", captionPart{number: "附表14"}},
		{"收支总表（预算表1）", captionPart{number: "预算表1", title: "收支总表"}},
		{"一、收支预算总表", captionPart{title: "收支预算总表"}},
		{"一般公共预算支出表（按功能分类科目）", captionPart{title: "一般公共预算支出表（按功能分类科目）"}},
		{"2026年部门收支总表", captionPart{title: "2026年部门收支总表"}},
		{"部门整体支出绩效目标表（2026年度）", captionPart{title: "部门整体支出绩效目标表"}},
		{"续表", captionPart{continued: true, other: true}},
		{"金额单位：万元", captionPart{unit: "万元"}},
		{"金位：元", captionPart{unit: "元"}},
		{"金额单位万元：", captionPart{unit: "万元"}},
		{"单位:新臺幣千元", captionPart{unit: "新臺幣千元"}},
		{"部门：某市审计局 单位：万元", captionPart{department: "某市审计局", unit: "万元"}},
		{"收支预算总表部门：某厅单位：万元", captionPart{title: "收支预算总表", department: "某厅", unit: "万元"}},
		{"341-某市财政局", captionPart{department: "341-某市财政局"}},
		{"2025年预算数", captionPart{other: true}},
		{"表一般公共预算的情况", captionPart{other: true}},
		{"（2026年度）", captionPart{other: true}},
		{"2026年收支总预算3,151.68万元。", captionPart{other: true}},
	} {
		if got := readPart(c.text); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.text, got, c.want)
		}
	}
}

func TestHeaderRows(t *testing.T) {
	cell := func(r, c, rs, cs int, text string) GridCell {
		return GridCell{Row: r, Column: c, RowSpan: rs, ColumnSpan: cs, content: content{Text: text}}
	}
	row := func(r int, texts ...string) []GridCell {
		var out []GridCell
		for c, text := range texts {
			out = append(out, cell(r, c, 1, 1, text))
		}
		return out
	}
	join := func(rows ...[]GridCell) []GridCell {
		var out []GridCell
		for _, r := range rows {
			out = append(out, r...)
		}
		return out
	}
	for _, c := range []struct {
		name          string
		cells         []GridCell
		rows, columns int
		want          int
	}{
		{"one", join(row(0, "科目编码", "科目名称", "合计"), row(1, "201", "服务", "1.00")), 2, 3, 1},
		{"side by side", join([]GridCell{cell(0, 0, 1, 2, "收入"), cell(0, 2, 1, 2, "支出")}, row(1, "项目", "预算数", "项目", "预算数"), row(2, "一、拨款", "1.00", "一、服务", "1.00")), 3, 4, 2},
		{"years over columns", join([]GridCell{cell(0, 0, 2, 1, "项目"), cell(0, 1, 1, 2, "2026年预算数")}, []GridCell{cell(1, 1, 1, 1, "2025年"), cell(1, 2, 1, 1, "2026年")}, row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"numbering row", join(row(0, "项目", "合计", "其中"), row(1, "栏次", "1", "2"), row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"starred row", join(row(0, "单位", "合计", "其中"), row(1, "**", "1", "2"), row(2, "某局", "1.00", "2.00")), 3, 3, 2},
		{"head over all columns", join([]GridCell{cell(0, 0, 1, 3, "“三公”经费")}, row(1, "合计", "出国", "接待"), row(2, "1.00", "", "1.00")), 3, 3, 2},
		{"form", join([]GridCell{cell(0, 0, 1, 1, "项目名称"), cell(0, 1, 1, 2, "某项目")}, row(1, "实施单位", "资金总额", "1.00")), 2, 3, 0},
		{"label over prose", join([]GridCell{cell(0, 0, 1, 3, "当年整体绩效目标"), cell(1, 0, 1, 3, "一是完成任务；二是提高效率。")}, row(2, "指标名称", "指标性质", "指标值")), 3, 3, 0},
		{"form of pairs", join(row(0, "转移支付名称", "某资金", "市级主管部门", "某局"), row(1, "资金", "年度金额：", "6.00", "")), 2, 4, 0},
		{"goes on without a header", join(row(0, "201", "服务", "1.00"), row(1, "205", "教育", "1.00")), 2, 3, 0},
	} {
		if got := headerRows(c.cells, c.rows, c.columns); got != c.want {
			t.Errorf("%s: %d header rows, want %d", c.name, got, c.want)
		}
	}
}

package caption

import (
	"testing"

	"yusuan/layout/settings"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		want Reading
	}{
		{"预算01表 收支总表", Reading{Number: "预算01表", Title: "收支总表"}},
		{"部门公开表1", Reading{Number: "部门公开表1"}},
		{"表1：2026年市级部门收支预算总表", Reading{Number: "表1", Title: "2026年市级部门收支预算总表"}},
		{"表4-2 项目支出绩效目标申报表", Reading{Number: "表4-2", Title: "项目支出绩效目标申报表"}},
		{"表十二", Reading{Number: "表十二"}},
		{"公开03-1表", Reading{Number: "公开03-1表"}},
		{"附表14", Reading{Number: "附表14"}},
		{"收支总表（预算表1）", Reading{Number: "预算表1", Title: "收支总表"}},
		{"一、收支预算总表", Reading{Title: "收支预算总表"}},
		{"一般公共预算支出表（按功能分类科目）", Reading{Title: "一般公共预算支出表（按功能分类科目）"}},
		{"2026年部门收支总表", Reading{Title: "2026年部门收支总表"}},
		{"部门整体支出绩效目标表（2026年度）", Reading{Title: "部门整体支出绩效目标表"}},
		{"续表", Reading{Continued: true, Other: true}},
		{"金额单位：万元", Reading{Unit: "万元"}},
		{"金位：元", Reading{Unit: "元"}},
		{"金额单位万元：", Reading{Unit: "万元"}},
		{"单位:新臺幣千元", Reading{Unit: "新臺幣千元"}},
		{"部门：某市审计局 单位：万元", Reading{Department: "某市审计局", Unit: "万元"}},
		{"收支预算总表部门：某厅单位：万元", Reading{Title: "收支预算总表", Department: "某厅", Unit: "万元"}},
		{"341-某市财政局", Reading{Department: "341-某市财政局"}},
		{"2025年预算数", Reading{Other: true}},
		{"表一般公共预算的情况", Reading{Other: true}},
		{"（2026年度）", Reading{Other: true}},
		{"2026年收支总预算3,151.68万元。", Reading{Other: true}},
	} {
		if got := told(Read(c.text, settings.Default())); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.text, got, c.want)
		}
	}
}

// told is what a reading says, without how it was told.
func told(r Reading) Reading {
	return Reading{Number: r.Number, Title: r.Title, Unit: r.Unit, Department: r.Department, Continued: r.Continued, Other: r.Other}
}

func TestReadNumbers(t *testing.T) {
	for text, want := range map[string][2]string{
		"2.5 2023年某省一般公共预算支出表":    {"2.5", "2023年某省一般公共预算支出表"},
		"1.202020年某省财政收支总表":       {"1.20", "2020年某省财政收支总表"},
		"5-2 某州2025年政府债务余额情况表":    {"5-2", "某州2025年政府债务余额情况表"},
		"5-32023年某市社会保险基金收支情况表":   {"5-3", "2023年某市社会保险基金收支情况表"},
		"3-1某市2026年地方政府一般债务余额情况表": {"3-1", "某市2026年地方政府一般债务余额情况表"},
		"§8 2022年某市财政收支总表":        {"§8", "2022年某市财政收支总表"},
		"§22022年某市新增债券资金安排情况":     {"§2", "2022年某市新增债券资金安排情况"},
		"附表3-1": {"附表3-1", ""},
		"附表3-1 2025年本级支出（草案）":                              {"附表3-1", "2025年本级支出（草案）"},
		"表四 2025年收支情况":                                     {"表四", "2025年收支情况"},
		"表1 - 1":                                           {"表1-1", ""},
		"表1-2 2024-2025年还本付息表":                             {"表1-2", "2024-2025年还本付息表"},
		"表12026年某市收入表":                                     {"表1", "2026年某市收入表"},
		"社预01表":                                            {"社预01表", ""},
		"表11-财拨结转支出表":                                      {"表11", "财拨结转支出表"},
		"Table 2.13: Summary of Appropriations by Program": {"Table 2.13", "Summary of Appropriations by Program"},
		"Table 7. 5 Comparisons":                           {"Table 7. 5", "Comparisons"},
		"Exhibit 19 Percentage of Schools":                 {"Exhibit 19", "Percentage of Schools"},
		"Table 12. 2024 Budget":                            {"Table 12", "2024 Budget"},
		"45 某某壮族自治区2023年地方政府一般债务余额情况表": {"", "某某壮族自治区2023年地方政府一般债务余额情况表"},
		"5 0 某市2 0 2 1 年政府债务余额情况表":     {"", "某市2021年政府债务余额情况表"},
		"12 2026年部门收支总表":               {"", "2026年部门收支总表"},
		"2024-2025年地方政府债券还本付息表":        {"", "2024-2025年地方政府债券还本付息表"},
		"1-12月一般公共预算收支情况表":             {"", "1-12月一般公共预算收支情况表"},
		"2 0 2 5年某市收支总表":               {"", "2025年某市收支总表"},
		"236某大学教育教学改革专项绩效目标表":          {"", "236某大学教育教学改革专项绩效目标表"},
		"第二部分 2026年部门预算表":              {"", "2026年部门预算表"},
		"2.5 基本支出":                     {"", ""},
		"2.5亿元":                        {"", ""},
		"5-2":                          {"", ""},
	} {
		if r := Read(text, settings.Default()); r.Number != want[0] || r.Title != want[1] {
			t.Errorf("%s: number %q and title %q, want %q and %q", text, r.Number, r.Title, want[0], want[1])
		}
	}
}

func TestReadUnits(t *testing.T) {
	for text, want := range map[string]string{
		"单位：百万元": "百万元", "单位：仟元": "仟元", "单位：十万元": "十万元", "单位：亿元": "亿元", "單位：新臺幣千元": "新臺幣千元", "金额单位：万元": "万元",
		"（单位:元）": "元", "单位：人民币万元": "万元", "单位：千元人民币": "千元", "单位：億圓": "億圓", "2025年收支情况（单位：百万元）": "百万元", "单位：某局": "", "单位：美元": "",
	} {
		if r := Read(text, settings.Default()); r.Unit != want || want != "" && r.Department != "" {
			t.Errorf("%s: unit %q and department %q, want %q", text, r.Unit, r.Department, want)
		}
	}
}

func TestReadNothing(t *testing.T) {
	for _, text := range []string{"1", "12", "5 0", "450000", "科目编码", "1.50", "—"} {
		if r := Read(text, settings.Default()); !r.Other || r.Tells() {
			t.Errorf("%s: %+v, want something else", text, r)
		}
	}
}

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
		if got := Read(c.text, settings.Default()); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.text, got, c.want)
		}
	}
}

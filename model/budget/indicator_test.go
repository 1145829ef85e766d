package budget

import (
	"fmt"
	"testing"

	"yusuan/model"
)

func indicatorsOf(t model.Table) []string {
	var out []string
	for _, in := range Indicators(Read([]model.Table{t}, model.NoLevel)) {
		project, number := "", "-"
		if in.Project != nil {
			project = in.Project.Code + ":" + in.Project.Name
		}
		if in.Number != nil {
			number = *in.Number
		}
		out = append(out, fmt.Sprintf("%d %s %s/%s/%s %s %s %s %s %s", in.Row, project, in.Level1, in.Level2, in.Level3, in.Nature, in.Value, number, in.MeasureUnit, in.GoalPlain))
	}
	return out
}

func TestIndicators(t *testing.T) {
	for _, c := range []struct {
		name  string
		table model.Table
		want  []string
	}{
		{"a list with merged projects", tableOf(1, "项目名称|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位",
			"11T01-甲项目|<p>目标甲</p>|产出指标|数量指标|台式机|≥|1,059|台", "^|^|满意度指标|服务对象满意度指标|满意度|定性|优|"),
			[]string{"1 11T01:甲项目 产出指标/数量指标/台式机 ≥ 1,059 1059 台 目标甲", "2 11T01:甲项目 满意度指标/服务对象满意度指标/满意度 定性 优 -  目标甲"}},
		{"a form", tableOf(0, "项目名称|甲项目|<|<", "年度总体目标|保障运转|<|<", "绩效指标|一级指标|三级指标|指标值", "^|产出指标|巡查频次|≥250次/年", "^|^|完成时间|2025年12月31日前", "^|^|合格率|100%"),
			[]string{"3 :甲项目 产出指标//巡查频次 ≥ ≥250次/年 250 次/年 保障运转", "4 :甲项目 产出指标//完成时间  2025年12月31日前 -  保障运转", "5 :甲项目 产出指标//合格率  100% 100 % 保障运转"}},
		{"levels run together", tableOf(0, "部门名称|某局|<|<|<", "整体绩效目标|目标|<|<|<", "活动|绩效指标|指标性质|指标值|度量单位", "审计业务|产出指标数量指标出具报告|＝|4|份", "04-服务/01-热线|群众满意度|≤|85|%"),
			[]string{"3 :审计业务 产出指标/数量指标/出具报告 ＝ 4 4 份 目标", "4 :04-服务/01-热线 //群众满意度 ≤ 85 85 % 目标"}},
		{"lines in one cell", tableOf(1, "项目名称（资金使用单位）|绩效目标|绩效指标", "合计||",
			"甲项目|目标|1、1-产出指标；11-数量指标；保障次数；实施周期指标值:≥60场；年度指标值:每年≥20场。2、3-满意度指标；31-服务对象满意度；培训，效果1、2评价；年度指标值:≥95%。"),
			[]string{"2 :甲项目 产出指标/数量指标/保障次数 ≥ 每年≥20场 20 场 目标", "2 :甲项目 满意度指标/服务对象满意度/培训，效果1、2评价 ≥ ≥95% 95 % 目标"}},
		{"goals alone", tableOf(1, "单位名称|项目名称|金额|绩效目标", "某局|甲项目|1.00|做好工作", "某局|乙项目|2.00|"),
			[]string{"1 :甲项目 //   -  做好工作"}},
		{"no indicators", tableOf(1, "项目|预算数", "一、教育支出|1.00"), nil},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, indicatorsOf(c.table), c.want...) })
	}
}

func TestReadValue(t *testing.T) {
	for value, want := range map[string][3]string{
		"≥85": {"≥", "85", ""}, "=15台（套）": {"=", "15", "台（套）"}, "≤1,431.217494": {"≤", "1431.217494", ""}, "不低于99.9％": {"不低于", "99.9", "%"},
		"优": {}, "90%～95%": {}, "2026年全年": {}, "12月底前": {}, "": {}, "≥": {"≥", "", ""}, "3年": {"", "3", "年"}, "-0": {"", "0", ""},
	} {
		nature, number, unit := readValue(value)
		if got := [3]string{nature, number, unit}; got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	for s, want := range map[string]string{
		"<p>一；</p> <p>二&nbsp;三</p>": "一；\n二\u00a0三", "误差<5%且>3%": "误差<5%且>3%", "a<br/>b": "a\nb", "平": "平", "<b": "<b", "&lt;p&gt;": "<p>",
	} {
		if got := plainText(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

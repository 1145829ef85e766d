package caption

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"yusuan/model/words"
)

func TestWhatTextsAre(t *testing.T) {
	for _, c := range []struct {
		name     string
		is       func(string) bool
		yes, not []string
	}{
		{"amount", IsAmount, []string{"1,234.50", "-3", "0", "12.5%", "２０", "(2.10)", "△5", "0,1"}, []string{"", "(3)", "3万元", "-", "2026年"}},
		{"code", IsCode, []string{"201", "[2010101]"}, []string{"20", "201a", "A12"}},
		{"coded name", IsCodedName, []string{"201一般公共服务支出", "[201]服务", "A01-货物"}, []string{"2026年预算", "2025决算数", "201", "服务"}},
		{"coded body", IsCodedBody, []string{"341-某市财政局", "[341001]某市财政局"}, []string{"341-某局", "2026年部门预算", "某市财政局"}},
		{"body", isBody, []string{"某市教育局", "某某大学", "某某大学（本级）"}, []string{"收支总表"}},
		{"total", IsTotal, []string{"合计", "收入总计", "小计", "支出合计："}, []string{"总数", "收入"}},
		{"opens a row", OpensRow, []string{"201", "一、收入", "总计", "201服务"}, []string{"服务", "12", "小计"}},
		{"names column marks", NamesColumnMarks, []string{"栏次", "**"}, []string{"次", "1"}},
		{"sentence", IsSentence, []string{"完成任务。", "甲，乙，丙"}, []string{"完成任务", "甲，乙"}},
		{"form's label", IsFormLabel, []string{"项目名称", "主管部门及代码", "市级主管部门：", "项目（政策）名称"}, []string{"指标名称", "部门"}},
		{"heads columns", HeadsColumns, []string{"2026年预算数", "支出", "项目资金"}, []string{"某项目", "数"}},
		{"heads indicators", HeadsIndicators, []string{"一级指标", "指标值", "年度指标值", "度量单位"}, []string{"指标一", "项目"}},
		{"note", IsNote, []string{"注：无", "※备注：无", "本表无数据", "注 1"}, []string{"注册资本", "备注"}},
		{"asks for a value", AsksForValue, []string{"年度金额：", "其中:"}, []string{"年度金额"}},
	} {
		for _, text := range c.yes {
			if !c.is(text) {
				t.Errorf("%q is no %s", text, c.name)
			}
		}
		for _, text := range c.not {
			if c.is(text) {
				t.Errorf("%q is a %s", text, c.name)
			}
		}
	}
}

func TestColumnMark(t *testing.T) {
	for text, want := range map[string]int{"1": 1, "(2)": 2, "（12）": 12, "3=4+5": 3, "甲": 0, "**": 0, "A": 0, "十": 0, "B=C+D": 0} {
		if n, ok := ColumnMark(text); n != want || !ok {
			t.Errorf("%q: %d, %t, want %d", text, n, ok, want)
		}
	}
	for _, text := range []string{"", "1.5", "2026年", "1000"} {
		if n, ok := ColumnMark(text); ok || n != 0 {
			t.Errorf("%q is mark %d", text, n)
		}
	}
}

func TestDecimals(t *testing.T) {
	for text, want := range map[string]int{"1,234.50": 2, "0.6": 1, "12": 0, "12.5%": 1, "1.2.3": 0, "甲.1": 0} {
		if got := Decimals(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestUnitInLabel(t *testing.T) {
	for text, want := range map[string]string{"项目资金（万元）": "万元", "金额(元)": "元", "合计（单位：千元）": "千元", "项目资金": "", "数量（个）": "", "资金（百万元）": "百万元"} {
		if got := UnitInLabel(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What a text must hold to be matched at all tells nothing else than the pattern does.
func TestPatternsAreAskedWhereTheyCanMatch(t *testing.T) {
	for _, label := range append(words.DepartmentLabel.Words(), "单位") {
		if !holdsAny(label, departmentWords...) {
			t.Errorf("the department's label %s would not be looked for", label)
		}
	}
	sentence, title := regexp.MustCompile(`[。；！？]|，.*，`), regexp.MustCompile(`(?:表|清单|目录|一览)(?:[（(][^（()）]{1,24}[）)])?$`)
	asked := map[string][2]func(string) bool{
		"sentence": {IsSentence, sentence.MatchString}, "title": {func(s string) bool { return (&reader{rest: s}).endsAsTitle() }, title.MatchString},
		"coded name": {IsCodedName, func(s string) bool { return codedName().MatchString(s) && !opensWithYear(s) }},
		"coded body": {IsCodedBody, func(s string) bool { return codedBody().MatchString(s) && !opensWithYear(s) }},
		"leader":     {isLeader, leader().MatchString},
		"aside":      {isAside, func(s string) bool { return printedDate().MatchString(s) || attachment().MatchString(s) }},
	}
	parts := strings.Split("。|，|；|某市|财政局|201|[|]|-|2026年|A01|....|…|··|3|表|清单|（|）|(|)|附|附件|一|日期|打印|时间|：|:| |\n", "|")
	random := rand.New(rand.NewPCG(1, 1))
	yes := make(map[string]int)
	for range 50_000 {
		var b strings.Builder
		for range random.IntN(7) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		for name, is := range asked {
			got, want := is[0](b.String()), is[1](b.String())
			if got != want {
				t.Fatalf("%s: %q is one: %t, by the pattern %t", name, b.String(), got, want)
			}
			if got {
				yes[name]++
			}
		}
	}
	for name := range asked {
		if yes[name] < 30 {
			t.Errorf("%s: %d of all texts are one", name, yes[name])
		}
	}
}

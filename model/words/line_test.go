package words

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// tells reports the texts that a predicate takes for what they are not.
func tells(t *testing.T, name string, is func(string) bool, yes, no []string) {
	t.Helper()
	for _, s := range yes {
		if !is(s) {
			t.Errorf("%q is no %s", s, name)
		}
	}
	for _, s := range no {
		if is(s) {
			t.Errorf("%q is a %s", s, name)
		}
	}
}

func TestLines(t *testing.T) {
	tells(t, "page number", IsPageNumber,
		[]string{"3", "- 3 -", "—12—", "第3页", "第 3 页 共 12 页", "第3頁", "3/12", "iv", "ⅳ", "Page 3 of 9"},
		[]string{"2026年", "12345", "3.5", "表3", ""})
	tells(t, "year alone", IsYearAlone,
		[]string{"2026", "2026年度", "（2026年）", "(2026)", "２０２６年", "XX年", "****年度", "二○二六年度", "中華民國115年度"},
		[]string{"12026", "2026年预算", "1234", "", "()", "X年", "2026年1月"})
	tells(t, "item", IsItem,
		[]string{"一、本年收入", "（二）项目支出", "(十二)其他", "六、2025年"},
		[]string{"1.本年收入", "一般公共服务", "第一部分 收支", "①甲"})
	tells(t, "listed line", IsListed,
		[]string{"1.任务", "一、任务", "（一）任务", "(12)任务", "①任务", "十二、任务", "六、2025年任务", "2.2025年任务"},
		[]string{"1.5万元", "任务", "①", "1、", "2026年：任务", "甲、任务", "第一部分 任务"})
	tells(t, "told item", IsToldItem, []string{"一是完成任务", "其二，质量", "第三，成本", "目标1"}, []string{"一般公共服务", "其中", "第十"})
	tells(t, "column formula", IsColumnFormula,
		[]string{"A", "一", "十二", "3=2/1*100", "B=C+D", "4=5+6"},
		[]string{"", "AB", "3", "一般", "=2", "123=4"})
}

// What a text must begin with, or hold, to be matched at all tells nothing else than the pattern does.
func TestPatternsAreAskedWhereTheyCanMatch(t *testing.T) {
	year := func(line string) bool {
		folded := strings.Trim(Fold(line), "()")
		return folded != "" && (CutYear(folded) == len(folded) || otherYear().MatchString(folded))
	}
	listed := func(line string) bool {
		n, _ := CutNumbering(line)
		return n.Style != Unnumbered && n.Style != Part || listedYear().MatchString(line)
	}
	asked := map[string][2]func(string) bool{
		"page number": {IsPageNumber, pageNumber().MatchString}, "year": {IsYearAlone, year}, "listed": {IsListed, listed},
		"told item": {IsToldItem, toldItem().MatchString}, "formula": {IsColumnFormula, columnFormula().MatchString},
		"unit": {func(s string) bool { return UnitLength(s) == len(s) && s != "" }, regexp.MustCompile(`^` + UnitPattern + `$`).MatchString},
	}
	parts := strings.Split("1|2026|年|年度|.|、|-|—| |\t|第|页|共|/|Page | of |iv|ⅳ|X|XX|*|二|○|○二六|中華民國|十|百|千|万|亿|元|圆|一是|目标|其二|其|第三|A|=|+|(|)|（|）|支出|\u3000|\n", "|")
	random := rand.New(rand.NewPCG(1, 1))
	yes := make(map[string]int)
	for range 100_000 {
		var b strings.Builder
		for range random.IntN(6) {
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
		if yes[name] < 100 {
			t.Errorf("%s: %d of all texts are one", name, yes[name])
		}
	}
}

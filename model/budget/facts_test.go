package budget

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// factsOf returns what the facts of a table say of the given kind, one line a fact.
func factsOf(t model.Table, year int, say func(model.Fact) string) []string {
	var out []string
	for _, f := range NewBook(Read([]model.Table{t}, model.NoLevel), year, model.Budget).Facts {
		out = append(out, say(f))
	}
	return out
}

// sums says which rows and columns are totals.
func sums(f model.Fact) string {
	s := fmt.Sprintf("%d,%d", f.Row, f.Column)
	if f.TotalRow {
		s += "R"
	}
	if f.TotalColumn {
		s += "C"
	}
	if !f.Addend && !f.TotalRow && !f.TotalColumn {
		s += "w"
	}
	return s
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

func TestHierarchy(t *testing.T) {
	for _, c := range []struct {
		name  string
		table model.Table
		want  []string
	}{
		{"numbering that begins anew inside an item", tableOf(1, "项目|预算数",
			"一、本年支出|30.00", "一、教育支出|10.00", "二、外交支出|20.00", "二、年终结转结余|5.00", "支出总计|35.00"),
			[]string{"1,1R", "2,1", "3,1", "4,1", "5,1R"}},
		{"rows without number between numbers are parts", tableOf(1, "项目|预算数",
			"一、财政拨款收入|30.00", "一般公共预算收入|10.00", "政府性基金预算收入|20.00", "二、事业收入|5.00", "上年结转|1.00", "收入总计|36.00"),
			[]string{"1,1R", "2,1", "3,1", "4,1", "5,1", "6,1R"}},
		{"其中 with all items", tableOf(1, "项目|合计",
			"“三公”经费|30.00", "其中：（一）因公出国（境）费|10.00", "（二）公务接待费|5.00", "（三）公务用车费|15.00", "1.公务用车购置费|0.00", "2.公务用车运行费|15.00"),
			[]string{"1,1R", "2,1", "3,1", "4,1R", "5,1", "6,1"}},
		{"其中 with a part only", tableOf(1, "项目|预算数",
			"（一）一般公共预算拨款|30.00", "其中：专项资金|10.00", "（二）政府性基金拨款|5.00", "合计|35.00"),
			[]string{"1,1", "2,1w", "3,1", "4,1R"}},
		{"codes at every level", tableOf(1, "科目编码|科目名称|合计",
			"|合计|30.00", "208|社会保障和就业支出|30.00", "20805|养老|30.00", "2080501|离退休|10.00", "2080505|保险|20.00"),
			[]string{"1,2R", "2,2R", "3,2R", "4,2", "5,2"}},
		{"a parent without printed parts stands for itself", tableOf(1, "科目编码|科目名称|合计|基本支出|项目支出",
			"208|社会保障和就业支出|30.00|27.00|3.00", "20805|养老|27.00|27.00|", "20811|残疾人事业|3.00||", "合计||30.00|27.00|3.00"),
			[]string{"1,2RC", "1,3R", "1,4", "2,2C", "2,3", "3,2", "4,2RC", "4,3R", "4,4R"}},
		{"类 款 项 at their own level", tableOf(2, "科目编码|<|<|科目名称|合计", "类|款|项|^|^",
			"205|||教育支出|30.00", "|02||普通教育|30.00", "||01|学前教育|10.00", "||02|小学教育|20.00"),
			[]string{"2,4R", "3,4R", "4,4", "5,4"}},
		{"units by code over items", tableOf(1, "功能科目编码|功能科目名称|合计",
			"|合计|60.00", "125001|某市某局|30.00", "208|社会保障和就业支出|30.00", "125002|某市某中心|30.00", "208|社会保障和就业支出|30.00"),
			[]string{"1,2R", "2,2R", "3,2", "4,2R", "5,2"}},
		{"columns filled step by step", tableOf(1, "采购品目大类|专项名称|采购品目名称|总计",
			"货物|||30.00", "|设备购置||30.00", "||复印纸|10.00", "||投影仪|20.00"),
			[]string{"1,3R", "2,3R", "3,3", "4,3"}},
		{"by arithmetic where the print is flat", tableOf(1, "支出项目类别（资金使用单位）|总计",
			"合计|60.00", "某市某中心|35.00", "日常运行甲|15.00", "日常运行乙|20.00", "某市某站|25.00", "日常运行丙|5.00", "日常运行丁|20.00"),
			[]string{"1,1R", "2,1R", "3,1", "4,1", "5,1R", "6,1", "7,1"}},
		{"a flat list stays flat", tableOf(1, "项目名称|金额", "甲|10.00", "乙|10.00", "丙|20.00", "合计|40.00"),
			[]string{"1,1", "2,1", "3,1", "4,1R"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, factsOf(c.table, 2026, sums), c.want...) })
	}
}

func TestTotalColumns(t *testing.T) {
	for _, c := range []struct {
		name  string
		table model.Table
		want  []string
	}{
		{"one column is no total", tableOf(1, "项目|合计", "甲|1.00"), []string{"1,1"}},
		{"其中 beside the parts", tableOf(1, "项目名称|总计|基本支出|项目支出|其中：政府采购", "甲|3.00|1.00|2.00|1.00"),
			[]string{"1,1C", "1,2", "1,3", "1,4w"}},
		{"其中 of one source", tableOf(2, "项目名称|合计|事业收入|<|其他收入", "^|^|金额|其中：教育收费|^", "甲|5.00|3.00|1.00|2.00"),
			[]string{"2,1C", "2,2", "2,3w", "2,4"}},
		{"其中 over what follows", tableOf(2, "项目名称|一般公共预算支出|<|<", "^|小计|其中：基本支出|项目支出", "甲|5.00|3.00|2.00"),
			[]string{"2,1C", "2,2", "2,3"}},
		{"其中 over what is some of the parts", tableOf(2, "项目名称|合计|基本支出|项目支出|其中", "^|^|^|^|事业单位经营支出", "甲|3.00|1.00|2.00|1.00", "乙|5.00|1.00|4.00|"),
			[]string{"2,1C", "2,2", "2,3", "2,4w", "3,1C", "3,2", "3,3"}},
		{"a total of one total", tableOf(2, "项目名称|安排情况|<", "^|合计|新增债券小计", "甲|5.00|5.00", "乙|2.00|2.00"),
			[]string{"2,1C", "2,2", "3,1C", "3,2"}},
		{"net of something", tableOf(2, "项目名称|预算数|<|<", "^|合计|基本支出|扣除基建项目后预算数", "甲|5.00|5.00|5.00"),
			[]string{"2,1C", "2,2", "2,3w"}},
		{"net of something, beside the whole without parts", tableOf(2, "项目名称|2026年预算数|<", "^|预算数|扣除基建项目后预算数", "甲|5.00|4.00", "乙|2.00|2.00"),
			[]string{"2,1", "2,2w", "3,1", "3,2w"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, factsOf(c.table, 2026, sums), c.want...) })
	}
}

// Only printed amounts are facts, and blank, 0, 0.00, - and 无 are kept apart.
func TestPrintedAmounts(t *testing.T) {
	got := factsOf(tableOf(1, "项目|预算数", "a|", "b|0", "c|0.00", "d|-", "e|无", "f|——", "g|1,23.4", "h|－1,234.56", "i|12.3%", "j|0.085181"), 2026,
		func(f model.Fact) string { return f.Label + "=" + f.Amount })
	expect(t, got, "b=0", "c=0", "h=-12345600", "j=851.81")
}

// A number with a separator too few is read where the document prints all so, or where a sum tells it.
func TestSeparatorTooFew(t *testing.T) {
	say := func(f model.Fact) string { return f.Printed + "=" + f.Amount }
	of := func(t model.Table) model.Table { t.Unit = "元"; return t }
	expect(t, factsOf(of(tableOf(1, "项目|预算数", "甲|1234,567", "乙|2345,678", "丙|123,456")), 2026, say), "1234,567=1234567", "2345,678=2345678", "123,456=123456")
	expect(t, factsOf(of(tableOf(1, "项目|预算数", "甲|1234,567", "乙|2,345,678", "合计|3,580,245")), 2026, say), "1234,567=1234567", "2,345,678=2345678", "3,580,245=3580245")
	expect(t, factsOf(of(tableOf(1, "项目|预算数", "甲|1234,568", "乙|2,345,678", "合计|3,580,245")), 2026, say), "2,345,678=2345678", "3,580,245=3580245")
}

func TestUnits(t *testing.T) {
	amount := func(f model.Fact) string { return f.PrintedUnit + "=" + f.Amount }
	table := tableOf(1, "项目|预算数|其中：贷款（元）", "甲|1.5|20")
	expect(t, factsOf(table, 2026, amount), "万元=15000", "元=20")
	table.Unit = "千元"
	expect(t, factsOf(table, 2026, amount), "千元=1500", "元=20")
	table.Unit = ""
	expect(t, factsOf(table, 2026, amount), "=", "元=20")
}

func TestPeriodsAndStages(t *testing.T) {
	say := func(f model.Fact) string { return fmt.Sprintf("%d:%s/%s", f.Column, f.Period, f.Stage) }
	expect(t, factsOf(tableOf(2, "科目名称|2025年执行数|2026年预算数|<|增减额|上年结转|上年预算数", "^|^|合计|基本支出|^|^|^", "行政运行|1.00|2.00|2.00|1.00|3.00|4.00"), 2026, say),
		"1:previous/execution", "2:current/budget", "3:current/budget", "4:change/budget", "5:current/budget", "6:previous/budget")
	final := tableOf(2, "项目|合计|<", "^|预算数|决算数", "甲|1.00|2.00")
	final.Title = "收入支出决算总表"
	expect(t, factsOf(final, 2024, say), "1:current/budget", "2:current/final")
	byRow := tableOf(1, "预算单位|年度|总计", "某局|2025年|1.00", "某局|2026年|2.00", "某局|增减变化金额|1.00")
	expect(t, factsOf(byRow, 2026, func(f model.Fact) string { return string(f.Period) }), "previous", "current", "change")
}

func TestVehicles(t *testing.T) {
	table := tableOf(3, "“三公”经费预算数|<|<|<", "合计|公务用车购置及运行费|<|<", "^|小计|购置费|运行费", "3.20|3.20|1.00|2.20")
	table.Title = "“三公”经费预算表"
	expect(t, factsOf(table, 2026, func(f model.Fact) string { return string(f.Item) }), "three-public", "vehicles", "vehicle-purchase", "vehicle-operation")
}

func TestListsSideBySide(t *testing.T) {
	table := tableOf(2, "收入|<|支出|<|<|<|<|<", "项目|预算数|支出功能分类科目|预算数|部门预算支出经济分类科目|预算数|政府预算支出经济分类科目|预算数",
		"一、财政拨款|9.00|一、一般公共服务支出|9.00|工资福利支出|9.00|机关工资福利支出|9.00")
	table.Title = "收支总表"
	expect(t, factsOf(table, 2026, func(f model.Fact) string {
		code := ""
		for _, term := range []*model.Term{f.Functional, f.DepartmentEconomic, f.GovernmentEconomic} {
			if term != nil {
				code += term.Code
			}
		}
		return string(f.Direction) + ":" + f.Label + code
	}), "revenue:一、财政拨款", "expenditure:一、一般公共服务支出201", "expenditure:工资福利支出301", "expenditure:机关工资福利支出501")
}

func TestCodes(t *testing.T) {
	functional := func(f model.Fact) string {
		if f.Functional == nil {
			return "-"
		}
		return f.Functional.Code
	}
	for _, c := range []struct {
		name  string
		table model.Table
		want  []string
	}{
		{"code and name in one cell", tableOf(1, "支出功能分类科目|合计", "2010302-一般行政管理事务|1.00", "[20104]发展与改革事务|1.00", "208 社会保障和就业支出|1.00"),
			[]string{"2010302", "20104", "208"}},
		{"two digits under a 类", tableOf(1, "功能科目编码|功能科目名称|合计", "208|社会保障和就业支出|1.00", "05|行政事业单位养老支出|1.00", "99|其他社会保障和就业支出|1.00"),
			[]string{"208", "20805", "20899"}},
		{"names alone", tableOf(1, "功能分类科目名称|合计", "公共安全支出|1.00", "公安|1.00", "行政运行|0.50", "一般行政管理事务|0.50", "教育支出|1.00"),
			[]string{"204", "20402", "2040201", "2040202", "205"}},
		{"类 款 项 on every row", tableOf(2, "功能分类科目编码|<|<|科目名称|合计", "类|款|项|^|^", "201|||一般公共服务支出|1.00", "201|06||财政事务|1.00", "201|06|01|行政运行|1.00"),
			[]string{"201", "20106", "2010601"}},
		{"whole codes in each column", tableOf(2, "功能分类科目编码|<|<|科目名称|合计", "类|款|项|^|^", "201|||一般公共服务支出|1.00", "201|20106||财政事务|1.00", "201|20106|2010601|行政运行|1.00"),
			[]string{"201", "20106", "2010601"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, factsOf(c.table, 2026, functional), c.want...) })
	}
}

func TestForms(t *testing.T) {
	form := tableOf(0,
		"项目名称|某项目|<|<|<",
		"实施单位|某市某中心|<|<|<",
		"资金情况（万元）||年初预算数|全年执行数|执行率",
		"^|年度资金总额：|100.00|90.00|90%",
		"^|其中：财政拨款|80.00|70.00|--",
		"^|其他资金|20.00|20.00|10",
		"预算（万元）|年度金额：12.50|<|<|<",
		"绩效指标|三级指标|指标值|<|<",
		"^|项目成本|100.00|<|<",
	)
	expect(t, factsOf(form, 2026, func(f model.Fact) string {
		return fmt.Sprintf("%s/%s/%s/%s=%s", f.Label, f.Fund, f.Stage, f.Project.Name, f.Amount)
	}),
		"年度资金总额：//budget/某项目=1000000", "年度资金总额：//execution/某项目=900000",
		"其中：财政拨款/fiscal/budget/某项目=800000", "其中：财政拨款/fiscal/execution/某项目=700000",
		"其他资金/other/budget/某项目=200000", "其他资金/other/execution/某项目=200000",
		"年度金额//budget/某项目=125000")
}

func FuzzFacts(f *testing.F) {
	f.Add(byte(1), "项目|预算数\n一、教育支出|1.00\n合计|1.00")
	f.Add(byte(2), "科目编码|<|合计\n类|款|^\n205||1.00\n|02|1.00")
	f.Add(byte(0), "项目名称|某项目\n年度资金总额：|100.00\n三级指标|指标值\n成本|≤5万元")
	f.Add(byte(1), "项目名称|绩效目标|绩效指标\n甲|目标|1、1-产出指标；11-数量指标；次数；年度指标值:≥20场。2、1-产出指标；x")
	f.Fuzz(func(t *testing.T, head byte, text string) {
		if len(text) > 4000 || strings.HasPrefix(text, "^") || strings.HasPrefix(text, "<") {
			return
		}
		lines := strings.Split(text, "\n")
		for i, line := range lines { // keep to grids that tableOf can build
			for c, field := range strings.Split(line, "|") {
				up := i > 0 && c < len(strings.Split(lines[i-1], "|"))
				if mark := strings.TrimSpace(field); mark == "^" && !up || mark == "<" && c == 0 {
					return
				}
			}
		}
		table := tableOf(int(head%5), lines...)
		sheets := Read([]model.Table{table}, model.NoLevel)
		seen := map[[2]int]bool{}
		for _, fact := range NewBook(sheets, 2026, model.Budget).Facts {
			place := [2]int{fact.Row, fact.Column}
			if seen[place] {
				t.Fatalf("two facts of cell %v", place)
			}
			seen[place] = true
			if strings.ContainsAny(fact.Amount, "eE+") {
				t.Fatalf("amount %q", fact.Amount)
			}
		}
		Indicators(sheets)
		identify(Evidence{Sheets: sheets, Captions: []Line{{Page: 1, Text: text}}, Lines: []Line{{Page: 1, Text: text}}, FileName: text})
	})
}

// bookOf reads a document's tables.
func bookOf(doc model.Document) *Book {
	return NewBook(Read(doc.Tables, doc.Publisher.Level), doc.FiscalYear, doc.Disclosure)
}

// longDocument is a made table of a department with many units, as long as 300 pages.
func longDocument() model.Document {
	lines := []string{"预算单位|科目编码|科目名称|合计|基本支出|项目支出", "合计|||6000.00|3000.00|3000.00"}
	for unit := range 500 {
		lines = append(lines, fmt.Sprintf("%d-某市某中心|||12.00|6.00|6.00", 123001+unit))
		lines = append(lines, "|208|社会保障和就业支出|6.00|3.00|3.00", "|20805|行政事业单位养老支出|6.00|3.00|3.00",
			"|2080501|行政单位离退休|2.00|1.00|1.00", "|2080502|事业单位离退休|2.00|1.00|1.00", "|2080505|基本养老保险缴费|2.00|1.00|1.00",
			"|221|住房保障支出|6.00|3.00|3.00", "|22102|住房改革支出|6.00|3.00|3.00", "|2210201|住房公积金|3.00|2.00|1.00", "|2210203|购房补贴|3.00|1.00|2.00")
	}
	t := tableOf(1, lines...)
	t.Title, t.Kind = "支出总表", model.ExpenditureSummary
	return model.Document{FiscalYear: 2026, Disclosure: model.Budget, Tables: []model.Table{t}}
}

func TestLongDocumentSums(t *testing.T) {
	if problems, lists := unsummed(longDocument()); lists != 1 || len(problems) > 0 {
		t.Errorf("%d lists, %v", lists, problems)
	}
}

func BenchmarkFacts(b *testing.B) {
	doc := longDocument()
	facts := len(bookOf(doc).Facts)
	if facts < 10_000 {
		b.Fatalf("%d facts", facts)
	}
	b.ReportAllocs()
	for b.Loop() {
		bookOf(doc)
	}
	b.ReportMetric(float64(facts)*float64(b.N)/b.Elapsed().Seconds(), "facts/s")
}

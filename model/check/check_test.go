package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// grid makes a table of lines: cells parted by |, < goes on from the left, ^ from above.
func grid(title, unit string, head int, lines ...string) model.Table {
	t := model.Table{Title: title, Unit: unit, HeaderRows: head, RowCount: len(lines), Pages: []int{1}, Method: model.Ruled}
	at := map[[2]int]int{}
	for row, line := range lines {
		texts := strings.Split(line, "|")
		t.ColumnCount = max(t.ColumnCount, len(texts))
		for col, text := range texts {
			switch text = strings.TrimSpace(text); text {
			case "<":
				i := at[[2]int{row, col - 1}]
				at[[2]int{row, col}] = i
				t.Cells[i].ColumnSpan = col - t.Cells[i].Column + 1
			case "^":
				i := at[[2]int{row - 1, col}]
				at[[2]int{row, col}] = i
				t.Cells[i].RowSpan = row - t.Cells[i].Row + 1
			default:
				at[[2]int{row, col}] = len(t.Cells)
				t.Cells = append(t.Cells, model.Cell{Row: row, Column: col, RowSpan: 1, ColumnSpan: 1, Text: text,
					Regions: []model.Region{{Page: 1, Box: model.Box{float64(col), float64(row), float64(col) + 1, float64(row) + 1}}}})
			}
		}
	}
	return t
}

// document makes a document of 2026 of tables.
func document(tables ...model.Table) *model.Document {
	doc := &model.Document{FiscalYear: 2026, Disclosure: model.Budget, Tables: tables}
	for i := range doc.Tables {
		doc.Tables[i].ID = fmt.Sprintf("t%d", i+1)
	}
	understand(doc)
	return doc
}

// described gives findings as text: code, first cell, expected and actual.
func described(findings []model.Finding) []string {
	var out []string
	for _, f := range findings {
		where := ""
		if len(f.Subjects) > 0 {
			s := f.Subjects[0]
			where = s.Table
			if s.Table == "" {
				where = fmt.Sprintf("p%d", s.Page)
			}
			if s.Row != nil && s.Column != nil {
				where += fmt.Sprintf("[%d,%d]", *s.Row, *s.Column)
			}
		}
		out = append(out, strings.Join([]string{f.Code, where, f.Expected, f.Actual}, " "))
	}
	return out
}

var (
	summary = grid("收支总表", "万元", 2,
		"收入|<|支出|<", "项目|预算数|项目|预算数",
		"一、一般公共预算拨款收入|30.00|一、教育支出|20.00",
		"二、其他收入||二、住房保障支出|10.00",
		"收入总计|30.00|支出总计|30.00")
	spending = grid("支出总表", "万元", 1,
		"科目编码|科目名称|合计|基本支出|项目支出",
		"205|教育支出|20.00|15.00|5.00",
		"20502|普通教育|20.00|15.00|5.00",
		"2050202|小学教育|20.00|15.00|5.00",
		"221|住房保障支出|10.00|10.00|",
		"22102|住房改革支出|10.00|10.00|",
		"2210201|住房公积金|10.00|10.00|",
		"|合计|30.00|25.00|5.00")
	basic = grid("一般公共预算基本支出表", "万元", 1,
		"科目编码|科目名称|合计|人员经费|公用经费",
		"301|工资福利支出|20.00|20.00|", "30101|基本工资|20.00|20.00|",
		"302|商品和服务支出|5.00||5.00", "30217|公务接待费|2.00||2.00", "30201|办公费|3.00||3.00",
		"|合计|25.00|20.00|5.00")
	threePublic = grid("“三公”经费支出表", "万元", 2,
		"合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费", "^|^|小计|公务用车购置费|公务用车运行费|^",
		"6.00||4.00||4.00|2.00")
	projects = grid("项目支出绩效目标表", "万元", 2,
		"项目名称|项目总额|其中：|<|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位",
		"^|^|财政资金|其他资金|^|^|^|^|^|^|^",
		"城市道路保洁服务项目|5.00|5.00||<p>道路整洁</p>|成本指标|经济成本指标|项目预算成本|≤|5.00|万元",
		"^|^|^|^|^|满意度指标|服务对象满意度指标|群众满意度|≥|85|%")
	overall = grid("部门整体支出绩效目标表", "万元", 0,
		"部门名称|某市教育局|<|<|<", "绩效指标|活动|绩效指标|指标性质|指标值|度量单位", "^|保洁|群众满意度|≥|85|%")
)

// changed returns a table with other texts at some places.
func changed(t model.Table, texts map[[2]int]string) model.Table {
	t.Cells = slices.Clone(t.Cells)
	for i := range t.Cells {
		if text, ok := texts[[2]int{t.Cells[i].Row, t.Cells[i].Column}]; ok {
			t.Cells[i].Text = text
		}
	}
	return t
}

type texts = map[[2]int]string

// Each kind of finding, on the smallest document that has it. Findings that the
// document has besides are not looked at.
var cases = []struct {
	name  string
	doc   *model.Document
	prose string
	want  string
}{
	{"a total that is not its columns", document(changed(spending, texts{{3, 2}: "20.50"})), "", "row-sum-mismatch t1[3,2] 20 20.50"},
	{"a total that is not its rows", document(changed(spending, texts{{7, 3}: "26.00"})), "", "column-sum-mismatch t1[7,3] 25 26.00"},
	{"an item that is not the items below it", document(changed(spending, texts{{2, 4}: "6.00"})), "", "hierarchy-sum-mismatch t1[1,4] 6 5.00"},
	{"a percentage of no two amounts", governed(grid("2025年全市一般公共预算收入执行情况表", "万元", 1, percentages...)), "", "rate-mismatch t1[11,3] 110.3% 100.0"},
	{"a debt beyond its limit", governed(changed(limits, texts{{5, 2}: "12000"})), "", "balance-exceeds-limit t1[5,5] ≤ 12000 12004"},
	{"a debt's limit as a row", governed(changed(debt, texts{{2, 3}: "25000"})), "", "balance-exceeds-limit t1[5,3] ≤ 25000 25244"},
	{"a list whose addends do not reach its total", document(changed(spending, texts{{6, 2}: "9.00", {6, 3}: "9.00"})), "", "list-open t1[7,2] 29 30"},
	{"a part of the “三公” beyond their table", document(changed(basic, texts{{4, 2}: "2.50", {5, 2}: "2.50", {4, 4}: "2.50", {5, 4}: "2.50"}), threePublic), "",
		"part-exceeds-whole t1[4,2] ≤ 2 2.50"},
	{"what comes in is not what goes out", document(changed(summary, texts{{4, 3}: "31.00"})), "", "revenue-expenditure-unequal t1[4,1] 31 30.00"},
	{"a change that is not the difference", document(grid("一般公共预算支出表", "万元", 2,
		"科目编码|科目名称|2025年执行数|2026年预算数|比2025年|<", "^|^|^|^|增减额|增减%",
		"201|一般公共服务支出|10.00|12.00|2.00|20.00%", "205|教育支出|20.00|15.00|-4.00|-25.00%", "|合计|30.00|27.00|-3.00|-10.00%")), "",
		"change-mismatch t1[3,4] -5 -4.00"},
	{"a rate that is not that of its amounts", document(grid("一般公共预算支出表", "万元", 2,
		"科目编码|科目名称|2025年执行数|2026年预算数|比2025年|<", "^|^|^|^|增减额|增减%",
		"201|一般公共服务支出|10.00|12.00|2.00|20.00%", "205|教育支出|20.00|15.00|-5.00|-26.00%", "|合计|30.00|27.00|-3.00|-10.00%")), "",
		"change-rate-mismatch t1[3,5] -25.00% -26.00%"},
	{"a balance that does not carry on", document(grid("政府性基金预算财政拨款收入支出决算表", "万元", 2,
		"科目编码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余", "^|^|^|^|小计|基本支出|项目支出|^",
		"21208|国有土地使用权出让收入安排的支出|1.00|5.00|4.00||4.00|3.00")), "", "balance-mismatch t1[2,7] 2 3.00"},
	{"a blank total over items", document(changed(spending, texts{{1, 2}: ""})), "", "sum-missing t1[1,2] 20 "},
	{"a total without items", document(changed(spending, texts{{3, 3}: "", {3, 4}: ""})), "", "parts-missing t1[3,2]  20.00"},
	{"a sum that rounding explains", document(changed(spending, texts{{3, 2}: "20.01", {2, 2}: "20.01", {1, 2}: "20.01", {7, 2}: "30.01"})), "", "rounding-difference t1[1,2]  "},
	{"a rounded figure among exact ones", document(grid("收入总表", "万元", 1,
		"部门代码|部门名称|合计|一般公共预算拨款收入", "295|某市城市管理中心|5508.97|5508.974386", "295001|某市城市管理中心（本级）|5508.974386|5508.974386")), "",
		"rounded-figure t1[1,2] 5508.974386 5508.97"},
	{"line numbers with a gap", document(grid("收入支出决算总表", "万元", 2,
		"收入|<|<|支出|<|<", "项目|行次|金额|项目|行次|金额", "一、其他收入|1|2.00|一、教育支出|31|2.00", "总计|2|2.00|总计|33|2.00")), "", "line-number-gap t1[3,4] 32 33"},
	{"accounts beyond the budget", document(grid("财政拨款“三公”经费支出决算表", "万元", 2,
		"预算数|<|决算数|<", "合计|公务接待费|合计|公务接待费", "1.00|1.00|1.50|1.50")), "", "final-exceeds-budget t1[2,2] ≤ 1 1.50"},
	{"two tables of different totals", document(summary, changed(spending, texts{{4, 2}: "11.00", {5, 2}: "11.00", {6, 2}: "11.00", {4, 3}: "11.00", {5, 3}: "11.00", {6, 3}: "11.00",
		{7, 2}: "31.00", {7, 3}: "26.00"})), "", "table-total-mismatch t1[4,3] 31 30.00"},
	{"an item that another table has otherwise", document(changed(summary, texts{{2, 3}: "19.00", {3, 3}: "11.00"}), spending), "", "item-mismatch t1[2,3] 20 19.00"},
	{"a project of two amounts", document(projects, grid("项目支出预算表", "万元", 1, "项目名称|合计|一般公共预算", "城市道路保洁服务项目|6.00|6.00")), "", "project-amount-mismatch t2[1,1] 5 6.00"},
	{"projects that do not make up 项目支出", document(changed(spending, texts{}), grid("项目支出绩效目标表", "万元", 1,
		"项目名称|项目总额|绩效目标", "城市道路保洁服务项目|3.00|整洁", "城市公园养护服务项目|1.00|优美")), "", "project-sum-differs t1[7,4] 4 5.00"},
	{"an indicator turned round", document(projects, changed(overall, texts{{2, 3}: "≤"})), "", "indicator-conflict t2[2,2] ≥ 85 % ≤ 85 %"},
	{"a cost that is not the project's", document(changed(projects, texts{{2, 9}: "4.99"})), "", "indicator-amount-mismatch t1[2,7] 5.00 ≤ 4.99 万元"},
	{"an indicator twice", document(changed(projects, texts{{2, 5}: "满意度指标", {2, 6}: "服务对象满意度指标", {2, 7}: "群众满意度", {2, 8}: "≥", {2, 9}: "85", {2, 10}: "%"})), "",
		"duplicate-indicator t1[3,7]  ≥ 85 %"},
	{"a table that another one should agree with is not there", document(summary, spending, basic, threePublic), "", "check-not-possible t1[4,1]  "},
	{"a total to compare with is blank", document(changed(summary, texts{{4, 3}: ""}), spending, basic), "", "check-not-possible t2[7,2]  "},
	{"spending on the “三公” without their table", document(summary, spending, basic), "", "check-not-possible t3[4,2]  "},
	{"text that says another total", document(summary), "2026年收入预算35.00万元，比上年增加5.00万元。", "text-amount-mismatch p1 30.00 万元 35.00万元"},
	{"text that tells a change that is none of its years", document(summary), "2026年收入预算30.00万元，比2025年执行数24.00万元增加5.00万元，增长20.83%。", "text-rate-mismatch p1 6万元 5.00万元"},
	{"text that tells another rate", document(summary), "2026年收入预算30.00万元，比2025年增加5.00万元，增长25%。", "text-rate-mismatch p1 20% 25%"},
	{"text that tells another share", document(summary, spending), "其中：基本支出25.00万元，占总支出预算的80.00%。", "text-rate-mismatch p1 83.33% 80.00%"},
	{"text that says the other way", document(summary), "2026年收入预算30.00万元，比2025年24.00万元减少，主要是项目变动。", "text-direction-mismatch p1 增加 减少"},
	{"accounts that the text puts on the wrong side of the budget", document(summary), "年初预算为20.00万元，支出决算为19.00万元，完成年初预算的95.00%。决算数大于预算数的主要原因是节约。", "text-direction-mismatch p1 小于 大于"},
	{"accounts that are another share of the budget", document(summary), "年初预算为20.00万元，支出决算为19.00万元，完成年初预算的90.00%。", "text-rate-mismatch p1 95% 90.00%"},
	{"a difference without a reason", document(summary), "年初预算为20.00万元，支出决算为19.00万元，完成年初预算的95.00%。决算数小于预算数。", "reason-missing p1  "},
	{"an item of another amount in the text", document(summary, spending), "教育支出（类）普通教育（款）小学教育（项）2026年预算数为21.00万元。", "text-amount-mismatch p1 20.00 万元 21.00万元"},
	{"a comma twice", document(summary), "本部门认真履行职责，，完成任务。", "text-repeated p1  ，，"},
	{"a word twice", document(summary), "财政拨款财政拨款收入增加。", "text-repeated p1  财政拨款"},
	{"an item that only one of the two tables has", document(spending, grid("收入总表", "万元", 1, "科目编码|科目名称|合计|一般公共预算拨款收入",
		"205|教育支出|20.00|20.00", "210|卫生健康支出|10.00|10.00", "|合计|30.00|30.00")), "", "code-sets-differ t2[2,2] 210 "},
	{"a listed table that is not there", document(summary, spending, basic, threePublic), listedTables + "五、政府性基金预算支出表……9", "contents-table-missing p1 政府性基金预算支出表 "},
	{"a listed page that is another", func() *model.Document {
		doc := document(summary, spending, basic, threePublic)
		for i := range doc.Tables {
			doc.Tables[i].Pages = []int{i + 11}
		}
		return doc
	}(), strings.Replace(listedTables, "……8", "……9", 1), "contents-page-wrong p1 8 9"},
	{"tables in another order than listed", document(summary, basic, spending, threePublic), listedTables, "contents-order t2  "},
	{"a table that stands twice", document(summary, spending, spending), "", "table-repeated t3  "},
	{"a year of another document in a heading", document(summary), "第二部分 2025年部门预算情况说明", "year-mismatch p1 2026 2025"},
	{"tables that are not there", document(summary, spending, basic), "", "table-missing  three-public-expenses "},
	{"an empty table that does not say so", document(grid("政府性基金预算支出表", "万元", 1, "科目编码|科目名称|合计", "|合计|")), "", "empty-table-without-note t1  "},
	{"a note that says otherwise", func() *model.Document {
		t := basic
		t.Notes = []string{"注：本部门无基本支出，故本表为空表。"}
		return document(t)
	}(), "", "note-contradicts-table t1  "},
	{"a placeholder in a table", document(changed(spending, texts{{1, 1}: "{单位名称}"})), "", "placeholder-left t1[1,1]  {单位名称}"},
	{"a placeholder in the text", document(summary), "XX单位2026年部门预算", "placeholder-left p1  XX单位"},
	{"a title of another year", document(changed(func() model.Table { t := spending; t.Title = "2025年部门支出总表"; return t }(), nil)), "", "year-mismatch t1 2026 2025"},
	{"no unit", document(func() model.Table { t := spending; t.Unit = ""; return t }()), "", "unit-missing t1  "},
	{"two units", document(changed(spending, texts{{1, 1}: "教育支出（金额单位：元）"})), "", "unit-conflict t1[1,1] 万元 元"},
	{"one number written otherwise", document(numbered("预算01表", "预算02表", "预算03表", "预算04表", "预算05表", "预算表06")...), "", "table-number-odd t6  预算表06"},
	{"a goal cut off", document(changed(projects, texts{{2, 4}: "<p>道路整洁，群众满意，</p>"})), "", "goal-breaks-off t1[2,4]  道路整洁，群众满意，"},
	{"personal items under public funds", document(changed(basic, texts{{2, 3}: "", {2, 4}: "20.00"})), "", "unusual-use t1[2,4]  "},
	{"a code of no list", document(changed(spending, texts{{3, 0}: "2050277"})), "", "code-unknown t1[3,0]  2050277"},
	{"codes of no list are one finding", document(changed(spending, texts{{3, 0}: "2050277", {6, 0}: "2210277"})), "", "code-unknown t1[3,0]  2050277 2210277"},
	{"a name of another code", document(changed(spending, texts{{6, 1}: "购房补贴"})), "", "code-name-mismatch t1[6,0] 住房公积金 购房补贴"},
	{"an item without its parent", document(changed(spending, texts{{5, 0}: "2210202", {5, 1}: "提租补贴", {5, 2}: "0.00", {5, 3}: "0.00"})), "", "code-parent-missing t1[5,0] 22102 "},
	{"an item twice", document(grid("支出总表", "万元", 1, "支出功能分类科目|部门支出经济分类科目|合计|基本支出",
		"2050202-小学教育|30101-基本工资|2.00|2.00", "2050202-小学教育|30101-基本工资|3.00|3.00", "合计||5.00|5.00")), "", "duplicate-key t1[1,0]  30101-基本工资"},
	{"an amount with a comma too many", document(changed(spending, texts{{3, 3}: "1,5.00"})), "", "malformed-amount t1[3,3]  1,5.00"},
	{"two amounts in a cell", document(changed(spending, texts{{3, 3}: "15.00\n3.00"})), "", "several-values t1[3,3]  15.00 3.00"},
	{"integers on two lines of a cell", document(changed(spending, texts{{3, 3}: "4015\n541"})), "", "several-values t1[3,3]  4015 541"},
	{"rows that run together", document(grid("支出总表", "万元", 1, "科目编码|科目名称|合计", "205\n208|教育支出社会保障支出|20.00\n5.00", "|合计|25.00")), "",
		"numbers-together t1[1,0]  "},
	{"separators in some amounts", document(grid("支出总表", "万元", 1, "科目编码|科目名称|合计", "205|教育支出|1,020.00", "221|住房保障支出|1000.00", "|合计|2,020.00")), "",
		"mixed-separators t1[2,2]  1000.00"},
	{"a separator too few, where sums tell the amount", document(grid("支出总表", "元", 1, "科目编码|科目名称|合计|基本支出|项目支出", "205|教育支出|1125,360,898|1,000|1", "221|住房保障支出|125360,898|125,360,000|898", "|合计|125,361,899|125,361,000|899")), "",
		"separator-missing t1[2,2]  125360,898"},
	{"markup", document(projects), "", "markup-in-text t1[2,4]  <p>"},
}

// percentages are the rows of an execution of which one percentage is wrong.
var percentages = []string{"项目|预算数|执行数|完成预算%", "增值税|4210|4023|95.6", "企业所得税|9120|9351|102.5", "个人所得税|3105|2987|96.2", "契税|2204|2317|105.1",
	"房产税|1100|1210|110.0", "印花税|1200|1140|95.0", "资源税|1500|1530|102.0", "车船税|1000|900|90.0", "环境保护税|800|820|102.5", "耕地占用税|600|606|101.0", "土地增值税|730|805|100.0"}

// listedTables are the contents of a document of four tables.
const listedTables = "目 录\n第一部分 部门概况……1\n一、收支总表……5\n二、支出总表……6\n三、一般公共预算基本支出表……7\n四、“三公”经费支出表……8\n"

// numbered makes tables of these numbers.
func numbered(numbers ...string) []model.Table {
	tables := make([]model.Table, len(numbers))
	for i, n := range numbers {
		tables[i] = spending
		tables[i].Number = n
	}
	return tables
}

func TestFindings(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := described(findings(c.doc, c.prose))
			if !slices.Contains(got, c.want) {
				t.Errorf("got\n  %s\nwant %s", strings.Join(got, "\n  "), c.want)
			}
		})
		code, _, _ := strings.Cut(c.want, " ")
		tested[code] = true
	}
	for k := model.RowSumMismatch; k <= model.MarkupInText; k++ {
		if !tested[k.Code()] {
			t.Errorf("no case makes the finding %s", k)
		}
	}
}

// findings reads a document's tables and checks them beside lines of text.
func findings(doc *model.Document, prose string) []model.Finding {
	return Document(doc, understand(doc), linesOf(prose)).Findings
}

// linesOf are the lines of a text on the first page.
func linesOf(prose string) []budget.Line {
	var lines []budget.Line
	for line := range strings.Lines(prose) {
		lines = append(lines, budget.Line{Page: 1, Text: strings.TrimSpace(line)})
	}
	return lines
}

// Documents in which nothing is wrong.
func TestNothingToFind(t *testing.T) {
	whole := "2026年收入预算30.00万元，比2025年预算数减少1.00万元，下降3.2%。基本支出25万元，占支出预算的83.3%，较上年减少2.00万元，下降50%。2026年收支总预算30.00万元，其中：基本支出25万元，项目支出5.00万元，比2025年减少1.00万元。2025年收入预算31.00万元。“三公”经费预算6.00万元，公务接待费2.00万元。"
	doc := document(summary, spending, basic, threePublic)
	for _, f := range described(findings(doc, whole)) {
		if !strings.HasPrefix(f, "table-missing ") && !strings.HasPrefix(f, "check-not-possible ") {
			t.Error(f)
		}
	}
}

// What is asked of a department is not asked of a government: one year, and a department's tables.
func TestGovernmentsHaveOtherTables(t *testing.T) {
	execution := spending
	execution.Title = "2025年一般公共预算支出执行情况表"
	doc := document(summary, execution, basic, threePublic)
	for level, want := range map[model.PublisherLevel]bool{model.DepartmentLevel: true, model.GovernmentLevel: false} {
		doc.Publisher.Level = level
		found := Document(doc, understand(doc), nil).Findings
		for _, code := range []string{"year-mismatch", "table-missing"} {
			if slices.ContainsFunc(found, func(f model.Finding) bool { return f.Code == code }) != want {
				t.Errorf("%s of a %s: %v", code, level, !want)
			}
		}
	}
}

// The Beijing document says what its publisher got wrong.
func TestInconsistenciesOfTheBeijingDocument(t *testing.T) {
	got := described(findings(truths(t)["xicheng-calc"], ""))
	for _, want := range []string{
		"indicator-conflict t13[8,3] ≥ 85 % ≤ 85 %",
		"indicator-amount-mismatch t12[2,8] 1,431.217495 ≤ 1431.217494 万元",
		"indicator-amount-mismatch t12[6,8] 241.380000 ≤ 241.37 万元",
		"rounded-figure t2[2,2] 5,508.974386 5,508.97",
		"markup-in-text t12[5,5]  <p>",
		"mixed-separators t1[32,3]  5508.974386",
		"mixed-separators t3[47,4]  3497.326891",
		"mixed-separators t13[3,4]  3497.326891",
		"sum-missing t4[2,3] 5508.974386 ",
		"empty-table-without-note t7  ",
		"empty-table-without-note t8  ",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not found", want)
		}
	}
	for _, f := range got {
		if strings.Contains(f, "mismatch") && !strings.HasPrefix(f, "indicator-") {
			t.Errorf("%s: the tables agree", f)
		}
	}
}

// Subjects name the sum first, then its parts, each with its page and box.
func TestSubjects(t *testing.T) {
	all := findings(document(changed(spending, texts{{3, 2}: "20.50"})), "")
	i := slices.IndexFunc(all, func(f model.Finding) bool { return f.Code == "row-sum-mismatch" })
	if i < 0 {
		t.Fatal("nothing found")
	}
	f := all[i]
	var places []string
	for _, s := range f.Subjects {
		places = append(places, fmt.Sprintf("%s[%d,%d] p%d %v", s.Table, *s.Row, *s.Column, s.Page, *s.Box))
	}
	want := []string{"t1[3,2] p1 [2 3 3 4]", "t1[3,3] p1 [3 3 4 4]", "t1[3,4] p1 [4 3 5 4]"}
	if !slices.Equal(places, want) {
		t.Errorf("subjects %q, want %q", places, want)
	}
	if !strings.Contains(f.Message.EN, "0.5 apart (rounding allows 0.015)") || !strings.Contains(f.Message.ZH, "相差 0.5（允许误差 0.015）") {
		t.Errorf("message %+v", f.Message)
	}
}

// The tolerance is half a unit of the last decimal for each addend and the total.
func TestTolerance(t *testing.T) {
	for _, c := range []struct {
		total string
		parts []string
		want  words.Outcome
	}{
		{"20.00", []string{"15.00", "5.00"}, words.Equal},
		{"20.01", []string{"15.00", "5.00"}, words.Rounded},
		{"20.02", []string{"15.00", "5.00"}, words.Unequal},
		{"20", []string{"15.4", "5.1"}, words.Rounded}, // 0.5 + 2 × 0.05
		{"20", []string{"15.6", "5.1"}, words.Unequal},
		{"15.03", []string{"15.00", "0"}, words.Unequal}, // a bare 0 is nothing, not up to a half
		{"0.00", []string{"0.00"}, words.Zeros},
		{"20.00", nil, words.Untold},
	} {
		table := grid("支出总表", "万元", 1, "科目名称|"+strings.Repeat("合计|", len(c.parts))+"合计", "教育支出|"+strings.Join(append(slices.Clone(c.parts), c.total), "|"))
		doc := document(table)
		checker := newChecker(doc, understand(doc))
		var parts sum
		figures := checker.sheets[0].facts
		for _, f := range figures[:len(figures)-1] {
			parts.add(f)
		}
		if got := compare(figures[len(figures)-1], parts); got != c.want {
			t.Errorf("%s of %v: %d, want %d", c.total, c.parts, got, c.want)
		}
	}
}

func BenchmarkFindings(b *testing.B) {
	docs := truths(b)
	doc := docs["xicheng-calc"]
	// A document of many pages: its tables thirty times over.
	tables := doc.Tables
	for n := 1; n < 30; n++ {
		for _, t := range tables {
			t.ID = fmt.Sprintf("t%d", len(doc.Tables)+1)
			doc.Tables = append(doc.Tables, t)
		}
	}
	book := understand(doc)
	b.ReportMetric(float64(len(doc.Facts)), "facts")
	b.ReportAllocs()
	for b.Loop() {
		Document(doc, book, nil)
	}
}

package budget

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/words"
)

// evidence makes lines of the first page from texts.
func lines(page int, texts ...string) []Line {
	var out []Line
	for _, s := range texts {
		out = append(out, Line{Page: page, Text: s})
	}
	return out
}

type identifyCase struct {
	name       string
	evidence   Evidence
	publisher  model.Publisher
	year       int
	disclosure model.Disclosure
	findings   string
}

func identifyCases() []identifyCase {
	own := tableOf(0, "部门名称|某市审计局", "总体资金情况（万元）|100.00")
	own.Title = "部门整体支出绩效目标表"
	project := tableOf(0, "项目名称|某项目", "主管部门及代码|[611]某市教育委员会", "实施单位|某市第一中学", "资金总额：|1.00")
	project.Title = "项目支出绩效目标申报表"
	units := tableOf(1, "部门代码|部门名称|合计", "|合计|3.00", "123|某市交通运输局|3.00", "123001|某市交通运输局|1.00", "123002|某市公路中心|2.00")
	units.Title = "收入总表"
	siblings := tableOf(1, "单位编码|单位名称|合计", "125001|某市应急局|1.00", "125002|某市应急中心|2.00")
	siblings.Title = "收入总表"
	years := tableOf(1, "项目|2025年执行数|2026年预算数", "一、教育支出|1.00|2.00")
	years.Title = "财政拨款收支总表"
	final := tableOf(1, "项目|决算数", "一、教育支出|1.00")
	final.Title = "收入支出决算总表"

	return []identifyCase{
		{"cover on one line", Evidence{Lines: lines(1, "江海市审计局2026年部门预算", "目 录")},
			model.Publisher{Name: "江海市审计局"}, 2026, model.Budget, ""},
		{"cover on two lines", Evidence{Lines: lines(1, "江海市临江区财政局", "2024年度部门决算"), Sheets: sheets(final)},
			model.Publisher{Name: "江海市临江区财政局"}, 2024, model.FinalAccounts, ""},
		{"year first", Evidence{Lines: lines(1, "附件2", "2026 年度云山市交通运输局部门预算公开"), Sheets: sheets(units)},
			model.Publisher{Name: "云山市交通运输局"}, 2026, model.Budget, ""},
		{"place and year above, department below", Evidence{Lines: lines(1, "江海市2026年市级单位预算", "预算单位：江海市信访办公室")},
			model.Publisher{Name: "江海市信访办公室"}, 2026, model.Budget, ""},
		{"captions against the unit of one form", Evidence{Captions: append(lines(3, "部门：某市教育局 单位：万元"), lines(4, "部门：某市教育局单位：万元")...),
			Sheets: sheets(years, project)}, model.Publisher{Name: "某市教育局"}, 2026, model.Budget, ""},
		{"a code before the name", Evidence{Captions: lines(1, "341-湖州市财政局 单位：万元"), Sheets: sheets(years)},
			model.Publisher{Name: "湖州市财政局", Code: "341"}, 2026, model.Budget, ""},
		{"a bracketed code", Evidence{Captions: lines(1, "部门：[292]国家档案管理局 金额单位：万元"), Sheets: sheets(years)},
			model.Publisher{Name: "国家档案管理局", Code: "292"}, 2026, model.Budget, ""},
		{"labels of many wordings", Evidence{Captions: lines(1, "编制部门：江海市临江区司法局 单位：元", "部 门:江海市临江区司法局", "部门（单位）：江海市临江区司法局 单位：万元"),
			Sheets: sheets(years)}, model.Publisher{Name: "江海市临江区司法局"}, 2026, model.Budget, ""},
		{"the unit of money is no department", Evidence{Captions: lines(1, "单位：万元", "金额单位：元"), Sheets: sheets(own, years)},
			model.Publisher{Name: "某市审计局"}, 2026, model.Budget, ""},
		{"forms alone, codes at odds", Evidence{Captions: lines(5, "（2025年度）"), Sheets: sheets(project, withText(project, "[611]", "[702]"))},
			model.Publisher{Name: "某市教育委员会"}, 2025, model.Budget, ""},
		{"the list of units", Evidence{Sheets: sheets(units, years)}, model.Publisher{Name: "某市交通运输局", Code: "123"}, 2026, model.Budget, ""},
		{"a list of units without the department", Evidence{Sheets: sheets(siblings, years)}, model.Publisher{Name: "某市应急局"}, 2026, model.Budget, ""},
		{"a summary's mark is no part of the name", Evidence{Lines: lines(1, "部门名称：云山市公安局（汇总）"), Sheets: sheets(years)},
			model.Publisher{Name: "云山市公安局"}, 2026, model.Budget, ""},
		{"only the file's name", Evidence{Sheets: sheets(own0()), FileName: "某市水务局2026年部门预算.pdf"},
			model.Publisher{Name: "某市水务局"}, 2026, model.Budget, "publisher-from-file-name fiscal-year-from-file-name"},
		{"the file's name is not asked where the text tells", Evidence{Lines: lines(1, "某市审计局2026年部门预算"), FileName: "某市水务局2025年部门预算.pdf"},
			model.Publisher{Name: "某市审计局"}, 2026, model.Budget, ""},
		{"nothing tells", Evidence{Sheets: sheets(own0()), FileName: "a.pdf"}, model.Publisher{}, 0, model.Budget, "publisher-unknown fiscal-year-unknown"},
		{"prose names a year", Evidence{Lines: lines(2, "通过实施2026年度平台运营项目，提升服务效能。"), Sheets: sheets(own)},
			model.Publisher{Name: "某市审计局"}, 2026, model.Budget, ""},
		{"something else", Evidence{Lines: lines(1, "附件2", "药品采购中选品种供应清单")}, model.Publisher{}, 0, model.Other, ""},
	}
}

// identify is Identify for a document whose titles tell whether it is a government's.
func identify(e Evidence) (model.Publisher, int, model.Disclosure, []model.Finding) {
	tables := make([]model.Table, len(e.Sheets))
	for i, s := range e.Sheets {
		tables[i] = *s.Table
	}
	level := model.NoLevel
	if IsGovernment(&e, tables) {
		level = model.GovernmentLevel
	}
	return Identify(e, level)
}

func TestIdentify(t *testing.T) {
	for _, c := range identifyCases() {
		t.Run(c.name, func(t *testing.T) {
			publisher, year, disclosure, findings := identify(c.evidence)
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if publisher.Name != c.publisher.Name || publisher.Code != c.publisher.Code || year != c.year || disclosure != c.disclosure || strings.Join(codes, " ") != c.findings {
				t.Errorf("%v %d %s %v\nwant %v %d %s %s", publisher, year, disclosure, codes, c.publisher, c.year, c.disclosure, c.findings)
			}
		})
	}
}

// titled is a table that has nothing but a title.
func titled(titles ...string) []*Sheet {
	var all []model.Table
	for _, s := range titles {
		all = append(all, model.Table{Title: s})
	}
	return Read(all, model.NoLevel)
}

// What the cover of a department's or unit's disclosure tells, in the wordings that are met.
func TestIdentifyCovers(t *testing.T) {
	for _, c := range []struct {
		name     string
		evidence Evidence
		want     string // name, level, year
	}{
		{"部门 twice", Evidence{Lines: lines(1, "江海市信访办公室部门 2026年度部门预算", "信息公开", "目 录")}, "江海市信访办公室 department 2026"},
		{"部门 twice, on two lines", Evidence{Lines: lines(1, "江海市信访办公室部门", "2026年度部门预算信息公开")}, "江海市信访办公室 department 2026"},
		{"年 left out", Evidence{Lines: lines(1, "江海市档案馆", "2026 部门预算情况的说明")}, "江海市档案馆 department 2026"},
		{"a title cut inside a word", Evidence{Lines: lines(1, "2026年江海市民政局（本级）部门预", "算", "目 录")}, "江海市民政局（本级） unit 2026"},
		{"a title cut before what it is", Evidence{Lines: lines(1, "江海市人大常委会办公厅2018年度部门", "预算公开")}, "江海市人大常委会办公厅 department 2018"},
		{"the year on a line of its own", Evidence{Lines: lines(1, "2026年", "江海市司法局部门预算", "目 录", "第一部分 江海市司法局概况")}, "江海市司法局 department 2026"},
		{"the name under the title", Evidence{Lines: lines(1, "2026年部门预算公开", "江海市司法局")}, "江海市司法局 department 2026"},
		{"a heading is no part of a name", Evidence{Lines: lines(1, "江海市中级人民法院", "2017年部门预算", "目 录", "第二部分 江海市中级人民法院 2017年度部门预算表")}, "江海市中级人民法院 department 2017"},
		{"a heading alone", Evidence{Lines: lines(1, "目 录", "第一部分 部门概况", "第二部分 江海市中级人民法院2017年度部门预算表")}, "江海市中级人民法院 department 2017"},
		{"about", Evidence{Lines: lines(1, "关于江海市审计局2026年部门预算的说明")}, "江海市审计局 department 2026"},
		{"a unit's", Evidence{Lines: lines(1, "江海市水文站2026年度单位预算公开", "目 录", "一、单位概况")}, "江海市水文站 unit 2026"},
		{"a unit's by the form", Evidence{Lines: lines(1, "江海市2026年市级单位预算", "预算单位：江海市水文站")}, "江海市水文站 unit 2026"},
		{"a unit's by its tables", Evidence{Captions: lines(2, "单位名称：江海市水文站 单位：万元"), Sheets: titled("2026年单位收支总体情况表", "2026年单位收入总体情况表")}, "江海市水文站 unit 2026"},
		{"the department, though its tables say unit", Evidence{Lines: lines(1, "江海市委宣传部", "2026年部门预算情况说明"), Sheets: titled("2026年单位收支总体情况表")}, "江海市委宣传部 department 2026"},
		{"by the label of its captions", Evidence{Captions: lines(1, "编制单位：江海市水文站 单位：元", "编制单位：江海市水文站 单位：元"), Sheets: titled("2026年收支预算总表")}, "江海市水文站 unit 2026"},
		{"单位 before a name and before a unit of money", Evidence{Captions: lines(1, "单位：江海市审计局 单位：万元", "单位：百万元", "单位：万元"), Sheets: titled("2026年收支预算总表")}, "江海市审计局  2026"},
		{"a body whose name has no usual ending", Evidence{Lines: lines(1, "南京市江海农场2026年部门预算", "目 录")}, "南京市江海农场 department 2026"},
		{"who printed it", Evidence{Lines: lines(1, "江苏省2018年度", "省级部门预算公开报表", "部 门:中共江苏省委江海办公厅", "江苏省财政厅印制")}, "中共江苏省委江海办公厅 department 2018"},
		{"in traditional characters", Evidence{Lines: lines(1, "中華民國115年度", "江海市總預算", "江海市政府主計處單位預算")}, "江海市政府主計處 unit 2026"},
	} {
		p, year, disclosure, _ := identify(c.evidence)
		if got := fmt.Sprintf("%s %s %d", p.Name, p.Level, year); got != c.want || disclosure != model.Budget {
			t.Errorf("%s: %s %s, want %s", c.name, got, disclosure, c.want)
		}
	}
}

// A government's publication: its kind, its year and its place.
func TestIdentifyGovernments(t *testing.T) {
	region := func(labels ...string) []*Sheet {
		one := tableOf(1, append([]string{"地区|限额"}, labels...)...)
		one.Title = "2023年地方政府债务限额及余额决算情况表"
		return sheets(one)
	}
	for _, c := range []struct {
		name     string
		evidence Evidence
		want     string // name, year, kind, region
	}{
		{"a report with the next year's draft", Evidence{Lines: lines(1, "苏州市十七届人大", "五次会议文件（13）", "关于苏州市 2025 年预算执行情况", "和 2026 年预算草案的报告（书面）", "——2026 年 1 月 7 日在苏州市第十七届", "人民代表大会第五次会议上", "苏州市财政局局长 江海", "各位代表："),
			Sheets: titled("2025年全市一般公共预算收入执行情况表", "2026年全市一般公共预算收入预算表")}, "苏州市财政局 2026 report 320500"},
		{"a budget by its cover", Evidence{Lines: append(lines(1, "2026年苏州市本级政府预算公开"), lines(4, "苏州市 2025 年预算执行情况和", "2026 年预算草案的报告")...), Sheets: titled("2026年苏州市一般公共预算收入表")}, " 2026 budget 320500"},
		{"accounts, and the month of print", Evidence{Lines: lines(1, "江苏省 2023 年决算情况表", "江苏省财政厅", "二○二四年七月", "目 录"), Sheets: titled("2023年江苏省一般公共预算收入决算表", "2023年省级一般公共预算收入决算表")}, "江苏省财政厅 2023 final-accounts 320000"},
		{"a year in characters", Evidence{Sheets: titled("二○二五年全市政府性基金预算收入执行情况表"), Captions: lines(1, "二○二五年全市政府性基金预算收入执行情况表")}, " 2025 report "},
		{"debt", Evidence{Sheets: titled("50 江苏省2021年地方政府一般债务余额情况表", "50 江苏省2021年地方政府专项债务余额情况表")}, " 2021 debt 320000"},
		{"debt, the place in its rows", Evidence{Sheets: region("长春市|1.00", "南关区|1.00", "朝阳区|1.00", "吉林市|1.00", "昌邑区|1.00")}, " 2023 debt 220000"},
		{"the smallest place that holds the rows", Evidence{Sheets: region("宜昌市|1.00", "西陵区|1.00", "点军区|1.00", "枝江市|1.00")}, " 2023 debt 420500"},
		{"tables alone", Evidence{Sheets: titled("2026年省级一般公共预算收支预算总表", "2026年省级一般公共预算收入预算表", "2025年省级新增政府一般债券项目情况表")}, " 2026 budget "},
	} {
		p, year, disclosure, _ := identify(c.evidence)
		code := ""
		if p.Region != nil {
			code = p.Region.Code
		}
		if got := fmt.Sprintf("%s %d %s %s", p.Name, year, disclosure, code); got != c.want || p.Level != model.GovernmentLevel {
			t.Errorf("%s: %s of a %q, want %s", c.name, got, p.Level, c.want)
		}
	}
}

// The place of a publisher, and what joins its disclosures.
func TestIdentifyRegions(t *testing.T) {
	for _, c := range []struct {
		name   string
		lines  []Line
		region string // code and name
		id     string
	}{
		{"by its name", lines(1, "深圳市观星局2026年部门预算"), "440300 深圳市", "440300:观星局"},
		{"the own unit", lines(1, "深圳市观星局（本级）2026年部门预算"), "440300 深圳市", "440300:观星局"},
		{"the own unit without brackets", lines(1, "深圳市观星局本级2026年部门预算"), "440300 深圳市", "440300:观星局"},
		{"a district", lines(1, "上海市普陀区观星局2026年部门预算"), "310107 普陀区", "310107:观星局"},
		{"a district of a city that the cover names", lines(1, "上海市2026年区级部门预算", "普陀区观星局2026年部门预算"), "310107 普陀区", "310107:观星局"},
		{"a district of a province that the text names", append(lines(1, "普陀区观星局2026年部门预算"), lines(2, "按照浙江省的要求编制")...), "330903 普陀区", "330903:观星局"},
		{"a district that may be of two cities", lines(1, "普陀区观星局2026年部门预算", "按照浙江省和上海市的要求编制"), "", ""},
		{"a place that only the cover names", lines(1, "江苏省2018年度", "省级部门预算公开报表", "部门：省观星局"), "320000 江苏省", "320000:省观星局"},
		{"a province's party", lines(1, "中共江苏省委办公厅2018年部门预算"), "320000 江苏省", "320000:委办公厅"},
		{"the same without 中共", lines(1, "江苏省委办公厅2019年部门预算"), "320000 江苏省", "320000:委办公厅"},
		{"in full", lines(1, "中国共产党江苏省委员会办公厅2020年部门预算"), "320000 江苏省", "320000:委办公厅"},
		{"the province's government", lines(1, "江苏省人民政府办公厅2020年部门预算"), "320000 江苏省", "320000:政府办公厅"},
		{"the place inside the name", lines(1, "国家税务总局深圳市税务局2020年部门预算"), "440300 深圳市", "440300:国家税务总局税务局"},
		{"a county before it became a district", lines(1, "临安市观星局2016年部门预算"), "330185 临安市", "330112:观星局"},
		{"and behind", lines(1, "杭州市临安区观星局2019年部门预算"), "330112 临安区", "330112:观星局"},
		{"a central body", lines(1, "国家观星局2026年部门预算"), "", "国家观星局"},
		{"a body of no place that is told", lines(1, "第一观星站2026年单位预算"), "", ""},
	} {
		p, _, _, _ := identify(Evidence{Lines: c.lines})
		region := ""
		if p.Region != nil {
			region = p.Region.Code + " " + p.Region.Name
		}
		if region != c.region || p.ID != c.id {
			t.Errorf("%s: %s is of %q and %q, want %q and %q", c.name, p.Name, region, p.ID, c.region, c.id)
		}
	}
}

func sheets(tables ...model.Table) []*Sheet { return Read(tables, model.NoLevel) }

// own0 is a budget table that tells neither department nor year.
func own0() model.Table {
	t := tableOf(1, "项目|预算数", "一、教育支出|1.00")
	t.Title = "收支总表"
	return t
}

// withText returns a table with a text replaced in its cells.
func withText(t model.Table, old, new string) model.Table {
	cells := append([]model.Cell{}, t.Cells...)
	for i := range cells {
		cells[i].Text = strings.ReplaceAll(cells[i].Text, old, new)
	}
	t.Cells = cells
	return t
}

// The tables alone name publisher and year of made documents whose forms do.
func TestIdentifyMadeTables(t *testing.T) {
	doc := readTables(t, "../../testdata/facts/xicheng-calc.truth.json")
	p, _, d, _ := identify(Evidence{Sheets: Read(doc.Tables, doc.Publisher.Level)})
	if p.Name != "北京市西城区城市管理指挥中心" || p.Code != "295" || d != model.Budget {
		t.Errorf("%v %s", p, d)
	}
}

// A year of the Republic that lies beyond all years is none.
func TestYearsOfTheRepublic(t *testing.T) {
	for text, want := range map[string]int{"中華民國99年度總預算": 2010, "中華民國115年度總預算": 2026, "中華民國999年度總預算": 0, "中華民國189年度總預算": 0} {
		if got := yearOfBudget(words.Fold(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

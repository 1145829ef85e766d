package budget

import (
	"strings"
	"testing"

	"yusuan/model"
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

func TestIdentify(t *testing.T) {
	for _, c := range identifyCases() {
		t.Run(c.name, func(t *testing.T) {
			publisher, year, disclosure, findings := Identify(c.evidence)
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if publisher != c.publisher || year != c.year || disclosure != c.disclosure || strings.Join(codes, " ") != c.findings {
				t.Errorf("%v %d %s %v\nwant %v %d %s %s", publisher, year, disclosure, codes, c.publisher, c.year, c.disclosure, c.findings)
			}
		})
	}
}

func sheets(tables ...model.Table) []*Sheet { return Read(tables) }

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
	p, _, d, _ := Identify(Evidence{Sheets: Read(doc.Tables)})
	if p.Name != "北京市西城区城市管理指挥中心" || p.Code != "295" || d != model.Budget {
		t.Errorf("%v %s", p, d)
	}
}

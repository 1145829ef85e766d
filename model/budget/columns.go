package budget

import (
	"slices"

	"yusuan/model"
	"yusuan/model/words"
)

// Columns returns the columns of a table: the header texts over each one from
// top to leaf, and its role. A spanning header cell counts once; numbering rows
// (栏次, **, 1 2 3) and blank header cells are no part of a path. A form
// (headerRows 0) has columns without path.
func Columns(t model.Table) []model.Column {
	g := newGrid(t)
	return newColumns(g, paths(g), t.Unit)
}

// paths returns the header path over each column.
func paths(g *grid) [][]string {
	out := make([][]string, g.cols)
	for col := range out {
		out[col] = []string{}
	}
	for row := range g.head {
		if numberingRow(g, row) {
			continue
		}
		for col := range out {
			i := g.index(row, col)
			if i < 0 || g.cells[i].Row != row || g.folded[i] == "" {
				continue
			}
			out[col] = append(out[col], words.Squash(g.cells[i].Text))
		}
	}
	return out
}

// numberingRow tells a row that only numbers the columns: 栏次 | | 1 | 2,
// ** | 1 | 2, 1 | 2 | 3=4+5, 公式 | A=B+C | B | C.
func numberingRow(g *grid, row int) bool {
	numbers, others := 0, 0
	g.rowCells(row, func(i int) bool {
		switch s := g.folded[i]; {
		case s == "":
		case isOneOf(s, "栏次", "行次", "栏目", "公式", "合计", "项目"):
			// the words that stand left of the numbers
		default:
			if _, ok := words.ColumnMark(s); ok || words.IsColumnFormula(s) {
				numbers++
			} else {
				others++
			}
		}
		return others == 0
	})
	return numbers > 0 && others == 0
}

// newColumns decides the role of each column.
func newColumns(g *grid, paths [][]string, unit string) []model.Column {
	out := make([]model.Column, len(paths))
	content := profile(g)
	for col, path := range paths {
		out[col] = model.Column{Path: path, Role: role(foldAll(path), content[col], unit != "")}
	}
	if g.head == 0 {
		for col := range out {
			out[col].Role = model.RoleText
		}
	}
	return out
}

func foldAll(path []string) []string {
	out := make([]string, len(path))
	for i, s := range path {
		out[i] = words.Fold(s)
	}
	return out
}

// content counts what the body of a column holds.
type content struct {
	amounts  int // printed amounts
	percents int
	codes    int // three, five or seven digits, or two
	words    int // anything else
	long     int // of words: texts longer than any item name
}

// longText is the length in characters from which a text is a description
// rather than a name: the longest names of 功能分类 items have under 40.
const longText = 60

// profile looks at the body of every column.
func profile(g *grid) []content {
	out := make([]content, g.cols)
	for i := range g.cells {
		c, s := &g.cells[i], g.folded[i]
		if c.Row < g.head || c.Column < 0 || c.Column >= g.cols || s == "" || g.numbers[i].Kind == words.StandIn {
			continue
		}
		p := &out[c.Column]
		switch kind := g.numbers[i].Kind; {
		case words.IsItemCode(s):
			p.codes++
		case kind == words.Amount:
			p.amounts++
		case kind == words.Percent:
			p.percents++
		default:
			p.words++
			if len(s) > 3*longText {
				p.long++
			}
		}
	}
	return out
}

// role decides by the header where it is plain, and by the column's content
// where the header leaves it open.
func role(path []string, c content, unitTold bool) model.Role {
	leaf := ""
	if len(path) > 0 {
		leaf = path[len(path)-1]
	}
	if r, ok := roleByHeader(leaf, path); ok {
		return r
	}
	numeric := c.amounts + c.codes
	switch {
	case c.percents > 0 && c.percents >= numeric && c.percents >= c.words:
		return model.RolePercent
	case isMoneyHeader(path) && c.words <= numeric:
		return model.RoleAmount
	case isMoneyHeader(path) && c.amounts > 0 && c.long == 0:
		return model.RoleAmount // labels stray into a column of amounts
	case unitTold && c.amounts > 0 && c.amounts > c.words && leaf != "":
		return model.RoleAmount
	case c.codes > 0 && c.words == 0 && c.amounts == 0:
		return model.RoleCode
	case c.long > 0 && 2*c.long >= c.words:
		return model.RoleText
	}
	return model.RoleLabel
}

// roleByHeader knows the headers that mean one thing whatever the column holds.
func roleByHeader(leaf string, path []string) (model.Role, bool) {
	switch {
	case leaf == "":
		return "", false
	case isOneOf(leaf, "行次", "序号", "栏次", "编号", "次序"):
		return model.RoleOrdinal, true
	case isOneOf(leaf, "类", "款", "项", "目", "节", "類", "項", "節") && len(path) > 0:
		return model.RoleCode, true
	case hasAny(leaf, "名称及编号", "编码及名称", "代码及名称"):
		return model.RoleLabel, true
	case hasAny(leaf, "编码", "代码", "项目编号") || leaf == "编号":
		return model.RoleCode, true
	case hasAny(leaf, "%", "增减率", "增长率", "增幅", "执行率", "完成率", "权重", "比例", "占比", "百分比"):
		return model.RolePercent, true
	case hasAny(leaf, "度量单位", "计量单位") || isOneOf(leaf, "单位", "度量"):
		return model.RoleUnit, true
	case hasAny(leaf, "数量", "人数", "编制数", "批次", "辆数", "分值", "得分", "分数", "评分", "面积", "单价", "數量", "人數", "員額"):
		return model.RoleCount, true
	case hasAny(leaf, "指标", "绩效目标", "备注", "说明", "简介", "依据", "性质", "理由", "解释", "标准", "内容",
		"时间", "方式", "形式", "规格", "是否", "类别", "措施", "意见", "原因", "年度总体目标") && !hasAny(leaf, "金额", "资金总额", "预算数"):
		return labelOrText(leaf), true
	case isOneOf(leaf, "年度", "项目", "科目", "类型") ||
		hasAny(leaf, "名称", "科目名", "预算单位", "主管部门", "目录", "单位(项目)", "项目(按", "科目(按"):
		return model.RoleLabel, true
	}
	return "", false
}

// labelOrText sorts out the descriptive headers that still name the row.
func labelOrText(leaf string) model.Role {
	if hasAny(leaf, "采购类别", "支出项目类别", "购买服务内容", "采购内容", "指标名称") {
		return model.RoleLabel
	}
	return model.RoleText
}

// moneyWords are parts of headers over amounts.
var moneyWords = []string{
	"金额", "预算数", "决算数", "执行数", "合计", "总计", "小计", "预算", "决算", "支出", "收入", "经费", "资金", "拨款", "结转", "结余",
	"总额", "因公出国", "公务接待", "公务用车", "会议费", "培训费", "购置费", "运行费", "维护费", "增减额", "人员", "公用", "余额", "补助",
	"上缴", "政府采购", "政府性基金", "国有资本", "财政专户", "教育收费", "债务", "費", "預算數", "決算數", "比較",
}

// isMoneyHeader tells whether a header path speaks of money, or tells its unit.
func isMoneyHeader(path []string) bool {
	return slices.ContainsFunc(path, func(s string) bool { return hasAny(s, moneyWords...) || unitIn(s) != "" })
}

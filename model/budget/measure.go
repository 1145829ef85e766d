package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// carried gives the measure of a source of money under 上年结转结余.
var carried = map[string]string{
	model.MeasureGeneralPublicBudget: model.MeasureCarryOverGeneral,
	model.MeasureGovernmentFund:      model.MeasureCarryOverFund,
	model.MeasureStateCapital:        model.MeasureCarryOverStateCapital,
	model.MeasureSpecialAccount:      model.MeasureCarryOverSpecialAccount,
	model.MeasureUnitFunds:           model.MeasureCarryOverUnitFunds,
}

// plain are header words that say how an amount came about, not what it measures.
var plain = strings.NewReplacer("合计", "", "总计", "", "小计", "", "总额", "", "金额", "", "预算数", "", "决算数", "", "执行数", "",
	"年初", "", "全年", "", "调整", "", "预算", "", "决算", "", "执行", "", "支出", "", "收入", "", "本年", "", "当年", "", "上年", "",
	"增减额", "", "增减", "", "年度", "", "年", "", "数", "", "总", "", "比", "", "(", "", ")", "", ":", "")

// measure reads a folded header path from its leaf to its top.
func measure(path []string) string {
	for i, s := range slices.Backward(path) {
		m := measureOf(s)
		if m == "" {
			continue
		}
		if c, ok := carried[m]; ok && slices.ContainsFunc(path[:i], func(s string) bool { return measureOf(s) == model.MeasureCarryOver }) {
			return c
		}
		if m == model.MeasureVehicles {
			return vehicles(path[i+1:])
		}
		return m
	}
	for _, s := range path {
		if strings.Trim(plain.Replace(s), "0123456789") != "" && !hasAny(s, "支出", "收入", "资金", "预算", "决算", "金额", "科目", "项目", "经费", "拨款") {
			return model.MeasureOther
		}
	}
	return model.MeasureTotal
}

// vehicles reads what stands under 公务用车购置及运行费: 小计, 购置费 or 运行费.
func vehicles(below []string) string {
	for _, s := range below {
		switch {
		case strings.HasPrefix(s, "购置"):
			return model.MeasureVehiclePurchase
		case strings.HasPrefix(s, "运行"):
			return model.MeasureVehicleOperation
		}
	}
	return model.MeasureVehicles
}

// measureOf returns the measure that one header element names, "" where it names none.
func measureOf(s string) string {
	m, _ := words.HeadMeasure.Of(s)
	return m.Means
}

// isPlainHeader tells a header element of an amount as such.
func isPlainHeader(s string) bool {
	return isOneOf(s, "金额", "预算数", "决算数", "执行数", "数额")
}

// Column is a column of amounts and what its header says of them.
type Column struct {
	Path      []string // folded header texts from top to leaf
	Measure   string
	Total     bool // sums or contains others
	Direction model.Direction
	Period    model.Period
	Stage     model.Stage

	unit string // of money, told in the header itself
}

// column is what the header over a column of amounts says in every year.
func (s *Sheet) column(col int) Column {
	c := Column{Path: s.paths[col], Direction: s.direction(s.paths[col])}
	for _, text := range c.Path {
		if u := unitIn(text); u != "" {
			c.unit = u
		}
	}
	return c
}

// markTotals decides measures and totals of the amount columns of one list.
func markTotals(cols []Column) {
	about := shared(cols)
	for i := range cols {
		c := &cols[i]
		c.Measure = measure(c.Path[about:])
		if slices.ContainsFunc(c.Path, words.IsWithin) || netOf(c.Path) {
			c.Measure = model.MeasureWithin
		}
	}
	for i := range cols {
		if depth := totalDepth(&cols[i]); depth >= 0 {
			cols[i].Total = sumsOthers(cols, i, depth)
		}
	}
	for i := range cols {
		if slices.ContainsFunc(cols[i].Path, words.IsWithin) {
			markParts(cols, i)
		}
	}
}

// totalDepth returns where in a column's path the word is that says that it sums
// others: at its leaf, or over a leaf such as 预算数 beside 决算数; -1 for nowhere.
func totalDepth(c *Column) int {
	n := len(c.Path)
	switch {
	case n == 0 || c.Measure == model.MeasureWithin || c.Period == model.Change:
		return -1
	case words.IsTotalHead(c.Path[n-1]):
		return n - 1
	case n > 1 && isPlainHeader(c.Path[n-1]) && words.IsTotalHead(c.Path[n-2]):
		return n - 2
	}
	return -1
}

// markParts marks what a 其中 column is a part of, and what it governs: in
// 小计 | 其中：基本支出 | 项目支出 also the columns that follow in its group.
func markParts(cols []Column, i int) {
	p := parentOf(cols, i)
	if p < 0 {
		return
	}
	cols[p].Total = true
	if leaf := cols[p].Path[len(cols[p].Path)-1]; p != i-1 || !words.IsTotalHead(leaf) {
		return
	}
	for j := i + 1; j < len(cols) && sameGroup(cols[j].Path, cols[i].Path); j++ {
		cols[j].Measure = model.MeasureWithin
	}
}

// shared counts the leading header elements that stand over all columns of a
// list: they say what the table is about (国有资本经营预算支出 over 合计, 基本支出
// and 项目支出), not what one of its columns measures.
func shared(cols []Column) int {
	if len(cols) < 2 {
		return 0
	}
	n := len(cols[0].Path) - 1
	for _, c := range cols[1:] {
		k := 0
		for k < n && k < len(c.Path)-1 && c.Path[k] == cols[0].Path[k] {
			k++
		}
		n = k
	}
	return max(n, 0)
}

// netOf tells a column that repeats its neighbour less something: 扣除…后预算数.
func netOf(path []string) bool {
	return slices.ContainsFunc(path, func(s string) bool { return strings.HasPrefix(s, "扣除") })
}

// sumsOthers tells whether another column shares the first depth header elements with column i.
func sumsOthers(cols []Column, i, depth int) bool {
	prefix := cols[i].Path[:depth]
	for j := range cols {
		if j != i && cols[j].Period == cols[i].Period && len(cols[j].Path) >= depth && slices.Equal(cols[j].Path[:depth], prefix) &&
			(depth > 0 || len(cols[j].Path) > 0) && !samePlain(cols[i].Path, cols[j].Path) && cols[j].Measure != model.MeasureTotal {
			return true
		}
	}
	return false
}

// samePlain tells two columns that differ only in how the amount came about
// (合计 / 预算数 beside 合计 / 决算数).
func samePlain(a, b []string) bool {
	return len(a) == len(b) && len(a) > 1 && slices.Equal(a[:len(a)-1], b[:len(b)-1]) && isPlainHeader(a[len(a)-1]) && isPlainHeader(b[len(b)-1])
}

// sameGroup tells whether two paths stand under the same header.
func sameGroup(a, b []string) bool {
	return len(a) == len(b) && len(a) > 0 && slices.Equal(a[:len(a)-1], b[:len(b)-1])
}

// parentOf finds the column that a 其中 column is part of: the one before it if
// that is the group's total or speaks of the same thing, else the group's total.
func parentOf(cols []Column, i int) int {
	at := slices.IndexFunc(cols[i].Path, words.IsWithin)
	group := cols[i].Path[:at]
	what := words.CutWithin(cols[i].Path[at])
	before, total := -1, -1
	for j := i - 1; j >= 0; j-- {
		p := cols[j].Path
		if len(p) < len(group) || !slices.Equal(p[:len(group)], group) {
			break
		}
		if cols[j].Measure == model.MeasureWithin {
			continue
		}
		if before < 0 {
			before = j
		}
		if words.IsTotalHead(p[len(p)-1]) && len(p) == at+1 {
			total = j
		}
	}
	if before >= 0 && (total < 0 || sharedRunes(what, cols[before].Path[len(cols[before].Path)-1]) >= settings.alike) {
		return before
	}
	return total
}

// sharedRunes counts the runes that two texts share at their beginnings.
func sharedRunes(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// budgetNames are the names of budgets and sources, whose 预算 says nothing about the stage.
var budgetNames = strings.NewReplacer("一般公共预算", "", "政府性基金预算", "", "国有资本经营预算", "", "公共预算", "", "基金预算", "",
	"经营预算", "", "部门预算", "", "预算单位", "", "预算拨款", "", "预算支出总额", "", "预算外", "", "预算内", "")

// stageOf reads the stage of the budget cycle from a folded header path; "" where it tells none.
func stageOf(path []string) model.Stage {
	for _, s := range slices.Backward(path) {
		s = budgetNames.Replace(s)
		switch {
		case strings.Contains(s, "决算"):
			return model.StageFinal
		case strings.Contains(s, "执行数"), strings.Contains(s, "执行情况"):
			return model.StageExecution
		case strings.Contains(s, "预算"):
			return model.StageBudget
		}
	}
	return ""
}

// isChange tells a header or label of what two years differ by.
func isChange(s string) bool {
	return hasAny(s, "增减", "比上年", "较上年", "比较", "变化")
}

// periodOf reads the year of an amount from a folded header path, against the fiscal year.
func periodOf(path []string, fiscalYear int) model.Period {
	for _, s := range path {
		if isChange(s) {
			return model.Change
		}
	}
	for _, s := range slices.Backward(path) {
		if y := words.YearIn(s); y != 0 && fiscalYear != 0 {
			if y < fiscalYear {
				return model.Previous
			}
			return model.Current
		}
		if isOneOf(s, "上年", "去年", "上年度") || hasAny(s, "上年预算", "上年决算", "上年执行", "上年数", "上年度", "去年预算", "去年执行", "上年年初") {
			return model.Previous
		}
	}
	return model.Current
}

// unitIn returns the unit of money that a folded text tells in brackets or after a colon: "" where it tells none.
func unitIn(s string) string {
	u, _ := words.UnitIn(s)
	return u.Name
}

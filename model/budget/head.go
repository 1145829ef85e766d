package budget

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Meaning is what an amount is, in the dimensions that heads, labels and titles tell alike.
type Meaning struct {
	Fund    model.Fund
	Use     model.Use
	Item    model.Item
	Measure model.Measure
}

// Whole is the meaning of an amount of which nothing is told: all money together.
var Whole = Meaning{Measure: model.MeasureAmount}

// meaningOf reads folded header texts, each dimension from the leaf up: in 上年结转结余 over 一般公共预算 the leaf tells
// the fund and the head over it the use. Measures other than amounts are told where quantities says so.
func meaningOf(path []string, quantities bool) Meaning {
	m := Meaning{
		Fund: model.Fund(told(words.FundWord, path)),
		Use:  model.Use(told(words.UseWord, path)),
		Item: itemOf(path), Measure: model.MeasureAmount,
	}
	if quantities {
		if q := told(words.QuantityWord, path); q != "" {
			m.Measure = model.Measure(q)
		}
	}
	return m
}

// told is what the innermost of some folded texts says for a use of words, "" where none says anything.
func told(use words.Use, path []string) string {
	for _, s := range slices.Backward(path) {
		if m, ok := use.Of(s); ok {
			return m.Means
		}
	}
	return ""
}

// itemOf reads which of the disclosed expenses a header path is about. What stands under 公务用车购置及运行费 is called 购置费 and 运行费.
func itemOf(path []string) model.Item {
	for i, s := range slices.Backward(path) {
		m, ok := words.ItemWord.Of(s)
		if !ok {
			continue
		}
		return itemUnder(model.Item(m.Means), path[i+1:])
	}
	return model.ItemNone
}

// itemUnder is the expense that texts under a head are about which name none themselves, given that of the head.
func itemUnder(head model.Item, path []string) model.Item {
	if head != model.ItemVehicles {
		return head
	}
	for _, below := range path {
		switch {
		case strings.HasPrefix(below, "购置"):
			return model.ItemVehiclePurchase
		case strings.HasPrefix(below, "运行"):
			return model.ItemVehicleOperation
		}
	}
	return head
}

// contents are the funds, uses and items that make up others.
var (
	fundParts = map[model.Fund][]model.Fund{
		model.FundFiscal: {model.FundGeneralPublic, model.FundGovernmentFund, model.FundStateCapital},
		model.FundUnit:   {model.FundUndertaking, model.FundOperating, model.FundSuperior, model.FundSubordinate, model.FundOther},
	}
	useParts  = map[model.Use][]model.Use{model.UseBasic: {model.UsePersonnel, model.UseOperating}}
	itemParts = map[model.Item][]model.Item{
		model.ItemThreePublic: {model.ItemOverseas, model.ItemReception, model.ItemVehicles},
		model.ItemVehicles:    {model.ItemVehiclePurchase, model.ItemVehicleOperation},
	}
)

// contains tells whether one amount is a part of another by what they are, all else being the same.
func (m Meaning) contains(part Meaning) bool {
	if m.Measure != part.Measure {
		return false
	}
	n := 0
	for _, side := range [...]struct{ same, within bool }{
		{m.Fund == part.Fund, slices.Contains(fundParts[m.Fund], part.Fund)},
		{m.Use == part.Use, slices.Contains(useParts[m.Use], part.Use)},
		{m.Item == part.Item, slices.Contains(itemParts[m.Item], part.Item)},
	} {
		switch {
		case side.same:
		case side.within:
			n++
		default:
			return false
		}
	}
	return n == 1
}

// when is the year that a text tells: a printed one, or one by its place before the document's.
type when struct {
	year     int
	previous bool
	change   bool
}

// whenOf reads the year of an amount from folded header texts.
func whenOf(path []string) when {
	if slices.ContainsFunc(path, isChange) {
		latest := 0
		for _, s := range path {
			for y := range words.Years(s) {
				latest = max(latest, y)
			}
		}
		return when{change: true, year: latest}
	}
	for _, s := range slices.Backward(path) {
		if y := words.YearIn(s); y != 0 {
			return when{year: y}
		}
		if isOneOf(s, "上年", "去年", "上年度") || hasAny(s, "上年预算", "上年决算", "上年执行", "上年数", "上年度", "上年完成", "去年预算", "去年执行", "上年年初", "同期数", "同期完成", "同期执行", "同期决算") {
			return when{previous: true}
		}
	}
	return when{}
}

// isChange tells a header or label of what two years differ by.
func isChange(s string) bool {
	return hasAny(s, "增减", "比上年", "较上年", "比较", "变化")
}

// in settles a year against that of the document. What a table calls 上年 is the year before the one of its title.
func (w when) in(fiscal, title int) (model.Period, int) {
	of := cmp.Or(title, fiscal)
	switch {
	case w.change:
		return model.Change, cmp.Or(w.year, of)
	case w.previous:
		return model.Previous, max(of-1, 0)
	case w.year != 0 && w.year < fiscal:
		return model.Previous, w.year
	case w.year != 0:
		return model.Current, w.year
	}
	return model.Current, fiscal
}

// budgetNames are the names of budgets and sources, whose 预算 says nothing about the stage.
var budgetNames = strings.NewReplacer("一般公共预算", "", "政府性基金预算", "", "国有资本经营预算", "", "公共预算", "", "基金预算", "",
	"经营预算", "", "部门预算", "", "预算单位", "", "预算拨款", "", "预算外", "", "预算内", "")

// stageOf reads the stage of the budget cycle from a folded header path; "" where it tells none.
func stageOf(path []string) model.Stage {
	for _, s := range slices.Backward(path) {
		m, ok := words.StageWord.Of(budgetNames.Replace(s))
		if stage := model.Stage(m.Means); ok && !(stage == model.StageBudget && words.IsTotalHead(s)) { // 预算总额 is a total, whatever stage
			return stage
		}
	}
	return ""
}

// plainHead tells a header text of an amount as such, which says nothing of whose or what for.
func plainHead(s string) bool {
	if isOneOf(s, "金额", "预算", "预算数", "决算数", "执行数", "数额", "预算金额", "资金总额", "项目金额", "项目总额", "总额") {
		return true
	}
	n := words.CutYear(s)
	return n > 0 && n < len(s) && plainHead(s[n:])
}

// unitIn returns the unit of money that a folded text tells in brackets or after a colon: "" where it tells none.
func unitIn(s string) string {
	u, _ := words.UnitIn(s)
	return u.Name
}

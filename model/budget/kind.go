package budget

import (
	"slices"
	"strings"

	"yusuan/model"
)

// kindOf tells what a table is about: by its folded title, and where the title tells
// nothing (a place's own wording, or none), by its headers and row labels.
func kindOf(title string, g *grid) model.Kind {
	if k := kindByTitle(title, g); k != model.OtherTable {
		return k
	}
	return kindByStructure(g)
}

// kindByTitle knows the titles of all places. The order matters: a title names
// its narrowest subject somewhere (“一般公共预算“三公”经费支出表” is about the
// “三公”), so narrow subjects are asked for first.
func kindByTitle(title string, g *grid) model.Kind {
	final := strings.Contains(title, "决算")
	pick := func(budget, finalAccounts model.Kind) model.Kind {
		if final {
			return finalAccounts
		}
		return budget
	}
	switch {
	case title == "" || hasAny(title, "目录", "是否空表"):
		return model.OtherTable
	case hasAny(title, "自评"):
		return model.PerformanceEvaluation
	case strings.Contains(title, "绩效"):
		return performanceKind(title, g)
	case strings.Contains(title, "三公"):
		return pick(model.ThreePublicExpenses, model.FinalThreePublicExpenses)
	case hasAny(title, "政府采购", "采购预算", "采购明细"):
		return model.GovernmentProcurement
	case strings.Contains(title, "购买服务"):
		return model.ServicePurchase
	case strings.Contains(title, "政府性基金"):
		return pick(model.GovernmentFund, model.FinalGovernmentFund)
	case strings.Contains(title, "国有资本"):
		return pick(model.StateCapitalOperations, model.FinalStateCapitalOperations)
	case hasAny(title, "机关运行"):
		return model.AgencyOperation
	case hasAny(title, "上年结转资金", "结转资金支出"):
		return model.CarryOver
	case strings.Contains(title, "转移支付"):
		return model.TransferPayment
	case hasAny(title, "财政拨款收支", "财政拨款收入支出", "财政拨款收入、支出"):
		if hasAny(title, "一般公共预算财政拨款收入支出") {
			return pick(model.GeneralPublicExpenditure, model.FinalGeneralPublicExpenditure)
		}
		return pick(model.FiscalAppropriationSummary, model.FinalFiscalAppropriation)
	case hasAny(title, "收支总", "收支预算总", "收支决算总", "收入支出总", "收入支出预算总", "收入支出决算总", "收支预算表", "收支情况"):
		return pick(model.IncomeExpenditureSummary, model.FinalIncomeExpenditureSummary)
	case strings.Contains(title, "基本支出"):
		return pick(model.BasicExpenditure, model.FinalBasicExpenditure)
	case hasAny(title, "项目支出", "专项业务经费", "项目预算", "专项资金", "项目经费"):
		return model.ProjectExpenditure
	case hasAll(title, "一般公共预算", "支出"):
		return pick(model.GeneralPublicExpenditure, model.FinalGeneralPublicExpenditure)
	case hasAll(title, "财政拨款", "支出"):
		return pick(model.FiscalAppropriationExpense, model.FinalFiscalAppropriation)
	case hasAny(title, "收入总", "收入预算", "收入决算", "收入情况", "部门收入"):
		return pick(model.IncomeSummary, model.FinalIncome)
	case hasAny(title, "支出总", "支出预算", "支出决算", "支出情况", "部门支出"):
		return pick(model.ExpenditureSummary, model.FinalExpenditure)
	}
	return model.OtherTable
}

// performanceKind tells the 绩效 tables apart: whose goal it is.
func performanceKind(title string, g *grid) model.Kind {
	switch {
	case strings.Contains(title, "转移支付") && !hasAny(title, "含转移支付"):
		return model.TransferPerformance
	case hasAny(title, "整体", "部门绩效", "单位绩效"):
		return model.OverallPerformance
	case hasAny(title, "目标完成情况", "评价", "评分"):
		return model.PerformanceEvaluation
	case hasEvaluation(headWords(g)):
		return model.PerformanceEvaluation
	}
	return model.ProjectPerformance
}

// labelRows is how many leading body rows (and columns of a form) kindByStructure
// reads: the tables tell themselves apart at the top.
const labelRows = 60

// texts are the folded texts by which a structure is known.
type texts []string

func (w texts) has(part ...string) bool {
	return slices.ContainsFunc(w, func(s string) bool { return hasAny(s, part...) })
}

// all tells whether every part stands in some text.
func (w texts) all(parts ...string) bool {
	for _, p := range parts {
		if !w.has(p) {
			return false
		}
	}
	return true
}

// is tells whether one of the texts is exactly one of the given.
func (w texts) is(text ...string) bool {
	return slices.ContainsFunc(w, func(s string) bool { return slices.Contains(text, s) })
}

// headWords returns the texts of the header rows; of a form, the short texts of
// its first rows, since its labels are its header.
func headWords(g *grid) texts {
	var out texts
	for i := range g.cells {
		if s := g.folded[i]; s != "" && (g.cells[i].Row < g.head || g.head == 0 && g.cells[i].Row < labelRows && len(s) <= 3*longText) {
			out = append(out, s)
		}
	}
	return out
}

// bodyLabels returns the texts of the leading body rows that are no amounts.
func bodyLabels(g *grid) texts {
	var out texts
	for i := range g.cells {
		if s := g.folded[i]; s != "" && g.cells[i].Row >= g.head && g.cells[i].Row < g.head+labelRows && len(s) <= 3*longText && !isAmount(g.numbers[i]) {
			out = append(out, s)
		}
	}
	return out
}

// hasEvaluation tells the headers of results: goals have weights (执行率分值) but no scores.
func hasEvaluation(head texts) bool {
	return head.has("自评", "实际完成") || head.has("执行率") && head.is("得分")
}

// kindByStructure knows a table by its headers, whatever its title.
func kindByStructure(g *grid) model.Kind {
	head := headWords(g)
	if len(head) == 0 {
		return model.OtherTable
	}
	body := bodyLabels(g)
	final := head.has("决算") || head.is("行次", "栏次") || body.has("年末结转和结余")
	pick := func(budget, finalAccounts model.Kind) model.Kind {
		if final {
			return finalAccounts
		}
		return budget
	}
	switch {
	case hasEvaluation(head):
		return model.PerformanceEvaluation
	case head.has("三级指标", "指标值", "绩效指标") || head.has("绩效目标") && head.has("项目名称", "单位(项目)", "一级项目"):
		switch {
		case head.has("转移支付名称"):
			return model.TransferPerformance
		case head.has("整体绩效", "预算支出总额", "年度预算申请", "部门整体"):
			return model.OverallPerformance
		}
		return model.ProjectPerformance
	case head.all("因公出国", "公务接待") || body.all("因公出国", "公务接待", "公务用车") && len(body) < labelRows/2:
		return pick(model.ThreePublicExpenses, model.FinalThreePublicExpenses)
	case head.has("采购类别", "采购品目", "采购目录", "采购项目", "采购方式", "采购组织形式"):
		return model.GovernmentProcurement
	case head.has("指导性目录", "购买服务"):
		return model.ServicePurchase
	case head.is("收入") && head.is("支出"):
		return sideBySideKind(head, body, pick)
	case head.has("政府性基金预算支出", "政府性基金支出"):
		return pick(model.GovernmentFund, model.FinalGovernmentFund)
	case head.has("国有资本经营预算支出"):
		return pick(model.StateCapitalOperations, model.FinalStateCapitalOperations)
	case head.has("上级补助收入") && head.has("附属单位上缴收入", "事业收入"):
		return pick(model.IncomeSummary, model.FinalIncome)
	case head.has("上缴上级支出") && head.has("对附属单位补助支出"):
		return pick(model.ExpenditureSummary, model.FinalExpenditure)
	case head.has("机关运行经费"):
		return model.AgencyOperation
	case head.has("人员经费", "人员支出", "人员类") && head.has("公用经费", "日常公用", "公用支出"):
		if head.has("项目支出") {
			return pick(model.GeneralPublicExpenditure, model.FinalGeneralPublicExpenditure)
		}
		if head.has("经济") || body.has("工资福利支出") {
			return pick(model.BasicExpenditure, model.FinalBasicExpenditure)
		}
	case head.has("一般公共预算支出") && head.has("功能", "科目"):
		return pick(model.GeneralPublicExpenditure, model.FinalGeneralPublicExpenditure)
	case head.has("基本支出") && head.has("项目支出") && head.has("科目"):
		return pick(model.ExpenditureSummary, model.FinalExpenditure)
	case head.has("项目名称", "一级项目") && head.has("金额", "合计", "总计", "预算数", "资金"):
		return model.ProjectExpenditure
	}
	return model.OtherTable
}

// sideBySideKind tells the summaries with income left and expenditure right
// apart: only 收支总表 has money from outside the treasury.
func sideBySideKind(head, body texts, pick func(budget, final model.Kind) model.Kind) model.Kind {
	outside := body.has("事业收入", "其他收入", "单位资金", "财政专户", "上级补助", "经营收入")
	if !outside && (head.has("政府性基金", "一般公共预算") || body.has("一般公共预算", "政府性基金")) {
		return pick(model.FiscalAppropriationSummary, model.FinalFiscalAppropriation)
	}
	if outside || body.has("一般公共预算", "财政拨款") {
		return pick(model.IncomeExpenditureSummary, model.FinalIncomeExpenditureSummary)
	}
	return model.OtherTable
}

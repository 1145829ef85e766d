package budget

import (
	"strings"

	"yusuan/model"
	"yusuan/model/regions"
)

// direction tells the side of the budget: by the header where it says 收入 or
// 支出 of its own, else by what the table is about.
func (s *Sheet) direction(path []string) model.Direction {
	top := ""
	if len(path) > 0 {
		top = path[0]
	}
	if side, ok := governmentSides[s.Kind]; ok {
		return s.governmentDirection(side, path)
	}
	switch s.Kind {
	case model.IncomeSummary, model.FinalIncome:
		return model.Revenue
	case model.IncomeExpenditureSummary, model.FiscalAppropriationSummary, model.FinalIncomeExpenditureSummary,
		model.FinalFiscalAppropriation, model.GovernmentFund, model.FinalGovernmentFund, model.StateCapitalOperations,
		model.FinalStateCapitalOperations, model.OtherTable, model.OverallPerformance, model.FinalGeneralPublicExpenditure:
	default:
		return model.Expenditure
	}
	switch {
	case hasAny(top, "本年收入", "收入来源", "按收入性质") || isOneOf(top, "收入", "收入预算", "收入决算"):
		return model.Revenue
	case hasAny(top, "支出"):
		return model.Expenditure
	case hasAny(top, "收入"):
		return model.Revenue
	case hasAny(top, "年初结转", "年末结转", "上年结转"):
		return model.NoDirection
	}
	title := s.title.folded
	switch {
	case (hasAny(title, "支出", "经费", "采购", "项目", "转移支付") || s.title.item != model.ItemNone) && !hasAny(title, "收支", "收入"):
		return model.Expenditure
	case strings.Contains(title, "收入") && !hasAny(title, "支出"):
		return model.Revenue
	}
	switch s.Kind {
	case model.GovernmentFund, model.StateCapitalOperations, model.FinalGovernmentFund, model.FinalStateCapitalOperations,
		model.OverallPerformance, model.FinalGeneralPublicExpenditure:
		return model.Expenditure
	}
	return model.NoDirection
}

// sides tells which sides of the budget the tables of a kind have: one, both, or for debt none.
type sides uint8

const (
	neither sides = iota
	revenueSide
	expenditureSide
	given // what one level gives another: the giver's expenditure, the receiver's revenue
	both
)

// governmentSides are the sides of the kinds of governments' tables.
var governmentSides = map[model.Kind]sides{
	model.GovernmentRevenue: revenueSide, model.GovernmentFundRevenue: revenueSide, model.GovernmentStateCapitalRevenue: revenueSide,
	model.GovernmentSocialInsuranceRevenue: revenueSide,
	model.GovernmentExpenditure:            expenditureSide, model.GovernmentOwnExpenditure: expenditureSide, model.GovernmentBasicExpenditure: expenditureSide,
	model.GovernmentFundExpenditure: expenditureSide, model.GovernmentStateCapitalExpenditure: expenditureSide,
	model.GovernmentSocialInsuranceExpenditure: expenditureSide, model.GovernmentKeyProjects: expenditureSide, model.GovernmentThreePublic: expenditureSide,
	model.GovernmentTransfersByItem: given, model.GovernmentTransfersByRegion: given, model.GovernmentTransfersMatrix: given,
	model.GovernmentFundTransfers: given, model.GovernmentStateCapitalTransfers: given,
	model.GovernmentBalance: both, model.GovernmentFundBalance: both, model.GovernmentStateCapitalBalance: both, model.GovernmentSocialInsuranceBalance: both,
	model.DebtBalance: neither, model.DebtLimitAndBalance: neither, model.DebtIssueAndRepayment: neither, model.DebtLimitAllocation: neither,
	model.BondTerms: neither, model.BondUse: neither,
}

// isGovernment tells the kinds of a government's tables.
func isGovernment(k model.Kind) bool {
	_, ok := governmentSides[k]
	return ok
}

// isDebt tells a table of a government's debt.
func isDebt(k model.Kind) bool {
	of, ok := governmentSides[k]
	return ok && of == neither
}

// governmentDirection is the direction of a column of a government's table. In a table of both sides the head tells it,
// or else each row (sideOf) or list (List.side).
func (s *Sheet) governmentDirection(of sides, path []string) model.Direction {
	switch of {
	case revenueSide:
		return model.Revenue
	case expenditureSide:
		return model.Expenditure
	case given:
		if isReceived(s.title.folded) {
			return model.Revenue
		}
		return model.Expenditure
	case both:
		return sideOf(path)
	}
	return model.NoDirection
}

// isReceived tells by a folded title transfers from above: those that it calls 收入, and those of a higher level to one
// place. 省对市县 is what a province gives.
func isReceived(title string) bool {
	if hasAny(title, "收入", "中央对", "中央补助", "中央提前", "中央下达", "中央、", "上级") {
		return true
	}
	for _, to := range []string{"对", "补助", "下达"} {
		if _, behind, ok := strings.Cut(title, to); ok {
			if found, _ := regions.Leading(behind); found != nil {
				return true
			}
		}
	}
	return false
}

// side gives the columns of a list the side that neither head nor title tells: what money is spent on is expenditure; of
// the two lists of a balance one names revenue only, the other expenditure only.
func (l *List) side(s *Sheet) {
	side := model.NoDirection
	switch l.Kind {
	case model.ListFunctional, model.ListDepartmentEconomic, model.ListGovernmentEconomic, model.ListProject, model.ListProcurement, model.ListItem:
		if !isDebt(s.Kind) {
			side = model.Expenditure
		}
	}
	if governmentSides[s.Kind] == both && len(s.lists) > 1 {
		side = l.named()
	}
	for k := range l.Columns {
		if c := &l.Columns[k]; c.Direction == model.NoDirection && c.Measure == model.MeasureAmount {
			c.Direction = side
		}
	}
}

// named is the side that most labels of a list name, none where they name both as often.
func (l *List) named() model.Direction {
	votes := map[model.Direction]int{}
	for i := range l.Rows {
		votes[sideOf([]string{l.Rows[i].folded})]++
	}
	switch revenue, expenditure := votes[model.Revenue], votes[model.Expenditure]; {
	case revenue > 2*expenditure:
		return model.Revenue
	case expenditure > 2*revenue:
		return model.Expenditure
	}
	return model.NoDirection
}

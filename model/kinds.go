package model

// The closed vocabulary of table kinds. A kind is what a table is about,
// whichever number, title and layout the publisher prints it with.
const (
	IncomeExpenditureSummary      Kind = "income-expenditure-summary"       // 收支总表
	IncomeSummary                 Kind = "income-summary"                   // 收入总表
	ExpenditureSummary            Kind = "expenditure-summary"              // 支出总表
	FiscalAppropriationSummary    Kind = "fiscal-appropriation-summary"     // 财政拨款收支总表
	FiscalAppropriationExpense    Kind = "fiscal-appropriation-expenditure" // 财政拨款支出表
	GeneralPublicExpenditure      Kind = "general-public-expenditure"       // 一般公共预算支出表
	BasicExpenditure              Kind = "basic-expenditure"                // 基本支出表
	ProjectExpenditure            Kind = "project-expenditure"              // 项目支出表, 项目表
	GovernmentFund                Kind = "government-fund"                  // 政府性基金预算支出表
	StateCapitalOperations        Kind = "state-capital-operations"         // 国有资本经营预算支出表
	ThreePublicExpenses           Kind = "three-public-expenses"            // “三公”经费支出表
	AgencyOperation               Kind = "agency-operation"                 // 机关运行经费支出表
	GovernmentProcurement         Kind = "government-procurement"           // 政府采购预算表
	ServicePurchase               Kind = "service-purchase"                 // 政府购买服务预算表
	TransferPayment               Kind = "transfer-payment"                 // 转移支付表
	CarryOver                     Kind = "carry-over"                       // 上年结转资金支出表
	ProjectPerformance            Kind = "project-performance"              // 项目支出绩效目标表
	OverallPerformance            Kind = "overall-performance"              // 整体支出绩效目标表
	TransferPerformance           Kind = "transfer-performance"             // 转移支付绩效目标表
	FinalIncomeExpenditureSummary Kind = "final-income-expenditure-summary" // 收入支出决算总表
	FinalIncome                   Kind = "final-income"                     // 收入决算表
	FinalExpenditure              Kind = "final-expenditure"                // 支出决算表
	FinalFiscalAppropriation      Kind = "final-fiscal-appropriation"       // 财政拨款收入支出决算总表
	FinalGeneralPublicExpenditure Kind = "final-general-public-expenditure" // 一般公共预算财政拨款支出决算表
	FinalBasicExpenditure         Kind = "final-basic-expenditure"          // 一般公共预算财政拨款基本支出决算表
	FinalGovernmentFund           Kind = "final-government-fund"            // 政府性基金预算财政拨款收入支出决算表
	FinalStateCapitalOperations   Kind = "final-state-capital-operations"   // 国有资本经营预算财政拨款支出决算表
	FinalThreePublicExpenses      Kind = "final-three-public-expenses"      // 财政拨款“三公”经费支出决算表
	PerformanceEvaluation         Kind = "performance-evaluation"           // 项目绩效自评表
	OtherTable                    Kind = "other"                            // none of these
)

// The kinds of tables of a government: of all of a place's money and its debt. None of them is of a department's
// disclosure, and none of a department's of a government's volume; goals of projects and transfers are of both.
const (
	GovernmentRevenue                    Kind = "government-general-public-revenue"             // 一般公共预算收入表
	GovernmentExpenditure                Kind = "government-general-public-expenditure"         // 一般公共预算支出表
	GovernmentBalance                    Kind = "government-general-public-balance"             // 一般公共预算收支平衡表
	GovernmentOwnExpenditure             Kind = "government-own-expenditure"                    // 一般公共预算本级支出表
	GovernmentBasicExpenditure           Kind = "government-basic-expenditure"                  // 一般公共预算本级基本支出表
	GovernmentTransfersByItem            Kind = "government-general-public-transfers-by-item"   // 税收返还和转移支付表, 分项目
	GovernmentTransfersByRegion          Kind = "government-general-public-transfers-by-region" // 税收返还和转移支付表, 分地区
	GovernmentTransfersMatrix            Kind = "government-general-public-transfers-matrix"    // 税收返还和转移支付表, 项目 × 地区
	GovernmentKeyProjects                Kind = "government-key-projects"                       // 重点项目, 民生实事, 专项资金
	GovernmentThreePublic                Kind = "government-three-public-expenses"              // “三公”经费汇总表
	GovernmentFundRevenue                Kind = "government-fund-revenue"                       // 政府性基金收入表
	GovernmentFundExpenditure            Kind = "government-fund-expenditure"                   // 政府性基金支出表
	GovernmentFundBalance                Kind = "government-fund-balance"                       // 政府性基金收支平衡表
	GovernmentFundTransfers              Kind = "government-fund-transfers"                     // 政府性基金转移支付表
	GovernmentStateCapitalRevenue        Kind = "government-state-capital-revenue"              // 国有资本经营收入表
	GovernmentStateCapitalExpenditure    Kind = "government-state-capital-expenditure"          // 国有资本经营支出表
	GovernmentStateCapitalBalance        Kind = "government-state-capital-balance"              // 国有资本经营收支平衡表
	GovernmentStateCapitalTransfers      Kind = "government-state-capital-transfers"            // 国有资本经营转移支付表
	GovernmentSocialInsuranceRevenue     Kind = "government-social-insurance-revenue"           // 社会保险基金收入表
	GovernmentSocialInsuranceExpenditure Kind = "government-social-insurance-expenditure"       // 社会保险基金支出表
	GovernmentSocialInsuranceBalance     Kind = "government-social-insurance-balance"           // 社会保险基金结余表, 收支表
	DebtBalance                          Kind = "debt-balance"                                  // 政府债务余额情况表: 表1-1, 1-2
	DebtLimitAndBalance                  Kind = "debt-limit-and-balance"                        // 政府债务限额及余额表
	DebtIssueAndRepayment                Kind = "debt-issue-and-repayment"                      // 政府债券发行及还本付息表
	DebtLimitAllocation                  Kind = "debt-limit-allocation"                         // 政府债务限额分配表
	BondUse                              Kind = "bond-use"                                      // 债券资金使用安排表
	BondTerms                            Kind = "bond-terms"                                    // 债券分批次发行, 期限和利率表
)

// Kinds returns every kind, in the order in which disclosures print them, those of governments behind those of
// departments, "other" last.
func Kinds() []Kind {
	return []Kind{
		IncomeExpenditureSummary, IncomeSummary, ExpenditureSummary,
		FiscalAppropriationSummary, FiscalAppropriationExpense,
		GeneralPublicExpenditure, BasicExpenditure, ProjectExpenditure,
		GovernmentFund, StateCapitalOperations, ThreePublicExpenses, AgencyOperation,
		GovernmentProcurement, ServicePurchase, TransferPayment, CarryOver,
		ProjectPerformance, OverallPerformance, TransferPerformance,
		FinalIncomeExpenditureSummary, FinalIncome, FinalExpenditure,
		FinalFiscalAppropriation, FinalGeneralPublicExpenditure, FinalBasicExpenditure,
		FinalGovernmentFund, FinalStateCapitalOperations, FinalThreePublicExpenses,
		PerformanceEvaluation,
		GovernmentRevenue, GovernmentExpenditure, GovernmentBalance, GovernmentOwnExpenditure,
		GovernmentBasicExpenditure, GovernmentTransfersByItem, GovernmentTransfersByRegion,
		GovernmentTransfersMatrix, GovernmentKeyProjects, GovernmentThreePublic, GovernmentFundRevenue,
		GovernmentFundExpenditure, GovernmentFundBalance, GovernmentFundTransfers, GovernmentStateCapitalRevenue,
		GovernmentStateCapitalExpenditure, GovernmentStateCapitalBalance, GovernmentStateCapitalTransfers,
		GovernmentSocialInsuranceRevenue, GovernmentSocialInsuranceExpenditure, GovernmentSocialInsuranceBalance,
		DebtBalance, DebtLimitAndBalance, DebtIssueAndRepayment, DebtLimitAllocation, BondUse, BondTerms,
		OtherTable,
	}
}

// Roles returns every column role.
func Roles() []Role {
	return []Role{RoleLabel, RoleCode, RoleAmount, RoleText, RoleCount, RolePercent, RoleOrdinal, RoleUnit}
}

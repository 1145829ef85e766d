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

// Kinds returns every kind, in the order in which disclosures print them, "other" last.
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
		PerformanceEvaluation, OtherTable,
	}
}

// Roles returns every column role.
func Roles() []Role {
	return []Role{RoleLabel, RoleCode, RoleAmount, RoleText, RoleCount, RolePercent, RoleOrdinal, RoleUnit}
}

package model

// A Measure is what a column of amounts measures: a source of money, a use of
// money, or the whole amount of its row. The vocabulary is closed; the printed
// header stays in Fact.Path.
type Measure struct {
	Code    string // Fact.Measure
	Chinese string // the usual header
}

// The codes of the measures.
const (
	MeasureTotal  = "total"  // the row's whole amount: 合计, 预算数, 金额
	MeasureWithin = "within" // a 其中 column: part of another column, never summed
	MeasureOther  = "other"  // a header that the vocabulary has no word for

	MeasureCurrentRevenue        = "current-revenue"
	MeasureFiscalAppropriation   = "fiscal-appropriation"
	MeasureGeneralPublicBudget   = "general-public-budget"
	MeasureGovernmentFund        = "government-fund"
	MeasureStateCapital          = "state-capital"
	MeasureSpecialAccount        = "special-account"
	MeasureUndertakingRevenue    = "undertaking-revenue"
	MeasureOperatingRevenue      = "operating-revenue"
	MeasureSuperiorSubsidy       = "superior-subsidy"
	MeasureSubordinateRemittance = "subordinate-remittance"
	MeasureOtherRevenue          = "other-revenue"
	MeasureUnitFunds             = "unit-funds"
	MeasureOtherFunds            = "other-funds"
	MeasureNonFiscalSurplus      = "non-fiscal-surplus"

	MeasureCarryOver               = "carry-over"
	MeasureCarryOverGeneral        = "carry-over-general-public-budget"
	MeasureCarryOverFund           = "carry-over-government-fund"
	MeasureCarryOverStateCapital   = "carry-over-state-capital"
	MeasureCarryOverSpecialAccount = "carry-over-special-account"
	MeasureCarryOverUnitFunds      = "carry-over-unit-funds"
	MeasureCarriedForward          = "carried-forward"

	MeasureCurrentExpenditure    = "current-expenditure"
	MeasureBasic                 = "basic"
	MeasurePersonnel             = "personnel"
	MeasureOperating             = "operating"
	MeasureProject               = "project"
	MeasureSpecialBusiness       = "special-business"
	MeasureReserve               = "reserve"
	MeasureBusinessOperation     = "business-operation"
	MeasureRemittedToSuperior    = "remitted-to-superior"
	MeasureSubsidyToSubordinates = "subsidy-to-subordinates"
	MeasureProcurement           = "procurement"
	MeasureAgencyOperation       = "agency-operation"
	MeasureThreePublic           = "three-public"
	MeasureOverseas              = "overseas"
	MeasureReception             = "reception"
	MeasureVehicles              = "vehicles"
	MeasureVehiclePurchase       = "vehicle-purchase"
	MeasureVehicleOperation      = "vehicle-operation"
	MeasureMeetings              = "meetings"
	MeasureTraining              = "training"
)

// Measures is the glossary of the measures.
func Measures() []Measure {
	return []Measure{
		{MeasureTotal, "合计"},
		{MeasureWithin, "其中"},
		{MeasureCurrentRevenue, "本年收入"},
		{MeasureFiscalAppropriation, "财政拨款"},
		{MeasureGeneralPublicBudget, "一般公共预算"},
		{MeasureGovernmentFund, "政府性基金预算"},
		{MeasureStateCapital, "国有资本经营预算"},
		{MeasureSpecialAccount, "财政专户管理资金"},
		{MeasureUndertakingRevenue, "事业收入"},
		{MeasureOperatingRevenue, "事业单位经营收入"},
		{MeasureSuperiorSubsidy, "上级补助收入"},
		{MeasureSubordinateRemittance, "附属单位上缴收入"},
		{MeasureOtherRevenue, "其他收入"},
		{MeasureUnitFunds, "单位资金"},
		{MeasureOtherFunds, "其他资金"},
		{MeasureNonFiscalSurplus, "使用非财政拨款结余"},
		{MeasureCarryOver, "上年结转结余"},
		{MeasureCarryOverGeneral, "上年结转结余：一般公共预算"},
		{MeasureCarryOverFund, "上年结转结余：政府性基金预算"},
		{MeasureCarryOverStateCapital, "上年结转结余：国有资本经营预算"},
		{MeasureCarryOverSpecialAccount, "上年结转结余：财政专户管理资金"},
		{MeasureCarryOverUnitFunds, "上年结转结余：单位资金"},
		{MeasureCarriedForward, "结转下年"},
		{MeasureCurrentExpenditure, "本年支出"},
		{MeasureBasic, "基本支出"},
		{MeasurePersonnel, "人员经费"},
		{MeasureOperating, "公用经费"},
		{MeasureProject, "项目支出"},
		{MeasureSpecialBusiness, "专项业务经费支出"},
		{MeasureReserve, "单位预留机动经费"},
		{MeasureBusinessOperation, "事业单位经营支出"},
		{MeasureRemittedToSuperior, "上缴上级支出"},
		{MeasureSubsidyToSubordinates, "对附属单位补助支出"},
		{MeasureProcurement, "政府采购"},
		{MeasureAgencyOperation, "机关运行经费"},
		{MeasureThreePublic, "“三公”经费"},
		{MeasureOverseas, "因公出国（境）费用"},
		{MeasureReception, "公务接待费"},
		{MeasureVehicles, "公务用车购置及运行维护费"},
		{MeasureVehiclePurchase, "公务用车购置费"},
		{MeasureVehicleOperation, "公务用车运行维护费"},
		{MeasureMeetings, "会议费"},
		{MeasureTraining, "培训费"},
		{MeasureOther, "其他"},
	}
}

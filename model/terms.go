package model

// The vocabularies of facts. They are closed; the printed words stay in Fact.Path and Fact.Label. The Chinese of
// every value stands in the glossary below, and nowhere else.

// List is what the rows of an amount's list are: its innermost ones, where things of one kind stand under another's.
type List string

const (
	ListFunctional         List = "functional"
	ListDepartmentEconomic List = "departmentEconomic"
	ListGovernmentEconomic List = "governmentEconomic"
	ListRevenue            List = "revenue"
	ListUse                List = "use"
	ListItem               List = "item"
	ListProject            List = "project"
	ListUnit               List = "unit"
	ListRegion             List = "region"
	ListProcurement        List = "procurement"
	ListBond               List = "bond"
	ListSummary            List = "summary"
	ListOther              List = "other"
)

// Measure is the kind of quantity.
type Measure string

const (
	MeasureAmount   Measure = "amount"
	MeasureBalance  Measure = "balance"
	MeasureLimit    Measure = "limit"
	MeasureIssued   Measure = "issued"
	MeasureRepaid   Measure = "repaid"
	MeasureInterest Measure = "interest"
	MeasureOpening  Measure = "opening"
	MeasureClosing  Measure = "closing"
	MeasureSurplus  Measure = "surplus"
)

// Fund is whose money it is; "" for all money together. FundFiscal is the next three together.
type Fund string

const (
	FundAll             Fund = ""
	FundFiscal          Fund = "fiscal"
	FundGeneralPublic   Fund = "general-public"
	FundGovernmentFund  Fund = "government-fund"
	FundStateCapital    Fund = "state-capital"
	FundSocialInsurance Fund = "social-insurance"
	FundSpecialAccount  Fund = "special-account"
	FundUndertaking     Fund = "undertaking"
	FundOperating       Fund = "operating"
	FundSuperior        Fund = "superior"
	FundSubordinate     Fund = "subordinate"
	FundUnit            Fund = "unit"
	FundOther           Fund = "other"
)

// Use is what the money is spent on, or what becomes of it; "" where nothing tells.
type Use string

const (
	UseUntold                Use = ""
	UseBasic                 Use = "basic"
	UsePersonnel             Use = "personnel"
	UseOperating             Use = "operating"
	UseProject               Use = "project"
	UseSpecialBusiness       Use = "special-business"
	UseReserve               Use = "reserve"
	UseBusinessOperation     Use = "business-operation"
	UseRemittedToSuperior    Use = "remitted-to-superior"
	UseSubsidyToSubordinates Use = "subsidy-to-subordinates"
	UseTransfer              Use = "transfer"
	UseCarryOver             Use = "carry-over"
	UseCarriedForward        Use = "carried-forward"
	UseProcurement           Use = "procurement"
)

// Item is one of the expenses that are disclosed for themselves; "" for none. ItemThreePublic is overseas, vehicles and reception together.
type Item string

const (
	ItemNone             Item = ""
	ItemThreePublic      Item = "three-public"
	ItemOverseas         Item = "overseas"
	ItemVehicles         Item = "vehicles"
	ItemVehiclePurchase  Item = "vehicle-purchase"
	ItemVehicleOperation Item = "vehicle-operation"
	ItemReception        Item = "reception"
	ItemMeetings         Item = "meetings"
	ItemTraining         Item = "training"
	ItemAgencyOperation  Item = "agency-operation"
)

// Period is the year that an amount is of, against the document's fiscal year.
type Period string

const (
	Current  Period = "current"
	Previous Period = "previous"
	Change   Period = "change"
)

// Stage is the stage of the budget cycle that an amount belongs to.
type Stage string

const (
	StageBudget         Stage = "budget"
	StageAdjustedBudget Stage = "adjusted-budget"
	StageForecast       Stage = "forecast"
	StageExecution      Stage = "execution"
	StageFinal          Stage = "final"
)

// Direction is the side of the budget.
type Direction string

const (
	NoDirection Direction = ""
	Revenue     Direction = "revenue"
	Expenditure Direction = "expenditure"
)

// Scope is whose level an amount of a government's table is of; "" in others, and for a single place.
type Scope string

const (
	NoScope    Scope = ""
	ScopeWhole Scope = "whole"
	ScopeOwn   Scope = "own"
	ScopeLower Scope = "lower"
)

// Identity is a way in which amounts of a document tell each other: 勾稽关系.
type Identity string

const (
	RowSum       Identity = "row-sum"       // a total along a row
	ColumnSum    Identity = "column-sum"    // a total row
	Hierarchy    Identity = "hierarchy"     // an item and those under it
	Balance      Identity = "balance"       // opening, what comes in and goes out, closing
	Side         Identity = "side"          // total revenue and total expenditure
	AcrossTables Identity = "across-tables" // one amount in two tables
	InText       Identity = "text"          // running text
	ChangeOf     Identity = "change"        // two years and the change between them
	Rate         Identity = "rate"          // two amounts and the percentage that is printed of them
)

// Identities lists all identities, in the order in which amounts name them.
func Identities() []Identity {
	return []Identity{RowSum, ColumnSum, Hierarchy, Balance, Side, AcrossTables, InText, ChangeOf, Rate}
}

// Vocabulary is a closed vocabulary: a member of facts, and its values.
type Vocabulary struct {
	Member string // of a fact, as JSON names it
	Words  []Word
}

// Word is a value of a vocabulary and what it stands for.
type Word struct{ Value, Chinese string }

// Values are the values of a vocabulary.
func (v *Vocabulary) Values() []string {
	out := make([]string, len(v.Words))
	for i, w := range v.Words {
		out[i] = w.Value
	}
	return out
}

// Glossary returns the vocabularies of facts.
func Glossary() []Vocabulary {
	return []Vocabulary{
		vocabulary("direction", word[Direction]{NoDirection, "不分收支"}, word[Direction]{Revenue, "收入"}, word[Direction]{Expenditure, "支出"}),
		vocabulary("list", word[List]{ListFunctional, "功能分类科目"}, word[List]{ListDepartmentEconomic, "部门预算支出经济分类科目"},
			word[List]{ListGovernmentEconomic, "政府预算支出经济分类科目"}, word[List]{ListRevenue, "收入分类科目，资金来源"}, word[List]{ListUse, "基本支出、项目支出等用途"},
			word[List]{ListItem, "“三公”等费用"}, word[List]{ListProject, "项目"}, word[List]{ListUnit, "预算单位"}, word[List]{ListRegion, "地区"},
			word[List]{ListProcurement, "采购品目"}, word[List]{ListBond, "债券"}, word[List]{ListSummary, "汇总事项"}, word[List]{ListOther, "其他"}),
		vocabulary("measure", word[Measure]{MeasureAmount, "收支额"}, word[Measure]{MeasureBalance, "余额"}, word[Measure]{MeasureLimit, "限额"},
			word[Measure]{MeasureIssued, "发行额"}, word[Measure]{MeasureRepaid, "还本额"}, word[Measure]{MeasureInterest, "付息额"},
			word[Measure]{MeasureOpening, "年初结余"}, word[Measure]{MeasureClosing, "年末结余"}, word[Measure]{MeasureSurplus, "收支结余"}),
		vocabulary("fund", word[Fund]{FundAll, "全部资金"}, word[Fund]{FundFiscal, "财政拨款"}, word[Fund]{FundGeneralPublic, "一般公共预算"},
			word[Fund]{FundGovernmentFund, "政府性基金预算"}, word[Fund]{FundStateCapital, "国有资本经营预算"}, word[Fund]{FundSocialInsurance, "社会保险基金预算"},
			word[Fund]{FundSpecialAccount, "财政专户管理资金"}, word[Fund]{FundUndertaking, "事业收入"}, word[Fund]{FundOperating, "事业单位经营收入"},
			word[Fund]{FundSuperior, "上级补助收入"}, word[Fund]{FundSubordinate, "附属单位上缴收入"}, word[Fund]{FundUnit, "单位资金"}, word[Fund]{FundOther, "其他资金"}),
		vocabulary("use", word[Use]{UseUntold, "未分用途"}, word[Use]{UseBasic, "基本支出"}, word[Use]{UsePersonnel, "人员经费"}, word[Use]{UseOperating, "公用经费"},
			word[Use]{UseProject, "项目支出"}, word[Use]{UseSpecialBusiness, "专项业务经费支出"}, word[Use]{UseReserve, "单位预留机动经费"},
			word[Use]{UseBusinessOperation, "事业单位经营支出"}, word[Use]{UseRemittedToSuperior, "上缴上级支出"}, word[Use]{UseSubsidyToSubordinates, "对附属单位补助支出"},
			word[Use]{UseTransfer, "转移支付"}, word[Use]{UseCarryOver, "上年结转结余"}, word[Use]{UseCarriedForward, "结转下年"}, word[Use]{UseProcurement, "政府采购"}),
		vocabulary("item", word[Item]{ItemNone, "不属以下费用"}, word[Item]{ItemThreePublic, "“三公”经费"}, word[Item]{ItemOverseas, "因公出国（境）费用"},
			word[Item]{ItemVehicles, "公务用车购置及运行维护费"}, word[Item]{ItemVehiclePurchase, "公务用车购置费"}, word[Item]{ItemVehicleOperation, "公务用车运行维护费"},
			word[Item]{ItemReception, "公务接待费"}, word[Item]{ItemMeetings, "会议费"}, word[Item]{ItemTraining, "培训费"}, word[Item]{ItemAgencyOperation, "机关运行经费"}),
		vocabulary("period", word[Period]{Current, "本年"}, word[Period]{Previous, "上年"}, word[Period]{Change, "增减"}),
		vocabulary("stage", word[Stage]{StageBudget, "预算"}, word[Stage]{StageAdjustedBudget, "调整预算"}, word[Stage]{StageForecast, "预计执行"},
			word[Stage]{StageExecution, "执行"}, word[Stage]{StageFinal, "决算"}),
		vocabulary("scope", word[Scope]{NoScope, "不分级次"}, word[Scope]{ScopeWhole, "全地区"}, word[Scope]{ScopeOwn, "本级"}, word[Scope]{ScopeLower, "下级"}),
	}
}

type word[T ~string] struct {
	value   T
	chinese string
}

func vocabulary[T ~string](member string, words ...word[T]) Vocabulary {
	v := Vocabulary{Member: member, Words: make([]Word, len(words))}
	for i, w := range words {
		v.Words[i] = Word{string(w.value), w.chinese}
	}
	return v
}

package budget

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/words"
)

func TestKindByTitle(t *testing.T) {
	for title, want := range map[string]model.Kind{
		"收支总表":                    model.IncomeExpenditureSummary,
		"2026年部门财务收支预算总表":         model.IncomeExpenditureSummary,
		"部门综合预算收支总表":              model.IncomeExpenditureSummary,
		"2026年市级部门收支预算总表":         model.IncomeExpenditureSummary,
		"收入总体情况表":                 model.IncomeSummary,
		"2026年市级部门收入预算总表":         model.IncomeSummary,
		"支出预算总表":                  model.ExpenditureSummary,
		"2026年预算单位支出预算总表":         model.ExpenditureSummary,
		"财政拨款收支总体情况表":             model.FiscalAppropriationSummary,
		"财政拨款支出表（功能科目）":           model.FiscalAppropriationExpense,
		"一般公共预算财政拨款支出表":           model.GeneralPublicExpenditure,
		"一般公共预算支出情况表（按功能分类科目）":    model.GeneralPublicExpenditure,
		"一般公共预算支出明细表（按支出经济分类科目）":  model.GeneralPublicExpenditure,
		"一般公共预算基本支出情况表":           model.BasicExpenditure,
		"财政拨款基本支出表（经济科目）":         model.BasicExpenditure,
		"一般公共预算项目支出情况表（按经济分类科目）":  model.ProjectExpenditure,
		"部门综合预算专项业务经费支出表":         model.ProjectExpenditure,
		"政府性基金预算支出功能分类预算表":        model.GovernmentFund,
		"国有资本经营预算支出预算表":           model.StateCapitalOperations,
		"一般公共预算“三公”经费、会议费、培训费支出表": model.ThreePublicExpenses,
		"财政拨款安排的行政经费及“三公”经费预算表":   model.ThreePublicExpenses,
		"一般公共预算机关运行经费支出预算表":       model.AgencyOperation,
		"政府采购预算明细表":               model.GovernmentProcurement,
		"政府采购（资产配置、购买服务）预算表":      model.GovernmentProcurement,
		"财政拨款政府购买服务明细表":           model.ServicePurchase,
		"财政拨款上年结转资金支出表":           model.CarryOver,
		"年度项目支出绩效目标表":             model.ProjectPerformance,
		"项目支出绩效目标表（含转移支付项目）":      model.ProjectPerformance,
		"部门整体支出绩效目标表":             model.OverallPerformance,
		"2026年北京市文物保护转移支付绩效目标表":   model.TransferPerformance,
		"信访业务培训项目绩效自评表":           model.PerformanceEvaluation,
		"收入支出决算总表":                model.FinalIncomeExpenditureSummary,
		"收入决算表":                   model.FinalIncome,
		"支出决算表":                   model.FinalExpenditure,
		"财政拨款收入支出决算总表":            model.FinalFiscalAppropriation,
		"一般公共预算财政拨款支出决算表":         model.FinalGeneralPublicExpenditure,
		"一般公共预算财政拨款基本支出决算明细表":     model.FinalBasicExpenditure,
		"政府性基金预算财政拨款收入支出决算表":      model.FinalGovernmentFund,
		"国有资本经营预算财政拨款支出决算表":       model.FinalStateCapitalOperations,
		"财政拨款“三公”经费支出决算表":         model.FinalThreePublicExpenses,
		"报表目录":         model.OtherTable,
		"药品采购中选品种供应清单": model.OtherTable,
	} {
		if got := sheetOf(model.Table{Title: title}).Kind; got != want {
			t.Errorf("%s is %s, want %s", title, got, want)
		}
	}
}

// alike are kinds whose tables have the same headers and rows in some forms, so
// that without its title one can be taken for the other.
var alike = map[model.Kind]string{
	model.GovernmentFund:             "expenditure-summary",
	model.StateCapitalOperations:     "expenditure-summary",
	model.GeneralPublicExpenditure:   "expenditure-summary",
	model.FiscalAppropriationSummary: "income-expenditure-summary",
}

// A title that says nothing leaves the kind to the headers and labels.
func TestKindByStructure(t *testing.T) {
	tables, known := 0, 0
	for _, file := range tableFiles(t) {
		if !strings.HasSuffix(file, ".truth.json") {
			continue
		}
		for _, table := range readTables(t, file).Tables {
			want := sheetOf(table).Kind
			table.Title, table.Kind = "报表", ""
			tables++
			if got := sheetOf(table).Kind; got == want || string(got) == alike[want] {
				known++
			} else {
				t.Logf("%s: %s %s without its title is %s", filepath.Base(file), table.ID, want, got)
			}
		}
	}
	if known < tables*95/100 {
		t.Errorf("%d of %d tables known by their structure", known, tables)
	}
}

// What the table of dialects calls things are the words of the vocabularies.
func TestDialectsMeanWhatThereIs(t *testing.T) {
	var kinds, roles []string
	for _, k := range model.Kinds() {
		kinds = append(kinds, string(k))
	}
	for _, r := range model.Roles() {
		roles = append(roles, string(r))
	}
	values := map[string][]string{}
	for _, v := range model.Glossary() {
		values[v.Member] = v.Values()
	}
	for use, known := range map[words.Use][]string{
		words.TitleKind: kinds, words.StructureKind: kinds, words.ColumnRole: roles, words.HeadSubject: subjectNames, words.FundWord: values["fund"], words.UseWord: values["use"],
		words.ItemWord: values["item"], words.QuantityWord: values["measure"], words.StageWord: values["stage"], words.ScopeWord: values["scope"], words.LevelWord: values["scope"],
		words.IndicatorPart: partNames[:], words.FormField: {"project", "unit"}, words.OwnerLabel: {"own", "project"},
	} {
		if all, named := len(use.Words()), len(use.Words(known...)); named != all {
			t.Errorf("%s: %d of %d words mean something", use, named, all)
		}
	}
	for _, word := range words.TitleKind.Words() {
		if m, ok := words.TitleKind.Of(word); ok && !slices.Contains(kinds, m.In(true)) {
			t.Errorf("%s in final accounts is a %q", word, m.In(true))
		}
	}
}

package dataset

import (
	"cmp"
	"slices"
	"strconv"

	"yusuan/model"
)

// question is asked of every document, and answered by addends of one list of it for each year, stage and so on.
type question struct {
	name        string
	zh          string // what it asks
	direction   model.Direction
	governments bool         // is asked of governments too
	funds       []model.Fund // whose money is asked for, each for itself; nil for the money that the list is of
	uses        []model.Use  // likewise
	inParts     bool         // basic and project expenditure stand for the whole where no list has it
	gross       bool         // all that the list sums is meant, carry-over included
	items       []model.Item // the expenses that are asked for; nil for money that is of none
	term        func(*model.Fact) *model.Term
}

var (
	allFunds  = []model.Fund{model.FundAll, model.FundFiscal, model.FundGeneralPublic, model.FundGovernmentFund, model.FundStateCapital}
	allUses   = []model.Use{model.UseUntold, model.UseBasic, model.UseProject}
	questions = []question{
		{name: "expenditure-by-function", zh: "支出，按功能分类科目", direction: model.Expenditure, governments: true, funds: allFunds, uses: allUses[:1],
			term: func(f *model.Fact) *model.Term { return f.Functional }},
		{name: "expenditure-by-department-economic-item", zh: "支出，按部门预算支出经济分类科目", direction: model.Expenditure, funds: allFunds, uses: allUses,
			term: func(f *model.Fact) *model.Term { return f.DepartmentEconomic }},
		{name: "expenditure-by-government-economic-item", zh: "支出，按政府预算支出经济分类科目", direction: model.Expenditure, governments: true, funds: allFunds, uses: allUses,
			term: func(f *model.Fact) *model.Term { return f.GovernmentEconomic }},
		{name: "expenditure-by-use", zh: "支出，按基本支出、项目支出等用途", direction: model.Expenditure, funds: allFunds, uses: allUses[:1],
			term: func(f *model.Fact) *model.Term { return wordTerm(string(f.Use)) }},
		{name: "expenditure-by-unit", zh: "支出，按预算单位", direction: model.Expenditure, funds: allFunds, uses: allUses, inParts: true,
			term: func(f *model.Fact) *model.Term { return f.BudgetUnit }},
		{name: "revenue-by-source", zh: "收入，按来源", direction: model.Revenue, funds: allFunds[:1], uses: allUses[:1], gross: true,
			term: func(f *model.Fact) *model.Term { return wordTerm(cmp.Or(string(f.Fund), string(f.Use))) }},
		{name: "three-public-expenses", zh: "“三公”经费，按项", direction: model.Expenditure, governments: true,
			items: []model.Item{model.ItemOverseas, model.ItemVehicles, model.ItemVehiclePurchase, model.ItemVehicleOperation, model.ItemReception},
			term:  func(f *model.Fact) *model.Term { return wordTerm(string(f.Item)) }},
		{name: "procurement-by-category", zh: "政府采购，按货物、工程、服务", direction: model.Expenditure,
			term: func(f *model.Fact) *model.Term { return f.Procurement }},
	}
)

// wordTerm is a value of a closed vocabulary as a term, nil for none.
func wordTerm(value string) *model.Term {
	if value == "" {
		return nil
	}
	return &model.Term{Code: value}
}

// answered is an addend of the list that is taken for a question.
type answered struct {
	*answer
	term   *model.Term
	factID string
}

// answersTable holds what the views of common questions add up.
var answersTable = &table{
	Name: "answers", ZH: "答案：常见问题的每个应加金额一行；同一笔钱见于多张表，每份文件的每个问题只取一张清单",
	EN:     "one row for each amount that is added up to answer a common question: the same money stands in several tables, and for each question one list of a document is taken",
	Key:    []string{"answer_id"},
	Refers: map[string]string{"fact_id": "facts", "document_sha256": "documents", "table_id": "tables"},
	Fields: slices.Concat([]field{
		oneOf(field{Name: "question", ZH: "问题", EN: "the question", value: func(r *row) value { return text(r.answered.question.name) }}, questionNames()).always(),
	}, publication, []field{
		factYear, factStage,
		word("period", "本年、上年", "the fiscal year, or the one before", func(r *row) string { return string(r.fact.Period) }).always(),
		word("scope", "政府预算表中的级次；其他为缺", "whose level in a government's table; absent elsewhere", func(r *row) string { return string(r.fact.Scope) }),
		word("fund", "所问的资金；全部资金，或不分资金的问题为缺", "whose money is asked for; absent for all together, and for questions that are not asked by fund", func(r *row) string { return string(r.answered.part.fund) }),
		word("use", "所问的用途：基本支出、项目支出；全部为缺", "use that is asked for: basic or project expenditure; absent for all", func(r *row) string { return string(r.answered.part.use) }),
		{Name: "name", ZH: "科目、单位、来源或项的名称；未分的为所印项目名称", EN: "name of the item, unit or source; the label as printed where the amount tells none", value: func(r *row) value { return text(r.answered.termName(r.fact)) }},
		{Name: "code", ZH: "其编码或取值；未印为缺", EN: "its code or value; absent where none is printed", value: func(r *row) value { return text(r.answered.code()) }},
		yuan("amount_yuan", "金额", "the amount", func(r *row) string { return r.fact.Amount }),
		field{Name: "closes", Type: booleanField, ZH: "清单的应加金额之和是否等于所印合计（四舍五入之内）", EN: "whether the addends of the list make a printed total, within rounding", value: func(r *row) value { return boolean(r.answered.closes || r.answered.usual) }}.always(),
		yuan("total_yuan", "清单所印合计；未印为缺", "the list's printed total; absent where none is printed", func(r *row) string { return r.answered.total() }),
		tableTitle,
	}, publisher, provenance, []field{
		{Name: "page", Type: integerField, ZH: "页码，从 1 起", EN: "page, from 1", value: func(r *row) value { return r.page }},
		publisherID,
		{Name: factID.Name, ZH: factID.ZH, EN: factID.EN, value: func(r *row) value { return text(r.answered.factID) }},
		tableID.always(), documentKey,
		field{Name: "answer_id", ZH: "答案的键：文件/序号", EN: "key of the answer: file/number", value: func(r *row) value { return text(r.id) }}.differs().always(),
	}),
	Indexes: [][]string{{"question", "year"}, {"fact_id"}},
}

// questionMeaning is what a question asks, in Chinese; "" where there is none of the name.
func questionMeaning(name string) string {
	for i := range questions {
		if questions[i].name == name {
			return questions[i].zh
		}
	}
	return ""
}

func questionNames() []string {
	names := make([]string, len(questions))
	for i := range questions {
		names[i] = questions[i].name
	}
	return names
}

func (a *answered) code() string {
	if a.term == nil {
		return ""
	}
	return a.term.Code
}

// termName is the name of what an amount is told by, else its label.
func (a *answered) termName(f *model.Fact) string {
	if a.term == nil {
		return f.Label
	}
	return cmp.Or(a.term.Name, chineseOf[a.term.Code], f.Label)
}

// chineseOf are the Chinese names of the values of closed vocabularies by which questions are answered.
var chineseOf = func() map[string]string {
	names := map[string]string{}
	for _, v := range model.Glossary() {
		if v.Member == "fund" || v.Member == "use" || v.Member == "item" {
			for _, w := range v.Words {
				names[w.Value] = w.Chinese
			}
		}
	}
	return names
}()

// total is the printed total that the addends are held to, "" for none.
func (a *answer) total() string {
	if a.printed == nil {
		return ""
	}
	return a.printed.String()
}

// answerRows hands the amounts that answer questions to emit. Nothing is left out of a sum with those that are 0, but for expenses of
// which 0 is what is asked.
func (d *document) answerRows() error {
	n := 0
	for _, a := range d.answers() {
		for _, f := range a.addends {
			if a.question.items == nil && wholeFen(f.Amount) == integer(0) {
				continue
			}
			n++
			table := d.tables[f.Table]
			r := d.row()
			r.table, r.tableID, r.fact, r.answered = table.Table, table.id, f, &answered{a, a.question.term(f), d.facts[f]}
			r.id = d.key + "/a" + strconv.Itoa(n)
			r.page = integer(f.Page)
			if err := d.emit(answersTable, &r); err != nil {
				return err
			}
		}
	}
	return nil
}

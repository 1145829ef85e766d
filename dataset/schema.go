package dataset

import (
	"slices"

	"yusuan/model"
)

// fieldType is what a field holds.
type fieldType int

const (
	textField    fieldType = iota // absent rather than empty
	listField                     // a JSON array
	integerField                  // 64 bits
	numberField                   // a coordinate or measured value, binary floating point
	booleanField
	moneyField // 元 with two decimals, exact
)

// field is a column of a table.
type field struct {
	Name   string
	Type   fieldType
	ZH, EN string   // what it means
	Enum   []string // all values that there are, nil where they are not a closed vocabulary

	required bool
	unique   bool // hardly any two rows have the same
	value    func(*row) value
}

// always marks a field that every row has.
func (f field) always() field {
	f.required = true
	return f
}

// differs marks a text field of which hardly any two rows have the same.
func (f field) differs() field {
	f.unique = true
	return f
}

// oneOf closes a field's vocabulary.
func oneOf[S ~string](f field, values []S) field {
	for _, v := range values {
		if v != "" {
			f.Enum = append(f.Enum, string(v))
		}
	}
	return f
}

// table is a table of the data set.
type table struct {
	Name    string
	ZH, EN  string
	Fields  []field
	Key     []string          // names of the fields that tell rows apart
	Refers  map[string]string // field → the table whose key it holds
	Indexes [][]string        // what a database looks rows up by, beside keys
	// whole makes all rows of a table that is small, on every run, of what the manifest keeps of all documents. Nil for a
	// table that grows by the rows of each document, which then depend on that document alone.
	whole func(documents []record, emit func(*row) error) error

	number int // place among tables
}

// has returns the place of a field, -1 where there is none.
func (t *table) has(name string) int {
	return slices.IndexFunc(t.Fields, func(f field) bool { return f.Name == name })
}

var (
	documentsTable = &table{
		Name: "documents", ZH: "文件：每份公开文件一行", EN: "one row for each published file",
		Key: []string{"document_sha256"},
		Fields: slices.Concat([]field{
			documentKey,
			{Name: "name", ZH: "文件名", EN: "name of the file", value: func(r *row) value { return text(r.doc.Source.Name) }},
			field{Name: "bytes", Type: integerField, ZH: "文件字节数", EN: "size of the file in bytes", value: func(r *row) value { return integer(int(r.doc.Source.Bytes)) }}.always(),
			field{Name: "page_count", Type: integerField, ZH: "页数", EN: "number of pages", value: func(r *row) value { return integer(r.doc.Source.PageCount) }}.always(),
			{Name: "producer", ZH: "生成 PDF 的软件", EN: "software that made the PDF", value: func(r *row) value { return text(r.doc.Source.Producer) }},
			{Name: "creator", ZH: "编写原文的软件", EN: "software that the text was written with", value: func(r *row) value { return text(r.doc.Source.Creator) }},
			field{Name: "encrypted", Type: booleanField, ZH: "是否加密", EN: "whether the file is encrypted", value: func(r *row) value { return boolean(r.doc.Source.Encrypted) }}.always(),
			field{Name: "repaired", Type: booleanField, ZH: "读取时是否经过修复", EN: "whether damage had to be repaired to read it", value: func(r *row) value { return boolean(r.doc.Source.Repaired) }}.always(),
			{Name: "image_only_pages", Type: listField, ZH: "只有图像、没有文字的页码", EN: "pages that are pictures without text", value: func(r *row) value { return list(r.doc.Source.ImageOnlyPages) }},
			{Name: "text_sha256", ZH: "文字的 SHA-256：同一公开文件的另一份与此相同", EN: "SHA-256 of the characters: another copy of the same disclosure has the same", value: func(r *row) value { return text(r.doc.Source.TextSHA256) }},
		}, publisher, []field{
			field{Name: "table_count", Type: integerField, ZH: "表格数", EN: "number of tables", value: func(r *row) value { return integer(len(r.doc.Tables)) }}.always(),
			field{Name: "fact_count", Type: integerField, ZH: "金额数", EN: "number of facts", value: func(r *row) value { return integer(len(r.doc.Facts)) }}.always(),
			field{Name: "indicator_count", Type: integerField, ZH: "绩效指标数", EN: "number of indicators", value: func(r *row) value { return integer(len(r.doc.Indicators)) }}.always(),
			field{Name: "finding_count", Type: integerField, ZH: "发现的问题数", EN: "number of findings", value: func(r *row) value { return integer(len(r.doc.Findings)) }}.always(),
		}, provenance, []field{
			field{Name: "confirmed_count", Type: integerField, ZH: "得到印证的金额数", EN: "number of facts that an identity confirms", value: func(r *row) value { return integer(r.doc.Proof.Confirmed) }}.always(),
			field{Name: "contradicted_count", Type: integerField, ZH: "与其他数不符的金额数", EN: "number of facts that a broken identity contains", value: func(r *row) value { return integer(r.doc.Proof.Contradicted) }}.always(),
		}),
		Indexes: [][]string{{"publisher_name", "fiscal_year"}, {"region_code"}},
		whole:   documentRows,
	}

	tablesTable = &table{
		Name: "tables", ZH: "表格：每张表一行，跨页的表已合并", EN: "one row for each table, joined over the pages on which it stands",
		Key:    []string{"table_id"},
		Refers: map[string]string{"document_sha256": "documents"},
		Fields: slices.Concat([]field{
			tableID.always(), documentKey,
			field{Name: "ordinal", Type: integerField, ZH: "在文件中的次序，从 1 起", EN: "place among the tables of the file, from 1", value: func(r *row) value { return integer(r.ordinal) }}.always(),
			tableKind, tableNumber,
			{Name: "title", ZH: "表名", EN: "title as printed", value: func(r *row) value { return text(r.table.Title) }},
			{Name: "unit", ZH: "金额单位", EN: "unit of amounts as printed", value: func(r *row) value { return text(r.table.Unit) }},
			{Name: "pages", Type: listField, ZH: "所在各页", EN: "pages on which it stands", value: func(r *row) value { return list(r.table.Pages) }},
		}, place, []field{
			field{Name: "header_rows", Type: integerField, ZH: "表头行数", EN: "number of leading rows that are column header", value: func(r *row) value { return integer(r.table.HeaderRows) }}.always(),
			field{Name: "row_count", Type: integerField, ZH: "行数", EN: "number of rows, header included", value: func(r *row) value { return integer(r.table.RowCount) }}.always(),
			field{Name: "column_count", Type: integerField, ZH: "列数", EN: "number of columns", value: func(r *row) value { return integer(r.table.ColumnCount) }}.always(),
			{Name: "columns", Type: listField, ZH: "各列的表头路径和角色", EN: "each column's path of header texts and role", value: func(r *row) value { return list(r.table.Columns) }},
			{Name: "notes", Type: listField, ZH: "表下的注", EN: "notes under the table", value: func(r *row) value { return list(r.table.Notes) }},
			oneOf(field{Name: "method", ZH: "识别方法：全框线、部分框线、对齐、文字识别", EN: "how the grid was found: by rulings, in part by them, by alignment, from a picture",
				value: func(r *row) value { return text(string(r.table.Method)) }},
				[]model.Method{model.Ruled, model.PartRuled, model.Aligned, model.OCR}).always(),
			field{Name: "confidence", Type: numberField, ZH: "所有单元格都正确的把握，0 到 1", EN: "how likely all cells are right, 0 to 1", value: func(r *row) value { return number(r.table.Confidence) }}.always(),
		}, publisher, provenance),
		Indexes: [][]string{{"document_sha256"}, {"table_kind", "fiscal_year"}},
	}

	cellsTable = &table{
		Name: "cells", ZH: "单元格：每个单元格一行，空格也在内", EN: "one row for each cell, empty ones included",
		Key:    []string{"cell_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			cellID.always(), documentKey, tableID.always(),
			rowNumber.always(), columnNumber.always(),
			field{Name: "row_span", Type: integerField, ZH: "占几行", EN: "number of rows that it covers", value: func(r *row) value { return integer(r.cell.RowSpan) }}.always(),
			field{Name: "column_span", Type: integerField, ZH: "占几列", EN: "number of columns that it covers", value: func(r *row) value { return integer(r.cell.ColumnSpan) }}.always(),
			field{Name: "is_header", Type: booleanField, ZH: "是否表头", EN: "whether it belongs to the column header", value: func(r *row) value { return boolean(r.cell.Row < r.table.HeaderRows) }}.always(),
			{Name: "text", ZH: "所印文字，空格为缺", EN: "text as printed; absent where the cell is empty", value: func(r *row) value { return text(r.cell.Text) }},
		}, place, []field{
			{Name: "more_regions", Type: listField, ZH: "跨页时在其余各页的位置", EN: "for a cell cut by a page break: its places on the further pages", value: func(r *row) value { return list(r.cell.Regions[min(1, len(r.cell.Regions)):]) }},
			fiscalYear,
		}, provenance),
		Indexes: [][]string{{"table_id", "row", "column"}},
	}

	factsTable = &table{
		Name: "facts", ZH: "金额：每个所印金额一行", EN: "one row for each amount of money that is printed",
		Key:    []string{"fact_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables", "cell_id": "cells"},
		Fields: slices.Concat([]field{
			field{Name: "fact_id", ZH: "金额的键：文件/表/行/列", EN: "key: file/table/row/column", value: func(r *row) value { return text(r.id) }}.differs().always(),
			documentKey, tableID.always(), cellID, tableKind, tableNumber,
			rowNumber.always(), columnNumber.always(),
		}, place, publisher, []field{
			{Name: "amount_year", Type: integerField, ZH: "金额所属年度", EN: "year that the amount is of", value: func(r *row) value { return r.amountYear() }},
			word("direction", "收入或支出", "revenue or expenditure", func(r *row) string { return string(r.fact.Direction) }),
			word("list", "所在清单各行是什么", "what the rows of the amount's list are", func(r *row) string { return string(r.fact.List) }).always(),
			word("measure", "金额是哪种量", "kind of quantity", func(r *row) string { return string(r.fact.Measure) }).always(),
			word("fund", "哪种资金；全部资金为缺", "whose money; absent for all together", func(r *row) string { return string(r.fact.Fund) }),
			word("use", "用途；未分为缺", "what it is spent on; absent where not told", func(r *row) string { return string(r.fact.Use) }),
			word("item", "“三公”等费用；不属其中为缺", "which of the separately disclosed expenses; absent for none", func(r *row) string { return string(r.fact.Item) }),
			word("period", "本年、上年、增减", "the fiscal year, the one before, or the change between them", func(r *row) string { return string(r.fact.Period) }).always(),
			word("stage", "预算编制与执行的阶段", "stage of the budget cycle", func(r *row) string { return string(r.fact.Stage) }).always(),
			word("scope", "政府预算表中的级次；其他为缺", "whose level in a government's table; absent elsewhere", func(r *row) string { return string(r.fact.Scope) }),
			{Name: "label", ZH: "项目名称", EN: "label of the amount's own list", value: func(r *row) value { return text(r.fact.Label) }},
			{Name: "path", Type: listField, ZH: "列的表头路径", EN: "header texts over the amount, from top to leaf", value: func(r *row) value { return list(r.fact.Path) }},
		},
			term("functional", "功能分类科目", "item of the functional classification", func(r *row) *model.Term { return r.fact.Functional }),
			term("gov_economic", "政府预算支出经济分类科目", "item of the governments' economic classification", func(r *row) *model.Term { return r.fact.GovernmentEconomic }),
			term("dept_economic", "部门预算支出经济分类科目", "item of the departments' economic classification", func(r *row) *model.Term { return r.fact.DepartmentEconomic }),
			term("unit", "预算单位", "budget unit", func(r *row) *model.Term { return r.fact.BudgetUnit }),
			term("project", "项目", "project", func(r *row) *model.Term { return r.fact.Project }),
			term("revenue", "收入分类科目", "item of the revenue classification", func(r *row) *model.Term { return r.fact.RevenueItem }),
			term("procurement", "采购品目大类：A 货物、B 工程、C 服务", "kind of purchase: A goods, B works, C services", func(r *row) *model.Term { return r.fact.Procurement }),
			term("place", "金额所属地区", "place that the amount is of", func(r *row) *model.Term { return r.fact.Region }),
			[]field{
				{Name: "printed", ZH: "所印金额", EN: "the amount as printed", value: func(r *row) value { return text(r.fact.Printed) }},
				{Name: "printed_unit", ZH: "所印单位", EN: "its unit as printed", value: func(r *row) value { return text(r.fact.PrintedUnit) }},
				{Name: "amount_exact", ZH: "金额（元），精确的十进制文本；单位不明时为缺", EN: "the amount in 元, exact, as decimal text; absent where no unit is told", value: func(r *row) value { return text(r.fact.Amount) }},
				{Name: "amount_yuan", Type: moneyField, ZH: "金额（元），两位小数；不是整分的金额为缺，从不四舍五入", EN: "the amount in 元 with two decimals; absent where it is no whole 分, never rounded", value: func(r *row) value { return wholeFen(r.fact.Amount) }},
				field{Name: "total_row", Type: booleanField, ZH: "所在行是否为其他行之和", EN: "whether its row sums other rows of its list", value: func(r *row) value { return boolean(r.fact.TotalRow) }}.always(),
				field{Name: "total_column", Type: booleanField, ZH: "所在列是否为其他列之和", EN: "whether its column sums or contains other columns", value: func(r *row) value { return boolean(r.fact.TotalColumn) }}.always(),
				field{Name: "addend", Type: booleanField, ZH: "求和时应相加的金额：末级行、末级列", EN: "what sums add: a row and column that sum no others", value: func(r *row) value { return boolean(r.fact.Addend) }}.always(),
				field{Name: "level", Type: integerField, ZH: "在清单中的级次，从 0 起", EN: "level in its list, from 0", value: func(r *row) value { return integer(r.fact.Level) }}.always(),
				findingCount,
			}, provenance, []field{
				{Name: "confirmed_by", Type: listField, ZH: "印证该金额的勾稽关系；没有为缺", EN: "identities that hold and contain the amount; absent for none", value: func(r *row) value { return list(r.fact.ConfirmedBy) }},
				{Name: "contradicted_by", Type: listField, ZH: "含该金额而不成立的勾稽关系；没有为缺", EN: "identities that contain the amount and do not hold; absent for none", value: func(r *row) value { return list(r.fact.ContradictedBy) }},
			}),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}, {"functional_code", "amount_year"}, {"gov_economic_code", "amount_year"}, {"dept_economic_code", "amount_year"}},
	}

	indicatorsTable = &table{
		Name: "indicators", ZH: "绩效指标：绩效目标表每个指标一行", EN: "one row for each performance indicator",
		Key:    []string{"indicator_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			field{Name: "indicator_id", ZH: "指标的键：文件/表/行", EN: "key: file/table/row", value: func(r *row) value { return text(r.id) }}.differs().always(),
			documentKey, tableID.always(), rowNumber.always(),
		}, place, publisher,
			term("project", "项目", "project", func(r *row) *model.Term { return r.indicator.Project }),
			[]field{
				{Name: "goal", ZH: "绩效目标", EN: "goal", value: func(r *row) value { return text(r.indicator.Goal) }},
				{Name: "goal_plain", ZH: "绩效目标，不含标记", EN: "goal without markup", value: func(r *row) value { return text(r.indicator.GoalPlain) }},
				{Name: "level1", ZH: "一级指标", EN: "indicator of the first level", value: func(r *row) value { return text(r.indicator.Level1) }},
				{Name: "level2", ZH: "二级指标", EN: "indicator of the second level", value: func(r *row) value { return text(r.indicator.Level2) }},
				{Name: "level3", ZH: "三级指标", EN: "indicator of the third level", value: func(r *row) value { return text(r.indicator.Level3) }},
				{Name: "nature", ZH: "指标性质，如 ≥、定性", EN: "how the value bounds, as ≥ or 定性", value: func(r *row) value { return text(r.indicator.Nature) }},
				{Name: "value", ZH: "指标值", EN: "target value as printed", value: func(r *row) value { return text(r.indicator.Value) }},
				{Name: "number_exact", ZH: "指标值中的数，精确的十进制文本", EN: "the value's number, exact, as decimal text", value: func(r *row) value { return r.exactNumber() }},
				{Name: "number", Type: numberField, ZH: "指标值中的数", EN: "the value's number", value: func(r *row) value { return parsedNumber(r.exactNumber()) }},
				{Name: "measure_unit", ZH: "度量单位", EN: "unit of the value", value: func(r *row) value { return text(r.indicator.MeasureUnit) }},
			}, provenance),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}},
	}

	projectsTable = &table{
		Name: "projects", ZH: "项目：每张表每个单位的每个项目一行", EN: "one row for each project of a unit in a table",
		Key:    []string{"project_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			field{Name: "project_id", ZH: "项目的键：文件/表/行", EN: "key: file/table/row", value: func(r *row) value { return text(r.id) }}.differs().always(),
			documentKey, tableID.always(), tableKind, rowNumber.always(),
		}, place, publisher,
			term("unit", "预算单位", "budget unit", func(r *row) *model.Term { return r.project.unit }),
			term("project", "项目", "project", func(r *row) *model.Term { return r.project.term }),
			[]field{
				{Name: "amount_year", Type: integerField, ZH: "金额所属年度", EN: "year that the amount is of", value: func(r *row) value { return present(r.project.year) }},
				{Name: "amount_exact", ZH: "该表中本期可加金额之和（元），精确的十进制文本；没有金额、由下级项目构成或单位不明时为缺", EN: "sum of its addends of the current period in the table, in 元, exact, as decimal text; absent where there is none, where it is made up of projects of its own, or where no unit is told", value: func(r *row) value { return text(r.project.exact()) }},
				{Name: "amount_yuan", Type: moneyField, ZH: "同上，两位小数；不是整分的金额为缺，从不四舍五入", EN: "the same with two decimals; absent where it is no whole 分, never rounded", value: func(r *row) value { return wholeFen(r.project.exact()) }},
				{Name: "goal", ZH: "绩效目标", EN: "goal", value: func(r *row) value { return text(r.project.goal) }},
				{Name: "goal_plain", ZH: "绩效目标，不含标记", EN: "goal without markup", value: func(r *row) value { return text(r.project.goalPlain) }},
				field{Name: "indicator_count", Type: integerField, ZH: "绩效指标数", EN: "number of indicators", value: func(r *row) value { return integer(r.project.indicators) }}.always(),
			}, provenance),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}},
	}

	totalsTable = &table{
		Name: "government_totals", ZH: "政府收支和债务总数：政府预算表中每个地区、级次、年度、阶段的收入、支出或债务总数，每个所印处一行", EN: "totals of governments: one row for each place where a region's revenue, expenditure or debt of a level, year and stage is printed",
		Key:    []string{"fact_id"},
		Refers: map[string]string{"fact_id": "facts", "document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			field{Name: "fact_id", ZH: "金额的键：文件/表/行/列", EN: "key of the fact: file/table/row/column", value: func(r *row) value { return text(r.id) }}.differs().always(),
			documentKey, tableID.always(), rowNumber.always(), columnNumber.always(),
		}, place, publisher, []field{
			{Name: "place_code", ZH: "所属地区的行政区划代码，以最新代码为准，历年相同；不明为缺", EN: "code of the region that it is of, by the newest list: the same over the years; absent where none is known", value: func(r *row) value { return text(r.total.place.Code) }},
			field{Name: "place_name", ZH: "所属地区的名称", EN: "name of that region", value: func(r *row) value { return text(r.total.place.Name) }}.always(),
			word("scope", "级次：全地区、本级、下级", "level: the whole region, its own, those below", func(r *row) string { return string(r.total.scope) }).always(),
			field{Name: "amount_year", Type: integerField, ZH: "金额所属年度", EN: "year that the amount is of", value: func(r *row) value { return r.amountYear() }}.always(),
			word("stage", "预算编制与执行的阶段", "stage of the budget cycle", func(r *row) string { return string(r.fact.Stage) }).always(),
			word("direction", "收入或支出；债务为缺", "revenue or expenditure; absent for debt", func(r *row) string { return string(r.total.direction()) }),
			word("measure", "收支额，或债务的余额、限额、发行额、还本额、付息额", "a flow, or debt's balance, limit, issue, repayment, interest", func(r *row) string { return string(r.fact.Measure) }).always(),
			word("fund", "哪本预算；债务：一般债务为一般公共预算，专项债务为政府性基金，两者合计为缺", "which budget; of debt: general-public for general debt, government-fund for special debt, absent for both together", func(r *row) string { return string(r.total.fund) }),
			{Name: "printed", ZH: "所印金额", EN: "the amount as printed", value: func(r *row) value { return text(r.fact.Printed) }},
			{Name: "printed_unit", ZH: "所印单位", EN: "its unit as printed", value: func(r *row) value { return text(r.fact.PrintedUnit) }},
			{Name: "amount_exact", ZH: "金额（元），精确的十进制文本", EN: "the amount in 元, exact, as decimal text", value: func(r *row) value { return text(r.fact.Amount) }},
			{Name: "amount_yuan", Type: moneyField, ZH: "金额（元），两位小数；不是整分的金额为缺，从不四舍五入", EN: "the amount in 元 with two decimals; absent where it is no whole 分, never rounded", value: func(r *row) value { return wholeFen(r.fact.Amount) }},
			{Name: "last_digit_yuan", Type: numberField, ZH: "所印末位的一为几元：相差不到其一半的，四舍五入后相同", EN: "what one in the last printed digit is worth in 元: what is less than half of it apart may be the same, rounded", value: func(r *row) value { return r.total.lastDigit() }},
		}, provenance),
		Indexes: [][]string{{"place_code", "amount_year"}},
	}

	findingsTable = &table{
		Name: "findings", ZH: "发现：每个问题所指的每处一行", EN: "one row for each place that a finding is about",
		Key:    []string{"finding_id", "subject"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables", "cell_id": "cells"},
		Fields: slices.Concat([]field{
			field{Name: "finding_id", ZH: "发现的键：文件/序号", EN: "key: file/number", value: func(r *row) value { return text(r.id) }}.differs().always(),
			field{Name: "subject", Type: integerField, ZH: "所指处的序号，从 1 起；0 为整份文件", EN: "number of the place, from 1; 0 where the finding is about the file", value: func(r *row) value { return integer(r.ordinal) }}.always(),
			documentKey, tableID, cellID,
			field{Name: "code", ZH: "问题代码", EN: "stable code of the finding", value: func(r *row) value { return text(r.finding.Code) }}.always(),
			oneOf(field{Name: "severity", ZH: "严重程度", EN: "severity", value: func(r *row) value { return text(string(r.finding.Severity)) }},
				[]model.Severity{model.Error, model.Warning, model.Info}).always(),
			{Name: "message_zh", ZH: "说明（中文）", EN: "message in Chinese", value: func(r *row) value { return text(r.finding.Message.ZH) }},
			{Name: "message_en", ZH: "说明（英文）", EN: "message in English", value: func(r *row) value { return text(r.finding.Message.EN) }},
			{Name: "expected", ZH: "应有的值", EN: "what was expected", value: func(r *row) value { return text(r.finding.Expected) }},
			{Name: "actual", ZH: "实有的值", EN: "what is there", value: func(r *row) value { return text(r.finding.Actual) }},
			rowNumber, columnNumber,
		}, place, []field{fiscalYear}, provenance),
		Indexes: [][]string{{"document_sha256"}, {"code"}, {"cell_id"}},
	}

	codesTable = &table{
		Name: "codes", ZH: "科目：收支分类科目表，据已公开文件整理", EN: "items of the budget classification, gathered from published disclosures",
		Key: []string{"list", "code"},
		Fields: []field{
			oneOf(field{Name: "list", ZH: "科目表：功能分类、部门经济分类、政府经济分类、收入分类", EN: "the list: functional, departments' economic, governments' economic, revenue", value: func(r *row) value { return text(string(r.list)) }}, codeLists()).always(),
			field{Name: "code", ZH: "科目编码", EN: "code", value: func(r *row) value { return text(r.entry.Code) }}.always(),
			{Name: "name", ZH: "科目名称，以最近年度为准", EN: "name in force in the newest year", value: func(r *row) value { return text(r.entry.Name) }},
			{Name: "parent", ZH: "上级科目编码", EN: "code one level up", value: func(r *row) value { return text(parentCode(r.entry.Code)) }},
			field{Name: "level", Type: integerField, ZH: "级次：类 1、款 2、项 3", EN: "level: 类 1, 款 2, 项 3", value: func(r *row) value { return integer(codeLevel(r.entry.Code)) }}.always(),
			{Name: "other_names", Type: listField, ZH: "曾用名和异名", EN: "earlier and variant names", value: func(r *row) value { return list(otherNames(r.entry)) }},
			field{Name: "documents", Type: integerField, ZH: "见于几份文件", EN: "number of documents that show it", value: func(r *row) value { return integer(r.entry.Documents) }}.always(),
			{Name: "evidence", ZH: "依据：多份文件、一份文件、常识", EN: "what it rests on: several documents, one, or general knowledge", value: func(r *row) value { return text(string(r.entry.Evidence)) }},
			{Name: "years", Type: listField, ZH: "见于哪些年度", EN: "fiscal years in which it was seen", value: func(r *row) value { return list(r.entry.Years) }},
		},
		Indexes: [][]string{{"code"}},
		whole:   func(_ []record, emit func(*row) error) error { return codeRows(emit) },
	}

	// Tables that others refer to come before them.
	tables = numbered(documentsTable, tablesTable, cellsTable, factsTable, indicatorsTable, projectsTable, totalsTable, findingsTable, codesTable)
)

func numbered(all ...*table) []*table {
	for i, t := range all {
		t.number = i
	}
	return all
}

// Fields that several tables have.
var (
	documentKey = field{Name: "document_sha256", ZH: "文件的 SHA-256", EN: "SHA-256 of the file", value: func(r *row) value { return text(r.doc.Source.SHA256) }}.always()
	tableID     = field{Name: "table_id", ZH: "表格的键：文件/表", EN: "key of the table: file/table", value: func(r *row) value { return text(r.tableID) }}
	cellID      = field{Name: "cell_id", ZH: "单元格的键：文件/表/行/列", EN: "key of the cell: file/table/row/column", value: func(r *row) value { return text(r.cellID) }}.differs()
	rowNumber   = field{Name: "row", Type: integerField, ZH: "行，从 0 起", EN: "row, from 0", value: func(r *row) value { return r.row }}

	columnNumber = field{Name: "column", Type: integerField, ZH: "列，从 0 起", EN: "column, from 0", value: func(r *row) value { return r.column }}
	tableKind    = oneOf(field{Name: "table_kind", ZH: "表的种类", EN: "kind of the table", value: func(r *row) value { return text(string(r.table.Kind)) }}, model.Kinds()).always()
	tableNumber  = field{Name: "table_number", ZH: "所印表号", EN: "number of the table as printed", value: func(r *row) value { return text(r.table.Number) }}
	fiscalYear   = field{Name: "fiscal_year", Type: integerField, ZH: "文件的年度", EN: "fiscal year of the file", value: func(r *row) value { return r.fiscalYear() }}
	findingCount = field{Name: "finding_count", Type: integerField, ZH: "涉及此处的发现数", EN: "number of findings that concern it", value: func(r *row) value { return integer(r.findings) }}.always()

	publisher = []field{
		{Name: "publisher_code", ZH: "公开部门或单位的编码，照印", EN: "code of the publishing department or unit, as printed", value: func(r *row) value { return text(r.doc.Publisher.Code) }},
		{Name: "publisher_name", ZH: "公开部门或单位的名称，照印", EN: "name of the publishing department or unit, as printed", value: func(r *row) value { return text(r.doc.Publisher.Name) }},
		{Name: "publisher_id", ZH: "公开部门或单位的键：历年、含（本级）与否均相同", EN: "key of the publishing department or unit: the same over the years, with and without （本级）", value: func(r *row) value { return text(r.doc.Publisher.ID) }},
		oneOf(field{Name: "publisher_level", ZH: "部门、单位或政府", EN: "whether it is a department with its units, a unit, or a government", value: func(r *row) value { return text(string(r.doc.Publisher.Level)) }},
			[]model.PublisherLevel{model.DepartmentLevel, model.UnitLevel, model.GovernmentLevel}),
		fiscalYear,
		oneOf(field{Name: "disclosure", ZH: "预算、决算、债务、执行情况报告或其他", EN: "kind of publication: budget, final accounts, debt, report of execution, other", value: func(r *row) value { return text(string(r.doc.Disclosure)) }},
			model.Disclosures()).always(),
	}
	place = []field{
		{Name: "page", Type: integerField, ZH: "页码，从 1 起", EN: "page, from 1", value: func(r *row) value { return r.page }},
		{Name: "x0", Type: numberField, ZH: "左边，自页面左上角起，单位点", EN: "left side, in points from the page's top left", value: func(r *row) value { return r.side(0) }},
		{Name: "top", Type: numberField, ZH: "上边", EN: "top side", value: func(r *row) value { return r.side(1) }},
		{Name: "x1", Type: numberField, ZH: "右边", EN: "right side", value: func(r *row) value { return r.side(2) }},
		{Name: "bottom", Type: numberField, ZH: "下边", EN: "bottom side", value: func(r *row) value { return r.side(3) }},
	}
	provenance = []field{
		{Name: "source_url", ZH: "来源网址", EN: "address that the file was taken from", value: func(r *row) value { return text(r.meta.URL) }},
		{Name: "retrieved", ZH: "获取日期", EN: "date on which it was retrieved", value: func(r *row) value { return text(r.meta.Retrieved) }},
		{Name: "licence", ZH: "许可", EN: "licence of the file", value: func(r *row) value { return text(r.meta.Licence) }},
		{Name: "region_code", ZH: "行政区划代码：随文件所给，否则为公开部门所在地", EN: "code of the region: what was told beside the file, else the publisher's", value: func(r *row) value { return text(r.region().Code) }},
		{Name: "region_name", ZH: "行政区划名称", EN: "name of the region", value: func(r *row) value { return text(r.region().Name) }},
	}
)

// term makes the two fields of a code and its name.
func term(name, zh, en string, of func(*row) *model.Term) []field {
	return []field{
		{Name: name + "_code", ZH: zh + "的编码，照印；只印名称的，为按名称查得的", EN: en + ": code as printed, or found by the name where only that is printed", value: func(r *row) value {
			if t := of(r); t != nil {
				return text(t.Code)
			}
			return value{}
		}},
		{Name: name + "_name", ZH: zh + "的名称，照印", EN: en + ": name as printed", value: func(r *row) value {
			if t := of(r); t != nil {
				return text(t.Name)
			}
			return value{}
		}},
	}
}

// word makes the field of a closed vocabulary of facts; what is "" is absent.
func word(member, zh, en string, of func(*row) string) field {
	all := model.Glossary()
	v := &all[slices.IndexFunc(all, func(v model.Vocabulary) bool { return v.Member == member })]
	return oneOf(field{Name: member, ZH: zh, EN: en, value: func(r *row) value { return text(of(r)) }}, v.Values())
}

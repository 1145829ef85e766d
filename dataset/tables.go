package dataset

import (
	"slices"

	"yusuan/model"
	"yusuan/model/codes"
)

// Every table begins with what people read; boxes, provenance and keys stand last.
var (
	documentsTable = &table{
		Name: "documents", ZH: "文件：每份公开文件一行", EN: "one row for each published file",
		Key: []string{"document_sha256"},
		Fields: slices.Concat(publication, []field{
			{Name: "name", ZH: "文件名", EN: "name of the file", value: func(r *row) value { return text(r.doc.Source.Name) }},
			field{Name: "page_count", Type: integerField, ZH: "页数", EN: "number of pages", value: func(r *row) value { return integer(r.doc.Source.PageCount) }}.always(),
			field{Name: "table_count", Type: integerField, ZH: "表格数", EN: "number of tables", value: func(r *row) value { return integer(len(r.doc.Tables)) }}.always(),
			field{Name: "fact_count", Type: integerField, ZH: "金额数", EN: "number of facts", value: func(r *row) value { return integer(len(r.doc.Facts)) }}.always(),
			field{Name: "confirmed_count", Type: integerField, ZH: "得到印证的金额数", EN: "number of facts that an identity confirms", value: func(r *row) value { return integer(r.doc.Proof.Confirmed) }}.always(),
			field{Name: "contradicted_count", Type: integerField, ZH: "与其他数不符的金额数", EN: "number of facts that a broken identity contains", value: func(r *row) value { return integer(r.doc.Proof.Contradicted) }}.always(),
			field{Name: "indicator_count", Type: integerField, ZH: "绩效指标数", EN: "number of indicators", value: func(r *row) value { return integer(len(r.doc.Indicators)) }}.always(),
			field{Name: "finding_count", Type: integerField, ZH: "发现的问题数", EN: "number of findings", value: func(r *row) value { return integer(len(r.doc.Findings)) }}.always(),
			field{Name: "correction_count", Type: integerField, ZH: "所作更正数", EN: "number of corrections that were applied", value: func(r *row) value { return integer(len(r.doc.Corrections)) }}.always(),
			field{Name: takenName, Type: booleanField, ZH: "文字相同的文件（同一份公开的不同文件）中取作代表的一份；各视图只取这些", EN: "whether it stands for the files of its text_sha256, the copies of one disclosure: views take these alone", value: func(*row) value { return boolean(false) }}.always(),
		}, publisher, []field{
			{Name: "image_only_pages", Type: integersField, ZH: "只有图像、没有文字的页码", EN: "pages that are pictures without text", value: func(r *row) value { return integers(r.doc.Source.ImageOnlyPages) }},
			field{Name: "bytes", Type: integerField, ZH: "文件字节数", EN: "size of the file in bytes", value: func(r *row) value { return integer(int(r.doc.Source.Bytes)) }}.always(),
			{Name: "producer", ZH: "生成 PDF 的软件", EN: "software that made the PDF", value: func(r *row) value { return text(r.doc.Source.Producer) }},
			{Name: "creator", ZH: "编写原文的软件", EN: "software that the text was written with", value: func(r *row) value { return text(r.doc.Source.Creator) }},
			field{Name: "encrypted", Type: booleanField, ZH: "是否加密", EN: "whether the file is encrypted", value: func(r *row) value { return boolean(r.doc.Source.Encrypted) }}.always(),
			field{Name: "repaired", Type: booleanField, ZH: "读取时是否经过修复", EN: "whether damage had to be repaired to read it", value: func(r *row) value { return boolean(r.doc.Source.Repaired) }}.always(),
		}, provenance, []field{
			publisherID,
			{Name: textDigestName, ZH: "文字的 SHA-256：同一公开文件的另一份与此相同", EN: "SHA-256 of the characters: another copy of the same disclosure has the same", value: func(r *row) value { return text(r.doc.Source.TextSHA256) }},
			documentKey,
		}),
		Indexes: [][]string{{"publisher_name", "fiscal_year"}, {"publisher_region_code"}, {"publisher_id"}},
		whole:   documentRows,
	}

	publishersTable = &table{
		Name: "publishers", ZH: "公开者：每个公开部门、单位或政府一行；同一名称的部门和单位（本级）分作两行；公开者的键不明的文件不在其中",
		EN:  "one row for each publisher, of a department and of the unit of its name one each; documents without a publisher's key have none",
		Key: []string{"publisher_id", "publisher_level"},
		Fields: []field{
			{Name: "publisher_name", ZH: "名称：见于最多文件的一个，其次最近年度的，再次编码次序在前的", EN: "name that most of its documents print, then that of the newest year, then the first by code points", value: func(r *row) value { return text(r.publisher.name) }},
			{Name: "other_names", Type: textsField, ZH: "所印其他名称", EN: "other names as printed", value: func(r *row) value { return texts(r.publisher.others) }},
			oneOf(field{Name: "publisher_level", ZH: "部门、单位或政府", EN: "whether it is a department with its units, a unit, or a government", value: func(r *row) value { return text(r.publisher.level) }}, model.PublisherLevels()),
			{Name: "publisher_region_name", ZH: "所在地行政区划名称，以最近年度为准", EN: "name of its region, of the newest year", value: func(r *row) value { return text(r.publisher.region.Name) }},
			{Name: "publisher_region_code", ZH: "所在地行政区划代码，以最近年度为准", EN: "code of its region, of the newest year", value: func(r *row) value { return text(r.publisher.region.Code) }},
			{Name: "fiscal_years", Type: integersField, ZH: "有文件的年度", EN: "fiscal years of its documents", value: func(r *row) value { return integers(r.publisher.years) }},
			field{Name: "document_count", Type: integerField, ZH: "文件数，同一份公开只计一次", EN: "number of its documents, copies counted once", value: func(r *row) value { return integer(r.publisher.documents) }}.always(),
			field{Name: "publisher_id", ZH: publisherID.ZH, EN: publisherID.EN, value: func(r *row) value { return text(r.publisher.id) }}.always(),
		},
		Indexes: [][]string{{"publisher_region_code"}},
		whole:   publisherRows,
	}

	tablesTable = &table{
		Name: "tables", ZH: "表格：每张表一行，跨页的表已合并", EN: "one row for each table, joined over the pages on which it stands",
		Key:    []string{"table_id"},
		Refers: map[string]string{"document_sha256": "documents"},
		Fields: slices.Concat(publication, []field{
			tableTitle, tableKind.always(), tableNumber,
			{Name: "table_unit", ZH: "金额单位", EN: "unit of amounts as printed", value: func(r *row) value { return text(r.table.Unit) }},
			{Name: "pages", Type: integersField, ZH: "所在各页", EN: "pages on which it stands", value: func(r *row) value { return integers(r.table.Pages) }},
			field{Name: "ordinal", Type: integerField, ZH: "在文件中的次序，从 1 起", EN: "place among the tables of the file, from 1", value: func(r *row) value { return integer(r.ordinal) }}.always(),
			field{Name: "header_rows", Type: integerField, ZH: "表头行数", EN: "number of leading rows that are column header", value: func(r *row) value { return integer(r.table.HeaderRows) }}.always(),
			field{Name: "row_count", Type: integerField, ZH: "行数", EN: "number of rows, header included", value: func(r *row) value { return integer(r.table.RowCount) }}.always(),
			field{Name: "column_count", Type: integerField, ZH: "列数", EN: "number of columns", value: func(r *row) value { return integer(r.table.ColumnCount) }}.always(),
			{Name: "notes", Type: textsField, ZH: "表下的注", EN: "notes under the table", value: func(r *row) value { return texts(r.table.Notes) }},
			{Name: "columns", Type: jsonField, ZH: "各列的表头路径和角色", EN: "each column's path of header texts and role", value: func(r *row) value { return structured(r.table.Columns) }},
			oneOf(field{Name: "method", ZH: "识别方法：全框线、部分框线、对齐、文字识别", EN: "how the grid was found: by rulings, in part by them, by alignment, from a picture",
				value: func(r *row) value { return text(string(r.table.Method)) }},
				[]model.Method{model.Ruled, model.PartRuled, model.Aligned, model.OCR}).always(),
			field{Name: "confidence", Type: numberField, ZH: "所有单元格都正确的把握，0 到 1", EN: "how likely all cells are right, 0 to 1", value: func(r *row) value { return number(r.table.Confidence) }}.always(),
		}, publisher, provenance, place, []field{publisherID, tableID.always(), documentKey}),
		Indexes: [][]string{{"document_sha256"}, {"table_kind", "fiscal_year"}},
	}

	cellsTable = &table{
		Name: "cells", ZH: "单元格：每个单元格一行，空格也在内", EN: "one row for each cell, empty ones included",
		Key:    []string{"cell_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			{Name: "text", ZH: "所印文字，空格为缺", EN: "text as printed; absent where the cell is empty", value: func(r *row) value { return text(r.cell.Text) }},
			rowNumber.always(), columnNumber.always(),
			field{Name: "row_span", Type: integerField, ZH: "占几行", EN: "number of rows that it covers", value: func(r *row) value { return integer(r.cell.RowSpan) }}.always(),
			field{Name: "column_span", Type: integerField, ZH: "占几列", EN: "number of columns that it covers", value: func(r *row) value { return integer(r.cell.ColumnSpan) }}.always(),
			field{Name: "is_header", Type: booleanField, ZH: "是否表头", EN: "whether it belongs to the column header", value: func(r *row) value { return boolean(r.cell.Row < r.table.HeaderRows) }}.always(),
			corrected(func(r *row) string { return r.cell.Corrected }),
			checked(func(r *row) string { return r.cell.Checked }),
			fiscalYear,
		}, publisherRegion, provenance, place, []field{
			{Name: "more_regions", Type: jsonField, ZH: "跨页时在其余各页的位置", EN: "for a cell cut by a page break: its places on the further pages", value: func(r *row) value { return structured(r.cell.Regions[min(1, len(r.cell.Regions)):]) }},
			cellID.always(), tableID.always(), documentKey,
		}),
		Indexes: [][]string{{"table_id", "row", "column"}},
	}

	factsTable = &table{
		Name: "facts", ZH: "金额：每个所印金额一行", EN: "one row for each amount of money that is printed",
		Key:    []string{"fact_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables", "cell_id": "cells"},
		Fields: slices.Concat(publication, []field{
			tableTitle, tableKind.always(),
			{Name: "label", ZH: "项目名称", EN: "label of the amount's own list", value: func(r *row) value { return text(r.fact.Label) }},
			{Name: "path", Type: textsField, ZH: "列的表头路径", EN: "header texts over the amount, from top to leaf", value: func(r *row) value { return texts(r.fact.Path) }},
			yuan("amount_yuan", "金额", "the amount", func(r *row) string { return r.fact.Amount }),
			factYear, factStage.always(),
			word("period", "本年、上年、增减", "the fiscal year, the one before, or the change between them", func(r *row) string { return string(r.fact.Period) }).always(),
			word("direction", "收入或支出", "revenue or expenditure", func(r *row) string { return string(r.fact.Direction) }),
			word("list", "所在清单各行是什么", "what the rows of the amount's list are", func(r *row) string { return string(r.fact.List) }).always(),
			word("fund", "哪种资金；全部资金为缺", "whose money; absent for all together", func(r *row) string { return string(r.fact.Fund) }),
			word("use", "用途；未分为缺", "what it is spent on; absent where not told", func(r *row) string { return string(r.fact.Use) }),
			word("item", "“三公”等费用；不属其中为缺", "which of the separately disclosed expenses; absent for none", func(r *row) string { return string(r.fact.Item) }),
			word("measure", "金额是哪种量", "kind of quantity", func(r *row) string { return string(r.fact.Measure) }).always(),
			word("scope", "政府预算表中的级次；其他为缺", "whose level in a government's table; absent elsewhere", func(r *row) string { return string(r.fact.Scope) }),
		},
			term("functional", "功能分类科目", "item of the functional classification", func(r *row) *model.Term { return r.fact.Functional }),
			term("government_economic", "政府预算支出经济分类科目", "item of the governments' economic classification", func(r *row) *model.Term { return r.fact.GovernmentEconomic }),
			term("department_economic", "部门预算支出经济分类科目", "item of the departments' economic classification", func(r *row) *model.Term { return r.fact.DepartmentEconomic }),
			term("revenue_item", "收入分类科目", "item of the revenue classification", func(r *row) *model.Term { return r.fact.RevenueItem }),
			term("budget_unit", "预算单位", "budget unit", func(r *row) *model.Term { return r.fact.BudgetUnit }),
			term("project", "项目", "project", func(r *row) *model.Term { return r.fact.Project }),
			term("procurement", "采购品目大类：A 货物、B 工程、C 服务", "kind of purchase: A goods, B works, C services", func(r *row) *model.Term { return r.fact.Procurement }),
			term("region", "金额所属地区", "place that the amount is of", func(r *row) *model.Term { return r.fact.Region }),
			[]field{
				field{Name: "addend", Type: booleanField, ZH: "求和时应相加的金额：末级行、末级列", EN: "what sums add: a row and column that sum no others", value: func(r *row) value { return boolean(r.fact.Addend) }}.always(),
				field{Name: "total_row", Type: booleanField, ZH: "所在行是否为其他行之和", EN: "whether its row sums other rows of its list", value: func(r *row) value { return boolean(r.fact.TotalRow) }}.always(),
				field{Name: "total_column", Type: booleanField, ZH: "所在列是否为其他列之和", EN: "whether its column sums or contains other columns", value: func(r *row) value { return boolean(r.fact.TotalColumn) }}.always(),
				field{Name: "level", Type: integerField, ZH: "在清单中的级次，从 0 起", EN: "level in its list, from 0", value: func(r *row) value { return integer(r.fact.Level) }}.always(),
				{Name: "confirmed_by", Type: textsField, ZH: "印证该金额的勾稽关系；没有为缺", EN: "identities that hold and contain the amount; absent for none", value: func(r *row) value { return texts(r.fact.ConfirmedBy) }},
				{Name: "contradicted_by", Type: textsField, ZH: "含该金额而不成立的勾稽关系；没有为缺", EN: "identities that contain the amount and do not hold; absent for none", value: func(r *row) value { return texts(r.fact.ContradictedBy) }},
				findingCount,
				corrected(func(r *row) string { return r.fact.Corrected }),
				checked(func(r *row) string { return r.fact.Checked }),
				printed, printedUnit, exact(func(r *row) string { return r.fact.Amount }),
			}, publisher, []field{tableNumber}, provenance, place, []field{
				rowNumber.always(), columnNumber.always(), publisherID, factID, cellID, tableID.always(), documentKey,
			}),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}, {"functional_code", "year"}, {"government_economic_code", "year"}, {"department_economic_code", "year"}},
	}

	projectsTable = &table{
		Name: "projects", ZH: "项目：每份文件中每个单位的每个项目一行，见于几张表的已合并；项目可以含有下级项目，不可直接相加", EN: "one row for each project of a unit in a document, joined over the tables that name it; a project can contain others: they do not add up",
		Key:    []string{"project_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat(publication,
			term("project", "项目", "project", func(r *row) *model.Term { return r.project.term }),
			term("budget_unit", "预算单位", "budget unit", func(r *row) *model.Term { return r.project.unit }),
			[]field{
				yuan("amount_yuan", "金额：取自一张表，为其中该项目可加金额之和；没有金额、由下级项目构成或单位不明时为缺", "the amount: the sum of the project's addends in the one table that tells most of it; absent where none does, where it is made up of projects of its own, or where no unit is told", func(r *row) string { return r.project.exact() }),
				yuan("fiscal_yuan", "其中财政拨款", "of it, money of the treasury", func(r *row) string { return r.project.fund(fiscalFund) }),
				yuan("general_public_yuan", "财政拨款中的一般公共预算；未分列为缺", "of that, of the general public budget; absent where it is not told apart", func(r *row) string { return r.project.fund(generalPublicFund) }),
				yuan("government_fund_yuan", "财政拨款中的政府性基金预算；未分列为缺", "of that, of the government fund budget; absent where it is not told apart", func(r *row) string { return r.project.fund(governmentFund) }),
				yuan("state_capital_yuan", "财政拨款中的国有资本经营预算；未分列为缺", "of that, of the state capital budget; absent where it is not told apart", func(r *row) string { return r.project.fund(stateCapitalFund) }),
				yuan("other_funds_yuan", "其中其他资金：财政专户、事业收入、单位资金等", "of it, other money: special accounts, undertakings, units' own", func(r *row) string { return r.project.fund(otherFunds) }),
				{Name: "year", Type: integerField, ZH: factYear.ZH, EN: factYear.EN, value: func(r *row) value { return present(r.project.amount.year) }},
				word("stage", "预算编制与执行的阶段；没有金额为缺", "stage of the budget cycle that the amount is of; absent where there is none", func(r *row) string { return string(r.project.amount.stage) }),
				{Name: "goal", ZH: "绩效目标", EN: "goal", value: func(r *row) value { return text(r.project.goal) }},
				{Name: "goal_plain", ZH: "绩效目标，不含标记", EN: "goal without markup", value: func(r *row) value { return text(r.project.goalPlain) }},
				field{Name: "indicator_count", Type: integerField, ZH: "绩效指标数", EN: "number of indicators", value: func(r *row) value { return integer(r.project.indicators) }}.always(),
				tableTitle, tableKind.always(),
				exact(func(r *row) string { return r.project.exact() }),
			}, publisher, provenance, place, []field{
				rowNumber.always(), publisherID,
				{Name: "table_ids", Type: textsField, ZH: "写到该项目的各表的键", EN: "keys of the tables that name it", value: func(r *row) value { return texts(r.project.tables) }},
				field{Name: "project_id", ZH: "项目的键：文件/表/行，为最先写到处", EN: "key: file/table/row, where it is first named", value: func(r *row) value { return text(r.id) }}.differs().always(),
				tableID.always(), documentKey,
			}),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}},
	}

	indicatorsTable = &table{
		Name: "indicators", ZH: "绩效指标：绩效目标表每个指标一行", EN: "one row for each performance indicator",
		Key:    []string{"indicator_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables", "project_id": "projects"},
		Fields: slices.Concat(publication, []field{tableTitle},
			term("project", "项目", "project", func(r *row) *model.Term { return r.indicator.Project }),
			[]field{
				{Name: "level1", ZH: "一级指标", EN: "indicator of the first level", value: func(r *row) value { return text(r.indicator.Level1) }},
				{Name: "level2", ZH: "二级指标", EN: "indicator of the second level", value: func(r *row) value { return text(r.indicator.Level2) }},
				{Name: "level3", ZH: "三级指标", EN: "indicator of the third level", value: func(r *row) value { return text(r.indicator.Level3) }},
				{Name: "nature", ZH: "指标性质，如 ≥、定性", EN: "how the value bounds, as ≥ or 定性", value: func(r *row) value { return text(r.indicator.Nature) }},
				{Name: "value", ZH: "指标值", EN: "target value as printed", value: func(r *row) value { return text(r.indicator.Value) }},
				{Name: "measure_unit", ZH: "度量单位", EN: "unit of the value", value: func(r *row) value { return text(r.indicator.MeasureUnit) }},
				{Name: "number", Type: numberField, ZH: "指标值中的数", EN: "the value's number", value: func(r *row) value { return parsedNumber(r.exactNumber()) }},
				{Name: "number_exact", ZH: "指标值中的数，精确的十进制文本", EN: "the value's number, exact, as decimal text", value: func(r *row) value { return r.exactNumber() }},
				{Name: "goal", ZH: "绩效目标", EN: "goal", value: func(r *row) value { return text(r.indicator.Goal) }},
				{Name: "goal_plain", ZH: "绩效目标，不含标记", EN: "goal without markup", value: func(r *row) value { return text(r.indicator.GoalPlain) }},
			}, publisher, provenance, place, []field{
				rowNumber.always(), publisherID,
				field{Name: "indicator_id", ZH: "指标的键：文件/表/行", EN: "key: file/table/row", value: func(r *row) value { return text(r.id) }}.differs().always(),
				{Name: "project_id", ZH: "项目的键", EN: "key of its project", value: func(r *row) value { return text(r.projectID) }},
				tableID.always(), documentKey,
			}),
		Indexes: [][]string{{"table_id"}, {"publisher_name", "fiscal_year"}, {"project_id"}},
	}

	totalsTable = &table{
		Name: "government_totals", ZH: "政府收支和债务总数：政府预算表中每个地区、级次、年度、阶段的收入、支出或债务总数，每个所印处一行", EN: "totals of governments: one row for each place where a region's revenue, expenditure or debt of a level, year and stage is printed",
		Key:    []string{"fact_id"},
		Refers: map[string]string{"fact_id": "facts", "document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat([]field{
			field{Name: "region_name", ZH: "所属地区的名称", EN: "name of the region that it is of", value: func(r *row) value { return text(r.total.place.Name) }}.always(),
			{Name: "region_code", ZH: "该地区的行政区划代码，以最新代码为准，历年相同；不明为缺", EN: "code of that region by the newest list: the same over the years; absent where none is known", value: func(r *row) value { return text(r.total.place.Code) }},
			word("scope", "级次：全地区、本级、下级", "level: the whole region, its own, those below", func(r *row) string { return string(r.total.scope) }).always(),
			factYear.always(), factStage.always(),
			word("fund", "哪本预算；债务：一般债务为一般公共预算，专项债务为政府性基金，两者合计为缺", "which budget; of debt: general-public for general debt, government-fund for special debt, absent for both together", func(r *row) string { return string(r.total.fund) }),
			word("direction", "收入或支出；债务为缺", "revenue or expenditure; absent for debt", func(r *row) string { return string(r.total.direction()) }),
			word("measure", "收支额，或债务的余额、限额、发行额、还本额、付息额", "a flow, or debt's balance, limit, issue, repayment, interest", func(r *row) string { return string(r.fact.Measure) }).always(),
			yuan("amount_yuan", "金额", "the amount", func(r *row) string { return r.fact.Amount }),
			tableTitle, printed, printedUnit, exact(func(r *row) string { return r.fact.Amount }),
			{Name: "last_digit_yuan", Type: numberField, ZH: "所印末位的一为几元：相差不到其一半的，四舍五入后相同", EN: "what one in the last printed digit is worth in 元: what is less than half of it apart may be the same, rounded", value: func(r *row) value { return r.total.lastDigit() }},
		}, publication, publisher, provenance, place, []field{
			rowNumber.always(), columnNumber.always(), publisherID, factID, tableID.always(), documentKey,
		}),
		Indexes: [][]string{{"region_code", "year"}},
	}

	findingsTable = &table{
		Name: "findings", ZH: "发现：每个问题一行", EN: "one row for each finding",
		Key:    []string{"finding_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat(publication, []field{
			oneOf(field{Name: "severity", ZH: "严重程度", EN: "severity", value: func(r *row) value { return text(string(r.finding.Severity)) }},
				[]model.Severity{model.Error, model.Warning, model.Info}).always(),
			field{Name: "code", ZH: "问题代码", EN: "stable code of the finding", value: func(r *row) value { return text(r.finding.Code) }}.always(),
			{Name: "message_zh", ZH: "说明（中文）", EN: "message in Chinese", value: func(r *row) value { return text(r.finding.Message.ZH) }},
			{Name: "message_en", ZH: "说明（英文）", EN: "message in English", value: func(r *row) value { return text(r.finding.Message.EN) }},
			{Name: "expected", ZH: "应有的值", EN: "what was expected", value: func(r *row) value { return text(r.finding.Expected) }},
			{Name: "actual", ZH: "实有的值", EN: "what is there", value: func(r *row) value { return text(r.finding.Actual) }},
			{Name: "readings", Type: textsField, ZH: "所指处还可能怎样读，可能性大的在前；没有为缺", EN: "what else may stand there, the likeliest first; absent for none", value: func(r *row) value { return texts(r.finding.Readings) }},
			tableTitle, tableKind,
			{Name: "page", Type: integerField, ZH: "所指第一处的页码，从 1 起", EN: "page of the first place that it is about, from 1", value: func(r *row) value { return r.page }},
			field{Name: "subject_count", Type: integerField, ZH: "所指处数；0 为整份文件", EN: "number of places that it is about; 0 for the file", value: func(r *row) value { return integer(len(r.finding.Subjects)) }}.always(),
			{Name: "slip", ZH: "认定为公开者笔误的更正的键；没有为缺", EN: "key of the decision that it is printed so, the publisher's slip; absent for none", value: func(r *row) value { return text(r.finding.Slip) }},
		}, publisher, provenance, []field{publisherID, findingID.differs(), tableID, documentKey}),
		Indexes: [][]string{{"document_sha256"}, {"code"}, {"publisher_name", "fiscal_year"}},
	}

	subjectsTable = &table{
		Name: "finding_subjects", ZH: "发现所指处：每个问题所指的每处一行", EN: "one row for each place that a finding is about",
		Key:    []string{"finding_id", "subject"},
		Refers: map[string]string{"finding_id": "findings", "document_sha256": "documents", "table_id": "tables", "cell_id": "cells"},
		Fields: slices.Concat([]field{
			field{Name: "subject", Type: integerField, ZH: "所指处的序号，从 1 起", EN: "number of the place, from 1", value: func(r *row) value { return integer(r.ordinal) }}.always(),
			tableTitle, tableKind, rowNumber, columnNumber,
		}, publisherRegion, provenance, place, []field{cellID, findingID, tableID, documentKey}),
		Indexes: [][]string{{"document_sha256"}, {"cell_id"}},
	}

	correctionsTable = &table{
		Name: "corrections", ZH: "更正：人对文件所作并已应用的每个决定一行", EN: "one row for each decision of a person that was applied to a document",
		Key:    []string{"document_sha256", "correction_id"},
		Refers: map[string]string{"document_sha256": "documents", "table_id": "tables"},
		Fields: slices.Concat(publication, []field{
			oneOf(field{Name: "kind", ZH: "决定的种类", EN: "what it decides", value: func(r *row) value { return text(string(r.correction.Kind)) }}, model.CorrectionKinds()).always(),
			tableTitle,
			{Name: "was", ZH: "原有的文字，或表的种类、表名、单位", EN: "what stood there: a text, or the table's kind, title or unit", value: func(r *row) value { return text(r.correction.Was) }},
			{Name: "right", ZH: "更正后的", EN: "what is right in its place", value: func(r *row) value { return text(r.correction.Right) }},
			{Name: "was_rows", Type: jsonField, ZH: "原有各行的文字", EN: "texts of the rows that stood there", value: func(r *row) value { return structured(r.correction.WasRows) }},
			{Name: "right_rows", Type: jsonField, ZH: "更正后各行的文字", EN: "texts of the rows in their place", value: func(r *row) value { return structured(r.correction.RightRows) }},
			{Name: "code", ZH: "所认定的问题的代码", EN: "code of the finding that is a slip", value: func(r *row) value { return text(r.correction.Code) }},
			{Name: "who", ZH: "何人决定", EN: "who decided", value: func(r *row) value { return text(r.correction.Who) }},
			{Name: "when", ZH: "何时决定", EN: "when", value: func(r *row) value { return text(r.correction.When) }},
			{Name: "why", ZH: "理由", EN: "why", value: func(r *row) value { return text(r.correction.Why) }},
			rowNumber, columnNumber,
		}, publisher, provenance, place, []field{
			publisherID,
			field{Name: "correction_id", ZH: "更正的键", EN: "key of the correction", value: func(r *row) value { return text(r.correction.ID) }}.differs().always(),
			tableID, documentKey,
		}),
	}

	codesTable = &table{
		Name: "codes", ZH: "科目：收支分类科目表，据已公开文件整理", EN: "items of the budget classification, gathered from published disclosures",
		Key: []string{"list", "code"},
		Fields: []field{
			oneOf(field{Name: "list", ZH: "科目表：功能分类、部门经济分类、政府经济分类、收入分类", EN: "the list: functional, departments' economic, governments' economic, revenue", value: func(r *row) value { return text(string(r.list)) }}, codes.Lists()).always(),
			field{Name: "code", ZH: "科目编码", EN: "code", value: func(r *row) value { return text(r.entry.Code) }}.always(),
			{Name: "name", ZH: "科目名称，以最近年度为准", EN: "name in force in the newest year", value: func(r *row) value { return text(r.entry.Name) }},
			{Name: "parent", ZH: "上级科目编码", EN: "code one level up", value: func(r *row) value { return text(codes.Parent(r.entry.Code)) }},
			field{Name: "level", Type: integerField, ZH: "级次：类 1、款 2、项 3", EN: "level: 类 1, 款 2, 项 3", value: func(r *row) value { return integer(codeLevel(r.entry.Code)) }}.always(),
			{Name: "other_names", Type: textsField, ZH: "曾用名和异名", EN: "earlier and variant names", value: func(r *row) value { return texts(otherNames(r.entry)) }},
			field{Name: "documents", Type: integerField, ZH: "见于几份文件", EN: "number of documents that show it", value: func(r *row) value { return integer(r.entry.Documents) }}.always(),
			{Name: "evidence", ZH: "依据：多份文件、一份文件、常识", EN: "what it rests on: several documents, one, or general knowledge", value: func(r *row) value { return text(string(r.entry.Evidence)) }},
			{Name: "years", Type: integersField, ZH: "见于哪些年度", EN: "fiscal years in which it was seen", value: func(r *row) value { return integers(r.entry.Years) }},
		},
		Indexes: [][]string{{"code"}},
		whole:   codeRows,
	}

	// Tables that others refer to come before them.
	tables = numbered(documentsTable, publishersTable, tablesTable, cellsTable, factsTable, projectsTable, indicatorsTable, totalsTable, answersTable,
		findingsTable, subjectsTable, correctionsTable, codesTable)
)

func numbered(all ...*table) []*table {
	for i, t := range all {
		t.number = i
	}
	return all
}

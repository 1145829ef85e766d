# ruff: noqa: E501
"""The closed vocabularies of documents: made by generate.py of `yusuan schema`."""

from typing import Literal

# CorrectionKind is what a correction decides. "right": the cell's text is what is printed: it was checked.
# "text": the cell has another text. "part-rows": one row is several. "join-rows": several rows are one.
# "table-kind": the table is of another kind. "table-title": it has another title. "table-unit": it has
# another unit. "slip": what a finding says is printed so: the publisher's slip. "withdrawn": an earlier
# decision is none.
CorrectionKind = Literal[
    "join-rows",
    "part-rows",
    "right",
    "slip",
    "table-kind",
    "table-title",
    "table-unit",
    "text",
    "withdrawn",
]

# Direction is the side of the budget. "": 不分收支. "revenue": 收入. "expenditure": 支出.
Direction = Literal[
    "",
    "expenditure",
    "revenue",
]

# Disclosure is the kind of publication. "budget": 预算. "final-accounts": 决算. "debt": 地方政府债务. "report": 预算执行情况,
# alone or with the next year's draft.
Disclosure = Literal[
    "budget",
    "debt",
    "final-accounts",
    "other",
    "report",
]

# Fund is whose money it is; "" for all money together. FundFiscal is the next three together. "": 全部资金.
# "fiscal": 财政拨款. "general-public": 一般公共预算. "government-fund": 政府性基金预算. "state-capital": 国有资本经营预算.
# "social-insurance": 社会保险基金预算. "special-account": 财政专户管理资金. "undertaking": 事业收入. "operating": 事业单位经营收入.
# "superior": 上级补助收入. "subordinate": 附属单位上缴收入. "unit": 单位资金. "other": 其他资金.
Fund = Literal[
    "",
    "fiscal",
    "general-public",
    "government-fund",
    "operating",
    "other",
    "social-insurance",
    "special-account",
    "state-capital",
    "subordinate",
    "superior",
    "undertaking",
    "unit",
]

# Identity is a way in which amounts of a document tell each other: 勾稽关系. "row-sum": a total along a row.
# "column-sum": a total row. "hierarchy": an item and those under it. "balance": opening, what comes in and
# goes out, closing. "side": total revenue and total expenditure. "across-tables": one amount in two tables.
# "text": running text. "change": two years and the change between them. "rate": two amounts and the
# percentage that is printed of them.
Identity = Literal[
    "across-tables",
    "balance",
    "change",
    "column-sum",
    "hierarchy",
    "rate",
    "row-sum",
    "side",
    "text",
]

# Item is one of the expenses that are disclosed for themselves; "" for none. ItemThreePublic is overseas,
# vehicles and reception together. "": 不属以下费用. "three-public": “三公”经费. "overseas": 因公出国（境）费用. "vehicles":
# 公务用车购置及运行维护费. "vehicle-purchase": 公务用车购置费. "vehicle-operation": 公务用车运行维护费. "reception": 公务接待费. "meetings":
# 会议费. "training": 培训费. "agency-operation": 机关运行经费.
Item = Literal[
    "",
    "agency-operation",
    "meetings",
    "overseas",
    "reception",
    "three-public",
    "training",
    "vehicle-operation",
    "vehicle-purchase",
    "vehicles",
]

# Kind is what a table is about; see kinds.go. "income-expenditure-summary": 收支总表. "income-summary": 收入总表.
# "expenditure-summary": 支出总表. "fiscal-appropriation-summary": 财政拨款收支总表. "fiscal-appropriation-expenditure":
# 财政拨款支出表. "general-public-expenditure": 一般公共预算支出表. "basic-expenditure": 基本支出表. "project-expenditure": 项目支出表,
# 项目表. "government-fund": 政府性基金预算支出表. "state-capital-operations": 国有资本经营预算支出表. "three-public-expenses":
# “三公”经费支出表. "agency-operation": 机关运行经费支出表. "government-procurement": 政府采购预算表. "service-purchase": 政府购买服务预算表.
# "transfer-payment": 转移支付表. "carry-over": 上年结转资金支出表. "project-performance": 项目支出绩效目标表. "overall-performance":
# 整体支出绩效目标表. "transfer-performance": 转移支付绩效目标表. "final-income-expenditure-summary": 收入支出决算总表. "final-income":
# 收入决算表. "final-expenditure": 支出决算表. "final-fiscal-appropriation": 财政拨款收入支出决算总表.
# "final-general-public-expenditure": 一般公共预算财政拨款支出决算表. "final-basic-expenditure": 一般公共预算财政拨款基本支出决算表.
# "final-government-fund": 政府性基金预算财政拨款收入支出决算表. "final-state-capital-operations": 国有资本经营预算财政拨款支出决算表.
# "final-three-public-expenses": 财政拨款“三公”经费支出决算表. "performance-evaluation": 项目绩效自评表. "other": none of these.
# "government-general-public-revenue": 一般公共预算收入表. "government-general-public-expenditure": 一般公共预算支出表.
# "government-general-public-balance": 一般公共预算收支平衡表. "government-own-expenditure": 一般公共预算本级支出表.
# "government-basic-expenditure": 一般公共预算本级基本支出表. "government-general-public-transfers-by-item": 税收返还和转移支付表,
# 分项目. "government-general-public-transfers-by-region": 税收返还和转移支付表, 分地区.
# "government-general-public-transfers-matrix": 税收返还和转移支付表, 项目 × 地区. "government-key-projects": 重点项目, 民生实事,
# 专项资金. "government-three-public-expenses": “三公”经费汇总表. "government-fund-revenue": 政府性基金收入表.
# "government-fund-expenditure": 政府性基金支出表. "government-fund-balance": 政府性基金收支平衡表. "government-fund-transfers":
# 政府性基金转移支付表. "government-state-capital-revenue": 国有资本经营收入表. "government-state-capital-expenditure":
# 国有资本经营支出表. "government-state-capital-balance": 国有资本经营收支平衡表. "government-state-capital-transfers":
# 国有资本经营转移支付表. "government-social-insurance-revenue": 社会保险基金收入表. "government-social-insurance-expenditure":
# 社会保险基金支出表. "government-social-insurance-balance": 社会保险基金结余表, 收支表. "debt-balance": 政府债务余额情况表: 表1-1, 1-2.
# "debt-limit-and-balance": 政府债务限额及余额表. "debt-issue-and-repayment": 政府债券发行及还本付息表. "debt-limit-allocation":
# 政府债务限额分配表. "bond-use": 债券资金使用安排表. "bond-terms": 债券分批次发行, 期限和利率表.
Kind = Literal[
    "agency-operation",
    "basic-expenditure",
    "bond-terms",
    "bond-use",
    "carry-over",
    "debt-balance",
    "debt-issue-and-repayment",
    "debt-limit-allocation",
    "debt-limit-and-balance",
    "expenditure-summary",
    "final-basic-expenditure",
    "final-expenditure",
    "final-fiscal-appropriation",
    "final-general-public-expenditure",
    "final-government-fund",
    "final-income",
    "final-income-expenditure-summary",
    "final-state-capital-operations",
    "final-three-public-expenses",
    "fiscal-appropriation-expenditure",
    "fiscal-appropriation-summary",
    "general-public-expenditure",
    "government-basic-expenditure",
    "government-fund",
    "government-fund-balance",
    "government-fund-expenditure",
    "government-fund-revenue",
    "government-fund-transfers",
    "government-general-public-balance",
    "government-general-public-expenditure",
    "government-general-public-revenue",
    "government-general-public-transfers-by-item",
    "government-general-public-transfers-by-region",
    "government-general-public-transfers-matrix",
    "government-key-projects",
    "government-own-expenditure",
    "government-procurement",
    "government-social-insurance-balance",
    "government-social-insurance-expenditure",
    "government-social-insurance-revenue",
    "government-state-capital-balance",
    "government-state-capital-expenditure",
    "government-state-capital-revenue",
    "government-state-capital-transfers",
    "government-three-public-expenses",
    "income-expenditure-summary",
    "income-summary",
    "other",
    "overall-performance",
    "performance-evaluation",
    "project-expenditure",
    "project-performance",
    "service-purchase",
    "state-capital-operations",
    "three-public-expenses",
    "transfer-payment",
    "transfer-performance",
]

# List is what the rows of an amount's list are: its innermost ones, where things of one kind stand under
# another's. "functional": 功能分类科目. "departmentEconomic": 部门预算支出经济分类科目. "governmentEconomic": 政府预算支出经济分类科目.
# "revenue": 收入分类科目，资金来源. "use": 基本支出、项目支出等用途. "item": “三公”等费用. "project": 项目. "unit": 预算单位. "region": 地区.
# "procurement": 采购品目. "bond": 债券. "summary": 汇总事项. "other": 其他.
List = Literal[
    "bond",
    "departmentEconomic",
    "functional",
    "governmentEconomic",
    "item",
    "other",
    "procurement",
    "project",
    "region",
    "revenue",
    "summary",
    "unit",
    "use",
]

# Measure is the kind of quantity. "amount": 收支额. "balance": 余额. "limit": 限额. "issued": 发行额. "repaid": 还本额.
# "interest": 付息额. "opening": 年初结余. "closing": 年末结余. "surplus": 收支结余.
Measure = Literal[
    "amount",
    "balance",
    "closing",
    "interest",
    "issued",
    "limit",
    "opening",
    "repaid",
    "surplus",
]

# Method is how the grid was found. "ruled": all separations are rulings. "partruled": rulings in one
# direction, the other by alignment. "aligned": by alignment of the text alone. "ocr": from a page's picture.
Method = Literal[
    "aligned",
    "ocr",
    "partruled",
    "ruled",
]

# Period is the year that an amount is of, against the document's fiscal year. "current": 本年. "previous": 上年.
# "change": 增减.
Period = Literal[
    "change",
    "current",
    "previous",
]

# PublisherLevel tells of what a publisher's budget is. "department": 部门, with its units. "unit": 单位, 本级.
# "government": all of a place. "": not told.
PublisherLevel = Literal[
    "",
    "department",
    "government",
    "unit",
]

# Role is what a column holds. "ordinal": 行次, 序号. "unit": 度量单位.
Role = Literal[
    "amount",
    "code",
    "count",
    "label",
    "ordinal",
    "percent",
    "text",
    "unit",
]

# Scope is whose level an amount of a government's table is of; "" in others, and for a single place. "":
# 不分级次. "whole": 全地区. "own": 本级. "lower": 下级.
Scope = Literal[
    "",
    "lower",
    "own",
    "whole",
]

# Severity of a finding.
Severity = Literal[
    "error",
    "info",
    "warning",
]

# Stage is the stage of the budget cycle that an amount belongs to. "budget": 预算. "adjusted-budget": 调整预算.
# "forecast": 预计执行. "execution": 执行. "final": 决算.
Stage = Literal[
    "adjusted-budget",
    "budget",
    "execution",
    "final",
    "forecast",
]

# Use is what the money is spent on, or what becomes of it; "" where nothing tells. "": 未分用途. "basic": 基本支出.
# "personnel": 人员经费. "operating": 公用经费. "project": 项目支出. "special-business": 专项业务经费支出. "reserve": 单位预留机动经费.
# "business-operation": 事业单位经营支出. "remitted-to-superior": 上缴上级支出. "subsidy-to-subordinates": 对附属单位补助支出.
# "transfer": 转移支付. "carry-over": 上年结转结余. "carried-forward": 结转下年. "procurement": 政府采购.
Use = Literal[
    "",
    "basic",
    "business-operation",
    "carried-forward",
    "carry-over",
    "operating",
    "personnel",
    "procurement",
    "project",
    "remitted-to-superior",
    "reserve",
    "special-business",
    "subsidy-to-subordinates",
    "transfer",
]

-- Common questions. Sums are made of whole 分 and shown in 元. The same money
-- stands in several tables of a disclosure: every view keeps to tables of one kind.

-- 求和时应相加的金额，按清单、年度、阶段、期间、量、级次、方向 / Facts that sums add, within a list, year, stage, period, measure, scope and direction
CREATE VIEW IF NOT EXISTS addends AS
SELECT * FROM facts WHERE addend;

-- 各清单所印的合计 / What the lists print as their totals
CREATE VIEW IF NOT EXISTS printed_totals AS
SELECT publisher_name, fiscal_year, disclosure, table_kind, direction, list, measure, fund, use, item, period, label, amount_yuan, amount_fen, fact_id, document_sha256, page
FROM facts WHERE total_row AND label IN ('合计', '总计', '收入总计', '支出总计', '收入合计', '支出合计');

-- 一般公共预算支出，按功能分类科目、公开者和年度 / Expenditure of the general public budget by functional item, publisher and year
CREATE VIEW IF NOT EXISTS expenditure_by_function AS
SELECT f.publisher_name, f.publisher_region_code, f.year, f.disclosure, f.stage, f.functional_code, c.name AS functional_name,
  substr(f.functional_code, 1, 3) AS class_code, k.name AS class_name, f.use, sum(f.amount_fen) / 100.0 AS amount_yuan, count(*) AS facts
FROM facts f
LEFT JOIN codes c ON c.list = 'functional' AND c.code = f.functional_code
LEFT JOIN codes k ON k.list = 'functional' AND k.code = substr(f.functional_code, 1, 3)
WHERE f.functional_code IS NOT NULL AND f.addend AND f.period IS NOT 'change'
  AND f.table_kind IN ('general-public-expenditure', 'final-general-public-expenditure')
GROUP BY f.publisher_name, f.publisher_region_code, f.year, f.disclosure, f.stage, f.functional_code, f.use;

-- 基本支出，按部门预算支出经济分类科目、公开者和年度 / Basic expenditure by departments' economic item, publisher and year
CREATE VIEW IF NOT EXISTS basic_expenditure_by_item AS
SELECT f.publisher_name, f.publisher_region_code, f.year, f.disclosure, f.department_economic_code, c.name AS department_economic_name,
  f.use, sum(f.amount_fen) / 100.0 AS amount_yuan, count(*) AS facts
FROM facts f
LEFT JOIN codes c ON c.list = 'departmentEconomic' AND c.code = f.department_economic_code
WHERE f.department_economic_code IS NOT NULL AND f.addend AND f.period IS NOT 'change'
  AND f.table_kind IN ('basic-expenditure', 'final-basic-expenditure')
GROUP BY f.publisher_name, f.publisher_region_code, f.year, f.disclosure, f.department_economic_code, f.use;

-- “三公”经费，按公开者和年度 / The three public expenses by publisher and year
CREATE VIEW IF NOT EXISTS three_public_expenses AS
SELECT publisher_name, publisher_region_code, year, disclosure, stage, item, fund, label, total_row, total_column, amount_yuan, fact_id, document_sha256, page
FROM facts WHERE table_kind IN ('three-public-expenses', 'final-three-public-expenses') AND period IS NOT 'change';

-- 科目历年所印的名称 / The names that an item was printed with, year by year
CREATE VIEW IF NOT EXISTS printed_names_of_codes AS
SELECT functional_code AS code, functional_name AS name, fiscal_year, count(*) AS facts, count(DISTINCT document_sha256) AS documents
FROM facts WHERE functional_code IS NOT NULL GROUP BY functional_code, functional_name, fiscal_year;

-- 各种发现的数目 / Findings by code and severity
CREATE VIEW IF NOT EXISTS findings_by_code AS
SELECT code, severity, count(DISTINCT finding_id) AS findings, count(DISTINCT document_sha256) AS documents, min(message_zh) AS example_zh, min(message_en) AS example_en
FROM findings GROUP BY code, severity;

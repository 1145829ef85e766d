-- Answers to common questions. Of every document each question takes one list (see answers), and of documents with one text one is taken.
-- A department's publication holds the money of its units, whose own publications repeat it: sums over publishers keep to one publisher_level.

-- 求和时应相加的金额，按清单、年度、阶段、期间、量、级次、方向 / Facts that sums add, within a list, year, stage, period, measure, scope and direction
CREATE VIEW IF NOT EXISTS addends AS
SELECT * FROM facts WHERE addend;

-- 答案，文字相同的文件只取一份 / Answers of documents, of those with one text one
CREATE VIEW IF NOT EXISTS taken_answers AS
SELECT a.* FROM answers AS a JOIN documents AS d ON d.document_sha256 = a.document_sha256 WHERE d.taken;

-- 答案之和，按问题、文件、年度、阶段、资金、用途和科目 / Answers added up, by question, document, year, stage, fund, use and item
CREATE VIEW IF NOT EXISTS answer_sums AS
SELECT question, publisher_name, publisher_id, publisher_level, publisher_region_name, publisher_region_code, fiscal_year, disclosure, year, stage, period, scope, fund, use,
  code, max(name) AS name, round(sum(amount_yuan), 2) AS amount_yuan, max(closes) AS closes, document_sha256
FROM taken_answers
GROUP BY question, publisher_name, publisher_id, publisher_level, publisher_region_name, publisher_region_code, fiscal_year, disclosure, year, stage, period, scope, fund, use,
  code, CASE WHEN code IS NULL THEN name END, document_sha256;

-- 支出，按功能分类科目；fund 为一般公共预算等，缺为全部资金 / Expenditure by functional item; fund tells whose money, absent for all together
CREATE VIEW IF NOT EXISTS expenditure_by_function AS
SELECT a.publisher_name, a.publisher_level, a.publisher_region_name, a.publisher_region_code, a.year, a.stage, a.period, a.scope, a.fund,
  substr(a.code, 1, 3) AS class_code, k.name AS class_name, a.code AS functional_code, coalesce(c.name, a.name) AS functional_name,
  a.amount_yuan, a.closes, a.publisher_id, a.document_sha256
FROM answer_sums AS a
LEFT JOIN codes AS c ON c.list = 'functional' AND c.code = a.code
LEFT JOIN codes AS k ON k.list = 'functional' AND k.code = substr(a.code, 1, 3)
WHERE a.question = 'expenditure-by-function';

-- 支出，按经济分类科目：部门预算的和政府预算的（classification）；use 为基本支出、项目支出，缺为全部支出 /
-- Expenditure by economic item, of departments and of governments (classification); use is basic or project expenditure, absent for all
CREATE VIEW IF NOT EXISTS expenditure_by_economic_item AS
SELECT a.publisher_name, a.publisher_level, a.publisher_region_name, a.publisher_region_code, a.year, a.stage, a.period, a.scope, a.fund, a.use,
  CASE a.question WHEN 'expenditure-by-department-economic-item' THEN 'departmentEconomic' ELSE 'governmentEconomic' END AS classification,
  substr(a.code, 1, 3) AS class_code, k.name AS class_name, a.code AS economic_code, coalesce(c.name, a.name) AS economic_name,
  a.amount_yuan, a.closes, a.publisher_id, a.document_sha256
FROM answer_sums AS a
LEFT JOIN codes AS c ON c.list = CASE a.question WHEN 'expenditure-by-department-economic-item' THEN 'departmentEconomic' ELSE 'governmentEconomic' END AND c.code = a.code
LEFT JOIN codes AS k ON k.list = CASE a.question WHEN 'expenditure-by-department-economic-item' THEN 'departmentEconomic' ELSE 'governmentEconomic' END AND k.code = substr(a.code, 1, 3)
WHERE a.question IN ('expenditure-by-department-economic-item', 'expenditure-by-government-economic-item');

-- 基本支出和项目支出及其所占比重；人员经费、公用经费归入基本支出，专项业务经费归入项目支出 /
-- Basic and project expenditure and their shares; personnel and operating are basic, special business is project expenditure
CREATE VIEW IF NOT EXISTS basic_and_project_expenditure AS
SELECT publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, fund, basic_yuan, project_yuan, total_yuan,
  basic_yuan / nullif(total_yuan, 0) AS basic_share, project_yuan / nullif(total_yuan, 0) AS project_share, closes, publisher_id, document_sha256
FROM (
  SELECT publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, fund,
    round(sum(CASE WHEN code IN ('basic', 'personnel', 'operating') THEN amount_yuan ELSE 0 END), 2) AS basic_yuan,
    round(sum(CASE WHEN code IN ('project', 'special-business') THEN amount_yuan ELSE 0 END), 2) AS project_yuan,
    round(sum(amount_yuan), 2) AS total_yuan, max(closes) AS closes, publisher_id, document_sha256
  FROM answer_sums WHERE question = 'expenditure-by-use'
  GROUP BY publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, fund, publisher_id, document_sha256
) AS uses;

-- 收入，按来源：资金，或上年结转结余 / Revenue by source: the fund, or what was carried over
CREATE VIEW IF NOT EXISTS revenue_by_source AS
SELECT publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, code AS source, name AS source_name, amount_yuan, closes, publisher_id, document_sha256
FROM answer_sums WHERE question = 'revenue-by-source';

-- “三公”经费，按项，及上一年：同一文件所印的，没有则取上一年文件的 / The three public expenses by item, and those of the year before: as the same document prints them, else the one of that year
CREATE VIEW IF NOT EXISTS three_public_expenses AS
WITH expenses AS (SELECT * FROM answer_sums WHERE question = 'three-public-expenses'),
before AS (
  SELECT e.document_sha256, e.year, e.stage, e.scope, e.code, b.stage AS stage_before, b.amount_yuan AS before_yuan,
    row_number() OVER (PARTITION BY e.document_sha256, e.year, e.stage, e.scope, e.code ORDER BY b.document_sha256 <> e.document_sha256, b.stage <> e.stage, b.stage, b.document_sha256) AS place
  FROM expenses AS e
  JOIN expenses AS b ON b.year = e.year - 1 AND b.code = e.code AND b.scope IS NOT DISTINCT FROM e.scope
    AND (b.document_sha256 = e.document_sha256 OR b.publisher_id = e.publisher_id AND b.publisher_level IS NOT DISTINCT FROM e.publisher_level)
)
SELECT e.publisher_name, e.publisher_level, e.publisher_region_name, e.publisher_region_code, e.year, e.stage, e.scope, e.code AS item, e.name AS item_name, e.amount_yuan,
  b.before_yuan, round(e.amount_yuan - b.before_yuan, 2) AS change_yuan, b.stage_before, e.closes, e.publisher_id, e.document_sha256
FROM expenses AS e
LEFT JOIN before AS b ON b.document_sha256 = e.document_sha256 AND b.year = e.year AND b.stage = e.stage AND b.scope IS NOT DISTINCT FROM e.scope AND b.code = e.code AND b.place = 1
WHERE e.period = 'current';

-- 政府采购，按货物（A）、工程（B）、服务（C） / Procurement of goods (A), works (B) and services (C)
CREATE VIEW IF NOT EXISTS procurement_by_category AS
SELECT publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, code AS procurement_code, name AS procurement_name, amount_yuan, closes, publisher_id, document_sha256
FROM answer_sums WHERE question = 'procurement-by-category';

-- 支出，按部门所属预算单位；fund 缺为全部资金 / Expenditure by budget unit of a department; fund is absent for all money together
CREATE VIEW IF NOT EXISTS expenditure_by_unit AS
SELECT publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, fund, code AS budget_unit_code, max(name) AS budget_unit_name,
  round(sum(amount_yuan), 2) AS amount_yuan, min(closes) AS closes, publisher_id, document_sha256
FROM answer_sums WHERE question = 'expenditure-by-unit'
GROUP BY publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, period, fund, code, CASE WHEN code IS NULL THEN name END, publisher_id, document_sha256;

-- 项目及其绩效目标和指标 / Projects with their goals and indicators
CREATE VIEW IF NOT EXISTS projects_with_goals AS
SELECT p.publisher_name, p.publisher_level, p.publisher_region_name, p.publisher_region_code, p.year, p.stage, p.project_code, p.project_name, p.budget_unit_name, p.amount_yuan,
  p.goal_plain AS goal, i.indicators, p.indicator_count, p.page, p.project_id, p.publisher_id, p.document_sha256
FROM projects AS p
JOIN documents AS d ON d.document_sha256 = p.document_sha256
LEFT JOIN (
  SELECT project_id, group_concat(coalesce(level3, level2, level1, '') || ' ' || coalesce(nature, '') || coalesce(value, '') || coalesce(measure_unit, ''), '；') AS indicators
  FROM indicators GROUP BY project_id
) AS i ON i.project_id = p.project_id
WHERE d.taken;

-- 公开者历年的收支：每个年度、阶段（预算、执行、决算）一行；优先取该年度自己的文件 / A publisher over the years: one row for each year and stage, of that year's own document where there is one
CREATE VIEW IF NOT EXISTS publisher_years AS
WITH sums AS (
  SELECT coalesce(publisher_id, publisher_name) AS publisher_key, publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, scope, question, fund,
    round(sum(amount_yuan), 2) AS amount_yuan,
    row_number() OVER (PARTITION BY coalesce(publisher_id, publisher_name), publisher_level, year, stage, scope, question, fund ORDER BY period, fiscal_year DESC, document_sha256) AS place
  FROM answer_sums
  WHERE use IS NULL AND question IN ('expenditure-by-function', 'revenue-by-source', 'three-public-expenses', 'expenditure-by-use')
  GROUP BY publisher_id, publisher_name, publisher_level, publisher_region_name, publisher_region_code, year, stage, scope, question, fund, period, fiscal_year, document_sha256
)
SELECT max(publisher_name) AS publisher_name, publisher_level, max(publisher_region_name) AS publisher_region_name, max(publisher_region_code) AS publisher_region_code, year, stage, scope,
  max(CASE WHEN question = 'revenue-by-source' THEN amount_yuan END) AS revenue_yuan,
  coalesce(max(CASE WHEN question = 'expenditure-by-function' AND fund IS NULL THEN amount_yuan END), max(CASE WHEN question = 'expenditure-by-use' AND fund IS NULL THEN amount_yuan END)) AS expenditure_yuan,
  max(CASE WHEN question = 'expenditure-by-function' AND fund = 'general-public' THEN amount_yuan END) AS general_public_expenditure_yuan,
  max(CASE WHEN question = 'three-public-expenses' THEN amount_yuan END) AS three_public_expenses_yuan, publisher_key
FROM sums WHERE place = 1
GROUP BY publisher_key, publisher_level, year, stage, scope;

-- 发现，按公开者、严重程度和代码 / Findings by publisher, severity and code
CREATE VIEW IF NOT EXISTS findings_by_publisher AS
SELECT f.publisher_name, f.publisher_level, f.publisher_region_name, f.publisher_region_code, f.severity, f.code, count(*) AS findings, count(DISTINCT f.document_sha256) AS documents,
  min(f.message_zh) AS example_zh, min(f.message_en) AS example_en
FROM findings AS f JOIN documents AS d ON d.document_sha256 = f.document_sha256
WHERE d.taken
GROUP BY f.publisher_name, f.publisher_level, f.publisher_region_name, f.publisher_region_code, f.severity, f.code;

-- 各种发现的数目 / Findings by code and severity
CREATE VIEW IF NOT EXISTS findings_by_code AS
SELECT f.code, f.severity, count(*) AS findings, count(DISTINCT f.document_sha256) AS documents, min(f.message_zh) AS example_zh, min(f.message_en) AS example_en
FROM findings AS f JOIN documents AS d ON d.document_sha256 = f.document_sha256
WHERE d.taken
GROUP BY f.code, f.severity;

-- 各文件得到印证的金额所占比重 / Confirmed share of each document's amounts
CREATE VIEW IF NOT EXISTS confirmed_by_document AS
SELECT publisher_name, publisher_level, publisher_region_name, fiscal_year, disclosure, name, fact_count, confirmed_count, 1.0 * confirmed_count / nullif(fact_count, 0) AS confirmed_share,
  contradicted_count, finding_count, document_sha256
FROM documents WHERE taken;

-- 科目历年所印的名称 / The names that an item was printed with, year by year
CREATE VIEW IF NOT EXISTS printed_names_of_codes AS
SELECT functional_code AS code, functional_name AS name, fiscal_year, count(*) AS facts, count(DISTINCT document_sha256) AS documents
FROM facts WHERE functional_code IS NOT NULL GROUP BY functional_code, functional_name, fiscal_year;

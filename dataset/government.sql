-- Totals of governments, one value for each region, level, year and stage. They are the same over government_totals and facts in
-- SQLite and over their Parquet files in DuckDB. Where several tables or documents print a value, that of the newest document is taken;
-- what is not the same within rounding is counted in differing, and told by government_differences.

-- 每个所印处：所取的值和与其是否相符 / Every place where a value is printed, the value that is taken, and whether it is the same
CREATE VIEW IF NOT EXISTS government_printings AS
SELECT region_code, region_name, scope, year, stage, direction, measure, fund,
  amount_yuan, row_number() OVER newest AS taken, first_value(amount_yuan) OVER newest AS taken_yuan,
  abs(amount_yuan - first_value(amount_yuan) OVER newest) * 2 >
    CASE WHEN last_digit_yuan > first_value(last_digit_yuan) OVER newest THEN last_digit_yuan ELSE first_value(last_digit_yuan) OVER newest END AS differs,
  printed, printed_unit, fiscal_year, fact_id, document_sha256, table_id, page
FROM government_totals WHERE amount_yuan IS NOT NULL
WINDOW newest AS (PARTITION BY region_code, region_name, scope, year, stage, direction, measure, fund
  ORDER BY fiscal_year DESC, last_digit_yuan, document_sha256, page, top, x0, fact_id);

-- 每个地区、级次、年度、阶段、预算的收支或债务各取一个值 / One value for each region, level, year, stage, budget and quantity
CREATE VIEW IF NOT EXISTS government_values AS
SELECT region_code, region_name, scope, year, stage, direction, measure, fund,
  max(taken_yuan) AS amount_yuan, count(*) AS printings, count(DISTINCT document_sha256) AS documents,
  count(DISTINCT CASE WHEN differs THEN amount_yuan END) AS differing,
  max(CASE WHEN taken = 1 THEN fact_id END) AS fact_id, max(CASE WHEN taken = 1 THEN document_sha256 END) AS document_sha256,
  max(CASE WHEN taken = 1 THEN page END) AS page
FROM government_printings
GROUP BY region_code, region_name, scope, year, stage, direction, measure, fund;

-- 政府收入：各地区、级次、年度、阶段，按预算 / Revenue of each region, level, year and stage, by budget
CREATE VIEW IF NOT EXISTS government_revenue AS
SELECT region_code, region_name, scope, year, stage, fund, amount_yuan, printings, documents, differing, fact_id, document_sha256, page
FROM government_values WHERE direction = 'revenue';

-- 政府支出：各地区、级次、年度、阶段，按预算 / Expenditure of each region, level, year and stage, by budget
CREATE VIEW IF NOT EXISTS government_expenditure AS
SELECT region_code, region_name, scope, year, stage, fund, amount_yuan, printings, documents, differing, fact_id, document_sha256, page
FROM government_values WHERE direction = 'expenditure';

-- 政府债务：各地区、级次、年度、阶段的限额、余额、发行、还本、付息；fund 为一般公共预算的是一般债务，政府性基金的是专项债务，缺为合计 /
-- Debt of each region, level, year and stage: limit, balance, issued, repaid, interest; fund tells general and special debt apart, absent is both together
CREATE VIEW IF NOT EXISTS government_debt AS
SELECT region_code, region_name, scope, year, stage, fund,
  max(CASE WHEN measure = 'limit' THEN amount_yuan END) AS limit_yuan,
  max(CASE WHEN measure = 'balance' THEN amount_yuan END) AS balance_yuan,
  max(CASE WHEN measure = 'issued' THEN amount_yuan END) AS issued_yuan,
  max(CASE WHEN measure = 'repaid' THEN amount_yuan END) AS repaid_yuan,
  max(CASE WHEN measure = 'interest' THEN amount_yuan END) AS interest_yuan,
  sum(differing) AS differing
FROM government_values WHERE direction IS NULL
GROUP BY region_code, region_name, scope, year, stage, fund;

-- 面板：每个地区、级次、年度、阶段一行，每种收支和债务一列（元） / The panel: one row for each region, level, year and stage, a column for each quantity, in 元
CREATE VIEW IF NOT EXISTS government_panel AS
SELECT region_code, region_name, scope, year, stage,
  max(CASE WHEN direction = 'revenue' AND fund = 'general-public' THEN amount_yuan END) AS general_public_revenue,
  max(CASE WHEN direction = 'expenditure' AND fund = 'general-public' THEN amount_yuan END) AS general_public_expenditure,
  max(CASE WHEN direction = 'revenue' AND fund = 'government-fund' THEN amount_yuan END) AS government_fund_revenue,
  max(CASE WHEN direction = 'expenditure' AND fund = 'government-fund' THEN amount_yuan END) AS government_fund_expenditure,
  max(CASE WHEN measure = 'limit' AND fund = 'general-public' THEN amount_yuan END) AS general_debt_limit,
  max(CASE WHEN measure = 'limit' AND fund = 'government-fund' THEN amount_yuan END) AS special_debt_limit,
  max(CASE WHEN measure = 'limit' AND fund IS NULL THEN amount_yuan END) AS debt_limit,
  max(CASE WHEN measure = 'balance' AND fund = 'general-public' THEN amount_yuan END) AS general_debt_balance,
  max(CASE WHEN measure = 'balance' AND fund = 'government-fund' THEN amount_yuan END) AS special_debt_balance,
  max(CASE WHEN measure = 'balance' AND fund IS NULL THEN amount_yuan END) AS debt_balance,
  sum(differing) AS differing
FROM government_values
WHERE fund IN ('general-public', 'government-fund') OR fund IS NULL AND measure IN ('limit', 'balance')
GROUP BY region_code, region_name, scope, year, stage;

-- 年度面板：每个地区、级次、年度一行，每个值取最晚的阶段：决算、执行、预计执行、调整预算、预算 /
-- The panel by year: one row for each region, level and year, each value of the latest stage that is printed
CREATE VIEW IF NOT EXISTS government_years AS
WITH staged AS (
  SELECT *, row_number() OVER (PARTITION BY region_code, region_name, scope, year, direction, measure, fund
    ORDER BY CASE stage WHEN 'final' THEN 1 WHEN 'execution' THEN 2 WHEN 'forecast' THEN 3 WHEN 'adjusted-budget' THEN 4 ELSE 5 END) AS latest
  FROM government_values
)
SELECT region_code, region_name, scope, year,
  max(CASE WHEN direction = 'revenue' AND fund = 'general-public' THEN amount_yuan END) AS general_public_revenue,
  max(CASE WHEN direction = 'expenditure' AND fund = 'general-public' THEN amount_yuan END) AS general_public_expenditure,
  max(CASE WHEN direction = 'revenue' AND fund = 'government-fund' THEN amount_yuan END) AS government_fund_revenue,
  max(CASE WHEN direction = 'expenditure' AND fund = 'government-fund' THEN amount_yuan END) AS government_fund_expenditure,
  max(CASE WHEN measure = 'limit' AND fund = 'general-public' THEN amount_yuan END) AS general_debt_limit,
  max(CASE WHEN measure = 'limit' AND fund = 'government-fund' THEN amount_yuan END) AS special_debt_limit,
  max(CASE WHEN measure = 'limit' AND fund IS NULL THEN amount_yuan END) AS debt_limit,
  max(CASE WHEN measure = 'balance' AND fund = 'general-public' THEN amount_yuan END) AS general_debt_balance,
  max(CASE WHEN measure = 'balance' AND fund = 'government-fund' THEN amount_yuan END) AS special_debt_balance,
  max(CASE WHEN measure = 'balance' AND fund IS NULL THEN amount_yuan END) AS debt_balance,
  sum(differing) AS differing
FROM staged WHERE latest = 1 AND (fund IN ('general-public', 'government-fund') OR fund IS NULL AND measure IN ('limit', 'balance'))
GROUP BY region_code, region_name, scope, year;

-- 政府收入，按收入分类科目（税种等）：各地区、级次、年度、阶段各取一个值 / Revenue by item of the revenue classification (taxes and others), one value for each region, level, year and stage
CREATE VIEW IF NOT EXISTS government_revenue_items AS
WITH items AS (
  SELECT *, row_number() OVER (PARTITION BY publisher_region_code, publisher_id, publisher_name, scope, year, stage, fund, revenue_item_code
    ORDER BY fiscal_year DESC, document_sha256, page, top, x0, fact_id) AS taken
  FROM facts
  WHERE publisher_level = 'government' AND region_name IS NULL AND scope IN ('whole', 'own') AND fund IN ('general-public', 'government-fund', 'state-capital')
    AND list = 'revenue' AND direction = 'revenue' AND measure = 'amount' AND period <> 'change' AND revenue_item_code IS NOT NULL AND amount_yuan IS NOT NULL
)
SELECT publisher_region_code AS region_code, coalesce(max(publisher_region_name), replace(replace(replace(publisher_name, '财政局', ''), '财政厅', ''), '人民政府', '')) AS region_name, scope, year, stage, fund, revenue_item_code,
  max(CASE WHEN taken = 1 THEN revenue_item_name END) AS revenue_item_name, max(CASE WHEN taken = 1 THEN amount_yuan END) AS amount_yuan,
  count(*) AS printings, count(DISTINCT amount_yuan) - 1 AS differing, max(CASE WHEN taken = 1 THEN fact_id END) AS fact_id
FROM items
GROUP BY publisher_region_code, publisher_id, publisher_name, scope, year, stage, fund, revenue_item_code;

-- 所印不同之处：同一个值在别处印得不同 / Where the same value is printed otherwise
CREATE VIEW IF NOT EXISTS government_differences AS
SELECT region_code, region_name, scope, year, stage, direction, measure, fund,
  amount_yuan, taken_yuan, printed, printed_unit, fiscal_year, fact_id, document_sha256, table_id, page
FROM government_printings WHERE differs;

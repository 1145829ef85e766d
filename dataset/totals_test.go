package dataset

import (
	"cmp"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"yusuan/model"
	"yusuan/model/words"
)

// printedTable is a table of a government's document: a line for each row, "label|amount|amount". A label that begins with
// spaces stands under the one before; one that goes on with a code, "吴江区@320509", is a place.
type printedTable struct {
	title, unit string
	says        model.Fact // of all of its amounts
	heads       []model.Fact
	rows        string
}

// government makes a document of a place, of the amounts that its tables print.
func government(name, code, place string, year int, tables ...printedTable) *model.Document {
	d := &model.Document{
		Format: model.Format, FiscalYear: year, Disclosure: model.Report,
		Source:    model.Source{Name: name + ".pdf", SHA256: digestOf(name), PageCount: len(tables)},
		Publisher: model.Publisher{Name: place + "财政局", Level: model.GovernmentLevel, Region: &model.Term{Code: code, Name: place}},
	}
	for i, p := range tables {
		t := model.Table{ID: fmt.Sprint("t", i+1), Kind: model.OtherTable, Title: p.title, Unit: p.unit, Pages: []int{i + 1}, Method: model.Ruled}
		lines := strings.Split(p.rows, "\n")
		t.RowCount, t.ColumnCount = len(lines), 1+strings.Count(lines[0], "|")
		t.Columns = slices.Repeat([]model.Column{{Role: model.RoleAmount}}, t.ColumnCount)
		for row, line := range lines {
			cells := strings.Split(line, "|")
			for column := range t.ColumnCount {
				t.Cells = append(t.Cells, model.Cell{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1, Text: cells[column]})
			}
			for column, printed := range cells[1:] {
				if printed != "" {
					d.Facts = append(d.Facts, p.fact(t.ID, i+1, row, column, cells[0], printed))
				}
			}
		}
		d.Tables = append(d.Tables, t)
	}
	d.Proof.Amounts = len(d.Facts)
	return d
}

func (p printedTable) fact(table string, page, row, column int, label, printed string) model.Fact {
	f := p.says
	head := p.heads[column]
	f.Path, f.Year, f.Stage = head.Path, head.Year, head.Stage
	f.Direction, f.Fund, f.Measure, f.Scope = cmp.Or(f.Direction, head.Direction), cmp.Or(f.Fund, head.Fund), cmp.Or(head.Measure, f.Measure), cmp.Or(head.Scope, f.Scope)
	f.List, f.Measure = cmp.Or(f.List, model.ListOther), cmp.Or(f.Measure, model.MeasureAmount)
	f.Label, f.Period, f.Table, f.Row, f.Column, f.Page = label, model.Current, table, row, column, page
	if name, code, ok := strings.Cut(label, "@"); ok { // a place
		f.Label, f.Region, f.Scope = name, &model.Term{Code: code, Name: name}, model.NoScope
	}
	switch {
	case strings.HasPrefix(f.Label, "  "):
		f.Label, f.Level = strings.TrimSpace(f.Label), 1
	case strings.HasSuffix(f.Label, "计"):
		f.TotalRow = true
	}
	unit, _ := words.UnitOf(p.unit)
	f.Printed, f.PrintedUnit = printed, p.unit
	f.Amount = words.ReadNumber(printed).Value().Mul(unit.Yuan()).String()
	return f
}

// The tables of the tests.
var (
	revenue = model.Fact{Direction: model.Revenue, Fund: model.FundGeneralPublic, List: model.ListRevenue, Measure: model.MeasureAmount, Scope: model.ScopeWhole}
	spent   = model.Fact{Direction: model.Expenditure, Fund: model.FundGeneralPublic, List: model.ListFunctional, Measure: model.MeasureAmount, Scope: model.ScopeWhole}
	funds   = model.Fact{Direction: model.Revenue, Fund: model.FundGovernmentFund, List: model.ListRevenue, Measure: model.MeasureAmount, Scope: model.ScopeWhole}
	debt    = model.Fact{List: model.ListOther, Measure: model.MeasureBalance, Scope: model.ScopeWhole}
	places  = model.Fact{List: model.ListRegion, Measure: model.MeasureBalance, Scope: model.ScopeWhole}
)

func heads(all ...model.Fact) []model.Fact { return all }

func head(path string, year int, stage model.Stage) model.Fact {
	return model.Fact{Path: strings.Split(path, "/"), Year: year, Stage: stage}
}

func (t *total) String() string {
	return strings.Join(strings.Fields(fmt.Sprint(t.place.Name, " ", t.scope, " ", t.fact.Year, " ", t.fact.Stage, " ", t.direction(), " ",
		strings.TrimPrefix(string(t.fact.Measure), "amount"), " ", t.fund, " ", t.fact.Printed)), " ")
}

func TestTotals(t *testing.T) {
	budget, done := head("预算数", 2026, model.StageBudget), head("2025年执行数", 2025, model.StageExecution)
	limit := model.Fact{Path: []string{"2025年债务限额", "一般债务"}, Year: 2025, Stage: model.StageBudget, Measure: model.MeasureLimit}
	both := model.Fact{Path: []string{"2025年末债务余额执行数", "小计"}, Year: 2025, Stage: model.StageExecution, Measure: model.MeasureBalance}
	for _, test := range []struct {
		name  string
		table printedTable
		want  []string
	}{
		{"two years of a list that ends in its total", printedTable{"全市一般公共预算收入表", "万元", revenue, heads(done, budget), "一、税收收入|70|80\n二、非税收入|30|30\n合 计|100|110"},
			[]string{"苏州市 whole 2025 execution revenue general-public 100", "苏州市 whole 2026 budget revenue general-public 110"}},
		{"the year's own money before transfers", printedTable{"全市政府性基金收入表", "万元", funds, heads(budget), "土地出让收入|90\n本年收入合计|90\n上级补助收入|5\n收入总计|95"},
			[]string{"苏州市 whole 2026 budget revenue government-fund 90"}},
		{"a total of other money too is none", printedTable{"全市一般公共预算收入表", "万元", revenue, heads(budget), "税收收入|70\n转移性收入|30\n收入合计|100"}, nil},
		{"a row that names its budget", printedTable{"全市一般公共预算收支平衡表", "万元", spent, heads(budget), "一、全市一般公共预算支出|60\n二、上解上级支出|4\n支出总计|64"},
			[]string{"苏州市 whole 2026 budget expenditure general-public 60"}},
		{"a row of the budget's name that is one of two", printedTable{"全市政府性基金预算收入表", "万元", funds, heads(budget), "一、政府性基金收入|90\n二、专项债务对应项目专项收入|8\n收入合计|98\n收入总计|120"},
			[]string{"苏州市 whole 2026 budget revenue government-fund 98"}},
		{"a part of the money", printedTable{"市对下转移支付表", "万元", spent, heads(budget), "教育支出|60\n合计|60"}, nil},
		{"no level told", printedTable{"某开发区一般公共预算支出表", "万元", model.Fact{Direction: model.Expenditure, Fund: model.FundGeneralPublic, List: model.ListFunctional, Measure: model.MeasureAmount}, heads(budget), "合计|60"}, nil},
		{"the change of a year is none", printedTable{"全市一般公共预算收入表", "万元", revenue, heads(head("增减额", 2026, model.StageBudget), budget), "一般公共预算收入|5|110"},
			[]string{"苏州市 whole 2026 budget revenue general-public 110"}},
		{"places with a city's own level", printedTable{"债务限额及余额情况表", "亿元", places, heads(limit, both), "苏州市@320500|10.5|9.25\n苏州市本级@320500|6|5\n吴江区@320509|4.5|4.25"},
			[]string{"苏州市 whole 2025 budget limit general-public 10.5", "苏州市 whole 2025 execution balance 9.25", "苏州市 own 2025 budget limit general-public 6", "苏州市 own 2025 execution balance 5",
				"吴江区 whole 2025 budget limit general-public 4.5", "吴江区 whole 2025 execution balance 4.25"}},
		{"a city beside its counties is not all of it", printedTable{"债务限额及余额情况表", "亿元", places, heads(limit), "苏州市@320500|6\n吴江区@320509|4.5"},
			[]string{"吴江区 whole 2025 budget limit general-public 4.5"}},
		{"what a limit grew by is none", printedTable{"债务限额情况表", "亿元", places, heads(model.Fact{Path: []string{"2025年新增债务限额"}, Year: 2025, Measure: model.MeasureLimit}), "吴江区@320509|4.5"}, nil},
		{"kinds of debt by title and by row", printedTable{"全市地方政府专项债务余额情况表", "亿元", debt, heads(done), "一、2024年末地方政府专项债务余额实际数|7"},
			[]string{"苏州市 whole 2025 execution balance government-fund 7"}},
		{"a balance when the year began is none, nor its parts", printedTable{"全市政府债务收支计划表", "亿元", debt, heads(budget), "一、2026年初政府债务余额|7\n  其中：一般债务余额|3\n五、2026年末政府债务余额|9\n  其中：一般债务余额|4"},
			[]string{"苏州市 whole 2026 budget balance 9", "苏州市 whole 2026 budget balance general-public 4"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &document{Document: government("one", "320500", "苏州市", 2026, test.table)}
			var got []string
			for _, found := range d.totals() {
				got = append(got, found.String())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("totals\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// queried are the rows of a query to the database of a data set.
func queried(t *testing.T, dir, query string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		values := make([]sql.NullString, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, v := range values {
			texts = append(texts, v.String)
		}
		all = append(all, strings.Join(texts, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// Two volumes of one city, which print one year each as it was done and as it is planned; the second one corrects an amount,
// and prints another in 亿元 that the first one has in 万元. Its departments stand beside it.
func volumes(t *testing.T) string {
	dir := t.TempDir()
	of := func(year int, stage model.Stage, path string) model.Fact { return head(path, year, stage) }
	balances := func(year int) []model.Fact {
		return heads(model.Fact{Path: []string{fmt.Sprint(year, "年末债务余额"), "一般债务"}, Year: year, Stage: model.StageExecution},
			model.Fact{Path: []string{fmt.Sprint(year, "年末债务余额"), "专项债务"}, Year: year, Stage: model.StageExecution})
	}
	own := revenue
	own.Scope = model.ScopeOwn
	build(t, Options{Out: dir}, sample("department", 2026),
		government("first", "320500", "苏州市", 2025,
			printedTable{"全市一般公共预算收入表", "万元", revenue, heads(of(2024, model.StageExecution, "2024年执行数"), of(2025, model.StageBudget, "2025年预算数")), "合计|1000000|1100000"},
			printedTable{"市本级一般公共预算收入表", "万元", own, heads(of(2024, model.StageExecution, "2024年执行数")), "合计|400000"},
			printedTable{"政府债务余额情况表", "万元", places, balances(2024), "全市合计|700004|300000\n吴江区@320509|200000|100000"}),
		government("second", "320500", "苏州市", 2026,
			printedTable{"全市一般公共预算收入表", "万元", revenue, heads(of(2024, model.StageExecution, "2024年执行数"), of(2025, model.StageExecution, "2025年执行数")), "合计|1000001|1090000"},
			printedTable{"全市政府性基金收入表", "万元", funds, heads(of(2025, model.StageExecution, "2025年执行数")), "政府性基金收入|500000"},
			printedTable{"政府债务余额情况表", "亿元", places, balances(2024), "全市合计|70.00|30.00"}))
	return dir
}

func TestGovernmentViews(t *testing.T) {
	dir := volumes(t)
	for _, test := range []struct{ name, query, want string }{
		{"the newest volume's value, and how many differ", `SELECT scope, year, stage, CAST(amount_yuan AS INTEGER), printings, documents, differing FROM government_revenue WHERE fund = 'general-public' ORDER BY scope, year, stage`,
			"own 2024 execution 4000000000 1 1 0|whole 2024 execution 10000010000 2 2 1|whole 2025 budget 11000000000 1 1 0|whole 2025 execution 10900000000 1 1 0"},
		{"a difference beyond rounding", `SELECT region_name, year, printed, CAST(taken_yuan AS INTEGER), fiscal_year FROM government_differences`, "苏州市 2024 1000000 10000010000 2025"},
		{"debt in two units", `SELECT region_name, fund, CAST(balance_yuan AS INTEGER), differing FROM government_debt ORDER BY region_code, fund`,
			"苏州市 general-public 7000000000 0|苏州市 government-fund 3000000000 0|吴江区 general-public 2000000000 0|吴江区 government-fund 1000000000 0"},
		{"the panel", `SELECT region_code, year, stage, CAST(general_public_revenue AS INTEGER), CAST(government_fund_revenue AS INTEGER), CAST(special_debt_balance AS INTEGER) FROM government_panel WHERE scope = 'whole' ORDER BY region_code, year, stage`,
			"320500 2024 execution 10000010000  3000000000|320500 2025 budget 11000000000  |320500 2025 execution 10900000000 5000000000 |320509 2024 execution   1000000000"},
		{"a row for a year has the latest stage", `SELECT year, CAST(general_public_revenue AS INTEGER) FROM government_years WHERE scope = 'whole' AND region_code = '320500' ORDER BY year`, "2024 10000010000|2025 10900000000"},
		{"departments have no totals", `SELECT count(*) FROM government_totals WHERE publisher_level <> 'government' OR publisher_level IS NULL`, "0"},
		{"every total is a fact", `SELECT count(*) FROM government_totals g JOIN facts f USING (fact_id) WHERE g.amount_exact = f.amount_exact`, "12"},
	} {
		if got := strings.Join(queried(t, dir, test.query), "|"); got != test.want {
			t.Errorf("%s:\n%s, want\n%s", test.name, got, test.want)
		}
	}
}

func TestViewsAreDescribed(t *testing.T) {
	all := views()
	if made := strings.Count(commonViews+governmentViews, "CREATE VIEW"); len(all) != made {
		t.Errorf("%d views have a comment of %d", len(all), made)
	}
	page := string(dictionary(Options{}))
	for _, v := range all {
		if !strings.ContainsFunc(v.zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || v.en == "" || !strings.Contains(page, "| `"+v.name+"` | "+v.zh) {
			t.Errorf("view %s is described as %q, %q", v.name, v.zh, v.en)
		}
	}
}

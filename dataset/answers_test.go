package dataset

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"yusuan/extract"
	"yusuan/model"
)

// listed is a table of one list: its rows as "label|amount|amount" in 万元; a total's label ends in 计. A column's fund and use, and whether it
// is a total, is told by its head.
type listed struct {
	kind  model.Kind
	of    model.Fact // what all amounts are
	heads []model.Fact
	rows  string
}

// disclosure makes a department's document of lists.
func disclosure(level model.PublisherLevel, lists ...listed) *document {
	doc := &model.Document{Publisher: model.Publisher{Name: "某市某局", Level: level}, FiscalYear: 2026}
	for i, l := range lists {
		t := model.Table{ID: fmt.Sprint("t", i+1), Kind: l.kind}
		doc.Tables = append(doc.Tables, t)
		for row, line := range strings.Split(l.rows, "\n") {
			cells := strings.Split(line, "|")
			for column, printed := range cells[1:] {
				if printed == "" {
					continue
				}
				f := l.of
				head := l.heads[column]
				f.Table, f.Row, f.Column, f.Label = t.ID, row, column+1, cells[0]
				f.Fund, f.Use, f.Item, f.TotalColumn = cmp.Or(head.Fund, f.Fund), cmp.Or(head.Use, f.Use), cmp.Or(head.Item, f.Item), head.TotalColumn
				f.Year, f.Period, f.Stage, f.Measure = 2026, model.Current, model.StageBudget, model.MeasureAmount
				f.Printed, f.PrintedUnit, f.Amount = printed, "万元", printed+"0000"
				f.TotalRow = strings.HasSuffix(cells[0], "计")
				f.Addend = !f.TotalRow && !f.TotalColumn
				told := &model.Term{Code: cells[0], Name: cells[0]}
				switch {
				case f.TotalRow || strings.HasPrefix(cells[0], "结转"):
				case f.List == model.ListUnit:
					f.BudgetUnit = told
				case f.List == model.ListDepartmentEconomic:
					f.DepartmentEconomic = told
				default:
					f.Functional = told
				}
				if strings.HasPrefix(cells[0], "结转") {
					f.Use = model.UseCarriedForward
				}
				doc.Facts = append(doc.Facts, f)
			}
		}
	}
	return &document{Document: doc}
}

// One list is taken for each question, and of it what makes a total.
func TestAnswers(t *testing.T) {
	functional := model.Fact{List: model.ListFunctional, Direction: model.Expenditure}
	economic := model.Fact{List: model.ListDepartmentEconomic, Direction: model.Expenditure, Fund: model.FundGeneralPublic}
	unit := model.Fact{List: model.ListUnit, Direction: model.Expenditure}
	amount, total := model.Fact{}, model.Fact{TotalColumn: true}
	general, funds := model.Fact{Fund: model.FundGeneralPublic}, model.Fact{Fund: model.FundGovernmentFund}
	basic, project := model.Fact{Use: model.UseBasic}, model.Fact{Use: model.UseProject}
	for _, c := range []struct {
		name     string
		level    model.PublisherLevel
		question string
		lists    []listed
		want     []string // fund, use, table, sum, closes
	}{
		{"the list that tells more", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.IncomeExpenditureSummary, functional, heads(amount), "201|5\n205|4\n支出总计|9"},
			{model.ExpenditureSummary, functional, heads(total, basic, project), "20101|3|1|2\n20102|2|2|\n20501|4||4\n合计|9|3|6"},
		}, []string{"  t2 90000 true"}},
		{"a list of a part of the money is no list of it", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.BasicExpenditure, functional, heads(amount), "20101|1\n合计|1"},
			{model.OtherTable, functional, heads(amount), "20101|3\n20102|1"},
		}, []string{"  t2 40000 false"}},
		{"two uses that make up the whole, of which no total is printed", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.ExpenditureSummary, functional, heads(basic, project), "20101|1|2\n20501||4\n合计|1|6"},
		}, []string{"  t1 70000 true"}},
		{"each fund for itself, and those together of which a total is printed", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.FiscalAppropriationSummary, functional, heads(model.Fact{Fund: model.FundFiscal, TotalColumn: true}, general, funds), "201|5|5|\n212|4||4\n支出总计|9|5|4"},
		}, []string{"fiscal  t1 90000 true", "general-public  t1 50000 true", "government-fund  t1 40000 true"}},
		{"what stands behind the year's total is no expenditure of it", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.IncomeExpenditureSummary, functional, heads(amount), "201|5\n205|4\n本年支出合计|9\n结转下年|2\n支出总计|11"},
		}, []string{"  t1 90000 true"}},
		{"a total of some rows is not the list's", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.ExpenditureSummary, functional, heads(amount), "201|5\n205|4\n小计|9\n208|3\n合计|12"},
		}, []string{"  t1 120000 true"}},
		{"the whole and its uses, of which no total is told, are one money", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.FiscalAppropriationExpense, functional, heads(amount, basic, project), "20101|3|1|2\n20501|4||4\n合计|7|1|6"},
		}, []string{"  t1 70000 true"}},
		{"personnel and operating expenditure make up basic expenditure", model.DepartmentLevel, "expenditure-by-department-economic-item", []listed{
			{model.FinalBasicExpenditure, economic, heads(model.Fact{Use: model.UsePersonnel}, model.Fact{Use: model.UseOperating}), "30101|5|\n30201||4\n合计|5|4"},
		}, []string{"general-public basic t1 90000 true"}},
		{"units by basic and project expenditure where no list has both", model.DepartmentLevel, "expenditure-by-unit", []listed{
			{model.BasicExpenditure, unit, heads(amount), "甲|5\n乙|4\n合计|9"},
			{model.ProjectExpenditure, unit, heads(amount), "甲|1\n乙|2\n合计|3"},
		}, []string{" basic t1 90000 true", " project t2 30000 true"}},
		{"of one use alone there are no units", model.DepartmentLevel, "expenditure-by-unit", []listed{
			{model.ProjectExpenditure, unit, heads(amount), "甲|1\n乙|2\n合计|3"},
		}, nil},
		{"what the row of a total prints of itself, where rows are withheld", model.DepartmentLevel, "expenditure-by-use", []listed{
			{model.ExpenditureSummary, functional, heads(total, basic, project), "20101|3|1|2\n20501|4||4\n合计|19|8|11"},
		}, []string{"  t1 190000 true"}},
		{"totals of each fund", model.DepartmentLevel, "three-public-expenses", []listed{
			{model.ThreePublicExpenses, model.Fact{List: model.ListUnit, Direction: model.Expenditure}, heads(
				model.Fact{Fund: model.FundGeneralPublic, Item: model.ItemThreePublic, TotalColumn: true}, model.Fact{Fund: model.FundGovernmentFund, Item: model.ItemThreePublic, TotalColumn: true},
				model.Fact{Fund: model.FundGeneralPublic, Item: model.ItemReception}, model.Fact{Fund: model.FundGovernmentFund, Item: model.ItemReception}), "甲|1|2|1|2\n乙|3|4|3|4\n合计|4|6|4|6"},
		}, []string{"  t1 100000 true"}},
		{"a department's open list is taken", model.DepartmentLevel, "expenditure-by-function", []listed{
			{model.ExpenditureSummary, functional, heads(amount), "201|5\n205|4\n合计|19"},
		}, []string{"  t1 90000 false"}},
		{"a government's is not", model.GovernmentLevel, "expenditure-by-function", []listed{
			{model.GovernmentExpenditure, functional, heads(general), "201|5\n205|4\n合计|19"},
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range disclosure(c.level, c.lists...).answers() {
				if a.question.name == c.question {
					got = append(got, fmt.Sprint(a.part.fund, " ", a.part.use, " ", a.table.ID, " ", a.sum, " ", a.closes))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// closure counts the answers of which documents print a total, and those that make it.
type closure struct{ answers, printed, close int }

// closures extracts documents and counts their answers by question.
func closures(t *testing.T, paths []string) map[string]closure {
	t.Helper()
	var lock sync.Mutex
	all := map[string]closure{}
	t.Run("documents", func(t *testing.T) {
		for _, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				doc, err := extract.File(t.Context(), path, extract.Options{})
				if err != nil {
					t.Skip(err)
				}
				answers := (&document{Document: doc}).answers()
				lock.Lock()
				defer lock.Unlock()
				for _, a := range answers {
					c := all[a.question.name]
					c.answers++
					if a.printed != nil {
						c.printed++
						if a.closes {
							c.close++
						} else {
							t.Logf("%s, %s %v of %d: %s, printed %s", a.table.ID, a.question.name, a.part, a.quantity.year, a.sum, a.printed)
						}
					}
					all[a.question.name] = c
				}
			})
		}
	})
	return all
}

// Addends make the printed total, for every question: so many answers there are, and so many at most do not close, each of which was
// looked at. The shared corpora take longer, and are read with YUSUAN_FULL=1.
func TestAnswersMakePrintedTotals(t *testing.T) {
	for _, c := range []struct {
		name string
		dirs []string
		full bool
		want map[string][2]int // answers at least, open ones at most
	}{
		{"ours", []string{"../testdata/made", "../testdata/meaning"}, false, map[string][2]int{
			"expenditure-by-function": {95, 0}, "expenditure-by-department-economic-item": {65, 0}, "expenditure-by-government-economic-item": {26, 0}, "expenditure-by-use": {58, 0},
			"expenditure-by-unit": {56, 0}, "revenue-by-source": {36, 0}, "three-public-expenses": {43, 0}, "procurement-by-category": {7, 0}}},
		{"shared", []string{"../../shared/corpus/made", "../../shared/corpus/real", "../../shared/corpus/government", "../../shared/corpus/meaning"}, true, map[string][2]int{
			// One publisher's lists leave out most rows of their totals, another's total of “三公” repeats that of its reception.
			"expenditure-by-function": {415, 1}, "expenditure-by-department-economic-item": {153, 3}, "expenditure-by-government-economic-item": {97, 3}, "expenditure-by-use": {139, 0},
			"expenditure-by-unit": {82, 0}, "revenue-by-source": {59, 0}, "three-public-expenses": {89, 1}, "procurement-by-category": {17, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.full && os.Getenv("YUSUAN_FULL") == "" {
				t.Skip("set YUSUAN_FULL=1")
			}
			var paths []string
			for _, dir := range c.dirs {
				found, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
				paths = append(paths, found...)
			}
			if len(paths) == 0 {
				t.Skip("no corpora here")
			}
			got := closures(t, paths)
			for _, q := range questionNames() {
				n, want := got[q], c.want[q]
				t.Logf("%s: %d answers, %d of which print a total, %d make it", q, n.answers, n.printed, n.close)
				if n.answers < want[0] || n.printed-n.close > want[1] {
					t.Errorf("%s: %d answers, %d open; want %d at least, %d open at most", q, n.answers, n.printed-n.close, want[0], want[1])
				}
			}
		})
	}
}

package dataset

import (
	"fmt"
	"slices"
	"testing"

	"yusuan/model"
)

// projectsOf makes the rows of projects of a document with tables of these kinds, called t1, t2 and so on.
func projectsOf(d *model.Document, kinds ...model.Kind) ([]*project, map[*model.Indicator]*project) {
	x := &document{Document: d, tables: make(map[string]*tableRows)}
	for i, k := range kinds {
		id := fmt.Sprint("t", i+1)
		d.Tables = append(d.Tables, model.Table{ID: id, Kind: k})
		x.tables[id] = &tableRows{Table: &model.Table{ID: id, Kind: k}, id: id}
	}
	all, of := x.projects()
	for _, p := range all {
		p.settle(d.Disclosure)
	}
	return all, of
}

// projectFact is an amount of a project.
func projectFact(table string, row int, unit string, term *model.Term, amount string, change func(*model.Fact)) model.Fact {
	f := model.Fact{Table: table, Row: row, Project: term, Amount: amount, Addend: true, Period: model.Current, Year: 2026, Measure: model.MeasureAmount, Stage: model.StageBudget}
	if unit != "" {
		f.BudgetUnit = &model.Term{Name: unit}
	}
	change(&f)
	return f
}

func same(*model.Fact) {}

// A project's amount is what its addends of the current period sum to, its goal what its indicators tell; two units can have one of the same name.
func TestProjects(t *testing.T) {
	road := &model.Term{Name: "道路 保洁"}
	d := &model.Document{
		Facts: []model.Fact{
			projectFact("t1", 1, "甲局", road, "30.5", func(f *model.Fact) { f.Addend = false }),
			projectFact("t1", 1, "甲局", road, "10.5", same), projectFact("t1", 2, "甲局", road, "20", same),
			projectFact("t1", 2, "甲局", road, "99", func(f *model.Fact) { f.Period = model.Previous }),
			projectFact("t1", 2, "甲局", road, "98", func(f *model.Fact) { f.Stage = model.StageExecution }),
			projectFact("t1", 5, "乙局", road, "7", same),
		},
		Indicators: []model.Indicator{
			{Table: "t1", Row: 2, Project: &model.Term{Name: "道路保洁"}, Goal: "道路整洁"},
			{Table: "t1", Row: 6, Project: road, Goal: "道路通畅"}, {Table: "t1", Row: 6, Project: road, Goal: "道路通畅"},
			{Table: "t1", Row: 9, Project: &model.Term{Name: "路灯"}, Goal: "夜间明亮"},
		},
	}
	all, _ := projectsOf(d, model.ProjectExpenditure)
	var got []string
	for _, p := range all {
		got = append(got, fmt.Sprint(p.row, " ", p.key, " ", p.exact(), " ", p.amount.year, " ", p.goal, " ", p.indicators))
	}
	want := []string{"1 {道路保洁  甲局} 30.5 2026 道路整洁 1", "5 {道路保洁  乙局} 7 2026 道路通畅 2", "9 {路灯  }  0 夜间明亮 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The same project in several tables is one row; its amount is that of one of them.
func TestProjectsOverTables(t *testing.T) {
	a, coded := &model.Term{Name: "甲（一期）"}, &model.Term{Name: "甲(一期)", Code: "P1"}
	b := &model.Term{Name: "乙"}
	fund := func(fund model.Fund) func(*model.Fact) { return func(f *model.Fact) { f.Fund = fund } }
	stage := func(s model.Stage) func(*model.Fact) { return func(f *model.Fact) { f.Stage = s } }
	for _, test := range []struct {
		name       string
		disclosure model.Disclosure
		facts      []model.Fact
		indicators []model.Indicator
		want       []string // key, amount, fiscal, general public, other funds, indicators, tables
	}{
		{"by name, whatever the brackets; goals come from another table", model.Budget,
			[]model.Fact{projectFact("t1", 1, "某市甲局", coded, "50", fund(model.FundGeneralPublic)), projectFact("t1", 1, "某市甲局", coded, "5", fund(model.FundUnit))},
			[]model.Indicator{{Table: "t2", Row: 3, Project: a, Goal: "目标"}},
			[]string{"{甲(一期) P1 甲局} 55 50 50 5 1 [t1 t2]"}},
		{"what is bought for it is a part of it", model.Budget,
			[]model.Fact{projectFact("t1", 1, "", b, "20", same), projectFact("t3", 1, "", b, "90", same)}, nil,
			[]string{"{乙  } 20    0 [t1 t3]"}},
		{"goals have rounded amounts", model.Budget,
			[]model.Fact{projectFact("t2", 1, "", b, "30", fund(model.FundFiscal)), projectFact("t1", 1, "", b, "29.99", same)}, nil,
			[]string{"{乙  } 29.99    0 [t1 t2]"}},
		{"what is not told by unit may be any unit's", model.Budget,
			[]model.Fact{projectFact("t1", 1, "甲局", b, "1", same), projectFact("t1", 2, "乙局", b, "2", same), projectFact("t2", 1, "", b, "3", fund(model.FundFiscal))}, nil,
			[]string{"{乙  甲局} 1    0 [t1]", "{乙  乙局} 2    0 [t1]", "{乙  } 3 3   0 [t2]"}},
		{"a unit with and without its place", model.Budget,
			[]model.Fact{projectFact("t1", 1, "某市教育局（本级）", b, "1", same), projectFact("t2", 2, "市教育局本级", b, "2", same)}, nil,
			[]string{"{乙  教育局} 1    0 [t1 t2]"}},
		{"one table prints the code, another the unit", model.Budget,
			[]model.Fact{projectFact("t1", 1, "", coded, "1", same), projectFact("t2", 2, "甲局", a, "2", same)}, nil,
			[]string{"{甲(一期) P1 甲局} 1    0 [t1 t2]"}},
		{"two codes are two projects of one name", model.Budget,
			[]model.Fact{projectFact("t1", 1, "", coded, "1", same), projectFact("t1", 2, "", &model.Term{Name: "甲(一期)", Code: "P2"}, "2", same)},
			[]model.Indicator{{Table: "t2", Row: 1, Project: a}},
			[]string{"{甲(一期) P1 } 1    0 [t1]", "{甲(一期) P2 } 2    0 [t1]", "{甲(一期)  }     1 [t2]"}},
		{"two names of one code are two projects", model.Budget,
			[]model.Fact{projectFact("t1", 1, "", coded, "1", same), projectFact("t1", 2, "", &model.Term{Name: "乙", Code: "P1"}, "2", same)}, nil,
			[]string{"{甲(一期) P1 } 1    0 [t1]", "{乙 P1 } 2    0 [t1]"}},
		{"a budget is about what is planned", model.Budget,
			[]model.Fact{projectFact("t2", 1, "", b, "8", stage(model.StageExecution)), projectFact("t2", 1, "", b, "9", same)}, nil,
			[]string{"{乙  } 9    0 [t2]"}},
		{"final accounts are about what was done", model.FinalAccounts,
			[]model.Fact{projectFact("t2", 1, "", b, "9", same), projectFact("t2", 1, "", b, "8", stage(model.StageExecution))}, nil,
			[]string{"{乙  } 8    0 [t2]"}},
	} {
		d := &model.Document{Disclosure: test.disclosure, Publisher: model.Publisher{Region: &model.Term{Name: "某市"}}, Facts: test.facts, Indicators: test.indicators}
		all, of := projectsOf(d, model.ProjectExpenditure, model.ProjectPerformance, model.GovernmentProcurement)
		var got []string
		for _, p := range all {
			got = append(got, fmt.Sprint(p.key, " ", p.exact(), " ", p.fund(fiscalFund), " ", p.fund(generalPublicFund), " ", p.fund(otherFunds), " ", p.indicators, " ", p.tables))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		for i := range d.Indicators {
			if p := of[&d.Indicators[i]]; p == nil || !slices.Contains(all, p.whole()) {
				t.Errorf("%s: indicator %d is of no project", test.name, i)
			}
		}
	}
}

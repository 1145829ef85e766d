package dataset

import (
	"fmt"
	"slices"
	"testing"

	"yusuan/model"
)

// A project's amount is what its addends of the current period sum to, its goal what its indicators tell; two units can have one of the same name.
func TestProjects(t *testing.T) {
	unit := func(name string) *model.Term { return &model.Term{Name: name} }
	road := &model.Term{Name: "道路 保洁"}
	fact := func(row int, u *model.Term, amount string, change func(*model.Fact)) model.Fact {
		f := model.Fact{Table: "t1", Row: row, BudgetUnit: u, Project: road, Amount: amount, Addend: true, Period: model.Current, Year: 2026, Measure: model.MeasureAmount, Stage: model.StageBudget}
		change(&f)
		return f
	}
	same := func(*model.Fact) {}
	d := &document{Document: &model.Document{
		Facts: []model.Fact{
			fact(1, unit("甲局"), "30.5", func(f *model.Fact) { f.Addend = false }),
			fact(1, unit("甲局"), "10.5", same), fact(2, unit("甲局"), "20", same),
			fact(2, unit("甲局"), "99", func(f *model.Fact) { f.Period = model.Previous }),
			fact(2, unit("甲局"), "98", func(f *model.Fact) { f.Stage = model.StageExecution }),
			fact(5, unit("乙局"), "7", same),
		},
		Indicators: []model.Indicator{
			{Table: "t1", Row: 2, Project: &model.Term{Name: "道路保洁"}, Goal: "道路整洁"},
			{Table: "t1", Row: 6, Project: road, Goal: "道路通畅"}, {Table: "t1", Row: 6, Project: road, Goal: "道路通畅"},
			{Table: "t1", Row: 9, Project: unit("路灯"), Goal: "夜间明亮"},
		},
	}}
	var got []string
	for _, p := range d.projects()["t1"].all {
		got = append(got, fmt.Sprint(p.row, " ", termKey(p.unit), " ", termKey(p.term), " ", p.exact(), " ", p.year, " ", p.goal, " ", p.indicators))
	}
	want := []string{"1 /甲局 /道路保洁 30.5 2026 道路整洁 1", "5 /乙局 /道路保洁 7 2026 道路通畅 2", "9  /路灯  0 夜间明亮 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

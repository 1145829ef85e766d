package dataset

import (
	"slices"

	"yusuan/model"
)

// unrepresented returns a finding for each amount that wholeFen refuses: what
// decimal(18,2) cannot hold is absent from amount_yuan.
func unrepresented(facts []model.Fact) []model.Finding {
	var all []model.Finding
	for i := range facts {
		f := &facts[i]
		if f.Amount == "" || wholeFen(f.Amount).set {
			continue
		}
		found := model.AmountNotWholeFen.Finding("", "", model.Subject{Table: f.Table, Row: &f.Row, Column: &f.Column, Page: f.Page, Box: &f.Box})
		found.Actual = f.Amount
		all = append(all, found)
	}
	return all
}

// marks finds the findings that concern a fact: those with a subject whose
// members, as far as it has them, are the fact's.
type marks map[spot][]int

// spot is a subject without its box; absent members are "", -1 and 0.
type spot struct {
	table             string
	row, column, page int
}

func newMarks(findings []model.Finding) marks {
	m := make(marks)
	for i := range findings {
		for _, s := range findings[i].Subjects {
			at := spot{table: s.Table, row: -1, column: -1, page: s.Page}
			if s.Row != nil {
				at.row = *s.Row
			}
			if s.Column != nil {
				at.column = *s.Column
			}
			m[at] = append(m[at], i)
		}
	}
	delete(m, spot{row: -1, column: -1})
	return m
}

// on counts the findings that concern a fact.
func (m marks) on(f *model.Fact) int {
	if len(m) == 0 {
		return 0
	}
	var found []int
	for _, table := range []string{f.Table, ""} {
		for _, row := range []int{f.Row, -1} {
			for _, column := range []int{f.Column, -1} {
				for _, page := range []int{f.Page, 0} {
					found = append(found, m[spot{table, row, column, page}]...)
				}
			}
		}
	}
	slices.Sort(found)
	return len(slices.Compact(found))
}

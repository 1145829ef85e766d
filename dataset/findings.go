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
// members, as far as it has them, are the fact's. They are by its table, "" where it is absent.
type marks map[string]map[spot][]int

// spot is a subject in its table without its box; absent members are -1 and 0.
type spot struct{ row, column, page int }

func newMarks(findings []model.Finding) marks {
	m := make(marks)
	for i := range findings {
		for _, s := range findings[i].Subjects {
			at := spot{row: -1, column: -1, page: s.Page}
			if s.Row != nil {
				at.row = *s.Row
			}
			if s.Column != nil {
				at.column = *s.Column
			}
			if s.Table == "" && at == (spot{row: -1, column: -1}) {
				continue // it is of the file
			}
			if m[s.Table] == nil {
				m[s.Table] = make(map[spot][]int)
			}
			m[s.Table][at] = append(m[s.Table][at], i)
		}
	}
	return m
}

// on counts the findings that concern a fact.
func (m marks) on(f *model.Fact) int {
	var found []int
	for _, table := range [...]string{f.Table, ""} {
		of := m[table]
		if of == nil {
			continue
		}
		for _, row := range [...]int{f.Row, -1} {
			for _, column := range [...]int{f.Column, -1} {
				for _, page := range [...]int{f.Page, 0} {
					found = append(found, of[spot{row, column, page}]...)
				}
			}
		}
	}
	slices.Sort(found)
	return len(slices.Compact(found))
}

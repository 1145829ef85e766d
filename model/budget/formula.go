package budget

import (
	"slices"

	"yusuan/model/words"
)

// formulas reads how a head says that columns are reckoned from others: by column, the formula; and the columns by their marks.
func (g *grid) formulas() (of map[int]words.Formula, at map[string]int) {
	for row := range g.head {
		if !isNumberingRow(g, row) {
			continue
		}
		for i := range g.inRow(row) {
			mark := g.folded[i]
			if f, ok := words.ReadFormula(mark); ok {
				if of == nil {
					of = map[int]words.Formula{}
				}
				of[g.cells[i].Column], mark = f, f.Of
			}
			if at == nil {
				at = map[string]int{}
			}
			at[mark] = g.cells[i].Column
		}
	}
	return of, at
}

// tellSums notes of each column which others the head's formula says that it sums.
func (s *Sheet) tellSums(l *list) {
	of, at := s.formulas()
	amounts := l.runs[0].amounts
	for k, col := range amounts {
		var parts []int
		for _, mark := range of[col].Sums {
			column, ok := at[mark]
			part := slices.Index(amounts, column)
			if !ok || part < 0 {
				parts = nil
				break
			}
			parts = append(parts, part)
		}
		l.columns[k].told = parts
	}
}

// Share returns the columns of the table of which the head's formula says that one is in percent of the other what a column
// prints: 3=2/1*100.
func (s *Sheet) Share(col int) (of, base int, ok bool) {
	formulas, at := s.formulas()
	f := formulas[col]
	of, okOf := at[f.Share]
	base, okBase := at[f.Base]
	return of, base, okOf && okBase
}

package doubt

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// stands are the reasons why cells are doubtful that the other cells of their tables tell, by cell: several numbers in one
// place, decimals that the table has not, amounts among words, figures that do not end where those of their column do.
func (s *Scan) stands() []Reasons {
	out := make([]Reasons, len(s.cells))
	for i := range s.cells {
		t, c := s.cell(i)
		switch {
		case c.Row < t.HeaderRows:
		case !isCode(t, c) && isSeveral(c.Text):
			out[i] |= Several
		case c.ColumnSpan > 1 && t.HeaderRows > 0 && words.ReadNumber(c.Text).Kind == words.Amount && areAmounts(t, c):
			out[i] |= Columns
		}
	}
	s.decimals(out)
	s.joined(out)
	s.amongWords(out)
	s.aside(out)
	s.glued(out)
	s.headless(out)
	return out
}

// isSeveral tells a text of nothing but numbers or rests of such with white space between them.
func isSeveral(text string) bool {
	if words.IsSeveral(text) {
		return true
	}
	other := func(r rune) bool { return !strings.ContainsRune("0123456789.,-+%()", r) }
	parts := strings.Fields(text)
	return len(parts) > 1 && strings.ContainsAny(text, ".,") && !strings.ContainsFunc(words.Fold(text), other) &&
		!slices.Contains([]words.NumberKind{words.Amount, words.Percent, words.Date}, words.ReadNumber(text).Kind)
}

func isCode(t *model.Table, c *model.Cell) bool {
	return c.Column < len(t.Columns) && t.Columns[c.Column].Role == model.RoleCode
}

// areAmounts tells whether all columns that a cell covers hold amounts.
func areAmounts(t *model.Table, c *model.Cell) bool {
	return c.Column+c.ColumnSpan <= len(t.Columns) &&
		!slices.ContainsFunc(t.Columns[c.Column:c.Column+c.ColumnSpan], func(k model.Column) bool { return k.Role != model.RoleAmount })
}

// alike are the amounts of a table, and the decimals that most of them have.
type alike struct {
	cells     []int
	usual     int8 // 0 where too few are alike
	nearlyAll bool // have these
	inRow     map[rowDecimals]int
}

// odd tells an amount that has other decimals than nearly all of its table, and than all of its row.
func (a *alike) odd(at rowDecimals) bool {
	return a.usual != 0 && a.nearlyAll && at.decimals != a.usual && a.inRow[at] == 1
}

// alike are the amounts of the tables, by table, and the numbers that the cells are.
func (s *Scan) alike() ([]alike, []words.Number) {
	all := make([]alike, len(s.tables))
	numbers := make([]words.Number, len(s.cells))
	for i := range s.cells {
		t, c := s.cell(i)
		if numbers[i] = words.ReadNumber(c.Text); c.Row >= t.HeaderRows && numbers[i].Kind == words.Amount && s.amongAmounts(i) {
			of := &all[s.cells[i].Table]
			of.cells = append(of.cells, i)
		}
	}
	for k := range all {
		a := &all[k]
		usual, count := usualDecimals(a.cells, numbers)
		if count < settings.several {
			continue
		}
		a.usual, a.nearlyAll, a.inRow = usual, float64(count) >= settings.nearlyAll*float64(len(a.cells)), make(map[rowDecimals]int)
		for _, i := range a.cells {
			a.inRow[s.rowDecimals(i, numbers)]++
		}
	}
	return all, numbers
}

// decimals marks the amounts that have other decimals than nearly all of their table, and than all of their row. Where a seal lies over
// one that has others than most, or the same amount has as many as these, some were lost.
func (s *Scan) decimals(out []Reasons) {
	all, numbers := s.alike()
	for k := range all {
		a := &all[k]
		if a.usual == 0 {
			continue
		}
		printed := make(map[string]bool)
		for _, i := range a.cells {
			if numbers[i].Decimals == a.usual {
				printed[numbers[i].Value().String()] = true
			}
		}
		for _, i := range a.cells {
			n := numbers[i]
			if n.Decimals == a.usual {
				continue
			}
			if a.odd(s.rowDecimals(i, numbers)) {
				out[i] |= Decimals
			}
			if s.cells[i].Print&(Seal|Unread) != 0 || n.Coefficient != 0 && n.Decimals > 0 && printed[n.Value().String()] {
				out[i] |= Cut
			}
		}
	}
}

// rowDecimals are the decimals of an amount, and its row.
type rowDecimals struct {
	row      int
	decimals int8
}

func (s *Scan) rowDecimals(i int, numbers []words.Number) rowDecimals {
	_, c := s.cell(i)
	return rowDecimals{c.Row, numbers[i].Decimals}
}

// usualDecimals are those that most of some amounts have, and how many have them.
func usualDecimals(cells []int, numbers []words.Number) (usual int8, count int) {
	counts := make(map[int8]int)
	for _, i := range cells {
		d := numbers[i].Decimals
		if counts[d]++; counts[d] > count || counts[d] == count && d > usual {
			usual, count = d, counts[d]
		}
	}
	return usual, count
}

// joined marks cells of several columns that say an amount as their table has them, and words: a ruling between them was not seen.
func (s *Scan) joined(out []Reasons) {
	all, _ := s.alike()
	for i := range s.cells {
		t, c := s.cell(i)
		m := joinedAmount().FindStringSubmatch(words.Fold(c.Text))
		if c.Row < t.HeaderRows || c.ColumnSpan < 2 || m == nil || !hasAmounts(t, c) {
			continue
		}
		if words.ReadNumber(m[1]+m[2]).Decimals == all[s.cells[i].Table].usual {
			out[i] |= Joined
		}
	}
}

// hasAmounts tells whether one of the columns that a cell covers holds amounts.
func hasAmounts(t *model.Table, c *model.Cell) bool {
	return slices.ContainsFunc(t.Columns[min(c.Column, len(t.Columns)):min(c.Column+c.ColumnSpan, len(t.Columns))], func(k model.Column) bool { return k.Role == model.RoleAmount })
}

// amongWords marks the amounts in columns of words.
func (s *Scan) amongWords(out []Reasons) {
	for i := range s.cells {
		t, c := s.cell(i)
		if t.HeaderRows == 0 || c.Row < t.HeaderRows || c.ColumnSpan > 1 || c.Column >= len(t.Columns) {
			continue
		}
		role := t.Columns[c.Column].Role
		n := words.ReadNumber(c.Text)
		if (role == model.RoleLabel || role == model.RoleText) && n.Kind == words.Amount && (n.Decimals > 0 || n.Grouped) {
			out[i] |= AmongWords
		}
	}
}

// aside marks figures that end elsewhere than nearly all figures of their column on a page.
func (s *Scan) aside(out []Reasons) {
	type column struct{ table, page, column int }
	columns := make(map[column][]int)
	var order []column
	for i := range s.cells {
		t, c := s.cell(i)
		if c.Row < t.HeaderRows || c.ColumnSpan > 1 || words.ReadNumber(c.Text).Kind != words.Amount || s.cells[i].High == 0 {
			continue
		}
		k := column{s.cells[i].Table, s.cells[i].Page, c.Column}
		if columns[k] == nil {
			order = append(order, k)
		}
		columns[k] = append(columns[k], i)
	}
	for _, k := range order {
		cells := columns[k]
		slices.SortStableFunc(cells, func(a, b int) int { return cmp.Compare(s.cells[a].End, s.cells[b].End) })
		middle := &s.cells[cells[len(cells)/2]]
		off := func(i int) float64 { return math.Abs(s.cells[i].End-middle.End) / middle.High }
		aligned := 0
		for _, i := range cells {
			if off(i) <= settings.aligned {
				aligned++
			}
		}
		if aligned < settings.several || float64(aligned) < settings.mostly*float64(len(cells)) {
			continue
		}
		for _, i := range cells {
			if off(i) > settings.offColumn {
				out[i] |= Aside
			}
		}
	}
}

// headless marks the figures of tables without heads and caption that stand first on the page after another table's last.
func (s *Scan) headless(out []Reasons) {
	of := make([]bool, len(s.tables))
	for i := 1; i < len(s.tables); i++ {
		before, t := &s.tables[i-1], &s.tables[i]
		of[i] = t.HeaderRows == 0 && t.Number == "" && t.Title == "" && len(t.Pages) > 0 && len(before.Pages) > 0 &&
			before.HeaderRows > 0 && t.Pages[0] == before.Pages[len(before.Pages)-1]+1
	}
	for i := range s.cells {
		if of[s.cells[i].Table] && (s.amongAmounts(i) || s.isFigure(i)) {
			out[i] |= Headless
		}
	}
}

// glued marks all figures of tables in which many rows have several numbers in one place: other ones may stand in the wrong column.
func (s *Scan) glued(out []Reasons) {
	rows := make([]map[int]bool, len(s.tables))
	for i := range s.cells {
		if table := s.cells[i].Table; out[i]&Several != 0 {
			if rows[table] == nil {
				rows[table] = make(map[int]bool)
			}
			_, c := s.cell(i)
			rows[table][c.Row] = true
		}
	}
	for i := range s.cells {
		t, c := s.cell(i)
		n := len(rows[s.cells[i].Table])
		many := n >= settings.several && float64(n) >= settings.glued*float64(t.RowCount-t.HeaderRows)
		if many && c.Row >= t.HeaderRows && (s.amongAmounts(i) || s.isFigure(i)) {
			out[i] |= Columns
		}
	}
}

package budget

import (
	"slices"

	"yusuan/model"
	"yusuan/model/words"
)

// columnsOf returns the columns of a table: the header texts over each one from
// top to leaf, and its role; and these texts folded. A spanning header cell counts
// once; numbering rows (栏次, **, 1 2 3) and blank header cells are no part of a path.
// A form has columns of text without path.
func columnsOf(g *grid, unitTold bool) (out []model.Column, folded [][]string) {
	out, folded = make([]model.Column, g.cols), make([][]string, g.cols)
	for col := range out {
		out[col] = model.Column{Path: []string{}, Role: model.RoleText}
	}
	for row := range g.head {
		if isNumberingRow(g, row) {
			continue
		}
		for col := range out {
			i := g.Covering(row, col)
			if i < 0 || g.cells[i].Row != row || g.folded[i] == "" {
				continue
			}
			out[col].Path = append(out[col].Path, words.Squash(g.cells[i].Text))
			folded[col] = append(folded[col], g.folded[i])
		}
	}
	if g.head == 0 {
		return out, folded
	}
	content := contents(g)
	for col := range out {
		out[col].Role = role(folded[col], content[col], unitTold)
	}
	nameRows(out, content)
	if unitTold {
		fillAmounts(out, folded, content)
	}
	return out, folded
}

// fillAmounts makes columns without words that stand between columns of amounts, or after them, columns of amounts: of a
// place or an item that has no money, or so little that its figures look like codes.
func fillAmounts(columns []model.Column, folded [][]string, content []content) {
	leaf := func(col int) string { return folded[col][len(folded[col])-1] }
	open := func(col int) bool {
		if col >= len(columns) || content[col].words > 0 || len(folded[col]) == 0 {
			return false
		}
		_, told := roleByHeader(leaf(col))
		return !told && (columns[col].Role == model.RoleLabel || columns[col].Role == model.RoleCode)
	}
	for col := 1; col < len(columns); col++ {
		next := col
		for columns[col-1].Role == model.RoleAmount && open(next) {
			next++
		}
		if next < len(columns) && columns[next].Role != model.RoleAmount {
			continue // labels of the next list
		}
		if next == len(columns) {
			for next > col && (content[next-1].codes == 0 || hasAny(leaf(next-1), "科目", "分类")) {
				next-- // what is blank or names an item behind all amounts
			}
		}
		for ; col < next; col++ {
			columns[col].Role = model.RoleAmount
		}
	}
}

// nameRows makes the first column of texts one of labels where no other column before the amounts names the rows.
func nameRows(columns []model.Column, content []content) {
	first := slices.IndexFunc(columns, func(c model.Column) bool { return c.Role == model.RoleAmount })
	if first < 0 || slices.ContainsFunc(columns[:first], func(c model.Column) bool { return c.Role == model.RoleLabel || c.Role == model.RoleCode }) {
		return
	}
	for col := range columns[:first] {
		if columns[col].Role == model.RoleText && content[col].words > 0 && 2*content[col].long < content[col].words {
			columns[col].Role = model.RoleLabel
			return
		}
	}
}

// isNumberingRow tells a row that only numbers the columns: 栏次 | | 1 | 2,
// ** | 1 | 2, 1 | 2 | 3=4+5, 公式 | A=B+C | B | C.
func isNumberingRow(g *grid, row int) bool {
	numbers := 0
	for i := range g.inRow(row) {
		s := g.folded[i]
		if s == "" || isOneOf(s, "栏次", "行次", "栏目", "公式", "合计", "项目") { // the words that stand left of the numbers
			continue
		}
		if _, ok := words.ColumnMark(s); !ok && !words.IsColumnFormula(s) {
			return false
		}
		numbers++
	}
	return numbers > 0
}

// content counts what the body of a column holds.
type content struct {
	amounts  int // printed amounts
	percents int
	codes    int // three, five or seven digits, or two
	words    int // anything else
	long     int // of words: texts longer than any item name
}

// contents looks at the body of every column.
func contents(g *grid) []content {
	out := make([]content, g.cols)
	for i := range g.cells {
		c, s := &g.cells[i], g.folded[i]
		if c.Row < g.head || c.Column < 0 || c.Column >= g.cols || s == "" || g.numbers[i].Kind == words.StandIn {
			continue
		}
		p := &out[c.Column]
		switch kind := g.numbers[i].Kind; {
		case words.IsItemCode(s):
			p.codes++
		case kind == words.Amount:
			p.amounts++
		case kind == words.Percent:
			p.percents++
		default:
			p.words++
			if len(s) > settings.longText {
				p.long++
			}
		}
	}
	return out
}

// role decides by the header where it is plain, and by the column's content
// where the header leaves it open.
func role(path []string, c content, unitTold bool) model.Role {
	leaf := ""
	if len(path) > 0 {
		leaf = path[len(path)-1]
	}
	if r, ok := roleByHeader(leaf); ok {
		return r
	}
	numeric := c.amounts + c.codes
	switch {
	case c.percents > 0 && c.percents >= numeric && c.percents >= c.words:
		return model.RolePercent
	case isMoneyHeader(path...) && c.words <= numeric:
		return model.RoleAmount
	case isMoneyHeader(path...) && c.amounts > 0 && c.long == 0:
		return model.RoleAmount // labels stray into a column of amounts
	case unitTold && c.amounts > 0 && c.amounts > c.words && leaf != "":
		return model.RoleAmount
	case c.codes > 0 && c.words == 0 && c.amounts == 0:
		return model.RoleCode
	case c.long > 0 && 2*c.long >= c.words:
		return model.RoleText
	}
	return model.RoleLabel
}

// roleByHeader knows the headers that mean one thing whatever the column holds.
func roleByHeader(leaf string) (model.Role, bool) {
	m, ok := words.ColumnRole.Of(leaf)
	return model.Role(m.Means), ok
}

// isMoneyHeader tells whether a header path speaks of money, or tells its unit.
func isMoneyHeader(path ...string) bool {
	return slices.ContainsFunc(path, func(s string) bool { return words.MoneyHead.Says(s) || unitIn(s) != "" })
}

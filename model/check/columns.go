package check

import (
	"fmt"
	"slices"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// columns tests the sums along the rows: 合计 = 基本支出 + 项目支出, 基本支出 =
// 人员经费 + 公用经费, 合计 = 本年收入小计 + 上年结转小计, and that a 其中 column
// stays below what it is a part of.
func (c *checker) columns(s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		for _, rule := range columnRules(l.Columns) {
			c.columnRule(s, l, rule)
		}
	}
}

// columnRule says that a column sums others, and which columns print a part of it that is none of these. Headers leave
// open what exactly it sums: by source, by use. The choices are ordered by likelihood.
type columnRule struct {
	total   int
	choices [][]int
	within  []int
}

// columnRules are the sums that the columns of a list print.
func columnRules(cols []budget.Column) []columnRule {
	within := map[int][]int{}
	for j := range cols {
		if cols[j].Within && slices.ContainsFunc(cols[j].Path, words.IsWithin) {
			within[cols[j].Of] = append(within[cols[j].Of], j)
		}
	}
	var rules []columnRule
	for t := range cols {
		if cols[t].Within || cols[t].Period == model.Change {
			continue
		}
		rule := columnRule{total: t, choices: cols[t].Sums, within: within[t]}
		if len(rule.choices) > 0 || len(rule.within) > 0 {
			rules = append(rules, rule)
		}
	}
	return rules
}

// columnRule tests a rule on all rows: every reading of the header that a row keeps confirms it; a row that keeps none
// breaks the one that most rows keep.
func (c *checker) columnRule(s *sheet, l *list, rule columnRule) {
	read := make([][]identity, len(rule.choices))
	best := -1
	var most tally
	for i, choice := range rule.choices {
		for r := range l.Rows {
			read[i] = append(read[i], l.along(r, rule.total, choice))
		}
		var rows tally
		rows.count(read[i], true)
		if best < 0 || rows.kept > most.kept {
			best, most = i, rows
		}
	}
	if best >= 0 {
		meant := !c.columnLeftOut(read[best])
		for r := range l.Rows {
			c.alongRow(s, read, r, best, meant && most.inForce() && !beside(l, r, &read[best][r]) && (s.Table.HeaderRows == 0 || !s.unreadBeside(l, r, rule.total)))
		}
	}
	for _, w := range rule.within {
		for r := range l.Rows {
			c.below(l.figures[r][w], l.figures[r][rule.total])
		}
	}
}

// columnLeftOut tells whether a government's table can leave out a column of which its totals hold the money: on several
// rows these are more than what is printed, on none less.
func (c *checker) columnLeftOut(rows []identity) bool {
	more := 0
	for i := range rows {
		switch id := &rows[i]; {
		case id.outcome != words.Unequal:
		case id.whole.value.LessThan(id.parts.value):
			return false
		default:
			more++
		}
	}
	return more > 1 && c.doc.Publisher.Level == model.GovernmentLevel
}

// alongRow adds what a row keeps of the readings, else the one of them that is meant.
func (c *checker) alongRow(s *sheet, read [][]identity, r, best int, meant bool) {
	kept := false
	for i := range read {
		if id := read[i][r]; id.outcome.Holds() {
			c.hold(s, id, model.RowSum, model.RowSumMismatch)
			kept = true
		}
	}
	if kept || !meant {
		return
	}
	id := read[best][r]
	if f := id.whole; f != nil && id.outcome == words.Untold && !f.value.IsZero() {
		c.report(model.PartsMissing, fmt.Sprintf("%s为 %s，该行没有分项", c.called(f), f.printed()),
			fmt.Sprintf("%s is %s, its row prints no parts", c.called(f), f.printed()), subjects(f)).Actual = f.fact.Printed
		return
	}
	c.hold(s, id, model.RowSum, model.RowSumMismatch)
}

// beside tells whether a total along a row is apart from its parts by just what the row prints in a column that is not
// taken for one of them.
func beside(l *list, r int, id *identity) bool {
	if id.outcome != words.Unequal {
		return false
	}
	gap, allowed := id.apart(), tolerance(id.whole, id.parts)
	return slices.ContainsFunc(l.figures[r], func(f *figure) bool {
		return f != nil && f != id.whole && f.value.Sub(gap).Abs().LessThanOrEqual(allowed) && !slices.Contains(id.parts.parts, f)
	})
}

// unreadBeside tells whether a row prints a number right of a total that is not read as an amount of its list.
func (s *sheet) unreadBeside(l *list, r, total int) bool {
	row := &l.Rows[r]
	for col := s.codes[l.Column(row, total)+1]; col >= 0; col = s.codes[col+1] {
		if i := s.Beginning(row.At, col); i >= 0 && s.Number(i).Kind == words.Amount {
			return true
		}
	}
	return false
}

// codesFrom gives for each column the first one from there on that holds codes, with no column of labels between; -1 where
// none does.
func codesFrom(columns []model.Column) []int {
	out := slices.Repeat([]int{-1}, len(columns)+1)
	for col := range slices.Backward(columns) {
		switch columns[col].Role {
		case model.RoleCode:
			out[col] = col
		case model.RoleLabel:
		default:
			out[col] = out[col+1]
		}
	}
	return out
}

// at begins the identity of what a row prints in a column.
func (l *list) at(r, k int) identity {
	out := identity{whole: l.figures[r][k]}
	if out.whole == nil {
		out.row, out.column = l.Rows[r].At, l.Column(&l.Rows[r], k)
	}
	return out
}

// along sums the columns of a choice in one row.
func (l *list) along(r, total int, choice []int) identity {
	if l.Rows[r].Counts {
		return identity{}
	}
	out := l.at(r, total)
	for _, j := range choice {
		if f := l.figures[r][j]; f != nil {
			out.parts.add(f)
		}
	}
	return out.compared()
}

// overspent remarks the “三公” of which the accounts exceed the budget beside them.
func (c *checker) overspent(s *sheet) {
	if s.Kind != model.FinalThreePublicExpenses {
		return
	}
	for i := range s.lists {
		l := &s.lists[i]
		for a := range l.Columns {
			for b := range l.Columns {
				x, y := &l.Columns[a], &l.Columns[b]
				if x.Stage != model.StageFinal || y.Stage != model.StageBudget || x.Meaning != y.Meaning || x.Period != y.Period || x.Total != y.Total {
					continue
				}
				for r := range l.Rows {
					c.exceeds(l.figures[r][a], l.figures[r][b])
				}
			}
		}
	}
}

func (c *checker) exceeds(final, planned *figure) {
	if final == nil || planned == nil || final.value.LessThanOrEqual(planned.value) {
		return
	}
	finding := c.report(model.FinalExceedsBudget, fmt.Sprintf("%s为 %s，预算为 %s", c.called(final), final.printed(), planned.printed()),
		fmt.Sprintf("%s is %s, the budget was %s", c.called(final), final.printed(), planned.printed()), subjects(final, planned))
	finding.Expected, finding.Actual = "≤ "+final.in(planned.value), final.fact.Printed
}

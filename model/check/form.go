package check

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// form tests the sums of a table without column header: 预算支出总额 = 财政拨款
// 合计 + 其他资金合计 side by side, 年度资金总额 = 财政拨款 + 其他资金 one below
// the other.
func (c *checker) form(s *sheet) {
	if s.Table.HeaderRows > 0 {
		return
	}
	facts := slices.DeleteFunc(slices.Clone(s.facts), func(f *figure) bool { return strings.Contains(strings.Join(f.fact.Path, ""), "%") })
	for _, row := range group(facts, func(f *figure) int { return f.fact.Row }) {
		c.across(s, row)
	}
	for _, column := range group(facts, func(f *figure) int { return f.fact.Column }) {
		c.down(s, column)
	}
}

// group parts figures by a key, in the order of first appearance.
func group(figures []*figure, key func(*figure) int) [][]*figure {
	at := map[int]int{}
	var out [][]*figure
	for _, f := range figures {
		k, ok := at[key(f)]
		if !ok {
			k = len(out)
			at[key(f)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], f)
	}
	return out
}

// across tests a row of a form as the one row of a list.
func (c *checker) across(s *sheet, row []*figure) {
	one := budget.Row{At: row[0].fact.Row, Parent: -1}
	var cols []budget.Column
	for _, f := range row {
		one.Amounts = append(one.Amounts, f.number)
		cols = append(cols, budget.FormColumn(f.fact))
	}
	l := list{List: budget.List{Rows: []budget.Row{one}, Columns: cols}, figures: [][]*figure{row}}
	budget.SumColumns(cols, l.Rows)
	for _, rule := range columnRules(cols) {
		c.columnRule(s, &l, rule)
	}
}

// down tests the first of several amounts under each other against the rest,
// where its label says that it sums.
func (c *checker) down(s *sheet, column []*figure) {
	for i := 0; i < len(column); {
		first := column[i]
		n := i + 1
		for n < len(column) && sameForm(first, column[n]) && !isTotal(column[n]) {
			n++
		}
		if isTotal(first) && n-i > 2 {
			out := identity{whole: first}
			for _, f := range column[i+1 : n] {
				out.parts.add(f)
			}
			c.hold(s, out.compared(), model.ColumnSum, model.ColumnSumMismatch)
		}
		i = n
	}
}

// sameForm tells whether two amounts stand in the same part of a form.
func sameForm(a, b *figure) bool {
	p, q := a.fact.Path, b.fact.Path
	return len(p) > 0 && len(p) == len(q) && slices.Equal(p[:len(p)-1], q[:len(q)-1]) && a.fact.Stage == b.fact.Stage
}

func isTotal(f *figure) bool {
	label := strings.TrimRight(words.Fold(f.fact.Label), ":")
	return strings.HasSuffix(label, "总额") || strings.HasSuffix(label, "合计") || strings.HasSuffix(label, "总计") ||
		whole(f.fact) && strings.HasSuffix(label, "金额")
}

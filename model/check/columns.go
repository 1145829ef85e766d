package check

import (
	"fmt"
	"slices"
	"strings"

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

// columnRule says that a column sums others. Headers leave open what exactly it
// sums: whether 其中 columns are items, whether the columns say twice where the
// money goes (by source and by use). The choices are ordered by likelihood.
type columnRule struct {
	total   int
	choices [][]int
	within  []int // 其中 columns of the total
}

// columnRules reads the headers of a list's amount columns.
func columnRules(cols []budget.Column) []columnRule {
	var rules []columnRule
	for t := range cols {
		if cols[t].Measure == model.MeasureWithin || cols[t].Period == model.Change {
			continue
		}
		rule := columnRule{total: t}
		if cols[t].Total {
			rule = totalRule(cols, t)
		}
		if parts := nested(cols, t); len(parts) > 0 && len(rule.choices) == 0 {
			rule.choices = append(rule.choices, parts)
		}
		if len(rule.choices) > 0 || len(rule.within) > 0 {
			rules = append(rules, rule)
		}
	}
	return rules
}

// totalRule finds what a 合计, 小计 or 总额 column sums: what stands beside it
// under the same header.
func totalRule(cols []budget.Column, t int) columnRule {
	rule := columnRule{total: t}
	depth := totalDepth(cols[t].Path)
	if depth < 0 {
		return rule // what it contains is told by 其中 alone
	}
	prefix := cols[t].Path[:depth]
	var base, within []int
	split := true // a bare 其中 heads all parts of the total, 其中：… only some
	for j := 0; j < len(cols); j++ {
		col := &cols[j]
		if j == t || !sameKind(col, &cols[t]) || !under(col.Path, prefix) || samePath(col.Path, cols[t].Path, depth) {
			continue
		}
		if col.Measure == model.MeasureWithin {
			within = append(within, j)
			split = split && strings.Trim(col.Path[depth], ":") == "其中"
			continue
		}
		if head := groupHead(cols, j, depth, t); head == j {
			base = append(base, j)
		}
	}
	rule.within = within
	base = dropNested(cols, base)
	if parts := containers[cols[t].Measure]; parts != nil {
		rule.add(filter(base, func(j int) bool { return slices.Contains(parts, cols[j].Measure) }))
	}
	rule.add(base)
	if split {
		rule.add(append(slices.Clone(base), within...))
	}
	rule.add(filter(base, func(j int) bool { return !memo[cols[j].Measure] }))
	rule.add(filter(base, func(j int) bool { return uses[cols[j].Measure] }))
	rule.add(filter(base, func(j int) bool { return !uses[cols[j].Measure] && !memo[cols[j].Measure] }))
	return rule
}

func (r *columnRule) add(choice []int) {
	if len(choice) == 0 || slices.ContainsFunc(r.choices, func(c []int) bool { return slices.Equal(c, choice) }) {
		return
	}
	r.choices = append(r.choices, choice)
}

func filter(s []int, keep func(int) bool) []int {
	var out []int
	for _, v := range s {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

// sameKind tells whether two columns are of the same year, stage and side.
func sameKind(a, b *budget.Column) bool {
	return a.Period == b.Period && a.Stage == b.Stage && a.Direction == b.Direction
}

func under(path, prefix []string) bool {
	return len(path) > len(prefix) && slices.Equal(path[:len(prefix)], prefix)
}

// samePath tells two columns of the same total, as 合计/预算数 beside 合计/扣除….
func samePath(a, b []string, depth int) bool {
	return len(a) > depth && len(b) > depth && a[depth] == b[depth]
}

// totalDepth returns where in a path the word is that says that its column sums others, -1 for nowhere.
func totalDepth(path []string) int {
	for i, s := range slices.Backward(path) {
		if words.IsTotalHead(s) {
			return i
		}
	}
	return -1
}

// groupHead returns the column that stands for column j among the addends of a
// total at a depth: the 小计 of its group where there is one, else itself.
func groupHead(cols []budget.Column, j, depth, total int) int {
	group := cols[j].Path[:depth+1]
	for k := range cols {
		if k == total || !sameKind(&cols[k], &cols[j]) || cols[k].Measure == model.MeasureWithin || !under(cols[k].Path, group) {
			continue
		}
		if totalDepth(cols[k].Path) == depth+1 {
			return k
		}
	}
	return j
}

// containers says which measure contains which others where headers are flat.
var containers = map[string][]string{
	model.MeasureBasic:               {model.MeasurePersonnel, model.MeasureOperating},
	model.MeasureVehicles:            {model.MeasureVehiclePurchase, model.MeasureVehicleOperation},
	model.MeasureFiscalAppropriation: {model.MeasureGeneralPublicBudget, model.MeasureGovernmentFund, model.MeasureStateCapital},
	model.MeasureThreePublic:         {model.MeasureOverseas, model.MeasureReception, model.MeasureVehicles},
}

// uses are the measures that say what money is spent on; the others say where it comes from.
var uses = map[string]bool{
	model.MeasureBasic: true, model.MeasurePersonnel: true, model.MeasureOperating: true, model.MeasureProject: true,
	model.MeasureSpecialBusiness: true, model.MeasureReserve: true, model.MeasureBusinessOperation: true,
	model.MeasureRemittedToSuperior: true, model.MeasureSubsidyToSubordinates: true, model.MeasureCarriedForward: true,
}

// memo are the measures that repeat a part of the amounts beside them.
var memo = map[string]bool{model.MeasureProcurement: true, model.MeasureAgencyOperation: true}

// dropNested leaves out the addends that another addend contains.
func dropNested(cols []budget.Column, addends []int) []int {
	has := map[string]bool{}
	for _, j := range addends {
		has[cols[j].Measure] = true
	}
	inner := map[string]bool{}
	for outer, parts := range containers {
		if has[outer] {
			for _, p := range parts {
				inner[p] = true
			}
		}
	}
	return filter(addends, func(j int) bool { return !inner[cols[j].Measure] })
}

// nested returns the parts of a column that stand beside it without a header of
// their own: 基本支出 | 人员经费 | 公用经费.
func nested(cols []budget.Column, t int) []int {
	parts := containers[cols[t].Measure]
	if parts == nil || len(cols[t].Path) == 0 {
		return nil
	}
	prefix := cols[t].Path[:len(cols[t].Path)-1]
	found := map[string]int{}
	for j := range cols {
		if j != t && sameKind(&cols[j], &cols[t]) && len(cols[j].Path) == len(cols[t].Path) && under(cols[j].Path, prefix) && slices.Contains(parts, cols[j].Measure) {
			if _, twice := found[cols[j].Measure]; twice {
				return nil
			}
			found[cols[j].Measure] = j
		}
	}
	if len(found) < 2 {
		return nil
	}
	var out []int
	for _, p := range parts {
		if j, ok := found[p]; ok {
			out = append(out, j)
		}
	}
	return out
}

// columnRule tests a rule on all rows, in the reading of the header that most rows keep.
func (c *checker) columnRule(s *sheet, l *list, rule columnRule) {
	best, kept, broken := -1, 0, 0
	for i, choice := range rule.choices {
		holds, fails := 0, 0
		for r := range l.Rows {
			switch l.along(r, rule.total, choice).outcome {
			case words.Equal, words.Rounded:
				holds++
			case words.Unequal:
				fails++
			}
		}
		if best < 0 || holds > kept {
			best, kept, broken = i, holds, fails
		}
	}
	if best >= 0 && (kept > 0 || broken > 0) && inForce(kept, broken) {
		for r := range l.Rows {
			c.alongRow(s, l, r, rule, best)
		}
	}
	for _, w := range rule.within {
		for r := range l.Rows {
			c.below(l.figures[r][w], l.figures[r][rule.total])
		}
	}
}

// inForce tells whether an identity is meant, by how often it is kept and broken.
func inForce(kept, broken int) bool { return kept >= broken || kept == 0 && broken <= settings.rows }

// comparison is a figure beside what it should be.
type comparison struct {
	whole       *figure // nil where it is not printed
	parts       sum
	outcome     words.Outcome
	row, column int  // where the whole should stand if it is not printed
	told        bool // the print tells that these are its parts
}

// at begins the comparison of what a row prints in a column.
func (l *list) at(r, k int) comparison {
	out := comparison{whole: l.figures[r][k]}
	if out.whole == nil {
		out.row, out.column = l.Rows[r].At, l.Column(&l.Rows[r], k)
	}
	return out
}

// along sums the columns of a choice in one row.
func (l *list) along(r, total int, choice []int) comparison {
	if l.Rows[r].Counts {
		return comparison{}
	}
	out := l.at(r, total)
	for _, j := range choice {
		if f := l.figures[r][j]; f != nil {
			out.parts.add(f)
		}
	}
	out.outcome = compare(out.whole, out.parts)
	return out
}

// alongRow reports a row that breaks a rule in all of its readings.
func (c *checker) alongRow(s *sheet, l *list, r int, rule columnRule, best int) {
	found := l.along(r, rule.total, rule.choices[best])
	if found.outcome == words.Unequal {
		for i, choice := range rule.choices {
			if i != best && l.along(r, rule.total, choice).outcome.Holds() {
				return
			}
		}
	}
	if found.whole != nil && found.outcome == words.Untold && !found.whole.value.IsZero() {
		f := found.whole
		c.report(model.PartsMissing, fmt.Sprintf("%s为 %s，该行没有分项", c.called(f), f.printed()),
			fmt.Sprintf("%s is %s, its row prints no parts", c.called(f), f.printed()), subjects(f)).Actual = f.fact.Printed
		return
	}
	c.sum(s, found, model.RowSumMismatch)
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
				if x.Stage != model.StageFinal || y.Stage != model.StageBudget || x.Measure != y.Measure || x.Period != y.Period || x.Total != y.Total {
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

package check

import (
	"fmt"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// indicators tests the 绩效 rows: the same indicator in two tables says the same,
// no indicator of a project stands twice, and a cost limit is the project's amount.
func (c *checker) indicators() {
	c.conflicts()
	c.repeated()
	c.limits()
}

// sense tells whether a value is to be reached (1) or not to be exceeded (-1); 0 for neither.
func sense(nature string) int {
	switch words.Fold(nature) {
	case "≥", ">=", ">", "大于", "大于等于", "不低于", "不少于", "正向":
		return 1
	case "≤", "<=", "<", "小于", "小于等于", "不超过", "不高于", "反向":
		return -1
	}
	return 0
}

// indicatorSubject is the cell that names an indicator; its row where no cell
// holds just the name.
func (c *checker) indicatorSubject(in *model.Indicator) model.Subject {
	s := &c.sheets[c.tables[in.Table]]
	for col := range s.Table.ColumnCount {
		if cell := s.cell(in.Row, col); cell != nil && strings.TrimSpace(cell.Text) == in.Level3 {
			return cellSubject(s.Table, cell)
		}
	}
	out := model.Subject{Table: in.Table, Row: &in.Row, Page: in.Page}
	if in.Box != (model.Box{}) {
		out.Box = &in.Box
	}
	return out
}

// told is an indicator's demand as printed.
func told(in *model.Indicator) string {
	unit := in.MeasureUnit
	if strings.HasSuffix(strings.TrimSpace(in.Value), unit) {
		unit = "" // printed with the value
	}
	nature := in.Nature
	if strings.HasPrefix(strings.TrimSpace(in.Value), nature) {
		nature = ""
	}
	return strings.Join(strings.Fields(nature+" "+in.Value+" "+unit), " ")
}

// conflicts compares the indicators of different tables that bear one name. A
// name that a table uses twice means different things there and is left alone.
func (c *checker) conflicts() {
	type entry struct {
		in    *model.Indicator
		times int
	}
	tables := map[string]map[string]*entry{} // by name, then table
	for i := range c.doc.Indicators {
		in := &c.doc.Indicators[i]
		key := words.Fold(in.Level3)
		if key == "" {
			continue
		}
		if tables[key] == nil {
			tables[key] = map[string]*entry{}
		}
		if e := tables[key][in.Table]; e != nil {
			e.times++
		} else {
			tables[key][in.Table] = &entry{in, 1}
		}
	}
	for i := range c.doc.Indicators {
		in := &c.doc.Indicators[i]
		same := tables[words.Fold(in.Level3)]
		if e := same[in.Table]; e == nil || e.in != in || e.times > 1 {
			continue
		}
		for _, t := range c.doc.Tables {
			if t.ID == in.Table {
				break // pairs once, the earlier table first
			}
			if e := same[t.ID]; e != nil && e.times == 1 && c.related(e.in, in) {
				c.conflict(e.in, in)
			}
		}
	}
}

// related tells whether two indicators may be one: of the same project, or one
// of them of the department as a whole.
func (c *checker) related(a, b *model.Indicator) bool {
	if c.table(a.Table).Kind == model.OverallPerformance || c.table(b.Table).Kind == model.OverallPerformance {
		return true
	}
	return a.Project != nil && b.Project != nil && projectKey(a.Project) != "" && projectKey(a.Project) == projectKey(b.Project)
}

func (c *checker) conflict(a, b *model.Indicator) {
	if x, y := sense(a.Nature), sense(b.Nature); x == 0 || x != -y {
		return
	}
	finding := c.report(model.IndicatorConflict,
		fmt.Sprintf("“%s”在《%s》为 %s，在《%s》为 %s", short(a.Level3), name(c.table(a.Table)), told(a), name(c.table(b.Table)), told(b)),
		fmt.Sprintf("“%s” is %s in 《%s》 and %s in 《%s》", short(a.Level3), told(a), name(c.table(a.Table)), told(b), name(c.table(b.Table))),
		[]model.Subject{c.indicatorSubject(b), c.indicatorSubject(a)})
	finding.Expected, finding.Actual = told(a), told(b)
}

func (c *checker) table(id string) *model.Table { return &c.doc.Tables[c.tables[id]] }

// repeated reports indicators that one project has twice.
func (c *checker) repeated() {
	type key struct{ table, project, name, level2, demand string }
	seen := map[key]*model.Indicator{}
	for i := range c.doc.Indicators {
		in := &c.doc.Indicators[i]
		if in.Level3 == "" {
			continue
		}
		k := key{in.Table, "", words.Fold(in.Level3), words.Fold(in.Level2), words.Fold(told(in))}
		if in.Project != nil {
			k.project = in.Project.Code + in.Project.Name
		}
		first := seen[k]
		if first == nil {
			seen[k] = in
			continue
		}
		c.report(model.DuplicateIndicator, fmt.Sprintf("《%s》“%s”出现两次", name(c.table(in.Table)), short(in.Level3)),
			fmt.Sprintf("“%s” stands twice in 《%s》", short(in.Level3), name(c.table(in.Table))),
			[]model.Subject{c.indicatorSubject(in), c.indicatorSubject(first)}).Actual = told(in)
	}
}

// limits compares the indicators that repeat a project's amount (项目预算成本
// ≤ 1431.217494 万元) with that amount.
func (c *checker) limits() {
	amounts := map[string]*figure{}
	for i := range c.sheets {
		for _, p := range c.sheets[i].projects() {
			if len(p.sum.parts) == 1 {
				f := p.sum.parts[0]
				if amounts[p.key] == nil {
					amounts[p.key] = f
				}
			}
		}
	}
	for i := range c.doc.Indicators {
		in := &c.doc.Indicators[i]
		unit, isMoney := words.UnitOf(words.Fold(in.MeasureUnit))
		if in.Number == nil || !isMoney || in.Project == nil || sense(in.Nature) > 0 {
			continue
		}
		f := amounts[projectKey(in.Project)]
		if f == nil || f.fact.PrintedUnit == "" {
			continue
		}
		limit := newAmount(words.ReadNumber(*in.Number), unit.Name)
		if limit.value.Sub(f.value).Abs().LessThanOrEqual(limit.half) || !words.WholeCost.Says(words.Fold(in.Level3)) && !nearly(limit.value, f.value) {
			continue
		}
		finding := c.report(model.IndicatorAmountMismatch,
			fmt.Sprintf("《%s》“%s” %s，项目金额为 %s", name(c.table(in.Table)), short(in.Level3), told(in), f.printed()),
			fmt.Sprintf("“%s” in 《%s》 is %s, the project's amount %s", short(in.Level3), name(c.table(in.Table)), told(in), f.printed()),
			[]model.Subject{c.indicatorSubject(in), f.subject()})
		finding.Expected, finding.Actual = f.fact.Printed, told(in)
	}
}

// nearly tells two amounts that are one but for a slip of the last digits.
func nearly(a, b money) bool {
	return a.Sub(b).Abs().Times(settings.slip).LessThan(b.Abs())
}

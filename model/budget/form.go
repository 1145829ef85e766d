package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// form returns the facts of a table without column header: label cells stand
// left of amounts, or heads stand over them inside the form.
//
//	项目资金（万元） | 年度资金总额： | 100.00
//	                | 其中：财政拨款 | 80.00
//
//	总体资金情况（万元） | 预算支出总额 | 财政拨款
//	                    |              | 合计 | 基本支出
//	                    | 100.00       | 80.00| 60.00
//
// Amounts in the indicator part (goals “≤ 100 万元”) are no facts.
func (ctx context) form(t model.Table, g *grid) []model.Fact {
	end := g.rows
	if head, ok := indicatorHead(g); ok && head.level3 >= 0 {
		end = head.row
	}
	frame := formFrame(g)
	var facts []model.Fact
	var places []formPlace
	for i := range g.cells {
		c := &g.cells[i]
		if c.Row >= end {
			continue
		}
		switch {
		case g.amount(i):
			if p, ok := placeInForm(g, i); ok {
				places = append(places, p)
			}
		default:
			if p, ok := amountAfterColon(g, i); ok {
				places = append(places, p)
			}
		}
	}
	for _, p := range places {
		var f model.Fact
		ctx.print(&f, t, &g.cells[p.cell], p.unit)
		if p.printed != "" {
			f.Printed = p.printed
			f.Amount = inYuan(p.printed, f.PrintedUnit)
		}
		folded := foldAll(p.path)
		f.Path, f.Label, f.Measure = p.path, p.label, measure(formWords(folded))
		f.Period, f.Stage = periodOf(folded, ctx.year), ctx.stage(t, &amountColumn{folded: folded})
		f.Direction = formDirection(folded)
		if p.headed {
			f.TotalColumn = words.IsTotalHead(words.Fold(p.head)) && others(places, p)
		}
		if p.labelled {
			f.TotalRow = words.IsTotalHead(strings.TrimRight(words.Fold(p.label), ":")) && others(places, p)
		}
		f.Project, f.BudgetUnit = frame.project, frame.unit
		facts = append(facts, f)
	}
	return facts
}

// formPlace is an amount in a form with what stands around it.
type formPlace struct {
	cell     int
	path     []string // group labels, then heads, then the row's own label
	label    string
	head     string // the head over the amount
	headed   bool
	labelled bool
	printed  string // where the cell holds more than the amount
	unit     string
}

// others tells whether the form has an amount beside p that p can sum.
func others(places []formPlace, p formPlace) bool {
	return slices.ContainsFunc(places, func(q formPlace) bool { return q.cell != p.cell })
}

// formWords are the path's elements as measures read them: 其中：财政拨款 in a
// form is an item of the total above it.
func formWords(path []string) []string {
	out := make([]string, 0, len(path))
	for _, s := range path {
		out = append(out, strings.Trim(strings.TrimPrefix(s, "其中"), ":"))
	}
	return out
}

// formDirection tells the side of the budget: forms are about spending, except
// for the part that says where the money comes from.
func formDirection(path []string) model.Direction {
	if slices.ContainsFunc(path, func(s string) bool { return hasAny(s, "收入来源", "按收入性质") }) {
		return model.Revenue
	}
	return model.Expenditure
}

// placeInForm finds the labels of an amount in a form; false where nothing says that it is money.
func placeInForm(g *grid, cell int) (formPlace, bool) {
	c := &g.cells[cell]
	p := formPlace{cell: cell}
	row, groups := leftLabels(g, c)
	head := headOver(g, c, row)
	for _, i := range groups {
		p.path = append(p.path, words.Squash(g.cells[i].Text))
	}
	for _, i := range head {
		p.path = append(p.path, words.Squash(g.cells[i].Text))
		p.head, p.headed = words.Squash(g.cells[i].Text), true
	}
	if row >= 0 {
		p.label, p.labelled = words.Squash(g.cells[row].Text), true
		p.path = append(p.path, p.label)
	} else {
		p.label = p.head
	}
	folded := foldAll(p.path)
	for _, s := range folded {
		if u := unitIn(s); u != "" {
			p.unit = u
		}
	}
	if p.headed {
		if r, ok := roleByHeader(words.Fold(p.head), folded); ok && r != model.RoleLabel && !isMoneyHeader([]string{words.Fold(p.head)}) {
			return p, false // 分值, 执行率, 得分
		}
		if hasAny(words.Fold(p.head), "分值", "得分", "执行率", "权重") {
			return p, false
		}
	}
	if p.labelled && notMoney(words.Fold(p.label)) {
		return p, false
	}
	return p, p.label != "" && (p.unit != "" || isMoneyHeader(folded))
}

// leftLabels returns the text cell that names the row of a form's cell, -1 where
// none does, and the cells that name its group of rows, outermost first.
func leftLabels(g *grid, c *model.Cell) (row int, groups []int) {
	row = -1
	for col := c.Column - 1; col >= 0; {
		i := g.index(c.Row, col)
		if i < 0 {
			col--
			continue
		}
		s := g.folded[i]
		left := &g.cells[i]
		switch {
		case s == "" || isFigure(g.numbers[i]) || strings.HasSuffix(s, "%"):
		case left.RowSpan > c.RowSpan:
			groups = append(groups, i)
		case row < 0 && len(groups) == 0:
			row = i
		}
		col = left.Column - 1
	}
	slices.Reverse(groups)
	return row, groups
}

// isFigure tells what stands where an amount can: one, or what stands for none.
func isFigure(n words.Number) bool { return n.Kind == words.Amount || n.Kind == words.StandIn }

// headOver returns the head cells over an amount of a form, top first: short
// texts in rows that hold several such, between which only amounts stand.
func headOver(g *grid, c *model.Cell, label int) []int {
	var heads []int
	for row := c.Row - 1; row >= 0; {
		i := g.index(row, c.Column)
		if i < 0 {
			break
		}
		up, s := &g.cells[i], g.folded[i]
		row = up.Row - 1
		if s == "" && len(heads) == 0 || isFigure(g.numbers[i]) || g.numbers[i].Kind == words.Percent {
			continue
		}
		if !isHeadText(s) || label >= 0 && up.Column <= g.cells[label].Column || headTexts(g, up.Row) < 2 {
			break
		}
		heads = append(heads, i)
	}
	slices.Reverse(heads)
	return heads
}

// isHeadText tells a short text that can stand over amounts in a form.
func isHeadText(s string) bool {
	return len(s) <= 3*20 && !strings.HasSuffix(s, ":") && (isMoneyHeader([]string{s}) || hasAny(s, "分值", "得分", "执行率", "权重"))
}

// headTexts counts the cells of a row that can be heads.
func headTexts(g *grid, row int) int {
	n := 0
	g.rowCells(row, func(i int) bool {
		if isHeadText(g.folded[i]) {
			n++
		}
		return true
	})
	return n
}

// amountAfterColon reads a cell that holds label and amount: 资金总额：100.00 万元.
func amountAfterColon(g *grid, cell int) (formPlace, bool) {
	text := words.Squash(g.cells[cell].Text)
	at := strings.LastIndexAny(text, "：:")
	if at < 0 || len(text) > 3*longText {
		return formPlace{}, false
	}
	label := text[:at]
	value := strings.TrimLeft(text[at:], "：: ")
	n := words.ReadNumber(value)
	if n.Unit != "" {
		_, rest := words.CutNumber(value)
		value = strings.TrimSpace(strings.TrimSuffix(value, rest))
	}
	if n.Kind != words.Amount || !isMoneyHeader([]string{words.Fold(label)}) || notMoney(words.Fold(label)) {
		return formPlace{}, false
	}
	p := formPlace{cell: cell, label: label, labelled: true, printed: value, unit: firstOf(n.Unit, unitIn(words.Fold(label)))}
	_, groups := leftLabels(g, &g.cells[cell])
	for _, i := range groups {
		p.path = append(p.path, words.Squash(g.cells[i].Text))
		if p.unit == "" {
			p.unit = unitIn(g.folded[i])
		}
	}
	p.path = append(p.path, label)
	return p, true
}

// frame is what a form says of itself in label cells.
type frame struct {
	project *model.Term
	unit    *model.Term
	goal    string
}

// formFrame reads 项目名称, 实施单位 and the goal: the text right of the label,
// or under it where the label stands over the whole width.
func formFrame(g *grid) frame {
	var f frame
	for i := range g.cells {
		c, s := &g.cells[i], strings.TrimRight(g.folded[i], ":")
		if s == "" || len(s) > 3*16 {
			continue
		}
		value := func() string {
			if k := g.index(c.Row, c.Column+c.ColumnSpan); k >= 0 {
				return strings.TrimSpace(g.cells[k].Text)
			}
			return strings.TrimSpace(g.text(c.Row+c.RowSpan, c.Column))
		}
		switch {
		case isOneOf(s, "项目名称", "转移支付名称", "专项名称", "资金名称", "政策和项目名称", "项目(政策)名称") && f.project == nil:
			f.project = namedTerm(value())
		case isOneOf(s, "实施单位", "预算单位", "项目单位", "项目实施单位", "单位名称", "部门名称", "部门(单位)名称", "填报单位") && f.unit == nil:
			f.unit = namedTerm(value())
		case isGoalLabel(s) && f.goal == "":
			f.goal = goalBeside(g, i)
		}
	}
	return f
}

// namedTerm splits a printed name and drops empty ones.
func namedTerm(s string) *model.Term {
	code, name := words.CutCode(s)
	if name == "" || words.ReadNumber(name).Kind == words.StandIn || words.ReadNumber(s).Kind == words.Amount {
		return nil
	}
	return &model.Term{Code: code, Name: name}
}

// isGoalLabel tells the folded labels of a goal's text.
func isGoalLabel(s string) bool {
	return isOneOf(s, "年度总体目标", "年度目标", "总体目标", "绩效目标", "年度绩效目标", "整体绩效目标", "当年整体绩效目标", "当年绩效目标",
		"年度绩效总体目标", "项目绩效目标", "总体绩效目标", "部门整体绩效目标", "年度总体绩效目标", "预期目标")
}

// goalBeside returns the goal's text right of its label, else below it. A label
// may stand twice, for the part and for the text: 整体绩效目标 | 整体绩效目标 | ….
func goalBeside(g *grid, label int) string {
	c := &g.cells[label]
	for col := c.Column + c.ColumnSpan; col < g.cols; {
		i := g.index(c.Row, col)
		if i < 0 {
			return ""
		}
		if s := g.folded[i]; s != "" && !isGoalLabel(strings.TrimRight(s, ":")) && !isOneOf(s, "实际完成情况", "全年完成情况") {
			return strings.TrimSpace(g.cells[i].Text)
		}
		col = g.cells[i].Column + g.cells[i].ColumnSpan
	}
	if i := g.index(c.Row+c.RowSpan, c.Column); i >= 0 && !isGoalLabel(g.folded[i]) && len(g.folded[i]) > 3*4 {
		return strings.TrimSpace(g.cells[i].Text)
	}
	return ""
}

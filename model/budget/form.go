package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// formAmount is an amount in a table without column header: label cells stand left
// of it, or heads stand over it inside the form.
//
//	项目资金（万元） | 年度资金总额： | 100.00
//	                | 其中：财政拨款 | 80.00
//
//	总体资金情况（万元） | 预算支出总额 | 财政拨款
//	                    |              | 合计 | 基本支出
//	                    | 100.00       | 80.00| 60.00
type formAmount struct {
	cell     int
	number   words.Number
	printed  string   // where the cell holds more than the amount
	path     []string // group labels, then heads, then the row's own label
	folded   []string // path
	label    string
	head     string // the head over the amount, "" where none is
	labelled bool   // the label is the row's own
	unit     string // of money, told by label, head or group
}

// formGrid is the grid of a form, with what stands over and left of its amounts known by place.
type formGrid struct {
	*grid
	words, texts []int32 // the next cell above with words: past figures, and for words past blank cells as well; -1 where none is
	left         []int32 // the next cell to the left with words
	headTexts    []int   // by row: how many of its cells can be heads
}

func formGridOf(g *grid) *formGrid {
	f := &formGrid{grid: g, headTexts: make([]int, g.rows)}
	blank := func(i int) bool { return g.folded[i] == "" }
	figure := func(i int) bool { return isFigure(g.numbers[i]) || g.numbers[i].Kind == words.Percent }
	f.words = g.next(1, 0, func(i int) bool { return blank(i) || figure(i) })
	f.texts = g.next(1, 0, figure)
	f.left = g.next(0, 1, func(i int) bool { return blank(i) || isFigure(g.numbers[i]) || strings.HasSuffix(g.folded[i], "%") })
	for row := range g.rows {
		for i := range g.inRow(row) {
			if isHeadText(g.folded[i]) {
				f.headTexts[row]++
			}
		}
	}
	return f
}

// formAmounts returns the amounts of a form. Those in the indicator part (goals
// “≤ 100 万元”) are none. A cell that holds more than its amount is read as that amount.
func formAmounts(g *grid, heads *indicatorHeads) []formAmount {
	end := g.rows
	if heads != nil && heads.column[partLevel3] >= 0 {
		end = heads.row
	}
	f := formGridOf(g)
	var out []formAmount
	for i := range g.cells {
		if g.cells[i].Row >= end {
			continue
		}
		find := amountAfterColon
		if isAmount(g.numbers[i]) {
			find = amountInForm
		}
		if a, ok := find(f, i); ok {
			out = append(out, a)
		}
	}
	for i := range out {
		g.numbers[out[i].cell] = out[i].number
	}
	return out
}

// formFacts returns the facts of a form.
func (y year) formFacts(s *Sheet) []model.Fact {
	facts := make([]model.Fact, len(s.form))
	for i := range s.form {
		a, f := &s.form[i], &facts[i]
		s.place(f, a.cell)
		f.Printed = firstOf(a.printed, f.Printed)
		s.value(f, a.number, a.unit)
		f.Path, f.Label, f.List = a.path, a.label, model.ListSummary
		m := meaningOf(formWords(a.folded), s.quantities())
		f.Fund, f.Use, f.Item, f.Measure = m.Fund, m.Use, m.Item, m.Measure
		f.Period, f.Year = y.of(s, whenOf(a.folded))
		if f.Stage = stageOf(a.folded); f.Stage == "" || f.Period == model.Change {
			f.Stage = y.stage(s)
		}
		f.Direction = formDirection(a.folded)
		several := len(s.form) > 1 // an amount alone sums nothing
		f.TotalColumn = several && a.head != "" && words.IsTotalHead(words.Fold(a.head))
		f.TotalRow = several && a.labelled && words.IsTotalHead(strings.TrimRight(words.Fold(a.label), ":"))
		f.Addend = !f.TotalRow && !f.TotalColumn
		f.Project, f.BudgetUnit = s.frame.project, s.frame.unit
	}
	return facts
}

// formWords are the path's elements as measures read them: 其中：财政拨款 in a
// form is an item of the total above it. A label as long as a sentence says what is done, not which money it is.
func formWords(path []string) []string {
	out := make([]string, 0, len(path))
	for _, s := range path {
		if len(s) <= settings.longHead {
			out = append(out, strings.Trim(words.CutWithin(s), ":"))
		}
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

// add puts cells to the path of an amount.
func (a *formAmount) add(g *formGrid, cells ...int) {
	for _, i := range cells {
		a.path, a.folded = append(a.path, words.Squash(g.cells[i].Text)), append(a.folded, g.folded[i])
		if u := unitIn(g.folded[i]); u != "" {
			a.unit = u
		}
	}
}

// amountInForm finds the labels of an amount in a form; false where nothing says that it is money.
func amountInForm(g *formGrid, cell int) (formAmount, bool) {
	c := &g.cells[cell]
	a := formAmount{cell: cell, number: g.numbers[cell]}
	row, groups := leftLabels(g, c)
	heads := headsOver(g, c, row)
	a.add(g, groups...)
	a.add(g, heads...)
	foldedHead := ""
	if n := len(heads); n > 0 {
		a.head, foldedHead = a.path[len(a.path)-1], g.folded[heads[n-1]]
		a.label = a.head
	}
	if row >= 0 {
		a.add(g, row)
		a.label, a.labelled = a.path[len(a.path)-1], true
	}
	if foldedHead != "" {
		r, ok := roleByHeader(foldedHead)
		if ok && r != model.RoleLabel && !isMoneyHeader(foldedHead) || words.ScoreHead.Says(foldedHead) {
			return a, false // 分值, 执行率, 得分
		}
	}
	if a.labelled && notMoney(g.folded[row]) {
		return a, false
	}
	return a, a.label != "" && (a.unit != "" || isMoneyHeader(a.folded...))
}

// leftLabels returns the text cell that names the row of a form's cell, -1 where
// none does, and the cells that name its group of rows, outermost first.
func leftLabels(g *formGrid, c *model.Cell) (row int, groups []int) {
	row = -1
	for i := g.nextTo(g.left, c.Row, c.Column); i >= 0; i = g.nextTo(g.left, c.Row, g.cells[i].Column) {
		switch {
		case g.cells[i].RowSpan > c.RowSpan:
			groups = append(groups, i)
		case row < 0 && len(groups) == 0:
			row = i
		}
	}
	slices.Reverse(groups)
	return row, groups
}

// isFigure tells what stands where an amount can: one, or what stands for none.
func isFigure(n words.Number) bool { return n.Kind == words.Amount || n.Kind == words.StandIn }

// headsOver returns the head cells over an amount of a form, top first: short
// texts in rows that hold several such, between which only amounts stand.
func headsOver(g *formGrid, c *model.Cell, label int) []int {
	var heads []int
	for i := g.nextTo(g.words, c.Row, c.Column); i >= 0; i = g.nextTo(g.texts, g.cells[i].Row, c.Column) {
		up := &g.cells[i]
		if !isHeadText(g.folded[i]) || label >= 0 && up.Column <= g.cells[label].Column || g.headTexts[up.Row] < 2 {
			break
		}
		heads = append(heads, i)
	}
	slices.Reverse(heads)
	return heads
}

// isHeadText tells a short text that can stand over amounts in a form.
func isHeadText(s string) bool {
	return len(s) <= settings.longHead && !strings.HasSuffix(s, ":") && (isMoneyHeader(s) || words.ScoreHead.Says(s))
}

// amountAfterColon reads a cell that holds label and amount: 资金总额：100.00 万元.
func amountAfterColon(g *formGrid, cell int) (formAmount, bool) {
	if !strings.Contains(g.folded[cell], ":") {
		return formAmount{}, false
	}
	text := words.Squash(g.cells[cell].Text)
	at := strings.LastIndexAny(text, "：:")
	if at < 0 || len(text) > settings.longText {
		return formAmount{}, false
	}
	label, printed := text[:at], strings.TrimLeft(text[at:], "：: ")
	n, folded := words.ReadNumber(printed), words.Fold(label)
	if !isAmount(n) || !isMoneyHeader(folded) || notMoney(folded) {
		return formAmount{}, false
	}
	if n.Unit != "" {
		_, unit := words.CutNumber(printed)
		printed = strings.TrimSpace(strings.TrimSuffix(printed, unit))
	}
	a := formAmount{cell: cell, number: n, printed: printed, label: label, labelled: true}
	a.unit = unitIn(folded)
	_, groups := leftLabels(g, &g.cells[cell])
	for _, i := range groups {
		a.path, a.folded = append(a.path, words.Squash(g.cells[i].Text)), append(a.folded, g.folded[i])
		a.unit = firstOf(a.unit, unitIn(g.folded[i]))
	}
	a.path, a.folded = append(a.path, label), append(a.folded, folded)
	return a, true
}

// frame is what a form says of itself in label cells.
type frame struct {
	project *model.Term
	unit    *model.Term
	goal    string
}

// frameOf reads 项目名称, 实施单位 and the goal: the text right of the label,
// or under it where the label stands over the whole width.
func frameOf(g *grid) frame {
	var f frame
	for i := range g.cells {
		s := strings.TrimRight(g.folded[i], ":")
		if s == "" || len(s) > settings.longField {
			continue
		}
		field, _ := words.FormField.Of(s)
		switch {
		case f.project == nil && field.Means == "project":
			f.project = namedTerm(g.beside(i))
		case f.unit == nil && field.Means == "unit":
			f.unit = namedTerm(g.beside(i))
		case f.goal == "" && words.GoalLabel.Says(s):
			f.goal = goalBeside(g, i)
		}
	}
	return f
}

// beside returns the text right of a label, or under it where nothing is right of it.
func (g *grid) beside(label int) string {
	c := &g.cells[label]
	i := g.Covering(c.Row, c.Column+c.ColumnSpan)
	if i < 0 {
		i = g.Covering(c.Row+c.RowSpan, c.Column)
	}
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(g.cells[i].Text)
}

// namedTerm splits a printed name and drops empty ones.
func namedTerm(s string) *model.Term {
	code, name := words.CutCode(s)
	if name == "" || words.ReadNumber(name).Kind == words.StandIn || isAmount(words.ReadNumber(s)) {
		return nil
	}
	return &model.Term{Code: code, Name: name}
}

// goalBeside returns the goal's text right of its label, else below it. A label
// may stand twice, for the part and for the text: 整体绩效目标 | 整体绩效目标 | ….
func goalBeside(g *grid, label int) string {
	c := &g.cells[label]
	for col := c.Column + c.ColumnSpan; col < g.cols; {
		i := g.Covering(c.Row, col)
		if i < 0 {
			return ""
		}
		if s := g.folded[i]; s != "" && !words.GoalLabel.Says(strings.TrimRight(s, ":")) && !isOneOf(s, "实际完成情况", "全年完成情况") {
			return strings.TrimSpace(g.cells[i].Text)
		}
		col = g.cells[i].Column + g.cells[i].ColumnSpan
	}
	if i := g.Covering(c.Row+c.RowSpan, c.Column); i >= 0 && !words.GoalLabel.Says(g.folded[i]) && len(g.folded[i]) > settings.shortGoal {
		return strings.TrimSpace(g.cells[i].Text)
	}
	return ""
}

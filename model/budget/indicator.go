package budget

import (
	"html"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Indicators returns the rows of all 绩效 forms and lists of a document, in the
// order of tables and rows.
func Indicators(doc model.Document) []model.Indicator {
	out := []model.Indicator{}
	for _, t := range doc.Tables {
		out = append(out, indicators(t)...)
	}
	return out
}

// indicatorColumns says which column of an indicator list holds what, -1 where none does.
type indicatorColumns struct {
	row                           int // the row of the heads: the last header row, or a row of the form
	level1, level2, level3        int
	nature, value, unit           int
	project, projectCode, goal    int
	activity, lines, organisation int
}

// indicatorHead finds the row whose cells head an indicator list: the header of
// a list, or a row inside a form.
func indicatorHead(g *grid) (indicatorColumns, bool) {
	if g.head > 0 {
		c := newIndicatorColumns(g.head - 1)
		for col, path := range paths(g) {
			if len(path) > 0 {
				c.assign(words.Fold(path[len(path)-1]), col)
			}
		}
		if c.complete() {
			return c, true
		}
	}
	for row := g.head; row < min(g.rows, g.head+labelRows); row++ {
		c := newIndicatorColumns(row)
		g.rowCells(row, func(i int) bool {
			if g.cells[i].Row == row && g.cells[i].RowSpan <= 1 { // a taller cell names the part
				c.assign(g.folded[i], g.cells[i].Column)
			}
			return true
		})
		if c.complete() {
			return c, true
		}
	}
	return indicatorColumns{}, false
}

func newIndicatorColumns(row int) indicatorColumns {
	return indicatorColumns{row: row, level1: -1, level2: -1, level3: -1, nature: -1, value: -1, unit: -1,
		project: -1, projectCode: -1, goal: -1, activity: -1, lines: -1, organisation: -1}
}

// assign gives a column the part that its folded head names; the first of two keeps it.
func (c *indicatorColumns) assign(s string, col int) {
	set := func(p *int) {
		if *p < 0 {
			*p = col
		}
	}
	switch {
	case isOneOf(s, "一级指标"):
		set(&c.level1)
	case isOneOf(s, "二级指标"):
		set(&c.level2)
	case isOneOf(s, "三级指标", "指标名称", "绩效指标名称", "指标内容", "四级指标"):
		set(&c.level3)
	case s == "绩效指标" || s == "指标":
		set(&c.lines)
	case isOneOf(s, "活动"):
		set(&c.activity)
	case hasAny(s, "指标性质", "指标值类型", "指标方向", "计算符号", "比较符"):
		set(&c.nature)
	case hasAny(s, "度量单位", "计量单位", "指标值单位"):
		set(&c.unit)
	case isOneOf(s, "指标值", "年度指标值", "本年绩效指标值", "绩效指标值", "目标值", "指标目标值", "本年指标值") || strings.HasPrefix(s, "指标值("):
		set(&c.value)
	case isOneOf(s, "项目名称", "转移支付名称", "单位(项目)名称", "项目名称(资金使用单位)", "一级项目名称", "二级项目", "支出项目类别(资金使用单位)"):
		set(&c.project)
	case isOneOf(s, "项目编码", "项目代码", "单位编码"):
		set(&c.projectCode)
	case isOneOf(s, "单位名称", "预算单位", "部门名称"):
		set(&c.organisation)
	case isGoalLabel(s):
		set(&c.goal)
	}
}

// complete tells whether the columns found make an indicator list.
func (c *indicatorColumns) complete() bool {
	if c.level3 < 0 && c.lines >= 0 && c.value >= 0 {
		c.level3, c.lines = c.lines, -1 // 活动 | 绩效指标 | 指标性质 | 指标值
	}
	if c.level3 >= 0 {
		c.lines = -1
		return c.value >= 0
	}
	return c.goal >= 0 && c.project >= 0 // lines in one cell, or goals without indicators
}

// indicators returns the rows of one table.
func indicators(t model.Table) []model.Indicator {
	g := newGrid(t)
	c, ok := indicatorHead(g)
	if !ok {
		return nil
	}
	var f frame
	if c.row >= g.head { // a form, whatever part of it counts as header
		f = formFrame(g)
	}
	var out []model.Indicator
	seen := map[int]bool{}
	for row := c.row + 1; row < g.rows; row++ {
		if c.lines >= 0 {
			out = append(out, c.linesOf(t, g, row)...)
			continue
		}
		if c.level3 < 0 {
			if in, ok := c.goalOf(t, g, row); ok {
				out = append(out, in)
			}
			continue
		}
		in, at := c.read(g, row, f)
		if at < 0 || seen[at] || isOneOf(words.Fold(in.Level1), "总分", "合计") || isOneOf(words.Fold(in.Level3), "总分", "合计", "三级指标") {
			continue
		}
		seen[at] = true
		in.Table, in.Row = t.ID, row
		out = append(out, place(in, t, g, at))
	}
	return out
}

// place adds where an indicator stands.
func place(in model.Indicator, t model.Table, g *grid, cell int) model.Indicator {
	if r := g.cells[cell].Regions; len(r) > 0 {
		in.Page, in.Box = r[0].Page, r[0].Box
	} else if len(t.Pages) > 0 {
		in.Page = t.Pages[0]
	}
	return in
}

// read reads one row; at is the cell that names the indicator, -1 where the row has none.
func (c indicatorColumns) read(g *grid, row int, f frame) (in model.Indicator, at int) {
	text := func(col int) string {
		if col < 0 {
			return ""
		}
		return strings.TrimSpace(g.text(row, col))
	}
	at = g.index(row, c.level3)
	if text(c.level3) == "" {
		if text(c.value) == "" {
			return in, -1
		}
		at = g.index(row, c.value)
	}
	if c.level1 >= 0 && g.index(row, c.level1) == at || at < 0 {
		return in, -1 // a cell across the columns: a note or a sum
	}
	in = model.Indicator{Level1: text(c.level1), Level2: text(c.level2), Level3: text(c.level3),
		Nature: text(c.nature), Value: text(c.value), MeasureUnit: text(c.unit), Project: f.project, Goal: f.goal}
	if c.project >= 0 {
		if in.Project = namedTerm(text(c.project)); in.Project != nil && in.Project.Code == "" {
			in.Project.Code = text(c.projectCode)
		}
	}
	if c.goal >= 0 {
		in.Goal = text(c.goal)
	}
	if c.activity >= 0 {
		in.Project = nil
		if name := text(c.activity); name != "" {
			in.Project = &model.Term{Name: name}
		}
		in.Level1, in.Level2, in.Level3 = splitLevels(in.Level3)
	}
	finish(&in)
	return in, at
}

// finish reads what the value holds and cleans the goal.
func finish(in *model.Indicator) {
	in.GoalPlain = plainText(in.Goal)
	nature, number, unit := readValue(in.Value)
	if in.Nature == "" {
		in.Nature = nature
	}
	if number != "" {
		in.Number = &number
		if in.MeasureUnit == "" {
			in.MeasureUnit = unit
		}
	}
}

// natures are the signs and words that say how a value is to be met.
var natures = []string{"≥", "≤", "＞=", "＜=", ">=", "<=", "＝", "=", "＞", "＜", ">", "<", "大于等于", "小于等于", "不低于", "不少于", "不超过", "不高于", "大于", "小于", "等于"}

// readValue takes a value such as “≥250次/年” apart. Number is "" where the
// value is none: 效果显著, 2025年12月31日前, 90%～95%.
func readValue(value string) (nature, number, unit string) {
	s := strings.TrimSpace(value)
	for _, every := range []string{"每年", "全年", "年均"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, every))
	}
	for _, n := range natures {
		if rest, ok := strings.CutPrefix(s, n); ok {
			nature, s = n, strings.TrimSpace(rest)
			break
		}
	}
	n, rest := words.CutNumber(s)
	unit = strings.ReplaceAll(strings.TrimSpace(rest), "％", "%")
	if n.Kind != words.Amount || strings.ContainsAny(unit, "0123456789") || hasAny(unit, "月", "日", "前") && !hasAny(unit, "/") || strings.HasPrefix(unit, "年") && n.Value().IntPart() > 1900 {
		return nature, "", ""
	}
	return nature, shortest(n.Value()), unit
}

// plainText takes markup out of a goal that a form kept as HTML.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '>')
		if end < 0 || !isTag(s[open+1:open+end]) {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		if tag := strings.ToLower(s[open+1 : open+end]); strings.HasPrefix(tag, "/p") || strings.HasPrefix(tag, "br") {
			b.WriteByte('\n')
		}
		s = s[open+end+1:]
	}
	b.WriteString(s)
	var lines []string
	for line := range strings.Lines(html.UnescapeString(b.String())) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// isTag tells whether the text between < and > is a tag's: “<5%且>3%” holds none.
func isTag(s string) bool {
	s = strings.TrimPrefix(s, "/")
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9' && n > 0) {
		n++
	}
	return n > 0 && (n == len(s) || s[n] == ' ' || s[n] == '/')
}

// firstLevels and secondLevels are the levels that 财政部's guideline gives to every form.
var (
	firstLevels  = []string{"产出指标", "效益指标", "满意度指标", "成本指标"}
	secondLevels = []string{"数量指标", "质量指标", "时效指标", "经济成本指标", "社会成本指标", "生态环境成本指标", "成本指标",
		"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标", "满意度指标"}
)

// splitLevels takes “产出指标数量指标出具数据分析报告” apart where a form runs the levels together.
func splitLevels(s string) (level1, level2, level3 string) {
	for _, l := range firstLevels {
		rest, ok := strings.CutPrefix(s, l)
		if !ok {
			continue
		}
		for _, l2 := range secondLevels {
			if name, ok := strings.CutPrefix(rest, l2); ok && name != "" {
				return l, l2, name
			}
		}
	}
	return "", "", s
}

// linesOf reads the indicators that one cell holds as numbered lines:
// “1、1-产出指标；11-数量指标；会议保障次数；实施周期指标值:≥20场；年度指标值:≥20场。2、…”.
func (c indicatorColumns) linesOf(t model.Table, g *grid, row int) []model.Indicator {
	at := g.index(row, c.lines)
	if at < 0 || g.cells[at].Row != row {
		return nil
	}
	var out []model.Indicator
	for _, entry := range numberedEntries(g.cells[at].Text) {
		in := readEntry(entry)
		if in.Level3 == "" {
			continue
		}
		in.Project = namedTerm(strings.TrimSpace(g.text(row, c.project)))
		in.Goal = strings.TrimSpace(g.text(row, c.goal))
		in.Table, in.Row = t.ID, row
		finish(&in)
		out = append(out, place(in, t, g, at))
	}
	return out
}

// goalOf reads a row that states a project's goal and no indicators.
func (c indicatorColumns) goalOf(t model.Table, g *grid, row int) (model.Indicator, bool) {
	at := g.index(row, c.goal)
	if at < 0 || g.cells[at].Row != row || g.folded[at] == "" || g.numbers[at].Kind == words.StandIn {
		return model.Indicator{}, false
	}
	in := model.Indicator{Table: t.ID, Row: row, Project: namedTerm(strings.TrimSpace(g.text(row, c.project))), Goal: strings.TrimSpace(g.cells[at].Text)}
	finish(&in)
	return place(in, t, g, at), true
}

// numberedEntries splits “1、…。2、…。” at the numbers that follow on each other
// and begin an indicator (a digit, a dash and a level, or a level's name).
func numberedEntries(s string) []string {
	var starts []int
	next := 1
	for i := 0; i < len(s); i++ {
		n := 0
		value := 0
		for i+n < len(s) && n < 4 && s[i+n] >= '0' && s[i+n] <= '9' {
			value = value*10 + int(s[i+n]-'0')
			n++
		}
		if n == 0 {
			continue
		}
		begins := i == 0 || !(s[i-1] >= '0' && s[i-1] <= '9')
		rest := s[i+n:]
		if begins && value == next && (strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, ".")) && entryBegins(rest) {
			starts = append(starts, i)
			next++
		}
		i += n - 1
	}
	var out []string
	for k, i := range starts {
		end := len(s)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		out = append(out, strings.TrimSpace(s[i:end]))
	}
	return out
}

// entryBegins tells whether the text after an entry's number holds a level before its first ；.
func entryBegins(s string) bool {
	head, _, ok := strings.Cut(strings.ReplaceAll(s, ";", "；"), "；")
	return ok && len(head) < 3*longText && strings.Contains(head, "指标")
}

// readEntry reads the parts of one line.
func readEntry(s string) model.Indicator {
	_, s = words.CutNumbering(s)
	parts := strings.Split(strings.TrimRight(strings.ReplaceAll(s, ";", "；"), "。；\n "), "；")
	var in model.Indicator
	for k, p := range parts {
		p = strings.TrimSpace(p)
		label, value, valued := strings.Cut(strings.ReplaceAll(p, "：", ":"), ":")
		switch {
		case valued && strings.Contains(label, "年度指标值"), valued && strings.Contains(label, "指标值") && in.Value == "":
			in.Value = strings.TrimSpace(value)
		case valued && strings.Contains(label, "指标值"):
		case k == 0:
			_, in.Level1 = words.CutCode(p)
		case k == 1:
			_, in.Level2 = words.CutCode(p)
		case in.Level3 == "":
			in.Level3 = p
		default:
			in.Level3 += "；" + p
		}
	}
	return in
}

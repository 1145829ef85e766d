package budget

import (
	"html"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Indicators returns the rows of all 绩效 forms and lists of a document, in the
// order of sheets and rows.
func Indicators(sheets []*Sheet) []model.Indicator {
	out := []model.Indicator{}
	for _, s := range sheets {
		if s.heads != nil {
			out = append(out, s.indicators()...)
		}
	}
	return out
}

// part is what a column of an indicator list holds.
type part uint8

const (
	partLevel1      part = iota // 一级指标
	partLevel2                  // 二级指标
	partLevel3                  // 三级指标, or the indicator's name
	partNature                  // ≥, ≤, 定性
	partValue                   // 指标值
	partMeasureUnit             // 度量单位
	partProject                 // 项目名称
	partProjectCode             // 项目编码
	partGoal                    // 绩效目标
	partActivity                // 活动, whose levels run together with the indicator's name
	partLines                   // all indicators of a row in one cell
	noPart
)

// indicatorHeads says which column of an indicator list holds what.
type indicatorHeads struct {
	row    int         // of the heads: the last header row, or a row of the form
	column [noPart]int // by part, -1 where none holds it
}

// indicatorHeadsOf finds the row whose cells head an indicator list: the header of
// a list, or a row inside a form. Nil where there is none.
func indicatorHeadsOf(g *grid, paths [][]string) *indicatorHeads {
	if g.head > 0 {
		h := newIndicatorHeads(g.head - 1)
		for col, path := range paths {
			if n := len(path); n > 0 {
				h.assign(path[n-1], col)
			}
		}
		if h.complete() {
			return h
		}
	}
	for row := g.head; row < min(g.rows, g.head+settings.labelRows); row++ {
		h := newIndicatorHeads(row)
		for i := range g.inRow(row) {
			if g.cells[i].Row == row && g.cells[i].RowSpan <= 1 { // a taller cell names the part
				h.assign(g.folded[i], g.cells[i].Column)
			}
		}
		if h.complete() {
			return h
		}
	}
	return nil
}

func newIndicatorHeads(row int) *indicatorHeads {
	h := &indicatorHeads{row: row}
	for p := range h.column {
		h.column[p] = -1
	}
	return h
}

// assign gives a column the part that its folded head names; the first of two keeps it.
func (h *indicatorHeads) assign(head string, col int) {
	if p := partOf(head); p != noPart && h.column[p] < 0 {
		h.column[p] = col
	}
}

// partNames are the parts as the table of dialects calls them.
var partNames = [noPart]string{"level1", "level2", "level3", "nature", "value", "unit", "project", "project-code", "goal", "activity", "lines"}

// partOf is the part that a folded head names.
func partOf(head string) part {
	if words.GoalLabel.Says(head) {
		return partGoal
	}
	if m, ok := words.IndicatorPart.Of(head); ok {
		return part(slices.Index(partNames[:], m.Means))
	}
	return noPart
}

// complete tells whether the columns found make an indicator list.
func (h *indicatorHeads) complete() bool {
	c := &h.column
	if c[partLevel3] < 0 && c[partLines] >= 0 && c[partValue] >= 0 {
		c[partLevel3], c[partLines] = c[partLines], -1 // 活动 | 绩效指标 | 指标性质 | 指标值
	}
	if c[partLevel3] >= 0 {
		c[partLines] = -1
		return c[partValue] >= 0
	}
	return c[partGoal] >= 0 && c[partProject] >= 0 // lines in one cell, or goals without indicators
}

// indicators returns the rows of a sheet that heads an indicator list.
func (s *Sheet) indicators() []model.Indicator {
	var out []model.Indicator
	seen := map[int]bool{}
	for row := s.heads.row + 1; row < s.rows; row++ {
		switch {
		case s.heads.column[partLines] >= 0:
			out = append(out, s.indicatorLines(row)...)
		case s.heads.column[partLevel3] < 0:
			if in, ok := s.goalOf(row); ok {
				out = append(out, in)
			}
		default:
			in, at := s.indicator(row)
			if at < 0 || seen[at] || isOneOf(words.Fold(in.Level1), "总分", "合计") || isOneOf(words.Fold(in.Level3), "总分", "合计", "三级指标") {
				continue
			}
			seen[at] = true
			out = append(out, s.located(in, row, at))
		}
	}
	return out
}

// located adds where an indicator stands.
func (s *Sheet) located(in model.Indicator, row, cell int) model.Indicator {
	in.Table, in.Row = s.Table.ID, row
	in.Page, in.Box = s.firstRegion(&s.cells[cell])
	return in
}

// printed is the text that a row has of a part, "" where no column holds it.
func (s *Sheet) printed(row int, p part) string {
	if s.heads.column[p] < 0 {
		return ""
	}
	return strings.TrimSpace(s.text(row, s.heads.column[p]))
}

// indicator reads one row; at is the cell that names the indicator, -1 where the row has none.
func (s *Sheet) indicator(row int) (in model.Indicator, at int) {
	in = model.Indicator{Level1: s.printed(row, partLevel1), Level2: s.printed(row, partLevel2), Level3: s.printed(row, partLevel3), Nature: s.printed(row, partNature),
		Value: s.printed(row, partValue), MeasureUnit: s.printed(row, partMeasureUnit), Project: s.frame.project, Goal: s.frame.goal}
	c := &s.heads.column
	at = s.Covering(row, c[partLevel3])
	if in.Level3 == "" {
		if in.Value == "" {
			return in, -1
		}
		at = s.Covering(row, c[partValue])
	}
	if c[partLevel1] >= 0 && s.Covering(row, c[partLevel1]) == at || at < 0 {
		return in, -1 // a cell across the columns: a note or a sum
	}
	if c[partProject] >= 0 {
		if in.Project = namedTerm(s.printed(row, partProject)); in.Project != nil && in.Project.Code == "" {
			in.Project.Code = s.printed(row, partProjectCode)
		}
	}
	if c[partGoal] >= 0 {
		in.Goal = s.printed(row, partGoal)
	}
	if c[partActivity] >= 0 {
		in.Project = nil
		if name := s.printed(row, partActivity); name != "" {
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
	return nature, decimalString(n.Coefficient, -int(n.Decimals)), unit
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

// splitLevels takes “产出指标数量指标出具数据分析报告” apart where a form runs the levels together.
func splitLevels(s string) (level1, level2, level3 string) {
	for _, l := range words.FirstLevel.Words() {
		rest, ok := strings.CutPrefix(s, l)
		if !ok {
			continue
		}
		for _, l2 := range words.SecondLevel.Words() {
			if name, ok := strings.CutPrefix(rest, l2); ok && name != "" {
				return l, l2, name
			}
		}
	}
	return "", "", s
}

// indicatorLines reads the indicators that one cell holds as numbered lines:
// “1、1-产出指标；11-数量指标；会议保障次数；实施周期指标值:≥20场；年度指标值:≥20场。2、…”.
func (s *Sheet) indicatorLines(row int) []model.Indicator {
	at := s.Covering(row, s.heads.column[partLines])
	if at < 0 || s.cells[at].Row != row {
		return nil
	}
	var out []model.Indicator
	for _, entry := range numberedEntries(s.cells[at].Text) {
		in := readEntry(entry)
		if in.Level3 == "" {
			continue
		}
		in.Project, in.Goal = namedTerm(s.printed(row, partProject)), s.printed(row, partGoal)
		finish(&in)
		out = append(out, s.located(in, row, at))
	}
	return out
}

// goalOf reads a row that states a project's goal and no indicators.
func (s *Sheet) goalOf(row int) (model.Indicator, bool) {
	at := s.Covering(row, s.heads.column[partGoal])
	if at < 0 || s.cells[at].Row != row || s.folded[at] == "" || s.numbers[at].Kind == words.StandIn {
		return model.Indicator{}, false
	}
	in := model.Indicator{Project: namedTerm(s.printed(row, partProject)), Goal: s.printed(row, partGoal)}
	finish(&in)
	return s.located(in, row, at), true
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
	return ok && len(head) < settings.longText && strings.Contains(head, "指标")
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

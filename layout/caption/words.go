package caption

import (
	"strings"
	"unicode/utf8"

	"yusuan/model/words"
)

// What a text says by its words alone. All take text without white space.

// printedFigure reads a text as a figure of a table: an amount without a unit, a percentage, or what is meant as one and has
// a slip in it.
func printedFigure(text string) (words.Number, bool) {
	n := words.ReadNumber(text)
	return n, n.Unit == "" && (n.Kind == words.Amount || n.Kind == words.Percent || n.Kind == words.Misprint)
}

// IsAmount tells a number as amounts are printed, or a percentage: 1,234.50, -3, (2.10), 12.5%.
func IsAmount(text string) bool {
	_, ok := printedFigure(text)
	return ok
}

// Decimals counts the digits behind an amount's point, 0 where the text is none.
func Decimals(text string) int {
	n, _ := printedFigure(text)
	return int(n.Decimals)
}

// IsCode tells a code and nothing else: 20101, [201].
func IsCode(text string) bool {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	return len(text) >= 3 && words.AllDigits(text)
}

// IsCodedName tells a code with its name: 201-一般公共服务支出.
func IsCodedName(text string) bool {
	return opensAsCode(text) && codedName().MatchString(text) && !opensWithYear(text)
}

// IsCodedBody tells a department's or unit's code with its name and nothing else: [341]某市财政局.
func IsCodedBody(text string) bool {
	return opensAsCode(text) && codedBody().MatchString(text) && !opensWithYear(text)
}

// opensAsCode tells a text that begins as codes do.
func opensAsCode(text string) bool {
	return text != "" && (text[0] == '[' || text[0] >= '0' && text[0] <= '9' || text[0] >= 'A' && text[0] <= 'Z')
}

// opensWithYear tells a text that begins with a year: 2026年…, 2025决算数. A code of four digits has a mark before its name.
func opensWithYear(text string) bool {
	n := words.CutYear(text)
	return n > len("2026") || n > 0 && n < len(text) && text[n] >= utf8.RuneSelf
}

// isBody tells a department's or unit's name by its ending.
func isBody(text string) bool { return words.IsBody(words.Fold(text)) }

// OpensRow tells a text that a row begins with: a code, an item's number or a total's label. 小计 alone may as well be
// the end of a label: 当年收入|小计.
func OpensRow(text string) bool {
	return IsCode(text) || words.IsItem(text) || IsTotal(text) && text != "小计" || IsCodedName(text)
}

// IsTotal tells the label of a total's row.
func IsTotal(text string) bool { return words.IsTotalLabel(words.Fold(text)) }

// ColumnMark reads a mark that numbers a column: 1, (2), 甲, 3=4+5; the number is 0 where it tells none.
func ColumnMark(text string) (number int, ok bool) {
	text = words.Fold(text)
	if number, ok = words.ColumnMark(text); ok {
		return number, true
	}
	return 0, words.IsColumnFormula(text)
}

// NamesColumnMarks tells the head of a row that numbers the columns: 栏次, 行次, **.
func NamesColumnMarks(text string) bool {
	switch text {
	case "栏次", "行次", "栏目", "公式", "**", "*":
		return true
	}
	return false
}

// IsSentence tells a text that is said rather than named: it ends a clause, or has two commas in a line.
func IsSentence(text string) bool {
	if holdsAny(text, "。", "；", "！", "？") {
		return true
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Count(line, "，") > 1 {
			return true
		}
	}
	return false
}

// holdsAny tells whether a text holds one of some parts.
func holdsAny(text string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// IsFormLabel tells the label of a form's field that names what the form is about: 项目名称, 主管部门.
func IsFormLabel(text string) bool { return formLabel().MatchString(text) }

// NamesSomething tells a label of any field that holds a name.
func NamesSomething(text string) bool { return strings.HasSuffix(text, "名称") }

// AsksForValue tells a form's label that its value follows.
func AsksForValue(text string) bool {
	return strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
}

// WithoutBrackets is a text without what stands in brackets.
func WithoutBrackets(text string) string { return bracketed().ReplaceAllString(text, "") }

// HeadsColumns tells a text that heads columns rather than fills a field.
func HeadsColumns(text string) bool {
	text = strings.TrimSuffix(text, "数")
	for _, w := range []string{"预算", "决算", "金额", "支出", "收入", "合计", "指标", "科目", "经费", "资金"} {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// HeadsIndicators tells a head over the indicators of a form: 一级指标, 指标值.
func HeadsIndicators(text string) bool { return indicatorHead().MatchString(text) }

// UnitInLabel is the unit of money that a form's label tells, as in 项目资金（万元）; "" where it tells none.
func UnitInLabel(text string) string {
	unit, _ := words.UnitIn(words.Fold(text))
	return unit.Name
}

var (
	codedName     = words.Pattern(`^\[?[0-9A-Z][0-9A-Z]{2,}\]?[-—–_]?\p{Han}`)
	codedBody     = words.Pattern(`^\[?[0-9]{3,9}\]?[-—_ ]?\p{Han}[\p{Han}（）()“”、]{3,}$`)
	bracketed     = words.Pattern(`[（(][^（()）]*[）)]`)
	formLabel     = words.Pattern(`^(?:(?:项目|专项|专项资金|部门|单位|转移支付|政策|资金|预算部门|预算单位|填报单位|部门[（(]单位[）)]|单位[（(]部门[）)]|项目[（(]政策[）)]|政策[（(]项目[）)])(?:资金)?(?:名称|编码|单位)|(?:[省市区县]级|中央|地方|项目)?(?:主管|实施|预算|责任|填报|使用)(?:部门|单位)(?:及代码|名称)?)[:：]?$`)
	indicatorHead = words.Pattern(`^(?:[一二三]级指标|(?:年度|绩效|本年|本年绩效|三级)?指标(?:值|名称|内容|性质|解释|说明|权重)?|(?:年度)?(?:指标|目标)值|[度计]量单位|权重|分值|得分|实际完成值)$`)
)

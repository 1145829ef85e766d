package caption

import (
	"regexp"
	"strings"

	"yusuan/layout/page"
)

// What a text says by its words alone. All take text without white space.

// IsAmount tells a number as amounts are printed, or a percentage: 1,234.50, -3, 12.5%.
func IsAmount(text string) bool { return amount.MatchString(text) }

// Decimals counts the digits behind an amount's point, 0 where the text is none.
func Decimals(text string) int {
	if i := strings.IndexByte(text, '.'); i >= 0 && IsAmount(text) {
		return len(text) - i - 1
	}
	return 0
}

// IsYear tells a year and nothing else, or what masks one: 2026年度, （2026）, XX年.
func IsYear(text string) bool { return yearOnly.MatchString(text) }

// IsCode tells a code and nothing else: 20101, [201].
func IsCode(text string) bool { return code.MatchString(text) }

// IsCodedName tells a code with its name: 201-一般公共服务支出.
func IsCodedName(text string) bool {
	return codedName.MatchString(text) && !leadingYear.MatchString(text)
}

// IsCodedBody tells a department's or unit's code with its name and nothing else: [341]某市财政局.
func IsCodedBody(text string) bool {
	return codedBody.MatchString(text) && !leadingYear.MatchString(text)
}

// isBody tells a department's or unit's name by its ending.
func isBody(text string) bool { return body.MatchString(text) }

// IsItem tells a label that is numbered as the items of a list are: 一、…, （一）….
func IsItem(text string) bool { return item.MatchString(text) }

// IsTotal tells the label of a total's row.
func IsTotal(text string) bool { return total.MatchString(text) }

// OpensRow tells a text that a row begins with: a code, an item's number or a total's label.
func OpensRow(text string) bool {
	return IsCode(text) || IsItem(text) || IsTotal(text) || IsCodedName(text)
}

// ColumnMark reads a mark that numbers a column: 1, (2), 甲, 3=4+5; the number is -1 where it tells none.
func ColumnMark(text string) (number int, ok bool) {
	if !columnMark.MatchString(text) {
		return -1, false
	}
	text = strings.TrimLeft(text, "(（")
	n, digits := 0, 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		n = n*10 + int(text[digits]-'0')
		digits++
	}
	if digits == 0 {
		return -1, true
	}
	return n, true
}

// NamesColumnMarks tells the head of a row that numbers the columns: 栏次, 行次, **.
func NamesColumnMarks(text string) bool {
	switch text {
	case "栏次", "行次", "栏目", "**", "*":
		return true
	}
	return false
}

// IsSentence tells a text that is said rather than named.
func IsSentence(text string) bool { return sentence.MatchString(text) }

// IsFormLabel tells the label of a form's field that names what the form is about: 项目名称, 主管部门.
func IsFormLabel(text string) bool { return formLabel.MatchString(text) }

// NamesSomething tells a label of any field that holds a name.
func NamesSomething(text string) bool { return strings.HasSuffix(text, "名称") }

// AsksForValue tells a form's label that its value follows.
func AsksForValue(text string) bool {
	return strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
}

// WithoutBrackets is a text without what stands in brackets.
func WithoutBrackets(text string) string { return bracketed.ReplaceAllString(text, "") }

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
func HeadsIndicators(text string) bool { return indicatorHead.MatchString(text) }

// UnitInLabel is the unit of money that a form's label tells, as in 项目资金（万元）; "" where it tells none.
func UnitInLabel(text string) string {
	for _, unit := range []string{"万元", "千元", "亿元", "元"} {
		if strings.HasSuffix(text, "（"+unit+"）") || strings.HasSuffix(text, "("+unit+")") || strings.HasSuffix(text, "（单位："+unit+"）") {
			return unit
		}
	}
	return ""
}

// IsNote tells a line that is a remark under a grid: 注：…, 备注：…, 说明：….
func IsNote(line string) bool {
	text := strings.TrimLeft(page.Unspaced(line), "*＊※（(")
	for _, head := range []string{"注：", "注:", "注、", "备注：", "备注:", "说明：", "说明:", "注1", "注一", "本表无数据", "此表为空", "本表为空"} {
		if strings.HasPrefix(text, head) {
			return true
		}
	}
	return false
}

var (
	amount        = regexp.MustCompile(`^[-－−+]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?%?$`)
	leadingYear   = regexp.MustCompile(`^(?:19|20)[0-9]{2}年`)
	yearOnly      = regexp.MustCompile(`^[（(]?(?:(?:19|20)[0-9]{2}|[X×x*]{2,4})年?度?[）)]?$`)
	code          = regexp.MustCompile(`^\[?[0-9]{3,}\]?$`)
	codedName     = regexp.MustCompile(`^\[?[0-9A-Z][0-9A-Z]{2,}\]?[-—–_]?\p{Han}`)
	codedBody     = regexp.MustCompile(`^\[?[0-9]{3,9}\]?[-—_ ]?\p{Han}[\p{Han}（）()“”、]{3,}$`)
	columnMark    = regexp.MustCompile(`^(?:[0-9]{1,3}|\*{1,2}|[一二三四五六七八九十]{1,2}|[甲乙丙丁]|[A-Z]|[(（]?[0-9]{1,2}(?:=[0-9+\-－]+)?[)）]?|[0-9]{1,2}=.*)$`)
	body          = regexp.MustCompile(`(?:局|委|委员会|厅|廳|院|处|處|部|会|會|办|府|站|所|中心|办公室|学校|大学|公司|大队|支队)$`)
	item          = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])`)
	total         = regexp.MustCompile(`^(?:合计|总计|收入总计|支出总计|本年收入合计|本年支出合计)$`)
	sentence      = regexp.MustCompile(`[。；！？]|，.*，`)
	bracketed     = regexp.MustCompile(`[（(][^（()）]*[）)]`)
	formLabel     = regexp.MustCompile(`^(?:(?:项目|专项|专项资金|部门|单位|转移支付|政策|资金|预算部门|预算单位|填报单位|部门[（(]单位[）)]|单位[（(]部门[）)]|项目[（(]政策[）)]|政策[（(]项目[）)])(?:资金)?(?:名称|编码|单位)|(?:[省市区县]级|中央|地方|项目)?(?:主管|实施|预算|责任|填报|使用)(?:部门|单位)(?:及代码|名称)?)[:：]?$`)
	indicatorHead = regexp.MustCompile(`^(?:[一二三]级指标|(?:年度|绩效|本年|本年绩效|三级)?指标(?:值|名称|内容|性质|解释|说明|权重)?|(?:年度)?(?:指标|目标)值|[度计]量单位|权重|分值|得分|实际完成值)$`)
)

package caption

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Reading is what one piece of a caption line says.
type Reading struct {
	Number, Title, Unit, Department string
	Continued                       bool // 续表
	Other                           bool // it says something else, or nothing of its own

	worded     bool // its words alone tell that the title is one
	name       name
	heading    heading // what the title or name is numbered as
	department bool    // it has a department's label, with or without the department
}

// name is what a piece says that is no title by its words. Where it stands as a title, it is one.
type name struct{ text, number string }

// heading tells what a title is by the number before it.
type heading uint8

const (
	unnumbered heading = iota
	item               // 一、 or 3.: one of a list, or a heading of the text
	chapter            // 第二部分
)

// Named tells a piece that says which table it is of.
func (r Reading) Named() bool { return r.Number != "" || r.Title != "" }

// Tells tells whether a piece says anything of its table.
func (r Reading) Tells() bool { return r.Named() || r.Unit != "" || r.Department != "" }

// titleOnly tells a piece that is a title and nothing else.
func (r Reading) titleOnly() bool {
	return r.Title != "" && r.Number == "" && r.Unit == "" && r.Department == ""
}

// numberOnly tells a piece that is a table's number and nothing else.
func (r Reading) numberOnly() bool {
	return r.Number != "" && r.Title == "" && r.Unit == "" && r.Department == ""
}

// Read takes a caption piece apart.
func Read(text string, s *settings.Settings) Reading {
	text = strings.TrimSpace(text)
	r := reader{rest: compact(text)}
	if isAside(r.rest) || words.IsYearAlone(r.rest) {
		r.Other = true
		return r.Reading
	}
	r.cutUnit()
	r.cutDepartment()
	r.cutYear()
	r.cutContinuation()
	r.cutItemNumber()
	r.cutNumber(text, s)
	r.readRest(s)
	return r.Reading
}

// compact is a text without its white space, but for that between the words of scripts that part them.
func compact(text string) string {
	switch {
	case !strings.ContainsFunc(text, unicode.IsSpace):
		return text
	case strings.ContainsFunc(text, page.Wide):
		return words.Unspaced(text)
	}
	return words.Squash(text)
}

// isAside tells what stands among captions and says nothing of a table: a date of printing, an attachment's number.
func isAside(text string) bool {
	return holdsAny(text, "日期", "时间") && printedDate().MatchString(text) || strings.HasPrefix(text, "附") && attachment().MatchString(text)
}

// reader takes what a caption piece says off its text, one after the other.
type reader struct {
	Reading
	rest string
}

// find looks for a pattern, but only where one of the parts stands that it cannot do without: most lines are prose.
func (r *reader) find(pattern func() *regexp.Regexp, parts ...string) []int {
	if !holdsAny(r.rest, parts...) {
		return nil
	}
	return pattern().FindStringSubmatchIndex(r.rest)
}

// endsWith is find for what stands at the end, where one of chars ends it.
func (r *reader) endsWith(pattern func() *regexp.Regexp, chars string) []int {
	if last, _ := utf8.DecodeLastRuneInString(r.rest); !strings.ContainsRune(chars, last) {
		return nil
	}
	return pattern().FindStringSubmatchIndex(r.rest)
}

// opensWith is find for a table's number, which stands at the beginning.
func (r *reader) opensWith(pattern func() *regexp.Regexp, parts ...string) []int {
	const longest = 3 * 20 // bytes of a number and what tells it from the title
	head := r.rest[:min(len(r.rest), longest)]
	if !holdsAny(head, parts...) {
		return nil
	}
	return pattern().FindStringSubmatchIndex(head)
}

func (r *reader) cutUnit() {
	if !holdsAny(r.rest, "元", "圆", "圓") {
		return
	}
	m := r.find(unitTold, "位")
	if m == nil {
		return
	}
	for k := 2; k < len(m); k += 2 {
		if m[k] >= 0 {
			u, _, _ := words.CutUnit(words.Fold(r.rest[m[k]:m[k+1]]))
			r.Unit = u.Name
		}
	}
	r.rest = r.rest[:m[0]] + r.rest[m[1]:]
}

func (r *reader) cutDepartment() {
	if !holdsAny(r.rest, ":", "：", "﹕") {
		return
	}
	m := r.find(department, departmentWords...)
	if m == nil {
		return
	}
	r.Department = strings.Trim(r.rest[m[1]:], "_＿ ")
	r.rest = r.rest[:m[0]]
	r.department = true
	r.Other = r.rest == "" && r.Department == ""
}

// cutYear takes a year in brackets off the end, which a title has under it as well.
func (r *reader) cutYear() {
	if m := r.endsWith(yearBracket, ")）"); m != nil {
		r.rest = r.rest[:m[0]]
	}
}

func (r *reader) cutContinuation() {
	r.rest = strings.Trim(r.rest, "，,")
	if m := r.find(continued, "续"); m != nil {
		r.Continued = true
		r.rest = continued().ReplaceAllString(r.rest, "")
		r.Other = r.rest == ""
	}
}

// cutItemNumber takes the number off that a title has among others: 一、, （二）, 3., 第二部分.
func (r *reader) cutItemNumber() {
	n, rest := words.CutNumbering(r.rest)
	switch n.Style {
	case words.Unnumbered:
		return
	case words.Part:
		r.heading = chapter
	default:
		r.heading = item
	}
	r.rest = rest
}

// cutNumber takes the table's number off, or a region's code before a title, which is none. printed tells them from
// what follows by the space between.
func (r *reader) cutNumber(printed string, s *settings.Settings) {
	if strings.HasSuffix(r.rest, "表") && r.opensWith(numberWhole, "表") != nil {
		r.takeNumber(len(r.rest))
	} else if n := r.numberApart(printed); n > 0 {
		r.takeNumber(n)
	} else if m := r.opensWith(numberBeforeYear, "年"); m != nil {
		r.takeNumber(m[3])
	} else if m := r.opensWith(numberThere, "表", "T", "E", "§"); m != nil && numberStands(r.rest, m[1]) {
		r.Number = strings.TrimPrefix(r.rest[m[2]:m[3]], "续")
		r.rest = strings.TrimLeft(r.rest[m[1]:], numberMarks)
	} else if m := r.endsWith(numberAtEnd, ")）"); m != nil {
		r.Number, r.rest = r.rest[m[2]:m[3]], r.rest[:m[0]]
	} else if m := r.opensWith(bareNumber, "-", "－", "–", "."); m != nil && !counts(r.rest[m[3]:]) {
		r.takeNumber(m[3])
	} else if n := codeApart(printed, r.rest); n > 0 && (r.isTitle(s) || !IsCodedBody(r.rest)) {
		r.rest = r.rest[n:]
	}
	if r.Number != "" && bareOnly().MatchString(r.Number) && r.rest != "" && !r.isTitle(s) {
		r.name.number, r.Number = r.Number, ""
	}
}

// numberMarks stand between a table's number and its title.
const numberMarks = "：:、.．-—－ "

// takeNumber takes the first n bytes for the table's number.
func (r *reader) takeNumber(n int) {
	r.Number = strings.TrimPrefix(r.rest[:n], "续")
	r.rest = strings.TrimLeft(r.rest[n:], numberMarks)
}

// numberApart is the length of a number that a space parts from the title: 表1-2 2024-2025年…, 2.5 2023年….
func (r *reader) numberApart(printed string) int {
	head := printed
	if end := strings.IndexFunc(printed, unicode.IsSpace); end > 0 {
		head = printed[:end]
	}
	rest, ok := strings.CutPrefix(r.rest, head)
	if !ok || rest == "" || strings.ContainsAny(rest[:1], "-.") || !strings.ContainsAny(head, "0123456789表§") {
		return 0
	}
	m := numberAlone().FindStringIndex(head)
	if m == nil {
		return 0
	}
	return m[1]
}

// codeApart is the length of a region's code, or of a number that is nothing else, before a title that a space
// parts from it: 45 广西….
func codeApart(printed, rest string) int {
	if rest == "" || !words.AllDigits(rest[:1]) {
		return 0
	}
	code := "" // its digits may be set apart from one another
	for field := range strings.FieldsSeq(printed) {
		if !words.AllDigits(field) {
			break
		}
		code += field
	}
	after, ok := strings.CutPrefix(rest, code)
	n := len(code)
	if !ok || after == "" || n != 1 && n != 2 && n != len("450000") || opensWithYear(rest) || counts(after) {
		return 0
	}
	return n
}

// counts tells what makes a quantity or a date of the number before it.
func counts(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("年月日季度个项人户家万亿千百元倍号次批期届", next)
}

// numberStands tells a table number from a word that begins like one (表一般…, 表1日…).
func numberStands(text string, end int) bool {
	if end == len(text) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	next, _ := utf8.DecodeRuneInString(text[end:])
	if words.IsHanDigit(last) {
		return next != '般' && next != '览'
	}
	return !unicode.IsDigit(next) && !strings.ContainsRune("中内所的为是", next)
}

// readRest tells what stays of a piece: all of it is a title behind a table's number.
func (r *reader) readRest(s *settings.Settings) {
	switch {
	case r.rest == "":
	case r.isTitle(s):
		r.Title, r.worded = r.rest, true
	case r.Number != "":
		r.Title = r.rest
	case r.heading == unnumbered && (r.rest[0] == '[' || r.rest[0] >= '0' && r.rest[0] <= '9') && IsCodedBody(r.rest):
		r.Department = r.rest
	default:
		r.Other = true
		r.name.text = r.rest
	}
}

func (r *reader) isTitle(s *settings.Settings) bool {
	return r.endsAsTitle() && !IsSentence(r.rest) && utf8.RuneCountInString(r.rest) < s.Caption.TitleLength
}

// endsAsTitle tells what ends as titles do, with or without a bracket behind it.
func (r *reader) endsAsTitle() bool {
	for _, end := range titleEnds {
		if strings.HasSuffix(r.rest, end) {
			return true
		}
	}
	return r.endsWith(titleEndInBrackets, ")）") != nil
}

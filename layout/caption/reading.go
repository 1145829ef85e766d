package caption

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Reading is what one piece of a caption line says.
type Reading struct {
	Number, Title, Unit, Department string
	Continued                       bool // 续表
	Other                           bool // it says something else, or nothing of its own
}

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
	r := reader{rest: words.Unspaced(text)}
	if isAside(r.rest) || words.IsYearAlone(r.rest) {
		r.Other = true
		return r.Reading
	}
	r.cutUnit()
	r.cutDepartment()
	r.cutYear()
	r.cutContinuation()
	numbered := r.cutItemNumber()
	r.cutNumber()
	r.readRest(numbered, s)
	return r.Reading
}

// isAside tells what stands among captions and says nothing of a table: a date of printing, an attachment's number.
func isAside(text string) bool {
	return strings.ContainsAny(text, "期间") && printedDate().MatchString(text) || strings.Contains(text, "附") && attachment().MatchString(text)
}

// reader takes what a caption piece says off its text, one after the other.
type reader struct {
	Reading
	rest string
}

// find looks for a pattern, but only where one of chars stands that it cannot do without: most lines are prose.
func (r *reader) find(pattern func() *regexp.Regexp, chars string) []int {
	if !strings.ContainsAny(r.rest, chars) {
		return nil
	}
	return pattern().FindStringSubmatchIndex(r.rest)
}

func (r *reader) cutUnit() {
	m := r.find(unit, "元圆圓")
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
	m := r.find(department, ":：﹕")
	if m == nil {
		return
	}
	r.Department = strings.Trim(r.rest[m[1]:], "_＿ ")
	r.rest = r.rest[:m[0]]
	r.Other = r.rest == "" && r.Department == ""
}

// cutYear takes a year in brackets off the end, which a title has under it as well.
func (r *reader) cutYear() {
	if m := r.find(yearBracket, ")）"); m != nil {
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

// cutItemNumber takes the number off that a title has among others: 一、, （二）, 3..
func (r *reader) cutItemNumber() bool {
	n, rest := words.CutNumbering(r.rest)
	if n.Style == words.Unnumbered || n.Style == words.Part {
		return false
	}
	r.rest = rest
	return true
}

func (r *reader) cutNumber() {
	if m := r.find(numberThenYear, "表"); m != nil {
		r.Number, r.rest = r.rest[m[2]:m[3]], r.rest[m[4]:]
	} else if m := r.find(tableNumber, "表Tt"); m != nil && numberStands(r.rest, m[1]) {
		r.Number = strings.TrimPrefix(r.rest[m[2]:m[3]], "续")
		r.rest = strings.TrimLeft(r.rest[m[1]:], "：:、.．-—－")
	} else if m := r.find(numberAtEnd, ")）"); m != nil {
		r.Number, r.rest = r.rest[m[2]:m[3]], r.rest[:m[0]]
	}
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
func (r *reader) readRest(numbered bool, s *settings.Settings) {
	switch {
	case r.rest == "":
	case r.Number != "" || r.isTitle(s):
		r.Title = r.rest
	case !numbered && (r.rest[0] == '[' || r.rest[0] >= '0' && r.rest[0] <= '9') && IsCodedBody(r.rest):
		r.Department = r.rest
	default:
		r.Other = true
	}
}

func (r *reader) isTitle(s *settings.Settings) bool {
	return r.find(titleEnd, "表单录览") != nil && !IsSentence(r.rest) && utf8.RuneCountInString(r.rest) < s.Caption.TitleLength
}

const numerals = `[0-9０-９]{1,3}`

var (
	unit = words.Pattern(`[（(]?(?:货币|金额|计量|金)?单?位(?:名称)?[:：﹕]?((?:人民币|新[臺台][幣币])?` + words.UnitPattern + `(?:人民币)?)[:：]?[）)]?$|` +
		`[（(](?:金额)?单位[:：]?((?:人民币)?` + words.UnitPattern + `)[）)]`)
	department = sync.OnceValue(func() *regexp.Regexp {
		labels := append(words.DepartmentLabel.Words(), "单位")
		return regexp.MustCompile(`(?:` + printed(labels) + `)[（(]?(?:盖章|公章)?[）)]?[:：﹕]`)
	})
	tableNumber = sync.OnceValue(func() *regexp.Regexp {
		before, letter := printed(words.TableNumber.Words("word", "word-before")), printed(words.TableNumber.Words("word", "letter"))
		return regexp.MustCompile(`^[（(【\[]?((?:` + before + `)*附?表` + numerals + `(?:[-－—–.]` + numerals + `)*|` +
			`(?:` + before + `)*附?表` + words.HanNumeral + `(?:之` + words.HanNumeral + `|[-－—–]` + numerals + `)?|` +
			`(?:` + letter + `)+` + numerals + `(?:[-－—–_]` + numerals + `)*表|` +
			`(?:Table|TABLE)\s?[0-9]{1,3}(?:[.-][0-9]+)*)[）)】\]]?`)
	})
	// A year may follow a number's digits at once: 表2 2026年部门收入总表.
	numberThenYear = sync.OnceValue(func() *regexp.Regexp {
		before := printed(words.TableNumber.Words("word", "word-before"))
		return regexp.MustCompile(`^((?:` + before + `)*附?表[0-9]{1,2}?(?:[-－][0-9]{1,2}?)?)((?:19|20)[0-9]{2}年)`)
	})
	numberAtEnd = sync.OnceValue(func() *regexp.Regexp {
		word := printed(words.TableNumber.Words("word"))
		return regexp.MustCompile(`[（(]((?:` + word + `)*表` + numerals + `(?:[-－—]` + numerals + `)*|(?:` + word + `)*表` + words.HanNumeral + `|(?:` + word + `)+` + numerals + `表)[）)]$`)
	})
	yearBracket = words.Pattern(`[（(](?:19|20)[0-9]{2}年?度?[）)]$`)
	continued   = words.Pattern(`[（(]?续表?(?:` + words.HanNumeral + `|[0-9]+)?[）)]?$|^续表?[0-9]*$`)
	attachment  = words.Pattern(`^附(?:件|录)?(?:` + words.HanNumeral + `|[0-9]*)[:：-]?[0-9]*$`)
	printedDate = words.Pattern(`^(?:打印|填报|编制|制表)?(?:日期|时间)[:：].*$`)
	titleEnd    = words.Pattern(`(?:表|清单|目录|一览)(?:[（(][^（()）]{1,24}[）)])?$`)
)

// printed is the part of a regular expression that finds one of some folded words as they are printed.
func printed(folded []string) string {
	return strings.NewReplacer("(", "[（(]", ")", "[）)]").Replace(strings.Join(folded, "|"))
}

package budget

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// poll counts the voices for each name.
type poll struct {
	only  func(name string) bool // which names count, nil for all
	votes []vote
}

type vote struct {
	name   string
	codes  []string // as printed with the name; empty where once without
	weight int
	order  int
}

// add counts a voice. Names are the same when they differ in white space or the
// width of brackets only.
func (p *poll) add(name, code string, weight, limit int) {
	name = cleanName(name)
	if !isName(name) || p.only != nil && !p.only(name) {
		return
	}
	for i := range p.votes {
		v := &p.votes[i]
		if words.Fold(v.name) != words.Fold(name) {
			continue
		}
		if limit == 0 || v.weight < limit*weight {
			v.weight += weight
		}
		if code != "" && !slices.Contains(v.codes, code) {
			v.codes = append(v.codes, code)
		}
		return
	}
	v := vote{name: name, weight: weight, order: len(p.votes)}
	if code != "" {
		v.codes = []string{code}
	}
	p.votes = append(p.votes, v)
}

// winner returns the name with most weight, the first named among equals. A
// code counts where the document gives the name no other.
func (p *poll) winner() model.Publisher {
	if len(p.votes) == 0 {
		return model.Publisher{}
	}
	best := slices.MinFunc(p.votes, func(a, b vote) int {
		return cmp.Or(b.weight-a.weight, a.order-b.order)
	})
	out := model.Publisher{Name: best.name}
	if len(best.codes) == 1 {
		out.Code = best.codes[0]
	}
	return out
}

// publisherOf weighs all places that name a department or unit; of a government's budget those that name its office of finance or itself.
func publisherOf(e *Evidence, titles []documentTitle, whole bool) model.Publisher {
	var p poll
	if whole {
		p.only = isOfficeOfFinance
	}
	for _, l := range e.Captions {
		if _, name, code := departmentIn(l.Text); name != "" {
			p.add(name, code, settings.weight.caption, settings.weight.captions)
		} else if name, code := codedUnit(l.Text); name != "" {
			p.add(name, code, settings.weight.caption, settings.weight.captions)
		}
	}
	for i := range titles {
		titles[i].vote(&p)
	}
	e.voteLines(&p)
	for _, s := range e.Sheets {
		s.vote(&p)
	}
	return p.winner()
}

// isOfficeOfFinance tells who publishes a government's budget; 某市本级政府 is what it is of.
func isOfficeOfFinance(name string) bool {
	return hasAny(name, "财政", "政府") && !strings.Contains(name, "本级")
}

// departmentLabel finds a department behind its label in a caption or on a cover.
var departmentLabel = sync.OnceValue(func() *regexp.Regexp {
	labels := words.DepartmentLabel.Words()
	for i, label := range labels {
		labels[i] = strings.NewReplacer("(", "[（(]", ")", "[）)]").Replace(label)
	}
	return regexp.MustCompile(`(?:^|[^\p{Han}])(` + strings.Join(labels, "|") + `)(?:[（(](?:盖章|公章|签章)[）)])?[：:](.+)$`)
})

// unitOfMoney is 单位：万元 on the line of a title; moneyUnit is where the unit begins behind a name, also one that is cut.
const unitOfMoney = `(?:金额)?单位[：:]?(?:人民币)?` + words.UnitPattern + `|金额单位.*$`

var (
	titleUnit = words.Pattern(unitOfMoney)
	moneyUnit = words.Pattern(unitOfMoney + `|单位[：:].*$`)
)

// withoutUnit cuts off a unit of money and what follows it.
func withoutUnit(s string, unit func() *regexp.Regexp) string {
	if !strings.Contains(s, "单位") {
		return s
	}
	if at := unit().FindStringIndex(s); at != nil {
		return s[:at[0]]
	}
	return s
}

// departmentIn reads “部门：某市教育局 单位：万元”.
func departmentIn(line string) (label, name, code string) {
	if !strings.ContainsAny(line, "：:") {
		return "", "", ""
	}
	m := departmentLabel().FindStringSubmatch(words.Unspaced(line))
	if m == nil {
		return "", "", ""
	}
	label = words.Fold(m[1])
	code, name = splitUnit(withoutUnit(m[2], moneyUnit))
	if label == "单位" && !isOrganisation(name) { // of money, as a rule
		return "", "", ""
	}
	return label, name, code
}

// codedUnit reads “341-湖州市财政局 单位：万元”: a caption that is a unit with its code.
func codedUnit(line string) (name, code string) {
	code, name = splitUnit(withoutUnit(words.Unspaced(line), moneyUnit))
	if code == "" || len(code) < 3 || !words.IsBody(words.Fold(name)) {
		return "", ""
	}
	return name, code
}

// splitUnit splits a unit's name from its code, which may also be set before an underscore.
func splitUnit(s string) (code, name string) {
	if c, n, ok := strings.Cut(s, "_"); ok && words.AllDigits(c) {
		return c, n
	}
	return words.CutCode(s)
}

// cleanName takes off what is set around a name without being part of it.
func cleanName(s string) string {
	s = strings.Trim(words.Unspaced(s), "：:，,。；;、-—_·.《》〈〉“”\"")
	for _, mark := range []string{"（汇总）", "(汇总)", "（盖章）", "(盖章)", "（公章）", "(公章)"} {
		s = strings.TrimSuffix(s, mark)
	}
	return s
}

// isName tells whether a text can be the name of a department or unit.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < settings.shortName || n > settings.longName || hasAny(s, "，", "。", "；", "：", ":", "？", "XX", "××", "某某单位", "预算", "决算", "預算", "決算", "年度", "概况") {
		return false
	}
	han := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return 2*han > n
}

// What titles are made of: a name, a year, and what is disclosed.
const (
	nameWords   = `(\p{Han}[\p{Han}（）()·“”]{1,40}?)`
	yearWords   = `20\d\d(?:年度?|度)?`
	budgetWords = `[预預决決][、决決]?算`
)

var (
	titleStart = words.Pattern(`^(?:附件\d*[：:]?)?(第[一二三四五六七八九十]+部分[：:]?)?(?:关于)?`)
	nameFirst  = words.Pattern(`^` + nameWords + `(?:部门|单位|关于)*` + yearWords + `(?:部门|单位|市级|区级|县级|省级|本级|综合|财政|收支)*` + budgetWords)
	yearFirst  = words.Pattern(`^` + yearWords + nameWords + `(?:部门|单位)?(?:综合|收支)?` + budgetWords)
	titleFirst = words.Pattern(`^` + yearWords + `(?:部门|单位|综合|收支)*` + budgetWords + `(?:信息|公开|情况|说明|报告|报表)*` + nameWords + `$`)
	nameOnly   = words.Pattern(`^` + nameWords + `(?:部门|单位|單位)(?:综合|收支)?` + budgetWords)
	heading    = words.Pattern(`^` + nameWords + `(?:部门|单位)?(?:概况|基本情况|简介)`)
)

// vote counts the name in a title. Only on the cover does a name stand on a line of its own;
// a heading inside the document may name another's part, so that it has less weight.
func (t *documentTitle) vote(p *poll) {
	start := titleStart().FindStringSubmatch(t.text)
	text, weight := t.text[len(start[0]):], settings.weight.cover
	if start[1] != "" {
		weight = settings.weight.heading
	}
	switch {
	case t.lines > 1 && !t.front:
	case addOrganisation(p, nameFirst().FindStringSubmatch(text), weight):
	case addOrganisation(p, yearFirst().FindStringSubmatch(text), weight):
	case addOrganisation(p, nameOnly().FindStringSubmatch(text), weight):
	case t.lines > 1 && addOrganisation(p, titleFirst().FindStringSubmatch(text), weight):
	case start[1] != "":
		addOrganisation(p, heading().FindStringSubmatch(text), weight)
	}
}

// addOrganisation counts the group of a match that is an organisation's name.
func addOrganisation(p *poll, match []string, weight int) bool {
	if match == nil || !isOrganisation(cleanName(match[1])) {
		return false
	}
	p.add(match[1], "", weight, 1)
	return true
}

// isOrganisation tells the name of a body by its ending, or by the place that it begins with.
func isOrganisation(name string) bool {
	s := words.Fold(name)
	if words.IsBody(s) {
		return isName(name)
	}
	found, rest := regions.Leading(withoutParty(s))
	return found != nil && utf8.RuneCountInString(rest) >= settings.shortName && !strings.ContainsAny(rest[:len("省")], "省市区县州盟旗全各和及本") && isName(name)
}

// voteLines counts the names that stand on lines of their own or behind a label.
func (e *Evidence) voteLines(p *poll) {
	for i := range e.Lines {
		l := &e.Lines[i]
		if l.Page > settings.evidencePages {
			break
		}
		s := l.titleText()
		if s == "" {
			continue
		}
		if _, name, code := departmentIn(s); isOrganisation(cleanName(name)) {
			p.add(name, code, settings.weight.cover, 1)
		}
		if p.only != nil {
			s = officeHead().ReplaceAllString(s, "$1")
		}
		if (l.Page == 1 || p.only != nil) && words.IsBody(words.Fold(cleanName(s))) {
			p.add(s, "", settings.weight.list, 1)
		}
	}
}

// officeHead is an office with its head's name or with what it did, under the title of a report.
var officeHead = words.Pattern(`^(\p{Han}+(?:财政[厅局]|政府))(?:副?[厅局]长\p{Han}{2,4}|编制?|编印|印制)$`)

// vote counts the names inside a table: a form's fields and the first unit of 收入总表.
func (s *Sheet) vote(p *poll) {
	if s.isForm() {
		s.voteFields(p)
	}
	if s.Kind == model.IncomeSummary || s.Kind == model.FinalIncome {
		if name, code := s.firstUnit(); name != "" {
			p.add(name, code, settings.weight.list, 1)
		}
	}
}

// voteFields counts the names beside a form's labels.
func (s *Sheet) voteFields(p *poll) {
	for i := range s.cells {
		owner, ok := words.OwnerLabel.Of(strings.TrimRight(s.folded[i], ":"))
		if !ok {
			continue
		}
		c := &s.cells[i]
		k := s.Covering(c.Row, c.Column+max(c.ColumnSpan, 1))
		if k < 0 {
			continue
		}
		code, name := splitUnit(words.Unspaced(s.cells[k].Text))
		if owner.Means == "own" && s.Kind == model.OverallPerformance {
			p.add(name, code, settings.weight.form, 1)
		} else {
			p.add(name, code, settings.weight.unit, settings.weight.units)
		}
	}
}

// units returns the units that the rows of the first list of units name.
func (s *Sheet) units() []Term {
	var units []Term
	for i := range s.lists {
		l := &s.lists[i]
		unit := slices.IndexFunc(l.runs[0].dims, func(d dimension) bool { return d.subject == subjectUnit })
		if unit < 0 {
			continue
		}
		for k := range l.rows {
			if term := l.rows[k].Terms[unit]; !l.rows[k].Total && words.IsBody(words.Fold(term.Name)) {
				units = append(units, term)
			}
		}
		if len(units) > 0 {
			break
		}
	}
	return units
}

// firstUnit returns the first unit that the rows of a list name. Its code is the
// department's only where the other units' codes are below it or there are none.
func (s *Sheet) firstUnit() (name, code string) {
	units := s.units()
	if len(units) == 0 {
		return "", ""
	}
	name, code = units[0].Name, units[0].Code
	if code != "" && slices.ContainsFunc(units[1:], func(u Term) bool { return !isAbove(code, u.Code) }) {
		code = ""
	}
	return name, code
}

// nameInFile looks for an organisation's name in a file's name.
func nameInFile(file string) string {
	s := words.Unspaced(strings.TrimSuffix(file, ".pdf"))
	for _, pattern := range []func() *regexp.Regexp{nameFirst, nameOnly, yearFirst} {
		if m := pattern().FindStringSubmatch(s); m != nil && words.IsBody(words.Fold(cleanName(m[1]))) {
			return cleanName(m[1])
		}
	}
	return ""
}

var fileYear = words.Pattern(`(?:^|[^0-9])(20[0-4]\d)(?:[^0-9]|$)`)

func yearInFile(file string) int {
	m := fileYear().FindStringSubmatch(file)
	if m == nil {
		return 0
	}
	year, _ := strconv.Atoi(m[1])
	return year
}

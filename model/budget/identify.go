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
	"yusuan/model/words"
)

// Identify tells whose budget for which year a document is, and whether it is a
// 预算 or a 决算. It reads the text; the file's name only where the text tells
// nothing, and then with a finding.
func Identify(e Evidence) (model.Publisher, int, model.Disclosure, []model.Finding) {
	disclosure := disclosed(e)
	var findings []model.Finding
	publisher := publisherOf(e)
	if publisher.Name == "" {
		if publisher.Name = nameInFile(e.FileName); publisher.Name != "" {
			findings = append(findings, model.PublisherFromFileName.Finding("", ""))
		} else if disclosure != model.Other {
			findings = append(findings, model.PublisherUnknown.Finding("", ""))
		}
	}
	year := yearOf(e)
	if year == 0 && disclosure != model.Other {
		if year = yearInFile(e.FileName); year != 0 {
			findings = append(findings, model.FiscalYearFromFileName.Finding("", ""))
		} else {
			findings = append(findings, model.FiscalYearUnknown.Finding("", ""))
		}
	}
	return publisher, year, disclosure, findings
}

// poll counts the voices for each name.
type poll struct {
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
	if !isName(name) {
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

// publisherOf weighs all places that name a department or unit.
func publisherOf(e Evidence) model.Publisher {
	var p poll
	for _, l := range e.Captions {
		if name, code := departmentIn(l.Text); name != "" {
			p.add(name, code, settings.weight.caption, settings.weight.captions)
		} else if name, code := codedUnit(l.Text); name != "" {
			p.add(name, code, settings.weight.caption, settings.weight.captions)
		}
	}
	covers(e, &p)
	for _, s := range e.Sheets {
		s.vote(&p)
	}
	return p.winner()
}

// departmentLabel finds a department behind its label in a caption or on a cover.
var departmentLabel = sync.OnceValue(func() *regexp.Regexp {
	labels := words.DepartmentLabel.Words()
	for i, label := range labels {
		labels[i] = strings.NewReplacer("(", "[（(]", ")", "[）)]").Replace(label)
	}
	return regexp.MustCompile(`(?:^|[^\p{Han}])(?:` + strings.Join(labels, "|") + `)[：:](.+)$`)
})

// moneyUnit is where the unit begins that follows on the same line.
var moneyUnit = words.Pattern(`(?:金额)?单位[：:]?(?:人民币)?` + words.UnitPattern + `|金额单位.*$|单位[：:].*$`)

// departmentIn reads “部门：某市教育局 单位：万元”.
func departmentIn(line string) (name, code string) {
	m := departmentLabel().FindStringSubmatch(words.Unspaced(line))
	if m == nil {
		return "", ""
	}
	value := m[1]
	if at := moneyUnit().FindStringIndex(value); at != nil {
		value = value[:at[0]]
	}
	code, name = splitUnit(value)
	return name, code
}

// codedUnit reads “341-湖州市财政局 单位：万元”: a caption that is a unit with its code.
func codedUnit(line string) (name, code string) {
	s := words.Unspaced(line)
	if at := moneyUnit().FindStringIndex(s); at != nil {
		s = s[:at[0]]
	}
	code, name = splitUnit(s)
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
	if n < settings.shortName || n > settings.longName || hasAny(s, "，", "。", "；", "：", ":", "？", "XX", "××", "某某单位", "预算", "决算", "年度", "概况") {
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

var (
	coverNameFirst = words.Pattern(`^(?:附件\d*[：:]?)?(\p{Han}[\p{Han}（）()·]{2,40}?)(20\d\d)年(?:度)?(?:部门|单位|市级|区级|县级|省级|本级|综合|财政)*(?:预算|决算|$)`)
	coverYearFirst = words.Pattern(`^(?:附件\d*[：:]?)?(20\d\d)年(?:度)?(\p{Han}[\p{Han}（）()·]{2,40}?)(?:部门|单位)?(?:综合)?(?:预|决|$)`)
	coverYearOnly  = words.Pattern(`^(20\d\d)年(?:度)?(?:部门|单位|综合)*(?:预算|决算)`)
	coverNameOnly  = words.Pattern(`^(\p{Han}[\p{Han}（）()·]{2,40}?)(?:部门|单位)(?:预算|决算)`)
	heading        = words.Pattern(`第[一二]部分[：:]?(\p{Han}[\p{Han}（）()·]{2,40}?)(?:部门|单位)?(?:概况|基本情况|简介)`)
)

// covers reads titles, headings and labelled names outside of tables.
func covers(e Evidence, p *poll) {
	before := ""
	for _, l := range e.Lines {
		if l.Page > settings.evidencePages {
			break
		}
		s := words.Unspaced(l.Text)
		if s == "" {
			continue
		}
		if utf8.RuneCountInString(s) > settings.coverLine {
			before = ""
			continue
		}
		if name, code := departmentIn(l.Text); name != "" && words.IsBody(words.Fold(cleanName(name))) {
			p.add(name, code, settings.weight.cover, 1)
		}
		switch {
		case addOrganisation(p, coverNameFirst().FindStringSubmatch(s), 1, settings.weight.cover):
		case addOrganisation(p, coverYearFirst().FindStringSubmatch(s), 2, settings.weight.cover):
		case addOrganisation(p, coverNameOnly().FindStringSubmatch(s), 1, settings.weight.cover):
		case addOrganisation(p, heading().FindStringSubmatch(s), 1, settings.weight.heading):
		case coverYearOnly().MatchString(s) && words.IsBody(words.Fold(cleanName(before))):
			p.add(before, "", settings.weight.cover, 1)
		case coverYearOnly().MatchString(before) && words.IsBody(words.Fold(cleanName(s))): // the name stands under the title
			p.add(s, "", settings.weight.cover, 1)
		case l.Page == 1 && words.IsBody(words.Fold(cleanName(s))):
			p.add(s, "", settings.weight.list, 1)
		}
		before = s
	}
}

// addOrganisation counts the group of a match that is an organisation's name.
func addOrganisation(p *poll, match []string, group, weight int) bool {
	if match == nil || !words.IsBody(words.Fold(cleanName(match[group]))) {
		return false
	}
	p.add(match[group], "", weight, 1)
	return true
}

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

// firstUnit returns the first unit that the rows of a list name. Its code is the
// department's only where the other units' codes are below it or there are none.
func (s *Sheet) firstUnit() (name, code string) {
	for i := range s.lists {
		l := &s.lists[i]
		unit := slices.IndexFunc(l.runs[0].dims, func(d dimension) bool { return d.subject == subjectUnit })
		if unit < 0 {
			continue
		}
		for k := range l.rows {
			term := &l.rows[k].Terms[unit]
			switch {
			case l.rows[k].Total || !words.IsBody(words.Fold(term.Name)):
			case name == "":
				name, code = term.Name, term.Code
			case code != "" && !isAbove(code, term.Code):
				return name, ""
			}
		}
		if name != "" {
			break
		}
	}
	return name, code
}

// yearOf weighs all places that name a year as that of the budget.
func yearOf(e Evidence) int {
	votes := map[int]int{}
	vote := func(year, weight int) {
		if year != 0 {
			votes[year] += weight
		}
	}
	before := ""
	for _, l := range e.Lines {
		if l.Page > settings.evidencePages {
			break
		}
		s := words.Fold(l.Text)
		if l.Page <= settings.titlePages { // a title on two lines: …2018年度 | 省级部门预算公开
			vote(yearOfBudget(before+s), 1)
			before = s
		}
		if utf8.RuneCountInString(s) <= settings.coverLine && hasAny(s, "预算", "决算") && !strings.HasSuffix(s, "。") {
			weight := settings.weight.titleYear
			if l.Page <= settings.titlePages {
				weight = settings.weight.cover
			}
			vote(yearOfBudget(s), weight)
		}
	}
	for _, l := range e.Captions {
		s := words.Fold(l.Text)
		vote(yearOfBudget(s), settings.weight.titleYear)
		if strings.Contains(s, "年度)") {
			vote(words.YearIn(s), settings.weight.titleYear)
		}
	}
	for _, s := range e.Sheets {
		vote(yearOfBudget(words.Fold(s.Table.Title)), settings.weight.titleYear)
		vote(s.headYear(), settings.weight.headYear)
	}
	if len(votes) == 0 {
		proseYears(e, vote)
	}
	best := 0
	for year, n := range votes {
		if best == 0 || n > votes[best] || n == votes[best] && year > best {
			best = year
		}
	}
	return best
}

// proseYears counts the years that running text and goals give as “…年度”.
func proseYears(e Evidence, vote func(year, weight int)) {
	count := func(s string) {
		for _, m := range proseYear().FindAllStringSubmatch(s, -1) {
			year, _ := strconv.Atoi(m[1])
			vote(year, 1)
		}
	}
	for _, l := range e.Lines {
		if l.Page <= settings.evidencePages {
			count(words.Fold(l.Text))
		}
	}
	for _, s := range e.Sheets {
		for _, text := range s.folded {
			if strings.Contains(text, "年度") {
				count(text)
			}
		}
	}
}

var proseYear = words.Pattern(`(20\d\d)年度`)

var budgetYear = words.Pattern(`(20\d\d)年(?:度)?[^0-9。，]{0,24}(?:预算|决算|收支|收入|支出|项目|绩效|部门)`)

// republicYear is the year of the Republic in documents from Taiwan.
var republicYear = words.Pattern(`中華民國(\d{2,3})年度`)

// yearOfBudget returns the year that a folded title gives to a budget or account.
func yearOfBudget(s string) int {
	if m := budgetYear().FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		return year
	}
	if m := republicYear().FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		return year + 1911
	}
	return 0
}

// headYear returns the latest year over a column of budgets or accounts: the
// columns beside it are of earlier years.
func (s *Sheet) headYear() int {
	year := 0
	for i, text := range s.folded {
		if s.cells[i].Row < s.Table.HeaderRows && hasAny(text, "预算", "决算") && !hasAny(text, "增减", "比") {
			year = max(year, words.YearIn(text))
		}
	}
	return year
}

// disclosed tells a 决算 from a 预算: by the tables' kinds, else by the titles;
// a document with neither tables nor a title of the kind is something else.
func disclosed(e Evidence) model.Disclosure {
	budget, final := 0, 0
	for _, s := range e.Sheets {
		switch k := s.Kind; {
		case k == model.OtherTable:
		case strings.HasPrefix(string(k), "final-") || k == model.PerformanceEvaluation:
			final++
		default:
			budget++
		}
	}
	covers := func(word string) bool {
		return slices.ContainsFunc(e.Lines, func(l Line) bool {
			s := words.Fold(l.Text)
			return l.Page <= settings.titlePages && utf8.RuneCountInString(s) <= settings.coverLine && strings.Contains(s, word) && hasAny(s, "部门", "单位", "公开", "年度")
		})
	}
	switch {
	case final > 0 && (final > budget || covers("决算")):
		return model.FinalAccounts
	case budget > 0:
		return model.Budget
	case covers("决算"):
		return model.FinalAccounts
	case covers("预算"):
		return model.Budget
	}
	return model.Other
}

// nameInFile looks for an organisation's name in a file's name.
func nameInFile(file string) string {
	s := words.Unspaced(strings.TrimSuffix(file, ".pdf"))
	for _, re := range []func() *regexp.Regexp{coverNameFirst, coverNameOnly} {
		if m := re().FindStringSubmatch(s); m != nil && words.IsBody(words.Fold(cleanName(m[1]))) {
			return cleanName(m[1])
		}
	}
	if m := coverYearFirst().FindStringSubmatch(s); m != nil && words.IsBody(words.Fold(cleanName(m[2]))) {
		return cleanName(m[2])
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

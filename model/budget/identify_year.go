package budget

import (
	"cmp"
	"strconv"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// yearOf weighs all places that name a year as that of the budget, the accounts or the debt.
func yearOf(e *Evidence, titles []documentTitle, disclosure model.Disclosure, whole bool) int {
	if whole {
		if year := governmentYear(e, disclosure); year != 0 {
			return year
		}
	}
	votes := ballot{}
	for _, t := range titles {
		switch {
		case t.lines > 1 && t.front:
			votes.add(yearOfBudget(t.folded), 1)
		case t.lines > 1 || !hasAny(t.folded, "算"):
		case t.page <= settings.titlePages:
			votes.add(yearOfBudget(t.folded), settings.weight.cover)
		default:
			votes.add(yearOfBudget(t.folded), settings.weight.titleYear)
		}
	}
	for _, l := range e.Captions {
		s := words.Fold(l.Text)
		votes.add(yearOfBudget(s), settings.weight.titleYear)
		if strings.Contains(s, "年度)") {
			votes.add(words.YearIn(s), settings.weight.titleYear)
		}
	}
	for _, s := range e.Sheets {
		votes.add(yearOfBudget(words.Fold(s.Table.Title)), settings.weight.titleYear)
		votes.add(s.headYear(), settings.weight.headYear)
	}
	if len(votes) == 0 {
		proseYears(e, votes.add)
	}
	return votes.winner()
}

// ballot has the weight of the voices for each year.
type ballot map[int]int

func (b ballot) add(year, weight int) {
	if year != 0 {
		b[year] += weight
	}
}

// winner is the year with most weight, the latest of equals; 0 where there are no voices.
func (b ballot) winner() int {
	best := 0
	for year, n := range b {
		if best == 0 || n > b[best] || n == b[best] && year > best {
			best = year
		}
	}
	return best
}

// governmentYear is the year of a government's publication: the latest that its front gives to a budget or to
// accounts, since a report of one year's execution brings the next one's draft; else that of most of the tables
// that are what it is.
func governmentYear(e *Evidence, disclosure model.Disclosure) int {
	latest := 0
	e.front(func(text string) bool {
		if disclosed(text) == disclosure {
			for _, year := range yearsOfBudget(text) {
				latest = max(latest, year)
			}
		}
		return latest != 0
	})
	if latest != 0 {
		return latest
	}
	votes := ballot{}
	for _, s := range e.Sheets {
		title := words.Fold(words.DigitYears(s.Table.Title))
		if years := yearsOfBudget(title); len(years) > 0 && disclosed(title) == disclosure {
			votes.add(years[0], 1)
		}
	}
	return votes.winner()
}

// proseYears counts the years that running text and goals give as “…年度”.
func proseYears(e *Evidence, vote func(year, weight int)) {
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

// budgetYear is a year with what is of it behind; 年 may be left out before 部门预算. A year and a month are a date.
var budgetYear = words.Pattern(`(20\d\d)(?:年度?|度)[^0-9。，月]{0,24}?(?:[预預]算|[决決]算|收支|收入|支出|项目|绩效|部门|债务|债券|转移支付|税收返还|财政)|(?:^|[^0-9.])(20\d\d)(?:部门|单位|[预預决決]算)`)

// republicYear is the year of the Republic in documents from Taiwan.
var republicYear = words.Pattern(`中華民國(\d\d|1[0-7]\d)年度`)

// yearOfBudget returns the first year that a folded title gives to a budget or account, 0 where it gives none.
func yearOfBudget(s string) int {
	if years := yearsOfBudget(s); len(years) > 0 {
		return years[0]
	}
	return 0
}

// yearsOfBudget returns all of them.
func yearsOfBudget(s string) []int {
	var years []int
	for _, m := range budgetYear().FindAllStringSubmatch(s, -1) {
		year, _ := strconv.Atoi(cmp.Or(m[1], m[2]))
		years = append(years, year)
	}
	if m := republicYear().FindStringSubmatch(s); m != nil && len(years) == 0 {
		year, _ := strconv.Atoi(m[1])
		years = append(years, year+1911)
	}
	return years
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

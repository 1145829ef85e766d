package words

import (
	"iter"
	"strings"
)

// firstYear and lastYear bound what is read as a year: budgets are disclosed since 2007, and tell what is planned for decades.
const firstYear, lastYear = 1900, 2099

// yearAt reads the four digits of a year that begin at a byte, 0 where there are none.
func yearAt(s string, at int) int {
	if at+4 > len(s) || s[at] != '1' && s[at] != '2' {
		return 0
	}
	year := 0
	for _, c := range []byte(s[at : at+4]) {
		if c < '0' || c > '9' {
			return 0
		}
		year = year*10 + int(c-'0')
	}
	if year < firstYear || year > lastYear {
		return 0
	}
	return year
}

// CutYear returns the length in bytes of the year that a folded text begins with, 年 and
// 年度 included; 0 where it begins with none. Digits that go on are no year.
func CutYear(s string) int {
	if yearAt(s, 0) == 0 || len(s) > 4 && isDigit(s[4]) {
		return 0
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(s[4:], "年"), "度")
	return len(s) - len(rest)
}

// YearIn returns the first year that is followed by 年 in a folded text, 0 where none is.
func YearIn(s string) int {
	for year := range Years(s) {
		return year
	}
	return 0
}

// Years goes through the years that are followed by 年 in a folded text.
func Years(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; ; {
			at := strings.Index(s[i:], "年")
			if at < 0 {
				return
			}
			i += at
			if i >= 4 && yearAt(s, i-4) != 0 && (i == 4 || !isDigit(s[i-5])) && !yield(yearAt(s, i-4)) {
				return
			}
			i += len("年")
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

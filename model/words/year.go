package words

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/model"
)

// firstYear and lastYear bound what is read as a year.
const firstYear, lastYear = model.FirstYear, model.LastYear

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

// Years goes through the years that are followed by 年 in a folded text; one that it begins with may have 决算, 预算 or 执行
// behind it at once: 2022决算数.
func Years(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		if year := yearAt(s, 0); year != 0 && slices.ContainsFunc([]string{"决算", "预算", "执行", "调整"}, func(w string) bool { return strings.HasPrefix(s[4:], w) }) {
			if !yield(year) {
				return
			}
		}
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

// yearDigits are the digits of years that are written in characters: 二○二五年.
const yearDigits = "〇一二三四五六七八九"

// DigitYears writes the years of a text that stand there in characters, 二○二五年, and all full-width digits in ASCII digits.
func DigitYears(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
	for from := 0; ; {
		at := strings.Index(s[from:], "年")
		if at < 0 {
			return s
		}
		at += from
		from = at + len("年")
		start, digits := at, ""
		for range 4 {
			r, size := utf8.DecodeLastRuneInString(s[:start])
			switch r {
			case '○', '零', 'Ｏ', 'O', '0':
				r = '〇'
			}
			d := strings.IndexRune(yearDigits, r)
			if d < 0 {
				break
			}
			start -= size
			digits = string(rune('0'+d/len("〇"))) + digits
		}
		if yearAt(digits, 0) != 0 {
			s = s[:start] + digits + s[at:]
			from = start + len(digits) + len("年")
		}
	}
}

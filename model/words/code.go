package words

import "strings"

// AllDigits tells a text of ASCII digits and nothing else.
func AllDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// IsItemCode tells the code of a classification's item, or of one of its levels: two,
// three, five or seven digits and nothing else.
func IsItemCode(s string) bool {
	return (len(s) == 2 || len(s) == 3 || len(s) == 5 || len(s) == 7) && AllDigits(s)
}

// longestCode is the length in bytes of the longest code: a project's has 33.
const longestCode = 40

// IsCode tells whether a text can be the code of a unit, item, project or category:
// digits with letters, or one letter (A 货物).
func IsCode(s string) bool {
	if s == "" || len(s) > longestCode {
		return false
	}
	digit, letter := false, false
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			digit = true
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
			letter = true
		case c == '-', c == '.', c == '_':
		default:
			return false
		}
	}
	return digit || letter && len(s) == 1
}

// CutCode takes a printed “2010302-一般行政管理事务”, “[201]一般公共服务支出” or
// “208 社会保障和就业支出” apart; the code is "" where there is none.
func CutCode(s string) (code, name string) {
	s = Squash(s)
	if rest, ok := strings.CutPrefix(s, "["); ok {
		if c, n, ok := strings.Cut(rest, "]"); ok && IsCode(c) && n != "" {
			return c, strings.TrimSpace(n)
		}
	}
	end := 0
	for end < len(s) && (isDigit(s[end]) || s[end] >= 'A' && s[end] <= 'Z') {
		end++
	}
	if end == 0 || !IsCode(s[:end]) {
		return "", s
	}
	code, rest := s[:end], s[end:]
	for _, dash := range [...]string{"-", "－", "—", "–"} {
		if name, ok := strings.CutPrefix(strings.TrimSpace(rest), dash); ok && name != "" && namesAfter(code, name) {
			return code, strings.TrimSpace(name)
		}
	}
	joined := end > 2 && IsItemCode(code) && rest != "" && rest[0] >= 0x80 && !strings.HasPrefix(rest, "年")
	if joined || strings.HasPrefix(rest, " ") {
		return code, strings.TrimSpace(rest)
	}
	return "", s
}

// longDigits is the number of digits from which they are a code whatever stands behind them.
const longDigits = 12

// namesAfter tells whether what stands behind a dash is the name of a code: 2026-2028年公路养护工程 and GZ2026-SM-0511 are
// names as a whole.
func namesAfter(code, name string) bool {
	if len(code) >= longDigits && AllDigits(code) {
		return true
	}
	return (len(code) != 4 || yearAt(code, 0) == 0) && strings.ContainsFunc(name, func(r rune) bool { return r >= 0x80 })
}

package words

import (
	"strings"
)

// IsFigure tells a text that is set as figures are, whatever it says: digits with signs
// around and between them (12.5%, 1:2, (3), <0.05*), or the dash that stands for none.
// Every amount, percentage and range without a unit is one.
func IsFigure(s string) bool {
	digits, dashes, visible := false, true, false
	for _, r := range s {
		if isPunctuation(r) {
			return false
		}
		switch r = twin(r); {
		case r < 0:
			continue
		case r >= '0' && r <= '9':
			digits = true
		case strings.ContainsRune("-‐‑–—−―─△▲.,()%‰$€£¥+±<>≤≥=*†‡~至/:!#", r), isFootnote(r):
			dashes = dashes && (isDash(r) || isFootnote(r))
		default:
			return false
		}
		visible = true
	}
	return visible && (digits || dashes)
}

// isPunctuation tells the full-width signs that part words, where their ASCII twins stand in figures (1:2, 1/3).
func isPunctuation(r rune) bool {
	return r == '：' || r == '／' || r == '！' || r == '＃' || r == '＝' || r == '﹕'
}

// IsQuantity tells a figure that measures something: it holds a digit and is no bare year.
func IsQuantity(s string) bool {
	if !IsFigure(s) {
		return false
	}
	bare := strings.Trim(Fold(s), "()")
	return strings.ContainsAny(bare, "0123456789") && (len(bare) != 4 || CutYear(bare) != 4)
}

// GoesOn tells whether a word is the next group of a number whose thousands are parted by spaces: 1 | 234 | 567.
func GoesOn(number, group string) bool {
	digits := 0
	for digits < len(group) && isDigit(group[digits]) {
		digits++
	}
	return digits == 3 && len(strings.TrimLeft(number, "-–−+(")) <= 3 && !strings.ContainsAny(number, ".,%")
}

// ColumnMark reads the marks by which a row numbers the columns of a table: 1, (2), 甲,
// 3=4+5, ** or a dash. The number is 0 where the mark tells none.
func ColumnMark(s string) (number int, ok bool) {
	switch s {
	case "甲", "乙", "丙", "丁", "戊", "——", "--", "-":
		return 0, true
	}
	if strings.Trim(s, "*") == "" {
		return 0, s != ""
	}
	digits, formula := 0, false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
			if !formula {
				number = number*10 + int(r-'0')
			}
		case r == '=' || r == '+':
			formula = true
		case !strings.ContainsRune("-()栏/", r):
			return 0, false
		}
	}
	// Two digits and no point or comma: an amount has decimals in these tables, and no
	// form has a hundred columns.
	return number, digits > 0 && (digits <= 2 || formula)
}

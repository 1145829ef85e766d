package words

import (
	"strings"
	"unicode/utf8"
)

// Style is how an item of a list is numbered. The styles are in their customary
// order, outermost first; the order that a list keeps is what it prints.
type Style uint8

const (
	Unnumbered Style = iota
	Part             // 第一部分
	Han              // 一、
	HanParen         // （一）
	Digit            // 1. 1、
	DigitParen       // (1) 1)
	Circled          // ①
)

// Numbering is the number before a label.
type Numbering struct {
	Style Style
	Value int
}

// CutNumbering takes the number off a printed label: 一、 （一） 1. (1) ① 第一部分.
// A label that has none, or nothing behind it, is left as it is.
func CutNumbering(s string) (n Numbering, rest string) {
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case first >= '①' && first <= '⑳':
		n, rest = Numbering{Circled, int(first-'①') + 1}, s[size:]
	case first == '(' || first == '（':
		n, rest = cutParen(s[size:])
	case first == '第':
		n, rest = cutPart(s[size:])
	case first >= '0' && first <= '9' || hanDigit(first) > 0:
		n, rest = cutPlain(s)
	}
	if n.Style == Unnumbered || rest == "" {
		return Numbering{}, s
	}
	return n, rest
}

// cutParen reads the number behind an opening bracket.
func cutParen(s string) (Numbering, string) {
	n, rest := cutValue(s)
	closing, size := utf8.DecodeRuneInString(rest)
	if n.Style == Unnumbered || closing != ')' && closing != '）' {
		return Numbering{}, s
	}
	n.Style++ // Han to HanParen, Digit to DigitParen
	return n, rest[size:]
}

// cutPart reads the number behind 第.
func cutPart(s string) (Numbering, string) {
	n, rest := cutValue(s)
	rest, ok := strings.CutPrefix(rest, "部分")
	if n.Style == Unnumbered || !ok {
		return Numbering{}, s
	}
	return Numbering{Part, n.Value}, strings.TrimLeft(rest, "：: \u3000")
}

// cutPlain reads a number and the mark that parts it from the label. A point before a digit is that of an amount.
func cutPlain(s string) (Numbering, string) {
	n, rest := cutValue(s)
	rest = strings.TrimLeft(rest, " ")
	mark, size := utf8.DecodeRuneInString(rest)
	rest = rest[size:]
	switch mark {
	case '、', '．', '，':
	case '.':
		if rest != "" && isDigit(rest[0]) {
			return Numbering{}, s
		}
	case ')', '）':
		if n.Style != Digit {
			return Numbering{}, s
		}
		n.Style = DigitParen
	default:
		return Numbering{}, s
	}
	return n, strings.TrimSpace(rest)
}

// longestNumbering is the number of digits of a label's number.
const longestNumbering = 3

// cutValue reads the number itself, in Chinese below a hundred or in digits.
func cutValue(s string) (Numbering, string) {
	if value, n := hanNumber(s); n > 0 {
		return Numbering{Han, value}, s[n:]
	}
	value, n := 0, 0
	for n < len(s) && n < longestNumbering && isDigit(s[n]) {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n == 0 {
		return Numbering{}, s
	}
	return Numbering{Digit, value}, s[n:]
}

// hanDigit is the value of a Chinese digit or of 十, 0 for another character.
func hanDigit(r rune) int {
	switch r {
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	}
	return 0
}

// hanNumber reads a Chinese number below a hundred and its length in bytes.
func hanNumber(s string) (value, length int) {
	tens, units := -1, 0
	for _, r := range s {
		digit := hanDigit(r)
		switch {
		case digit == 10 && tens < 0:
			tens, units = max(units, 1), 0
		case digit > 0 && digit < 10 && units == 0:
			units = digit
		default:
			return max(tens, 0)*10 + units, length
		}
		length += utf8.RuneLen(r)
	}
	return max(tens, 0)*10 + units, length
}

// within is the word before a part of the whole above it.
const within = "其中"

// IsWithin tells a printed label or head that begins with 其中.
func IsWithin(s string) bool { return strings.HasPrefix(s, within) }

// CutWithin takes 其中 and its colon off a label.
func CutWithin(s string) string {
	if rest, ok := strings.CutPrefix(s, within); ok {
		return strings.TrimLeft(rest, "：: ")
	}
	return s
}

// ItemName takes 其中 and the number off a printed name.
func ItemName(s string) string {
	_, rest := CutNumbering(CutWithin(strings.TrimSpace(s)))
	return strings.TrimSpace(rest)
}

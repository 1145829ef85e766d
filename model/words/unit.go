package words

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Unit is a unit of money. All of them are powers of ten of one 元.
type Unit struct {
	Name  string // as printed, without 人民币
	Zeros int    // how many zeros the number of 元 in it has: 4 for 万元
}

// Yuan is how many 元 one of the unit is.
func (u Unit) Yuan() decimal.Decimal {
	yuan := int64(1)
	for range u.Zeros {
		yuan *= 10
	}
	return decimal.NewFromInt(yuan)
}

// UnitPattern is the part of a regular expression that finds a unit of money in folded text.
const UnitPattern = `[十百千仟万萬亿億]{0,3}[元圆圓]`

// UnitLength is the length of what UnitPattern finds at the beginning of a folded text, 0 where it finds nothing there.
func UnitLength(s string) int {
	const factors = 3
	for i, r := range s {
		switch {
		case r == '元' || r == '圆' || r == '圓':
			return i + utf8.RuneLen(r)
		case zerosOf(r) == 0 || i == factors*utf8.RuneLen(r):
			return 0
		}
	}
	return 0
}

// zerosOf is by how many zeros a character in a unit's name multiplies it, 0 for none.
func zerosOf(r rune) int {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千', '仟':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	}
	return 0
}

// maxZeros bounds a unit: 万亿元 is the largest that anything is told in.
const maxZeros = 12

// CutUnit takes the unit of money off the beginning of a folded text: 万元, 人民币元,
// 百万元, 新臺幣千元. A currency of its own (美元) is no unit of 元, but 新臺幣 is the 元
// of the documents that print it.
func CutUnit(s string) (u Unit, rest string, ok bool) {
	s = strings.TrimPrefix(s, "人民币")
	at := len(taiwanDollar(s))
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		at += n
		if r == '元' || r == '圆' || r == '圓' {
			u.Name = s[:at]
			return u, strings.TrimPrefix(s[at:], "人民币"), true
		}
		zeros := zerosOf(r)
		if u.Zeros += zeros; zeros == 0 || u.Zeros > maxZeros {
			break
		}
	}
	return Unit{}, s, false
}

// taiwanDollar is the currency before a unit of documents from Taiwan, "" where there is none.
func taiwanDollar(s string) string {
	for _, name := range [...]string{"新臺幣", "新台幣", "新台币"} {
		if strings.HasPrefix(s, name) {
			return name
		}
	}
	return ""
}

// UnitOf reads a folded text that is a unit of money and nothing else.
func UnitOf(s string) (Unit, bool) {
	u, rest, ok := CutUnit(s)
	if !ok || rest != "" {
		return Unit{}, false
	}
	return u, true
}

// UnitIn returns the unit of money that a folded text tells in brackets or after a
// colon: 项目资金(万元), 金额单位:元.
func UnitIn(s string) (Unit, bool) {
	for {
		open := strings.IndexAny(s, "(:")
		if open < 0 {
			return Unit{}, false
		}
		s = s[open+1:]
		inner := strings.TrimPrefix(strings.TrimPrefix(s, "单位"), ":")
		if u, rest, ok := CutUnit(inner); ok && (rest == "" || rest[0] == ')') {
			return u, true
		}
	}
}

package words

import (
	"strings"
	"unicode"
)

// Fold makes texts comparable: no white space at all, full-width and small letters,
// digits and signs as their ASCII twins, brackets of every shape as ( and ), no
// quotation marks (which publishers set around “三公” in every style). It is for
// matching only; what goes into a result is the text as printed.
func Fold(s string) string {
	for i, r := range s {
		if folds(r) {
			return foldedFrom(s, i)
		}
	}
	return s
}

// foldedFrom is the folded text whose first character that Fold changes stands at first.
func foldedFrom(s string, first int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:first])
	for _, r := range s[first:] {
		if r = twin(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folds tells a character that Fold does not leave as it is.
func folds(r rune) bool {
	if ordinary(r) && r != '"' && r != '\'' {
		return false
	}
	return twin(r) != r
}

// ordinary tells what nearly all of a text is: ideographs, and the printed characters of ASCII.
func ordinary(r rune) bool { return r >= 0x3400 && r < 0xFE00 || r > ' ' && r < 0x80 }

// smallForms are the twins of U+FE50 to U+FE6B, 0 where there is none.
var smallForms = [...]rune{',', '、', '.', 0, ';', ':', '?', '!', '—', '(', ')', '{', '}', '(', ')', '#', '&', '*', '+', '-', '<', '>', '=', 0, '\\', '$', '%', '@'}

// twin is what stands for a character in a folded text, -1 for nothing.
func twin(r rune) rune {
	switch {
	case r < 0x80:
		if r <= ' ' || r == '"' || r == '\'' {
			return -1
		}
		return r
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
		return twin(r - 0xFEE0)
	case r >= 0xFE50 && r <= 0xFE6B:
		if t := smallForms[r-0xFE50]; t != 0 {
			return t
		}
		return r
	}
	switch r {
	case '〔', '【':
		return '('
	case '〕', '】':
		return ')'
	case '￥':
		return '¥'
	case '‘', '’', '“', '”', '「', '」', '『', '』', 0xAD, 0x200B, 0xFEFF:
		return -1
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

// Unspaced is a text without its white space, all else as printed.
func Unspaced(s string) string {
	for _, r := range s {
		if blank(r) {
			return withoutBlanks(s)
		}
	}
	return s
}

func withoutBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// blank tells a character that shows nothing.
func blank(r rune) bool {
	if ordinary(r) {
		return false
	}
	return r == 0x200B || r == 0xFEFF || unicode.IsSpace(r)
}

// Squash joins a printed text to one line with single spaces.
func Squash(s string) string {
	if !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

package budget

import (
	"strings"
	"unicode"
)

// fold makes texts comparable: no white space at all, full-width letters,
// digits, brackets and colons as their ASCII twins, no quotation marks (which
// publishers set around “三公” in every style). It is for matching only; what
// goes into a result is the text as printed.
func fold(s string) string {
	first := strings.IndexFunc(s, folds)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:first])
	for _, r := range s[first:] {
		switch {
		case !folds(r):
			b.WriteRune(r)
		case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
			if r -= 0xFEE0; r != '"' && r != '\'' {
				b.WriteRune(r)
			}
		case r == '〔', r == '【':
			b.WriteByte('(')
		case r == '〕', r == '】':
			b.WriteByte(')')
		}
	}
	return b.String()
}

// folds tells a character that fold does not leave as it is.
func folds(r rune) bool {
	switch {
	case r < 0x80:
		return r <= ' ' || r == '"' || r == '\''
	case r >= 0x3400 && r < 0xFE00: // nearly all of a text
		return false
	}
	return r >= 0xFF01 && r <= 0xFF5E || r >= '「' && r <= '】' || r == '〔' || r == '〕' || unicode.IsSpace(r) ||
		r == 0x200B || r == 0xFEFF || r == 0xAD || r >= '‘' && r <= '”' && r != '‚' && r != '‛'
}

// squash joins a printed text to one line with single spaces.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }

// hasAny tells whether s contains one of the words.
func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// hasAll tells whether s contains every one of the words.
func hasAll(s string, words ...string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// isOneOf tells whether s is one of the words.
func isOneOf(s string, words ...string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

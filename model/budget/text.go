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
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == '"' || c == '\'' || c >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
			r -= 0xFEE0
			if r != '"' && r != '\'' {
				b.WriteRune(r)
			}
		case unicode.IsSpace(r), r == 0x200B, r == 0xFEFF, r == 0xAD, strings.ContainsRune("“”‘’\"'「」『』", r):
		case r == '〔', r == '【', r == '［':
			b.WriteByte('(')
		case r == '〕', r == '】', r == '］':
			b.WriteByte(')')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
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

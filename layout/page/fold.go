package page

import (
	"strings"
	"unicode"
)

// Unspaced is text without its white space.
func Unspaced(text string) string {
	if !strings.ContainsFunc(text, blank) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, text)
}

// blank tells a character that shows nothing.
func blank(r rune) bool {
	return r == ' ' || r == '\n' || r > 0x7F && (r == '\u3000' || r == '\u200b' || r == '\ufeff' || unicode.IsSpace(r)) || r == '\t' || r == '\r'
}

func Wide(r rune) bool { return r >= 0x2E80 }

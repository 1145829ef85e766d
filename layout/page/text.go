package page

import (
	"unicode"

	"yusuan/layout/settings"
)

// Wide tells a character of a script that sets words without spaces: CJK and its punctuation.
func Wide(r rune) bool { return r >= 0x2E80 }

// JoinTexts joins the two parts of a text that were printed apart.
func JoinTexts(a, b string, s *settings.Settings) string {
	if a == "" || b == "" {
		return a + b
	}
	if latin(a, s) && latin(b, s) {
		return a + " " + b
	}
	return a + b
}

// latin tells a text of words: small letters, and no character of a script without spaces.
func latin(text string, s *settings.Settings) bool {
	letters := 0
	for _, r := range text {
		if Wide(r) {
			return false
		}
		if unicode.IsLower(r) {
			letters++
		}
	}
	return letters >= s.Page.LatinLetters
}

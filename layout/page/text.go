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
	var l script
	l.add(text)
	return l.latin(s)
}

// script is what a text is written in.
type script struct {
	wide  bool // it has characters of a script without spaces
	small int  // letters
}

func (c *script) add(text string) {
	for _, r := range text {
		if c.wide = c.wide || Wide(r); c.wide {
			return
		}
		if unicode.IsLower(r) {
			c.small++
		}
	}
}

func (c *script) latin(s *settings.Settings) bool { return !c.wide && c.small >= s.Page.LatinLetters }

package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/settings"
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

// IsPageNumber tells a line that numbers a page: 3, - 3 -, 第3页, 3/12.
func IsPageNumber(line string) bool { return pageNumber.MatchString(line) }

var pageNumber = regexp.MustCompile(`^(?:[-—－–―·~～\s]*第?\s*[0-9ⅰ-ⅹIVXivx]{1,4}\s*页?[-—－–―·~～\s]*|第\s*[0-9]+\s*页\s*[,，/]?\s*共\s*[0-9]+\s*页|[0-9]{1,4}\s*/\s*[0-9]{1,4}|Page\s*[0-9]+(?:\s*of\s*[0-9]+)?)$`)

// Numbered tells a line that begins with an item number: `1.`, `（一）`, `①`, `一、`.
func Numbered(text string) bool {
	head, rest := text, ""
	if i := strings.IndexAny(text, "、.．)）："); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		head, rest = text[:i], text[i+n:]
	} else if first, n := utf8.DecodeRuneInString(text); first >= '①' && first <= '⑳' {
		return len(text) > n
	} else {
		return false
	}
	head = strings.TrimLeft(head, "（(")
	if head == "" || utf8.RuneCountInString(head) > 3 || rest == "" {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsDigit(next) {
		return false
	}
	for _, c := range head {
		if !unicode.IsDigit(c) && !strings.ContainsRune("一二三四五六七八九十", c) {
			return false
		}
	}
	return true
}

// listHead begins an item of a list that is told in words.
var listHead = regexp.MustCompile(`^(?:[一二三四五六七八九]是|目标|其[一二三四五]|第[一二三四五六七八九])`)

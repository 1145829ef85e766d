package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// What names something, as a title does that its words do not tell.

// mayBeName tells what a number of lines say for a name, as titles are.
func mayBeName(r Reading, lines int, s *settings.Settings) bool {
	n := length(r.name.text)
	return n >= s.Caption.NameLength && n < float64(lines*s.Caption.TitleLength) && namesSomething(r)
}

// namesSomething tells a piece that says nothing, opens no list and is no body's name.
func namesSomething(r Reading) bool {
	text := r.name.text
	if text == "" || r.Department != "" || r.Continued || IsSentence(text) || strings.ContainsAny(text, "，：:＿_") || standsForBody(text) || isFigure(text) || words.IsPageNumber(text) || otherName().MatchString(text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsLower(first) || unicode.IsPunct(last) && !strings.ContainsRune(")）”》", last) {
		return false
	}
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsRune(text, unicode.ReplacementChar)
}

// isFigure tells a number or a date. A name may begin with a year.
func isFigure(text string) bool {
	kind := words.ReadNumber(text).Kind
	return kind != words.NoNumber && (kind != words.Date || strings.Trim(text, "0123456789年月日度季至.-—－~ ") == "")
}

// MayName tells a piece that a title's place would make a title.
func (r Reading) MayName(s *settings.Settings) bool { return mayBeName(r, 1, s) }

// length is how long a text is, in wide characters.
func length(text string) float64 {
	n := 0.0
	for _, r := range text {
		if page.Wide(r) {
			n += 1
		} else {
			n += 0.5
		}
	}
	return n
}

// standsForBody tells a line that is the name of a body. 一般公共预算本级 is none.
func standsForBody(line string) bool {
	return isBody(strings.TrimSuffix(words.Unspaced(line), "本级"))
}

package check

import (
	"fmt"
	"strings"
	"unicode"

	"yusuan/model"
	"yusuan/model/budget"
)

// doubled is the first punctuation of a text that stands twice where it stands once, "" where none does.
func doubled(s string) string {
	var last rune
	for _, r := range s {
		var after string // what may not follow
		switch last {
		case '，':
			after = "，。、"
		case '。':
			after = "。，"
		case '、':
			after = "、。"
		case '；':
			after = "；。"
		case '：':
			after = "："
		}
		if after != "" && strings.ContainsRune(after, r) {
			return string([]rune{last, r})
		}
		last = r
	}
	return ""
}

// repetitions reports what running text prints twice by mistake: punctuation, and words of three characters or more.
func (c *checker) repetitions(prose []budget.Line) {
	var places []model.Subject
	first := ""
	for _, l := range prose {
		found := doubled(l.Text)
		if strings.Contains(l.Text, "。。。") {
			found = "" // dots
		}
		if found == "" {
			found = twice(l.Text)
		}
		if found == "" {
			continue
		}
		if first == "" {
			first = found
		}
		places = append(places, model.Subject{Page: l.Page})
	}
	if len(places) > 0 {
		c.report(model.TextRepeated, fmt.Sprintf("第 %d 页“%s”等 %d 处", places[0].Page, first, len(places)), fmt.Sprintf("“%s” on page %d (%d in all)", first, places[0].Page, len(places)), places).Actual = first
	}
}

// twice returns the first word of three characters or more that follows itself, "" where none does.
func twice(s string) string {
	r := []rune(s)
	run := 0 // of characters that are those so many places before
	for n := settings.word; n <= settings.longWord; n++ {
		run = 0
		for i := n; i < len(r); i++ {
			if r[i] != r[i-n] || !unicode.Is(unicode.Han, r[i]) {
				run = 0
				continue
			}
			if run++; run == n {
				return string(r[i-n+1 : i+1])
			}
		}
	}
	return ""
}

package say

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Language is what people are told in.
type Language string

const (
	English Language = "en"
	Chinese Language = "zh"
)

// Languages are the values of Language.
func Languages() []Language { return []Language{Chinese, English} }

// OfLocale is the language of a machine whose locale the environment tells, as POSIX has it: the first of the variables
// that is set counts, and what it says in no Chinese is English.
func OfLocale(variable func(string) string) Language {
	locale := cmp.Or(variable("LC_ALL"), variable("LC_MESSAGES"), variable("LANG"))
	if strings.HasPrefix(strings.ToLower(locale), string(Chinese)) {
		return Chinese
	}
	return English
}

// Of is the one of two texts that is in the language.
func (l Language) Of(en, zh string) string {
	if l == Chinese {
		return zh
	}
	return en
}

// Text is one in both languages.
type Text struct{ en, zh string }

// Both is the text of an English and a Chinese one.
func Both(en, zh string) Text { return Text{en, zh} }

// Then is the text with others behind it.
func (t Text) Then(more ...Text) Text {
	for _, m := range more {
		t.en, t.zh = t.en+m.en, t.zh+m.zh
	}
	return t
}

// In is the text in the language.
func (t Text) In(l Language) string { return l.Of(t.en, t.zh) }

// Format fills the one of two formats that is in the language.
func (l Language) Format(en, zh string, args ...any) string {
	return fmt.Sprintf(l.Of(en, zh), args...)
}

// List is one text of several.
func (l Language) List(items []string) string { return strings.Join(items, l.Of(", ", "、")) }

// inChinese are the units of time.Duration.String.
var inChinese = strings.NewReplacer("h", " 小时 ", "ms", " 毫秒", "µs", " 微秒", "m", " 分 ", "s", " 秒")

// Duration is a time as people read it.
func (l Language) Duration(d time.Duration) string {
	return l.Of(d.String(), inChinese.Replace(d.String()))
}

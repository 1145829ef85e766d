package say

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// matcher finds what a cause's verbs showed.
type matcher struct {
	cause
	said    *regexp.Regexp
	errors  []bool // of each verb: it shows an error, which may have Chinese of its own
	literal int    // how much of the text is the format's own
}

// verb finds the verbs of a format, in which what a regular expression takes for its own is escaped.
var verb = regexp.MustCompile(`%(\\\.\d+)?[a-zA-Z]`)

var matchers = sync.OnceValue(func() []matcher {
	all := make([]matcher, len(causes))
	for i, c := range causes {
		format := regexp.QuoteMeta(c.en)
		said := strings.ReplaceAll(verb.ReplaceAllLiteralString(format, "(.+?)"), "%%", "%")
		all[i] = matcher{cause: c, said: regexp.MustCompile("(?s)^" + said + "$"), literal: len(verb.ReplaceAllLiteralString(format, ""))}
		for _, v := range verb.FindAllString(format, -1) {
			all[i].errors = append(all[i].errors, strings.ContainsAny(v[len(v)-1:], "vw"))
		}
	}
	return all
})

// Cause is what a library says, in the language. Of several formats that may have said it, it is the one with the most text of its own.
func (l Language) Cause(text string) string {
	if l != Chinese {
		return text
	}
	var best *matcher
	var shown []string
	for i := range matchers() {
		m := &matchers()[i]
		if found := m.said.FindStringSubmatch(text); found != nil && (best == nil || m.literal > best.literal) {
			best, shown = m, found[1:]
		}
	}
	if best == nil {
		return text
	}
	args := make([]any, len(shown))
	for i, s := range shown {
		if args[i] = s; best.errors[i] {
			args[i] = l.Cause(s)
		}
	}
	return fmt.Sprintf(best.zh, args...)
}

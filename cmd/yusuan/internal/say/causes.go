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
	verbs   []byte // v and w show errors, which may have Chinese of their own; what others show has no ": " in it, but in quotes
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
			all[i].verbs = append(all[i].verbs, v[len(v)-1])
		}
	}
	return all
})

func isError(verb byte) bool { return verb == 'v' || verb == 'w' }

// shows tells whether these texts may be what the verbs showed, and none has others around it.
func (m *matcher) shows(shown []string) bool {
	for i, s := range shown {
		if !isError(m.verbs[i]) && m.verbs[i] != 'q' && strings.Contains(s, ": ") {
			return false
		}
	}
	return true
}

// Cause is what a library says, in the language. Of several formats that may have said it, it is the one with the most text of its own.
func (l Language) Cause(text string) string {
	if l != Chinese {
		return text
	}
	var best *matcher
	var shown []string
	for i := range matchers() {
		m := &matchers()[i]
		if found := m.said.FindStringSubmatch(text); found != nil && m.shows(found[1:]) && (best == nil || m.literal > best.literal) {
			best, shown = m, found[1:]
		}
	}
	if best == nil {
		return text
	}
	args := make([]any, len(shown))
	for i, s := range shown {
		if args[i] = s; isError(best.verbs[i]) {
			args[i] = l.Cause(s)
		}
	}
	return fmt.Sprintf(best.zh, args...)
}

package forexcel

import (
	"strings"
	"testing"
)

func TestDefuse(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "text": "text", "=1+1": "'=1+1", "+86 10": "'+86 10", "-": "'-", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx",
		"＝x": "'＝x", "'x": "''x", "-12.5": "-12.5", "+1,000": "+1,000", "-1-1": "'-1-1", "a=b": "a=b",
	} {
		if got := Defuse(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzDefuse(f *testing.F) {
	for _, s := range []string{"", "=1+1", "-12.5", "'x", "＝x", "\r\nx", "文字"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Defuse(s)
		if back := strings.TrimPrefix(got, "'"); back != s {
			t.Fatalf("%q became %q, which gives back %q", s, got, back)
		}
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") && !harmless.MatchString(got) {
			t.Fatalf("%q may be calculated", got)
		}
	})
}

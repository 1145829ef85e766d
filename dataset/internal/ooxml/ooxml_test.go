package ooxml

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestCut(t *testing.T) {
	for _, s := range []string{"", "x", strings.Repeat("算", cellUnits), strings.Repeat("𠀀", cellUnits/2), strings.Repeat("a", cellUnits-1) + "算"} {
		if got := Cut(s); got != s {
			t.Errorf("%d bytes: cut to %d", len(s), len(got))
		}
	}
	for _, s := range []string{strings.Repeat("算", cellUnits+1), strings.Repeat("𠀀", cellUnits), "a" + strings.Repeat("𠀀", cellUnits/2+1)} {
		got := Cut(s)
		rest, marked := strings.CutSuffix(got, cutMark)
		if n := len(utf16.Encode([]rune(got))); !marked || !strings.HasPrefix(s, rest) || n > cellUnits || n < cellUnits-1 {
			t.Errorf("%d bytes: cut to %d units, marked %v", len(s), n, marked)
		}
	}
}

package page

import (
	"strings"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: one of them
// is no whole number, or the lower, much shorter one stands close under one that fills the cell. The cell's width is
// 0 where it is not known; then the upper line counts as filling it.
func Divided(a, b string, above, below Line, width float64, s *settings.Settings) bool {
	switch words.ReadNumber(a + b).Kind {
	case words.Amount, words.Percent, words.Range:
	default:
		return false
	}
	upper := words.ReadNumber(a).Kind
	if upper == words.StandIn {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	if upper == words.Misprint || strings.ContainsRune(",.-–—~(", last) || strings.ContainsAny(b[:1], ",.%)") {
		return true
	}
	em := above.Size()
	full := width == 0 || width-(above.Right()-above.Left()) < s.Page.NumberRoom*em
	return full && 2*len(b) < len(a) && below.Top-above.Bottom < s.Page.WrapLeading*em
}

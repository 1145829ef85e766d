package page

import (
	"strings"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Fit is what is known of the cell that lines stand in.
type Fit struct {
	// Left is where the cell begins, Width how wide it is, in points; both 0 where that is not known.
	Left, Width float64
	// Decimals is how many the other numbers of the column have; 0 where they have none, or not the same.
	Decimals int
}

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: one of them
// is no whole number, the upper lacks decimals that the others of its column have and the lower brings them, or the
// lower, much shorter one stands close under one that fills the cell.
func (f Fit) Divided(a, b string, above, below Line, s *settings.Settings) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	upper := words.ReadNumber(a)
	if upper.Kind == words.StandIn {
		return false
	}
	if strings.ContainsRune("-–—~", last) {
		return true
	}
	joined := words.ReadNumber(a + b)
	if joined.Kind != words.Amount && joined.Kind != words.Percent && joined.Kind != words.Range {
		return false
	}
	if upper.Kind == words.Misprint || strings.ContainsRune(",.(", last) || strings.ContainsAny(b[:1], ",.%)") {
		return true
	}
	if f.Decimals > 0 && upper.Decimals > 0 {
		return int(joined.Decimals) == f.Decimals && int(upper.Decimals) < f.Decimals
	}
	em := above.Size()
	full := f.Width == 0 || f.Width-(above.Right()-above.Left()) < s.Page.NumberRoom*em
	return full && 2*len(b) < len(a) && below.Top-above.Bottom < s.Page.WrapLeading*em
}

package page

import (
	"strings"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Fit is what is known of the cell that lines stand in.
type Fit struct {
	// Width is the cell's, in points; 0 where it is not known.
	Width float64
	// Decimals is how many the other numbers of the column have; 0 where they have none, or not the same.
	Decimals int
}

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: as CutByPage
// does, but what only its width tells must stand close under the upper line.
func (f Fit) Divided(a, b string, above, below Line, s *settings.Settings) bool {
	one, told := f.oneNumber(a, b)
	return one && (told || f.filledBy(above, s) && below.Top-above.Bottom < s.Page.WrapLeading*above.Size())
}

// CutByPage tells whether two texts of figures, the last line above a page break and the first one under it, are one
// number that the page cuts.
func (f Fit) CutByPage(a, b string, above Line, s *settings.Settings) bool {
	one, told := f.oneNumber(a, b)
	return one && (told || f.filledBy(above, s))
}

// filledBy tells a line of digits that leaves no room for another in the cell.
func (f Fit) filledBy(l Line, s *settings.Settings) bool {
	return f.Width == 0 || f.Width-(l.Right()-l.Left()) < s.Page.NumberRoom*l.Size()
}

// oneNumber tells whether two texts of figures can be one number, and whether they tell it themselves: one of them is
// no whole number, or the upper lacks decimals that the others of its column have and the lower brings them. Else
// the lower is much shorter, and they are one where the upper fills its cell.
func (f Fit) oneNumber(a, b string) (one, told bool) {
	last, _ := utf8.DecodeLastRuneInString(a)
	upper := words.ReadNumber(a)
	if upper.Kind == words.StandIn {
		return false, true
	}
	if strings.ContainsRune("-–—~", last) {
		return true, true
	}
	joined := words.ReadNumber(a + b)
	if joined.Kind != words.Amount && joined.Kind != words.Percent && joined.Kind != words.Range {
		return false, true
	}
	if upper.Kind == words.Misprint || strings.ContainsRune(",.(", last) || strings.ContainsAny(b[:1], ",.%)") {
		return true, true
	}
	if f.Decimals > 0 && upper.Decimals > 0 {
		return int(joined.Decimals) == f.Decimals && int(upper.Decimals) < f.Decimals, true
	}
	return 2*len(b) < len(a), false
}

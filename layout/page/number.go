package page

import (
	"strings"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// IsFigures tells a line of figures, or what of one its cell puts in a line by itself.
func IsFigures(text string) bool {
	return words.IsFigure(text) || text == "%" || text == "％"
}

// Fit is what is known of the cell that lines stand in.
type Fit struct {
	// Left is where the cell begins, Width how wide it is, in points; both 0 where that is not known.
	Left, Width float64
	// Decimals is how many the other numbers of the column have; 0 where they have none, or not the same.
	Decimals int
	// Wraps tells that the column is too narrow for its numbers: a line that fills it goes on in the next.
	Wraps bool
}

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: they tell so
// themselves, the column wraps its numbers, or the lower, much shorter one stands close under one that fills the cell.
func (f Fit) Divided(a, b string, above, below Line, s *settings.Settings) bool {
	one, told := f.oneNumber(a, b)
	return one && (told || f.Wraps || f.fills(above, s) && below.Top-above.Bottom < s.Page.WrapLeading*above.Size())
}

// CutByPage tells whether two texts of figures, the last line above a page break and the first one under it, are one
// number that the page cuts. The line has no glyphs where it is not known.
func (f Fit) CutByPage(a, b string, above Line, s *settings.Settings) bool {
	one, told := f.oneNumber(a, b)
	return one && (told || len(above.Chars) > 0 && f.fills(above, s))
}

// fills tells whether a line leaves no room in its cell.
func (f Fit) fills(l Line, s *settings.Settings) bool {
	return f.Width == 0 || f.Width-(l.Right()-l.Left()) < s.Page.NumberRoom*l.Size()
}

// oneNumber tells whether two texts of figures can be one number, and whether they tell it themselves: one of them is
// no whole number, or the upper lacks decimals that the others of its column have and the lower brings them. Else
// the lower is much shorter, or the column wraps its numbers.
func (f Fit) oneNumber(a, b string) (one, told bool) {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	upper := words.ReadNumber(a)
	if upper.Kind == words.StandIn {
		return f.Wraps && a == "-" && words.IsQuantity(b), true
	}
	if strings.ContainsRune("-–—~", last) {
		return true, true
	}
	joined := words.ReadNumber(a + b)
	if joined.Kind != words.Amount && joined.Kind != words.Percent && joined.Kind != words.Range {
		return false, true
	}
	if upper.Kind == words.Misprint || strings.ContainsRune(",.(", last) || strings.ContainsRune(",.%％)", first) {
		return true, true
	}
	if f.Decimals > 0 && upper.Decimals > 0 {
		return int(joined.Decimals) == f.Decimals && int(upper.Decimals) < f.Decimals, true
	}
	return f.Wraps || 2*len(b) < len(a), false
}

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
	// List tells that the cell holds so many lines that they are values of their own rather than one that is divided.
	List bool
	// Wraps tells that the column is too narrow for its numbers: a line that fills it goes on in the next.
	Wraps bool
}

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: one of them
// is no whole number, the upper lacks decimals that the others of its column have and the lower brings them, the column
// wraps its numbers, or the lower, much shorter one stands close under one that fills the cell.
func (f Fit) Divided(a, b string, above, below Line, s *settings.Settings) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	upper := words.ReadNumber(a)
	if upper.Kind == words.StandIn {
		return f.Wraps && a == "-" && words.IsQuantity(b)
	}
	if strings.ContainsRune("-–—~", last) {
		return true
	}
	joined := words.ReadNumber(a + b)
	if joined.Kind != words.Amount && joined.Kind != words.Percent && joined.Kind != words.Range {
		return false
	}
	if upper.Kind == words.Misprint || strings.ContainsRune(",.(", last) || strings.ContainsRune(",.%％)", first) {
		return true
	}
	if f.Decimals > 0 && upper.Decimals > 0 {
		return int(joined.Decimals) == f.Decimals && int(upper.Decimals) < f.Decimals
	}
	close := below.Top-above.Bottom < s.Page.WrapLeading*above.Size()
	return f.Wraps || close && !f.List && 2*len(b) < len(a) && f.fills(above, s)
}

// fills tells whether a line leaves no room in its cell.
func (f Fit) fills(l Line, s *settings.Settings) bool {
	return f.Width == 0 || f.Width-(l.Right()-l.Left()) < s.Page.NumberRoom*l.Size()
}

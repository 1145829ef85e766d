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

// joint is what two texts of figures tell of being one number.
type joint uint8

const (
	twoNumbers    joint = iota
	ifFilled            // one where the upper fills its cell
	bringsDigits        // one: the upper lacks decimals that the others of its column have, and the lower brings them
	notWhole            // one: the upper or the lower is none by itself
	signAndNumber       // one in a column that wraps its numbers, or of which the first line breaks off
)

// Divided tells whether two lines of figures, which say a and b, are one number that its cell divides: they tell so
// themselves, the column wraps its numbers, or the lower, much shorter one stands close under one that fills the cell.
func (f Fit) Divided(a, b string, above, below Line, s *settings.Settings) bool {
	switch f.joint(a, b) {
	case twoNumbers:
		return false
	case ifFilled:
		return f.Wraps || f.fills(above.Extent(), s) && below.Top-above.Bottom < s.Page.WrapLeading*above.Size()
	}
	return true
}

// CutByPage tells whether two texts of figures, the last line above a page break and the first one under it, are one
// number that the page cuts, and whether that is sure: the upper ends with a mark, or the lower is nothing but one. The
// line has no size where it is not known.
func (f Fit) CutByPage(a, b string, above Extent, s *settings.Settings) (one, sure bool) {
	j := f.joint(a, b)
	sure = j == notWhole && (words.ReadNumber(a).Kind != words.Amount || !strings.ContainsAny(b, "0123456789"))
	switch j {
	case twoNumbers:
		return false, false
	case ifFilled, notWhole:
		return sure || above.Size > 0 && f.fills(above, s), sure
	}
	return true, false
}

// fills tells whether a line leaves no room in its cell.
func (f Fit) fills(l Extent, s *settings.Settings) bool {
	return f.Width == 0 || f.Width-l.Width() < s.Page.NumberRoom*l.Size
}

func (f Fit) joint(a, b string) joint {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	upper := words.ReadNumber(a)
	if upper.Kind == words.StandIn {
		if a == "-" && (f.Wraps && words.IsQuantity(b) || strings.HasSuffix(b, ".") || strings.HasSuffix(b, ",")) {
			return signAndNumber
		}
		return twoNumbers
	}
	if strings.ContainsRune("-–—~", last) {
		return notWhole
	}
	joined := words.ReadNumber(a + b)
	if joined.Kind != words.Amount && joined.Kind != words.Percent && joined.Kind != words.Range {
		return twoNumbers
	}
	switch {
	case upper.Kind == words.Misprint || strings.ContainsRune(",.(", last) || strings.ContainsRune(",.%％)", first):
		return notWhole
	case f.Decimals > 0 && upper.Decimals > 0:
		if int(joined.Decimals) == f.Decimals && int(upper.Decimals) < f.Decimals {
			return bringsDigits
		}
	case f.Wraps || !f.List && 2*len(b) < len(a):
		return ifFilled
	}
	return twoNumbers
}

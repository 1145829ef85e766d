package caption

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// withWideTitle are the pieces of a line, one where they are the letters of a title that is set wide.
func withWideTitle(l page.TextLine, s *settings.Settings) []page.Piece {
	long := func(p page.Piece) bool { return utf8.RuneCountInString(p.Text) > s.Caption.Letters }
	if len(l.Pieces) < 2 || slices.ContainsFunc(l.Pieces, long) {
		return l.Pieces
	}
	if r := Read(l.Text, s); r.Title == "" || r.Unit != "" || r.Department != "" {
		return l.Pieces
	}
	return []page.Piece{{Text: l.Text}}
}

// wrappedLine gives the first line, or the first few as one where only together they are a title:
// lines of one size, set in the middle under one another. A unit may be wrapped as well.
func wrappedLine(lines []page.TextLine, s *settings.Settings) (page.TextLine, int) {
	if len(lines) > 1 {
		if l, ok := withUnit(lines[0], lines[1]); ok {
			return l, 2
		}
	}
	joined := lines[0]
	for n := 1; n < min(len(lines), s.Caption.TitleLines) && titleGoesOn(lines[n-1], lines[n], s); n++ {
		joined.Text += lines[n].Text
		joined.Pieces = []page.Piece{{X0: joined.Box.X0, X1: joined.Box.X1, Text: joined.Text}}
		if r := Read(joined.Text, s); r.Title != "" && r.Unit == "" && r.Department == "" && Read(lines[0].Text, s).Title == "" && !IsSentence(joined.Text) {
			return joined, n + 1
		}
	}
	return lines[0], 1
}

// withUnit joins two lines of which the second ends with the rest of a unit: `单位：万` over `元`.
func withUnit(above, below page.TextLine) (page.TextLine, bool) {
	n, m := len(above.Pieces)-1, len(below.Pieces)-1
	head, rest := above.Pieces[n], below.Pieces[m]
	if !wrapsUnit(head.Text, rest.Text) {
		return page.TextLine{}, false
	}
	rest.Text = head.Text + rest.Text
	l := below
	l.Text = above.Text + below.Text
	l.Pieces = append(slices.Concat(above.Pieces[:n], below.Pieces[:m]), rest)
	return l, true
}

// wrapsUnit tells `单位：万` over `元`.
func wrapsUnit(above, below string) bool {
	begun := slices.ContainsFunc([]string{"：万", ":万", "单位：", "单位:"}, func(end string) bool { return strings.HasSuffix(above, end) })
	below = words.Unspaced(below)
	return begun && strings.HasSuffix(below, "元") && utf8.RuneCountInString(below) <= 2
}

// titleGoesOn tells two lines that may be one title, wrapped: of one size, centred on one middle, one right under the other,
// and the upper no publisher's name, which stands over a title by itself.
func titleGoesOn(above, below page.TextLine, s *settings.Settings) bool {
	size := above.Size
	middle := (above.Box.X0 + above.Box.X1 - below.Box.X0 - below.Box.X1) / 2
	return len(above.Pieces) == 1 && len(below.Pieces) == 1 &&
		math.Abs(size-below.Size) < s.Caption.SameSize*size && math.Abs(middle) < s.Caption.OffCentre*size &&
		below.Box.Top-above.Box.Bottom < s.Caption.TitleLeading*size &&
		!Read(above.Text, s).numberOnly() && !isBody(words.Unspaced(above.Text))
}

// titleLines tells how many lines, counted up from line i, belong to a wrapped title that ends with it or goes on
// in the line under it; none where it is other text.
func titleLines(lines []page.TextLine, i int, s *settings.Settings) int {
	if IsSentence(lines[i].Text) {
		return 0
	}
	for first := i; first >= max(0, i-s.Caption.TitleLines+1); first-- {
		if joined, n := wrappedLine(lines[first:], s); n > 1 && first+n > i && Read(joined.Text, s).Title != "" {
			return i - first + 1
		}
	}
	return 0
}

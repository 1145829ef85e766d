package caption

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// said is one line of a caption, or several over which one is wrapped, with what its pieces say.
type said struct {
	lines  []page.TextLine
	pieces []Reading
	// title tells that the name that it says stands as a title.
	title bool
}

// box is what the lines cover.
func (p *said) box() page.Rect {
	box := p.lines[0].Box
	for _, l := range p.lines[1:] {
		box = page.Rect{X0: min(box.X0, l.Box.X0), Top: min(box.Top, l.Box.Top), X1: max(box.X1, l.Box.X1), Bottom: max(box.Bottom, l.Box.Bottom)}
	}
	return box
}

// size is the font size of the first line.
func (p *said) size() float64 { return p.lines[0].Size }

// any tells whether a piece says what is asked for.
func (p *said) any(ask func(Reading) bool) bool { return slices.ContainsFunc(p.pieces, ask) }

// readLine reads the pieces of a line, which are one where they are the letters of a title that is set wide.
func readLine(l page.TextLine, s *settings.Settings) *said {
	out := &said{lines: []page.TextLine{l}}
	for _, p := range withWideTitle(l, s) {
		out.pieces = append(out.pieces, Read(p.Text, s))
	}
	return out
}

// withWideTitle are the pieces of a line, one where they are the letters of a title that is set wide, or a number in Latin
// letters with the title behind it.
func withWideTitle(l page.TextLine, s *settings.Settings) []page.Piece {
	if len(l.Pieces) < 2 {
		return l.Pieces
	}
	r := Read(l.Text, s)
	if r.Title == "" || r.Unit != "" || r.Department != "" {
		return l.Pieces
	}
	long := func(p page.Piece) bool { return utf8.RuneCountInString(p.Text) > s.Caption.Letters }
	if slices.ContainsFunc(l.Pieces, long) && (len(l.Pieces) > 2 || strings.ContainsFunc(l.Text, page.Wide)) {
		return l.Pieces
	}
	return []page.Piece{{X0: l.Box.X0, X1: l.Box.X1, Text: l.Text}}
}

// lastSaid reads the last of some lines, together with those above it over which it is wrapped.
func lastSaid(lines []page.TextLine, s *settings.Settings) *said {
	n := len(lines)
	if n > 1 {
		if l, ok := withUnit(lines[n-2], lines[n-1]); ok {
			out := readLine(l, s)
			out.lines = lines[n-2:]
			return out
		}
	}
	for from := wrapsFrom(lines, s); from < n-1; from++ {
		if r, ok := wrappedTitle(lines[from:], s); ok {
			return &said{lines: lines[from:], pieces: []Reading{r}}
		}
	}
	return readLine(lines[n-1], s)
}

// wrapsFrom is the first line that may be one title with those under it down to the last.
func wrapsFrom(lines []page.TextLine, s *settings.Settings) int {
	from := len(lines) - 1
	for from > 0 && len(lines)-from < s.Caption.TitleLines && titleGoesOn(lines[from-1], lines[from], s) {
		from--
	}
	return from
}

// joined is what lines say as one.
func joined(lines []page.TextLine, s *settings.Settings) string {
	text := lines[0].Text
	for _, l := range lines[1:] {
		text = page.JoinTexts(text, l.Text, s)
	}
	return text
}

// wrappedTitle reads lines as one title where only together they are one: the first is none by its words, or leaves a
// bracket open, or what is under it stands in brackets.
func wrappedTitle(lines []page.TextLine, s *settings.Settings) (Reading, bool) {
	text := joined(lines, s)
	r := Read(text, s)
	if r.Title == "" || r.department || IsSentence(text) {
		return Reading{}, false
	}
	first := Read(lines[0].Text, s)
	under := joined(lines[1:], s)
	switch {
	case opensBracket(lines[0].Text), goesOnInWords(lines[1].Text), inBrackets().MatchString(words.Unspaced(under)):
		return r, true
	case first.Title != "" && !first.worded: // a number and the beginning of a title
		lower := Read(under, s)
		return r, r.worded || namesSomething(lower)
	}
	return r, first.Title == ""
}

// goesOnInWords tells a line that begins with a small letter.
func goesOnInWords(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(first)
}

// opensBracket tells a text that ends inside brackets.
func opensBracket(text string) bool {
	return strings.LastIndexAny(text, "（(") > strings.LastIndexAny(text, "）)")
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
	_, told, ok := strings.Cut(words.Fold(above), "单位:")
	if _, whole := words.UnitOf(told); !ok || whole {
		return false
	}
	_, ok = words.UnitOf(told + strings.TrimSuffix(words.Fold(below), ")"))
	return ok
}

// titleGoesOn tells two lines that may be one title, wrapped: of one size, right under one another, both set on one middle or
// flush at the left, and the upper nothing that stands over a title by itself.
func titleGoesOn(above, below page.TextLine, s *settings.Settings) bool {
	size := above.Size
	if len(withWideTitle(above, s)) > 1 || len(withWideTitle(below, s)) > 1 || math.Abs(size-below.Size) >= s.Caption.SameSize*size || below.Box.Top-above.Box.Bottom >= s.Caption.TitleLeading*size {
		return false
	}
	upper, lower := Read(above.Text, s), Read(below.Text, s)
	if upper.numberOnly() || upper.Unit != "" || upper.department || standsForBody(above.Text) || lower.Number != "" || lower.department || standsForBody(below.Text) {
		return false
	}
	middle := (above.Box.X0 + above.Box.X1 - below.Box.X0 - below.Box.X1) / 2
	if math.Abs(middle) < s.Caption.OffCentre*size || goesOnInWords(below.Text) && below.Box.X0 > above.Box.X0 {
		return true
	}
	width := above.Box.X1 - above.Box.X0
	long := upper.heading == unnumbered && width > s.Caption.UpperShare*(below.Box.X1-below.Box.X0) || width > s.Caption.LongHeading*size
	return math.Abs(above.Box.X0-below.Box.X0) < s.Caption.Flush*size && long && lower.heading == unnumbered
}

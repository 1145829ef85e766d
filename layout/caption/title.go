package caption

import (
	"iter"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Place is where a caption stands: over the box of a grid whose text has a size of Em, on a page with its middle.
type Place struct {
	page.Rect
	Em, Middle float64
}

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

// fromFoot goes through what lines say, from the last line up.
func fromFoot(lines []page.TextLine, s *settings.Settings) iter.Seq[*said] {
	return func(yield func(*said) bool) {
		for rest := lines; len(rest) > 0; {
			t := lastSaid(rest, s)
			if !yield(t) {
				return
			}
			rest = rest[:len(rest)-len(t.lines)]
		}
	}
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
	if !ok || strings.Trim(told, "十百千仟万亿") != "" {
		return false
	}
	below = strings.TrimSuffix(words.Fold(below), ")")
	_, ok = words.UnitOf(told + below)
	return ok && below != ""
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

// standsForBody tells a line that is the name of a body. 一般公共预算本级 is none.
func standsForBody(line string) bool {
	return isBody(strings.TrimSuffix(words.Unspaced(line), "本级"))
}

// nameOver reads the last of some lines, or of those over which it is wrapped, as the title that it is by where it
// stands; nil where it is none. company tells that something else of the caption stands under it or right over it.
func (p Place) nameOver(lines []page.TextLine, company bool, s *settings.Settings) *said {
	n := len(lines)
	for from := wrapsFrom(lines, s); from < n; from++ {
		text := joined(lines[from:], s)
		r := Read(text, s)
		if len(withWideTitle(lines[from], s)) > 1 || !mayBeName(r, n-from, s) || from < n-1 && slices.ContainsFunc(lines[from:], func(l page.TextLine) bool { return Read(l.Text, s).name.text == "" }) {
			continue
		}
		if from > 0 && goesOnAsProse(lines[from-1], lines[from], s) {
			continue
		}
		out := &said{lines: lines[from:], pieces: []Reading{r}, title: true}
		if p.isUnder(out, company, s) {
			return out
		}
	}
	return nil
}

// mayBeName tells what a number of lines say for a name, as titles are.
func mayBeName(r Reading, lines int, s *settings.Settings) bool {
	n := length(r.name.text)
	return n >= s.Caption.NameLength && n < float64(lines*s.Caption.TitleLength) && namesSomething(r)
}

// namesSomething tells a piece that says nothing, opens no list and is no body's name.
func namesSomething(r Reading) bool {
	text := r.name.text
	if text == "" || r.Department != "" || r.Continued || IsSentence(text) || strings.ContainsAny(text, "，：:＿_") || standsForBody(text) || isFigure(text) || words.IsPageNumber(text) || otherName().MatchString(text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsLower(first) || unicode.IsPunct(last) && !strings.ContainsRune(")）”》", last) {
		return false
	}
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsRune(text, unicode.ReplacementChar)
}

// isFigure tells a number or a date. A name may begin with a year.
func isFigure(text string) bool {
	kind := words.ReadNumber(text).Kind
	return kind != words.NoNumber && (kind != words.Date || strings.Trim(text, "0123456789年月日度季至.-—－~ ") == "")
}

// MayName tells a piece that a title's place would make a title.
func (r Reading) MayName(s *settings.Settings) bool { return mayBeName(r, 1, s) }

// length is how long a text is, in wide characters.
func length(text string) float64 {
	n := 0.0
	for _, r := range text {
		if page.Wide(r) {
			n += 1
		} else {
			n += 0.5
		}
	}
	return n
}

// goesOnAsProse tells whether a line is the rest of what the line above it says.
func goesOnAsProse(above, l page.TextLine, s *settings.Settings) bool {
	return math.Abs(above.Size-l.Size) < s.Caption.SameSize*l.Size && l.Box.Top-above.Box.Bottom < s.Caption.TitleLeading*l.Size && strings.ContainsAny(above.Text, "，。；,;")
}

// isUnder tells whether what lines say stands as a title of the place does: on its middle, clear of its sides; in company of the
// caption's other parts at its left or on the page's middle; anywhere if it is larger than the text, but not at the right edge
// alone, where the page cuts what goes on on the next.
func (p Place) isUnder(t *said, company bool, s *settings.Settings) bool {
	box := t.box()
	em := max(p.Em, t.size())
	off, inset := s.Caption.OffMiddle*em, s.Caption.Inset*em
	middle, _ := box.Centre()
	centred := math.Abs(middle-(p.X0+p.X1)/2) < off
	left, right := box.X0 < p.X0+inset, box.X1 > p.X1-inset
	switch {
	case p.isLarger(t.size(), s):
		return box.X0 < p.X1 && box.X1 > p.X0 && (centred || left || !right)
	case centred:
		return !left && !right
	}
	return company && (math.Abs(middle-p.Middle) < off || math.Abs(box.X0-p.X0) < off && !right)
}

// namesTitle tells a line that says something else of its table beside its title's name: …情况（单位：万元）.
func (p Place) namesTitle(t *said, s *settings.Settings) bool {
	return len(t.pieces) == 1 && t.pieces[0].Tells() && mayBeName(t.pieces[0], len(t.lines), s) && p.isUnder(t, true, s)
}

// isLarger tells a size that stands out from the text of the place.
func (p Place) isLarger(size float64, s *settings.Settings) bool { return size > s.Caption.Larger*p.Em }

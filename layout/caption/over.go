package caption

import (
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Admits tells a line that can stand in a table's caption by what it says.
func Admits(l page.TextLine, s *settings.Settings) bool {
	if isLeader(l.Text) {
		return false // a line of a list of tables
	}
	r := Read(l.Text, s)
	if r.Tells() || r.Continued {
		return !IsSentence(words.Unspaced(l.Text)) || r.Title != ""
	}
	if len(l.Pieces) > 1 {
		for _, p := range l.Pieces {
			if r := Read(p.Text, s); r.Unit != "" || r.Number != "" || r.Department != "" {
				return true
			}
		}
	}
	text := words.Unspaced(l.Text)
	return words.IsYearAlone(text) || isAside(text)
}

// leader ends a line of a list of tables: dots that lead to a page's number.
var leader = words.Pattern(`[.…·]{4,}\s*[0-9]*$`)

func isLeader(text string) bool {
	return holdsAny(text, ".", "…", "·") && leader().MatchString(text)
}

// IsTitle tells a line that reads as a title and nothing else.
func IsTitle(l *page.TextLine, s *settings.Settings) bool { return Read(l.Text, s).titleOnly() }

// Split parts the lines over a place into other text and, right over the place, its caption.
func (p Place) Split(lines []page.TextLine, s *settings.Settings) (prose []page.TextLine, c Caption) {
	b := p.gather(lines, s)
	slices.Reverse(b.said)
	return b.rest, captionOf(b.said)
}

// Titles are the lines over a place that only together, or in company of a number or unit, are its title.
func (p Place) Titles(lines []page.TextLine, s *settings.Settings) []page.TextLine {
	b := p.gather(lines, s)
	var out []page.TextLine
	for _, t := range b.said {
		named := t.title && slices.ContainsFunc(b.said, func(t *said) bool { return !t.title && t.any(Reading.Tells) })
		if named || len(t.lines) > 1 && t.any(Reading.Named) {
			out = append(out, t.lines...)
		}
	}
	return out
}

// gather takes the caption from the lines over a place.
func (p Place) gather(lines []page.TextLine, s *settings.Settings) *block {
	b := &block{place: p, rest: lines, top: p.Top, s: s}
	for len(b.rest) > 0 && b.take() {
	}
	return b
}

// Ending reads the caption of a place with which lines end at the foot of the page before its own.
func (p Place) Ending(lines []page.TextLine, s *settings.Settings) Caption {
	if len(lines) == 0 {
		return Caption{}
	}
	p.Top = lines[len(lines)-1].Box.Bottom
	b := p.gather(lines, s)
	if !slices.ContainsFunc(b.said, func(t *said) bool { return t.any(Reading.Tells) }) {
		return Caption{} // a name alone heads the text
	}
	slices.Reverse(b.said)
	return captionOf(b.said)
}

// block is a caption while it is gathered from its foot up.
type block struct {
	place Place
	rest  []page.TextLine // the lines above it
	top   float64
	said  []*said // from bottom to top
	odd   int     // lines of other text in it
	s     *settings.Settings
}

// take takes the lowest of the lines above into the caption, with those that are one with it; false where none belongs to it.
func (b *block) take() bool {
	set := &b.s.Caption
	last := b.rest[len(b.rest)-1]
	em := max(b.place.Em, last.Size)
	gap := b.top - last.Box.Bottom
	if t := lastSaid(b.rest, b.s); len(t.lines) > 1 || Admits(last, b.s) {
		reach := set.Reach
		if !b.titled() {
			reach = set.Far
		}
		alone := len(b.rest) == len(t.lines) && t.any(Reading.numberOnly) // in the page's corner
		if gap > reach*em && !alone {
			return false
		}
		t.title = !b.titled() && b.place.namesTitle(t, b.s)
		b.add(t)
		return true
	}
	larger := b.place.isLarger(last.Size, b.s)
	if gap > set.Reach*em && !(larger && gap <= set.Far*em) || isLeader(last.Text) {
		return false
	}
	if !b.titled() {
		if t := b.place.nameOver(b.rest, b.inCompany(), b.s); t != nil {
			b.add(t)
			return true
		}
	}
	if b.odd++; b.odd > set.OddLines || len(b.rest) < 2 || !isOdd(last, b.rest[len(b.rest)-2], b.s) {
		return false
	}
	b.add(readLine(last, b.s))
	return true
}

func (b *block) add(t *said) {
	b.said = append(b.said, t)
	b.top = t.lines[0].Box.Top
	b.rest = b.rest[:len(b.rest)-len(t.lines)]
}

// titled tells whether a title is in the caption.
func (b *block) titled() bool {
	return slices.ContainsFunc(b.said, func(t *said) bool {
		return t.title || t.any(func(r Reading) bool { return r.Title != "" && r.heading != chapter })
	})
}

// inCompany tells whether a number or unit is in the caption, or a number stands alone right over the next line.
func (b *block) inCompany() bool {
	n := len(b.rest)
	return slices.ContainsFunc(b.said, func(t *said) bool { return t.any(Reading.Tells) }) || n > 1 && Read(b.rest[n-2].Text, b.s).numberOnly()
}

// isOdd tells a short line that may stand between the parts of a caption, under a line of it.
func isOdd(l, above page.TextLine, s *settings.Settings) bool {
	return !IsSentence(l.Text) && utf8.RuneCountInString(l.Text) <= s.Caption.OddLength && Admits(above, s)
}

// Over are the pieces of lines that stand over a box; pieces over none go to the first box.
func Over(lines []page.TextLine, box page.Rect, first bool) []page.TextLine {
	var out []page.TextLine
	for _, l := range lines {
		own := l
		own.Pieces = nil
		var texts []string
		for _, p := range l.Pieces {
			if x := (p.X0 + p.X1) / 2; x >= box.X0 && x <= box.X1 || first && x < box.X0 {
				own.Pieces = append(own.Pieces, p)
				texts = append(texts, p.Text)
			}
		}
		if len(texts) > 0 {
			own.Text = strings.Join(texts, " ")
			out = append(out, own)
		}
	}
	return out
}

package caption

import (
	"math"
	"slices"
	"strings"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Place is where a caption stands: over the box of a grid whose text has a size of Em, on a page with its middle.
type Place struct {
	page.Rect
	Em, Middle float64
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

// ReadLines reads lines that are the caption of a place, from top to bottom.
func (p Place) ReadLines(lines []page.TextLine, s *settings.Settings) Caption {
	var out []*said
	for rest := lines; len(rest) > 0; {
		t := lastSaid(rest, s)
		t.title = len(t.pieces) == 1 && p.isLarger(t.size(), s) && mayBeName(t.pieces[0], len(t.lines), s)
		out = append(out, t)
		rest = rest[:len(rest)-len(t.lines)]
	}
	slices.Reverse(out)
	return captionOf(out)
}

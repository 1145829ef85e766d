package join

import (
	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Captions gives each grid of the pages the caption lines over it and the notes under it. Grids side by side share
// the lines over them by the columns of text that stand over each.
func Captions(pages []*Page, s *settings.Settings) {
	var before *Page
	for _, v := range pages {
		v.captions(v.notesBefore(before, s), s)
		before = v
	}
}

// notesBefore gives the remarks at the page's head to the table at the foot of the page before, where nothing
// stands under that, and returns the page's other lines.
func (v *Page) notesBefore(before *Page, s *settings.Settings) []page.TextLine {
	if before == nil || len(before.Parts) == 0 || len(before.tail) > 0 {
		return v.Lines
	}
	n := 0
	for n < len(v.Lines) && (len(v.Parts) == 0 || v.Lines[n].Box.Bottom < v.Parts[0].top()) {
		n++
	}
	rest := takeNotes(before.Parts[len(before.Parts)-1:], v.Lines[:n], s)
	if len(rest) < n && len(v.Parts) > 0 {
		v.Parts[0].noted = true
	}
	return v.Lines[n-len(rest):]
}

// captions reads the lines of the page.
func (v *Page) captions(lines []page.TextLine, s *settings.Settings) {
	var above []*Part // the band of grids over the lines in question
	for rest := v.Parts; len(rest) > 0; {
		band := leadingBand(rest, s)
		rest = rest[len(band):]
		n := linesOver(band[0], lines)
		v.captionBand(band, takeNotes(above, lines[:n], s), s)
		lines = lines[n:]
		foot := band[0].foot()
		for _, p := range band[1:] {
			foot = max(foot, p.foot())
		}
		for len(lines) > 0 && lines[0].Box.Top < foot-s.Join.Under {
			lines = lines[1:]
		}
		above = band
	}
	v.tail = takeNotes(above, lines, s)
	v.Prose = append(v.Prose, v.tail...)
}

// linesOver counts the leading lines that stand over a grid.
func linesOver(p *Part, lines []page.TextLine) int {
	n := 0
	for n < len(lines) && (lines[n].Box.Top+lines[n].Box.Bottom)/2 < p.top() {
		n++
	}
	return n
}

// place is where the caption of a grid on the page stands.
func (v *Page) place(p *Part) caption.Place {
	return caption.Place{Rect: p.Box(), Em: max(v.Em, p.Em), Middle: v.middle()}
}

// captionBand gives the grids of a band their captions from the lines over it, and the page the other lines.
func (v *Page) captionBand(band []*Part, lines []page.TextLine, s *settings.Settings) {
	for i, p := range band {
		own := lines
		if len(band) > 1 {
			own = caption.Over(lines, p.Box(), i == 0)
		}
		prose, over := v.place(p).Split(own, s)
		p.over = prose
		p.caption = p.caption.Under(over)
		if i == 0 {
			v.Prose = append(v.Prose, prose...)
		}
	}
}

// leadingBand are the leading parts that stand side by side on their page.
func leadingBand(parts []*Part, s *settings.Settings) []*Part {
	n := 1
	for n < len(parts) && parts[n].top() < parts[0].foot()-s.Join.Overlap*parts[n].Em && parts[n].Xs[0] >= parts[n-1].Xs[parts[n-1].Columns()] {
		n++
	}
	return parts[:n]
}

// takeNotes gives the leading remarks among lines to the grids over them, and returns the other lines.
func takeNotes(above []*Part, lines []page.TextLine, s *settings.Settings) []page.TextLine {
	if len(above) == 0 {
		return lines
	}
	notes, rest := caption.NotesOf(lines, s)
	last := above[len(above)-1]
	last.notes = append(last.notes, notes...)
	return rest
}

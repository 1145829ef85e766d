package join

import (
	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Captions gives each grid the caption lines over it and the notes under it. Grids side by side share
// the lines over them by the columns of text that stand over each.
func (v *Page) Captions(s *settings.Settings) {
	from := 0
	var above []*Part // the band of grids over the lines in question
	for rest := v.Parts; len(rest) > 0; {
		band := beside(rest)
		rest = rest[len(band):]
		to := from
		for to < len(v.Lines) && (v.Lines[to].Box.Top+v.Lines[to].Box.Bottom)/2 < band[0].Ys[0] {
			to++
		}
		between := v.notes(above, v.Lines[from:to], s)
		for i, p := range band {
			own := between
			if len(band) > 1 {
				own = caption.Over(between, p.Box(), i == 0)
			}
			prose, lines := caption.Split(own, p.Ys[0], max(v.Em, p.Em), s)
			p.prose = len(prose) > 0
			p.caption = p.caption.Under(lines, s)
			if i == 0 {
				v.Prose = append(v.Prose, prose...)
			}
		}
		foot := 0.0
		for _, p := range band {
			foot = max(foot, p.Ys[len(p.Ys)-1])
		}
		for from = max(from, to); from < len(v.Lines) && v.Lines[from].Box.Top < foot-1; {
			from++
		}
		above = band
	}
	v.tail = v.notes(above, v.Lines[from:], s)
	v.Prose = append(v.Prose, v.tail...)
}

// beside are the leading parts that stand side by side on their page.
func beside(parts []*Part) []*Part {
	n := 1
	foot := parts[0].Ys[len(parts[0].Ys)-1]
	for n < len(parts) && parts[n].Ys[0] < foot-parts[n].Em && parts[n].Xs[0] >= parts[n-1].Xs[len(parts[n-1].Xs)-1] {
		n++
	}
	return parts[:n]
}

// notes gives the leading remarks among lines to the grids over them, and returns the other lines.
func (v *Page) notes(above []*Part, lines []page.TextLine, s *settings.Settings) []page.TextLine {
	if len(above) == 0 {
		return lines
	}
	notes, rest := caption.NotesOf(lines, s)
	last := above[len(above)-1]
	last.notes = append(last.notes, notes...)
	return rest
}

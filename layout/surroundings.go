package layout

import (
	"cmp"
	"slices"
	"strings"
)

// captions gives each grid the caption lines over it and the notes under it. Grids side by side share
// the lines over them by the columns of text that stand over each.
func (v *joinPage) captions(s *Settings) {
	from := 0
	var above []*part // the band of grids over the lines in question
	for rest := v.parts; len(rest) > 0; {
		band := beside(rest)
		rest = rest[len(band):]
		to := from
		for to < len(v.lines) && (v.lines[to].Box.Top+v.lines[to].Box.Bottom)/2 < band[0].Ys[0] {
			to++
		}
		between := v.notes(above, v.lines[from:to])
		for i, p := range band {
			own := between
			if len(band) > 1 {
				own = over(between, p.Box(), i == 0)
			}
			prose, lines := captionLines(own, p.Ys[0], max(v.em, p.em), s)
			p.prose = len(prose) > 0
			p.caption = p.caption.under(lines)
			if i == 0 {
				v.prose = append(v.prose, prose...)
			}
		}
		foot := 0.0
		for _, p := range band {
			foot = max(foot, p.Ys[len(p.Ys)-1])
		}
		for from = max(from, to); from < len(v.lines) && v.lines[from].Box.Top < foot-1; {
			from++
		}
		above = band
	}
	v.tail = v.notes(above, v.lines[from:])
	v.prose = append(v.prose, v.tail...)
}

// beside are the leading parts that stand side by side on their page.
func beside(parts []*part) []*part {
	n := 1
	foot := parts[0].Ys[len(parts[0].Ys)-1]
	for n < len(parts) && parts[n].Ys[0] < foot-parts[n].em && parts[n].Xs[0] >= parts[n-1].Xs[len(parts[n-1].Xs)-1] {
		n++
	}
	return parts[:n]
}

// over are the pieces of lines that stand over a box; pieces over none go to the first box.
func over(lines []Line, box Rect, first bool) []Line {
	var out []Line
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

// notes gives the leading remarks among lines to the grids over them, and returns the other lines.
func (v *joinPage) notes(above []*part, lines []Line) []Line {
	if len(above) == 0 {
		return lines
	}
	notes, rest := notesOf(lines)
	last := above[len(above)-1]
	last.notes = append(last.notes, notes...)
	return rest
}

// under completes a caption that stands in the grid itself by the lines over the grid.
func (c Caption) under(lines []Line) Caption {
	if len(lines) == 0 {
		return c
	}
	over := readCaption(lines)
	out := c.or(over)
	out.Lines = slices.Concat(over.Lines, c.Lines)
	return out
}

// or fills what a caption does not tell from another one's; the lines stay its own.
func (c Caption) or(other Caption) Caption {
	c.Number = cmp.Or(c.Number, other.Number)
	c.Title = cmp.Or(c.Title, other.Title)
	c.Unit = cmp.Or(c.Unit, other.Unit)
	c.Department = cmp.Or(c.Department, other.Department)
	c.Continued = c.Continued || other.Continued
	return c
}

// notesOf takes the leading remarks from the lines under a grid; a remark's wrapped lines are one.
func notesOf(lines []Line) ([]string, []Line) {
	var notes []string
	for i, l := range lines {
		switch {
		case note(l.Text):
			notes = append(notes, l.Text)
		case len(notes) == 0 || captionLike(l) || l.Box.Top-lines[i-1].Box.Bottom >= 1.5*l.Size:
			return notes, lines[i:]
		case numbered(l.Text):
			notes = append(notes, l.Text)
		default:
			notes[len(notes)-1] = joinTexts(notes[len(notes)-1], l.Text)
		}
	}
	return notes, nil
}

// wrapsTitle tells how many lines, counted up from line i, belong to a wrapped title that ends with it or goes on
// in the line under it; none where it is other text.
func wrapsTitle(lines []Line, i int) int {
	if sentenceMark.MatchString(lines[i].Text) {
		return 0
	}
	for _, first := range []int{i, i - 1, i - 2} {
		if first < 0 || first > i {
			continue
		}
		if joined, n := wrappedTitle(lines[first:]); n > 1 && first+n > i && readPart(joined.Text).title != "" {
			return i - first + 1
		}
	}
	return 0
}

// captionLines parts the lines over a grid into other text and, right over the grid, its caption.
func captionLines(lines []Line, top, em float64, s *Settings) (prose, caption []Line) {
	i := len(lines)
	below := top
	odd := 0
	for i > 0 {
		l := lines[i-1]
		if below-l.Box.Bottom > s.Caption.Reach*max(em, l.Size) && !(i == 1 && numberOnly(l.Text)) {
			break // but a number may stand alone in the page's corner
		}
		if !captionLike(l) {
			if n := wrapsTitle(lines[:min(i+1, len(lines))], i-1); n > 0 {
				i -= n
				below = lines[i].Box.Top
				continue
			}
		}
		if !captionLike(l) {
			// One short line may stand between the parts of a caption.
			if odd++; odd > 1 || sentenceMark.MatchString(l.Text) || len([]rune(l.Text)) > 40 || i < 2 || !captionLike(lines[i-2]) {
				break
			}
		}
		below = l.Box.Top
		i--
	}
	return lines[:i], lines[i:]
}

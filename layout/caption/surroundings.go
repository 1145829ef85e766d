package caption

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

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

// Under completes a caption that stands in the grid itself by the lines over the grid.
func (c Caption) Under(lines []page.TextLine) Caption {
	if len(lines) == 0 {
		return c
	}
	over := ReadLines(lines)
	out := c.Or(over)
	out.Lines = slices.Concat(over.Lines, c.Lines)
	return out
}

// Or fills what a caption does not tell from another one's; the lines stay its own.
func (c Caption) Or(other Caption) Caption {
	c.Number = cmp.Or(c.Number, other.Number)
	c.Title = cmp.Or(c.Title, other.Title)
	c.Unit = cmp.Or(c.Unit, other.Unit)
	c.Department = cmp.Or(c.Department, other.Department)
	c.Continued = c.Continued || other.Continued
	return c
}

// NotesOf takes the leading remarks from the lines under a grid; a remark's wrapped lines are one.
func NotesOf(lines []page.TextLine, s *settings.Settings) ([]string, []page.TextLine) {
	var notes []string
	for i, l := range lines {
		switch {
		case Note(l.Text):
			notes = append(notes, l.Text)
		case len(notes) == 0 || Like(l) || l.Box.Top-lines[i-1].Box.Bottom >= 1.5*l.Size:
			return notes, lines[i:]
		case page.Numbered(l.Text):
			notes = append(notes, l.Text)
		default:
			notes[len(notes)-1] = page.JoinTexts(notes[len(notes)-1], l.Text, s)
		}
	}
	return notes, nil
}

// wrapsTitle tells how many lines, counted up from line i, belong to a wrapped title that ends with it or goes on
// in the line under it; none where it is other text.
func wrapsTitle(lines []page.TextLine, i int) int {
	if SentenceMark.MatchString(lines[i].Text) {
		return 0
	}
	for _, first := range []int{i, i - 1, i - 2} {
		if first < 0 || first > i {
			continue
		}
		if joined, n := wrappedTitle(lines[first:]); n > 1 && first+n > i && Read(joined.Text).Title != "" {
			return i - first + 1
		}
	}
	return 0
}

// Split parts the lines over a grid into other text and, right over the grid, its caption.
func Split(lines []page.TextLine, top, em float64, s *settings.Settings) (prose, caption []page.TextLine) {
	i := len(lines)
	below := top
	odd := 0
	for i > 0 {
		l := lines[i-1]
		if below-l.Box.Bottom > s.Caption.Reach*max(em, l.Size) && !(i == 1 && numberOnly(l.Text)) {
			break // but a number may stand alone in the page's corner
		}
		if !Like(l) {
			if n := wrapsTitle(lines[:min(i+1, len(lines))], i-1); n > 0 {
				i -= n
				below = lines[i].Box.Top
				continue
			}
		}
		if !Like(l) {
			// One short line may stand between the parts of a caption.
			if odd++; odd > 1 || SentenceMark.MatchString(l.Text) || len([]rune(l.Text)) > 40 || i < 2 || !Like(lines[i-2]) {
				break
			}
		}
		below = l.Box.Top
		i--
	}
	return lines[:i], lines[i:]
}

// Clashes tells whether another caption is of another table: it tells what this one tells, or
// both a number and a title.
func (c Caption) Clashes(other Caption) bool {
	return c.Number != "" && other.Number != "" || c.Title != "" && other.Title != "" || other.Number != "" && other.Title != ""
}

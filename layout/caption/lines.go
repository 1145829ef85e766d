package caption

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Admits tells a line that can stand in a table's caption.
func Admits(l page.TextLine, s *settings.Settings) bool {
	if leader.MatchString(l.Text) {
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
var leader = regexp.MustCompile(`[.…·]{4,}\s*[0-9]*$`)

// IsTitle tells a line that reads as a title and nothing else.
func IsTitle(l page.TextLine, s *settings.Settings) bool { return Read(l.Text, s).titleOnly() }

// Split parts the lines over a grid into other text and, right over the grid, its caption.
func Split(lines []page.TextLine, top, em float64, s *settings.Settings) (prose, caption []page.TextLine) {
	i := len(lines)
	odd := 0
	for i > 0 {
		l := lines[i-1]
		if top-l.Box.Bottom > s.Caption.Reach*max(em, l.Size) && !(i == 1 && Read(l.Text, s).numberOnly()) {
			break // but a number may stand alone in the page's corner
		}
		n := 1
		if !Admits(l, s) {
			if n = titleLines(lines[:min(i+1, len(lines))], i-1, s); n == 0 {
				if odd++; odd > s.Caption.OddLines || i < 2 || !isOdd(l, lines[i-2], s) {
					break
				}
				n = 1
			}
		}
		i -= n
		top = lines[i].Box.Top
	}
	return lines[:i], lines[i:]
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

// NotesOf takes the leading remarks from the lines under a grid; a remark's wrapped lines are one.
func NotesOf(lines []page.TextLine, s *settings.Settings) ([]string, []page.TextLine) {
	var notes []string
	for i, l := range lines {
		switch {
		case IsNote(l.Text):
			notes = append(notes, l.Text)
		case len(notes) == 0 || Admits(l, s) || l.Box.Top-lines[i-1].Box.Bottom >= s.Caption.NoteLeading*l.Size:
			return notes, lines[i:]
		case words.IsListed(l.Text):
			notes = append(notes, l.Text)
		default:
			notes[len(notes)-1] = page.JoinTexts(notes[len(notes)-1], l.Text, s)
		}
	}
	return notes, nil
}

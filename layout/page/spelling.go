package page

import (
	"strings"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// spelled is a line's text as a cell has it: white space inside of a number is closed, and the raised mark that leads
// from a figure to its footnote stands apart.
func (r Line) spelled(s *settings.Settings) string {
	for i := 1; i < len(r.Chars); i++ {
		if IsNote(&r.Chars[i-1], &r.Chars[i], s) {
			figure, rest := Line{Chars: trimmed(r.Chars[:i])}, Line{Chars: r.Chars[i:]}
			return figure.closed(s) + " " + rest.spelled(s)
		}
	}
	return r.closed(s)
}

// IsNote tells whether a digit is the mark of a footnote: smaller than the figure before it, and raised.
func IsNote(figure, mark *Char, s *settings.Settings) bool {
	return isDigit(mark) && (isDigit(figure) || figure.Text == "%" || figure.Text == ")") &&
		mark.Size < s.Page.NoteSize*figure.Size && figure.Box.Bottom-mark.Box.Bottom > s.Page.NoteRise*figure.Size
}

func isDigit(c *Char) bool { return len(c.Text) == 1 && c.Text[0] >= '0' && c.Text[0] <= '9' }

// closed is the line's text, without the white space that a font or a typesetter put into a number. White space counts
// by its width: what is far apart is two numbers, whatever they would make together.
func (r Line) closed(s *settings.Settings) string {
	text := r.Text(s.Page.WordGap)
	if !strings.Contains(text, " ") {
		return text
	}
	parts := r.digitGroups(s)
	if parts == nil {
		return text
	}
	number := strings.Join(parts, "")
	apart := strings.Count(text, " ") + 1
	spread := apart > 2 && len(number) < 2*apart // most digits stand by themselves
	for i := 1; i < len(parts) && !spread; i++ {
		if !goesOn(parts[i-1], parts[i], i == 1) {
			return text
		}
	}
	return number
}

// digitGroups are the parts of a number between which there is more than the usual space; nil for a line in which
// there are other characters, or parts so far from each other that they are none of one number.
func (r Line) digitGroups(s *settings.Settings) []string {
	var parts []string
	last := &Char{}
	for i := range r.Chars {
		c := &r.Chars[i]
		if c.Flags&Space != 0 {
			continue
		}
		gap := c.Box.X0 - last.Box.X1
		switch {
		case !isDigit(c) && c.Text != "," && c.Text != "." && c.Text != "-" && c.Text != "%":
			return nil
		case parts == nil || gap > s.Page.DigitGap*c.Size:
			parts = append(parts, c.Text)
		default:
			parts[len(parts)-1] += c.Text
		}
		if len(parts) > 1 && gap > s.Page.NumberGap*c.Size {
			return nil
		}
		last = c
	}
	return parts
}

// goesOn tells whether two parts of a text are of one number: a sign and what it belongs to, parts that a separator
// joins, or groups of thousands.
func goesOn(a, b string, first bool) bool {
	return first && a == "-" || strings.ContainsAny(a[len(a)-1:], ",.") || strings.ContainsAny(b[:1], ",.%") ||
		words.GoesOn(a, b) && (first || len(a) == 3)
}

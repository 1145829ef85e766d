package page

import (
	"math"
	"slices"
	"strings"

	"yusuan/layout/settings"
)

// Content is what stands in a cell.
type Content struct {
	Text                string
	FirstLine, LastLine string  // the first and last line of Text
	TextTop, TextBottom float64 // the height that the lines take, in points; both 0 for turned text
	Lines               int     // how many lines the glyphs stand in; 0 for text that is turned or runs down
	Size                float64 // font size of the first glyph, in points
	// Indent is how far the first line begins from the cell's left side, in em of it.
	Indent float64
	// Bold tells that most of the text is set heavier than the page's other text.
	Bold bool
}

// ContentOf is the text of a cell's glyphs, lines joined as the page wraps them. fit is what
// is known of the cell.
func ContentOf(chars []Char, fit Fit, s *settings.Settings) Content {
	return new(Writer).ContentOf(chars, fit, s)
}

// ContentOf is the function of that name.
func (w *Writer) ContentOf(chars []Char, fit Fit, s *settings.Settings) Content {
	turn := mostTurned(chars)
	turned := upright(chars, turn)
	if runsDown(turned, s) {
		text := strings.TrimSpace(InOrder(turned))
		return Content{Text: text, FirstLine: text, LastLine: text}
	}
	w.lines = appendLines(w.lines[:0], turned, s.Page.SameLine)
	lines := w.lines
	if len(lines) == 0 {
		return Content{}
	}
	c := Content{Size: lines[0].Size(), Bold: MostlyBold(chars)}
	if turn == 0 {
		if fit.Left > 0 || fit.Width > 0 {
			c.Indent = max(lines[0].Left()-fit.Left, 0) / lines[0].Size()
		}
		c.Lines = len(lines)
		c.TextTop, c.TextBottom = lines[0].Top, lines[len(lines)-1].Bottom
	}
	c.write(lines, fit, s)
	return c
}

// MostlyBold tells whether more glyphs are bold than not.
func MostlyBold(chars []Char) bool {
	bold, all := 0, 0
	for i := range chars {
		if chars[i].Flags&Space == 0 {
			all++
			if chars[i].Flags&Bold != 0 {
				bold++
			}
		}
	}
	return 2*bold > all
}

// write joins the lines of a cell to its text.
func (c *Content) write(lines []Line, fit Fit, s *settings.Settings) {
	c.FirstLine = lines[0].spelled(s)
	c.Text, c.LastLine = c.FirstLine, c.FirstLine
	if len(lines) > 1 {
		p := paragraphsOf(lines, c.FirstLine, fit, s)
		var text written
		text.add("", c.FirstLine)
		for i := 1; i < len(lines); i++ {
			c.LastLine = lines[i].spelled(s)
			text.add(p.joint(&text, c.LastLine, i), c.LastLine)
		}
		c.Text = text.String()
	}
}

// runsDown tells text that is set in several columns of upright glyphs, one under the other: it was
// painted that way.
func runsDown(chars []Char, s *settings.Settings) bool {
	down, columns, steps := 0, 1, 0
	var last *Char
	for i := range chars {
		c := &chars[i]
		if c.Flags&Space != 0 {
			continue
		}
		if last != nil {
			steps++
			x0, y0 := last.Box.Centre()
			x1, y1 := c.Box.Centre()
			switch across, step := math.Abs(x1-x0), y1-y0; {
			case across < s.Page.Plumb*c.Size && step > s.Page.StepLeast*c.Size && step < s.Page.StepMost*c.Size:
				down++
			case across > s.Page.Beside*c.Size && step < 0:
				columns++
			}
		}
		last = c
	}
	return columns > 1 && down+columns-1 == steps && down >= columns
}

// InOrder is the text of glyphs as they were painted.
func InOrder(chars []Char) string {
	var b strings.Builder
	for i := range chars {
		b.WriteString(chars[i].Text)
	}
	return b.String()
}

// upright turns the glyphs of a stacked or turned label into reading position.
func upright(chars []Char, turn uint8) []Char {
	if turn == 0 {
		return chars
	}
	out := slices.Clone(chars)
	for i := range out {
		out[i].Box = out[i].Box.turned(turn)
	}
	return out
}

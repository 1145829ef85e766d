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
	FirstLine, LastLine string    // the first and last line of Text
	Lines               []SetLine // in which the glyphs stand; none for text that is turned or runs down
	Size                float64   // font size of the first glyph, in points
	// Indent is how far the first line begins from the cell's left side, in em of it.
	Indent float64
	// Bold tells that most of the text is set heavier than the page's other text.
	Bold bool
}

// TextTop and TextBottom are the heights between which the lines stand; 0 where there are none.
func (c *Content) TextTop() float64 {
	if len(c.Lines) == 0 {
		return 0
	}
	return c.Lines[0].Top
}

func (c *Content) TextBottom() float64 {
	if len(c.Lines) == 0 {
		return 0
	}
	return c.Lines[len(c.Lines)-1].Bottom
}

// ContentOfLine is a cell's that begins at left and has one line in it.
func ContentOfLine(l SetLine, left float64) Content {
	return Content{Text: l.Text, FirstLine: l.Text, LastLine: l.Text, Lines: []SetLine{l}, Size: l.Size, Indent: indent(l.Extent, left), Bold: l.Bold}
}

// indent is how far a line begins from the left side of its cell, in em.
func indent(l Extent, left float64) float64 { return max(l.Left-left, 0) / l.Size }

// Writer makes the texts of many cells: it keeps its room from one to the next.
type Writer struct {
	lines []Line
	set   []SetLine // room for those of several cells
}

// setRoom is for how many lines room is made at once.
const setRoom = 32

// NewWriter is one that makes the texts of so many cells.
func NewWriter(cells int) *Writer { return &Writer{set: make([]SetLine, 0, min(cells, setRoom))} }

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
			c.Indent = indent(lines[0].Extent(), fit.Left)
		}
		c.Lines = w.setLines(len(lines))
	}
	c.write(lines, fit, s)
	return c
}

// setLines is room for so many lines.
func (w *Writer) setLines(n int) []SetLine {
	from := len(w.set)
	if cap(w.set)-from < n {
		w.set, from = make([]SetLine, 0, max(n, cap(w.set))), 0
	}
	w.set = w.set[:from+n]
	return w.set[from : from+n : from+n]
}

// write joins the lines of a cell to its text.
func (c *Content) write(lines []Line, fit Fit, s *settings.Settings) {
	c.FirstLine = c.spell(lines, 0, s)
	c.Text, c.LastLine = c.FirstLine, c.FirstLine
	if len(lines) > 1 {
		p := paragraphsOf(lines, c.FirstLine, fit, s)
		var text written
		text.add("", c.FirstLine)
		for i := 1; i < len(lines); i++ {
			c.LastLine = c.spell(lines, i, s)
			text.add(p.joint(&text, c.LastLine, i), c.LastLine)
		}
		c.Text = text.String()
	}
}

// spell writes one of the lines, and keeps it where the text is not turned.
func (c *Content) spell(lines []Line, i int, s *settings.Settings) string {
	text := lines[i].spelled(s)
	if c.Lines != nil {
		c.Lines[i] = lines[i].set(text)
	}
	return text
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

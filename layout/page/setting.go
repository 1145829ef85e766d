package page

import (
	"math"
	"strings"

	"yusuan/layout/settings"
)

// Extent is how far a line goes, in points, with the font size of its first glyph.
type Extent struct{ Left, Right, Size float64 }

// Width is the line's.
func (e Extent) Width() float64 { return e.Right - e.Left }

// Extent is how far the line goes.
func (r Line) Extent() Extent { return Extent{r.Left(), r.Right(), r.Size()} }

// Writer makes the texts of many cells, or tells how they are set: it keeps its room from one to the next.
type Writer struct{ lines []Line }

// Setting is how the lines of an upright text are set: what they tell of the text on the next page or the one before, for
// which their glyphs need not be kept. Lengths are in points.
type Setting struct {
	First, Last Extent
	// Word is the width of what the first line begins with and a wrap does not divide.
	Word float64
	// Widest is the width of the widest line, which tells how wide lines are set; of a single one nothing does, and it is infinite.
	Widest float64
}

// SettingOf is how upright glyphs are set; false where none of them is seen. It puts the glyphs in the order of lines.
func SettingOf(chars []Char, s *settings.Settings) (Setting, bool) {
	return new(Writer).SettingOf(chars, s)
}

// SettingOf is the function of that name.
func (w *Writer) SettingOf(chars []Char, s *settings.Settings) (Setting, bool) {
	w.lines = appendLines(w.lines[:0], chars, s.Page.SameLine)
	if len(w.lines) == 0 {
		return Setting{}, false
	}
	first, last := w.lines[0], w.lines[len(w.lines)-1]
	out := Setting{First: first.Extent(), Last: last.Extent(), Word: first.word(), Widest: math.Inf(1)}
	if len(w.lines) > 1 {
		out.Widest = 0
		for _, l := range w.lines {
			out.Widest = max(out.Widest, l.Extent().Width())
		}
	}
	return out, true
}

// word is the width of what the line begins with and a wrap does not divide: a word or figure, or a character of a script
// without spaces, with the marks behind it that begin no line.
func (r Line) word() float64 {
	width := max(r.Lead(), r.Chars[0].Box.X1-r.Left())
	for i := range r.Chars[1:] {
		c := &r.Chars[i+1]
		if c.Box.X0 < r.Left()+width {
			continue
		}
		if !strings.Contains("、，。；：！？）》”’,.;:!?)", c.Text) {
			break
		}
		width = c.Box.X1 - r.Left()
	}
	return width
}

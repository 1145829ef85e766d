package page

import "strings"

// Extent is how far a line goes, in points, with the font size of its first glyph.
type Extent struct{ Left, Right, Size float64 }

// Width is the line's.
func (e Extent) Width() float64 { return e.Right - e.Left }

// Extent is how far the line goes.
func (r Line) Extent() Extent { return Extent{r.Left(), r.Right(), r.Size()} }

// SetLine is a line of a cell's text as it is set, without its glyphs, which are let go when a page is laid out: what joining
// asks for. Lengths are in points.
type SetLine struct {
	Extent
	Top, Bottom float64
	Text        string  // as the cell has it
	Bold        bool    // whether most of it is
	Word        float64 // the width of what it begins with and a wrap does not divide
}

// set is the line without its glyphs.
func (r Line) set(text string) SetLine {
	return SetLine{Extent: r.Extent(), Top: r.Top, Bottom: r.Bottom, Text: text, Bold: MostlyBold(r.Chars), Word: r.word()}
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

package settings

// Page are the thresholds by which a page's glyphs become lines of text and the text of cells.
// Lengths are in em of the glyph or line that is looked at.
type Page struct {
	// Size is the font size, in points, that a page without text is measured by.
	Size float64

	// NumberRoom is the room, in em, beside a line of digits under which it fills its cell.
	NumberRoom float64
	// DividedLines is the most lines of a number that its cell divides.
	DividedLines int
	// WrapLeading is the space, in em, under which a line may go on with the number above it.
	WrapLeading float64
	// White is the luminance from which a ruling or a glyph is not seen on paper.
	White float32
	// Pale is the luminance from which glyphs that are more than Watermark times as large as the
	// text are a watermark.
	Pale      float32
	Watermark float64
	// Level watermarks are of ink whose luminance is less than Contrast above that of what it stands on, and the share
	// Overlaid of whose glyphs lies over other text, or over a vertical ruling that passes no further from the middle
	// of the glyph than Across, a part of its width.
	Contrast         float32
	Overlaid, Across float64
	// SealRim is the least width and height of a seal's round rim, in em of the page, and
	// SealStretch how many times as long as wide it may be.
	SealRim, SealStretch float64
	// Coloured is the luminance from which ink is not black, SameInk the distance under which the
	// luminances of a seal's rim and of a glyph are one.
	Coloured float32
	SameInk  float64

	// Stamped is how many times as many glyphs as nobody sees may be seen on a scan: a page number, a stamp.
	Stamped float64
	// SameLine is the share of the smaller glyph's height by which two glyphs overlap to stand on one line.
	SameLine float64
	// WordGap is the space that parts two words of one line.
	WordGap float64
	// DigitGap is the space up to which digits stand together, though a space be painted between them, and NumberGap
	// the one above which they are those of two numbers. What lies between may part the thousands of one.
	DigitGap, NumberGap float64
	// The mark that leads from a figure to its footnote is of less than NoteSize of the figure's size, and raised by
	// more than NoteRise.
	NoteSize, NoteRise float64
	// ColumnGap is the space that parts two pieces of a caption line.
	ColumnGap float64

	// Glyphs set one under the other: their centres lie less than Plumb apart across, and between
	// StepLeast and StepMost apart down. A glyph further up and more than Beside to the side
	// begins another column of them.
	Plumb, StepLeast, StepMost, Beside float64

	// Flush is the distance from the left edge of a cell's text under which a line begins there,
	// Indent the one above which its first line is set in, Centred the one above which it is centred.
	Flush, Indent, Centred float64
	// OneSided is the share of a line's indent under which the space at its right is none: a
	// centred line is set in at both sides, a paragraph's first one only at the left.
	OneSided float64
	// EarlyEnd is the space right of a line above which it ended before the edge, where the next
	// line's first word would have fitted as well, with a rest of WordRest.
	EarlyEnd, WordRest float64
	// LatinLetters is the number of small letters that make a text one of words with spaces between them.
	LatinLetters int
}

func defaultPage() Page {
	return Page{
		Size:         10,
		DividedLines: 3,
		WrapLeading:  0.5,
		NumberRoom:   1.5,
		White:        0.97,
		Pale:         0.5,
		Watermark:    2,
		Contrast:     0.4,
		Overlaid:     0.1,
		Across:       0.35,
		SealRim:      4,
		SealStretch:  2,
		Coloured:     0.05,
		SameInk:      0.02,
		Stamped:      0.1,
		SameLine:     0.4,
		WordGap:      0.25,
		DigitGap:     0.22,
		NumberGap:    0.6,
		NoteSize:     0.85,
		NoteRise:     0.25,
		ColumnGap:    1.5,
		Plumb:        0.3,
		StepLeast:    0.5,
		StepMost:     1.8,
		Beside:       0.8,
		Flush:        1,
		Indent:       1.5,
		Centred:      2.5,
		OneSided:     0.5,
		EarlyEnd:     1.2,
		WordRest:     0.5,
		LatinLetters: 3,
	}
}

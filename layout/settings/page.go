package settings

// Page are the thresholds by which a page's glyphs become lines of text.
type Page struct {
	// White is the luminance from which a ruling or a glyph is not seen on paper.
	White float32
	// Pale is the luminance from which glyphs that are much larger than the text are a watermark.
	Pale float32
	// SameLine is the share of the smaller glyph's height by which two glyphs overlap to stand on one line.
	SameLine float64
	// WordGap is the space, in em, that parts two words of one line.
	WordGap float64
	// ColumnGap is the space, in em, that parts two pieces of a caption line.
	ColumnGap float64
}

func defaultPage() Page {
	return Page{
		White:     0.97,
		Pale:      0.5,
		SameLine:  0.4,
		WordGap:   0.25,
		ColumnGap: 1.5,
	}
}

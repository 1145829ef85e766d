package settings

// Align are the thresholds of the stage that finds tables without rulings, or with
// rulings in one direction only. Lengths are in em of the page.
type Align struct {
	// SameLine is the share of the smaller glyph's height by which two glyphs overlap to stand on
	// one line: larger than in a cell, as the lines of neighbouring cells may interleave.
	SameLine float64
	// WordGap is the space that parts two words, WideGap the one that parts two pieces of a
	// line, FigureGap the one that parts two figures.
	WordGap, WideGap, FigureGap float64
	// Leader is the number of dots that make a leader between a label and its figure.
	Leader int
	// SameEnd is how far the ends of two horizontal lines of one table may lie apart.
	SameEnd float64
	// LongRule is the length from which a horizontal line may bound a table.
	LongRule float64
	// RowReach is the space over which the next line may belong to a table without lines,
	// unless its own lines stand farther apart.
	RowReach float64
	// Prose is the share of a table's width from which a line of one piece is running text.
	Prose float64
	// Valley is the width of white space that parts columns over many lines, two lines and in CJK text
	// or figures, whose characters leave no space between words.
	ValleyMany, ValleyFew, ValleyClear float64
	// Tight is the space between two lines from which they are no longer one wrapped text, where
	// other lines stand farther apart by at least Looser, or Interleaved where lines of cells interleave.
	Tight, Looser, Interleaved float64
}

func defaultAlign() Align {
	return Align{
		SameLine:    0.6,
		WordGap:     0.15,
		WideGap:     0.9,
		FigureGap:   0.3,
		Leader:      4,
		SameEnd:     1.5,
		LongRule:    8,
		RowReach:    2.6,
		Prose:       0.55,
		ValleyMany:  0.55,
		ValleyFew:   0.9,
		ValleyClear: 0.15,
		Tight:       0.7,
		Looser:      0.35,
		Interleaved: 0.08,
	}
}

package settings

import ()

// Settings are the thresholds of the layout stage, by room. Lengths that depend on the
// print's scale are given in em: multiples of the median font size of the page.
type Settings struct {
	Page    Page
	Grid    Grid
	Align   Align
	Caption Caption
	Join    Join
}

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

// Grid are the thresholds by which rulings become grids.
type Grid struct {
	// Snap is how far apart, in points, the centre lines of two parallel rulings may lie to be one:
	// producers draw a shared border once for each cell, rounded to their own grid.
	Snap float64
	// Join is the gap, in points, over which collinear rulings run on, and by which a
	// ruling may miss the one that it ends at: dashes, broken and slightly short lines.
	Join float64
	// Short is the length, in points, under which a joined ruling is a tick or a dot.
	Short float64
	// Covered is the share of a cell's side that rulings must cover to separate it from its neighbour.
	Covered float64
	// NarrowColumn and LowRow are the width and height, in em, under which what lies between
	// two parallel lines is no column or row but the space inside a double line.
	NarrowColumn, LowRow float64
	// Ragged is the share of a grid's places in regions that are no rectangles from which it is a chart.
	Ragged float64
}

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

// Caption are the thresholds by which lines over a grid are its caption.
type Caption struct {
	// Reach is how far, in em, a caption's nearest line may stand above its grid.
	Reach float64
}

// Join are the thresholds by which the grids of two pages are one table.
type Join struct {
	// SameColumn is the distance, in points, within which the column lines of two pages are one.
	SameColumn float64
}

// Default are the thresholds that the program runs with.
func Default() *Settings {
	return &Settings{
		Page: Page{
			White:     0.97,
			Pale:      0.5,
			SameLine:  0.4,
			WordGap:   0.25,
			ColumnGap: 1.5,
		},
		Grid: Grid{
			Snap:         2,
			Join:         3,
			Short:        4,
			Covered:      0.5,
			NarrowColumn: 0.5,
			LowRow:       0.7,
			Ragged:       0.4,
		},
		Align: Align{
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
		},
		Caption: Caption{
			Reach: 4,
		},
		Join: Join{
			SameColumn: 3,
		},
	}
}

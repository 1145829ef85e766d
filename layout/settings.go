package layout

// Settings are the thresholds of the layout stage. Lengths that depend on the
// print's scale are given in em: multiples of the median font size of the page.
type Settings struct {
	// PagesApart keeps each page's tables to themselves, repeated headers included.
	PagesApart bool

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
	// White is the luminance from which a ruling is not seen on paper.
	White float32
	// Pale is the luminance from which glyphs that are much larger than the text are a watermark.
	Pale float32
	// NarrowColumn and LowRow are the width and height, in em, under which what lies between
	// two parallel lines is no column or row but the space inside a double line.
	NarrowColumn, LowRow float64
	// Ragged is the share of a grid's places in regions that are no rectangles from which it is a chart.
	Ragged float64
	// SameLine is the share of the smaller glyph's height by which two glyphs overlap to stand on one line.
	SameLine float64
	// WordGap is the space, in em, that parts two words of one line.
	WordGap float64
	// ColumnGap is the space, in em, that parts two pieces of a caption line.
	ColumnGap float64
	// CaptionReach is how far, in em, a caption's nearest line may stand above its grid.
	CaptionReach float64
	// SameColumn is the distance, in points, within which the column lines of two pages are one.
	SameColumn float64

	// Aligned are the thresholds for tables that rulings do not part into cells.
	Aligned AlignedSettings
}

// DefaultSettings are the thresholds that the program runs with.
func DefaultSettings() Settings {
	return Settings{
		Snap:         2,
		Join:         3,
		Short:        4,
		Covered:      0.5,
		White:        0.97,
		Pale:         0.5,
		NarrowColumn: 0.5,
		LowRow:       0.7,
		Ragged:       0.4,
		SameLine:     0.4,
		WordGap:      0.25,
		ColumnGap:    1.5,
		CaptionReach: 4,
		SameColumn:   3,
		Aligned:      defaultAligned(),
	}
}

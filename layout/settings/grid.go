package settings

// Grid are the thresholds by which rulings become grids and glyphs go to their cells.
type Grid struct {
	// Snap is how far apart, in points, the centre lines of two parallel rulings may lie to be one:
	// producers draw a shared border once for each cell, rounded to their own grid. Spread is how
	// many snaps wide rulings may lie that are one by way of those between them.
	Snap, Spread float64
	// Join is the gap, in points, over which collinear rulings run on, and by which a
	// ruling may miss the one that it ends at: dashes, broken and slightly short lines.
	Join float64
	// Short is the length, in points, under which a joined ruling is a tick or a dot, and Dot the
	// one that a ruling without length counts with.
	Short, Dot float64
	// Covered is the share of a cell's side that rulings must cover to separate it from its neighbour.
	Covered float64
	// Marks of text are lines that stay MarkClear points off the sides of a cell: those between StrikeLow and
	// StrikeHigh, in em, over the baselines of the glyphs they pass, and those less than Underline under them. Texts
	// TextsApart em from each other are of several cells, and sides so far apart are those of a cell.
	MarkClear, StrikeLow, StrikeHigh, Underline, TextsApart float64
	// NarrowColumn and LowRow are the width and height, in em, under which what lies between
	// two parallel lines is no column or row but the space inside a double line.
	NarrowColumn, LowRow float64

	// RowLines is the number of horizontal lines that end at one place beyond the outermost vertical
	// one to tell a border that is not drawn, and ColumnLines that of vertical ones for one above or below.
	RowLines, ColumnLines int
	// Overhang is the width or height, in em, under which what such ends enclose is a column or row
	// only where text stands in it.
	Overhang float64

	// Seams are the places where the pieces meet of which horizontal lines are drawn, cell by cell.
	// A line has none where its pieces are shorter on average than Dotted narrow columns. A seam
	// is a border where at least SeamLines lines pass it, by SeamReach narrow columns at either
	// side, and all are parted there, and where no drawn one stands within SeamClear narrow columns.
	Dotted, SeamReach, SeamClear float64
	SeamLines                    int

	// ManyNumbers is how many numbers in lines of one cell, at least, tell the decimals of its column.
	ManyNumbers int
	// WrapsLeast is the fewest cells with several lines of figures that tell that a column wraps its numbers, WrapsFull
	// the share of their upper lines that fill it, and WrapsOne that of the cells that are one number then.
	// It leaves at most the room WrapsRoom, in em, beside the widest of them.
	WrapsRoom           float64
	WrapsLeast          int
	WrapsFull, WrapsOne float64
	// Ragged is the share of a grid's places in regions that are no rectangles from which it is a chart.
	Ragged float64
	// Aside is the share of a grid's glyphs from which its text runs in a direction, and AsideGlyphs how many glyphs of
	// one there are at least on a page with a table set sideways.
	Aside       float64
	AsideGlyphs int
	// Frame is the number of cells up to which a grid may hold others inside of its cells.
	Frame int

	// Leading is the space, in em, up to which two lines under each other are of one cell's text.
	Leading float64

	// SameBaseline is how far, in em, the baselines of two glyphs of one number or word may differ,
	// Touch the space that may be between them, Overlap by how much they may overlap, and MarkSpace
	// the space behind a comma or point, which some fonts set in a wider cell.
	SameBaseline, Touch, Overlap, MarkSpace float64
	// Inside is the share of a glyph's width at either side in which a border may stand without
	// striking it through.
	Inside float64
}

func defaultGrid() Grid {
	return Grid{
		Snap:         2,
		Spread:       2,
		Join:         3,
		Short:        4,
		Dot:          0.01,
		Covered:      0.5,
		MarkClear:    1,
		StrikeLow:    0.15,
		StrikeHigh:   0.55,
		Underline:    0.4,
		TextsApart:   2,
		NarrowColumn: 0.5,
		LowRow:       0.7,
		RowLines:     2,
		ColumnLines:  1,
		Overhang:     1.2,
		Dotted:       4,
		SeamReach:    2,
		SeamClear:    2,
		SeamLines:    3,
		WrapsRoom:    2,
		ManyNumbers:  4,
		WrapsLeast:   2,
		WrapsFull:    0.8,
		WrapsOne:     0.9,
		Ragged:       0.4,
		Aside:        0.8,
		AsideGlyphs:  12,
		Frame:        2,
		Leading:      0.5,
		SameBaseline: 0.1,
		Touch:        0.05,
		Overlap:      0.1,
		MarkSpace:    0.45,
		Inside:       0.15,
	}
}

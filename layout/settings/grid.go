package settings

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

func defaultGrid() Grid {
	return Grid{
		Snap:         2,
		Join:         3,
		Short:        4,
		Covered:      0.5,
		NarrowColumn: 0.5,
		LowRow:       0.7,
		Ragged:       0.4,
	}
}

package settings

// Draw are the sizes and shades of pictures of what the stages saw. Lengths are in points as displayed.
type Draw struct {
	// Thin, Plain and Bold are the widths of outlines: of what there is much of, of what a stage is about, and
	// of what holds others; Hairline is that of lines without a width of their own.
	Thin, Hairline, Plain, Bold float64
	// Dash and Gap make the lines of what no ruling told.
	Dash, Gap float64
	// Pale is the opacity of filled areas.
	Pale float64
	// Radius is that of the circle around an intersection.
	Radius float64
	// Label is the size of the names of boxes, and Room the space between a name and its box.
	Label, Room float64
	// Baseline is how far, in em, that of CJK text lies under its middle.
	Baseline float64
}

func defaultDraw() Draw {
	return Draw{
		Thin:     0.4,
		Hairline: 0.5,
		Plain:    0.8,
		Bold:     1.2,
		Dash:     3,
		Gap:      2,
		Pale:     0.2,
		Radius:   1.5,
		Label:    7,
		Room:     2,
		Baseline: 0.36,
	}
}

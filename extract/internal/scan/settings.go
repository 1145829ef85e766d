package scan

// Settings are the thresholds by which a page's picture is read. Lengths are in inches of the page where nothing else is
// said, and in em of the print where that is.
type Settings struct {
	// Pictures are read at DPI dots an inch, and lines cut out at no more than MostDPI. A picture has at most Pixels of them then, and one
	// that is less than Least high or wide, in pixels, or has less than LeastDPI, is no page.
	DPI, MostDPI, LeastDPI float64
	Pixels, Least          int

	// Tile is the side of the tiles by which the paper's grey is estimated; Paper is the share of a tile that is no
	// lighter than its paper, and DarkestPaper the share of the lightest tile's grey that paper has.
	Tile, Paper, DarkestPaper float64
	// Ink is the share of a page that is black, and PalestInk the share of white that it has at most.
	Ink, PalestInk float64

	// Window is the side of the surroundings that tell ink, Sauvola the share of their grey by which ink is darker where
	// they have no contrast, LeastContrast the one by which it is darker anywhere; what is darker than Black of white is ink.
	Window, Sauvola, LeastContrast, Black float64

	// Skew is the largest, in degrees.
	Skew float64
	// Lines from which the bend of a page is told are LongLine long, and seen at every SampledEvery. Tracks that lie more than Stray
	// pixels off are none; Stiff holds back what no line tells.
	LongLine, SampledEvery, Stray, Stiff float64
	// Bends are told by so many lines at least.
	Bends int
	// Slant is the largest, in degrees, by which columns of print lean on a page whose lines are level; where they lean, their edges stand
	// in peaks that are Clear times as high.
	Slant, Clear float64

	// A ruling is no thicker than Thickest. It goes on over gaps of DotGap, and over CrossGap where Filled of it is ink; from a piece of
	// Seed to the next one over WhiteGap and InkedGap, likewise; no piece is shorter than Piece, stands off by more than Beside, or is Swells times as thick as the next. It is LongRuling
	// long, LoneRuling where no other meets it; leans by no more than Lean of its length. Of its length, what is thin ink counts
	// for it, gaps OfGap as much against it, OfThick what is thicker, and OfPrint where other ink is within Sides. A line that tells a bend is Seen as one.
	Thickest, DotGap, CrossGap, Seed, WhiteGap, InkedGap, Filled float64
	Piece, Beside, Swells, LongRuling, LoneRuling                float64
	Lean, OfGap, OfThick, OfPrint, Sides, Seen                   float64
	// Smooth is how far up and down a line its ink is smoothed, and Break the longest piece of a ruling that is missing.
	Smooth, Break float64
	// Between two pieces of a ruling and two that cross it, Left of it is left at least, and print crosses no more than Crossed.
	Left, Crossed float64
	// A shorter one ends no further than Touch from the rulings between which it stands. Ends are those of rulings that cross within Snap. Halo is the
	// width of the grey at either side of a ruling.
	Touch, Snap, Halo float64

	// Em is the size of print on a page without any; components of print are SmallestPrint to LargestPrint, and the
	// share Upper of them no larger than the Face, in em, of an ideograph.
	Em, SmallestPrint, LargestPrint, Upper, Face float64
	// Where that is Blurred times what the share Usual of their heights tells, characters hang together, and heights tell the size.
	Blurred, Usual float64
	// In em: a Speck is less, print is no higher than Tall; what is less high than Slim and wider than Dash, or less wide than Slim and higher than
	// Bar, is a rest of a ruling.
	Speck, Tall, Slim, Dash, Bar float64
	// A piece of print no larger than Dot, with nothing beside it up to Alone, in the lower half of its line up to AloneBelow, is dirt; in em.
	Dot, Alone, AloneBelow float64
	// LeastLine is the least length of a line of print that is as low as a dash, and LeastFigure the least height of others, in em.
	LeastLine, LeastFigure float64
	// What lies along a ruling is a rest of it where it is shorter than Rest, in em, or as thin as the grey at its side.
	Rest float64
	// Pale is the share of the contrast of half the page's print that print has at least. What has Palest of it is of a line that ends no further
	// off than PaleGap, in em.
	Pale, Palest, PaleGap float64
	// Edge is the share of a piece of print, at its top and bottom, that may stand in the next line. Line is the greatest height of a line, in
	// em, that is made of two bands, one of them no higher than PartOfLine; a ruling strikes through what
	// is no more than Struck apart. ColumnGap parts print in a row.
	Edge, Line, PartOfLine, Struck, ColumnGap float64

	// Of what is Double high, in em, rows that hold no more than Valley of the ink of those above and below part two lines that touch.
	Double, Valley float64

	// Regions are told on a raster of squares of Coarse.
	Coarse float64

	// What is no print and ArcLength long may be of a seal: its rim is between SmallestSeal and LargestSeal wide and high, and
	// no more than SealStretch times as long as wide. Traces is the area of ink, in square em, that is no chance.
	ArcLength, SmallestSeal, LargestSeal, SealStretch, Traces float64
	// Rim is the share of a turn that is ink where a seal's rim runs. Squares of ink in a seal of Solid, in em, are no print, nor are
	// pieces of more than SealPrint, in em, that stand in a cell.
	Rim, Solid, SealPrint float64
	// A line in a seal is level with one outside of it whose upper and lower ends are no further from its own than Level, and is LongLevel
	// long at least, both in its height: it is no print of the seal's.
	Level, LongLevel float64
	// One or two characters in a seal count where they are LowInSeal high, in em, and have a confidence of SureInSeal.
	LowInSeal, SureInSeal float64
	// Figures of one column end no further apart than SameEnd, in their height. What a seal covers is taken for a figure of the
	// column's form where the least sure character has a confidence of Guess, though none reads it surely.
	SameEnd, Guess float64

	// Lines tell their direction where SureAxis times as many pieces of print stand nearer to their neighbours in one
	// than in the other, no further than NearPrint, or are of several characters, longer than LongPrint, of no more than Votes pieces of Voter em at least. Then Samples lines, read for SampleLength em each, tell the turn: one is better than one before it by Doubt
	// at least, and an upright page whose glyphs have a confidence of Upright is not turned.
	SureAxis, NearPrint, LongPrint, Voter float64
	Votes, Samples                        int
	SampleLength                          float64
	Doubt, Upright                        float64

	// Margin is what is cut out above and below a line, as a share of its height, EndMargin what is at its ends, where pale
	// commas stand, but no more than EndShare of its width; Square is the least height of what is cut out, in em.
	Margin, EndMargin, EndShare, Square float64
	// A line with a character of less confidence than Unsure is read again, with AgainMargin above and below it.
	Unsure, AgainMargin float64
	// Ideographs, Figures and Tailed are the height, in em, of a line's ink that has ideographs, that has none, and of one that has none but
	// tails below the baseline. Sizes that differ by no more than SameSize of them are one.
	Ideographs, Figures, Tailed, SameSize float64
	// Ascent is how far the box of a glyph reaches over its baseline, in em.
	Ascent float64
	// InkOfPrint is the share of a square of half an em that is ink where there is print.
	InkOfPrint float64
	// Between glyphs there is white space from WordGap on, behind full-width punctuation and before it from WideGap on, between a
	// code and its name from CodeGap on, in em.
	WordGap, WideGap, CodeGap float64
	// Of two strokes that make an equals sign, the upper one is SameLength of the lower one at least.
	SameLength float64
}

// Default are the thresholds for printed disclosures.
func Default() Settings {
	return Settings{
		DPI:           200,
		MostDPI:       300,
		LeastDPI:      40,
		Pixels:        24 << 20,
		Least:         32,
		Tile:          0.125,
		Paper:         0.8,
		DarkestPaper:  0.4,
		Ink:           0.002,
		PalestInk:     0.65,
		Window:        0.2,
		Sauvola:       0.3,
		LeastContrast: 0.08,
		Black:         0.3,
		Skew:          3,
		LongLine:      1.5,
		SampledEvery:  0.1,
		Stray:         1.5,
		Stiff:         1e-4,
		Bends:         3,
		Slant:         1.5,
		Clear:         1.1,
		Thickest:      0.045,
		DotGap:        0.02,
		CrossGap:      0.06,
		Seed:          0.2,
		WhiteGap:      0.1,
		InkedGap:      0.5,
		Filled:        0.7,
		Piece:         0.06,
		Beside:        0.012,
		Swells:        2.5,
		LongRuling:    0.35,
		LoneRuling:    0.75,
		Lean:          0.01,
		OfGap:         0.5,
		OfThick:       2,
		OfPrint:       0.9,
		Sides:         0.07,
		Seen:          0.5,
		Smooth:        0.015,
		Break:         0.3,
		Left:          0.2,
		Crossed:       0.1,
		Touch:         0.02,
		Snap:          0.04,
		Halo:          0.006,
		Em:            0.14,
		SmallestPrint: 0.04,
		LargestPrint:  0.4,
		Upper:         0.8,
		Face:          0.92,
		Blurred:       1.7,
		Usual:         0.6,
		Speck:         0.12,
		Tall:          2.6,
		Slim:          0.2,
		Dash:          3,
		Bar:           1.5,
		Dot:           0.35,
		Alone:         0.6,
		AloneBelow:    1,
		Rest:          0.4,
		Pale:          0.6,
		Palest:        0.35,
		PaleGap:       0.5,
		Edge:          0.2,
		Line:          1.15,
		PartOfLine:    0.6,
		LeastLine:     0.3,
		LeastFigure:   0.45,
		Struck:        0.3,
		ColumnGap:     1.5,
		Double:        1.7,
		Valley:        0.3,
		Coarse:        0.02,
		ArcLength:     0.3,
		SmallestSeal:  0.7,
		LargestSeal:   2.6,
		SealStretch:   1.6,
		Traces:        0.02,
		SureAxis:      1.5,
		NearPrint:     0.35,
		LongPrint:     1.3,
		Voter:         0.6,
		Rim:           0.5,
		Solid:         0.3,
		SealPrint:     1.25,
		Level:         0.15,
		LongLevel:     2,
		LowInSeal:     0.55,
		SureInSeal:    0.75,
		SameEnd:       0.5,
		Guess:         0.5,
		Votes:         6000,
		Samples:       8,
		SampleLength:  12,
		Doubt:         0.02,
		Upright:       0.97,
		Margin:        0.18,
		EndMargin:     0.5,
		EndShare:      0.3,
		Square:        0.9,
		Unsure:        0.75,
		AgainMargin:   0.3,
		Ideographs:    0.96,
		Figures:       0.72,
		Tailed:        0.86,
		SameSize:      0.12,
		Ascent:        0.86,
		InkOfPrint:    0.1,
		WordGap:       0.5,
		WideGap:       1,
		CodeGap:       0.35,
		SameLength:    0.85,
	}
}

package settings

// Caption are the thresholds by which lines over a grid are its caption. Lengths are in em of the line.
type Caption struct {
	// Reach is how far the lines of a caption may stand above one another and above the grid, Far how far one may
	// stand that tells by its words or its size what it is and has no title under it.
	Reach, Far float64
	// OddLines is how many lines of other text may stand between the parts of a caption, each of up
	// to OddLength characters.
	OddLines, OddLength int

	// TitleLength is the number of characters from which a text without a table's number is no title.
	TitleLength int
	// NameLength is the number of wide characters under which a text is no title that only its place would tell.
	NameLength float64
	// Letters is the number of characters up to which the pieces of a line are single letters of
	// a title that is set wide.
	Letters int
	// TitleLines is how many lines a title is wrapped to at most, TitleLeading the space under
	// which two lines under each other may be one, OffCentre the distance under which their
	// middles are one, and SameSize the share by which their sizes may differ.
	TitleLines                        int
	TitleLeading, OffCentre, SameSize float64

	// UpperShare is the share of the lower line's width from which the upper of two lines that are flush at the left
	// may go on, LongHeading its width from which one with an item's number may, and Flush the distance under which
	// they are flush.
	UpperShare, LongHeading, Flush float64

	// A line that its words do not tell stands as a title when its middle is within OffMiddle of the grid's and it stands in
	// from both sides by Inset, or its size exceeds the text's by the factor Larger; with a number or unit beside it also within
	// OffMiddle of the left edge or of the page's middle.
	OffMiddle, Inset, Larger float64

	// NoteLeading is the space from which a line under a remark does not go on with it, NoteRoom what a sentence's last line
	// leaves at least of the width of the next where that does not go on with it.
	NoteLeading, NoteRoom float64
}

func defaultCaption() Caption {
	return Caption{
		Reach:        4,
		Far:          20,
		OddLines:     1,
		OddLength:    40,
		TitleLength:  60,
		NameLength:   4,
		Letters:      2,
		TitleLines:   3,
		TitleLeading: 1,
		OffCentre:    1,
		SameSize:     0.05,
		UpperShare:   0.6,
		LongHeading:  20,
		Flush:        0.5,
		OffMiddle:    1.5,
		Inset:        1,
		Larger:       1.15,
		NoteLeading:  1.5,
		NoteRoom:     2,
	}
}

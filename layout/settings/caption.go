package settings

// Caption are the thresholds by which lines over a grid are its caption. Lengths are in em of the line.
type Caption struct {
	// Reach is how far a caption's nearest line may stand above its grid.
	Reach float64
	// OddLines is how many lines of other text may stand between the parts of a caption, each of up
	// to OddLength characters.
	OddLines, OddLength int

	// TitleLength is the number of characters from which a text without a table's number is no title.
	TitleLength int
	// Letters is the number of characters up to which the pieces of a line are single letters of
	// a title that is set wide.
	Letters int
	// TitleLines is how many lines a title is wrapped to at most, TitleLeading the space under
	// which two lines under each other may be one, OffCentre the distance under which their
	// middles are one, and SameSize the share by which their sizes may differ.
	TitleLines                        int
	TitleLeading, OffCentre, SameSize float64

	// NoteLeading is the space from which a line under a remark does not go on with it.
	NoteLeading float64
}

func defaultCaption() Caption {
	return Caption{
		Reach:        4,
		OddLines:     1,
		OddLength:    40,
		TitleLength:  60,
		Letters:      2,
		TitleLines:   3,
		TitleLeading: 1,
		OffCentre:    1,
		SameSize:     0.05,
		NoteLeading:  1.5,
	}
}

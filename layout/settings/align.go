package settings

// Align are the thresholds of the stage that finds tables without rulings, or with
// rulings in one direction only. Lengths are in em of the page.
type Align struct {
	AlignLines
	AlignRules
	AlignRows
	AlignProse
	AlignColumns
	AlignRecords
	AlignCharts

	// HeadLines is the most lines that a header has.
	HeadLines int
	// Padding is the space that a table without lines has over its first and under its last text.
	Padding float64
	// LeastHeight is the height, in points, that a row has at least.
	LeastHeight float64
	// Equal is the difference, in points, within which two coordinates are the same.
	Equal float64
}

func defaultAlign() Align {
	return Align{
		AlignLines:   defaultLines(),
		AlignRules:   defaultRules(),
		AlignRows:    defaultRows(),
		AlignProse:   defaultProse(),
		AlignColumns: defaultColumns(),
		AlignRecords: defaultRecords(),
		AlignCharts:  defaultCharts(),
		HeadLines:    8,
		Padding:      0.1,
		LeastHeight:  0.01,
		Equal:        0.01,
	}
}

// AlignLines are those of lines of text and their pieces.
type AlignLines struct {
	// SameLine is the share of the smaller glyph's height by which two glyphs overlap to stand on
	// one line: larger than in a cell, as the lines of neighbouring cells may interleave.
	SameLine float64
	// WordGap is the space that parts two words.
	WordGap float64
	// WideGap is the space that parts two pieces of a line.
	WideGap float64
	// FigureGap is the space that parts two figures.
	FigureGap float64
	// Space is the space that a word takes behind another one.
	Space float64
	// SpacedHead is the space under which single characters of a head are one word set apart, as in 收  入.
	SpacedHead float64
	// Leader is the number of dots that make a leader between a label and its figure.
	Leader int
	// Dashes is the number of characters from which a line of dashes is a ruling.
	Dashes int
}

func defaultLines() AlignLines {
	return AlignLines{
		SameLine:   0.6,
		WordGap:    0.15,
		WideGap:    0.9,
		FigureGap:  0.3,
		Space:      0.3,
		SpacedHead: 3.6,
		Leader:     4,
		Dashes:     10,
	}
}

// AlignRules are those of the few lines that are drawn.
type AlignRules struct {
	// SameEnd is how far the ends of two horizontal lines of one table may lie apart.
	SameEnd float64
	// LongRule is the length from which a horizontal line may bound a table.
	LongRule float64
	// Tables stand beside each other where at least GutterLevels horizontal lines are parted by white space of at least
	// Gutter, which is GutterShare times as wide as any other between their pieces.
	Gutter, GutterShare float64
	GutterLevels        int
	// FullRule is the share of a region's width from which a line runs over all of it.
	FullRule float64
	// RuleUnderHead and BodyUnderRule are how far from the header above it and from the body under it a line stands, at most, that
	// rules off a header.
	RuleUnderHead, BodyUnderRule float64
	// RuleUnderCell is how far under a header's cell its own line stands at most, RuleUnderRow how far under a row's.
	RuleUnderCell, RuleUnderRow float64
	// ShortSide is the length under which a vertical line parts no cells of a header.
	ShortSide float64
}

func defaultRules() AlignRules {
	return AlignRules{
		SameEnd:       1.5,
		LongRule:      8,
		Gutter:        2,
		GutterShare:   3,
		GutterLevels:  3,
		FullRule:      0.8,
		RuleUnderHead: 0.6,
		BodyUnderRule: 2,
		RuleUnderCell: 1.6,
		RuleUnderRow:  1.5,
		ShortSide:     0.8,
	}
}

// AlignRows are those of the space between lines of text, which tells rows.
type AlignRows struct {
	// RowReach is the space over which the next line may belong to a table without lines,
	// unless its own lines stand OwnReach times as far apart.
	RowReach, OwnReach float64
	// FootReach is how far under a table's last ruling, or over its first line, what goes on with it may stand.
	FootReach float64
	// SpanReach is how far over the line under it a head stands, at most, that spans several of its columns.
	SpanReach float64
	// MoreSpace is how much more space than between the lines of a table tells that the next one is another table's.
	MoreSpace float64
	// BlankRow is the height under which what two lines bound may be blank rows.
	BlankRow float64
	// RowGap is the space over a row of cells from which it is no longer the row's own lines that stand close.
	RowGap float64
	// Close is the space under which two lines may be of one cell, Wrap that under which one goes on with the other
	// where nothing else tells.
	Close, Wrap float64
	// Tight is the space between two lines from which they are no longer one wrapped text, where
	// other lines stand farther apart by at least Looser, or Interleaved where lines of cells interleave.
	Tight, Looser, Interleaved float64
	// Interleaving is how far a line reaches up beside another one, at least, that interleaves with it.
	Interleaving float64
	// Touching is how far two texts may overlap in height that stand over each other, Under how far cells of a header may.
	Touching, Under float64
	// SameHeight is how far apart the middles of two header cells may lie that stand at one height.
	SameHeight float64
	// Overlap is the share of a cell's height by which it overlaps the row that it belongs to.
	Overlap float64
	// OwnRow is the share of the usual space between rows from which a cell between two rows is a row of its own.
	OwnRow float64
	// RowMiddle is how far from the middle of its row a cell may stand, MergedMiddle how far from that of several rows
	// over which it is merged.
	RowMiddle, MergedMiddle float64
	// TallRow is the height from which a ruled row may hold many lines, where it takes the share TallRowShare of its grid's.
	TallRow, TallRowShare float64
}

func defaultRows() AlignRows {
	return AlignRows{
		RowReach:     2.6,
		OwnReach:     1.3,
		FootReach:    1.2,
		SpanReach:    1.5,
		MoreSpace:    0.6,
		BlankRow:     4,
		RowGap:       0.6,
		Close:        0.5,
		Wrap:         0.4,
		Tight:        0.7,
		Looser:       0.35,
		Interleaved:  0.08,
		Interleaving: 0.1,
		Touching:     0.2,
		Under:        0.3,
		SameHeight:   0.25,
		Overlap:      0.2,
		OwnRow:       0.6,
		RowMiddle:    0.35,
		MergedMiddle: 0.8,
		TallRow:      2.8,
		TallRowShare: 0.6,
	}
}

// AlignProse are those that tell running text.
type AlignProse struct {
	// Indent is how far a paragraph's first line may stand from the left edge.
	Indent float64
	// Prose is the share of a table's width from which a line of one piece is running text.
	Prose float64
	// ProseShare is the share of its column's width, and ProseRunes the number of characters, from which a cell may be running text.
	ProseShare float64
	ProseRunes int
	// LongPiece is the share of a region's width from which a piece may span columns.
	LongPiece float64
	// SameSize is the ratio of the font sizes, at most, of a head and the line under it.
	SameSize float64
}

func defaultProse() AlignProse {
	return AlignProse{
		Indent:     3,
		Prose:      0.55,
		ProseShare: 0.7,
		ProseRunes: 24,
		LongPiece:  0.4,
		SameSize:   1.1,
	}
}

// AlignColumns are those of white space and of heads, which tell columns.
type AlignColumns struct {
	// Gap is the white space that lines of one table have in common, where a spanning head may bridge some of it the share
	// BridgedGap of it.
	Gap, BridgedGap float64
	// Agreeing is how many lines with common white space tell that a table goes on.
	Agreeing int
	// ValleyMany is the width of white space that parts columns over many lines, ValleyFew over two lines, and ValleyClear in CJK text
	// or figures, whose characters leave no space between words.
	ValleyMany, ValleyFew, ValleyClear float64
	// Beside is how far from white space the texts that it parts may stand.
	Beside float64
	// NarrowBlank is the width under which a column without text is the space inside a double line.
	NarrowBlank float64
	// Flush is how far apart the ends of two texts may lie that are set flush.
	Flush float64
	// SameStart is how far apart the beginnings of many texts may lie that stand in one column.
	SameStart float64
	// Centred is how far apart the middles of two texts may lie that are set to one middle, InPlace where they are one cell's.
	Centred, InPlace float64
	// HeadMiddle is how far from the middle of two columns a head stands, at least, that heads neither of them.
	HeadMiddle float64
	// OffMiddle is how far from the middle of its columns a head may stand, or OffMiddleShare as a share of their width.
	OffMiddle, OffMiddleShare float64
	// RoomForMore is the room behind a line of a head from which the next line is no rest of it.
	RoomForMore float64
	// Inside is how far a text may reach over a column's boundary, InsideTold where heads tell the boundaries exactly,
	// BesideLine where a grid's lines do.
	Inside, InsideTold, BesideLine float64
	// OffColumn is how far off the middle of its column a head may stand that tells it.
	OffColumn float64
	// Margin is how far the first column may begin before its text; MarginStep the step in which that is tried, and
	// LessDisorder by how much a better one is better.
	Margin, MarginStep, LessDisorder float64
}

func defaultColumns() AlignColumns {
	return AlignColumns{
		Gap:            0.5,
		BridgedGap:     0.6,
		Agreeing:       4,
		ValleyMany:     0.55,
		ValleyFew:      0.9,
		ValleyClear:    0.15,
		Beside:         4,
		NarrowBlank:    1.6,
		Flush:          0.3,
		SameStart:      0.2,
		Centred:        0.8,
		InPlace:        0.12,
		HeadMiddle:     0.6,
		OffMiddle:      1.2,
		OffMiddleShare: 0.12,
		RoomForMore:    1.5,
		Inside:         0.4,
		InsideTold:     0.15,
		OffColumn:      0.08,
		BesideLine:     0.2,
		Margin:         8,
		MarginStep:     0.1,
		LessDisorder:   0.01,
	}
}

// AlignRecords are those of the records between two rulings and of their labels.
type AlignRecords struct {
	// SameBaseline is how far apart the middles of a label and its value may lie that stand on one line.
	SameBaseline float64
	// DeeperIndent is how much farther in than the line above a line begins, at least, that is no rest of it.
	DeeperIndent float64
	// TighterThanRows is the share of the distance of two records under which two lines of labels are one.
	TighterThanRows float64
	// CellPadding is the space between a cell's text and its sides, FullColumn that which a column's longest text
	// leaves at most where it fills the column.
	CellPadding, FullColumn float64

	// LeastLabels is the fewest lines beside a frame that are labels of its rows, LabelledRows the share of its rows, at
	// least, that they label.
	LeastLabels  int
	LabelledRows float64
}

func defaultRecords() AlignRecords {
	return AlignRecords{
		SameBaseline:    0.35,
		DeeperIndent:    0.8,
		TighterThanRows: 0.8,
		CellPadding:     0.3,
		FullColumn:      2,
		LeastLabels:     3,
		LabelledRows:    0.6,
	}
}

// AlignCharts are those of pictures and charts.
type AlignCharts struct {
	// A picture of less than LinePicture times a line's height, that takes more than PictureShare of a gap, is text of the line.
	LinePicture, PictureShare float64

	// Figures that number a chart's lines stand no farther than ScaleReach from its plot area, and OnScale from their lines.
	// LeastOnScale lines, at least, are numbered, and ScaleShare is the share of the figures there that number one.
	ScaleReach, OnScale float64
	LeastOnScale        int
	ScaleShare          float64
}

func defaultCharts() AlignCharts {
	return AlignCharts{
		LinePicture:  2,
		PictureShare: 0.5,
		ScaleReach:   4,
		OnScale:      0.35,
		LeastOnScale: 3,
		ScaleShare:   0.8,
	}
}

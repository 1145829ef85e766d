package settings

// Join are the thresholds by which the grids of several pages are one table. Lengths are in points
// where nothing else is said: what two pages have at one place is not a matter of the print's scale.
type Join struct {
	// SameColumn is the distance within which the column lines of two pages are one, unless
	// Grid.NarrowColumn is more; SameColumns the share of the fewer lines that must meet.
	SameColumn, SameColumns float64
	// SameIndent is how far apart, in em, the indents of a column lie at most that tell no levels.
	SameIndent float64
	// Overlap is the height, in em, by which grids share heights to stand side by side.
	Overlap float64
	// Under is by how much a line under a grid may reach into it.
	Under float64

	Furniture  Furniture
	Header     Header
	Form       Form
	Wings      Wings
	Break      Break
	Confidence Confidence
}

// Furniture are the thresholds by which lines are page numbers and running heads.
type Furniture struct {
	// Head and Foot are the shares of a page's height above and below which its margins lie, and
	// Reach how far lines there may reach beyond.
	Head, Foot, Reach float64
	// Step is the height within which lines of several pages stand at one height.
	Step float64
	// Pages is the number of pages on which a line must stand that runs, or all where they are
	// fewer, and Share their share of the document's.
	Pages int
	Share float64
	// Titles is the number of pages from which a line that reads as a title may run: where on at least
	// Beside of them another title stands on the page.
	Titles int
	Beside float64
}

// Header are the thresholds by which leading rows are column header. Lengths of texts are in characters.
type Header struct {
	// Blank is how many blank rows it may begin with, Rows how many rows it may have over those
	// that number the columns, and how many a cell of it may span; BlankRows how many a blank one may.
	Blank, Rows, BlankRows int
	// Marks is how many columns a row must number where no head says so, Share that of its cells,
	// and Counts what it must count up to.
	Marks  int
	Share  float64
	Counts int
	// Length is that of the longest head over one column.
	Length int
}

// Form are the thresholds by which a grid is a form: labels beside their values. Lengths of texts are in characters.
type Form struct {
	// Least is the number of rows and columns below which both tell nothing.
	Least int
	// Label is the length of the longest field's name, Said the one above which a text is said rather than named.
	Label, Said int
	// Group is how many columns a head may span of which some are not parted under it.
	Group int
	// Heads is how many heads the head of a block inside a form has at least.
	Heads int
}

// Wings are the thresholds by which grids of two pages are halves of one wide table.
type Wings struct {
	// Rows and Cells are how many rows a half has at least, and how many cells the left one; Labels how many body rows
	// there are at least of which a further sheet repeats the labels.
	Rows, Cells, Labels int
	// Foot is by how much, in em, halves may differ in height whose rows are told by baselines.
	Foot float64
	// Heights is how many heights of rows, differing by more than SameHeight, halves have that are told by these alone.
	Heights    int
	SameHeight float64
	// Leading is how many columns may hold the label of a row, Labelled the share of body rows that
	// must have one in a table of its own.
	Leading  int
	Labelled float64
}

// Break are the thresholds by which rows and cells go on over a page break.
type Break struct {
	// Lower is the share of the lowest other row's height under which a row is cut: less
	// than rounding makes it.
	Lower float64
	// Filled is the share of body rows with text from which a column is one that every row fills.
	Filled float64
	// Tight is the space, in em, under which a text stands against the break, Room by how much more
	// there is on its far side where it is centred over both pages.
	Tight, Room float64
	// Padding is the space, in em, that a line leaves to the edges of its cell; Rest the one that it leaves over
	// beside the next word where it ended by itself; Centred the one by which its two sides, or the beginnings of lines
	// that are set alike, may differ.
	Padding, Rest, Centred float64
	// Clipped is the number of characters from which a part of a text tells that it is the same text,
	// drawn on both pages.
	Clipped int
}

// Confidence are the weights, from 0 to 1, of what speaks against a table's cells: by how much less likely they are all
// right where all of it does. They are those that documents with known tables fit best.
type Confidence struct {
	// Columns and Rows are that of boundaries that are not drawn, Leading that of rows that only the space between lines
	// of text tells, Others that of parts with other columns, Several that of a cell with several values.
	Columns, Rows, Leading, Others, Several float64
	// Where alignment told a part, Lone is that of rows of one text, Unfigured that of rows without a figure, Headless that
	// of a table without header, and Few that of rows that are less than EnoughRows.
	Lone, Unfigured, Headless, Few float64
	EnoughRows                     int
}

func defaultJoin() Join {
	return Join{
		SameColumn:  3,
		SameIndent:  0.3,
		SameColumns: 0.7,
		Overlap:     1,
		Under:       1,
		Furniture:   Furniture{Head: 0.1, Foot: 0.88, Reach: 1, Step: 4, Pages: 3, Share: 0.25, Titles: 3, Beside: 0.5},
		Header:      Header{Blank: 2, Rows: 6, BlankRows: 4, Marks: 3, Share: 0.5, Counts: 2, Length: 14},
		Form:        Form{Least: 3, Label: 12, Said: 30, Group: 3, Heads: 2},
		Wings:       Wings{Rows: 3, Cells: 4, Labels: 3, Foot: 1.5, Heights: 3, SameHeight: 1, Leading: 3, Labelled: 0.5},
		Break:       Break{Lower: 0.97, Filled: 0.9, Tight: 0.5, Room: 1, Padding: 0.5, Rest: 0.5, Centred: 1, Clipped: 2},
		Confidence: Confidence{
			Columns: 0.05, Rows: 0.15, Leading: 0.85, Others: 0.95, Several: 0.15,
			Lone: 0.95, Unfigured: 0.95, Headless: 0.95, Few: 0.95, EnoughRows: 10,
		},
	}
}

package align

import "yusuan/layout/grid"

// Reason tells why a boundary stands where it does, as those of ruled grids do.
type Reason = grid.Reason

// Why a column begins.
const (
	// ByEdge is where the text or the rulings begin or end.
	ByEdge Reason = "edge"
	// BySeam is a place where horizontal lines that were drawn cell by cell end and go on.
	BySeam = grid.BySeam
	// BySide is a vertical line, or the height at which some begin or end.
	BySide Reason = "side"
	// ByValley is white space that runs through the body.
	ByValley Reason = "valley"
	// ByStart is a place at which many texts begin, though a few run over it.
	ByStart Reason = "start"
	// ByHead is told by the heads: each is centred over its column, and stands over those that it heads.
	ByHead Reason = "head"
	// ByPageBefore is taken from the table that goes on.
	ByPageBefore Reason = "page before"
)

// Why a row begins.
const (
	// ByRule is a line over the whole width.
	ByRule Reason = "rule"
	// ByLeading is more space than between the lines of a cell.
	ByLeading Reason = "leading"
	// ByBaseline is a line of text by itself.
	ByBaseline Reason = "baseline"
	// ByAmount is the first line of amounts, under the header.
	ByAmount Reason = "amount"
	// ByRecord is a value under another one, between two rulings.
	ByRecord Reason = "record"
	// ByNumbers is a line that numbers the columns, under the header.
	ByNumbers Reason = "numbers"
)

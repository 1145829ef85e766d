package join

// Relation is how a part belongs to the table before it.
type Relation uint8

const (
	Begins Relation = iota // a table of its own
	GoesOn                 // further rows
	Beside                 // further columns
)

func (r Relation) String() string { return [...]string{"begins", "goes on", "beside"}[r] }

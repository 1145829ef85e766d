package join

// Reason is why a part begins a table, goes on with the one before it or stands beside a part of it.
type Reason uint8

const (
	NothingBefore Reason = iota // no table ends where it begins
	OtherCaption                // its caption is another table's
	CaptionAnew                 // the table's own caption stands over it again, and its rows begin anew
	OtherColumns                // its columns are others
	TextBetween                 // text stands between them
	FormAnew                    // it is a form that begins as the one before does

	ToldContinued // its caption says so: 续表
	HeaderAgain   // it begins with the table's header
	SameColumns   // it has the table's columns, and nothing stands between them

	SameRows   // it has the same rows and no labels: further columns of them
	SameLabels // it repeats the labels of the rows: further columns of them
)

// Relation is how a part belongs to the table before it.
type Relation uint8

const (
	Begins Relation = iota // a table of its own
	GoesOn                 // further rows
	Beside                 // further columns
)

// Relation is what the reason is one for.
func (r Reason) Relation() Relation {
	switch {
	case r >= SameRows:
		return Beside
	case r >= ToldContinued:
		return GoesOn
	}
	return Begins
}

var reasons = [...]string{
	NothingBefore: "nothing before", OtherCaption: "other caption", CaptionAnew: "caption anew", OtherColumns: "other columns",
	TextBetween: "text between", FormAnew: "form anew", ToldContinued: "told continued", HeaderAgain: "header again",
	SameColumns: "same columns", SameRows: "same rows", SameLabels: "same labels",
}

func (r Reason) String() string { return reasons[r] }

func (r Relation) String() string { return [...]string{"begins", "goes on", "beside"}[r] }

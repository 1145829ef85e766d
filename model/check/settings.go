package check

// thresholds are the numbers by which this package decides what is meant and what is
// worth a remark. Lengths of texts are in characters.
type thresholds struct {
	// rows is the number of rows up to which an identity is taken as meant although none
	// of them keeps it: a table of one row has no others to go by.
	rows int
	// slips is how many identities may be broken for one that holds, for those to be slips: more of them, and it is
	// another structure that the print means.
	slips int
	// habit is how many rows must break an identity in one column for that to be a habit of print, told of once.
	habit int
	// tables is how many of the obligatory tables make a whole disclosure. Less is an
	// annex: goals alone, one table alone.
	tables int
	// siblings is how many other tables a number must differ from to be called odd.
	siblings int
	// finer is how many decimals more a figure must have than another of the same amount
	// for the latter to be the rounded one: one decimal more is a zero left out. The
	// figure is of at least large printed units: small ones are equal by chance.
	finer int8
	large int64
	// grouped is the value from which an amount can have a thousands separator.
	grouped int64
	// slip is the share of an amount, as one of so many, by which another one that is
	// nearly it can be off: a slip of the last digits.
	slip int64
	// projectName is the length of a project's name below which it is no name of its own:
	// 其他, 项目, 设备购置.
	projectName int
	// note is the length up to which the text of a cell can be the note of an empty table.
	note int
	// A page's numbers do not stand alone in cells where at least together of them share one with another, and these are
	// at least one in apart.
	together, apart int
	// word and longWord are the lengths between which a word that follows itself is a slip: shorter ones are set so.
	word, longWord int
	// clause is how much is read before an amount in running text to tell what it says: a long sentence.
	clause int

	// subjects bounds the places that a finding names: a total over a thousand rows is
	// found by its first ones, and findings must not outgrow the tables.
	subjects int
	// label is the length to which messages cut labels.
	label int
}

var settings = thresholds{
	rows: 2, slips: 2, habit: 4, tables: 3, siblings: 5, finer: 2, large: 10, grouped: 1000, slip: 1000, projectName: 6, note: 30, word: 3, longWord: 8, clause: 60, together: 4, apart: 10,
	subjects: 40, label: 30,
}

// hanBytes is how many bytes a Chinese character has, of which the texts that lengths are compared with are made.
const hanBytes = 3

package doubt

// settings are the thresholds of this package. Shares are those of a recogniser for what stands at one place of a line: 0 to 1.
var settings = struct {
	// sure is from where on the least sure character of an amount leaves no doubt.
	sure float64
	// close is from where on another reading of an amount is too likely to be left unnamed.
	close float64
	// plausible is from where on another reading can take the first one's place. A digit that is printed clearly leaves less to all
	// others together, so that a sum which the publisher printed wrongly is not put right. What is no amount where amounts
	// stand was not read for certain: there any reading can.
	plausible float64
	// named is how many other readings a finding names.
	named int
	// rounds is how often the document is looked at again after amounts were put right; each can uncover an identity that
	// two misreadings broke.
	rounds int
	// trials is how many readings are tried in one document: each reads its tables again. Far more than a scan needs of which
	// something can be read: a readable page has one or two amounts that no identity proves and that are unsure.
	trials int
	// several figures at least tell what figures of a table have in common; nearlyAll is their share where they do not differ in
	// decimals, mostly the one where they end at one place.
	several           int
	nearlyAll, mostly float64
	// glued is the share of a table's rows with several numbers in one place from which on its columns are not told apart.
	glued float64
	// aligned is how far figures that end at one place are apart, at most, and offColumn from where on one does not end there, in heights of a figure.
	aligned, offColumn float64
}{
	sure: 0.9, close: 0.05, plausible: 0.02, named: 4, rounds: 4, trials: 600,
	several: 4, nearlyAll: 0.9, mostly: 0.7, glued: 0.2, aligned: 0.7, offColumn: 2,
}

// Package forexcel makes texts that Excel opens in a CSV file as they are meant.
package forexcel

import "regexp"

// ByteOrderMark tells Excel that a CSV file is UTF-8.
const ByteOrderMark = "\uFEFF"

// formula begins what a spreadsheet may take for one, in half and full width
// (https://owasp.org/www-community/attacks/CSV_Injection), and what Defuse makes.
var formula = regexp.MustCompile(`^[=+\-@\t\r\n'＝＋－＠]`)

// harmless is a number: it may begin with a sign.
var harmless = regexp.MustCompile(`^[+-]?[0-9][0-9,]*(\.[0-9]+)?$`)

// Defuse puts an apostrophe before text that a spreadsheet would calculate, and
// before text that begins with one. So taking one leading apostrophe off every
// text that has one gives back what was there.
func Defuse(s string) string {
	if formula.MatchString(s) && !harmless.MatchString(s) {
		return "'" + s
	}
	return s
}

package words

import "strings"

// Formula is how a form says that a column, or a row, is reckoned from others: A=B+C, 3=2/1*100.
type Formula struct {
	Of    string
	Sums  []string // added up; none where it is no sum
	Share string   // in percent of Base; "" where it is no share
	Base  string
}

// formulaMark finds the marks that stand in a formula for columns or rows.
const formulaMark = `[A-Z]{1,2}|[0-9]{1,2}`

var (
	sumFormula   = Pattern(`^(` + formulaMark + `)[=＝]((?:` + formulaMark + `)(?:[+＋](?:` + formulaMark + `))+)$`)
	shareFormula = Pattern(`^(` + formulaMark + `)[=＝]\(?(` + formulaMark + `)[/÷](` + formulaMark + `)\)?(?:[*×]100%?)?$`)
)

// ReadFormula reads a folded text as a formula; false where it is none, or one with other signs.
func ReadFormula(s string) (Formula, bool) {
	if m := sumFormula().FindStringSubmatch(s); m != nil {
		return Formula{Of: m[1], Sums: strings.FieldsFunc(m[2], func(r rune) bool { return r == '+' || r == '＋' })}, true
	}
	if m := shareFormula().FindStringSubmatch(s); m != nil {
		return Formula{Of: m[1], Share: m[2], Base: m[3]}, true
	}
	return Formula{}, false
}

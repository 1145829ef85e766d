package budget

import (
	"strings"

	"github.com/shopspring/decimal"
)

// yuan is how many 元 one of a unit is.
var yuan = map[string]decimal.Decimal{
	"元": decimal.NewFromInt(1), "人民币元": decimal.NewFromInt(1),
	"千元": decimal.NewFromInt(1000), "仟元": decimal.NewFromInt(1000),
	"万元": decimal.NewFromInt(10_000), "人民币万元": decimal.NewFromInt(10_000), "萬元": decimal.NewFromInt(10_000),
	"百万元": decimal.NewFromInt(1_000_000),
	"亿元":  decimal.NewFromInt(100_000_000), "億元": decimal.NewFromInt(100_000_000),
	"新臺幣元": decimal.NewFromInt(1), "新臺幣千元": decimal.NewFromInt(1000),
}

// parseAmount reads a printed amount: an optional sign, digits with or without
// grouping commas, an optional fraction. It wants whole groups of three, since
// a comma elsewhere is a slip whose value nobody can tell.
func parseAmount(s string) (decimal.Decimal, bool) {
	s = fold(s)
	if !isAmount(s) {
		return decimal.Decimal{}, false
	}
	s = strings.ReplaceAll(s, ",", "")
	for _, minus := range minusSigns {
		if rest, ok := strings.CutPrefix(s, minus); ok {
			s = "-" + rest
			break
		}
	}
	d, err := decimal.NewFromString(strings.TrimPrefix(s, "+"))
	return d, err == nil
}

// minusSigns are the characters that publishers set before negative amounts;
// a full-width hyphen-minus is folded to the first.
var minusSigns = []string{"-", "−", "—", "–", "‐", "﹣", "△"}

// maxDigits bounds an amount: the budget of the whole country in 分 has 16
// digits, and longer runs are codes or accounts.
const maxDigits = 20

// isAmount tells whether a folded text is a printed amount.
func isAmount(s string) bool {
	s = strings.TrimPrefix(s, "+")
	for _, minus := range minusSigns {
		if rest, ok := strings.CutPrefix(s, minus); ok {
			s = rest
			break
		}
	}
	whole, fraction, point := strings.Cut(s, ".")
	if point && !allDigits(fraction) || len(whole)+len(fraction) > maxDigits {
		return false
	}
	first, rest, grouped := strings.Cut(whole, ",")
	if !grouped {
		return allDigits(whole)
	}
	if len(first) > 3 || !allDigits(first) {
		return false
	}
	for _, group := range strings.Split(rest, ",") {
		if len(group) != 3 || !allDigits(group) {
			return false
		}
	}
	return true
}

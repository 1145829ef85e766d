package printed

import (
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model/words"
)

// number is a printed number and the format that a spreadsheet needs to print it the same.
type number struct {
	value decimal.Decimal // of a percentage its hundredth
	// negative tells which section of the format prints it.
	negative       bool
	prefix, suffix string // printed around the digits
	grouped        bool   // with separators between thousands
	decimals       int
}

// exactDigits is how many digits spreadsheets keep of a number.
const exactDigits = 15

// readNumber reads an amount, a percentage or a count that a spreadsheet can print as it is printed; what it cannot, codes
// with leading zeros or more digits than it keeps, is none.
func readNumber(text string) (number, bool) {
	n := words.ReadNumber(text)
	if n.Kind != words.Amount && n.Kind != words.Percent && n.Kind != words.Count || strings.Contains(text, "\n") {
		return number{}, false
	}
	const digits = "0123456789"
	folded := words.Fold(text)
	first, last := strings.IndexAny(folded, digits), strings.LastIndexAny(folded, digits)
	core := folded[first : last+1]
	value, err := decimal.NewFromString(strings.ReplaceAll(core, ",", ""))
	leadingZero := len(core) > 1 && core[0] == '0' && core[1] != '.'
	if err != nil || leadingZero || !value.Equal(n.Value().Abs()) || value.NumDigits() > exactDigits {
		return number{}, false
	}
	out := number{value: n.Value(), negative: n.Coefficient < 0, prefix: folded[:first], suffix: folded[last+1:],
		grouped: n.Grouped, decimals: int(n.Decimals)}
	if out.negative && out.prefix == "-" && !strings.HasPrefix(out.suffix, ")") {
		out.negative, out.prefix = false, "" // as spreadsheets print it anyway
	}
	if n.Kind == words.Percent {
		out.value = out.value.Shift(-2)
	}
	return out, true
}

// format is the number's format code; grouped adds separators that so small a number does not show.
func (n number) format(grouped bool) string {
	digits := "0"
	if n.grouped || grouped {
		digits = "#,##0"
	}
	if n.decimals > 0 {
		digits += "." + strings.Repeat("0", n.decimals)
	}
	around := literal(n.prefix) + digits + literal(n.suffix)
	switch {
	case !n.negative:
		return around
	case strings.Contains(n.suffix, "%"):
		return digits + "%;" + around
	}
	return digits + ";" + around
}

// literal quotes what a format prints as it is. A percent sign stays: it makes hundredths.
func literal(s string) string {
	var b strings.Builder
	for i, part := range strings.Split(s, "%") {
		if i > 0 {
			b.WriteByte('%')
		}
		if part != "" {
			b.WriteString(`"` + part + `"`)
		}
	}
	return b.String()
}

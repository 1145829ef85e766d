package words

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// NumberKind says what a printed text is, as a number.
type NumberKind uint8

const (
	NoNumber NumberKind = iota // words, codes, or nothing at all
	StandIn                    // what is printed for “nothing here”: -, ——, /, 无
	Amount                     // 1,234.50, (2.00), △1, 120万元: a value, of money where it has a unit
	Count                      // 25个, 3人次: a number of things
	Percent                    // 12.5%
	Range                      // 90%~95%, 10-20
	Date                       // 2026年, 2025-06-30, 12月底前
	Ordinal                    // (1), (12): a number in brackets that only numbers
	Misprint                   // 1,23.4, 1.2.3, thirty digits: meant as an amount, of which no value can be told
	Fault                      // #N/A, #REF!, #####: what a spreadsheet prints for an error
)

// Number is what a printed text says as a number. Coefficient × 10^-Decimals is the
// value of an amount, a count and a percentage (12.5 for 12.5%); other kinds have none.
type Number struct {
	Coefficient int64
	Unit        string // printed behind the number: of money for an amount, of things for a count
	Kind        NumberKind
	Decimals    int8 // as printed
	Grouped     bool // printed with separators between its thousands
	// Ungrouped tells a misprint of which just one separator is printed, before the last three digits, where there should
	// be more: 125360,898. The coefficient is what it most likely means.
	Ungrouped bool
}

// Value is the exact value in the printed unit.
func (n Number) Value() decimal.Decimal { return decimal.New(n.Coefficient, -int32(n.Decimals)) }

// Compare compares two amounts in one unit.
func (n Number) Compare(m Number) int { return n.Value().Cmp(m.Value()) }

// Rounded is the number's coefficient where it is printed with fewer decimals, a half rounded away from zero, and whether
// that is the same number.
func (n Number) Rounded(decimals int8) (coefficient int64, exact bool) {
	unit := int64(1)
	for range min(n.Decimals-decimals, maxDigits) {
		unit *= 10
	}
	rest := n.Coefficient % unit
	coefficient = n.Coefficient / unit
	switch {
	case rest >= unit-rest:
		coefficient++
	case -rest >= unit+rest:
		coefficient--
	}
	return coefficient, rest == 0
}

// Half is half a unit of the last printed decimal: how far rounding can have put the value off.
func (n Number) Half() decimal.Decimal { return decimal.New(5, -int32(n.Decimals)-1) }

const (
	// maxDigits bounds a number: the budget of the whole country in 分 has 16 digits, and
	// longer runs are codes, accounts or numbers that ran together.
	maxDigits = 18
	// longestUnit is the length in bytes to which what follows a number can be the name
	// of what is counted (台（套）, 人次/年). More is a text that begins with a number.
	longestUnit = 3 * 6
	// longestStandIn is how many dashes stand for nothing. More are a ruling.
	longestStandIn = 4
	// mostNotes is the largest number of a footnote.
	mostNotes = 20
	// mostOrdinal is the largest number in brackets that only numbers. Larger ones are negative amounts.
	mostOrdinal = 99
)

// ReadNumber says what a printed text is as a number. The width of characters, a footnote's
// mark behind it, and white space make no difference, unless the latter parts two numbers.
func ReadNumber(s string) Number {
	if !opensNumber(s) {
		return Number{}
	}
	if strings.IndexByte(s, '\n') >= 0 && len(Values(s)) > 1 {
		return Number{Kind: Misprint}
	}
	if parts := partedDigits(s); len(parts) > 1 && !isOneNumber(parts) {
		return readParted(parts)
	}
	s = Fold(s)
	if kind := standIn(s); kind != NoNumber {
		return Number{Kind: kind}
	}
	if isDay(s) {
		return Number{Kind: Date}
	}
	n, rest := cutSigned(s)
	if strings.HasPrefix(s, "(") {
		n, rest = cutBracketed(s)
	}
	if n.Kind == NoNumber {
		return Number{}
	}
	return n.followedBy(rest)
}

// isOneNumber tells parts of one number: its thousands, 1 234 567.00, or digits that are all set apart.
func isOneNumber(parts []string) bool {
	first, last := strings.TrimLeftFunc(parts[0], notDigit), len(parts)-1
	grouped, spread := true, last > 1 && len(first) == 1
	for i, p := range parts[1:] {
		grouped = grouped && GoesOn(first, p) && (i+1 == last || len(p) == 3)
		spread = spread && strings.IndexFunc(p+" ", notDigit) == 1
	}
	return grouped || spread
}

// Values are the numbers, and what stands for none, of a text that says nothing else: 120.00⏎35.50. A line feed parts
// two of them, since the lines of a number that its cell divides are joined by layout; other white space does
// where it is not between the thousands of one.
func Values(s string) []string {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		parts := partedDigits(line)
		if len(parts) < 2 || isOneNumber(parts) {
			parts = []string{Fold(line)}
		}
		for _, p := range parts {
			if kind := ReadNumber(p).Kind; kind != Amount && kind != Count && kind != Percent && kind != StandIn {
				return nil
			}
		}
		all = append(all, parts...)
	}
	return all
}

// IsSeveral tells a text of several values and nothing else. White space is between them.
func IsSeveral(s string) bool { return strings.ContainsFunc(s, blank) && len(Values(s)) > 1 }

// readParted reads an amount with the number of a footnote behind it, 1,320.50 1. Of two numbers side by side no
// value can be told: 12.50 13.75.
func readParted(parts []string) Number {
	n, other := ReadNumber(parts[0]), ReadNumber(parts[1])
	note := other.Decimals == 0 && other.Coefficient > 0 && other.Coefficient <= mostNotes
	switch {
	case len(parts) > 2 || other.Kind != Amount || other.Unit != "" || n.Unit != "" || n.Kind != Amount && n.Kind != Percent:
		return Number{}
	case note && (n.Decimals > 0 || n.Grouped || n.Kind == Percent):
		return n
	}
	return Number{Kind: Misprint}
}

// partedDigits are the parts, folded, of a text between which there is white space with a digit before it, or what
// closes a number, and one behind it. A line feed parts nothing here.
func partedDigits(s string) []string {
	if !strings.ContainsFunc(s, blank) {
		return nil
	}
	var parts []string
	from, white := 0, false
	before := ' ' // the last character that shows
	for i, r := range s {
		if blank(r) && r != '\n' {
			white = true
			continue
		}
		if r = twin(r); white && !notDigit(r) && (!notDigit(before) || before == '%' || before == ')') {
			parts = append(parts, Fold(s[from:i]))
			from = i
		}
		before, white = r, false
	}
	return append(parts, Fold(s[from:]))
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// CutNumber takes the number off the beginning of a printed text, with its sign. Where
// none is there, its kind is NoNumber.
func CutNumber(s string) (n Number, rest string) {
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch r := twin(r); {
		case r < 0, r >= '0' && r <= '9', r == '.', r == ',', end == 0 && (r == '+' || isMinus(r)):
			end += size
			continue
		}
		break
	}
	n, tail := cutSigned(Fold(s[:end]))
	if tail != "" {
		return Number{}, s
	}
	return n, s[end:]
}

// opensNumber tells whether a text begins as numbers and what stands for them do. Most texts are words, which this sorts out.
func opensNumber(s string) bool {
	for _, r := range s {
		switch r = twin(r); {
		case r < 0:
			continue
		case r >= '0' && r <= '9', isMinus(r), isDash(r):
			return true
		}
		return strings.ContainsRune("(+¥/\\#无不Nn×╳✕", r)
	}
	return false
}

// isMinus tells the characters that publishers set before negative amounts. △ and ▲ are the accountants'.
func isMinus(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '–', '—', '−', '△', '▲':
		return true
	}
	return false
}

// isDash tells the characters of which a dash that stands for nothing is made.
func isDash(r rune) bool { return isMinus(r) && r != '△' && r != '▲' || r == '―' || r == '─' }

// standIn tells the texts that stand for “nothing here” and those that stand for an error of a spreadsheet.
func standIn(s string) NumberKind {
	switch s {
	case "/", "\\", "无", "不适用", "#", "N/A", "n/a", "×", "╳", "✕":
		return StandIn
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!":
		return Fault
	}
	switch dashes := strings.TrimLeftFunc(s, isDash); {
	case dashes == "" && utf8.RuneCountInString(s) <= longestStandIn:
		return StandIn
	case strings.Trim(s, "#") == "":
		return Fault // a column too narrow for its number
	}
	return NoNumber
}

// cutSigned takes a sign, a currency's mark and the digits behind them off a folded text.
func cutSigned(s string) (n Number, rest string) {
	first, size := utf8.DecodeRuneInString(s)
	negative := isMinus(first)
	if negative || first == '+' {
		s = s[size:]
	}
	s, yuan := strings.CutPrefix(s, "¥")
	n, rest = cutDigits(s)
	if negative {
		n.Coefficient = -n.Coefficient
	}
	if yuan && n.Kind == Amount {
		n.Unit = "元"
	}
	return n, rest
}

// cutBracketed takes (1,234.00) off a folded text, which is negative, or (1), which numbers.
func cutBracketed(s string) (n Number, rest string) {
	inner, rest, closed := strings.Cut(s[1:], ")")
	if !closed {
		return Number{}, s
	}
	n, behind := cutSigned(inner)
	percent := behind == "%"
	switch {
	case n.Kind == NoNumber || behind != "" && !percent:
		return Number{}, s
	case percent:
		n.Kind = Percent
	case n.Decimals == 0 && !n.Grouped && n.Coefficient >= 0 && n.Coefficient <= mostOrdinal:
		return Number{Kind: Ordinal}, rest
	}
	n.Coefficient = -max(n.Coefficient, -n.Coefficient)
	return n, rest
}

// cutDigits takes digits with their separators off a folded text. It wants whole groups
// of three: a comma elsewhere is a slip whose value nobody can tell.
func cutDigits(s string) (n Number, rest string) {
	n.Kind = Amount
	end, digits, group := 0, 0, 0
	point := false
	sound := true // as to separators so far
	few := false  // more than three digits stand before its first separator
	for ; end < len(s); end++ {
		c := s[end]
		if c >= '0' && c <= '9' {
			if digits++; digits <= maxDigits {
				n.Coefficient = n.Coefficient*10 + int64(c-'0')
			}
			group++
			if point {
				n.Decimals++
			}
			continue
		}
		if c != '.' && c != ',' || end+1 == len(s) || s[end+1] < '0' || s[end+1] > '9' {
			break
		}
		sound = sound && !point && (!n.Grouped && group > 0 || n.Grouped && group == 3 && !(few && c == ','))
		few = few || c == ',' && !n.Grouped && group > 3
		n.Grouped = n.Grouped || c == ','
		point = point || c == '.'
		group = 0
	}
	switch {
	case digits == 0:
		return Number{}, s
	case digits > maxDigits || !sound || n.Grouped && !point && group != 3:
		return Number{Kind: Misprint}, s[end:]
	case few:
		n.Kind, n.Ungrouped = Misprint, true
	}
	return n, s[end:]
}

// followedBy says what a number is together with what is printed behind it.
func (n Number) followedBy(rest string) Number {
	if after, ok := strings.CutPrefix(rest, "%"); ok && n.Kind == Amount {
		n.Kind, rest = Percent, after
	}
	rest = strings.TrimLeftFunc(rest, isFootnote)
	switch {
	case rest == "":
		return n
	case n.isDate(rest):
		return Number{Kind: Date}
	case n.Kind != Ordinal && endsRange(rest):
		return Number{Kind: Range}
	case (n.Kind == Amount || n.Kind == Misprint) && goesOnAsAmount(rest):
		return Number{Kind: Misprint}
	case n.Kind != Amount:
		return Number{}
	}
	if u, ok := UnitOf(rest); ok {
		n.Unit = u.Name
		return n
	}
	if len(rest) > longestUnit || strings.ContainsAny(rest, "0123456789.,;:。") || !Counter.Says(rest) {
		return Number{}
	}
	n.Kind, n.Unit = Count, rest
	return n
}

// isFootnote tells the marks that lead from a number to its footnote.
func isFootnote(r rune) bool {
	return r >= '①' && r <= '⑳' || strings.ContainsRune("*†‡¹²³⁴⁵⁶⁷⁸⁹", r)
}

// isDate tells whether what is printed behind a number makes it a year, a month or a day.
func (n Number) isDate(rest string) bool {
	if n.Kind != Amount || n.Decimals > 0 || n.Grouped || n.Coefficient < 1 || len(rest) > longestUnit {
		return false
	}
	switch {
	case strings.HasPrefix(rest, "年"):
		return n.Coefficient >= firstYear && n.Coefficient <= lastYear
	case strings.HasPrefix(rest, "月"):
		return n.Coefficient <= 12
	case strings.HasPrefix(rest, "日"):
		return n.Coefficient <= 31
	}
	return false
}

// isDay tells a date in digits: 2025-06-30, 2025.6.30.
func isDay(s string) bool {
	if len(s) < len("2025-6-1") || CutYear(s) != 4 || !strings.Contains("-/.", s[4:5]) {
		return false
	}
	month, day, ok := strings.Cut(s[5:], s[4:5])
	return ok && isPartOfDate(month, 12) && isPartOfDate(day, 31)
}

// isPartOfDate tells a month or a day in digits.
func isPartOfDate(s string, last int64) bool {
	n, rest := cutDigits(s)
	return rest == "" && len(s) <= 2 && n.Coefficient >= 1 && n.Coefficient <= last
}

// endsRange tells what makes a range of the number before it: ~20, -95%.
func endsRange(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if r != '~' && r != '至' && !isMinus(r) {
		return false
	}
	n, rest := cutSigned(rest[size:])
	return n.Kind == Amount && (rest == "" || rest == "%")
}

// goesOnAsAmount tells a text in which digits and wrong separators go on after a number to the end.
func goesOnAsAmount(rest string) bool {
	last := rest[len(rest)-1]
	return last >= '0' && last <= '9' && strings.Trim(rest, "0123456789.,。、") == ""
}

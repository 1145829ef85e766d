package align

import (
	"strings"
	"unicode"
)

// figure tells a number, an amount, a percentage, a range of numbers or the dash that stands for none.
func figure(text string) bool {
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(".,，．-–—−－()（）%％$€£¥+±<>≤≥=*†‡~‰/:!#", r):
		default:
			others++
		}
	}
	if digits == 0 {
		return others == 0 && text != "" && strings.Trim(text, "-–—−－†‡*") == ""
	}
	return others == 0
}

// amount tells a figure that is no year, ordinal or code of a heading.
func amount(text string) bool {
	if !figure(text) || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
	return len(digits) != 4 || digits < "1900" || digits > "2100" || strings.ContainsAny(text, ".,")
}

// grouped tells the groups of one number whose thousands are parted by spaces.
func grouped(a, b string) bool {
	three := len(b) >= 3 && strings.IndexFunc(b[:3], func(r rune) bool { return !unicode.IsDigit(r) }) < 0 && (len(b) == 3 || !unicode.IsDigit(rune(b[3])))
	digits := strings.TrimLeft(a, "-–−+(")
	return three && len(digits) <= 3 && !strings.ContainsAny(a, ".,%")
}

package words

import "strings"

// longestTotal is the length in bytes to which a label that speaks of a total is that of a total; longestNamed that of one which ends in the word.
const longestTotal, longestNamed = 3 * 14, 3 * 28

// speaksOfTotal tells a folded text that holds the word for a sum of others: 合计, 总计, 小计.
func speaksOfTotal(s string) bool {
	return strings.Contains(s, "合计") || strings.Contains(s, "总计") || strings.Contains(s, "小计")
}

// IsTotalLabel tells a folded label that says that its row sums others.
func IsTotalLabel(s string) bool {
	s = strings.TrimSuffix(s, ":")
	if len(s) > longestTotal {
		return len(s) <= longestNamed && endsAsTotal(s)
	}
	return speaksOfTotal(s) || s == "总额"
}

// endsAsTotal tells a folded text that ends in the word for a sum.
func endsAsTotal(s string) bool {
	return strings.HasSuffix(s, "合计") || strings.HasSuffix(s, "总计") || strings.HasSuffix(s, "小计")
}

// IsTotalHead tells a folded header text that says that its column sums others.
func IsTotalHead(s string) bool { return speaksOfTotal(s) || strings.HasSuffix(s, "总额") }

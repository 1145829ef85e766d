package words

import (
	"strings"
	"sync"
)

// bodyEndings are how the names of departments and units (机构) end. One that another
// one ends in stands for it: 会 for 委员会, 处 for 办事处.
var bodyEndings = sync.OnceValue(func() []string { return BodyEnding.Words() })

// shortestBody is the length in bytes of what stands before an ending at least.
const shortestBody = 3 * 2

// IsBody tells a folded name of a department or unit by its ending, with or without a bracket behind it: 某市教育局(本级).
func IsBody(s string) bool {
	if at := strings.LastIndexByte(s, '('); at > 0 && strings.HasSuffix(s, ")") && (IsBody(s[:at]) || strings.HasSuffix(s, "(本级)") && at >= shortestBody) {
		return true
	}
	for _, ending := range bodyEndings() {
		if len(s) >= shortestBody+len(ending) && strings.HasSuffix(s, ending) {
			return true
		}
	}
	return false
}

package budget

import (
	"strings"
	"testing"
)

// FuzzAmount reads printed amounts: any text is one or none, and one that is written plainly is read as the same.
func FuzzAmount(f *testing.F) {
	for _, seed := range []string{"1,234.50", "-0.85181", "△12", "１，２３４．５", "1,23", "-", "+.5", "00012345678901234567.1", "−—1", "1.2.3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := parseAmount(text)
		if !ok {
			return
		}
		if len(d.String()) > maxDigits+len("-0.") {
			t.Fatalf("%q is %s", text, d)
		}
		if again, ok := parseAmount(d.String()); !ok || !again.Equal(d) {
			t.Fatalf("%q is %s, and that %s, %v", text, d, again, ok)
		}
		if negative := strings.ContainsAny(fold(text), strings.Join(minusSigns, "")); d.Sign() < 0 && !negative {
			t.Fatalf("%q is %s", text, d)
		}
	})
}

package align

import "testing"

func TestFigure(t *testing.T) {
	for text, want := range map[string]bool{
		"1,234.50": true, "-12%": true, "—": true, "(4.7)": true, "2003–04": true, "": false, "表1": false, "5G": false, "...": false, "$33,200": true,
	} {
		if got := figure(text); got != want {
			t.Errorf("figure(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]bool{"2026": false, "2,026": true, "1.5": true, "—": false, "350": true} {
		if got := amount(text); got != want {
			t.Errorf("amount(%q) = %v", text, got)
		}
	}
}

func TestGroupsOfOneNumber(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"1", "234", true}, {"12", "345.6", true}, {"1.2", "345", false}, {"1234", "567", false}, {"1", "23", false}} {
		if got := grouped(c.a, c.b); got != c.want {
			t.Errorf("grouped(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

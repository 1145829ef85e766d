package dataset

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

func TestWholeFen(t *testing.T) {
	for s, want := range map[string]string{
		"0": "0.00", "0.1": "0.10", "-0.01": "-0.01", "-5": "-5.00", "31516800": "31516800.00", "12.34": "12.34",
		"9999999999999999.99": "9999999999999999.99", "-9999999999999999.99": "-9999999999999999.99",
		"10000000000000000": "", "99999999999999999999": "", "0.001": "", "0.85181": "", "": "", "1e3": "", "x": "",
	} {
		v := wholeFen(s)
		got := ""
		if v.set {
			got = string(appendYuan(nil, v.n))
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// An amount is what it was or absent: it is never another one.
func FuzzWholeFen(f *testing.F) {
	for _, s := range []string{"0", "-0.5", "12.34", "0.001", "9999999999999999.99", "1e-2", "+1", "-.5", ".5", "00.10", "- 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		exact, err := decimal.NewFromString(s)
		if err != nil || len(s) > 100 || max(exact.Exponent(), -exact.Exponent()) > 100 || exact.String() != s { // no amount of a valid document
			return
		}
		v := wholeFen(s)
		fits := exact.Equal(exact.Truncate(2)) && exact.Shift(2).Abs().LessThanOrEqual(decimal.NewFromInt(maxFen))
		if v.set != fits {
			t.Fatalf("%s: present %v, but it fits %v", s, v.set, fits)
		}
		if v.set && !decimal.New(v.n, -2).Equal(exact) {
			t.Fatalf("%s became %d 分", s, v.n)
		}
	})
}

// A list is the JSON of its items, whatever they are.
func TestLists(t *testing.T) {
	var got []string
	if err := json.Unmarshal([]byte(texts(hostile).text), &got); err != nil || !slices.Equal(got, hostile) {
		t.Errorf("%q came back as %q, %v", hostile, got, err)
	}
	if s := texts([]string{"a\xff"}).text; s != `["a�"]` {
		t.Errorf("what is no UTF-8 became %s", s)
	}
	if s := integers([]int{2025, -1, 0}).text; s != "[2025,-1,0]" {
		t.Errorf("integers became %s", s)
	}
}

func TestTextIsNeverEmptyNorCutByNUL(t *testing.T) {
	if text("").set || !text("x").set || integers(nil).set || texts([]string{}).set || structured[int](nil).set || text("a\x00b").text != "a\uFFFDb" {
		t.Error("a text is empty, or ends where it does not")
	}
}

package ranges

import (
	"math/rand/v2"
	"testing"
)

// A table must say of every code what the last definition that covers it says.
func TestNewAgreesWithLastDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		defs := make([]Range[int], rng.IntN(8))
		for i := range defs {
			lo := rng.Uint32N(40)
			defs[i] = Range[int]{Lo: lo, Hi: lo + rng.Uint32N(10), Value: i}
		}
		want := make(map[uint32]int)
		for _, d := range defs {
			for code := d.Lo; code <= d.Hi; code++ {
				want[code] = d.Value
			}
		}
		table := New(defs)
		for code := uint32(0); code < 60; code++ {
			got, ok := table.Find(code)
			if w, wok := want[code]; ok != wok || got != w {
				t.Fatalf("definitions %v: Find(%d) = %d, %v; want %d, %v", defs, code, got, ok, w, wok)
			}
		}
	}
}

func TestFindAtTheEndsOfAllCodes(t *testing.T) {
	table := New([]Range[string]{{0, 0, "first"}, {^uint32(0), ^uint32(0), "last"}, {^uint32(0) - 5, ^uint32(0), "end"}})
	for code, want := range map[uint32]string{0: "first", ^uint32(0): "end", ^uint32(0) - 5: "end", 1: ""} {
		if got, _ := table.Find(code); got != want {
			t.Errorf("Find(%#x) = %q, want %q", code, got, want)
		}
	}
}

package page_test

import (
	"slices"
	"testing"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestJoinTexts(t *testing.T) {
	for _, c := range [][3]string{
		{"一般公共", "服务", "一般公共服务"}, {"Total", "revenue", "Total revenue"}, {"811,669.9", "7", "811,669.97"},
		{"", "甲", "甲"}, {"甲", "", "甲"}, {"A", "BC", "ABC"},
	} {
		if got := page.JoinTexts(c[0], c[1], settings.Default()); got != c[2] {
			t.Errorf("%q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestCoordinates(t *testing.T) {
	if got := page.Clustered([]float64{10, 30, 11, 12, 30.5}, 1); !slices.Equal(got, []float64{11, 30.25}) {
		t.Errorf("clusters %v", got)
	}
	xs := []float64{0, 10, 20}
	for x, want := range map[float64]int{-5: 0, 4: 0, 5: 0, 6: 1, 15.5: 2, 99: 2} {
		if got := page.Nearest(xs, x); got != want {
			t.Errorf("nearest to %g is %d, want %d", x, got, want)
		}
	}
	for x, want := range map[float64]int{-5: 0, 0: 0, 9.9: 0, 10: 1, 20: 1, 99: 1} {
		if got := page.Place(xs, x); got != want {
			t.Errorf("%g is in place %d, want %d", x, got, want)
		}
	}
}

package batch

import (
	"slices"
	"testing"

	"yusuan/extract/picture"
)

// A run tells its workers with what pages are drawn; where a program in another language starts one, it is the worker's own.
func TestWhoseCacheAndFonts(t *testing.T) {
	own := picture.Options{Cache: "own", Fonts: []string{"own"}}
	for _, c := range []struct {
		own  bool
		want string
	}{{false, "run"}, {true, "own"}} {
		s := setup{Own: c.own, OCR: recognition{Cache: "run", Fonts: []string{"run"}}}
		if got := s.recognition(own).Painter; got.Cache != c.want || !slices.Equal(got.Fonts, []string{c.want}) {
			t.Errorf("own %v: drawn with %q and %q", c.own, got.Cache, got.Fonts)
		}
	}
}

package grid

import (
	"testing"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Two texts of figures of a damaged page may stand on one line: then no last line is shorter than the one above it.
func TestOneLineOfFigures(t *testing.T) {
	line := page.Line{}
	for i, r := range "1234" {
		x := float64(10 * i)
		line.Chars = append(line.Chars, page.Char{Text: string(r), Size: 10, Box: page.Rect{X0: x, X1: x + 9, Bottom: 10}})
	}
	if isOne([]page.Line{line}, 0, settings.Default()) {
		t.Error("one line goes on with none")
	}
}

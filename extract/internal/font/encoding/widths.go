package encoding

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed widths.txt
var widthText string

// Widths are the glyph widths of a standard font by glyph name, in thousandths of an em.
type Widths map[string]float64

var widths = sync.OnceValue(func() map[string]Widths {
	m := make(map[string]Widths)
	var w Widths
	for line := range strings.Lines(widthText) {
		words := strings.Fields(line)
		if len(words) == 1 {
			w = make(Widths)
			m[words[0]] = w
			continue
		}
		v, err := strconv.Atoi(words[0])
		if err != nil {
			continue // the comment
		}
		for _, name := range words[1:] {
			w[name] = float64(v)
		}
	}
	return m
})

// Standard returns the widths of one of the standard 14 fonts, or nil. It knows
// the names that producers write for them, too (Arial,Bold, CourierNew).
func Standard(baseFont string) Widths {
	name := strings.NewReplacer(" ", "", ",", "-").Replace(baseFont)
	family, style, _ := strings.Cut(name, "-")
	bold := strings.Contains(style, "Bold")
	italic := strings.Contains(style, "Italic") || strings.Contains(style, "Oblique")
	switch strings.TrimSuffix(strings.TrimSuffix(family, "MT"), "PS") {
	case "Courier", "CourierNew":
		name = "Courier"
	case "Helvetica", "Arial":
		name = "Helvetica"
		if bold {
			name = "Helvetica-Bold"
		}
	case "Times", "TimesNewRoman":
		switch {
		case bold && italic:
			name = "Times-BoldItalic"
		case bold:
			name = "Times-Bold"
		case italic:
			name = "Times-Italic"
		default:
			name = "Times-Roman"
		}
	}
	return widths()[name]
}

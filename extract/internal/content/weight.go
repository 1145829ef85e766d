package content

import (
	"math"
	"strings"

	"yusuan/layout/page"
)

// fillStrokeMode fills a glyph and strokes its outline, which makes it bold (Table 104).
const fillStrokeMode = 2

// markBold marks the glyphs whose fonts' names say that they are heavy. Hei fonts, which are heavier than Song and Kai,
// count where less than half of the page is set in them.
func (in *interpreter) markBold() {
	p := in.page
	bold, hei := make([]bool, len(p.Fonts)), make([]bool, len(p.Fonts))
	any := false
	for i, name := range p.Fonts {
		bold[i], hei[i] = weight(name)
		any = any || bold[i] || hei[i]
	}
	if !any {
		return
	}
	used := 0
	for i := range p.Chars {
		if f := int(p.Chars[i].Font); f < len(hei) && hei[f] {
			used++
		}
	}
	for i := range p.Chars {
		if f := int(p.Chars[i].Font); f < len(bold) && (bold[f] || hei[f] && 2*used < len(p.Chars)) {
			p.Chars[i].Flags |= page.Bold
		}
	}
}

// weight reads a font's name: whether it says a bold weight, or a Hei face.
func weight(name string) (bold, hei bool) {
	name = strings.ToLower(name)
	for _, word := range []string{"bold", "black", "heavy", "粗"} {
		if strings.Contains(name, word) {
			return true, false
		}
	}
	return false, strings.Contains(name, "hei") || strings.Contains(name, "黑")
}

// overprinted marks a glyph that is painted again beside itself: bold as printers of old made it.
func overprinted(first *page.Char, again *page.Char) {
	if math.Abs(first.X-again.X)+math.Abs(first.Y-again.Y) > 0 {
		first.Flags |= page.Bold
	}
}

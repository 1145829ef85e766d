package extract

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
)

// unreadable counts the glyphs of a page that mean nothing: without Unicode text, in private use, or mojibake;
// and all glyphs that are no space.
func unreadable(p *page.Page) (bad, all int) {
	run, letters, counted := 0, 0, 0
	for i := range p.Chars {
		c := &p.Chars[i]
		if c.Flags&page.Space != 0 {
			continue
		}
		all++
		r, _ := utf8.DecodeRuneInString(c.Text)
		meaningless := c.Flags&page.NoUnicode != 0 || unicode.Is(unicode.Co, r) || unicode.IsControl(r)
		if meaningless {
			bad++
		}
		if meaningless || r < 0x80 || r > 0x24F {
			run, letters, counted = 0, 0, 0
			continue
		}
		run++
		if unicode.IsLetter(r) {
			letters++
		}
		if run >= limits.mojibakeRun && letters > 0 { // ×× and ···· are signs
			bad += run - counted
			counted = run
		}
	}
	return bad, all
}

// unreadableDetail says how much of a page cannot be read; "" where that is less than matters.
func unreadableDetail(p *page.Page) string {
	bad, all := unreadable(p)
	if bad == 0 || float64(bad) < limits.unreadable*float64(all) {
		return ""
	}
	return fmt.Sprintf("%.1f%% of %d glyphs", 100*float64(bad)/float64(all), all)
}

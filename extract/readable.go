package extract

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
)

// unreadable finds the glyphs of a page that mean nothing, by their index: without Unicode text, in private use, or mojibake;
// and counts all that are no space.
func unreadable(p *page.Page) (bad []int, all int) {
	var run []int
	letters, counted := 0, 0
	for i := range p.Chars {
		c := &p.Chars[i]
		if c.Flags&page.Space != 0 {
			continue
		}
		all++
		r, _ := utf8.DecodeRuneInString(c.Text)
		meaningless := c.Flags&page.NoUnicode != 0 || unicode.Is(unicode.Co, r) || unicode.IsControl(r)
		if meaningless {
			bad = append(bad, i)
		}
		if meaningless || !latin(c.Text) {
			run, letters, counted = run[:0], 0, 0
			continue
		}
		run = append(run, i)
		if unicode.IsLetter(r) {
			letters++
		}
		if len(run) >= limits.mojibakeRun && letters > 0 { // ×× and ···· are signs
			bad = append(bad, run[counted:]...)
			counted = len(run)
		}
	}
	return bad, all
}

// latin tells a character beyond ASCII, of the Latin blocks.
func latin(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x80 && r <= 0x24F
}

// unreadableDetail says how much of a page cannot be read; "" where that is less than matters.
func unreadableDetail(p *page.Page) string {
	found, all := unreadable(p)
	bad := len(found)
	if bad == 0 || float64(bad) < limits.unreadable*float64(all) {
		return ""
	}
	return fmt.Sprintf("%.1f%% of %d glyphs", 100*float64(bad)/float64(all), all)
}

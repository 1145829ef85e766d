package join

import (
	"math"
	"strings"
	"unicode"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// DropFurniture takes page numbers and running heads out of the pages' lines: text in the
// margins that stands at one height on several pages, alike but for its digits.
func DropFurniture(views []*Page, s *settings.Settings) {
	type key struct {
		text string
		at   int
	}
	seen := map[key]int{}
	keyOf := func(l page.TextLine) key { return key{text: digitless(l.Text), at: int(math.Round(l.Box.Top / 4))} }
	margin := func(v *Page, l page.TextLine) bool {
		top, bottom := v.margins()
		return l.Box.Bottom <= top+1 || l.Box.Top >= bottom-1
	}
	for _, v := range views {
		for _, l := range v.Lines {
			if margin(v, l) {
				seen[keyOf(l)]++
			}
		}
	}
	// A running head may end like a title. It is told from one by the titles that stand beside it.
	beside := map[key]int{}
	for _, v := range views {
		titles := 0
		for _, l := range v.Lines {
			if caption.IsTitle(l, s) {
				titles++
			}
		}
		for _, l := range v.Lines {
			if k := keyOf(l); titles > 1 && caption.IsTitle(l, s) && margin(v, l) {
				beside[k]++
			}
		}
	}
	running := func(l page.TextLine) bool {
		k := keyOf(l)
		return repeated(seen[k], len(views)) && (!caption.Admits(l, s) || caption.IsTitle(l, s) && seen[k] > 2 && 2*beside[k] >= seen[k])
	}
	for _, v := range views {
		kept := v.Lines[:0:0]
		for _, l := range v.Lines {
			if margin(v, l) && (page.IsPageNumber(l.Text) || running(l)) {
				continue
			}
			kept = append(kept, l)
		}
		v.Lines = kept
	}
}

// repeated tells a count of pages that makes a line a running head.
func repeated(n, pages int) bool { return n >= min(3, pages) && n >= 2 && n*4 >= pages }

// margins gives the heights above and below which a page's margins lie: a tenth of the
// page, or what is outside of all its grids where these reach further.
func (v *Page) margins() (top, bottom float64) {
	height := v.Height
	if v.Turn%2 == 1 {
		height = v.Width
	}
	top, bottom = 0.1*height, 0.88*height
	if n := len(v.Parts); n > 0 {
		top = min(top, v.Parts[0].Ys[0])
		bottom = max(bottom, v.Parts[n-1].Ys[len(v.Parts[n-1].Ys)-1])
	}
	return top, bottom
}

// digitless is a text with its digits alike and without white space.
func digitless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case unicode.IsDigit(r):
			return '0'
		}
		return r
	}, text)
}

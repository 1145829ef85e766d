package layout

import (
	"math"
	"strings"
	"unicode"
)

// dropFurniture takes page numbers and running heads out of the pages' lines: text in the
// margins that stands at one height on several pages, alike but for its digits.
func dropFurniture(views []*joinPage) {
	type key struct {
		text string
		at   int
	}
	seen := map[key]int{}
	keyOf := func(l Line) key { return key{digitless(l.Text), int(math.Round(l.Box.Top / 4))} }
	margin := func(v *joinPage, l Line) bool {
		top, bottom := v.margins()
		return l.Box.Bottom <= top+1 || l.Box.Top >= bottom-1
	}
	for _, v := range views {
		for _, l := range v.lines {
			if margin(v, l) {
				seen[keyOf(l)]++
			}
		}
	}
	// A running head may end like a title. It is told from one by the titles that stand beside it.
	beside := map[key]int{}
	for _, v := range views {
		titles := 0
		for _, l := range v.lines {
			if titled(l) {
				titles++
			}
		}
		for _, l := range v.lines {
			if k := keyOf(l); titles > 1 && titled(l) && margin(v, l) {
				beside[k]++
			}
		}
	}
	running := func(l Line) bool {
		k := keyOf(l)
		return repeated(seen[k], len(views)) && (!captionLike(l) || titled(l) && seen[k] > 2 && 2*beside[k] >= seen[k])
	}
	for _, v := range views {
		kept := v.lines[:0:0]
		for _, l := range v.lines {
			if margin(v, l) && (pageNumber.MatchString(l.Text) || running(l)) {
				continue
			}
			kept = append(kept, l)
		}
		v.lines = kept
	}
}

// titled tells a line that reads as a title and nothing else.
func titled(l Line) bool {
	p := readPart(l.Text)
	return p.title != "" && p.number == "" && p.unit == "" && p.department == ""
}

// repeated tells a count of pages that makes a line a running head.
func repeated(n, pages int) bool { return n >= min(3, pages) && n >= 2 && n*4 >= pages }

// margins gives the heights above and below which a page's margins lie: a tenth of the
// page, or what is outside of all its grids where these reach further.
func (v *joinPage) margins() (top, bottom float64) {
	height := v.height
	if v.turn%2 == 1 {
		height = v.width
	}
	top, bottom = 0.1*height, 0.88*height
	if n := len(v.parts); n > 0 {
		top = min(top, v.parts[0].Ys[0])
		bottom = max(bottom, v.parts[n-1].Ys[len(v.parts[n-1].Ys)-1])
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

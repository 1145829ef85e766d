package join

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// DropFurniture takes page numbers and running heads out of the pages' lines: text in the
// margins that stands at one height on several pages, alike but for its digits.
func DropFurniture(pages []*Page, s *settings.Settings) {
	f := furnitureOf(pages, s)
	for _, v := range pages {
		v.Lines = slices.DeleteFunc(v.Lines, func(l page.TextLine) bool {
			return v.inMargin(&l, s) && (words.IsPageNumber(l.Text) || f.runs(&l, s))
		})
	}
}

// furniture counts the lines that stand in the margins of several pages.
type furniture struct {
	pages int
	seen  map[placedText]int
	// beside counts those that read as titles on pages with other titles: a running head may end like
	// a title, and is told from one by these.
	beside map[placedText]int
	// titles counts those that are a title only by the lines under them: where they always are, they are no running head.
	titles map[placedText]int
}

// placedText is a line's text but for its digits and spaces, and the height at which it stands, in steps.
type placedText struct {
	text   string
	height int
}

func placedTextOf(l *page.TextLine, s *settings.Settings) placedText {
	return placedText{digitless(l.Text), int(math.Round(l.Box.Top / s.Join.Furniture.Step))}
}

func furnitureOf(pages []*Page, s *settings.Settings) furniture {
	f := furniture{seen: map[placedText]int{}, beside: map[placedText]int{}, titles: map[placedText]int{}}
	margins := make([][]marginLine, len(pages))
	for i, v := range pages {
		if !v.Aside {
			f.pages++
		}
		for k := range v.Lines {
			if l := &v.Lines[k]; v.inMargin(l, s) {
				at := placedTextOf(l, s)
				f.seen[at]++
				margins[i] = append(margins[i], marginLine{at, l})
			}
		}
	}
	for i, v := range pages {
		often := slices.DeleteFunc(margins[i], func(m marginLine) bool { return !f.isOften(m.placedText, s) })
		if len(often) == 0 {
			continue
		}
		for _, l := range v.titleLines(s) {
			f.titles[placedTextOf(&l, s)]++
		}
		titled := slices.DeleteFunc(often, func(m marginLine) bool { return !caption.IsTitle(m.line, s) })
		if len(titled) > 0 && v.hasTitles(2, s) {
			for _, m := range titled {
				f.beside[m.placedText]++
			}
		}
	}
	return f
}

// marginLine is a line in a page's margins.
type marginLine struct {
	placedText
	line *page.TextLine
}

// hasTitles tells whether so many lines of the page read as titles.
func (v *Page) hasTitles(n int, s *settings.Settings) bool {
	for i := range v.Lines {
		if caption.IsTitle(&v.Lines[i], s) {
			n--
		}
		if n == 0 {
			return true
		}
	}
	return false
}

// isOften tells a text that stands in the margins of enough pages to be a running head.
func (f furniture) isOften(at placedText, s *settings.Settings) bool {
	set, seen := &s.Join.Furniture, f.seen[at]
	return seen >= max(2, min(set.Pages, f.pages)) && float64(seen) >= set.Share*float64(f.pages)
}

// runs tells a running head.
func (f furniture) runs(l *page.TextLine, s *settings.Settings) bool {
	set := &s.Join.Furniture
	at := placedTextOf(l, s)
	seen := f.seen[at]
	switch {
	case !f.isOften(at, s):
		return false
	case !caption.Admits(*l, s):
		return f.titles[at] < seen
	}
	return seen >= set.Titles && float64(f.beside[at]) >= set.Beside*float64(seen) && caption.IsTitle(l, s)
}

// titleLines are the lines of the title over the page's first grid, where their words alone do not tell them.
func (v *Page) titleLines(s *settings.Settings) []page.TextLine {
	if len(v.Parts) == 0 {
		return nil
	}
	first := v.Parts[0]
	return v.place(first).Titles(v.Lines[:linesOver(first, v.Lines)], s)
}

// inMargin tells a line that stands in the page's margins: its outer parts, as far as no grid stands there.
func (v *Page) inMargin(l *page.TextLine, s *settings.Settings) bool {
	set := &s.Join.Furniture
	_, height := v.size()
	head, foot := set.Head*height, set.Foot*height
	if n := len(v.Parts); n > 0 {
		head, foot = min(head, v.Parts[0].top()), max(foot, v.Parts[n-1].foot())
	}
	return l.Box.Bottom <= head+set.Reach || l.Box.Top >= foot-set.Reach
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

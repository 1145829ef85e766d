package check

import (
	"iter"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"yusuan/model/budget"
	"yusuan/model/words"
)

// passage is running text as a whole: an amount may go on in the next line.
type passage struct {
	text    string // folded
	starts  []int  // where lines begin in it
	pages   []int  // of the lines
	amounts []amountPlace
}

func newPassage(prose []budget.Line) *passage {
	var b strings.Builder
	p := passage{starts: make([]int, len(prose)), pages: make([]int, len(prose))}
	for i, l := range prose {
		p.starts[i], p.pages[i] = b.Len(), l.Page
		b.WriteString(words.Fold(l.Text))
	}
	p.text = b.String()
	p.amounts = amountsIn(p.text)
	return &p
}

// page is the page on which the byte at an offset stands.
func (p *passage) page(at int) int { return p.pages[sort.SearchInts(p.starts, at+1)-1] }

// group is what a group of a match caught, "" for nothing.
func (p *passage) group(match []int, n int) string {
	if match[2*n] < 0 {
		return ""
	}
	return p.text[match[2*n]:match[2*n+1]]
}

// tellsBefore tells whether an amount stands before an offset in its sentence.
func (p *passage) tellsBefore(at int) bool {
	from := strings.LastIndexAny(p.text[:at], "。;") + 1
	i := sort.Search(len(p.amounts), func(i int) bool { return p.amounts[i].number >= from })
	return i < len(p.amounts) && p.amounts[i].end <= at
}

// How text prints an amount, and what stands before one: nothing of a longer number.
const (
	beforeAmount   = `(?:^|[^0-9.,])`
	amountWithUnit = `([0-9][0-9,]*(?:\.[0-9]+)?)(` + words.UnitPattern + `)`
)

// amountPlace is where beforeAmount and amountWithUnit stand in a text.
type amountPlace struct{ before, number, unit, end int }

// amountsIn finds the amounts with their units in folded text.
func amountsIn(text string) []amountPlace {
	var out []amountPlace
	for at := 0; at < len(text); {
		if !isDigit(text[at]) {
			at++
			continue
		}
		number := at
		at = endOfNumber(text, number)
		n := words.UnitLength(text[at:])
		if n == 0 || number > 0 && (text[number-1] == '.' || text[number-1] == ',') {
			continue
		}
		_, before := utf8.DecodeLastRuneInString(text[:number])
		out = append(out, amountPlace{number - before, number, at, at + n})
	}
	return out
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// endOfNumber is where the number ends that begins at an offset.
func endOfNumber(text string, at int) int {
	for at < len(text) && (isDigit(text[at]) || text[at] == ',') {
		at++
	}
	if at+1 < len(text) && text[at] == '.' && isDigit(text[at+1]) {
		for at++; at < len(text) && isDigit(text[at]); at++ {
		}
	}
	return at
}

// amountsBefore are the places of the amounts behind which one of some words stands, with a comma between or without.
func (p *passage) amountsBefore(next ...string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, a := range p.amounts {
			rest := strings.TrimPrefix(p.text[a.end:], ",")
			for _, word := range next {
				if strings.HasPrefix(rest, word) && !yield(a.before) {
					return
				}
			}
		}
	}
}

// places are where a word stands in the passage, with so many characters before it.
func (p *passage) places(word string, before int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			at := strings.Index(p.text[from:], word)
			if at < 0 {
				return
			}
			from += at + len(word)
			at = from - len(word)
			for range before {
				_, size := utf8.DecodeLastRuneInString(p.text[:at])
				at -= size
			}
			if !yield(at) {
				return
			}
		}
	}
}

// find are the matches of a pattern, which ^ begins, at those of some places that no match before takes. Most of a text is
// nowhere near what is looked for: a pattern that would look everywhere takes many times as long.
func (p *passage) find(pattern func() *regexp.Regexp, places iter.Seq[int]) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		end := 0
		for at := range places {
			if at < end {
				continue
			}
			m := pattern().FindStringSubmatchIndex(p.text[at:])
			if m == nil {
				continue
			}
			for i := range m {
				if m[i] >= 0 {
					m[i] += at
				}
			}
			if end = m[1]; !yield(m) {
				return
			}
		}
	}
}

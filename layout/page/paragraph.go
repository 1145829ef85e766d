package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/settings"
	"yusuan/model/words"
)

// paragraphs are the lines of a cell with the edges between which they are set.
type paragraphs struct {
	lines       []Line
	left, right float64
	first       string // the text of the first line
	fit         Fit
	s           *settings.Settings
}

func paragraphsOf(lines []Line, first string, fit Fit, s *settings.Settings) paragraphs {
	fit.List = len(lines) > s.Page.DividedLines
	p := paragraphs{lines, lines[0].Left(), lines[0].Right(), first, fit, s}
	for _, l := range lines[1:] {
		p.left, p.right = min(p.left, l.Left()), max(p.right, l.Right())
	}
	return p
}

// written is the text of a cell so far.
type written struct {
	strings.Builder
	script
	begun int // where its last paragraph begins
}

// add puts a line to the text, behind what joins it.
func (w *written) add(joint, line string) {
	if w.WriteString(joint); joint == "\n" {
		w.begun = w.Len()
	}
	w.WriteString(line)
	w.script.add(line)
}

// joint is what stands between the text so far and line i: nothing inside CJK text and inside of numbers and codes that
// fill their cell, a space between Latin words and figures, a line feed where the paragraph ended.
func (p *paragraphs) joint(so *written, line string, i int) string {
	before := so.String()
	if p.begins(i, before, line) {
		return "\n"
	}
	if number := before[so.begun:]; IsFigures(line) && words.IsFigure(number) {
		if p.fit.Divided(words.Unspaced(number), words.Unspaced(line), p.lines[i-1], p.lines[i], p.s) {
			return ""
		}
		return "\n"
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(line)
	if Wide(last) || Wide(next) || last == '-' {
		return ""
	}
	if unicode.IsLetter(last) && unicode.IsLetter(next) || so.latin(p.s) && latin(line, p.s) || !p.fit.fills(p.lines[i-1].Extent(), p.s) && spaced(last, next, so.wide || strings.ContainsFunc(line, Wide)) {
		return " "
	}
	return "" // a code that the cell divides
}

// spaced tells whether a text that broke off though more had room did so at a space: between two words or figures, or
// anywhere but behind an opening mark where no character is of a script without spaces.
func spaced(last, next rune, wide bool) bool {
	alphanumeric := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return alphanumeric(last) && alphanumeric(next) ||
		!wide && !unicode.In(last, unicode.Ps, unicode.Sm)
}

// begins tells whether line i of flush lines begins a paragraph: it goes on with a numbered
// list, is set in against the lines around it, or the line above ends a sentence or item so far from
// the right edge that the next characters would have fitted.
func (p *paragraphs) begins(i int, before, text string) bool {
	if words.IsListed(text) && words.IsListed(p.first) {
		return true
	}
	set := &p.s.Page
	above, line := p.lines[i-1], p.lines[i]
	em := line.Size()
	if above.Left()-p.left > set.Centred*em || line.Left()-p.left > set.Centred*em {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(before)
	ended := strings.ContainsRune("。；：;！", end)
	if line.Left()-p.left > set.Indent*em && len(p.lines) > 2 && p.flush(i-1, em) {
		return ended || words.IsToldItem(text) || p.oneSided(i) && i+1 < len(p.lines) && p.flush(i+1, em)
	}
	early := p.right-above.Right() > max(set.EarlyEnd*em, line.Lead()+set.WordRest*em)
	return early && (ended || words.IsListed(text) || words.IsToldItem(text))
}

// flush tells whether line i begins at the left edge.
func (p *paragraphs) flush(i int, em float64) bool {
	return p.lines[i].Left()-p.left < p.s.Page.Flush*em
}

// oneSided tells whether line i is set in at the left only.
func (p *paragraphs) oneSided(i int) bool {
	line := p.lines[i]
	return p.right-line.Right() < p.s.Page.OneSided*(line.Left()-p.left)
}

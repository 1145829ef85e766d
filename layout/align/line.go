package align

import (
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Line is a line of text that no ruled grid took.
type Line struct {
	page.Line
	words  []word // parted by any space
	pieces []word // parted by wide spaces
	leader bool   // dots lead from one piece to the next
}

// Pieces are the parts of the line that wide spaces set apart, leaders left out.
func (t *Line) Pieces(s *settings.Settings) []page.Piece {
	out := make([]page.Piece, len(t.pieces))
	for i, p := range t.pieces {
		out[i] = page.Piece{X0: p.x0, X1: p.x1, Text: page.Line{Chars: t.Chars[p.from:p.to]}.Text(s.Page.WordGap)}
	}
	return out
}

// word is a stretch of a line: its glyphs are chars[from:to].
type word struct {
	x0, x1   float64
	from, to int
}

// linesOf parts upright glyphs into lines and these into words; it gives the other glyphs as well.
func linesOf(chars []page.Char, em float64, s *settings.Settings) ([]*Line, []page.Char) {
	var others []page.Char
	upright := make([]page.Char, 0, len(chars))
	for _, c := range chars {
		if c.Turn == 0 {
			upright = append(upright, c)
		} else {
			others = append(others, c)
		}
	}
	return partedLines(upright, em, s), others
}

// partedLines parts upright glyphs, which it takes, into lines and these into words.
func partedLines(upright []page.Char, em float64, s *settings.Settings) []*Line {
	lines := page.LinesOf(upright, s.Align.SameLine)
	out := make([]*Line, len(lines))
	for i, r := range lines {
		out[i] = &Line{Line: r}
		out[i].part(em, &s.Align)
	}
	return out
}

// part parts a line into words and pieces. Leaders are no words.
func (t *Line) part(em float64, s *settings.Align) {
	t.words, t.pieces = nil, nil
	for i := range t.Chars {
		c := &t.Chars[i]
		if c.Flags&page.Space != 0 || isBar(*c) {
			continue
		}
		if n := len(t.words); n > 0 && c.Box.X0-t.words[n-1].x1 <= s.WordGap*c.Size && t.words[n-1].to == i {
			w := &t.words[n-1]
			w.to, w.x1 = i+1, max(w.x1, c.Box.X1)
			continue
		}
		t.words = append(t.words, word{c.Box.X0, c.Box.X1, i, i + 1})
	}
	t.words = t.withoutLeaders(s)
	for i, w := range t.words {
		if n := len(t.pieces); n > 0 && !t.wide(t.words[i-1], w, em, s) && !(i == len(t.words)-1 && t.lastFigure(i, em, s)) {
			p := &t.pieces[n-1]
			p.to, p.x1 = w.to, max(p.x1, w.x1)
			continue
		}
		t.pieces = append(t.pieces, w)
	}
}

// withoutLeaders leaves out the dots that lead from a label to its figure.
func (t *Line) withoutLeaders(s *settings.Align) []word {
	if !slices.ContainsFunc(t.words, t.endsInDot) {
		return t.words
	}
	out := make([]word, 0, len(t.words))
	dots := 0 // length of the run of dot words
	flush := func() {
		if dots >= s.Leader {
			t.leader = true
			out = out[:len(out)-dots]
		}
		dots = 0
	}
	for _, w := range t.words {
		text := t.text(w)
		if body := strings.TrimRight(text, ".…·"); utf8.RuneCountInString(text)-utf8.RuneCountInString(body) >= s.Leader {
			flush()
			t.leader = true
			if body != "" {
				w.to = w.from + utf8.RuneCountInString(body)
				w.x1 = t.Chars[min(w.to, len(t.Chars))-1].Box.X1
				out = append(out, w)
			}
			continue
		}
		if text == "." || text == "…" || text == "·" {
			dots++
		} else {
			flush()
		}
		out = append(out, w)
	}
	flush()
	return out
}

// endsInDot tells a word that may end in a leader.
func (t *Line) endsInDot(w word) bool {
	last, _ := utf8.DecodeLastRuneInString(t.Chars[w.to-1].Text)
	return last == '.' || last == '…' || last == '·'
}

// text is what a stretch of the line says, without white space.
func (t *Line) text(w word) string {
	chars := t.Chars[w.from:w.to]
	if len(chars) == 1 && chars[0].Flags&page.Space == 0 {
		return chars[0].Text
	}
	var b strings.Builder
	b.Grow(len(chars) * utf8.UTFMax)
	for i := range chars {
		if chars[i].Flags&page.Space == 0 {
			b.WriteString(chars[i].Text)
		}
	}
	return b.String()
}

// wide tells a space that parts two pieces of a line.
func (t *Line) wide(a, b word, em float64, s *settings.Align) bool {
	gap := (b.x0 - a.x1) / min(em, t.Size())
	if t.barred(a, b) || gap >= s.WideGap || gap >= s.ValleyMany && t.ideographs(a, b) {
		return true
	}
	return gap >= s.FigureGap && figure(t.text(a)) && figure(t.text(b)) && !grouped(t.text(a), t.text(b))
}

// ideographs tells two words of a script without spaces.
func (t *Line) ideographs(a, b word) bool {
	next, _ := utf8.DecodeRuneInString(t.Chars[b.from].Text)
	return t.endsWide(a) && page.Wide(next)
}

// endsWide tells a word whose last character is of a script without spaces.
func (t *Line) endsWide(w word) bool {
	last, _ := utf8.DecodeLastRuneInString(t.Chars[w.to-1].Text)
	return page.Wide(last)
}

// lastFigure tells whether the last word of a line is an amount that stands apart from CJK text before it.
func (t *Line) lastFigure(i int, em float64, s *settings.Align) bool {
	a, b := t.words[i-1], t.words[i]
	return t.endsWide(a) && b.x0-a.x1 > s.FigureGap*min(em, t.Size()) && amount(t.text(b))
}

// isBar tells a character that draws a vertical line.
func isBar(c page.Char) bool { return strings.Contains("│┃║", c.Text) && c.Text != "" }

// barred tells whether a character between two words draws a line.
func (t *Line) barred(a, b word) bool { return slices.ContainsFunc(t.Chars[a.to:b.from], isBar) }

// dashes are the rulings that a line of dashes stands for, as typewriters draw them, or of characters that draw
// boxes; none for other text.
func (t *Line) dashes(least int) []grid.Edge {
	boxes := func(r rune) bool { return strings.ContainsRune("-_=—–", r) || r >= '─' && r <= '╿' }
	if n := len(t.Chars); n < least || strings.TrimFunc(t.text(word{from: 0, to: n}), boxes) != "" {
		return nil
	}
	out := make([]grid.Edge, 0, len(t.words))
	for _, w := range t.words {
		out = append(out, grid.Edge{At: t.middle(), From: w.x0, To: w.x1})
	}
	return out
}

// wordsOf gives the words of a piece.
func (t *Line) wordsOf(p word) []word {
	var out []word
	for _, w := range t.words {
		if w.from >= p.from && w.to <= p.to {
			out = append(out, w)
		}
	}
	return out
}

// gaps are the spaces between words.
func gaps(words []word) []page.Interval {
	var out []page.Interval
	for i := 1; i < len(words); i++ {
		out = append(out, page.Interval{X0: words[i-1].x1, X1: words[i].x0})
	}
	return out
}

// left and right are where the line's words begin and end; it must have some.
func (t *Line) left() float64  { return t.words[0].x0 }
func (t *Line) right() float64 { return t.words[len(t.words)-1].x1 }

func (t *Line) middle() float64 { return (t.Top + t.Bottom) / 2 }

// multi tells a line of several pieces.
func (t *Line) multi() bool { return len(t.pieces) > 1 }

// prose tells a line of running text: it begins at the left of a stretch and fills most of it.
func (t *Line) prose(x0, x1, em float64, s *settings.Align) bool {
	if len(t.pieces) != 1 || t.pieces[0].x0 > x0+s.Indent*em || t.pieces[0].x1-t.pieces[0].x0 < s.Prose*(x1-x0) {
		return false
	}
	const words, characters = 6, 18
	return len(t.words) >= words || utf8.RuneCountInString(t.text(t.pieces[0])) >= characters && len(t.words) < words/2
}

// measures tells a line of several pieces with an amount behind the first.
func (t *Line) measures() bool {
	return t.multi() && slices.ContainsFunc(t.pieces[1:], func(p word) bool { return amount(t.text(p)) })
}

// record tells a line of several figures: with a header over it, it is a table of one row.
func (t *Line) record() bool {
	const least = 3
	n := 0
	for _, p := range t.pieces {
		if amount(t.text(p)) {
			n++
		}
	}
	return n >= least
}

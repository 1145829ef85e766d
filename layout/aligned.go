package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textRow is a line of text that no ruled grid took.
type textRow struct {
	row
	words  []word // parted by any space
	pieces []word // parted by wide spaces
	leader bool   // dots lead from one piece to the next
	taken  bool
}

// word is a stretch of a line: its glyphs are chars[from:to].
type word struct {
	x0, x1   float64
	from, to int
}

// level is a height at which horizontal lines are drawn.
type level struct {
	at, from, to float64
	lines        []line
	filled       bool // only the edges of filled areas make it
}

// aligner looks for tables in what the ruled grids left of a page.
type aligner struct {
	em     float64
	s      *Settings
	rows   []*textRow
	levels []level
	sides  []line // vertical lines
	grids  []*Grid
	page   int
}

// alignedGrids finds the tables of a page that rulings do not part into cells: by the alignment of
// the glyphs that the ruled grids left over, and the lines that make no grid. Of the ruled grids it drops those
// that are no tables. It gives the grids, filled, from top to bottom, and the glyphs that belong to none.
func alignedGrids(p *Page, chars, rest []Char, ruled []*Grid, loose component, em float64, s *Settings) ([]*Grid, map[*Grid]*region, []Char) {
	grids, others, glyphs := drawings(ruled, chars)
	if len(rest) < fewGlyphs {
		return grids, nil, append(rest, glyphs...)
	}
	a := &aligner{em: em, s: s, grids: slices.Concat(grids, others), page: p.Number, sides: loose.vertical}
	var left []Char
	a.rows, left = textRows(rest, em, s)
	a.levels = levelsOf(loose.horizontal, s)
	a.drawnByGlyphs()
	a.addEdges(backgrounds(p.Fills, em, s))
	if len(a.rows) > mostRows || len(a.levels) > mostLevels {
		return grids, nil, append(rest, glyphs...)
	}
	var out []*Grid
	regions := map[*Grid]*region{}
	for _, found := range []func() []*region{a.ruledRegions, a.openRegions} {
		for _, r := range found() {
			if g, made := a.grid(r); g != nil {
				out = append(out, g)
				regions[g] = made
			}
		}
	}
	if len(out) == 0 {
		return grids, nil, append(rest, glyphs...)
	}
	for _, r := range a.rows {
		if !r.taken {
			left = append(left, r.chars...)
		}
	}
	out = append(out, grids...)
	slices.SortFunc(out, func(x, y *Grid) int { return compare(x.Ys[0], y.Ys[0], x.Xs[0], y.Xs[0]) })
	return out, regions, append(left, glyphs...)
}

// add puts the lines of d to those of c.
func (c *component) add(d component) {
	c.horizontal = append(c.horizontal, d.horizontal...)
	c.vertical = append(c.vertical, d.vertical...)
}

const (
	// fewGlyphs is what makes no table: a page number, a heading.
	fewGlyphs = 12
	// mostRows and mostLevels limit the lines of text and of drawing that are compared with each other:
	// no printed page has as many, a drawing or a hostile file may.
	mostRows, mostLevels = 1000, 2000
)

// textRows parts upright glyphs into lines and these into words; it gives the other glyphs as well.
func textRows(chars []Char, em float64, s *Settings) ([]*textRow, []Char) {
	var upright, others []Char
	for _, c := range chars {
		if c.Turn == 0 {
			upright = append(upright, c)
		} else {
			others = append(others, c)
		}
	}
	var out []*textRow
	for _, r := range rowsOf(upright, s.Align.SameLine) {
		t := &textRow{row: r}
		t.part(em, &s.Align)
		out = append(out, t)
	}
	return out, others
}

// part parts a line into words and pieces. Leaders are no words.
func (t *textRow) part(em float64, s *AlignSettings) {
	t.words, t.pieces = nil, nil
	for i, c := range t.chars {
		if c.Flags&Space != 0 {
			continue
		}
		if n := len(t.words); n > 0 && c.Box.X0-t.words[n-1].x1 <= s.WordGap*c.Size && t.chars[i-1].Flags&Space == 0 {
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
func (t *textRow) withoutLeaders(s *AlignSettings) []word {
	out := t.words[:0:0]
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
				w.x1 = t.chars[min(w.to, len(t.chars))-1].Box.X1
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

// text is what a stretch of the line says, without white space.
func (t *textRow) text(w word) string {
	var b strings.Builder
	for _, c := range t.chars[w.from:w.to] {
		if c.Flags&Space == 0 {
			b.WriteString(c.Text)
		}
	}
	return b.String()
}

// wide tells a space that parts two pieces of a line.
func (t *textRow) wide(a, b word, em float64, s *AlignSettings) bool {
	gap := (b.x0 - a.x1) / min(em, t.size())
	if gap >= s.WideGap || gap >= s.ValleyMany && t.ideographs(a, b) {
		return true
	}
	return gap >= s.FigureGap && figure(t.text(a)) && figure(t.text(b)) && !grouped(t.text(a), t.text(b))
}

// ideographs tells two words of a script without spaces.
func (t *textRow) ideographs(a, b word) bool {
	last, _ := utf8.DecodeLastRuneInString(t.text(a))
	next, _ := utf8.DecodeRuneInString(t.text(b))
	return wide(last) && wide(next)
}

// lastFigure tells whether the last word of a line is an amount that stands apart from CJK text before it.
func (t *textRow) lastFigure(i int, em float64, s *AlignSettings) bool {
	a, b := t.words[i-1], t.words[i]
	last, _ := utf8.DecodeLastRuneInString(t.text(a))
	return wide(last) && b.x0-a.x1 > s.FigureGap*min(em, t.size()) && amount(t.text(b))
}

// figure tells a number, an amount, a percentage, a range of numbers or the dash that stands for none.
func figure(text string) bool {
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(".,，．-–—−－()（）%％$€£¥+±<>≤≥=*†‡~‰/:!#", r):
		default:
			others++
		}
	}
	if digits == 0 {
		return others == 0 && text != "" && strings.Trim(text, "-–—−－†‡*") == ""
	}
	return others == 0
}

// amount tells a figure that is no year, ordinal or code of a heading.
func amount(text string) bool {
	if !figure(text) || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
	return len(digits) != 4 || digits < "1900" || digits > "2100" || strings.ContainsAny(text, ".,")
}

// grouped tells the groups of one number whose thousands are parted by spaces.
func grouped(a, b string) bool {
	three := len(b) >= 3 && strings.IndexFunc(b[:3], func(r rune) bool { return !unicode.IsDigit(r) }) < 0 && (len(b) == 3 || !unicode.IsDigit(rune(b[3])))
	digits := strings.TrimLeft(a, "-–−+(")
	return three && len(digits) <= 3 && !strings.ContainsAny(a, ".,%")
}

// backgrounds are the upper and lower edges of the areas that are filled behind text: they part rows as rulings do.
func backgrounds(fills []Fill, em float64, s *Settings) []line {
	var edges []Ruling
	for _, f := range fills {
		if f.Gray < s.Page.White && f.Bottom-f.Top > em && f.X1-f.X0 > em {
			edges = append(edges, Ruling{Horizontal: true, At: f.Top, From: f.X0, To: f.X1}, Ruling{Horizontal: true, At: f.Bottom, From: f.X0, To: f.X1})
		}
	}
	return joined(edges, true, s)
}

// add puts a line to a level. Lines that overlap are one: a ruling is drawn along the edge of a filled area.
func (v *level) add(l line) {
	v.from, v.to = min(v.from, l.from), max(v.to, l.to)
	kept := v.lines[:0:0]
	for _, x := range v.lines {
		if x.to <= l.from || x.from >= l.to {
			kept = append(kept, x)
			continue
		}
		l.from, l.to = min(l.from, x.from), max(l.to, x.to)
		l.breaks = append(l.breaks[:len(l.breaks):len(l.breaks)], x.breaks...)
	}
	v.lines = append(kept, l)
	slices.SortFunc(v.lines, func(x, y line) int { return cmp.Compare(x.from, y.from) })
	for i := range v.lines {
		slices.Sort(v.lines[i].breaks)
	}
}

// levelsOf gathers the lines that are drawn at one height.
func levelsOf(lines []line, s *Settings) []level {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(x, y line) int { return compare(x.at, y.at, x.from, y.from) })
	var out []level
	for _, l := range lines {
		if n := len(out); n > 0 && l.at-out[n-1].at <= s.Grid.Snap {
			out[n-1].add(l)
			continue
		}
		out = append(out, level{at: l.at, from: l.from, to: l.to, lines: []line{l}})
	}
	return out
}

// drawnByGlyphs takes lines of dashes, as typewriters rule tables, for rulings.
func (a *aligner) drawnByGlyphs() {
	const dashes = 10
	kept := a.rows[:0:0]
	var drawn []line
	for _, r := range a.rows {
		if n := len(r.chars); n < dashes || strings.Trim(r.text(word{from: 0, to: n}), "-_=—–─━") != "" {
			kept = append(kept, r)
			continue
		}
		for _, w := range r.words {
			drawn = append(drawn, line{at: (r.top + r.bottom) / 2, from: w.x0, to: w.x1})
		}
	}
	if len(drawn) == 0 {
		return
	}
	a.rows = kept
	a.levels = levelsOf(append(a.lines(), drawn...), a.s)
}

// addEdges puts the edges of filled areas to the levels.
func (a *aligner) addEdges(edges []line) {
	drawn := a.levels
	a.levels = levelsOf(append(a.lines(), edges...), a.s)
	for i := range a.levels {
		v := &a.levels[i]
		v.filled = !slices.ContainsFunc(drawn, func(d level) bool { return abs(d.at-v.at) <= a.s.Grid.Snap })
	}
}

// lines are the lines of all levels.
func (a *aligner) lines() []line {
	var all []line
	for _, l := range a.levels {
		all = append(all, l.lines...)
	}
	return all
}

func compare(a, b, c, d float64) int {
	switch {
	case a < b, a == b && c < d:
		return -1
	case a > b, c > d:
		return 1
	}
	return 0
}

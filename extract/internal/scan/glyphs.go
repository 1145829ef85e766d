package scan

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// printed is a line that was read, with its glyphs as they stand on the straight upright page, in pixels.
type printed struct {
	textLine
	read     ocr.Line
	glyphs   []glyph
	size     float64
	baseline float64
	marks    Marks
}

// glyph is a character or white space of a line.
type glyph struct {
	text   string
	x0, x1 float64
}

// printedOf is what a line of print says, and where.
func (v *view) printedOf(l *textLine, c *crop, read ocr.Line, s *Settings) printed {
	p := printed{textLine: *l, read: read}
	signs := spelled(read.Glyphs)
	if len(signs) == 1 && (signs[0].Text == "二" || signs[0].Text == "=") {
		signs[0].Text = v.twoStrokes(l, s)
	}
	p.measure(signs, s)
	gaps := v.gapsOf(l, min(s.WordGap, s.CodeGap)*p.size)
	for _, g := range signs {
		if g.Text == " " || g.Text == "　" {
			continue
		}
		p.glyphs = append(p.glyphs, glyph{g.Text, c.x0 + g.From/c.zoom, c.x0 + g.To/c.zoom})
	}
	p.place(gaps, l.region != v.regions.of[0], s)
	return p
}

// twoStrokes is what two strokes one under the other are: an equals sign where they are of one length, and the number 二 where the
// lower one is longer.
func (v *view) twoStrokes(l *textLine, s *Settings) string {
	long := func(from, to int) int {
		most := 0
		for y := from; y < to; y++ {
			for _, r := range appendRuns(nil, v.ink.row(y)[l.x0:l.x1], y) {
				most = max(most, int(r.to-r.from))
			}
		}
		return most
	}
	middle := (l.y0 + l.y1) / 2
	if upper, lower := long(l.y0, middle), long(middle, l.y1); float64(upper) < s.SameLength*float64(lower) {
		return "二"
	}
	return "="
}

// measure estimates the size of a line's print and its baseline, by the height of its ink; where that is low, by its width, too:
// characters that hang together seem larger than they are.
func (p *printed) measure(signs []ocr.Glyph, s *Settings) {
	wide, tailed := false, false
	advance := 0.0 // of its ideographs and figures, in em, at least
	for _, g := range signs {
		wide = wide || ideograph(g.Text)
		switch {
		case digit(g.Text):
			advance += 0.5
		case ideograph(g.Text) && !punctuation(g.Text):
			advance++
		}
		switch g.Text {
		case ",", ";", "(", ")", "g", "j", "p", "q", "y", "Q":
			tailed = true
		}
	}
	high := float64(p.h())
	switch {
	case wide && high >= 0.7*p.em:
		p.size = high / s.Ideographs
		p.baseline = float64(p.y0+p.y1)/2 + (s.Ascent-0.5)*p.size
	case wide:
		p.size = p.em
		if advance > 0 {
			p.size = min(p.em, float64(p.w())/(s.Face*advance))
		}
		p.baseline = float64(p.y0+p.y1)/2 + (s.Ascent-0.5)*p.size
	case tailed:
		p.size = high / s.Tailed
		p.baseline = float64(p.y1) - (s.Tailed-s.Figures)*p.size
	default:
		p.size = high / s.Figures
		p.baseline = float64(p.y1)
	}
}

// gap is white space inside of a line.
type gap struct{ x0, x1 float64 }

// gapsOf are the stretches of a line, of some width at least, in which there is no ink.
func (v *view) gapsOf(l *textLine, least float64) []gap {
	inked := make([]bool, l.w())
	for y := l.y0; y < l.y1; y++ {
		for x, p := range v.ink.row(y)[l.x0:l.x1] {
			if p != 0 {
				inked[x] = true
			}
		}
	}
	var gaps []gap
	for x := 0; x < len(inked); x++ {
		from := x
		for x < len(inked) && !inked[x] {
			x++
		}
		if float64(x-from) >= least {
			gaps = append(gaps, gap{float64(l.x0 + from), float64(l.x0 + x)})
		}
	}
	return gaps
}

// place makes glyphs meet, and puts white space where the print has much of it. Outside of cells, what is far apart are several
// words, with nothing between them.
func (p *printed) place(gaps []gap, cell bool, s *Settings) {
	out := make([]glyph, 0, len(p.glyphs)+len(gaps))
	left := float64(p.x0)
	for i, g := range p.glyphs {
		g.x0 = left
		if i == len(p.glyphs)-1 {
			g.x1 = max(float64(p.x1), g.x0)
			out = append(out, g)
			break
		}
		white := p.whiteBehind(i, gaps, s)
		if white == nil {
			g.x1 = max((g.x1+p.glyphs[i+1].x0)/2, g.x0)
			left = g.x1
			out = append(out, g)
			continue
		}
		g.x1, left = max(white.x0, g.x0), white.x1
		out = append(out, g)
		if cell || white.x1-white.x0 < s.WideGap*p.size {
			out = append(out, glyph{" ", white.x0, white.x1})
		}
	}
	p.glyphs = out
}

// whiteBehind is the white space between a glyph and the next one, nil where there is hardly any.
func (p *printed) whiteBehind(i int, gaps []gap, s *Settings) *gap {
	g, next := p.glyphs[i], p.glyphs[i+1]
	here, there := (g.x0+g.x1)/2, (next.x0+next.x1)/2
	for k := range gaps {
		if middle := (gaps[k].x0 + gaps[k].x1) / 2; middle > here && middle < there && p.apart(&gaps[k], i, s) {
			return &gaps[k]
		}
	}
	return nil
}

// apart tells whether white space parts a glyph and the next one. Punctuation stands in a corner of its wide box, and a code is set
// off from the name behind it by little.
func (p *printed) apart(g *gap, i int, s *Settings) bool {
	least, behind := s.WordGap, p.glyphs[i+1].text
	switch {
	case punctuation(p.glyphs[i].text) || punctuation(behind):
		least = s.WideGap
	case i+1 >= shortestCode && ideograph(behind) && !slices.ContainsFunc(p.glyphs[:i+1], func(g glyph) bool { return !digit(g.text) }):
		least = s.CodeGap
	}
	return g.x1-g.x0 >= least*p.size
}

// shortestCode is how many digits a code of 类, the shortest, has.
const shortestCode = 3

// dots tells a line that says nothing but dots: specks are read so.
func (p *printed) dots() bool {
	return !slices.ContainsFunc(p.glyphs, func(g glyph) bool { return !strings.Contains(" .,;:'`^。、·•‘’", g.text) })
}

func punctuation(t string) bool {
	switch t {
	case "，", "。", "、", "；", "：", "（", "）", "《", "》", "“", "”", "？", "！", "【", "】", "〔", "〕", "·":
		return true
	}
	return false
}

// evenSizes makes lines whose sizes differ by less than they are measured exactly of one size: the one that most glyphs have
// about.
func evenSizes(lines []printed, s *Settings) {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(lines[i].size, lines[j].size), i-j) })
	for len(order) > 0 {
		from, to := densest(lines, order, s)
		size := lines[order[from]].size
		n, half := 0, 0
		for _, i := range order[from:to] {
			half += len(lines[i].glyphs)
		}
		for _, i := range order[from:to] {
			if n += len(lines[i].glyphs); 2*n >= half {
				size = lines[i].size
				break
			}
		}
		for _, i := range order[from:to] {
			lines[i].resize(size, s)
		}
		order = slices.Delete(order, from, to)
	}
}

// densest is the stretch of lines, ordered by size, that are about of one size and have the most glyphs.
func densest(lines []printed, order []int, s *Settings) (from, to int) {
	most, n, end := -1, 0, 0
	for start := range order {
		for end < len(order) && lines[order[end]].size <= (1+s.SameSize)*lines[order[start]].size {
			n += len(lines[order[end]].glyphs)
			end++
		}
		if n > most {
			most, from, to = n, start, end
		}
		n -= len(lines[order[start]].glyphs)
	}
	return from, to
}

func (p *printed) resize(size float64, s *Settings) {
	if p.wide() {
		p.baseline = float64(p.y0+p.y1)/2 + (s.Ascent-0.5)*size
	}
	p.size = size
}

func (p *printed) wide() bool {
	return slices.ContainsFunc(p.glyphs, func(g glyph) bool { return ideograph(g.text) })
}

// chars are the line's glyphs as the reader of vectors gives them, on the upright page in pixels.
func (p *printed) chars(run uint32, s *Settings) []page.Char {
	out := make([]page.Char, len(p.glyphs))
	for i, g := range p.glyphs {
		c := page.Char{
			Text: g.text,
			Box:  page.Rect{X0: g.x0, Top: p.baseline - s.Ascent*p.size, X1: g.x1, Bottom: p.baseline + (1-s.Ascent)*p.size},
			X:    g.x0, Y: p.baseline, Size: p.size, Run: run,
		}
		if g.text == " " {
			c.Flags = page.Space
		}
		out[i] = c
	}
	return out
}

// stain tells a line that is but a piece of a seal: a character or two that hardly were any, that are lower than figures, or that are
// Latin letters, as strokes that cross look; or a few of them, no ideographs, that are higher than the page's print of size em.
func (p *printed) stain(l *textLine, em float64, s *Settings) bool {
	n := len(p.read.Glyphs)
	if p.marks&DarkSeal == 0 || n > 3 {
		return false
	}
	high := float64(l.h()) > s.SealPrint*em && !slices.ContainsFunc(p.read.Glyphs, func(g ocr.Glyph) bool { return ideograph(g.Text) })
	letters := !strings.ContainsFunc(p.read.Text(), func(r rune) bool { return !unicode.Is(unicode.Latin, r) })
	return high || n < 3 && (letters || float64(l.h()) < s.LowInSeal*l.em || p.read.Confidence < s.SureInSeal)
}

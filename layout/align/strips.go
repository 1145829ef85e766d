package align

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// strips are the cells, by their indices, that stand between the same two boundaries: of one row, or side by side over several.
func strips(g *grid.Grid) [][]int {
	type rows struct{ row, span int }
	found := map[rows][]int{}
	var order []rows
	for i, c := range g.Cells {
		k := rows{c.Row, c.RowSpan}
		if len(c.Chars) == 0 {
			continue
		}
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], i)
	}
	var out [][]int
	for _, k := range order {
		out = append(out, found[k])
	}
	return out
}

// textRights is how far to the right the text of each column reaches, over the whole grid.
func textRights(g *grid.Grid) []float64 {
	out := slices.Clone(g.Xs[:g.Columns()])
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.ColumnSpan > 1 {
			continue
		}
		for k := range c.Chars {
			if c.Chars[k].Flags&page.Space == 0 {
				out[c.Column] = max(out[c.Column], c.Chars[k].Box.X1)
			}
		}
	}
	return out
}

// strip is what stands between two boundaries, by cells.
type strip struct {
	row   int         // the grid's first row of it
	span  int         // and how many
	cells []stripCell // from left to right
	usual float64     // the distance of two records' lines in other strips, where it is known
	em    float64
	s     *settings.Settings
}

// stripCell is a cell of a strip with its lines.
type stripCell struct {
	index int // in the grid's cells
	box   page.Rect
	fit   page.Fit
	right float64 // how far the text of its column reaches
	lines []stripLine
	value bool // whether its lines are values, each by itself
}

// stripLine is a line of a cell, or the lines of one value that a narrow column wraps.
type stripLine struct {
	page.Line
	text  string
	value bool
	rest  []page.Line // further lines of the same value
}

func (l stripLine) middle() float64 { return (l.Top + l.bottom()) / 2 }

// lastMiddle is the middle of its last line.
func (l stripLine) lastMiddle() float64 { last := l.lastLine(); return (last.Top + last.Bottom) / 2 }

func (l stripLine) bottom() float64 { return l.lastLine().Bottom }

// bold tells whether most of its first line is bold.
func (l stripLine) bold() bool { return page.MostlyBold(l.Chars) }

func (l stripLine) lastLine() page.Line {
	if n := len(l.rest); n > 0 {
		return l.rest[n-1]
	}
	return l.Line
}

// firstUnit is the width of what a line begins with and a wrap does not divide.
func (l stripLine) firstUnit() float64 {
	n := 0
	for n < len(l.Chars) && page.Narrow(&l.Chars[n]) && l.Chars[n].Flags&page.Space == 0 {
		n++
	}
	n = max(n, 1)
	return l.Chars[n-1].Box.X1 - l.Chars[0].Box.X0
}

func stripOf(g *grid.Grid, cells []int, rights []float64, s *settings.Settings) strip {
	st := strip{row: g.Cells[cells[0]].Row, span: g.Cells[cells[0]].RowSpan, s: s, em: g.Em, cells: make([]stripCell, 0, len(cells))}
	for _, i := range cells {
		c := &g.Cells[i]
		own := stripCell{index: i, box: g.CellBox(c), fit: c.Fit, right: rights[c.Column+c.ColumnSpan-1]}
		if turned := slices.ContainsFunc(c.Chars, func(c page.Char) bool { return c.Turn != 0 }); !turned {
			own.lines = linesIn(c.Chars, own.fit, s)
		}
		own.value = own.values()
		st.cells = append(st.cells, own)
	}
	return st
}

// stripsOf are several strips of a grid.
func stripsOf(g *grid.Grid, all [][]int, rights []float64, s *settings.Settings) []strip {
	out := make([]strip, len(all))
	for i, cells := range all {
		out[i] = stripOf(g, cells, rights, s)
	}
	return out
}

// linesIn are the lines of a cell, those of a number that the cell's width divides as one.
func linesIn(chars []page.Char, fit page.Fit, s *settings.Settings) []stripLine {
	var out []stripLine
	lines := page.LinesOf(slices.Clone(chars), s.Page.SameLine)
	fit.List = len(lines) > s.Page.DividedLines
	for _, l := range lines {
		text := words.Unspaced(l.Text(s.Page.WordGap))
		value := page.IsFigures(text)
		if n := len(out); n > 0 && value && out[n-1].value && fit.Divided(out[n-1].text, text, out[n-1].lastLine(), l, s) {
			out[n-1].rest = append(out[n-1].rest, l)
			out[n-1].text += text
			continue
		}
		out = append(out, stripLine{Line: l, text: text, value: value})
	}
	return out
}

// values tells a cell in which several values stand under each other: nearly all its lines are figures, and not all of them years.
func (c stripCell) values() bool {
	n, quantities := 0, 0
	for _, l := range c.lines {
		if l.value {
			n++
			if words.IsQuantity(l.text) {
				quantities++
			}
		}
	}
	return n >= 1 && quantities >= 1 && n*3 >= len(c.lines)*2
}

// amounts tells a cell in which amounts or percentages stand under each other.
func (c stripCell) amounts() bool {
	n := 0
	for _, l := range c.lines {
		if kind := words.ReadNumber(l.text).Kind; kind == words.Amount || kind == words.Percent {
			n++
		}
	}
	return c.value && n > 1
}

// centred tells a cell with one text in the middle of its height, as one has that belongs to all records, or between the first and the last of them where a page cuts its height. More lines
// than a text in two records has, that stand where records do, are theirs.
func (c stripCell) centred(st strip, anchors []float64) bool {
	if c.value || len(c.lines) == 0 || len(c.lines) > 2 && c.beside(st, anchors) {
		return false
	}
	for i := 1; i < len(c.lines); i++ {
		if c.lines[i].Top-c.lines[i-1].bottom() > st.s.Align.Tight*c.lines[i].Size() {
			return false
		}
	}
	middle, slack := (c.lines[0].Top+c.lines[len(c.lines)-1].bottom())/2, st.s.Align.RowMiddle*st.em
	return math.Abs(middle-(c.box.Top+c.box.Bottom)/2) < slack ||
		math.Abs(middle-(anchors[0]+anchors[len(anchors)-1])/2) < slack && !c.beside(st, anchors)
}

// beside tells whether most of a cell's lines stand at the heights of the records' values.
func (c stripCell) beside(st strip, anchors []float64) bool {
	n := 0
	for _, l := range c.lines {
		if math.Abs(anchors[page.Nearest(anchors, l.middle())]-l.middle()) <= st.s.Align.SameBaseline*st.em {
			n++
		}
	}
	return n*2 > len(c.lines)
}

// stands are the ways in which one line stands beside several: at the middle of them, the first or the last.
var stands = [...]func(first, last float64) float64{
	func(first, last float64) float64 { return (first + last) / 2 },
	func(first, _ float64) float64 { return first },
	func(_, last float64) float64 { return last },
}

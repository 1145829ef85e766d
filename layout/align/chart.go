package align

import (
	"math"
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// drawings parts tables from grids that are none: boxes of one column that hold little, charts, whose few
// labels stand between blank rows or whose lines are numbered along a side, and the rules that frame a page. It gives
// the glyphs of these as well.
func drawings(grids []*grid.Grid, chars []page.Char, s *settings.Settings) (tables, others []*grid.Grid, glyphs []page.Char) {
	all, text := outlinesOf(grids), page.GlyphsOf(chars)
	for _, g := range grids {
		if chart(g) || pageFrame(g) || scaled(g, all, text, s) {
			others = append(others, g)
		} else {
			tables = append(tables, g)
		}
	}
	if len(others) == 0 {
		return grids, nil, nil
	}
	inOthers, inTables := outlinesOf(others), outlinesOf(tables)
	for _, c := range chars {
		x, y := c.Box.Centre()
		if inOthers.hold(x, y) && !inTables.hold(x, y) {
			glyphs = append(glyphs, c)
		}
	}
	return tables, others, glyphs
}

// outlines are the boxes of grids, known by place.
type outlines struct {
	boxes []page.Rect
	areas page.Areas
}

func outlinesOf(grids []*grid.Grid) outlines {
	boxes := make([]page.Rect, len(grids))
	for i, g := range grids {
		boxes[i] = g.Box()
	}
	return outlines{boxes, page.AreasOf(boxes)}
}

// hold tells whether a point stands in one of the grids.
func (o outlines) hold(x, y float64) bool {
	for i := range o.areas.At(x, y, 0, 0) {
		if x < o.boxes[i].X1 && y < o.boxes[i].Bottom {
			return true
		}
	}
	return false
}

// chart tells a grid that is mostly blank, with filled rows between blank ones and no amount in them.
func chart(g *grid.Grid) bool {
	filled := make([]bool, g.Rows())
	n := 0
	for _, c := range g.Cells {
		if c.Text != "" {
			filled[c.Row] = true
			n++
		}
		if g.Columns() > 1 && caption.IsAmount(words.Unspaced(c.Text)) && amount(words.Unspaced(c.Text)) {
			return false
		}
	}
	if n == 0 {
		return g.Columns() == 1
	}
	if g.Columns() == 1 {
		return n*3 <= 2*len(g.Cells)
	}
	returns := 0 // from blank rows to filled ones
	for r := 1; r < len(filled); r++ {
		if filled[r] && !filled[r-1] {
			returns++
		}
	}
	return returns > 1 && n*4 < len(g.Cells)
}

// pageFrame tells the rules over, under and beside a page's text: two areas between lines whose ends tell its sides, of
// which only one holds text in reading direction.
func pageFrame(g *grid.Grid) bool {
	if g.Rows() > 1 || g.Columns() != 2 || g.ColumnsBy.Of(g.Xs[0]) != grid.ByEnds || g.ColumnsBy.Of(g.Xs[2]) != grid.ByEnds {
		return false
	}
	return !slices.ContainsFunc(g.Cells[:1], holdsText) || !slices.ContainsFunc(g.Cells[1:], holdsText)
}

// holdsText tells a cell in which text runs from left to right.
func holdsText(c grid.Cell) bool {
	return slices.ContainsFunc(c.Chars, func(c page.Char) bool { return c.Turn == 0 && c.Flags&page.Space == 0 })
}

// scaled tells the plot area of a chart: beside or under it stand figures that number its lines, each at the height, or
// the place, of one of them. What labels a table's rows or columns stands between two lines.
func scaled(g *grid.Grid, grids outlines, glyphs *page.Glyphs, s *settings.Settings) bool {
	b, reach, size := g.Box(), s.Align.ScaleReach*g.Em, s.Align.OnScale*g.Em
	left, right, under := scale{lines: g.Ys}, scale{lines: g.Ys}, scale{lines: g.Xs}
	for _, f := range figuresNear(b, reach, glyphs, s) {
		x, y := f.Centre()
		switch level := y > b.Top-size && y < b.Bottom+size; {
		case grids.hold(x, y):
		case level && x < b.X0:
			left.add(y, size)
		case level && x > b.X1:
			right.add(y, size)
		case y > b.Bottom && x > b.X0-size && x < b.X1+size:
			under.add(x, size)
		}
	}
	return left.told(&s.Align) || right.told(&s.Align) || under.told(&s.Align)
}

// figuresNear are the boxes of the figures that stand around a box, upright and turned ones.
func figuresNear(b page.Rect, reach float64, glyphs *page.Glyphs, s *settings.Settings) []page.Rect {
	var near [4][]page.Char // by the direction in which they run, in its reading position
	for i := range glyphs.In(page.Rect{X0: b.X0 - reach, Top: b.Top - reach, X1: b.X1 + reach, Bottom: b.Bottom + reach}) {
		c := glyphs.Chars[i]
		x, y := c.Box.Centre()
		inside := x > b.X0 && x < b.X1 && y > b.Top && y < b.Bottom
		if int(c.Turn) < len(near) && !inside && x > b.X0-reach && x < b.X1+reach && y > b.Top-reach && y < b.Bottom+reach {
			c.Box = c.Box.Upright(c.Turn, 0, 0)
			near[c.Turn] = append(near[c.Turn], c)
		}
	}
	var out []page.Rect
	for turn, chars := range near {
		for _, l := range page.LinesOf(chars, s.Page.SameLine) {
			for _, w := range l.Words(s) {
				if figure(w.Text(s.Page.WordGap)) {
					box := w.Chars[0].Box.Union(w.Chars[len(w.Chars)-1].Box)
					out = append(out, box.Displayed(uint8(turn), 0, 0))
				}
			}
		}
	}
	return out
}

// scale counts the figures along a side of a grid, and those of its lines that they number.
type scale struct {
	lines       []float64
	figures, on int
	numbered    map[int]bool
}

// add counts a figure at a place along the side, that numbers a line where it stands no farther than so much from it.
func (t *scale) add(at, near float64) {
	t.figures++
	if k := page.Nearest(t.lines, at); math.Abs(t.lines[k]-at) < near {
		if t.numbered == nil {
			t.numbered = map[int]bool{}
		}
		t.on++
		t.numbered[k] = true
	}
}

// told tells whether figures number the lines: enough of them do, and nearly all figures are on a line.
func (t *scale) told(s *settings.Align) bool {
	return len(t.numbered) >= s.LeastOnScale && float64(t.on) >= s.ScaleShare*float64(t.figures)
}

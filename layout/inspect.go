package layout

import (
	"slices"

	"yusuan/layout/align"
	"yusuan/layout/grid"
	"yusuan/layout/join"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Seen is what layout made of one page on its way to tables: the values of each stage. All places are those of the
// page as displayed, also where its text runs sideways.
type Seen struct {
	Page *page.Page
	// Turn is the direction of the page's text, in quarter turns clockwise.
	Turn uint8
	// Em is the median font size, by which most thresholds are measured.
	Em float64
	// Words are the glyphs that count as text, watermarks and seals left out,
	// parted where a space is printed or glyphs stand apart.
	Words []Word
	// Edges are the rulings after snapping and joining, as boxes without thickness.
	Edges []page.Rect
	// Intersections are where a horizontal and a vertical edge cross or meet.
	Intersections []Point
	// Lines are the lines of text that no ruled grid took: those that alignment looks at.
	Lines []SeenLine
	// Regions are where alignment looked for tables, those between rulings first.
	Regions []SeenRegion
	// Grids stand from top to bottom, rows that turn out to be caption or notes included.
	Grids []SeenGrid
	// Outside is the text outside of the grids, running heads and page numbers included.
	Outside []SeenLine
	// Parts are the page's shares of tables, from top to bottom.
	Parts []SeenPart
}

// Point is a place on a page, in points from the top left.
type Point struct{ X, Y float64 }

// Word is a run of glyphs that stand together on a line.
type Word struct {
	Text string
	Box  page.Rect
	Size float64 // font size in points
	Turn uint8   // direction, in quarter turns clockwise
}

// SeenLine is a line of text, in the pieces that wide gaps set apart.
type SeenLine struct {
	Page   int // on which it stands
	Box    page.Rect
	Pieces []SeenPiece
}

// SeenPiece is a part of a line.
type SeenPiece struct {
	Text string
	Box  page.Rect
}

// SeenRegion is a part of the page that may be a table without rulings, or with some.
type SeenRegion struct {
	Box     page.Rect
	Ruled   bool // whether horizontal lines bound it
	Lines   int  // of text
	Columns []SeenBoundary
	Verdict align.Verdict
	Grid    int // that was made of it, among the page's grids; -1 where it is no table
}

// SeenBoundary is a side of a grid's or region's columns or rows, as a box without thickness, and why it stands there.
type SeenBoundary struct {
	Box page.Rect
	By  grid.Reason
}

// Upright tells a boundary that stands upright on the page as displayed.
func (b SeenBoundary) Upright() bool { return b.Box.X0 == b.Box.X1 }

// At is the boundary's coordinate, in points: x where it stands upright, else y.
func (b SeenBoundary) At() float64 {
	if b.Upright() {
		return b.Box.X0
	}
	return b.Box.Top
}

// SeenGrid is a grid with its cells where they are displayed.
type SeenGrid struct {
	Box           page.Rect
	Rows, Columns int
	// HeadRows are the leading rows that alignment saw to be header; a ruled grid's are told later.
	HeadRows int
	// LooseRows and LooseColumns tell that boundaries were found by alignment, not by rulings.
	LooseRows, LooseColumns bool
	ColumnSides, RowSides   []SeenBoundary // one more than there are columns and rows
	Cells                   []SeenCell
}

// SeenCell is a cell of a grid, 0-based.
type SeenCell struct {
	Row, Column, RowSpan, ColumnSpan int
	Text                             string
	Box                              page.Rect
}

// SeenPart is a page's share of a logical table: a grid, or rows of one, without caption and notes.
type SeenPart struct {
	Box     page.Rect
	Grid    int // among the page's grids
	Caption SeenCaption
	Notes   []string
	join.Link
}

// SeenCaption is what a part says of itself: over it, in its first rows or at the foot of the page before.
type SeenCaption struct {
	Number, Title, Unit, Department string
	Continued                       bool
	Lines                           []SeenLine
}

// seen is what was seen of the page, once all pages are joined; numbered are these.
func (v *pageView) seen(numbered map[int]*join.Page, s *settings.Settings) *Seen {
	seen := &Seen{
		Page: v.read, Turn: v.Turn, Em: v.Em, Words: v.words(s), Edges: v.seenEdges(), Intersections: v.intersections(s),
		Regions: v.regions(), Grids: v.grids(), Parts: v.parts(numbered),
	}
	for _, l := range v.found.Lines {
		box := page.Rect{X0: l.Left(), Top: l.Top, X1: l.Right(), Bottom: l.Bottom}
		seen.Lines = append(seen.Lines, seenLine(page.TextLine{Page: v.page.Number, Box: box, Pieces: l.Pieces(s)}, v.Page))
	}
	for _, l := range v.outside {
		seen.Outside = append(seen.Outside, seenLine(l, v.Page))
	}
	return seen
}

// add puts what was seen of tables set sideways on a page to what was seen of the page.
func (s *Seen) add(aside *Seen) {
	grids := len(s.Grids)
	for _, r := range aside.Regions {
		if r.Grid >= 0 {
			r.Grid += grids
		}
		s.Regions = append(s.Regions, r)
	}
	for _, p := range aside.Parts {
		p.Grid += grids
		s.Parts = append(s.Parts, p)
	}
	s.Words, s.Edges, s.Intersections = append(s.Words, aside.Words...), append(s.Edges, aside.Edges...), append(s.Intersections, aside.Intersections...)
	s.Lines, s.Grids, s.Outside = append(s.Lines, aside.Lines...), append(s.Grids, aside.Grids...), append(s.Outside, aside.Outside...)
}

// seenLine is a line of a page where it is displayed.
func seenLine(l page.TextLine, on *join.Page) SeenLine {
	line := SeenLine{Page: l.Page, Box: on.Displayed(l.Box)}
	for _, p := range l.Pieces {
		box := page.Rect{X0: p.X0, Top: l.Box.Top, X1: p.X1, Bottom: l.Box.Bottom}
		line.Pieces = append(line.Pieces, SeenPiece{p.Text, on.Displayed(box)})
	}
	return line
}

func (v *pageView) seenEdges() []page.Rect {
	var out []page.Rect
	for _, e := range v.edges[0] {
		out = append(out, v.Displayed(page.Rect{X0: e.From, Top: e.At, X1: e.To, Bottom: e.At}))
	}
	for _, e := range v.edges[1] {
		out = append(out, v.Displayed(page.Rect{X0: e.At, Top: e.From, X1: e.At, Bottom: e.To}))
	}
	return out
}

func (v *pageView) intersections(s *settings.Settings) []Point {
	var out []Point
	horizontal, vertical := v.edges[0], v.edges[1]
	for i, j := range grid.Touching(horizontal, vertical, s) {
		x, y := vertical[j].At, horizontal[i].At
		at := v.Displayed(page.Rect{X0: x, Top: y, X1: x, Bottom: y})
		out = append(out, Point{at.X0, at.Top})
	}
	return out
}

func (v *pageView) regions() []SeenRegion {
	var out []SeenRegion
	for _, l := range v.found.Looks {
		box := l.Box()
		r := SeenRegion{Box: v.Displayed(box), Ruled: l.Ruled, Lines: len(l.Lines), Verdict: l.Verdict, Grid: -1}
		r.Columns = v.columnSides(l.Columns.Xs, grid.ReasonsOf(l.Columns.Xs, l.Columns.By), box)
		if l.Table != nil {
			r.Grid = slices.Index(v.found.Grids, l.Table.Grid)
		}
		out = append(out, r)
	}
	return out
}

// grids are those of the page, with the columns of the page before where a part took these.
func (v *pageView) grids() []SeenGrid {
	out := make([]SeenGrid, len(v.found.Grids))
	for i, g := range v.found.Grids {
		out[i] = v.grid(g, v.found.Made(g))
	}
	for k, p := range v.Parts {
		if i := v.gridOf[k]; p.Made() != v.found.Made(v.found.Grids[i]) {
			out[i] = v.grid(p.Made().Grid, p.Made())
		}
	}
	return out
}

// grid is a grid where it is displayed; made is the table that alignment made it of, nil for a ruled one.
func (v *pageView) grid(g *grid.Grid, made *align.Table) SeenGrid {
	box := g.Box()
	out := SeenGrid{
		Box: v.Displayed(box), Rows: g.Rows(), Columns: g.Columns(), LooseRows: g.LooseRows, LooseColumns: g.LooseColumns,
		ColumnSides: v.columnSides(g.Xs, g.ColumnsBy, box), RowSides: v.rowSides(g.Ys, g.RowsBy, box),
	}
	if made != nil {
		out.HeadRows = made.Head.Rows
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		out.Cells = append(out.Cells, SeenCell{c.Row, c.Column, c.RowSpan, c.ColumnSpan, c.Text, v.Displayed(g.CellBox(c))})
	}
	return out
}

// columnSides and rowSides are boundaries over the height or width of a box.
func (v *pageView) columnSides(xs []float64, by grid.Reasons, box page.Rect) []SeenBoundary {
	var out []SeenBoundary
	for _, x := range xs {
		out = append(out, SeenBoundary{v.Displayed(page.Rect{X0: x, Top: box.Top, X1: x, Bottom: box.Bottom}), by.Of(x)})
	}
	return out
}

func (v *pageView) rowSides(ys []float64, by grid.Reasons, box page.Rect) []SeenBoundary {
	var out []SeenBoundary
	for _, y := range ys {
		out = append(out, SeenBoundary{v.Displayed(page.Rect{X0: box.X0, Top: y, X1: box.X1, Bottom: y}), by.Of(y)})
	}
	return out
}

// parts are the page's parts, with what was read and decided of them. A caption's lines may stand on another page.
func (v *pageView) parts(numbered map[int]*join.Page) []SeenPart {
	var out []SeenPart
	for k, p := range v.Parts {
		c := p.Caption()
		part := SeenPart{
			Box: v.Displayed(p.Box()), Grid: v.gridOf[k], Notes: p.Notes(), Link: p.Link(),
			Caption: SeenCaption{Number: c.Number, Title: c.Title, Unit: c.Unit, Department: c.Department, Continued: c.Continued},
		}
		for _, l := range c.Lines {
			on := numbered[l.Page]
			if l.Page == v.page.Number {
				on = v.Page
			}
			part.Caption.Lines = append(part.Caption.Lines, seenLine(l, on))
		}
		out = append(out, part)
	}
	return out
}

// words are the words of the page, of each direction of text by itself.
func (v *pageView) words(s *settings.Settings) []Word {
	p := v.page
	var turned [4][]page.Char
	for _, c := range v.chars {
		if c.Turn < page.Slanted {
			c.Box = c.Box.Upright(c.Turn, p.Width, p.Height)
			turned[c.Turn] = append(turned[c.Turn], c)
		}
	}
	var out []Word
	for turn, chars := range turned {
		for _, r := range page.LinesOf(chars, s.Page.SameLine) {
			for _, w := range r.Words(s) {
				box := page.Rect{X0: w.Left(), Top: w.Chars[0].Box.Top, X1: w.Right(), Bottom: w.Chars[0].Box.Bottom}
				for _, c := range w.Chars[1:] {
					box.Top, box.Bottom = min(box.Top, c.Box.Top), max(box.Bottom, c.Box.Bottom)
				}
				out = append(out, Word{
					Text: w.Text(s.Page.WordGap), Size: w.Size(), Turn: (uint8(turn) + v.Turn) % 4,
					Box: v.Displayed(box.Displayed(uint8(turn), p.Width, p.Height)),
				})
			}
		}
	}
	return out
}

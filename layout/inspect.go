package layout

import (
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Seen is what layout made of one page on its way to tables. All places are those of the
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
	// Grids stand from top to bottom, rows that turn out to be caption or notes included.
	Grids []SeenGrid
	// Lines is the text outside of the grids.
	Lines []SeenLine
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

// SeenGrid is a grid with its cells where they are displayed.
type SeenGrid struct {
	Box           page.Rect
	Rows, Columns int
	// LooseRows and LooseColumns tell that boundaries were found by alignment, not by rulings.
	LooseRows, LooseColumns bool
	Cells                   []SeenCell
}

// SeenCell is a cell of a grid, 0-based.
type SeenCell struct {
	Row, Column, RowSpan, ColumnSpan int
	Text                             string
	Box                              page.Rect
}

// SeenLine is a line of text outside of grids, in the pieces that wide gaps set apart.
type SeenLine struct {
	Pieces []string
	Box    page.Rect
}

// Inspect shows what Tables sees on a page before it looks at the other pages.
func Inspect(p *page.Page, s *settings.Settings) *Seen {
	views := viewsOf(p, s)
	seen := &Seen{Page: p, Turn: views[0].Turn, Em: views[0].Em}
	for _, v := range views {
		v.show(seen, s)
	}
	return seen
}

// show adds what was seen of a page, or of tables set sideways on it.
func (v *pageView) show(seen *Seen, s *settings.Settings) {
	horizontal, vertical := v.edges[0], v.edges[1]
	for _, l := range horizontal {
		seen.Edges = append(seen.Edges, v.Displayed(page.Rect{X0: l.From, Top: l.At, X1: l.To, Bottom: l.At}))
	}
	for _, l := range vertical {
		seen.Edges = append(seen.Edges, v.Displayed(page.Rect{X0: l.At, Top: l.From, X1: l.At, Bottom: l.To}))
	}
	for i, j := range grid.Touching(horizontal, vertical, s) {
		x, y := vertical[j].At, horizontal[i].At
		at := v.Displayed(page.Rect{X0: x, Top: y, X1: x, Bottom: y})
		seen.Intersections = append(seen.Intersections, Point{at.X0, at.Top})
	}
	for _, g := range v.found.Grids {
		grid := SeenGrid{
			Box: v.Displayed(g.Box()), Rows: g.Rows(), Columns: g.Columns(),
			LooseRows: g.LooseRows, LooseColumns: g.LooseColumns,
		}
		for i := range g.Cells {
			c := &g.Cells[i]
			grid.Cells = append(grid.Cells, SeenCell{c.Row, c.Column, c.RowSpan, c.ColumnSpan, c.Text, v.Displayed(g.CellBox(c))})
		}
		seen.Grids = append(seen.Grids, grid)
	}
	for _, l := range v.Lines {
		line := SeenLine{Box: v.Displayed(l.Box)}
		for _, p := range l.Pieces {
			line.Pieces = append(line.Pieces, p.Text)
		}
		seen.Lines = append(seen.Lines, line)
	}
	seen.Words = append(seen.Words, v.words(s)...)
}

// words are the words of the page, of each direction of text by itself.
func (v *pageView) words(s *settings.Settings) []Word {
	p, _ := page.ReadingPosition(v.page)
	var turned [4][]page.Char
	for _, c := range page.WithoutOverlays(p, v.Em, s) {
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

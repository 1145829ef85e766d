package layout

// Seen is what layout made of one page on its way to tables. All places are those of the
// page as displayed, also where its text runs sideways.
type Seen struct {
	Page *Page
	// Turn is the direction of the page's text, in quarter turns clockwise.
	Turn uint8
	// Em is the median font size, by which most thresholds are measured.
	Em float64
	// Words are the glyphs that count as text, watermarks and seals left out,
	// parted where a space is printed or glyphs stand apart.
	Words []Word
	// Edges are the rulings after snapping and joining, as boxes without thickness.
	Edges []Rect
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
	Box  Rect
	Size float64 // font size in points
	Turn uint8   // direction, in quarter turns clockwise
}

// SeenGrid is a grid with its cells where they are displayed.
type SeenGrid struct {
	Box           Rect
	Rows, Columns int
	// LooseRows and LooseColumns tell that boundaries were found by alignment, not by rulings.
	LooseRows, LooseColumns bool
	Cells                   []SeenCell
}

// SeenCell is a cell of a grid, 0-based.
type SeenCell struct {
	Row, Column, RowSpan, ColumnSpan int
	Text                             string
	Box                              Rect
}

// SeenLine is a line of text outside of grids, in the pieces that wide gaps set apart.
type SeenLine struct {
	Pieces []string
	Box    Rect
}

// Inspect shows what Tables sees on a page before it looks at the other pages.
func Inspect(page *Page, s *Settings) *Seen {
	v := viewOf(page, s)
	seen := &Seen{Page: page, Turn: v.turn, Em: v.em}
	horizontal, vertical := v.edges[0], v.edges[1]
	for _, l := range horizontal {
		seen.Edges = append(seen.Edges, v.displayed(Rect{l.from, l.at, l.to, l.at}))
	}
	for _, l := range vertical {
		seen.Edges = append(seen.Edges, v.displayed(Rect{l.at, l.from, l.at, l.to}))
	}
	for i, j := range touching(horizontal, vertical, s) {
		x, y := vertical[j].at, horizontal[i].at
		at := v.displayed(Rect{x, y, x, y})
		seen.Intersections = append(seen.Intersections, Point{at.X0, at.Top})
	}
	for _, g := range v.grids {
		grid := SeenGrid{
			Box: v.displayed(g.Box()), Rows: g.Rows(), Columns: g.Columns(),
			LooseRows: g.LooseRows, LooseColumns: g.LooseColumns,
		}
		for i := range g.Cells {
			c := &g.Cells[i]
			grid.Cells = append(grid.Cells, SeenCell{c.Row, c.Column, c.RowSpan, c.ColumnSpan, c.Text, v.displayed(g.CellBox(c))})
		}
		seen.Grids = append(seen.Grids, grid)
	}
	for _, l := range v.lines {
		line := SeenLine{Box: v.displayed(l.Box)}
		for _, p := range l.Pieces {
			line.Pieces = append(line.Pieces, p.Text)
		}
		seen.Lines = append(seen.Lines, line)
	}
	seen.Words = v.words(s)
	return seen
}

// words are the words of the page, of each direction of text by itself.
func (v *pageView) words(s *Settings) []Word {
	p, _ := readingPosition(v.page)
	var turned [4][]Char
	for _, c := range withoutOverlays(p, v.em, s) {
		if c.Turn < Slanted {
			c.Box = c.Box.upright(c.Turn, p.Width, p.Height)
			turned[c.Turn] = append(turned[c.Turn], c)
		}
	}
	var out []Word
	for turn, chars := range turned {
		for _, r := range rowsOf(chars, s.Page.SameLine) {
			for _, w := range r.words(s) {
				box := Rect{w.left(), w.chars[0].Box.Top, w.right(), w.chars[0].Box.Bottom}
				for _, c := range w.chars[1:] {
					box.Top, box.Bottom = min(box.Top, c.Box.Top), max(box.Bottom, c.Box.Bottom)
				}
				out = append(out, Word{
					Text: w.text(s.Page.WordGap), Size: w.size(), Turn: (uint8(turn) + v.turn) % 4,
					Box: v.displayed(box.displayed(uint8(turn), p.Width, p.Height)),
				})
			}
		}
	}
	return out
}

// words parts a line at its white space and wide gaps.
func (r row) words(s *Settings) []row {
	var out []row
	from := 0
	flush := func(to int) {
		if to > from {
			out = append(out, row{r.chars[from:to], r.top, r.bottom})
		}
		from = to
	}
	for i, c := range r.chars {
		if c.Flags&Space != 0 {
			flush(i)
			from = i + 1
		} else if i > from && c.Box.X0-r.chars[i-1].Box.X1 > s.Page.WordGap*c.Size {
			flush(i)
		}
	}
	flush(len(r.chars))
	return out
}

package align

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Labelled puts the labels of rows that stand left of their grid's frame into a column of their own. It gives the
// grids, and the glyphs that are none's.
func Labelled(grids []*grid.Grid, rest []page.Char, s *settings.Settings) ([]*grid.Grid, []page.Char) {
	out := slices.Clone(grids)
	for i, g := range out {
		beside, others := besideGrid(g, grids, rest, s)
		if labels := labelColumn(g, beside, s); labels != nil {
			out[i], rest = labels, others
		}
	}
	return out, rest
}

// besideGrid parts the glyphs that stand left of a grid, with no other grid between, from the others.
func besideGrid(g *grid.Grid, grids []*grid.Grid, rest []page.Char, s *settings.Settings) (beside, others []page.Char) {
	box := g.Box()
	left := math.Inf(-1)
	for _, o := range grids {
		if b := o.Box(); o != g && b.X1 <= box.X0 && b.Top < box.Bottom && b.Bottom > box.Top {
			left = max(left, b.X1)
		}
	}
	over := s.Align.BesideLine * g.Em
	for _, c := range rest {
		if x, y := c.Box.Centre(); c.Turn == 0 && x > left && c.Box.X1 < box.X0+over && y > box.Top && y < box.Bottom {
			beside = append(beside, c)
		} else {
			others = append(others, c)
		}
	}
	return beside, others
}

// labelColumn is the grid with the glyphs beside it in a first column; nil where they label too few of its rows.
func labelColumn(g *grid.Grid, beside []page.Char, s *settings.Settings) *grid.Grid {
	lines := page.LinesOf(slices.Clone(beside), s.Page.SameLine)
	if len(lines) < s.Align.LeastLabels {
		return nil
	}
	cells, left := labelCells(g, lines)
	if !labels(g, cells, &s.Align) {
		return nil
	}
	out := *g
	out.Xs = slices.Insert(slices.Clone(g.Xs), 0, left-s.Align.CellPadding*g.Em)
	out.Cells, out.LooseColumns = nil, true
	out.ColumnsBy = g.ColumnsBy.With(ByEdge, out.Xs[0])
	for r, chars := range cells {
		c := grid.Cell{Span: grid.Span{Row: r, RowSpan: 1, ColumnSpan: 1}, Chars: chars, Closed: grid.Sides{Right: true}}
		c.Content = page.ContentOf(chars, page.Fit{Left: left}, s)
		out.Cells = append(out.Cells, c)
	}
	for _, c := range g.Cells {
		c.Column++
		out.Cells = append(out.Cells, c)
	}
	sortCells(out.Cells)
	return &out
}

// labels tells whether what stands beside a grid's rows labels them: most rows that hold something have a label, and
// most a figure, as the boxes of a chart do not; the labels are words where the grid's first column has none, codes where
// it has some, as running text beside a table and the numbers along a chart are not.
func labels(g *grid.Grid, beside [][]page.Char, s *settings.Align) bool {
	rows := make([]struct{ text, figure, words bool }, g.Rows())
	for i := range g.Cells {
		c := &g.Cells[i]
		r := &rows[c.Row]
		r.text = r.text || c.Text != ""
		r.figure = r.figure || words.IsQuantity(c.FirstLine)
		r.words = r.words || c.Column == 0 && c.Text != "" && !words.IsFigure(c.FirstLine)
	}
	labelled, filled, figures, codes, named := 0, 0, 0, 0, 0
	for r, row := range rows {
		if !row.text {
			continue
		}
		filled++
		if row.figure {
			figures++
		}
		if row.words {
			named++
		}
		if len(beside[r]) > 0 {
			labelled++
			if words.IsFigure(page.InOrder(beside[r])) {
				codes++
			}
		}
	}
	least := s.LabelledRows * float64(filled)
	return filled > 1 && float64(labelled) >= least && float64(figures) >= least && (2*named > filled) == (2*codes > labelled)
}

// labelCells are the glyphs of lines by the rows of a grid, and where they begin.
func labelCells(g *grid.Grid, lines []page.Line) (cells [][]page.Char, left float64) {
	cells = make([][]page.Char, g.Rows())
	left = g.Xs[0]
	for _, l := range lines {
		r := page.Place(g.Ys, (l.Top+l.Bottom)/2)
		cells[r] = append(cells[r], l.Chars...)
		left = min(left, l.Left())
	}
	return cells, left
}

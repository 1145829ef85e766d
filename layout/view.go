package layout

import (
	"cmp"
	"math"
	"slices"
)

// pageView is what was seen of one page before its tables are joined to those of others.
type pageView struct {
	*joinPage
	page  *Page
	edges [2][]line // horizontal, vertical
	grids []*Grid   // top to bottom, caption rows and all
}

// joinPage is one page on its way to logical tables.
type joinPage struct {
	width, height float64 // as displayed, in points
	turn          uint8   // of its text, in quarter turns clockwise
	em            float64
	parts         []*part // top to bottom
	lines         []Line  // outside of grids, in the page's reading position
	prose         []Line  // the lines that belong to no table
	tail          []Line  // those of them under the last grid: they may caption the next page's
}

// displayed is where a box in reading position stands on the page as displayed.
func (v *joinPage) displayed(r Rect) Rect { return r.displayed(v.turn, v.width, v.height) }

// part is one page's share of a table.
type part struct {
	*Grid
	on      *joinPage
	region  *region // what alignment made the grid of
	caption Caption
	notes   []string
	wings   []*part // the same rows' further columns, on other pages
	// prose tells that text other than a caption stands between this grid and what is above it.
	prose bool
	// first and last tell the page's first and last grid.
	first, last bool
}

// viewOf finds the grids of a page, fills their cells and gathers the lines outside of them.
func viewOf(p *Page, s *Settings) *pageView {
	v := &pageView{page: p, joinPage: &joinPage{width: p.Width, height: p.Height}}
	p, v.turn = readingPosition(p)
	v.em = medianSize(p.Chars)
	rulings := seenRulings(p, s)
	v.edges = [2][]line{joined(rulings, true, s), joined(rulings, false, s)}
	var grids []*Grid
	var loose component // lines that make no grid
	for _, c := range withLoneSides(components(v.edges[0], v.edges[1], s), s) {
		if len(c.horizontal) == 0 || len(c.vertical) == 0 {
			loose.add(c)
			continue
		}
		if g := ruledGrid(c, medianIn(p.Chars, c.box(), v.em), s); g != nil && len(g.Cells) > 1 {
			g.Page = p.Number
			grids = append(grids, g)
		} else {
			loose.add(c)
		}
	}
	grids = outermost(grids)
	slices.SortFunc(grids, func(a, b *Grid) int {
		return cmp.Or(cmp.Compare(a.Ys[0], b.Ys[0]), cmp.Compare(a.Xs[0], b.Xs[0]))
	})
	chars := withoutOverlays(p, v.em, s)
	if n := len(grids); n > 0 {
		grids[n-1].reachDown(chars, s)
	}
	for i := range grids {
		grids[i] = grids[i].withoutOverhangs(chars)
	}
	grids = refined(grids, v.edges[1], chars, v.em, s)
	grids, regions, rest := alignedGrids(p, chars, fill(grids, chars, s), grids, loose, v.em, s)
	v.grids = grids
	v.lines = linesOf(p.Number, rest, s)
	for _, g := range grids {
		for _, own := range g.tables() {
			if part := v.part(own, regions[g]); part != nil {
				v.parts = append(v.parts, part)
			}
		}
	}
	for i, part := range v.parts {
		part.first, part.last = i == 0, i == len(v.parts)-1
	}
	return v
}

// medianSize is the font size in which half of a page's text is set, or smaller.
func medianSize(chars []Char) float64 {
	return medianIn(chars, Rect{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}, defaultSize)
}

// defaultSize stands for the font size, in points, of a page without text.
const defaultSize = 10

// medianIn is the median font size of the text inside a box; em where there is none.
func medianIn(chars []Char, box Rect, em float64) float64 {
	const steps = 4 // a point
	var counts [512]int
	n := 0
	for i := range chars {
		c := &chars[i]
		if x, y := c.Box.centre(); c.Flags&Space == 0 && x > box.X0 && x < box.X1 && y > box.Top && y < box.Bottom {
			counts[min(max(int(c.Size*steps), 0), len(counts)-1)]++
			n++
		}
	}
	for i, seen := 0, 0; i < len(counts); i++ {
		if seen += counts[i]; seen > 0 && 2*seen >= n {
			return max(float64(i)/steps, 1)
		}
	}
	return em
}

// outermost drops grids that stand inside a cell of another grid: boxes in a form.
func outermost(grids []*Grid) []*Grid {
	inside := func(a, b *Grid) bool {
		p, q := a.Box(), b.Box()
		return a != b && p.X0 >= q.X0 && p.X1 <= q.X1 && p.Top >= q.Top && p.Bottom <= q.Bottom && len(b.Cells) > 2
	}
	return slices.DeleteFunc(slices.Clone(grids), func(a *Grid) bool {
		return slices.ContainsFunc(grids, func(b *Grid) bool { return inside(a, b) })
	})
}

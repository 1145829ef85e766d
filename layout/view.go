package layout

import (
	"cmp"
	"slices"

	"yusuan/layout/align"
	"yusuan/layout/grid"
	"yusuan/layout/join"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// pageView is what was seen of one page before its tables are joined to those of others.
type pageView struct {
	*join.Page
	read    *page.Page      // as the reader gave it
	page    *page.Page      // in reading position
	chars   []page.Char     // the glyphs that count as text
	edges   [2][]grid.Edge  // horizontal, vertical
	found   *align.Found    // grids from top to bottom, caption rows and all
	gridOf  []int           // for each part the number of its grid
	outside []page.TextLine // the lines outside of grids, running heads included, where they are asked for
}

// viewsOf are a page and the tables set sideways on it.
func viewsOf(p *page.Page, room *page.Room, s *settings.Settings) []*pageView {
	rest, apart := asides(p, s)
	out := []*pageView{viewOf(rest, room, s)}
	out[0].read = p
	for _, a := range apart {
		v := viewOf(a, room, s)
		v.Aside = true
		out = append(out, v)
	}
	return out
}

// viewOf finds the grids of a page, fills their cells and gathers the lines outside of them.
func viewOf(p *page.Page, room *page.Room, s *settings.Settings) *pageView {
	v := &pageView{read: p, Page: &join.Page{Width: p.Width, Height: p.Height}}
	p, v.Turn = page.ReadingPosition(p)
	v.page = p
	v.Em = page.MedianSize(p.Chars, s)
	rulings := grid.Shown(p, s)
	v.edges = [2][]grid.Edge{grid.Edges(rulings, true, s), grid.Edges(rulings, false, s)}
	v.edges[0] = grid.WithoutMarks(v.edges[0], v.edges[1], p.Chars, s)
	glyphs := page.GlyphsOf(p.Chars)
	var grids []*grid.Grid
	var loose grid.Component // lines that make no grid
	components := grid.Components(v.edges[0], v.edges[1], s)
	for _, c := range grid.WithLoneSides(components, s) {
		if len(c.Horizontal) == 0 || len(c.Vertical) == 0 {
			loose.Add(c)
			continue
		}
		if g := grid.Ruled(c, glyphs.MedianIn(c.Box(), v.Em), s); g != nil && len(g.Cells) > 1 {
			g.Page = p.Number
			grids = append(grids, g)
		} else {
			loose.Add(c)
		}
	}
	chars := page.WithoutOverlays(p, v.Em, s)
	v.chars = chars
	for _, g := range align.Open(grid.SideBySide(components, s), grids, chars, v.Em, s) {
		g.Page = p.Number
		grids = append(grids, g)
	}
	grids = grid.Outermost(grids, s)
	slices.SortFunc(grids, func(a, b *grid.Grid) int {
		return cmp.Or(cmp.Compare(a.Ys[0], b.Ys[0]), cmp.Compare(a.Xs[0], b.Xs[0]))
	})
	if n := len(grids); n > 0 {
		grids[n-1] = grids[n-1].ReachingDown(chars, s)
	}
	for i := range grids {
		grids[i] = grids[i].WithoutOverhangs(chars, s)
	}
	grids, framed := align.Refined(grids, v.edges[1], chars, v.Em, s)
	loose.Add(framed)
	rest := grid.Fill(grids, chars, room, s)
	grids, rest = align.Labelled(grids, rest, s)
	grids = align.Parted(grids, s)
	v.found = align.FindBeside(p, chars, rest, grids, loose, v.Em, s)
	v.Lines, v.Top = page.TextLinesOf(p.Number, v.found.Rest, s), v.found.Top
	for i, g := range v.found.Grids {
		v.Add(g, v.found.Made(g), s)
		for len(v.gridOf) < len(v.Parts) {
			v.gridOf = append(v.gridOf, i)
		}
	}
	return v
}

// noteRest keeps the grid of rows that were found to be the last of a table on the page before.
func (v *pageView) noteRest() {
	if len(v.Parts) == len(v.gridOf) {
		return
	}
	p := v.Parts[0]
	v.found.Grids, v.found.Tables = slices.Insert(v.found.Grids, 0, p.Grid), slices.Insert(v.found.Tables, 0, p.Made())
	for i := range v.gridOf {
		v.gridOf[i]++
	}
	v.gridOf = slices.Insert(v.gridOf, 0, 0)
}

package align

import (
	"cmp"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// FindBeside is Find on a page on which tables without sides may stand beside each other: what horizontal lines part
// all the way down is read each by itself.
func FindBeside(p *page.Page, chars, rest []page.Char, ruled []*grid.Grid, loose grid.Component, em float64, s *settings.Settings) *Found {
	panels := panelsOf(p, rest, loose, em, s)
	if len(panels) == 1 {
		return Find(p, chars, rest, ruled, loose, em, s)
	}
	out := &Found{}
	for i, b := range panels {
		f := Find(b.page, chars, b.rest, ruled, b.loose, em, s)
		out.Tables = append(out.Tables, f.Tables...)
		out.Looks = append(out.Looks, f.Looks...)
		out.Lines = append(out.Lines, f.Lines...)
		out.Rest = append(out.Rest, f.Rest...)
		if i == 0 { // drawings among the ruled grids have given their glyphs back
			ruled = slices.DeleteFunc(slices.Clone(ruled), func(g *grid.Grid) bool { return !slices.Contains(f.Grids, g) })
		}
		for _, g := range f.Grids {
			if !slices.Contains(out.Grids, g) {
				out.Grids = append(out.Grids, g)
			}
		}
	}
	slices.SortFunc(out.Grids, func(x, y *grid.Grid) int { return cmp.Or(cmp.Compare(x.Ys[0], y.Ys[0]), cmp.Compare(x.Xs[0], y.Xs[0])) })
	slices.SortStableFunc(out.Lines, func(x, y *Line) int { return cmp.Compare(x.Top, y.Top) })
	return out
}

// panel is a part of a page that is read by itself.
type panel struct {
	page  *page.Page // with the areas of the panel only
	rest  []page.Char
	loose grid.Component
}

// panelsOf parts a page at the white space between tables that stand beside each other: first the page without
// them, then one after the other.
func panelsOf(p *page.Page, rest []page.Char, loose grid.Component, em float64, s *settings.Settings) []panel {
	whole := panel{p, rest, loose}
	gutter, ok := gutterOf(loose.Horizontal, em, s)
	if !ok {
		return []panel{whole}
	}
	reach := s.Align.RowReach * em
	if gutter, ok = gutter.withText(rest, reach, s); !ok || gutter.bridged(loose.Horizontal, reach) {
		return []panel{whole}
	}
	outside, beside := whole.parted(gutter.holds)
	middle, _ := gutter.Centre()
	left, right := beside.parted(func(r page.Rect) bool {
		x, _ := r.Centre()
		return x > middle
	})
	return append([]panel{outside, left}, panelsOf(right.page, right.rest, right.loose, em, s)...)
}

// parted gives what of a panel is outside and inside of something.
func (b panel) parted(inside func(r page.Rect) bool) (outer, inner panel) {
	outerPage, innerPage := *b.page, *b.page
	outer, inner = panel{page: &outerPage}, panel{page: &innerPage}
	outerPage.Fills, innerPage.Fills = nil, nil
	side := func(r page.Rect) *panel {
		if inside(r) {
			return &inner
		}
		return &outer
	}
	for _, c := range b.rest {
		to := side(c.Box)
		to.rest = append(to.rest, c)
	}
	for _, f := range b.page.Fills {
		to := side(f.Rect)
		to.page.Fills = append(to.page.Fills, f)
	}
	for _, e := range b.loose.Horizontal {
		to := side(page.Rect{X0: e.From, Top: e.At, X1: e.To, Bottom: e.At})
		to.loose.Horizontal = append(to.loose.Horizontal, e)
	}
	for _, e := range b.loose.Vertical {
		to := side(page.Rect{X0: e.At, Top: e.From, X1: e.At, Bottom: e.To})
		to.loose.Vertical = append(to.loose.Vertical, e)
	}
	return outer, inner
}

// gutter is the white space between two tables beside each other.
type gutter struct{ page.Rect }

// holds tells what stands at the height of the gutter.
func (g gutter) holds(r page.Rect) bool {
	_, y := r.Centre()
	return y >= g.Top && y <= g.Bottom
}

// gutterOf is the widest white space that parts the lines of enough levels, one under the other, each of which has
// lines at both sides with less space between them.
func gutterOf(horizontal []grid.Edge, em float64, s *settings.Settings) (gutter, bool) {
	var g gutter
	levels := levelsOf(horizontal, s)
	count := 0
	for _, l := range levels {
		gap, ok := gapOf(l, em, &s.Align)
		at := page.Rect{X0: max(g.X0, gap.X0), Top: g.Top, X1: min(g.X1, gap.X1), Bottom: l.At}
		switch {
		case !ok && (count == 0 || l.To <= g.X0 || l.From >= g.X1):
		case ok && count > 0 && at.X1-at.X0 >= s.Align.Gutter*em:
			g.Rect = at
			count++
		case count >= s.Align.GutterLevels:
			return g, true
		default:
			count = 0
			if ok {
				g.Rect, count = page.Rect{X0: gap.X0, Top: l.At, X1: gap.X1, Bottom: l.At}, 1
			}
		}
	}
	return g, count >= s.Align.GutterLevels
}

// gapOf is the widest space between the lines of a level, where it is much wider than others at both sides.
func gapOf(l Level, em float64, s *settings.Align) (page.Interval, bool) {
	var widest page.Interval
	at, second := 0, 0.0
	for i := 1; i < len(l.Edges); i++ {
		gap := page.Interval{X0: l.Edges[i-1].To, X1: l.Edges[i].From}
		if gap.X1-gap.X0 > widest.X1-widest.X0 {
			widest, at, second = gap, i, max(second, widest.X1-widest.X0)
		} else {
			second = max(second, gap.X1-gap.X0)
		}
	}
	width := widest.X1 - widest.X0
	return widest, at > 1 && at < len(l.Edges)-1 && width >= s.Gutter*em && width >= s.GutterShare*second
}

// bridged tells whether a line runs over the gutter, or close over or under it: then there is one table.
func (g gutter) bridged(horizontal []grid.Edge, reach float64) bool {
	return slices.ContainsFunc(horizontal, func(e grid.Edge) bool {
		return e.At > g.Top-reach && e.At < g.Bottom+reach && e.From < g.X1 && e.To > g.X0
	})
}

// withText is the gutter with the lines of text that go on over and under it, where no text stands in it.
func (g gutter) withText(rest []page.Char, reach float64, s *settings.Settings) (gutter, bool) {
	lines := page.LinesOf(slices.Clone(rest), s.Align.SameLine)
	crosses := func(l page.Line) bool {
		return slices.ContainsFunc(l.Chars, func(c page.Char) bool { return c.Box.X1 > g.X0 && c.Box.X0 < g.X1 })
	}
	first := slices.IndexFunc(lines, func(l page.Line) bool { return l.Bottom > g.Top })
	if first < 0 {
		return g, true
	}
	i := first
	for ; i < len(lines) && lines[i].Top < g.Bottom; i++ {
		if crosses(lines[i]) {
			return g, false
		}
	}
	for ; i < len(lines) && lines[i].Top-g.Bottom < reach && !crosses(lines[i]); i++ {
		g.Bottom = lines[i].Bottom
	}
	for i = first - 1; i >= 0 && g.Top-lines[i].Bottom < reach && !crosses(lines[i]); i-- {
		g.Top = lines[i].Top
	}
	return g, true
}

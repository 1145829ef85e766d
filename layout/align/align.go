package align

import (
	"cmp"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Found is what alignment finds on a page.
type Found struct {
	// Grids are the page's grids from top to bottom, ruled and aligned, without those that are no tables.
	Grids []*grid.Grid
	// Tables are those that alignment found, in the order in which they were found.
	Tables []*Table
	// Looks are the regions that it looked at for them, in that order.
	Looks []Look
	// Lines are the lines of text that no ruled grid took, from top to bottom.
	Lines []*Line
	// Rest are the glyphs that belong to no table.
	Rest []page.Char
	// Top are the rows at the page's head that are no table by themselves, but may be the last of the one that ends the page
	// before. It has no lines where there are none.
	Top Region
}

// Made gives the table that alignment made a grid of, nil for a ruled grid.
func (f *Found) Made(g *grid.Grid) *Table {
	if i := slices.IndexFunc(f.Tables, func(t *Table) bool { return t.Grid == g }); i >= 0 {
		return f.Tables[i]
	}
	return nil
}

// Find finds the tables of a page that rulings do not part into cells: by the alignment of the glyphs that the ruled
// grids left over, and the lines that make no grid. chars is the page's text, rest what of it stands in no ruled grid.
func Find(p *page.Page, chars, rest []page.Char, ruled []*grid.Grid, loose grid.Component, em float64, s *settings.Settings) *Found {
	tables, others, glyphs := drawings(ruled, chars, s)
	out := &Found{Grids: tables, Rest: append(rest, glyphs...)}
	if len(rest) < fewGlyphs {
		return out
	}
	lines, left := linesOf(rest, em, s)
	v := sceneOf(p, lines, loose, em, s)
	v.grids = slices.Concat(tables, others)
	out.Lines = v.lines
	if len(v.lines) > mostLines || len(v.levels) > mostLevels {
		return out
	}
	for _, regions := range []func(scene) []Region{scene.ruledRegions, scene.openRegions} {
		for _, r := range regions(v) {
			l := v.look(r)
			out.Looks = append(out.Looks, l)
			if l.Table != nil {
				out.Tables = append(out.Tables, l.Table)
				v = v.without(l.Table.Lines)
			}
		}
	}
	out.Top = v.top()
	if len(out.Tables) == 0 {
		return out
	}
	for _, l := range v.lines {
		if !v.taken[l] {
			left = append(left, l.Chars...)
		}
	}
	out.Rest = append(left, glyphs...)
	out.Grids = make([]*grid.Grid, 0, len(out.Tables)+len(tables))
	for _, t := range out.Tables {
		out.Grids = append(out.Grids, t.Grid)
	}
	out.Grids = append(out.Grids, tables...)
	slices.SortFunc(out.Grids, func(x, y *grid.Grid) int { return cmp.Or(cmp.Compare(x.Ys[0], y.Ys[0]), cmp.Compare(x.Xs[0], y.Xs[0])) })
	return out
}

const (
	// fewGlyphs is what makes no table: a page number, a heading.
	fewGlyphs = 12
	// mostLines and mostLevels limit the lines of text and of drawing that are compared with each other:
	// no printed page has as many, a drawing or a hostile file may.
	mostLines, mostLevels = 1000, 2000
)

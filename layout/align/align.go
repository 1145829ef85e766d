package align

import (
	"math"
	"slices"
	"strings"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// aligner looks for tables in what the ruled grids left of a page.
type aligner struct {
	em     float64
	s      *settings.Settings
	rows   []*Line
	levels []level
	sides  []grid.Edge // vertical lines
	grids  []*grid.Grid
	page   int
}

// Grids finds the tables of a page that rulings do not part into cells: by the alignment of
// the glyphs that the ruled grids left over, and the lines that make no grid. Of the ruled grids it drops those
// that are no tables. It gives the grids, filled, from top to bottom, and the glyphs that belong to none.
func Grids(p *page.Page, chars, rest []page.Char, ruled []*grid.Grid, loose grid.Component, em float64, s *settings.Settings) ([]*grid.Grid, map[*grid.Grid]*Region, []page.Char) {
	grids, others, glyphs := drawings(ruled, chars)
	if len(rest) < fewGlyphs {
		return grids, nil, append(rest, glyphs...)
	}
	a := &aligner{em: em, s: s, grids: slices.Concat(grids, others), page: p.Number, sides: loose.Vertical}
	var left []page.Char
	a.rows, left = linesOf(rest, em, s)
	a.levels = levelsOf(loose.Horizontal, s)
	a.drawnByGlyphs()
	a.addEdges(backgrounds(p.Fills, em, s))
	if len(a.rows) > mostRows || len(a.levels) > mostLevels {
		return grids, nil, append(rest, glyphs...)
	}
	var out []*grid.Grid
	regions := map[*grid.Grid]*Region{}
	for _, found := range []func() []*Region{a.ruledRegions, a.openRegions} {
		for _, r := range found() {
			if g, made := a.grid(r); g != nil {
				out = append(out, g)
				regions[g] = made
			}
		}
	}
	if len(out) == 0 {
		return grids, nil, append(rest, glyphs...)
	}
	for _, r := range a.rows {
		if !r.taken {
			left = append(left, r.Chars...)
		}
	}
	out = append(out, grids...)
	slices.SortFunc(out, func(x, y *grid.Grid) int { return page.Compare(x.Ys[0], y.Ys[0], x.Xs[0], y.Xs[0]) })
	return out, regions, append(left, glyphs...)
}

const (
	// fewGlyphs is what makes no table: a page number, a heading.
	fewGlyphs = 12
	// mostRows and mostLevels limit the lines of text and of drawing that are compared with each other:
	// no printed page has as many, a drawing or a hostile file may.
	mostRows, mostLevels = 1000, 2000
)

// drawnByGlyphs takes lines of dashes, as typewriters rule tables, for rulings.
func (a *aligner) drawnByGlyphs() {
	const dashes = 10
	kept := a.rows[:0:0]
	var drawn []grid.Edge
	for _, r := range a.rows {
		if n := len(r.Chars); n < dashes || strings.Trim(r.text(word{from: 0, to: n}), "-_=—–─━") != "" {
			kept = append(kept, r)
			continue
		}
		for _, w := range r.words {
			drawn = append(drawn, grid.Edge{At: (r.Top + r.Bottom) / 2, From: w.x0, To: w.x1})
		}
	}
	if len(drawn) == 0 {
		return
	}
	a.rows = kept
	a.levels = levelsOf(append(a.lines(), drawn...), a.s)
}

// addEdges puts the edges of filled areas to the levels.
func (a *aligner) addEdges(edges []grid.Edge) {
	drawn := a.levels
	a.levels = levelsOf(append(a.lines(), edges...), a.s)
	for i := range a.levels {
		v := &a.levels[i]
		v.filled = !slices.ContainsFunc(drawn, func(d level) bool { return math.Abs(d.at-v.at) <= a.s.Grid.Snap })
	}
}

// lines are the lines of all levels.
func (a *aligner) lines() []grid.Edge {
	var all []grid.Edge
	for _, l := range a.levels {
		all = append(all, l.lines...)
	}
	return all
}

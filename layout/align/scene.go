package align

import (
	"maps"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// scene is a page as alignment sees it: the text and the lines that the ruled grids left.
type scene struct {
	number   int
	em       float64
	s        *settings.Settings
	lines    []*Line // from top to bottom
	levels   []Level // from top to bottom
	sides    []grid.Edge
	pictures []page.Rect
	grids    []*grid.Grid
	taken    map[*Line]bool // those that stand in a table already
}

// sceneOf takes lines of dashes for rulings, as typewriters rule tables, and the edges of filled areas as well.
func sceneOf(p *page.Page, lines []*Line, loose grid.Component, em float64, s *settings.Settings) scene {
	v := scene{number: p.Number, em: em, s: s, sides: loose.Vertical, pictures: p.Images}
	drawn := levelsOf(loose.Horizontal, s)
	var dashes []grid.Edge
	for _, l := range lines {
		if edges := l.dashes(s.Align.Dashes); edges != nil {
			dashes = append(dashes, edges...)
		} else {
			v.lines = append(v.lines, l)
		}
	}
	if len(dashes) > 0 {
		drawn = levelsOf(append(edgesOf(drawn), dashes...), s)
	}
	v.levels = withFilled(drawn, backgrounds(p.Fills, em, s), s)
	return v
}

// without is the scene in which more lines stand in tables.
func (v scene) without(lines []*Line) scene {
	taken := make(map[*Line]bool, len(v.taken)+len(lines))
	maps.Copy(taken, v.taken)
	for _, l := range lines {
		taken[l] = true
	}
	v.taken = taken
	return v
}

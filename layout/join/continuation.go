package join

import (
	"slices"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// adopt takes what the caption of a page's first part lacks from the lines at the foot of the page before.
func (p *Part) adopt(tail []page.TextLine, s *settings.Settings) {
	if p.prose || len(tail) == 0 || p.caption.Number != "" && p.caption.Title != "" {
		return
	}
	from := len(tail)
	for from > 0 && caption.Admits(tail[from-1], s) {
		from--
	}
	c := p.on.place(p).ReadLines(tail[from:], s)
	if c.Named() && !p.caption.Clashes(c) || !p.caption.Named() {
		p.caption = p.caption.Under(c)
	}
}

// takeColumns lays the columns of the table of the page before under a grid that alignment found and that goes on
// with it: what is blank on one page is no column by itself, and cells that are set flush tell less of their
// columns than heads do.
func (p *Part) takeColumns(before *grid.Grid, s *settings.Settings) {
	if p.made == nil || !before.LooseColumns || before.Columns() < 2 || p.Columns() > before.Columns() {
		return
	}
	own := len(p.notes) > 0 || p.caption.Named() || p.caption.Unit != "" || p.prose
	same := len(before.Xs) == len(p.Xs) && sameColumns(before, p.Grid, s)
	if own || same || !textsOf(p).isBody(0, s) {
		return
	}
	if t := p.made.Relaid(p.Grid, before.Xs, s); t != nil {
		p.made, p.Grid = t, t.Grid
	}
}

// continuedBy tells whether p, the first grid of the next page, goes on with t.
func (t *chain) continuedBy(p *Part, tail []page.TextLine, s *settings.Settings) bool {
	if !sameColumns(t.last().Grid, p.Grid, s) && !sameColumns(t.first().Grid, p.Grid, s) {
		return false
	}
	repeats := t.repeatedHeader(p, s) > 0
	if p.caption.Named() {
		return t.sameCaption(p) && (p.caption.Continued || t.goesOnUnderCaption(p, repeats, s))
	}
	admitted := func(l page.TextLine) bool { return caption.Admits(l, s) }
	if !repeats && (p.prose || slices.ContainsFunc(tail, admitted)) {
		return false
	}
	return t.header > 0 || !sameStart(t.first().Grid, p.Grid) || t.first().Rows() == 1
}

// sameCaption tells whether the caption of p is the table's, or completes it.
func (t *chain) sameCaption(p *Part) bool {
	return !t.caption.OfOther(p.caption) && t.caption.Agrees(p.caption) && (t.caption.Named() || p.caption.Number == "")
}

// goesOnUnderCaption tells whether p, which has the table's caption over it, goes on with the table or begins one
// anew, as a form for each project does and a table for each unit.
func (t *chain) goesOnUnderCaption(p *Part, repeats bool, s *settings.Settings) bool {
	first := t.first().Grid
	switch {
	case t.header == 0:
		return !sameStart(first, p.Grid)
	case !repeats:
		return textsOf(p).headerRows(s) == 0
	}
	return !sameLabels(first, p.Grid, t.header) || sameHeads(first, p.Grid, t.header, s)
}

// repeatedHeader counts the leading rows of p that repeat the table's header.
func (t *chain) repeatedHeader(p *Part, s *settings.Settings) int {
	n := 0
	for n < t.header && n < p.Rows() && sameHeads(t.first().Grid, p.Grid, n, s) {
		n++
	}
	return n
}

// repeatsInner tells whether p begins with the head of a block inside a form, which the parts before it have
// already: 一级指标 | 二级指标 | 三级指标 | … over its indicators.
func repeatsInner(before []*Part, p *Part, s *settings.Settings) bool {
	head := headsIn(p.Grid, 0, s)
	heads := 0
	for _, text := range head {
		if caption.HeadsIndicators(text) {
			heads++
		}
	}
	if heads < s.Join.Form.Heads {
		return false
	}
	for _, q := range before {
		for r := range q.Rows() {
			if slices.Equal(headsIn(q.Grid, r, s), head) {
				return true
			}
		}
	}
	return false
}

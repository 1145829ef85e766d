package join

import (
	"slices"
	"strings"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// adopt takes what the caption of a page's first part lacks from the lines at the foot of the page before.
func (p *Part) adopt(tail []page.TextLine, s *settings.Settings) {
	if p.isUnderText() || len(tail) == 0 || p.caption.Number != "" && p.caption.Title != "" {
		return
	}
	if c := p.on.place(p).Ending(tail, s); c.Named() && !p.caption.Clashes(c) || !p.caption.Named() {
		p.caption = p.caption.Under(c)
	}
}

// takeColumns lays the columns of the table of the page before under a grid that alignment found and that goes on
// with it: what is blank on one page is no column by itself, and cells that are set flush tell less of their
// columns than heads do.
func (p *Part) takeColumns(first *Part, s *settings.Settings) {
	before := first.Grid
	if p.made == nil || !before.LooseColumns || before.Columns() < 2 || p.Columns() > before.Columns() {
		return
	}
	own := len(p.notes) > 0 || p.caption.Named() || p.caption.Unit != "" || p.isUnderText()
	same := len(before.Xs) == len(p.Xs) && sameColumns(before, p.Grid, s)
	if own || same || !textsOf(p).beginsWithBody(s) {
		return
	}
	if t := p.made.Relaid(p.Grid, before, first.made, s); t != nil {
		p.made, p.Grid = t, t.Grid
	}
}

// continuation tells why p, the first part of the next page, goes on with t or begins a table. tail are the lines at
// the foot of the page before.
func (t *chain) continuation(p *Part, tail []page.TextLine, s *settings.Settings) Reason {
	meets := t.hasColumns(p, s)
	repeats := t.repeatedHeader(p, s) > 0
	between := t.isTextOver(p) || slices.ContainsFunc(tail, func(l page.TextLine) bool { return caption.Admits(l, s) })
	switch {
	case !meets && (between || p.caption.Named() && len(t.last().notes) > 0 || !t.hasHeader(p, s) || !t.goesOnUnderCaption(p, true, s)):
		return OtherColumns // but where the widths of columns follow what a page prints in them, the header tells them
	case p.caption.Named() && !t.sameCaption(p):
		return OtherCaption
	case p.caption.Named() && p.caption.Continued:
		return ToldContinued
	case (p.caption.Named() || p.isUnderText() && repeats) && !t.goesOnUnderCaption(p, repeats, s):
		return CaptionAnew
	case repeats:
		return HeaderAgain
	case p.caption.Named():
		return SameColumns
	case between:
		return TextBetween
	case t.header == 0 && sameStart(t.first().Grid, p.Grid) && t.first().Rows() > 1:
		return FormAnew
	}
	return SameColumns
}

// hasColumns tells whether p stands in the table's columns: under a header in more than half of them, while a block of a form may have few.
func (t *chain) hasColumns(p *Part, s *settings.Settings) bool {
	enough := t.header == 0 || 2*p.Columns() > t.first().Columns()
	return enough && (p.hasColumnsBefore() || sameColumns(t.last().Grid, p.Grid, s) || sameColumns(t.first().Grid, p.Grid, s))
}

// hasColumnsBefore tells whether the columns of the table of the page before were laid under p.
func (p *Part) hasColumnsBefore() bool { return p.made != nil && p.made.TakesColumns() }

// isTextOver tells whether text stands over p that is none of the table's: the caption that stands over its first part
// as well, perhaps wrapped otherwise or cut by the page's edge.
func (t *chain) isTextOver(p *Part) bool {
	var b strings.Builder
	for _, l := range slices.Concat(t.first().over, t.caption.Lines) {
		b.WriteString(words.Unspaced(l.Text))
	}
	caption := b.String()
	return p.noted || slices.ContainsFunc(p.over, func(l page.TextLine) bool { return !strings.Contains(caption, words.Unspaced(l.Text)) })
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
	return !sameLabels(first, p.Grid, t.header) || sameHeads(first, t.header, p.Grid, t.header, s)
}

// repeatedHeader counts the leading rows of p that repeat the table's header.
func (t *chain) repeatedHeader(p *Part, s *settings.Settings) int {
	n := 0
	for n < t.header && n < p.Rows() && sameHeads(t.first().Grid, n, p.Grid, n, s) {
		n++
	}
	return n
}

// hasHeader tells whether p begins with the whole header of the table, cell by cell, and goes on under it.
func (t *chain) hasHeader(p *Part, s *settings.Settings) bool {
	return t.header > 0 && p.Rows() > t.header && p.Columns() == t.first().Columns() && t.repeatedHeader(p, s) == t.header && t.spansHeaderAt(p, 0)
}

// repeatsHeaderAt tells whether the rows of p from the given one on are the table's header again, to the letter.
func (t *chain) repeatsHeaderAt(p *Part, row int) bool {
	heads := 0
	for r := range min(t.header, p.Rows()-row) {
		if !sameTexts(t.first().InRow(r), p.InRow(row+r)) {
			return false
		}
		heads += len(slices.DeleteFunc(textsIn(t.first().Grid, r), words.IsFigure))
	}
	return heads > 1 && t.spansHeaderAt(p, row)
}

// spansHeaderAt tells whether the cells of p from the given row on span the places that the table's header does.
func (t *chain) spansHeaderAt(p *Part, row int) bool {
	for r := range t.header {
		if row+r >= p.Rows() || !slices.Equal(spansIn(t.first().Grid, r), spansIn(p.Grid, row+r)) {
			return false
		}
	}
	return true
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

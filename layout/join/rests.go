package join

import (
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Rests makes parts of the last rows of tables that end right under the head of a page, too few to be tables by themselves: they
// keep to the columns of the table that ends the page before, and nothing stands between.
func Rests(pages []*Page, s *settings.Settings) {
	var before *Page
	for _, v := range pages {
		if v.Aside {
			continue
		}
		if before != nil {
			v.takeRest(before, s)
		}
		before = v
	}
}

// takeRest puts a part before the others of the page.
func (v *Page) takeRest(before *Page, s *settings.Settings) {
	if len(v.Top.Lines) == 0 || len(v.Lines) == 0 || len(before.Parts) == 0 {
		return
	}
	last, box := before.Parts[len(before.Parts)-1], v.Top.Box()
	if last.made == nil && !last.LooseColumns || slices.ContainsFunc(before.Lines, func(l page.TextLine) bool { return l.Box.Top > last.foot() }) ||
		slices.ContainsFunc(v.Lines, func(l page.TextLine) bool { return l.Box.Bottom < box.Top }) {
		return
	}
	made := v.Top.Rest(v.Lines[0].Page, v.Em, last.Grid, last.made, s)
	if made == nil {
		return
	}
	v.Parts = slices.Insert(v.Parts, 0, &Part{on: v, made: made, Grid: made.Grid})
	v.Lines = slices.DeleteFunc(v.Lines, func(l page.TextLine) bool { return l.Box.Top >= box.Top && l.Box.Bottom <= box.Bottom })
}

package layout

import (
	"slices"

	"yusuan/layout/join"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Table is a logical table with its cells, each with one region for each page that it touches.
type (
	Table  = join.Table
	Cell   = join.Cell
	Region = join.Region
)

// Result is what layout makes of a document: its logical tables and the text around them.
type Result struct {
	Tables []Table
	// Lines are the lines that belong to no table, page after page, running heads and page numbers left out.
	Lines []page.TextLine
}

// Tables finds the logical tables of a document's pages, given in order.
func Tables(pages []*page.Page, s *settings.Settings) *Result {
	r, _ := Inspected(pages, s, func(int) bool { return false })
	return r
}

// Inspected finds the tables as Tables does, and gives what was seen on the way on the pages that are wanted, by
// their numbers: the values that these tables were made of. What was seen on the others is let go page after page.
func Inspected(pages []*page.Page, s *settings.Settings, wanted func(page int) bool) (*Result, []*Seen) {
	views := make([]*join.Page, 0, len(pages))
	numbered := make(map[int]*join.Page, len(pages))
	var kept [][]*pageView
	for _, p := range pages {
		all := viewsOf(p, s)
		numbered[p.Number] = all[0].Page
		for _, v := range all {
			views = append(views, v.Page)
		}
		if wanted(p.Number) {
			for _, v := range all {
				v.outside = slices.Clone(v.Lines)
			}
			kept = append(kept, all)
		}
	}
	join.DropFurniture(views, s)
	join.Rests(views, s)
	for _, all := range kept {
		all[0].noteRest()
	}
	join.Captions(views, s)
	r := &Result{Tables: join.Tables(views, s)}
	for _, v := range views {
		r.Lines = append(r.Lines, v.Prose...)
	}
	seen := make([]*Seen, len(kept))
	for i, all := range kept {
		seen[i] = all[0].seen(numbered, s)
		for _, v := range all[1:] {
			seen[i].add(v.seen(numbered, s))
		}
	}
	return r, seen
}

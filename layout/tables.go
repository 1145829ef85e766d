package layout

import (
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
	views := make([]*join.Page, 0, len(pages))
	for _, p := range pages {
		for _, v := range viewsOf(p, s) {
			views = append(views, v.Page)
		}
	}
	join.DropFurniture(views, s)
	for _, v := range views {
		v.Captions(s)
	}
	r := &Result{Tables: join.Tables(views, s)}
	for _, v := range views {
		r.Lines = append(r.Lines, v.Prose...)
	}
	return r
}

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
	views := make([]*View, len(pages))
	var room page.Room
	for i, p := range pages {
		views[i] = See(p, &room, s, wanted(p.Number))
	}
	return Join(views, 1, s)
}

// View is what was seen of one page before its tables are joined to those of others.
type View struct {
	number int
	pages  []*join.Page // the page, and the tables set sideways on it
	kept   []*pageView  // the same with what was seen on the way, where that is wanted
}

// See finds what stands on one page; keep tells whether what is seen on the way is wanted too, without which
// the page itself can be let go, and room is for the next one. Several pages may be seen at the same time, with room of their own.
func See(p *page.Page, room *page.Room, s *settings.Settings, keep bool) *View {
	if keep {
		room = nil
	}
	all := viewsOf(p, room, s)
	out := &View{number: p.Number}
	for _, v := range all {
		out.pages = append(out.pages, v.Page)
	}
	if keep {
		out.kept = all
	}
	for _, v := range all {
		if keep {
			v.outside = slices.Clone(v.Lines)
		} else {
			v.LetGo()
		}
	}
	if room != nil {
		room.Empty()
	}
	return out
}

// Join makes the logical tables of a document's pages, given in order, and gives what was seen of those that were kept.
// It takes the views for itself: they can be joined once. So many tables are put together at the same time as there are workers.
func Join(views []*View, workers int, s *settings.Settings) (*Result, []*Seen) {
	pages := make([]*join.Page, 0, len(views))
	numbered := make(map[int]*join.Page, len(views))
	for _, v := range views {
		numbered[v.number] = v.pages[0]
		pages = append(pages, v.pages...)
	}
	join.DropFurniture(pages, s)
	join.Rests(pages, s)
	for _, v := range views {
		if v.kept != nil {
			v.kept[0].noteRest()
		}
	}
	join.Captions(pages, s)
	r := &Result{Tables: join.Tables(pages, workers, s)}
	for _, p := range pages {
		r.Lines = append(r.Lines, p.Prose...)
	}
	var seen []*Seen
	for _, v := range views {
		if v.kept != nil {
			one := v.kept[0].seen(numbered, s)
			for _, aside := range v.kept[1:] {
				one.add(aside.seen(numbered, s))
			}
			seen = append(seen, one)
		}
	}
	return r, seen
}

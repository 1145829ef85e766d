package join

import (
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Tables gives the logical tables of all pages, and tells the parts which they became.
func Tables(pages []*Page, s *settings.Settings) []Table {
	var out []Table
	for i, t := range chainsOf(pages, s) {
		t.link(i)
		out = append(out, t.table(s))
	}
	return out
}

// chainsOf puts the parts of all pages to their logical tables.
func chainsOf(pages []*Page, s *settings.Settings) []*chain {
	var out []*chain
	var current *chain
	var before *Page
	for _, v := range pages {
		if v.Aside {
			for _, p := range v.Parts {
				out = append(out, chainOf(p, s))
			}
			continue
		}
		for _, p := range v.Parts {
			if before != nil && p.isFirst() {
				p.adopt(before.tail, s)
				if current != nil && current.latest == before && current.last().isLast() && current.takes(p, before.tail, s) {
					current.latest = v
					continue
				}
			}
			current = chainOf(p, s)
			out = append(out, current)
		}
		before = v
	}
	return out
}

// chainOf begins a table.
func chainOf(p *Part, s *settings.Settings) *chain {
	return &chain{parts: []*Part{p}, caption: p.caption, header: textsOf(p).headerRows(s), notes: p.notes, latest: p.on}
}

// takes puts p, the first part of the next page, to a table that it goes on with or is the right half of.
// tail are the lines at the foot of the page before.
func (t *chain) takes(p *Part, tail []page.TextLine, s *settings.Settings) bool {
	p.takeColumns(t.first().Grid, s)
	left := t.besides(p, s)
	switch {
	case left != nil && !p.hasLabels(t.header, s):
		t.attach(left, p)
	case t.continuedBy(p, tail, s):
		t.parts = append(t.parts, p)
		t.notes = append(t.notes, p.notes...)
	case left != nil:
		t.attach(left, p)
	default:
		return false
	}
	return true
}

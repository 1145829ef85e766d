package join

import (
	"slices"

	"yusuan/layout/caption"
)

// chain is the parts of one logical table, page after page.
type chain struct {
	parts   []*Part
	caption caption.Caption
	header  int // header rows of the first part
	notes   []string
	latest  *Page // the page on which it stood last
}

// first and last are the table's parts on the pages where it begins and where it goes on so far.
func (t *chain) first() *Part { return t.parts[0] }

func (t *chain) last() *Part { return t.parts[len(t.parts)-1] }

// link tells the parts which table they became.
func (t *chain) link(table int) {
	for _, p := range t.parts {
		for _, own := range append([]*Part{p}, p.wings...) {
			own.link = Link{table, own.reason.Relation(), own.reason}
		}
	}
}

// takeNotes takes the remarks under a part that the table does not have already.
func (t *chain) takeNotes(p *Part) {
	for _, note := range p.notes {
		if !slices.Contains(t.notes, note) {
			t.notes = append(t.notes, note)
		}
	}
}

package join

import "yusuan/layout/caption"

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
	for i, p := range t.parts {
		p.link = Link{table, GoesOn}
		if i == 0 {
			p.link.Relation = Begins
		}
		for _, w := range p.wings {
			w.link = Link{table, Beside}
		}
	}
}

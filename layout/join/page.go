package join

import (
	"yusuan/layout/align"
	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// Page is one page on its way to logical tables.
type Page struct {
	Width, Height float64 // as displayed, in points
	Turn          uint8   // of its text, in quarter turns clockwise
	Aside         bool    // that it is tables set sideways on the page before it in order, which go on nowhere
	Em            float64
	Parts         []*Part         // top to bottom
	Top           align.Region    // rows at its head that may be the last of a table on the page before
	Lines         []page.TextLine // outside of grids, in the page's reading position
	Prose         []page.TextLine // the lines that belong to no table
	tail          []page.TextLine // those of them under the last grid: they may caption the next page's
}

// Displayed is where a box in reading position stands on the page as displayed.
func (v *Page) Displayed(r page.Rect) page.Rect { return r.Displayed(v.Turn, v.Width, v.Height) }

// size is the page's in its reading position.
func (v *Page) size() (width, height float64) {
	if v.Turn%2 == 1 {
		return v.Height, v.Width
	}
	return v.Width, v.Height
}

// middle is that of the page from left to right.
func (v *Page) middle() float64 {
	width, _ := v.size()
	return width / 2
}

// Part is one page's share of a table.
type Part struct {
	*grid.Grid
	on      *Page
	made    *align.Table // what alignment made the grid of, nil for a ruled one
	caption caption.Caption
	notes   []string
	wings   []*Part // the same rows' further columns, on other pages
	reason  Reason
	link    Link
	over    []page.TextLine // text between this grid and what is above it that is no caption
	noted   bool            // whether remarks on the table before stand between them
}

// Link tells which logical table a part became, how and why.
type Link struct {
	Table    int // of the document's tables, counted from 0
	Relation Relation
	Reason   Reason
}

// Caption is what was read of the lines over the part, in its first rows or at the foot of the page before; Notes are
// the remarks under it; Made is the table that alignment made its grid of, nil for a ruled one; Link is known once
// all pages are joined.
func (p *Part) Caption() caption.Caption { return p.caption }
func (p *Part) Notes() []string          { return p.notes }
func (p *Part) Made() *align.Table       { return p.made }
func (p *Part) Link() Link               { return p.link }

// LetGo lets the glyphs in the page's tables go: joining asks for no more than how their lines are set.
func (v *Page) LetGo() {
	for _, p := range v.Parts {
		for i := range p.Cells {
			p.Cells[i].Chars = nil
		}
	}
}

// isFirst tells its page's first part, which may go on with the page before.
func (p *Part) isFirst() bool { return p == p.on.Parts[0] }

// isUnderText tells whether text that is no caption stands between the part and what is above it.
func (p *Part) isUnderText() bool { return p.noted || len(p.over) > 0 }

// top and foot are the heights between which the part stands.
func (p *Part) top() float64 { return p.Ys[0] }

func (p *Part) foot() float64 { return p.Ys[p.Rows()] }

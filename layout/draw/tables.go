package draw

import (
	"cmp"
	"fmt"
	"strings"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/model"
)

// captions draws the lines in which each part's caption was read, and tells at the head of the page what it says,
// with the notes under the part.
func (p *picture) captions() {
	p.pageText()
	line := 0
	for _, part := range p.seen.Parts {
		said := append([]string{cmp.Or(captionName(part.Caption), "no caption")}, part.Notes...)
		p.pieces(olive, part.Caption.Lines, said[0])
		p.group(shade{stroke: olive, width: p.look.Thin})
		p.rect(part.Box, strings.Join(said, "\n"))
		p.inked(olive)
		for _, text := range said {
			p.headline(text, part.Box, line)
			line++
		}
	}
}

// captionName is what a caption says.
func captionName(c layout.SeenCaption) string {
	again := ""
	if c.Continued {
		again = "续表"
	}
	return joined(c.Number, c.Title, c.Unit, c.Department, again)
}

// joins draws the parts of tables, with what each is of its table.
func (p *picture) joins() {
	p.pageText()
	for i, part := range p.seen.Parts {
		p.group(shade{fill: navy, stroke: navy, width: p.look.Bold})
		p.rect(part.Box, joinName(part, p.doc))
		p.inked(navy)
		p.headline(joinName(part, p.doc), part.Box, i)
	}
}

// joinName tells which table a part became, and how: "t3 goes on, pages 3 4".
func joinName(part layout.SeenPart, doc *model.Document) string {
	if part.Table >= len(doc.Tables) {
		return part.Relation.String()
	}
	t := &doc.Tables[part.Table]
	return fmt.Sprintf("%s %s, %s", t.ID, part.Relation, pagesName(t.Pages))
}

func (p *picture) tables() {
	for i := range p.doc.Tables {
		p.table(&p.doc.Tables[i])
	}
	p.pageText()
}

// table draws a table's cells on the page, header cells filled, and its name over them.
func (p *picture) table(t *model.Table) {
	var outline page.Rect
	n := 0
	for _, header := range []bool{true, false} {
		s := shade{stroke: green, width: p.look.Thin}
		if header {
			s.fill = green
		}
		p.group(s)
		for _, c := range t.Cells {
			for _, box := range p.boxes(c) {
				if outline = union(outline, box, n); header == (c.Row < t.HeaderRows) {
					p.rect(box, placeName(c.Row, c.Column, c.RowSpan, c.ColumnSpan))
				}
				n++
			}
		}
	}
	if n > 0 {
		p.group(shade{stroke: green, width: p.look.Bold})
		p.rect(outline, "")
		p.inked(green)
		p.label(tableName(t), outline, 0)
	}
}

func tableName(t *model.Table) string {
	return joined(t.ID, t.Number, t.Title, t.Unit, fmt.Sprintf("%s %.2f", t.Method, t.Confidence))
}

// boxes are those of a cell on this page.
func (p *picture) boxes(c model.Cell) []page.Rect {
	var all []page.Rect
	for _, r := range c.Regions {
		if r.Page == p.seen.Page.Number {
			all = append(all, rect(r.Box))
		}
	}
	return all
}

func rect(b model.Box) page.Rect { return page.Rect{X0: b[0], Top: b[1], X1: b[2], Bottom: b[3]} }

// union is the box around a and b; a is none while it holds n = 0 boxes.
func union(a, b page.Rect, n int) page.Rect {
	if n == 0 {
		return b
	}
	return a.Union(b)
}

func (p *picture) findings() {
	p.pageText()
	above := map[layout.Point]int{} // labels at a corner so far
	for _, f := range p.doc.Findings {
		for _, s := range f.Subjects {
			box, ok := p.subject(s)
			if !ok {
				continue
			}
			p.group(shade{fill: amber, stroke: amber, width: p.look.Plain})
			p.rect(box, f.Message.ZH+"\n"+f.Message.EN)
			p.inked(amber)
			corner := layout.Point{X: box.X0, Y: box.Top}
			p.label(f.Code, box, above[corner])
			above[corner]++
		}
	}
}

// subject is the place on this page that a finding is about: its own box, else
// the cells that it names, else the whole page.
func (p *picture) subject(s model.Subject) (page.Rect, bool) {
	if s.Page != 0 && s.Page != p.seen.Page.Number {
		return page.Rect{}, false
	}
	if s.Box != nil {
		return rect(*s.Box), s.Page != 0
	}
	if s.Table == "" {
		return page.Rect{X1: p.width, Bottom: p.height}, s.Page != 0
	}
	var outline page.Rect
	n := 0
	for i := range p.doc.Tables {
		t := &p.doc.Tables[i]
		for _, c := range t.Cells {
			if t.ID != s.Table || !within(s.Row, c.Row, c.RowSpan) || !within(s.Column, c.Column, c.ColumnSpan) {
				continue
			}
			for _, box := range p.boxes(c) {
				outline = union(outline, box, n)
				n++
			}
		}
	}
	return outline, n > 0
}

// within tells whether a row or column lies in a cell's span; nil stands for all.
func within(at *int, from, span int) bool { return at == nil || *at >= from && *at < from+span }

// Package draw makes pictures of what the stages saw of a page.
//
// A picture is made afterwards, of the values that the stages gave; nothing is
// drawn inside a stage. It is one SVG file that needs no other: the page's size in points,
// its text as words, and over it what one stage saw, in that stage's colour.
// Whatever a PDF says is written as text, never as markup, and nothing is
// drawn outside of the page.
package draw

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/model"
)

// Stage is what a picture shows.
type Stage string

const (
	Chars         Stage = "chars"         // glyphs as read, each in its box
	Words         Stage = "words"         // glyphs that stand together
	Rulings       Stage = "rulings"       // lines as read
	Edges         Stage = "edges"         // lines after snapping and joining
	Intersections Stage = "intersections" // where edges meet
	Cells         Stage = "cells"         // the cells of each grid
	Tables        Stage = "tables"        // logical tables, their headers and captions
	Findings      Stage = "findings"      // what is to be known of the data
)

// One colour for each stage, in every picture.
const (
	ink   = "#333" // the page's own text
	gray  = "#999" // chars
	plum  = "#94b" // words
	red   = "#d22" // rulings, edges
	blue  = "#00f" // intersections
	sky   = "#58c" // cells, filled pale
	green = "#183" // tables
	amber = "#f80" // findings
)

var painters = []struct {
	stage Stage
	paint func(*picture)
}{
	{Chars, (*picture).chars},
	{Words, (*picture).words},
	{Rulings, (*picture).rulings},
	{Edges, (*picture).edges},
	{Intersections, (*picture).intersections},
	{Cells, (*picture).cells},
	{Tables, (*picture).tables},
	{Findings, (*picture).findings},
}

// Stages lists what can be drawn, in the order of the way through the program.
func Stages() []Stage {
	all := make([]Stage, len(painters))
	for i, p := range painters {
		all[i] = p.stage
	}
	return all
}

// SVG draws what a stage saw of a page. The document is the one that the page is
// of: it holds tables and findings. A stage that is none of Stages is drawn as the bare page.
func SVG(seen *layout.Seen, doc *model.Document, stage Stage) []byte {
	p := newPicture(seen, doc, stage)
	for _, painter := range painters {
		if painter.stage == stage {
			painter.paint(p)
		}
	}
	return p.end()
}

func (p *picture) chars() {
	seen := p.seen.Page
	p.group(`fill="none" stroke="` + gray + `" stroke-width="0.3"`)
	for i := range seen.Chars {
		p.rect(seen.Chars[i].Box, "")
	}
	p.group(`fill="` + ink + `"`)
	for i := range seen.Chars {
		if c := &seen.Chars[i]; c.Flags&page.Space == 0 {
			p.text(c.Text, c.Box, c.Size, c.Turn)
		}
	}
}

// pageText is the page's text, under what most stages draw.
func (p *picture) pageText() {
	p.group(`fill="` + ink + `"`)
	for _, w := range p.seen.Words {
		p.text(w.Text, w.Box, w.Size, w.Turn)
	}
}

func (p *picture) words() {
	p.group(`fill="none" stroke="` + plum + `" stroke-width="0.4"`)
	for _, w := range p.seen.Words {
		p.rect(w.Box, "")
	}
	p.pageText()
}

func (p *picture) rulings() {
	p.pageText()
	p.group(`stroke="` + red + `"`)
	for _, r := range p.seen.Page.Rulings {
		box := page.Rect{X0: r.From, Top: r.At, X1: r.To, Bottom: r.At}
		if !r.Horizontal {
			box = page.Rect{X0: r.At, Top: r.From, X1: r.At, Bottom: r.To}
		}
		p.line(box, max(r.Width, hairline), rulingName(r))
	}
}

// hairline is the width, in points, of lines that have none of their own.
const hairline = 0.5

func rulingName(r page.Ruling) string {
	name := map[page.RulingKind]string{
		page.Stroke: "stroke", page.Thin: "thin fill",
		page.StrokedEdge: "side of a stroked box", page.FillEdge: "side of a filled area",
	}[r.Kind]
	if r.Dashed {
		name += ", dashed"
	}
	return fmt.Sprintf("%s, width %s, luminance %s", name, number(r.Width), number(float64(r.Gray)))
}

func (p *picture) edges() {
	p.pageText()
	p.group(`stroke="` + red + `"`)
	for _, e := range p.seen.Edges {
		p.line(e, hairline, "")
	}
}

func (p *picture) intersections() {
	p.edges()
	p.group(`fill="none" stroke="` + blue + `" stroke-width="0.5"`)
	for _, at := range p.seen.Intersections {
		p.circle(at)
	}
}

func (p *picture) cells() {
	for _, g := range p.seen.Grids {
		dashes := ""
		if g.LooseRows || g.LooseColumns {
			dashes = ` stroke-dasharray="3 2"` // told by alignment, not by rulings
		}
		p.group(`fill="` + sky + `" fill-opacity="0.2" stroke="` + sky + `" stroke-width="0.8"` + dashes)
		for _, c := range g.Cells {
			p.rect(c.Box, placeName(c.Row, c.Column, c.RowSpan, c.ColumnSpan))
		}
	}
	p.pageText()
}

// placeName tells where a cell stands: "row 3, column 0, 1 × 2" for one over two columns.
func placeName(row, column, rowSpan, columnSpan int) string {
	name := fmt.Sprintf("row %d, column %d", row, column)
	if rowSpan > 1 || columnSpan > 1 {
		name += fmt.Sprintf(", %d × %d", rowSpan, columnSpan)
	}
	return name
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
		fill := `fill="none"`
		if header {
			fill = `fill="` + green + `" fill-opacity="0.15"`
		}
		p.group(fill + ` stroke="` + green + `" stroke-width="0.4"`)
		for _, c := range t.Cells {
			for _, box := range p.regions(c) {
				if outline = union(outline, box, n); header == (c.Row < t.HeaderRows) {
					p.rect(box, placeName(c.Row, c.Column, c.RowSpan, c.ColumnSpan))
				}
				n++
			}
		}
	}
	if n > 0 {
		p.group(`fill="none" stroke="` + green + `" stroke-width="1.2"`)
		p.rect(outline, "")
		p.group(`fill="` + green + `"`)
		p.label(tableName(t), outline, 0)
	}
}

func tableName(t *model.Table) string {
	parts := []string{t.ID, t.Number, t.Title, t.Unit, fmt.Sprintf("%s %.2f", t.Method, t.Confidence)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// regions are the boxes of a cell on this page.
func (p *picture) regions(c model.Cell) []page.Rect {
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
	return page.Rect{X0: min(a.X0, b.X0), Top: min(a.Top, b.Top), X1: max(a.X1, b.X1), Bottom: max(a.Bottom, b.Bottom)}
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
			p.group(`fill="` + amber + `" fill-opacity="0.15" stroke="` + amber + `"`)
			p.rect(box, f.Message.ZH+"\n"+f.Message.EN)
			p.group(`fill="` + amber + `"`)
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
			for _, box := range p.regions(c) {
				outline = union(outline, box, n)
				n++
			}
		}
	}
	return outline, n > 0
}

// within tells whether a row or column lies in a cell's span; nil stands for all.
func within(at *int, from, span int) bool { return at == nil || *at >= from && *at < from+span }

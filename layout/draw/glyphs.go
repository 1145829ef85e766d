package draw

import (
	"fmt"

	"yusuan/layout/page"
)

func (p *picture) chars() {
	seen := p.seen.Page
	p.group(shade{stroke: gray, width: p.look.Thin})
	for i := range seen.Chars {
		p.rect(seen.Chars[i].Box, "")
	}
	if p.bare {
		return
	}
	p.inked(ink)
	for i := range seen.Chars {
		if c := &seen.Chars[i]; c.Flags&page.Space == 0 {
			p.text(c.Text, c.Box, c.Size, c.Turn)
		}
	}
}

// pageText is the page's text, under what most stages draw.
func (p *picture) pageText() {
	if p.bare {
		return
	}
	p.inked(ink)
	for _, w := range p.seen.Words {
		p.text(w.Text, w.Box, w.Size, w.Turn)
	}
}

func (p *picture) words() {
	p.group(shade{stroke: plum, width: p.look.Thin})
	for _, w := range p.seen.Words {
		p.rect(w.Box, "")
	}
	p.pageText()
}

func (p *picture) rulings() {
	p.pageText()
	p.group(shade{stroke: red})
	for _, r := range p.seen.Page.Rulings {
		box := page.Rect{X0: r.From, Top: r.At, X1: r.To, Bottom: r.At}
		if !r.Horizontal {
			box = page.Rect{X0: r.At, Top: r.From, X1: r.At, Bottom: r.To}
		}
		p.line(box, max(r.Width, p.look.Hairline), rulingName(r))
	}
}

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
	p.group(shade{stroke: red})
	for _, e := range p.seen.Edges {
		p.line(e, p.look.Hairline, "")
	}
}

func (p *picture) intersections() {
	p.edges()
	p.group(shade{stroke: blue, width: p.look.Hairline})
	for _, at := range p.seen.Intersections {
		p.circle(at)
	}
}

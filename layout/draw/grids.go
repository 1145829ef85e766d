package draw

import (
	"fmt"
	"strings"

	"yusuan/layout"
	"yusuan/layout/grid"
)

// lines draws the lines of text that alignment looks at, and within them their pieces.
func (p *picture) lines() {
	p.group(shade{stroke: teal, width: p.look.Thin, dashed: true})
	for _, l := range p.seen.Lines {
		p.rect(l.Box, "")
	}
	p.pieces(teal, p.seen.Lines, "")
	p.pageText()
}

// pieces draws the pieces of lines that stand on this page.
func (p *picture) pieces(colour string, lines []layout.SeenLine, hint string) {
	p.group(shade{fill: colour, stroke: colour, width: p.look.Thin})
	for _, l := range lines {
		if l.Page != p.seen.Page.Number {
			continue
		}
		for _, piece := range l.Pieces {
			p.rect(piece.Box, hint)
		}
	}
}

// regions draws where alignment looked, with the columns that it saw, dashed where it saw no table.
func (p *picture) regions() {
	p.pageText()
	for _, r := range p.seen.Regions {
		p.group(shade{fill: brown, stroke: brown, width: p.look.Plain, dashed: r.Grid < 0})
		p.rect(r.Box, fmt.Sprintf("%s: %s", regionName(r), r.Verdict))
		for _, c := range r.Columns {
			p.line(c.Box, p.look.Thin, string(c.By))
		}
		p.inked(brown)
		p.label(string(r.Verdict), r.Box, 0)
	}
}

// regionName tells what stands in a region: "13 lines, 4 columns, between rulings".
func regionName(r layout.SeenRegion) string {
	told := []string{count(r.Lines, "line", "lines")}
	if n := len(r.Columns); n > 0 {
		told = append(told, count(n-1, "column", "columns"))
	}
	if r.Ruled {
		told = append(told, "between rulings")
	}
	return strings.Join(told, ", ")
}

func (p *picture) columns() {
	p.pageText()
	for _, g := range p.seen.Grids {
		p.sides(violet, g.ColumnSides)
	}
}

// rows draws the sides of rows, and fills the header that alignment saw.
func (p *picture) rows() {
	p.pageText()
	for _, g := range p.seen.Grids {
		p.group(shade{fill: pink})
		for _, c := range g.Cells {
			if c.Row < g.HeadRows {
				p.rect(c.Box, placeName(c.Row, c.Column, c.RowSpan, c.ColumnSpan))
			}
		}
		p.sides(pink, g.RowSides)
	}
}

// sides draws boundaries, those that no ruling draws dashed and with why they stand there.
func (p *picture) sides(colour string, sides []layout.SeenBoundary) {
	for _, ruled := range []bool{true, false} {
		p.group(shade{stroke: colour, dashed: !ruled})
		for _, b := range sides {
			if ruled == (b.By == grid.ByRuling) {
				p.line(b.Box, p.look.Plain, string(b.By))
			}
		}
	}
	p.inked(colour)
	for i, b := range sides {
		switch {
		case b.By == grid.ByRuling:
		case b.Upright():
			p.label(string(b.By), b.Box, i%2) // neighbours may stand close
		default:
			p.beside(string(b.By), b.Box)
		}
	}
}

func (p *picture) cells() {
	for _, g := range p.seen.Grids {
		p.group(shade{fill: sky, stroke: sky, width: p.look.Plain, dashed: g.LooseRows || g.LooseColumns})
		for _, c := range g.Cells {
			p.rect(c.Box, placeName(c.Row, c.Column, c.RowSpan, c.ColumnSpan))
		}
	}
	p.pageText()
}

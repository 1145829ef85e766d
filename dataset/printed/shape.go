package printed

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"yusuan/model"
)

// shape is how large a table is on paper, in points.
type shape struct {
	widths, heights []float64 // of columns and rows
	em              float64   // size of its text
	paper           paper
	margins         model.Box // from the paper's left, top, right and bottom
	across          int       // sheets of paper side by side
}

// paper is a size of paper as it lies.
type paper struct {
	code          int // of SpreadsheetML's ST_PaperSize
	width, height float64
}

func (p paper) landscape() bool { return p.width > p.height }

// papers are A4 and A3, upright and turned.
var papers = []paper{{9, 595.3, 841.9}, {9, 841.9, 595.3}, {8, 841.9, 1190.6}, {8, 1190.6, 841.9}}

// settings are the measures of how a table is laid out again.
var settings = struct {
	// columnWidth, in points, and rowHeight, in em, stand where no cell tells them.
	columnWidth, rowHeight float64
	// narrowest is the least width of a column, in points.
	narrowest float64
	// sizes are those of text that are tried, in points, the largest first.
	sizes []float64
	// leading is the distance of lines in a cell, in em; padding what a cell keeps free at both sides together.
	leading, padding float64
	// letter is how wide letters and digits are, in em, where the font is another one that is wide.
	letter float64
	// misfits is the share of cells whose text may need more room than they have: glyphs differ from font to font.
	misfits float64
	// slack is how far a table may stand over the edge of a paper that it is on, in points.
	slack float64
	// leastMargin and mostMargin bound the margins, in points.
	leastMargin, mostMargin float64
}{
	columnWidth: 60, rowHeight: 1.6, narrowest: 6,
	sizes:   []float64{12, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6},
	leading: 1.2, padding: 0.4, letter: 0.6, misfits: 0.004,
	slack: 2, leastMargin: 20, mostMargin: 72,
}

// newShape measures a table by the boxes of its cells.
func newShape(t *table) *shape {
	s := &shape{}
	s.widths = measure(t, t.ColumnCount, func(c *cell) (at, span int) { return c.Column, c.ColumnSpan }, func(c *cell) float64 {
		if len(c.Regions) == 0 {
			return 0
		}
		return c.Regions[0].Box[2] - c.Regions[0].Box[0]
	})
	s.heights = measure(t, t.RowCount, func(c *cell) (at, span int) { return c.Row, c.RowSpan }, func(c *cell) float64 {
		height := 0.0
		for _, g := range c.Regions { // a row that a page break cuts is as high as both its parts
			height += g.Box[3] - g.Box[1]
		}
		return height
	})
	fill(s.widths, settings.columnWidth)
	for i := range s.widths {
		s.widths[i] = max(s.widths[i], settings.narrowest)
	}
	s.em = s.textSize(t)
	fill(s.heights, settings.rowHeight*s.em)
	s.place(t)
	return s
}

// measure tells the sizes of rows or columns: the median of the cells that are in one alone, and of the rest what cells
// that span it leave for it. Where no cell tells, it is 0.
func measure(t *table, n int, where func(*cell) (at, span int), size func(*cell) float64) []float64 {
	single, spanning := make([][]float64, n), []*cell(nil)
	for _, row := range t.rows {
		for _, c := range row {
			at, span := where(c)
			if span > 1 {
				spanning = append(spanning, c)
			} else if told := size(c); told > 0 {
				single[at] = append(single[at], told)
			}
		}
	}
	sizes := make([]float64, n)
	for i, all := range single {
		if len(all) > 0 {
			slices.Sort(all)
			sizes[i] = all[len(all)/2]
		}
	}
	slices.SortStableFunc(spanning, func(a, b *cell) int {
		_, m := where(a)
		_, n := where(b)
		return m - n
	})
	for _, c := range spanning {
		at, span := where(c)
		share(sizes[at:at+span], size(c))
	}
	return sizes
}

// share gives what is left of a whole to the sizes that are not known, in equal parts.
func share(sizes []float64, whole float64) {
	unknown := 0
	for _, s := range sizes {
		whole -= s
		if s == 0 {
			unknown++
		}
	}
	if unknown > 0 && whole > 0 {
		fill(sizes, whole/float64(unknown))
	}
}

// fill gives a size to those that are not known.
func fill(sizes []float64, size float64) {
	for i, s := range sizes {
		if s == 0 {
			sizes[i] = size
		}
	}
}

// textSize is the largest size of text in which the texts of the cells have room in their boxes.
func (s *shape) textSize(t *table) float64 {
	type text struct {
		width, height, ems float64
		number             bool
	}
	var texts []text
	for _, row := range t.rows {
		for _, c := range row {
			height := sum(s.heights[c.Row : c.Row+c.RowSpan])
			if c.Text == "" || height == 0 {
				continue
			}
			texts = append(texts, text{sum(s.widths[c.Column : c.Column+c.ColumnSpan]), height, ems(c.Text), c.number != nil})
		}
	}
	for _, em := range settings.sizes {
		misfits := 0
		for _, x := range texts {
			room := x.width/em - settings.padding
			switch lines := math.Ceil(x.ems / max(1, room)); {
			case x.number && x.ems > room: // a number is never broken
				misfits = len(texts)
			case lines*settings.leading*em > x.height:
				misfits++
			}
		}
		if float64(misfits) <= settings.misfits*float64(len(texts)) {
			return em
		}
	}
	return settings.sizes[len(settings.sizes)-1]
}

// ems is how long a text is in one line, in em, where an ideograph is one.
func ems(s string) float64 {
	width, runes := displaywidth.String(s), utf8.RuneCountInString(s)
	wide := max(0, width-runes)
	return float64(wide) + settings.letter*float64(runes-wide)
}

func sum(sizes []float64) float64 {
	total := 0.0
	for _, s := range sizes {
		total += s
	}
	return total
}

// place finds the paper, and the place on it, by where the cells stand. The document does not have the page's size, but tables
// stand as far from its left as from its right.
func (s *shape) place(t *table) {
	boxes := told(pageBoxes(t.Table))
	s.across, s.paper, s.margins = 1, papers[0], model.Box{36, 36, 36, 36}
	if len(boxes) == 0 {
		return
	}
	var middles []float64
	all := boxes[0]
	widest := 0.0
	for _, b := range boxes {
		all = union(all, b)
		middles = append(middles, b[0]+b[2])
		widest = max(widest, b[2]-b[0])
	}
	slices.Sort(middles)
	s.paper = paperOf(middles[len(middles)/2], all)
	s.across = max(1, int(math.Round(sum(s.widths)/max(widest, 1))))
	top := all[1]
	if len(boxes) > 1 { // where it goes on there is no caption over it
		top = boxes[1][1]
	}
	bound := func(margin float64) float64 { return min(max(margin, settings.leastMargin), settings.mostMargin) }
	s.margins = model.Box{bound(all[0]), bound(top), bound(s.paper.width - all[2]), bound(s.paper.height - all[3])}
}

// paperOf is the paper of which width is nearest and that has room for a box.
func paperOf(width float64, box model.Box) paper {
	best, distance := paper{}, math.Inf(1)
	for _, p := range papers {
		if box[2] > p.width+settings.slack || box[3] > p.height+settings.slack {
			continue
		}
		if d := math.Abs(p.width - width); d < distance {
			best, distance = p, d
		}
	}
	switch {
	case best.code != 0:
		return best
	case box[2] > box[3]:
		return papers[3]
	}
	return papers[2]
}

// pageBoxes are the boxes around a table's cells on each of its pages, nil where none is on it.
func pageBoxes(t *model.Table) []*model.Box {
	boxes := make([]*model.Box, len(t.Pages))
	for i := range t.Cells {
		for j := range t.Cells[i].Regions {
			g := &t.Cells[i].Regions[j]
			at, _ := slices.BinarySearch(t.Pages, g.Page)
			if boxes[at] == nil {
				boxes[at] = new(g.Box)
			}
			*boxes[at] = union(*boxes[at], g.Box)
		}
	}
	return boxes
}

func told(boxes []*model.Box) []model.Box {
	var all []model.Box
	for _, b := range boxes {
		if b != nil {
			all = append(all, *b)
		}
	}
	return all
}

func union(a, b model.Box) model.Box {
	return model.Box{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])}
}

// linesOf is how many lines a text takes in a width of so many em.
func linesOf(s string, width float64) float64 {
	lines := 0.0
	for line := range strings.SplitSeq(s, "\n") {
		lines += max(1, math.Ceil(ems(line)/max(1, width)))
	}
	return lines
}

// sheetsOfPaper tells on how many sheets of paper each table is to stand, so that together they are as many as the pages that
// they take. A table takes of a page what is its part of the heights of all tables there, and at least one sheet.
func (d *Document) sheetsOfPaper() []int {
	heights := make(map[int]float64) // of all tables on a page
	for i := range d.source.Tables {
		t := &d.source.Tables[i]
		for j, b := range pageBoxes(t) {
			heights[t.Pages[j]] += height(b)
		}
	}
	sheets, rest := make([]int, len(d.tables)), make([]float64, len(d.tables))
	pages, given := 0.0, 0
	for i, t := range d.tables {
		share := 0.0
		for j, b := range pageBoxes(t.Table) {
			share += height(b) / heights[t.Pages[j]]
		}
		sheets[i] = max(1, int(share))
		rest[i] = share - float64(sheets[i])
		pages += share
		given += sheets[i]
	}
	byRest := make([]int, len(d.tables))
	for i := range byRest {
		byRest[i] = i
	}
	slices.SortStableFunc(byRest, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	for _, i := range byRest[:min(max(0, int(math.Round(pages))-given), len(byRest))] {
		sheets[i]++
	}
	return sheets
}

// height is a box's height, at least a little, so that parts of it can be told.
func height(b *model.Box) float64 {
	if b == nil {
		return 1
	}
	return max(1, b[3]-b[1])
}

package scan

import (
	"cmp"
	"slices"
)

// textLine is a line of print on the straight page, in pixels.
type textLine struct {
	box
	em     float64 // what the print's size seems to be
	region int32
}

// lineFinder puts the pieces of print together to lines.
type lineFinder struct {
	s   *Settings
	em  float64 // of the page
	out []textLine
}

// emOf is the size of the page's print, by its larger components: whole ideographs and what they fall into.
func emOf(components []component, dpi float64, s *Settings) float64 {
	var sizes []int
	for _, c := range components {
		if size := max(c.w(), c.h()); float64(size) >= s.SmallestPrint*dpi && float64(size) <= s.LargestPrint*dpi {
			sizes = append(sizes, size)
		}
	}
	if len(sizes) == 0 {
		return s.Em * dpi
	}
	return upper(sizes, s.Upper) / s.Face
}

// upper is the value than which a share of the values is no larger.
func upper(values []int, share float64) float64 {
	slices.Sort(values)
	return float64(values[int(share*float64(len(values)-1))])
}

// isPrint tells components that may be print from specks, from rests of rulings and from pictures and seals.
func (f *lineFinder) isPrint(c *component) bool {
	w, h, s := float64(c.w())/f.em, float64(c.h())/f.em, f.s
	switch {
	case max(w, h) < s.Speck, h > s.Tall:
		return false
	case h < s.Slim && w > s.Dash, w < s.Slim && h > s.Bar:
		return false
	}
	return true
}

// linesOf finds the lines of print of each region, region by region.
func linesOf(components []component, g *regions, em float64, s *Settings) []textLine {
	f := lineFinder{s: s, em: em}
	byRegion := make(map[int32][]component)
	var order []int32
	for _, c := range components {
		if !f.isPrint(&c) {
			continue
		}
		of := g.holding(c.box)
		if byRegion[of] == nil {
			order = append(order, of)
		}
		byRegion[of] = append(byRegion[of], c)
	}
	for _, of := range order {
		from := len(f.out)
		f.cut(byRegion[of], 0)
		for i := range f.out[from:] {
			f.out[from+i].region = of
		}
	}
	return f.out
}

// deepest bounds how often print is cut by turns into bands and columns.
const deepest = 12

// cut parts print into bands, one under the other, these into columns, and so on (G. Nagy, S. Seth, Hierarchical
// representation of optically scanned documents, 1984), until lines are left.
func (f *lineFinder) cut(parts []component, depth int) {
	em := f.emOf(parts)
	for _, band := range f.bands(parts, em) {
		columns := f.columns(band, em)
		if len(columns) == 1 {
			f.add(band, em)
			continue
		}
		for _, column := range columns {
			if depth < deepest {
				f.cut(column, depth+1)
			} else {
				f.add(column, em)
			}
		}
	}
}

// emOf is the size of some print, not far from the page's.
func (f *lineFinder) emOf(parts []component) float64 {
	sizes := make([]int, len(parts))
	for i, p := range parts {
		sizes[i] = min(max(p.w(), p.h()), int(2*f.em))
	}
	return min(max(upper(sizes, f.s.Upper)/f.s.Face, f.s.LeastPrint*f.em), 3*f.em)
}

func (f *lineFinder) add(parts []component, em float64) {
	line := textLine{box: parts[0].box, em: em}
	for _, p := range parts[1:] {
		line.box = line.box.union(p.box)
	}
	f.out = append(f.out, line)
}

// bands parts print where no piece of it reaches with more than its edges from one band into the next: tails and commas do.
func (f *lineFinder) bands(parts []component, em float64) [][]component {
	edge := func(p *component) int { return int(f.s.Edge * float64(p.h())) }
	slices.SortFunc(parts, func(a, b component) int {
		return cmp.Or(a.y0+edge(&a)-b.y0-edge(&b), a.x0-b.x0, a.y1-b.y1)
	})
	var bands [][]component
	bottom := 0
	for i := range parts {
		p := &parts[i]
		if i == 0 || p.y0+edge(p) > bottom {
			bands = append(bands, nil)
			bottom = 0
		}
		last := len(bands) - 1
		bands[last] = append(bands[last], *p)
		bottom = max(bottom, p.y1-edge(p))
	}
	return f.whole(bands, em)
}

// whole puts bands together that are the upper and the lower part of one line: of 二, of a colon.
func (f *lineFinder) whole(bands [][]component, em float64) [][]component {
	out := bands[:0:0]
	for _, b := range bands {
		if n := len(out) - 1; n >= 0 && f.oneLine(out[n], b, em) {
			out[n] = append(out[n], b...)
			continue
		}
		out = append(out, b)
	}
	return out
}

func (f *lineFinder) oneLine(a, b []component, em float64) bool {
	upper, lower := outlineOf(a), outlineOf(b)
	all := upper.union(lower)
	return float64(all.h()) <= f.s.Line*em && float64(min(upper.h(), lower.h())) <= f.s.PartOfLine*em
}

func outlineOf(parts []component) box {
	out := parts[0].box
	for _, p := range parts[1:] {
		out = out.union(p.box)
	}
	return out
}

// columns parts print where there is much white space between it.
func (f *lineFinder) columns(parts []component, em float64) [][]component {
	slices.SortFunc(parts, func(a, b component) int { return cmp.Or(a.x0-b.x0, a.y0-b.y0, a.x1-b.x1) })
	var columns [][]component
	right := 0
	for i := range parts {
		p := &parts[i]
		if i == 0 || float64(p.x0-right) > f.s.ColumnGap*em {
			columns = append(columns, nil)
		}
		last := len(columns) - 1
		columns[last] = append(columns[last], *p)
		right = max(right, p.x1)
	}
	return columns
}

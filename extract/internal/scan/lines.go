package scan

import (
	"cmp"
	"math"
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
	ink raster
	em  float64 // of the page
	out []textLine
}

// emOf is the size of the page's print, by its larger components: whole ideographs and what they fall into.
func emOf(components []component, dpi float64, s *Settings) float64 {
	var sizes, heights []int
	for _, c := range components {
		if size := max(c.w(), c.h()); float64(size) >= s.SmallestPrint*dpi && float64(size) <= s.LargestPrint*dpi {
			sizes, heights = append(sizes, size), append(heights, c.h())
		}
	}
	if len(sizes) == 0 {
		return s.Em * dpi
	}
	em, low := upper(sizes, s.Upper)/s.Face, upper(heights, s.Usual)/s.Face
	if em > s.Blurred*low {
		return low
	}
	return em
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

// withoutPale leaves out the pieces that are far paler than the page's print: what is left of a red seal, the other side that
// shows through, shadows. Contrast is told by the darkest pixel of a piece, as print of any size has ink in its middle.
//
// The pale ones are given too, but for the palest: thin strokes at the ends of lines are among them.
func withoutPale(p *pieces, grey raster, em float64, s *Settings) (kept, pale []component) {
	darkest := make([]int, len(p.components))
	for i := range darkest {
		darkest[i] = 255
	}
	for i, r := range p.runs {
		of := &darkest[p.numbers[i]]
		for _, v := range grey.row(int(r.y))[r.from:r.to] {
			*of = min(*of, int(v))
		}
	}
	f := lineFinder{s: s, em: em}
	var print []int
	for i := range p.components {
		if c := &p.components[i]; f.isPrint(c) && float64(max(c.w(), c.h())) >= s.Voter*em {
			print = append(print, 255-darkest[i])
		}
	}
	if len(print) == 0 {
		return p.components, nil
	}
	usual := upper(print, 0.5)
	for i, c := range p.components {
		switch contrast := float64(255 - darkest[i]); {
		case contrast >= s.Pale*usual:
			kept = append(kept, c)
		case contrast >= s.Palest*usual && f.isPrint(&c):
			pale = append(pale, c)
		}
	}
	return kept, pale
}

// lengthened makes lines as long as the pale pieces reach that stand close behind or before them.
func lengthened(lines []textLine, pale []component, g *regions, s *Settings) {
	slices.SortFunc(pale, func(a, b component) int { return cmp.Or(a.x0-b.x0, a.y0-b.y0, a.x1-b.x1) })
	for i := range lines {
		l := &lines[i]
		near := int(s.PaleGap * max(l.em, float64(l.h()))) // a single character's pieces tell less than its size
		goesOn := func(c *component) bool { return c.y0 >= l.y0 && c.y1 <= l.y1 && g.holding(c.box) == l.region }
		for k := range pale {
			if c := &pale[k]; c.x1 > l.x1 && c.x0 <= l.x1+near && c.x0 >= l.x0 && goesOn(c) {
				l.x1 = c.x1
			}
		}
		for k := len(pale) - 1; k >= 0; k-- {
			if c := &pale[k]; c.x0 < l.x0 && c.x1 >= l.x0-near && c.x1 <= l.x1 && goesOn(c) {
				l.x0 = c.x0
			}
		}
	}
}

// withoutRests leaves out what erased rulings have left: thin or short pieces that lie along one. Print beside a ruling is
// both higher and wider.
func withoutRests(components []component, rulings []ruling, em, dpi float64, s *Settings) []component {
	rest := func(c component) bool {
		return slices.ContainsFunc(rulings, func(r ruling) bool { return r.leaves(c.box, em, dpi, s) })
	}
	return slices.DeleteFunc(slices.Clone(components), rest)
}

// leaves tells whether a piece may be left of a ruling.
func (r *ruling) leaves(b box, em, dpi float64, s *Settings) bool {
	from, to, first, last := b.y0, b.y1, b.x0, b.x1 // along the ruling, and across it
	if r.horizontal {
		from, to, first, last = b.x0, b.x1, b.y0, b.y1
	}
	near := r.width/2 + (s.Halo+s.Beside)*dpi
	if float64(first) < r.at-near || float64(last) > r.at+near || float64(from) < r.from-near || float64(to) > r.to+near {
		return false
	}
	return float64(to-from) < s.Rest*em || float64(last-first) <= max(s.Halo*dpi+1, r.width/2)
}

// linesOf finds the lines of print of each region, region by region.
func linesOf(components []component, ink raster, g *regions, em float64, s *Settings) []textLine {
	f := lineFinder{s: s, ink: ink, em: em}
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
	return f.mended()
}

// mended puts lines together that a ruling strikes through: what is too low for a line of print goes to the one
// that it nearly touches in the next region.
func (f *lineFinder) mended() []textLine {
	slices.SortStableFunc(f.out, func(a, b textLine) int { return b.h() - a.h() })
	var kept []textLine
	for _, l := range f.out {
		struck := func(o textLine) bool {
			gap := float64(max(l.y0, o.y0) - min(l.y1, o.y1))
			return o.region != l.region && gap <= f.s.Struck*o.em && float64(l.h()) <= f.s.PartOfLine*o.em &&
				l.x0 < o.x1 && o.x0 < l.x1 && float64(l.union(o.box).h()) <= f.s.Line*o.em
		}
		if k := slices.IndexFunc(kept, struck); k >= 0 {
			kept[k].box = kept[k].union(l.box)
		} else {
			kept = append(kept, l)
		}
	}
	slices.SortFunc(kept, func(a, b textLine) int {
		return cmp.Or(cmp.Compare(a.region, b.region), a.y0-b.y0, a.x0-b.x0, a.y1-b.y1)
	})
	return kept
}

// deepest bounds how often print is cut by turns into bands and columns.
const deepest = 12

// cut parts print into bands, one under the other, these into columns, and so on (G. Nagy, S. Seth, Hierarchical
// representation of optically scanned documents, 1984), until lines are left.
func (f *lineFinder) cut(parts []component, depth int) {
	em := max(f.emOf(parts), f.em)
	for _, band := range f.bands(parts, em) {
		columns := f.columns(f.withoutSpecks(band, em), em)
		if len(columns) == 1 {
			columns = f.parted(columns[0])
		}
		for _, part := range columns {
			if len(columns) > 1 && depth < deepest {
				f.cut(part, depth+1)
			} else {
				f.add(part)
			}
		}
	}
}

// withoutSpecks leaves out of a band the dots that stand by themselves: those of a text stand close to its characters, commas
// behind a bracket less so. The band is ordered from left to right.
func (f *lineFinder) withoutSpecks(band []component, em float64) []component {
	slices.SortFunc(band, func(a, b component) int { return cmp.Or(a.x0-b.x0, a.y0-b.y0, a.x1-b.x1) })
	outline := outlineOf(band)
	var kept []component
	right := math.Inf(-1)
	for i, c := range band {
		dot, alone := float64(max(c.w(), c.h())) <= f.s.Dot*em, f.s.Alone*em
		if c.y0+c.y1 >= outline.y0+outline.y1 {
			alone = f.s.AloneBelow * em
		}
		if dot && float64(c.x0)-right > alone && (i+1 == len(band) || float64(band[i+1].x0-c.x1) > alone) {
			continue
		}
		right = max(right, float64(c.x1))
		kept = append(kept, c)
	}
	return kept
}

// emOf is the size of some print, not far from the page's.
func (f *lineFinder) emOf(parts []component) float64 {
	sizes := make([]int, len(parts))
	for i, p := range parts {
		sizes[i] = min(max(p.w(), p.h()), int(2*f.em))
	}
	return min(max(upper(sizes, f.s.Upper)/f.s.Face, f.em/2), 3*f.em)
}

// add adds a line, unless it is but specks.
func (f *lineFinder) add(parts []component) {
	line := textLine{box: parts[0].box, em: f.emOf(parts)}
	for _, p := range parts[1:] {
		line.box = line.box.union(p.box)
	}
	// A dash is low; what is narrower than high has the height of a figure.
	if least := f.s.LeastLine * f.em; float64(line.w()) >= max(least, float64(line.h())) || float64(line.h()) >= f.s.LeastFigure*f.em {
		f.out = append(f.out, line)
	}
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

// parted are the lines of what no white space parts, of which blurred print makes one where their characters touch: it is cut where its rows
// have little ink between two that have much.
func (f *lineFinder) parted(band []component) [][]component {
	b := outlineOf(band)
	if float64(b.h()) < f.s.Double*f.em {
		return [][]component{band}
	}
	at := f.valley(b)
	if at < 0 {
		return [][]component{band}
	}
	var upper, lower []component
	for _, c := range band {
		edge := int(f.s.Edge * float64(c.h()))
		switch {
		case c.y1-edge <= at:
			upper = append(upper, c)
		case c.y0+edge >= at:
			lower = append(lower, c)
		default:
			above, below := c, c
			above.y1, below.y0 = at, at
			upper, lower = append(upper, above), append(lower, below)
		}
	}
	if len(upper) == 0 || len(lower) == 0 {
		return [][]component{band}
	}
	return append([][]component{upper}, f.parted(lower)...)
}

// valley is the row under the first line of some print, -1 where none is to be seen.
func (f *lineFinder) valley(b box) int {
	rows := make([]int, b.h())
	for y := range rows {
		for _, p := range f.ink.row(b.y0 + y)[b.x0:b.x1] {
			rows[y] += int(p)
		}
	}
	from, to := int(f.s.PartOfLine*f.em), min(int(f.s.Double*f.em), len(rows)-int(f.s.PartOfLine*f.em))
	if from < 1 || from >= to {
		return -1
	}
	at := from
	for y := from; y < to; y++ {
		if rows[y] < rows[at] {
			at = y
		}
	}
	below := rows[at:min(at+int(f.em), len(rows))]
	if float64(rows[at]) > f.s.Valley*float64(min(slices.Max(rows[:at]), slices.Max(below))) {
		return -1
	}
	return b.y0 + at
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

// columns parts print, ordered from left to right, where there is much white space between it.
func (f *lineFinder) columns(parts []component, em float64) [][]component {
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

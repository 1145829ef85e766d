package scan

import (
	"cmp"
	"math"
	"slices"
)

// ruling is a straight line of the upright page, in pixels.
type ruling struct {
	horizontal   bool
	at, from, to float64
	width        float64
}

func (r *ruling) length() float64 { return r.to - r.from }

// rulingsOf finds the rulings of a straight picture: thin straight strokes, broken or dotted ones put together. Those that are
// as short as strokes of print count only where they lead from one ruling to another, and those inside of a seal where they go on
// outside of it.
func rulingsOf(ink raster, seals []box, dpi float64, s *Settings) []ruling {
	f := rulingFinder{s: s, dpi: dpi, ink: ink, across: ink.transposed()}
	f.find(f.ink, false)
	f.find(f.across, true)
	f.dropSealed(seals)
	f.addShort()
	f.unite()
	f.mend()
	f.support()
	f.snap()
	f.dropLone()
	slices.SortFunc(f.found, func(a, b ruling) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from))
	})
	return f.found
}

type rulingFinder struct {
	s           *Settings
	dpi         float64
	ink, across raster // across is the transposed one
	found       []ruling
	short       []ruling
}

// pixels is a length of the settings, in inches, as pixels.
func (f *rulingFinder) pixels(inches float64) float64 { return inches * f.dpi }

// find adds the strokes that run down a picture and are long enough, and keeps the others.
func (f *rulingFinder) find(ink raster, horizontal bool) {
	even := smoothed(ink, max(int(f.pixels(f.s.Smooth)), 1))
	lines := thinLines(even, f.dpi, f.s)
	for i := range lines {
		lines[i].grow(even)
		for _, l := range f.clean(lines[i], lines[i].path(), ink, thickest(f.dpi, f.s)) {
			switch {
			case !f.straight(&l):
			case float64(l.length()) >= f.pixels(f.s.LongRuling):
				f.found = append(f.found, asRuling(&l, horizontal))
			default:
				f.short = append(f.short, asRuling(&l, horizontal))
			}
		}
	}
}

func asRuling(l *stroke, horizontal bool) ruling {
	return ruling{horizontal: horizontal, at: l.middle(), from: float64(l.from), to: float64(l.to), width: l.width}
}

// straight tells whether a line leans no more than the page's rest of skew may let it.
func (f *rulingFinder) straight(l *stroke) bool {
	return math.Abs(l.last-l.first) <= f.pixels(f.s.Beside)+f.s.Lean*float64(l.length())
}

// clean are the parts of a line that a ruling makes: the stretch of most merit, and those before and behind it. Thin ink has merit; gaps,
// thicker ink, and ink at the sides take it away, for of characters in a row strokes stand in a row as well. Where another ruling
// crosses, nothing is told.
func (f *rulingFinder) clean(l stroke, path []float64, ink raster, thick int) []stroke {
	if float64(len(path)) < f.pixels(f.s.Piece) {
		return nil
	}
	best, sum := 0.0, 0.0
	from, first, behind := l.from, l.from, l.from
	for y := l.from; y < l.to; y++ {
		if sum += f.merit(ink.row(y), int(path[y-l.from]), thick); sum <= 0 {
			sum, from = 0, y+1
		} else if sum > best {
			best, first, behind = sum, from, y+1
		}
	}
	if best == 0 {
		return nil
	}
	part := func(from, to int) []stroke {
		out := l
		out.from, out.to = from, to
		return f.clean(out, path[from-l.from:to-l.from], ink, thick)
	}
	most := l
	most.from, most.to = first, behind
	most.first, most.last = endsOf(path[first-l.from:behind-l.from], int(f.pixels(f.s.Piece)/2))
	return slices.Concat(part(l.from, first), []stroke{most}, part(behind, l.to))
}

// endsOf are the means of some values at the beginning and at the end.
func endsOf(path []float64, n int) (first, last float64) {
	n = min(max(n, 1), len(path))
	for i := range n {
		first += path[i] / float64(n)
		last += path[len(path)-1-i] / float64(n)
	}
	return first, last
}

// merit is what the ink around a place of a row says for a ruling that runs down there.
func (f *rulingFinder) merit(row []uint8, x, thick int) float64 {
	from, to := runAt(row, x)
	if to-from >= int(f.pixels(f.s.LongRuling)) {
		return 0
	}
	merit := 1.0
	switch {
	case to == from:
		merit = -f.s.OfGap
	case to-from > thick:
		merit = -f.s.OfThick
	}
	beside := max(int(f.pixels(f.s.Sides)), 2)
	if slices.Contains(row[max(from-beside, 0):max(from, 0)], 1) || slices.Contains(row[min(to, len(row)):min(to+beside, len(row))], 1) {
		merit -= f.s.OfPrint
	}
	return merit
}

// runAt is the run of ink at a place of a row, or beside it, from one pixel up to another; nothing at the place where there is none.
func runAt(row []uint8, x int) (from, to int) {
	for _, at := range [3]int{x, x - 1, x + 1} {
		if at < 0 || at >= len(row) || row[at] == 0 {
			continue
		}
		from, to = at, at+1
		for from > 0 && row[from-1] != 0 {
			from--
		}
		for to < len(row) && row[to] != 0 {
			to++
		}
		return from, to
	}
	return x, x
}

// dropSealed drops the strokes of seals: those in one that are in line with no ruling outside of it.
func (f *rulingFinder) dropSealed(seals []box) {
	for _, seal := range seals {
		inside := func(r *ruling) bool {
			from, to, first, last := seal.y0, seal.y1, seal.x0, seal.x1
			if r.horizontal {
				from, to, first, last = first, last, from, to
			}
			return r.from >= float64(from) && r.to <= float64(to) && r.at >= float64(first) && r.at <= float64(last)
		}
		outside := slices.DeleteFunc(slices.Clone(f.found), func(r ruling) bool { return inside(&r) })
		drawn := func(r ruling) bool {
			return inside(&r) && !slices.ContainsFunc(outside, func(o ruling) bool { return f.inLine(&o, &r) })
		}
		f.found, f.short = slices.DeleteFunc(f.found, drawn), slices.DeleteFunc(f.short, drawn)
	}
}

// addShort adds the short strokes that lead from one ruling to another.
func (f *rulingFinder) addShort() {
	near := f.pixels(f.s.Touch)
	for range 2 {
		rest := f.short[:0:0]
		for _, r := range f.short {
			if f.crossing(&r, r.from, near) >= 0 && f.crossing(&r, r.to, near) >= 0 {
				f.found = append(f.found, r)
			} else {
				rest = append(rest, r)
			}
		}
		f.short = rest
	}
}

// crossing is the number of the ruling that crosses another one's line at about a place, -1 for none.
func (f *rulingFinder) crossing(r *ruling, end, near float64) int {
	best, distance := -1, near
	for i := range f.found {
		o := &f.found[i]
		if o.horizontal == r.horizontal || r.at < o.from-near || r.at > o.to+near {
			continue
		}
		if d := math.Abs(o.at-end) - o.width/2; d <= distance {
			best, distance = i, d
		}
	}
	return best
}

// unite makes one ruling of those that lie on each other.
func (f *rulingFinder) unite() {
	slices.SortFunc(f.found, func(a, b ruling) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.at, b.at))
	})
	kept := f.found[:0:0]
	for _, r := range f.found {
		same := func(o ruling) bool {
			return o.horizontal == r.horizontal && r.from <= o.to && math.Abs(o.at-r.at) <= max(f.pixels(f.s.Beside), (o.width+r.width)/2)
		}
		if k := slices.IndexFunc(kept, same); k >= 0 {
			kept[k].absorb(&r)
		} else {
			kept = append(kept, r)
		}
	}
	f.found = kept
}

// absorb makes a ruling one with another that lies on it, in proportion to their lengths.
func (r *ruling) absorb(o *ruling) {
	a, b := r.length(), o.length()
	r.at = (r.at*a + o.at*b) / (a + b)
	r.width = (r.width*a + o.width*b) / (a + b)
	r.to = max(r.to, o.to)
}

// mend closes breaks in rulings: where one ends and none crosses it, it goes on to the next piece in its line that begins so, and
// then to the ruling that would cross it.
func (f *rulingFinder) mend() {
	near, gap := f.pixels(f.s.Snap), f.pixels(f.s.Break)
	pieces := slices.Concat(f.found, f.short)
	for i := range f.found {
		r := &f.found[i]
		for k := f.crossing(r, r.to, near); k < 0; k = f.crossing(r, r.to, near) {
			next := f.beyond(r, pieces, gap)
			if next < 0 {
				break
			}
			r.to = pieces[next].to
		}
		for k := f.crossing(r, r.from, near); k < 0; k = f.crossing(r, r.from, near) {
			before := f.ahead(r, pieces, gap)
			if before < 0 {
				break
			}
			r.from = pieces[before].from
		}
		if k := f.crossing(r, r.to, gap); k >= 0 {
			r.to = max(r.to, f.found[k].at)
		}
		if k := f.crossing(r, r.from, gap); k >= 0 {
			r.from = min(r.from, f.found[k].at)
		}
	}
	f.unite()
}

// support makes rulings go on as far as ink lies in their line, whatever else is beside it: up to the next ruling that crosses
// it, and to the next one. Under a seal, and through print that touches it, a ruling is no thin stroke, but it is ink.
func (f *rulingFinder) support() {
	for i := range f.found {
		r := &f.found[i]
		for {
			to := f.nextCrossing(r, r.to, 1)
			if to <= r.to || !f.goesOn(r, r.to, to, to) {
				break
			}
			r.to = to
		}
		for {
			from := f.nextCrossing(r, r.from, -1)
			if from >= r.from || !f.goesOn(r, from, r.from, from) {
				break
			}
			r.from = from
		}
	}
	f.unite()
}

// goesOn tells whether a ruling goes on over a stretch of its line, to an end: most of it is ink, or some, where the ruling is there
// again beyond the end and no print crosses. A cell that spans the line has none. One that runs down may be there again after
// further stretches; across, strokes of print lie in a row too often for that.
func (f *rulingFinder) goesOn(r *ruling, from, to, end float64) bool {
	ink, thin, print := f.along(r, from, to)
	if ink >= f.s.Filled {
		return true
	}
	near := f.pixels(f.s.Snap)
	return thin >= f.s.Left && print <= f.s.Crossed && slices.ContainsFunc(f.found, func(o ruling) bool {
		reaches := min(end-o.from, o.to-end) >= -near && max(end-o.from, o.to-end) > near
		further := !r.horizontal && (end == to && o.from > end || end == from && o.to < end)
		return f.inLine(r, &o) && (o.from > r.to || o.to < r.from) && (reaches || further)
	})
}

// along tells of a stretch of a ruling's line, but for where others cross, which share of it is ink, is ink with white space at a side
// of it, and is of print on both sides.
func (f *rulingFinder) along(r *ruling, from, to float64) (ink, thin, print float64) {
	picture, beside, all := f.ink, max(int(f.pixels(f.s.Sides)), 2), 0.0
	if r.horizontal {
		picture = f.across
	}
	for at := max(int(from), 0); at < min(int(to), picture.h); at++ {
		row := picture.row(at)
		first, behind := runAt(row, int(r.at))
		if behind-first >= int(f.pixels(f.s.LongRuling)) {
			continue
		}
		all++
		if first == behind {
			continue
		}
		ink++
		left := slices.Contains(row[max(first-beside, 0):max(first, 0)], 1)
		right := slices.Contains(row[min(behind, len(row)):min(behind+beside, len(row))], 1)
		switch {
		case left && right:
			print++
		case behind-first <= thickest(f.dpi, f.s):
			thin++
		}
	}
	all = max(all, 1)
	return ink / all, thin / all, print / all
}

// nextCrossing is where the next ruling crosses the line of another one, beyond one of its ends: in the direction of its places
// or against it. It is the end itself where there is none.
func (f *rulingFinder) nextCrossing(r *ruling, end, direction float64) float64 {
	best, near := end, f.pixels(f.s.Snap)
	for i := range f.found {
		o := &f.found[i]
		if o.horizontal == r.horizontal || r.at < o.from-near || r.at > o.to+near {
			continue
		}
		if d := (o.at - end) * direction; d > near && (best == end || d < (best-end)*direction) {
			best = o.at
		}
	}
	return best
}

// beyond is the piece in the line of a ruling that it goes on with at its end, -1 for none.
func (f *rulingFinder) beyond(r *ruling, pieces []ruling, gap float64) int {
	best := -1
	for i := range pieces {
		p := &pieces[i]
		if f.inLine(r, p) && p.to > r.to && p.from <= r.to+gap && (best < 0 || p.from < pieces[best].from) &&
			f.crossing(p, p.from, f.pixels(f.s.Touch)) < 0 {
			best = i
		}
	}
	return best
}

// ahead is the piece in the line of a ruling that it goes on with at its beginning, -1 for none.
func (f *rulingFinder) ahead(r *ruling, pieces []ruling, gap float64) int {
	best := -1
	for i := range pieces {
		p := &pieces[i]
		if f.inLine(r, p) && p.from < r.from && p.to >= r.from-gap && (best < 0 || p.to > pieces[best].to) &&
			f.crossing(p, p.to, f.pixels(f.s.Touch)) < 0 {
			best = i
		}
	}
	return best
}

// inLine tells whether a piece may be of a ruling.
func (f *rulingFinder) inLine(r, p *ruling) bool {
	return p.horizontal == r.horizontal && math.Abs(p.at-r.at) <= f.pixels(f.s.Beside) && p.width <= 2*r.width+1
}

// snap makes rulings end at those that cross them near their ends.
func (f *rulingFinder) snap() {
	near := f.pixels(f.s.Snap)
	for i := range f.found {
		r := &f.found[i]
		if k := f.crossing(r, r.from, near); k >= 0 {
			r.from = f.found[k].at
		}
		if k := f.crossing(r, r.to, near); k >= 0 {
			r.to = f.found[k].at
		}
	}
}

// dropLone drops what is met by no other ruling and is short for a line that stands by itself.
func (f *rulingFinder) dropLone() {
	met := make([]bool, len(f.found))
	near := f.pixels(f.s.Snap)
	for i := range f.found {
		r := &f.found[i]
		for k := range f.found {
			o := &f.found[k]
			if o.horizontal != r.horizontal && o.at >= r.from-near && o.at <= r.to+near && r.at >= o.from-near && r.at <= o.to+near {
				met[i] = true
				break
			}
		}
	}
	kept := f.found[:0:0]
	for i, r := range f.found {
		if r.length() > 0 && (met[i] || r.length() >= f.pixels(f.s.LoneRuling)) {
			kept = append(kept, r)
		}
	}
	f.found = kept
}

// erase takes the rulings out of a map of ink. Print that crosses one stays whole, and of what touches one only the ruling goes. It
// returns where rulings were, with the grey at their sides.
func erase(ink raster, rulings []ruling, dpi float64, s *Settings) raster {
	erased := newRaster(ink.w, ink.h)
	for i := range rulings {
		r := &rulings[i]
		e := eraser{
			ink: ink, erased: erased, halo: max(int(s.Halo*dpi), 1),
			at: int(r.at), reach: int(r.width/2+s.Beside*dpi) + 1, thin: int(math.Ceil(r.width)) + 1, lean: s.Lean, sides: max(int(s.Sides*dpi), 2),
			stride: ink.w, size: ink.h, step: 1,
		}
		if !r.horizontal {
			e.stride, e.size, e.step = 1, ink.w, ink.w
		}
		length := len(ink.pix) / e.size
		e.erase(max(int(r.from), 0), min(int(math.Ceil(r.to)), length))
	}
	return erased
}

// eraser erases one ruling, pixel by pixel along it.
type eraser struct {
	ink, erased        raster
	at                 int // where it runs
	reach              int // how far from there its ink may be
	thin               int // what is thicker is more than the ruling
	halo               int
	stride, size, step int     // across it, of pixels; and along it
	sides              int     // what is white beside what stands alone
	lean               float64 // how much it moves across for each pixel along
}

// extent is what a ruling covers at a place along it, from one pixel across it up to another.
type extent struct{ from, to int }

// erase erases what lies along from one place up to another. Where the ink is thicker than the ruling, this runs as it does before
// and behind.
func (e *eraser) erase(from, to int) {
	var thick []int // the places since the last one that shows the ruling alone
	last, lastAt, seen := extent{e.at, e.at}, 0, false
	for along := from; along < to; along++ {
		far := 2 * e.reach
		if seen {
			far = min(far, 1+int(e.lean*float64(along-lastAt)))
		}
		x, ok := e.nearest(along, last, far)
		switch {
		case !ok:
			continue
		case x.to-x.from > e.thin:
			thick = append(thick, along)
			continue
		}
		for i, at := range thick {
			if seen && i < len(thick)/2 {
				e.part(at, last)
			} else {
				e.part(at, x)
			}
		}
		e.out(along, x)
		thick, last, lastAt, seen = thick[:0], x, along, true
	}
	for _, at := range thick {
		if seen {
			e.part(at, last)
		}
	}
}

// nearest is the run of ink across the ruling that is nearest to where it ran last. What is further off than some pixels stands by
// itself: where a ruling is missing, print beside it is near.
func (e *eraser) nearest(along int, last extent, far int) (run extent, ok bool) {
	middle := min(max((last.from+last.to)/2, e.at-e.reach), e.at+e.reach)
	for d := range 2*e.reach + 1 {
		for _, k := range [2]int{middle - d, middle + d} {
			if k >= max(e.at-e.reach, 0) && k <= min(e.at+e.reach, e.size-1) && e.inked(along, k) {
				if run = e.around(along, k); d <= far || e.alone(along, run) {
					return run, true
				}
			}
		}
	}
	return extent{}, false
}

// alone tells a run of ink with white space at both sides.
func (e *eraser) alone(along int, x extent) bool {
	for d := range e.sides {
		if before, behind := x.from-1-d, x.to+d; before >= 0 && e.inked(along, before) || behind < e.size && e.inked(along, behind) {
			return false
		}
	}
	return true
}

func (e *eraser) inked(along, across int) bool { return e.ink.pix[along*e.step+across*e.stride] != 0 }

// around is the run of ink that holds a pixel.
func (e *eraser) around(along, across int) extent {
	x := extent{across, across + 1}
	for x.from > 0 && e.inked(along, x.from-1) {
		x.from--
	}
	for x.to < e.size && e.inked(along, x.to) {
		x.to++
	}
	return x
}

// part erases the ruling, of an extent that is known from beside, where print touches it. What reaches over both its sides crosses it.
func (e *eraser) part(along int, x extent) {
	for k := x.from; k < x.to; k++ {
		if e.inked(along, k) {
			if all := e.around(along, k); all.from >= x.from-1 || all.to <= x.to+1 {
				e.out(along, x)
			}
			return
		}
	}
}

// out erases an extent, and the grey at its sides that is no ink.
func (e *eraser) out(along int, x extent) {
	for k := x.from; k < x.to; k++ {
		e.ink.pix[along*e.step+k*e.stride] = 0
		e.erased.pix[along*e.step+k*e.stride] = 1
	}
	for _, side := range [2]int{-1, 1} {
		k := x.from - 1
		if side > 0 {
			k = x.to
		}
		for i := 0; i < e.halo && k >= 0 && k < e.size && !e.inked(along, k); i++ {
			e.erased.pix[along*e.step+k*e.stride] = 1
			k += side
		}
	}
}

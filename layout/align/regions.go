package align

import (
	"math"
	"slices"
	"strings"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
)

// Region is a part of a page that may be a table.
type Region struct {
	rows   []*Line
	x0, x1 float64
	levels []level
	ruled  bool // horizontal lines bound it
}

// within gives the free lines whose middle stands between two heights and that lie between x0 and x1.
func (a *aligner) within(top, bottom, x0, x1 float64) []*Line {
	var out []*Line
	for _, r := range a.rows {
		if y := r.middle(); r.taken || y <= top || y >= bottom || len(r.words) == 0 {
			continue
		}
		if r.words[0].x0 >= x0 && r.words[len(r.words)-1].x1 <= x1 {
			out = append(out, r)
		}
	}
	return out
}

// indent is how far, in em, a paragraph's first line may stand from the left edge.
const indent = 3

// ruledRegions are what stands between the horizontal lines of one table: lines with common ends, or
// shorter ones within them, with lines of several pieces between.
func (a *aligner) ruledRegions() []*Region {
	var out []*Region
	s := a.s.Align
	end := s.SameEnd * a.em
	for i := 0; i < len(a.levels); i++ {
		top := a.levels[i]
		if top.to-top.from < s.LongRule*a.em || a.underHeader(top) {
			continue
		}
		r := &Region{x0: top.from - end, x1: top.to + end, levels: []level{top}, ruled: true}
		last := 0 // the last line over the whole width
		next := i + 1
		for j := i + 1; j < len(a.levels); j++ {
			l := a.levels[j]
			if l.to < r.x0 || l.from > r.x1 {
				continue
			}
			if l.from < r.x0 || l.to > r.x1 || !a.tabular(r, r.levels[len(r.levels)-1].at, l.at) {
				break
			}
			r.levels = append(r.levels, l)
			if l.to-l.from > top.to-top.from-2*end {
				last, next = len(r.levels)-1, j+1
			}
		}
		if last == 0 {
			continue
		}
		r.levels = r.levels[:last+1]
		r.rows = a.within(top.at, r.levels[last].at, r.x0, r.x1)
		if a.crossed(r) {
			continue
		}
		if r.levels[last].filled {
			a.reachDown(r)
		} else {
			a.reach(r)
		}
		if top.filled {
			a.reachUp(r)
		}
		out = append(out, r)
		i = next - 1
	}
	return out
}

// underHeader tells whether a line stands under a table's header, with no line over that.
func (a *aligner) underHeader(l level) bool {
	var above, below *Line
	for _, t := range a.rows {
		if !t.multi() || t.pieces[len(t.pieces)-1].x1 < l.from || t.pieces[0].x0 > l.to {
			continue
		}
		if t.middle() < l.at {
			above = t
		} else if below == nil {
			below = t
		}
	}
	return above != nil && below != nil && l.at-above.Bottom < 0.6*a.em && below.Top-l.at < 2*a.em &&
		!a.caption(above) && len(commonGaps([]*Line{above, below}, a.em)) > 0
}

// crossed tells whether a ruled grid stands inside of a region.
func (a *aligner) crossed(r *Region) bool {
	top, bottom := r.levels[0].at, r.levels[len(r.levels)-1].at
	return slices.ContainsFunc(a.grids, func(g *grid.Grid) bool {
		b := g.Box()
		return b.Top < bottom && b.Bottom > top && b.X0 < r.x1 && b.X1 > r.x0
	})
}

// tabular tells whether what stands between two lines can be a part of a table.
func (a *aligner) tabular(r *Region, top, bottom float64) bool {
	rows := a.within(top, bottom, r.x0, r.x1)
	if slices.ContainsFunc(rows, a.caption) {
		return false
	}
	multi, prose := 0, 0
	for _, t := range rows {
		if t.multi() {
			multi++
		} else if t.prose(r.x0, r.x1, a.em, &a.s.Align) {
			prose++
		}
	}
	if len(rows) == 0 {
		const blank = 4 // em: a blank row, or several
		return bottom-top < blank*a.em
	}
	return multi >= max(prose, 1) || prose == 0 && len(rows) <= 2
}

// reach takes the lines under a region's last ruling that go on in its columns: a table that is
// ruled under its header or between its rows, but not at its foot.
func (a *aligner) reach(r *Region) {
	bottom := r.levels[len(r.levels)-1].at
	var many []*Line
	for _, t := range r.rows {
		if t.multi() {
			many = append(many, t)
		}
	}
	for _, t := range a.rows {
		if t.taken || t.middle() < bottom || len(t.words) == 0 {
			continue
		}
		if t.Top-bottom > 1.2*a.em || t.words[0].x0 < r.x0 || t.words[len(t.words)-1].x1 > r.x1 {
			return
		}
		if !t.multi() && !continues(append(r.rows[:len(r.rows):len(r.rows)], t), a.em) {
			return
		}
		if t.multi() {
			if len(commonGaps(append(many[max(0, len(many)-4):len(many):len(many)], t), a.em)) == 0 {
				return
			}
			many = append(many, t)
		}
		r.rows = append(r.rows, t)
		bottom = t.Bottom
	}
}

// inside tells a free line that may belong to a region's table.
func (a *aligner) inside(r *Region, t *Line) bool {
	return !t.taken && len(t.words) > 0 && t.words[0].x0 >= r.x0 && t.words[len(t.words)-1].x1 <= r.x1 && !a.caption(t)
}

// reachDown takes the lines that go on under a filled area, as rows do under a filled header or a striped table.
func (a *aligner) reachDown(r *Region) {
	if len(r.rows) == 0 {
		return
	}
	own := len(r.rows)
	for _, t := range a.rows[slices.Index(a.rows, r.rows[own-1])+1:] {
		if !a.inside(r, t) || !a.joins(r.rows, t) && !a.underArea(r, t) && (len(r.rows) == own || !a.joins(r.rows[own:], t)) {
			break
		}
		r.rows = append(r.rows, t)
	}
	for n := len(r.rows); n > own && !r.rows[n-1].multi() && !continues(r.rows, a.em) && !a.inColumn(r.rows); n-- {
		r.rows = r.rows[:n-1]
	}
}

// underArea tells a line of several pieces right under a region's filled area, however it is set: a header's
// lines need not have white space in common with the rows.
func (a *aligner) underArea(r *Region, t *Line) bool {
	last := r.rows[len(r.rows)-1]
	foot := r.levels[len(r.levels)-1].at
	return t.multi() && last.middle() < foot && t.Top-foot < 1.2*a.em && !a.parted(last, t)
}

// reachUp takes the lines over a filled area that head its columns, or stand in them: the header and
// the first row of a striped table.
func (a *aligner) reachUp(r *Region) {
	if len(r.rows) == 0 {
		return
	}
	const most = 8
	first := slices.Index(a.rows, r.rows[0])
	for i := first - 1; i >= max(first-most, 0); i-- {
		t, under := a.rows[i], r.rows[0]
		if !a.inside(r, t) || under.Top-t.Bottom > a.s.Align.RowReach*a.em || a.parted(t, under) {
			return
		}
		x0, x1 := span(r.rows)
		heads := !t.multi() && t.words[0].x0 > x0+indent*a.em && t.pieces[0].x1 < x1-indent*a.em
		columns := slices.IndexFunc(r.rows, (*Line).multi)
		if !heads && !clearOf(t, under, a.em) && (!t.multi() || columns < 0 || len(commonGaps([]*Line{t, r.rows[columns]}, a.em)) == 0) {
			return
		}
		r.rows = slices.Insert(r.rows, 0, t)
	}
}

// headed is a region without lines together with all free lines right above it, up to a caption: they may be its
// header, of which the centred heads of several levels have no white space in common.
func (a *aligner) headed(r *Region) *Region {
	if r.ruled {
		return nil
	}
	const most = 8
	rows := r.rows
	first := slices.Index(a.rows, r.rows[0])
	for i := first - 1; i >= max(first-most, 0); i-- {
		t, under := a.rows[i], rows[0]
		if t.taken || len(t.words) == 0 || a.caption(t) || under.Top-t.Bottom > a.s.Align.RowReach*a.em || a.parted(t, under) {
			break
		}
		rows = slices.Insert(slices.Clone(rows), 0, t)
	}
	if len(rows) == len(r.rows) {
		return nil
	}
	return a.openRegion(rows)
}

// commonGaps are the white spaces, wider than half an em, that all given lines have in common between their words.
func commonGaps(rows []*Line, em float64) []page.Interval {
	var common []page.Interval
	for i, t := range rows {
		var gaps []page.Interval
		for k := 1; k < len(t.words); k++ {
			if x0, x1 := t.words[k-1].x1, t.words[k].x0; x1-x0 > 0.5*em {
				gaps = append(gaps, page.Interval{X0: x0, X1: x1})
			}
		}
		if i == 0 {
			common = gaps
			continue
		}
		var both []page.Interval
		for _, g := range common {
			for _, h := range gaps {
				if x0, x1 := max(g.X0, h.X0), min(g.X1, h.X1); x1-x0 > 0.5*em {
					both = append(both, page.Interval{X0: x0, X1: x1})
				}
			}
		}
		common = both
	}
	return common
}

// openRegions are runs of lines of several pieces with white space in common.
func (a *aligner) openRegions() []*Region {
	var out []*Region
	var run []*Line
	end := func() {
		for len(run) > 0 && !run[len(run)-1].multi() && !continues(run, a.em) && !a.inColumn(run) {
			run = run[:len(run)-1]
		}
		run = a.withHeads(run)
		if r := a.openRegion(run); r != nil {
			out = append(out, r)
		}
		run = nil
	}
	for i, t := range a.rows {
		begins := t.multi() || i+1 < len(a.rows) && (a.spans(t, a.rows[i+1]) || clearOf(t, a.rows[i+1], a.em))
		if len(run) == 0 && !begins {
			continue
		}
		if t.taken || len(t.words) == 0 || a.caption(t) {
			end()
			continue
		}
		if len(run) > 0 && (!a.joins(run, t) || a.begins(run, i)) {
			end()
		}
		if len(run) > 0 || begins {
			run = append(run, t)
		}
	}
	end()
	return out
}

// spans tells a line of one piece that heads several columns of the line under it, or that is the first
// line of a cell beside others of less lines.
func (a *aligner) spans(t, under *Line) bool {
	if under.taken || t.multi() || !under.multi() || len(t.words) == 0 || t.Size() > 1.1*under.Size() || t.pieces[0].x0 < under.pieces[0].x1 {
		return false
	}
	gap := under.Top - t.Bottom
	if gap < 0.5*a.em && slices.ContainsFunc(under.pieces[1:], func(p word) bool { return math.Abs(p.x0-t.pieces[0].x0) < 0.3*a.em }) {
		return true
	}
	return gap < 1.5*a.em && len(under.pieces) > 2 && t.pieces[0].x1 < under.pieces[len(under.pieces)-1].x1
}

// begins tells whether line i is the header of another table under the one of the run: more space stands over
// it than over the last line, and a ruling under it.
func (a *aligner) begins(run []*Line, i int) bool {
	n := len(run)
	if n < 3 || a.rows[i].Top-run[n-1].Bottom < run[n-1].Top-run[n-2].Bottom+0.6*a.em {
		return false
	}
	const lines = 3 // of the header
	last := a.rows[min(i+lines, len(a.rows)-1)]
	return slices.ContainsFunc(a.levels, func(l level) bool {
		return l.at > a.rows[i].middle() && l.at < last.middle() && l.to-l.from > a.s.Align.LongRule*a.em
	})
}

// caption tells a line that can stand in a table's caption: it is no part of a table without rulings.
func (a *aligner) caption(t *Line) bool {
	if len(t.pieces) > 3 {
		return false
	}
	l := page.TextLine{Page: a.page, Text: t.Line.Text(a.s.Page.WordGap), Size: t.Size()}
	told := false // by more than what a cell may hold, as a unit's code and name
	for _, p := range t.pieces {
		text := t.text(p)
		l.Pieces = append(l.Pieces, page.Piece{X0: p.x0, X1: p.x1, Text: text})
		part := caption.Read(text, a.s)
		told = told || part.Number != "" || part.Unit != "" || part.Title != "" && !t.multi() || strings.ContainsAny(text, ":：")
	}
	return caption.Admits(l, a.s) && (told || !t.multi() && !caption.IsCodedBody(page.Unspaced(l.Text)))
}

// joins tells whether a line can go on with a run of lines.
func (a *aligner) joins(run []*Line, t *Line) bool {
	last := run[len(run)-1]
	reach := a.s.Align.RowReach * a.em
	if len(run) > 2 {
		reach = max(reach, 1.3*(last.Top-run[len(run)-2].Bottom))
	}
	if t.Top-last.Bottom > reach || a.parted(last, t) {
		return false
	}
	x0, x1 := span(run)
	if !t.multi() {
		single := 0
		for k := len(run) - 1; k >= 0 && !run[k].multi() && run[k].pieces[0].x0 < x0+indent*a.em; k-- {
			single++
		}
		return single < 3 && !t.prose(x0, x1, a.em, &a.s.Align)
	}
	many := []*Line{t}
	for k := len(run) - 1; k >= 0 && len(many) < 4; k-- {
		if run[k].multi() {
			many = append(many, run[k])
		}
	}
	if len(commonGaps(many[:min(3, len(many))], a.em)) > 0 || clearOf(last, t, a.em) || flush(run, t, a.em) {
		return true
	}
	// A spanning header may bridge the gaps of the lines under it.
	return len(many) <= 3 && len(commonGaps(many[:min(2, len(many))], 0.6*a.em)) > 0
}

// clearOf tells a line that interleaves with the one above and stands clear of it: cells centred beside each other.
func clearOf(above, t *Line, em float64) bool {
	return t.Top < above.Bottom-0.1*em && !slices.ContainsFunc(t.words, func(w word) bool {
		return slices.ContainsFunc(above.words, func(x word) bool { return w.x0 < x.x1 && w.x1 > x.x0 })
	})
}

// flush tells a line whose pieces all begin, or as figures end, where pieces of the run do.
func flush(run []*Line, t *Line, em float64) bool {
	for _, p := range t.pieces {
		if !slices.ContainsFunc(run, func(r *Line) bool {
			return slices.ContainsFunc(r.pieces, func(q word) bool {
				return math.Abs(p.x0-q.x0) < 0.3*em || math.Abs(p.x1-q.x1) < 0.3*em && figure(t.text(p)) && figure(r.text(q))
			})
		}) {
			return false
		}
	}
	return true
}

// parted tells whether a ruled grid stands between two lines.
func (a *aligner) parted(above, below *Line) bool {
	return slices.ContainsFunc(a.grids, func(g *grid.Grid) bool {
		return g.Ys[0] < below.middle() && g.Ys[len(g.Ys)-1] > above.middle()
	})
}

// span gives the left and right ends of a run of lines.
func span(rows []*Line) (x0, x1 float64) {
	x0, x1 = rows[0].words[0].x0, rows[0].words[len(rows[0].words)-1].x1
	for _, r := range rows[1:] {
		x0, x1 = min(x0, r.words[0].x0), max(x1, r.words[len(r.words)-1].x1)
	}
	return x0, x1
}

// continues tells whether the last line of a run only goes on with the text above it.
func continues(run []*Line, em float64) bool {
	if len(run) < 2 {
		return false
	}
	last, above := run[len(run)-1], run[len(run)-2]
	if last.Top-above.Bottom > 0.4*em {
		return false
	}
	return slices.ContainsFunc(above.pieces, func(p word) bool {
		return last.pieces[0].x0 >= p.x0-0.3*em && last.pieces[0].x1 <= p.x1+em && p.x1-p.x0 > 2*em && !figure(above.text(p))
	})
}

// withHeads puts the lines of one piece before a run that head several of its columns.
func (a *aligner) withHeads(run []*Line) []*Line {
	const most = 3
	if len(run) < 2 {
		return run
	}
	i := slices.Index(a.rows, run[0])
	x0, x1 := span(run)
	for k := i - 1; k >= 0 && k >= i-most; k-- {
		t, under := a.rows[k], run[0]
		if t.taken || t.multi() || len(t.words) == 0 || under.Top-t.Bottom > 1.2*a.em || t.Size() > 1.1*under.Size() ||
			t.words[0].x0 < x0+indent*a.em || t.pieces[0].x1 > x1-indent*a.em || a.caption(t) || a.parted(t, under) {
			break
		}
		run = slices.Insert(run, 0, t)
	}
	return run
}

// inColumn tells whether the last line of a run stands in a column behind the first, as the last line of a cell.
func (a *aligner) inColumn(run []*Line) bool {
	last, above := run[len(run)-1], run[:len(run)-1]
	if len(above) == 0 {
		return false
	}
	x0, _ := span(above)
	return last.words[0].x0 > x0+indent*a.em && last.Top-above[len(above)-1].Bottom < 0.5*a.em && flush(above, last, a.em)
}

// openRegion makes a region of a run of lines, with the horizontal lines that stand in it.
func (a *aligner) openRegion(run []*Line) *Region {
	if len(run) == 0 || len(run) == 1 && !run[0].record() {
		return nil
	}
	r := &Region{rows: slices.Clone(run)}
	r.x0, r.x1 = span(run)
	r.x0, r.x1 = r.x0-0.5*a.em, r.x1+0.5*a.em
	for _, l := range a.levels {
		if l.at > run[0].Top-a.em && l.at < run[len(run)-1].Bottom+a.em && l.from < r.x1 && l.to > r.x0 && l.to-l.from > a.em {
			r.levels = append(r.levels, l)
		}
	}
	return r
}

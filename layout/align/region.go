package align

import (
	"math"
	"slices"
	"strings"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Region is a part of a page that may be a table.
type Region struct {
	Lines  []*Line // from top to bottom
	X0, X1 float64
	Levels []Level // the horizontal lines in it, from top to bottom
	Ruled  bool    // whether horizontal lines bound it
	Body   bool    // whether it begins with a row of a body, as where a page goes on with a table
}

// last is the lowest line of text, foot the height of the lowest ruling.
func (r Region) last() *Line   { return r.Lines[len(r.Lines)-1] }
func (r Region) foot() float64 { return r.Levels[len(r.Levels)-1].At }

// Box is the outline of the region's lines of text and of drawing; it has some.
func (r Region) Box() page.Rect {
	box := page.Rect{X0: math.Inf(1), Top: math.Inf(1), X1: math.Inf(-1), Bottom: math.Inf(-1)}
	for _, l := range r.Lines {
		box = box.Union(page.Rect{X0: l.left(), Top: l.Top, X1: l.right(), Bottom: l.Bottom})
	}
	for _, l := range r.Levels {
		box = box.Union(page.Rect{X0: l.From, Top: l.At, X1: l.To, Bottom: l.At})
	}
	return box
}

// free tells a line that may still go to a table.
func (v scene) free(l *Line) bool { return !v.taken[l] && len(l.words) > 0 }

// within gives the free lines whose middle stands between two heights and that lie between x0 and x1.
func (v scene) within(top, bottom, x0, x1 float64) []*Line {
	var out []*Line
	for _, l := range v.lines {
		if y := l.middle(); v.free(l) && y > top && y < bottom && l.left() >= x0 && l.right() <= x1 {
			out = append(out, l)
		}
	}
	return out
}

// ruledRegions are what stands between the horizontal lines of one table: lines with common ends, or
// shorter ones within them, with lines of several pieces between.
func (v scene) ruledRegions() []Region {
	var out []Region
	for i := 0; i < len(v.levels); i++ {
		r, next := v.ruledRegion(i)
		if r.Lines == nil || v.crossed(r) || !slices.ContainsFunc(r.Levels, func(l Level) bool { return !l.Filled }) {
			continue // stripes alone bound nothing: white space tells more
		}
		if r.Levels[len(r.Levels)-1].Filled || !slices.ContainsFunc(r.Lines, (*Line).measures) {
			r.Lines = v.downFromHeader(r)
		} else {
			r.Lines = v.down(r)
		}
		if r.Levels[0].Filled {
			r.Lines = v.up(r)
		}
		r = v.withFirst(r)
		out = append(out, r)
		i = next - 1
	}
	return out
}

// ruledRegion is what the levels from the i-th on bound, and the first level behind it. It has no lines where they bound nothing.
func (v scene) ruledRegion(i int) (r Region, next int) {
	s, top := &v.s.Align, v.levels[i]
	if top.To-top.From < s.LongRule*v.em || v.underHeader(top) {
		return Region{}, i + 1
	}
	end := s.SameEnd * v.em
	r = Region{X0: top.From - end, X1: top.To + end, Levels: []Level{top}, Ruled: true}
	last := 0 // the last line over the whole width
	for j := i + 1; j < len(v.levels); j++ {
		l := v.levels[j]
		if l.To < r.X0 || l.From > r.X1 {
			continue
		}
		if l.From < r.X0 || l.To > r.X1 || !v.tabular(r, r.foot(), l.At) {
			break
		}
		r.Levels = append(r.Levels, l)
		if l.To-l.From > top.To-top.From-2*end {
			last, next = len(r.Levels)-1, j+1
		}
	}
	if last == 0 {
		return Region{}, i + 1
	}
	r.Levels = r.Levels[:last+1]
	if r.Lines = v.within(top.At, r.foot(), r.X0, r.X1); r.Lines == nil {
		r.Lines = []*Line{} // nothing but rulings, but a region
	}
	return r, next
}

// underHeader tells whether a line stands under a table's header, with no line over that.
func (v scene) underHeader(l Level) bool {
	var above, below *Line
	for _, t := range v.lines {
		if !t.multi() || t.pieces[len(t.pieces)-1].x1 < l.From || t.pieces[0].x0 > l.To {
			continue
		}
		if t.middle() < l.At {
			above = t
		} else if below == nil {
			below = t
		}
	}
	s := &v.s.Align
	return above != nil && below != nil && l.At-above.Bottom < s.RuleUnderHead*v.em && below.Top-l.At < s.BodyUnderRule*v.em &&
		!v.caption(above) && len(commonGaps([]*Line{above, below}, s.Gap*v.em)) > 0
}

// crossed tells whether a ruled grid stands inside of a region.
func (v scene) crossed(r Region) bool {
	return slices.ContainsFunc(v.grids, func(g *grid.Grid) bool {
		b := g.Box()
		return b.Top < r.foot() && b.Bottom > r.Levels[0].At && b.X0 < r.X1 && b.X1 > r.X0
	})
}

// tabular tells whether what stands between two lines can be a part of a table.
func (v scene) tabular(r Region, top, bottom float64) bool {
	lines := v.within(top, bottom, r.X0, r.X1)
	if slices.ContainsFunc(lines, v.caption) {
		return false
	}
	s := &v.s.Align
	multi, prose := 0, 0
	for _, t := range lines {
		if t.multi() {
			multi++
		} else if t.prose(r.X0, r.X1, v.em, s) {
			prose++
		}
	}
	if len(lines) == 0 {
		return bottom-top < s.BlankRow*v.em
	}
	return multi >= max(prose, 1) || prose == 0 && len(lines) <= 2
}

// down gives a region's lines and those under its last ruling that go on in its columns: a table that is
// ruled under its header or between its rows, but not at its foot.
func (v scene) down(r Region) []*Line {
	s := &v.s.Align
	lines := slices.Clip(r.Lines)
	bottom := r.foot()
	many := slices.DeleteFunc(slices.Clone(lines), func(t *Line) bool { return !t.multi() })
	for _, t := range v.lines {
		if !v.free(t) || t.middle() < bottom {
			continue
		}
		if t.Top-bottom > s.FootReach*v.em || t.left() < r.X0 || t.right() > r.X1 {
			break
		}
		if t.multi() {
			latest := append(slices.Clip(many[max(0, len(many)-s.Agreeing):]), t)
			if len(commonGaps(latest, s.Gap*v.em)) == 0 {
				break
			}
			many = append(many, t)
		} else if !continues(append(lines, t), v.em, s) {
			break
		}
		lines = append(lines, t)
		bottom = t.Bottom
	}
	return lines
}

// inside tells a free line that may belong to a region's table.
func (v scene) inside(r Region, t *Line) bool {
	return v.free(t) && t.left() >= r.X0 && t.right() <= r.X1 && !v.caption(t)
}

// downFromHeader gives a region's lines and those that go on under a header that is filled or ruled off, or under the last
// stripe of a striped table.
func (v scene) downFromHeader(r Region) []*Line {
	own := len(r.Lines)
	if own == 0 {
		return r.Lines
	}
	lines := slices.Clip(r.Lines)
	foot := r.foot()
	for _, t := range v.lines[slices.Index(v.lines, r.last())+1:] {
		under := len(lines) == own && t.multi() && t.Top-foot < v.s.Align.FootReach*v.em && r.last().middle() < foot && !v.parted(r.last(), t)
		if !v.inside(r, t) || !under && !v.joins(lines, t) && (len(lines) == own || !v.joins(lines[own:], t)) {
			break
		}
		lines = append(lines, t)
	}
	for n := len(lines); n > own && !v.ends(lines); n-- {
		lines = lines[:n-1]
	}
	return lines
}

// ends tells whether a run of lines can end with its last one: a line of several pieces, one that goes on with a cell, or
// a heading.
func (v scene) ends(run []*Line) bool {
	return run[len(run)-1].multi() || continues(run, v.em, &v.s.Align) || v.inColumn(run) || v.headsNext(run)
}

// headsNext tells whether the last line of a run heads rows of the next page: nothing stands under it, and other rows of the
// run are headed by labels as it is one.
func (v scene) headsNext(run []*Line) bool {
	s, last := &v.s.Align, run[len(run)-1]
	if next := slices.Index(v.lines, last) + 1; next < len(v.lines) && v.lines[next].Top-last.Bottom < s.RowReach*v.em {
		return false
	}
	bold := func(l *Line) page.CharFlags { return l.Chars[l.words[0].from].Flags & page.Bold }
	for k, l := range run[:len(run)-1] {
		if l.multi() && last.right() > l.pieces[1].x0-s.Gap*v.em {
			return false
		}
		if !l.multi() && run[k+1].measures() && math.Abs(l.left()-last.left()) < s.Flush*v.em && bold(l) == bold(last) {
			return true
		}
	}
	return false
}

// underArea tells a line of several pieces right under a filled area in which the line above it stands, however it is
// set: a header's lines need not have white space in common with the rows.
func (v scene) underArea(above, t *Line) bool {
	reach := v.s.Align.FootReach * v.em
	return t.multi() && slices.ContainsFunc(v.levels, func(l Level) bool {
		return l.Filled && l.At > above.middle() && l.At < t.middle() && t.Top-l.At < reach && l.From <= above.left() && l.To >= above.right()
	})
}

// up gives a region's lines and those over a filled area that head its columns, or stand in them: the header and
// the first row of a striped table.
func (v scene) up(r Region) []*Line {
	if len(r.Lines) == 0 {
		return r.Lines
	}
	s := &v.s.Align
	lines := r.Lines
	for _, t := range v.over(lines[0], s.HeadLines) {
		under := lines[0]
		if !v.inside(r, t) || under.Top-t.Bottom > s.RowReach*v.em || v.parted(t, under) {
			break
		}
		x0, x1 := span(lines)
		heads := !t.multi() && t.left() > x0+s.Indent*v.em && t.pieces[0].x1 < x1-s.Indent*v.em
		columns := slices.IndexFunc(lines, (*Line).multi)
		if !heads && !clearOf(t, under, v.em, s) && (!t.multi() || columns < 0 || len(commonGaps([]*Line{t, lines[columns]}, s.Gap*v.em)) == 0) {
			break
		}
		lines = slices.Concat([]*Line{t}, lines)
	}
	return lines
}

// withFirst puts the row and the label to a region that stand over its first ruling by themselves, where rulings part the rows
// of a body that goes on from the page before.
func (v scene) withFirst(r Region) Region {
	s := &v.s.Align
	row := slices.IndexFunc(r.Lines, (*Line).multi)
	if row < 0 || !r.Lines[row].measures() {
		return r
	}
	lines := r.Lines
	for _, t := range v.over(lines[0], s.HeadLines) {
		if lines[0].Top-t.Bottom > s.RowReach*v.em || v.parted(t, lines[0]) {
			break
		}
		label := !t.multi() && t.right() < r.Lines[row].pieces[1].x0-s.Gap*v.em
		if !v.inside(r, t) || !label && (!t.measures() || len(commonGaps([]*Line{t, r.Lines[row]}, s.Gap*v.em)) == 0) {
			return r // other text stands over it
		}
		lines = slices.Concat([]*Line{t}, lines)
	}
	r.Body = len(lines) > len(r.Lines)
	r.Lines = lines
	return r
}

// over gives the lines over l, from the nearest up, at most so many.
func (v scene) over(l *Line, most int) []*Line {
	i := slices.Index(v.lines, l)
	out := slices.Clone(v.lines[max(i-most, 0):i])
	slices.Reverse(out)
	return out
}

// headed is a region without lines together with all free lines right above it, up to a caption: they may be its
// header, of which the centred heads of several levels have no white space in common. It has no lines where there are none above it.
func (v scene) headed(r Region) Region {
	if r.Ruled {
		return Region{}
	}
	s := &v.s.Align
	lines := r.Lines
	for _, t := range v.over(lines[0], s.HeadLines) {
		under := lines[0]
		if !v.free(t) || v.caption(t) || under.Top-t.Bottom > s.RowReach*v.em || v.parted(t, under) {
			break
		}
		lines = slices.Concat([]*Line{t}, lines)
	}
	if len(lines) == len(r.Lines) {
		return Region{}
	}
	return v.openRegion(lines)
}

// commonGaps are the white spaces, wider than a width, that all given lines have in common between their words.
func commonGaps(lines []*Line, width float64) []page.Interval {
	var common []page.Interval
	for i, t := range lines {
		var gaps []page.Interval
		for k := 1; k < len(t.words); k++ {
			if g := (page.Interval{X0: t.words[k-1].x1, X1: t.words[k].x0}); g.X1-g.X0 > width {
				gaps = append(gaps, g)
			}
		}
		if i == 0 {
			common = gaps
			continue
		}
		var both []page.Interval
		for _, g := range common {
			for _, h := range gaps {
				if x0, x1 := max(g.X0, h.X0), min(g.X1, h.X1); x1-x0 > width {
					both = append(both, page.Interval{X0: x0, X1: x1})
				}
			}
		}
		common = both
	}
	return common
}

// openRegions are runs of lines of several pieces with white space in common.
func (v scene) openRegions() []Region {
	var out []Region
	var run []*Line
	end := func() {
		for len(run) > 0 && !v.ends(run) {
			run = run[:len(run)-1]
		}
		if r := v.openRegion(v.withLabels(v.withHeads(run))); r.Lines != nil {
			out = append(out, r)
		}
		run = nil
	}
	for i, t := range v.lines {
		begins := t.multi() || i+1 < len(v.lines) && (v.spans(t, v.lines[i+1]) || clearOf(t, v.lines[i+1], v.em, &v.s.Align))
		if len(run) == 0 && !begins {
			continue
		}
		if !v.free(t) || v.caption(t) {
			end()
			continue
		}
		if len(run) > 0 && (!v.joins(run, t) || v.begins(run, i)) {
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
func (v scene) spans(t, under *Line) bool {
	s := &v.s.Align
	if v.taken[under] || t.multi() || !under.multi() || len(t.words) == 0 || t.Size() > s.SameSize*under.Size() || t.pieces[0].x0 < under.pieces[0].x1 {
		return false
	}
	gap := under.Top - t.Bottom
	if gap < s.Close*v.em && slices.ContainsFunc(under.pieces[1:], func(p word) bool { return math.Abs(p.x0-t.pieces[0].x0) < s.Flush*v.em }) {
		return true
	}
	return gap < s.SpanReach*v.em && len(under.pieces) > 2 && t.pieces[0].x1 < under.pieces[len(under.pieces)-1].x1
}

// begins tells whether line i is the header of another table under the one of the run: it has no amounts as that has some, more
// space stands over it than between the last lines, and a ruling under it.
func (v scene) begins(run []*Line, i int) bool {
	const least, lines = 3, 3 // of the table, of the header
	s, n := &v.s.Align, len(run)
	if n < least || v.lines[i].measures() || !slices.ContainsFunc(run, (*Line).measures) {
		return false
	}
	usual := 0.0
	for k := max(1, n-s.Agreeing); k < n; k++ {
		usual = max(usual, run[k].Top-run[k-1].Bottom)
	}
	if v.lines[i].Top-run[n-1].Bottom < usual+s.MoreSpace*v.em {
		return false
	}
	last := v.lines[min(i+lines, len(v.lines)-1)]
	return slices.ContainsFunc(v.levels, func(l Level) bool {
		return l.At > v.lines[i].middle() && l.At < last.middle() && l.To-l.From > s.LongRule*v.em
	})
}

// caption tells a line that can stand in a table's caption: it is no part of a table without rulings.
func (v scene) caption(t *Line) bool {
	const most = 3 // pieces of a caption's line
	if len(t.pieces) > most {
		return false
	}
	if !t.multi() && t.Size() > v.s.Caption.Larger*v.em {
		return true
	}
	l := page.TextLine{Page: v.number, Text: t.Line.Text(v.s.Page.WordGap), Size: t.Size()}
	told := false // by more than what a cell may hold, as a unit's code and name
	for _, p := range t.pieces {
		text := t.text(p)
		l.Pieces = append(l.Pieces, page.Piece{X0: p.x0, X1: p.x1, Text: text})
		part := caption.Read(text, v.s)
		told = told || part.Number != "" || part.Unit != "" || part.Title != "" && !t.multi() || strings.ContainsAny(text, ":：")
	}
	return caption.Admits(l, v.s) && (told || !t.multi() && !caption.IsCodedBody(words.Unspaced(l.Text)))
}

// joins tells whether a line can go on with a run of lines.
func (v scene) joins(run []*Line, t *Line) bool {
	s := &v.s.Align
	last := run[len(run)-1]
	reach := s.RowReach * v.em
	if len(run) > 2 {
		reach = max(reach, s.OwnReach*(last.Top-run[len(run)-2].Bottom))
	}
	if t.Top-last.Bottom > reach || v.parted(last, t) {
		return false
	}
	if v.underArea(last, t) {
		return true
	}
	x0, x1 := span(run)
	if !t.multi() {
		const most = 3 // lines of one piece at the left of a table: more are prose
		single := 0
		for k := len(run) - 1; k >= 0 && !run[k].multi() && run[k].pieces[0].x0 < x0+s.Indent*v.em; k-- {
			single++
		}
		return single < most && !t.prose(x0, x1, v.em, s)
	}
	many := []*Line{t}
	for k := len(run) - 1; k >= 0 && len(many) < s.Agreeing; k-- {
		if run[k].multi() {
			many = append(many, run[k])
		}
	}
	if len(commonGaps(many[:min(3, len(many))], s.Gap*v.em)) > 0 || clearOf(last, t, v.em, s) || flush(run, t, v.em, s) {
		return true
	}
	// A spanning header may bridge the gaps of the lines under it.
	return len(many) < s.Agreeing && len(commonGaps(many[:min(2, len(many))], s.Gap*s.BridgedGap*v.em)) > 0
}

// clearOf tells a line that interleaves with the one above and stands clear of it: cells centred beside each other.
func clearOf(above, t *Line, em float64, s *settings.Align) bool {
	return t.Top < above.Bottom-s.Interleaving*em && !slices.ContainsFunc(t.words, func(w word) bool {
		return slices.ContainsFunc(above.words, func(x word) bool { return w.x0 < x.x1 && w.x1 > x.x0 })
	})
}

// flush tells a line whose pieces all begin, or as figures end, where pieces of the run do.
func flush(run []*Line, t *Line, em float64, s *settings.Align) bool {
	slack := s.Flush * em
	for _, p := range t.pieces {
		if !slices.ContainsFunc(run, func(r *Line) bool {
			return slices.ContainsFunc(r.pieces, func(q word) bool {
				return math.Abs(p.x0-q.x0) < slack || math.Abs(p.x1-q.x1) < slack && figure(t.text(p)) && figure(r.text(q))
			})
		}) {
			return false
		}
	}
	return true
}

// parted tells whether a ruled grid stands between two lines.
func (v scene) parted(above, below *Line) bool {
	return slices.ContainsFunc(v.grids, func(g *grid.Grid) bool {
		return g.Ys[0] < below.middle() && g.Ys[len(g.Ys)-1] > above.middle()
	})
}

// span gives the left and right ends of a run of lines.
func span(lines []*Line) (x0, x1 float64) {
	x0, x1 = lines[0].left(), lines[0].right()
	for _, l := range lines[1:] {
		x0, x1 = min(x0, l.left()), max(x1, l.right())
	}
	return x0, x1
}

// continues tells whether the last line of a run only goes on with the text above it, from the text's left or the run's: with
// one of the last two lines, as figures stand half way down beside a label of two lines.
func continues(run []*Line, em float64, s *settings.Align) bool {
	if len(run) < 2 {
		return false
	}
	last, above := run[len(run)-1], run[max(0, len(run)-3):len(run)-1]
	x0, _ := span(run[:len(run)-1])
	back := math.Abs(last.left()-x0) < s.Flush*em
	return slices.ContainsFunc(above, func(l *Line) bool {
		return last.Top-l.Bottom <= s.Wrap*em && slices.ContainsFunc(l.pieces, func(p word) bool {
			return (back || last.pieces[0].x0 >= p.x0-s.Flush*em) && last.pieces[0].x1 <= p.x1+em && p.x1-p.x0 > 2*em && !figure(l.text(p))
		})
	})
}

// withHeads puts the lines of one piece before a run that head several of its columns.
func (v scene) withHeads(run []*Line) []*Line {
	if len(run) < 2 {
		return run
	}
	const most = 3
	s := &v.s.Align
	x0, x1 := span(run)
	for _, t := range v.over(run[0], most) {
		under := run[0]
		if !v.free(t) || t.multi() || under.Top-t.Bottom > s.FootReach*v.em || t.Size() > s.SameSize*under.Size() ||
			t.left() < x0+s.Indent*v.em || t.pieces[0].x1 > x1-s.Indent*v.em || v.caption(t) || v.parted(t, under) {
			break
		}
		run = slices.Concat([]*Line{t}, run)
	}
	return run
}

// withLabels puts the lines before a run that begins with a row of amounts, as where a page goes on with a table, that stand
// over its labels by themselves: a heading, or the rest of a label that the page's end cuts.
func (v scene) withLabels(run []*Line) []*Line {
	if len(run) == 0 || !run[0].measures() {
		return run
	}
	const most = 2
	s := &v.s.Align
	x0, _ := span(run)
	x1 := math.Inf(1) // where the labels end
	for _, l := range run {
		if l.multi() {
			x1 = min(x1, l.pieces[1].x0)
		}
	}
	out := run
	for _, t := range v.over(run[0], most+1) {
		under := out[0]
		if v.parted(t, under) || under.Top-t.Bottom > s.RowReach*v.em {
			return out
		}
		if len(out)-len(run) == most || !v.free(t) || t.multi() || v.caption(t) || t.left() < x0-s.Flush*v.em || t.right() > x1-s.Gap*v.em || t.Size() > s.SameSize*under.Size() {
			return run // text stands over it
		}
		out = slices.Concat([]*Line{t}, out)
	}
	return out
}

// inColumn tells whether the last line of a run stands in a column behind the first, as the last line of a cell.
func (v scene) inColumn(run []*Line) bool {
	s := &v.s.Align
	last, above := run[len(run)-1], run[:len(run)-1]
	if len(above) == 0 {
		return false
	}
	x0, _ := span(above)
	return last.left() > x0+s.Indent*v.em && last.Top-above[len(above)-1].Bottom < s.Close*v.em && flush(above, last, v.em, s)
}

// openRegion makes a region of a run of lines, with the horizontal lines that stand in it; it has no lines
// where these make no table.
func (v scene) openRegion(run []*Line) Region {
	if len(run) == 0 || len(run) == 1 && !run[0].record() {
		return Region{}
	}
	return v.region(run)
}

// region is a run of lines with the horizontal lines that stand in it.
func (v scene) region(run []*Line) Region {
	x0, x1 := span(run)
	margin := v.s.Align.Gap * v.em
	r := Region{Lines: slices.Clone(run), X0: x0 - margin, X1: x1 + margin}
	for _, l := range v.levels {
		if l.At > run[0].Top-v.em && l.At < r.last().Bottom+v.em && l.From < r.X1 && l.To > r.X0 && l.To-l.From > v.em {
			r.Levels = append(r.Levels, l)
		}
	}
	return r
}

// top are the rows with amounts that stand over all tables of the page, and labels among them.
func (v scene) top() Region {
	first := slices.IndexFunc(v.lines, func(l *Line) bool { return v.taken[l] || l.measures() })
	if first < 0 || v.taken[v.lines[first]] {
		return Region{}
	}
	var run []*Line
	for _, t := range v.lines[first:] {
		if !v.free(t) || v.caption(t) || t.multi() && !t.measures() || len(run) > 0 && !v.joins(run, t) {
			break
		}
		run = append(run, t)
	}
	for len(run) > 0 && !v.ends(run) {
		run = run[:len(run)-1]
	}
	run = v.withLabels(run)
	if len(run) == 0 || v.parted(run[0], run[len(run)-1]) {
		return Region{}
	}
	return v.region(run)
}

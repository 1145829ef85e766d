package align

import (
	"math"
	"slices"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// group are the lines of one record's label and the height of its values.
type group struct {
	from, to int // lines of the label's cell; none for values beside no label
	anchor   int // -1 for a label without values
}

// groups parts the lines of labels into those of one record each: of all ways to do so in which the values of all
// records stand at the first, the middle or the last of their label's lines, the one that costs least.
func (st strip) groups(c stripCell, anchors []float64) []group {
	g := grouping{strip: st, cell: c, anchors: anchors, pitch: st.pitch(c, anchors), set: st.settingOf(c)}
	g.measure()
	best, groups := math.Inf(1), []group(nil)
	w := newWays(len(c.lines), len(anchors))
	for _, at := range stands {
		if cost, found := g.least(w, at, best); cost < best {
			best, groups = cost, found
		}
	}
	return groups
}

// pitch is the usual distance of the lines of two records: where labels stand beside their values that of
// labels, else that of the values, of which some may be blank.
func (st strip) pitch(c stripCell, anchors []float64) float64 {
	switch {
	case st.usual > 0:
		return st.usual
	case len(anchors) == 0:
		return c.loosest()
	}
	var all []float64
	before := false
	for i, l := range c.lines {
		y := anchors[page.Nearest(anchors, l.middle())]
		here := math.Abs(y-l.middle()) <= st.s.Align.SameBaseline*st.em
		if i > 0 && here && before {
			all = append(all, l.middle()-c.lines[i-1].middle())
		}
		before = here
	}
	if len(all) > 0 {
		return median(all)
	}
	for k := 1; k < len(anchors); k++ {
		all = append(all, anchors[k]-anchors[k-1])
	}
	if len(all) == 0 {
		return c.loosest() // a single value
	}
	return min(median(all), c.loosest())
}

// loosest is the distance that hardly any two lines of a cell exceed: that of rows, where it is greater than that of the
// lines of one.
func (c stripCell) loosest() float64 {
	const share = 5 // of the distances, the one that is greater
	all := make([]float64, 0, len(c.lines))
	for i := 1; i < len(c.lines); i++ {
		all = append(all, c.lines[i].middle()-c.lines[i-1].middle())
	}
	slices.Sort(all)
	return all[len(all)-1-len(all)/share]
}

// grouping is the search for the groups of a label's lines.
type grouping struct {
	strip
	cell    stripCell
	anchors []float64
	pitch   float64
	set     setting
	middles []float64 // of the cell's lines
	wraps   []float64 // what it costs to take each for the rest of the one above it
}

// measure finds what the search asks for again and again of each line.
func (g *grouping) measure() {
	g.middles, g.wraps = make([]float64, len(g.cell.lines)), make([]float64, len(g.cell.lines))
	for i, l := range g.cell.lines {
		g.middles[i] = l.middle()
		if i > 0 {
			g.wraps[i] = g.wrap(i)
		}
	}
}

// What a reading of labels costs. They are to one another as how seldom forms print so.
const (
	costNoValue = 1   // a label without values
	costNoLabel = 2   // values without a label
	costLoose   = 4   // a wrap that nothing tells
	costTight   = 0.5 // a wrap that only less space tells
	costOff     = 4   // values that stand an em from where they should beside their label
	mostWraps   = 12  // lines of one label
)

// least finds the groups that cost least, by the shortest way through lines and anchors; at tells where values stand
// beside a label whose first and last lines have the given middles. Ways that cost as much as another search found are not followed.
func (g grouping) least(w ways, at func(top, bottom float64) float64, found float64) (float64, []group) {
	n, m := len(g.cell.lines), len(g.anchors)
	w.forget()
	for i := range n + 1 {
		for k := range m + 1 {
			if w.cost(i, k) >= found {
				continue
			}
			if k < m {
				w.reach(i, k, costNoLabel, group{i, i, k})
			}
			wraps := 0.0
			for j := i + 1; j <= min(n, i+mostWraps) && !math.IsInf(wraps, 1); j++ {
				w.reach(i, k, wraps+costNoValue, group{i, j, -1})
				if k < m {
					off := math.Abs(g.anchors[k]-at(g.middles[i], g.middles[j-1])) / g.em
					w.reach(i, k, wraps+costOff*off*off, group{i, j, k})
				}
				if j < n {
					wraps += g.wraps[j]
				}
			}
		}
	}
	return w.best()
}

// ways are the cheapest ways to group the first i lines with the first k anchors, found in the order of both.
type ways struct {
	anchors int
	steps   []way
}

// way is the cheapest one so far to its lines and anchors, and its last group.
type way struct {
	cost     float64
	previous int
	group    group
}

func newWays(lines, anchors int) ways {
	return ways{anchors, make([]way, (lines+1)*(anchors+1))}
}

// forget leaves no way but that to no lines and no anchors.
func (w ways) forget() {
	for i := range w.steps[1:] {
		w.steps[i+1].cost = math.Inf(1)
	}
}

// cost is that of the cheapest way so far to lines and anchors.
func (w ways) cost(line, anchor int) float64 { return w.steps[line*(w.anchors+1)+anchor].cost }

// reach goes on from lines and anchors by a group that costs so much.
func (w ways) reach(line, anchor int, cost float64, gr group) {
	from := line*(w.anchors+1) + anchor
	to := gr.to*(w.anchors+1) + anchor
	if gr.anchor >= 0 {
		to++
	}
	if cost += w.steps[from].cost; cost < w.steps[to].cost {
		w.steps[to] = way{cost, from, gr}
	}
}

// best is the cost of the cheapest way through all lines and anchors, and its groups from top to bottom.
func (w ways) best() (float64, []group) {
	var groups []group
	for at := len(w.steps) - 1; at > 0; at = w.steps[at].previous {
		groups = append(groups, w.steps[at].group)
	}
	slices.Reverse(groups)
	return w.steps[len(w.steps)-1].cost, groups
}

// wrap is what it costs to take line i for the rest of the one above it.
func (g grouping) wrap(i int) float64 {
	above, line := g.cell.lines[i-1], g.cell.lines[i]
	if n, _ := words.CutNumbering(line.text); n.Style != words.Unnumbered || words.IsWithin(line.text) || caption.AsksForValue(above.text) {
		return math.Inf(1)
	}
	if above.bold() != line.bold() {
		return math.Inf(1)
	}
	if words.AllDigits(above.text) && words.IsCode(above.text) && !words.AllDigits(line.text) {
		return 0 // a code over its name
	}
	em := line.Size()
	if line.Left() > above.Left()+g.s.Align.DeeperIndent*em && !g.flushRight(line) && !g.centred(above, line) && !g.hangs(above, line) {
		return math.Inf(1)
	}
	gap := line.Top - above.bottom()
	if gap < g.s.Align.Tight*em {
		switch room := g.room(above) - line.firstUnit(); {
		case room < 0:
			return 0
		case room < em:
			return costTight // what may not end or begin a line was taken along
		}
	}
	if line.middle()-above.middle() < g.s.Align.TighterThanRows*g.pitch {
		return costTight
	}
	return costLoose
}

// flushRight tells a line at the right edge of a cell whose lines end there.
func (g grouping) flushRight(l stripLine) bool {
	return g.set == setRight && g.cell.right-l.Right() < g.s.Align.Flush*l.Size()
}

// centred tells two lines that are set to one middle.
func (g grouping) centred(a, b stripLine) bool {
	return math.Abs(a.Left()+a.Right()-b.Left()-b.Right()) < g.s.Align.Centred*b.Size()
}

// hangs tells a line that begins under the text behind the number of the one above.
func (g grouping) hangs(above, line stripLine) bool {
	n, rest := words.CutNumbering(above.text)
	if n.Style == words.Unnumbered {
		return false
	}
	behind := utf8.RuneCountInString(above.text) - utf8.RuneCountInString(rest)
	for _, c := range above.Chars {
		if c.Flags&page.Space != 0 {
			continue
		}
		if behind -= utf8.RuneCountInString(c.Text); behind < 0 {
			return math.Abs(c.Box.X0-line.Left()) < line.Size()
		}
	}
	return false
}

// setting tells how the lines of a cell are set.
type setting uint8

const (
	setLeft setting = iota
	setRight
	setMiddle
)

// settingOf tells how lines are set: half of them flush at the right or to one middle, and fewer at the left.
func (st strip) settingOf(c stripCell) setting {
	slack := st.s.Align.Flush * st.em
	var flush [setMiddle + 1]int
	last := c.lines[len(c.lines)-1]
	for _, l := range c.lines[:len(c.lines)-1] {
		for set, off := range [...]float64{
			setLeft:   l.Left() - last.Left(),
			setRight:  l.Right() - last.Right(),
			setMiddle: (l.Left() + l.Right() - last.Left() - last.Right()) / 2,
		} {
			if math.Abs(off) < slack {
				flush[set]++
			}
		}
	}
	most := setLeft // where indents differ
	for set := setRight; set <= setMiddle; set++ {
		if flush[set] > flush[most] && flush[set]*2 >= len(c.lines)-1 {
			most = set
		}
	}
	return most
}

// room is the space that a line leaves in its cell.
func (g grouping) room(l stripLine) float64 {
	padding := g.s.Align.CellPadding * l.Size()
	edge := g.cell.box.X1 - padding
	if g.cell.box.X1-g.cell.right < g.s.Align.FullColumn*l.Size() {
		edge = g.cell.right
	}
	room := edge - l.Right()
	if g.set != setLeft {
		room += l.Left() - g.cell.box.X0 - padding
	}
	return room
}

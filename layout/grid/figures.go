package grid

import (
	"maps"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// figures is what the figures of a column have in common.
type figures struct {
	decimals int  // that most have; 0 where they have none
	wraps    bool // whether the column is too narrow for them: those that fill it go on in the next line
}

// write makes the texts of all cells of their glyphs. Figures on several lines ask what those of their column have in common.
func (g *Grid) write(s *settings.Settings) {
	var stacked []*Cell
	w := page.NewWriter(len(g.Cells))
	for i := range g.Cells {
		c := &g.Cells[i]
		c.Fit = page.Fit{Left: g.Xs[c.Column], Width: g.Xs[c.Column+c.ColumnSpan] - g.Xs[c.Column]}
		c.Content = w.ContentOf(c.Chars, c.Fit, s)
		if c.LastLine != c.FirstLine && page.IsFigures(c.LastLine) && words.IsFigure(c.FirstLine) {
			stacked = append(stacked, c)
		}
	}
	if stacked == nil {
		return
	}
	columns := g.columnFigures(stacked, s)
	for _, c := range stacked {
		c.Fit.Decimals, c.Fit.Wraps = columns[c.Column].decimals, columns[c.Column].wraps
		c.Content = page.ContentOf(c.Chars, c.Fit, s)
	}
}

// columnFigures is what the figures of each column have in common; stacked are the cells with several lines of them.
func (g *Grid) columnFigures(stacked []*Cell, s *settings.Settings) []figures {
	out := make([]figures, g.Columns())
	counts, widest := make([]decimalCounts, g.Columns()), make([]float64, g.Columns())
	var all decimalCounts // for columns of which no number tells
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.LastLine == c.FirstLine && c.ColumnSpan == 1 && words.IsFigure(c.Text) {
			widest[c.Column] = max(widest[c.Column], widthOf(c.Chars))
			counts[c.Column].note(c.Text)
			all.note(c.Text)
		}
	}
	var together decimalCounts // of all lines, where no number of the grid stands by itself
	lined := make([][][]page.Line, g.Columns())
	for k, column := range byColumn(stacked, g.Columns()) {
		lines := make([][]page.Line, len(column))
		var each decimalCounts // of all lines: where no number stands by itself, most of many are whole
		for i, c := range column {
			lines[i] = page.LinesOf(slices.Clone(c.Chars), s.Page.SameLine)
			for _, l := range lines[i] {
				each.note(l.Text(s.Page.WordGap))
			}
		}
		if out[k].decimals = counts[k].most(); out[k].decimals == 0 && each[each.most()] > s.Grid.ManyNumbers {
			out[k].decimals = each.most()
		}
		if out[k].decimals == 0 && widest[k] == 0 && len(all) == 1 && all[all.most()] > s.Grid.ManyNumbers {
			out[k].decimals = all.most()
		}
		lined[k] = lines
		each.addTo(&together)
	}
	for k, lines := range lined {
		if out[k].decimals == 0 && len(all) == 0 && together[together.most()] > s.Grid.ManyNumbers {
			out[k].decimals = together.most()
		}
		out[k].wraps = wraps(lines, out[k].decimals, widest[k], g.Xs[k+1]-g.Xs[k], s)
	}
	return out
}

// decimalCounts counts amounts by their decimals.
type decimalCounts map[int]int

func (m *decimalCounts) note(text string) {
	if n := words.ReadNumber(text); n.Kind == words.Amount && n.Decimals > 0 {
		if *m == nil {
			*m = decimalCounts{}
		}
		(*m)[int(n.Decimals)]++
	}
}

// addTo adds the counts to others.
func (m decimalCounts) addTo(all *decimalCounts) {
	if *all == nil {
		*all = decimalCounts{}
	}
	for d, n := range m {
		(*all)[d] += n
	}
}

// most is the most frequent number of decimals, 0 where none was seen.
func (m decimalCounts) most() int {
	most := 0
	for _, d := range slices.Sorted(maps.Keys(m)) {
		if m[d] > m[most] {
			most = d
		}
	}
	return most
}

// byColumn sorts cells of one column by it.
func byColumn(cells []*Cell, columns int) [][]*Cell {
	out := make([][]*Cell, columns)
	for _, c := range cells {
		if c.ColumnSpan == 1 {
			out[c.Column] = append(out[c.Column], c)
		}
	}
	return out
}

// wraps tells whether the lines of cells go on with each other: the column is hardly wider than the widest of them,
// nearly all but the last lines leave no room for the next glyph, and nearly all cells are one number then.
func wraps(cells [][]page.Line, decimals int, widest, width float64, s *settings.Settings) bool {
	set := &s.Grid
	if len(cells) < set.WrapsLeast {
		return false
	}
	var upper []float64 // widths of the upper lines, with the next glyph
	one := 0
	for _, lines := range cells {
		for i, l := range lines {
			w := l.Right() - l.Left()
			widest = max(widest, w)
			if i+1 < len(lines) && len(l.Chars) > 1 { // a sign alone may stand over its number
				next := lines[i+1].Chars[0].Box
				upper = append(upper, w+next.X1-next.X0)
			}
		}
		if isOne(lines, decimals, s) {
			one++
		}
	}
	full := 0
	for _, w := range upper {
		if w > widest {
			full++
		}
	}
	return width-widest < set.WrapsRoom*cells[0][0].Size() &&
		float64(full) >= set.WrapsFull*float64(len(upper)) && float64(one) >= set.WrapsOne*float64(len(cells))
}

// isOne tells lines that are one number together: with as many decimals as the others of their column have, or else with
// a last line that is shorter than the one above it.
func isOne(lines []page.Line, decimals int, s *settings.Settings) bool {
	text := ""
	for _, l := range lines {
		text += words.Unspaced(l.Text(s.Page.WordGap))
	}
	switch n := words.ReadNumber(text); n.Kind {
	case words.Percent:
		return true
	case words.Amount:
		if decimals > 0 {
			return int(n.Decimals) == decimals
		}
		last := len(lines) - 1
		return last > 0 && len(lines[last].Chars) < len(lines[last-1].Chars)
	}
	return false
}

// widthOf is how wide the glyphs of a line stand.
func widthOf(chars []page.Char) float64 {
	if len(chars) == 0 {
		return 0
	}
	x0, x1 := chars[0].Box.X0, chars[0].Box.X1
	for i := range chars {
		if chars[i].Flags&page.Space == 0 {
			x0, x1 = min(x0, chars[i].Box.X0), max(x1, chars[i].Box.X1)
		}
	}
	return x1 - x0
}

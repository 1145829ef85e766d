package grid

import (
	"math"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// Fill gives the glyphs to the cells that they stand in and returns the others.
func Fill(grids []*Grid, chars []page.Char, s *settings.Settings) []page.Char {
	if len(grids) == 0 {
		return slices.Clone(chars)
	}
	first := make([]int, len(grids)+1) // the first cell number of each grid
	owner := make([][]int32, len(grids))
	for i, g := range grids {
		first[i+1] = first[i] + len(g.Cells)
		owner[i] = g.owners()
	}
	home := make([]int32, len(chars))
	counts := make([]int32, first[len(grids)]+1)
	last := 0 // neighbouring glyphs mostly share their grid
	for k := range chars {
		home[k] = -1
		x, y := chars[k].Box.Centre()
		for n := range grids {
			i := (last + n) % len(grids)
			if c := grids[i].at(owner[i], x, y); c >= 0 {
				home[k] = int32(first[i]) + c
				counts[home[k]+1]++
				last = i
				break
			}
		}
	}
	boxes := make([]page.Rect, 0, first[len(grids)])
	for _, g := range grids {
		for c := range g.Cells {
			boxes = append(boxes, g.CellBox(&g.Cells[c]))
		}
	}
	settleRuns(chars, home, counts, boxes)
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	sorted := make([]page.Char, counts[len(counts)-1])
	next := slices.Clone(counts)
	rest := make([]page.Char, 0, len(chars)-len(sorted))
	for k, c := range chars {
		if home[k] < 0 {
			rest = append(rest, c)
			continue
		}
		sorted[next[home[k]]] = c
		next[home[k]]++
	}
	for i, g := range grids {
		for c := range g.Cells {
			cell := &g.Cells[c]
			own := sorted[counts[first[i]+c]:counts[first[i]+c+1]]
			cell.Content = page.ContentOf(own, s)
		}
	}
	return rest
}

// settleRuns gives text that overflows its cell back to the cell that most of it stands in.
func settleRuns(chars []page.Char, home, counts []int32, boxes []page.Rect) {
	for i := 0; i < len(chars); {
		n, strikes := 1, false
		for i+n < len(chars) && follows(chars[i+n-1], chars[i+n]) {
			if k := i + n; home[k] != home[k-1] {
				if !struck(chars[k-1], chars[k], home[k-1], home[k], boxes) {
					break
				}
				strikes = true
			}
			n++
		}
		if strikes {
			move(home[i:i+n], counts)
		}
		i += n
	}
}

// follows tells whether b goes on with the text that a belongs to: it stands right behind it on the
// same baseline, and both are digits of one number or neither is.
func follows(a, b page.Char) bool {
	reach := 0.05 * a.Size
	if a.Text == "," || a.Text == "." {
		reach = 0.45 * a.Size // some fonts set these in a wider cell
	}
	if gap := b.Box.X0 - a.Box.X1; math.Abs(a.Y-b.Y) > 0.1*a.Size || gap < -0.1*a.Size || gap > reach {
		return false
	}
	return numeral(a) && numeral(b) || a.Run == b.Run && !numeral(a) && !numeral(b)
}

// struck tells whether a side of the cells of a and b, of which one may be none, strikes through
// a glyph, or stands between two digits of one showing operation that touch.
func struck(a, b page.Char, homeA, homeB int32, boxes []page.Rect) bool {
	for _, home := range []int32{homeA, homeB} {
		if home >= 0 && (crosses(a, boxes[home].X0) || crosses(a, boxes[home].X1) || crosses(b, boxes[home].X0) || crosses(b, boxes[home].X1)) {
			return true
		}
	}
	return numeral(a) && numeral(b) && a.Run == b.Run && b.Box.X0-a.Box.X1 < 0.05*a.Size
}

// crosses tells whether the vertical at x passes well inside a glyph.
func crosses(c page.Char, x float64) bool {
	in := 0.15 * (c.Box.X1 - c.Box.X0)
	return c.Box.X0+in < x && x < c.Box.X1-in
}

func numeral(c page.Char) bool {
	switch c.Text {
	case ".", ",", "-", "－", "−", "%":
		return true
	}
	return len(c.Text) == 1 && c.Text[0] >= '0' && c.Text[0] <= '9'
}

// move gives all glyphs of a stretch to the cell that most of them stand in.
func move(home, counts []int32) {
	best, most := home[0], 0
	for i := 0; i < len(home); {
		n := 1
		for i+n < len(home) && home[i+n] == home[i] {
			n++
		}
		if n > most && home[i] >= 0 {
			best, most = home[i], n
		}
		i += n
	}
	for i, h := range home {
		if h == best {
			continue
		}
		if h >= 0 {
			counts[h+1]--
		}
		if best >= 0 {
			counts[best+1]++
		}
		home[i] = best
	}
}

// owners gives for every place of the grid the index of its cell.
func (g *Grid) owners() []int32 {
	out := make([]int32, g.Rows()*g.Columns())
	for i, c := range g.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				out[r*g.Columns()+k] = int32(i)
			}
		}
	}
	return out
}

// at is the index of the cell in which a point stands, -1 outside of the grid.
func (g *Grid) at(owners []int32, x, y float64) int32 {
	if x < g.Xs[0] || x >= g.Xs[len(g.Xs)-1] || y < g.Ys[0] || y >= g.Ys[len(g.Ys)-1] {
		return -1
	}
	return owners[page.Place(g.Ys, y)*g.Columns()+page.Place(g.Xs, x)]
}

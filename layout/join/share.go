package join

import (
	"math"
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// share is what of a cell stands on one page.
type share struct {
	cell *grid.Cell
	part *Part
}

// over and under are the space, in em, between the text and the cell's edges.
func (h share) over() float64 { return (h.cell.TextTop - h.part.Ys[h.cell.Row]) / h.cell.Size }

func (h share) under() float64 {
	return (h.part.Ys[h.cell.Row+h.cell.RowSpan] - h.cell.TextBottom) / h.cell.Size
}

// lines are those of the cell's text, none where it is turned.
func (h share) lines(s *settings.Settings) []page.Line {
	if h.cell == nil || h.cell.TextBottom == 0 {
		return nil
	}
	return page.LinesOf(slices.Clone(h.cell.Chars), s.Page.SameLine)
}

// ending is what the last line of a text tells of the next page.
type ending uint8

const (
	anyEnding ending = iota // nothing
	wrapped                 // it fills its cell: what follows in the text had to go to another line
	ended                   // the first word of what follows would have fitted behind it: it is no part of the text
)

// endsBefore is what the last line of h tells of the text that begins with the first line of next.
func (h share) endsBefore(next share, s *settings.Settings) ending {
	above, below := h.lines(s), next.lines(s)
	if len(above) == 0 || len(below) == 0 {
		return anyEnding
	}
	line, set := above[len(above)-1], &s.Join.Break
	em := line.Size()
	left, right := line.Left()-h.part.Xs[h.cell.Column], h.right()-line.Right()
	room := right - set.Padding*em
	if math.Abs(left-right) < set.Centred*em {
		room += left - set.Padding*em // a longer line would take of both sides
	}
	switch word := max(below[0].Lead(), em); {
	case room < word:
		return wrapped
	case min(room, widest(above)-(line.Right()-line.Left())) > word+set.Rest*em:
		return ended
	}
	return anyEnding
}

// widest is the width of the widest of several lines, which tells how wide lines are set; of a single one nothing does.
func widest(lines []page.Line) float64 {
	if len(lines) == 1 {
		return math.Inf(1)
	}
	out := 0.0
	for _, l := range lines {
		out = max(out, l.Right()-l.Left())
	}
	return out
}

// right is how far the text of the cell may go: to its edge, or where none is drawn as far as the others of its column go.
func (h share) right() float64 {
	end := h.cell.Column + h.cell.ColumnSpan
	if !h.part.LooseColumns {
		return h.part.Xs[end]
	}
	right := h.part.Xs[h.cell.Column]
	for i := range h.part.Cells {
		if c := &h.part.Cells[i]; c.Column+c.ColumnSpan == end {
			for k := range c.Chars {
				right = max(right, c.Chars[k].Box.X1)
			}
		}
	}
	return right
}

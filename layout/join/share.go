package join

import (
	"math"

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
func (h share) over() float64 { return (h.cell.TextTop() - h.part.Ys[h.cell.Row]) / h.cell.Size }

func (h share) under() float64 {
	return (h.part.Ys[h.cell.Row+h.cell.RowSpan] - h.cell.TextBottom()) / h.cell.Size
}

// lines are those of the cell's text; none where it is turned.
func (h share) lines() []page.SetLine {
	if h.cell == nil {
		return nil
	}
	return h.cell.Lines
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
	above, below := h.lines(), next.lines()
	if len(above) == 0 || len(below) == 0 {
		return anyEnding
	}
	last, first := h.set(above[len(above)-1].Extent), next.set(below[0].Extent)
	em, word := last.Size, below[0].Word
	centred := last.isCentred(s) && first.isCentred(s)
	switch room := last.room(centred, s); {
	case room < word && (centred || first.left < last.left+s.Join.Break.Centred*em):
		return wrapped
	case min(room, widest(above)-last.Width()) > word+s.Join.Break.Rest*em:
		return ended
	}
	return anyEnding
}

// setLine is a line with the space at its two sides in its cell, in points.
type setLine struct {
	page.Extent
	left, right float64
}

func (h share) set(l page.Extent) setLine {
	return setLine{l, l.Left - h.part.Xs[h.cell.Column], h.right() - l.Right}
}

// isCentred tells a line with as much space at its left as at its right.
func (l setLine) isCentred(s *settings.Settings) bool {
	return math.Abs(l.left-l.right) < s.Join.Break.Centred*l.Size
}

// room is the space that a longer line would have taken, of both sides where it is centred.
func (l setLine) room(centred bool, s *settings.Settings) float64 {
	padding := s.Join.Break.Padding * l.Size
	if centred {
		return l.left + l.right - 2*padding
	}
	return l.right - padding
}

// widest is the width of the widest line of several, which tells how wide lines are set; of a single one nothing does.
func widest(lines []page.SetLine) float64 {
	if len(lines) == 1 {
		return math.Inf(1)
	}
	out := 0.0
	for i := range lines {
		out = max(out, lines[i].Width())
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
			for k := range c.Lines {
				right = max(right, c.Lines[k].Right)
			}
		}
	}
	return right
}

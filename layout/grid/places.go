package grid

import (
	"cmp"
	"iter"
)

// Span is what a cell covers of a grid: its first row and column, 0-based, and how many of them.
type Span struct{ Row, Column, RowSpan, ColumnSpan int }

// Compare orders cells by row, then column.
func (s Span) Compare(t Span) int {
	return cmp.Or(cmp.Compare(s.Row, t.Row), cmp.Compare(s.Column, t.Column))
}

// Places tells which cell covers each place of a grid.
type Places struct {
	Rows, Columns int
	cells         []int32 // by row and column; counted from 1
}

// PlacesOf are the places of a grid, none of them covered.
func PlacesOf(rows, columns int) Places {
	return Places{rows, columns, make([]int32, rows*columns)}
}

// Cover puts a cell on its places.
func (p Places) Cover(s Span, cell int) {
	for r := s.Row; r < s.Row+s.RowSpan; r++ {
		row := p.cells[r*p.Columns:]
		for c := s.Column; c < s.Column+s.ColumnSpan; c++ {
			row[c] = int32(cell + 1)
		}
	}
}

// At is the number of the cell that covers a place, -1 where none does.
func (p Places) At(row, column int) int { return int(p.cells[row*p.Columns+column]) - 1 }

// Free tells whether no cell covers a place.
func (p Places) Free(row, column int) bool { return p.cells[row*p.Columns+column] == 0 }

// AllFree goes through the places that no cell covers, by row and column. Those that are covered on the way are left out.
func (p Places) AllFree() iter.Seq2[int, int] {
	return func(yield func(row, column int) bool) {
		for i := range p.cells {
			if p.cells[i] == 0 && !yield(i/p.Columns, i%p.Columns) {
				return
			}
		}
	}
}

// Widest is what a cell at the upper left corner of s takes of it: the widest run of places that are its own, and as
// many rows down as the whole run is.
func (s Span) Widest(own func(row, column int) bool) Span {
	out := Span{s.Row, s.Column, 1, 1}
	for out.ColumnSpan < s.ColumnSpan && own(s.Row, s.Column+out.ColumnSpan) {
		out.ColumnSpan++
	}
	whole := func(row int) bool {
		for c := range out.ColumnSpan {
			if !own(row, s.Column+c) {
				return false
			}
		}
		return true
	}
	for out.RowSpan < s.RowSpan && whole(s.Row+out.RowSpan) {
		out.RowSpan++
	}
	return out
}

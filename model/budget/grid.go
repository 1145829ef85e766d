package budget

import (
	"iter"

	"yusuan/model"
	"yusuan/model/words"
)

// grid finds the cell that covers a place, and what is printed there.
type grid struct {
	cells      []model.Cell
	folded     []string       // by cell
	numbers    []words.Number // by cell
	at         []int32        // cell index + 1 by row*cols+col; 0 where no cell is
	rows, cols int
	head       int
}

func newGrid(t *model.Table) grid {
	g := grid{cells: t.Cells, folded: make([]string, len(t.Cells)), numbers: make([]words.Number, len(t.Cells))}
	for i := range t.Cells {
		c := &t.Cells[i]
		g.folded[i] = words.Fold(c.Text)
		g.numbers[i] = words.ReadNumber(c.Text) // whose white space tells values apart
		if c.Row >= 0 && c.Column >= 0 {
			g.rows = max(g.rows, c.Row+max(c.RowSpan, 1))
			g.cols = max(g.cols, c.Column+max(c.ColumnSpan, 1))
		}
	}
	if g.cols > 0 && g.rows > settings.maxPlaces/g.cols {
		g.rows, g.cols = 0, 0
	}
	g.head = min(max(t.HeaderRows, 0), g.rows)
	g.at = make([]int32, g.rows*g.cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < 0 || c.Column < 0 {
			continue
		}
		for r := c.Row; r < min(c.Row+max(c.RowSpan, 1), g.rows); r++ {
			for k := c.Column; k < min(c.Column+max(c.ColumnSpan, 1), g.cols); k++ {
				g.at[r*g.cols+k] = int32(i) + 1
			}
		}
	}
	return g
}

// Covering returns the index of the cell that covers a place, -1 where none does.
func (g *grid) Covering(row, col int) int {
	if row < 0 || col < 0 || row >= g.rows || col >= g.cols {
		return -1
	}
	return int(g.at[row*g.cols+col]) - 1
}

// next gives for each place the next cell above it, so many rows up, or left of it, past those that are left out; -1 where
// none is.
func (g *grid) next(up, left int, past func(cell int) bool) []int32 {
	out := make([]int32, len(g.at))
	for at := range out {
		row, col := at/g.cols, at%g.cols
		i := g.Covering(row-up, col-left)
		switch {
		case i >= 0 && !past(i):
			out[at] = int32(i)
		case i >= 0 && up > 0:
			out[at] = out[g.cells[i].Row*g.cols+col]
		case i >= 0:
			out[at] = out[row*g.cols+g.cells[i].Column]
		case left > 0 && col > 0:
			out[at] = out[at-1]
		default:
			out[at] = -1
		}
	}
	return out
}

// nextTo is what next has for a place.
func (g *grid) nextTo(next []int32, row, col int) int {
	if row < 0 || col < 0 || row >= g.rows || col >= g.cols {
		return -1
	}
	return int(next[row*g.cols+col])
}

// Beginning returns the index of the cell whose upper left place this is, -1 where none has it.
func (g *grid) Beginning(row, col int) int {
	if i := g.Covering(row, col); i >= 0 && g.cells[i].Row == row && g.cells[i].Column == col {
		return i
	}
	return -1
}

// Folded is the folded text of a cell, by its index.
func (g *grid) Folded(cell int) string { return g.folded[cell] }

// Number is what a cell says as a number, by its index. A form's cell that holds a label and its amount says the amount.
func (g *grid) Number(cell int) words.Number { return g.numbers[cell] }

// amountAt returns the amount that begins at a place, or that is most likely meant there; no number where there is none.
func (g *grid) amountAt(row, col int) words.Number {
	i := g.Beginning(row, col)
	if i < 0 {
		return words.Number{}
	}
	n := g.numbers[i]
	if n.Kind == words.Misprint && n.Ungrouped {
		n.Kind = words.Amount
	}
	if !isAmount(n) {
		return words.Number{}
	}
	return n
}

// takeUngrouped reads the numbers that print a separator too few as the amounts that they mean.
func (g *grid) takeUngrouped() {
	for i := range g.numbers {
		if n := &g.numbers[i]; n.Kind == words.Misprint && n.Ungrouped {
			n.Kind = words.Amount
		}
	}
}

func isAmount(n words.Number) bool { return n.Kind == words.Amount }

// text returns the printed text at a place.
func (g *grid) text(row, col int) string {
	if i := g.Covering(row, col); i >= 0 {
		return g.cells[i].Text
	}
	return ""
}

// fold returns the folded text at a place.
func (g *grid) fold(row, col int) string {
	if i := g.Covering(row, col); i >= 0 {
		return g.folded[i]
	}
	return ""
}

// inRow goes through the indexes of a row's cells from left to right, each once.
func (g *grid) inRow(row int) iter.Seq[int] {
	return func(yield func(int) bool) {
		last := -1
		for col := range g.cols {
			i := g.Covering(row, col)
			if i < 0 || i == last {
				continue
			}
			last = i
			if !yield(i) {
				return
			}
		}
	}
}

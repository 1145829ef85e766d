package budget

import (
	"yusuan/model"
	"yusuan/model/words"
)

// maxPlaces bounds the grid of one table. A 300-page list of 60 rows and 40
// columns a page has 720,000 places; a document file that claims more than this
// is wrong, and reading it must not take the machine's memory.
const maxPlaces = 8 << 20

// grid finds the cell that covers a place. Folded texts are kept because one
// spanning cell is asked for again and again.
type grid struct {
	cells      []model.Cell
	folded     []string
	numbers    []words.Number
	at         []int32 // cell index + 1 by row*cols+col; 0 where no cell is
	rows, cols int
	head       int
}

func newGrid(t model.Table) *grid {
	g := &grid{cells: t.Cells, folded: make([]string, len(t.Cells)), numbers: make([]words.Number, len(t.Cells))}
	for i := range t.Cells {
		c := &t.Cells[i]
		g.folded[i] = words.Fold(c.Text)
		g.numbers[i] = words.ReadNumber(g.folded[i])
		if c.Row >= 0 && c.Column >= 0 {
			g.rows = max(g.rows, c.Row+max(c.RowSpan, 1))
			g.cols = max(g.cols, c.Column+max(c.ColumnSpan, 1))
		}
	}
	if g.cols > 0 && g.rows > maxPlaces/g.cols {
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

// index returns the index of the cell that covers a place, -1 where none does.
func (g *grid) index(row, col int) int {
	if row < 0 || col < 0 || row >= g.rows || col >= g.cols {
		return -1
	}
	return int(g.at[row*g.cols+col]) - 1
}

// amount tells whether the cell with an index prints an amount.
func (g *grid) amount(i int) bool { return g.numbers[i].Kind == words.Amount }

// cell returns the cell that covers a place, nil where none does.
func (g *grid) cell(row, col int) *model.Cell {
	if i := g.index(row, col); i >= 0 {
		return &g.cells[i]
	}
	return nil
}

// text returns the printed text at a place.
func (g *grid) text(row, col int) string {
	if i := g.index(row, col); i >= 0 {
		return g.cells[i].Text
	}
	return ""
}

// fold returns the folded text at a place.
func (g *grid) fold(row, col int) string {
	if i := g.index(row, col); i >= 0 {
		return g.folded[i]
	}
	return ""
}

// rowCells calls f for each distinct cell of a row from left to right, until it
// returns false.
func (g *grid) rowCells(row int, f func(i int) bool) {
	last := -1
	for col := range g.cols {
		i := g.index(row, col)
		if i < 0 || i == last {
			continue
		}
		last = i
		if !f(i) {
			return
		}
	}
}

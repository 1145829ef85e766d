package model

import "github.com/shopspring/decimal"

// Grid is the table by its places: RowCount rows of ColumnCount cells. A merged cell stands at each of the places that it
// covers, as the same pointer into Cells; its Row and Column tell which of them it begins at. A place that no cell covers is
// nil: a valid document has none ([Document.Validate]).
//
// What needs a text at each place reads it of every cell; what writes merged cells as such, of those that begin there.
func (t *Table) Grid() [][]*Cell {
	places := make([]*Cell, t.RowCount*t.ColumnCount)
	rows := make([][]*Cell, t.RowCount)
	for i := range rows {
		rows[i], places = places[:t.ColumnCount:t.ColumnCount], places[t.ColumnCount:]
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		for row := max(c.Row, 0); row < min(c.Row+c.RowSpan, t.RowCount); row++ {
			for column := max(c.Column, 0); column < min(c.Column+c.ColumnSpan, t.ColumnCount); column++ {
				rows[row][column] = c
			}
		}
	}
	return rows
}

// Decimal is the fact's amount in 元, exact; not ok where the print tells no unit, so that the amount is not known.
func (f *Fact) Decimal() (amount decimal.Decimal, ok bool) {
	amount, err := decimal.NewFromString(f.Amount)
	return amount, err == nil
}

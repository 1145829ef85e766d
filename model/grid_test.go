package model

import "testing"

// Every place has the cell that covers it, and none has one that runs over the table's end.
func TestGrid(t *testing.T) {
	table := Table{RowCount: 2, ColumnCount: 3, Cells: []Cell{
		{Row: 0, Column: 0, RowSpan: 2, ColumnSpan: 1, Text: "tall"},
		{Row: 0, Column: 1, RowSpan: 1, ColumnSpan: 9, Text: "wide"},
		{Row: 1, Column: 1, RowSpan: 1, ColumnSpan: 1, Text: "one"},
	}}
	grid := table.Grid()
	for row, texts := range [][]string{{"tall", "wide", "wide"}, {"tall", "one", ""}} {
		if len(grid[row]) != len(texts) {
			t.Fatalf("row %d has %d places", row, len(grid[row]))
		}
		for column, want := range texts {
			switch c := grid[row][column]; {
			case c == nil && want != "", c != nil && c.Text != want:
				t.Errorf("row %d, column %d: %v, want %q", row, column, c, want)
			}
		}
	}
	if grid[0][0] != &table.Cells[0] || grid[0][0] != grid[1][0] {
		t.Error("a merged cell is not one cell of the table")
	}
	if got := new(Table).Grid(); len(got) != 0 {
		t.Errorf("an empty table has %v", got)
	}
}

func TestDecimal(t *testing.T) {
	for amount, want := range map[string]string{"31516800": "31516800", "-0.85181": "-0.85181", "": "none"} {
		got := "none"
		if d, ok := (&Fact{Amount: amount}).Decimal(); ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("%q is %s", amount, got)
		}
	}
}

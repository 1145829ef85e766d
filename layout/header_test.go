package layout

import "testing"

// Joined parts may leave places uncovered until the table is put together.
func TestHeaderRowsWithPlacesThatNothingCovers(t *testing.T) {
	cells := []GridCell{{Row: 1, RowSpan: 1, ColumnSpan: 1, content: content{Text: "项目"}}, {Row: 2, Column: 2, RowSpan: 1, ColumnSpan: 1, content: content{Text: "1.00"}}}
	if h := headerRows(cells, 4, 3); h > 4 {
		t.Errorf("%d header rows of 4", h)
	}
}

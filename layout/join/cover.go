package join

import (
	"slices"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// cover makes every place of the table covered by exactly one cell. Parts whose columns do not
// agree to the point can leave places to two cells or to none: the later cell gives way, its text
// going to the one that holds its place, and what no cell covers becomes a blank one.
func (t *Table) cover(s *settings.Settings) {
	places := grid.PlacesOf(t.Rows, t.Columns)
	out := make([]Cell, 0, len(t.Cells))
	for _, c := range t.Cells {
		c.RowSpan, c.ColumnSpan = min(c.RowSpan, t.Rows-c.Row), min(c.ColumnSpan, t.Columns-c.Column)
		if c.RowSpan < 1 || c.ColumnSpan < 1 {
			continue
		}
		if i := places.At(c.Row, c.Column); i >= 0 {
			out[i].Text = page.JoinTexts(out[i].Text, c.Text, s)
			out[i].Regions = append(out[i].Regions, c.Regions...)
			continue
		}
		c.Span = c.Widest(places.Free)
		places.Cover(c.Span, len(out))
		out = append(out, c)
	}
	for row, column := range places.AllFree() {
		out = append(out, blankCell(row, column))
	}
	slices.SortStableFunc(out, func(a, b Cell) int { return a.Compare(b.Span) })
	t.Cells = out
}

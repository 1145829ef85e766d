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
	holder := make([]int, t.Rows*t.Columns)
	for i := range holder {
		holder[i] = -1
	}
	out := make([]Cell, 0, len(t.Cells))
	for _, c := range t.Cells {
		c.RowSpan, c.ColumnSpan = min(c.RowSpan, t.Rows-c.Row), min(c.ColumnSpan, t.Columns-c.Column)
		if c.RowSpan < 1 || c.ColumnSpan < 1 {
			continue
		}
		if h := holder[c.Row*t.Columns+c.Column]; h >= 0 {
			out[h].Text = page.JoinTexts(out[h].Text, c.Text, s)
			out[h].Regions = append(out[h].Regions, c.Regions...)
			continue
		}
		free := func(r, k int) bool { return holder[r*t.Columns+k] < 0 }
		w := 1
		for w < c.ColumnSpan && free(c.Row, c.Column+w) {
			w++
		}
		d := 1
		for d < c.RowSpan && grid.AllOf(c.Column, w, func(k int) bool { return free(c.Row+d, k) }) {
			d++
		}
		c.RowSpan, c.ColumnSpan = d, w
		t.hold(holder, c, len(out))
		out = append(out, c)
	}
	for at, h := range holder {
		if h < 0 {
			c := Cell{Row: at / t.Columns, Column: at % t.Columns, RowSpan: 1, ColumnSpan: 1}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	t.Cells = out
}

func (t *Table) hold(holder []int, c Cell, by int) {
	for r := c.Row; r < c.Row+c.RowSpan; r++ {
		for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
			holder[r*t.Columns+k] = by
		}
	}
}

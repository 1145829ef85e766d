package layout

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func tablesOf(sheets ...*sheet.Sheet) []Table {
	pages := make([]*page.Page, len(sheets))
	for i, s := range sheets {
		pages[i] = &s.Page
	}
	return Tables(pages, settings.Default()).Tables
}

// show writes a table as lines of cells: `text` or `text@rows×columns` for a spanning cell.
func show(t Table) string {
	var b strings.Builder
	row := -1
	for _, c := range t.Cells {
		if c.Row != row {
			if row >= 0 {
				b.WriteByte('\n')
			}
			row = c.Row
		} else {
			b.WriteByte('|')
		}
		b.WriteString(strings.ReplaceAll(c.Text, "\n", `\n`))
		if c.RowSpan > 1 || c.ColumnSpan > 1 {
			fmt.Fprintf(&b, "@%d×%d", c.RowSpan, c.ColumnSpan)
		}
	}
	return b.String()
}

// expect compares the tables of pages with what is wanted, written as show does.
func expect(t *testing.T, got []Table, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d tables, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		want := strings.ReplaceAll(strings.TrimSpace(want[i]), "\t", "")
		if text := show(got[i]); text != want {
			t.Errorf("table %d is\n%s\nwant\n%s", i, text, want)
		}
		covered(t, got[i])
	}
}

// covered checks that every place of the grid is covered exactly once and that cells are in order.
func covered(t *testing.T, table Table) {
	t.Helper()
	seen := map[[2]int]bool{}
	for _, c := range table.Cells {
		if !utf8.ValidString(c.Text) {
			t.Errorf("cell %d,%d is not UTF-8", c.Row, c.Column)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				if seen[[2]int{r, k}] {
					t.Errorf("place %d,%d is covered twice", r, k)
				}
				seen[[2]int{r, k}] = true
			}
		}
	}
	if len(seen) != table.Rows*table.Columns {
		t.Errorf("%d places of %d×%d are covered", len(seen), table.Rows, table.Columns)
	}
}

package layout

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// sheet draws small pages for tests: 10 pt text, CJK 10 pt wide, other characters 5 pt.
type sheet struct {
	Page
	run uint32
}

func newSheet(number int) *sheet {
	return &sheet{Page: Page{Number: number, Width: 600, Height: 800}}
}

const fontSize = 10

func advance(r rune) float64 {
	if r < 0x2E80 {
		return fontSize / 2
	}
	return fontSize
}

// text shows a line whose box begins at x, top.
func (s *sheet) text(x, top float64, text string) *sheet {
	s.run++
	for _, r := range text {
		c := Char{Text: string(r), X: x, Y: top + 8, Size: fontSize, Run: s.run, Box: Rect{x, top, x + advance(r), top + fontSize}}
		if r == ' ' {
			c.Flags = Space
		}
		s.Chars = append(s.Chars, c)
		x += advance(r)
	}
	return s
}

func (s *sheet) h(y, from, to float64) *sheet {
	s.Rulings = append(s.Rulings, Ruling{Horizontal: true, At: y, From: from, To: to, Width: 0.5})
	return s
}

func (s *sheet) v(x, from, to float64) *sheet {
	s.Rulings = append(s.Rulings, Ruling{At: x, From: from, To: to, Width: 0.5})
	return s
}

// grid rules all lines of the columns xs and rows ys.
func (s *sheet) grid(xs, ys []float64) *sheet {
	for _, x := range xs {
		s.v(x, ys[0], ys[len(ys)-1])
	}
	for _, y := range ys {
		s.h(y, xs[0], xs[len(xs)-1])
	}
	return s
}

// rows writes texts into the places of the columns xs and rows ys, 3 pt from the upper left corner.
func (s *sheet) rows(xs, ys []float64, rows ...[]string) *sheet {
	for r, row := range rows {
		for c, text := range row {
			for i, line := range strings.Split(text, "\n") {
				s.text(xs[c]+3, ys[r]+3+12*float64(i), line)
			}
		}
	}
	return s
}

// table rules and fills a table at once.
func (s *sheet) table(xs, ys []float64, rows ...[]string) *sheet {
	return s.grid(xs, ys).rows(xs, ys, rows...)
}

// sideways is the page with its text running in another direction.
func (s *sheet) sideways(turn uint8) *Page {
	p := s.Page
	p.Chars, p.Rulings = nil, nil
	if turn%2 == 1 {
		p.Width, p.Height = s.Height, s.Width
	}
	for _, c := range s.Chars {
		c.Box, c.Turn = c.Box.displayed(turn, p.Width, p.Height), turn
		p.Chars = append(p.Chars, c)
	}
	for _, r := range s.Rulings {
		box := Rect{r.From, r.At, r.To, r.At}
		if !r.Horizontal {
			box = Rect{r.At, r.From, r.At, r.To}
		}
		box = box.displayed(turn, p.Width, p.Height)
		if turn%2 == 1 {
			r.Horizontal = !r.Horizontal
		}
		if r.At, r.From, r.To = box.Top, box.X0, box.X1; !r.Horizontal {
			r.At, r.From, r.To = box.X0, box.Top, box.Bottom
		}
		p.Rulings = append(p.Rulings, r)
	}
	return &p
}

func even(from, step float64, n int) []float64 {
	out := make([]float64, n+1)
	for i := range out {
		out[i] = from + step*float64(i)
	}
	return out
}

func tablesOf(sheets ...*sheet) []Table {
	pages := make([]*Page, len(sheets))
	for i, s := range sheets {
		pages[i] = &s.Page
	}
	return Tables(pages, DefaultSettings()).Tables
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

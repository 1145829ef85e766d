package grid

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// gridsOf are the grids that a sheet's rulings make.
func gridsOf(s *sheet.Sheet) []*Grid {
	set := settings.Default()
	rulings := Shown(&s.Page, set)
	var out []*Grid
	for _, c := range WithLoneSides(Components(Edges(rulings, true, set), Edges(rulings, false, set), set), set) {
		if len(c.Horizontal) == 0 || len(c.Vertical) == 0 {
			continue
		}
		if g := Ruled(c, sheet.FontSize, set); g != nil {
			out = append(out, g)
		}
	}
	return out
}

// only is the one grid of a sheet.
func only(t *testing.T, s *sheet.Sheet) *Grid {
	t.Helper()
	grids := gridsOf(s)
	if len(grids) != 1 {
		t.Fatalf("%d grids, want 1", len(grids))
	}
	return grids[0]
}

// show writes the cells that begin in each row: their texts, or dots, with spans.
func show(g *Grid) string {
	rows := make([][]string, g.Rows())
	for _, c := range g.Cells {
		text := c.Text
		if text == "" {
			text = "."
		}
		if c.RowSpan > 1 || c.ColumnSpan > 1 {
			text += fmt.Sprintf("@%d×%d", c.RowSpan, c.ColumnSpan)
		}
		rows[c.Row] = append(rows[c.Row], text)
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join(r, " ")
	}
	return strings.Join(lines, " / ")
}

func TestCellsAreWhereNoRulingParts(t *testing.T) {
	xs, ys := sheet.Even(50, 100, 3), sheet.Even(100, 20, 3)
	outline := func() *sheet.Sheet {
		return sheet.New(1).Grid([]float64{50, 350}, []float64{100, 160})
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want string
	}{
		{"all ruled", sheet.New(1).Grid(xs, ys), ". . . / . . . / . . ."},
		{"head over two columns", outline().H(120, 50, 350).H(140, 50, 350).V(150, 100, 160).V(250, 120, 160), ". .@1×2 / . . . / . . ."},
		{"label beside three rows", outline().V(150, 100, 160).V(250, 100, 160).H(120, 150, 350).H(140, 150, 350), ".@3×1 . . / . . / . ."},
		{"ruling over less than half of a side parts nothing", outline().V(150, 100, 160).V(250, 100, 160).H(120, 50, 250).H(120, 250, 290).H(140, 50, 350), ". . .@2×1 / . . / . . ."},
		{"ruling over more than half of a side parts", outline().V(150, 100, 160).V(250, 100, 160).H(120, 50, 250).H(120, 250, 310).H(140, 50, 350), ". . . / . . . / . . ."},
		{"region that is no rectangle is cut into some", outline().V(150, 120, 160).V(250, 100, 160).H(120, 50, 150).H(140, 50, 350), ".@1×2 .@2×1 / . . / . . ."},
		{"ticks part nothing", outline().V(150, 100, 160).V(250, 100, 160).H(120, 50, 350).H(140, 50, 350).V(200, 100, 106).H(130, 50, 58), ". . . / . . . / . . ."},
		{"double lines hold no column", outline().V(150, 100, 160).V(153, 100, 160).H(120, 50, 350).H(122.5, 50, 350), ". . / . ."},
	} {
		if got := show(only(t, c.s)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestBordersThatAreNotDrawn(t *testing.T) {
	rows := func(s *sheet.Sheet, ys ...float64) *sheet.Sheet {
		for _, y := range ys {
			s.H(y, 50, 350)
		}
		return s
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want string
	}{
		{"at both sides", rows(sheet.New(1).V(150, 100, 140).V(250, 100, 140), 100, 120, 140), ". . . / . . ."},
		{"only one line runs on", rows(sheet.New(1).Grid([]float64{50, 150, 250}, sheet.Even(100, 20, 2)).H(140, 250, 350)), ". . / . ."},
		{"above and below", sheet.New(1).Grid([]float64{50, 150}, []float64{120, 140}).V(100, 100, 160), ". . / . . / . ."},
	} {
		if got := show(only(t, c.s)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestOverhangsGo(t *testing.T) {
	s := sheet.New(1).Grid(sheet.Even(50, 100, 2), sheet.Even(100, 20, 2)).H(100, 250, 258).H(140, 250, 258)
	g := only(t, s)
	if g.Columns() != 3 {
		t.Fatalf("%d columns, want the two and the overhang", g.Columns())
	}
	if got := show(g.WithoutOverhangs(nil, settings.Default())); got != ". . / . ." {
		t.Errorf("an empty overhang stays: %s", got)
	}
	s.Text(251, 105, "1")
	if got := g.WithoutOverhangs(s.Chars, settings.Default()); got.Columns() != 3 {
		t.Errorf("%d columns: an overhang with text goes", got.Columns())
	}
}

// cellByCell rules rows whose borders are drawn for each cell, without the verticals at one of them.
func cellByCell(ys []float64, pieces ...float64) *sheet.Sheet {
	s := sheet.New(1).V(pieces[0], ys[0], ys[len(ys)-1]).V(pieces[len(pieces)-1], ys[0], ys[len(ys)-1])
	for _, y := range ys {
		for i := 1; i < len(pieces); i++ {
			s.H(y, pieces[i-1], pieces[i])
		}
	}
	return s
}

func TestSeamsAreColumns(t *testing.T) {
	ys := sheet.Even(100, 20, 3)
	whole := cellByCell(ys, 50, 250, 350)
	whole.Rulings = slices.DeleteFunc(whole.Rulings, func(r page.Ruling) bool { return r.Horizontal && r.At == 120 })
	for _, c := range []struct {
		name    string
		s       *sheet.Sheet
		columns int
	}{
		{"every line is parted", cellByCell(ys, 50, 250, 350), 2},
		{"one line passes whole", whole.H(120, 50, 350), 1},
		{"two lines are too few", cellByCell(ys[:2], 50, 250, 350), 1},
		{"dotted lines have none", cellByCell(ys, sheet.Even(50, 10, 30)...), 1},
	} {
		if got := only(t, c.s).Columns(); got != c.columns {
			t.Errorf("%s: %d columns, want %d", c.name, got, c.columns)
		}
	}
}

func TestChartsAreNoGrids(t *testing.T) {
	// Boxes that lines connect: most of the area between them is one ragged region.
	s := sheet.New(1)
	for i := range 3 {
		y := 100 + 100*float64(i)
		s.Grid([]float64{100 + 100*float64(i), 150 + 100*float64(i)}, []float64{y, y + 40})
	}
	s.H(120, 150, 225).V(225, 120, 200).H(220, 250, 325).V(325, 220, 300)
	if grids := gridsOf(s); len(grids) != 0 {
		t.Errorf("%d grids: %s", len(grids), show(grids[0]))
	}
}

func TestClosedSides(t *testing.T) {
	s := sheet.New(1).H(100, 50, 250).H(120, 50, 250).V(50, 100, 150).V(150, 100, 150).V(250, 100, 150).H(150, 50, 150)
	g := only(t, s)
	if got := show(g); got != ". . / . ." {
		t.Fatalf("grid is %s", got)
	}
	all := Sides{true, true, true, true}
	for i, want := range []Sides{all, all, all, {Top: true, Left: true, Right: true}} {
		if got := g.Cells[i].Closed; got != want {
			t.Errorf("cell %d is closed at %+v, want %+v", i, got, want)
		}
	}
}

func TestTextThatRunsOutOfAnOpenCell(t *testing.T) {
	open := func() *sheet.Sheet {
		return sheet.New(1).H(100, 50, 250).V(50, 100, 120).V(150, 100, 120).V(250, 100, 120).H(120, 50, 150)
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		foot float64
	}{
		{"a line at the cell's pitch", open().Text(155, 105, "某项目的").Text(155, 117, "说明"), 127},
		{"several", open().Text(155, 105, "某项目的").Text(155, 117, "说明").Text(155, 129, "全文"), 139},
		{"a line apart", open().Text(155, 105, "某项目的").Text(155, 125, "页脚"), 120},
		{"a page's number", open().Text(155, 105, "某项目的").Text(155, 117, "- 3 -"), 120},
		{"a line beside the cell", open().Text(155, 105, "某项目的").Text(255, 117, "说明"), 120},
		{"nothing in the cell", open().Text(155, 121, "页脚"), 120},
		{"under a closed cell", open().Text(55, 105, "某项目的").Text(55, 117, "说明"), 120},
	} {
		g := only(t, c.s)
		if got := g.ReachingDown(c.s.Chars, settings.Default()).Box().Bottom; got != c.foot {
			t.Errorf("%s: foot at %g, want %g", c.name, got, c.foot)
		}
		if foot := g.Box().Bottom; foot != 120 {
			t.Errorf("%s: the grid itself was changed: %g", c.name, foot)
		}
	}
}

func TestOutermost(t *testing.T) {
	frame := only(t, sheet.New(1).Grid(sheet.Even(50, 100, 2), sheet.Even(100, 100, 2)))
	box := only(t, sheet.New(1).Grid([]float64{60, 70}, []float64{110, 120}))
	border := only(t, sheet.New(1).Grid([]float64{10, 590}, []float64{10, 790}))
	got := Outermost([]*Grid{border, frame, box}, settings.Default())
	if !slices.Equal(got, []*Grid{border, frame}) {
		t.Errorf("%d grids: want those in the page's frame, without the box in a cell", len(got))
	}
}

func TestSubRowsCutSpanningCells(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 350}, []float64{100, 160}).V(150, 100, 160).H(120, 150, 350).H(140, 150, 350)
	g := only(t, s)
	if got := show(g.SubRows(0, 2)); got != ".@2×1 . / ." {
		t.Errorf("upper rows are %s", got)
	}
	if got := show(g.Below(2)); got != ". ." {
		t.Errorf("last row is %s", got)
	}
	if got := show(g); got != ".@3×1 . / . / ." {
		t.Errorf("the grid itself was changed: %s", got)
	}
}

// Whatever is ruled, every place of a grid is covered by exactly one cell, in order.
func TestCellsCoverEveryPlaceOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		s := sheet.New(1)
		for range random.IntN(40) {
			at, from := 20*float64(random.IntN(20)), 20*float64(random.IntN(20))
			to := from + 20*float64(1+random.IntN(20))
			if jitter := random.Float64() * 3; random.IntN(2) == 0 {
				s.H(at+jitter, from, to)
			} else {
				s.V(at+jitter, from, to)
			}
		}
		for _, g := range gridsOf(s) {
			if !slices.IsSortedFunc(g.Cells, func(a, b Cell) int { return a.Compare(b.Span) }) {
				t.Fatalf("cells are out of order: %+v", g.Cells)
			}
			for i, n := range coveredBy(g) {
				if n != 1 {
					t.Fatalf("place %d,%d is covered by %d cells", i/g.Columns(), i%g.Columns(), n)
				}
			}
		}
	}
}

// coveredBy counts the cells that cover each place of a grid.
func coveredBy(g *Grid) []int {
	out := make([]int, g.Rows()*g.Columns())
	for _, c := range g.Cells {
		for r := range c.RowSpan {
			for k := range c.ColumnSpan {
				out[(c.Row+r)*g.Columns()+c.Column+k]++
			}
		}
	}
	return out
}

package layout

import (
	"reflect"
	"slices"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// A grid with a caption row, a merged header and a double line.
func inspected() *sheet.Sheet {
	return sheet.New(1).Text(50, 60, "部门：某局").Text(300, 60, "第 1 页").
		H(100, 50, 350).H(120, 50, 350).H(140, 50, 350).H(141, 50, 350).H(160, 50, 350).
		V(50, 100, 160).V(150, 120, 160).V(250, 120, 160).V(350, 100, 160).
		Text(120, 103, "收支预算总表").
		Rows(threeColumns, []float64{120, 142}, []string{"名称", "预算", "执行"}, []string{"教育 支出", "12.00", "3.00"})
}

func TestInspect(t *testing.T) {
	seen := Inspect(&inspected().Page, settings.Default())
	var words []string
	for _, w := range seen.Words {
		words = append(words, w.Text)
	}
	if want := []string{"部门：某局", "第", "1", "页", "收支预算总表", "名称", "预算", "执行", "教育", "支出", "12.00", "3.00"}; !slices.Equal(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
	if w, want := seen.Words[5], (Word{Text: "名称", Box: page.Rect{X0: 53, Top: 123, X1: 73, Bottom: 133}, Size: sheet.FontSize}); w != want {
		t.Errorf("word %+v, want %+v", w, want)
	}
	if want := []page.Rect{
		{X0: 50, Top: 100, X1: 350, Bottom: 100}, {X0: 50, Top: 120, X1: 350, Bottom: 120}, {X0: 50, Top: 140.5, X1: 350, Bottom: 140.5}, {X0: 50, Top: 160, X1: 350, Bottom: 160},
		{X0: 50, Top: 100, X1: 50, Bottom: 160}, {X0: 150, Top: 120, X1: 150, Bottom: 160}, {X0: 250, Top: 120, X1: 250, Bottom: 160}, {X0: 350, Top: 100, X1: 350, Bottom: 160},
	}; !slices.Equal(seen.Edges, want) {
		t.Errorf("edges %v, want %v", seen.Edges, want)
	}
	if n := len(seen.Intersections); n != 14 || !slices.Contains(seen.Intersections, Point{250, 140.5}) || slices.Contains(seen.Intersections, Point{250, 100}) {
		t.Errorf("%d intersections %v, want 14", n, seen.Intersections)
	}
	if len(seen.Grids) != 1 || len(seen.Lines) != 1 || !slices.Equal(seen.Lines[0].Pieces, []string{"部门：某局", "第 1 页"}) {
		t.Fatalf("grids %+v, lines %+v", seen.Grids, seen.Lines)
	}
	g := seen.Grids[0]
	if g.Rows != 3 || g.Columns != 3 || g.LooseRows || g.LooseColumns || g.Box != (page.Rect{X0: 50, Top: 100, X1: 350, Bottom: 160}) {
		t.Errorf("grid %+v", g)
	}
	if c, want := g.Cells[0], (SeenCell{0, 0, 1, 3, "收支预算总表", page.Rect{X0: 50, Top: 100, X1: 350, Bottom: 120}}); len(g.Cells) != 7 || c != want {
		t.Errorf("%d cells, first %+v, want 7 and %+v", len(g.Cells), c, want)
	}
}

// What is seen of a sideways page is what is seen of the upright one, where it is displayed.
func TestInspectSideways(t *testing.T) {
	s := inspected()
	for turn := uint8(1); turn < 4; turn++ {
		p := s.Sideways(turn)
		moved := func(r page.Rect) page.Rect { return r.Displayed(turn, p.Width, p.Height) }
		want := Inspect(&s.Page, settings.Default())
		want.Page, want.Turn = p, turn
		for i := range want.Words {
			want.Words[i].Box, want.Words[i].Turn = moved(want.Words[i].Box), turn
		}
		for i := range want.Edges {
			want.Edges[i] = moved(want.Edges[i])
		}
		for i, at := range want.Intersections {
			r := moved(page.Rect{X0: at.X, Top: at.Y, X1: at.X, Bottom: at.Y})
			want.Intersections[i] = Point{r.X0, r.Top}
		}
		for i := range want.Lines {
			want.Lines[i].Box = moved(want.Lines[i].Box)
		}
		for i := range want.Grids {
			g := &want.Grids[i]
			g.Box = moved(g.Box)
			for k := range g.Cells {
				g.Cells[k].Box = moved(g.Cells[k].Box)
			}
		}
		if got := Inspect(p, settings.Default()); !reflect.DeepEqual(got, want) {
			t.Errorf("turn %d: got\n%+v\nwant\n%+v", turn, got, want)
		}
	}
}

// Text of another direction than the page's is still words, where it is displayed.
func TestInspectTurnedLabel(t *testing.T) {
	s := sheet.New(1).Text(50, 60, "一般公共预算支出表")
	for i, r := range []rune("合计") { // runs up
		top := 300 - 10*float64(i+1)
		s.Chars = append(s.Chars, page.Char{Text: string(r), Size: sheet.FontSize, Turn: 3, Box: page.Rect{X0: 50, Top: top, X1: 60, Bottom: top + 10}})
	}
	seen := Inspect(&s.Page, settings.Default())
	want := Word{Text: "合计", Box: page.Rect{X0: 50, Top: 280, X1: 60, Bottom: 300}, Size: sheet.FontSize, Turn: 3}
	if !slices.Contains(seen.Words, want) {
		t.Errorf("words %+v, want %+v among them", seen.Words, want)
	}
}

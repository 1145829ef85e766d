package layout

import (
	"reflect"
	"slices"
	"testing"
)

// A grid with a caption row, a merged header and a double line.
func inspected() *sheet {
	return newSheet(1).text(50, 60, "部门：某局").text(300, 60, "第 1 页").
		h(100, 50, 350).h(120, 50, 350).h(140, 50, 350).h(141, 50, 350).h(160, 50, 350).
		v(50, 100, 160).v(150, 120, 160).v(250, 120, 160).v(350, 100, 160).
		text(120, 103, "收支预算总表").
		rows(threeColumns, []float64{120, 142}, []string{"名称", "预算", "执行"}, []string{"教育 支出", "12.00", "3.00"})
}

func TestInspect(t *testing.T) {
	seen := Inspect(&inspected().Page, DefaultSettings())
	var words []string
	for _, w := range seen.Words {
		words = append(words, w.Text)
	}
	if want := []string{"部门：某局", "第", "1", "页", "收支预算总表", "名称", "预算", "执行", "教育", "支出", "12.00", "3.00"}; !slices.Equal(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
	if w, want := seen.Words[5], (Word{Text: "名称", Box: Rect{53, 123, 73, 133}, Size: fontSize}); w != want {
		t.Errorf("word %+v, want %+v", w, want)
	}
	if want := []Rect{
		{50, 100, 350, 100}, {50, 120, 350, 120}, {50, 140.5, 350, 140.5}, {50, 160, 350, 160},
		{50, 100, 50, 160}, {150, 120, 150, 160}, {250, 120, 250, 160}, {350, 100, 350, 160},
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
	if g.Rows != 3 || g.Columns != 3 || g.LooseRows || g.LooseColumns || g.Box != (Rect{50, 100, 350, 160}) {
		t.Errorf("grid %+v", g)
	}
	if c, want := g.Cells[0], (SeenCell{0, 0, 1, 3, "收支预算总表", Rect{50, 100, 350, 120}}); len(g.Cells) != 7 || c != want {
		t.Errorf("%d cells, first %+v, want 7 and %+v", len(g.Cells), c, want)
	}
}

// What is seen of a sideways page is what is seen of the upright one, where it is displayed.
func TestInspectSideways(t *testing.T) {
	s := inspected()
	for turn := uint8(1); turn < 4; turn++ {
		p := s.sideways(turn)
		moved := func(r Rect) Rect { return r.displayed(turn, p.Width, p.Height) }
		want := Inspect(&s.Page, DefaultSettings())
		want.Page, want.Turn = p, turn
		for i := range want.Words {
			want.Words[i].Box, want.Words[i].Turn = moved(want.Words[i].Box), turn
		}
		for i := range want.Edges {
			want.Edges[i] = moved(want.Edges[i])
		}
		for i, at := range want.Intersections {
			r := moved(Rect{at.X, at.Y, at.X, at.Y})
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
		if got := Inspect(p, DefaultSettings()); !reflect.DeepEqual(got, want) {
			t.Errorf("turn %d: got\n%+v\nwant\n%+v", turn, got, want)
		}
	}
}

// Text of another direction than the page's is still words, where it is displayed.
func TestInspectTurnedLabel(t *testing.T) {
	s := newSheet(1).text(50, 60, "一般公共预算支出表")
	for i, r := range []rune("合计") { // runs up
		top := 300 - 10*float64(i+1)
		s.Chars = append(s.Chars, Char{Text: string(r), Size: fontSize, Turn: 3, Box: Rect{50, top, 60, top + 10}})
	}
	seen := Inspect(&s.Page, DefaultSettings())
	want := Word{Text: "合计", Box: Rect{50, 280, 60, 300}, Size: fontSize, Turn: 3}
	if !slices.Contains(seen.Words, want) {
		t.Errorf("words %+v, want %+v among them", seen.Words, want)
	}
}

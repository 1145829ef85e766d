package grid

import (
	"slices"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestEdges(t *testing.T) {
	h := func(rulings ...[3]float64) []page.Ruling {
		out := make([]page.Ruling, len(rulings))
		for i, r := range rulings {
			out[i] = page.Ruling{Horizontal: true, At: r[0], From: r[1], To: r[2]}
		}
		return out
	}
	for _, c := range []struct {
		name string
		in   []page.Ruling
		want []Edge
	}{
		{"border drawn twice", h([3]float64{100, 50, 150}, [3]float64{101, 50, 150}), []Edge{{At: 100.5, From: 50, To: 150}}},
		{"the longer ruling counts more", h([3]float64{100, 50, 350}, [3]float64{101, 50, 150}), []Edge{{At: 100.25, From: 50, To: 350}}},
		{"two lines", h([3]float64{100, 50, 150}, [3]float64{103, 50, 150}), []Edge{{At: 100, From: 50, To: 150}, {At: 103, From: 50, To: 150}}},
		{"a flight of rulings is no line", h([3]float64{100, 50, 60}, [3]float64{101.5, 60, 70}, [3]float64{103, 70, 80}, [3]float64{104.5, 80, 90}),
			[]Edge{{At: 101.5, From: 50, To: 80, Breaks: []float64{60, 70}}, {At: 104.5, From: 80, To: 90}}},
		{"dashes run on", h([3]float64{100, 50, 60}, [3]float64{100, 62, 72}, [3]float64{100, 74, 84}), []Edge{{At: 100, From: 50, To: 84, Breaks: []float64{62, 74}}}},
		{"a wide gap parts", h([3]float64{100, 50, 150}, [3]float64{100, 154, 250}), []Edge{{At: 100, From: 50, To: 150}, {At: 100, From: 154, To: 250}}},
		{"a dot is no line", h([3]float64{100, 50, 53}), nil},
		{"a ruling without length", h([3]float64{100, 50, 50}, [3]float64{100, 50, 150}), []Edge{{At: 100, From: 50, To: 150}}},
	} {
		got := Edges(c.in, true, settings.Default())
		same := func(a, b Edge) bool {
			return a.At == b.At && a.From == b.From && a.To == b.To && slices.Equal(a.Breaks, b.Breaks)
		}
		if !slices.EqualFunc(got, c.want, same) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEdgesTakeTheirDirectionOnly(t *testing.T) {
	rulings := []page.Ruling{{At: 10, From: 0, To: 50}, {Horizontal: true, At: 20, From: 0, To: 50}, {Horizontal: true, At: 30, From: 0, To: 50, Kind: page.FillEdge}}
	if got := Edges(rulings, true, settings.Default()); len(got) != 1 || got[0].At != 20 {
		t.Errorf("horizontal edges are %v: want the one that is drawn", got)
	}
	if got := Edges(rulings, false, settings.Default()); len(got) != 1 || got[0].At != 10 {
		t.Errorf("vertical edges are %v", got)
	}
}

func TestWhiteRulingsShowBetweenFills(t *testing.T) {
	s := sheet.New(1).H(100, 50, 150).H(200, 50, 150).V(161, 80, 120).V(170, 80, 120).Fill(40, 90, 160, 110)
	for i := range s.Rulings {
		s.Rulings[i].Gray = 1
	}
	if got := Shown(&s.Page, settings.Default()); len(got) != 2 || got[0].At != 100 || got[1].At != 161 {
		t.Errorf("%v show: want those on the filled area and at its edge", got)
	}
}

func TestComponents(t *testing.T) {
	set := settings.Default()
	parts := func(s *sheet.Sheet) [][2]int {
		var out [][2]int
		for _, c := range WithLoneSides(Components(Edges(s.Rulings, true, set), Edges(s.Rulings, false, set), set), set) {
			out = append(out, [2]int{len(c.Horizontal), len(c.Vertical)})
		}
		return out
	}
	two := func() *sheet.Sheet {
		return sheet.New(1).Grid([]float64{50, 150}, []float64{100, 120}).Grid([]float64{300, 400, 500}, []float64{100, 120, 140})
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want [][2]int
	}{
		{"two grids", two(), [][2]int{{2, 2}, {3, 3}}},
		{"a line that joins them", two().H(110, 150, 300), [][2]int{{6, 5}}},
		{"a line that misses by little", two().H(110, 152, 298), [][2]int{{6, 5}}},
		{"a line that misses", two().H(110, 155, 295), [][2]int{{2, 2}, {3, 3}, {1, 0}}},
		{"the open side of a column", two().V(550, 100, 140), [][2]int{{2, 2}, {3, 4}}},
		{"a side that is as high as none", two().V(550, 100, 180), [][2]int{{2, 2}, {3, 3}}},
	} {
		if got := parts(c.s); !slices.Equal(got, c.want) {
			t.Errorf("%s: horizontals and verticals %v, want %v", c.name, got, c.want)
		}
	}
}

func TestDarkAreas(t *testing.T) {
	set := settings.Default()
	box := page.Rect{X0: 50, Top: 50, X1: 100, Bottom: 100}
	for gray, want := range map[float32]bool{0: true, 0.9: true, 1: false} {
		if got := darkAreas([]page.Fill{{Rect: box, Gray: gray}}, set).Hold(60, 60, 0, 0); got != want {
			t.Errorf("a fill of luminance %g is dark: %t, want %t", gray, got, want)
		}
	}
}

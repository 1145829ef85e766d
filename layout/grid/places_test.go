package grid

import "testing"

func TestPlaces(t *testing.T) {
	p := PlacesOf(2, 3)
	p.Cover(Span{0, 1, 2, 1}, 7)
	if got := p.At(1, 1); got != 7 {
		t.Errorf("cell %d covers the place, want 7", got)
	}
	if got := p.At(1, 0); got != -1 || !p.Free(1, 0) {
		t.Errorf("cell %d covers a free place", got)
	}
	var free [][2]int
	for r, c := range p.AllFree() {
		free = append(free, [2]int{r, c})
		p.Cover(Span{r, c, 1, min(2, 3-c)}, 8)
	}
	if len(free) != 4 || free[1] != [2]int{0, 2} {
		t.Errorf("%v are free", free)
	}
}

func TestWidest(t *testing.T) {
	rows := []string{
		"xx.x",
		"xxxx",
		"x..x",
	}
	own := func(r, c int) bool { return rows[r][c] == 'x' }
	for _, c := range []struct{ of, want Span }{
		{Span{0, 0, 3, 4}, Span{0, 0, 2, 2}},
		{Span{0, 0, 3, 1}, Span{0, 0, 3, 1}},
		{Span{1, 0, 2, 4}, Span{1, 0, 1, 4}},
		{Span{0, 3, 1, 1}, Span{0, 3, 1, 1}},
	} {
		if got := c.of.Widest(own); got != c.want {
			t.Errorf("%v: %v, want %v", c.of, got, c.want)
		}
	}
}

package grid

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

func TestFill(t *testing.T) {
	ruled := func() *sheet.Sheet { return sheet.New(1).Grid(sheet.Even(50, 50, 2), []float64{100, 120}) }
	// digits shows a number whose every digit is painted by itself.
	digits := func(s *sheet.Sheet, x float64, text string) *sheet.Sheet {
		for i, r := range text {
			s.Text(x+5*float64(i), 105, string(r))
		}
		return s
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want string
		rest int
	}{
		{"texts in their cells", ruled().Text(55, 105, "项目").Text(105, 105, "12.50"), "项目 12.50", 0},
		{"text outside", ruled().Text(55, 105, "项目").Text(55, 130, "注"), "项目 .", 1},
		{"number that runs over its border stays whole", ruled().Text(68, 105, "1,234,567.89"), "1,234,567.89 .", 0},
		{"so does one whose digits are painted one by one", digits(ruled(), 73, "12345678"), "12345678 .", 0},
		{"the cell with most of it has it", ruled().Text(88, 105, "1,234,567.89"), ". 1,234,567.89", 0},
		{"word that the border strikes through", ruled().Text(75, 105, "工资福利"), "工资福利 .", 0},
		{"texts of two cells that touch", ruled().Text(80, 105, "支出").Text(100, 105, "12.50"), "支出 12.50", 0},
		{"numbers of two cells that touch", ruled().Text(75, 105, "12.50").Text(100, 105, "13.75"), "12.50 13.75", 0},
		{"number that runs out of the grid", ruled().Text(121, 105, "1234567"), ". 1234567", 0},
		{"word painted in one run over the border between its glyphs", ruled().Text(80, 105, "支出项目"), "支出 项目", 0},
	} {
		grids := gridsOf(c.s)
		rest := Fill(grids, c.s.Chars, nil, settings.Default())
		if got := show(grids[0]); got != c.want || len(rest) != c.rest {
			t.Errorf("%s: %s and %d glyphs, want %s and %d", c.name, got, len(rest), c.want, c.rest)
		}
	}
}

// TestDecimalsOfTheGrid: where no number of a column stands on one line, those of the others tell that the line under one
// brings it its last decimal, however far the lines stand apart.
func TestDecimalsOfTheGrid(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 150, 194}, sheet.Even(100, 40, 5))
	for _, top := range sheet.Even(115, 40, 5) {
		s.Text(60, top, "391,332.55")
	}
	s.Text(152, 105, "18,536.8").Text(185, 125, "8")
	grids := gridsOf(s)
	Fill(grids, s.Chars, nil, settings.Default())
	if got := grids[0].Cells[1].Text; got != "18,536.88" {
		t.Errorf("%q", got)
	}
}

func TestFillWithoutGrids(t *testing.T) {
	s := sheet.New(1).Text(50, 100, "正文")
	rest := Fill(nil, s.Chars, nil, settings.Default())
	if len(rest) != 2 || cap(rest) != 2 {
		t.Error("glyphs of a page without grids are all of them, and what is put behind them is put elsewhere")
	}
}

func TestGlyphsBetweenTwoGrids(t *testing.T) {
	s := sheet.New(1).Grid([]float64{50, 150}, []float64{100, 120}).Grid([]float64{50, 150}, []float64{200, 220})
	for _, y := range []float64{205, 105, 205, 150} {
		s.Text(55, y, "甲")
	}
	grids := gridsOf(s)
	rest := Fill(grids, s.Chars, nil, settings.Default())
	if a, b := show(grids[0]), show(grids[1]); a != "甲" || b != "甲甲" || len(rest) != 1 {
		t.Errorf("%s, %s and %d glyphs", a, b, len(rest))
	}
}

func TestGather(t *testing.T) {
	of := []int32{-1, -1, -1, 4, 4, 5}
	gather(of)
	for _, home := range of {
		if home != 4 {
			t.Fatalf("%v: want all in cell 4: no glyph leaves the grid that most of its text stands in", of)
		}
	}
}

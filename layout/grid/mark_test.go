package grid

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

// TestMarksOfTextAreNoRowLines: underlines and lines that strike text through go; lines of rows stay, however close text stands to them.
func TestMarksOfTextAreNoRowLines(t *testing.T) {
	// Two rows and three columns of 100 pt; the first row's baseline is at 111.
	xs, ys := sheet.Even(50, 100, 3), []float64{100, 140, 180}
	table := func() *sheet.Sheet {
		return sheet.New(1).Table(xs, ys, []string{"项目名称", "智慧财政", "1,200.00"})
	}
	for _, c := range []struct {
		name  string
		s     *sheet.Sheet
		stays bool
	}{
		{"underline as wide as its text", table().H(113, 153, 193), false},
		{"underline nearly as wide as its cell", table().H(113, 152, 248), false},
		{"underlines in two cells of three", table().H(113, 152, 248).H(113, 252, 348), false},
		{"lines in all cells", table().H(113, 52, 148).H(113, 152, 248).H(113, 252, 348), true},
		{"line from side to side", table().H(113, 150, 250), true},
		{"line that ends at one side", table().H(113, 150, 248), true},
		{"line over two columns", table().H(113, 152, 348), true},
		{"line far under the text", table().H(118, 152, 248), true},
		{"line without text", table().H(160, 152, 248), true},
		{"line in a frame of one column", sheet.New(1).Table([]float64{50, 350}, ys, []string{"智慧财政"}).H(113, 52, 348), true},
		{"line under several texts", sheet.New(1).Table([]float64{50, 150, 350}, ys, []string{"项目", "一般公共"}).Text(233, 103, "政府性基金").H(113, 153, 300), true},
		{"line in a double frame", sheet.New(1).Table([]float64{50, 55, 350, 355}, ys, []string{"", "智慧财政"}).H(113, 60, 345), true},
		{"line under text outside of tables", sheet.New(1).Text(53, 103, "智慧财政").H(113, 53, 93), true},
		{"text struck through", table().H(107, 153, 193), false},
		{"cell struck through", table().H(107, 152, 248), false},
		{"row struck through, cell by cell", table().H(107, 52, 148).H(107, 152, 248).H(107, 252, 348), false},
		{"text struck through outside of tables", sheet.New(1).Text(53, 103, "智慧财政").H(107, 53, 93), false},
		{"row line through text from side to side", table().H(107, 150, 250), true},
		{"line through the foot of a text", table().H(110, 152, 248).H(110, 52, 148).H(110, 252, 348), true},
		{"line through one text, under another", sheet.New(1).Text(53, 103, "智慧财政").Text(153, 107, "一般公共").H(108, 53, 193), true},
		{"rule of a table without sides, much wider than the text in it", sheet.New(1).Text(53, 103, "智慧财政").H(107, 53, 350), true},
	} {
		set := settings.Default()
		horizontal, vertical := Edges(c.s.Rulings, true, set), Edges(c.s.Rulings, false, set)
		got := len(WithoutMarks(horizontal, vertical, c.s.Chars, set))
		if (got == len(horizontal)) != c.stays {
			t.Errorf("%s: %d of %d lines stay", c.name, got, len(horizontal))
		}
	}
}

// TestMarksAreNotSoughtWithoutEnd: on a page with more lines and glyphs than any text has, all lines stay.
func TestMarksAreNotSoughtWithoutEnd(t *testing.T) {
	s := sheet.New(1)
	for range 2000 {
		s.Text(53, 103, "财").H(107, 53, 63).H(117, 70, 350)
	}
	set := settings.Default()
	horizontal := Edges(s.Rulings, true, set)
	for range 11 {
		horizontal = append(horizontal, horizontal...)
	}
	if got := WithoutMarks(horizontal, nil, s.Chars, set); len(got) != len(horizontal) {
		t.Errorf("%d of %d lines stay", len(got), len(horizontal))
	}
}

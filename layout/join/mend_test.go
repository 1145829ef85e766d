package join

import (
	"strings"
	"testing"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// partOf are the cells and row heights of a part written as rows `a|b|c`. A text may begin with ↓ where no ruling
// closes its cell at the bottom, ↑ where none does at the top; one that ends with a digit after @ spans as many rows,
// and ^ is a place that the cell above spans.
func partOf(rows ...string) ([]Cell, []float64) {
	var cells []Cell
	heights := make([]float64, len(rows))
	for r, row := range rowsOf(rows...) {
		heights[r] = 20
		for k, text := range row {
			if text == "^" {
				continue
			}
			c := grid.Cell{Span: grid.Span{Row: r, Column: k, RowSpan: 1, ColumnSpan: 1}, Closed: grid.Sides{Top: true, Bottom: true, Left: true, Right: true}}
			if rest, ok := strings.CutPrefix(text, "↓"); ok {
				text, c.Closed.Bottom = rest, false
			}
			if rest, ok := strings.CutPrefix(text, "↑"); ok {
				text, c.Closed.Top = rest, false
			}
			if before, span, ok := strings.Cut(text, "@"); ok {
				text, c.RowSpan = before, int(span[0]-'0')
			}
			c.Content = page.Content{Text: text, FirstLine: text, LastLine: text}
			cells = append(cells, Cell{Cell: c})
		}
	}
	return cells, heights
}

func TestWhatABreakCuts(t *testing.T) {
	head := "编码|名称|说明|金额"
	for _, c := range []struct {
		name         string
		header       int
		opens        bool
		above, below []string
		want         string // the rows from the last one above the break on
	}{
		{"a row begins", 1, false, []string{head, "201|服务|甲|1.00"}, []string{"205|教育|乙|2.00"}, "201|服务|甲|1.00/205|教育|乙|2.00"},
		{"the rest of a row", 1, false, []string{head, "201|服务|甲|1.00", "205|教育|乙的|2.00"}, []string{"||说明|"}, "205|教育|乙的说明|2.00"},
		{"the rest of a number", 1, false, []string{head, "201|服务|甲|1.00", "205|教育|乙|2.0"}, []string{"|||0"}, "205|教育|乙|2.00"},
		{"a row with a code is none's rest", 1, false, []string{head, "201|服务|甲|1.00", "205|教育|乙|2.00"}, []string{"206|||"}, "205|教育|乙|2.00/206|||"},
		{"text where the row above has none is none's rest", 1, false, []string{head, "201|服务||1.00", "205|教育||2.00"}, []string{"||乙|"}, "205|教育||2.00/||乙|"},
		{"unless the row lacks what every row has", 1, false, []string{head, "201|服务|甲|1.00", "202|外交|甲|1.00", "203|国防|甲|1.00", "204|安全|甲|1.00", "206|科学|甲|1.00", "207|文化|甲|1.00", "208|保障|甲|1.00", "210|卫生|甲|1.00", "211|环保|甲|1.00", "205|教育|甲|"}, []string{"|||2.00"}, "205|教育|甲|2.00"},
		{"what asks for its value is whole", 0, false, []string{"项目|某项目|金额|1.00", "单位|某局|其中：|1.00"}, []string{"||财政|"}, "单位|某局|其中：|1.00/||财政|"},
		{"a form's first cell is the row's", 0, false, []string{"项目|某项目|金额|1.00", "目标|完成|任务|1.00"}, []string{"|和其他|工作|"}, "目标|完成和其他|任务工作|1.00"},
		{"most of a row is below", 1, false, []string{head, "201|服务|甲|1.00", "202|外交|甲|1.00", "203|国防|甲|1.00", "204|安全|甲|1.00", "206|科学|甲|1.00", "207|文化|甲|1.00", "208|保障|甲|1.00", "210|卫生|甲|1.00", "211|环保|甲|1.00", "||某项目的|"}, []string{"205|教育|说明|2.00"}, "205|教育|某项目的说明|2.00"},
		{"cells that are open go on", 1, true, []string{head, "201@2|服务|甲|1.00", "^|国防|甲|1.00", "↓205|教育|乙|2.00"}, []string{"↑|科学|丙|3.00"}, "205@2|教育|乙|2.00/科学|丙|3.00"},
		{"blank cells of merged columns go on", 1, false, []string{head, "201@2|服务|甲|1.00", "^|教育|乙|2.00"}, []string{"@2|科学|丙|3.00", "^|文化|丁|4.00"}, "201@4|服务|甲|1.00/教育|乙|2.00/科学|丙|3.00/文化|丁|4.00"},
		{"a blank cell of single rows does not", 1, false, []string{head, "201|服务||1.00", "205|教育|乙|2.00"}, []string{"206|科学||3.00"}, "205|教育|乙|2.00/206|科学||3.00"},
		{"a record drawn anew on each page", 1, false, []string{head, "201@2|服务|甲|1.00", "^|教育|乙|2.00"}, []string{"201@2|科学|丙|3.00", "^|文化|丁|4.00"}, "201@4|服务|甲|1.00/教育|乙|2.00/科学|丙|3.00/文化|丁|4.00"},
		{"another record begins", 1, false, []string{head, "201@2|服务|甲|1.00", "^|教育|乙|2.00"}, []string{"206@2|科学|丙|3.00", "^|文化|丁|4.00"}, "201@2|服务|甲|1.00/教育|乙|2.00/206@2|科学|丙|3.00/文化|丁|4.00"},
	} {
		b := newStack(4, c.header, settings.Default())
		b.opens = c.opens
		cells, heights := partOf(c.above...)
		b.add(cells, heights)
		from := b.cells[b.foot[0]].Row
		cells, heights = partOf(c.below...)
		b.add(cells, heights)
		var shown []Cell
		for _, cell := range b.cells {
			if cell.Row >= from {
				shown = append(shown, cell)
			}
		}
		want := strings.NewReplacer("@2", "@2×1", "@4", "@4×1").Replace(c.want)
		if got := strings.TrimLeft(show(shown), "/"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
	}
}

func TestRowOfWhichNothingIsBelow(t *testing.T) {
	for _, c := range []struct {
		name   string
		height float64 // of the row above the break
		rows   int
	}{
		{"lower than all others", 12, 3},
		{"as high as the others", 20, 4},
	} {
		b := newStack(2, 1, settings.Default())
		cells, heights := partOf("名称|金额", "服务|1.00", "教育|2.00")
		heights[2] = c.height
		b.add(cells, heights)
		cells, heights = partOf("|")
		heights[0] = 8
		b.add(cells, heights)
		if b.rows() != c.rows {
			t.Errorf("%s: %d rows, want %d", c.name, b.rows(), c.rows)
		}
	}
}

func TestTextThatTheBreakHalves(t *testing.T) {
	// cell has the given space, in em, over and under its text
	cell := func(text string, over, under float64) *Cell {
		c := &grid.Cell{Span: grid.Span{RowSpan: 1, ColumnSpan: 1}, Content: page.Content{Text: text, Size: 1, Lines: []page.SetLine{{Top: over, Bottom: over + 1}}}}
		return &Cell{Cell: *c, last: share{c, &Part{Grid: &grid.Grid{Xs: []float64{0, 9}, Ys: []float64{0, over + 1 + under}}}}}
	}
	c := &cut{stack: newStack(1, 0, settings.Default())}
	for _, k := range []struct {
		name         string
		above, below *Cell
		want         bool
	}{
		{"against the break on both pages", cell("某项目的", 5, 0.2), cell("说明", 0.2, 5), true},
		{"a text of its own above", cell("某项目", 0.2, 5), cell("说明", 0.2, 5), false},
		{"no room on the far side", cell("某项目的", 0.3, 0.2), cell("说明", 0.2, 5), false},
	} {
		if got := c.isHalved(k.above, k.below); got != k.want {
			t.Errorf("%s: %t", k.name, got)
		}
	}
}

func TestSkippedRowsAreCutOffSpanningCells(t *testing.T) {
	b := newStack(2, 1, settings.Default())
	cells, heights := partOf("名称|金额", "服务|1.00")
	b.add(cells, heights)
	cells, heights = partOf("名称@2|金额", "^|其中", "教育|2.00")
	b.add(withoutRows(cells, heights, []bool{true, false, false}))
	if got, want := show(b.cells), "名称|金额/服务|1.00/名称|其中/教育|2.00"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

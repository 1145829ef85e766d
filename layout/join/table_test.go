package join

import (
	"slices"
	"testing"

	"yusuan/layout/caption"
	"yusuan/layout/grid"
	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// cellAt is a cell of a logical table.
func cellAt(row, column, rows, columns int, text string) Cell {
	return Cell{Cell: grid.Cell{Span: grid.Span{Row: row, Column: column, RowSpan: rows, ColumnSpan: columns}, Content: page.Content{Text: text}}}
}

func TestCover(t *testing.T) {
	table := Table{Rows: 2, Columns: 3, Cells: []Cell{
		cellAt(0, 0, 1, 2, "甲"),
		cellAt(0, 1, 1, 1, "乙"), // its place is taken: the text goes to the holder
		cellAt(0, 2, 2, 9, "丙"), // too wide
		cellAt(1, 1, 1, 2, "丁"), // half of its places are taken
		cellAt(2, 0, 1, 1, "outside"),
	}}
	table.cover(settings.Default())
	if got, want := show(table.Cells), "甲乙@1×2|丙@2×1/|丁"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSpacerColumnsGo(t *testing.T) {
	cells := func() []Cell {
		return []Cell{cellAt(0, 0, 1, 1, "名称"), cellAt(0, 1, 1, 1, ""), cellAt(0, 2, 1, 1, "金额"), cellAt(1, 0, 1, 2, "服务"), cellAt(1, 2, 1, 1, "1.00")}
	}
	table := Table{Rows: 2, Columns: 3, HeaderRows: 1, Cells: cells()}
	table.dropSpacers()
	if got, want := show(table.Cells), "名称|金额/服务|1.00"; got != want || table.Columns != 2 {
		t.Errorf("%s, want %s", got, want)
	}
	form := Table{Rows: 2, Columns: 3, Cells: cells()}
	form.dropSpacers()
	if form.Columns != 3 {
		t.Errorf("%d columns: a form's blank fields stay", form.Columns)
	}
}

func TestMethod(t *testing.T) {
	for want, loose := range map[model.Method][2]bool{model.Ruled: {false, false}, model.PartRuled: {true, false}, model.Aligned: {true, true}} {
		c := &chain{parts: []*Part{{Grid: &grid.Grid{LooseRows: loose[0], LooseColumns: loose[1]}}}}
		if got := c.method(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestConfidence: what was seen against a table lessens the confidence in it, each by itself and together.
func TestConfidence(t *testing.T) {
	for _, c := range []struct {
		name string
		e    evidence
		want float64
	}{
		{"all drawn", evidence{}, 1},
		{"a cell of several values", evidence{several: 1}, 0.85},
		{"rows by their baselines", evidence{rows: 1}, 0.85},
		{"nothing drawn", evidence{rows: 1, columns: 1}, 0.81},
		{"rows by nothing but their distance", evidence{rows: 1, columns: 1, leading: 1}, 0.12},
		{"half of the rows without figure", evidence{rows: 1, unfigured: 0.5}, 0.45},
		{"no header", evidence{rows: 1, headless: 1}, 0.04},
	} {
		if got := c.e.confidence(&settings.Default().Join.Confidence); got != c.want {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

func TestCaptionRowsAndNotesLeaveTheGrid(t *testing.T) {
	for _, c := range []struct {
		name         string
		rows         []string
		number, unit string
		first, notes string
		rowsOfTable  int
	}{
		{"none", []string{"名称|金额", "服务|1.00"}, "", "", "名称", "", 2},
		{"number and unit", []string{"表1|单位：元", "名称|金额", "服务|1.00"}, "表1", "元", "名称", "", 2},
		{"a year alone is no caption", []string{"2026年|", "名称|金额"}, "", "", "2026年", "", 2},
		{"a title beside other text is a head", []string{"收支总表|金额", "服务|1.00"}, "", "", "收支总表", "", 2},
	} {
		texts := rowsOf(c.rows...)
		v := pageOf(sheet.New(1).Table(sheet.Even(50, 150, 2), sheet.Even(100, 20, len(texts)), texts...))
		if len(v.Parts) != 1 {
			t.Fatalf("%s: %d parts", c.name, len(v.Parts))
		}
		p := v.Parts[0]
		if p.caption.Number != c.number || p.caption.Unit != c.unit || p.Cells[0].Text != c.first || p.Rows() != c.rowsOfTable {
			t.Errorf("%s: caption %+v over %d rows that begin with %s", c.name, p.caption, p.Rows(), p.Cells[0].Text)
		}
	}
	v := pageOf(sheet.New(1).Grid([]float64{50, 350}, sheet.Even(100, 20, 4)).V(200, 100, 160).Rows([]float64{50, 200}, sheet.Even(100, 20, 3), rowsOf("名称|金额", "服务|1.00", "教育|2.00", "注：金额为预算数。")...))
	if p := v.Parts[0]; p.Rows() != 3 || !slices.Equal(p.notes, []string{"注：金额为预算数。"}) {
		t.Errorf("%d rows with notes %q: want the remark out of the grid", p.Rows(), p.notes)
	}
	v = pageOf(sheet.New(1).Grid([]float64{50, 350}, sheet.Even(100, 20, 2)).V(200, 100, 120).Rows([]float64{50, 200}, sheet.Even(100, 20, 2), rowsOf("表1|单位：元", "收支总表")...))
	if len(v.Parts) != 0 || len(v.Lines) != 2 {
		t.Errorf("%d parts and %d lines: a grid of captions only is lines of the page", len(v.Parts), len(v.Lines))
	}
}

func TestUnitOverAHeadInItsCellIsTheTables(t *testing.T) {
	ys := []float64{100, 130, 150}
	s := sheet.New(1).Grid(sheet.Even(50, 100, 2), ys).Text(53, 115, "项目").Text(190, 102, "单位：亿元").Text(190, 116, "执行数").Text(53, 133, "债务").Text(160, 133, "1.00")
	p := pageOf(s).Parts[0]
	if p.caption.Unit != "亿元" || p.Cells[1].Text != "执行数" || p.Rows() != 2 {
		t.Errorf("unit %q over %q", p.caption.Unit, p.Cells[1].Text)
	}
}

func TestLargerFirstRowWithoutLinesIsTheTitle(t *testing.T) {
	rows := func(size float64, loose bool) *grid.Grid {
		g := pageOf(sheet.New(1).Grid([]float64{50, 350}, sheet.Even(100, 20, 3)).V(200, 120, 160).
			Rows([]float64{50, 200}, sheet.Even(100, 20, 3), rowsOf("Operating Budget", "Item|2026", "Parks|1.00")...)).Parts[0].Grid
		g.LooseRows, g.Cells[0].Size = loose, size
		return g
	}
	for _, c := range []struct {
		name  string
		g     *grid.Grid
		title string
	}{
		{"larger", rows(14, true), "Operating Budget"},
		{"of one size", rows(10, true), ""},
		{"between rulings", rows(14, false), ""},
	} {
		rest, said := withoutCaption(c.g, settings.Default())
		if said.Title != c.title || (rest.Rows() == 2) != (c.title != "") {
			t.Errorf("%s: title %q over %d rows, want %q", c.name, said.Title, rest.Rows(), c.title)
		}
	}
}

func TestFurnitureIsToldByPlaceAndRepetition(t *testing.T) {
	pages := func(n int, alter func(i int, s *sheet.Sheet)) []*Page {
		var out []*Page
		for i := range n {
			s := sheet.New(i+1).Text(50, 300, "正文")
			alter(i, s)
			out = append(out, pageOf(s))
		}
		DropFurniture(out, settings.Default())
		return out
	}
	for _, c := range []struct {
		name  string
		pages int
		alter func(i int, s *sheet.Sheet)
		lines int // on the first page
	}{
		{"running head", 4, func(_ int, s *sheet.Sheet) { s.Text(50, 20, "某局部门预算") }, 1},
		{"running head with the page's number", 4, func(i int, s *sheet.Sheet) { s.Text(50, 20, "某局部门预算"+string(rune('1'+i))) }, 1},
		{"page number", 1, func(_ int, s *sheet.Sheet) { s.Text(50, 780, "- 1 -") }, 1},
		{"text in the margin of one page", 4, func(i int, s *sheet.Sheet) {
			if i == 0 {
				s.Text(50, 20, "某局部门预算")
			}
		}, 2},
		{"the same text in the middle", 4, func(_ int, s *sheet.Sheet) { s.Text(50, 400, "某局部门预算") }, 2},
		{"caption on each page", 4, func(_ int, s *sheet.Sheet) { s.Text(50, 20, "单位：万元") }, 2},
		{"title on each page", 4, func(_ int, s *sheet.Sheet) { s.Text(50, 20, "收支总表") }, 2},
		{"wrapped title over a table on each page", 4, func(_ int, s *sheet.Sheet) {
			s.Centred(150, 20, "2026年某市政府性基金").Centred(150, 32, "转移支付情况表").Table(sheet.Even(50, 100, 2), sheet.Even(60, 20, 2), rowsOf("名称|金额", "服务|1.00")...)
		}, 3},
		{"title that its place tells over a table on each page", 4, func(_ int, s *sheet.Sheet) {
			s.Centred(150, 20, "重点项目名单").Text(200, 40, "单位：元").Table(sheet.Even(50, 100, 2), sheet.Even(60, 20, 2), rowsOf("名称|金额", "服务|1.00")...)
		}, 3},
		{"running head over a table on each page but one", 4, func(i int, s *sheet.Sheet) {
			s.Centred(150, 20, "重点项目名单")
			if i > 0 {
				s.Text(200, 40, "单位：元").Table(sheet.Even(50, 100, 2), sheet.Even(60, 20, 2), rowsOf("名称|金额", "服务|1.00")...)
			}
		}, 1},
		{"title beside each page's own", 4, func(i int, s *sheet.Sheet) {
			s.Text(50, 20, "部门预算公开表").Text(50, 60, string(rune('甲'+i))+"收支总表")
		}, 2},
	} {
		if got := pages(c.pages, c.alter)[0].Lines; len(got) != c.lines {
			t.Errorf("%s: %d lines stay, want %d", c.name, len(got), c.lines)
		}
	}
}

func TestUnitOfAForm(t *testing.T) {
	table := Table{Caption: caption.Caption{}, Cells: []Cell{cellAt(0, 0, 1, 1, "项目名称"), cellAt(1, 0, 1, 1, "项目资金\n（万元）")}}
	if got := table.unitInLabels(); got != "万元" {
		t.Errorf("unit %q", got)
	}
}

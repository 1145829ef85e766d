package join

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/layout/grid"
	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// pageOf is what a sheet with ruled tables is when its pages are joined.
func pageOf(s *sheet.Sheet) *Page {
	set := settings.Default()
	v := &Page{Width: s.Width, Height: s.Height, Em: sheet.FontSize}
	var grids []*grid.Grid
	for _, c := range grid.Components(grid.Edges(s.Rulings, true, set), grid.Edges(s.Rulings, false, set), set) {
		g := grid.Ruled(c, sheet.FontSize, set)
		g.Page = s.Number
		grids = append(grids, g)
	}
	v.Lines = page.TextLinesOf(s.Number, grid.Fill(grids, s.Chars, set), set)
	for _, g := range grids {
		v.Add(g, nil, set)
	}
	return v
}

// pagesOf are pages whose captions are read.
func pagesOf(sheets ...*sheet.Sheet) []*Page {
	pages := make([]*Page, len(sheets))
	for i, s := range sheets {
		pages[i] = pageOf(s)
	}
	DropFurniture(pages, settings.Default())
	Captions(pages, settings.Default())
	return pages
}

// rowsOf reads rows written as `a|b|c`.
func rowsOf(rows ...string) [][]string {
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = strings.Split(r, "|")
	}
	return out
}

// table is a sheet with a ruled table of even columns and rows, whose first row stands at top.
func table(number int, top float64, rows ...string) *sheet.Sheet {
	texts := rowsOf(rows...)
	return sheet.New(number).Table(sheet.Even(50, 100, len(texts[0])), sheet.Even(top, 20, len(rows)), texts...)
}

// form is a sheet with a form of three columns: a project's name over its indicators.
func form(number int, name string) *sheet.Sheet {
	xs, ys := sheet.Even(50, 100, 3), sheet.Even(100, 20, 3)
	return sheet.New(number).Grid([]float64{50, 150, 350}, ys).V(250, 120, 160).
		Rows(xs, ys, rowsOf("项目名称|"+name, "一级指标|二级指标|指标值", "产出|数量|3")...)
}

func TestWhichGridsAreOneTable(t *testing.T) {
	first := func() *sheet.Sheet {
		return table(1, 100, "科目编码|科目名称|合计", "201|公共服务|1.00", "205|教育|2.00").Text(50, 80, "表1 支出总表")
	}
	for _, c := range []struct {
		name          string
		first, second *sheet.Sheet
		tables        int
	}{
		{"rows go on without a header", first(), table(2, 40, "206|科学|3.00"), 1},
		{"header repeated", first(), table(2, 40, "科目编码|科目名称|合计", "206|科学|3.00"), 1},
		{"header and caption repeated", first(), table(2, 100, "科目编码|科目名称|合计", "206|科学|3.00").Text(50, 80, "表1 支出总表"), 1},
		{"continuation told", first(), table(2, 100, "206|科学|3.00").Text(50, 80, "续表1 支出总表（续）"), 1},
		{"another number", first(), table(2, 100, "科目编码|科目名称|合计", "206|科学|3.00").Text(50, 80, "表2 支出总表"), 2},
		{"another title", first(), table(2, 100, "科目编码|科目名称|合计", "206|科学|3.00").Text(50, 80, "收入总表"), 2},
		{"another unit's table of the same name", first().Text(250, 80, "部门：某局"), table(2, 100, "科目编码|科目名称|合计", "206|科学|3.00").Text(50, 80, "表1 支出总表").Text(250, 80, "部门：某院"), 2},
		{"one for each unit, bodies begin alike", first(), table(2, 100, "科目编码|科目名称|合计", "201|公共服务|7.00").Text(50, 80, "表1 支出总表"), 2},
		{"caption of the next at the foot", first().Text(50, 700, "表2 收入总表"), table(2, 40, "206|科学|3.00"), 2},
		{"prose between them", first(), table(2, 100, "206|科学|3.00").Text(50, 60, "本部门的支出如下。"), 2},
		{"prose, but the header comes again", first(), table(2, 100, "科目编码|科目名称|合计", "206|科学|3.00").Text(50, 60, "本部门的支出如下。"), 1},
		{"other columns", first(), sheet.New(2).Table([]float64{50, 90, 130, 170, 350}, []float64{40, 60}, []string{"206", "甲", "乙", "3.00"}), 2},
		{"moved by the binding margin", first(), sheet.New(2).Table(sheet.Even(70, 100, 3), []float64{40, 60}, []string{"206", "科学", "3.00"}), 1},
		{"another grid follows on the page", table(1, 100, "科目编码|科目名称|合计", "201|公共服务|1.00").Grid([]float64{50, 90, 130, 170, 350}, []float64{300, 320}), table(2, 40, "206|科学|3.00"), 3},
		{"a form for each project", form(1, "某项目甲"), form(2, "某项目乙"), 2},
		{"a form that goes on", form(1, "某项目甲"), table(2, 40, "绩效|完成|任务"), 1},
	} {
		got := chainsOf(pagesOf(c.first, c.second), settings.Default())
		if len(got) != c.tables {
			t.Errorf("%s: %d tables, want %d", c.name, len(got), c.tables)
		}
	}
}

func TestPageWithoutTableEndsIt(t *testing.T) {
	pages := pagesOf(table(1, 100, "科目|合计", "教育|1.00"), sheet.New(2), table(3, 40, "科学|2.00"))
	if got := chainsOf(pages, settings.Default()); len(got) != 2 {
		t.Errorf("%d tables, want 2", len(got))
	}
}

func TestRepeatedHeadOfABlockInsideAForm(t *testing.T) {
	first := form(1, "某项目甲")
	again := table(2, 40, "一级指标|二级指标|指标值", "效益|质量|4")
	got := Tables(pagesOf(first, again), settings.Default())
	if len(got) != 1 || got[0].Rows != 4 {
		t.Fatalf("%d tables, the first of %d rows: want one with the inner head once", len(got), got[0].Rows)
	}
	other := table(2, 40, "一级指标|指标名称|指标值", "效益|质量|4")
	if got := Tables(pagesOf(first, other), settings.Default()); len(got) != 1 || got[0].Rows != 5 {
		t.Errorf("another head counts as a row")
	}
}

func TestWings(t *testing.T) {
	left := func() *sheet.Sheet {
		return sheet.New(1).Table([]float64{50, 150, 300}, []float64{100, 120, 150, 170}, rowsOf("编码|名称", "201|公共服务", "205|教育")...)
	}
	right := func(ys ...float64) *sheet.Sheet {
		return sheet.New(2).Table([]float64{50, 200, 350}, ys, rowsOf("基本支出|项目支出", "1.00|2.00", "3.00|4.00")...)
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want bool
	}{
		{"the same rows and no labels", right(100, 120, 150, 170), true},
		{"rows at other heights", right(100, 125, 150, 170), false},
		{"fewer rows", sheet.New(2).Table([]float64{50, 200, 350}, []float64{100, 120, 150}, rowsOf("基本支出|项目支出", "1.00|2.00")...), false},
		{"labels of its own", sheet.New(2).Table([]float64{50, 200, 350}, []float64{100, 120, 150, 170}, rowsOf("名称|金额", "甲|2.00", "乙|4.00")...), false},
		{"a caption of its own", right(100, 120, 150, 170).Text(50, 80, "表2 支出表"), false},
	} {
		first := left().Text(50, 80, "表1 收入表")
		tables := chainsOf(pagesOf(first, c.s), settings.Default())
		if got := len(tables) == 1 && len(tables[0].parts[0].wings) == 1; got != c.want {
			t.Errorf("%s: stands beside %t, %d tables", c.name, got, len(tables))
		}
	}
}

func TestSameColumns(t *testing.T) {
	g := func(xs ...float64) *grid.Grid { return &grid.Grid{Xs: xs, Em: sheet.FontSize} }
	a := g(50, 150, 250, 350)
	for _, c := range []struct {
		name string
		b    *grid.Grid
		want bool
	}{
		{"the same", g(50, 150, 250, 350), true},
		{"a little off", g(52, 148, 253, 350), true},
		{"moved as a whole", g(80, 180, 280, 380), true},
		{"a column parted", g(50, 100, 150, 250, 350), true},
		{"a column missing", g(50, 150, 350), true},
		{"half of them elsewhere", g(50, 130, 290, 350), false},
		{"others", g(50, 90, 130, 170), false},
	} {
		if got := sameColumns(a, c.b, settings.Default()); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
		if got := sameColumns(c.b, a, settings.Default()); got != c.want {
			t.Errorf("%s, the other way round: %t", c.name, got)
		}
	}
}

func TestSameHeads(t *testing.T) {
	g := func(row string) *grid.Grid {
		out := &grid.Grid{}
		for i, text := range strings.Split(row, "|") {
			out.Cells = append(out.Cells, grid.Cell{Span: grid.Span{Column: i, RowSpan: 1, ColumnSpan: 1}, Content: page.Content{Text: text}})
		}
		return out
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"编码|名称|合计", "编码|名称|合计", true},
		{"编码|名 称|合计", "编码|名称|合计", true},
		{"科目编码|名称|合计", "编码|名称|合计", true},
		{"科目编码|科目名称", "编码|名称", false},
		{"科目编码|名称|合计", "码|名称|合计", false},
		{"编码|名称|合计", "编码|名称", false},
		{"编码|名称", "编码|项目", false},
	} {
		if got := sameHeads(g(c.a), 0, g(c.b), 0, settings.Default()); got != c.want {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
}

// show writes the cells that begin in each row.
func show(cells []Cell) string {
	var b strings.Builder
	row := 0
	for i, c := range cells {
		switch {
		case c.Row != row:
			b.WriteString(strings.Repeat("/", c.Row-row))
			row = c.Row
		case i > 0:
			b.WriteByte('|')
		}
		b.WriteString(c.Text)
		if c.RowSpan > 1 || c.ColumnSpan > 1 {
			fmt.Fprintf(&b, "@%d×%d", c.RowSpan, c.ColumnSpan)
		}
	}
	return b.String()
}

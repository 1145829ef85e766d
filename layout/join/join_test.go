package join

import (
	"fmt"
	"strings"
	"sync/atomic"
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
	v.Lines = page.TextLinesOf(s.Number, grid.Fill(grids, s.Chars, nil, set), set)
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
	again := func(top float64) *sheet.Sheet {
		return table(2, top, "科目编码|科目名称|合计", "206|科学|3.00")
	}
	moved := func() *sheet.Sheet {
		return sheet.New(2).Table([]float64{50, 100, 300, 350}, []float64{40, 60, 80}, rowsOf("科目编码|科目名称|合计", "206|科学|3.00")...)
	}
	for _, c := range []struct {
		name          string
		first, second *sheet.Sheet
		want          Reason // of the first part of the second page
	}{
		{"rows go on without a header", first(), table(2, 40, "206|科学|3.00"), SameColumns},
		{"header repeated", first(), again(40), HeaderAgain},
		{"header and caption repeated", first(), again(100).Text(50, 80, "表1 支出总表"), HeaderAgain},
		{"caption repeated", first(), table(2, 100, "206|科学|3.00").Text(50, 80, "表1 支出总表"), SameColumns},
		{"continuation told", first(), table(2, 100, "206|科学|3.00").Text(50, 80, "续表1 支出总表（续）"), ToldContinued},
		{"another number", first(), again(100).Text(50, 80, "表2 支出总表"), OtherCaption},
		{"another title", first(), again(100).Text(50, 80, "收入总表"), OtherCaption},
		{"another unit's table of the same name", first().Text(250, 80, "部门：某局"), again(100).Text(50, 80, "表1 支出总表").Text(250, 80, "部门：某院"), OtherCaption},
		{"one for each unit, bodies begin alike", first(), table(2, 100, "科目编码|科目名称|合计", "201|公共服务|7.00").Text(50, 80, "表1 支出总表"), CaptionAnew},
		{"bodies begin alike with amounts like codes", table(1, 100, "项目|合计", "上年结余|338", "本年收入|9").Text(50, 80, "表1 收支表"), table(2, 100, "项目|合计", "上年结余|81", "本年收入|600").Text(50, 80, "表1 收支表"), CaptionAnew},
		{"bodies begin alike under a title that was not read", first(), table(2, 100, "科目编码|科目名称|合计", "201|公共服务|7.00").Text(50, 80, "某县预算草案"), CaptionAnew},
		{"caption of the next at the foot", first().Text(50, 700, "表2 收入总表"), table(2, 40, "206|科学|3.00"), OtherCaption},
		{"prose between them", first(), table(2, 100, "206|科学|3.00").Text(50, 60, "本部门的支出如下。"), TextBetween},
		{"prose, but the header comes again", first(), again(100).Text(50, 60, "本部门的支出如下。"), HeaderAgain},
		{"a line over both", first().Text(50, 60, "某县财政局"), table(2, 100, "206|科学|3.00").Text(50, 60, "某县财政局"), SameColumns},
		{"other columns", first(), sheet.New(2).Table([]float64{50, 90, 130, 170, 350}, []float64{40, 60}, []string{"206", "甲", "乙", "3.00"}), OtherColumns},
		{"columns moved under the same header", first(), moved(), HeaderAgain},
		{"columns moved under the same header and text", first(), moved().Text(50, 20, "本部门的支出如下。"), OtherColumns},
		{"moved by the binding margin", first(), sheet.New(2).Table(sheet.Even(70, 100, 3), []float64{40, 60}, []string{"206", "科学", "3.00"}), SameColumns},
		{"another grid follows on the page", table(1, 100, "科目编码|科目名称|合计", "201|公共服务|1.00").Grid([]float64{50, 90, 130, 170, 350}, []float64{300, 320}), table(2, 40, "206|科学|3.00"), OtherColumns},
		{"a form for each project", form(1, "某项目甲"), form(2, "某项目乙"), FormAnew},
		{"a form that goes on", form(1, "某项目甲"), table(2, 40, "绩效|完成|任务"), SameColumns},
	} {
		pages := pagesOf(c.first, c.second)
		chains := chainsOf(pages, settings.Default())
		if got := pages[1].Parts[0].reason; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		goesOn := len(chains[len(chains)-1].parts) > 1
		if goesOn != (c.want.Relation() == GoesOn) {
			t.Errorf("%s: %d tables", c.name, len(chains))
		}
	}
}

// Parts tell which table they became, how and why.
func TestPartsTellWhy(t *testing.T) {
	pages := pagesOf(table(1, 100, "科目|合计", "教育|1.00"), table(2, 40, "科目|合计", "科学|2.00"), table(3, 40, "文化|3.00"), sheet.New(4).Table([]float64{50, 90, 130, 170, 350}, []float64{40, 60}, rowsOf("甲|乙|丙|丁")...))
	Tables(pages, 1, settings.Default())
	want := []Link{{0, Begins, NothingBefore}, {0, GoesOn, HeaderAgain}, {0, GoesOn, SameColumns}, {1, Begins, OtherColumns}}
	for i, v := range pages {
		if got := v.Parts[0].Link(); got != want[i] {
			t.Errorf("page %d: %v, want %v", i+1, got, want[i])
		}
	}
}

func TestHeaderAgainInTheMiddleOfAPage(t *testing.T) {
	head := "科目编码|科目名称|合计"
	rows := []string{head, "201|公共服务|1.00", head, "205|教育|2.00"}
	for name, s := range map[string]*sheet.Sheet{
		"in one grid":  table(1, 100, rows...),
		"in two grids": table(1, 100, rows[:2]...).Table(sheet.Even(50, 100, 3), sheet.Even(160, 20, 2), rowsOf(rows[2:]...)...),
	} {
		got := Tables(pagesOf(s), 1, settings.Default())
		if len(got) != 1 || show(got[0].Cells) != head+"/201|公共服务|1.00/205|教育|2.00" {
			t.Errorf("%s: %d tables, the first is %s", name, len(got), show(got[0].Cells))
		}
	}
	other := table(1, 100, rows[:2]...).Text(50, 150, "表2 收入总表").Table(sheet.Even(50, 100, 3), sheet.Even(170, 20, 2), rowsOf(rows[2:]...)...)
	if got := Tables(pagesOf(other), 1, settings.Default()); len(got) != 2 {
		t.Errorf("under another caption: %d tables", len(got))
	}
}

func TestNotesAloneOnTheNextPage(t *testing.T) {
	first := func() *sheet.Sheet { return table(1, 100, "科目|合计", "教育|1.00") }
	note := func() *sheet.Sheet { return sheet.New(2).Text(50, 60, "注：本表不含结转。") }
	for _, c := range []struct {
		name   string
		sheets []*sheet.Sheet
		notes  int
		tables int
	}{
		{"nothing else", []*sheet.Sheet{first(), note()}, 1, 1},
		{"over another table", []*sheet.Sheet{first(), note().Table(sheet.Even(50, 100, 2), []float64{100, 120}, []string{"科学", "2.00"})}, 1, 2},
		{"under other text", []*sheet.Sheet{first(), note().Text(50, 40, "其他说明")}, 0, 1},
		{"text stands under the table", []*sheet.Sheet{first().Text(50, 400, "其他说明"), note()}, 0, 1},
	} {
		if got := Tables(pagesOf(c.sheets...), 1, settings.Default()); len(got[0].Notes) != c.notes || len(got) != c.tables {
			t.Errorf("%s: %d notes, %d tables", c.name, len(got[0].Notes), len(got))
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
	got := Tables(pagesOf(first, again), 1, settings.Default())
	if len(got) != 1 || got[0].Rows != 4 {
		t.Fatalf("%d tables, the first of %d rows: want one with the inner head once", len(got), got[0].Rows)
	}
	other := table(2, 40, "一级指标|指标名称|指标值", "效益|质量|4")
	if got := Tables(pagesOf(first, other), 1, settings.Default()); len(got) != 1 || got[0].Rows != 5 {
		t.Errorf("another head counts as a row")
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

// A panic while tables are put together at the same time is the caller's, who makes an error of the file of it.
func TestPanicOfOneTableIsTheCallers(t *testing.T) {
	var done atomic.Int64
	defer func() {
		if p := recover(); p != "the third" || done.Load() == 0 {
			t.Errorf("recovered %v after %d tables", p, done.Load())
		}
	}()
	each(8, 2, func(i int) {
		if i == 2 {
			panic("the third")
		}
		done.Add(1)
	})
}

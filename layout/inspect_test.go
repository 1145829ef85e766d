package layout

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yusuan/layout/align"
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

// inspect is what is seen of a page by itself.
func inspect(p *page.Page) *Seen {
	_, seen := Inspected([]*page.Page{p}, settings.Default(), func(int) bool { return true })
	return seen[0]
}

// piecesOf are the pieces of a line, parted by bars.
func piecesOf(l SeenLine) string {
	texts := make([]string, len(l.Pieces))
	for i, p := range l.Pieces {
		texts[i] = p.Text
	}
	return strings.Join(texts, "|")
}

func TestInspect(t *testing.T) {
	seen := inspect(&inspected().Page)
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
	if len(seen.Grids) != 1 || len(seen.Outside) != 1 || piecesOf(seen.Outside[0]) != "部门：某局|第 1 页" {
		t.Fatalf("grids %+v, lines %+v", seen.Grids, seen.Outside)
	}
	g := seen.Grids[0]
	if g.Rows != 3 || g.Columns != 3 || g.LooseRows || g.LooseColumns || g.Box != (page.Rect{X0: 50, Top: 100, X1: 350, Bottom: 160}) {
		t.Errorf("grid %+v", g)
	}
	if c, want := g.Cells[0], (SeenCell{0, 0, 1, 3, "收支预算总表", page.Rect{X0: 50, Top: 100, X1: 350, Bottom: 120}}); len(g.Cells) != 7 || c != want {
		t.Errorf("%d cells, first %+v, want 7 and %+v", len(g.Cells), c, want)
	}
}

// withOpenTable puts a table without rulings, with its caption and a note, under what is on a sheet.
func withOpenTable(s *sheet.Sheet) *sheet.Sheet {
	return s.Text(150, 200, "表2 支出表").Text(300, 215, "单位：元").
		Rows([]float64{50, 150, 250}, sheet.Even(230, 18, 4), []string{"项目", "预算", "决算"}, []string{"教育", "12.00", "11.00"}, []string{"卫生", "30.00", "29.50"}, []string{"合计", "42.00", "40.50"}).
		Text(50, 305, "注：合计含结转。")
}

// What is seen of a sideways page is what is seen of the upright one, where it is displayed.
func TestInspectSideways(t *testing.T) {
	s := withOpenTable(inspected())
	for turn := uint8(1); turn < 4; turn++ {
		p := s.Sideways(turn)
		want := inspect(&s.Page)
		want.Page, want.Turn = p, turn
		displayed(want, turn)
		if got := inspect(p); !reflect.DeepEqual(got, want) {
			t.Errorf("turn %d: got\n%+v\nwant\n%+v", turn, got, want)
		}
	}
}

// displayed moves all that was seen of an upright page to where it is on the page turned by quarters.
func displayed(seen *Seen, turn uint8) {
	move := func(r *page.Rect) { *r = r.Displayed(turn, seen.Page.Width, seen.Page.Height) }
	lines := func(all []SeenLine) {
		for i := range all {
			move(&all[i].Box)
			for k := range all[i].Pieces {
				move(&all[i].Pieces[k].Box)
			}
		}
	}
	sides := func(all []SeenBoundary) {
		for i := range all {
			move(&all[i].Box)
		}
	}
	for i := range seen.Words {
		move(&seen.Words[i].Box)
		seen.Words[i].Turn = turn
	}
	for i := range seen.Edges {
		move(&seen.Edges[i])
	}
	for i, at := range seen.Intersections {
		r := page.Rect{X0: at.X, Top: at.Y, X1: at.X, Bottom: at.Y}
		move(&r)
		seen.Intersections[i] = Point{r.X0, r.Top}
	}
	lines(seen.Lines)
	lines(seen.Outside)
	for i := range seen.Regions {
		move(&seen.Regions[i].Box)
		sides(seen.Regions[i].Columns)
	}
	for i := range seen.Grids {
		g := &seen.Grids[i]
		move(&g.Box)
		sides(g.ColumnSides)
		sides(g.RowSides)
		for k := range g.Cells {
			move(&g.Cells[k].Box)
		}
	}
	for i := range seen.Parts {
		move(&seen.Parts[i].Box)
		lines(seen.Parts[i].Caption.Lines)
	}
}

// Text of another direction than the page's is still words, where it is displayed.
func TestInspectTurnedLabel(t *testing.T) {
	s := sheet.New(1).Text(50, 60, "一般公共预算支出表")
	for i, r := range []rune("合计") { // runs up
		top := 300 - 10*float64(i+1)
		s.Chars = append(s.Chars, page.Char{Text: string(r), Size: sheet.FontSize, Turn: 3, Box: page.Rect{X0: 50, Top: top, X1: 60, Bottom: top + 10}})
	}
	seen := inspect(&s.Page)
	want := Word{Text: "合计", Box: page.Rect{X0: 50, Top: 280, X1: 60, Bottom: 300}, Size: sheet.FontSize, Turn: 3}
	if !slices.Contains(seen.Words, want) {
		t.Errorf("words %+v, want %+v among them", seen.Words, want)
	}
}

// inspectAll is what is seen of the pages of a document.
func inspectAll(sheets ...*sheet.Sheet) (*Result, []*Seen) {
	pages := make([]*page.Page, len(sheets))
	for i, s := range sheets {
		pages[i] = &s.Page
	}
	return Inspected(pages, settings.Default(), func(int) bool { return true })
}

// reasonsOf are where boundaries stand and why, those of one reason together.
func reasonsOf(sides []SeenBoundary) string {
	var b strings.Builder
	for i, s := range sides {
		if i == 0 || s.By != sides[i-1].By {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(string(s.By))
		}
		fmt.Fprintf(&b, " %.4g", s.At())
	}
	return b.String()
}

// Each boundary tells why it stands.
func TestWhyBoundariesStand(t *testing.T) {
	open := sheet.New(1)
	for _, y := range []float64{100, 120, 140} {
		open.H(y, 50, 350)
	}
	open.V(150, 100, 160).V(250, 100, 160).Rows(threeColumns, []float64{100, 120, 140}, header, []string{"201", "服务", "3.50"}, []string{"205", "教育", "1.50"})
	seams := sheet.New(1).V(50, 100, 160).V(150, 100, 160).V(350, 100, 160)
	for _, y := range []float64{100, 120, 140, 160} {
		seams.H(y, 50, 150).H(y, 150, 250).H(y, 250, 350)
	}
	seams.Text(53, 103, "项目名称").Text(155, 103, "某项目").Text(53, 123, "实施单位").Text(155, 123, "某局").Text(53, 143, "其他").Text(155, 143, "无")
	rules := revenue(sheet.New(1))
	for _, y := range []float64{96, 114, 132, 150, 168, 186} {
		rules.H(y, 45, 405)
	}
	for _, c := range []struct {
		name          string
		s             *sheet.Sheet
		columns, rows string
	}{
		{"ruled", inspected(), "ruling 50 150 250 350", "ruling 100 120 140.5 160"},
		{"outer borders that are not drawn", open, "ends 50, ruling 150 250, ends 350", "ruling 100 120 140, ends 160"},
		{"borders drawn cell by cell", seams, "ruling 50 150, seam 250, ruling 350", "ruling 100 120 140 160"},
		{"no line", revenue(sheet.New(1)), "edge 49, valley 110 285, edge 401", "edge 99, amount 114, baseline 132 150 168, edge 183"},
		{"lines between the rows", rules, "edge 44, valley 110 285, edge 406", "edge 96, rule 114 132 150 168, edge 186"},
		{"lines between the columns", revenue(sheet.New(1)).V(120, 96, 186).V(250, 96, 186), "edge 49, valley 110 285, edge 401", "edge 99, amount 114, baseline 132 150 168, edge 183"},
		{"header parted by its sides", partedBySides(), "ruling 40 140 240 340 440", "ruling 96, side 116, numbers 136, ruling 156, record 174 192 210 228, ruling 250"},
		{"cells of several lines", sheet.New(1).Column(50, []float64{100, 131, 166, 201}, "序号", "1", "2", "3").
			Column(90, []float64{100, 125, 137, 166, 195, 207}, "项目名称", "防汛设施更新及", "应急物资储备", "水利建设", "农村饮水安全", "巩固提升").
			FlushRight(260, []float64{100, 131, 166, 201}, "金额", "1,297.54", "2,500.00", "318.00"), "edge 49, valley 80 175, edge 261", "edge 99, leading 117.5 156.5 185.5, edge 218"},
	} {
		g := inspect(&c.s.Page).Grids[0]
		if got := reasonsOf(g.ColumnSides); got != c.columns {
			t.Errorf("%s: columns %s, want %s", c.name, got, c.columns)
		}
		if got := reasonsOf(g.RowSides); got != c.rows {
			t.Errorf("%s: rows %s, want %s", c.name, got, c.rows)
		}
	}
}

// What alignment looked at is seen, and what it was taken for.
func TestWhatRegionsAre(t *testing.T) {
	const words = "the quick brown fox jumps over the lazy dog and runs "
	prose := sheet.New(1)
	for i := range 12 {
		prose.Text(50, 100+14*float64(i), (words + words)[i:i+46]).Text(320, 100+14*float64(i), (words + words)[12-i:58-i])
	}
	contents := sheet.New(1)
	for i := range 6 {
		contents.Text(50, 100+16*float64(i), "第一部分 部门概况"+strings.Repeat(".", 40)).Text(400, 100+16*float64(i), fmt.Sprint(i+1))
	}
	pictured := revenue(sheet.New(1))
	for _, top := range sheet.Even(100, 18, 4) {
		pictured.Images = append(pictured.Images, page.Rect{X0: 215, Top: top - 2, X1: 350, Bottom: top + 12})
	}
	for _, c := range []struct {
		name string
		s    *sheet.Sheet
		want string
	}{
		{"text of which a part is printed as pictures", pictured, "open 5 lines 0 columns: text and pictures"},
		{"table without lines", revenue(sheet.New(1)), "open 5 lines 3 columns: a table"},
		{"table between lines", revenue(sheet.New(1)).H(96, 45, 405).H(114, 45, 405).H(186, 45, 405), "ruled 5 lines 3 columns: a table"},
		{"two columns of text", prose, "open 12 lines 2 columns: text in columns"},
		{"table of contents", contents, "open 6 lines 3 columns: text in columns"},
		{"lines with nothing between them", sheet.New(1).Text(50, 60, "本部门无此项预算拨款支出。").H(100, 50, 350).H(120, 50, 350), "ruled 0 lines 0 columns: no text"},
		{"a text between lines", sheet.New(1).Text(50, 103, "本部门无此项预算拨款支出。").H(100, 50, 350).H(120, 50, 350), "ruled 1 lines 0 columns: a single line"},
		{"two of them", sheet.New(1).Text(50, 103, "本部门无此项预算拨款支出。").Text(50, 117, "故本表为空表。").H(100, 50, 350).H(130, 50, 350), "ruled 2 lines 1 columns: a single column"},
	} {
		var got []string
		for _, r := range inspect(&c.s.Page).Regions {
			kind := "open"
			if r.Ruled {
				kind = "ruled"
			}
			got = append(got, fmt.Sprintf("%s %d lines %d columns: %s", kind, r.Lines, max(len(r.Columns)-1, 0), r.Verdict))
			if is := r.Verdict == align.IsTable; is != (r.Grid >= 0) {
				t.Errorf("%s: %s, grid %d", c.name, r.Verdict, r.Grid)
			}
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Of each part it is seen what was read over it and which table it became. The page that goes on shows the columns
// that it took from the page before, and the caption the page on which it was read.
func TestWhatPartsBecame(t *testing.T) {
	first := sheet.New(1).Text(50, 80, "表6 项目支出表").Table(threeColumns, []float64{100, 140, 160, 185}, header, []string{"201", "服务", "3.00"}, []string{"205", "教育", "9.00"})
	beside := sheet.New(2).Table([]float64{50, 120, 300}, []float64{100, 140, 160, 185}, []string{"基本支出", "项目支出"}, []string{"1.00", "2.00"}, []string{"4.00", "5.00"}).
		Text(50, 190, "注：略").Text(50, 700, "表7 收入表").Text(50, 715, "单位：元")
	own := sheet.New(3).Table(threeColumns, sheet.Even(50, 20, 2), header, []string{"201", "服务", "1.00"})
	again := sheet.New(4).Table(threeColumns, sheet.Even(50, 20, 2), header, []string{"205", "教育", "1.00"})
	result, seen := inspectAll(first, beside, own, again)
	holdsCells(t, result, seen)
	if len(result.Tables) != 2 {
		t.Fatalf("%d tables", len(result.Tables))
	}
	for i, want := range []string{
		"begins 0 表6 项目支出表 [] [1]",
		"beside 0   [注：略] []",
		"begins 1 表7 收入表 [] [2 2]",
		"goes on 1   [] []",
	} {
		if len(seen[i].Parts) != 1 {
			t.Fatalf("page %d: %d parts", i+1, len(seen[i].Parts))
		}
		p := seen[i].Parts[0]
		var pages []int
		for _, l := range p.Caption.Lines {
			pages = append(pages, l.Page)
		}
		if got := fmt.Sprintln(p.Relation, p.Table, p.Caption.Number, p.Caption.Title, p.Notes, pages); got != want+"\n" {
			t.Errorf("page %d: %s, want %s", i+1, got, want)
		}
	}
}

// A page that goes on with a table shows the columns that it took from the page before, and their cells.
func TestColumnsOfThePageBefore(t *testing.T) {
	first, next := blankColumnOnNextPage()
	result, seen := inspectAll(first, next)
	holdsCells(t, result, seen)
	if got, want := reasonsOf(seen[1].Grids[0].ColumnSides), "page before 44 135 240 340 406"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
}

// holdsCells checks that every cell of a table is, on each page, one that was seen there in a grid of which a part
// became that table, or a piece of one that its caption or another table is cut off.
func holdsCells(t *testing.T, result *Result, seen []*Seen) {
	t.Helper()
	pages := make(map[int]*Seen, len(seen))
	for _, s := range seen {
		pages[s.Page.Number] = s
	}
	for i, table := range result.Tables {
		for _, c := range table.Cells {
			for _, r := range c.Regions {
				if !pages[r.Page].shows(r.Rect, i) {
					t.Errorf("page %d: cell %d,%d of table %d at %v is none that was seen", r.Page, c.Row, c.Column, i, r.Rect)
				}
			}
		}
	}
}

// shows tells whether a box is a seen cell of a table, or a piece of one.
func (seen *Seen) shows(box page.Rect, table int) bool {
	for _, p := range seen.Parts {
		if p.Table != table || p.Box.Union(box) != p.Box {
			continue
		}
		if slices.ContainsFunc(seen.Grids[p.Grid].Cells, func(c SeenCell) bool { return c.Box.Union(box) == c.Box }) {
			return true
		}
	}
	return false
}

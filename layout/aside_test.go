package layout

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// withAside puts a sheet's content on another page, turned by quarters.
func withAside(p *page.Page, aside *sheet.Sheet, turn uint8) *page.Page {
	q := aside.Sideways(turn)
	p.Width, p.Height = 800, 800
	p.Chars, p.Rulings = append(p.Chars, q.Chars...), append(p.Rulings, q.Rulings...)
	return p
}

const fees = "项目|上年数|本年数\n公务接待费|5.00|4.00\n培训费|6.00|7.00"

// feesAt draws a small table whose upper left corner is at x, top.
func feesAt(x, top float64) *sheet.Sheet {
	return sheet.New(1).Table(sheet.Even(x, 80, 3), sheet.Even(top, 20, 3),
		[]string{"项目", "上年数", "本年数"}, []string{"公务接待费", "5.00", "4.00"}, []string{"培训费", "6.00", "7.00"})
}

const prose = "本部门认真贯彻落实过紧日子要求，严格控制一般性支出，优化支出结构，保障重点项目"

func TestTableSetSidewaysOnAnUprightPage(t *testing.T) {
	for turn := uint8(1); turn < 4; turn += 2 {
		p := withAside(&sheet.New(1).Text(50, 600, prose).Text(50, 620, prose).Page, feesAt(50, 100).Text(50, 80, "表2 三公经费表"), turn)
		got := Tables([]*page.Page{p}, settings.Default()).Tables
		expect(t, got, fees)
		if got[0].Number != "表2" {
			t.Errorf("turn %d: number %q", turn, got[0].Number)
		}
		cell := page.Rect{X0: 50, Top: 100, X1: 130, Bottom: 120}
		want := cell.Displayed(turn, 800, 600)
		if box := got[0].Cells[0].Regions[0].Rect; box != want {
			t.Errorf("turn %d: the first cell is at %v, want %v", turn, box, want)
		}
	}
}

// TestTableGoesOnPastOneSetSideways: what stands aside parts no table from its continuation.
func TestTableGoesOnPastOneSetSideways(t *testing.T) {
	xs := []float64{50, 250, 400}
	first := sheet.New(1).Table(xs, sheet.Even(720, 20, 3), []string{"项目", "预算数"}, []string{"教育支出", "1,200.00"}, []string{"卫生支出", "300.00"})
	next := sheet.New(2).Table(xs, sheet.Even(40, 20, 3), []string{"项目", "预算数"}, []string{"农林支出", "1,200.00"}, []string{"交通支出", "300.00"})
	next.Width = 800
	p := withAside(&first.Text(50, 600, prose).Page, feesAt(50, 100), 1)
	expect(t, Tables([]*page.Page{p, &next.Page}, settings.Default()).Tables, "项目|预算数\n教育支出|1,200.00\n卫生支出|300.00\n农林支出|1,200.00\n交通支出|300.00", fees)
}

// TestTurnedHeadsAreNoTableSetSideways: a table may have turned labels in a row or a column.
func TestTurnedHeadsAreNoTableSetSideways(t *testing.T) {
	s := sheet.New(1).Grid(sheet.Even(50, 60, 4), []float64{100, 180, 200, 220}).
		Text(53, 183, "教育支出").Text(113, 183, "1.00").Text(53, 203, "卫生支出").Text(113, 203, "2.00")
	for i, text := range []string{"一般公共预算", "政府性基金", "国有资本"} {
		for k, r := range []rune(text) {
			box := page.Rect{X0: 125 + 60*float64(i), Top: 105 + 10*float64(k), X1: 135 + 60*float64(i), Bottom: 115 + 10*float64(k)}
			s.Chars = append(s.Chars, page.Char{Text: string(r), Box: box, X: box.X0, Y: box.Top, Size: 10, Turn: 1})
		}
	}
	expect(t, tablesOf(s), "|一般公共预算|政府性基金|国有资本\n教育支出|1.00||\n卫生支出|2.00||")
}

func TestInspectShowsTablesSetSideways(t *testing.T) {
	p := withAside(&sheet.New(1).Text(50, 600, prose).Page, feesAt(50, 100).Text(50, 80, "表2 三公经费表"), 1)
	_, all := Inspected([]*page.Page{p}, settings.Default(), func(int) bool { return true })
	if len(all) != 1 {
		t.Fatalf("%d pages are seen, want 1", len(all))
	}
	seen := all[0]
	if seen.Page != p || seen.Turn != 0 || len(seen.Outside) != 2 || len(seen.Edges) != 8 || len(seen.Grids) != 1 || len(seen.Parts) != 1 {
		t.Fatalf("turn %d, %d lines, %d edges, %d grids, %d parts", seen.Turn, len(seen.Outside), len(seen.Edges), len(seen.Grids), len(seen.Parts))
	}
	caption := page.Rect{X0: 50, Top: 80, X1: 120, Bottom: 90}
	if c := seen.Parts[0].Caption; c.Number != "表2" || len(c.Lines) != 1 || c.Lines[0].Box != caption.Displayed(1, 800, 600) {
		t.Errorf("caption %+v, want it where it is displayed", c)
	}
}

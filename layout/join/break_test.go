package join

import (
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

// narrow are columns of which the first holds six letters of 10 pt.
var narrow = []float64{0, 66, 160, 254}

// ruled is a sheet with a ruled table of rows written as `a|b|c`, each as high as its most lines.
func ruled(number int, xs []float64, rows ...string) *sheet.Sheet {
	ys := []float64{100}
	for _, r := range rows {
		lines := 1
		for text := range strings.SplitSeq(r, "|") {
			lines = max(lines, 1+strings.Count(text, "\n"))
		}
		ys = append(ys, ys[len(ys)-1]+6+12*float64(lines))
	}
	return sheet.New(number).Table(xs, ys, rowsOf(rows...)...)
}

// What stands on both sides of a break is one row where the print divides a text or a number of it, and two where each is whole.
func TestTextsAtABreak(t *testing.T) {
	above := []string{"科目名称|预算数|说明", "社会保障与就\n业支出|1.00|甲", "教育支出|2.00|乙"}
	for _, c := range []struct {
		name         string
		above, below string
		want         string // the rows from the last one above the break on
	}{
		{"a word is cut", "水务行业业务|3.00|丙", "管理||", "水务行业业务管理|3.00|丙"},
		{"its amount stands below", "水务行业业务||丙", "管理|3.00|", "水务行业业务||丙/管理|3.00|"},
		{"a text with room behind it ended", "罚没收入|3.00|丙", "专项收入||", "罚没收入|3.00|丙/专项收入||"},
		{"both rows have amounts", "水务行业业务|3.00|丙", "专项收入|4.00|", "水务行业业务|3.00|丙/专项收入|4.00|"},
		{"the row below is numbered", "上年结余结转|3.00|丙", "1.财政拨款||", "上年结余结转|3.00|丙/1.财政拨款||"},
		{"a part of the whole above begins", "上年结余结转|3.00|丙", "其中：财政||", "上年结余结转|3.00|丙/其中：财政||"},
		{"a code begins", "上年结余结转|3.00|丙", "20101||", "上年结余结转|3.00|丙/20101||"},
		{"the next of a series", "指标9：合格|3.00|丙", "指标10：优||", "指标9：合格|3.00|丙/指标10：优||"},
		{"nothing tells that the row is one", "水务行业业务||", "管理||", "水务行业业务||/管理||"},
		{"a number is cut", "水务行业业务|12,437.3|丙", "管理|6|", "水务行业业务管理|12,437.36|丙"},
		{"a number is cut behind its point", "教育|12,437.|丙", "|36|", "教育|12,437.36|丙"},
		{"no value goes on in another", "水务行业业务|60.00|丙", "管理|0.00|", "水务行业业务|60.00|丙/管理|0.00|"},
		{"nor in what stands for none", "水务行业业务|-|丙", "管理|-|", "水务行业业务|-|丙/管理|-|"},
		{"what is said goes on", "教育|3.00|一是完成\n全年工作，二", "||是提高。", "教育|3.00|一是完成全年工作，二是提高。"},
	} {
		got := Tables(pagesOf(ruled(1, narrow, append(above, c.above)...), ruled(2, narrow, c.below)), 1, settings.Default())
		var shown []Cell
		for _, cell := range got[0].Cells {
			if cell.Row >= len(above) {
				shown = append(shown, cell)
			}
		}
		if text := strings.TrimLeft(show(shown), "/"); text != c.want || len(got) != 1 {
			t.Errorf("%s:\n got %s\nwant %s", c.name, text, c.want)
		}
	}
}

// Where no rulings tell rows, those on both sides of a break are whole unless the print says otherwise.
func TestLooseRowsAtABreakAreWhole(t *testing.T) {
	for below, want := range map[string]int{"管理||": 3, "专项||丁": 4} {
		pages := pagesOf(ruled(1, narrow, "科目名称|预算数|说明", "教育支出|2.00|乙", "水务行业业务|3.00|丙"), ruled(2, narrow, below))
		for _, v := range pages {
			v.Parts[0].LooseRows = true
		}
		if got := Tables(pages, 1, settings.Default()); got[0].Rows != want {
			t.Errorf("%s below: %d rows, want %d", below, got[0].Rows, want)
		}
	}
}

// Each merged column decides for itself whether it goes on: a whole value under another is another record's, also where
// the rule between them is lacking; a group that repeats its date on the next page goes on though another kind begins in it; and
// a blank cell that ends on its page belongs to the group above, whatever rules a producer draws at the break.
func TestMergedColumnsAtABreak(t *testing.T) {
	for _, c := range []struct {
		name         string
		above, below []string
		want         string
	}{
		{"one open cell", []string{"项目|总额|指标", "平台@2|↓678.715000@2|甲", "^|^|乙"}, []string{"能力@2|↑5,000.000000@2|丙", "^|^|丁"},
			"平台@2×1|678.715000@2×1|甲/乙/能力@2×1|5,000.000000@2×1|丙/丁"},
		{"one of the cells is another", []string{"日期|种类|金额", "7月17日@2|2.专项@2|1.00", "^|^|2.00", "7月28日|1.一般|3.00"}, []string{"7月28日@2|2.专项@2|4.00", "^|^|5.00"},
			"7月17日@2×1|2.专项@2×1|1.00/2.00/7月28日@3×1|1.一般|3.00/2.专项@2×1|4.00/5.00"},
		{"rules at the break inside an open group", []string{"类|指标|值", "↓绩效@2|产出@2|甲", "^|^|乙"}, []string{"↑@3|@2|丙", "^|^|丁", "^|效益|戊"},
			"绩效@5×1|产出@4×1|甲/乙/丙/丁/效益|戊"},
		{"blank cells that stand on one page", []string{"类|名|金额", "一、货物||5.00"}, []string{"|购置|5.00", "@2||1.00", "^||2.00", "三、服务||3.00"},
			"一、货物||5.00/|购置|5.00/@2×1||1.00/|2.00/三、服务||3.00"},
	} {
		b := newStack(3, 1, settings.Default())
		b.add(partOf(c.above...))
		b.add(partOf(c.below...))
		if _, got, _ := strings.Cut(show(b.cells), "/"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestFiguresOfTwoPagesStandOnLinesOfTheirOwn(t *testing.T) {
	if got := joined("678.71", "5,000.00", false, settings.Default()); got != "678.71\n5,000.00" {
		t.Errorf("%q", got)
	}
	if got := joined("12,437.3", "6", true, settings.Default()); got != "12,437.36" {
		t.Errorf("%q", got)
	}
}

func TestIsNext(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"指标9：合格率", "指标10：优良率", true},
		{"指标1：合格率", "指标3：优良率", false},
		{"指标1：合格率", "目标2：优良率", false},
		{"完成率", "提高率", false},
		{"2025年", "2026年", true},
	} {
		if got := isNext(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
}

package caption

import (
	"slices"
	"testing"

	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestCaptionsOfOneTable(t *testing.T) {
	table := Caption{Number: "表1", Title: "收支总表", Department: "某市 教育局"}
	for _, c := range []struct {
		name                     string
		other                    Caption
		clashes, agrees, ofOther bool
	}{
		{"nothing", Caption{}, false, true, false},
		{"unit only", Caption{Unit: "万元"}, false, true, false},
		{"the same", table, true, true, false},
		{"another title", Caption{Title: "支出总表"}, true, false, false},
		{"another number", Caption{Number: "表2"}, true, false, false},
		{"the department set closer", Caption{Department: "某市教育局"}, false, true, false},
		{"a title that the page's edge cuts", Caption{Title: "收支", placed: true}, true, true, false},
		{"a shorter title", Caption{Title: "收支"}, true, false, false},
		{"another department", Caption{Department: "某市财政局"}, false, true, true},
	} {
		if a, b, d := table.Clashes(c.other), table.Agrees(c.other), table.OfOther(c.other); a != c.clashes || b != c.agrees || d != c.ofOther {
			t.Errorf("%s: clashes %t, agrees %t, of another %t", c.name, a, b, d)
		}
	}
	lines := []page.TextLine{{Text: "表2 支出总表", Pieces: []page.Piece{{Text: "表2 支出总表"}}}}
	inside := Caption{Unit: "元", Lines: []page.TextLine{{Text: "单位：元"}}}
	got := inside.Under(Place{}.ReadLines(lines, settings.Default()))
	if got.Number != "表2" || got.Unit != "元" || textsOf(got.Lines) != "表2 支出总表|单位：元" {
		t.Errorf("a caption in the grid under a line over it is %+v", got)
	}
	if !slices.Equal([]bool{Caption{}.Named(), Caption{Unit: "元"}.Tells(), Caption{}.Tells(), got.Named()}, []bool{false, true, false, true}) {
		t.Error("a caption is named by its number or title, and tells by anything")
	}
}

package budget

import (
	"slices"
	"testing"

	"yusuan/model"
)

// Places have the codes of the year; a name that several places have is told by the publisher's place and by the rows before.
func TestLocate(t *testing.T) {
	for _, c := range []struct {
		name  string
		home  string
		year  int
		names []string
		want  []string
	}{
		{"a city's counties", "320100", 2026, []string{"全市", "市本级", "一、鼓楼区", "江北新区", "其中：玄武区"}, []string{"320100", "320100", "320106", "", "320102"}},
		{"a province's cities", "320000", 2026, []string{"省本级", "南京市", "市本级", "鼓楼区", "徐州市", "鼓楼区", "徐州市本级"},
			[]string{"320000", "320100", "320100", "320106", "320300", "320302", "320300"}},
		{"a name of two places", "320000", 2026, []string{"鼓楼区"}, []string{""}},
		{"no place is told", "", 2026, []string{"全市", "玄武区", "朝阳区"}, []string{"", "320102", ""}},
		{"short names", "", 2026, []string{"杜蒙县", "喀左县", "湘西自治州本级", "莒 县"}, []string{"230624", "211324", "433100", "371122"}},
		{"a district whose name is a word", "441500", 2026, []string{"汕尾市", "城区"}, []string{"441500", "441502"}},
		{"a place of the year", "330100", 2016, []string{"临安市", "临安区"}, []string{"330185", "330112"}},
	} {
		var home *model.Term
		if c.home != "" {
			home = &model.Term{Code: c.home}
		}
		facts := make([]model.Fact, len(c.names))
		for i, name := range c.names {
			facts[i].Region = &model.Term{Name: name}
		}
		Locate(facts, home, c.year)
		got := make([]string, len(facts))
		for i := range facts {
			got[i] = facts[i].Region.Code
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v are %q, want %q", c.name, c.names, got, c.want)
		}
	}
}

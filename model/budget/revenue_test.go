package budget

import (
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// A revenue item's code is told by its name, by the items above it and by whose money it is; a code's name by the list.
func TestCompleteRevenue(t *testing.T) {
	for _, c := range []struct {
		name  string
		fund  model.Fund
		items []string // code before a space, then the name
		want  []string
	}{
		{"names", model.FundGeneralPublic, []string{" 一、税收收入", " 增值税", " 二、非税收入", " 专项收入", " 其他收入", " 砂石收入"},
			[]string{"101 税收收入", "10101 增值税", "103 非税收入", "10302 专项收入", "10399 其他收入", " 砂石收入"}},
		{"codes", model.FundStateCapital, []string{"10306 ", "1030601 ", "103060198 甲公司"}, []string{"10306 国有资本经营收入", "1030601 利润收入", "103060198 甲公司"}},
		{"a name of another fund", model.FundSocialInsurance, []string{" 企业职工基本养老保险基金收入", " 其他收入"}, []string{"10201 企业职工基本养老保险基金收入", " 其他收入"}},
	} {
		var facts []model.Fact
		for row, item := range c.items {
			code, name, _ := strings.Cut(item, " ")
			for column := range 2 {
				facts = append(facts, model.Fact{Table: "t1", Row: row, Column: column, Fund: c.fund, RevenueItem: &model.Term{Code: code, Name: name}})
			}
		}
		completeRevenue(facts, 2026)
		var got []string
		for i := 0; i < len(facts); i += 2 {
			if *facts[i].RevenueItem != *facts[i+1].RevenueItem {
				t.Errorf("%s: %v and %v on one row", c.name, *facts[i].RevenueItem, *facts[i+1].RevenueItem)
			}
			got = append(got, facts[i].RevenueItem.Code+" "+facts[i].RevenueItem.Name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

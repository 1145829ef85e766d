package budget

import (
	"fmt"
	"testing"

	"yusuan/model"
)

// governmentTable is a table of a government's volume: its heads, joined by |, and the same for each row.
func governmentTable(title string, lines ...string) model.Table {
	t := tableOf(1, lines...)
	t.Title, t.Unit = title, "万元"
	return t
}

func TestGovernmentKinds(t *testing.T) {
	plain := []string{"项目|预算数", "合计|10"}
	places := []string{"地区|合计", "江海区|4", "杨林县|6"}
	for _, c := range []struct {
		title string
		lines []string
		want  model.Kind
	}{
		{"2025年全市一般公共预算收入执行情况表", plain, model.GovernmentRevenue},
		{"2025年全市一般公共预算支出执行情况表", plain, model.GovernmentExpenditure},
		{"2025年市本级一般公共预算支出执行情况表", plain, model.GovernmentOwnExpenditure},
		{"2025年全市一般公共预算收支平衡表", plain, model.GovernmentBalance},
		{"2026年区级基本支出预算表", plain, model.GovernmentBasicExpenditure},
		{"市本级“三公”经费预算表", plain, model.GovernmentThreePublic},
		{"市对下转移支付情况表", plain, model.GovernmentTransfersByItem},
		{"市对下转移支付情况表", places, model.GovernmentTransfersByRegion},
		{"税收返还和转移支付表（按项目分地区列示）", plain, model.GovernmentTransfersMatrix},
		{"税收返还和转移支付表", []string{"项目|江海区|杨林县|石塘县", "均衡性转移支付|1|2|3"}, model.GovernmentTransfersMatrix},
		{"民生实事项目安排表", plain, model.GovernmentKeyProjects},
		{"2025年市级政府性基金预算收入执行情况表", plain, model.GovernmentFundRevenue},
		{"2025年市级政府性基金预算支出执行情况表", plain, model.GovernmentFundExpenditure},
		{"政府性基金预算支出表（专项债务收入安排的支出）", plain, model.GovernmentFundExpenditure},
		{"政府性基金转移支付表", places, model.GovernmentFundTransfers},
		{"国有资本经营预算收支总表", plain, model.GovernmentStateCapitalBalance},
		{"2026年全市社会保险基金预算收入表", plain, model.GovernmentSocialInsuranceRevenue},
		{"2026年全市社会保险基金预算结余表", plain, model.GovernmentSocialInsuranceBalance},
		{"企业职工基本养老保险基金预算表", []string{"项目|预算数", "基本养老保险费收入|8", "基本养老金支出|5", "本年收支结余|3"}, model.GovernmentSocialInsuranceBalance},
		{"2025年地方政府一般债务余额情况表", plain, model.DebtBalance},
		{"2025年地方政府债务限额及余额情况表", places, model.DebtLimitAndBalance},
		{"地方政府债券发行及还本付息情况表", plain, model.DebtIssueAndRepayment},
		{"2026年地方政府债务限额提前下达情况表", plain, model.DebtLimitAllocation},
		{"新增专项债券项目安排表", plain, model.BondUse},
		{"地方政府债券期限结构表", plain, model.BondTerms},
		{"2025年财政收支执行情况表", []string{"项目|预算数", "一般公共预算收入|5", "政府性基金收入|4", "国有资本经营收入|1"}, model.OtherTable},
		{"主要经济指标表", []string{"指标|数值", "地区生产总值|5"}, model.OtherTable},
		{"2026年项目支出绩效目标表", plain, model.ProjectPerformance},
	} {
		table := governmentTable(c.title, c.lines...)
		if got := Read([]model.Table{table}, model.GovernmentLevel)[0].Kind; got != c.want {
			t.Errorf("%s: %s, want %s", c.title, got, c.want)
		}
	}
}

// What a level is given is revenue, what it gives expenditure.
func TestReceivedTransfers(t *testing.T) {
	for title, want := range map[string]bool{
		"中央对某省税收返还和转移支付决算表": true, "省级对威海市转移支付情况表": true, "自治区提前下达吴忠市专项转移支付明细表": true, "上级补助收入表": true,
		"省对各市税收返还决算表": false, "市对下转移支付预算表": false, "自治区对市县转移支付分地区表": false,
	} {
		if got := isReceived(title); got != want {
			t.Errorf("%s: %t", title, got)
		}
	}
}

// A title that names the publisher's place tells of all of it; another place is where the money is.
func TestTellScopes(t *testing.T) {
	home := &model.Term{Code: "371000", Name: "威海市"}
	for title, want := range map[string]string{
		"2025年威海市一般公共预算收入表": "whole ", "威海市2025年地方政府债务余额情况表": "whole ", "2025年威海高新区一般公共预算收入表": " 威海高新区",
		"2025年市级一般公共预算收入表": "own ", "省级对威海市一般公共预算转移支付表": "whole ", "提前下达荣成市一般公共预算转移支付表": " 荣成市",
		"2025年一般公共预算收入表": " ",
	} {
		sheets := Read([]model.Table{governmentTable(title, "项目|预算数", "税收收入|10", "非税收入|2")}, model.GovernmentLevel)
		book := NewBook(sheets, 2025, model.Budget)
		TellScopes(book, home, 2025)
		f := &book.Facts[0]
		got := string(f.Scope) + " "
		if f.Region != nil {
			got += f.Region.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

// What a column beside a row says it is counted in decides whether it is money, and of what unit.
func TestUnitsBesideRows(t *testing.T) {
	table := governmentTable("基础资料表", "项目|单位|2025年执行数", "参保人数|人|8", "费率|%|20", "缴费基数|万元|5", "平均工资|元/年|99")
	var got []string
	for _, f := range NewBook(Read([]model.Table{table}, model.GovernmentLevel), 2025, model.Report).Facts {
		got = append(got, f.Label+" "+f.Amount)
	}
	if len(got) != 1 || got[0] != "缴费基数 50000" {
		t.Errorf("amounts %q", got)
	}
}

// 上年 is the year before the title's, a change is of the year that its head names first.
func TestYearsOfColumns(t *testing.T) {
	table := governmentTable("2025年全市一般公共预算收入执行情况表", "项目|2025年调整后预算数|2025年快报数|上年决算数|2025年快报数比2024年决算数增减额", "税收收入|1|2|3|4")
	want := []string{"2025 previous adjusted-budget", "2025 previous execution", "2024 previous final", "2025 change execution"}
	for i, f := range NewBook(Read([]model.Table{table}, model.GovernmentLevel), 2026, model.Report).Facts {
		if got := fmt.Sprint(f.Year, " ", f.Period, " ", f.Stage); got != want[i] {
			t.Errorf("column %d: %s, want %s", f.Column, got, want[i])
		}
	}
}

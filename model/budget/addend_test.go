package budget

import (
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/words"
)

// indented makes a table whose labels are set in by half an em for each space before them.
func indented(head int, lines ...string) model.Table {
	t := tableOf(head, lines...)
	for i := range t.Cells {
		c := &t.Cells[i]
		if line := lines[c.Row]; c.Column == 0 {
			c.Indent = float64(len(line)-len(strings.TrimLeft(line, " "))) / 2
		}
	}
	return t
}

// The same money told twice is added once, whatever tells it again.
func TestAddedOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		table  model.Table
		addend string // labels of the amounts that are added, column by column
	}{
		{"其中 under a total and under each item", indented(1, "项目|预算数", "      社会保险基金收入合计|9.00", "其中：保险费收入|6.00", "      利息收入|3.00",
			"一、工伤保险基金收入|4.00", "其中：保险费收入|3.00", "      利息收入|1.00", "二、失业保险基金收入|5.00", "其中：保险费收入|3.00", "      利息收入|2.00"),
			"保险费收入3.00 利息收入1.00 保险费收入3.00 利息收入2.00"},
		{"其中 after a total at the foot", indented(1, "项目|预算数", "一、工伤保险基金收入|4.00", "二、失业保险基金收入|5.00", "收入小计|9.00", "其中：保险费收入|6.00", "      利息收入|3.00"),
			"工伤保险基金收入4.00 失业保险基金收入5.00"},
		{"by level after the total by item", indented(1, "项目|预算数", "一、教育支出|4.00", "二、农林水支出|5.00", "支出合计|9.00", "1.省本级支出|2.00", "2.补助下级支出|7.00"),
			"教育支出4.00 农林水支出5.00"},
		{"revenue and expenditure in balance", indented(1, "项目|预算数", "税收收入|4.00", "非税收入|5.00", "收入合计|9.00", "教育支出|2.00", "农林水支出|7.00"),
			"税收收入4.00 非税收入5.00 教育支出2.00 农林水支出7.00"},
		{"a sum of what stands before it that does not say so", indented(1, "项目|预算数", "税收收入|4.00", "非税收入|5.00", "全市一般公共预算收入|9.00", "转移性收入|3.00", "收入总计|12.00"),
			"税收收入4.00 非税收入5.00 转移性收入3.00"},
		{"merged groups beside a column of texts", tableOf(1, "债券性质|债券类型|余额", "地方政府债券|合计|9.00", "^|新增债券|5.00", "^|再融资债券|4.00",
			"一般债券|小计|3.00", "^|新增债券|1.00", "^|再融资债券|2.00", "专项债券|小计|6.00", "^|新增债券|4.00", "^|再融资债券|2.00"),
			"新增债券1.00 再融资债券2.00 新增债券4.00 再融资债券2.00"},
		{"some of which", indented(1, "项目|预算数|执行数", "专项转移支付|9.00|6.00", "其中：教育|5.00|4.00", "      卫生|4.00|1.00", "合计|9.00|6.00"),
			"专项转移支付9.00 专项转移支付6.00"},
		{"without number under a numbered item, the last of its series too", indented(1, "项目|预算数", "一、本级收入|9.00", "（一）税收收入|4.00", "增值税|3.00", "契税|1.00",
			"（二）非税收入|5.00", "罚没收入|2.00", "捐赠收入|3.00", "二、转移性收入|1.00", "收入总计|10.00"),
			"增值税3.00 契税1.00 罚没收入2.00 捐赠收入3.00 转移性收入1.00"},
	} {
		var got []string
		for k, l := 0, &bookOf(model.Document{FiscalYear: 2026, Tables: []model.Table{c.table}}).Lists[0][0]; k < len(l.Columns); k++ {
			for i := range l.Rows {
				if l.Addend(i, k) {
					got = append(got, words.ItemName(words.CutWithin(l.Rows[i].folded))+l.Rows[i].Amounts[k].Value().StringFixed(2))
				}
			}
		}
		if s := strings.Join(got, " "); s != c.addend {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.addend)
		}
	}
}

// A list is held to the total of all of it, in 元.
func TestClosures(t *testing.T) {
	for _, c := range []struct {
		name  string
		table model.Table
		want  string // printed and added
	}{
		{"in the unit of each amount", tableOf(1, "项目名称|预算数", "道路保洁|1.00", "路灯（元）|20000", "合计|3.00"), "30000 30000"},
		{"what some rows make is not the list's total", indented(1, "地区|2025年债务限额", "某市|9.00", "市本级|4.00", "区县级合计|5.00", "甲区|2.00", "乙县|3.00"), "90000 90000"},
		{"what is left is no part of a total", indented(1, "项目|2025年执行数", "一、基本养老金支出|5.00", "二、转移支出|2.00", "本年支出合计|7.00", "本年收支结余|1.00", "年末滚存结余|4.00", "总计|11.00"), "110000 110000"},
		{"the sides of a balance in one column", indented(1, "项目|预算数", "税收收入|4.00", "非税收入|5.00", "总计|9.00", "教育支出|2.00", "农林水支出|7.00", "总计|9.00"), "90000 90000"},
		{"totals with numbers are two lists'", indented(1, "项目|预算数", "一、本年结余合计|3.00", "（一）工伤保险基金|1.00", "（二）失业保险基金|2.00",
			"二、年末结余合计|7.00", "（一）工伤保险基金|3.00", "（二）失业保险基金|4.00"), ""},
	} {
		var got []string
		l := &bookOf(model.Document{FiscalYear: 2026, Tables: []model.Table{c.table}}).Lists[0][0]
		for _, one := range l.Closures() {
			got = append(got, one.Printed.String(), one.Addends.String())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

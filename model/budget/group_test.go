package budget

import (
	"slices"
	"testing"

	"yusuan/model"
)

// The rows of a list that stand under others, by what tells them: numbers over many rows, totals that name a group or stand
// beside its name; and what a balance begins with is an item of it.
func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name    string
		table   model.Table
		parents []int
	}{
		{"a few numbered heads over a long list", tableOf(1, "项目|甲镇|乙镇",
			"一、一般性转移支付|60|27", "均衡性|10|2", "定额|20|4", "教育|5|6", "养老|10|7", "村社区|15|8", "二、专项转移支付|15|30", "公路|1|5", "水库|2|5", "林带|3|5", "社保|4|5", "优抚|5|10"),
			[]int{-1, 0, 0, 0, 0, 0, -1, 6, 6, 6, 6, 6}},
		{"totals that name their groups", tableOf(1, "地区|合计|教育|农业",
			"县区合计|120|70|50", "甲市合计|60|40|20", "市本级|20|15|5", "乙县|40|25|15", "丙市合计|60|30|30", "市本级|30|10|20", "丁县|30|20|10"),
			[]int{-1, 0, 1, 1, 0, 4, 4}},
		{"totals beside the names of their groups", tableOf(1, "债券类型|项目|余额|2026年",
			"一般债券|合计|30|12", "|新增债券|10|4", "|再融资债券|20|8", "专项债券|合计|70|40", "|新增债券|40|25", "|再融资债券|30|15"),
			[]int{-1, 0, 0, -1, 3, 3}},
		{"the first item of a balance", tableOf(1, "项目|预算数", "一、政府性基金收入合计|50", "二、上级补助收入|20", "三、调入资金|30", "收入总计|100"), []int{-1, -1, -1, -1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := sheetOf(c.table).lists[0]
			var parents []int
			for i := range l.rows {
				parents = append(parents, l.rows[i].Parent)
			}
			if !slices.Equal(parents, c.parents) {
				t.Errorf("parents are %v, want %v", parents, c.parents)
			}
		})
	}
	if l := sheetOf(tableOf(1, "项目|预算数", "一、政府性基金收入合计|50", "二、上级补助收入|20", "收入总计|70")).lists[0]; l.rows[0].Total {
		t.Error("the first item of a balance is taken for a total of it")
	}
}

// A formula in the head tells what a column sums; a column between amounts holds amounts though it is blank or looks like codes.
func TestColumnsOfPlaces(t *testing.T) {
	s := sheetOf(tableOf(3, "地区|2025年债务限额|<|<", "^||一般债务|专项债务", "公式|A=B+C|B|C", "某市|70|31|39", "某县|30|13|17"))
	if cols := s.lists[0].columns; !cols[0].Total || !slices.Equal(cols[0].Sums[0], []int{1, 2}) {
		t.Errorf("A=B+C sums %v", cols[0].Sums)
	}
	s = sheetOf(tableOf(1, "地区|合计|一般公共服务|国防|棚户区改造|农林水", "甲县|1250.5|1000.5||150|100", "乙县|2211|2000||111|100", "丙县|3300|3000.0||100|200"))
	for col, c := range s.Columns[1:] {
		if c.Role != model.RoleAmount {
			t.Errorf("column %d holds %s", col+1, c.Role)
		}
	}
}

package budget

import (
	"reflect"
	"strings"
	"testing"

	"yusuan/model"
)

// tableOf builds a table from lines of cells separated by |. A cell “^” goes on
// from the row above, a cell “<” from the column to the left.
func tableOf(headerRows int, lines ...string) model.Table {
	t := model.Table{ID: "t1", Unit: "万元", HeaderRows: headerRows, RowCount: len(lines), Pages: []int{1}}
	var at [][]int
	for r, line := range lines {
		fields := strings.Split(line, "|")
		t.ColumnCount = max(t.ColumnCount, len(fields))
		at = append(at, make([]int, len(fields)))
		for c, text := range fields {
			switch strings.TrimSpace(text) {
			case "^":
				k := at[r-1][c]
				at[r][c] = k
				t.Cells[k].RowSpan = r - t.Cells[k].Row + 1
			case "<":
				k := at[r][c-1]
				at[r][c] = k
				t.Cells[k].ColumnSpan = max(t.Cells[k].ColumnSpan, c-t.Cells[k].Column+1)
			default:
				at[r][c] = len(t.Cells)
				t.Cells = append(t.Cells, model.Cell{Row: r, Column: c, RowSpan: 1, ColumnSpan: 1, Text: strings.TrimSpace(text)})
			}
		}
	}
	return t
}

// sheetOf reads a table alone.
func sheetOf(t model.Table) *Sheet { return Read([]model.Table{t}, model.NoLevel)[0] }

func TestColumns(t *testing.T) {
	got := sheetOf(tableOf(4,
		"功能分类科目|<|行次|2026年预算数|<|<|<|增减%|备注",
		"科目编码|科目名称|^|合计|基本支出|<|项目支出|^|^",
		"^|^|^|^|人员经费|公用经费|^|^|^",
		"栏次|||1|2|3|4|5|",
		"201|一般公共服务支出|1|10.00|6.00|2.00|2.00|-22.12%|",
	)).Columns
	want := []model.Column{
		{Path: []string{"功能分类科目", "科目编码"}, Role: model.RoleCode},
		{Path: []string{"功能分类科目", "科目名称"}, Role: model.RoleLabel},
		{Path: []string{"行次"}, Role: model.RoleOrdinal},
		{Path: []string{"2026年预算数", "合计"}, Role: model.RoleAmount},
		{Path: []string{"2026年预算数", "基本支出", "人员经费"}, Role: model.RoleAmount},
		{Path: []string{"2026年预算数", "基本支出", "公用经费"}, Role: model.RoleAmount},
		{Path: []string{"2026年预算数", "项目支出"}, Role: model.RoleAmount},
		{Path: []string{"增减%"}, Role: model.RolePercent},
		{Path: []string{"备注"}, Role: model.RoleText},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("columns\n got %v\nwant %v", got, want)
	}
}

func TestNumberingRow(t *testing.T) {
	for line, want := range map[string]bool{
		"栏次||1||2": true, "**|**|1|2|3": true, "1|2|3=4+5|4|5": true, "甲|乙|1|2": true, "——|(1)|(2)|(3)": true,
		"合计|10.00|20.00|1": false, "201|一般公共服务支出|1|2": false, "|||": false, "类|款|项|科目名称": false,
	} {
		g := newGrid(new(tableOf(1, line)))
		if got := isNumberingRow(&g, 0); got != want {
			t.Errorf("%s: numbering row %v", line, got)
		}
	}
}

func TestRoles(t *testing.T) {
	for header, want := range map[string]model.Role{
		"采购类别": model.RoleLabel, "采购组织形式": model.RoleText, "项目编号": model.RoleCode, "指标权重(%)": model.RolePercent,
		"绩效度量单位": model.RoleUnit, "数量": model.RoleCount, "序号": model.RoleOrdinal, "本年绩效指标值": model.RoleText,
		"其中：教育收费": model.RoleAmount, "因公出国（境）费": model.RoleAmount, "总计": model.RoleAmount, "单位名称": model.RoleLabel,
	} {
		if got := sheetOf(tableOf(1, header, "")).Columns[0].Role; got != want {
			t.Errorf("%s is %s, want %s", header, got, want)
		}
	}
}

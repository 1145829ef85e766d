package join

import (
	"testing"

	"yusuan/layout/grid"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// headerRows are those of a grid of the given cells.
func headerRows(cells []grid.Cell, rows, columns int) int {
	v := newTexts(rows, columns, len(cells))
	v.add(cells, 0)
	return v.headerRows(settings.Default())
}

// Joined parts may leave places uncovered until the table is put together.
func TestHeaderRowsWithPlacesThatNothingCovers(t *testing.T) {
	cells := []grid.Cell{{Span: grid.Span{Row: 1, RowSpan: 1, ColumnSpan: 1}, Content: page.Content{Text: "项目"}}, {Span: grid.Span{Row: 2, Column: 2, RowSpan: 1, ColumnSpan: 1}, Content: page.Content{Text: "1.00"}}}
	if h := headerRows(cells, 4, 3); h > 4 {
		t.Errorf("%d header rows of 4", h)
	}
}

func TestHeaderRows(t *testing.T) {
	cell := func(r, c, rs, cs int, text string) grid.Cell {
		return grid.Cell{Span: grid.Span{Row: r, Column: c, RowSpan: rs, ColumnSpan: cs}, Content: page.Content{Text: text}}
	}
	row := func(r int, texts ...string) []grid.Cell {
		var out []grid.Cell
		for c, text := range texts {
			out = append(out, cell(r, c, 1, 1, text))
		}
		return out
	}
	join := func(rows ...[]grid.Cell) []grid.Cell {
		var out []grid.Cell
		for _, r := range rows {
			out = append(out, r...)
		}
		return out
	}
	for _, c := range []struct {
		name          string
		cells         []grid.Cell
		rows, columns int
		want          int
	}{
		{"one", join(row(0, "科目编码", "科目名称", "合计"), row(1, "201", "服务", "1.00")), 2, 3, 1},
		{"side by side", join([]grid.Cell{cell(0, 0, 1, 2, "收入"), cell(0, 2, 1, 2, "支出")}, row(1, "项目", "预算数", "项目", "预算数"), row(2, "一、拨款", "1.00", "一、服务", "1.00")), 3, 4, 2},
		{"years over columns", join([]grid.Cell{cell(0, 0, 2, 1, "项目"), cell(0, 1, 1, 2, "2026年预算数")}, []grid.Cell{cell(1, 1, 1, 1, "2025年"), cell(1, 2, 1, 1, "2026年")}, row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"numbering row", join(row(0, "项目", "合计", "其中"), row(1, "栏次", "1", "2"), row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"starred row", join(row(0, "单位", "合计", "其中"), row(1, "**", "1", "2"), row(2, "某局", "1.00", "2.00")), 3, 3, 2},
		{"two numbers over two amounts", join(row(0, "项目", "预算数", "执行数"), row(1, "", "1", "2"), row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"letters", join(row(0, "项目", "预算数", "执行数"), row(1, "", "A", "B"), row(2, "教育", "1.00", "2.00")), 3, 3, 2},
		{"formulas", join(row(0, "项目", "合计", "一般", "专项"), row(1, "公式", "A=B+C", "B", "C"), row(2, "某县", "3.00", "1.00", "2.00")), 3, 4, 2},
		{"two numbers beside a label are a row", join(row(0, "项目", "预算数", "执行数"), row(1, "教育", "1", "2")), 2, 3, 1},
		{"head over all columns", join([]grid.Cell{cell(0, 0, 1, 3, "“三公”经费")}, row(1, "合计", "出国", "接待"), row(2, "1.00", "", "1.00")), 3, 3, 2},
		{"form", join([]grid.Cell{cell(0, 0, 1, 1, "项目名称"), cell(0, 1, 1, 2, "某项目")}, row(1, "实施单位", "资金总额", "1.00")), 2, 3, 0},
		{"label over prose", join([]grid.Cell{cell(0, 0, 1, 3, "当年整体绩效目标"), cell(1, 0, 1, 3, "一是完成任务；二是提高效率。")}, row(2, "指标名称", "指标性质", "指标值")), 3, 3, 0},
		{"form of pairs", join(row(0, "转移支付名称", "某资金", "市级主管部门", "某局"), row(1, "资金", "年度金额：", "6.00", "")), 2, 4, 0},
		{"goes on without a header", join(row(0, "201", "服务", "1.00"), row(1, "205", "教育", "1.00")), 2, 3, 0},
	} {
		if got := headerRows(c.cells, c.rows, c.columns); got != c.want {
			t.Errorf("%s: %d header rows, want %d", c.name, got, c.want)
		}
	}
}

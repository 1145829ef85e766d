package layout

import (
	"testing"

	"yusuan/layout/internal/sheet"
)

// besides draws two tables of hairlines, each parted between its two columns; x is where the second begins.
func besides(x float64) *sheet.Sheet {
	tops := sheet.Even(100, 20, 3)
	s := sheet.New(1)
	for _, y := range []float64{96, 116, 136, 156, 176} {
		s.H(y, 50, 130).H(y, 134, 250).H(y, x, x+80).H(y, x+84, x+200)
	}
	return s.Column(54, tops, "类别", "一般公共预算", "政府性基金", "国有资本").Column(140, tops, "对象", "非税收入", "土地出让收入", "利润收入").
		Column(x+4, tops, "类别", "教育", "科学技术", "合计").Column(x+90, tops, "对象", "学校", "研究所", "全部")
}

func TestTablesBesideEachOther(t *testing.T) {
	const (
		left  = "类别|对象\n一般公共预算|非税收入\n政府性基金|土地出让收入\n国有资本|利润收入"
		right = "类别|对象\n教育|学校\n科学技术|研究所\n合计|全部"
	)
	t.Run("apart", func(t *testing.T) { expect(t, tablesOf(besides(290)), left, right) })
	t.Run("under titles of their own", func(t *testing.T) {
		expect(t, tablesOf(besides(290).Text(50, 76, "收入分类表").Text(290, 76, "支出分类表")), left, right)
	})
	t.Run("under one title", func(t *testing.T) {
		expect(t, tablesOf(besides(290).Centred(270, 76, "收入和支出的分类情况表")), left, right)
	})
	const one = "类别|对象|类别|对象\n一般公共预算|非税收入|教育|学校\n政府性基金|土地出让收入|科学技术|研究所\n国有资本|利润收入|合计|全部"
	t.Run("no wider apart than their columns", func(t *testing.T) { expect(t, tablesOf(besides(258)), one) })
	t.Run("over one foot rule", func(t *testing.T) { expect(t, tablesOf(besides(290).H(146, 50, 490).H(166, 50, 490)), one) })
}

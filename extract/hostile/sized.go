package hostile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// Sized is a kind of sound document of which there are ones of any size.
type Sized struct {
	Of    string             // what there is more of in a larger one
	Least int                // how much of it the smallest has that is worth timing
	Make  func(n int) []byte // the document with n of it
}

// drawn is a page's content while it is drawn. Places are in points from the upper left corner.
type drawn struct {
	strings.Builder
	width, height float64
}

func sheetOf(width, height float64) *drawn { return &drawn{width: width, height: height} }

// text shows a line from x on, with its baseline at y.
func (d *drawn) text(x, y, size float64, line string) {
	fmt.Fprintf(d, "BT /F %g Tf %.2f %.2f Td <", size, x, d.height-y)
	for _, unit := range utf16.Encode([]rune(line)) {
		fmt.Fprintf(d, "%04X", unit)
	}
	d.WriteString("> Tj ET\n")
}

// rule draws a line.
func (d *drawn) rule(x0, y0, x1, y1 float64) {
	fmt.Fprintf(d, "%.2f %.2f m %.2f %.2f l S\n", x0, d.height-y0, x1, d.height-y1)
}

// box fills an area.
func (d *drawn) box(x, y, w, h float64, gray float64) {
	fmt.Fprintf(d, "q %g g %.2f %.2f %.2f %.2f re f Q\n", gray, x, d.height-y-h, w, h)
}

// put paints the picture or the form of that name.
func (d *drawn) put(name string, x, y, w, h float64) {
	fmt.Fprintf(d, "q %.2f 0 0 %.2f %.2f %.2f cm /%s Do Q\n", w, h, x, d.height-y-h, name)
}

const (
	lineHeight = 16.0
	margin     = 40.0
)

// rows writes rows of a table from top on, cell by cell at the columns xs, and gives where they end. Ruled ones have
// all their lines.
func (d *drawn) rows(xs []float64, top float64, ruled bool, rows ...[]string) float64 {
	for r, row := range rows {
		for c, s := range row {
			if s != "" {
				d.text(xs[c]+3, top+lineHeight*float64(r)+11, 8, s)
			}
		}
	}
	bottom := top + lineHeight*float64(len(rows))
	if ruled {
		for r := range len(rows) + 1 {
			y := top + lineHeight*float64(r)
			d.rule(xs[0], y, xs[len(xs)-1], y)
		}
		for _, x := range xs {
			d.rule(x, top, x, bottom)
		}
	}
	return bottom
}

// caption writes a table's title and its unit, and gives where they end.
func (d *drawn) caption(top float64, title string) float64 {
	d.text(d.width/2-float64(len([]rune(title)))*6, top+14, 12, title)
	d.text(d.width-120, top+28, 8, "单位：万元")
	return top + 32
}

// columnsOf are the places of n columns, the first one wide, and where the last ends.
func columnsOf(n int) []float64 {
	xs := []float64{margin}
	for k := range n {
		xs = append(xs, margin+150+70*float64(k))
	}
	return xs
}

// sized makes a document of pages, whose contents may use the font F, the picture I and the form T, which shows a text.
func sized(pages ...*drawn) []byte {
	form := sheetOf(1, 1)
	form.text(0, 1, 0.1, "甲")
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>",
		stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\x80"),
		stream("/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<</F 3 0 R>>>>", form.String()),
	}
	var kids strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", len(objects)+1)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R/MediaBox[0 0 %g %g]>>", len(objects)+2, p.width, p.height),
			deflated("", p.String(), 1))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R/T 5 0 R>>>>>>", kids.String(), len(pages))
	return build(objects...)
}

// item is the i-th row of a list of functional items.
func item(i int, figures ...string) []string {
	return append([]string{fmt.Sprintf("%07d 项目%d", 2010000+i, i)}, figures...)
}

var head = []string{"科目", "合计", "基本支出", "项目支出"}

// onePage is a document of one page with a table.
func onePage(rows [][]string, ruled bool) []byte {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	xs := columnsOf(n)
	d := sheetOf(max(600, xs[len(xs)-1]+margin), 100+lineHeight*float64(len(rows)))
	d.rows(xs, d.caption(margin, "2026年部门支出总表"), ruled, rows...)
	return sized(d)
}

// listOf are a head and n rows of one list.
func listOf(n int) [][]string {
	rows := [][]string{head}
	for i := range n {
		rows = append(rows, item(i, "3.00", "1.00", "2.00"))
	}
	return rows
}

// paged is a document of n pages, each of which a function draws.
func paged(n int, draw func(d *drawn, page int)) []byte {
	pages := make([]*drawn, n)
	for i := range pages {
		pages[i] = sheetOf(600, 800)
		draw(pages[i], i)
	}
	return sized(pages...)
}

const rowsAPage = 40

// goesOn draws a page of a list that goes on over pages. headed ones have its head on each.
func goesOn(d *drawn, page int, headed, ruled bool) {
	top := margin
	if page == 0 {
		top = d.caption(top, "2026年部门支出总表")
	}
	var rows [][]string
	if headed {
		rows = append(rows, head)
	}
	for i := range rowsAPage {
		rows = append(rows, item(page*rowsAPage+i, "3.00", "1.00", "2.00"))
	}
	d.rows(columnsOf(4), top, ruled, rows...)
}

// scattered calls draw for n places in a square of the page that grows with them.
func scattered(n int, step float64, draw func(d *drawn, x, y float64)) []byte {
	side := 1
	for side*side < n {
		side++
	}
	d := sheetOf(2*margin+step*float64(side), 2*margin+step*float64(side))
	for i := range n {
		draw(d, margin+step*float64(i%side), margin+step*float64(i/side))
	}
	return sized(d)
}

// dense calls draw for n places on a page of one size.
func dense(n int, draw func(d *drawn, x, y float64)) []byte {
	d := sheetOf(600, 800)
	for i := range n {
		draw(d, 30+float64(i*7919%5400)/10, 30+float64(i*104729%7400)/10)
	}
	return sized(d)
}

func goalForm(d *drawn, i int) {
	top := d.caption(margin, "项目支出绩效目标表")
	xs := []float64{40, 120, 200, 300, 400, 480, 560}
	d.rows(xs, top, true,
		[]string{"项目名称", fmt.Sprintf("项目%d", i), "", "", "", ""},
		[]string{"项目资金（万元）", "年度资金总额：", "100.00", "", "", ""},
		[]string{"", "其中：财政拨款", "80.00", "", "", ""},
		[]string{"", "其他资金", "20.00", "", "", ""},
		[]string{"总体目标", "完成全年任务", "", "", "", ""},
		[]string{"绩效指标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值"},
		[]string{"", "产出指标", "数量指标", fmt.Sprintf("次数%d", i), "≥", "5次"},
		[]string{"", "产出指标", "质量指标", "合格率", "≥", "95%"},
		[]string{"", "效益指标", "社会效益", "效果", "定性", "显著"},
	)
}

// SizedDocuments are the kinds of documents.
func SizedDocuments() []Sized {
	return []Sized{
		{"rows", 250, func(n int) []byte { return onePage(listOf(n), true) }},
		{"rows without rulings", 250, func(n int) []byte { return onePage(listOf(n), false) }},
		{"columns", 100, func(n int) []byte {
			rows := make([][]string, 6)
			for i := range rows {
				rows[i] = item(i, slices.Repeat([]string{"1.00"}, n)...)
			}
			rows[0] = append([]string{"科目"}, slices.Repeat([]string{"合计", "基本支出"}, n/2)...)
			return onePage(rows, true)
		}},
		{"groups of columns", 50, func(n int) []byte {
			rows := make([][]string, 8)
			for i := range rows {
				rows[i] = item(i, slices.Repeat([]string{"3.00", "1.00", "2.00"}, n)...)
			}
			rows[0], rows[1] = []string{"科目"}, append([]string{""}, slices.Repeat([]string{"合计", "基本支出", "项目支出"}, n)...)
			for k := range n {
				rows[0] = append(rows[0], fmt.Sprintf("某镇%d", k), "", "")
			}
			xs := columnsOf(3*n + 1)
			d := sheetOf(xs[len(xs)-1]+margin, 100+lineHeight*8)
			top := d.caption(margin, "2026年部门支出总表")
			d.rows(xs, top, false, rows...)
			for r := range len(rows) + 1 {
				if r != 1 {
					d.rule(xs[0], top+lineHeight*float64(r), xs[len(xs)-1], top+lineHeight*float64(r))
				} else {
					d.rule(xs[1], top+lineHeight, xs[len(xs)-1], top+lineHeight)
				}
			}
			for k, x := range xs {
				if k == 0 || k%3 == 1 {
					d.rule(x, top, x, top+lineHeight*float64(len(rows)))
				} else {
					d.rule(x, top+lineHeight, x, top+lineHeight*float64(len(rows)))
				}
			}
			return sized(d)
		}},
		{"parts of a total", 100, func(n int) []byte {
			rows := make([][]string, 6)
			for i := range rows {
				rows[i] = item(i, append([]string{fmt.Sprintf("%d.00", n)}, slices.Repeat([]string{"1.00"}, n)...)...)
			}
			rows[0] = []string{"科目", "合计"}
			for k := range n {
				rows[0] = append(rows[0], fmt.Sprintf("来源%d", k))
			}
			return onePage(rows, true)
		}},
		{"columns without rulings", 100, func(n int) []byte {
			rows := make([][]string, 6)
			for i := range rows {
				rows[i] = item(i, slices.Repeat([]string{"1.00"}, n)...)
			}
			rows[0] = append([]string{"科目"}, slices.Repeat([]string{"合计", "基本支出"}, n/2)...)
			return onePage(rows, false)
		}},
		{"pages", 6, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, true, true) }) }},
		{"pages without header", 6, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, false, true) }) }},
		{"pages without rulings", 6, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, true, false) }) }},
		{"pages without rulings and header", 6, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, i == 0, false) }) }},
		{"lines of text", 200, func(n int) []byte {
			d := sheetOf(600, 100+lineHeight*float64(n))
			for i := range n {
				d.text(margin, margin+lineHeight*float64(i), 10, "部门预算说明的文字一行接一行地往下写没有表格也没有数字")
			}
			return sized(d)
		}},
		{"glyphs of a line", 2500, func(n int) []byte {
			d := sheetOf(100+10*float64(n), 100)
			d.text(margin, margin, 10, strings.Repeat("字", n))
			return sized(d)
		}},
		{"words of a line", 1000, func(n int) []byte {
			d := sheetOf(100+50*float64(n), 100)
			for i := range n {
				d.text(margin+50*float64(i), margin, 10, "文字")
			}
			return sized(d)
		}},
		{"lines of a cell", 200, func(n int) []byte {
			d := sheetOf(600, 200+lineHeight*float64(n))
			d.rule(40, 40, 560, 40)
			d.rule(40, 60, 560, 60)
			bottom := 80 + lineHeight*float64(n)
			d.rule(40, bottom, 560, bottom)
			for _, x := range []float64{40, 200, 560} {
				d.rule(x, 40, x, bottom)
			}
			d.text(43, 54, 8, "项目")
			d.text(203, 54, 8, "内容")
			for i := range n {
				d.text(203, 75+lineHeight*float64(i), 10, "部门预算说明的文字一行接一行地往下写没有")
			}
			return sized(d)
		}},
		{"figures of a cell", 200, func(n int) []byte {
			d := sheetOf(600, 200+lineHeight*float64(n))
			d.rule(40, 40, 560, 40)
			d.rule(40, 60, 560, 60)
			bottom := 80 + lineHeight*float64(n)
			d.rule(40, bottom, 560, bottom)
			for _, x := range []float64{40, 200, 560} {
				d.rule(x, 40, x, bottom)
			}
			d.text(43, 54, 8, "项目")
			d.text(203, 54, 8, "内容")
			for i := range n {
				d.text(203, 75+lineHeight*float64(i), 10, "1,234,567.89")
			}
			return sized(d)
		}},
		{"grids", 100, func(n int) []byte {
			return scattered(n, 60, func(d *drawn, x, y float64) {
				d.rows([]float64{x, x + 20, x + 40}, y, true, []string{"甲", "1"}, []string{"乙", "2"})
			})
		}},
		{"grids under each other", 100, func(n int) []byte {
			d := sheetOf(600, 100+60*float64(n))
			for i := range n {
				d.rows([]float64{40, 240, 440}, 40+60*float64(i), true, []string{"甲", "1"}, []string{"乙", "2"})
			}
			return sized(d)
		}},
		{"grids beside each other", 100, func(n int) []byte {
			d := sheetOf(100+60*float64(n), 200)
			for i := range n {
				x := 40 + 60*float64(i)
				d.rows([]float64{x, x + 20, x + 40}, 40, true, []string{"甲", "1"}, []string{"乙", "2"})
			}
			return sized(d)
		}},
		{"lone rulings", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.rule(x, y, x+20, y); d.text(x, y-2, 8, "字") })
		}},
		{"lone sides", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.rule(x, y, x, y+20); d.text(x+2, y+10, 8, "字") })
		}},
		{"rulings on each other", 1000, func(n int) []byte {
			return dense(n, func(d *drawn, x, y float64) { d.rule(40, 40+float64(int(y)%20)*20, 560, 40+float64(int(y)%20)*20) })
		}},
		{"crosses", 300, func(n int) []byte {
			return dense(n, func(d *drawn, x, y float64) { d.rule(x-5, y, x+5, y); d.rule(x, y-5, x, y+5) })
		}},
		{"underlined texts", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) { d.text(x, y, 8, "文字"); d.rule(x, y+2, x+16, y+2) })
		}},
		{"white boxes", 1000, func(n int) []byte { return dense(n, func(d *drawn, x, y float64) { d.box(x, y, 30, 30, 1) }) }},
		{"gray boxes", 1000, func(n int) []byte { return dense(n, func(d *drawn, x, y float64) { d.box(x, y, 30, 30, 0.8) }) }},
		{"gray cells", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.box(x, y, 30, 30, 0.8); d.text(x+3, y+15, 8, "字") })
		}},
		{"white boxes over text", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) {
				d.text(x+3, y+15, 8, "字")
				d.box(x, y, 30, 30, 1)
				d.text(x+3, y+15, 8, "字")
			})
		}},
		{"pictures", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.put("I", x, y, 25, 25); d.text(x, y-2, 8, "字") })
		}},
		{"pictures on each other", 500, func(n int) []byte {
			return dense(n, func(d *drawn, x, y float64) { d.put("I", x, y, 25, 25); d.text(x, y-2, 8, "字") })
		}},
		{"forms", 500, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.put("T", x, y, 100, 100) })
		}},
		{"rims", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				fmt.Fprintf(d, "1 0 0 RG 1 0 0 rg %.2f %.2f m %.2f %.2f %.2f %.2f %.2f %.2f c S\n", x, d.height-y, x+30, d.height-y, x+30, d.height-y-30, x, d.height-y-30)
				d.text(x+5, y+15, 8, "字")
				d.WriteString("0 g 0 G\n")
			})
		}},
		{"pale words", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				d.text(x, y, 8, "文字")
				d.WriteString("0.9 g\n")
				d.text(x, y+4, 8, "水印")
				d.WriteString("0 g\n")
			})
		}},
		{"sideways words", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				fmt.Fprintf(d, "q 0 1 -1 0 %.2f %.2f cm BT /F 8 Tf <65875B57> Tj ET Q\n", x, d.height-y)
				d.text(x+12, y, 8, "字")
			})
		}},
		{"slanted words", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				fmt.Fprintf(d, "q .7 .7 -.7 .7 %.2f %.2f cm BT /F 8 Tf <65875B57> Tj ET Q\n", x, d.height-y)
				d.text(x+12, y, 8, "字")
			})
		}},
		{"overprinted words", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) { d.text(x, y, 8, "文字"); d.text(x+.1, y, 8, "文字") })
		}},
		{"clips", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				fmt.Fprintf(d, "q %.2f %.2f 30 30 re W n ", x, d.height-y-15)
				d.text(x, y, 8, "文字")
				d.WriteString("Q\n")
			})
		}},
		{"goal forms", 10, func(n int) []byte { return paged(n, goalForm) }},
		{"goal forms of a page", 20, func(n int) []byte {
			d := sheetOf(600, 220*float64(n))
			xs := []float64{40, 120, 200, 300, 400, 480, 560}
			for i := range n {
				d.rows(xs, 220*float64(i)+40, true,
					[]string{"项目名称", fmt.Sprintf("项目%d", i), "", "", "", ""},
					[]string{"项目资金（万元）", "年度资金总额：", "100.00", "", "", ""},
					[]string{"", "其中：财政拨款", "80.00", "", "", ""},
					[]string{"绩效指标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值"},
					[]string{"", "产出指标", "数量指标", fmt.Sprintf("次数%d", i), "≥", "5次"})
			}
			return sized(d)
		}},
		{"indicators", 100, func(n int) []byte {
			rows := [][]string{{"一级指标", "二级指标", "三级指标", "指标值"}}
			for i := range n {
				rows = append(rows, []string{"产出指标", "数量指标", fmt.Sprintf("次数%d", i), "≥5次"})
			}
			return onePage(rows, true)
		}},
		{"notes", 200, func(n int) []byte {
			d := sheetOf(600, 400+lineHeight*float64(n))
			y := d.rows(columnsOf(4), d.caption(margin, "2026年部门支出总表"), true, listOf(5)...)
			for i := range n {
				d.text(margin, y+lineHeight*float64(i+1), 8, fmt.Sprintf("注：%d.本表数据包括上年结转。", i))
			}
			return sized(d)
		}},
		{"titles of a table", 200, func(n int) []byte {
			d := sheetOf(600, 400+lineHeight*float64(n))
			for i := range n {
				d.text(250, margin+lineHeight*float64(i), 10, fmt.Sprintf("表%d 部门支出总表", i))
			}
			d.rows(columnsOf(4), d.caption(margin+lineHeight*float64(n), "2026年部门支出总表"), true, listOf(5)...)
			return sized(d)
		}},
		{"titled tables", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				d.rows(columnsOf(4), d.caption(margin, fmt.Sprintf("表%d 部门支出总表之%d", i+1, i)), true, listOf(10)...)
			})
		}},
		{"tables of one title", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				rows := append(listOf(10), []string{"合计", "30.00", "10.00", "20.00"})
				d.rows(columnsOf(4), d.caption(margin, fmt.Sprintf("表%d 部门支出总表", i+1)), true, rows...)
			})
		}},
		{"tables of a page", 20, func(n int) []byte {
			d := sheetOf(600, 260*float64(n)+100)
			for i := range n {
				d.rows(columnsOf(4), d.caption(margin+260*float64(i), fmt.Sprintf("表%d 部门支出总表之%d", i+1, i)), true, listOf(10)...)
			}
			return sized(d)
		}},
		{"contents", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				if i == 0 {
					d.text(250, 20, 14, "目录")
					for k := range n {
						d.text(margin, 40+700/float64(n)*float64(k), 6, fmt.Sprintf("表%d 部门支出总表之%d……%d", k+1, k, k+1))
					}
					return
				}
				d.rows(columnsOf(4), d.caption(margin, fmt.Sprintf("表%d 部门支出总表之%d", i, i-1)), true, listOf(10)...)
			})
		}},
		{"statements", 100, func(n int) []byte {
			return paged(1+n/30, func(d *drawn, i int) {
				if i == 0 {
					d.rows(columnsOf(4), d.caption(margin, "2026年部门支出总表"), true, append(listOf(10), []string{"合计", "30.00", "10.00", "20.00"})...)
					return
				}
				for k := range 30 {
					d.text(margin, 60+20*float64(k), 9, fmt.Sprintf("%d. 2026年支出预算%d.00万元，比上年增加%d.00万元，其中项目%d支出3.00万元。", k, i*30+k, k, k))
				}
			})
		}},
		{"wrong sums", 100, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, item(i, fmt.Sprintf("%d.00", 4+i%7), "1.00", "2.00"))
			}
			return onePage(append(rows, []string{"合计", "99.00", "1.00", "2.00"}), true)
		}},
		{"tables with wrong sums", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				rows := append(listOf(10), []string{"合计", "31.00", "11.00", "20.00"})
				d.rows(columnsOf(4), d.caption(margin, fmt.Sprintf("表%d 部门支出总表之%d", i+1, i)), true, rows...)
			})
		}},
		{"amounts of one label", 250, func(n int) []byte {
			rows := [][]string{head}
			for range n {
				rows = append(rows, []string{"2010101 行政运行", "3.00", "1.00", "2.00"})
			}
			return onePage(rows, true)
		}},
		{"numbered rows", 250, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("%d. 项目", i+1), "3.00", "1.00", "2.00"})
			}
			return onePage(append(rows, []string{"合计", fmt.Sprintf("%d.00", 3*n), fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.00", 2*n)}), true)
		}},
		{"plain rows of a total", 250, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("某%d", i), "3.00", "1.00", "2.00"})
			}
			return onePage(append(rows, []string{"合计", fmt.Sprintf("%d.00", 3*n), fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.00", 2*n)}), true)
		}},
		{"units with projects", 50, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("%d 某单位%d", 100000+i, i), "9.00", "3.00", "6.00"})
				for k := range 3 {
					rows = append(rows, []string{fmt.Sprintf("201%02d%02d 项目%d", i%99, k, k), "3.00", "1.00", "2.00"})
				}
			}
			return onePage(rows, true)
		}},
		{"steps of a list", 100, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("某%d", i), fmt.Sprintf("%d.00", 2*(n-i)), fmt.Sprintf("%d.00", n-i), fmt.Sprintf("%d.00", n-i)})
			}
			return onePage(rows, true)
		}},
		{"sides of a summary", 250, func(n int) []byte {
			rows := [][]string{{"收入", "预算数", "支出", "预算数"}}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("收入%d", i), "3.00", fmt.Sprintf("支出%d", i), "2.00"})
			}
			return onePage(append(rows, []string{"收入总计", fmt.Sprintf("%d.00", 3*n), "支出总计", fmt.Sprintf("%d.00", 3*n)}), true)
		}},
		{"subtotals", 60, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				for k := range 3 {
					rows = append(rows, item(3*i+k, "3.00", "1.00", "2.00"))
				}
				rows = append(rows, []string{"小计", "9.00", "3.00", "6.00"})
			}
			return onePage(append(rows, []string{"合计", fmt.Sprintf("%d.00", 9*n), fmt.Sprintf("%d.00", 3*n), fmt.Sprintf("%d.00", 6*n)}), true)
		}},
		{"merged groups", 60, func(n int) []byte {
			d := sheetOf(700, 200+4*lineHeight*float64(n))
			xs := []float64{40, 140, 290, 360, 430, 500}
			top := d.rows(xs, d.caption(margin, "2026年部门支出总表"), true, []string{"单位", "科目", "合计", "基本支出", "项目支出"})
			for i := range n {
				y := top + 4*lineHeight*float64(i)
				d.text(43, y+30, 8, fmt.Sprintf("某单位%d", i))
				d.rule(40, y+4*lineHeight, 140, y+4*lineHeight)
				d.rows(xs[1:], y, true, item(3*i, "3.00", "1.00", "2.00"), item(3*i+1, "3.00", "1.00", "2.00"), item(3*i+2, "3.00", "1.00", "2.00"), []string{"小计", "9.00", "3.00", "6.00"})
			}
			d.rule(40, top, 40, top+4*lineHeight*float64(n))
			return sized(d)
		}},
		{"white rules on an area", 500, func(n int) []byte {
			d := sheetOf(100+30*float64(n), 400)
			d.box(0, 0, d.width, d.height, 0.8)
			for i := range n {
				d.box(40+30*float64(i), 40, 30, 100, 0.7)
			}
			for i := range n {
				fmt.Fprintf(d, "1 G %.2f 260 m %.2f 360 l S 0 G\n", 40+30*float64(i), 40+30*float64(i))
				d.text(43+30*float64(i), 60, 8, "字")
			}
			return sized(d)
		}},
		{"pale words on areas", 500, func(n int) []byte {
			d := sheetOf(100+30*float64(n), 400)
			d.box(0, 0, d.width, d.height, 1)
			for i := range n {
				d.box(40+30*float64(i), 40, 30, 100, 0.7)
				d.WriteString("0.9 g\n")
				d.text(43+30*float64(i), 60, 8, "字")
				d.WriteString("0 g\n")
				d.text(43+30*float64(i), 80, 8, "字")
			}
			return sized(d)
		}},
		{"labels beside grids", 60, func(n int) []byte {
			d := sheetOf(600, 100+80*float64(n))
			for i := range n {
				y := 40 + 80*float64(i)
				d.rows([]float64{200, 300, 400, 500}, y, true, []string{"1.00", "2.00", "3.00"}, []string{"1.00", "2.00", "3.00"}, []string{"1.00", "2.00", "3.00"})
				for k := range 3 {
					d.text(100, y+11+lineHeight*float64(k), 8, "项目支出")
				}
			}
			return sized(d)
		}},
		{"units and their projects", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				rows := [][]string{{"单位名称", "项目名称", "合计", "基本支出", "项目支出"}}
				for k := range 20 {
					rows = append(rows, []string{fmt.Sprintf("某局%d", i), fmt.Sprintf("项目%d", k), "3.00", "1.00", "2.00"})
				}
				d.rows([]float64{40, 140, 290, 360, 430, 500}, d.caption(margin, "2026年项目支出表"), true, rows...)
			})
		}},
		{"functional items of tables", 20, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				rows := [][]string{{"科目编码", "科目名称", "合计", "基本支出", "项目支出"}}
				for _, r := range [][2]string{{"201", "一般公共服务支出"}, {"20101", "人大事务"}, {"2010101", "行政运行"}, {"208", "社会保障和就业支出"}, {"20805", "行政事业单位养老支出"}, {"2080501", "行政单位离退休"}} {
					rows = append(rows, []string{r[0], r[1], "3.00", "1.00", "2.00"})
				}
				rows = append(rows, []string{"", "合计", "6.00", "2.00", "4.00"})
				d.rows([]float64{40, 140, 290, 360, 430, 500}, d.caption(margin, fmt.Sprintf("表%d 一般公共预算支出表", i+1)), true, rows...)
			})
		}},
		{"merged cells", 100, func(n int) []byte {
			d := sheetOf(600, 200+2*lineHeight*float64(n))
			xs := columnsOf(4)
			top := d.caption(margin, "2026年部门支出总表")
			for i := range 2*n + 1 {
				y := top + lineHeight*float64(i)
				if i%2 == 0 {
					d.rule(xs[0], y, xs[4], y)
				} else {
					d.rule(xs[1], y, xs[4], y)
				}
				if i < 2*n {
					d.text(xs[1]+3, y+11, 8, "1.00")
				}
			}
			for _, x := range xs {
				d.rule(x, top, x, top+2*lineHeight*float64(n))
			}
			return sized(d)
		}},
	}
}

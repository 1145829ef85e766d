package hostile

import (
	"fmt"
	"math"
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
	return Build(objects...)
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

// SizedDocuments are the kinds of documents.
func SizedDocuments() []Sized {
	return slices.Concat(sizedPages(), sizedText(), sizedDrawings(), sizedAreas(), sizedColumns(), sizedRows(), sizedSums())
}

// sizedPages are documents of whose pages there are more, or of what a page has in common with others.
func sizedPages() []Sized {
	return []Sized{
		{"pages", 4, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, true, true) }) }},
		{"pages without header", 4, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, false, true) }) }},
		{"pages without rulings", 4, func(n int) []byte { return paged(n, func(d *drawn, i int) { goesOn(d, i, true, false) }) }},
		{"titled tables", 5, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				d.rows(columnsOf(4), d.caption(margin, fmt.Sprintf("表%d 部门支出总表之%d", i+1, i)), true, listOf(10)...)
			})
		}},
		{"tables of a page", 8, func(n int) []byte {
			d := sheetOf(600, 260*float64(n)+100)
			for i := range n {
				d.rows(columnsOf(4), d.caption(margin+260*float64(i), fmt.Sprintf("表%d 部门支出总表之%d", i+1, i)), true, listOf(10)...)
			}
			return sized(d)
		}},
		{"statements", 25, func(n int) []byte {
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
		{"units and their projects", 5, func(n int) []byte {
			return paged(n, func(d *drawn, i int) {
				rows := [][]string{{"单位名称", "项目名称", "合计", "基本支出", "项目支出"}}
				for k := range 20 {
					rows = append(rows, []string{fmt.Sprintf("某局%d", i), fmt.Sprintf("项目%d", k), "3.00", "1.00", "2.00"})
				}
				d.rows([]float64{40, 140, 290, 360, 430, 500}, d.caption(margin, "2026年项目支出表"), true, rows...)
			})
		}},
	}
}

// sizedText are documents of whose text there is more.
func sizedText() []Sized {
	return []Sized{
		{"lines of text", 50, func(n int) []byte {
			d := sheetOf(600, 100+lineHeight*float64(n))
			for i := range n {
				d.text(margin, margin+lineHeight*float64(i), 10, "部门预算说明的文字一行接一行地往下写没有表格也没有数字")
			}
			return sized(d)
		}},
		{"glyphs of a line", 625, func(n int) []byte {
			d := sheetOf(100+10*float64(n), 100)
			d.text(margin, margin, 10, strings.Repeat("字", n))
			return sized(d)
		}},
		{"words of a line", 250, func(n int) []byte {
			d := sheetOf(100+50*float64(n), 100)
			for i := range n {
				d.text(margin+50*float64(i), margin, 10, "文字")
			}
			return sized(d)
		}},
		{"lines of a cell", 100, func(n int) []byte {
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
		{"notes", 50, func(n int) []byte {
			d := sheetOf(600, 400+lineHeight*float64(n))
			y := d.rows(columnsOf(4), d.caption(margin, "2026年部门支出总表"), true, listOf(5)...)
			for i := range n {
				d.text(margin, y+lineHeight*float64(i+1), 8, fmt.Sprintf("注：%d.本表数据包括上年结转。", i))
			}
			return sized(d)
		}},
		{"pale words", 125, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				d.text(x, y, 8, "文字")
				d.WriteString("0.9 g\n")
				d.text(x, y+4, 8, "水印")
				d.WriteString("0 g\n")
			})
		}},
	}
}

// sizedDrawings are documents in which more is drawn.
func sizedDrawings() []Sized {
	return []Sized{
		{"grids beside each other", 50, func(n int) []byte {
			d := sheetOf(100+60*float64(n), 200)
			for i := range n {
				x := 40 + 60*float64(i)
				d.rows([]float64{x, x + 20, x + 40}, 40, true, []string{"甲", "1"}, []string{"乙", "2"})
			}
			return sized(d)
		}},
		{"lone rulings", 125, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.rule(x, y, x+20, y); d.text(x, y-2, 8, "字") })
		}},
		{"lone sides", 250, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.rule(x, y, x, y+20); d.text(x+2, y+10, 8, "字") })
		}},
		{"white boxes", 250, func(n int) []byte { return dense(n, func(d *drawn, x, y float64) { d.box(x, y, 30, 30, 1) }) }},
		{"gray cells", 125, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.box(x, y, 30, 30, 0.8); d.text(x+3, y+15, 8, "字") })
		}},
		{"white boxes over text", 125, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) {
				d.text(x+3, y+15, 8, "字")
				d.box(x, y, 30, 30, 1)
				d.text(x+3, y+15, 8, "字")
			})
		}},
		{"pictures", 125, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.put("I", x, y, 25, 25); d.text(x, y-2, 8, "字") })
		}},
		{"forms", 125, func(n int) []byte {
			return scattered(n, 30, func(d *drawn, x, y float64) { d.put("T", x, y, 100, 100) })
		}},
		{"rims", 500, func(n int) []byte {
			return scattered(n, 40, func(d *drawn, x, y float64) {
				fmt.Fprintf(d, "1 0 0 RG 1 0 0 rg %.2f %.2f m %.2f %.2f %.2f %.2f %.2f %.2f c S\n", x, d.height-y, x+30, d.height-y, x+30, d.height-y-30, x, d.height-y-30)
				d.text(x+5, y+15, 8, "字")
				d.WriteString("0 g 0 G\n")
			})
		}},
	}
}

// sizedAreas are documents with an area under everything.
func sizedAreas() []Sized {
	return []Sized{
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
		{"pale words on an area", 250, func(n int) []byte {
			side := math.Ceil(math.Sqrt(float64(n)))
			return scattered(n, 30, func(d *drawn, x, y float64) {
				if d.Len() == 0 {
					d.box(0, 0, 100+30*side, 100+30*side, 1)
				}
				d.box(x, y, 30, 30, 0.7)
				d.WriteString("0.9 g\n")
				d.text(x+3, y+10, 8, "字")
				d.WriteString("0 g\n")
				d.text(x+3, y+20, 8, "字")
			})
		}},
	}
}

// sizedColumns are documents whose table has more columns.
func sizedColumns() []Sized {
	return []Sized{
		{"groups of columns", 12, func(n int) []byte {
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
		{"parts of a total", 25, func(n int) []byte {
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
	}
}

// sizedRows are documents whose table has more rows.
func sizedRows() []Sized {
	return []Sized{
		{"rows", 62, func(n int) []byte { return onePage(listOf(n), true) }},
		{"goal forms of a page", 5, func(n int) []byte {
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
		{"indicators", 25, func(n int) []byte {
			rows := [][]string{{"一级指标", "二级指标", "三级指标", "指标值"}}
			for i := range n {
				rows = append(rows, []string{"产出指标", "数量指标", fmt.Sprintf("次数%d", i), "≥5次"})
			}
			return onePage(rows, true)
		}},
		{"wrong sums", 25, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, item(i, fmt.Sprintf("%d.00", 4+i%7), "1.00", "2.00"))
			}
			return onePage(append(rows, []string{"合计", "99.00", "1.00", "2.00"}), true)
		}},
		{"amounts of one label", 62, func(n int) []byte {
			rows := [][]string{head}
			for range n {
				rows = append(rows, []string{"2010101 行政运行", "3.00", "1.00", "2.00"})
			}
			return onePage(rows, true)
		}},
	}
}

// sizedSums are documents whose table sums more.
func sizedSums() []Sized {
	return []Sized{
		{"plain rows of a total", 62, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("某%d", i), "3.00", "1.00", "2.00"})
			}
			return onePage(append(rows, []string{"合计", fmt.Sprintf("%d.00", 3*n), fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.00", 2*n)}), true)
		}},
		{"sides of a summary", 125, func(n int) []byte {
			rows := [][]string{{"收入", "预算数", "支出", "预算数"}}
			for i := range n {
				rows = append(rows, []string{fmt.Sprintf("收入%d", i), "3.00", fmt.Sprintf("支出%d", i), "2.00"})
			}
			return onePage(append(rows, []string{"收入总计", fmt.Sprintf("%d.00", 3*n), "支出总计", fmt.Sprintf("%d.00", 3*n)}), true)
		}},
		{"subtotals", 15, func(n int) []byte {
			rows := [][]string{head}
			for i := range n {
				for k := range 3 {
					rows = append(rows, item(3*i+k, "3.00", "1.00", "2.00"))
				}
				rows = append(rows, []string{"小计", "9.00", "3.00", "6.00"})
			}
			return onePage(append(rows, []string{"合计", fmt.Sprintf("%d.00", 9*n), fmt.Sprintf("%d.00", 3*n), fmt.Sprintf("%d.00", 6*n)}), true)
		}},
		{"merged groups", 15, func(n int) []byte {
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
	}
}

package layout

import (
	"bytes"
	"slices"
	"testing"

	"yusuan/layout/internal/sheet"
)

// drawing writes pages as bytes, four for each thing on them.
type drawing []byte

func (d drawing) page() drawing                  { return append(d, 0, 0, 0, 0) }
func (d drawing) h(y, from, length byte) drawing { return append(d, 1, y, from, length) }
func (d drawing) v(x, from, length byte) drawing { return append(d, 2, x, from, length) }
func (d drawing) text(x, top, text byte) drawing { return append(d, 3, x, top, text) }

// grid draws a table of equal cells with a text in each.
func (d drawing) grid(x, top, columns, rows byte) drawing {
	const wide, high = 30, 10
	for i := range rows + 1 {
		d = d.h(top+i*high, x, columns*wide)
	}
	for i := range columns + 1 {
		d = d.v(x+i*wide, top, rows*high)
	}
	for i := range rows * columns {
		d = d.text(x+i%columns*wide+2, top+i/columns*high+1, i)
	}
	return d
}

var drawnTexts = []string{"项目", "合计", "1,234.50", "201", "预算01表", "收支总表", "单位：万元", "注：无", "-", "一、支出", "第1页", "续表", "其中：", "（一）", "12", "."}

// sheets draws the pages in units of 2.5 pt across and 3.5 pt down, at most five of them: more have no other ways to be joined.
func (d drawing) sheets() []*sheet.Sheet {
	all := []*sheet.Sheet{sheet.New(1)}
	for c := range slices.Chunk(d, 4) {
		s := all[len(all)-1]
		if len(c) < 4 {
			break
		}
		a, b, l := float64(c[1]), float64(c[2]), float64(c[3])+1
		switch c[0] % 4 {
		case 0:
			if len(all) < 5 {
				all = append(all, sheet.New(len(all)+1))
			}
		case 1:
			s.H(3.5*a, 2.5*b, 2.5*(b+l))
		case 2:
			s.V(2.5*a, 3.5*b, 3.5*(b+l))
		case 3:
			s.Text(2.5*a, 3.5*b, drawnTexts[int(c[3])%len(drawnTexts)])
		}
	}
	return all
}

// FuzzTables draws lines and texts anywhere: every place of every table is covered by one cell, and every cell is one that was seen.
func FuzzTables(f *testing.F) {
	f.Add([]byte(drawing{}.text(90, 5, 4).text(90, 10, 5).grid(20, 20, 4, 8)))
	f.Add([]byte(drawing{}.grid(20, 20, 3, 20).page().grid(20, 10, 3, 6).text(20, 80, 7)))
	f.Add([]byte(drawing{}.grid(20, 20, 3, 20).page().grid(21, 10, 2, 6).page().grid(20, 10, 5, 3)))
	f.Add([]byte(drawing{}.grid(20, 20, 2, 2).v(90, 20, 20).grid(120, 22, 3, 2).h(23, 120, 90)))
	f.Add([]byte(drawing{}.text(20, 20, 0).text(80, 20, 1).text(20, 26, 2).text(80, 26, 3).h(18, 20, 100).h(24, 20, 100).h(32, 20, 100)))
	// A page whose lines all stand behind those of the page before.
	f.Add([]byte(drawing{}.grid(10, 20, 2, 20).page().grid(90, 10, 3, 4)))
	f.Fuzz(func(t *testing.T, data []byte) {
		result, seen := inspectAll(drawing(bytes.Clone(data)).sheets()...)
		for _, table := range result.Tables {
			covered(t, table)
		}
		holdsCells(t, result, seen)
	})
}

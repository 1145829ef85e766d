package font

import (
	"yusuan/extract/internal/font/ranges"
	"yusuan/extract/internal/pdf"
)

// cidMetrics are the widths and vertical metrics of a CIDFont (9.7.4.3), in text space units.
type cidMetrics struct {
	width     float64 // DW
	vy, w1    float64 // DW2
	widths    ranges.Table[float64]
	verticals ranges.Table[vertical]
}

type vertical struct{ w1, vx, vy float64 }

// maxMetrics bounds the entries of a W or W2 array: no CIDFont has more than 65,536 CIDs.
const maxMetrics = 1 << 16

func (l *Loader) cidMetrics(descendant pdf.Dict) *cidMetrics {
	m := &cidMetrics{width: 1, vy: 0.88, w1: -1}
	if w, ok := l.doc.Number(descendant["DW"]); ok {
		m.width = w / 1000
	}
	if dw2 := l.doc.Array(descendant["DW2"]); len(dw2) == 2 {
		vy, _ := l.doc.Number(dw2[0])
		w1, _ := l.doc.Number(dw2[1])
		m.vy, m.w1 = vy/1000, w1/1000
	}
	var widths []ranges.Range[float64]
	l.eachMetric(descendant["W"], 1, func(lo, hi uint32, v []float64) {
		widths = append(widths, ranges.Range[float64]{Lo: lo, Hi: hi, Value: v[0]})
	})
	m.widths = ranges.New(widths)
	var verticals []ranges.Range[vertical]
	l.eachMetric(descendant["W2"], 3, func(lo, hi uint32, v []float64) {
		verticals = append(verticals, ranges.Range[vertical]{Lo: lo, Hi: hi, Value: vertical{v[0], v[1], v[2]}})
	})
	m.verticals = ranges.New(verticals)
	return m
}

// eachMetric walks a W (size 1) or W2 (size 3) array: c [v …] or c_first c_last v.
func (l *Loader) eachMetric(o pdf.Object, size int, visit func(lo, hi uint32, v []float64)) {
	array := l.doc.Array(o)
	values := make([]float64, size)
	number := func(o pdf.Object) float64 {
		v, _ := l.doc.Number(o)
		return v
	}
	entries := 0
	for len(array) >= 2 && entries < maxMetrics {
		first := number(array[0])
		if list, ok := l.doc.Resolve(array[1]).(pdf.Array); ok {
			array = array[2:]
			for cid := first; len(list) >= size && entries < maxMetrics; cid++ {
				for i := range values {
					values[i] = number(list[i]) / 1000
				}
				if isCID(cid) {
					visit(uint32(cid), uint32(cid), values)
				}
				list = list[size:]
				entries++
			}
			continue
		}
		if len(array) < 2+size {
			return
		}
		last := number(array[1])
		for i := range values {
			values[i] = number(array[2+i]) / 1000
		}
		if isCID(first) && isCID(last) && first <= last {
			visit(uint32(first), uint32(last), values)
		}
		array = array[2+size:]
		entries++
	}
}

func isCID(v float64) bool { return v >= 0 && v <= 0xFFFF }

// set fills in the metrics of the glyph of g.CID.
func (m *cidMetrics) set(g *Glyph) {
	g.Width = m.width
	if w, ok := m.widths.Find(uint32(g.CID)); ok {
		g.Width = w
	}
	g.W1, g.VX, g.VY = m.w1, g.Width/2, m.vy
	if v, ok := m.verticals.Find(uint32(g.CID)); ok {
		g.W1, g.VX, g.VY = v.w1, v.vx, v.vy
	}
}

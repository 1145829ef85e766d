package scan

import "yusuan/layout/page"

// run is a stretch of ink in a row, from one pixel up to another.
type run struct{ y, from, to int32 }

// runsOf are the runs of a picture, row by row; rows tells where those of each row begin.
func runsOf(ink raster) (runs []run, rows []int) {
	rows = make([]int, ink.h+1)
	for y := range ink.h {
		rows[y] = len(runs)
		runs = appendRuns(runs, ink.row(y), y)
	}
	rows[ink.h] = len(runs)
	return runs, rows
}

func appendRuns(runs []run, row []uint8, y int) []run {
	for x := 0; x < len(row); x++ {
		if row[x] == 0 {
			continue
		}
		from := x
		for x < len(row) && row[x] != 0 {
			x++
		}
		runs = append(runs, run{int32(y), int32(from), int32(x)})
	}
	return runs
}

// box is a box of pixels, up to x1 and y1.
type box struct{ x0, y0, x1, y1 int }

func (b box) w() int { return b.x1 - b.x0 }
func (b box) h() int { return b.y1 - b.y0 }

func (b box) rect() page.Rect {
	return page.Rect{X0: float64(b.x0), Top: float64(b.y0), X1: float64(b.x1), Bottom: float64(b.y1)}
}

func (b box) union(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// grown is a box with a margin around it.
func (b box) grown(by int) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

func (b box) touches(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// component is a piece of ink that hangs together, corners included.
type component struct {
	box
	area int
}

// pieces are the runs of a picture and what hangs together of them.
type pieces struct {
	runs       []run
	numbers    []int32 // of the component of each run
	components []component
}

// piecesOf are the pieces of a picture, in the order of their first pixels.
func piecesOf(ink raster) pieces {
	runs, rows := runsOf(ink)
	parents := make([]int32, len(runs))
	for i := range parents {
		parents[i] = int32(i)
	}
	for y := 1; y < ink.h; y++ {
		above, i := rows[y-1], rows[y]
		for above < rows[y] && i < rows[y+1] {
			a, b := &runs[above], &runs[i]
			if a.from <= b.to && b.from <= a.to {
				unite(parents, int32(above), int32(i))
			}
			if a.to < b.to {
				above++
			} else {
				i++
			}
		}
	}
	numbers := make([]int32, len(runs))
	var all []component
	for i := range runs {
		r := &runs[i]
		b := box{int(r.from), int(r.y), int(r.to), int(r.y) + 1}
		root := rootOf(parents, int32(i))
		if root == int32(i) {
			numbers[i] = int32(len(all))
			all = append(all, component{b, b.w()})
			continue
		}
		numbers[i] = numbers[root]
		c := &all[numbers[i]]
		c.box = c.union(b)
		c.area += b.w()
	}
	return pieces{runs, numbers, all}
}

// unite makes two trees one, under the root that comes first.
func unite(parents []int32, a, b int32) {
	a, b = rootOf(parents, a), rootOf(parents, b)
	parents[max(a, b)] = min(a, b)
}

func rootOf(parents []int32, i int32) int32 {
	for parents[i] != i {
		parents[i] = parents[parents[i]]
		i = parents[i]
	}
	return i
}

package page

import (
	"cmp"
	"iter"
	"slices"
)

// Areas are boxes that are looked up by the places in them.
type Areas struct {
	boxes  []Rect    // by their tops
	of     []int     // what number each has among those that were given
	lowest []float64 // how far down a box or one before it reaches
}

// AreasOf makes boxes known by place.
func AreasOf(boxes []Rect) Areas {
	a := Areas{make([]Rect, len(boxes)), make([]int, len(boxes)), make([]float64, len(boxes))}
	for i := range boxes {
		a.of[i] = i
	}
	slices.SortStableFunc(a.of, func(i, j int) int { return cmp.Compare(boxes[i].Top, boxes[j].Top) })
	for k, i := range a.of {
		a.boxes[k] = boxes[i]
		a.lowest[k] = max(boxes[i].Bottom, a.lowest[max(k-1, 0)])
	}
	return a
}

// At gives the numbers of the boxes in which a point stands, or outside by no more than slack.
func (a Areas) At(x, y, slackX, slackY float64) iter.Seq[int] {
	return func(yield func(int) bool) {
		i, _ := slices.BinarySearchFunc(a.boxes, y, func(b Rect, y float64) int {
			if b.Top-slackY <= y {
				return -1
			}
			return 1
		})
		for i--; i >= 0 && y <= a.lowest[i]+slackY; i-- {
			b := a.boxes[i]
			if y <= b.Bottom+slackY && x >= b.X0-slackX && x <= b.X1+slackX && !yield(a.of[i]) {
				return
			}
		}
	}
}

// Hold tells whether a point stands in one of the boxes, or outside by no more than slack.
func (a Areas) Hold(x, y, slackX, slackY float64) bool {
	for range a.At(x, y, slackX, slackY) {
		return true
	}
	return false
}

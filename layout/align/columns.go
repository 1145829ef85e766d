package align

import (
	"slices"

	"yusuan/layout/page"
)

// Columns are the columns of a table with what told them. They are a value: steps that find more give others.
type Columns struct {
	// Xs are the boundaries from left to right, one more than there are columns, in points.
	Xs []float64
	// By tells for each boundary why it stands.
	By []Reason
	// Text is how far the text of each column reaches.
	Text []page.Interval
	// Drawn tells that lines or heads tell the columns' sides, not only their texts.
	Drawn bool
	// Told tells that heads centred over the columns tell them all.
	Told bool
}

// column is the index of the column in which x stands.
func (c Columns) column(x float64) int { return page.Place(c.Xs, x) }

// with has one more boundary.
func (c Columns) with(x float64, by Reason) Columns {
	k, _ := slices.BinarySearch(c.Xs, x)
	return c.inserted(k, x, by)
}

func (c Columns) inserted(k int, x float64, by Reason) Columns {
	c.Xs = slices.Insert(slices.Clone(c.Xs), k, x)
	c.By = slices.Insert(slices.Clone(c.By), k, by)
	return c
}

// without lacks boundary k.
func (c Columns) without(k int) Columns {
	c.Xs = slices.Delete(slices.Clone(c.Xs), k, k+1)
	c.By = slices.Delete(slices.Clone(c.By), k, k+1)
	return c
}

// sameReason are n times the same reason.
func sameReason(by Reason, n int) []Reason { return slices.Repeat([]Reason{by}, n) }

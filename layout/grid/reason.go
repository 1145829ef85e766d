package grid

import (
	"cmp"
	"maps"
)

// Reason tells why a boundary of columns or rows stands where it does.
type Reason string

const (
	// ByRuling is a ruling that draws the boundary, all of it or a part.
	ByRuling Reason = "ruling"
	// BySeam is a place where the rulings that cross the boundary were drawn cell by cell: they end and go on there.
	BySeam Reason = "seam"
	// ByEnds is where the rulings that cross an outer border end, which is not drawn itself.
	ByEnds Reason = "ends"
	// ByText is the text beside the boundary, of which nothing more is known.
	ByText Reason = "text"
)

// Reasons tell of boundaries why they stand, by where these stand: so they hold for the parts of a grid as well.
type Reasons map[float64]Reason

// ReasonsOf are the reasons of boundaries, one for each.
func ReasonsOf(at []float64, by []Reason) Reasons {
	r := make(Reasons, len(at))
	for i, x := range at {
		r[x] = by[i]
	}
	return r
}

// Of is why the boundary at a coordinate stands.
func (r Reasons) Of(at float64) Reason { return cmp.Or(r[at], ByText) }

// With tell of more boundaries that stand for one reason.
func (r Reasons) With(by Reason, at ...float64) Reasons {
	out := make(Reasons, len(r)+len(at))
	maps.Copy(out, r)
	for _, x := range at {
		out[x] = by
	}
	return out
}

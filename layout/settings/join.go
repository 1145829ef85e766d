package settings

// Join are the thresholds by which the grids of two pages are one table.
type Join struct {
	// SameColumn is the distance, in points, within which the column lines of two pages are one.
	SameColumn float64
}

func defaultJoin() Join {
	return Join{
		SameColumn: 3,
	}
}

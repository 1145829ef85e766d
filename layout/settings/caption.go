package settings

// Caption are the thresholds by which lines over a grid are its caption.
type Caption struct {
	// Reach is how far, in em, a caption's nearest line may stand above its grid.
	Reach float64
}

func defaultCaption() Caption {
	return Caption{
		Reach: 4,
	}
}

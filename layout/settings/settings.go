// Package settings holds the thresholds of layout, all of them, in one value that every
// stage is given. Lengths that depend on the print's scale are given in em: multiples of
// the median font size of the page or table that is looked at.
package settings

// Settings are the thresholds of layout, by room, and the looks of its pictures.
type Settings struct {
	Page    Page
	Grid    Grid
	Align   Align
	Caption Caption
	Join    Join
	Draw    Draw
}

// Default are the thresholds that the program runs with.
func Default() *Settings {
	return &Settings{
		Page:    defaultPage(),
		Grid:    defaultGrid(),
		Align:   defaultAlign(),
		Caption: defaultCaption(),
		Join:    defaultJoin(),
		Draw:    defaultDraw(),
	}
}

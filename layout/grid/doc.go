// Package grid makes grids of rulings and gives the glyphs to their cells.
//
// It promises that the cells of a grid cover every place once: what no ruling parts is one cell, and each cell
// tells the sides that rulings close. It trusts no ruling: they may be double, broken, crooked or white, run on too
// far, be drawn cell by cell, or mark text. Grids that rulings do not make are made elsewhere, of the same values.
//
// Files, each using only those before it: places.go sets.go edge.go mark.go component.go reason.go grid.go boundary.go lattice.go
// ruled.go border.go figures.go fill.go.
package grid

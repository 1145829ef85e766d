// Package align makes tables of what rulings do not part: by white space (columns), lines of text (rows), and the
// few lines that are drawn.
//
// Each step gives a value that the next one takes: Region → Columns → Head → Rows → Table, and Columns and Rows
// keep why each boundary stands. It promises that no glyph is lost: what is taken for a table stands in its cells, the
// rest is given back. It trusts that lines of one table agree in their white space, and calls its tables what they are.
//
// Files, each using only those before it: figure.go level.go line.go scene.go region.go picture.go block.go reason.go
// columns.go outline.go valleys.go headcolumns.go frame.go headspan.go head.go rows.go table.go continue.go sides.go
// refine.go outside.go strips.go grouping.go records.go chart.go align.go panels.go.
package align

// Package layout makes logical tables of what was seen on a document's pages.
//
// It takes glyphs, rulings and fills (Page) and gives tables whose cells cover
// every place of the grid once, joined over page breaks, with their captions,
// and the text that belongs to none (Tables). Rows, columns and spans are those
// of ICDAR 2013: 0-based, spans as ruled. Coordinates are points from the top
// left of the page as displayed.
//
// It promises the same tables for the same pages, whatever they hold: nothing
// panics, and nothing is kept between calls. It trusts the reader for what a
// glyph says and where it is seen, and for nothing else: a ruling may be
// double, broken, crooked, white or missing.
//
// Nearly equal coordinates are clustered before they are compared. Thresholds
// are in layout/settings, in em where they depend on the print's scale.
//
// Files, each using only those before it: aside.go view.go inspect.go tables.go.
package layout

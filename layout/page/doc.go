// Package page holds what the reader saw on a page, and reads lines and the text of cells from its glyphs.
//
// It promises text as the page wraps it, in reading position, without watermarks, seals and what nobody sees.
// It trusts the reader for what a glyph says and where it stands, and knows no grid and no caption.
//
// Files, each using only those before it: page.go room.go text.go coordinate.go turn.go areas.go size.go
// watermark.go overlay.go line.go setting.go textline.go spelling.go number.go paragraph.go content.go.
package page

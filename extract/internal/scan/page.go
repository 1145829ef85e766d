// Package scan reads the picture of a page: its print and its rulings, in points, made straight.
package scan

import (
	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// Page is what was seen on the picture of a page, in points of the page as displayed, made straight.
type Page struct {
	Chars   []page.Char
	Rulings []page.Ruling
	Lines   []Line  // what was recognised, line by line, with what it may say otherwise
	Turn    int     // quarter turns clockwise by which the print lies
	DPI     float64 // of the picture
}

// Line is one line of print.
type Line struct {
	ocr.Line
	Box   page.Rect // straight, in points
	Marks Marks
}

// Marks are what makes a line's text doubtful although the recogniser is sure.
type Marks uint8

const (
	Arc           Marks = 1 << iota // ink of an arc, a seal's
	DarkSeal                        // it lies under dark ink of a seal
	CrossesRuling                   // its ink crosses a ruling
	Faint                           // its ink is faint
)

// Onto is the box on the page as displayed that bounds a box of the straight page.
func (p *Page) Onto(r page.Rect) page.Rect { return r }

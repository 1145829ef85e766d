// Package scan reads the picture of a page: its print and its rulings, in points, made straight.
package scan

import (
	"context"
	"image"

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

// Onto is the box on the page as displayed that bounds a box of the straight page.
func (p *Page) Onto(r page.Rect) page.Rect { return r }

// Settings are the thresholds by which a page's picture is read.
type Settings struct{}

// Default are the thresholds for printed disclosures.
func Default() Settings { return Settings{} }

// Read reads a page's picture, which covers box of the displayed page.
func Read(ctx context.Context, picture image.Image, box page.Rect, reader ocr.Reader, s Settings) (*Page, error) {
	return &Page{}, nil
}

package ocr

import (
	"context"
	"image"
	"strings"
)

// Reader reads pictures of lines: each one line of print, upright, dark on white.
type Reader interface {
	// Lines returns what the pictures say, in their order. A picture without print says nothing, which is no error.
	Lines(ctx context.Context, pictures []*image.Gray) ([]Line, error)
}

// Line is what was read in the picture of a line.
type Line struct {
	Glyphs []Glyph
	// Confidence is the mean of the glyphs', 0 where there are none.
	Confidence float64
	// Others are the texts that it may have otherwise, the most likely first.
	Others []Reading
}

// Text is what the line says.
func (l *Line) Text() string {
	var b strings.Builder
	for _, g := range l.Glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

// Glyph is one character with its place along the line.
type Glyph struct {
	Text string
	// From and To are its ends, in pixels of the picture from its left.
	From, To float64
	// Confidence tells how sure the reader is, 0 to 1.
	Confidence float64
}

// Reading is a text that a line may have.
type Reading struct {
	Text       string
	Confidence float64 // 0 to 1, as a glyph's: the geometric mean over the text
}

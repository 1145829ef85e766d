// Package program reads embedded font programs (ISO 32000-2, 9.9) for what they
// tell of their glyphs' text: TrueType and OpenType tables, CFF, Type 1. Outlines
// are not read.
package program

import (
	"errors"

	"yusuan/extract/internal/font/encoding"
)

// Font is what a font program says about its glyphs. The zero Font says nothing.
type Font struct {
	// Encoding is the built-in encoding of a Type 1 or name-keyed CFF program; nil if it has none.
	Encoding *encoding.Encoding
	// Ordering is the character collection of a CID-keyed CFF program ("GB1").
	Ordering string
}

var errFormat = errors.New("font program of unknown format")

// Parse reads a font program by its first bytes, as FontFile keys are mixed up.
func Parse(data []byte) (*Font, error) { return nil, errFormat }

// IsCIDKeyed reports whether glyphs are selected by CID (9.7.4.2).
func (f *Font) IsCIDKeyed() bool { return f.Ordering != "" }

// GlyphText tells the text of a glyph by its index, "" if unknown.
func (f *Font) GlyphText(gid int) string { return "" }

// CodeText tells the text of a simple font's code whose glyph name, if the file gives one, is name.
func (f *Font) CodeText(code byte, name string) string { return "" }

// CodeWidth tells the advance width of a simple font's code in text space units.
func (f *Font) CodeWidth(code byte, name string) (float64, bool) { return 0, false }

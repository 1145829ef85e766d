// Package encoding knows the glyphs of simple fonts by name: the base encodings
// (ISO 32000-2, 9.6.5 and annex D), what a name means (the Adobe Glyph List)
// and how wide the glyphs of the standard 14 fonts are (9.6.2.2).
//
// glyphlist.txt is Adobe's (BSD-3-Clause, the licence is in the file).
// widths.txt is made by gen from the metrics that Adobe publishes for the
// standard 14 fonts (free to use, copy and distribute with or without
// modification; Copyright (c) 1985-1997 Adobe Systems Incorporated); go generate
// wants the directory of the AFM files in AFM.
package encoding

//go:generate go run ./gen -o widths.txt $AFM

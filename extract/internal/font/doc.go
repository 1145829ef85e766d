// Package font reads the fonts of a PDF file: from the bytes of a shown string
// to glyphs with Unicode text and widths (ISO 32000-2, 9.5 to 9.10).
//
// The text of a glyph comes from, in this order: a predefined CMap whose codes
// are Unicode, the font's ToUnicode CMap, its encoding (by glyph names or a
// character collection), the embedded font program's own tables, a glyph of the
// same outline in another font of the document. The last two are guesses. A ToUnicode CMap
// that is plainly rubbish counts as missing, and so does each of its entries
// that no text can have (U+0000, U+FFFD, control characters, private use). What
// no source tells has the text "": the package never makes up a character. Guesses
// are marked, and what else was forgiven is listed by Loader.TakeProblems.
//
// A file is not trusted with anything: malformed fonts give glyphs without
// text, sizes are limited by named constants, and nothing here panics.
//
// EquivalentUnifiedIdeograph.txt is Unicode's, version 15.0.0, © 2022 Unicode,
// Inc., under the Unicode terms of use (LICENSE.unicode).
package font

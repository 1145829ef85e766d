package pdf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// textString decodes a text string (7.9.2.2): UTF-16BE or UTF-8 by its byte order mark, PDFDocEncoding otherwise.
// Writers that put UTF-16LE or bare UTF-8 there are understood as well.
func textString(s String) string {
	b := string(s)
	switch {
	case strings.HasPrefix(b, "\xFE\xFF"):
		return utf16String(b[2:], 1, 0)
	case strings.HasPrefix(b, "\xFF\xFE"):
		return utf16String(b[2:], 0, 1)
	case strings.HasPrefix(b, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(b[3:], "\uFFFD")
	case utf8.ValidString(b):
		return b
	}
	var out strings.Builder
	for i := range len(b) {
		out.WriteRune(pdfDocRune(b[i]))
	}
	return out.String()
}

func utf16String(b string, low, high int) string {
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, uint16(b[high])<<8|uint16(b[low]))
	}
	return string(utf16.Decode(units))
}

// pdfDocHigh holds PDFDocEncoding's codes 0x80 to 0xA0 (Annex D.2), where it differs from Latin-1.
var pdfDocHigh = [...]rune{
	'•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
	'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\uFFFD', '€',
}

// pdfDocAccents holds PDFDocEncoding's codes 0x18 to 0x1F.
var pdfDocAccents = [...]rune{'˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'}

func pdfDocRune(c byte) rune {
	switch {
	case c >= 0x18 && c <= 0x1F:
		return pdfDocAccents[c-0x18]
	case c >= 0x80 && c <= 0xA0:
		return pdfDocHigh[c-0x80]
	}
	return rune(c)
}

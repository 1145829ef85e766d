package font

import (
	"unicode/utf8"

	"yusuan/extract/internal/font/encoding"
)

// Plain returns the font of texts that no content stream shows, such as the values of form fields: its codes are
// UTF-8, its glyphs as wide as Helvetica's, or an em for characters that are set in squares.
func (l *Loader) Plain() *Font {
	if l.plain == nil {
		l.plain = &Font{Name: "Helvetica", Ascent: latinAscent, Descent: latinDescent,
			reader: &plain{encoding.Named("WinAnsiEncoding"), encoding.Standard("Helvetica")}}
	}
	return l.plain
}

// plain is the reader of [Loader.Plain].
type plain struct {
	names  *encoding.Encoding
	widths encoding.Widths
}

func (p *plain) next(s string) (uint32, int) {
	r, n := utf8.DecodeRuneInString(s)
	return uint32(r), n
}

func (p *plain) glyph(code uint32, _ int) Glyph {
	const digit, square = 0.556, 0x2E80
	g := Glyph{Code: code, CID: int(code), Text: string(rune(code)), Width: digit}
	switch {
	case code >= square:
		g.Width = 1
	case code < uint32(len(p.names)):
		if w, ok := p.widths[p.names[code]]; ok {
			g.Width = w / 1000
		}
	}
	return g
}

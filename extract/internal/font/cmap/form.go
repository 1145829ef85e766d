package cmap

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// utf32 gives the UTF-32 code of a code of n bytes; the length is 0 if there is none.
func (f form) utf32(code uint32, n int) (uint32, int) {
	switch {
	case f == formUTF8:
		var b [maxCodeLen]byte
		for i := range n {
			b[i] = byte(code >> (8 * (n - 1 - i)))
		}
		if r, size := utf8.DecodeRune(b[:n]); size == n && (r != utf8.RuneError || n > 1) {
			return uint32(r), 4
		}
	case n == 2:
		return code, 4
	case n == 4:
		if r := utf16.DecodeRune(rune(code>>16), rune(code&0xFFFF)); r != utf8.RuneError {
			return uint32(r), 4
		}
	}
	return 0, 0
}

// isUnicodeName tells the CMaps of UCS-2 and UTF-32 codes by Adobe's naming.
func isUnicodeName(name string) bool {
	return strings.HasPrefix(name, "Uni") && (strings.Contains(name, "-UCS2-") || strings.Contains(name, "-UTF32-"))
}

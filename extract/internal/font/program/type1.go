package program

import (
	"bytes"
	"strconv"
	"strings"

	"yusuan/extract/internal/font/encoding"
)

// maxClear bounds the unencrypted part of a Type 1 program, where the encoding is: real ones have 5 KB.
const maxClear = 1 << 20

// readType1 reads the built-in encoding of a Type 1 program (Adobe Type 1 Font Format, 2.3).
func (f *Font) readType1(data []byte) {
	data = data[:min(len(data), maxClear)]
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	_, text, ok := strings.Cut(string(data), "/Encoding")
	if !ok {
		return
	}
	words := strings.Fields(strings.ReplaceAll(text, "/", " /"))
	if len(words) > 0 && words[0] == "StandardEncoding" {
		f.Encoding = encoding.Named("StandardEncoding")
		return
	}
	// 256 array … dup 65 /A put … readonly def
	f.Encoding = new(encoding.Encoding)
	for i, w := range words {
		if w == "def" || w == "readonly" {
			return
		}
		if w != "dup" || i+2 >= len(words) || !strings.HasPrefix(words[i+2], "/") {
			continue
		}
		if code, ok := postScriptInt(words[i+1]); ok && code >= 0 && code <= 0xFF {
			f.Encoding[code] = words[i+2][1:]
		}
	}
}

// postScriptInt reads an integer, with a radix where one is given (8#101).
func postScriptInt(s string) (int, bool) {
	base := 10
	if radix, digits, ok := strings.Cut(s, "#"); ok {
		b, err := strconv.Atoi(radix)
		if err != nil || b < 2 || b > 36 {
			return 0, false
		}
		base, s = b, digits
	}
	v, err := strconv.ParseInt(s, base, 32)
	return int(v), err == nil
}

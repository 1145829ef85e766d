package encoding

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// Encoding has the glyph name of each code; "" is none.
type Encoding [256]string

//go:embed encodings.txt
var encodingText string

var encodings = sync.OnceValue(func() map[string]*Encoding {
	m := make(map[string]*Encoding)
	var e *Encoding
	code := 0
	for line := range strings.Lines(encodingText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") {
			e = new(Encoding)
			m[words[0]] = e
			words = words[1:]
		}
		for _, w := range words {
			if n, err := strconv.Atoi(w); err == nil {
				code = n
				continue
			}
			e[code] = w
			code++
		}
	}
	return m
})

// Named returns the encoding of that name as a PDF file or a font program
// spells it ("WinAnsiEncoding"), or nil.
func Named(name string) *Encoding { return encodings()[name] }

package raster

import (
	"yusuan/extract/internal/pdf"
)

// space is a colour space (8.6): how many components a sample has, and which grey or colour it is.
type space struct {
	components int
	colours    []byte // of an indexed space: three bytes for each index
	grey       bool   // the pixels are grey
}

// spaceOf reads a colour space of those that scanners use. Those that are calibrated count as the device's own: print stays print.
func spaceOf(doc *pdf.Document, o pdf.Object) (space, bool) {
	name, array := doc.Name(o), doc.Array(o)
	if name == "" && len(array) > 0 {
		name = doc.Name(array[0])
	}
	switch name {
	case "DeviceGray", "CalGray", "G":
		return space{components: 1, grey: true}, true
	case "DeviceRGB", "CalRGB", "RGB":
		return space{components: 3}, true
	case "DeviceCMYK", "CMYK":
		return space{components: 4}, true
	case "ICCBased":
		if len(array) < 2 {
			return space{}, false
		}
		return spaceOfComponents(doc.Int(doc.Dict(array[1])["N"], 0))
	case "Indexed", "I":
		return indexed(doc, array)
	}
	return space{}, false
}

func spaceOfComponents(n int) (space, bool) {
	return space{components: n, grey: n == 1}, n == 1 || n == 3 || n == 4
}

// maxPalette is the most bytes that a palette's stream may have: 256 colours of four components, and what producers pad.
const maxPalette = 1 << 12

// indexed reads a space of a palette (8.6.6.3).
func indexed(doc *pdf.Document, array pdf.Array) (space, bool) {
	if len(array) < 4 || doc.Name(array[1]) == "Indexed" {
		return space{}, false
	}
	base, ok := spaceOf(doc, array[1])
	if !ok || base.colours != nil {
		return space{}, false
	}
	var palette []byte
	switch v := doc.Resolve(array[3]).(type) {
	case pdf.String:
		palette = []byte(v)
	case *pdf.Stream:
		data, filter, _, err := doc.ImageData(v, maxPalette)
		if err != nil || filter != "" {
			return space{}, false
		}
		palette = data
	}
	n := min(len(palette)/base.components, 256, doc.Int(array[2], 255)+1)
	if n < 1 {
		return space{}, false
	}
	s := space{components: 1, colours: make([]byte, 3*n), grey: true}
	for i := range n {
		c := s.colours[3*i:][:3]
		base.write(c, palette[i*base.components:][:base.components])
		s.grey = s.grey && c[0] == c[1] && c[1] == c[2]
	}
	return s, true
}

// deep is how many bytes a pixel has.
func (s *space) deep() int {
	if s.grey {
		return 1
	}
	return 4
}

// write writes the colour of a sample, whose components are bytes (an index is itself), as one byte where to has one, else as red,
// green and blue.
func (s *space) write(to, sample []byte) {
	switch {
	case s.colours != nil:
		copy(to[:min(3, len(to))], s.colours[min(3*int(sample[0]), len(s.colours)-3):])
	case s.components == 1 && len(to) == 1:
		to[0] = sample[0]
	case s.components == 1:
		to[0], to[1], to[2] = sample[0], sample[0], sample[0]
	case s.components == 3:
		copy(to[:3], sample)
	default: // 10.4.2.4, with black taken from what the other inks leave, as print does it
		paper := 255 - int(sample[3])
		for i := range 3 {
			to[i] = byte((255 - int(sample[i])) * paper / 255)
		}
	}
}

package content

import "yusuan/extract/internal/pdf"

// A colorSpace tells how components become luminance (8.6). Spot colours are taken as
// black ink of their tint: their tint transforms are not evaluated.
type colorSpace struct {
	kind       colorKind
	components int
	base       *colorSpace // of Indexed
	table      string      // of Indexed
}

type colorKind uint8

const (
	grayColor colorKind = iota
	rgbColor
	cmykColor
	labColor
	tintColor // Separation and DeviceN
	indexedColor
	patternColor
)

var (
	deviceGray = &colorSpace{grayColor, 1, nil, ""}
	deviceRGB  = &colorSpace{rgbColor, 3, nil, ""}
	deviceCMYK = &colorSpace{cmykColor, 4, nil, ""}
	lab        = &colorSpace{labColor, 3, nil, ""}
	pattern    = &colorSpace{patternColor, 0, nil, ""}
)

// midGray stands for a pattern: what it looks like is not known.
const midGray = 0.5

// initial is the luminance of the space's initial colour (Table 73): black, but for tints' full ink.
func (c *colorSpace) initial() float64 {
	switch c.kind {
	case patternColor:
		return midGray
	case indexedColor:
		return c.gray([]operand{{}})
	}
	return 0
}

// gray is the luminance of a colour in c; components that are missing count as 0.
func (c *colorSpace) gray(args []operand) float64 {
	v := func(i int) float64 {
		if i < len(args) {
			return clamp(args[i].num)
		}
		return 0
	}
	switch c.kind {
	case rgbColor:
		return luminance(v(0), v(1), v(2))
	case cmykColor:
		k := 1 - v(3)
		return luminance((1-v(0))*k, (1-v(1))*k, (1-v(2))*k)
	case labColor:
		if len(args) > 0 {
			return clamp(args[0].num / 100)
		}
		return 0
	case tintColor:
		ink := 0.0
		for i := range args {
			ink = max(ink, v(i))
		}
		return 1 - ink
	case indexedColor:
		return c.entry(args)
	case patternColor:
		return midGray
	}
	return v(0)
}

// entry is the luminance of an entry of an Indexed space's table (8.6.6.3).
func (c *colorSpace) entry(args []operand) float64 {
	if len(args) == 0 || !(args[0].num >= 0 && args[0].num < 256) {
		return 0
	}
	n := c.base.components
	at := int(args[0].num) * n
	if n == 0 || at+n > len(c.table) {
		return 0
	}
	scale := 255.0
	if c.base.kind == labColor {
		scale = 2.55
	}
	entry := make([]operand, n)
	for i := range entry {
		entry[i].num = float64(c.table[at+i]) / scale
	}
	return c.base.gray(entry)
}

func clamp(v float64) float64 { return max(0, min(1, v)) }

func luminance(r, g, b float64) float64 { return 0.299*r + 0.587*g + 0.114*b }

// maxSpaceDepth bounds colour spaces within colour spaces: Pattern over Indexed over ICCBased is the deepest allowed.
const maxSpaceDepth = 4

// readColorSpace reads a colour space object; what it cannot read is DeviceGray.
func readColorSpace(doc *pdf.Document, o pdf.Object, depth int) *colorSpace {
	o = doc.Resolve(o)
	array := doc.Array(o)
	name := doc.Name(o)
	if len(array) > 0 {
		name = doc.Name(array[0])
	}
	at := func(i int) pdf.Object {
		if i < len(array) {
			return array[i]
		}
		return nil
	}
	switch name {
	case "DeviceRGB", "RGB", "CalRGB":
		return deviceRGB
	case "DeviceCMYK", "CMYK":
		return deviceCMYK
	case "Lab":
		return lab
	case "Pattern":
		return pattern
	case "ICCBased":
		switch doc.Int(doc.Dict(at(1))["N"], 1) {
		case 3:
			return deviceRGB
		case 4:
			return deviceCMYK
		}
	case "Separation":
		return &colorSpace{kind: tintColor, components: 1}
	case "DeviceN":
		return &colorSpace{kind: tintColor, components: len(doc.Array(at(1)))}
	case "Indexed", "I":
		if depth < maxSpaceDepth {
			return &colorSpace{indexedColor, 1, readColorSpace(doc, at(1), depth+1), bytesOf(doc, at(3))}
		}
	}
	return deviceGray
}

// bytesOf reads a lookup table, which is a string or a stream.
func bytesOf(doc *pdf.Document, o pdf.Object) string {
	if s := doc.Stream(o); s != nil {
		data, _ := doc.Data(s)
		return string(data)
	}
	s, _ := doc.Resolve(o).(pdf.String)
	return string(s)
}

package program

import "crypto/sha256"

// Shape identifies a TrueType outline: equal shapes are drawn alike.
type Shape [sha256.Size]byte

// Blank is the shape of a glyph that draws nothing.
var Blank Shape

// maxComponents bounds the components of one glyph, those of its components
// included: real glyphs built of strokes have about fifty. It also ends cycles.
const maxComponents = 500

// Flags of a component (OpenType, table "glyf").
const (
	argsAreWords   = 1 << 0
	haveScale      = 1 << 3
	moreComponents = 1 << 5
	haveXYScale    = 1 << 6
	haveMatrix     = 1 << 7
)

// Shape returns the shape of a glyph; ok is false where the program has no such
// TrueType glyph or it is damaged. Components count by their own shapes, as
// their glyph numbers differ between subsets of a font.
func (f *Font) Shape(gid int) (shape Shape, ok bool) {
	left := maxComponents
	if gid <= 0 {
		return Blank, false
	}
	return f.shape(gid, &left)
}

func (f *Font) shape(gid int, left *int) (Shape, bool) {
	data, ok := f.outline(gid)
	if !ok || len(data) == 0 {
		return Blank, ok
	}
	if data.i16(0) >= 0 {
		return sha256.Sum256(data), true
	}
	var resolved []byte
	at := 10 // behind the number of contours and the box
	for more := true; more; {
		if *left--; *left < 0 || at >= len(data) {
			return Blank, false
		}
		flags := data.u16(at)
		component, ok := f.shape(data.u16(at+2), left)
		if !ok {
			return Blank, false
		}
		size := componentSize(flags)
		resolved = append(append(resolved, component[:]...), data.part(at, 2)...)
		resolved = append(resolved, data.part(at+4, size-4)...)
		at += size
		more = flags&moreComponents != 0
	}
	return sha256.Sum256(append(resolved, data.from(at)...)), true
}

// componentSize is the length of a component's record.
func componentSize(flags int) int {
	size := 6
	if flags&argsAreWords != 0 {
		size += 2
	}
	switch {
	case flags&haveScale != 0:
		size += 2
	case flags&haveXYScale != 0:
		size += 4
	case flags&haveMatrix != 0:
		size += 8
	}
	return size
}

// outline returns the data of a glyph by the loca table, empty for one that draws nothing.
func (f *Font) outline(gid int) (data table, ok bool) {
	var from, to int
	switch {
	case gid >= f.glyphs || len(f.glyf) == 0:
		return nil, false
	case f.longLoca && 4*gid+8 <= len(f.loca):
		from, to = f.loca.u32(4*gid), f.loca.u32(4*gid+4)
	case !f.longLoca && 2*gid+4 <= len(f.loca):
		from, to = 2*f.loca.u16(2*gid), 2*f.loca.u16(2*gid+2)
	default:
		return nil, false
	}
	data = f.glyf.part(from, to-from)
	return data, len(data) == to-from
}

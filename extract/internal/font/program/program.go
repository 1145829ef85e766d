// Package program reads embedded font programs (ISO 32000-2, 9.9) for what they
// tell of their glyphs' text and advance: TrueType and OpenType tables, CFF,
// Type 1. Outlines are compared but not drawn.
//
// What PDF producers embed is rarely a whole font: TrueType subsets come
// without cmap, name, post or OS/2 tables and with wrong lengths, CFF comes bare.
// So every table is optional here and read only as far as it goes.
package program

import (
	_ "embed"
	"errors"
	"strings"
	"sync"

	"yusuan/extract/internal/font/encoding"
)

// Font is what a font program says about its glyphs. The zero Font says nothing.
type Font struct {
	// Encoding is the built-in encoding of a Type 1 or name-keyed CFF program; nil if it has none.
	Encoding *encoding.Encoding
	// CIDKeyed tells a CFF program whose glyphs are selected by CID (9.7.4.2).
	CIDKeyed bool
	// Ordering is the character collection of a CID-keyed program ("GB1", "Identity").
	Ordering string

	size    int
	names   []string       // by glyph index; nil if the program has none
	cidGID  map[uint16]int // of a CID-keyed program; nil is the identity
	cmaps   []charMap
	glyphs  int // number of glyphs, 0 if unknown
	advance func(gid int) (float64, bool)

	glyf, loca table // of a TrueType program
	longLoca   bool

	runes  func() []rune         // by glyph index, from the Unicode cmaps
	byName func() map[string]int // glyph index by name
}

var errFormat = errors.New("embedded font program of unknown format")

// Parse reads a font program by its first bytes, as the keys FontFile,
// FontFile2 and FontFile3 are mixed up. It keeps data.
func Parse(data []byte) (*Font, error) {
	f := &Font{size: len(data)}
	f.runes = sync.OnceValue(f.reverseCMaps)
	f.byName = sync.OnceValue(f.indexNames)
	switch {
	case len(data) < 4:
		return nil, errFormat
	case isSFNT(data):
		f.readSFNT(data)
	case data[0] == 1 && data[2] >= 4 && data[3] >= 1 && data[3] <= 4:
		f.readCFF(data)
	case strings.HasPrefix(string(data[:4]), "%!") || data[0] == 0x80 && data[1] == 1:
		f.readType1(data)
	default:
		return nil, errFormat
	}
	return f, nil
}

// Size is the length of the program in bytes.
func (f *Font) Size() int { return f.size }

// GlyphText tells the text of a glyph by its index, "" if unknown: by the
// reversed Unicode cmap, else by its name.
func (f *Font) GlyphText(gid int) string {
	if runes := f.runes(); gid >= 0 && gid < len(runes) && runes[gid] != 0 {
		return string(runes[gid])
	}
	if gid >= 0 && gid < len(f.names) {
		return encoding.Text(f.names[gid])
	}
	return ""
}

// GID tells the glyph that a CID selects where no CIDToGIDMap says it.
func (f *Font) GID(cid int) int {
	if f.cidGID == nil || cid < 0 || cid > 0xFFFF {
		return cid
	}
	return f.cidGID[uint16(cid)]
}

// CodeText tells the text of a simple font's code, "" if unknown. name is the glyph name that the file gives it, if any.
func (f *Font) CodeText(code byte, name string) string {
	gid := f.codeGID(code, name)
	if gid > 0 {
		if text := f.GlyphText(gid); text != "" {
			return text
		}
	}
	// A Macintosh cmap is meant to be in Mac OS Roman.
	if m := f.charMap(1, 0); m != nil && name == "" && m.find(uint32(code)) != 0 {
		return encoding.Text(encoding.Named("MacRomanEncoding")[code])
	}
	return ""
}

// CodeWidth tells the advance width of a simple font's code in text space units.
func (f *Font) CodeWidth(code byte, name string) (float64, bool) {
	gid := f.codeGID(code, name)
	if gid <= 0 || f.advance == nil {
		return 0, false
	}
	return f.advance(gid)
}

// codeGID finds the glyph of a simple TrueType font's code (9.6.5.4), 0 if there is none.
func (f *Font) codeGID(code byte, name string) int {
	if name != "" {
		if gid := f.unicodeGID(encoding.Text(name)); gid != 0 {
			return gid
		}
		return f.byName()[name]
	}
	if m := f.charMap(3, 0); m != nil {
		for _, high := range []uint32{0xF000, 0, 0xF100, 0xF200} {
			if gid := m.find(high | uint32(code)); gid != 0 {
				return gid
			}
		}
	}
	if m := f.charMap(1, 0); m != nil {
		return m.find(uint32(code))
	}
	return f.unicodeGID(string(rune(code)))
}

func (f *Font) unicodeGID(text string) int {
	rs := []rune(text)
	if len(rs) != 1 {
		return 0
	}
	for _, m := range f.cmaps {
		if m.isUnicode() {
			if gid := m.find(uint32(rs[0])); gid != 0 {
				return gid
			}
		}
	}
	return 0
}

func (f *Font) charMap(platform, id uint16) *charMap {
	for i := range f.cmaps {
		if m := &f.cmaps[i]; m.platform == platform && m.id == id {
			return m
		}
	}
	return nil
}

func (f *Font) indexNames() map[string]int {
	m := make(map[string]int, len(f.names))
	for gid, name := range f.names {
		if _, ok := m[name]; !ok {
			m[name] = gid
		}
	}
	return m
}

//go:embed names.txt
var nameText string

// nameLists are the glyph names that font formats refer to by number.
var nameLists = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string)
	list := ""
	for line := range strings.Lines(nameText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") {
			list, words = words[0], words[1:]
		}
		m[list] = append(m[list], words...)
	}
	return m
})

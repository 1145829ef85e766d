package font

import (
	"maps"
	"slices"

	"yusuan/extract/internal/font/program"
)

// shapes tells texts by the outlines of a document's TrueType glyphs. Producers
// embed the same font several times, and a subset without ToUnicode
// CMap (a cover page printed by another program, say) draws glyphs that the other subsets name.
type shapes map[program.Shape]string

const (
	// maxShapePrograms bounds the bytes of the font programs that outlines are
	// collected from; they are opened only for a document with glyphs of unknown text.
	maxShapePrograms = 64 << 20
	// maxShapeCodes bounds the codes that one font contributes: all that two bytes have.
	maxShapeCodes = 1 << 16
)

// collectShapes reads the outlines that the fonts of all pages name.
func (l *Loader) collectShapes() shapes {
	all := make(shapes)
	pages, err := l.doc.Pages()
	if err != nil {
		return all
	}
	seen := make(map[*Font]bool)
	left := maxShapePrograms
	for _, page := range pages {
		fonts := l.doc.Dict(page.Resources["Font"])
		for _, key := range slices.Sorted(maps.Keys(fonts)) {
			f := l.Load(fonts[key])
			c, ok := f.reader.(*composite)
			if !ok || seen[f] {
				continue
			}
			seen[f] = true
			m := c.toUnicode()
			if m == nil || left <= 0 {
				continue
			}
			if p := c.program(); p != nil {
				left -= p.Size()
				all.add(c, p)
			}
		}
	}
	return all
}

// add takes the outlines of the codes that c's ToUnicode CMap names.
func (s shapes) add(c *composite, p *program.Font) {
	left := maxShapeCodes
	c.toUnicode().Targets(func(lo, hi uint32, _ string) {
		for code := uint64(lo); code <= uint64(hi) && code <= 0xFFFF && left > 0; code++ {
			left--
			text := c.toUnicode.text(uint32(code))
			cid, _ := c.encoding.CID(uint32(code), 2)
			shape, ok := p.Shape(c.gid(p, cid))
			if text == "" || !ok || shape == program.Blank {
				continue
			}
			text = Normalize(text)
			if known, ok := s[shape]; ok && known != text {
				text = "" // one shape of two characters says nothing
			}
			s[shape] = text
		}
	})
}

// shapeText tells the text of the glyph that a CID selects by its outline: that
// of an equal glyph, a space if it draws nothing, or "".
func (c *composite) shapeText(p *program.Font, cid int) string {
	shape, ok := p.Shape(c.gid(p, cid))
	switch {
	case !ok:
		return ""
	case shape == program.Blank:
		return " "
	}
	return c.shapes()[shape]
}

package font

import (
	"maps"
	"slices"

	"yusuan/extract/internal/font/program"
	"yusuan/extract/internal/pdf"
)

// shapes tells texts by the outlines of a document's TrueType glyphs. Producers
// embed the same font several times, and a subset without ToUnicode
// CMap (a cover page printed by another program, say) draws glyphs that the other subsets name.
type shapes map[program.Shape]string

const (
	// maxShapePrograms bounds the bytes of the font programs that outlines are
	// collected from; they are opened only for a document with glyphs of unknown text.
	maxShapePrograms = 64 << 20
	// maxShapeCodes bounds the codes that all fonts contribute: those of sixteen whole fonts.
	maxShapeCodes = 1 << 20
	// maxFormDepth bounds forms in forms; producers nest fewer than five.
	maxFormDepth = 16
)

// collectShapes reads the outlines that the fonts of all pages and their forms name.
func (l *Loader) collectShapes() shapes {
	pages, err := l.doc.Pages()
	if err != nil {
		return nil
	}
	w := shapeWalk{Loader: l, all: make(shapes), forms: make(map[pdf.Ref]bool), fonts: make(map[*Font]bool),
		bytes: maxShapePrograms, codes: maxShapeCodes}
	for _, page := range pages {
		w.resources(page.Resources, 0)
	}
	return w.all
}

type shapeWalk struct {
	*Loader
	all   shapes
	forms map[pdf.Ref]bool
	fonts map[*Font]bool
	bytes int // of font programs that may still be opened
	codes int // that may still be looked up
}

// resources visits the fonts of a resource dictionary, then the forms (8.10). The order of
// keys is fixed, so that it does not depend on chance what the limit cuts off.
func (w *shapeWalk) resources(res pdf.Dict, depth int) {
	fonts := w.doc.Dict(res["Font"])
	for _, key := range slices.Sorted(maps.Keys(fonts)) {
		w.font(w.Load(fonts[key]))
	}
	if depth == maxFormDepth {
		return
	}
	forms := w.doc.Dict(res["XObject"])
	for _, key := range slices.Sorted(maps.Keys(forms)) {
		ref, ok := forms[key].(pdf.Ref)
		if !ok || w.forms[ref] {
			continue
		}
		w.forms[ref] = true
		w.resources(w.doc.Dict(w.doc.Dict(ref)["Resources"]), depth+1)
	}
}

func (w *shapeWalk) font(f *Font) {
	c, ok := f.reader.(*composite)
	if !ok || w.fonts[f] || w.bytes <= 0 {
		return
	}
	w.fonts[f] = true
	if c.toUnicode() == nil {
		return
	}
	if p := c.program(); p != nil {
		w.bytes -= p.Size()
		w.add(c, p)
	}
}

// add takes the outlines of the codes that c's ToUnicode CMap names.
func (w *shapeWalk) add(c *composite, p *program.Font) {
	c.toUnicode().Targets(func(lo, hi uint32, _ string) {
		for code := uint64(lo); code <= uint64(hi) && code <= 0xFFFF && w.codes > 0; code++ {
			w.codes--
			text := c.toUnicode.text(uint32(code))
			cid, _ := c.encoding.CID(uint32(code), 2)
			shape, ok := p.Shape(c.gid(p, cid))
			if text == "" || !ok || shape == program.Blank {
				continue
			}
			text = normalize(text)
			if known, ok := w.all[shape]; ok && known != text {
				text = "" // one shape of two characters says nothing
			}
			w.all[shape] = text
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

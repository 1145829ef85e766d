package font

import (
	"strings"
	"sync"

	"yusuan/extract/internal/font/cmap"
	"yusuan/extract/internal/font/program"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// composite is a Type 0 font with its descendant CIDFont (9.7).
type composite struct {
	toUnicode  toUnicode
	encoding   *cmap.CMap
	collection func() *cmap.Collection // nil if the CIDs belong to none
	program    func() *program.Font    // nil if not embedded
	cidToGID   func() []byte           // nil is the identity
	metrics    func() *cidMetrics
	shapes     func() shapes // of the whole document
}

func (l *Loader) readComposite(f *Font, dict pdf.Dict) {
	var descendant pdf.Dict
	if fonts := l.doc.Array(dict["DescendantFonts"]); len(fonts) > 0 {
		descendant = l.doc.Dict(fonts[0])
	}
	descriptor := l.doc.Dict(descendant["FontDescriptor"])
	if f.Name == "" {
		f.Name = baseName(l.doc.Name(descendant["BaseFont"]))
	}
	c := &composite{toUnicode: l.toUnicode(f, dict["ToUnicode"]), encoding: l.cmapOf(dict["Encoding"], 0), shapes: l.shapes}
	if c.encoding == nil {
		l.problem(model.FontEncodingUnknown, f, "a Type 0 font's, read as Identity-H")
		c.encoding = cmap.Predefined("Identity-H")
	}
	f.Vertical = c.encoding.Vertical
	ordering := l.ordering(c.encoding, descendant)
	l.setExtent(f, descriptor, true)
	c.collection = sync.OnceValue(func() *cmap.Collection { return cmap.CollectionOf(ordering) })
	c.program = sync.OnceValue(func() *program.Font { return l.openProgram(f, descriptor) })
	c.metrics = sync.OnceValue(func() *cidMetrics { return l.cidMetrics(descendant) })
	c.cidToGID = sync.OnceValue(func() []byte {
		s := l.doc.Stream(descendant["CIDToGIDMap"])
		if s == nil {
			return nil
		}
		data, _ := l.doc.Data(s)
		return data[:min(len(data), maxCIDToGID)]
	})
	f.reader = c
}

// maxCIDToGID is the size of a CIDToGIDMap of all CIDs, two bytes each (table 115).
const maxCIDToGID = 2 << 16

// ordering names the character collection of the CIDs: a predefined CMap
// implies it, otherwise the CIDFont says it (9.7.5.2, 9.10.2).
func (l *Loader) ordering(encoding *cmap.CMap, descendant pdf.Dict) string {
	if o := encoding.Ordering; cmap.HasCollection(o) {
		return o
	}
	info := l.doc.Dict(descendant["CIDSystemInfo"])
	if registry, _ := l.doc.Resolve(info["Registry"]).(pdf.String); registry != "Adobe" {
		return ""
	}
	ordering, _ := l.doc.Resolve(info["Ordering"]).(pdf.String)
	return strings.TrimSpace(string(ordering))
}

func (c *composite) next(s string) (uint32, int) { return c.encoding.Next(s) }

func (c *composite) glyph(code uint32, n int) Glyph {
	cid, _ := c.encoding.CID(code, n)
	g := Glyph{Code: code, CID: cid}
	c.metrics().set(&g)
	g.Text, g.Guessed = c.text(code, n, cid)
	return g
}

func (c *composite) text(code uint32, n, cid int) (text string, guessed bool) {
	// Where codes are Unicode by the encoding's definition, that is what the producer wrote the text in;
	// a ToUnicode CMap that says otherwise was made from a substitute font, as Ghostscript does.
	if r, ok := c.encoding.CodeIsUnicode(code, n); ok {
		if text = soundOrNone(string(r)); text != "" {
			return text, false
		}
	}
	if text = c.toUnicode.text(code); text != "" {
		return text, false
	}
	if collection := c.collection(); collection != nil {
		if text = soundOrNone(collection.Text(cid)); text != "" {
			return text, false
		}
	}
	p := c.program()
	if p == nil {
		return "", false
	}
	if text = soundOrNone(c.programText(p, cid)); text == "" {
		text = c.shapeText(p, cid)
	}
	return text, text != ""
}

// programText asks the font program for the text of the glyph that a CID selects (9.7.4.2).
func (c *composite) programText(p *program.Font, cid int) string {
	if collection := cmap.CollectionOf(p.Ordering); p.CIDKeyed && collection != nil {
		return collection.Text(cid)
	}
	if gid := c.gid(p, cid); gid >= 0 {
		return p.GlyphText(gid)
	}
	return ""
}

// gid tells the glyph that a CID selects, −1 if none.
func (c *composite) gid(p *program.Font, cid int) int {
	m := c.cidToGID()
	switch {
	case m == nil:
		return p.GID(cid)
	case 2*cid+1 < len(m):
		return int(m[2*cid])<<8 | int(m[2*cid+1])
	}
	return -1
}

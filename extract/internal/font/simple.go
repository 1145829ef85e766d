package font

import (
	"cmp"
	"sync"

	"yusuan/extract/internal/font/encoding"
	"yusuan/extract/internal/font/program"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// simple is a Type 1, MMType1 or TrueType font (9.6): one byte a code.
type simple struct {
	toUnicode toUnicode
	names     func() *encoding.Encoding // what the file says of the glyph names, "" where nothing
	program   func() *program.Font      // nil if not embedded
	widths    widths
	standard  encoding.Widths // nil unless the font is one of the standard 14
	dingbats  bool            // the font is ZapfDingbats, whose names are its own
}

func (l *Loader) readSimple(f *Font, dict pdf.Dict) {
	descriptor := l.doc.Dict(dict["FontDescriptor"])
	l.setExtent(f, descriptor, cjkName(f.Name))
	s := &simple{toUnicode: l.toUnicode(f, dict["ToUnicode"]), dingbats: isDingbats(f.Name)}
	s.program = sync.OnceValue(func() *program.Font { return l.openProgram(f, descriptor) })
	s.names = sync.OnceValue(func() *encoding.Encoding { return l.glyphNames(f, dict, descriptor) })
	s.widths = l.simpleWidths(dict, descriptor)
	if s.widths.list == nil {
		s.standard = encoding.Standard(f.Name)
	}
	f.reader = s
}

func (s *simple) next(str string) (uint32, int) { return uint32(str[0]), 1 }

func (s *simple) glyph(code uint32, _ int) Glyph {
	g := Glyph{Code: code, CID: int(code), Width: s.width(code)}
	if g.Text = s.toUnicode.text(code); g.Text != "" {
		return g
	}
	if g.Text = soundOrNone(s.nameText(code)); g.Text != "" {
		return g
	}
	if p := s.program(); p != nil {
		g.Text = soundOrNone(p.CodeText(byte(code), s.names()[code]))
		g.Guessed = g.Text != ""
	}
	return g
}

// nameText is what the name of a code's glyph says.
func (s *simple) nameText(code uint32) string {
	name := s.names()[code]
	if s.dingbats {
		return cmp.Or(encoding.Dingbat(name), encoding.Text(name))
	}
	return encoding.Text(name)
}

func (s *simple) width(code uint32) float64 {
	if w, ok := s.widths.of(code); ok {
		return w
	}
	if name := s.names()[code]; s.standard != nil && name != "" {
		if w, ok := s.standard[name]; ok {
			return w / 1000
		}
	}
	if s.widths.list == nil {
		if p := s.program(); p != nil {
			if w, ok := p.CodeWidth(byte(code), s.names()[code]); ok {
				return w
			}
		}
	}
	return s.widths.missing
}

// glyphNames reads the Encoding entry (9.6.5). A code's name is "" where only the
// font program knows it: a symbolic or embedded font without base encoding.
func (l *Loader) glyphNames(f *Font, dict, descriptor pdf.Dict) *encoding.Encoding {
	var names encoding.Encoding
	switch e := l.doc.Resolve(dict["Encoding"]).(type) {
	case pdf.Name:
		if base := encoding.Named(string(e)); base != nil {
			return base
		}
		l.problem(model.FontEncodingUnknown, f, string(e))
		names = l.implicitBase(f, dict, descriptor)
	case pdf.Dict:
		if base := encoding.Named(string(l.doc.Name(e["BaseEncoding"]))); base != nil {
			names = *base
		} else {
			names = l.implicitBase(f, dict, descriptor)
		}
		l.applyDifferences(&names, l.doc.Array(e["Differences"]))
	default:
		names = l.implicitBase(f, dict, descriptor)
	}
	return &names
}

// implicitBase is the encoding of a font that names none (9.6.5.1, table 112).
func (l *Loader) implicitBase(f *Font, dict, descriptor pdf.Dict) encoding.Encoding {
	switch {
	case f.Name == "Symbol" || f.Name == "ZapfDingbats":
		return *encoding.Named(f.Name)
	case isEmbedded(descriptor):
		if l.doc.Name(dict["Subtype"]) == "TrueType" && l.doc.Int(descriptor["Flags"], 0)&flagSymbolic != 0 {
			return encoding.Encoding{} // codes lead straight to glyphs (9.6.5.4)
		}
		if p := f.reader.(*simple).program(); p != nil && p.Encoding != nil {
			return *p.Encoding
		}
	}
	return *encoding.Named("StandardEncoding")
}

// applyDifferences reads an array of codes, each followed by the names from there on.
func (l *Loader) applyDifferences(names *encoding.Encoding, differences pdf.Array) {
	code := 0
	for _, o := range differences {
		switch o := l.doc.Resolve(o).(type) {
		case pdf.Name:
			if 0 <= code && code < len(names) {
				names[code] = string(o)
			}
			code++
		case int64:
			code = int(o)
		case float64:
			code = int(o)
		}
	}
}

// widths are those of a simple font's Widths array, in text space units.
type widths struct {
	first   int
	list    []float64
	missing float64
}

func (w widths) of(code uint32) (float64, bool) {
	if i := int(code) - w.first; i >= 0 && i < len(w.list) {
		return w.list[i], true
	}
	return 0, false
}

func (l *Loader) simpleWidths(dict, descriptor pdf.Dict) widths {
	w := widths{first: l.doc.Int(dict["FirstChar"], 0)}
	missing, ok := l.doc.Number(descriptor["MissingWidth"])
	if !ok && descriptor == nil {
		missing = defaultSimpleWidth
	}
	w.missing = missing / 1000
	array := l.doc.Array(dict["Widths"])
	for _, o := range array[:min(len(array), 256)] {
		v, _ := l.doc.Number(o)
		w.list = append(w.list, v/1000)
	}
	return w
}

// defaultSimpleWidth serves a font that is neither embedded nor described: about a digit's width.
const defaultSimpleWidth = 500

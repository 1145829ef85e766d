package font

import (
	"cmp"
	"sync"

	"yusuan/extract/internal/font/cmap"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// maxCMap bounds the data of an embedded CMap: one that names all 65,536 codes singly has 2 MB.
const maxCMap = 8 << 20

// maxCMaps bounds the data of all CMaps that a document embeds, which take twice as much when they are read: those of
// a volume of 328 pages have less than 5 MB.
const maxCMaps = 64 << 20

// maxUseDepth bounds CMaps that use each other (9.7.5.4, UseCMap); Adobe's go four deep.
const maxUseDepth = 8

// cmapOf reads a CMap that is a name or a stream; nil if it is neither.
func (l *Loader) cmapOf(o pdf.Object, depth int) *cmap.CMap {
	if depth > maxUseDepth {
		return nil
	}
	switch o := l.doc.Resolve(o).(type) {
	case pdf.Name:
		return cmap.Predefined(string(o))
	case *pdf.Stream:
		if m, ok := l.cmaps[o.Ref]; ok {
			return m
		}
		m := l.embeddedCMap(o, depth)
		if o.Ref.Number != 0 && depth == 0 { // deeper ones may lack what they use
			l.cmaps[o.Ref] = m
		}
		return m
	}
	return nil
}

func (l *Loader) embeddedCMap(s *pdf.Stream, depth int) *cmap.CMap {
	if l.cmapBytes > maxCMaps {
		return nil
	}
	data, _ := l.doc.Data(s) // what was decoded before an error still counts
	if len(data) == 0 || len(data) > maxCMap {
		return nil
	}
	l.cmapBytes += len(data)
	var base *cmap.CMap
	if parent := s.Dict["UseCMap"]; parent != nil {
		base = l.cmapOf(parent, depth+1)
	}
	m := cmap.Parse(data, cmap.Predefined, base)
	m.Name = cmp.Or(m.Name, string(l.doc.Name(s.Dict["CMapName"])))
	m.Vertical = m.Vertical || l.doc.Int(s.Dict["WMode"], 0) == 1
	return m
}

// toUnicode is what a font's ToUnicode entry says (9.10.3). It is read when it
// is first asked for, and nil if there is none worth reading.
type toUnicode func() *cmap.CMap

func (l *Loader) toUnicode(f *Font, o pdf.Object) toUnicode {
	return sync.OnceValue(func() *cmap.CMap {
		o := l.doc.Resolve(o)
		switch o {
		case nil:
			return nil
		case pdf.Name("Identity-H"), pdf.Name("Identity-V"):
			return codesAreUTF16()
		}
		var m *cmap.CMap
		if s, ok := o.(*pdf.Stream); ok {
			m = l.cmapOf(s, 0)
		}
		if why := unusable(m); why != "" {
			l.problem(model.ToUnicodeUnusable, f, why)
			return nil
		}
		return m
	})
}

// codesAreUTF16 is what producers mean by a ToUnicode entry of Identity-H.
var codesAreUTF16 = sync.OnceValue(func() *cmap.CMap {
	return cmap.Parse([]byte("1 beginbfrange <0000> <FFFF> <0000> endbfrange"), nil, nil)
})

// text returns the text of a code, "" if there is none.
func (t toUnicode) text(code uint32) string {
	m := t()
	if m == nil {
		return ""
	}
	text, _ := m.Text(code)
	return soundOrNone(text)
}

func soundOrNone(text string) string {
	if sound(text) {
		return text
	}
	return ""
}

// minConstant is the number of codes from which a ToUnicode CMap that gives
// all of them one and the same text is no reading aid but a mistake.
const minConstant = 8

// unusable says why a ToUnicode CMap is not worth reading, "" if it is: at least half of
// its codes have a sound text, and they are not all the same one.
func unusable(m *cmap.CMap) string {
	if m == nil {
		return "no CMap"
	}
	var codes, unsound uint64
	first, constant := "", true
	m.Targets(func(lo, hi uint32, text string) {
		n := uint64(hi-lo) + 1
		if codes == 0 {
			first = text
		}
		constant = constant && n == 1 && text == first
		codes += n
		if !sound(text) {
			unsound += n
		}
	})
	switch {
	case codes == 0:
		return "no codes"
	case unsound*2 > codes:
		return "most of its codes have no text"
	case constant && codes >= minConstant:
		return "all of its codes have the same text"
	}
	return ""
}

package font

import (
	"yusuan/extract/internal/font/encoding"
	"yusuan/extract/internal/font/program"
	"yusuan/extract/internal/pdf"
)

// Type3 is what the content interpreter needs to paint the glyphs of a Type 3 font (9.6.4).
type Type3 struct {
	Matrix    [6]float64 // glyph space to text space
	Resources pdf.Dict   // nil if the glyphs use the page's

	doc   *pdf.Document
	procs pdf.Dict
	names *encoding.Encoding
}

// Proc returns the glyph description of a code, or nil.
func (t *Type3) Proc(code uint32) *pdf.Stream {
	if code > 0xFF || t.names[code] == "" {
		return nil
	}
	return t.doc.Stream(t.procs[pdf.Name(t.names[code])])
}

func (l *Loader) readType3(f *Font, dict pdf.Dict) {
	if f.Name == "" {
		f.Name = string(l.doc.Name(dict["Name"]))
	}
	t := &Type3{
		Matrix:    [6]float64{0.001, 0, 0, 0.001, 0, 0},
		Resources: l.doc.Dict(dict["Resources"]),
		doc:       l.doc,
		procs:     l.doc.Dict(dict["CharProcs"]),
		names:     new(encoding.Encoding),
	}
	if m := l.doc.Array(dict["FontMatrix"]); len(m) == len(t.Matrix) {
		for i, o := range m {
			t.Matrix[i], _ = l.doc.Number(o)
		}
	}
	l.applyDifferences(t.names, l.doc.Array(l.doc.Dict(dict["Encoding"])["Differences"]))
	f.Type3 = t
	l.setType3Extent(f, dict)

	s := &simple{
		toUnicode: l.toUnicode(f, dict["ToUnicode"]),
		names:     func() *encoding.Encoding { return t.names },
		program:   func() *program.Font { return nil },
	}
	s.widths = l.simpleWidths(dict, pdf.Dict{})
	for i := range s.widths.list { // in glyph space (9.6.4)
		s.widths.list[i] *= 1000 * t.Matrix[0]
	}
	f.reader = s
}

// setType3Extent takes the extent from FontBBox, which may be all zeros (table 110).
func (l *Loader) setType3Extent(f *Font, dict pdf.Dict) {
	f.Ascent, f.Descent = latinAscent, latinDescent
	box := l.doc.Array(dict["FontBBox"])
	if len(box) != 4 {
		return
	}
	lower, _ := l.doc.Number(box[1])
	upper, _ := l.doc.Number(box[3])
	lower, upper = lower*f.Type3.Matrix[3], upper*f.Type3.Matrix[3]
	if lower > upper {
		lower, upper = upper, lower
	}
	if upper >= minAscent && upper <= maxAscent && lower >= minDescent {
		f.Ascent, f.Descent = upper, min(lower, maxDescent)
	}
}

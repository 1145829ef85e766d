package content

import (
	"errors"
	"slices"
	"strings"

	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/model"
)

// form is a form XObject (8.10), an appearance or a glyph procedure, decoded.
type form struct {
	content   string
	matrix    matrix
	bbox      [4]float64
	hasBBox   bool
	resources *resources // nil: those of the stream that paints it
	showsText bool       // there may be text in it
}

// form decodes a stream as a form, once for each document if it is not too large. Of what cannot be
// decoded the part before the damage counts.
func (in *interpreter) form(s *pdf.Stream) (*form, error) {
	if f := in.forms[s.Ref]; f != nil && s.Ref.Number != 0 {
		return f, nil
	}
	data, err := in.doc.FormData(s)
	if _, limited := errors.AsType[*pdf.LimitError](err); limited {
		return nil, err
	} else if err != nil {
		in.report(model.FormUnreadable, "form: "+err.Error())
	}
	f := &form{content: shared(data), matrix: identity}
	if m, ok := floats[[6]float64](in.doc, s.Dict["Matrix"]); ok {
		f.matrix = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}
	}
	f.bbox, f.hasBBox = floats[[4]float64](in.doc, s.Dict["BBox"])
	if d := in.doc.Dict(s.Dict["Resources"]); d != nil {
		f.resources = newResources(d)
	}
	f.showsText = strings.Contains(f.content, "Tj") || strings.Contains(f.content, "TJ") || strings.Contains(f.content, "Do")
	if s.Ref.Number != 0 && in.formBytes+len(data) <= cachedFormBytes {
		in.formBytes += len(data)
		in.forms[s.Ref] = f
	}
	return f, nil
}

// floats reads an array of exactly as many numbers as A has.
func floats[A [4]float64 | [6]float64](doc *pdf.Document, o pdf.Object) (a A, ok bool) {
	array := doc.Array(o)
	if len(array) != len(a) {
		return a, false
	}
	for i, e := range array {
		v, ok := doc.Number(e)
		if !ok {
			return a, false
		}
		switch p := any(&a).(type) {
		case *[4]float64:
			p[i] = v
		case *[6]float64:
			p[i] = v
		}
	}
	return a, true
}

// paintXObject carries out Do (8.8).
func (in *interpreter) paintXObject(name string) error {
	s := in.doc.Stream(in.resource("XObject", name))
	if s == nil || in.off(s.Dict["OC"]) {
		return nil
	}
	switch in.doc.Name(s.Dict["Subtype"]) {
	case "Image":
		stencil, _ := in.doc.Resolve(s.Dict["ImageMask"]).(bool)
		return in.image(s, stencil, !stencil && in.opaqueImage(s.Dict))
	case "Form":
		return in.paintForm(s, in.gs.ctm)
	}
	return nil
}

// paintForm paints a form under the given CTM. A form that is being painted is not painted within itself.
func (in *interpreter) paintForm(s *pdf.Stream, ctm matrix) error {
	if s.Ref.Number != 0 && slices.Contains(in.active, s.Ref) {
		in.report(model.FormWithinItself, "a form that paints itself was painted once")
		return nil
	}
	f, err := in.form(s)
	if err != nil {
		return err
	}
	saved, tm, tlm, sheer := in.gs, in.tm, in.tlm, in.sheer
	if s.Dict["Group"] != nil && !in.opaque(&in.gs.fill) {
		in.sheer = true // whatever the group's own parameters say (11.6.6)
	}
	in.gs.ctm = f.matrix.mul(ctm)
	if f.hasBBox && in.gs.ctm.sane() {
		in.gs.clip = intersect(in.gs.clip, in.gs.ctm.box(f.bbox[0], f.bbox[1], f.bbox[2], f.bbox[3]))
		in.gs.roughClip = in.gs.roughClip || !in.gs.ctm.square()
	}
	if in.gs.ctm.sane() && !empty(in.gs.clip) {
		err = in.nested(s.Ref, f)
	}
	in.gs, in.tm, in.tlm, in.sheer = saved, tm, tlm, sheer
	in.path.reset()
	return err
}

// nested interprets a form's content within that which paints it.
func (in *interpreter) nested(ref pdf.Ref, f *form) error {
	if in.depth++; in.depth > in.limits.FormDepth {
		return exceeded(in.limits.FormDepth, "forms within each other")
	}
	in.active = append(in.active, ref)
	res := f.resources
	if res == nil {
		res = in.resources
	}
	err := in.run(f.content, res)
	in.active = in.active[:len(in.active)-1]
	in.depth--
	return err
}

// image places an image, nil for an inline one: the unit square under the CTM (8.9.5). One as thin as a line is a line. A stencil
// takes the current colour; what is opaque hides what lies under it.
func (in *interpreter) image(s *pdf.Stream, stencil, opaque bool) error {
	gs := &in.gs
	if !in.visible() || !gs.fill.seen() {
		return nil
	}
	r := intersect(gs.ctm.box(0, 0, 1, 1), gs.clip)
	if empty(r) {
		return nil
	}
	in.picture(s, r)
	if w, h := width(r), height(r); min(w, h) <= defaults.maxThin && max(w, h) >= defaults.minAspect*min(w, h) {
		gray := float32(0) // an image is not looked into; lines are mostly black
		if stencil {
			gray = gs.fill.onPaper()
		}
		in.ruling(thinRuling(r, gray))
	} else {
		in.page.Images = append(in.page.Images, r)
		if opaque && gs.ctm.square() && in.opaque(&gs.fill) {
			in.coverWithImage(r)
		}
	}
	return in.checkRulings()
}

// inlineImage reads BI ... ID ... EI (8.9.7).
func (in *interpreter) inlineImage(l *lexer) error {
	d, ok := l.imageDict()
	if !ok {
		return nil
	}
	l.skipImage(d.size())
	return in.image(nil, d.mask, !d.mask)
}

// imageDict is what the extent of an inline image's data depends on.
type imageDict struct {
	width, height, bits int
	components          int // 0: not known
	mask, filtered      bool
}

// size is the length of the data, or -1 if it is encoded or not known.
func (d imageDict) size() int {
	const most = 1 << 15 // pixels a side; larger images are not inline
	if d.filtered || d.components == 0 || d.width <= 0 || d.height <= 0 || d.width > most || d.height > most {
		return -1
	}
	return (d.width*d.bits*d.components + 7) / 8 * d.height
}

// imageDict reads keys and values up to ID.
func (l *lexer) imageDict() (d imageDict, ok bool) {
	if op, _ := l.next(); op != opID {
		return d, false
	}
	d.bits = 8
	args := l.args[:l.n]
	for i := 0; i+1 < len(args); i += 2 {
		key, v := args[i], args[i+1]
		if key.kind != nameOperand {
			continue
		}
		switch key.text {
		case "W", "Width":
			d.width = int(v.num)
		case "H", "Height":
			d.height = int(v.num)
		case "BPC", "BitsPerComponent":
			d.bits = min(max(int(v.num), 1), 16)
		case "IM", "ImageMask":
			d.mask = v.kind == otherOperand && v.num == 1
		case "F", "Filter":
			d.filtered = v.kind != arrayOperand || v.from < v.to
		case "CS", "ColorSpace":
			if v.kind != nameOperand {
				continue
			}
			switch v.text {
			case "G", "DeviceGray", "CalGray":
				d.components = 1
			case "RGB", "DeviceRGB", "CalRGB":
				d.components = 3
			case "CMYK", "DeviceCMYK":
				d.components = 4
			}
		}
	}
	if d.mask {
		d.bits, d.components = 1, 1
	}
	return d, true
}

// skipImage moves behind the EI that ends an inline image's data of size bytes, or of unknown size if it is negative.
// The letters E and I stand in binary data by chance as well: an EI counts only between white space
// and when what follows reads like content.
func (l *lexer) skipImage(size int) {
	if l.pos < len(l.src) && class[l.src[l.pos]] == space {
		l.pos++
	}
	if size >= 0 && size <= len(l.src)-l.pos {
		rest := strings.TrimLeft(l.src[l.pos+size:], "\x00\t\n\f\r ")
		if strings.HasPrefix(rest, "EI") && (len(rest) == 2 || class[rest[2]] != regular) {
			l.pos = len(l.src) - len(rest) + 2
			return
		}
	}
	for at := l.pos; ; {
		i := strings.Index(l.src[at:], "EI")
		if i < 0 {
			l.pos = len(l.src)
			return
		}
		at += i + 2
		if at-3 >= l.pos-1 && class[l.src[at-3]] == space && likeContent(l.src[at:]) {
			l.pos = at
			return
		}
	}
}

// likeContent tells whether s, which follows EI, may be content: white space and then nothing but ASCII.
func likeContent(s string) bool {
	const window = 16
	if len(s) == 0 {
		return true
	}
	if class[s[0]] != space {
		return false
	}
	for i := range min(len(s), window) {
		if c := s[i]; c >= 0x7F || c < ' ' && class[c] != space {
			return false
		}
	}
	return true
}

// Annotation flags of Table 167 under which an annotation is not displayed.
const (
	annotationHidden = 1 << 1
	annotationNoView = 1 << 5
)

// annotations paints the normal appearances of the page's annotations (12.5.5).
func (in *interpreter) annotations(leaf pdf.Page, base matrix) error {
	for _, o := range in.doc.Array(leaf.Dict["Annots"]) {
		d := in.doc.Dict(o)
		if d == nil || in.doc.Int(d["F"], 0)&(annotationHidden|annotationNoView) != 0 || in.off(d["OC"]) {
			continue
		}
		if in.doc.Name(d["Subtype"]) == "Popup" {
			continue
		}
		if rect, ok := floats[[4]float64](in.doc, d["Rect"]); ok {
			if err := in.annotation(d, rect, base); err != nil {
				return err
			}
		}
	}
	return nil
}

// annotation paints an annotation's appearance, and the text that it lacks.
func (in *interpreter) annotation(d pdf.Dict, rect [4]float64, base matrix) error {
	in.gs = newState(base, page.Rect{X1: in.page.Width, Bottom: in.page.Height})
	in.sheer = in.doc.Name(d["Subtype"]) == "Highlight" // viewers let text through it, whatever its appearance says
	var shown *form
	if s := in.appearance(d); s != nil {
		f, err := in.form(s)
		if err != nil {
			return err
		}
		if m, ok := f.onto(rect); ok {
			if err := in.paintForm(s, m.mul(base)); err != nil {
				return err
			}
		}
		shown = f
	}
	n, ok := in.missingText(d, shown)
	if !ok {
		return nil
	}
	return in.writeNote(n, d, rect, base)
}

// appearance returns the normal appearance stream, of the state that AS names if there are several.
func (in *interpreter) appearance(annotation pdf.Dict) *pdf.Stream {
	normal := in.doc.Dict(annotation["AP"])["N"]
	if s := in.doc.Stream(normal); s != nil {
		return s
	}
	return in.doc.Stream(in.doc.Dict(normal)[in.doc.Name(annotation["AS"])])
}

// onto is the matrix A of algorithm 8.1 in 12.5.5: it maps the transformed appearance box onto the annotation's rectangle.
func (f *form) onto(rect [4]float64) (matrix, bool) {
	if !f.hasBBox || !f.matrix.sane() {
		return matrix{}, false
	}
	box := f.matrix.box(f.bbox[0], f.bbox[1], f.bbox[2], f.bbox[3])
	x0, x1 := ordered(rect[0], rect[2])
	y0, y1 := ordered(rect[1], rect[3])
	if !(width(box) > 0 && height(box) > 0) {
		return matrix{}, false
	}
	sx, sy := (x1-x0)/width(box), (y1-y0)/height(box)
	m := matrix{sx, 0, 0, sy, x0 - sx*box.X0, y0 - sy*box.Top}
	return m, m.sane()
}

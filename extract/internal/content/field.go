package content

import (
	"strings"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
)

// Flags of form fields (tables 231 and 233).
const (
	fieldMultiline = 1 << 12
	fieldPassword  = 1 << 13
	fieldComb      = 1 << 24
)

// A note is the text of an annotation that has to be drawn from its entries: the value of a form field, or a free text.
type note struct {
	text       string
	appearance string // its DA: content that sets font and colour (12.7.4.3)
	align      int    // its Q: 0 left, 1 centred, 2 right
	multiline  bool
	places     int // as many as a comb has, 0 for none
}

// missingText is what viewers write into an annotation whose appearance lacks: the value of a text or choice field
// (12.7.5), or the contents of a free text (12.5.6.6). shown tells an appearance, which may be without text.
func (in *interpreter) missingText(annotation pdf.Dict, shown *form) (note, bool) {
	subtype, acro := in.doc.Name(annotation["Subtype"]), in.doc.AcroForm()
	if subtype != "FreeText" && subtype != "Widget" {
		return note{}, false
	}
	if shown != nil {
		if needed, _ := in.doc.Resolve(acro["NeedAppearances"]).(bool); !needed || shown.showsText {
			return note{}, false
		}
	}
	inherited := func(key pdf.Name) pdf.Object { return in.inherited(annotation, key) }
	n := note{appearance: in.string(inherited("DA"))}
	if subtype == "FreeText" {
		n.text, n.align, n.multiline = textString(in.string(annotation["Contents"])), in.doc.Int(annotation["Q"], 0), true
		return n, strings.TrimSpace(n.text) != ""
	}
	flags := in.doc.Int(inherited("Ff"), 0)
	kind := in.doc.Name(inherited("FT"))
	if kind != "Tx" && kind != "Ch" || kind == "Tx" && flags&fieldPassword != 0 {
		return note{}, false
	}
	n.text = in.fieldValue(inherited("V"), in.doc.Array(inherited("Opt")))
	n.align = in.doc.Int(inherited("Q"), in.doc.Int(acro["Q"], 0))
	if kind == "Tx" {
		n.multiline = flags&fieldMultiline != 0
		if flags&fieldComb != 0 {
			n.places = in.doc.Int(inherited("MaxLen"), 0)
		}
	}
	if n.appearance == "" {
		n.appearance = in.string(acro["DA"])
	}
	return n, strings.TrimSpace(n.text) != ""
}

// inherited is an entry of a field, or of one of those that it is a part of (12.7.4.1).
func (in *interpreter) inherited(field pdf.Dict, key pdf.Name) pdf.Object {
	const maxFields = 32 // within each other
	for range maxFields {
		if o := in.doc.Resolve(field[key]); o != nil || field["Parent"] == nil {
			return o
		}
		field = in.doc.Dict(field["Parent"])
	}
	return nil
}

// string reads a string, or a stream in the place of one.
func (in *interpreter) string(o pdf.Object) string { return bytesOf(in.doc, o) }

// fieldValue is the text of a field's value. Of a choice, whose options may be pairs of what is kept and what is
// shown, it is what is shown; several chosen ones stand below each other.
func (in *interpreter) fieldValue(value pdf.Object, options pdf.Array) string {
	chosen := in.doc.Array(value)
	if chosen == nil {
		chosen = pdf.Array{value}
	}
	var texts []string
	for _, o := range chosen {
		text := in.string(o)
		for _, option := range options {
			if pair := in.doc.Array(option); len(pair) == 2 && in.string(pair[0]) == text {
				text = in.string(pair[1])
				break
			}
		}
		texts = append(texts, textString(text))
	}
	return strings.Join(texts, "\n")
}

// writeNote draws a text into an annotation's rectangle, under the transformation of the page.
func (in *interpreter) writeNote(n note, annotation pdf.Dict, rect [4]float64, base matrix) error {
	if err := in.run(n.appearance, newResources(in.doc.Dict(in.doc.AcroForm()["DR"]))); err != nil {
		return err
	}
	x0, x1 := ordered(rect[0], rect[2])
	y0, y1 := ordered(rect[1], rect[3])
	m, w, h := matrix{1, 0, 0, 1, x0, y0}, x1-x0, y1-y0
	switch in.doc.Int(in.doc.Dict(annotation["MK"])["R"], 0) { // quarter turns against the clock
	case 90:
		m, w, h = matrix{0, 1, -1, 0, x1, y0}, h, w
	case 180:
		m = matrix{-1, 0, 0, -1, x1, y1}
	case 270:
		m, w, h = matrix{0, -1, 1, 0, x0, y1}, h, w
	}
	in.gs.ctm = m.mul(base)
	if !in.gs.ctm.sane() {
		return nil
	}
	in.gs.clip = intersect(in.gs.clip, in.gs.ctm.box(0, 0, w, h))
	in.gs.text = textState{size: in.gs.text.size, scale: 1}
	in.setFont(in.fonts.Plain())
	return in.writeLines(n, w, h)
}

// The text of a field stands noteRim points from its rectangle, its lines noteLeading em below each other. A field
// that leaves the size to the viewer has largestNote points, or as many less as let its text fit, but smallestNote.
const (
	noteRim                   = 2
	noteLeading               = 1.15
	largestNote, smallestNote = 12, 4
)

func (in *interpreter) writeLines(n note, w, h float64) error {
	t := &in.gs.text
	lines := n.lines(t.font, t.size, w)
	if t.size <= 0 {
		for t.size = largestNote; t.size > smallestNote; t.size -= 0.5 {
			if lines = n.lines(t.font, t.size, w); n.fits(lines, t.font, t.size, w, h) {
				break
			}
		}
	}
	y := (h - (t.font.Ascent+t.font.Descent)*t.size) / 2
	if n.multiline || len(lines) > 1 {
		y = h - noteRim - t.font.Ascent*t.size
	}
	for _, line := range lines {
		if err := in.writeLine(n, line, w, y); err != nil {
			return err
		}
		y -= noteLeading * t.size
	}
	return nil
}

// writeLine shows a line on the baseline y, or its characters each in a place of the comb.
func (in *interpreter) writeLine(n note, line string, w, y float64) error {
	t := &in.gs.text
	show := func(text string, x float64) error {
		in.show++
		in.tm = matrix{1, 0, 0, 1, x, y}
		return in.showString(text)
	}
	if n.places > 0 {
		place, i := w/float64(n.places), 0.0
		for _, r := range line {
			if err := show(string(r), (i+0.5)*place-t.font.Measure(string(r))*t.size/2); err != nil {
				return err
			}
			i++
		}
		return nil
	}
	free := w - 2*noteRim - t.font.Measure(line)*t.size
	return show(line, noteRim+free*float64(min(max(n.align, 0), 2))/2)
}

// lines are the lines of the text, wrapped to a width if there may be several.
func (n note) lines(f *font.Font, size, w float64) []string {
	text := strings.ReplaceAll(strings.ReplaceAll(n.text, "\r\n", "\n"), "\r", "\n")
	paragraphs := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if !n.multiline || size <= 0 {
		return paragraphs
	}
	var out []string
	for _, p := range paragraphs {
		out = append(out, wrapped(p, f, (w-2*noteRim)/size)...)
	}
	return out
}

// wrapped parts a paragraph into lines of at most a width in em, behind spaces and ideographs where it can.
func wrapped(paragraph string, f *font.Font, most float64) []string {
	const ideographs = 0x2E80
	var out []string
	from, rest, at := 0, 0, 0.0 // where the line begins, where it may end, and how wide it is
	for i, r := range paragraph {
		width := f.Measure(string(r))
		if at+width > most && i > from && r != ' ' {
			if rest <= from || r >= ideographs {
				rest = i
			}
			out = append(out, strings.TrimRight(paragraph[from:rest], " "))
			from, at = rest, f.Measure(paragraph[rest:i])
		}
		at += width
		if r == ' ' || r >= ideographs {
			rest = i + len(string(r))
		}
	}
	return append(out, paragraph[from:])
}

// fits tells whether lines of a size fit into a field.
func (n note) fits(lines []string, f *font.Font, size, w, h float64) bool {
	if float64(len(lines))*noteLeading*size > h {
		return false
	}
	for _, line := range lines {
		if f.Measure(line)*size > w-2*noteRim {
			return false
		}
	}
	return true
}

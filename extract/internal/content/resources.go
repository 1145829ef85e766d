package content

import (
	"fmt"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// resources are a resource dictionary (7.8.3) with what was already looked up in it.
type resources struct {
	dict        pdf.Dict
	above       []pdf.Dict // where a page's resources are looked for that dict lacks
	fonts       map[string]*font.Font
	spaces      map[string]*colorSpace
	graphics    map[string]*graphicsParams
	sub         map[pdf.Name]pdf.Dict // the subdictionaries, resolved
	hiddenGroup map[string]bool
}

func newResources(dict pdf.Dict) *resources {
	return &resources{
		dict:        dict,
		fonts:       map[string]*font.Font{},
		spaces:      map[string]*colorSpace{},
		graphics:    map[string]*graphicsParams{},
		sub:         map[pdf.Name]pdf.Dict{},
		hiddenGroup: map[string]bool{},
	}
}

// resource returns the named resource of a category, unresolved; nil for none.
func (in *interpreter) resource(category pdf.Name, name string) pdf.Object {
	r := in.resources
	sub, ok := r.sub[category]
	if !ok {
		sub = in.doc.Dict(r.dict[category])
		r.sub[category] = sub
	}
	if o := sub[pdf.Name(name)]; o != nil {
		return o
	}
	for _, above := range r.above {
		if o := in.doc.Dict(above[category])[pdf.Name(name)]; o != nil {
			in.report(model.ResourceFromTree, fmt.Sprintf("/%s /%s", category, name))
			return o
		}
	}
	return nil
}

// font returns the named font, nil if there is none.
func (in *interpreter) fontResource(name string) *font.Font {
	r := in.resources
	f, ok := r.fonts[name]
	if !ok {
		if o := in.resource("Font", name); o != nil {
			f = in.fonts.Load(o)
		}
		r.fonts[name] = f
	}
	return f
}

// colorSpaceResource returns the space that cs or CS names (8.6.8).
func (in *interpreter) colorSpaceResource(name string) *colorSpace {
	r := in.resources
	space, ok := r.spaces[name]
	if !ok {
		if o := in.resource("ColorSpace", name); o != nil {
			space = readColorSpace(in.doc, o, 0)
		} else {
			space = readColorSpace(in.doc, pdf.Name(name), 0)
		}
		r.spaces[name] = space
	}
	return space
}

// graphicsParams are the entries of a graphics state parameter dictionary (8.4.5) that matter here.
type graphicsParams struct {
	lineWidth, size, strokeAlpha, fillAlpha optional
	dashed, blended, masked, overprint      flag
	font                                    *font.Font
	lineCap                                 int // -1: not set
}

type optional struct {
	value float64
	set   bool
}

func (o optional) apply(to *float64) {
	if o.set {
		*to = o.value
	}
}

// flag is an entry that is true or false where it is set.
type flag struct{ value, set bool }

func (f flag) apply(to *bool) {
	if f.set {
		*to = f.value
	}
}

func (in *interpreter) graphicsResource(name string) *graphicsParams {
	r := in.resources
	p, ok := r.graphics[name]
	if !ok {
		p = readGraphicsParams(in.doc, in.fonts, in.doc.Dict(in.resource("ExtGState", name)))
		r.graphics[name] = p
	}
	return p
}

func readGraphicsParams(doc *pdf.Document, fonts *font.Loader, d pdf.Dict) *graphicsParams {
	number := func(o pdf.Object) optional {
		v, ok := doc.Number(o)
		return optional{v, ok}
	}
	p := &graphicsParams{
		lineWidth:   number(d["LW"]),
		strokeAlpha: number(d["CA"]),
		fillAlpha:   number(d["ca"]),
		lineCap:     doc.Int(d["LC"], -1),
	}
	if dash := doc.Array(d["D"]); len(dash) > 0 {
		p.dashed = flag{len(doc.Array(dash[0])) > 0, true}
	}
	if mode := d["BM"]; mode != nil {
		p.blended = flag{!normalBlend(doc, mode), true}
	}
	if mask := d["SMask"]; mask != nil {
		p.masked = flag{doc.Dict(mask) != nil, true}
	}
	for _, key := range [2]pdf.Name{"OP", "op"} { // op, where it is told, counts for filling
		if v, ok := doc.Resolve(d[key]).(bool); ok {
			p.overprint = flag{v, true}
		}
	}
	if f := doc.Array(d["Font"]); len(f) == 2 {
		p.font = fonts.Load(f[0])
		p.size = number(f[1])
	}
	return p
}

// normalBlend tells the blend mode, or the first known one of an array, that hides what lies under (11.3.5.2).
func normalBlend(doc *pdf.Document, mode pdf.Object) bool {
	if modes := doc.Array(mode); len(modes) > 0 {
		mode = modes[0]
	}
	name := doc.Name(mode)
	return name == "Normal" || name == "Compatible"
}

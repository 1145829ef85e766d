package content

import "yusuan/extract/internal/pdf"

// hiddenResource tells whether the optional content that name or o stands for is off.
func (in *interpreter) hiddenResource(name string) bool {
	r := in.resources
	off, ok := r.hiddenGroup[name]
	if !ok {
		off = in.off(in.resource("Properties", name))
		r.hiddenGroup[name] = off
	}
	return off
}

// off tells whether optional content is not to be seen: a group that is off or a
// membership dictionary whose policy or expression says so (8.11.2).
func (in *interpreter) off(o pdf.Object) bool {
	steps := maxExpression
	return in.offWithin(o, &steps)
}

func (in *interpreter) offWithin(o pdf.Object, steps *int) bool {
	if len(in.hidden) == 0 || o == nil {
		return false
	}
	if ref, ok := o.(pdf.Ref); ok && in.hidden[ref] {
		return true
	}
	d := in.doc.Dict(o)
	if in.doc.Name(d["Type"]) != "OCMD" {
		return false
	}
	if ve := in.doc.Array(d["VE"]); len(ve) > 0 {
		return !in.expression(ve, steps)
	}
	return !in.policy(d)
}

// policy evaluates a membership dictionary's P over its OCGs (Table 97).
func (in *interpreter) policy(d pdf.Dict) bool {
	groups := in.doc.Array(d["OCGs"])
	if groups == nil && d["OCGs"] != nil {
		groups = pdf.Array{d["OCGs"]}
	}
	if len(groups) == 0 {
		return true
	}
	on, off := 0, 0
	for _, g := range groups {
		if ref, ok := g.(pdf.Ref); ok && in.hidden[ref] {
			off++
		} else {
			on++
		}
	}
	switch in.doc.Name(d["P"]) {
	case "AllOn":
		return off == 0
	case "AnyOff":
		return off > 0
	case "AllOff":
		return on == 0
	}
	return on > 0
}

// maxExpression bounds the steps of a visibility expression, which may refer to itself.
const maxExpression = 1000

// expression evaluates a visibility expression (8.11.2.2).
func (in *interpreter) expression(ve pdf.Array, steps *int) bool {
	if *steps--; *steps < 0 || len(ve) == 0 {
		return true
	}
	operand := func(o pdf.Object) bool {
		if a := in.doc.Array(o); a != nil {
			return in.expression(a, steps)
		}
		return !in.offWithin(o, steps)
	}
	switch in.doc.Name(ve[0]) {
	case "Not":
		return len(ve) < 2 || !operand(ve[1])
	case "Or":
		for _, o := range ve[1:] {
			if operand(o) {
				return true
			}
		}
		return len(ve) == 1
	case "And":
		for _, o := range ve[1:] {
			if !operand(o) {
				return false
			}
		}
	}
	return true
}

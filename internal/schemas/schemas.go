// Package schemas makes JSON Schemas (2020-12) of Go types and of their comments in the source. Tests make them, and hold
// to them the schemas that the program embeds.
//
// It promises that a schema takes what encoding/json writes of its type, and nothing that has other members or lacks one.
// It trusts that the types write themselves as their tags say: a type with a MarshalJSON of its own has to say the same.
package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Object is a JSON object; encoding/json writes its members in sorted order.
type Object = map[string]any

// Writer makes the schemas of types by reflection and from their comments.
type Writer struct {
	// Constraints are what the types of fields do not say, by "Type.member".
	Constraints map[string]Object
	// Meanings tells what the values of a vocabulary stand for, by the type's name; nil for nothing more than the comments.
	Meanings func(name string) string

	comments map[string]string   // of "package.Type" and "package.Type.Field"
	enums    map[string][]string // values of the constants of string types, by "package.Type", in order
	defs     Object
	types    map[string]reflect.Type // that the definitions are of
	used     map[string]bool         // constraints
}

// New reads the comments and constants of the packages in some folders, tests left out.
func New(folders ...string) (*Writer, error) {
	w := &Writer{comments: map[string]string{}, enums: map[string][]string{}, defs: Object{}, types: map[string]reflect.Type{}, used: map[string]bool{}}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			for _, d := range file.Decls {
				if g, ok := d.(*ast.GenDecl); ok {
					w.declaration(file.Name.Name+".", g)
				}
			}
		}
	}
	return w, nil
}

func (w *Writer) declaration(prefix string, g *ast.GenDecl) {
	for _, s := range g.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			w.typeComments(prefix, g, s)
		case *ast.ValueSpec:
			if kind, ok := s.Type.(*ast.Ident); ok && g.Tok == token.CONST && len(s.Values) == 1 {
				w.enumValue(prefix+kind.Name, s)
			}
		}
	}
}

func (w *Writer) typeComments(prefix string, g *ast.GenDecl, s *ast.TypeSpec) {
	name := prefix + s.Name.Name
	w.comments[name] = comment(g.Doc, s.Comment)
	fields, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range fields.Fields.List {
		for _, field := range f.Names {
			w.comments[name+"."+field.Name] = comment(f.Doc, f.Comment)
		}
	}
}

// enumValue adds a constant of a string type to the type's values.
func (w *Writer) enumValue(kind string, s *ast.ValueSpec) {
	lit, ok := s.Values[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	value, _ := strconv.Unquote(lit.Value)
	w.enums[kind] = append(w.enums[kind], value)
	if c := comment(s.Doc, s.Comment); c != "" {
		w.comments[kind] += fmt.Sprintf(" %q: %s.", value, c)
	}
}

// comment joins the comments over and beside a declaration into one line.
func comment(groups ...*ast.CommentGroup) string {
	var parts []string
	for _, g := range groups {
		parts = append(parts, strings.Fields(g.Text())...)
	}
	return strings.Join(parts, " ")
}

// Values are the constants of a string type, in order.
func (w *Writer) Values(t reflect.Type) []string { return w.enums[t.String()] }

// Struct is the schema of a type's objects, with no other members than the type's.
func (w *Writer) Struct(t reflect.Type) Object {
	properties, required := Object{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue // not written, or a struct whose members are
		}
		p := w.value(f.Type)
		owner := ownerOf(t, f)
		if c := w.comments[owner.String()+"."+f.Name]; c != "" {
			p["description"] = c
		}
		key := owner.Name() + "." + name
		for k, v := range w.Constraints[key] {
			p[k] = v
		}
		w.used[key] = true
		properties[name] = p
		if option == "" {
			required = append(required, name)
		}
	}
	s := Object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if c := w.comments[t.String()]; c != "" {
		s["description"] = c
	}
	return s
}

// ownerOf is the struct that has a field, t itself or one that is embedded in it.
func ownerOf(t reflect.Type, f reflect.StructField) reflect.Type {
	for _, i := range f.Index[:len(f.Index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
	}
	return t
}

func (w *Writer) value(t reflect.Type) Object {
	if t == reflect.TypeFor[json.RawMessage]() {
		return Object{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return w.value(t.Elem())
	case reflect.Struct:
		return w.Named(t)
	case reflect.Array:
		return w.named(t, func(t reflect.Type) Object {
			return Object{"type": "array", "items": w.value(t.Elem()), "minItems": t.Len(), "maxItems": t.Len(),
				"description": w.comments[t.String()]}
		})
	case reflect.Slice:
		return Object{"type": "array", "items": w.value(t.Elem())}
	case reflect.Map:
		return Object{"type": "object", "propertyNames": w.value(t.Key()), "additionalProperties": w.value(t.Elem())}
	case reflect.String:
		if t.Name() == "string" {
			return Object{"type": "string"}
		}
		return w.named(t, w.vocabulary)
	case reflect.Int, reflect.Int64:
		return Object{"type": "integer"}
	case reflect.Float64:
		return Object{"type": "number"}
	case reflect.Bool:
		return Object{"type": "boolean"}
	}
	panic("no JSON type for " + t.String())
}

// vocabulary is the schema of a string type that has constants.
func (w *Writer) vocabulary(t reflect.Type) Object {
	meanings := ""
	if w.Meanings != nil {
		meanings = w.Meanings(t.Name())
	}
	return Object{"enum": slices.Sorted(slices.Values(w.Values(t))), "description": strings.TrimSpace(w.comments[t.String()] + meanings)}
}

// Named defines a struct once and refers to it.
func (w *Writer) Named(t reflect.Type) Object { return w.named(t, w.Struct) }

// named defines a type under its name, or with its package's where another type has the name.
func (w *Writer) named(t reflect.Type, define func(reflect.Type) Object) Object {
	name := t.Name()
	if had, ok := w.types[name]; ok && had != t {
		name = t.String()
	}
	if _, ok := w.types[name]; !ok {
		w.types[name] = t // before it is defined, for types that hold themselves
		w.defs[name] = define(t)
	}
	return Object{"$ref": "#/$defs/" + name}
}

// Write is a whole schema with its definitions. It panics for a constraint that no field took: it is misspelt.
func (w *Writer) Write(title string, root Object) []byte {
	for key := range w.Constraints {
		if !w.used[key] {
			panic("no field for the constraint " + key)
		}
	}
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = title
	root["$defs"] = w.defs
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic(err) // of strings, numbers and booleans
	}
	return b.Bytes()
}

// Validator returns a function that holds JSON to a schema, formats included.
func Validator(schema []byte) (func(text []byte) error, error) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", parsed); err != nil {
		return nil, err
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		return nil, err
	}
	return func(text []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		return compiled.Validate(value)
	}, nil
}

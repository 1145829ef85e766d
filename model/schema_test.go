package model

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "rewrite schema.json from the types")

func TestSchemaIsCurrent(t *testing.T) {
	want := newSchemaWriter(t).document()
	if *update {
		if err := os.WriteFile("schema.json", want, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, Schema()) {
		t.Error("schema.json is not what the types say: run go generate ./model and read the difference")
	}
}

func TestSchemaTakesEveryDocument(t *testing.T) {
	validate := schemaValidator(t)
	for name, d := range map[string]*Document{
		"empty":  {Format: Format, Disclosure: Other, Source: Source{SHA256: strings.Repeat("0", 64)}},
		"filled": validDocument(),
	} {
		if err := validate(d.AppendJSON(nil)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	validate := schemaValidator(t)
	valid := string(validDocument().AppendJSON(nil))
	for _, c := range []struct{ what, old, new string }{
		{"unknown kind", `"kind":"other"`, `"kind":"summary"`},
		{"amount as a number", `"amount":"1.5"`, `"amount":1.5`},
		{"amount with a trailing zero", `"amount":"1.5"`, `"amount":"1.50"`},
		{"amount with an exponent", `"amount":"1.5"`, `"amount":"1e5"`},
		{"page 0", `"page":1`, `"page":0`},
		{"year of the far future", `"fiscalYear":2026`, `"fiscalYear":10000`},
		{"missing member", `"headerRows":1,`, ``},
		{"unknown member", `"headerRows":1,`, `"headerRows":1,"extra":1,`},
		{"other format", Format, "yusuan.document/9"},
		{"box of three", `[1,2,3,4]`, `[1,2,3]`},
	} {
		if !strings.Contains(valid, c.old) {
			t.Fatalf("%s: the document has no %s", c.what, c.old)
		}
		if validate([]byte(strings.Replace(valid, c.old, c.new, 1))) == nil {
			t.Errorf("%s is taken", c.what)
		}
	}
}

// schemaValidator returns a function that validates JSON under the embedded schema.
func schemaValidator(t *testing.T) func([]byte) error {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("document.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("document.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(data []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return err
		}
		return compiled.Validate(value)
	}
}

// object is a JSON object; encoding/json writes its members in sorted order.
type object = map[string]any

// constraints are what the types of fields do not say.
var constraints = map[string]object{
	"Document.format":       {"const": Format},
	"Document.fiscalYear":   {"minimum": 0, "maximum": LastYear},
	"Source.sha256":         {"pattern": "^[0-9a-f]{64}$"},
	"Source.textSha256":     {"pattern": "^([0-9a-f]{64})?$"},
	"Source.bytes":          {"minimum": 0},
	"Source.pageCount":      {"minimum": 0},
	"Meta.retrieved":        {"format": "date"},
	"Table.id":              {"pattern": "^t[1-9][0-9]*$"},
	"Table.headerRows":      {"minimum": 0},
	"Table.rowCount":        {"minimum": 0},
	"Table.columnCount":     {"minimum": 0},
	"Table.confidence":      {"minimum": 0, "maximum": 1},
	"Cell.row":              {"minimum": 0},
	"Cell.column":           {"minimum": 0},
	"Cell.rowSpan":          {"minimum": 1},
	"Cell.columnSpan":       {"minimum": 1},
	"Region.page":           {"minimum": 1},
	"Fact.row":              {"minimum": 0},
	"Fact.column":           {"minimum": 0},
	"Fact.page":             {"minimum": 1},
	"Fact.year":             {"minimum": 0, "maximum": LastYear},
	"Fact.level":            {"minimum": 0},
	"Fact.amount":           {"pattern": `^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`},
	"Indicator.row":         {"minimum": 0},
	"Indicator.page":        {"minimum": 1},
	"Finding.code":          {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
	"Finding.correction":    {"pattern": "^[0-9a-f]{64}$"},
	"Correction.id":         {"pattern": "^[0-9a-f]{64}$"},
	"Correction.of":         {"pattern": "^[0-9a-f]{64}$"},
	"Correction.sha256":     {"pattern": "^[0-9a-f]{64}$"},
	"Correction.textSha256": {"pattern": "^[0-9a-f]{64}$"},
	"Correction.when":       {"format": "date-time"},
	"Subject.row":           {"minimum": 0},
	"Subject.column":        {"minimum": 0},
	"Subject.page":          {"minimum": 1},
	"Source.imageOnlyPages": {"items": object{"type": "integer", "minimum": 1}},
	"Table.pages":           {"items": object{"type": "integer", "minimum": 1}},
}

// schemaWriter makes the schema from the types by reflection and from their
// comments in the source.
type schemaWriter struct {
	comments map[string]string   // of "Type" and "Type.Field"
	enums    map[string][]string // values of the constants of string types, in order
	defs     object
	used     map[string]bool // constraints
}

func newSchemaWriter(t *testing.T) *schemaWriter {
	t.Helper()
	w := &schemaWriter{comments: map[string]string{}, enums: map[string][]string{}, defs: object{}, used: map[string]bool{}}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				w.declaration(g)
			}
		}
	}
	return w
}

func (w *schemaWriter) declaration(g *ast.GenDecl) {
	for _, s := range g.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			w.typeComments(g, s)
		case *ast.ValueSpec:
			if kind, ok := s.Type.(*ast.Ident); ok && g.Tok == token.CONST && len(s.Values) == 1 {
				w.enumValue(kind.Name, s)
			}
		}
	}
}

func (w *schemaWriter) typeComments(g *ast.GenDecl, s *ast.TypeSpec) {
	w.comments[s.Name.Name] = comment(g.Doc, s.Comment)
	fields, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range fields.Fields.List {
		for _, name := range f.Names {
			w.comments[s.Name.Name+"."+name.Name] = comment(f.Doc, f.Comment)
		}
	}
}

// enumValue adds a constant of a string type to the type's values.
func (w *schemaWriter) enumValue(kind string, s *ast.ValueSpec) {
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

func (w *schemaWriter) document() []byte {
	root := w.structure(reflect.TypeFor[Document]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = Format
	root["$defs"] = w.defs
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic(err)
	}
	for key := range constraints {
		if !w.used[key] {
			panic("no field for the constraint " + key)
		}
	}
	return b.Bytes()
}

func (w *schemaWriter) structure(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := w.value(f.Type)
		if c := w.comments[t.Name()+"."+f.Name]; c != "" {
			p["description"] = c
		}
		key := t.Name() + "." + name
		for k, v := range constraints[key] {
			p[k] = v
		}
		w.used[key] = true
		properties[name] = p
		if option == "" {
			required = append(required, name)
		}
	}
	s := object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if c := w.comments[t.Name()]; c != "" {
		s["description"] = c
	}
	return s
}

func (w *schemaWriter) value(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		return w.value(t.Elem())
	case reflect.Struct:
		return w.named(t, w.structure)
	case reflect.Array:
		return w.named(t, func(t reflect.Type) object {
			return object{"type": "array", "items": w.value(t.Elem()), "minItems": t.Len(), "maxItems": t.Len(),
				"description": w.comments[t.Name()]}
		})
	case reflect.Slice:
		return object{"type": "array", "items": w.value(t.Elem())}
	case reflect.String:
		if t.Name() == "string" {
			return object{"type": "string"}
		}
		return w.named(t, func(t reflect.Type) object {
			values := slices.Sorted(slices.Values(w.enums[t.Name()]))
			return object{"enum": values, "description": strings.TrimSpace(w.comments[t.Name()] + meanings(t.Name()))}
		})
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Bool:
		return object{"type": "boolean"}
	}
	panic("no JSON type for " + t.String())
}

// meanings tells what the values of a fact's vocabulary stand for, "" for another type.
func meanings(name string) string {
	var b strings.Builder
	for _, v := range Glossary() {
		if strings.ToLower(name) != v.Member {
			continue
		}
		for _, word := range v.Words {
			fmt.Fprintf(&b, " %q: %s.", word.Value, word.Chinese)
		}
	}
	return b.String()
}

// Every value that a fact's member can have is in the glossary, once, and none besides.
func TestGlossaryIsWhole(t *testing.T) {
	w := newSchemaWriter(t)
	fact := reflect.TypeFor[Fact]()
	for _, v := range Glossary() {
		field, ok := fact.FieldByName(strings.ToUpper(v.Member[:1]) + v.Member[1:])
		if !ok {
			t.Errorf("facts have no member %s", v.Member)
			continue
		}
		want, got := slices.Sorted(slices.Values(w.enums[field.Type.Name()])), slices.Sorted(slices.Values(v.Values()))
		if !slices.Equal(want, got) {
			t.Errorf("%s: the glossary has %q, the constants are %q", v.Member, got, want)
		}
	}
}

// named defines a type once and refers to it.
func (w *schemaWriter) named(t reflect.Type, define func(reflect.Type) object) object {
	if _, ok := w.defs[t.Name()]; !ok {
		w.defs[t.Name()] = nil // for types that hold themselves
		w.defs[t.Name()] = define(t)
	}
	return object{"$ref": "#/$defs/" + t.Name()}
}

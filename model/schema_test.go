package model

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yusuan/internal/schemas"
)

var update = flag.Bool("update", false, "rewrite schema.json from the types")

func TestSchemaIsCurrent(t *testing.T) {
	w := newSchemaWriter(t)
	want := w.Write(Format, w.Struct(reflect.TypeFor[Document]()))
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
	validate, err := schemas.Validator(Schema())
	if err != nil {
		t.Fatal(err)
	}
	return validate
}

// constraints are what the types of fields do not say.
var constraints = map[string]schemas.Object{
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
	"Source.imageOnlyPages": {"items": schemas.Object{"type": "integer", "minimum": 1}},
	"Table.pages":           {"items": schemas.Object{"type": "integer", "minimum": 1}},
}

func newSchemaWriter(t *testing.T) *schemas.Writer {
	t.Helper()
	w, err := schemas.New(".")
	if err != nil {
		t.Fatal(err)
	}
	w.Constraints, w.Meanings = constraints, meanings
	return w
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
		want, got := slices.Sorted(slices.Values(w.Values(field.Type))), slices.Sorted(slices.Values(v.Values()))
		if !slices.Equal(want, got) {
			t.Errorf("%s: the glossary has %q, the constants are %q", v.Member, got, want)
		}
	}
}

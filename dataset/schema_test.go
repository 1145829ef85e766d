package dataset

import (
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// A field must be told of in both languages, and keys must be there to be referred to.
func TestSchemaIsWhole(t *testing.T) {
	for _, table := range tables {
		if table.ZH == "" || table.EN == "" {
			t.Errorf("%s is not described", table.Name)
		}
		seen := make(map[string]bool)
		for _, f := range table.Fields {
			if f.ZH == "" || f.EN == "" || f.value == nil || seen[f.Name] {
				t.Errorf("%s.%s is not described, has no value or is there twice", table.Name, f.Name)
			}
			if strings.ContainsAny(f.ZH+f.EN, "|\n") {
				t.Errorf("%s.%s: its description breaks the dictionary's tables", table.Name, f.Name)
			}
			if f.required && f.Type.isList() {
				t.Errorf("%s.%s: a list without items is absent", table.Name, f.Name)
			}
			seen[f.Name] = true
		}
		for _, k := range table.Key {
			// A publisher's level is not always told: with its id it is a key all the same.
			if i := table.has(k); i < 0 || !table.Fields[i].required && k != "publisher_level" {
				t.Errorf("%s: key %s is not there on every row", table.Name, k)
			}
		}
		for field, to := range table.Refers {
			other := tableNamed(to)
			if table.has(field) < 0 || other == nil || len(other.Key) != 1 || other.number >= table.number {
				t.Errorf("%s.%s refers to %s", table.Name, field, to)
			}
		}
		for _, fields := range table.Indexes {
			for _, f := range fields {
				if table.has(f) < 0 {
					t.Errorf("%s: index of %s", table.Name, f)
				}
			}
		}
		// What the contract wants on every row that was printed.
		for _, f := range provenance {
			if table != codesTable && table != publishersTable && table.has(f.Name) < 0 {
				t.Errorf("%s has no %s", table.Name, f.Name)
			}
		}
	}
}

// A document's rows are found by their keys, when it leaves a data set.
func TestKeysTellDocuments(t *testing.T) {
	for _, d := range samples(2025, 2027) {
		err := rows(d, func(of *table, r *row) error {
			key, document := of.Fields[of.has(of.Key[0])].value(r).text, of.Fields[of.has(documentKey.Name)].value(r).text
			if document != d.Source.SHA256 || key != document && !strings.HasPrefix(key, shortKey(document)+"/") {
				t.Errorf("%s: a row has the key %q and the document %q", of.Name, key, document)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestVocabulariesHaveNames(t *testing.T) {
	for _, k := range model.Kinds() {
		if k.Chinese() == string(k) {
			t.Errorf("kind %s has no Chinese name", k)
		}
	}
	page := string(dictionary(Options{}))
	for _, table := range tables {
		for _, f := range table.Fields {
			if !strings.Contains(page, "| `"+f.Name+"` |") {
				t.Errorf("the dictionary has no %s", f.Name)
			}
			for _, v := range f.Enum {
				if i := strings.Index(page, "- `"+v+"` "); i < 0 || strings.HasPrefix(page[i+len(v)+5:], "\n") {
					t.Errorf("the dictionary does not explain %s %q", f.Name, v)
				}
			}
		}
	}
}

func TestSourcesAndLicences(t *testing.T) {
	for address, want := range map[string]source{
		"https://example.org/a/b.pdf?x=1": {"b.pdf", "https://example.org/a/b.pdf?x=1"},
		"http://example.org":              {"http://example.org", "http://example.org"},
		"../../etc/passwd":                {"../../etc/passwd", ""},
		"javascript:alert(1)":             {"javascript:alert(1)", ""},
		"政府公报":                            {"政府公报", ""},
		"%zz":                             {"%zz", ""},
	} {
		if got := newSource(address); got != want {
			t.Errorf("%s: %+v, want %+v", address, got, want)
		}
	}
	from := origins{licences: map[string]bool{"CC-BY-4.0": true, "https://example.org/terms": true, "署名 使用": true}}
	want := []licence{{Name: "CC-BY-4.0"}, {Path: "https://example.org/terms"}, {Name: notSpecified, Title: "署名 使用"}}
	if got := licences("", from); !slices.Equal(got, want) {
		t.Errorf("licences %+v, want %+v", got, want)
	}
	if got := licences("", origins{}); len(got) != 1 || got[0].Name != notSpecified {
		t.Errorf("no licence: %+v", got)
	}
	if got := licences("CC0-1.0", from); len(got) != 1 || got[0].Name != "CC0-1.0" {
		t.Errorf("the data set's own licence: %+v", got)
	}
}

package main

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/dataset"
	"yusuan/extract/batch"
	"yusuan/internal/schemas"
)

var updateSchemas = flag.Bool("update-schemas", false, "rewrite the schemas of manifests, messages and records from the types")

// messageTypes are the types of messages, with the message_type that each has.
var messageTypes = []struct {
	name string
	of   reflect.Type
}{
	{"file", reflect.TypeFor[fileRead]()},
	{"status", reflect.TypeFor[runStatus]()},
	{"summary", reflect.TypeFor[runSummary]()},
	{"error", reflect.TypeFor[failure]()},
	{"interrupted", reflect.TypeFor[interrupted]()},
	{"meta_unmatched", reflect.TypeFor[metaUnmatched]()},
	{"corrections", reflect.TypeFor[correctionsRead]()},
	{"twin", reflect.TypeFor[twinCorrected]()},
	{"status", reflect.TypeFor[datasetStatus]()},
	{"left", reflect.TypeFor[departure]()},
	{"summary", reflect.TypeFor[datasetSummary]()},
	{"summary", reflect.TypeFor[tablesSummary]()},
	{"serving", reflect.TypeFor[serving]()},
	{"warning", reflect.TypeFor[lack]()},
	{"summary", reflect.TypeFor[reviewed]()},
	{"finding", reflect.TypeFor[report.FindingMessage]()},
	{"summary", reflect.TypeFor[report.SummaryMessage]()},
}

func TestSchemasAreCurrent(t *testing.T) {
	for _, c := range []struct {
		file string
		have []byte
		make func(*testing.T) []byte
	}{
		{"manifest.schema.json", manifestSchema, madeManifestSchema},
		{"messages.schema.json", messagesSchema, madeMessagesSchema},
		{"records.schema.json", recordsSchema, madeRecordsSchema},
	} {
		want := c.make(t)
		if *updateSchemas {
			if err := os.WriteFile(c.file, want, 0o666); err != nil {
				t.Fatal(err)
			}
		} else if !bytes.Equal(want, c.have) {
			t.Errorf("%s is not what the types say: run go generate ./cmd/yusuan and read the difference", c.file)
		}
	}
}

func newSchemas(t *testing.T) *schemas.Writer {
	t.Helper()
	w, err := schemas.New(".", "internal/report", "../../extract", "../../extract/batch", "../../dataset", "../../model")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func madeManifestSchema(t *testing.T) []byte {
	w := newSchemas(t)
	w.Constraints = map[string]schemas.Object{
		"Entry.sha256":         {"pattern": "^[0-9a-f]{64}$"},
		"Entry.outputSha256":   {"pattern": "^[0-9a-f]{64}$"},
		"Entry.row":            {"type": "object"},
		"Settings.corrections": {"pattern": "^[0-9a-f]{64}$"},
		"Meta.retrieved":       {"format": "date"},
	}
	return w.Write("a line of a manifest", schemas.Object{"anyOf": []schemas.Object{
		w.Named(reflect.TypeFor[batch.Entry]()), w.Named(reflect.TypeFor[dataset.Entry]())}})
}

func madeMessagesSchema(t *testing.T) []byte {
	w := newSchemas(t)
	w.Constraints = map[string]schemas.Object{}
	var all []schemas.Object
	for _, m := range messageTypes {
		w.Constraints[m.of.Name()+".message_type"] = schemas.Object{"const": m.name}
		all = append(all, w.Named(m.of))
	}
	return w.Write("a message", schemas.Object{"anyOf": all})
}

func madeRecordsSchema(t *testing.T) []byte {
	w := newSchemas(t)
	w.Constraints = map[string]schemas.Object{
		"Record.sha256": {"pattern": "^[0-9a-f]{64}$"},
		"Record.parts":  {"type": []string{"array", "object"}}, // of frames, and of lines
	}
	return w.Write("a record", w.Named(reflect.TypeFor[batch.Record]()))
}

// Every type with a message_type is in the schema.
func TestSchemaHasEveryMessage(t *testing.T) {
	var have []string
	for _, m := range messageTypes {
		have = append(have, m.of.Name())
	}
	declared := 0
	for _, folder := range []string{".", "internal/report"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if f, ok := n.(*ast.Field); ok && f.Tag != nil && f.Tag.Value == "`json:\"message_type\"`" {
					declared++
				}
				return true
			})
		}
	}
	if declared != len(messageTypes) {
		t.Errorf("%d types have a message_type, the schema takes %d: %q", declared, len(messageTypes), have)
	}
}

// What commands really write is valid under the schemas, and a member that they do not know is not.
func TestOutputIsValid(t *testing.T) {
	manifest, messages, records := validator(t, manifestSchema), validator(t, messagesSchema), validator(t, recordsSchema)
	stdout, stderr, _ := shell(t, "../..", `
		mkdir "$OUT/in"
		cp testdata/made/final1-cairo.pdf "$OUT/in/a.pdf"
		cp testdata/made/final1-cairo.pdf "$OUT/in/twin.pdf"
		cp testdata/made/province4-weasy-aes.pdf "$OUT/in/b.pdf"
		echo none > "$OUT/in/c.pdf"
		printf 'name\tretrieved\na.pdf\t2026-01-31\ngone.pdf\t2026-01-31\n' > "$OUT/meta.tsv"
		cd "$OUT"
		exec 3>&1 >&2
		yusuan extract in -o out --json --meta meta.tsv
		yusuan extract in gone.pdf -o out --json
		rm in/b.pdf
		yusuan extract in -o out --json
		cat out/manifest.jsonl >&3
		yusuan check out in --json
		yusuan tables out -o tables --format csv --json
		echo no >> out/b.json
		yusuan dataset out in -o data --format csv,jsonl --json
		cat data/manifest.jsonl >&3
		yusuan dataset out in -o data --since data/manifest.jsonl --prune --json
		yusuan review in/a.pdf -o review --json`)
	answers, _, _ := shell(t, "../..", `printf 'testdata/made/final1-cairo.pdf\ngone.pdf\n' | yusuan worker --lines --parts document,facts`)
	seen := map[string]int{}
	for what, c := range map[string]struct {
		text     string
		validate func([]byte) error
	}{"manifest": {stdout, manifest}, "message": {stderr, messages}, "record": {answers, records}} {
		for line := range strings.Lines(c.text) {
			seen[what]++
			if err := c.validate([]byte(line)); err != nil {
				t.Errorf("%s %.200s\n%v", what, line, err)
			}
			if more := strings.Replace(line, "{", `{"more":1,`, 1); c.validate([]byte(more)) == nil {
				t.Errorf("taken: %.200s", more)
			}
			_, rest, _ := strings.Cut(line, `"message_type":"`)
			kind, _, _ := strings.Cut(rest, `"`)
			seen[kind]++
		}
	}
	for _, kind := range []string{"manifest", "record", "file", "summary", "error", "meta_unmatched", "finding"} {
		if seen[kind] == 0 {
			t.Errorf("there was no %s: %v", kind, seen)
		}
	}
}

func validator(t *testing.T, schema []byte) func([]byte) error {
	t.Helper()
	validate, err := schemas.Validator(schema)
	if err != nil {
		t.Fatal(err)
	}
	return validate
}

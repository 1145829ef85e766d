package extract

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"yusuan/model"
)

// Every document that comes out is valid under the schema and is read back as it was.
func TestDocumentsAreValid(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(model.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("document.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("document.json")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../testdata/made/*.pdf")
	if err != nil || len(paths) == 0 {
		t.Fatal("no documents: ", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			d, err := File(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			text := d.AppendJSON(nil)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Error(err)
			}
			again, err := model.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.AppendJSON(nil), text) {
				t.Error("reads back as another document")
			}
		})
	}
}

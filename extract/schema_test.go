package extract

import (
	"bytes"
	"path/filepath"
	"testing"

	"yusuan/internal/schemas"
	"yusuan/model"
)

// Every document that comes out is valid under the schema and is read back as it was.
func TestDocumentsAreValid(t *testing.T) {
	validate, err := schemas.Validator(model.Schema())
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
			if err := validate(text); err != nil {
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

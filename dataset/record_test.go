package dataset

import (
	"slices"
	"testing"
)

// What the manifest keeps of a document comes back as it was, and what is of another form does not.
func TestRecordsComeBack(t *testing.T) {
	for _, d := range samples(2025, 2027) {
		want := record{of: documentsTable, values: documentsTable.appendValues(nil, &row{doc: d})}
		text := want.appendJSON(nil)
		got, err := parseRecord(documentsTable, text)
		if err != nil || !slices.Equal(got.values, want.values) || string(got.appendJSON(nil)) != string(text) {
			t.Errorf("error %v, %s came back as %s", err, text, got.appendJSON(nil))
		}
	}
	for _, text := range []string{"", "{}", "[]", `{"document_sha256":"x"}`, `{"document_sha256":1}`} {
		if _, err := parseRecord(documentsTable, []byte(text)); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}

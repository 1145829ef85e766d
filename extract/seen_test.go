package extract

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// TestSeenDocuments holds documents on which more is painted than a reader sees to what he sees.
func TestSeenDocuments(t *testing.T) {
	told := map[string]string{"chromium": "covered-text", "gs": "covered-text", "wkhtml": "covered-text", "scan": "text-layer-read"}
	paths, err := filepath.Glob("../testdata/seen/*.truth.json")
	if err != nil || len(paths) < 6 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		t.Run(name, func(t *testing.T) {
			d, err := File(t.Context(), strings.TrimSuffix(path, ".truth.json")+".pdf", Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkGrids(t, name, d)
			if m := measure(readTruth(t, path), d.Tables); m.exact != m.tables || m.named != m.tables || m.headed != m.tables || m.extra != 0 {
				t.Errorf("of %d tables %d are exact, %d named and %d headed rightly, %d are too many", m.tables, m.exact, m.named, m.headed, m.extra)
			}
			for _, code := range []string{"covered-text", "text-layer-read"} {
				is := slices.ContainsFunc(d.Findings, func(f model.Finding) bool { return f.Code == code })
				if is != (told[name] == code) {
					t.Errorf("%s is told: %t", code, is)
				}
			}
			if len(d.Source.ImageOnlyPages) > 0 {
				t.Errorf("pages %v have no text", d.Source.ImageOnlyPages)
			}
		})
	}
}

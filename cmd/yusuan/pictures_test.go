package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// However the picture of a page is encoded, and whoever decodes it, its table is the same, at the same place; and so are the documents
// with any workers.
func TestPicturesOfAllKinds(t *testing.T) {
	const pictures = "../../testdata/pictures"
	out := t.TempDir()
	extractTo := func(to string, args ...string) {
		t.Helper()
		if told, err := exec.CommandContext(t.Context(), binary, append(args, "-o", to)...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, told)
		}
	}
	extractTo(filepath.Join(out, "all"), "extract", pictures)
	extractTo(filepath.Join(out, "some"), "extract", filepath.Join(pictures, "flate.pdf"), filepath.Join(pictures, "jbig2.pdf"), "--workers", "1", "--isolate=false")
	for _, name := range []string{"flate.json", "jbig2.json"} {
		one, err1 := os.ReadFile(filepath.Join(out, "all", name))
		other, err2 := os.ReadFile(filepath.Join(out, "some", name))
		if err1 != nil || err2 != nil || string(one) != string(other) {
			t.Errorf("%s differs with other workers, errors %v, %v", name, err1, err2)
		}
	}
	paths, err := filepath.Glob(filepath.Join(pictures, "*.pdf"))
	if err != nil || len(paths) != 7 {
		t.Fatal(paths, err)
	}
	want := tableOf(t, filepath.Join(out, "all", "flate.json"))
	said := []string{
		"项目", "2025年", "2026年", "一、基本支出", "1,386.20", "1,402.75", "二、项目支出", "497.08", "563.90", "合计", "1,883.28", "1,966.65",
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".pdf")
		got := tableOf(t, filepath.Join(out, "all", name+".json"))
		var texts []string
		for i, c := range got.Cells {
			texts = append(texts, c.Text)
			for k, v := range c.Regions[0].Box {
				if off := math.Abs(v - want.Cells[min(i, len(want.Cells)-1)].Regions[0].Box[k]); off > 0.5 {
					t.Errorf("%s: cell %d is %.2f pt from its place", name, i, off)
				}
			}
		}
		if !slices.Equal(texts, said) || got.Method != model.OCR || got.Title != "2026年支出预算总表" || got.Unit != "万元" {
			t.Errorf("%s: %s, %q in %s, %q", name, got.Method, got.Title, got.Unit, texts)
		}
	}
}

// tableOf is the only table of a document whose page was recognised.
func tableOf(t *testing.T, path string) *model.Table {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := model.Parse(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	recognised := slices.ContainsFunc(doc.Findings, func(f model.Finding) bool { return f.Code == model.PageRecognized.Code() })
	if len(doc.Tables) != 1 || !recognised {
		t.Fatalf("%s: %d tables, recognised %t", path, len(doc.Tables), recognised)
	}
	return &doc.Tables[0]
}

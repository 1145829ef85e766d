package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus reads the PDF files of a folder of the shared corpus; it skips the test where there is none.
func corpus(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", folder, "*.pdf"))
	if len(paths) == 0 {
		t.Skipf("no corpus folder %s", folder)
	}
	files := make(map[string][]byte, len(paths))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = data
	}
	return files
}

func open(t testing.TB, data []byte, opt Options) *Document {
	t.Helper()
	d, err := Open(t.Context(), data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// BenchmarkOpen opens every real file, its page tree included.
func BenchmarkOpen(b *testing.B) {
	files := corpus(b, "real")
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range files {
			open(b, data, Options{})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(files)), "µs/file")
}

// BenchmarkContents opens every real file and decodes the contents of its pages.
func BenchmarkContents(b *testing.B) {
	files := corpus(b, "real")
	b.ReportAllocs()
	pages, size := 0, 0
	for b.Loop() {
		for _, data := range files {
			d := open(b, data, Options{})
			list, err := d.Pages()
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range list {
				contents, err := d.Contents(p)
				if err != nil {
					b.Fatal(err)
				}
				size += len(contents)
			}
			pages += len(list)
		}
	}
	b.SetBytes(int64(size / b.N))
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(pages), "µs/page")
}

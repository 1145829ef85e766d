package batch

import (
	"os"
	"path/filepath"
	"testing"
)

// The file that a document was made of is found by the manifest of any folder above, also when both were moved.
func TestOrigins(t *testing.T) {
	dir := t.TempDir()
	lines := `{"name":"b.pdf","path":"../pdf/b\\xff.pdf","status":"done","output":"a/b.json"}
broken
{"name":"c.pdf","status":"done","output":"c.json"}
`
	if err := os.MkdirAll(filepath.Join(dir, "out", "a"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "out", manifestName), []byte(lines), 0o666); err != nil {
		t.Fatal(err)
	}
	origins := make(Origins)
	for name, want := range map[string]string{"out/a/b.json": filepath.Join(dir, "pdf", "b\xff.pdf"), "out/c.json": "", "out/d.json": ""} {
		if got := origins.Of(filepath.Join(dir, filepath.FromSlash(name))); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

package hostile

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Full tells tests that are made of many runs to make all of them, which takes minutes.
func Full() bool { return os.Getenv("YUSUAN_FULL") != "" }

// Found returns the paths of the PDFs that are at hand, in order: the repository's, those that
// the modules it uses bring as their test data, and the shared corpora where they lie beside it.
func Found(t testing.TB) []string {
	t.Helper()
	root := moduleRoot(t)
	roots := []string{filepath.Join(root, "testdata"), filepath.Join(root, "..", "shared", "corpus")}
	for dir := range strings.Lines(list(t, "-m", "-f", "{{if not .Main}}{{.Dir}}{{end}}", "all")) {
		if dir = strings.TrimSpace(dir); dir != "" {
			roots = append(roots, dir)
		}
	}
	return below(t, roots...)
}

// Made returns those of them that were made for this project: documents in the forms of real disclosures.
func Made(t testing.TB) []string {
	t.Helper()
	return below(t, filepath.Join(moduleRoot(t), "testdata"))
}

// below returns the paths of the PDFs below folders.
func below(t testing.TB, roots ...string) []string {
	t.Helper()
	var found []string
	for _, dir := range roots { // one may be a symbolic link, which the separator follows
		err := filepath.WalkDir(dir+string(filepath.Separator), func(path string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".pdf") {
				found = append(found, path)
			}
			return nil // a corpus that is not there has no files
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	return strings.TrimSpace(list(t, "-f", "{{.Module.Dir}}", "."))
}

func list(t testing.TB, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	return string(out)
}

package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A pattern with ** finds at any depth what one without finds in its folder: hidden names as others, names with braces as they
// are. Links to folders are gone through where an element other than ** matches them.
func TestGlobAtAnyDepth(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"a.pdf", "in/b.pdf", "in/x/c.pdf", "in/x/y/{d}.pdf", "in/.h/e.pdf", "in/x/n.txt", "out/x/f.pdf"} {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", "in/x/up"); err != nil {
		t.Skip("no symbolic links: ", err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]string{
		"**/*.pdf":             "a.pdf in/.h/e.pdf in/b.pdf in/x/c.pdf in/x/y/{d}.pdf out/x/f.pdf",
		"in/**/*.pdf":          "in/.h/e.pdf in/b.pdf in/x/c.pdf in/x/y/{d}.pdf",
		"./in/**/**/c.pdf":     "in/x/c.pdf",
		"**/x/**/*.pdf":        "in/x/c.pdf in/x/y/{d}.pdf out/x/f.pdf",
		"**/x/*.pdf":           "in/x/c.pdf out/x/f.pdf",
		"in/x/**":              "in/x/c.pdf in/x/n.txt in/x/up in/x/y in/x/y/{d}.pdf",
		"**/{d}.pdf":           "in/x/y/{d}.pdf",
		"**/[^a-c].pdf":        "in/.h/e.pdf out/x/f.pdf",
		"**/u?/b.pdf":          "in/x/up/b.pdf",
		"in/x/../**/b.pdf":     "in/b.pdf",
		"**/none":              "",
		"nowhere/**/*":         "",
		"**/[":                 "",
		here + "/in/**/?.pdf":  here + "/in/.h/e.pdf " + here + "/in/b.pdf " + here + "/in/x/c.pdf",
		"in/x**/*.pdf":         "in/x/c.pdf",
		"in/**/x/y/**/*[d]*.*": "in/x/y/{d}.pdf",
	} {
		got := glob(pattern)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %s", pattern, got, want)
		}
		for _, path := range got {
			if !strings.Contains(pattern, "..") && !matches(pattern, path) {
				t.Errorf("%s does not match %s, which it finds", pattern, path)
			}
		}
	}
}

// What a run looked for is told of absolute paths, whether or not anything is there.
func TestAskedFor(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	asked := newAsked([]string{"in", "a.pdf", "2026/**/b*.pdf", "x/*/y"})
	for path, want := range map[string]bool{
		"in/1/2.pdf": true, "a.pdf": true, "b.pdf": false, "2026/b.pdf": true, "2026/1/2/b2.pdf": true, "2026/1/c.pdf": false, "x/1/y/2.pdf": true, "x/y": false,
	} {
		if asked.cover(filepath.Join(here, path)) != want {
			t.Errorf("%s is looked for: %t", path, !want)
		}
	}
}

// FuzzMatches: ** matches as many elements as there are, whatever stands around it, and matching ends soon.
func FuzzMatches(f *testing.F) {
	f.Add("/a/**/b", "/a/x/y/b")
	f.Add("/**/**/*", "/")
	f.Add("/[/**", "/a")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if strings.Count(pattern, anyDepth) > 4 || strings.Count(path, "/") > 50 {
			return
		}
		if matches(pattern, path) && !matches(pattern+"/**/*", path+"/x/y") {
			t.Errorf("%q and %q", pattern, path)
		}
		if with := elements(path); !slices.Contains(with, "..") && len(with) > 0 && !matches("/**", "/"+strings.Join(with, "/")) {
			t.Errorf("** and %q", path)
		}
	})
}

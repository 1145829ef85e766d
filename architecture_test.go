package yusuan

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rules say what packages may import; see ARCHITECTURE.md. A pattern names a package by its folder, or with /...
// the folder's packages and all below; std is the standard library, and any other path a package of another module.
// A rule about packages that are not there yet waits for them.
var rules = []struct {
	of    string
	only  []string // what they import is among these; nil for anything
	never []string // and not among these
	but   []string // of which these are excepted
	once  string   // the rule holds when this package is there
}{
	{of: "model/...", only: []string{"model/...", "std", "github.com/shopspring/decimal"}},
	{of: "layout/...", never: []string{"extract/...", "dataset", "cmd/...", "."}},
	{of: "layout/...", never: []string{"model/budget", "model/check"}},
	{of: "dataset/...", never: []string{"layout/...", "extract/...", "cmd/...", "."}},
	{of: "extract/...", never: []string{"dataset", "cmd/...", "."}},
	{of: "extract/internal/...", never: []string{"extract", "extract/batch", "model/budget", "model/check"}},
	{of: "extract/internal/content", never: []string{"layout/..."}, but: []string{"layout/page"}, once: "layout/page"},
	{of: "layout/settings", only: []string{"std"}},
	{of: "layout/page", never: []string{"layout/..."}, but: []string{"layout/settings"}},
	{of: "layout/caption", never: []string{"layout/..."}, but: []string{"layout/settings", "layout/page"}},
	{of: "layout/grid", never: []string{"layout/..."}, but: []string{"layout/settings", "layout/page"}},
	{of: "layout/align", never: []string{"layout", "layout/join", "layout/draw"}},
	{of: "layout/join", never: []string{"layout", "layout/draw"}},
	{of: "review/serve", only: []string{"model/...", "files", "std"}},
	{of: ".", only: []string{"std"}},
	{of: "files/shards", only: []string{"std", "files"}},
	{of: "files", only: []string{"std", "github.com/gofrs/flock"}},
	// Form filling has tables that cost every start of a program tens of milliseconds.
	{of: "...", never: []string{"github.com/pdfcpu/pdfcpu/pkg/api", "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/form"}},
}

func TestImports(t *testing.T) {
	packages := modulePackages(t)
	for _, r := range rules {
		if _, ok := packages[r.once]; !ok && r.once != "" {
			continue
		}
		for _, of := range slices.Sorted(maps.Keys(packages)) {
			if !matches(of, r.of) {
				continue
			}
			for _, imported := range packages[of].imports {
				if r.only != nil && !matches(imported, r.only...) {
					t.Errorf("%s imports %s, and may only import %s", of, imported, strings.Join(r.only, ", "))
				}
				if matches(imported, r.never...) && !matches(imported, r.but...) {
					t.Errorf("%s imports %s", of, imported)
				}
			}
		}
	}
}

// Every package has its row in ARCHITECTURE.md, and every row its package; programs that make or show data for
// development have none.
func TestArchitectureListsPackages(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, row := range regexp.MustCompile("(?m)^\\|[^|`]+\\| `([^`]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		dir := row[1]
		if dir == "yusuan" {
			dir = "."
		}
		listed = append(listed, dir)
	}
	var there []string
	for dir, p := range modulePackages(t) {
		if !p.program || dir == "cmd/yusuan" {
			there = append(there, dir)
		}
	}
	slices.Sort(listed)
	slices.Sort(there)
	if !slices.Equal(listed, there) {
		t.Errorf("ARCHITECTURE.md lists\n%q\nand there are\n%q", listed, there)
	}
}

// modulePackage is a package of this module, without its tests.
type modulePackage struct {
	program bool     // it is a command
	imports []string // folders of this module's packages, paths of others
}

// moduleName is the module's path, which may change.
func moduleName(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimPrefix(first, "module ")
}

// modulePackages returns the packages by their folders.
func modulePackages(t *testing.T) map[string]modulePackage {
	t.Helper()
	all := make(map[string]modulePackage)
	module := moduleName(t)
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && path != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata"):
			return filepath.SkipDir
		case e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		p := all[dir]
		p.program = file.Name.Name == "main"
		for _, i := range file.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if imported == module {
				imported = "."
			}
			imported = strings.TrimPrefix(imported, module+"/")
			if !slices.Contains(p.imports, imported) {
				p.imports = append(p.imports, imported)
			}
		}
		all[dir] = p
		return nil
	})
	if err != nil || len(all) < 10 {
		t.Fatalf("%d packages, error %v", len(all), err)
	}
	return all
}

// matches tells whether one of the patterns names a package.
func matches(path string, patterns ...string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		below, tree := strings.CutSuffix(pattern, "...")
		switch {
		case pattern == "std":
			first, _, _ := strings.Cut(path, "/")
			_, err := os.Stat(first)
			return !strings.Contains(first, ".") && err != nil // no folder of ours
		case tree:
			return strings.HasPrefix(path+"/", below)
		}
		return path == pattern
	})
}

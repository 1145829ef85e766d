package yusuan

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// orders are packages whose files have an order, the way that values take through them: a file uses what files
// before it declare, never what a later one does. A package tells its order in its doc.go, behind the words
// "Files, each using only those before it:"; these tell none there. The test tells each name that is used against it.
var orders = map[string][]string{
	"cmd/yusuan/internal/report":     {"columns.go", "report.go", "places.go", "document.go", "summary.go"},
	"extract/internal/font/encoding": {"doc.go", "encoding.go", "glyphlist.go", "widths.go"},
}

// told finds the order that a doc.go tells.
var told = regexp.MustCompile(`(?s)Files, each using only those before it: (.*?\.go)\.\n`)

func TestOrderOfFiles(t *testing.T) {
	all := maps.Clone(orders)
	for dir := range modulePackages(t) {
		doc, err := os.ReadFile(filepath.Join(dir, "doc.go"))
		if err != nil {
			continue
		}
		if m := told.FindSubmatch(doc); m != nil {
			all[dir] = append([]string{"doc.go"}, strings.Fields(strings.ReplaceAll(string(m[1]), "//", ""))...)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(all)) {
		for _, wrong := range againstOrder(t, dir, all[dir]) {
			t.Errorf("%s: %s", dir, wrong)
		}
	}
}

// Layout's rooms all have an order.
func TestRoomsHaveOrders(t *testing.T) {
	for _, room := range []string{"page", "grid", "caption", "align", "join"} {
		doc, err := os.ReadFile(filepath.Join("layout", room, "doc.go"))
		if err != nil || !told.Match(doc) {
			t.Errorf("layout/%s tells no order of its files: %v", room, err)
		}
	}
}

// againstOrder lists what is wrong with the files of a package in an order: names that a file uses of a later
// one, methods and fields included, and files that only the folder or only the order has.
func againstOrder(t *testing.T, dir string, order []string) (wrong []string) {
	t.Helper()
	uses, files := crossUses(t, dir)
	for _, name := range files {
		if !slices.Contains(order, name) {
			wrong = append(wrong, name+" has no place in the order")
		}
	}
	for at, name := range order {
		if !slices.Contains(files, name) {
			wrong = append(wrong, name+" is not there")
		}
		for _, later := range order[at+1:] {
			if names := uses[[2]string{name, later}]; len(names) > 0 {
				wrong = append(wrong, fmt.Sprintf("%s uses %s of %s", name, strings.Join(slices.Sorted(maps.Keys(names)), ", "), later))
			}
		}
	}
	return wrong
}

// crossUses returns the names that files of a package use of each other, by the using and the declaring file,
// and the files, without tests.
func crossUses(t *testing.T, dir string) (uses map[[2]string]map[string]bool, names []string) {
	t.Helper()
	set := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files, names = append(files, file), append(names, filepath.Base(path))
	}
	info := types.Info{Uses: make(map[*ast.Ident]types.Object)}
	config := types.Config{Importer: importer.ForCompiler(set, "gc", exported(t, dir))}
	checked, err := config.Check(dir, set, files, &info)
	if err != nil {
		t.Fatal(err)
	}
	uses = make(map[[2]string]map[string]bool)
	in := func(at token.Pos) string { return filepath.Base(set.Position(at).Filename) }
	for name, used := range info.Uses {
		if used.Pkg() != checked || in(name.Pos()) == in(used.Pos()) {
			continue
		}
		arrow := [2]string{in(name.Pos()), in(used.Pos())}
		if uses[arrow] == nil {
			uses[arrow] = make(map[string]bool)
		}
		uses[arrow][used.Name()] = true
	}
	return uses, names
}

// exported returns where the compiler keeps what packages export, of all that a package needs.
func exported(t *testing.T, dir string) func(path string) (io.ReadCloser, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,Export", ".")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ ImportPath, Export string }
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		files[p.ImportPath] = p.Export
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(files[path]) }
}

// TestAgainstOrder holds the measure itself to a package small enough to count by hand.
func TestAgainstOrder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":      "module small\n",
		"a.go":        "package small\nimport \"strings\"\ntype T struct{ x int }\nfunc (t T) late() string { return strings.Repeat(more(), t.y().x) }\n",
		"b.go":        "package small\nfunc (t T) y() T { return t }\nfunc more() string { var late T; return T{x: late.x}.late() }\n",
		"other.go":    "package small\n",
		"big_test.go": "package small\nvar _ = more\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got := againstOrder(t, dir, []string{"a.go", "b.go", "gone.go"})
	want := []string{"other.go has no place in the order", "a.go uses more, y of b.go", "gone.go is not there"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = againstOrder(t, dir, []string{"other.go", "b.go", "a.go"})
	if want := []string{"b.go uses T, late, x of a.go"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

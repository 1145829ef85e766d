package extract

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"yusuan/model"
)

// Every document that comes out is valid under the schema and is read back as it was.
func TestDocumentsAreValid(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(model.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("document.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("document.json")
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
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
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

// Every problem that the readers report has a finding with words of its own.
func TestProblemsHaveFindings(t *testing.T) {
	var known []string
	for _, k := range model.FindingKinds() {
		known = append(known, k.Code)
	}
	reporters := []string{"report", "note", "problem"}
	seen := 0
	for _, dir := range []string{"internal/pdf", "internal/content", "internal/font"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 || !slices.Contains(reporters, called(call)) {
					return true
				}
				if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					code, err := strconv.Unquote(lit.Value)
					if seen++; err != nil || !slices.Contains(known, code) {
						t.Errorf("%s reports %s, of which model/findings.go knows nothing", name, lit.Value)
					}
				}
				return true
			})
		}
	}
	if seen < 5 {
		t.Errorf("only %d problems found in the sources: what reports them has another name now", seen)
	}
}

// called is the last element of a called function's name.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

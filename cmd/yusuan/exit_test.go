package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/cmd/yusuan/internal/say"
)

func isExit(code int) bool {
	for _, e := range exits {
		if e.code == code {
			return true
		}
	}
	return false
}

// The program ends with the codes of the list alone: what its functions return, and what ends it at once, are the constants that
// the list has. A worker's code is for the run that started it.
func TestExitCodes(t *testing.T) {
	declared := exitConstants(t)
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	ends := 0
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") || name == "worker.go" {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			if f := expression(call.Fun); f != "exitError" && f != "os.Exit" {
				return true
			}
			ends++
			if code := expression(call.Args[0]); !slices.Contains(declared, code) && code != "run" {
				t.Errorf("%s: ends with %s", fset.Position(call.Pos()), code)
			}
			return true
		})
	}
	if ends < 8 {
		t.Errorf("%d places where the program ends", ends)
	}
}

// exitConstants are the names of the constants for exit codes, which the list has one by one.
func exitConstants(t *testing.T) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "exit.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		constants, ok := d.(*ast.GenDecl)
		if !ok || constants.Tok != token.CONST {
			continue
		}
		for _, s := range constants.Specs {
			spec := s.(*ast.ValueSpec)
			value := spec.Values[0].(*ast.BasicLit)
			code, _ := constant.Int64Val(constant.MakeFromLiteral(value.Value, value.Kind, 0))
			if !isExit(int(code)) {
				t.Errorf("%s is not in the list", spec.Names[0].Name)
			}
			names = append(names, spec.Names[0].Name)
		}
	}
	if len(names) != len(exits) {
		t.Errorf("%d constants %q for %d codes", len(names), names, len(exits))
	}
	return names
}

// expression is how a name, a selector or a call is written.
func expression(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return expression(e.X) + "." + e.Sel.Name
	case *ast.CallExpr:
		return expression(e.Fun)
	}
	return fmt.Sprintf("%T", e)
}

// The READMEs tell each code in the list's words, and help does, too.
func TestExitCodesAreTold(t *testing.T) {
	var texts []string
	for _, readme := range readmes {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.ReplaceAll(string(text), "`", ""))
	}
	for _, e := range exits {
		for i, told := range []string{e.en, e.zh} {
			if row := fmt.Sprintf("| %d | %s |\n", e.code, told); !strings.Contains(texts[i], row) {
				t.Errorf("%s does not have the row %s", readmes[i], row)
			}
		}
		for i, told := range []string{e.en, e.zh} {
			if help := rootCommand(say.Languages()[1-i]).Long; told == "" || !strings.Contains(help, fmt.Sprintf("\n  %-4d %s", e.code, told)) {
				t.Errorf("help does not tell of %d: %s", e.code, told)
			}
		}
	}
}

package say

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestErrors(t *testing.T) {
	path := &fs.PathError{Op: "open", Path: "a.tsv", Err: syscall.ENOENT}
	meta := Errorf("--meta %s: %v", "--meta %s：%v", "a.tsv", Errorf("line %d: %v", "第 %d 行：%v", 3, Errorf("%q twice", "%q 重复", "x")))
	for _, c := range []struct {
		err    error
		en, zh string
	}{
		{meta, `--meta a.tsv: line 3: "x" twice`, `--meta a.tsv：第 3 行："x" 重复`},
		{Errorf("there are %v", "只有 %v", List{"a", "b"}), "there are a, b", "只有 a、b"},
		{path, "open a.tsv: no such file or directory", "打开 a.tsv：没有这个文件或文件夹"},
		{Errorf("%v", "%v", path), "open a.tsv: no such file or directory", "打开 a.tsv：没有这个文件或文件夹"},
		{errors.Join(meta, errors.New("EOF")), "--meta a.tsv: line 3: \"x\" twice\nEOF", "--meta a.tsv：第 3 行：\"x\" 重复\n数据已到末尾"},
		{errors.New("data set out: line 7: the document is larger than 64 MiB"), "data set out: line 7: the document is larger than 64 MiB", "数据集 out：第 7 行：文档大于 64 MiB"},
		{errors.New("never heard"), "never heard", "never heard"},
		{errors.New("x: it ended before it had answered all lines (exit status 1)"), "x: it ended before it had answered all lines (exit status 1)", "x：程序没有答完全部文字行就结束了 (exit status 1)"},
		{errors.New(`no format "a: b"`), `no format "a: b"`, `没有格式 "a: b"`},
	} {
		if en, zh := English.Error(c.err), Chinese.Error(c.err); en != c.en || en != c.err.Error() || zh != c.zh {
			t.Errorf("got %q and %q, want %q and %q", en, zh, c.en, c.zh)
		}
	}
	if !errors.Is(Errorf("%s: %v", "%s：%v", "x", path), fs.ErrNotExist) {
		t.Error("an error forgets what it is made of")
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		20 * time.Millisecond: "20 毫秒", 1500 * time.Millisecond: "1.5 秒", 61 * time.Second: "1 分 1 秒", time.Hour: "1 小时 0 分 0 秒", 0: "0 秒",
	} {
		if got := Chinese.Duration(d); got != want {
			t.Errorf("%s: got %q, want %q", d, got, want)
		}
	}
}

// told are the packages whose errors, and what they forgive, people meet.
var told = []string{
	"extract", "extract/batch", "extract/picture", "extract/internal/ocr/command", "dataset", "dataset/printed", "review", "review/serve", "files", "files/shards", "model/corrections",
	"extract/internal/pdf", "extract/internal/content", "extract/internal/font", "extract/internal/font/cmap", "extract/internal/font/program", "extract/internal/raster", "extract/internal/scan",
}

// Each error that these packages make, and each detail of what they forgive, has its Chinese.
func TestCauses(t *testing.T) {
	known := make(map[string]bool)
	for _, c := range causes {
		if known[asError(c.en)] || c.zh == "" {
			t.Errorf("%q is there twice, or has no Chinese", c.en)
		}
		if strings.Count(c.en, "%") != strings.Count(c.zh, "%") {
			t.Errorf("%q shows other things than %q", c.zh, c.en)
		}
		known[asError(c.en)] = true
	}
	made := 0
	for _, dir := range told {
		sources, err := filepath.Glob(filepath.Join("../../../..", dir, "*.go"))
		if err != nil || len(sources) == 0 {
			t.Fatalf("%s: %d sources, error %v", dir, len(sources), err)
		}
		for _, path := range sources {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			for _, format := range formats(t, path) {
				made++
				if !known[asError(format)] && words.MatchString(format) {
					t.Errorf("%s: no Chinese of %q", path, format)
				}
			}
		}
	}
	if made < 200 {
		t.Errorf("%d errors and details", made)
	}
}

// asError is a format that shows errors by one verb.
func asError(format string) string { return strings.ReplaceAll(format, "%w", "%v") }

// words tells a format that says something itself.
var words = regexp.MustCompile(`\b[A-Za-z]{2}`)

// formats are those of the errors that a source makes, and of the details that it reports.
func formats(t *testing.T, path string) (all []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(before string, e ast.Expr) {
		behind := ""
		if sum, ok := e.(*ast.BinaryExpr); ok {
			e, behind = sum.X, "%v"
		}
		if call, ok := e.(*ast.CallExpr); ok && name(call.Fun) == "Sprintf" {
			e = call.Args[0]
		}
		if text, ok := e.(*ast.BasicLit); ok && text.Kind == token.STRING {
			format, _ := strconv.Unquote(text.Value)
			all = append(all, before+format+behind)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch name(n.Fun) {
			case "Errorf", "New", "unsupported":
				if len(n.Args) > 0 {
					add("", n.Args[0])
				}
			case "report", "note", "problem":
				add("", n.Args[len(n.Args)-1])
			case "exceeded":
				add("more than %d ", n.Args[1])
			}
		case *ast.CompositeLit:
			if len(n.Elts) > 0 && n.Type != nil && name(n.Type) == "LimitError" {
				add("more than %d ", n.Elts[0].(*ast.KeyValueExpr).Value)
			}
		}
		return true
	})
	return all
}

// name is the last part of a name.
func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

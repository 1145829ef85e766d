package say

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// told are the packages whose errors people meet; those below them say what is wrong with a file's bytes, behind a text that has Chinese.
var told = []string{"extract", "extract/batch", "extract/picture", "extract/internal/ocr/command", "dataset", "dataset/printed", "review", "review/serve", "files", "model/corrections"}

// Each error that these packages make has its Chinese.
func TestCauses(t *testing.T) {
	var known []string
	for _, c := range causes {
		if slices.Contains(known, c.en) || c.zh == "" {
			t.Errorf("%q is there twice, or has no Chinese", c.en)
		}
		if strings.Count(c.en, "%") != strings.Count(c.zh, "%") {
			t.Errorf("%q shows other things than %q", c.zh, c.en)
		}
		known = append(known, c.en)
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
				if !slices.Contains(known, format) {
					t.Errorf("%s: no Chinese of %q", path, format)
				}
			}
		}
	}
	if made < 80 {
		t.Errorf("%d errors", made)
	}
}

// formats are those of the errors that a source makes.
func formats(t *testing.T, path string) (all []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || fmt.Sprint(f.X, ".", f.Sel.Name) != "fmt.Errorf" && fmt.Sprint(f.X, ".", f.Sel.Name) != "errors.New" {
			return true
		}
		first, behind := call.Args[0], ""
		if sum, ok := first.(*ast.BinaryExpr); ok {
			first, behind = sum.X, "%s"
		}
		if text, ok := first.(*ast.BasicLit); ok {
			format, _ := strconv.Unquote(text.Value)
			all = append(all, format+behind)
		}
		return true
	})
	return all
}

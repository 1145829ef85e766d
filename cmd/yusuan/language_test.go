package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
)

// The language is that of the flag, or else of the command's variable, of the program's, of the machine's locale.
func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		args, environment string
		want              say.Language
	}{
		{"", "", say.English},
		{"", "LANG=zh_CN.UTF-8", say.Chinese},
		{"", "LANG=zh_CN.UTF-8 LC_ALL=C", say.English},
		{"", "LANG=en_US.UTF-8 LC_MESSAGES=zh_TW", say.Chinese},
		{"check", "LANG=de_DE YUSUAN_LANG=zh", say.Chinese},
		{"check a.pdf", "YUSUAN_CHECK_LANG=en YUSUAN_LANG=zh", say.English},
		{"extract a.pdf", "YUSUAN_CHECK_LANG=en YUSUAN_LANG=zh", say.Chinese},
		{"--lang zh check", "YUSUAN_CHECK_LANG=en", say.Chinese},
		{"check a.pdf --lang=zh", "", say.Chinese},
		{"check -- --lang zh", "", say.English},
		{"check --lang", "", say.English},
		{"check --lang fr", "LANG=zh_CN", say.Chinese},
		{"nothing --lang zh", "", say.Chinese},
	} {
		environment := func(name string) string {
			for set := range strings.FieldsSeq(c.environment) {
				if value, ok := strings.CutPrefix(set, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := language(strings.Fields(c.args), environment); got != c.want {
			t.Errorf("yusuan %s with %s: got %s, want %s", c.args, c.environment, got, c.want)
		}
	}
}

// isChinese tells a text with Chinese characters.
func isChinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Every command, and every flag of it, is told in English and in Chinese; examples are commands, which have no language.
func TestHelpHasBothLanguages(t *testing.T) {
	commands := func(l say.Language) (all []*cobra.Command) {
		root := rootCommand(l)
		root.InitDefaultHelpCmd()
		for _, c := range append(root.Commands(), root) {
			if !c.Hidden {
				all = append(all, c)
			}
		}
		return all
	}
	english, chinese := commands(say.English), commands(say.Chinese)
	for i, en := range english {
		zh := chinese[i]
		for what, texts := range map[string][2]string{"short": {en.Short, zh.Short}, "long": {en.Long, zh.Long}} {
			if texts[0] == "" || texts[0] == texts[1] || !isChinese(texts[1]) {
				t.Errorf("%s: %s text %q and %q", en.CommandPath(), what, texts[0], texts[1])
			}
		}
		if en.Name() != zh.Name() || en.Example != zh.Example || en.HasParent() && en.Example == "" {
			t.Errorf("%s and %s: examples %q and %q", en.CommandPath(), zh.CommandPath(), en.Example, zh.Example)
		}
		for _, flags := range [][2]*pflag.FlagSet{{en.Flags(), zh.Flags()}, {en.PersistentFlags(), zh.PersistentFlags()}} {
			flags[0].VisitAll(func(f *pflag.Flag) {
				other := flags[1].Lookup(f.Name)
				if f.Usage == other.Usage || !isChinese(other.Usage) || isChinese(f.Usage) {
					t.Errorf("%s --%s: %q and %q", en.CommandPath(), f.Name, f.Usage, other.Usage)
				}
				if kind, _ := pflag.UnquoteUsage(other); kind != "" && kindsOfValues[kind] == "" {
					t.Errorf("%s --%s takes a %s, which has no Chinese word", en.CommandPath(), f.Name, kind)
				}
			})
		}
	}
}

// Help is held to testdata/help, a file for each command and language.
func TestHelpTexts(t *testing.T) {
	for _, l := range say.Languages() {
		dir := filepath.Join("../../testdata/help", string(l))
		told := make(map[string]bool)
		root := rootCommand(l)
		root.InitDefaultHelpCmd()
		for _, c := range append(root.Commands(), root) {
			if c.Hidden {
				continue
			}
			told[c.Name()+".txt"] = true
			text := helpText(c, l)
			compare(t, filepath.Join(dir, c.Name()+".txt"), text)
			for line := range strings.Lines(text) {
				if strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
					t.Errorf("%s %s: %q ends in spaces", l, c.Name(), line)
				}
			}
		}
		kept, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range kept {
			if !told[file.Name()] {
				t.Errorf("%s is of no command", filepath.Join(dir, file.Name()))
			}
		}
	}
}

// verbs finds the verbs of a format.
var verbs = regexp.MustCompile(`%[-+# 0]*[0-9]*(\.[0-9]+)?(\[[0-9]+\])?[a-zA-Z]`)

// shows are the verbs of a format by the argument that they show.
func shows(format string) []string {
	var all []string
	next := 1
	for _, v := range verbs.FindAllString(strings.ReplaceAll(format, "%%", ""), -1) {
		if at, rest, ok := strings.Cut(v, "["); ok {
			number, kind, _ := strings.Cut(rest, "]")
			next, _ = strconv.Atoi(number)
			v = at + kind
		}
		all = append(all, fmt.Sprint(next, v))
		next++
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// What the program says is a pair in its source: both show the same, the one is English, the other Chinese. No error has one language.
func TestPairs(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	reports, err2 := filepath.Glob("internal/report/*.go")
	if sources = append(sources, reports...); err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	pairs := 0
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if told, ok := n.(*ast.CompositeLit); ok && told.Type != nil && expression(told.Type) == "lack" { // told as libraries say it
				if en := literal(told.Elts[len(told.Elts)-1]); say.Chinese.Cause(en) == en && en != "" {
					t.Errorf("%s: no Chinese of %q", set.Position(n.Pos()), en)
				}
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			at, f := set.Position(call.Pos()), expression(call.Fun)
			if f == "fmt.Errorf" || f == "errors.New" {
				t.Errorf("%s: an error in one language", at)
			}
			if !strings.HasSuffix(f, ".Of") && !strings.HasSuffix(f, ".Format") && f != "say.Errorf" && f != "say.Both" || len(call.Args) < 2 {
				return true
			}
			en, zh := literal(call.Args[0]), literal(call.Args[1])
			if zh == "" {
				return true // what is no text of its own
			}
			pairs++
			if !slices.Equal(shows(en), shows(zh)) {
				t.Errorf("%s: %q and %q show %q and %q", at, en, zh, shows(en), shows(zh))
			}
			if words := regexp.MustCompile("[A-Za-z]{3}"); words.MatchString(en) && !strings.ContainsFunc(zh, func(r rune) bool { return r > unicode.MaxLatin1 }) || strings.ContainsAny(en, "：，；。（）、") {
				t.Errorf("%s: %q and %q", at, en, zh)
			}
			return true
		})
	}
	if pairs < 200 {
		t.Errorf("%d pairs", pairs)
	}
}

// literal is a text of the source, "" where an expression is none.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	}
	return ""
}

// Each reason why a file gives no document has its Chinese.
func TestReasons(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../extract/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []extract.Code
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil && expression(spec.Type) == "Code" {
			codes = append(codes, extract.Code(literal(spec.Values[0])))
		}
		return true
	})
	slices.Sort(codes)
	if told := slices.Sorted(maps.Keys(reasons)); !slices.Equal(codes, told) {
		t.Errorf("there are %q, and Chinese of %q", codes, told)
	}
}

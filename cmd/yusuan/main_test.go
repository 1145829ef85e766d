package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/say"
)

var update = flag.Bool("update", false, "rewrite what the command line cases expect")

// binary is the program as users run it.
var binary string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	flag.Parse()
	dir, err := os.MkdirTemp("", "yusuan")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Setenv("LC_ALL", "C"); err != nil { // whatever language the machine speaks
		panic(err)
	}
	binary = filepath.Join(dir, "yusuan")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	return m.Run()
}

var (
	duration   = regexp.MustCompile(`(in |用时 )(([0-9]+m)?[0-9.]+(ms|s)\b|([0-9]+ 分 )?[0-9.]+ 毫?秒)`)
	noFont     = regexp.MustCompile(`(?m)^no font of this machine has Chinese characters: .*\n`)
	statusLine = regexp.MustCompile(`(?m)^(\{"message_type":"status",|[0-9]+ of [0-9]+ (PDFs|documents), |(PDF|文档) [0-9]+/[0-9]+，).*\n`)
)

// steady takes out of the output what differs from run to run: how long it took, the status of a run that takes longer, and the fonts of
// the machine.
func steady(s string) string {
	return statusLine.ReplaceAllString(duration.ReplaceAllString(noFont.ReplaceAllString(s, ""), "${1}TIME"), "")
}

// shell runs a script with the program in its PATH and an empty folder in $OUT.
func shell(t *testing.T, dir, script string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(binary)+":"+os.Getenv("PATH"), "OUT="+t.TempDir())
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), code
}

// Each folder of testdata/cases is a case: cmd is run in testdata, expout and
// experr are what it prints, should-fail holds the exit code where it is not 0.
func TestCases(t *testing.T) {
	const root = "../../testdata"
	cases, err := os.ReadDir(filepath.Join(root, "cases"))
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(root, "cases", c.Name())
			script, err := os.ReadFile(filepath.Join(dir, "cmd"))
			if err != nil {
				t.Fatal(err)
			}
			stdout, stderr, code := shell(t, root, string(script))
			exit := ""
			if code != 0 {
				exit = strconv.Itoa(code) + "\n"
			}
			compare(t, filepath.Join(dir, "expout"), steady(stdout))
			compare(t, filepath.Join(dir, "experr"), steady(stderr))
			compare(t, filepath.Join(dir, "should-fail"), exit)
		})
	}
}

// compare holds a text to a file, which is absent where the text is empty.
func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		err := os.Remove(path)
		if got != "" {
			err = os.WriteFile(path, []byte(got), 0o666)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", filepath.Base(path), got, want)
	}
}

// The first interrupt ends a run in order: what is under way is finished, what it wrote is whole and the next
// run goes on from there. Standard input is under way as long as the test likes.
func TestInterrupt(t *testing.T) {
	in, out, pdf := aroundStdin(t, 5, 5), t.TempDir(), largePDF(t)
	cmd := exec.CommandContext(t.Context(), binary, "extract", in, "-", "-o", out, "--workers", "1", "--json")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	told := newMessages(t, cmd)
	told.await("file", 5)
	begin(t, stdin, pdf)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	told.await("interrupted", 1)
	finish(t, stdin, pdf)
	told.await("summary", 1)
	if code := exitCode(cmd.Wait()); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	manifest, err := os.ReadFile(filepath.Join(out, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if found := documents(t, out); len(found) != 6 || bytes.Count(manifest, []byte("\n")) != 6 {
		t.Errorf("documents %q, manifest\n%s", found, manifest)
	}
	_, errs, code := shell(t, ".", "yusuan extract "+in+" -o "+out)
	if want := "5 done, 5 skipped, 0 failed"; code != 0 || !strings.Contains(errs, want) {
		t.Errorf("the next run: exit code %d, %s", code, errs)
	}
}

// aroundStdin returns a folder of equal PDFs whose names come before that of standard input, and after it.
func aroundStdin(t *testing.T, before, after int) string {
	t.Helper()
	pdf, err := os.ReadFile("../../testdata/made/xicheng-cid.pdf")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range before + after {
		name := fmt.Sprintf("a%02d.pdf", i)
		if i >= before {
			name = fmt.Sprintf("z%02d.pdf", i)
		}
		if err := os.WriteFile(filepath.Join(dir, name), pdf, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// begun is how much of a PDF is written at first: more than a pipe holds, so that it is being read when it is written.
const begun = 100_000

// largePDF is one that is larger than that.
func largePDF(t *testing.T) []byte {
	t.Helper()
	pdf, err := os.ReadFile("../../testdata/made/province2-gs.pdf")
	if err != nil || len(pdf) <= begun {
		t.Fatalf("%d bytes, error %v", len(pdf), err)
	}
	return pdf
}

// begin returns when a program has begun to read the PDF.
func begin(t *testing.T, w io.Writer, pdf []byte) {
	t.Helper()
	if _, err := w.Write(pdf[:begun]); err != nil {
		t.Fatal(err)
	}
}

// finish writes the rest of the PDF.
func finish(t *testing.T, w io.WriteCloser, pdf []byte) {
	t.Helper()
	if _, err := w.Write(pdf[begun:]); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// messages are what a program tells with --json.
type messages struct {
	t     *testing.T
	lines *bufio.Scanner
}

// newMessages starts a program and returns what it tells.
func newMessages(t *testing.T, cmd *exec.Cmd) *messages {
	t.Helper()
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &messages{t, bufio.NewScanner(stderr)}
}

// next waits for a message of one of the types; it is "" when the program ends before.
func (m *messages) next(types ...string) string {
	m.t.Helper()
	for m.lines.Scan() {
		var told struct {
			Type string `json:"message_type"`
		}
		if err := json.Unmarshal(m.lines.Bytes(), &told); err != nil {
			m.t.Fatalf("%s: %v", m.lines.Text(), err)
		}
		if slices.Contains(types, told.Type) {
			return told.Type
		}
	}
	return ""
}

// await waits for n messages of a type.
func (m *messages) await(kind string, n int) {
	m.t.Helper()
	for i := range n {
		if m.next(kind) == "" {
			m.t.Fatalf("the program ended after %d messages %q, not %d", i, kind, n)
		}
	}
}

// documents lists the documents in an output folder.
func documents(t *testing.T, out string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(out, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var readmes = []string{"../../README.md", "../../README.zh-CN.md"}

func TestEverythingIsDocumented(t *testing.T) {
	for _, readme := range readmes {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range rootCommand(say.English).Commands() {
			if c.Hidden {
				continue
			}
			if !bytes.Contains(text, []byte("yusuan "+c.Name())) {
				t.Errorf("%s does not tell of %s", readme, c.Name())
			}
			c.Flags().VisitAll(func(f *pflag.Flag) {
				if !bytes.Contains(text, []byte("`--"+f.Name)) {
					t.Errorf("%s does not tell of %s --%s", readme, c.Name(), f.Name)
				}
			})
		}
	}
}

func TestHelp(t *testing.T) {
	var check func(c *cobra.Command)
	check = func(c *cobra.Command) {
		if c.HasParent() && !c.Hidden && (c.Short == "" || c.Example == "" || strings.HasSuffix(c.Short, ".")) {
			t.Errorf("%s: short text %q, example %q", c.CommandPath(), c.Short, c.Example)
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(rootCommand(say.English))
	out, _, code := shell(t, ".", "yusuan extract --help")
	if code != 0 || !strings.Contains(out, exitHelp(say.English)) {
		t.Errorf("extract --help: exit code %d, no exit codes in %s", code, out)
	}
}

// shown is a page's command behind "$ " and its output, standard error last; printedTable the rows of a table behind a comment that
// names the command.
var (
	shown        = regexp.MustCompile("(?s)(```console\n\\$ ([^\n]*)\n)(.*?)```")
	printedTable = regexp.MustCompile(`(<!-- (yusuan [^\n]*) -->\n\n)((?:\|[^\n]*\n)*)`)
)

// What the pages show is what the program prints, in the page's language.
func TestPagesShowRealOutput(t *testing.T) {
	for _, path := range append(readmes, "../../ARCHITECTURE.md", "../../ARCHITECTURE.zh-CN.md", "../../COMPATIBILITY.md", "../../COMPATIBILITY.zh-CN.md") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !shown.Match(text) {
				t.Error("it shows no command")
			}
			locale := "LC_ALL=C "
			if strings.HasSuffix(path, ".zh-CN.md") {
				locale = "LC_ALL=zh_CN.UTF-8 "
			}
			print := func(script string) string {
				script = strings.ReplaceAll(strings.ReplaceAll(script, "go run ./cmd/yusuan", "yusuan"), "-o documents", `-o "$OUT"`)
				stdout, stderr, _ := shell(t, "../..", "export "+locale+"; "+script)
				return stdout + stderr
			}
			now := replaceShown(t, shown, string(text), print, "```")
			now = replaceShown(t, printedTable, now, func(script string) string {
				rows := regexp.MustCompile(`(?m)^\|.*\n`).FindAllString(print(script), -1)
				return strings.Join(rows, "")
			}, "")
			if *update {
				if err := os.WriteFile(path, []byte(now), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// replaceShown puts what the program prints in the place of what a page shows of it, and tells where they differ.
func replaceShown(t *testing.T, block *regexp.Regexp, page string, print func(script string) string, end string) string {
	t.Helper()
	return block.ReplaceAllStringFunc(page, func(text string) string {
		parts := block.FindStringSubmatch(text)
		printed := print(parts[2])
		if steady(parts[3]) == steady(printed) {
			return text
		}
		if !*update {
			t.Errorf("%s\nprints\n%sand shows\n%s", parts[2], printed, parts[3])
		}
		return parts[1] + printed + end
	})
}

// The examples of the glossary are what a document says of one amount of the README's table.
func TestGlossaryExamples(t *testing.T) {
	text, _, _ := shell(t, "../..", "yusuan extract testdata/made/central1-wkhtml.pdf")
	var doc struct{ Facts []map[string]json.RawMessage }
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	example := doc.Facts[slices.IndexFunc(doc.Facts, func(f map[string]json.RawMessage) bool { return string(f["label"]) == `"二、教育支出"` })]
	for _, path := range []string{"../../GLOSSARY.md", "../../GLOSSARY.zh-CN.md"} {
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, fields, _ := strings.Cut(string(page), "\n## ")
		fields, _, _ = strings.Cut(fields, "\n## ")
		shown := 0
		for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| (?:`([^`]+)`)? *\\|$").FindAllStringSubmatch(fields, -1) {
			if row[2] != string(example[row[1]]) {
				t.Errorf("%s: %s is %s, and the example is %s", path, row[1], example[row[1]], row[2])
			}
			shown++
		}
		if shown < len(example) {
			t.Errorf("%s: %d examples of %d fields", path, shown, len(example))
		}
	}
}

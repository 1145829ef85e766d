package main

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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
	binary = filepath.Join(dir, "yusuan")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	return m.Run()
}

var duration = regexp.MustCompile(`in [0-9.]+(ms|s)\b`)

// steady takes out of the output the only thing that differs from run to run.
func steady(s string) string { return duration.ReplaceAllString(s, "in TIME") }

// shell runs a script with the program in its PATH and an empty folder in $OUT.
func shell(t *testing.T, dir, script string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(binary)+":"+os.Getenv("PATH"), "OUT="+t.TempDir(), "LC_ALL=C")
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

// The first interrupt ends a run in order: what it wrote is whole and the next
// run goes on from there.
func TestInterrupt(t *testing.T) {
	const files = 60
	in, out := copies(t, files), t.TempDir()
	cmd := exec.CommandContext(t.Context(), binary, "extract", in, "-o", out, "--workers", "1", "--json")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	awaitDocuments(t, out, 1)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != exitInterrupted {
		t.Fatalf("ended with %v, want exit code %d\n%s", err, exitInterrupted, stderr.String())
	}
	manifest, err := os.ReadFile(filepath.Join(out, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	found := documents(t, out)
	if len(found) != bytes.Count(manifest, []byte("\n")) || len(found) == files {
		t.Errorf("%d documents, %d lines of the manifest", len(found), bytes.Count(manifest, []byte("\n")))
	}
	_, errs, code := shell(t, ".", "yusuan extract "+in+" -o "+out)
	if want := strconv.Itoa(len(found)) + " skipped, 0 failed"; code != 0 || !strings.Contains(errs, want) {
		t.Errorf("the next run: exit code %d, %s", code, errs)
	}
}

// copies returns a folder of n equal PDFs.
func copies(t *testing.T, n int) string {
	t.Helper()
	pdf, err := os.ReadFile("../../testdata/made/xicheng-cid.pdf")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".pdf"), pdf, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
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

// awaitDocuments waits until a run has written some documents.
func awaitDocuments(t *testing.T, out string, n int) {
	t.Helper()
	for end := time.Now().Add(time.Minute); len(documents(t, out)) < n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d documents in a minute, not %d", len(documents(t, out)), n)
		}
	}
}

var readmes = []string{"../../README.md", "../../README.zh-CN.md"}

func TestEverythingIsDocumented(t *testing.T) {
	for _, readme := range readmes {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range rootCommand().Commands() {
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
	check(rootCommand())
	out, _, code := shell(t, ".", "yusuan extract --help")
	if code != 0 || !strings.Contains(out, exitCodes) {
		t.Errorf("extract --help: exit code %d, no exit codes in %s", code, out)
	}
}

// What the READMEs and ARCHITECTURE.md show is what the program prints: each console block is a
// command behind "$ " and its output, standard error last.
func TestReadmeShowsRealOutput(t *testing.T) {
	block := regexp.MustCompile("(?s)(```console\n\\$ ([^\n]*)\n)(.*?)```")
	for _, readme := range append(readmes, "../../ARCHITECTURE.md") {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		if !block.Match(text) {
			t.Errorf("%s shows no command", readme)
		}
		now := block.ReplaceAllStringFunc(string(text), func(shown string) string {
			parts := block.FindStringSubmatch(shown)
			script := strings.ReplaceAll(parts[2], "go run ./cmd/yusuan", "yusuan")
			stdout, stderr, _ := shell(t, "../..", strings.ReplaceAll(script, "-o documents", `-o "$OUT"`))
			printed := stdout + stderr
			if steady(parts[3]) == steady(printed) {
				return shown
			}
			if !*update {
				t.Errorf("%s: %s\nprints\n%sand shows\n%s", readme, parts[2], printed, parts[3])
			}
			return parts[1] + printed + "```"
		})
		if *update {
			if err := os.WriteFile(readme, []byte(now), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

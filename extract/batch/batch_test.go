package batch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"yusuan/extract"
	"yusuan/model"
)

// made is a PDF of the repository.
func made(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tree writes files below a new folder.
func tree(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents returns the files below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = os.ReadFile(filepath.Join(dir, name))
			found[name] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func sameContents(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs:\n got %.300s\nwant %.300s", what, name, got[name], want[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s should not be there", what, name)
		}
	}
}

func mustRun(t *testing.T, opt Options, args ...string) Summary {
	t.Helper()
	inputs, err := Expand(args)
	if err != nil {
		t.Fatal(err)
	}
	opt.Program = cmp.Or(opt.Program, "test")
	s, err := Run(t.Context(), inputs, opt)
	if err != nil {
		t.Fatal(err)
	}
	if s.Seen != len(inputs) || s.Seen != s.Done+s.Skipped+s.Failed+s.Elsewhere+s.Left {
		t.Errorf("counts do not reconcile: %+v", s)
	}
	return s
}

func manifest(t *testing.T, out string) []Entry {
	t.Helper()
	f, err := openFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close(true)
	byName := make(map[string]Entry)
	f.readEntries(manifestName, byName)
	var all []Entry
	for _, e := range byName {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

func TestFolder(t *testing.T) {
	pdf := made(t, "final1-cairo")
	in := tree(t, map[string][]byte{
		"one.pdf": pdf, "sub/two.PDF": made(t, "final2-objstm-noxref"), "sub/again.pdf": pdf,
		"not.pdf": []byte("hello"), "cut.pdf": pdf[:200], "notes.txt": nil, "sub/three.docx": nil,
	})
	out := filepath.Join(t.TempDir(), "new", "out")
	s := mustRun(t, Options{Out: out}, in)
	if s.Seen != 5 || s.Done != 3 || s.Failed != 2 || s.Reasons[extract.NotPDF] != 1 {
		t.Errorf("summary %+v", s)
	}
	var got []string
	for _, e := range manifest(t, out) {
		line := fmt.Sprint(e.Name, " ", e.Status, " ", e.Output, " ", e.Stage)
		if e.SameAs != "" {
			line += " same as " + e.SameAs
		}
		got = append(got, line)
	}
	want := []string{
		"cut.pdf failed  open",
		"not.pdf failed  open",
		"one.pdf done one.json ",
		"sub/again.pdf done sub/again.json  same as one.pdf",
		"sub/two.PDF done sub/two.json ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("manifest\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for name, text := range contents(t, out) {
		if name == manifestName {
			continue
		}
		doc, err := model.Parse([]byte(text))
		if err != nil || len(doc.Tables) != 3 {
			t.Errorf("%s: %d tables, error %v", name, len(doc.Tables), err)
		}
	}
}

func TestSameBytesForAnyWorkersAndOrder(t *testing.T) {
	files := map[string][]byte{"bad.pdf": []byte("bad")}
	for _, name := range []string{"central3-writer", "final1-cairo", "province2-gs", "xicheng-cid"} {
		files[name+".pdf"] = made(t, name)
	}
	in := tree(t, files)
	var paths []string
	for name := range files {
		paths = append(paths, filepath.Join(in, name))
	}
	slices.Sort(paths)
	var first map[string]string
	for _, workers := range []int{1, 8} {
		slices.Reverse(paths)
		out := t.TempDir()
		mustRun(t, Options{Out: out, Workers: workers}, paths...)
		if got := contents(t, out); first == nil {
			first = got
		} else {
			sameContents(t, fmt.Sprint(workers, " workers"), got, first)
		}
	}
}

func TestSecondRunSkips(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo"), "b.pdf": made(t, "final2-objstm-noxref"), "bad.pdf": []byte("bad")})
	out := t.TempDir()
	first := mustRun(t, Options{Out: out}, in)
	before := contents(t, out)
	check := func(what string, opt Options, done, skipped int) {
		t.Helper()
		opt.Out = out
		if s := mustRun(t, opt, in); s.Done != done || s.Skipped != skipped || s.Failed != first.Failed {
			t.Errorf("%s: %+v, want %d done and %d skipped", what, s, done, skipped)
		}
	}
	check("unchanged", Options{}, 0, 2)
	sameContents(t, "unchanged", contents(t, out), before)
	check("forced", Options{Force: true}, 2, 0)
	sameContents(t, "forced", contents(t, out), before)

	if err := os.WriteFile(filepath.Join(out, "a.json"), []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	check("a document was changed", Options{}, 1, 1)
	sameContents(t, "a document was changed", contents(t, out), before)
	if err := os.Remove(filepath.Join(out, "b.json")); err != nil {
		t.Fatal(err)
	}
	check("a document was removed", Options{}, 1, 1)
	sameContents(t, "a document was removed", contents(t, out), before)

	meta := func(name, _ string) *model.Meta {
		if name == "a.pdf" {
			return &model.Meta{URL: "https://example.org/a"}
		}
		return nil
	}
	check("other meta for one", Options{Meta: meta}, 1, 1)
	check("the same meta", Options{Meta: meta}, 0, 2)
	check("other white space", Options{Pretty: true}, 2, 0)
	check("pages apart", Options{Extract: extract.Options{PagesApart: true}}, 2, 0)
	check("another version", Options{Program: "other"}, 2, 0)

	if err := os.WriteFile(filepath.Join(in, "a.pdf"), made(t, "province2-gs"), 0o666); err != nil {
		t.Fatal(err)
	}
	check("other bytes", Options{Program: "other"}, 1, 1)
}

// A run that was killed leaves a journal, whose last line may be cut off, and
// temporary files.
// What people decide about a file is part of its settings: a new decision makes its document again, and no other.
func TestCorrectionsReadAgain(t *testing.T) {
	pdf := made(t, "final1-cairo")
	in := tree(t, map[string][]byte{"a.pdf": pdf, "b.pdf": made(t, "final2-objstm-noxref")})
	decided := model.Correction{Kind: model.TableUnit, SHA256: extract.Digest(pdf), Place: model.Subject{Table: "t1"}, Right: "亿元", Was: "万元"}
	decided.ID = decided.Digest()
	all := []model.Correction{decided}
	with := func(sha256 string) []model.Correction {
		if sha256 == decided.SHA256 {
			return all
		}
		return nil
	}
	out, isolated := t.TempDir(), t.TempDir()
	mustRun(t, Options{Out: out}, in)
	plain := contents(t, out)
	for i, c := range []struct {
		corrections func(string) []model.Correction
		done        int
	}{{with, 1}, {with, 0}, {nil, 1}, {nil, 0}, {with, 1}} {
		if s := mustRun(t, Options{Out: out, Corrections: c.corrections}, in); s.Done != c.done || s.Skipped != 2-c.done {
			t.Errorf("run %d: %+v", i+1, s)
		}
		if c.corrections == nil {
			sameContents(t, "without corrections again", contents(t, out), plain)
		}
	}
	got := contents(t, out)
	if got["b.json"] != plain["b.json"] || !strings.Contains(got["a.json"], `"unit":"亿元"`) {
		t.Error("the correction is not in its document alone")
	}
	worker, _ := workers("none")
	mustRun(t, Options{Out: isolated, Corrections: with, Worker: worker, Memory: 1 << 30}, in)
	for _, name := range []string{"a.json", "b.json"} {
		if got := contents(t, isolated)[name]; got != contents(t, out)[name] {
			t.Errorf("%s: a worker makes another document", name)
		}
	}
}

func TestResumesFromJournal(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo"), "b.pdf": made(t, "final2-objstm-noxref")})
	whole := t.TempDir()
	mustRun(t, Options{Out: whole}, in)
	want := contents(t, whole)

	lines := strings.SplitAfter(want[manifestName], "\n")
	killed := tree(t, map[string][]byte{
		"a.json":                 []byte(want["a.json"]),
		".partial/journal.jsonl": []byte(lines[0] + lines[1][:40]),
		".partial/3.tmp":         []byte("half a docum"),
	})
	if s := mustRun(t, Options{Out: killed}, in); s.Skipped != 1 || s.Done != 1 {
		t.Errorf("summary %+v", s)
	}
	sameContents(t, "taken up", contents(t, killed), want)
}

func TestInterrupt(t *testing.T) {
	files := make(map[string][]byte)
	for i := range 6 {
		files[fmt.Sprintf("%d.pdf", i)] = made(t, "final1-cairo")
	}
	in := tree(t, files)
	inputs, err := Expand([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	whole := t.TempDir()
	mustRun(t, Options{Out: whole}, in)

	ctx, cancel := context.WithCancel(t.Context())
	out := t.TempDir()
	s, err := Run(ctx, inputs, Options{Out: out, Workers: 1, Program: "test", Observer: &stopAfter{n: 2, cancel: cancel}})
	if err != nil {
		t.Fatal(err)
	}
	if s.Done < 2 || s.Left == 0 || s.Done+s.Left != 6 {
		t.Errorf("summary %+v", s)
	}
	if entries := manifest(t, out); len(entries) != s.Done {
		t.Errorf("%d entries for %d documents", len(entries), s.Done)
	}
	if again := mustRun(t, Options{Out: out}, in); again.Skipped != s.Done || again.Done != s.Left {
		t.Errorf("%+v after %+v", again, s)
	}
	sameContents(t, "taken up", contents(t, out), contents(t, whole))
}

// stopAfter interrupts a run after some files.
type stopAfter struct {
	n      int
	cancel func()
}

func (*stopAfter) Page(string, int, int) {}
func (s *stopAfter) File(Input, Entry) {
	if s.n--; s.n == 0 {
		s.cancel()
	}
}

func TestFailuresAreTold(t *testing.T) {
	in := tree(t, map[string][]byte{"gone.pdf": nil, "empty.pdf": nil, "folder.pdf/x.txt": nil})
	inputs, err := Expand([]string{filepath.Join(in, "gone.pdf"), filepath.Join(in, "empty.pdf"), filepath.Join(in, "never.pdf"),
		filepath.Join(in, "*.docx")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(in, "gone.pdf")); err != nil { // between looking and reading
		t.Fatal(err)
	}
	out := t.TempDir()
	if _, err := Run(t.Context(), inputs, Options{Out: out, Program: "test"}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range manifest(t, out) {
		got = append(got, fmt.Sprintf("%s %s %s: %s", e.Name, e.Stage, e.Error.Code, e.Error.Message))
	}
	want := []string{
		"*.docx open not-found: no file matches: file does not exist",
		"empty.pdf open not-a-pdf: not a PDF file",
		"gone.pdf open not-found: no such file or directory",
		"never.pdf open not-found: no such file or directory",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// vanish takes a folder's files away while a run reads the first.
type vanish struct {
	t   *testing.T
	dir string
}

func (v vanish) File(Input, Entry) {}
func (v vanish) Page(string, int, int) {
	if err := os.RemoveAll(v.dir); err != nil {
		v.t.Error(err)
	}
}

func TestFilesThatVanish(t *testing.T) {
	pdf := made(t, "final1-cairo")
	in := tree(t, map[string][]byte{"a.pdf": pdf, "b.pdf": pdf, "c/d.pdf": pdf})
	out := t.TempDir()
	mustRun(t, Options{Out: out, Workers: 1, Observer: vanish{t, in}}, in)
	want := []string{"a.pdf done", "b.pdf failed open 0 not-found: no such file or directory",
		"c/d.pdf failed open 0 not-found: no such file or directory"}
	if got := lines(t, out); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is no file would be read for ever.
func TestPipesAndDevices(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo")})
	if err := exec.CommandContext(t.Context(), "mkfifo", filepath.Join(in, "pipe.pdf")).Run(); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(in, "zero.pdf")); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	mustRun(t, Options{Out: out}, in)
	want := []string{"a.pdf done", "pipe.pdf failed open 0 unreadable: not a regular file", "zero.pdf failed open 0 unreadable: not a regular file"}
	if got := lines(t, out); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Names as long as file systems take, also where a document's is longer than its PDF's.
func TestLongNames(t *testing.T) {
	long, folder := strings.Repeat("预", 83)+"ab.pdf", strings.Repeat("算", 85) // 255 bytes
	in := tree(t, map[string][]byte{long: made(t, "final1-cairo"), folder + "/" + folder + "/" + long: made(t, "final1-cairo")})
	out := t.TempDir()
	if s := mustRun(t, Options{Out: out}, in); s.Done != 2 {
		t.Errorf("%+v: %q", s, lines(t, out))
	}
	if s := mustRun(t, Options{Out: out}, in); s.Skipped != 2 {
		t.Errorf("the second time %+v", s)
	}
}

// A failure that has nothing to do with the file: its document cannot be put in its place.
func TestDocumentThatCannotBeWritten(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo"), "b.pdf": made(t, "final1-cairo")})
	out := tree(t, map[string][]byte{"a.json/in the way": nil})
	s := mustRun(t, Options{Out: out}, in)
	if s.Done != 1 || s.Reasons[extract.NotWritten] != 1 {
		t.Errorf("summary %+v", s)
	}
	if e := manifest(t, out)[0]; e.Stage != extract.StageWrite || e.SHA256 == "" {
		t.Errorf("entry %+v", e)
	}
}

func TestOutputFolderThatCannotBeMade(t *testing.T) {
	dir := tree(t, map[string][]byte{"file": nil})
	_, err := Run(t.Context(), nil, Options{Out: filepath.Join(dir, "file")})
	if err == nil || !strings.Contains(err.Error(), "output folder") {
		t.Errorf("error %v", err)
	}
}

// What earlier runs wrote from other files stays in the manifest while it is there.
func TestManifestDescribesTheFolder(t *testing.T) {
	a := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo"), "x.pdf": []byte("bad")})
	b := tree(t, map[string][]byte{"b.pdf": made(t, "final2-objstm-noxref")})
	out := t.TempDir()
	mustRun(t, Options{Out: out}, a)
	mustRun(t, Options{Out: out}, b)
	var names []string
	for _, e := range manifest(t, out) {
		names = append(names, e.Name)
	}
	if want := []string{"a.pdf", "b.pdf"}; !slices.Equal(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
}

func TestExpand(t *testing.T) {
	long := strings.Repeat("预", 83) + "a" // 250 bytes
	in := tree(t, map[string][]byte{
		"a/x.pdf": nil, "b/x.pdf": nil, "b/deep/y.pdf": nil, "c/same.pdf": nil, "c/same.PDF": nil,
		"d/" + long + ".pdf": nil, "d/" + long + "b": nil, "e/manifest.jsonl/x.pdf": nil, "e/.partial/x.pdf": nil, "n/a\nb.pdf": nil,
	})
	at := func(name string) string { return filepath.Join(in, name) }
	for _, c := range []struct {
		what string
		args []string
		want []string
	}{
		{"a folder", []string{at("b")}, []string{"deep/y.pdf > deep/y.json", "x.pdf > x.json"}},
		{"a file", []string{at("b/deep/y.pdf")}, []string{"y.pdf > y.json"}},
		{"a file twice", []string{at("a/x.pdf"), at("a") + "/./x.pdf"}, []string{"x.pdf > x.json"}},
		{"a file and its folder", []string{at("b/deep/y.pdf"), at("b")}, []string{"deep/y.pdf > deep/y.json", "x.pdf > x.json"}},
		{"equal names", []string{at("a"), at("b")}, []string{"a/x.pdf > a/x.json", "b/x.pdf > b/x.json", "deep/y.pdf > deep/y.json"}},
		{"names that differ in case", []string{at("c")}, []string{"same.PDF > same.json", "same.pdf > same~2.json"}},
		{"a glob", []string{at("[ab]/*.pdf")}, []string{"a/x.pdf > a/x.json", "b/x.pdf > b/x.json"}},
		{"standard input", []string{"-", "-"}, []string{"stdin > stdin.json"}},
		{"our own names", []string{at("e")}, []string{".partial/x.pdf > .partial~/x.json", "manifest.jsonl/x.pdf > manifest.jsonl~/x.json"}},
	} {
		inputs, err := Expand(c.args)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		var got []string
		for _, in := range inputs {
			got = append(got, in.Name+" > "+in.Output)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}

	inputs, err := Expand([]string{at("d/" + long + ".pdf"), at("d/" + long + "b")})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs {
		if n := len(in.Output); n > 255 || !strings.HasPrefix(in.Output, "预") {
			t.Errorf("%s is %d bytes long", in.Output, n)
		}
	}
	if inputs[0].Output == inputs[1].Output {
		t.Error("two long names have one output")
	}
}

// What is there is the file, whatever its name has; what is not there is one input that cannot be read.
func TestNamesThatLookLikeGlobs(t *testing.T) {
	in := tree(t, map[string][]byte{"b[1].pdf": nil, "b1.pdf": nil, "[": nil})
	if err := os.Symlink("nowhere", filepath.Join(in, "*.pdf")); err != nil {
		t.Skip("no such names here: ", err)
	}
	for arg, want := range map[string]string{
		"b[1].pdf": "b[1].pdf <nil>", "[": "[ <nil>", "x[1].pdf": "x[1].pdf no file matches: file does not exist",
		"x[": "x[ no file matches: file does not exist", "*.pdf": "*.pdf no file matches: file does not exist", "b?.pdf": "b1.pdf <nil>",
	} {
		inputs, err := Expand([]string{filepath.Join(in, arg)})
		if err != nil || len(inputs) != 1 {
			t.Errorf("%s: %+v, error %v", arg, inputs, err)
			continue
		}
		if got := fmt.Sprint(inputs[0].Name, " ", inputs[0].Err); got != want {
			t.Errorf("%s: got %q, want %q", arg, got, want)
		}
	}
}

func TestSymbolicLinks(t *testing.T) {
	outside := tree(t, map[string][]byte{"far.pdf": nil})
	in := tree(t, map[string][]byte{"z/real.pdf": nil, "z/text.txt": nil})
	for link, target := range map[string]string{
		"a":           filepath.Join(in, "z"), // sorts before the folder that it leads to
		"z/loop":      in,
		"other":       outside,
		"self.pdf":    "self.pdf",
		"broken":      "nowhere",
		"copy.pdf":    "z/real.pdf",
		"nowhere.pdf": "nowhere",
	} {
		if err := os.Symlink(target, filepath.Join(in, link)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	inputs, err := Expand([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range inputs {
		got = append(got, fmt.Sprint(in.Name, " ", in.Err == nil))
	}
	want := []string{"copy.pdf true", "nowhere.pdf false", "other/far.pdf true", "self.pdf false", "z/real.pdf true"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNamesThatAreNoUTF8(t *testing.T) {
	in := t.TempDir()
	name := "\xd4\xa4\xcb\xe3\xff.pdf" // 预算 in GBK, and a byte more
	if err := os.WriteFile(filepath.Join(in, name), made(t, "final1-cairo"), 0o666); err != nil {
		t.Skip("the file system refuses the name: ", err)
	}
	out := t.TempDir()
	if s := mustRun(t, Options{Out: out}, in); s.Done != 1 {
		t.Fatalf("summary %+v", s)
	}
	if e := manifest(t, out)[0]; e.Name != `Ԥ\xcb\xe3\xff.pdf` || e.Output != `Ԥ\xcb\xe3\xff.json` {
		t.Errorf("entry %+v", e)
	}
}

func TestFolderThatCannotBeRead(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything can be read here")
	}
	in := tree(t, map[string][]byte{"shut/x.pdf": nil})
	if err := os.Chmod(filepath.Join(in, "shut"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(in, "shut"), 0o777)
	inputs, err := Expand([]string{in})
	if err != nil || len(inputs) != 1 || !errors.Is(inputs[0].Err, fs.ErrPermission) {
		t.Errorf("inputs %+v, error %v", inputs, err)
	}
}

func TestOne(t *testing.T) {
	pdf := made(t, "final1-cairo")
	inputs, err := Expand([]string{"-"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := One(t.Context(), inputs[0], Options{Stdin: bytes.NewReader(pdf)})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := model.Parse(text)
	if err != nil || doc.Source.Name != "stdin" || doc.Source.SHA256 != extract.Digest(pdf) {
		t.Errorf("source %+v, error %v", doc.Source, err)
	}
}
